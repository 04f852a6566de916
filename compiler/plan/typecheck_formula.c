/* Formulas of metrics, the circles they can form, and the checks of all expressions of a plan. */
#include "compiler/plan/decode.h"
#include "compiler/plan/eval_parts.h"

static struct sink *sink_of(struct plan *plan)
{
	return &plan->run->sink;
}

/* ---- formulas ---- */

struct formula {
	struct plan *plan;
	const struct file *file;
};

static void report_formula(const struct formula *formula, uint32_t node, const char *found)
{
	struct finding *finding = finding_new(sink_of(formula->plan), &finding_type_mismatch,
		file_span(formula->file, node), "a formula is arithmetic over metrics; this is %s",
		found);
	finding_help(
		sink_of(formula->plan), finding, "for example `equals: deals_won * average_deal`");
}

static void check_number(const struct formula *formula, uint32_t node)
{
	struct finding *finding = finding_new(sink_of(formula->plan), &finding_type_unit,
		file_span(formula->file, node), "a formula is in bare numbers; this has a unit");
	finding_help(sink_of(formula->plan), finding, "the result takes the unit of the metric");
}

/* A metric, or a `let` that is a bare number. */
static void check_name(const struct formula *formula, uint32_t node)
{
	struct plan *plan = formula->plan;
	struct name_scope scope = {.file = formula->file};
	struct let *let = names_let(plan, formula->file, node);
	uint32_t rest;
	if (let) {
		struct value value = let_value(plan, let);
		let->used = true;
		if (value.kind != VALUE_NONE && value.kind != VALUE_QUANTITY)
			report_formula(formula, node, value_called(&value));
		else if (value.kind == VALUE_QUANTITY && value.quantity.unit != UNIT_NONE)
			check_number(formula, node);
		return;
	}
	struct block *block = names_look(plan, scope, node, K(metric), &rest);
	if (block && block->kind == KIND_metric && rest)
		report_formula(formula, node, "more than the name of a metric");
	else
		names_resolve(plan, scope, node, K(metric));
}

static void check_formula(const struct formula *formula, uint32_t node)
{
	const struct node *at = file_node(formula->file, node);
	switch ((enum node_kind)at->kind) {
	case NODE_NUMBER:
		if (at->a)
			check_number(formula, node);
		return;
	case NODE_PERCENT:
		check_number(formula, node);
		return;
	case NODE_PATH:
		check_name(formula, node);
		return;
	case NODE_UNARY:
		if (at->op != MINUS)
			break;
		check_formula(formula, at->child);
		return;
	case NODE_BINARY:
		if (at->op != PLUS && at->op != MINUS && at->op != TIMES && at->op != OVER)
			break;
		check_formula(formula, at->child);
		check_formula(formula, file_node(formula->file, at->child)->next);
		return;
	case NODE_WRONG:
		return;
	default:
		break;
	}
	report_formula(formula, node, "something else");
}

bool typecheck_formula(struct plan *plan, struct expression expression)
{
	struct formula formula = {.plan = plan, .file = expression.file};
	uint32_t before = sink_of(plan)->n_arrived;
	check_formula(&formula, expression.node);
	return sink_of(plan)->n_arrived == before;
}

/* ---- circles of formulas ---- */

enum { METRIC_NEW, METRIC_OPEN, METRIC_CLOSED };

struct circles {
	struct plan *plan;
	struct map states;		 /* metric -> METRIC_OPEN or METRIC_CLOSED */
	VEC(struct metric_block *) path; /* from the first metric to the one at hand */
};

static uint64_t key_of(const struct metric_block *metric)
{
	return (uint64_t)(uintptr_t)metric;
}

static void report_formula_circle(struct circles *circles, const struct metric_block *first)
{
	struct plan *plan = circles->plan;
	struct out circle = {0};
	uint32_t i = circles->path.n;
	while (i && circles->path.items[i - 1] != first)
		i--;
	for (i = i ? i - 1 : 0; i < circles->path.n; i++)
		out_printf(&circle, "%.*s -> ",
			STR_ARGS(block_path(plan, &circles->path.items[i]->block)));
	out_str(&circle, block_path(plan, &first->block));
	finding_new(sink_of(plan), &finding_name_cycle, block_field_span(&first->block, "equals"),
		"this formula leads back to its own metric: %.*s", STR_ARGS(out_view(&circle)));
	out_free(&circle);
}

static void visit_metric(struct circles *circles, struct metric_block *metric);

static void visit_formula(struct circles *circles, const struct file *file, uint32_t node)
{
	const struct node *at = file_node(file, node);
	struct name_scope scope = {.file = file};
	uint32_t rest;
	if (at->kind == NODE_PATH) {
		struct block *block =
			names_let(circles->plan, file, node)
				? NULL
				: names_look(circles->plan, scope, node, K(metric), &rest);
		if (block && block->kind == KIND_metric)
			visit_metric(circles, (struct metric_block *)(void *)block);
		return;
	}
	for (uint32_t child = at->child; child; child = file_node(file, child)->next)
		visit_formula(circles, file, child);
}

