#include "compiler/rules/rules_shared.h"

#define YEAR(rows)                                                                                 \
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
	"  increments {\n" rows "    2026-Q4: 30%\n"                                               \
	"  }\n"                                                                                    \
	"}\n"

static void report_outside(struct rule_check *check, const struct goal_block *goal,
	const struct row *row, struct date_range days)
{
	const struct block *block = &goal->block;
	const struct plan_block *frame = check->plan->frame;
	bool early = row->days.last < days.first;
	struct finding *finding = rule_report(check, block, rules_row_key(row),
		"an increment of %.*s lies %s the goal's days",
		STR_ARGS(block_called(check->plan, block)), early ? "before" : "after");
	if (row->days.first == row->days.last)
		finding_caret(check->sink, finding, "on this day");
	else
		finding_caret(check->sink, finding, "ends on %s", date_text(row->days.last).text);
	if (!early && goal->target.by)
		finding_label(check->sink, finding,
			rules_clause_span(block, "target", goal->target.node, CLAUSE_by),
			"last day of the goal");
	else if (goal->window.first)
		finding_label(
			check->sink, finding, block_field_span(block, "window"), "the goal's days");
	else
		finding_label(check->sink, finding, block_field_span(&frame->block, "period"),
			"the goal's days are those of the plan");
	finding_help(check->sink, finding, "the goal's days are %s .. %s",
		date_text(days.first).text, date_text(days.last).text);
}

static void report_order(struct rule_check *check, const struct goal_block *goal,
	const struct row *row, const struct row *before)
{
	bool same = row->days.last == before->days.last;
	struct finding *finding = rule_report(check, &goal->block, rules_row_key(row),
		"an increment of %.*s is not later than the one before it",
		STR_ARGS(block_called(check->plan, &goal->block)));
	finding_caret(check->sink, finding, "%s on %s", same ? "also" : "due",
		date_text(row->days.last).text);
	finding_label(check->sink, finding, rules_row_key(before), "due on %s",
		date_text(before->days.last).text);
	finding_help(check->sink, finding,
		same ? "keep one of the two" : "write the rows in the order of their dates");
}

static void check_plan(struct rule_check *check)
{
	for (uint32_t i = 0; i < check->plan->of_kind[KIND_goal].n; i++) {
		const struct goal_block *goal = plan_goal(check->plan, i);
		struct date_range days = goal_days(check->plan, goal);
		struct rows rows = rules_increments(check, goal);
		for (uint32_t k = 0; k < rows.n; k++) {
			const struct row *row = &rows.items[k];
			if (!date_range_has(days, row->days.last))
				report_outside(check, goal, row, days);
			else if (k && row->days.last <= rows.items[k - 1].days.last)
				report_order(check, goal, row, &rows.items[k - 1]);
		}
	}
}

const struct rule rule_measurable_increments_order = {
	.info = {.name = "measurable.increments_order",
		.summary = "An increment is out of order or outside the goal's days",
		.explanation =
			"Increments are points on the way from the first day to the target date, "
			"each on the last day of its period. A row before the goal begins, after "
			"it ends or not later than the row above gives a way that runs "
			"backwards. Correct the period, or write the rows in the order of their "
			"dates.",
		.bad = YEAR("    2026-Q3: 28%\n"
			    "    2026-Q2: 26%\n"),
		.good = YEAR("    2026-Q2: 26%\n"
			     "    2026-Q3: 28%\n"),
		.levels = {LEVEL_ERROR, LEVEL_ERROR, LEVEL_ERROR}},
	.check = check_plan,
};
