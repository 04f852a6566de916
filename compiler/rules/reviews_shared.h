/*
 * When the plan's reviews meet, without an as-of day, and whether they meet often enough: what the
 * rules of the group cadence share. Release with reviews_free.
 */
#ifndef COMPILER_RULES_REVIEWS_SHARED_H
#define COMPILER_RULES_REVIEWS_SHARED_H

#include "compiler/rules/rules_shared.h"

struct review_days {
	const struct review_block *review;
	struct session_day *items; /* by day; none if it could not be read */
	uint32_t n;
	int64_t interval; /* days of `every` at most; 0: its days are picked by hand */
};

struct all_reviews {
	struct arena arena;
	struct review_days *items; /* in the order of the plan */
	uint32_t n;
	bool is_complete; /* false: a review could not be read */
};

void reviews_make(struct all_reviews *all, const struct rule_check *check);
void reviews_free(struct all_reviews *all);

/* Both sides take part: not `internal`. */
static inline bool review_is_joint(const struct review_block *review)
{
	return review->internal != FLAG_TRUE;
}
/* Where a review says when it meets: the value of `every`, without clauses, or of `on`. */
struct span review_rhythm_span(const struct review_block *review);
/* Does the review meet on one of these days? */
bool review_meets_within(const struct review_days *days, struct date_range range);

/* What keeps operational reviews from being frequent enough. */
enum slow_fault {
	SLOW_NOT,
	SLOW_NO_REVIEW, /* no operational one that both sides attend */
	SLOW_GAP,	/* from .. to, two sessions */
	SLOW_START,	/* the plan's first day .. the first session */
	SLOW_END	/* the last session .. the plan's last day */
};

struct slowness {
	enum slow_fault fault;
	const struct review_days *best; /* the one that comes nearest; NULL: there is none */
	struct date_range between;
	int64_t days, limit;
};

/* What cadence.too_slow reports, at this rule's settings; SLOW_NOT also if it cannot be judged. */
struct slowness reviews_slowness(const struct rule_check *check, const struct all_reviews *all);

/* ---- what they cover ---- */
/* The reviews of both sides that cover a goal or a metric. Release with coverage_free. */
struct coverage {
	struct map named; /* goal or metric -> its first entry, + 1 */
	VEC(struct coverage_entry {
		const struct review_days *days;
		uint32_t next; /* + 1; 0 ends */
	})
	items;
	VEC(const struct review_days *) general; /* those that cover all */
};

void coverage_make(struct coverage *coverage, const struct all_reviews *all);
void coverage_free(struct coverage *coverage);
/* Those that cover the goal, each once, in `found`, a VEC that is emptied first. */
struct covering {
	const struct review_days **items;
	uint32_t n, cap;
};
void coverage_of(
	const struct coverage *coverage, const struct goal_block *goal, struct covering *found);

/* ---- how old the figures are that they see ---- */
/* What a lagging metric is paired with. Release with map_free(&pairs.goal_of). */
struct pairs {
	const struct plan *plan;
	struct map goal_of; /* metric -> the first goal on it that states a refresh, + 1 */
};

void pairs_make(struct pairs *pairs, const struct plan *plan);
/* The metric is lagging and its pair is read at least every `days` days. */
bool pairs_is_fast(const struct pairs *pairs, const struct metric_block *metric, int64_t days);
/* The block that states the refresh of a goal: itself or its metric; NULL if none does. */
const struct block *refresh_place(const struct goal_block *goal);

#endif
