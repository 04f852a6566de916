#include "compiler/rules/rules_shared.h"

#define RATE(baseline)                                                                             \
	"goal rate \"Win rate of joint deals\" {\n"                                                \
	"  owner:     dana\n"                                                                      \
	"  with:      priya\n"                                                                     \
	"  objective: land_retail\n"                                                               \
	"  part_of:   sourced\n"                                                                   \
	"  metric:    win_rate\n"                                                                  \
	"  scope:     all\n"                                                                       \
	"  window:    2026-03-02 .. 2026-05-29\n"                                                  \
	"  target:    30% by 2026-05-29\n" baseline "}\n"

static void check_goal(struct rule_check *check, const struct goal_block *goal)
{
	const struct block *block = &goal->block;
	const struct metric_block *metric = goal_metric(goal);
	bool stated = block_has(block, "baseline");
	if (!metric || metric->kind != metric_kind_level || !block_has(block, "target") ||
		!rules_is_whole(block))
		return;
	if (stated && (!goal->baseline.value.set || goal->baseline.on))
		return;
	struct str called = block_called(check->plan, block);
	struct str unit = unit_text(check->plan, metric->unit, true);
	struct finding *finding;
	if (stated)
		finding = rule_report(check, block,
			rules_value_span(block, "baseline", goal->baseline.node),
			"the baseline of %.*s has no date", STR_ARGS(called));
	else
		finding = rule_report(check, block, block_span(block),
			"%.*s states a target for a level and no baseline", STR_ARGS(called));
	finding_label(check->sink, finding, block_field_span(&metric->block, "kind"),
		"a level has a value before the goal begins");
	finding_help(check->sink, finding, "state where it starts, and on which day it was read:");
	/* The goal's first day is not known if the plan's period is not. */
	date_t before = date_add(goal_days(check->plan, goal).first, -1);
	if (stated)
		finding_code(check->sink, finding, "baseline: %.*s on TODO",
			STR_ARGS(quantity_text(check->plan, goal->baseline.value)));
	else
		finding_code(check->sink, finding, "baseline: TODO%s%.*s on %s",
			unit.len && !str_is(unit, "%") ? " " : "", STR_ARGS(unit),
			before ? date_text(before).text : "TODO");
}

static void check_plan(struct rule_check *check)
{
	for (uint32_t i = 0; i < check->plan->of_kind[KIND_goal].n; i++)
		check_goal(check, plan_goal(check->plan, i));
}

const struct rule rule_measurable_no_baseline = {
	.info = {.name = "measurable.no_baseline",
		.summary = "A target for a level has no baseline with a date",
		.explanation =
			"A level, such as a rate or a head count, has a value on any day. "
			"Without the one it starts from nobody can say how far the way is, and "
			"neither pace nor progress can be computed. State `baseline` with the "
			"day it was read. What adds up in the period is a flow and starts at 0.",
		.bad = RATE(""),
		.good = RATE("  baseline:  24% on 2026-02-28\n"),
		.levels = {LEVEL_WARNING, LEVEL_ERROR, LEVEL_ERROR},
		.completeness = true},
	.check = check_plan,
};
