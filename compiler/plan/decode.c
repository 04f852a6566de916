#include "compiler/plan/decode.h"

#include <stddef.h>
#include <string.h>

static struct sink *sink_of(struct decoder *decoder)
{
	return &decoder->plan->run->sink;
}

/* ---- unknown fields ---- */

static void report_unknown_field(struct decoder *decoder, uint32_t node)
{
	enum kind kind = (enum kind)decoder->block->kind;
	const struct node *field = file_node(decoder->file, node);
	struct span span = file_token_span(decoder->file, field->first);
	struct str word = plan_name(decoder->plan, field->name);
	span.len = (uint32_t)word.len;
	struct finding *finding = finding_new(sink_of(decoder), &finding_name_unknown_field, span,
		"%s has no field `%.*s`", kind_called(kind), STR_ARGS(word));
	const struct field_info *near = schema_closest_field(kind, word);
	kinds_t elsewhere = schema_kinds_with_field(&decoder->plan->run->schema, field->name);
	if (near) {
		if (near->kind == kind && near->required) {
			decoder->meant |= (uint64_t)1 << near->index;
			decoder->block->broken = true;
		}
		finding_help(sink_of(decoder), finding, "did you mean `%s`?", near->name);
		finding_edit(sink_of(decoder), finding, span, str_from(near->name), false);
	} else if (schema_plural(&decoder->plan->run->schema, field->name)) {
		const struct kind_info *child =
			&kind_infos[schema_plural(&decoder->plan->run->schema, field->name)];
		finding_help(sink_of(decoder), finding, "each is a block: `%s NAME%s { ... }`",
			child->name, child->titled ? " \"Title\"" : "");
	} else if (elsewhere && elsewhere != K_ANY) {
		struct out kinds = {0};
		kinds_print_called(&kinds, elsewhere);
		finding_help(sink_of(decoder), finding, "it is a field of %.*s",
			STR_ARGS(out_view(&kinds)));
		out_free(&kinds);
	} else if (kind_infos[kind].rows) {
		finding_help(sink_of(decoder), finding,
			"a row begins with a period or a date: `2026-Q1: 90,000 USD`");
	} else {
		finding_help(sink_of(decoder), finding, "`pbp explain %s` lists the fields",
			kind_infos[kind].name);
	}
}

/* What kind of amendment changes a field: date, owner, target, resource, else scope. */
static const char *amendment_type(const struct block *block, const struct field_info *field)
{
	switch (field->type) {
	case TYPE_owner:
		return "owner";
	case TYPE_date:
	case TYPE_date_start:
	case TYPE_range:
		return "date";
	default:
		break;
	}
	enum value_type value =
		type_infos[field->type].base ? type_infos[field->type].base : field->type;
	if (block->kind == KIND_goal && (value == TYPE_amount || value == TYPE_amount_range))
		return "target";
	return value == TYPE_money || value == TYPE_amount || value == TYPE_duration ? "resource"
										     : "scope";
}

/* A field's value as a change can state it: without clauses, several values in brackets. */
static void print_changed(struct out *out, const struct file *file, uint32_t phrase)
{
	bool list = file_node(file, phrase)->next;
	if (list)
		out_char(out, '[');
	for (uint32_t at = phrase; at; at = file_node(file, at)->next) {
		const struct node *node = file_node(file, at);
		out_printf(out, "%s%.*s", at == phrase ? "" : ", ",
			STR_ARGS(file_text(file, node->kind == NODE_PHRASE ? node->child : at)));
	}
	if (list)
		out_char(out, ']');
}

static void report_update_contract(
	struct decoder *decoder, uint32_t node, const struct field_info *field)
{
	struct plan *plan = decoder->plan;
	const struct block *block = decoder->block;
	const struct file *file = NULL;
	struct finding *finding = finding_new(sink_of(decoder), &finding_name_update_contract,
		file_span(decoder->file, node),
		"`%s` is part of the contract: an update cannot set it", field->name);
	struct str path = block_path(plan, block);
	uint32_t stated = block_statement(block, field->name, &file);
	struct out changed = {0};
	if (stated)
		finding_label(sink_of(decoder), finding, file_span(file, stated), "agreed");
	else
		finding_label(sink_of(decoder), finding, block_span(block), "declared here");
	if (stated && file_node(file, stated)->child) {
		out_text(&changed, " from ");
		print_changed(&changed, file, file_node(file, stated)->child);
	}
	out_text(&changed, " to ");
	print_changed(&changed, decoder->file, file_node(decoder->file, node)->child);
	finding_help(sink_of(decoder), finding,
		"change it in the plan and add the amendment that both sides approve:");
	finding_code(sink_of(decoder), finding,
		"amendment %.*s_%s \"TODO\" {\n  changes:   [%.*s.%s%.*s]\n  type:      %s\n"
		"  because:   \"TODO\"\n  effective: %s\n}",
		STR_ARGS(plan_name(plan, block->name)), field->name, STR_ARGS(path), field->name,
		STR_ARGS(out_view(&changed)), amendment_type(block, field),
		plan->run->as_of ? date_text(plan->run->as_of).text : "TODO");
	out_free(&changed);
}

