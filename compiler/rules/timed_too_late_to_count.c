#include "compiler/rules/rules_shared.h"

#define CAMPAIGN(window)                                                                           \
	"initiative campaign \"Retail campaign\" {\n"                                              \
	"  owner:  lee\n"                                                                          \
	"  with:   priya\n"                                                                        \
	"  serves: [sourced]\n"                                                                    \
	"  area:   marketing\n"                                                                    \
	"  window: " window "\n"                                                                   \
	"  effort: 20 days\n"                                                                      \
	"\n"                                                                                       \
	"  funnel {\n"                                                                             \
	"    contacts: 4,000\n"                                                                    \
	"    response: 2%\n"                                                                       \
	"    cycle:    95 days\n"                                                                  \
	"  }\n"                                                                                    \
	"}\n"

static const struct funnel_block *funnel_of(const struct initiative_block *initiative)
{
	for (const struct block *at = initiative->block.first_child; at; at = at->next_sibling)
		if (at->kind == KIND_funnel &&
			((const struct funnel_block *)(const void *)at)->cycle.unit)
			return (const void *)at;
	return NULL;
}

/* The served goal that is to be reached first; kept goals have no day. */
static const struct goal_block *first_goal(
	const struct plan *plan, const struct initiative_block *initiative)
{
	const struct goal_block *first = NULL;
	for (uint32_t i = 0; i < initiative->serves.n; i++) {
		const struct block *block = initiative->serves.items[i].block;
		const struct goal_block *goal = (const void *)block;
		if (!block || block->kind != KIND_goal || !goal->target.value.set)
			continue;
		if (!first || goal_days(plan, goal).last < goal_days(plan, first).last)
			first = goal;
	}
	return first;
}

/* The last day on which a contact can still become an order by `date`; DATE_NONE if the cycle is in
   a unit that cannot be counted back. */
static date_t last_useful_day(struct duration cycle, date_t date)
{
	int64_t n;
	if (!decimal_whole(cycle.n, &n))
		return DATE_NONE;
	switch (cycle.unit) {
	case DURATION_DAY:
		return date_add(date, -n);
	case DURATION_WEEK:
		return date_add(date, -7 * n);
	case DURATION_MONTH:
		return date_add_months(date, -n);
	case DURATION_QUARTER:
		return date_add_months(date, -3 * n);
	case DURATION_YEAR:
		return date_add_months(date, -12 * n);
	case DURATION_BUSINESS_DAY: {
		int64_t days = duration_days_at_most(cycle);
		return days < 0 ? DATE_NONE : date_add(date, -days);
	}
	case DURATION_NONE:
	case DURATION_MINUTE:
	case DURATION_HOUR:
	case DURATION_BUSINESS_HOUR:
		break;
	}
	return DATE_NONE;
}

static void check_initiative(struct rule_check *check, const struct initiative_block *initiative)
{
	const struct block *block = &initiative->block;
	const struct funnel_block *funnel = funnel_of(initiative);
	const struct goal_block *goal = first_goal(check->plan, initiative);
	if (!funnel || !goal || !initiative->window.first)
		return;
	date_t date = goal_days(check->plan, goal).last;
	date_t useful = last_useful_day(funnel->cycle, date);
	if (!useful || initiative->window.last <= useful)
		return;
	struct finding *finding = rule_report(check, block, block_field_span(block, "window"),
		"%.*s goes on for %.*s in which it can no longer count for %.*s",
		STR_ARGS(block_called(check->plan, block)),
		STR_ARGS(rules_days(check, initiative->window.last - useful)),
		STR_ARGS(block_called(check->plan, &goal->block)));
	finding_caret(check->sink, finding, "ends on %s", date_text(initiative->window.last).text);
	finding_label(check->sink, finding, block_field_span(&funnel->block, "cycle"),
		"from contact to order");
	finding_label(check->sink, finding, block_field_span(&goal->block, "target"),
		"to be reached by %s", date_text(date).text);
	if (useful >= initiative->window.first) {
		finding_help(
			check->sink, finding, "end where a contact can still become an order:");
		finding_code(check->sink, finding, "window: %s .. %s",
			date_text(initiative->window.first).text, date_text(useful).text);
	} else {
		finding_help(check->sink, finding,
			"begin before %s, or let it serve a goal of a later day",
			date_text(useful).text);
	}
}

static void check_plan(struct rule_check *check)
{
	for (uint32_t i = 0; i < check->plan->of_kind[KIND_initiative].n; i++)
		check_initiative(check, plan_initiative(check->plan, i));
}

const struct rule rule_timed_too_late_to_count = {
	.info = {.name = "timed.too_late_to_count",
		.summary =
			"An initiative goes on when its results can no longer count for its goal",
		.explanation =
			"A contact made today is an order after the `cycle` of the funnel. What "
			"is done in the last cycle before the target date costs money and brings "
			"its result after the goal has been judged. End the work earlier, or let "
			"it serve a goal of the next period.",
		.bad = CAMPAIGN("2026-03-02 .. 2026-10-30"),
		.good = CAMPAIGN("2026-03-02 .. 2026-09-25"),
		.levels = {LEVEL_OFF, LEVEL_WARNING, LEVEL_WARNING}},
	.check = check_plan,
};
