/* The steps of kept goals: which periods they are and where they lie. */
#include "runtime/track/parts.h"

static struct date_range civil_months(date_t date, int n)
{
	struct civil day = date_civil(date);
	int month = (day.month - 1) / n * n + 1, last = month + n - 1;
	return (struct date_range){date_make(day.year, month, 1),
		date_make(day.year, last, date_days_in_month(day.year, last))};
}

struct date_range step_days(const struct calendar *calendar, enum period_kind kind, date_t date)
{
	struct date_range days = {DATE_NONE, DATE_NONE};
	if (date == DATE_NONE)
		return days;
	switch (kind) {
	case PERIOD_NONE:
		break;
	case PERIOD_WEEK:
		days.first = date_add(date, -(int64_t)date_weekday(date));
		days.last = date_add(days.first, 6);
		break;
	case PERIOD_MONTH:
		return civil_months(date, 1);
	case PERIOD_QUARTER:
		return civil_months(date, 3);
	case PERIOD_HALF:
		return civil_months(date, 6);
	case PERIOD_YEAR:
		return civil_months(date, 12);
	case PERIOD_FISCAL_YEAR:
	case PERIOD_FISCAL_HALF:
	case PERIOD_FISCAL_QUARTER:
	case PERIOD_FISCAL_MONTH:
		days = period_days(calendar, calendar_fiscal(calendar, kind, date));
		break;
	}
	if (days.last == DATE_NONE)
		days.first = DATE_NONE;
	return days;
}

static bool row_is(
	const struct calendar *calendar, enum period_kind kind, const struct reading_row *row)
{
	struct date_range days = step_days(calendar, kind, row->last);
	return row->is_period && days.first == row->first && days.last == row->last;
}

static uint32_t rows_of_kind(const struct calendar *calendar, enum period_kind kind,
	const struct reading_row *rows, uint32_t n)
{
	uint32_t count = 0;
	for (uint32_t i = 0; i < n; i++)
		count += row_is(calendar, kind, &rows[i]);
	return count;
}

/* Months, quarters and years compare by months: three months are a quarter, whatever their days. */
static int64_t refresh_months(struct duration refresh)
{
	int64_t n;
	if (!decimal_whole(refresh.n, &n) || n < 0 || n > 12)
		return -1;
	switch (refresh.unit) {
	case DURATION_MONTH:
		return n;
	case DURATION_QUARTER:
		return n * 3;
	case DURATION_YEAR:
		return n * 12;
	case DURATION_NONE:
	case DURATION_MINUTE:
	case DURATION_HOUR:
	case DURATION_DAY:
	case DURATION_WEEK:
	case DURATION_BUSINESS_HOUR:
	case DURATION_BUSINESS_DAY:
		break;
	}
	return -1;
}

static enum period_kind shortest_kind(const struct calendar *calendar, struct duration refresh)
{
	static const struct {
		int64_t months, days;
		enum period_kind kind;
	} kinds[] = {
		{0, 7, PERIOD_WEEK},
		{1, 31, PERIOD_MONTH},
		{3, 92, PERIOD_FISCAL_QUARTER},
		{6, 184, PERIOD_FISCAL_HALF},
	};
	/* Without a refresh nothing asks for weeks; a month is the period of every review. */
	if (refresh.unit == DURATION_NONE)
		refresh = (struct duration){decimal_of(1), DURATION_MONTH};
	int64_t months = refresh_months(refresh), days = duration_days_at_most(refresh);
	enum period_kind kind = PERIOD_FISCAL_YEAR;
	for (uint32_t i = 0; i < sizeof kinds / sizeof *kinds && kind == PERIOD_FISCAL_YEAR; i++)
		if (months >= 0 ? months <= kinds[i].months : days <= kinds[i].days)
			kind = kinds[i].kind;
	/* In a week pattern a month is a fiscal period. */
	if (kind == PERIOD_MONTH && calendar->pattern != PATTERN_MONTHS)
		kind = PERIOD_FISCAL_MONTH;
	return kind;
}

enum period_kind step_kind(const struct calendar *calendar, const struct reading_row *rows,
	uint32_t n, struct duration refresh)
{
	/* Longest first. A calendar period and a fiscal one with the same days count as the former.
	 */
	static const enum period_kind kinds[][2] = {
		{PERIOD_YEAR, PERIOD_FISCAL_YEAR},
		{PERIOD_HALF, PERIOD_FISCAL_HALF},
		{PERIOD_QUARTER, PERIOD_FISCAL_QUARTER},
		{PERIOD_MONTH, PERIOD_FISCAL_MONTH},
	};
	for (uint32_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		uint32_t civil = rows_of_kind(calendar, kinds[i][0], rows, n);
		uint32_t fiscal = rows_of_kind(calendar, kinds[i][1], rows, n);
		if (civil > 0 || fiscal > 0)
			return kinds[i][civil >= fiscal ? 0 : 1];
	}
	if (rows_of_kind(calendar, PERIOD_WEEK, rows, n) > 0)
		return PERIOD_WEEK;
	return shortest_kind(calendar, refresh);
}

static date_t same_place(const struct calendar *calendar, date_t date, struct date_range now,
	struct date_range next, int months)
{
	if (calendar->pattern == PATTERN_MONTHS)
		return date_add_months(date, months);
	date_t place = next.first + (date - now.first);
	return place < next.last ? place : next.last;
}

date_t step_later(const struct calendar *calendar, enum period_kind kind, date_t date)
{
	struct date_range now = step_days(calendar, kind, date);
	struct date_range next = step_days(calendar, kind, date_add(now.last, 1));
	if (now.first == DATE_NONE || next.first == DATE_NONE)
		return DATE_NONE;
	if (date == now.last)
		return next.last;
	switch (kind) {
	case PERIOD_NONE:
		break;
	case PERIOD_WEEK:
		return date_add(date, 7);
	case PERIOD_MONTH:
		return date_add_months(date, 1);
	case PERIOD_QUARTER:
		return date_add_months(date, 3);
	case PERIOD_HALF:
		return date_add_months(date, 6);
	case PERIOD_YEAR:
		return date_add_months(date, 12);
	case PERIOD_FISCAL_MONTH:
		return same_place(calendar, date, now, next, 1);
	case PERIOD_FISCAL_QUARTER:
		return same_place(calendar, date, now, next, 3);
	case PERIOD_FISCAL_HALF:
		return same_place(calendar, date, now, next, 6);
	case PERIOD_FISCAL_YEAR:
		return same_place(calendar, date, now, next, 12);
	}
	return DATE_NONE;
}
