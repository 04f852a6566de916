#include "compiler/plan/collect.h"
#include "compiler/plan/project.h"
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
	if (block->kind == KIND_rate)
		vec_push(&plan->rates, block);
	for (struct block *child = block->first_child; child; child = child->next_sibling)
		plan_list_block(plan, child);
}

/* ---- making blocks ---- */

static void report_unknown_kind(struct plan *plan, const struct file *file, uint32_t node)
{
	struct span span = file_token_span(
		file, file_node(file, node)->first +
			      ((file_node(file, node)->flags & NODE_IS_TEMPLATE) != 0));
	struct str word = source_slice(file->source, span);
	const struct kind_info *near = schema_closest_kind(word);
	struct finding *finding = finding_new(sink_of(plan), &finding_name_unknown_kind, span,
		"there is no kind `%.*s`", STR_ARGS(word));
	if (near) {
		finding_help(sink_of(plan), finding, "did you mean `%s`?", near->name);
		finding_edit(sink_of(plan), finding, span, str_from(near->name), false);
	}
}

/* Where a kind may stand: "a milestone stands in an initiative or at the top of a file". */
static void report_child(struct plan *plan, struct span span, enum kind kind, enum kind parent)
{
	const struct kind_info *info = &kind_infos[kind];
	struct finding *finding;
	struct out parents = {0};
	if (parent == KIND_NONE)
		finding = finding_new(sink_of(plan), &finding_type_child, span,
			"%s cannot stand at the top of a file", kind_called(kind));
	else
		finding = finding_new(sink_of(plan), &finding_type_child, span,
			"%s takes no %s inside", kind_called(parent), info->name);
	const char *verb = strcmp(kind_called(kind), info->name) != 0 ? "stands" : "stand";
	if (info->parents)
		kinds_print_called(&parents, info->parents);
	finding_help(sink_of(plan), finding, "%s %s %s%.*s%s", kind_called(kind), verb,
		parents.len ? "in " : "", STR_ARGS(out_view(&parents)),
		info->nested_only ? ""
		: parents.len	  ? ", or at the top of a file"
				  : "at the top of a file");
	out_free(&parents);
}

static bool may_stand(enum kind kind, enum kind parent)
{
	const struct kind_info *info = &kind_infos[kind];
	if (parent == KIND_NONE)
		return !info->nested_only;
	return info->parents >> parent & 1;
}

static void report_no_name(struct plan *plan, const struct file *file, const struct node *node,
	enum kind kind, struct span span)
{
	const struct kind_info *info = &kind_infos[kind];
	struct out of = {0};
	if (info->refs)
		kinds_print_called(&of, info->refs);
	struct finding *finding = info->refs
					  ? finding_new(sink_of(plan), &finding_type_missing_name,
						    span, "`%s` is followed by the name of %.*s",
						    info->name, STR_ARGS(out_view(&of)))
					  : finding_new(sink_of(plan), &finding_type_missing_name,
						    span, "this %s has no %s", info->name,
						    info->named == NAME_DATE ? "date" : "name");
	if (info->named == NAME_DATE)
		finding_help(sink_of(plan), finding, "write it behind the kind: `%s 2026-01-13 {`",
			info->name);
	else if (info->titled)
		finding_help(sink_of(plan), finding, "write it behind the kind: `%s NAME %.*s {`",
			info->name,
			STR_ARGS(node->b ? file_text(file, node->b) : STR("\"Title\"")));
	else
		finding_help(sink_of(plan), finding, "write it behind the kind: `%s NAME {`",
			info->name);
	out_free(&of);
}

