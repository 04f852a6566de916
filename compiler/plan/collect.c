#include "compiler/plan/decode.h"
#include "compiler/plan/project.h"
#include "compiler/syntax/literal.h"
#include <string.h>

static struct sink *sink_of(struct plan *plan)
{
	return &plan->run->sink;
}

void plan_list_block(struct plan *plan, struct block *block)
{
	if (block->is_listed || block->is_template)
		return;
	block->is_listed = true;
	vec_push(&plan->blocks, block);
	for (struct block *child = block->first_child; child; child = child->next_sibling)
		plan_list_block(plan, child);
}

/* ---- making blocks ---- */

static void report_unknown_kind(struct plan *plan, const struct file *file, uint32_t node)
{
	struct span span = file_token_span(file, file_node(file, node)->first
		+ ((file_node(file, node)->flags & NODE_IS_TEMPLATE) != 0));
	struct str word = source_slice(file->source, span);
	const struct kind_info *near = schema_closest_kind(word);
	struct finding *finding = finding_new(sink_of(plan), &finding_name_unknown_kind, span,
		"there is no kind `%.*s`", STR_ARGS(word));
	if (near) {
		finding_help(sink_of(plan), finding, "did you mean `%s`?", near->name);
		finding_edit(sink_of(plan), finding, span, str_from(near->name), false);
	}
}

/* The parents a kind may stand in, for the message: "a milestone stands in an initiative". */
static void report_child(struct plan *plan, struct span span, enum kind kind, enum kind parent)
{
	const struct kind_info *info = &kind_infos[kind];
	struct finding *finding;
	if (parent == KIND_NONE)
		finding = finding_new(sink_of(plan), &finding_type_child, span, "%s %s cannot stand at the top of a file",
			kind_article(kind), info->name);
	else
		finding = finding_new(sink_of(plan), &finding_type_child, span, "%s %s takes no %s inside",
			kind_article(parent), kind_infos[parent].name, info->name);
	struct out parents = {0};
	if (info->parents) {
		kinds_print(&parents, info->parents);
		finding_help(sink_of(plan), finding, "%s %s stands in %.*s%s", kind_article(kind), info->name,
			STR_ARGS(out_view(&parents)), info->nested_only ? "" : " or at the top of a file");
	} else {
		finding_help(sink_of(plan), finding, "%s %s stands at the top of a file", kind_article(kind), info->name);
	}
	out_free(&parents);
}

static bool may_stand(enum kind kind, enum kind parent)
{
	const struct kind_info *info = &kind_infos[kind];
	if (parent == KIND_NONE)
		return !info->nested_only;
	return info->parents >> parent & 1;
}

static void check_header(struct plan *plan, const struct file *file, const struct node *node, enum kind kind, struct span span)
{
	const struct kind_info *info = &kind_infos[kind];
	bool needs_name = info->named == NAME_REQUIRED || info->named == NAME_REFERENCE || info->named == NAME_DATE;
	if (!node->a && needs_name) {
		struct finding *finding = finding_new(sink_of(plan), &finding_type_missing_name, span,
			"this %s has no %s", info->name, info->named == NAME_DATE ? "date" : "name");
		finding_help(sink_of(plan), finding, "write it behind the kind: `%s %s`", info->name,
			info->named == NAME_DATE ? "2026-01-13 {" : "NAME \"Title\" {");
	} else if (node->a && info->named == NAME_NONE && !info->refs) {
		finding_new(sink_of(plan), &finding_syntax_unexpected, file_span(file, node->a), "%s %s takes no name",
			kind_article(kind), info->name);
	} else if (node->a && (info->named == NAME_DATE) != (file_node(file, node->a)->kind == NODE_DATE)
		&& file_node(file, node->a)->kind != NODE_WRONG) {
		finding_new(sink_of(plan), &finding_type_mismatch, file_span(file, node->a),
			info->named == NAME_DATE ? "%s %s is named by its date" : "%s %s is named by a word, not by a date",
			kind_article(kind), info->name);
	} else if (node->a && info->named != NAME_REFERENCE && file_node(file, node->a)->child) {
		finding_new(sink_of(plan), &finding_syntax_bad_name, file_span(file, node->a),
			"a block's own name has no dot");
	}
	if (node->b && !info->titled)
		finding_new(sink_of(plan), &finding_syntax_unexpected, file_span(file, node->b), "%s %s takes no title",
			kind_article(kind), info->name);
}

