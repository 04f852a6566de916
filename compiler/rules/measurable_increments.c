#include "compiler/rules/rules_shared.h"

#define YEAR(increments)                                                                           \
	"goal rate \"Win rate of joint deals\" {\n"                                                \
	"  owner:     dana\n"                                                                      \
	"  with:      priya\n"                                                                     \
	"  objective: land_retail\n"                                                               \
	"  part_of:   sourced\n"                                                                   \
	"  metric:    win_rate\n"                                                                  \
	"  scope:     all\n"                                                                       \
	"  target:    30% by 2026-12-31\n"                                                         \
	"  baseline:  24% on 2025-12-31\n" increments "}\n"

static const struct rule_setting settings[] = {
	{"measurable.increments", 90, RULE_DAYS, "longest goal that needs no increments"}, {0}};

enum { ROWS_MAX = 12 };

/* Quarters, or months where the goal lies within one: fiscal ones if the plan's year is its own. */
static enum period_kind step_kind(const struct plan *plan, struct date_range days)
{
	bool fiscal = plan->calendar.start_month != 1 || plan->calendar.pattern != PATTERN_MONTHS;
	bool months = rules_length(days) <= 92;
	if (fiscal)
		return months ? PERIOD_FISCAL_MONTH : PERIOD_FISCAL_QUARTER;
	return months ? PERIOD_MONTH : PERIOD_QUARTER;
}

static struct period period_with(const struct plan *plan, enum period_kind kind, date_t day)
{
	struct civil civil = date_civil(day);
	if (kind == PERIOD_FISCAL_MONTH || kind == PERIOD_FISCAL_QUARTER)
		return calendar_fiscal(&plan->calendar, kind, day);
	return (struct period){(uint8_t)kind,
		(uint8_t)(kind == PERIOD_MONTH ? civil.month : (civil.month + 2) / 3),
		(int16_t)civil.year};
}

/* With the decimals of the target; one more where it is a percentage and needs it. */
static bool round_for(struct ratio value, struct quantity *target)
{
	uint8_t scale = target->n.scale;
	bool finer = target->unit == UNIT_PERCENT && scale < DECIMAL_SCALE_MAX;
	struct decimal rounded;
	if (!ratio_round(value, (uint8_t)(scale + finer), ROUND_NEAREST, &rounded))
		return false;
	target->n = finer ? decimal_trim(rounded) : rounded;
	return target->n.scale > scale || decimal_rescale(target->n, scale, &target->n);
}

static void print_row(struct rule_check *check, struct out *out, const struct curve *curve,
	struct period period, date_t day, struct quantity target)
{
	struct ratio value;
	if (date_range_has(period_days(&check->plan->calendar, period), day) &&
		period_days(&check->plan->calendar, period).last == day)
		period_print(out, period);
	else
		out_text(out, date_text(day).text);
	out_text(out, ": ");
	if (curve_at(curve, day, &value) && round_for(value, &target))
		quantity_print(check->plan, out, target);
	else
		out_text(out, "TODO");
	out_char(out, '\n');
}

/* The split that is used now, as text: what people agree on is mostly near it. */
static void propose_split(
	struct rule_check *check, struct finding *finding, const struct goal_block *goal)
{
	const struct plan *plan = check->plan;
	struct date_range days = goal_days(plan, goal);
	struct quantity start = rules_goal_start(goal), target = goal->target.value;
	date_t start_day = days.first - 1;
	struct out out = {0};
	if (!start.set || start.unit != target.unit)
		return;
	if (goal->baseline.on > start_day)
		start_day = goal->baseline.on;
	struct curve curve = curve_default(&check->sink->arena, &plan->calendar, days.first,
		days.last, start_day, start.n, target.n);
	struct period period = period_with(plan, step_kind(plan, days), days.first);
	out_text(&out, "increments {\n");
	for (uint32_t n = 0; n < ROWS_MAX; n++, period = period_next(&plan->calendar, period)) {
		date_t day = period_days(&plan->calendar, period).last;
		bool is_last = day >= days.last;
		out_text(&out, "  ");
		print_row(check, &out, &curve, period, is_last ? days.last : day, target);
		if (is_last)
			break;
	}
	out_text(&out, "}");
	finding_help(check->sink, finding,
		"agree on the steps; the equal split, which is used until then, is:");
	finding_code(check->sink, finding, "%.*s", STR_ARGS(out_view(&out)));
	out_free(&out);
}

static void check_plan(struct rule_check *check)
{
	const struct plan *plan = check->plan;
	for (uint32_t i = 0; i < plan->of_kind[KIND_goal].n; i++) {
		const struct goal_block *goal = plan_goal(plan, i);
		const struct block *block = &goal->block;
		int64_t length = rules_length(goal_days(plan, goal));
		bool stated = false;
		for (const struct block *at = block->first_child; at; at = at->next_sibling)
			stated |= at->kind == KIND_increments;
		if (stated || !goal->target.value.set || !rules_is_whole(block) ||
			length <= rule_setting(check, "measurable.increments", block))
			continue;
		struct finding *finding = rule_report(check, block,
			rules_value_span(block, "target", goal->target.node),
			"%.*s lasts %.*s and has no increments",
			STR_ARGS(block_called(plan, block)), STR_ARGS(rules_days(check, length)));
		finding_caret(check->sink, finding, "target");
		if (goal_metric(goal))
			propose_split(check, finding, goal);
	}
}

const struct rule rule_measurable_increments = {
	.info = {.name = "measurable.increments",
		.summary = "A long goal has no increments",
		.explanation =
			"Business is rarely even over a year. Without increments an equal split "
			"is used, and every report marks it as not agreed: whoever falls behind "
			"it can say that nobody expected otherwise. Agree on what is to be "
			"reached by the end of each quarter, as running totals. Goals of up to "
			"90 days need none.",
		.bad = YEAR(""),
		.good = YEAR("\n"
			     "  increments {\n"
			     "    2026-Q2: 26%\n"
			     "    2026-Q3: 28%\n"
			     "    2026-Q4: 30%\n"
			     "  }\n"),
		.levels = {LEVEL_OFF, LEVEL_WARNING, LEVEL_ERROR},
		.completeness = true},
	.settings = settings,
	.check = check_plan,
};
