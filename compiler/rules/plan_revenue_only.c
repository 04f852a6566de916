#include "compiler/rules/rules_shared.h"

#define WITHOUT                                                                                    \
	"# without: goal first_orders, goal sellers, goal answers, initiative academy\n"           \
	"# without: readings first_orders, readings sellers, readings answers\n"                   \
	"# without: metric new_names, metric win_rate\n"                                           \
	"\n"                                                                                       \
	"initiative academy \"Retail academy\" {\n"                                                \
	"  owner:  dana\n"                                                                         \
	"  with:   mona\n"                                                                         \
	"  serves: [sourced]\n"                                                                    \
	"  area:   enablement\n"                                                                   \
	"  window: 2026-02-02 .. 2026-10-30\n"                                                     \
	"  effort: 20 days\n"                                                                      \
	"}\n"                                                                                      \
	"\n"

#define GOAL(name, title, metric, keep)                                                            \
	"goal " name " \"" title "\" {\n"                                                          \
	"  owner:       vera\n"                                                                    \
	"  with:        mona\n"                                                                    \
	"  objective:   land_retail\n"                                                             \
	"  metric:      std.metrics." metric "\n"                                                  \
	"  source:      \"Acme CRM, partner view\"\n"                                              \
	"  refresh:     1 week\n"                                                                  \
	"  measured_by: priya\n"                                                                   \
	"  scope:       all\n"                                                                     \
	"  at_least:    " keep "\n"                                                                \
	"}\n"

static const struct rule_setting settings[] = {
	{"plan.revenue_only", 90, RULE_DAYS, "longest plan that may be measured in money alone"},
	{0}};

static void check_plan(struct rule_check *check)
{
	const struct plan *plan = check->plan;
	const struct block *frame = &plan->frame->block;
	uint32_t n = plan->of_kind[KIND_goal].n;
	if (!n || plan->is_broken ||
		rules_plan_days(plan) <= rule_setting(check, "plan.revenue_only", NULL))
		return;
	for (uint32_t i = 0; i < n; i++) {
		const struct metric_block *metric = goal_metric(plan_goal(plan, i));
		if (!metric || !unit_is_currency(metric->unit))
			return;
	}
	struct finding *finding = rule_report(check, frame, block_span(frame),
		"%s of %.*s is measured in money; nothing measures how the two work",
		n == 1 ? "the only goal" : "every goal", STR_ARGS(block_called(plan, frame)));
	finding_help(check->sink, finding,
		"add a goal on what brings the money: leads answered in time, certified people, "
		"fill rate, satisfaction");
}

const struct rule rule_plan_revenue_only = {
	.info = {.name = "plan.revenue_only",
		.summary = "Every goal is measured in money",
		.explanation =
			"Revenue says in autumn that something went wrong in spring. A plan needs "
			"at least one goal on how the two work together, which moves earlier: how "
			"fast leads are answered, how many people are certified, how often stock "
			"is there. Plans of up to 90 days may do with money alone.",
		.bad = WITHOUT GOAL("orders", "Book 20k USD a month", "bookings", "20,000 USD"),
		.good = WITHOUT GOAL(
			"registered", "Register 6 deals a month", "registered_deals", "6 deals"),
		.levels = {LEVEL_OFF, LEVEL_WARNING, LEVEL_ERROR}},
	.settings = settings,
	.check = check_plan,
};