static bool is_reserved_name(struct str name)
{
	static const char *const reserved[] = {"all", "today", "it", "start", "end"};
	for (size_t i = 0; i < sizeof reserved / sizeof *reserved; i++)
		if (str_is(name, reserved[i]))
			return true;
	return false;
}

static struct block *make_block(struct plan *plan, const struct file *file, uint32_t at, enum kind kind, struct block *parent)
{
	const struct node *node = file_node(file, at);
	struct block *block = arena_alloc(&plan->arena, kind_infos[kind].size);
	block->kind = (uint8_t)kind;
	block->is_std = file->source->is_library_std;
	block->is_template = (node->flags & NODE_IS_TEMPLATE) || (parent && parent->is_template);
	block->broken = node->flags & NODE_IS_BROKEN;
	block->order = plan->n_orders++;
	block->part = (struct part){.file = file, .node = at};
	block->parent = parent;
	if (node->b)
		block->title = literal_text(&plan->arena, NULL, file_span(file, node->b), file_text(file, node->b));
	if (node->a && file_node(file, node->a)->kind == NODE_DATE)
		block->date = date_parse(file_text(file, node->a));
	else if (node->a && file_node(file, node->a)->kind == NODE_PATH && kind_infos[kind].named != NAME_REFERENCE)
		block->name = file_node(file, node->a)->name;
	return block;
}

static void name_block(struct plan *plan, struct block *block)
{
	struct block *scope = block->parent;
	if (!block->name)
		return;
	if (is_reserved_name(plan_name(plan, block->name)))
		finding_new(sink_of(plan), &finding_syntax_bad_name, block_span(block),
			"`%.*s` cannot be declared: the language uses it", STR_ARGS(plan_name(plan, block->name)));
	while (scope && !scope->name) /* children of a nameless block live in the plan's namespace */
		scope = scope->parent;
	names_add_block(plan, scope, block);
}

static void collect_children(struct plan *plan, const struct file *file, struct block *block, uint32_t at);

static struct block *collect_block(struct plan *plan, const struct file *file, uint32_t at, struct block *parent)
{
	const struct node *node = file_node(file, at);
	enum kind kind = node->name ? schema_kind(&plan->run->schema, node->name) : KIND_NONE;
	struct span span = file_token_span(file, node->first + ((node->flags & NODE_IS_TEMPLATE) != 0));
	if (kind == KIND_NONE) {
		if (node->name)
			report_unknown_kind(plan, file, at);
		return NULL;
	}
	if (!may_stand(kind, parent ? (enum kind)parent->kind : KIND_NONE)) {
		report_child(plan, span, kind, parent ? (enum kind)parent->kind : KIND_NONE);
		return NULL;
	}
	if (plan->n_orders >= PLAN_BLOCKS_MAX) {
		if (plan->n_orders++ == PLAN_BLOCKS_MAX)
			finding_new(sink_of(plan), &finding_syntax_too_large, span, "a plan of more than %d blocks",
				PLAN_BLOCKS_MAX);
		return NULL;
	}
	check_header(plan, file, node, kind, span);
	struct block *block = make_block(plan, file, at, kind, parent);
	name_block(plan, block);
	collect_children(plan, file, block, node->child);
	return block;
}

static void add_child(struct block *parent, struct block **last, struct block *child)
{
	if (*last)
		(*last)->next_sibling = child;
	else
		parent->first_child = child;
	*last = child;
}

static void collect_children(struct plan *plan, const struct file *file, struct block *block, uint32_t at)
{
	struct block *last = block->first_child;
	while (last && last->next_sibling)
		last = last->next_sibling;
	for (; at; at = file_node(file, at)->next) {
		if (file_node(file, at)->kind == NODE_UPDATE)
			finding_new(sink_of(plan), &finding_syntax_unexpected, file_token_span(file, file_node(file, at)->first),
				"an `update` stands at the top of a file");
		if (file_node(file, at)->kind != NODE_BLOCK)
			continue;
		struct block *child = collect_block(plan, file, at, block);
		if (child)
			add_child(block, &last, child);
	}
}

