#include "compiler/rules/readings_shared.h"
#include "runtime/base/sort.h"

#define RATE(baseline)                                                                             \
	"goal rate \"Raise the win rate of joint deals to 30%\" {\n"                               \
	"  owner:    lee\n"                                                                        \
	"  with:     priya\n"                                                                      \
	"  part_of:  sourced\n"                                                                    \
	"  metric:   win_rate\n"                                                                   \
	"  scope:    all\n"                                                                        \
	"  window:   2026-02-02 .. 2026-04-30\n"                                                   \
	"  target:   30% by 2026-04-30\n"                                                          \
	"  baseline: " baseline " on 2026-01-31\n"                                                 \
	"}\n"                                                                                      \
	"\n"                                                                                       \
	"readings rate {\n"                                                                        \
	"  2026-01-31: 24% of 25 deals\n"                                                          \
	"}\n"

static bool disagree(struct quantity a, struct quantity b)
{
	return a.set && b.set && a.unit == b.unit && decimal_compare(a.n, b.n) != 0;
}

static void report(struct rule_check *check, const struct block *block, struct span here,
	struct quantity value, const struct block *other, struct span there, struct quantity before,
	date_t date)
{
	const struct plan *plan = check->plan;
	struct str on = STR("");
	if (date)
		on = str_format(&check->sink->arena, " on %s", date_text(date).text);
	struct finding *finding = rule_report(check, block, here,
		"%.*s has two values%.*s: %.*s and %.*s", STR_ARGS(block_called(plan, block)),
		STR_ARGS(on), STR_ARGS(quantity_text(plan, before)),
		STR_ARGS(quantity_text(plan, value)));
	finding_caret(check->sink, finding, "%.*s here", STR_ARGS(quantity_text(plan, value)));
	finding_label(check->sink, finding, there, "%.*s in %.*s",
		STR_ARGS(quantity_text(plan, before)), STR_ARGS(block_called(plan, other)));
	finding_help(check->sink, finding,
		"leave the right one; if both are, say what differs: the day, the scope or the "
		"title");
}

/* ---- facts ---- */

static int compare_facts(const void *left, const void *right)
{
	const struct fact_block *a = *(const struct fact_block *const *)left;
	const struct fact_block *b = *(const struct fact_block *const *)right;
	int order = str_compare(a->block.title, b->block.title);
	uint32_t of_a = a->of.block ? a->of.block->order + 1 : 0;
	uint32_t of_b = b->of.block ? b->of.block->order + 1 : 0;
	if (order)
		return order;
	if (of_a != of_b)
		return of_a < of_b ? -1 : 1;
	if (a->value.on != b->value.on)
		return a->value.on < b->value.on ? -1 : 1;
	return a->block.order < b->block.order ? -1 : a->block.order > b->block.order;
}

static bool is_same_fact(const struct fact_block *a, const struct fact_block *b)
{
	return a->block.title.len && str_equal(a->block.title, b->block.title) &&
	       a->of.block == b->of.block && a->value.on == b->value.on;
}

static void check_facts(struct rule_check *check)
{
	const struct plan *plan = check->plan;
	uint32_t n = plan->of_kind[KIND_fact].n;
	const struct fact_block **facts =
		arena_array(&check->sink->arena, const struct fact_block *, n);
	for (uint32_t i = 0; i < n; i++)
		facts[i] = plan_fact(plan, i);
	sort_items(facts, n, sizeof *facts, compare_facts);
	for (uint32_t i = 1; i < n; i++) {
		const struct fact_block *a = facts[i - 1], *b = facts[i];
		if (is_same_fact(a, b) && disagree(a->value.value, b->value.value))
			report(check, &b->block,
				rules_value_span(&b->block, "value", b->value.node), b->value.value,
				&a->block, rules_value_span(&a->block, "value", a->value.node),
				a->value.value, b->value.on);
	}
}

/* ---- baselines ---- */

struct start {
	const struct goal_block *goal;
	struct scope scope;
};

