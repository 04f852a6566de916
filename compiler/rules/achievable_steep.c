#include "compiler/rules/rules_shared.h"

#define SERVICES(more)                                                                             \
	"goal services \"Earn 90k USD with services\" {\n"                                         \
	"  owner:       lee\n"                                                                     \
	"  with:        priya\n"                                                                   \
	"  part_of:     first_orders\n"                                                            \
	"  metric:      std.metrics.services_revenue\n"                                            \
	"  source:      \"Brightline books, shared each month\"\n"                                 \
	"  refresh:     1 week\n"                                                                  \
	"  measured_by: lee\n"                                                                     \
	"  scope:       all\n"                                                                     \
	"  target:      90,000 USD by 2026-12-31\n"                                                \
	"  prior:       50,000 USD for 2025\n" more "\n"                                           \
	"  increments {\n"                                                                         \
	"    2026-H1: 40,000 USD\n"                                                                \
	"    2026-H2: 90,000 USD\n"                                                                \
	"  }\n"                                                                                    \
	"}\n"

static const struct rule_setting settings[] = {
	{"achievable.steep", 50, UNIT_PERCENT, "most growth over `prior` that needs no evidence"},
	{"achievable.steep.prior", 10, UNIT_NONE, "least `prior` that growth is judged from"}, {0}};

static bool is_steep(struct rule_check *check, const struct goal_block *goal, struct ratio prior)
{
	const struct block *block = &goal->block;
	int64_t percent = rule_setting(check, "achievable.steep", block);
	int64_t least = rule_setting(check, "achievable.steep.prior", block);
	struct ratio most;
	return decimal_compare(goal->prior.value.n, decimal_of(least)) >= 0 &&
	       ratio_multiply(prior, ratio_make(100 + percent, 100), &most) &&
	       ratio_compare(ratio_of(goal->target.value.n), most) > 0;
}

static void report(struct rule_check *check, const struct goal_block *goal, struct ratio prior)
{
	const struct block *block = &goal->block;
	struct ratio growth;
	struct decimal percent, scaled;
	struct quantity before = goal->prior.value;
	if (!ratio_divide(ratio_of(goal->target.value.n), prior, &growth) ||
		!ratio_subtract(growth, ratio_make(1, 1), &growth) ||
		!ratio_percent(growth, &percent))
		return;
	struct out more = {0};
	decimal_print_grouped(&more, decimal_trim(percent));
	struct finding *finding = rule_report(check, block,
		rules_value_span(block, "target", goal->target.node),
		"%.*s asks for %.*s%% more than before and does not say why it can be reached",
		STR_ARGS(block_called(check->plan, block)), STR_ARGS(out_view(&more)));
	finding_label(
		check->sink, finding, rules_value_span(block, "prior", goal->prior.node), "before");
	if (ratio_round(prior, before.n.scale, ROUND_NEAREST, &scaled) &&
		decimal_compare(scaled, before.n) != 0) {
		before.n = scaled;
		finding_note(check->sink, finding, "before, for as many days: %.*s",
			STR_ARGS(quantity_text(check->plan, before)));
	}
	finding_help(check->sink, finding, "say what has changed since then:");
	finding_code(check->sink, finding, "evidence: \"TODO\"");
	out_free(&more);
}

static void check_plan(struct rule_check *check)
{
	const struct plan *plan = check->plan;
	for (uint32_t i = 0; i < plan->of_kind[KIND_goal].n; i++) {
		const struct goal_block *goal = plan_goal(plan, i);
		struct ratio prior;
		/* Of a headline goal without evidence achievable.no_evidence speaks. */
		if (block_has(&goal->block, "evidence") || rules_lacks_evidence(goal) ||
			!rules_is_whole(&goal->block) || !rules_prior(plan, goal, &prior))
			continue;
		if (is_steep(check, goal, prior))
			report(check, goal, prior);
	}
}

const struct rule rule_achievable_steep = {
	.info = {.name = "achievable.steep",
		.summary = "A target lies far above the last result, without evidence",
		.explanation =
			"More than half as much again as last time is seldom a matter of effort: "
			"something has to be different, and the plan should say what. Name it in "
			"`evidence`: a new product, twice the sellers, a contract in hand. The "
			"last result (`prior`) is scaled to as many days as the goal has; small "
			"numbers, below 10, are left alone.",
		.bad = SERVICES(""),
		.good = SERVICES("  evidence:    \"Two consultants join in January; 18 projects "
				 "are ordered.\"\n"),
		.levels = {LEVEL_OFF, LEVEL_WARNING, LEVEL_WARNING}},
	.settings = settings,
	.check = check_plan,
};
