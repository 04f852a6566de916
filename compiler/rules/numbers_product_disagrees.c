#include "compiler/plan/names.h"
#include "compiler/rules/rules_shared.h"

#define GOAL(name, title, metric, target)                                                          \
	"goal " name " \"" title "\" {\n"                                                          \
	"  owner:       lee\n"                                                                     \
	"  with:        priya\n"                                                                   \
	"  part_of:     first_orders\n"                                                            \
	"  metric:      " metric "\n"                                                              \
	"  source:      \"Acme CRM, partner view\"\n"                                              \
	"  refresh:     1 week\n"                                                                  \
	"  measured_by: priya\n"                                                                   \
	"  scope:       all\n" target "}\n"

#define ORDERS(target)                                                                             \
	"metric first_orders_value \"Value of first orders\" {\n"                                  \
	"  means:  \"Order value of the accounts that ordered for the first time.\"\n"             \
	"  unit:   USD\n"                                                                          \
	"  kind:   flow\n"                                                                         \
	"  better: more\n"                                                                         \
	"  owner:  priya\n"                                                                        \
	"  equals: new_names * 12000\n"                                                            \
	"}\n"                                                                                      \
	"\n" GOAL("first_value", "Earn with first orders", "first_orders_value",                   \
		"  target:      " target " by 2026-12-31\n"                                        \
		"\n"                                                                               \
		"  increments {\n"                                                                 \
		"    2026-H1: 100,000 USD\n"                                                       \
		"    2026-H2: " target "\n"                                                        \
		"  }\n")

static const struct rule_setting settings[] = {
	{"numbers.product_disagrees", 20, UNIT_PERCENT,
		"largest difference between a target and what its formula gives"},
	{0}};

enum { LABELS_MAX = 4 };

/* What a goal asks for: its target, or the value that it keeps up. */
static struct quantity asked_for(const struct goal_block *goal)
{
	if (goal->target.value.set)
		return goal->target.value;
	return goal->at_least.set ? goal->at_least : goal->at_most;
}

/* ---- goals by metric ---- */

struct entry {
	const struct goal_block *goal;
	uint32_t next; /* + 1; 0 ends */
};

struct index {
	struct map first; /* the place of a metric's block, or of one it is like -> its first goal,
			     + 1 */
	VEC(struct entry) items;
};

/* A metric may be like another one: the key is where a block stands, so that both are found. */
static uint64_t place_key(const struct part *part)
{
	return (uint64_t)part->file->source->id << 32 | part->node;
}

static void index_make(struct index *index, const struct plan *plan)
{
	for (uint32_t i = plan->of_kind[KIND_goal].n; i-- > 0;) {
		const struct goal_block *goal = plan_goal(plan, i);
		const struct metric_block *metric = goal_metric(goal);
		if (!metric || !asked_for(goal).set)
			continue;
		for (const struct part *part = &metric->block.part; part; part = part->next) {
			if (part->is_update)
				continue;
			uint32_t *first = map_put(&index->first, place_key(part), NULL);
			vec_push(&index->items, ((struct entry){goal, *first}));
			*first = index->items.n;
		}
	}
}

/* ---- the formula ---- */

struct formula {
	struct rule_check *check;
	const struct index *index;
	const struct goal_block *goal; /* whose target is compared */
	struct scope scope;
	const struct file *file;
	bool percent_is_share; /* 30% is 0.3; else 30 */
	const struct goal_block *factors[LABELS_MAX];
	uint32_t n_factors;
};

/* The goal on this metric for the same customers and the same day. */
static const struct goal_block *factor_of(
	const struct formula *formula, const struct metric_block *metric)
{
	const struct plan *plan = formula->check->plan;
	const uint32_t *first = map_get(&formula->index->first, place_key(&metric->block.part));
	date_t last = goal_days(plan, formula->goal).last;
	for (uint32_t at = first ? *first : 0; at; at = formula->index->items.items[at - 1].next) {
		const struct goal_block *goal = formula->index->items.items[at - 1].goal;
		if (goal != formula->goal && goal_days(plan, goal).last == last &&
			!rules_compare_scopes(rules_scope(formula->check, goal), formula->scope))
			return goal;
	}
	return NULL;
}

static bool as_number(const struct formula *formula, struct quantity quantity, struct ratio *n)
{
	*n = ratio_of(quantity.n);
	if (quantity.unit == UNIT_PERCENT && formula->percent_is_share)
		return ratio_divide(*n, ratio_make(100, 1), n);
	return true;
}

static bool name_value(struct formula *formula, uint32_t node, struct ratio *result)
{
	struct plan *plan = formula->check->plan;
	struct let *let = names_let(plan, formula->file, node);
	struct name_scope scope = {.file = formula->file};
	uint32_t rest;
	if (let) {
		*result = ratio_of(let->value.quantity.n);
		return let->value.kind == VALUE_QUANTITY && let->value.quantity.unit == UNIT_NONE;
	}
	const struct block *block = names_look(plan, scope, node, K(metric), &rest);
	if (!block || block->kind != KIND_metric || rest)
		return false;
	const struct goal_block *factor = factor_of(formula, (const void *)block);
	if (!factor)
		return false;
	if (formula->n_factors < LABELS_MAX)
		formula->factors[formula->n_factors++] = factor;
	return as_number(formula, asked_for(factor), result);
}

static bool value_of(struct formula *formula, uint32_t node, struct ratio *result);

static bool binary_value(struct formula *formula, const struct node *at, struct ratio *result)
{
	struct ratio a, b;
	if (!value_of(formula, at->child, &a) ||
		!value_of(formula, file_node(formula->file, at->child)->next, &b))
		return false;
	if (at->op == PLUS)
		return ratio_add(a, b, result);
	if (at->op == MINUS)
		return ratio_subtract(a, b, result);
	return at->op == TIMES ? ratio_multiply(a, b, result) : ratio_divide(a, b, result);
}

