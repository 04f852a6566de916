#include "compiler/plan/refs.h"

#include "compiler/plan/names.h"

#include <string.h>

struct walk {
	struct plan *plan;
	struct block *block;
	const struct file *file;
	const char *field;
	uint32_t item;
	ref_visitor *visit;
	void *context;
};

static void found(const struct walk *walk, struct block *to, const struct let *let, uint32_t node)
{
	struct found_ref ref = {.block = walk->block,
		.field = walk->field,
		.to = to,
		.let = let,
		.span = file_span(walk->file, node),
		.file = walk->file,
		.item = walk->item};
	if (let || (to && to != walk->block))
		walk->visit(walk->context, &ref);
}

/* `5 leads`, `unit: lead`: the unit that a word stands for, if the plan declares it. */
static void visit_unit(const struct walk *walk, uint32_t word, struct span span)
{
	const uint32_t *place = word ? map_get(&walk->plan->units, word) : NULL;
	struct found_ref ref = {.block = walk->block,
		.field = walk->field,
		.to = place ? walk->plan->unit_blocks.items[*place - 1] : NULL,
		.span = span,
		.file = walk->file,
		.item = walk->item};
	if (ref.to && ref.to != walk->block)
		walk->visit(walk->context, &ref);
}

static struct block *rule_block(const struct plan *plan, uint32_t name)
{
	for (uint32_t i = 0; plan && i < plan->of_kind[KIND_rule].n; i++)
		if (plan->of_kind[KIND_rule].items[i]->name == name)
			return plan->of_kind[KIND_rule].items[i];
	return NULL;
}

/* `rule.money_named` in `allow` and `level`: a rule of the plan's own or of its project. */
static void visit_rule_name(struct walk *walk, uint32_t node)
{
	const struct node *at = file_node(walk->file, node);
	const struct plan *plan = walk->plan;
	if (at->kind == NODE_PHRASE)
		at = file_node(walk->file, node = at->child);
	for (uint32_t child = at->kind == NODE_LIST ? at->child : 0; child;
		child = file_node(walk->file, child)->next) {
		walk->item = child;
		visit_rule_name(walk, child);
	}
	if (at->kind != NODE_PATH || !at->child || !str_is(plan_name(plan, at->name), "rule"))
		return;
	uint32_t name = file_node(walk->file, at->child)->name;
	struct block *rule = rule_block(plan, name);
	if (!rule && plan->project)
		rule = rule_block(plan->project->settings, name);
	found(walk, rule, NULL, node);
}

static void visit_path(const struct walk *walk, uint32_t node, kinds_t kinds)
{
	struct name_scope scope = {walk->file, walk->block};
	struct let *let = names_let(walk->plan, walk->file, node);
	uint32_t rest;
	if (let)
		found(walk, let->value.kind == VALUE_BLOCK ? let->value.block : NULL, let, node);
	else
		found(walk, names_look(walk->plan, scope, node, kinds, &rest), NULL, node);
}

/* Does a value of this type hold the names of blocks? Others are words of a list, names of one's
   own, or texts. */
static bool holds_names(enum value_type type)
{
	switch (type) {
	case TYPE_name:
	case TYPE_word:
	case TYPE_unit:
	case TYPE_currency:
	case TYPE_kind:
	case TYPE_rule_name:
	case TYPE_setting_name:
		return false;
	default:
		return true;
	}
}

/* The names in the value of a type that refers to `kinds`; in calculations any block can be meant.
 */
static void visit_value(
	const struct walk *walk, uint32_t node, const struct type_info *type, kinds_t kinds);

static void visit_unit_name(const struct walk *walk, uint32_t node)
{
	const struct node *at = file_node(walk->file, node);
	if (at->kind == NODE_PATH && !at->child)
		visit_unit(walk, at->name, file_span(walk->file, node));
}

static void visit_clause(const struct walk *walk, uint32_t node, const struct type_info *type)
{
	const struct node *clause = file_node(walk->file, node);
	for (uint8_t i = 0; i < type->n_clauses; i++) {
		const struct clause_info *info = &type->clauses[i];
		if (!str_is(file_token_text(walk->file, clause->first), info->word))
			continue;
		if (info->type == TYPE_unit)
			visit_unit_name(walk, clause->child);
		else if (holds_names(info->type))
			visit_value(walk, clause->child, &type_infos[info->type],
				info->refs ? info->refs : K_ANY);
	}
}