/* ---- a block ---- */

static struct any *any_of(struct decoder *decoder)
{
	if (!decoder->block->any)
		decoder->block->any = arena_new(&decoder->plan->arena, struct any);
	return decoder->block->any;
}

static bool is_any_field(const struct field_info *field)
{
	return field >= any_fields && field < any_fields + any_fields_n;
}

static void report_twice(struct decoder *decoder, const struct part *part, uint32_t node,
	const struct field_info *field)
{
	const struct file *file;
	struct span earlier = block_stated_field(decoder->block, field->name, &file);
	struct span here = file_span(decoder->file, node);
	here.len = (uint32_t)strlen(field->name);
	bool in_updates = part->is_update;
	struct finding *finding = finding_new(sink_of(decoder),
		in_updates ? &finding_name_set_twice : &finding_name_duplicate, here,
		in_updates ? "`%s` has two values" : "`%s` is stated twice", field->name);
	finding_label(sink_of(decoder), finding, earlier, "stated here");
	finding_help(sink_of(decoder), finding, "keep one of the two");
}

static const char *const goal_forms[] = {"target", "at_least", "at_most", "between"};
enum { GOAL_FORMS_N = sizeof goal_forms / sizeof *goal_forms };

static bool is_goal_form(const struct block *block, const struct field_info *field)
{
	for (size_t i = 0; block->kind == KIND_goal && i < GOAL_FORMS_N; i++)
		if (!strcmp(field->name, goal_forms[i]))
			return true;
	return false;
}

/* Fields of which a block has one: the forms of a goal, a window or a due date. */
static bool exclude_each_other(
	const struct block *block, const struct field_info *a, const struct field_info *b)
{
	if (is_goal_form(block, a) && is_goal_form(block, b))
		return true;
	return (a->unless && !strcmp(a->unless, b->name)) ||
	       (b->unless && !strcmp(b->unless, a->name));
}

/* `like` copies the contract, and a field that is stated replaces what it copies. An action is
   progress as a whole: it comes only with a template, where nothing has happened yet. */
static bool is_copied(const struct decoder *decoder, const struct field_info *field, uint64_t given)
{
	const struct block *block = decoder->block;
	const struct kind_info *info = &kind_infos[block->kind];
	if ((field->life != CONTRACT && block->kind != KIND_action) || (given >> field->index & 1))
		return false;
	for (uint8_t i = 0; !is_any_field(field) && i < info->n_fields; i++)
		if ((decoder->before >> i & 1) &&
			exclude_each_other(block, field, &info->fields[i]))
			return false;
	return true;
}

/* Stated, and cut for the audience: what the block is like does not stand in for it. */
static bool is_withheld(const struct decoder *decoder, const struct field_info *field)
{
	const struct block *block = decoder->block;
	if (!decoder->plan->run->audience.len)
		return false;
	for (const struct part *part = &block->part; part; part = part->next) {
		for (uint32_t at = part->is_base ? 0 : file_node(part->file, part->node)->child; at;
			at = file_node(part->file, at)->next) {
			const struct node *node = file_node(part->file, at);
			const struct field_info *cut =
				node->kind == NODE_FIELD && !node->child
					? schema_field(&decoder->plan->run->schema,
						  (enum kind)block->kind, node->name)
					: NULL;
			if (cut && (cut == field || exclude_each_other(block, field, cut)))
				return true;
		}
	}
	return false;
}

static bool is_empty_list(const struct field_info *field, const char *base)
{
	const struct list *list = (const void *)(base + field->offset);
	return field->list && !list->n && !list->all && !list->partial;
}

