#include "compiler/rules/tracking_shared.h"

#define QUICK                                                                                      \
	"goal quick \"Answer price requests within 4 business hours\" {\n"                         \
	"  owner:       vera\n"                                                                    \
	"  with:        mona\n"                                                                    \
	"  objective:   land_retail\n"                                                             \
	"  metric:      std.metrics.response_time\n"                                               \
	"  source:      \"Acme CRM, partner view\"\n"                                              \
	"  refresh:     2 weeks\n"                                                                 \
	"  measured_by: priya\n"                                                                   \
	"  scope:       [retail]\n"                                                                \
	"  at_most:     4 business_hours\n"                                                        \
	"}\n"                                                                                      \
	"\n"                                                                                       \
	"readings quick {\n"                                                                       \
	"  2026-01: 6 business_hours\n"                                                            \
	"  2026-02: 7 business_hours\n"                                                            \
	"}\n"

static void report_goal(struct rule_check *check, const struct tracked_goal *goal)
{
	const struct block *block = &goal->goal->block;
	const struct person_block *owner = block_owner_on(block, check->tracked->as_of);
	struct str day = rules_date(check, check->tracked->as_of);
	struct date_range periods[2];
	goal_last_periods(check->tracked, goal, periods);
	struct finding *finding = rule_report(check, block, block_span(block),
		"%.*s was behind at the end of two periods in a row and has no root cause",
		STR_ARGS(block_called(check->plan, block)));
	finding_caret(check->sink, finding, "behind on %s and on %s",
		date_text(periods[1].last).text, date_text(periods[0].last).text);
	finding_label(check->sink, finding, goal_target_span(goal->goal), "what was agreed");
	finding_help(check->sink, finding, "add this and fill in the chain of causes:");
	finding_code(check->sink, finding,
		"root_cause %.*s_behind \"Behind at the end of two periods\" {\n"
		"  of:      %.*s\n"
		"  opened:  %.*s\n"
		"  owner:   %.*s\n"
		"  problem: \"Behind on %s and on %s.\"\n"
		"  why:     [\"TODO\"]\n"
		"}",
		STR_ARGS(rules_name(check, block)), STR_ARGS(block_path(check->plan, block)),
		STR_ARGS(day), STR_ARGS(owner ? rules_name(check, &owner->block) : STR("TODO")),
		date_text(periods[1].last).text, date_text(periods[0].last).text);
	finding_note(check->sink, finding, "as of %.*s", STR_ARGS(day));
}

static void check_plan(struct rule_check *check)
{
	const struct tracked *tracked = check->tracked;
	for (uint32_t i = 0; i < tracked->goals.n; i++) {
		const struct tracked_goal *goal = &tracked->goals.items[i];
		if (!goal->figures.overflowed && goal_owes_cause(tracked, goal))
			report_goal(check, goal);
	}
}

const struct rule rule_tracking_behind_twice_without_cause = {
	.info = {.name = "tracking.behind_twice_without_cause",
		.summary =
			"A goal was behind at the end of two periods and nobody has looked for the "
			"cause",
		.explanation =
			"One bad month may be chance, two in a row have a reason. A `root_cause` "
			"names it step by step, why it was seen late, and what is done; without "
			"one, reviews talk about the number and not about what moves it. A period "
			"is a month of the plan's calendar, or the step in which the goal is "
			"judged if that is longer. A goal that has recovered owes nothing.",
		.bad = QUICK,
		.good = QUICK
		"\n"
		"root_cause slow_answers \"Price requests wait\" {\n"
		"  of:      quick\n"
		"  opened:  2026-03-03\n"
		"  owner:   vera\n"
		"  problem: \"Requests waited 7 business hours in February.\"\n"
		"  why:     [\"One person reads the inbox.\", \"Nobody stands in.\"]\n"
		"  escaped: \"The inbox had no report of waiting times.\"\n"
		"  verify:  \"At most 4 business hours in April.\"\n"
		"\n"
		"  action stand_in \"Name a stand-in for the inbox\" {\n"
		"    owner:   vera\n"
		"    due:     2026-03-20\n"
		"    affects: [quick]\n"
		"  }\n"
		"}\n",
		.as_of = "2026-03-12",
		.levels = {LEVEL_WARNING, LEVEL_ERROR, LEVEL_ERROR},
		.needs = NEEDS_DAY},
	.check = check_plan,
};
