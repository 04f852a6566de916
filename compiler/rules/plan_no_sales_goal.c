#include "compiler/rules/rules_shared.h"

#define GOAL(name, title, owner, with, metric, keep)                                               \
	"goal " name " \"" title "\" {\n"                                                          \
	"  owner:       " owner "\n"                                                               \
	"  with:        " with "\n"                                                                \
	"  objective:   land_retail\n"                                                             \
	"  metric:      std.metrics." metric "\n"                                                  \
	"  source:      \"Acme CRM, partner view\"\n"                                              \
	"  refresh:     1 week\n"                                                                  \
	"  measured_by: priya\n"                                                                   \
	"  scope:       all\n"                                                                     \
	"  at_least:    " keep "\n"                                                                \
	"}\n"

#define GOALS(title, metric, keep)                                                                 \
	"# without: goal sourced, readings sourced, goal first_orders, readings first_orders\n"    \
	"# without: metric revenue, metric new_names, metric win_rate\n"                           \
	"\n" GOAL("sourced", "Keep satisfaction at 4 points", "priya", "dana", "satisfaction",     \
		"4 points") "\n" GOAL("first_orders", title, "dana", "priya", metric, keep)

static const struct rule_setting settings[] = {
	{"plan.no_sales_goal", 90, RULE_DAYS,
		"longest plan for recruiting, onboarding or enabling that needs no sales goal"},
	{0}};

/* Money, deals or customers. */
static bool counts_sales(const struct plan *plan, const struct metric_block *metric)
{
	static const char *const units[] = {"deal", "order", "account", "customer", "client"};
	const struct unit_block *unit = plan_declared_unit(plan, metric->unit);
	for (size_t i = 0; unit && i < sizeof units / sizeof *units; i++)
		if (str_is(plan_name(plan, unit->block.name), units[i]))
			return true;
	return unit_is_currency(metric->unit);
}

/* A short plan that only prepares: finding, starting or training a partner. */
static bool only_prepares(const struct rule_check *check)
{
	const struct plan *plan = check->plan;
	if (rules_plan_days(plan) > rule_setting(check, "plan.no_sales_goal", NULL))
		return false;
	for (uint32_t i = 0; i < plan->of_kind[KIND_initiative].n; i++) {
		uint8_t stage = plan_initiative(plan, i)->stage;
		if (stage != stage_recruit && stage != stage_onboard && stage != stage_enable)
			return false;
	}
	return plan->of_kind[KIND_initiative].n > 0;
}

static void check_plan(struct rule_check *check)
{
	const struct plan *plan = check->plan;
	const struct block *frame = &plan->frame->block;
	if (plan->is_broken || only_prepares(check))
		return;
	for (uint32_t i = 0; i < plan->of_kind[KIND_goal].n; i++) {
		const struct metric_block *metric = goal_metric(plan_goal(plan, i));
		if (!metric || !metric->unit || counts_sales(plan, metric))
			return;
	}
	struct finding *finding = rule_report(check, frame, block_span(frame),
		"no goal of %.*s is measured in money, deals or customers",
		STR_ARGS(block_called(plan, frame)));
	finding_help(check->sink, finding,
		"add the goal that the others are for; `std.metrics` has sourced_revenue, "
		"deals_won, new_accounts and more");
}

const struct rule rule_plan_no_sales_goal = {
	.info = {.name = "plan.no_sales_goal",
		.summary = "No goal is measured in money, deals or customers",
		.explanation =
			"Training, campaigns and portals are means. Without one goal in money, "
			"deals or customers nobody can tell whether they brought business, and "
			"the first question of every sponsor has no answer in the plan. Only a "
			"plan of up to 90 days whose work all serves recruiting, onboarding or "
			"enabling may do without.",
		.bad = GOALS("Turn 40% of leads into deals", "lead_conversion", "40%"),
		.good = GOALS("Register 6 deals a month", "registered_deals", "6 deals"),
		.levels = {LEVEL_OFF, LEVEL_WARNING, LEVEL_ERROR}},
	.settings = settings,
	.check = check_plan,
};
