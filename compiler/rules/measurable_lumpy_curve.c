#include "compiler/rules/rules_shared.h"

#define CERTIFIED(curve)                                                                           \
	"goal certified \"Have 8 sellers certified\" {\n"                                          \
	"  owner:       dana\n"                                                                    \
	"  with:        priya\n"                                                                   \
	"  objective:   land_retail\n"                                                             \
	"  part_of:     sourced\n"                                                                 \
	"  metric:      std.metrics.certified_people\n"                                            \
	"  source:      \"Acme Academy\"\n"                                                        \
	"  refresh:     1 week\n"                                                                  \
	"  measured_by: priya\n"                                                                   \
	"  scope:       all\n"                                                                     \
	"  window:      2026-01-05 .. 2026-03-31\n"                                                \
	"  target:      8 people by 2026-03-31\n"                                                  \
	"  baseline:    3 people on 2025-12-31\n" curve "}\n"

static const struct rule_setting settings[] = {
	{"measurable.lumpy_curve", 20, UNIT_NONE, "most units to gain for which it is reported"},
	{0}};

/* How much there is to gain; false if that is not known. */
static bool to_gain(const struct goal_block *goal, struct quantity *gain)
{
	struct quantity start = goal->baseline.value, target = goal->target.value;
	*gain = target;
	if (!start.set || !target.set || start.unit != target.unit ||
		!decimal_subtract(target.n, start.n, &gain->n))
		return false;
	return decimal_sign(gain->n) >= 0 || decimal_negate(gain->n, &gain->n);
}

static void check_plan(struct rule_check *check)
{
	const struct plan *plan = check->plan;
	for (uint32_t i = 0; i < plan->of_kind[KIND_goal].n; i++) {
		const struct goal_block *goal = plan_goal(plan, i);
		const struct metric_block *metric = goal_metric(goal);
		const struct block *block = &goal->block;
		struct quantity gain;
		if (!metric || metric->kind != metric_kind_level || block_has(block, "curve") ||
			!unit_is_whole(plan, goal->target.value.unit) || !to_gain(goal, &gain) ||
			decimal_compare(gain.n, decimal_of(rule_setting(check,
							"measurable.lumpy_curve", block))) > 0)
			continue;
		struct finding *finding = rule_report(check, block,
			rules_value_span(block, "target", goal->target.node),
			"%.*s is held against a straight line, and %.*s come one at a time",
			STR_ARGS(block_called(plan, block)), STR_ARGS(quantity_text(plan, gain)));
		finding_caret(check->sink, finding, "target");
		finding_label(check->sink, finding, block_field_span(block, "baseline"), "start");
		finding_help(check->sink, finding,
			"let only the days of its increments count, or state that a line is "
			"meant:");
		finding_code(check->sink, finding, "curve: step");
	}
}

const struct rule rule_measurable_lumpy_curve = {
	.info = {.name = "measurable.lumpy_curve",
		.summary = "Few things that come one at a time are held against a straight line",
		.explanation =
			"Five certificates do not grow by a twentieth a day. On a straight line "
			"such "
			"a goal is behind on the day before each exam and ahead on the day after. "
			"With `curve: step` it is held against its last increment. If the line is "
			"meant, state `curve: linear`.",
		.bad = CERTIFIED(""),
		.good = CERTIFIED("  curve:       step\n"),
		.levels = {LEVEL_OFF, LEVEL_INFO, LEVEL_INFO}},
	.settings = settings,
	.check = check_plan,
};