/* ---- like ---- */

static uint32_t like_node(const struct block *block)
{
	uint32_t child = file_node(block->part.file, block->part.node)->child;
	return child && file_node(block->part.file, child)->kind == NODE_LIKE ? child : 0;
}

/* A child that comes with a template: the same place in the text, another parent. */
static void clone_children(struct plan *plan, struct block *block, const struct block *base)
{
	struct block *last = block->first_child;
	while (last && last->next_sibling)
		last = last->next_sibling;
	for (const struct block *child = base->first_child; child; child = child->next_sibling) {
		if (names_find(plan, block, child->name) || plan->n_orders >= PLAN_BLOCKS_MAX)
			continue; /* stated anew: it replaces the template's */
		struct block *copy = make_block(plan, child->part.file, child->part.node, (enum kind)child->kind, block);
		name_block(plan, copy);
		add_child(block, &last, copy);
		clone_children(plan, copy, child);
	}
}

static void add_part(struct block *block, struct plan *plan, struct part part)
{
	struct part *at = &block->part;
	while (at->next)
		at = at->next;
	at->next = arena_new(&plan->arena, struct part);
	*at->next = part;
}

static void report_like_circle(struct plan *plan, struct block *block, uint32_t like)
{
	finding_new(sink_of(plan), &finding_name_cycle, file_span(block->part.file, like),
		"`%.*s` is like itself", STR_ARGS(block_path(plan, block)));
}

/* Copies what a block is like, which may be like something else in turn. */
static void apply_like(struct plan *plan, struct block *block, uint32_t depth)
{
	uint32_t like = like_node(block);
	if (!like || block->like_state == DECODING_DONE)
		return;
	if (block->like_state == DECODING_BUSY || depth > DECODE_DEPTH_MAX) {
		report_like_circle(plan, block, like);
		return;
	}
	block->like_state = DECODING_BUSY;
	plan->resolving_templates = true;
	struct name_scope scope = {.file = block->part.file};
	struct block *base = names_resolve(plan, scope, file_node(block->part.file, like)->a, (kinds_t)1 << block->kind);
	plan->resolving_templates = false;
	if (base && base != block) {
		apply_like(plan, base, depth + 1);
		add_part(block, plan, (struct part){.file = base->part.file, .node = base->part.node, .is_base = true});
		for (const struct part *part = base->part.next; part; part = part->next)
			if (part->is_base)
				add_part(block, plan, (struct part){.file = part->file, .node = part->node, .is_base = true});
		clone_children(plan, block, base);
	} else if (base) {
		report_like_circle(plan, block, like);
	}
	block->like_state = DECODING_DONE;
}

static void apply_likes(struct plan *plan, struct block *block)
{
	apply_like(plan, block, 0);
	for (struct block *child = block->first_child; child; child = child->next_sibling)
		apply_likes(plan, child);
}

/* ---- update ---- */

static void check_update_children(struct plan *plan, const struct file *file, uint32_t update)
{
	for (uint32_t at = file_node(file, update)->child; at; at = file_node(file, at)->next) {
		const struct node *node = file_node(file, at);
		enum kind kind = node->kind == NODE_BLOCK && node->name ? schema_kind(&plan->run->schema, node->name) : KIND_NONE;
		if (kind == KIND_NONE || kind == KIND_action)
			continue;
		struct finding *finding = finding_new(sink_of(plan), &finding_name_update_contract,
			file_token_span(file, node->first), "an update cannot add %s %s: it belongs to the contract",
			kind_article(kind), kind_infos[kind].name);
		finding_help(sink_of(plan), finding, "write it in the plan and add an `amendment` that names it");
	}
}

static void apply_update(struct plan *plan, const struct file *file, uint32_t at)
{
	const struct node *node = file_node(file, at);
	struct name_scope scope = {.file = file};
	struct block *block = names_resolve(plan, scope, node->a, K_ANY);
	if (!block)
		return;
	add_part(block, plan, (struct part){.file = file, .node = at, .is_update = true});
	block->broken |= (node->flags & NODE_IS_BROKEN) != 0;
	check_update_children(plan, file, at);
	collect_children(plan, file, block, node->child);
}