static void check_id(struct plan *plan, const struct file *file, uint32_t id, enum kind kind)
{
	const struct kind_info *info = &kind_infos[kind];
	struct span span = file_span(file, id);
	enum node_kind wanted = info->named == NAME_DATE ? NODE_DATE : NODE_PATH;
	const struct node *node = file_node(file, id);
	if (node->kind == NODE_WRONG)
		return;
	if (info->named == NAME_NONE) {
		finding_new(sink_of(plan), &finding_syntax_unexpected, span, "%s takes no name",
			kind_called(kind));
	} else if (node->kind != wanted) {
		finding_new(sink_of(plan), &finding_type_mismatch, span, "%s is named by %s",
			kind_called(kind),
			wanted == NODE_DATE ? "its date, such as `2026-01-13`"
					    : "a word, such as `retail`");
	} else if (info->named != NAME_REFERENCE && node->child) {
		struct finding *finding = finding_new(sink_of(plan), &finding_syntax_bad_name, span,
			"a block's own name has no dot");
		if (info->parents)
			finding_help(sink_of(plan), finding,
				"write the %s inside the block that is named before the dot",
				info->name);
	}
}

static void check_header(struct plan *plan, const struct file *file, const struct node *node,
	enum kind kind, struct span span)
{
	const struct kind_info *info = &kind_infos[kind];
	if (node->a)
		check_id(plan, file, node->a, kind);
	else if (info->named == NAME_REQUIRED || info->named == NAME_REFERENCE ||
		 info->named == NAME_DATE)
		report_no_name(plan, file, node, kind, span);
	if (node->b && !info->titled)
		finding_new(sink_of(plan), &finding_syntax_unexpected, file_span(file, node->b),
			"%s takes no title", kind_called(kind));
}

static void check_name(struct plan *plan, uint32_t name, struct span span)
{
	if (schema_is_reserved(plan_name(plan, name)))
		finding_new(sink_of(plan), &finding_syntax_bad_name, span,
			"`%.*s` cannot be declared: the language uses it",
			STR_ARGS(plan_name(plan, name)));
}

struct block *collect_make(struct plan *plan, const struct file *file, uint32_t at, enum kind kind,
	struct block *parent)
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
	if (node->b && file_node(file, node->b)->kind == NODE_TEXT)
		block->title = decode_quoted(plan, file, node->b);
	if (node->a && file_node(file, node->a)->kind == NODE_DATE)
		block->date = date_parse(file_text(file, node->a));
	else if (node->a && file_node(file, node->a)->kind == NODE_PATH &&
		 kind_infos[kind].named != NAME_REFERENCE)
		block->name = file_node(file, node->a)->name;
	return block;
}

void collect_name(struct plan *plan, struct block *block)
{
	struct block *scope = block->parent;
	if (!block->name)
		return;
	check_name(plan, block->name, block_span(block));
	while (scope &&
		!scope->name) /* children of a nameless block live in the plan's namespace */
		scope = scope->parent;
	names_add_block(plan, scope, block);
}

void collect_report_too_many(struct plan *plan, struct span span)
{
	if (plan->n_orders++ == PLAN_BLOCKS_MAX)
		finding_new(sink_of(plan), &finding_syntax_too_large, span,
			"a plan of more than %d blocks", PLAN_BLOCKS_MAX);
}

static void collect_children(
	struct plan *plan, const struct file *file, struct block *block, uint32_t at);

static bool is_project_file(const struct file *file)
{
	return str_is(file->source->path, "project.pbp") ||
	       str_ends(file->source->path, "/project.pbp");
}

static struct block *collect_block(
	struct plan *plan, const struct file *file, uint32_t at, struct block *parent)
{
	const struct node *node = file_node(file, at);
	enum kind kind = node->name ? schema_kind(&plan->run->schema, node->name) : KIND_NONE;
	struct span span =
		file_token_span(file, node->first + ((node->flags & NODE_IS_TEMPLATE) != 0));
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
		collect_report_too_many(plan, span);
		return NULL;
	}
	if (kind == KIND_project && !is_project_file(file)) {
		struct finding *finding = finding_new(sink_of(plan), &finding_type_child, span,
			"a project stands in a file of its own, project.pbp");
		finding_help(sink_of(plan), finding,
			"put it into `project.pbp` in the folder that holds all its plans");
	}
	check_header(plan, file, node, kind, span);
	struct block *block = collect_make(plan, file, at, kind, parent);
	collect_name(plan, block);
	collect_children(plan, file, block, node->child);
	return block;
}