static void decode_stated(struct decoder *decoder, const struct part *part, uint32_t node)
{
	const struct node *stated = file_node(decoder->file, node);
	struct block *block = decoder->block;
	const struct field_info *field = stated->name
						 ? schema_field(&decoder->plan->run->schema,
							   (enum kind)block->kind, stated->name)
						 : NULL;
	if (!field) {
		if (stated->name && !part->is_base)
			report_unknown_field(decoder, node);
		return;
	}
	bool any = is_any_field(field);
	uint64_t *given = any ? &any_of(decoder)->given : &block->given;
	uint64_t bit = (uint64_t)1 << field->index;
	if (!stated->child || (part->is_base && (!is_copied(decoder, field, *given) ||
							is_withheld(decoder, field))))
		return;
	if (part->is_update && field->life == CONTRACT) {
		report_update_contract(decoder, node, field);
		return;
	}
	if ((*given & bit) && !(field->list && part->is_update)) {
		report_twice(decoder, part, node, field);
		return;
	}
	char *base = any ? (char *)any_of(decoder) : (char *)block;
	*given |= bit;
	if (stated->flags & NODE_IS_BROKEN)
		block->broken = true;
	decode_field(decoder, node, field, base);
	if (field->required && !block->broken && is_empty_list(field, base))
		*given &= ~bit; /* an empty list is as good as none */
}

static void decode_rows(struct decoder *decoder)
{
	const struct node *node = file_node(decoder->file, decoder->block->part.node);
	struct rows *rows = &((struct rows_block *)(void *)decoder->block)->rows;
	uint32_t n = 0;
	for (uint32_t at = node->child; at; at = file_node(decoder->file, at)->next)
		n += file_node(decoder->file, at)->kind == NODE_ROW;
	rows->items = arena_array(&decoder->plan->arena, struct row, n);
	for (uint32_t at = node->child; at; at = file_node(decoder->file, at)->next) {
		if (file_node(decoder->file, at)->kind != NODE_ROW)
			continue;
		if (decode_row(decoder, at, &rows->items[rows->n]))
			rows->n++;
		else
			decoder->block->broken = true;
	}
}

static void report_rows(struct decoder *decoder, uint32_t row)
{
	struct finding *finding = finding_new(sink_of(decoder), &finding_type_child,
		file_token_span(decoder->file, file_node(decoder->file, row)->first),
		"%s takes no dated rows", kind_called((enum kind)decoder->block->kind));
	finding_help(sink_of(decoder), finding,
		"dated rows stand in `increments` of a goal and in `readings`");
}

static void decode_part(struct decoder *decoder, const struct part *part)
{
	decoder->file = part->file;
	decoder->before = decoder->block->given;
	const struct node *node = file_node(part->file, part->node);
	bool reported_row = false;
	for (uint32_t at = node->child; at; at = file_node(part->file, at)->next) {
		const struct node *member = file_node(part->file, at);
		if (member->kind == NODE_FIELD) {
			decode_stated(decoder, part, at);
		} else if (member->kind == NODE_ROW && !kind_infos[decoder->block->kind].rows &&
			   !reported_row && !part->is_base) {
			report_rows(decoder, at);
			reported_row = true;
		}
	}
}

/* A required field that nothing makes up for: a field it may stand aside for, or the owner of what
 * the block stands in. */
static bool is_missing(const struct decoder *decoder, const struct field_info *field)
{
	const struct block *block = decoder->block;
	if (!field->required || ((block->given | decoder->meant) >> field->index & 1))
		return false;
	if (field->unless && block_has(block, field->unless))
		return false;
	return field->type != TYPE_owner || !block->parent || !block_owners(block->parent).n;
}

/* What an example gives for a field, with a person of the plan where it wants one. */
static struct str example_value(const struct decoder *decoder, const struct field_info *field)
{
	const struct plan *plan = decoder->plan;
	struct str value = str_trim(str_from(field->example + strlen(field->name) + 1));
	bool is_word = !memchr(value.ptr, ' ', value.len) && !memchr(value.ptr, '[', value.len);
	if (!is_word || field->refs != K(person))
		return value;
	for (uint32_t i = 0; i < plan->blocks.n; i++)
		if (plan->blocks.items[i]->kind == KIND_person)
			return plan_name(plan, plan->blocks.items[i]->name);
	return value;
}

