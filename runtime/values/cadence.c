#include "runtime/values/cadence.h"

static date_t weekday_from(date_t date, int weekday)
{
	return date_add(date, (weekday - (int)date_weekday(date) + 7) % 7);
}

/* The same weekday `months` after the month of `from`, counted as `from` is: from day 8 to 14 it is
   the second of its month; a fifth means the last. */
static date_t same_weekday(date_t from, int weekday, int64_t months)
{
	struct civil civil = date_civil(from);
	date_t first = date_add_months(date_make(civil.year, civil.month, 1), months);
	if (first == DATE_NONE)
		return DATE_NONE;
	int week = (civil.day - 1) / 7;
	date_t date = date_add(weekday_from(first, weekday), 7 * week);
	/* Only a fifth can be missing, and where it is there it is the last. */
	bool is_there = date != DATE_NONE && date_civil(date).month == date_civil(first).month;
	return is_there ? date : date_add(weekday_from(first, weekday), 21);
}

/* The same day of the month; a day the month lacks becomes its last day, and the last day stays the
 * last day. */
static date_t same_day(date_t from, int64_t months)
{
	struct civil civil = date_civil(from);
	date_t date = date_add_months(from, months);
	if (date == DATE_NONE || civil.day < date_days_in_month(civil.year, civil.month))
		return date;
	civil = date_civil(date);
	return date_make(civil.year, civil.month, date_days_in_month(civil.year, civil.month));
}

/* In a week pattern: as many days from the first day of the fiscal period `steps` later as `first`
   is from that of its own. Past the end it becomes the last day, or the last such weekday if one is
   stated. */
static date_t same_position(
	const struct calendar *calendar, int months, date_t first, bool on_weekday, int64_t steps)
{
	enum period_kind kind = months == 1   ? PERIOD_FISCAL_MONTH
				: months == 3 ? PERIOD_FISCAL_QUARTER
					      : PERIOD_FISCAL_YEAR;
	struct period own = calendar_fiscal(calendar, kind, first);
	if (own.kind == PERIOD_NONE)
		return DATE_NONE;
	int in_year = 12 / months;
	int64_t count = (int64_t)own.year * in_year + (own.index ? own.index - 1 : 0) + steps;
	if (count / in_year > 9999)
		return DATE_NONE;
	struct period period = {own.kind, 0, (int16_t)(count / in_year)};
	if (own.index)
		period.index = (uint8_t)(count % in_year + 1);
	struct date_range days = period_days(calendar, period);
	if (days.first == DATE_NONE)
		return DATE_NONE;
	int32_t position = first - period_days(calendar, own).first;
	int32_t length = days.last - days.first + 1;
	if (position >= length)
		position = on_weekday ? position % 7 + length - 7 : length - 1;
	return days.first + position;
}

static date_t months_later(
	const struct cadence *cadence, const struct calendar *calendar, int months, int64_t steps)
{
	bool on_weekday = cadence->weekday >= 0;
	if (calendar->pattern == PATTERN_MONTHS)
		return on_weekday ? same_weekday(cadence->from, cadence->weekday, steps * months)
				  : same_day(cadence->from, steps * months);
	date_t first = on_weekday ? weekday_from(cadence->from, cadence->weekday) : cadence->from;
	return first == DATE_NONE ? DATE_NONE
				  : same_position(calendar, months, first, on_weekday, steps);
}

static date_t days_later(const struct cadence *cadence, int days, int64_t steps)
{
	date_t first = cadence->weekday >= 0 ? weekday_from(cadence->from, cadence->weekday)
					     : cadence->from;
	return date_add(first, steps * days);
}

/* The k-th planned day, computed from the first one; it can lie before `from`. DATE_NONE past the
   end of time and for units that are no interval between reviews. */
static date_t planned_day(const struct cadence *cadence, const struct calendar *calendar, int64_t k)
{
	int64_t steps = k * cadence->n;
	switch (cadence->unit) {
	case DURATION_DAY:
		return days_later(cadence, 1, steps);
	case DURATION_WEEK:
		return days_later(cadence, 7, steps);
	case DURATION_MONTH:
		return months_later(cadence, calendar, 1, steps);
	case DURATION_QUARTER:
		return months_later(cadence, calendar, 3, steps);
	case DURATION_YEAR:
		return months_later(cadence, calendar, 12, steps);
	case DURATION_NONE:
	case DURATION_MINUTE:
	case DURATION_HOUR:
	case DURATION_BUSINESS_HOUR:
	case DURATION_BUSINESS_DAY:
		break;
	}
	return DATE_NONE;
}

void cadence_expand(const struct cadence *cadence, const struct calendar *calendar,
	const struct calendar *const *workday_calendars, uint32_t n_calendars,
	struct session_days *days)
{
	uint32_t before = days->n;
	if (cadence->n == 0 || cadence->from == DATE_NONE)
		return;
	for (int64_t k = 0; days->n - before < CADENCE_SESSIONS_MAX; k++) {
		date_t planned = planned_day(cadence, calendar, k);
		if (planned == DATE_NONE || planned > cadence->until)
			return;
		if (planned < cadence->from)
			continue;
		date_t held = calendar_next_workday(workday_calendars, n_calendars, planned);
		struct session_day day = {planned, held == DATE_NONE ? planned : held};
		/* Two on the same day become one, and the day that did not have to move is its own.
		 */
		if (days->n > before && days->items[days->n - 1].held == day.held)
			days->items[days->n - 1] = day;
		else
			vec_push(days, day);
	}
}