void collect_add_child(struct block *parent, struct block **last, struct block *child)
{
	if (*last)
		(*last)->next_sibling = child;
	else
		parent->first_child = child;
	*last = child;
}

static void collect_children(
	struct plan *plan, const struct file *file, struct block *block, uint32_t at)
{
	struct block *last = block->first_child;
	while (last && last->next_sibling)
		last = last->next_sibling;
	for (; at; at = file_node(file, at)->next) {
		if (file_node(file, at)->kind == NODE_UPDATE)
			finding_new(sink_of(plan), &finding_syntax_unexpected,
				file_token_span(file, file_node(file, at)->first),
				"an `update` stands at the top of a file");
		if (file_node(file, at)->kind != NODE_BLOCK)
			continue;
		struct block *child = collect_block(plan, file, at, block);
		if (child)
			collect_add_child(block, &last, child);
	}
}

void collect_add_part(struct plan *plan, struct block *block, struct part part)
{
	struct part *before = block->last_part ? block->last_part : &block->part;
	struct part *added = arena_new(&plan->arena, struct part);
	*added = part;
	added->next = NULL;
	before->next = block->last_part = added;
}

/* ---- update ---- */

static void report_new_contract(
	struct plan *plan, const struct file *file, const struct node *node, enum kind kind)
{
	struct finding *finding = finding_new(sink_of(plan), &finding_name_update_contract,
		file_token_span(file, node->first),
		"an update cannot add %s: it belongs to the contract", kind_called(kind));
	finding_help(sink_of(plan), finding,
		"write it in the plan and add an `amendment` that names it");
}

/* An update adds what happened: actions, and what a session holds. */
static void collect_update_children(
	struct plan *plan, const struct file *file, struct block *block, uint32_t at)
{
	struct block *last = block->first_child;
	while (last && last->next_sibling)
		last = last->next_sibling;
	for (; at; at = file_node(file, at)->next) {
		const struct node *node = file_node(file, at);
		if (node->kind != NODE_BLOCK)
			continue;
		enum kind kind =
			node->name ? schema_kind(&plan->run->schema, node->name) : KIND_NONE;
		if (kind != KIND_NONE && kind != KIND_action &&
			may_stand(kind, (enum kind)block->kind)) {
			report_new_contract(plan, file, node, kind);
			continue;
		}
		struct block *child = collect_block(plan, file, at, block);
		if (child)
			collect_add_child(block, &last, child);
	}
}

/* The kinds that have the first field an update sets, so that a term of the same name is not meant.
 */
static kinds_t updated_kinds(struct plan *plan, const struct file *file, uint32_t at)
{
	for (; at; at = file_node(file, at)->next) {
		const struct node *node = file_node(file, at);
		kinds_t kinds = 0;
		if (node->kind == NODE_FIELD && node->name)
			kinds = schema_kinds_with_field(&plan->run->schema, node->name);
		if (kinds)
			return kinds;
	}
	return K_ANY;
}

/* Whether the block is of this plan, not of one that it imports. */
static bool is_own(const struct plan *plan, const struct block *block)
{
	for (uint32_t i = 0; i < plan->uses.n; i++)
		if (!plan->uses.items[i].plan && plan->uses.items[i].file == block->part.file)
			return true;
	return false;
}

