#include "compiler/rules/rules_shared.h"

#define RATE(target)                                                                               \
	"goal rate \"Win rate of joint deals\" {\n"                                                \
	"  owner:     dana\n"                                                                      \
	"  with:      priya\n"                                                                     \
	"  objective: land_retail\n"                                                               \
	"  part_of:   sourced\n"                                                                   \
	"  metric:    win_rate\n"                                                                  \
	"  scope:     all\n"                                                                       \
	"  window:    2026-Q2\n" target "}\n"

#define INCREMENTS                                                                                 \
	"\n"                                                                                       \
	"  increments {\n"                                                                         \
	"    2026-05: 27%\n"                                                                       \
	"    2026-06: 30%\n"                                                                       \
	"  }\n"

static void check_goal(struct rule_check *check, const struct goal_block *goal)
{
	const struct block *block = &goal->block;
	struct quantity start = rules_goal_start(goal), target = goal->target.value;
	if (!target.set || !start.set || start.unit != target.unit ||
		decimal_compare(start.n, target.n) != 0)
		return;
	struct finding *finding = rule_report(check, block,
		rules_value_span(block, "target", goal->target.node),
		"%.*s ends where it starts, at %.*s", STR_ARGS(block_called(check->plan, block)),
		STR_ARGS(quantity_text(check->plan, target)));
	finding_caret(check->sink, finding, "target");
	if (goal_metric(goal)->kind == metric_kind_level) {
		finding_label(check->sink, finding,
			rules_value_span(block, "baseline", goal->baseline.node), "start value");
		finding_help(check->sink, finding,
			"state the value to reach; one that is only to be kept is written:");
		finding_code(check->sink, finding, "%s: %.*s",
			goal_metric(goal)->better == better_less ? "at_most" : "at_least",
			STR_ARGS(quantity_text(check->plan, target)));
	} else {
		finding_label(check->sink, finding,
			block_field_span(&goal_metric(goal)->block, "kind"), "a flow starts at 0");
		finding_help(check->sink, finding, "state the value to reach, or:");
		finding_code(check->sink, finding, "at_most: %.*s",
			STR_ARGS(quantity_text(check->plan, target)));
	}
}

static void check_plan(struct rule_check *check)
{
	for (uint32_t i = 0; i < check->plan->of_kind[KIND_goal].n; i++)
		if (goal_metric(plan_goal(check->plan, i)))
			check_goal(check, plan_goal(check->plan, i));
}

const struct rule rule_measurable_no_change = {
	.info = {.name = "measurable.no_change",
		.summary = "The target equals the start value",
		.explanation =
			"A goal whose target is where it starts is reached before anybody has "
			"done anything, and no pace can be computed for it. If the value is to "
			"grow, state how far; if it is to stay, write `at_least`, `at_most` or "
			"`between`, which are judged period by period.",
		.bad = RATE("  target:    24% by 2026-06-30\n"
			    "  baseline:  24% on 2026-03-31\n"
			    "\n"
			    "  increments {\n"
			    "    2026-06: 24%\n"
			    "  }\n"),
		.good = RATE("  target:    30% by 2026-06-30\n"
			     "  baseline:  24% on 2026-03-31\n" INCREMENTS),
		.levels = {LEVEL_ERROR, LEVEL_ERROR, LEVEL_ERROR}},
	.check = check_plan,
};