/* The fields that are missing, with an example of each in the layout of the formatter. */
static void print_missing(const struct decoder *decoder, struct out *names, struct out *code)
{
	const struct kind_info *info = &kind_infos[decoder->block->kind];
	uint32_t n = 0, done = 0;
	size_t width = 0;
	for (uint32_t i = 0; i < info->n_fields; i++) {
		if (!is_missing(decoder, &info->fields[i]))
			continue;
		n++;
		if (strlen(info->fields[i].name) > width)
			width = strlen(info->fields[i].name);
	}
	for (uint32_t i = 0; i < info->n_fields; i++) {
		const struct field_info *field = &info->fields[i];
		if (!is_missing(decoder, field))
			continue;
		out_printf(names, "%s`%s`", !done ? "" : done + 1 < n ? ", " : " or ", field->name);
		if (field->unless)
			out_printf(names, " (or `%s`)", field->unless);
		out_printf(code, "%s%s: ", done++ ? "\n" : "", field->name);
		out_repeat(code, ' ', width - strlen(field->name));
		out_str(code, example_value(decoder, field));
	}
}

static void check_missing(struct decoder *decoder)
{
	struct out names = {0}, code = {0};
	print_missing(decoder, &names, &code);
	if (names.len) {
		struct finding *finding = finding_new(sink_of(decoder), &finding_type_missing_field,
			block_span(decoder->block), "%.*s has no %.*s",
			STR_ARGS(block_called(decoder->plan, decoder->block)),
			STR_ARGS(out_view(&names)));
		finding_help(sink_of(decoder), finding, "add, for example:");
		finding_code(sink_of(decoder), finding, "%.*s", STR_ARGS(out_view(&code)));
		decoder->block->broken = true;
	}
	out_free(&names);
	out_free(&code);
}

static void resolve_of(struct decoder *decoder)
{
	struct block *block = decoder->block;
	const struct kind_info *info = &kind_infos[block->kind];
	uint32_t path = file_node(block->part.file, block->part.node)->a;
	if (info->named != NAME_REFERENCE || !path)
		return;
	struct name_scope scope = {.file = block->part.file, .block = block->parent};
	block->of = names_resolve(decoder->plan, scope, path, info->refs);
	if (!block->of && !decoder->plan->is_library)
		block->broken = true;
}

/* The goal forms exclude each other. */
static void check_goal_forms(struct decoder *decoder)
{
	const struct block *block = decoder->block;
	const struct goal_block *goal = (const void *)block;
	const char *first = NULL;
	int n = goal->target.value.set + goal->at_least.set + goal->at_most.set +
		goal->between.low.set;
	if (n < 2 && !block->broken)
		return;
	for (size_t i = 0; i < GOAL_FORMS_N; i++) {
		if (!block_has(block, goal_forms[i]))
			continue;
		if (!first) {
			first = goal_forms[i];
			continue;
		}
		struct finding *finding = finding_new(sink_of(decoder), &finding_type_goal_forms,
			block_field_span(block, goal_forms[i]),
			"a goal has one of `target`, `at_least`, `at_most`, `between`");
		finding_label(sink_of(decoder), finding, block_field_span(block, first),
			"this goal has `%s` already", first);
		return;
	}
}

bool block_decode(struct plan *plan, struct block *block)
{
	struct decoder decoder = {.plan = plan, .block = block, .file = block->part.file};
	if (block->decoding != DECODING_FRESH)
		return block->decoding == DECODING_DONE;
	if (plan->decode_depth >= DECODE_DEPTH_MAX)
		return false;
	plan->decode_depth++;
	block->decoding = DECODING_BUSY;
	resolve_of(&decoder);
	/* Own fields, then updates, then what the block is like: a stated field replaces the
	 * template's. */
	for (const struct part *part = &block->part; part; part = part->next)
		if (!part->is_base)
			decode_part(&decoder, part);
	for (const struct part *part = &block->part; part; part = part->next)
		if (part->is_base)
			decode_part(&decoder, part);
	decoder.file = block->part.file;
	if (kind_infos[block->kind].rows)
		decode_rows(&decoder);
	bool may_lack = plan->run->schema.required[block->kind] & ~block->given;
	if (may_lack && !block->is_template && block->like_state != LIKE_UNKNOWN &&
		!(file_node(block->part.file, block->part.node)->flags & NODE_IS_BROKEN))
		check_missing(&decoder);
	if (block->kind == KIND_goal)
		check_goal_forms(&decoder);
	block->decoding = DECODING_DONE;
	plan->decode_depth--;
	return true;
}
