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
		"%s %s has no field `%.*s`", kind_article(kind), kind_infos[kind].name, STR_ARGS(word));
	const struct field_info *near = schema_closest_field(kind, word);
	kinds_t elsewhere = schema_kinds_with_field(&decoder->plan->run->schema, field->name);
	if (near) {
		finding_help(sink_of(decoder), finding, "did you mean `%s`?", near->name);
		finding_edit(sink_of(decoder), finding, span, str_from(near->name), false);
	} else if (elsewhere && elsewhere != K_ANY) {
		struct out kinds = {0};
		kinds_print(&kinds, elsewhere);
		finding_help(sink_of(decoder), finding, "it is a field of %.*s", STR_ARGS(out_view(&kinds)));
		out_free(&kinds);
	} else {
		finding_help(sink_of(decoder), finding, "`pbp explain %s` lists the fields", kind_infos[kind].name);
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
	enum value_type value = type_infos[field->type].base ? type_infos[field->type].base : field->type;
	if (block->kind == KIND_goal && (value == TYPE_amount || value == TYPE_amount_range))
		return "target";
	return value == TYPE_money || value == TYPE_amount || value == TYPE_duration ? "resource" : "scope";
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

static void report_update_contract(struct decoder *decoder, uint32_t node, const struct field_info *field)
{
	struct plan *plan = decoder->plan;
	const struct block *block = decoder->block;
	const struct file *file = NULL;
	struct finding *finding = finding_new(sink_of(decoder), &finding_name_update_contract,
		file_span(decoder->file, node), "`%s` is part of the contract: an update cannot set it", field->name);
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
	finding_help(sink_of(decoder), finding, "change it in the plan and add the amendment that both sides approve:");
	finding_code(sink_of(decoder), finding,
		"amendment %.*s_%s \"TODO\" {\n  changes:   [%.*s.%s%.*s]\n  type:      %s\n"
		"  because:   \"TODO\"\n  effective: %s\n}",
		STR_ARGS(plan_name(plan, block->name)), field->name, STR_ARGS(path), field->name,
		STR_ARGS(out_view(&changed)), amendment_type(block, field),
		plan->run->as_of ? date_text(plan->run->as_of).text : "TODO");
	out_free(&changed);
}

/* ---- clauses ---- */

static const struct clause_info *find_clause(const struct type_info *type, enum clause_word word)
{
	for (uint32_t i = 0; i < type->n_clauses; i++)
		if (!strcmp(type->clauses[i].word, clause_name(word)))
			return &type->clauses[i];
	return NULL;
}

static void report_clause(struct decoder *decoder, const struct slot *slot, uint32_t clause)
{
	const struct type_info *type = &type_infos[slot->type];
	const struct node *node = file_node(decoder->file, clause);
	struct finding *finding = finding_new(sink_of(decoder), &finding_type_clause, file_span(decoder->file, clause),
		"`%s` takes no `%s`", slot->name, clause_name((enum clause_word)node->op));
	struct out words = {0};
	for (uint32_t i = 0; i < type->n_clauses; i++)
		out_printf(&words, "%s`%s`", i == 0 ? "" : i + 1 < type->n_clauses ? ", " : " and ", type->clauses[i].word);
	if (words.len)
		finding_help(sink_of(decoder), finding, "it takes %.*s", STR_ARGS(out_view(&words)));
	out_free(&words);
}

/* The clauses that begin at `clause`; bits of those that were there are added to *seen. One that was `seen` before and is
   not `own` counts for another item of the list. */
static bool decode_clauses(struct decoder *decoder, const struct slot *slot, uint32_t clause, bool own, uint32_t *seen, char *to)
{
	const struct type_info *type = &type_infos[slot->type];
	bool good = true;
	for (; clause; clause = file_node(decoder->file, clause)->next) {
		const struct node *node = file_node(decoder->file, clause);
		const struct clause_info *info = find_clause(type, (enum clause_word)node->op);
		if (!info) {
			report_clause(decoder, slot, clause);
			good = false;
			continue;
		}
		uint32_t bit = 1u << (info - type->clauses);
		if ((*seen & bit) && own) {
			finding_new(sink_of(decoder), &finding_type_clause, file_span(decoder->file, clause),
				"`%s` is stated twice", info->word);
			good = false;
		}
		if (*seen & bit)
			continue;
		*seen |= bit;
		struct slot inner = {.name = info->word, .type = info->type, .refs = info->refs, .words = info->words,
			.field = slot->field};
		good &= decode_value(decoder, &inner, node->child, to + info->offset);
	}
	return good;
}

static bool check_required(struct decoder *decoder, const struct slot *slot, uint32_t node, uint32_t seen)
{
	const struct type_info *type = &type_infos[slot->type];
	struct out missing = {0};
	for (uint32_t i = 0; i < type->n_clauses; i++)
		if (type->clauses[i].required && !(seen >> i & 1))
			out_printf(&missing, "%s`%s`", missing.len ? " and " : "", type->clauses[i].word);
	bool good = !missing.len;
	if (!good) {
		struct finding *finding = finding_new(sink_of(decoder), &finding_type_clause,
			file_span(decoder->file, node), "`%s` needs %.*s", slot->name, STR_ARGS(out_view(&missing)));
		if (slot->field && slot->field->example)
			finding_help(sink_of(decoder), finding, "for example `%s`", slot->field->example);
	}
	out_free(&missing);
	return good;
}

static const struct clause_info *clause_called(const struct type_info *type, const char *word)
{
	for (uint32_t i = 0; i < type->n_clauses; i++)
		if (!strcmp(type->clauses[i].word, word))
			return &type->clauses[i];
	return NULL;
}

/* `from` or `on` after `until`: an interval that ends before it begins. */
static void check_interval(struct decoder *decoder, const struct slot *slot, const char *item, uint32_t node)
{
	const struct type_info *type = &type_infos[slot->type];
	const struct clause_info *until = clause_called(type, "until"), *from = clause_called(type, "from");
	if (!from)
		from = clause_called(type, "on");
	if (!until || !from || from->words)
		return;
	date_t first = *(const date_t *)(const void *)(item + from->offset);
	date_t last = *(const date_t *)(const void *)(item + until->offset);
	if (first && last && last < first)
		finding_new(sink_of(decoder), &finding_type_range_reversed, file_span(decoder->file, node),
			"this ends on %s, before it begins on %s", date_text(last).text, date_text(first).text);
}

/* One phrase into the shape at `to`. `shared` holds clauses that stand behind a list and count for each item. */
static bool decode_phrase(struct decoder *decoder, const struct slot *slot, uint32_t node, uint32_t shared, char *to)
{
	const struct node *phrase = file_node(decoder->file, node);
	const struct type_info *type = &type_infos[slot->type];
	uint32_t expression = phrase->kind == NODE_PHRASE ? phrase->child : node;
	uint32_t own = phrase->kind == NODE_PHRASE ? file_node(decoder->file, expression)->next : 0;
	struct slot base = *slot;
	if (!type->base) {
		bool good = decode_value(decoder, slot, expression, to);
		if (own || shared)
			report_clause(decoder, slot, own ? own : shared);
		return good && !own && !shared;
	}
	uint32_t seen = 0;
	base.type = type->base;
	memcpy(to + type->node_offset, &node, sizeof node);
	bool good = decode_value(decoder, &base, expression, to);
	good &= decode_clauses(decoder, slot, own, true, &seen, to);
	good &= decode_clauses(decoder, slot, shared, false, &seen, to);
	good &= check_required(decoder, slot, node, seen);
	if (good)
		check_interval(decoder, slot, to, node);
	return good;
}

/* ---- the phrases of a field, with brackets opened ---- */

struct items {
	VEC(struct item {
		uint32_t node;
		uint32_t clauses; /* behind the list it stands in */
	}) list;
};

static void flatten(struct decoder *decoder, struct items *items, uint32_t at, uint32_t shared)
{
	for (; at; at = file_node(decoder->file, at)->next) {
		const struct node *node = file_node(decoder->file, at);
		uint32_t inner = at, clauses = 0;
		if (node->kind == NODE_CLAUSE)
			return;
		if (node->kind == NODE_PHRASE) {
			inner = node->child;
			clauses = file_node(decoder->file, inner)->next;
		}
		if (file_node(decoder->file, inner)->kind == NODE_LIST)
			flatten(decoder, items, file_node(decoder->file, inner)->child, clauses ? clauses : shared);
		else
			vec_push(&items->list, ((struct item){at, shared}));
	}
}

static bool is_all(struct decoder *decoder, const struct field_info *field, const struct items *items)
{
	if (!field->all || items->list.n != 1)
		return false;
	const struct node *node = file_node(decoder->file, items->list.items[0].node);
	return node->kind == NODE_PATH && !node->child && str_is(plan_name(decoder->plan, node->name), "all");
}

static void decode_list(struct decoder *decoder, const struct slot *slot, const struct items *items, struct list *list)
{
	size_t size = type_infos[slot->type].size;
	char *grown = arena_alloc(&decoder->plan->arena, size * (list->n + items->list.n));
	if (list->n)
		memcpy(grown, list->items, size * list->n);
	list->items = grown;
	for (uint32_t i = 0; i < items->list.n; i++) {
		struct item item = items->list.items[i];
		if (decode_phrase(decoder, slot, item.node, item.clauses, grown + size * list->n)) {
			list->n++;
		} else {
			memset(grown + size * list->n, 0, size);
			list->partial = true;
		}
	}
}

static void report_one_value(struct decoder *decoder, const struct field_info *field, const struct items *items)
{
	struct finding *finding = finding_new(sink_of(decoder), &finding_type_one_value,
		file_span(decoder->file, items->list.items[1].node), "`%s` takes one value", field->name);
	finding_label(sink_of(decoder), finding, file_span(decoder->file, items->list.items[0].node), "the first");
}

static void decode_field(struct decoder *decoder, uint32_t node, const struct field_info *field, char *base)
{
	const struct node *stated = file_node(decoder->file, node);
	struct slot slot = {.name = field->name, .type = field->type, .refs = field->refs, .words = field->words, .field = field};
	struct items items = {0};
	char *to = base + field->offset;
	flatten(decoder, &items, stated->child, 0);
	if (field->list) {
		struct list *list = (void *)to;
		if (is_all(decoder, field, &items))
			list->all = true;
		else
			decode_list(decoder, &slot, &items, list);
	} else if (items.list.n > 1) {
		report_one_value(decoder, field, &items);
		decoder->block->broken = true;
	} else if (!items.list.n && stated->child) {
		report_mismatch(decoder, &slot, stated->child, "an empty list");
		decoder->block->broken = true;
	} else if (items.list.n == 1) {
		if (!decode_phrase(decoder, &slot, items.list.items[0].node, items.list.items[0].clauses, to)) {
			memset(to, 0, type_infos[field->type].size);
			decoder->block->broken = true;
		}
	}
	vec_free(&items.list);
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

static void report_twice(struct decoder *decoder, const struct part *part, uint32_t node, const struct field_info *field)
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
static bool exclude_each_other(const struct block *block, const struct field_info *a, const struct field_info *b)
{
	if (is_goal_form(block, a) && is_goal_form(block, b))
		return true;
	return (a->unless && !strcmp(a->unless, b->name)) || (b->unless && !strcmp(b->unless, a->name));
}

/* `like` copies the contract, and a field that is stated replaces what it copies. An action is progress as a whole: it comes
   only with a template, where nothing has happened yet. */
static bool is_copied(const struct block *block, const struct field_info *field, uint64_t given)
{
	const struct kind_info *info = &kind_infos[block->kind];
	if ((field->life != CONTRACT && block->kind != KIND_action) || (given >> field->index & 1))
		return false;
	for (uint8_t i = 0; !is_any_field(field) && i < info->n_fields; i++)
		if ((given >> i & 1) && exclude_each_other(block, field, &info->fields[i]))
			return false;
	return true;
}

static void decode_stated(struct decoder *decoder, const struct part *part, uint32_t node)
{
	const struct node *stated = file_node(decoder->file, node);
	struct block *block = decoder->block;
	const struct field_info *field = stated->name
		? schema_field(&decoder->plan->run->schema, (enum kind)block->kind, stated->name)
		: NULL;
	if (!field) {
		if (stated->name && !part->is_base)
			report_unknown_field(decoder, node);
		return;
	}
	bool any = is_any_field(field);
	uint64_t *given = any ? &any_of(decoder)->given : &block->given;
	uint64_t bit = (uint64_t)1 << field->index;
	if (part->is_base && !is_copied(block, field, *given))
		return;
	if (part->is_update && field->life == CONTRACT) {
		report_update_contract(decoder, node, field);
		return;
	}
	if ((*given & bit) && !(field->list && part->is_update)) {
		report_twice(decoder, part, node, field);
		return;
	}
	*given |= bit;
	if (stated->flags & NODE_IS_BROKEN)
		block->broken = true;
	decode_field(decoder, node, field, any ? (char *)any_of(decoder) : (char *)block);
}

static void decode_rows(struct decoder *decoder)
{
	const struct node *node = file_node(decoder->file, decoder->block->part.node);
	struct rows *rows = &((struct rows_block *)(void *)decoder->block)->rows;
	uint32_t n = 0;
	for (uint32_t at = node->child; at; at = file_node(decoder->file, at)->next)
		n += file_node(decoder->file, at)->kind == NODE_ROW;
	rows->items = arena_array(&decoder->plan->arena, struct row, n + 1);
	for (uint32_t at = node->child; at; at = file_node(decoder->file, at)->next) {
		if (file_node(decoder->file, at)->kind != NODE_ROW)
			continue;
		if (decode_row(decoder, at, &rows->items[rows->n]))
			rows->n++;
		else
			decoder->block->broken = true;
	}
}

static void check_no_rows(struct decoder *decoder, uint32_t row)
{
	const char *kind = kind_infos[decoder->block->kind].name;
	struct finding *finding = finding_new(sink_of(decoder), &finding_type_child,
		file_token_span(decoder->file, file_node(decoder->file, row)->first), "%s %s takes no dated rows",
		kind_article((enum kind)decoder->block->kind), kind);
	finding_help(sink_of(decoder), finding, "dated rows stand in `increments` of a goal and in `readings`");
}

static void decode_part(struct decoder *decoder, const struct part *part)
{
	decoder->file = part->file;
	const struct node *node = file_node(part->file, part->node);
	bool reported_row = false;
	for (uint32_t at = node->child; at; at = file_node(part->file, at)->next) {
		const struct node *member = file_node(part->file, at);
		if (member->kind == NODE_FIELD) {
			decode_stated(decoder, part, at);
		} else if (member->kind == NODE_ROW && !kind_infos[decoder->block->kind].rows && !reported_row
			&& !part->is_base) {
			check_no_rows(decoder, at);
			reported_row = true;
		}
	}
}

static bool is_empty_list(const struct block *block, const struct field_info *field)
{
	const struct list *list = (const void *)((const char *)block + field->offset);
	return field->list && !list->n && !list->all && !list->partial;
}

/* A required field that nothing makes up for: a field it may stand aside for, or the owner of what the block stands in. */
static bool is_missing(const struct block *block, const struct field_info *field)
{
	if (!field->required
		|| ((block->given >> field->index & 1) && (block->broken || !is_empty_list(block, field))))
		return false;
	if (field->unless && block_has(block, field->unless))
		return false;
	return field->type != TYPE_owner || !block->parent || !block_owners(block->parent).n;
}

static void report_missing(struct decoder *decoder)
{
	const struct block *block = decoder->block;
	const struct kind_info *info = &kind_infos[block->kind];
	struct out names = {0}, code = {0};
	uint32_t n = 0;
	for (uint32_t i = 0; i < info->n_fields; i++) {
		const struct field_info *field = &info->fields[i];
		if (!is_missing(block, field))
			continue;
		out_printf(&names, "%s`%s`", n++ ? ", " : "", field->name);
		out_printf(&code, "%s%s", n > 1 ? "\n" : "", field->example);
	}
	if (n) {
		struct finding *finding = finding_new(sink_of(decoder), &finding_type_missing_field, block_span(block),
			"%.*s has no %.*s", STR_ARGS(block_called(decoder->plan, block)), STR_ARGS(out_view(&names)));
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
	const char *first = NULL;
	for (size_t i = 0; i < GOAL_FORMS_N; i++) {
		if (!block_has(block, goal_forms[i]))
			continue;
		if (!first) {
			first = goal_forms[i];
			continue;
		}
		struct finding *finding = finding_new(sink_of(decoder), &finding_type_goal_forms,
			block_field_span(block, goal_forms[i]), "a goal has one of `target`, `at_least`, `at_most`, `between`");
		finding_label(sink_of(decoder), finding, block_field_span(block, first), "this goal has `%s` already", first);
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
	/* Own fields, then updates, then what the block is like: a stated field replaces the template's. */
	for (const struct part *part = &block->part; part; part = part->next)
		if (!part->is_base)
			decode_part(&decoder, part);
	for (const struct part *part = &block->part; part; part = part->next)
		if (part->is_base)
			decode_part(&decoder, part);
	decoder.file = block->part.file;
	if (kind_infos[block->kind].rows)
		decode_rows(&decoder);
	if (!block->is_template && block->like_state != LIKE_UNKNOWN
		&& !(file_node(block->part.file, block->part.node)->flags & NODE_IS_BROKEN))
		report_missing(&decoder);
	if (block->kind == KIND_goal)
		check_goal_forms(&decoder);
	block->decoding = DECODING_DONE;
	plan->decode_depth--;
	return true;
}
