#include "compiler/rules/reviews_shared.h"

extern const struct rule rule_cadence_too_slow;

/* ---- when they meet ---- */

static bool is_readable(const struct rule_check *check, const struct review_block *review)
{
	const struct block *block = &review->block;
	if (!rules_is_whole(block) || !rules_has_all(check, block, "on", review->on.n))
		return false;
	for (uint32_t i = 0; i < review->on.n; i++)
		if (!review->on.items[i])
			return false;
	return review->on.n || review->every.value.unit;
}

static void read_review(
	struct all_reviews *all, const struct rule_check *check, const struct review_block *review)
{
	struct review_days *at = &all->items[all->n++];
	struct session_days days = {0};
	at->review = review;
	if (!is_readable(check, review)) {
		all->is_complete = false;
		return;
	}
	review_sessions(check->plan, review, &days);
	at->items = arena_array(&all->arena, struct session_day, days.n);
	at->n = days.n;
	for (uint32_t i = 0; i < days.n; i++)
		at->items[i] = days.items[i];
	if (!review->on.n)
		at->interval = duration_days_at_most(review->every.value);
	vec_free(&days);
}

void reviews_make(struct all_reviews *all, const struct rule_check *check)
{
	uint32_t n = check->plan->of_kind[KIND_review].n;
	*all = (struct all_reviews){.is_complete = !check->plan->is_broken};
	arena_init(&all->arena);
	all->items = arena_array(&all->arena, struct review_days, n);
	for (uint32_t i = 0; i < n; i++)
		read_review(all, check, plan_review(check->plan, i));
}

void reviews_free(struct all_reviews *all)
{
	arena_free(&all->arena);
}

struct span review_rhythm_span(const struct review_block *review)
{
	return review->on.n ? block_field_span(&review->block, "on")
			    : rules_value_span(&review->block, "every", review->every.node);
}

bool review_meets_within(const struct review_days *days, struct date_range range)
{
	uint32_t low = 0, high = days->n;
	while (low < high) { /* the first session that is not before the range */
		uint32_t middle = low + (high - low) / 2;
		if (days->items[middle].held < range.first)
			low = middle + 1;
		else
			high = middle;
	}
	return low < days->n && days->items[low].held <= range.last;
}

/* ---- how often ---- */

struct limits {
	int64_t gap, start, end;
};

/* Whoever allows longer gaps allows the last session to lie as far before the end. */
static struct limits limits_of(const struct rule_check *check)
{
	struct rule_check its = *check;
	its.rule = &rule_cadence_too_slow;
	struct limits limits = {rule_setting(&its, "cadence.too_slow", NULL),
		rule_setting(&its, "cadence.too_slow.start", NULL),
		rule_setting(&its, "cadence.too_slow.end", NULL)};
	if (limits.end < limits.gap)
		limits.end = limits.gap;
	return limits;
}

static struct slowness found(enum slow_fault fault, const struct review_days *review, date_t from,
	date_t to, int64_t limit)
{
	return (struct slowness){fault, review, {from, to}, (int64_t)to - from, limit};
}

/* Sessions count on the days that the cadence says: one that is moved off a holiday makes the gap
   longer, and nobody can help that. */
static struct slowness judge(
	const struct plan *plan, const struct review_days *review, struct limits limits)
{
	struct slowness worst = {.best = review};
	date_t first = review->items[0].planned, last = review->items[review->n - 1].planned;
	for (uint32_t i = 1; i < review->n; i++) {
		date_t from = review->items[i - 1].planned, to = review->items[i].planned;
		if (to - from > limits.gap && to - from > worst.days)
			worst = found(SLOW_GAP, review, from, to, limits.gap);
	}
	if (worst.fault == SLOW_NOT && first - plan->first > limits.start)
		worst = found(SLOW_START, review, plan->first, first, limits.start);
	if (worst.fault == SLOW_NOT && plan->last - last > limits.end)
		worst = found(SLOW_END, review, last, plan->last, limits.end);
	return worst;
}

