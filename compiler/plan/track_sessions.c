/* Sessions: the days of every review, and the record that belongs to each. */
#include "compiler/plan/track_shared.h"
#include <stdlib.h>

/* ---- days ---- */

struct calendars { /* a VEC */
	const struct calendar **items;
	uint32_t n, cap;
};

/* A session needs a workday of the plan and of every party that attends. */
static struct calendars session_calendars(
	const struct plan *plan, const struct review_block *review)
{
	struct calendars calendars = {0};
	vec_push(&calendars, &plan->calendar);
	for (uint32_t i = 0; i < review->attendees.n; i++) {
		const struct party_block *party =
			person_party(block_as_person(review->attendees.items[i].block));
		const struct calendar *calendar = party ? party_calendar(plan, party) : NULL;
		bool known = !calendar;
		for (uint32_t k = 0; k < calendars.n; k++)
			known |= calendars.items[k] == calendar;
		if (!known)
			vec_push(&calendars, calendar);
	}
	return calendars;
}

static int compare_dates(const void *left, const void *right)
{
	date_t a = *(const date_t *)left, b = *(const date_t *)right;
	return a < b ? -1 : a > b;
}

/* Dates picked by hand are never moved; two on one day are one session. */
static void add_listed(const struct review_block *review, struct session_days *days)
{
	VEC(date_t) dates = {0};
	for (uint32_t i = 0; i < review->on.n; i++)
		vec_push(&dates, review->on.items[i]);
	qsort(dates.items, dates.n, sizeof *dates.items, compare_dates);
	for (uint32_t i = 0; i < dates.n; i++)
		if (!i || dates.items[i] != dates.items[i - 1])
			vec_push(days, ((struct session_day){dates.items[i], dates.items[i]}));
	vec_free(&dates);
}

static void add_repeated(
	const struct plan *plan, const struct review_block *review, struct session_days *days)
{
	int64_t n;
	struct cadence cadence = {.unit = review->every.value.unit,
		.weekday = (int8_t)(review->every.on ? review->every.on - 1 : -1),
		.from = review->every.from ? review->every.from : plan->first,
		.until = review->every.until ? review->every.until : plan->last};
	if (!cadence.unit || !cadence.from || cadence.until < cadence.from)
		return;
	if (!decimal_whole(review->every.value.n, &n) || n < 1 || n > UINT32_MAX)
		return;
	cadence.n = (uint32_t)n;
	struct calendars calendars = session_calendars(plan, review);
	cadence_expand(&cadence, &plan->calendar, calendars.items, calendars.n, days);
	vec_free(&calendars);
}

void review_sessions(
	const struct plan *plan, const struct review_block *review, struct session_days *days)
{
	if (review->on.n)
		add_listed(review, days);
	else
		add_repeated(plan, review, days);
}

/* ---- records ---- */

static int64_t distance(date_t a, date_t b)
{
	return a > b ? (int64_t)a - b : (int64_t)b - a;
}

/* The nearest session, among equals the earlier; -1 if it is more than half the way to the next one
   away. Behind the last session, and before the first, the way is that to its only neighbour. */
static int64_t session_for(const struct session_days *days, date_t date)
{
	uint32_t low = 0, high = days->n;
	while (low < high) { /* first session after the date */
		uint32_t middle = low + (high - low) / 2;
		if (days->items[middle].held <= date)
			low = middle + 1;
		else
			high = middle;
	}
	bool has_before = low > 0, has_after = low < days->n;
	if (!has_before && !has_after)
		return -1;
	uint32_t nearest = has_before ? low - 1 : low;
	if (has_before && has_after &&
		distance(days->items[low].held, date) < distance(days->items[low - 1].held, date))
		nearest = low;
	if (days->n == 1)
		return nearest;
	uint32_t next = nearest == low ? (low ? low - 1 : 1) : (has_after ? low : low - 2);
	int64_t way = distance(days->items[next].held, days->items[nearest].held);
	return 2 * distance(days->items[nearest].held, date) <= way ? (int64_t)nearest : -1;
}