static int compare_starts(const void *left, const void *right)
{
	const struct start *a = left, *b = right;
	const struct goal_block *x = a->goal, *y = b->goal;
	if (x->metric.block != y->metric.block)
		return x->metric.block->order < y->metric.block->order ? -1 : 1;
	if (x->baseline.on != y->baseline.on)
		return x->baseline.on < y->baseline.on ? -1 : 1;
	int order = rules_compare_scopes(a->scope, b->scope);
	if (order)
		return order;
	return x->block.order < y->block.order ? -1 : x->block.order > y->block.order;
}

static struct span baseline_span(const struct goal_block *goal)
{
	return rules_value_span(&goal->block, "baseline", goal->baseline.node);
}

static void compare_baselines(struct rule_check *check, const struct start *starts, uint32_t n)
{
	for (uint32_t i = 1; i < n; i++) {
		const struct goal_block *a = starts[i - 1].goal, *b = starts[i].goal;
		if (a->metric.block == b->metric.block && a->baseline.on == b->baseline.on &&
			!rules_compare_scopes(starts[i - 1].scope, starts[i].scope) &&
			disagree(a->baseline.value, b->baseline.value))
			report(check, &b->block, baseline_span(b), b->baseline.value, &a->block,
				baseline_span(a), a->baseline.value, b->baseline.on);
	}
}

/* ---- baselines and readings ---- */

/* The first of the readings that is not before the day. */
static uint32_t first_from(const struct target_readings *readings, date_t day)
{
	uint32_t low = 0, high = readings->n;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (readings->items[middle].row->days.last < day)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* Readings of a metric are those of goals on all that it counts. */
static void compare_readings(
	struct rule_check *check, const struct all_readings *all, const struct start *start)
{
	const struct goal_block *goal = start->goal;
	const struct target_readings *readings = readings_for_goal(all, goal);
	date_t day = goal->baseline.on;
	if (!readings || (readings->of != &goal->block && start->scope.n))
		return;
	for (uint32_t i = first_from(readings, day); i < readings->n; i++) {
		const struct reading *reading = &readings->items[i];
		if (reading->row->days.last != day)
			return;
		if (!disagree(reading->row->value, goal->baseline.value))
			continue;
		report(check, &goal->block, baseline_span(goal), goal->baseline.value,
			&reading->readings->block, rules_row_value(reading->row),
			reading->row->value, day);
		return;
	}
}

static void check_goals(struct rule_check *check)
{
	const struct plan *plan = check->plan;
	uint32_t n = 0;
	struct all_readings all;
	struct start *starts =
		arena_array(&check->sink->arena, struct start, plan->of_kind[KIND_goal].n);
	for (uint32_t i = 0; i < plan->of_kind[KIND_goal].n; i++) {
		const struct goal_block *goal = plan_goal(plan, i);
		const struct metric_block *metric = goal_metric(goal);
		if (metric && metric->kind == metric_kind_level && goal->baseline.on &&
			goal->baseline.value.set)
			starts[n++] = (struct start){goal, rules_scope(check, goal)};
	}
	if (!n)
		return;
	sort_items(starts, n, sizeof *starts, compare_starts);
	compare_baselines(check, starts, n);
	readings_make(&all, plan);
	for (uint32_t i = 0; i < n; i++)
		compare_readings(check, &all, &starts[i]);
	readings_free(&all);
}

static void check_plan(struct rule_check *check)
{
	check_facts(check);
	check_goals(check);
}

const struct rule rule_numbers_two_values = {
	.info = {.name = "numbers.two_values",
		.summary = "The same thing has two values for one day",
		.explanation =
			"Two sides that start from two numbers argue about the past instead of "
			"the plan. One thing has one value on a day: two facts with one title, "
			"two baselines of one metric and scope, and a baseline and the reading of "
			"the same day agree. Where both are right something else differs: the "
			"day, the scope, or what is counted, and the plan says which.",
		.bad = RATE("22%"),
		.good = RATE("24%"),
		.levels = {LEVEL_WARNING, LEVEL_ERROR, LEVEL_ERROR}},
	.check = check_plan,
};
