#include "compiler/rules/reviews_shared.h"

#include <stdlib.h>

#define OPERATING(cutoff)                                                                          \
	"# without: review operating, session 2026-01-13, session 2026-01-27, session "            \
	"2026-02-10\n"                                                                             \
	"# without: session 2026-02-24, session 2026-03-10\n"                                      \
	"# without: review first_days, session 2026-01-30, session 2026-03-02\n"                   \
	"\n"                                                                                       \
	"review operating \"Operating review\" {\n"                                                \
	"  type:      operational\n"                                                               \
	"  every:     2 weeks on tuesday from 2026-01-13\n"                                        \
	"  at:        10:00 for 30 minutes\n"                                                      \
	"  attendees: [priya, dana]\n"                                                             \
	"  covers:    all\n"                                                                       \
	"  cutoff:    " cutoff "\n"                                                                \
	"}\n"                                                                                      \
	"\n"                                                                                       \
	"review first_days \"First 90 days\" {\n"                                                  \
	"  type:      checkpoint\n"                                                                \
	"  on:        [2026-01-30, 2026-03-02, 2026-04-01]\n"                                      \
	"  attendees: [priya, dana]\n"                                                             \
	"  covers:    [sourced]\n"                                                                 \
	"  cutoff:    1 day\n"                                                                     \
	"}\n"

static const struct rule_setting settings[] = {
	{"cadence.slow_detection", 30, RULE_DAYS,
		"longest time that a change stays unseen where an operational review looks"},
	{"cadence.slow_detection.others", 45, RULE_DAYS, "the same where only others look"}, {0}};

struct meeting {
	date_t day;
	int64_t cutoff;
	const struct review_days *review;
};

struct meetings {
	VEC(struct meeting) items;
};

/* How long a change can stay unseen besides the time that the figure takes. */
struct wait {
	int64_t days, gap, cutoff;
	date_t from, to;
	const struct review_days *review; /* that meets at the end of the gap */
	bool is_operational;
};

static int compare_meetings(const void *left, const void *right)
{
	const struct meeting *a = left, *b = right;
	return a->day < b->day ? -1 : a->day > b->day;
}

static int64_t cutoff_of(const struct review_block *review)
{
	int64_t days = review->cutoff.unit ? duration_days_at_most(review->cutoff) : 0;
	return days > 0 ? days : 0;
}

static struct wait longest_wait(const struct covering *covering, struct meetings *meetings)
{
	struct wait longest = {0};
	meetings->items.n = 0;
	for (uint32_t i = 0; i < covering->n; i++) {
		const struct review_days *review = covering->items[i];
		longest.is_operational |= review->review->type == review_type_operational;
		for (uint32_t k = 0; k < review->n; k++)
			vec_push(&meetings->items, ((struct meeting){review->items[k].held,
							   cutoff_of(review->review), review}));
	}
	if (!meetings->items.n)
		return longest;
	qsort(meetings->items.items, meetings->items.n, sizeof *meetings->items.items,
		compare_meetings);
	for (uint32_t i = 1; i < meetings->items.n; i++) {
		const struct meeting *a = &meetings->items.items[i - 1], *b = a + 1;
		int64_t days = b->day - a->day + b->cutoff;
		if (days <= longest.days)
			continue;
		longest.days = days;
		longest.gap = b->day - a->day;
		longest.cutoff = b->cutoff;
		longest.from = a->day;
		longest.to = b->day;
		longest.review = b->review;
	}
	return longest;
}

