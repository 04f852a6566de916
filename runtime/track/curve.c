/* The expected curve: points, and the exact value between them. */
#include "runtime/track/parts.h"
#include <assert.h>

/* Longer spans than a century follow a straight line: nobody agrees on quarters that far ahead. */
enum { QUARTERS_MAX = 400 };

/* How many fiscal quarters these days are, or 0 if they are not whole ones, or too many. */
static uint32_t whole_quarters(const struct calendar *calendar, date_t first, date_t last)
{
	uint32_t n = 0;
	for (date_t day = first; day <= last; n++) {
		struct date_range quarter = step_days(calendar, PERIOD_FISCAL_QUARTER, day);
		if (quarter.first != day || quarter.last > last || n == QUARTERS_MAX)
			return 0;
		day = quarter.last + 1;
	}
	return n;
}

/* The exact value of point i as a decimal for those who list the points. */
static struct decimal nearest(const struct curve *curve, uint32_t i)
{
	struct ratio exact;
	struct decimal value = curve->points[curve->n - 1].value;
	if (!curve_point(curve, i, &exact))
		return value;
	for (int scale = DECIMAL_SCALE_MAX; scale >= 0; scale--)
		if (ratio_round(exact, (uint8_t)scale, ROUND_NEAREST, &value))
			break;
	return decimal_trim(value);
}

/* Whole fiscal quarters get the same share each, because business comes in quarters; other spans
   follow a straight line by days. A baseline taken after the first day leaves only the days after
   it to be split. */
struct curve curve_default(struct arena *arena, const struct calendar *calendar, date_t first,
	date_t last, date_t start_date, struct decimal start, struct decimal target)
{
	date_t begin = start_date >= first ? start_date + 1 : first;
	uint32_t n = whole_quarters(calendar, begin, last);
	if (n == 0)
		n = 1;
	struct curve curve = {.start_date = start_date, .start = start, .n = n};
	curve.equal_shares = n > 1;
	curve.points = arena_array(arena, struct point, n);
	curve.points[n - 1] = (struct point){.date = last, .value = target};
	date_t day = begin;
	for (uint32_t i = 0; i + 1 < n; i++) {
		date_t end = step_days(calendar, PERIOD_FISCAL_QUARTER, day).last;
		curve.points[i] = (struct point){.date = end, .value = nearest(&curve, i)};
		day = end + 1;
	}
	return curve;
}

bool curve_point(const struct curve *curve, uint32_t i, struct ratio *value)
{
	assert(i < curve->n);
	*value = ratio_of(curve->points[i].value);
	if (!curve->equal_shares || i + 1 == curve->n)
		return true;
	bool overflowed = false;
	struct ratio start = ratio_of(curve->start);
	struct ratio way =
		ratio_minus(ratio_of(curve->points[curve->n - 1].value), start, &overflowed);
	struct ratio share = ratio_times(way, ratio_make(i + 1, curve->n), &overflowed);
	*value = ratio_plus(start, share, &overflowed);
	return !overflowed;
}

/* The first point dated on `day` or later. */
static uint32_t point_from(const struct curve *curve, date_t day)
{
	uint32_t low = 0, high = curve->n;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (curve->points[middle].date < day)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* Points on or before the start, and further ones of a date that has one, are refused when the plan
 * is checked; they do not count. */
bool curve_at(const struct curve *curve, date_t day, struct ratio *value)
{
	date_t from = curve->start_date;
	*value = ratio_of(curve->start);
	if (day <= from)
		return true;
	uint32_t after = point_from(curve, day + 1);
	if (after > 0 && curve->points[after - 1].date > from) {
		from = curve->points[after - 1].date;
		if (!curve_point(curve, point_from(curve, from), value))
			return false;
	}
	if (after == curve->n || curve->step)
		return true;
	struct ratio next;
	if (!curve_point(curve, after, &next))
		return false;
	bool overflowed = false;
	date_t to = curve->points[after].date;
	struct ratio rise = ratio_minus(next, *value, &overflowed);
	rise = ratio_times(rise, ratio_make(day - from, to - from), &overflowed);
	*value = ratio_plus(*value, rise, &overflowed);
	return !overflowed;
}
