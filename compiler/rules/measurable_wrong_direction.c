#include "compiler/rules/rules_shared.h"

#define RATE(target)                                                                               \
	"goal rate \"Win rate of joint deals\" {\n"                                                \
	"  owner:     dana\n"                                                                      \
	"  with:      priya\n"                                                                     \
	"  objective: land_retail\n"                                                               \
	"  part_of:   sourced\n"                                                                   \
	"  metric:    win_rate\n"                                                                  \
	"  scope:     all\n"                                                                       \
	"  window:    2026-03-02 .. 2026-05-29\n"                                                  \
	"  target:    " target " by 2026-05-29\n"                                                  \
	"  baseline:  24% on 2026-02-28\n"                                                         \
	"}\n"

static void label_better(
	struct rule_check *check, struct finding *finding, const struct metric_block *metric)
{
	finding_label(check->sink, finding, block_field_span(&metric->block, "better"),
		"%s is better", enum_word(&words_better, metric->better));
}

static struct finding *report(
	struct rule_check *check, const struct goal_block *goal, const char *what)
{
	const struct block *block = &goal->block;
	struct finding *finding =
		rule_report(check, block, rules_value_span(block, "target", goal->target.node),
			"the target of %.*s %s", STR_ARGS(block_called(check->plan, block)), what);
	finding_caret(check->sink, finding, "target");
	return finding;
}

/* A running total only grows, so a flow that is to stay small is a limit. */
static void report_flow(struct rule_check *check, const struct goal_block *goal)
{
	struct finding *finding =
		report(check, goal, "is a limit: less of its metric is better, and it adds up");
	label_better(check, finding, goal_metric(goal));
	finding_help(check->sink, finding, "write the limit as such:");
	finding_code(check->sink, finding, "at_most: %.*s",
		STR_ARGS(quantity_text(check->plan, goal->target.value)));
}

static void report_level(
	struct rule_check *check, const struct goal_block *goal, struct quantity start)
{
	const struct metric_block *metric = goal_metric(goal);
	struct finding *finding = report(check, goal,
		metric->better == better_more ? "lies below its start, and more is better"
					      : "lies above its start, and less is better");
	if (metric->kind == metric_kind_level)
		finding_label(check->sink, finding,
			rules_value_span(&goal->block, "baseline", goal->baseline.node),
			"start value, %.*s", STR_ARGS(quantity_text(check->plan, start)));
	label_better(check, finding, metric);
	finding_help(check->sink, finding,
		"correct the target or the start value, or the metric's `better`");
}

static void check_goal(struct rule_check *check, const struct goal_block *goal)
{
	const struct metric_block *metric = goal_metric(goal);
	struct quantity start = rules_goal_start(goal), target = goal->target.value;
	if (!metric || !metric->better || !target.set)
		return;
	if (metric->kind == metric_kind_flow && metric->better == better_less) {
		if (decimal_sign(target.n) != 0) /* measurable.no_change speaks of 0 */
			report_flow(check, goal);
		return;
	}
	if (!start.set || start.unit != target.unit)
		return;
	int way = decimal_compare(target.n, start.n);
	if (metric->better == better_more ? way < 0 : way > 0)
		report_level(check, goal, start);
}

static void check_plan(struct rule_check *check)
{
	for (uint32_t i = 0; i < check->plan->of_kind[KIND_goal].n; i++)
		check_goal(check, plan_goal(check->plan, i));
}

const struct rule rule_measurable_wrong_direction = {
	.info = {.name = "measurable.wrong_direction",
		.summary = "The target lies on the wrong side of the start value",
		.explanation =
			"The metric says which way is up, and the target asks for the other one: "
			"one of them is a slip, and every figure computed from it would reward "
			"getting worse. Correct the target, the baseline or the metric's "
			"`better`. An amount that adds up and should stay small is a limit, "
			"`at_most`.",
		.bad = RATE("20%"),
		.good = RATE("30%"),
		.levels = {LEVEL_ERROR, LEVEL_ERROR, LEVEL_ERROR}},
	.check = check_plan,
};