static void report(struct rule_check *check, const struct goal_block *goal,
	const struct block *place, const struct wait *wait, int64_t limit)
{
	const struct metric_block *metric = goal_metric(goal);
	const struct block *shown = place->is_std ? &goal->block : place;
	int64_t refresh = duration_days_at_most(goal_refresh(goal));
	struct str gap = rules_days(check, wait->gap);
	struct finding *finding = rule_report(check, shown,
		block_field_span(shown, place->is_std ? "metric" : "refresh"),
		"a change of %.*s can stay unseen for %.*s; at most %.*s are asked for",
		STR_ARGS(block_called(check->plan, metric ? &metric->block : place)),
		STR_ARGS(rules_days(check, refresh + wait->days)),
		STR_ARGS(rules_days(check, limit)));
	finding_caret(check->sink, finding, "%.*s until it is read",
		STR_ARGS(rules_days(check, refresh)));
	if (wait->cutoff)
		finding_label(check->sink, finding,
			block_field_span(&wait->review->review->block, "cutoff"),
			"%.*s before the session", STR_ARGS(rules_days(check, wait->cutoff)));
	finding_label(check->sink, finding, review_rhythm_span(wait->review->review),
		"%.*s from %s to %.*s", STR_ARGS(gap), date_text(wait->from).text,
		STR_ARGS(rules_date(check, wait->to)));
	finding_help(check->sink, finding,
		"read it more often, close the data later, or meet more often");
}

struct look {
	struct rule_check *check;
	struct pairs pairs;
	struct map seen; /* metrics that were reported */
};

static void check_goal(struct look *look, const struct goal_block *goal, const struct wait *wait,
	const struct covering *covering)
{
	struct rule_check *check = look->check;
	const struct block *place = refresh_place(goal);
	const struct metric_block *metric = goal_metric(goal);
	int64_t refresh = place ? duration_days_at_most(goal_refresh(goal)) : -1;
	int64_t limit = rule_setting(check,
		wait->is_operational ? "cadence.slow_detection" : "cadence.slow_detection.others",
		&goal->block);
	bool is_new = false;
	if (!metric || refresh < 0 || !wait->review || refresh + wait->days <= limit)
		return;
	for (uint32_t i = 0; i < covering->n;
		i++) { /* cadence.slow_data says it, or a pair helps */
		int64_t interval = covering->items[i]->interval;
		if (interval > 0 && refresh > interval)
			return;
	}
	if (pairs_is_fast(&look->pairs, metric, limit - wait->days))
		return;
	map_put(&look->seen, rules_key(&metric->block), &is_new);
	if (is_new)
		report(check, goal, place, wait, limit);
}

static void check_plan(struct rule_check *check)
{
	const struct plan *plan = check->plan;
	struct all_reviews all;
	struct coverage coverage;
	struct covering covering = {0};
	struct meetings meetings = {0};
	struct look look = {.check = check};
	struct wait wait = {0}, general = {0};
	bool has_general = false;
	reviews_make(&all, check);
	coverage_make(&coverage, &all);
	pairs_make(&look.pairs, plan);
	bool is_slow = !all.is_complete || reviews_slowness(check, &all).fault != SLOW_NOT;
	for (uint32_t i = 0; i < plan->of_kind[KIND_goal].n && !is_slow; i++) {
		const struct goal_block *goal = plan_goal(plan, i);
		coverage_of(&coverage, goal, &covering);
		bool is_general = covering.n == coverage.general.n;
		if (is_general && has_general)
			wait = general;
		else
			wait = longest_wait(&covering, &meetings);
		if (is_general)
			general = wait;
		has_general |= is_general;
		check_goal(&look, goal, &wait, &covering);
	}
	map_free(&look.seen);
	map_free(&look.pairs.goal_of);
	vec_free(&meetings.items);
	vec_free(&covering);
	coverage_free(&coverage);
	reviews_free(&all);
}

const struct rule rule_cadence_slow_detection = {
	.info = {.name = "cadence.slow_detection",
		.summary = "A change can stay unseen for too long",
		.explanation =
			"Three delays add up before anybody sees that a number has turned: the "
			"time until it is read (`refresh`), the days between the close of the "
			"data and the session (`cutoff`), and the longest time between two "
			"sessions that cover it. With an operational review the sum is at most 30 "
			"days, with others 45. Shorten the longest of the three.",
		.bad = OPERATING("3 weeks"),
		.good = OPERATING("1 day"),
		.levels = {LEVEL_OFF, LEVEL_WARNING, LEVEL_WARNING}},
	.settings = settings,
	.check = check_plan,
};