struct slowness reviews_slowness(const struct rule_check *check, const struct all_reviews *all)
{
	struct slowness best = {.fault = SLOW_NO_REVIEW};
	struct limits limits = limits_of(check);
	if (!check->plan->first || !all->is_complete || !all->n)
		return (struct slowness){0};
	for (uint32_t i = 0; i < all->n; i++) {
		const struct review_days *review = &all->items[i];
		if (review->review->type != review_type_operational || !review->n ||
			!review_is_joint(review->review))
			continue;
		struct slowness at = judge(check->plan, review, limits);
		if (at.fault == SLOW_NOT)
			return at;
		/* The later fault is the smaller one. */
		if (best.fault == SLOW_NO_REVIEW || at.fault > best.fault ||
			(at.fault == best.fault && at.days < best.days))
			best = at;
	}
	best.limit = best.limit ? best.limit : limits.gap;
	return best;
}

/* ---- what they cover ---- */

static void add_named(
	struct coverage *coverage, const struct block *covered, const struct review_days *days)
{
	uint32_t *first = map_put(&coverage->named, rules_key(covered), NULL);
	vec_push(&coverage->items, ((struct coverage_entry){days, *first}));
	*first = coverage->items.n;
}

void coverage_make(struct coverage *coverage, const struct all_reviews *all)
{
	*coverage = (struct coverage){0};
	for (uint32_t i = 0; i < all->n; i++) {
		const struct review_block *review = all->items[i].review;
		if (!review_is_joint(review))
			continue;
		if (review->covers.all || !block_has(&review->block, "covers"))
			vec_push(&coverage->general, &all->items[i]);
		for (uint32_t k = 0; k < review->covers.n; k++)
			if (review->covers.items[k].block)
				add_named(coverage, review->covers.items[k].block, &all->items[i]);
	}
}

void coverage_free(struct coverage *coverage)
{
	map_free(&coverage->named);
	vec_free(&coverage->items);
	vec_free(&coverage->general);
}

static void take_named(
	const struct coverage *coverage, const struct block *covered, struct covering *found)
{
	const uint32_t *first = covered ? map_get(&coverage->named, rules_key(covered)) : NULL;
	for (uint32_t at = first ? *first : 0; at; at = coverage->items.items[at - 1].next) {
		const struct review_days *days = coverage->items.items[at - 1].days;
		bool is_known = false;
		for (uint32_t i = coverage->general.n; i < found->n && !is_known; i++)
			is_known = found->items[i] == days;
		if (!is_known)
			vec_push(found, days);
	}
}

void coverage_of(
	const struct coverage *coverage, const struct goal_block *goal, struct covering *found)
{
	found->n = 0;
	for (uint32_t i = 0; i < coverage->general.n; i++)
		vec_push(found, coverage->general.items[i]);
	take_named(coverage, &goal->block, found);
	take_named(coverage, goal->metric.block, found);
}

/* ---- how old the figures are ---- */

void pairs_make(struct pairs *pairs, const struct plan *plan)
{
	*pairs = (struct pairs){.plan = plan};
	for (uint32_t i = plan->of_kind[KIND_goal].n; i-- > 0;) {
		const struct goal_block *goal = plan_goal(plan, i);
		if (goal->metric.block && goal->refresh.unit)
			*map_put(&pairs->goal_of, rules_key(goal->metric.block), NULL) = i + 1;
	}
}

bool pairs_is_fast(const struct pairs *pairs, const struct metric_block *metric, int64_t days)
{
	const struct block *block = metric->pairs_with.block;
	if (metric->pace != pace_lagging || !block || block->kind != KIND_metric)
		return false;
	struct duration refresh = ((const struct metric_block *)(const void *)block)->refresh;
	const uint32_t *place = map_get(&pairs->goal_of, rules_key(block));
	if (!refresh.unit && place)
		refresh = plan_goal(pairs->plan, *place - 1)->refresh;
	return refresh.unit && duration_days_at_most(refresh) <= days;
}

const struct block *refresh_place(const struct goal_block *goal)
{
	const struct metric_block *metric = goal_metric(goal);
	if (goal->refresh.unit)
		return &goal->block;
	return metric && metric->refresh.unit ? &metric->block : NULL;
}
