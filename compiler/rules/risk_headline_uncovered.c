#include "compiler/rules/rules_shared.h"

#define RENEWALS(affects)                                                                          \
	"goal renewals \"Renew 40 contracts\" {\n"                                                 \
	"  owner:       dana\n"                                                                    \
	"  with:        priya\n"                                                                   \
	"  part_of:     sourced\n"                                                                 \
	"  metric:      std.metrics.deals_won\n"                                                   \
	"  source:      \"Acme CRM, partner view\"\n"                                              \
	"  refresh:     1 week\n"                                                                  \
	"  measured_by: priya\n"                                                                   \
	"  scope:       all\n"                                                                     \
	"  window:      2026-03-02 .. 2026-05-29\n"                                                \
	"  target:      40 deals by 2026-05-29\n"                                                  \
	"  evidence:    \"41 contracts end in spring.\"\n"                                         \
	"  headline:    true\n"                                                                    \
	"}\n"                                                                                      \
	"\n"                                                                                       \
	"risk prices \"A rival lowers its prices\" {\n"                                            \
	"  owner:      dana\n"                                                                     \
	"  likelihood: 2\n"                                                                        \
	"  impact:     2\n"                                                                        \
	"  response:   accept\n"                                                                   \
	"  affects:    " affects "\n"                                                              \
	"}\n"

/* Everything that a risk affects, with the initiatives around it. */
static void find_affected(const struct plan *plan, struct map *affected)
{
	for (uint32_t i = 0; i < plan->of_kind[KIND_risk].n; i++) {
		const struct risk_block *risk = plan_risk(plan, i);
		for (uint32_t k = 0; k < risk->affects.n; k++)
			for (const struct block *at = risk->affects.items[k].block; at;
				at = at->parent)
				map_put(affected, rules_key(at), NULL);
	}
}

/* What an initiative works for is affected with it. */
static void pass_on(const struct plan *plan, struct map *affected)
{
	for (uint32_t i = 0; i < plan->of_kind[KIND_initiative].n; i++) {
		const struct initiative_block *initiative = plan_initiative(plan, i);
		if (!map_get(affected, rules_key(&initiative->block)))
			continue;
		for (uint32_t k = 0; k < initiative->serves.n; k++)
			if (initiative->serves.items[k].block)
				map_put(affected, rules_key(initiative->serves.items[k].block),
					NULL);
	}
}

static bool has_affected(const struct map *affected, const struct block *block)
{
	return block && map_get(affected, rules_key(block));
}

static bool can_judge(const struct rule_check *check)
{
	const struct plan *plan = check->plan;
	for (uint32_t i = 0; i < plan->of_kind[KIND_risk].n; i++) {
		const struct risk_block *risk = plan_risk(plan, i);
		for (uint32_t k = 0; k < risk->affects.n; k++)
			if (!risk->affects.items[k].block)
				return false;
		if (!rules_has_all(check, &risk->block, "affects", risk->affects.n))
			return false;
	}
	return plan->of_kind[KIND_risk].n && !plan->is_broken; /* risk.none speaks of no risk */
}

static void check_plan(struct rule_check *check)
{
	const struct plan *plan = check->plan;
	struct map affected = {0};
	if (!can_judge(check))
		return;
	find_affected(plan, &affected);
	pass_on(plan, &affected);
	for (uint32_t i = 0; i < plan->of_kind[KIND_goal].n; i++) {
		const struct goal_block *goal = plan_goal(plan, i);
		const struct block *block = &goal->block;
		if (goal->headline != FLAG_TRUE || has_affected(&affected, block) ||
			has_affected(&affected, goal->objective.block) ||
			has_affected(&affected, goal->metric.block))
			continue;
		struct finding *finding = rule_report(check, block,
			block_field_span(block, "headline"), "no risk of the plan affects %.*s",
			STR_ARGS(block_called(plan, block)));
		finding_caret(check->sink, finding, "one of the few that matter most");
		finding_help(check->sink, finding,
			"ask what would make it fail; name it in the risk that says so:");
		finding_code(
			check->sink, finding, "affects: [%.*s]", STR_ARGS(block_path(plan, block)));
	}
	map_free(&affected);
}

const struct rule rule_risk_headline_uncovered = {
	.info = {.name = "risk.headline_uncovered",
		.summary = "No risk affects a headline goal",
		.explanation =
			"The few goals on the first page are those whose failure hurts most, so "
			"somebody asked what could go wrong with them and wrote it down. Name the "
			"goal in `affects` of a risk. A risk to its objective or to an initiative "
			"that serves it counts as well.",
		.bad = RENEWALS("[mailing]"),
		.good = RENEWALS("[renewals]"),
		.levels = {LEVEL_OFF, LEVEL_WARNING, LEVEL_WARNING},
		.completeness = true},
	.check = check_plan,
};
