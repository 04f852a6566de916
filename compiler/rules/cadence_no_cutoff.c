#include "compiler/rules/rules_shared.h"

#define CALL(cutoff)                                                                               \
	"review call \"Call of the sponsors\" {\n"                                                 \
	"  type:      executive\n"                                                                 \
	"  every:     1 month on friday from 2026-01-16\n"                                         \
	"  attendees: [omar, ana]\n" cutoff "}\n"

/* Goals and metrics that feeds fill. */
static void find_fed(const struct plan *plan, struct map *fed)
{
	for (uint32_t i = 0; i < plan->of_kind[KIND_feed].n; i++)
		if (plan_feed(plan, i)->into.block)
			map_put(fed, rules_key(plan_feed(plan, i)->into.block), NULL);
}

static bool is_daily(struct duration refresh)
{
	return refresh.unit && duration_days_at_most(refresh) <= 1;
}

static bool is_fed_daily(const struct map *fed, const struct block *block)
{
	if (!block)
		return false;
	if (block->kind == KIND_metric)
		return map_get(fed, rules_key(block)) &&
		       is_daily(((const struct metric_block *)(const void *)block)->refresh);
	const struct goal_block *goal = (const void *)block;
	bool has_feed = map_get(fed, rules_key(block)) ||
			(goal->metric.block && map_get(fed, rules_key(goal->metric.block)));
	return has_feed && is_daily(goal_refresh(goal));
}

static bool all_goals_fed(const struct plan *plan, const struct map *fed)
{
	for (uint32_t i = 0; i < plan->of_kind[KIND_goal].n; i++)
		if (!is_fed_daily(fed, &plan_goal(plan, i)->block))
			return false;
	return plan->of_kind[KIND_goal].n > 0;
}

/* What daily feeds fill needs nobody to close it. */
static bool needs_none(const struct review_block *review, const struct map *fed, bool all_fed)
{
	if (review->covers.all || !block_has(&review->block, "covers"))
		return all_fed;
	for (uint32_t i = 0; i < review->covers.n; i++)
		if (!is_fed_daily(fed, review->covers.items[i].block))
			return false;
	return true;
}

static void check_plan(struct rule_check *check)
{
	const struct plan *plan = check->plan;
	struct map fed = {0};
	find_fed(plan, &fed);
	bool all_fed = all_goals_fed(plan, &fed);
	for (uint32_t i = 0; i < plan->of_kind[KIND_review].n; i++) {
		const struct review_block *review = plan_review(plan, i);
		const struct block *block = &review->block;
		if (block_has(block, "cutoff") || !rules_is_whole(block) ||
			needs_none(review, &fed, all_fed))
			continue;
		struct finding *finding = rule_report(check, block, block_span(block),
			"nothing says when the data of %.*s closes",
			STR_ARGS(block_called(plan, block)));
		finding_help(check->sink, finding,
			"say how long before each session the figures have to be there:");
		finding_code(check->sink, finding, "cutoff: 1 day");
	}
	map_free(&fed);
}

const struct rule rule_cadence_no_cutoff = {
	.info = {.name = "cadence.no_cutoff",
		.summary = "A review does not say when its data closes",
		.explanation =
			"Figures that arrive during the meeting are read aloud and not thought "
			"about. A `cutoff` of a day gives those who enter them a deadline and "
			"those who attend an evening to read. Where daily feeds fill all that a "
			"review covers, nobody enters anything and no cutoff is needed.",
		.bad = CALL(""),
		.good = CALL("  cutoff:    1 day\n"),
		.levels = {LEVEL_OFF, LEVEL_INFO, LEVEL_WARNING},
		.completeness = true},
	.check = check_plan,
};
