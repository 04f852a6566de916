#include "compiler/rules/rules_shared.h"

#define GOAL(name, title, owner, with, metric, asks)                                               \
	"goal " name " \"" title "\" {\n"                                                          \
	"  owner:       " owner "\n"                                                               \
	"  with:        " with "\n"                                                                \
	"  objective:   land_retail\n"                                                             \
	"  metric:      std.metrics." metric "\n"                                                  \
	"  source:      \"Acme CRM, partner view\"\n"                                              \
	"  refresh:     1 week\n"                                                                  \
	"  measured_by: priya\n"                                                                   \
	"  scope:       all\n" asks "}\n"

#define GOALS(asks)                                                                                \
	"# without: goal sourced, readings sourced, goal first_orders, readings first_orders\n"    \
	"# without: goal sellers, readings sellers\n"                                              \
	"# without: metric revenue, metric new_names, metric win_rate\n"                           \
	"\n" GOAL("sourced", "Keep orders at 20k USD a month", "priya", "dana", "bookings",        \
		"  at_least:    20,000 USD\n") "\n" GOAL("first_orders",                           \
		"Keep 3 new accounts a month", "dana", "priya", "new_accounts",                    \
		"  at_least:    3 accounts\n") "\n" GOAL("sellers", "Have people certified",       \
		"mona", "lee", "certified_people", asks)

static const struct rule_setting settings[] = {
	{"plan.maintenance_only", 90, RULE_DAYS, "longest plan in which nothing has to grow"}, {0}};

static void check_plan(struct rule_check *check)
{
	const struct plan *plan = check->plan;
	const struct block *frame = &plan->frame->block;
	uint32_t n = plan->of_kind[KIND_goal].n;
	if (!n || plan->is_broken ||
		rules_plan_days(plan) <= rule_setting(check, "plan.maintenance_only", NULL))
		return;
	for (uint32_t i = 0; i < n; i++)
		if (!goal_is_kept(plan_goal(plan, i)))
			return;
	struct finding *finding = rule_report(check, frame, block_span(frame),
		"every goal of %.*s keeps a value up; nothing is to grow",
		STR_ARGS(block_called(plan, frame)));
	finding_help(check->sink, finding,
		"name one thing that is to be different at the end: a goal with a `target`");
}

const struct rule rule_plan_maintenance_only = {
	.info = {.name = "plan.maintenance_only",
		.summary = "Every goal only keeps a value up",
		.explanation =
			"`at_least`, `at_most` and `between` watch over what is there. A plan of "
			"nothing else is an operating manual: it asks of nobody to change "
			"anything, and a partnership that does not grow is given up at the next "
			"budget round. Name one thing that is to be different at the end, as a "
			"goal with a `target`.",
		.bad = GOALS("  at_least:    4 people\n"),
		.good = GOALS("  target:      10 people by 2026-10-30\n"
			      "  baseline:    4 people on 2025-12-31\n"
			      "  curve:       step\n"
			      "\n"
			      "  increments {\n"
			      "    2026-Q2:    6 people\n"
			      "    2026-10-30: 10 people\n"
			      "  }\n"),
		.levels = {LEVEL_OFF, LEVEL_WARNING, LEVEL_WARNING}},
	.settings = settings,
	.check = check_plan,
};
