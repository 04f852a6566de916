#include "compiler/rules/rules_shared.h"

#define SERVICES(target)                                                                           \
	"goal services \"Earn money with services\" {\n"                                           \
	"  owner:       lee\n"                                                                     \
	"  with:        priya\n"                                                                   \
	"  part_of:     first_orders\n"                                                            \
	"  metric:      std.metrics.services_revenue\n"                                            \
	"  source:      \"Brightline books, shared each month\"\n"                                 \
	"  refresh:     1 week\n"                                                                  \
	"  measured_by: lee\n"                                                                     \
	"  scope:       all\n"                                                                     \
	"  target:      " target " by 2026-12-31\n"                                                \
	"  prior:       60,000 USD for 2025\n"                                                     \
	"\n"                                                                                       \
	"  increments {\n"                                                                         \
	"    2026-H1: 30,000 USD\n"                                                                \
	"    2026-H2: " target "\n"                                                                \
	"  }\n"                                                                                    \
	"}\n"

static void find_stretched(const struct plan *plan, struct map *stretched)
{
	for (uint32_t i = 0; i < plan->of_kind[KIND_goal].n; i++)
		if (plan_goal(plan, i)->stretch_of.block)
			map_put(stretched, rules_key(plan_goal(plan, i)->stretch_of.block), NULL);
}

static void report(struct rule_check *check, const struct goal_block *goal, struct ratio prior)
{
	const struct block *block = &goal->block;
	struct quantity before = goal->prior.value;
	struct finding *finding =
		rule_report(check, block, rules_value_span(block, "target", goal->target.node),
			"%.*s asks for no more than was reached before",
			STR_ARGS(block_called(check->plan, block)));
	finding_caret(check->sink, finding, "target");
	finding_label(check->sink, finding, rules_value_span(block, "prior", goal->prior.node),
		"reached before");
	if (ratio_round(prior, before.n.scale, ROUND_NEAREST, &before.n) &&
		decimal_compare(before.n, goal->prior.value.n) != 0)
		finding_note(check->sink, finding, "before, for as many days: %.*s",
			STR_ARGS(quantity_text(check->plan, before)));
	finding_help(check->sink, finding,
		"raise the target, add a goal with `stretch_of: %.*s`, or say in `about` why less "
		"is a success",
		STR_ARGS(block_path(check->plan, block)));
}

static void check_plan(struct rule_check *check)
{
	const struct plan *plan = check->plan;
	struct map stretched = {0};
	find_stretched(plan, &stretched);
	for (uint32_t i = 0; i < plan->of_kind[KIND_goal].n; i++) {
		const struct goal_block *goal = plan_goal(plan, i);
		const struct metric_block *metric = goal_metric(goal);
		struct ratio prior;
		if (!metric || metric->kind != metric_kind_flow || goal->stretch_of.node ||
			map_get(&stretched, rules_key(&goal->block)) ||
			!rules_prior(plan, goal, &prior))
			continue;
		if (ratio_compare(ratio_of(goal->target.value.n), prior) <= 0)
			report(check, goal, prior);
	}
	map_free(&stretched);
}

const struct rule rule_achievable_already_reached = {
	.info = {.name = "achievable.already_reached",
		.summary = "A target is no higher than the last result",
		.explanation =
			"A target that last year's result already meets asks nothing of anybody, "
			"and it looks good in every report. Raise it, or set a second goal that "
			"goes beyond it (`stretch_of`). The last result (`prior`) is scaled to as "
			"many days as the goal has. Goals that only keep a value up are meant to "
			"stay where they are.",
		.bad = SERVICES("58,000 USD"),
		.good = SERVICES("75,000 USD"),
		.levels = {LEVEL_OFF, LEVEL_INFO, LEVEL_WARNING}},
	.check = check_plan,
};
