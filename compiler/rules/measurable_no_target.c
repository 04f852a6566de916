#include "compiler/rules/rules_shared.h"

#define RATE(form)                                                                                 \
	"goal rate \"Win rate of joint deals\" {\n"                                                \
	"  owner:     dana\n"                                                                      \
	"  with:      priya\n"                                                                     \
	"  objective: land_retail\n"                                                               \
	"  part_of:   sourced\n"                                                                   \
	"  metric:    win_rate\n"                                                                  \
	"  scope:     all\n" form "}\n"

static void check_plan(struct rule_check *check)
{
	for (uint32_t i = 0; i < check->plan->of_kind[KIND_goal].n; i++) {
		const struct goal_block *goal = plan_goal(check->plan, i);
		const struct block *block = &goal->block;
		const struct metric_block *metric = goal_metric(goal);
		if (block_has(block, "target") || block_has(block, "at_least") ||
			block_has(block, "at_most") || block_has(block, "between") ||
			!rules_is_whole(block))
			continue;
		struct finding *finding = rule_report(check, block, block_span(block),
			"%.*s has no target", STR_ARGS(block_called(check->plan, block)));
		struct str unit = metric ? unit_text(check->plan, metric->unit, true) : STR("");
		const char *blank = unit.len && !str_is(unit, "%") ? " " : "";
		finding_help(check->sink, finding, "state the number to reach, and by when:");
		finding_code(check->sink, finding, "target: TODO%s%.*s by %s", blank,
			STR_ARGS(unit), date_text(goal_days(check->plan, goal).last).text);
		finding_note(check->sink, finding,
			"a value to keep up is `at_least`, `at_most` or `between`; what cannot be "
			"counted is an `objective`");
	}
}

const struct rule rule_measurable_no_target = {
	.info = {.name = "measurable.no_target",
		.summary = "A goal states no number to reach or to keep",
		.explanation =
			"Without a number two honest people can disagree at the end of the year "
			"on whether the goal was met. State `target` with its day, or "
			"`at_least`, `at_most` or `between` for a value that is to be kept. A "
			"direction that cannot be counted is an `objective`, which goals make "
			"measurable.",
		.bad = RATE(""),
		.good = RATE("  at_least:  30%\n"),
		.levels = {LEVEL_ERROR, LEVEL_ERROR, LEVEL_ERROR},
		.completeness = true},
	.check = check_plan,
};