/* ---- the whole ---- */

struct roots { /* the top blocks of the plan in order */
	VEC(struct block *) items;
};

static void collect_file(struct plan *plan, const struct file *file, struct roots *roots)
{
	for (uint32_t at = file_node(file, file->root)->child; at; at = file_node(file, at)->next) {
		const struct node *node = file_node(file, at);
		if (node->kind == NODE_LET && node->name) {
			struct let *let = arena_new(&plan->arena, struct let);
			*let = (struct let){.file = file, .node = at};
			names_add_let(plan, let, node->name);
			vec_push(&plan->lets, let);
		} else if (node->kind == NODE_BLOCK) {
			struct block *block = collect_block(plan, file, at, NULL);
			if (block)
				vec_push(&roots->items, block);
		}
	}
}

static void collect_unit_words(struct plan *plan, struct block *unit)
{
	struct intern *intern = &plan->run->intern;
	const struct file *file = unit->part.file;
	vec_push(&plan->unit_blocks, unit);
	uint32_t index = plan->unit_blocks.n;
	uint32_t *place = map_put(&plan->units, unit->name, NULL);
	if (!*place)
		*place = index;
	for (uint32_t at = file_node(file, unit->part.node)->child; at; at = file_node(file, at)->next) {
		const struct node *node = file_node(file, at);
		if (node->kind != NODE_FIELD || !str_is(plan_name(plan, node->name), "many") || !node->child
			|| file_node(file, node->child)->kind != NODE_TEXT)
			continue;
		struct str text = file_text(file, node->child);
		place = map_put(&plan->units, intern_id(intern, str_slice(text, 1, text.len - 1)), NULL);
		if (!*place)
			*place = index;
	}
}

static void check_plan_blocks(struct plan *plan, const struct roots *roots)
{
	for (uint32_t i = 0; i < roots->items.n; i++) {
		struct block *block = roots->items.items[i];
		if (block->kind != KIND_plan)
			continue;
		if (!plan->frame) {
			plan->frame = (struct plan_block *)(void *)block;
			continue;
		}
		struct finding *finding = finding_new(sink_of(plan), &finding_name_import_plan, block_span(block),
			"a file holds one plan; this is the second");
		finding_label(sink_of(plan), finding, block_span(&plan->frame->block), "the first");
		finding_help(sink_of(plan), finding, "put it into a file of its own");
	}
}

void plan_collect(struct plan *plan)
{
	struct roots roots = {0};
	for (uint32_t i = 0; i < plan->uses.n; i++)
		if (!plan->uses.items[i].plan)
			collect_file(plan, plan->uses.items[i].file, &roots);
	check_plan_blocks(plan, &roots);
	for (uint32_t i = 0; i < roots.items.n; i++)
		if (roots.items.items[i]->kind == KIND_unit && roots.items.items[i]->name)
			collect_unit_words(plan, roots.items.items[i]);
	for (uint32_t i = 0; i < roots.items.n; i++)
		apply_likes(plan, roots.items.items[i]);
	for (uint32_t i = 0; i < roots.items.n; i++)
		if (!roots.items.items[i]->is_std || plan->file == roots.items.items[i]->part.file)
			plan_list_block(plan, roots.items.items[i]);
	for (uint32_t i = 0; i < plan->uses.n; i++) {
		const struct file *file = plan->uses.items[i].file;
		if (plan->uses.items[i].plan)
			continue;
		for (uint32_t at = file_node(file, file->root)->child; at; at = file_node(file, at)->next)
			if (file_node(file, at)->kind == NODE_UPDATE)
				apply_update(plan, file, at);
	}
	for (uint32_t i = 0; i < roots.items.n; i++) {
		if (roots.items.items[i]->is_template)
			vec_push(&plan->templates, roots.items.items[i]);
		for (struct block *child = roots.items.items[i]->first_child; child; child = child->next_sibling)
			if (roots.items.items[i]->is_listed)
				plan_list_block(plan, child); /* those that updates have added */
	}
	vec_free(&roots.items);
}
