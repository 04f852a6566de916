#include "compiler/rules/reviews_shared.h"

#define SHARE(refresh)                                                                             \
	"metric shelf \"Shelf share\" {\n"                                                         \
	"  means:          \"Of 50 named shops, the share that shows the product at the till.\"\n" \
	"  unit:           percent\n"                                                              \
	"  kind:           level\n"                                                                \
	"  better:         more\n"                                                                 \
	"  owner:          priya\n"                                                                \
	"  source:         \"Acme CRM, partner view\"\n"                                           \
	"  refresh:        " refresh "\n"                                                          \
	"  minimum_sample: 20\n"                                                                   \
	"}\n"                                                                                      \
	"\n"                                                                                       \
	"goal seen \"Be seen at the till in 60% of the shops\" {\n"                                \
	"  owner:     dana\n"                                                                      \
	"  with:      priya\n"                                                                     \
	"  objective: land_retail\n"                                                               \
	"  metric:    shelf\n"                                                                     \
	"  scope:     all\n"                                                                       \
	"  at_least:  60%\n"                                                                       \
	"}\n"

/* The review that meets most often of those that cover the goal and have an interval. */
static const struct review_days *quickest(const struct covering *covering)
{
	const struct review_days *best = NULL;
	for (uint32_t i = 0; i < covering->n; i++) {
		const struct review_days *days = covering->items[i];
		if (days->interval > 0 && (!best || days->interval < best->interval))
			best = days;
	}
	return best;
}

static void report(struct rule_check *check, const struct goal_block *goal,
	const struct block *place, const struct review_days *review)
{
	const struct metric_block *metric = goal_metric(goal);
	const struct block *shown = place->is_std ? &goal->block : place;
	struct out every = {0}, refresh = {0};
	duration_print(&every, review->review->every.value);
	duration_print(&refresh, goal_refresh(goal));
	struct finding *finding = rule_report(check, shown,
		block_field_span(shown, place->is_std ? "metric" : "refresh"),
		"%.*s is read every %.*s and reviewed every %.*s",
		STR_ARGS(block_called(check->plan, metric ? &metric->block : place)),
		STR_ARGS(out_view(&refresh)), STR_ARGS(out_view(&every)));
	finding_caret(check->sink, finding, "slower than the review that looks at it");
	finding_label(check->sink, finding, review_rhythm_span(review->review), "%.*s",
		STR_ARGS(block_called(check->plan, &review->review->block)));
	finding_help(check->sink, finding,
		"read it as often; or pair a lagging metric with a quicker one (`pairs_with`), or "
		"let only a slower review cover it:");
	finding_code(check->sink, finding, "refresh: %.*s", STR_ARGS(out_view(&every)));
	out_free(&every);
	out_free(&refresh);
}

static void check_goal(struct rule_check *check, const struct pairs *pairs, struct map *seen,
	const struct goal_block *goal, const struct covering *covering)
{
	const struct block *place = refresh_place(goal);
	const struct metric_block *metric = goal_metric(goal);
	const struct review_days *review = quickest(covering);
	bool is_new = false;
	if (!place || !review || duration_days_at_most(goal_refresh(goal)) <= review->interval ||
		(metric && pairs_is_fast(pairs, metric, review->interval)))
		return;
	map_put(seen, rules_key(place), &is_new);
	if (is_new)
		report(check, goal, place, review);
}

static void check_plan(struct rule_check *check)
{
	const struct plan *plan = check->plan;
	struct all_reviews all;
	struct coverage coverage;
	struct covering covering = {0};
	struct pairs pairs;
	struct map seen = {0};
	reviews_make(&all, check);
	coverage_make(&coverage, &all);
	pairs_make(&pairs, plan);
	for (uint32_t i = 0; i < plan->of_kind[KIND_goal].n; i++) {
		coverage_of(&coverage, plan_goal(plan, i), &covering);
		check_goal(check, &pairs, &seen, plan_goal(plan, i), &covering);
	}
	map_free(&seen);
	map_free(&pairs.goal_of);
	vec_free(&covering);
	coverage_free(&coverage);
	reviews_free(&all);
}

const struct rule rule_cadence_slow_data = {
	.info = {.name = "cadence.slow_data",
		.summary = "A number is read less often than its review meets",
		.explanation =
			"A review that meets every two weeks about a number of last quarter talks "
			"six times about the same figure. Read the metric at least as often as "
			"the quickest review that covers it meets. What can only be known late is "
			"marked as lagging and names, in `pairs_with`, a quicker metric that "
			"foretells it; or only a slower review covers it.",
		.bad = SHARE("1 quarter"),
		.good = SHARE("2 weeks"),
		.levels = {LEVEL_OFF, LEVEL_WARNING, LEVEL_ERROR}},
	.check = check_plan,
};