/* False if a goal for one of the factors is missing, or the result does not fit. */
static bool value_of(struct formula *formula, uint32_t node, struct ratio *result)
{
	const struct node *at = file_node(formula->file, node);
	struct decimal number;
	struct ratio inner;
	switch ((enum node_kind)at->kind) {
	case NODE_NUMBER:
		if (at->a || decimal_parse(file_token_text(formula->file, at->first), &number) !=
				     DECIMAL_OK)
			return false;
		*result = ratio_of(number);
		return true;
	case NODE_PATH:
		return name_value(formula, node, result);
	case NODE_UNARY:
		return value_of(formula, at->child, &inner) &&
		       ratio_subtract((struct ratio){0, 1}, inner, result);
	case NODE_BINARY:
		return binary_value(formula, at, result);
	default: /* reported as no formula */
		return false;
	}
}

/* ---- the comparison ---- */

static bool is_near(struct ratio target, struct ratio value, int64_t percent)
{
	struct ratio difference, allowed;
	if (!ratio_subtract(target, value, &difference) ||
		!ratio_multiply(value, ratio_make(percent, 100), &allowed))
		return true;
	if (ratio_sign(difference) < 0 &&
		!ratio_subtract((struct ratio){0, 1}, difference, &difference))
		return true;
	if (ratio_sign(allowed) < 0 && !ratio_subtract((struct ratio){0, 1}, allowed, &allowed))
		return true;
	return ratio_compare(difference, allowed) <= 0;
}

static struct quantity rounded(const struct formula *formula, struct ratio value)
{
	struct quantity result = asked_for(formula->goal);
	if (result.unit == UNIT_PERCENT && formula->percent_is_share &&
		!ratio_multiply(value, ratio_make(100, 1), &value))
		return (struct quantity){0};
	if (!ratio_round(value, result.n.scale, ROUND_NEAREST, &result.n))
		return (struct quantity){0};
	return result;
}

static void report(struct formula *formula, const struct metric_block *metric, struct ratio value)
{
	struct rule_check *check = formula->check;
	const struct plan *plan = check->plan;
	const struct block *block = &formula->goal->block;
	const char *field = formula->goal->target.value.set ? "target"
			    : formula->goal->at_least.set   ? "at_least"
							    : "at_most";
	struct quantity gives = rounded(formula, value);
	if (!gives.set)
		return;
	struct finding *finding = rule_report(check, block,
		rules_value_span(block, field, formula->goal->target.node),
		"%.*s asks for %.*s; `%.*s` gives %.*s", STR_ARGS(block_called(plan, block)),
		STR_ARGS(quantity_text(plan, asked_for(formula->goal))),
		STR_ARGS(file_text(formula->file, metric->equals.node)),
		STR_ARGS(quantity_text(plan, gives)));
	for (uint32_t i = 0; i < formula->n_factors; i++) {
		const struct goal_block *factor = formula->factors[i];
		const char *its = factor->target.value.set ? "target"
				  : factor->at_least.set   ? "at_least"
							   : "at_most";
		finding_label(check->sink, finding,
			rules_value_span(&factor->block, its, factor->target.node), "%.*s",
			STR_ARGS(block_called(plan, &factor->block)));
	}
	if (!metric->block.is_std)
		finding_label(check->sink, finding, block_field_span(&metric->block, "equals"),
			"how the one follows from the others");
	finding_help(check->sink, finding,
		"change the one that was set without the others, so that the targets agree");
}

static void check_goal(
	struct rule_check *check, const struct index *index, const struct goal_block *goal)
{
	const struct metric_block *metric = goal_metric(goal);
	if (!metric || !metric->equals.node || metric->block.broken || !asked_for(goal).set)
		return;
	struct formula formula = {.check = check,
		.index = index,
		.goal = goal,
		.scope = rules_scope(check, goal),
		.file = metric->equals.file};
	int64_t percent = rule_setting(check, "numbers.product_disagrees", &goal->block);
	struct ratio target, value;
	/* Bare numbers leave open whether 30% is 30 or 0.3: either may agree. */
	for (int i = 0; i < 2; i++) {
		formula.percent_is_share = i;
		formula.n_factors = 0;
		if (!value_of(&formula, metric->equals.node, &value) ||
			!as_number(&formula, asked_for(goal), &target) ||
			is_near(target, value, percent))
			return;
	}
	report(&formula, metric, value);
}

static void check_plan(struct rule_check *check)
{
	const struct plan *plan = check->plan;
	struct index index = {0};
	index_make(&index, plan);
	for (uint32_t i = 0; i < plan->of_kind[KIND_goal].n; i++)
		check_goal(check, &index, plan_goal(plan, i));
	vec_free(&index.items);
	map_free(&index.first);
}

const struct rule rule_numbers_product_disagrees = {
	.info = {.name = "numbers.product_disagrees",
		.summary = "Targets disagree with the formula of their metrics",
		.explanation =
			"Deals times the average deal are bookings, whatever each of the three "
			"owners hoped for. Where the metric of a goal says how it follows from "
			"others (`equals`), and those have goals for the same scope and day, the "
			"targets may differ from the formula by up to 20%. Beyond that one of "
			"them was set without the others: find out which.",
		.bad = ORDERS("420,000 USD"),
		.good = ORDERS("300,000 USD"),
		.levels = {LEVEL_OFF, LEVEL_WARNING, LEVEL_WARNING}},
	.settings = settings,
	.check = check_plan,
};