static void visit_metric(struct circles *circles, struct metric_block *metric)
{
	uint32_t *state = map_put(&circles->states, key_of(metric), NULL);
	if (*state == METRIC_OPEN)
		report_formula_circle(circles, metric);
	if (*state != METRIC_NEW || !metric->equals.node)
		return;
	if (circles->path.n >= DECODE_DEPTH_MAX) {
		finding_new(sink_of(circles->plan), &finding_syntax_too_large,
			block_field_span(&metric->block, "equals"),
			"formulas build on one another more than %d deep", DECODE_DEPTH_MAX);
		return;
	}
	*state = METRIC_OPEN;
	vec_push(&circles->path, metric);
	visit_formula(circles, metric->equals.file, metric->equals.node);
	circles->path.n--;
	*map_put(&circles->states, key_of(metric), NULL) = METRIC_CLOSED;
}

static void check_circles(struct plan *plan)
{
	struct circles circles = {.plan = plan};
	for (uint32_t i = 0; i < plan->blocks.n; i++)
		if (plan->blocks.items[i]->kind == KIND_metric)
			visit_metric(
				&circles, (struct metric_block *)(void *)plan->blocks.items[i]);
	map_free(&circles.states);
	vec_free(&circles.path);
}

/* ---- conditions ---- */

static bool check_condition(struct typing *typing, uint32_t node)
{
	uint32_t before = sink_of(typing->plan)->n_arrived;
	typing_truth(typing, node);
	return sink_of(typing->plan)->n_arrived == before;
}

bool typecheck_condition(
	struct plan *plan, const struct file *file, uint32_t node, struct block *block, bool feed)
{
	struct typing typing = {.plan = plan,
		.file = file,
		.home = block,
		.home_kinds = block ? (kinds_t)1 << block->kind : 0,
		.it = block ? (kinds_t)1 << block->kind : 0,
		.it_block = block,
		.feed = feed};
	return check_condition(&typing, node);
}

bool typecheck_rule(struct plan *plan, struct rule_block *rule)
{
	kinds_t kind = rule->for_kind ? (kinds_t)1 << rule->for_kind : 0;
	bool good = true;
	for (int i = 0; i < 2; i++) {
		struct expression expression = i ? rule->require : rule->when;
		struct typing typing = {
			.plan = plan, .file = expression.file, .home_kinds = kind, .it = kind};
		if (expression.node && kind)
			good &= check_condition(&typing, expression.node);
	}
	return good;
}

/* ---- the plan ---- */

static bool check_expression(struct plan *plan, struct block *block, const struct field_info *field,
	const struct expression *expression)
{
	enum value_type type =
		type_infos[field->type].base ? type_infos[field->type].base : field->type;
	bool feed = block->kind == KIND_feed;
	if (!expression->node)
		return true;
	if (type == TYPE_formula)
		return typecheck_formula(plan, *expression);
	return typecheck_condition(
		plan, expression->file, expression->node, feed ? NULL : block, feed);
}

static bool check_field(struct plan *plan, struct block *block, const struct field_info *field)
{
	enum value_type type =
		type_infos[field->type].base ? type_infos[field->type].base : field->type;
	const void *at = field_at(block, field);
	bool good = true;
	if ((type != TYPE_condition && type != TYPE_formula) || !field_stated(block, field))
		return true;
	if (!field->list)
		return check_expression(plan, block, field, at);
	const struct list *list = at;
	for (uint32_t i = 0; i < list->n; i++) {
		const char *item = (const char *)list->items + i * type_infos[field->type].size;
		good &= check_expression(plan, block, field, (const void *)item);
	}
	return good;
}

/* Rules mind blocks that are broken, so what follows from a wrong condition is not reported again.
 */
static void check_block(struct plan *plan, struct block *block)
{
	const struct kind_info *kind = &kind_infos[block->kind];
	block_decode(plan, block);
	if (block->kind == KIND_rule) {
		block->broken |= !typecheck_rule(plan, (struct rule_block *)(void *)block);
		return;
	}
	for (uint8_t i = 0; i < kind->n_fields; i++)
		block->broken |= !check_field(plan, block, &kind->fields[i]);
}

void plan_check_expressions(struct plan *plan)
{
	for (uint32_t i = 0; i < plan->lets.n; i++)
		let_value(plan, plan->lets.items[i]);
	for (uint32_t i = 0; i < plan->blocks.n; i++) /* grows while std blocks are named */
		check_block(plan, plan->blocks.items[i]);
	check_circles(plan);
}
