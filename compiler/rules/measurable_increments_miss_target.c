#include "compiler/rules/rules_shared.h"

#define YEAR(last)                                                                                 \
	"goal rate \"Win rate of joint deals\" {\n"                                                \
	"  owner:     dana\n"                                                                      \
	"  with:      priya\n"                                                                     \
	"  objective: land_retail\n"                                                               \
	"  part_of:   sourced\n"                                                                   \
	"  metric:    win_rate\n"                                                                  \
	"  scope:     all\n"                                                                       \
	"  target:    30% by 2026-12-31\n"                                                         \
	"  baseline:  24% on 2025-12-31\n"                                                         \
	"\n"                                                                                       \
	"  increments {\n"                                                                         \
	"    2026-Q2: 26%\n"                                                                       \
	"    2026-Q3: 28%\n"                                                                       \
	"    2026-Q4: " last "\n"                                                                  \
	"  }\n"                                                                                    \
	"}\n"

enum { PERIODS_MAX = 64 };

/* "2026-Q4": the period, of the kind of the last row, that ends on the target date; else the date.
 */
static struct str key_for(struct rule_check *check, const struct row *last, date_t date)
{
	const struct calendar *calendar = &check->plan->calendar;
	struct period period = last->period;
	struct out out = {0};
	for (uint32_t n = 0; period.kind && n < PERIODS_MAX; n++) {
		if (period_days(calendar, period).last >= date)
			break;
		period = period_next(calendar, period);
	}
	if (period.kind && period_days(calendar, period).last == date)
		period_print(&out, period);
	else
		out_text(&out, date_text(date).text);
	struct str text = str_copy(&check->sink->arena, out_view(&out));
	out_free(&out);
	return text;
}

/* "10,000 USD short of", seen in the direction of travel */
static struct str distance(
	struct rule_check *check, const struct goal_block *goal, struct quantity last)
{
	struct quantity target = goal->target.value, start = rules_goal_start(goal);
	const struct metric_block *metric = goal_metric(goal);
	struct quantity gap = {.unit = target.unit, .set = true};
	bool falls = start.set ? decimal_compare(target.n, start.n) < 0
			       : metric && metric->better == better_less;
	int way = decimal_compare(last.n, target.n);
	bool fits = way < 0 ? decimal_subtract(target.n, last.n, &gap.n)
			    : decimal_subtract(last.n, target.n, &gap.n);
	const char *side = (way < 0) != falls ? "short of" : "beyond";
	if (!fits)
		return str_from(side);
	return str_format(
		&check->sink->arena, "%.*s %s", STR_ARGS(quantity_text(check->plan, gap)), side);
}

static void check_goal(
	struct rule_check *check, const struct goal_block *goal, const struct rows *rows)
{
	const struct block *block = &goal->block;
	const struct row *last = &rows->items[rows->n - 1];
	struct quantity target = goal->target.value;
	date_t date = goal_days(check->plan, goal).last;
	struct str called = block_called(check->plan, block);
	bool same = decimal_compare(target.n, last->value.n) == 0;
	struct finding *finding;
	if (!target.set || target.unit != last->value.unit || (same && last->days.last == date))
		return;
	if (!same) {
		struct str how = distance(check, goal, last->value);
		finding = rule_report(check, block, rules_row_value(last),
			"increments of %.*s end %.*s its target", STR_ARGS(called), STR_ARGS(how));
	} else {
		finding = rule_report(check, block, rules_row_key(last),
			"increments of %.*s end %.*s before its target date", STR_ARGS(called),
			STR_ARGS(rules_days(check, date - last->days.last)));
	}
	finding_caret(check->sink, finding, "last increment");
	finding_label(check->sink, finding, block_field_span(block, "target"), "target");
	finding_help(check->sink, finding, "end the increments on the target:");
	struct span value = rules_value_span(block, "target", goal->target.node);
	finding_code(check->sink, finding, "%.*s: %.*s", STR_ARGS(key_for(check, last, date)),
		STR_ARGS(rules_text(check, value)));
	if (!same && last->days.last == date)
		finding_edit(check->sink, finding, rules_row_value(last), rules_text(check, value),
			false);
}

static void check_plan(struct rule_check *check)
{
	for (uint32_t i = 0; i < check->plan->of_kind[KIND_goal].n; i++) {
		const struct goal_block *goal = plan_goal(check->plan, i);
		struct rows rows = rules_increments(check, goal);
		if (rows.n && rules_in_order(check, goal, &rows) && !rules_first_fall(goal, &rows))
			check_goal(check, goal, &rows);
	}
}

const struct rule rule_measurable_increments_miss_target = {
	.info = {.name = "measurable.increments_miss_target",
		.summary = "The last increment is not the target on the target date",
		.explanation =
			"The increments lead somewhere else than the target: one of the two "
			"numbers or dates is not what was agreed, and a goal can be on track for "
			"one while it is behind for the other. The last row stands on the target "
			"date and holds the target.",
		.bad = YEAR("29%"),
		.good = YEAR("30%"),
		.levels = {LEVEL_ERROR, LEVEL_ERROR, LEVEL_ERROR}},
	.check = check_plan,
};