static void visit_value(
	const struct walk *walk, uint32_t node, const struct type_info *type, kinds_t kinds)
{
	const struct node *at = file_node(walk->file, node);
	if (at->kind == NODE_PATH) {
		visit_path(walk, node, kinds);
		return;
	}
	if (at->kind == NODE_NUMBER && at->name)
		visit_unit(walk, at->name, file_token_span(walk->file, at->a));
	if (at->kind != NODE_PHRASE && at->kind != NODE_LIST)
		kinds = K_ANY;
	for (uint32_t child = at->child; child; child = file_node(walk->file, child)->next) {
		if (file_node(walk->file, child)->kind == NODE_CLAUSE)
			visit_clause(walk, child, type);
		else if (file_node(walk->file, child)->kind != NODE_NAME)
			visit_value(walk, child, type, kinds);
	}
}

/* A value of a field, or each of those that stand in brackets. */
static void visit_item(struct walk *walk, uint32_t node, const struct type_info *type,
	const struct field_info *info)
{
	enum value_type base = type->base ? type->base : info->type;
	const struct node *at = file_node(walk->file, node);
	if (at->kind == NODE_LIST) {
		for (uint32_t child = at->child; child; child = file_node(walk->file, child)->next)
			visit_item(walk, child, type, info);
		return;
	}
	walk->item = node;
	if (base == TYPE_rule_name)
		visit_rule_name(walk, node);
	if (base == TYPE_unit)
		visit_unit_name(walk, at->kind == NODE_PHRASE ? at->child : node);
	if (holds_names(base)) {
		visit_value(walk, node, type, info->refs ? info->refs : K_ANY);
		return;
	}
	for (uint32_t child = at->kind == NODE_PHRASE ? at->child : 0; child;
		child = file_node(walk->file, child)->next)
		if (file_node(walk->file, child)->kind == NODE_CLAUSE)
			visit_clause(walk, child, type);
}

static void visit_field(struct walk *walk, const struct field_info *info, uint32_t field)
{
	walk->field = info->name;
	for (uint32_t at = file_node(walk->file, field)->child; at;
		at = file_node(walk->file, at)->next)
		visit_item(walk, at, &type_infos[info->type], info);
}

static void visit_row(struct walk *walk, uint32_t row)
{
	walk->field = "rows";
	for (uint32_t at = file_node(walk->file, row)->child; at;
		at = file_node(walk->file, at)->next) {
		walk->item = row;
		visit_value(walk, at, &type_infos[TYPE_amount], K_ANY);
	}
}

/* Fields are stated in the block and its updates, or else taken over. */
static void visit_part(struct walk *walk, const struct part *part, uint64_t *stated)
{
	const struct file *file = part->file;
	uint64_t own = 0;
	walk->file = file;
	for (uint32_t at = file_node(file, part->node)->child; at; at = file_node(file, at)->next) {
		const struct node *node = file_node(file, at);
		if (node->kind == NODE_ROW)
			visit_row(walk, at);
		if (node->kind != NODE_FIELD)
			continue;
		const struct field_info *info = schema_field(
			&walk->plan->run->schema, (enum kind)walk->block->kind, node->name);
		if (!info)
			continue;
		bool is_own = info->kind == walk->block->kind;
		uint64_t bit = is_own ? (uint64_t)1 << info->index : 0;
		if (part->is_base && ((*stated & bit) || info->life != CONTRACT))
			continue;
		own |= bit;
		visit_field(walk, info, at);
	}
	*stated |= own;
}

void refs_each(struct plan *plan, struct block *block, ref_visitor *visit, void *context)
{
	struct walk walk = {.plan = plan, .block = block, .visit = visit, .context = context};
	uint64_t stated = 0;
	for (const struct part *part = &block->part; part; part = part->next)
		visit_part(&walk, part, &stated);
	if (block->of) {
		struct found_ref ref = {.block = block,
			.to = block->of,
			.span = block_span(block),
			.file = block->part.file};
		visit(context, &ref);
	}
}

void refs_each_of_let(struct plan *plan, const struct let *let, ref_visitor *visit, void *context)
{
	struct walk walk = {.plan = plan, .file = let->file, .visit = visit, .context = context};
	for (uint32_t at = file_node(let->file, let->node)->child; at;
		at = file_node(let->file, at)->next) {
		walk.item = at;
		visit_value(&walk, at, &type_infos[TYPE_amount], K_ANY);
	}
}