/* Of two records for one session the nearer one counts, then the one written first. */
static void take_record(struct tracked *tracked, uint32_t first, const struct session_days *days,
	const struct session_block *record)
{
	int64_t at = record->block.date ? session_for(days, record->block.date) : -1;
	if (at < 0)
		return;
	struct tracked_session *session = &tracked->sessions.items[first + (uint32_t)at];
	date_t held = session->day.held;
	if (!session->record ||
		distance(record->block.date, held) < distance(session->record->block.date, held))
		session->record = record;
}

/* ---- all of them ---- */

static int compare_sessions(const void *left, const void *right)
{
	const struct tracked_session *a = left, *b = right;
	if (a->day.held != b->day.held)
		return a->day.held < b->day.held ? -1 : 1;
	return a->review->block.order < b->review->block.order
		       ? -1
		       : a->review->block.order > b->review->block.order;
}

struct record {
	const struct session_block *session;
	uint32_t next; /* further one of the same review, + 1; 0 ends */
};

struct records {
	struct map of; /* review -> its first record, + 1 */
	VEC(struct record) items;
};

/* From the last to the first, so that each review's records come in the order in which they are
 * written. */
static void find_records(const struct plan *plan, struct records *records)
{
	for (uint32_t i = plan->of_kind[KIND_session].n; i-- > 0;) {
		const struct session_block *session = plan_session(plan, i);
		if (!session->of.block)
			continue;
		uint32_t *first =
			map_put(&records->of, (uint64_t)(uintptr_t)session->of.block, NULL);
		vec_push(&records->items, ((struct record){session, *first}));
		*first = records->items.n;
	}
}

static void track_review(
	struct tracked *tracked, const struct review_block *review, const struct records *records)
{
	struct session_days days = {0};
	uint32_t first = tracked->sessions.n;
	bool is_listed = review->on.n > 0;
	review_sessions(tracked->plan, review, &days);
	for (uint32_t i = 0; i < days.n; i++)
		vec_push(&tracked->sessions,
			((struct tracked_session){
				.review = review, .day = days.items[i], .from_list = is_listed}));
	const uint32_t *record = map_get(&records->of, (uint64_t)(uintptr_t)review);
	for (uint32_t at = record ? *record : 0; at; at = records->items.items[at - 1].next)
		take_record(tracked, first, &days, records->items.items[at - 1].session);
	vec_free(&days);
}

void track_sessions(struct tracked *tracked)
{
	const struct plan *plan = tracked->plan;
	struct records records = {0};
	find_records(plan, &records);
	for (uint32_t i = 0; i < plan->of_kind[KIND_review].n; i++)
		track_review(tracked, plan_review(plan, i), &records);
	if (tracked->sessions.n)
		qsort(tracked->sessions.items, tracked->sessions.n, sizeof *tracked->sessions.items,
			compare_sessions);
	map_free(&records.of);
	vec_free(&records.items);
}

const struct tracked_session *tracked_next_session(
	const struct tracked *tracked, const struct review_block *review, date_t day)
{
	for (uint32_t i = 0; i < tracked->sessions.n; i++) {
		const struct tracked_session *session = &tracked->sessions.items[i];
		bool is_over = session->day.held == day && session->record;
		if (session->day.held >= day && !is_over && (!review || session->review == review))
			return session;
	}
	return NULL;
}

/* A review that does not say what it covers looks at everything. */
bool review_covers(const struct review_block *review, const struct goal_block *goal)
{
	if (review->covers.all || !review->covers.n)
		return true;
	for (uint32_t i = 0; i < review->covers.n; i++) {
		const struct block *block = review->covers.items[i].block;
		if (block && (block == &goal->block || block == goal->metric.block))
			return true;
	}
	return false;
}