static void apply_update(struct plan *plan, const struct file *file, uint32_t at)
{
	const struct node *node = file_node(file, at);
	struct name_scope scope = {.file = file};
	uint32_t rest;
	kinds_t kinds = updated_kinds(plan, file, node->child);
	struct block *block = names_look(plan, scope, node->a, kinds, &rest);
	if (!block || rest || !(kinds >> block->kind & 1))
		kinds = K_ANY;
	block = names_resolve(plan, scope, node->a, kinds);
	if (!block)
		return;
	if (!is_own(plan, block)) {
		finding_new(sink_of(plan), &finding_name_update_contract, file_span(file, node->a),
			"`%.*s` belongs to another plan, which is only read here",
			STR_ARGS(file_text(file, node->a)));
		return;
	}
	collect_add_part(plan, block, (struct part){.file = file, .node = at, .is_update = true});
	block->broken |= (node->flags & NODE_IS_BROKEN) != 0;
	collect_update_children(plan, file, block, node->child);
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
			check_name(plan, node->name, file_token_span(file, node->a));
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
	for (uint32_t at = file_node(file, unit->part.node)->child; at;
		at = file_node(file, at)->next) {
		const struct node *node = file_node(file, at);
		if (node->kind != NODE_FIELD || !str_is(plan_name(plan, node->name), "many") ||
			!node->child || file_node(file, node->child)->kind != NODE_TEXT)
			continue;
		struct str text = file_text(file, node->child);
		place = map_put(
			&plan->units, intern_id(intern, str_slice(text, 1, text.len - 1)), NULL);
		if (!*place)
			*place = index;
	}
}

/* What a plan, and a project, has once. */
static void check_single(struct plan *plan, const struct roots *roots, enum kind kind,
	const struct rule_info *rule, const char *message, const char *help)
{
	const struct block *first = NULL;
	for (uint32_t i = 0; i < roots->items.n; i++) {
		const struct block *block = roots->items.items[i];
		if (block->kind != kind || block->is_template)
			continue;
		if (!first) {
			first = block;
			continue;
		}
		struct finding *finding =
			finding_new(sink_of(plan), rule, block_span(block), "%s", message);
		finding_label(sink_of(plan), finding, block_span(first), "the first");
		finding_help(sink_of(plan), finding, "%s", help);
	}
}

static void find_frame(struct plan *plan, const struct roots *roots)
{
	for (uint32_t i = 0; i < roots->items.n && !plan->frame; i++)
		if (roots->items.items[i]->kind == KIND_plan && !roots->items.items[i]->is_template)
			plan->frame = (struct plan_block *)(void *)roots->items.items[i];
	check_single(plan, roots, KIND_plan, &finding_name_import_plan,
		"a file holds one plan; this is the second", "put it into a file of its own");
	check_single(plan, roots, KIND_project, &finding_name_duplicate,
		"a folder is one project; this is the second", "make one block of the two");
}

void plan_collect(struct plan *plan)
{
	struct roots roots = {0};
	for (uint32_t i = 0; i < plan->uses.n; i++)
		if (!plan->uses.items[i].plan && !plan->uses.items[i].again)
			collect_file(plan, plan->uses.items[i].file, &roots);
	find_frame(plan, &roots);
	for (uint32_t i = 0; i < roots.items.n; i++)
		if (roots.items.items[i]->kind == KIND_unit && roots.items.items[i]->name)
			collect_unit_words(plan, roots.items.items[i]);
	for (uint32_t i = 0; i < roots.items.n; i++)
		plan_apply_likes(plan, roots.items.items[i]);
	for (uint32_t i = 0; i < roots.items.n; i++)
		if (!roots.items.items[i]->is_std || roots.items.items[i]->kind == KIND_rule ||
			plan->file == roots.items.items[i]->part.file)
			plan_list_block(plan, roots.items.items[i]);
	for (uint32_t i = 0; i < plan->uses.n; i++) {
		const struct file *file = plan->uses.items[i].file;
		if (plan->uses.items[i].plan || plan->uses.items[i].again)
			continue;
		for (uint32_t at = file_node(file, file->root)->child; at;
			at = file_node(file, at)->next)
			if (file_node(file, at)->kind == NODE_UPDATE)
				apply_update(plan, file, at);
	}
	for (uint32_t i = 0; i < roots.items.n; i++) {
		if (roots.items.items[i]->is_template)
			vec_push(&plan->templates, roots.items.items[i]);
		for (struct block *child = roots.items.items[i]->first_child; child;
			child = child->next_sibling)
			if (roots.items.items[i]->is_listed)
				plan_list_block(plan, child); /* those that updates have added */
	}
	vec_free(&roots.items);
}
