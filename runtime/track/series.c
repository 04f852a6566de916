/* Readings become series: running totals of a flow, values of a level. */
#include "runtime/base/sort.h"
#include "runtime/track/parts.h"

struct ordered_row {
	struct reading_row row;
	uint32_t index;
};

/* By the day a row is dated on. On one day shorter periods come first and dated rows last, because
   they speak of that day itself; rows that are alike keep the order in which they were written. */
static int compare_rows(const void *left, const void *right)
{
	const struct ordered_row *a = left, *b = right;
	if (a->row.last != b->row.last)
		return a->row.last < b->row.last ? -1 : 1;
	if (a->row.is_period != b->row.is_period)
		return a->row.is_period ? -1 : 1;
	if (a->row.first != b->row.first)
		return a->row.first > b->row.first ? -1 : 1;
	return a->index < b->index ? -1 : a->index > b->index;
}

/* Rows in order; released with memory_release. NULL if there is none. */
static struct ordered_row *order_rows(const struct reading_row *rows, uint32_t n)
{
	if (n == 0)
		return NULL;
	struct ordered_row *ordered = memory_resize(NULL, n * sizeof *ordered);
	for (uint32_t i = 0; i < n; i++)
		ordered[i] = (struct ordered_row){rows[i], i};
	sort_items(ordered, n, sizeof *ordered, compare_rows);
	return ordered;
}

static void series_clear(struct series *series)
{
	*series = (struct series){.complete_to = DATE_NONE, .gap_first = DATE_NONE};
}

/* Appends a point, or replaces the one of the same day. */
static void put_point(struct series *series, struct point point)
{
	if (series->n > 0 && series->items[series->n - 1].date == point.date)
		series->items[series->n - 1] = point;
	else
		vec_push(series, point);
}

/* The last point on or before `day`, or NULL. */
static const struct point *point_before(const struct series *series, date_t day)
{
	uint32_t low = 0, high = series->n;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (series->items[middle].date <= day)
			low = middle + 1;
		else
			high = middle;
	}
	return low > 0 ? &series->items[low - 1] : NULL;
}

/* The running total at the end of `day`, if one is known: 0 on the day before the start. */
static bool total_on(const struct series *series, date_t start, date_t day, struct decimal *total)
{
	const struct point *point = point_before(series, day);
	if (point && point->date == day) {
		*total = point->value;
		return true;
	}
	*total = decimal_of(0);
	return day == start - 1;
}

static void overflow_on(struct series *series, date_t day)
{
	series->overflowed = true;
	series->overflow_date = day;
}

/* A dated row is the total through its day. A period row leads from a total that is known on the
   day before it to one on its last day; where none is known, a period is missing, which is not read
   as zero. */
void series_flow(struct series *series, const struct reading_row *rows, uint32_t n, date_t start)
{
	series_clear(series);
	struct ordered_row *ordered = order_rows(rows, n);
	date_t reach = start - 1, beyond = DATE_NONE;
	for (uint32_t i = 0; i < n && !series->overflowed; i++) {
		const struct reading_row *row = &ordered[i].row;
		struct decimal total;
		if (row->first < start)
			continue;
		struct point point = {.date = row->last, .value = row->value};
		if (!row->is_period) {
			put_point(series, point);
			reach = row->last;
		} else if (!total_on(series, start, row->first - 1, &total)) {
			beyond = row->last;
		} else if (!decimal_add(total, row->value, &point.value)) {
			overflow_on(series, row->last);
		} else if (reach < row->last) {
			put_point(series, point);
			reach = row->last;
		}
	}
	if (beyond > reach)
		series->gap_first = reach + 1;
	memory_release(ordered);
}

void series_level(struct series *series, const struct reading_row *rows, uint32_t n)
{
	series_clear(series);
	struct ordered_row *ordered = order_rows(rows, n);
	for (uint32_t i = 0; i < n; i++) {
		const struct reading_row *row = &ordered[i].row;
		put_point(series, (struct point){.date = row->last,
					  .has_sample = row->has_sample,
					  .value = row->value,
					  .sample = row->sample});
	}
	memory_release(ordered);
}

void series_feed_flow(struct series *series, const struct reading_row *rows, uint32_t n,
	date_t start, date_t complete_to)
{
	series_clear(series);
	series->complete_to = complete_to;
	struct ordered_row *ordered = order_rows(rows, n);
	struct decimal total = decimal_of(0);
	/* A feed that is complete to some day says that nothing happened until its first row. */
	if (complete_to != DATE_NONE && complete_to >= start)
		put_point(series, (struct point){.date = start, .value = total});
	for (uint32_t i = 0; i < n && !series->overflowed; i++) {
		const struct reading_row *row = &ordered[i].row;
		if (row->last < start)
			continue;
		if (decimal_add(total, row->value, &total))
			put_point(series, (struct point){.date = row->last, .value = total});
		else
			overflow_on(series, row->last);
	}
	memory_release(ordered);
}

void series_free(struct series *series)
{
	vec_free(series);
}

bool series_at(const struct series *series, date_t day, struct point *point)
{
	date_t sure = series->complete_to;
	date_t limit = sure != DATE_NONE && sure < day ? sure : day;
	const struct point *found = point_before(series, limit);
	if (!found)
		return false;
	*point = *found;
	if (sure != DATE_NONE)
		point->date = limit;
	return true;
}
