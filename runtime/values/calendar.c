#include "runtime/values/calendar.h"

#include <assert.h>

enum { DAYS_OF_400_YEARS = 146097, WEEKS_OF_QUARTER = 13, WORKDAY_SEARCH_DAYS = 3 * 366 };

struct calendar calendar_default(void)
{
	return (struct calendar){
		.start_month = 1,
		.pattern = PATTERN_MONTHS,
		.week_starts = MONDAY,
		.workdays =
			1 << MONDAY | 1 << TUESDAY | 1 << WEDNESDAY | 1 << THURSDAY | 1 << FRIDAY,
	};
}

/* ---- spelling ---- */

/* The kinds that have an index: how many there are in a year at most and how they are spelt. */
struct spelling {
	char letter; /* '\0': none, as in 2026-03 */
	uint8_t digits, count;
	bool fiscal;
};

static const struct spelling spellings[] = {
	[PERIOD_HALF] = {'H', 1, 2, false},
	[PERIOD_QUARTER] = {'Q', 1, 4, false},
	[PERIOD_MONTH] = {'\0', 2, 12, false},
	[PERIOD_WEEK] = {'W', 2, 53, false},
	[PERIOD_FISCAL_YEAR] = {.fiscal = true},
	[PERIOD_FISCAL_HALF] = {'H', 1, 2, true},
	[PERIOD_FISCAL_QUARTER] = {'Q', 1, 4, true},
	[PERIOD_FISCAL_MONTH] = {'P', 2, 12, true},
};

/* The number that all of `text` spells, -1 if it is not `len` digits. */
static int digits(struct str text, size_t len)
{
	if (text.len != len)
		return -1;
	int value = 0;
	for (size_t i = 0; i < len; i++) {
		if (text.ptr[i] < '0' || text.ptr[i] > '9')
			return -1;
		value = value * 10 + (text.ptr[i] - '0');
	}
	return value;
}

struct period period_parse(struct str text)
{
	static const struct period none = {.kind = PERIOD_NONE};
	bool fiscal = str_starts(text, "FY");
	if (fiscal)
		text = str_slice(text, 2, text.len);
	if (text.len < 4)
		return none;
	int year = digits(str_slice(text, 0, 4), 4);
	if (year < 1)
		return none;
	if (text.len == 4)
		return (struct period){fiscal ? PERIOD_FISCAL_YEAR : PERIOD_YEAR, 0, (int16_t)year};
	if (text.ptr[4] != '-')
		return none;
	struct str rest = str_slice(text, 5, text.len);
	for (uint8_t kind = PERIOD_HALF; kind <= PERIOD_FISCAL_MONTH; kind++) {
		const struct spelling *spelling = &spellings[kind];
		if (!spelling->count || spelling->fiscal != fiscal)
			continue;
		struct str number = rest;
		if (spelling->letter) {
			if (!rest.len || rest.ptr[0] != spelling->letter)
				continue;
			number = str_slice(rest, 1, rest.len);
		}
		int index = digits(number, spelling->digits);
		if (index >= 1 && index <= spelling->count)
			return (struct period){kind, (uint8_t)index, (int16_t)year};
	}
	return none;
}

void period_print(struct out *out, struct period period)
{
	assert(period.kind > PERIOD_NONE && period.kind <= PERIOD_FISCAL_MONTH);
	const struct spelling *spelling = &spellings[period.kind];
	out_printf(out, "%s%04d", spelling->fiscal ? "FY" : "", period.year);
	if (!spelling->count)
		return;
	out_char(out, '-');
	if (spelling->letter)
		out_char(out, spelling->letter);
	out_printf(out, "%0*d", spelling->digits, period.index);
}

/* ---- fiscal years ---- */

/* The last `weekday` on or before the day. Days may lie before the first one. */
static int32_t weekday_on_or_before(int32_t day, enum weekday weekday)
{
	int32_t ahead = (day - 1 - (int32_t)weekday) % 7;
	return day - (ahead < 0 ? ahead + 7 : ahead);
}

/* The first of a month as a day number, also where it lies just outside the years 1 to 9999.
   `month` counts on from 1 to 12 into the years that follow. 400 years are a whole number of weeks,
   and the calendar repeats after them. */
static int32_t first_of_month(int year, int month)
{
	year += (month - 1) / 12;
	int shift = year < 1 ? 1 : year > 9999 ? -1 : 0;
	return date_make(year + shift * 400, (month - 1) % 12 + 1, 1) - shift * DAYS_OF_400_YEARS;
}

/* The calendar year in which a fiscal year's first month lies. A fiscal year is named after the
   year of its twelfth month or, with year_named: start, of its first; one that starts in January
   has that year's name either way. */
static int year_of_first_month(const struct calendar *calendar, int fiscal_year)
{
	return fiscal_year - (calendar->start_month != 1 && !calendar->named_by_start);
}

static int32_t year_first(const struct calendar *calendar, int fiscal_year)
{
	int year = year_of_first_month(calendar, fiscal_year);
	int32_t first = first_of_month(year, calendar->start_month);
	if (calendar->pattern == PATTERN_MONTHS)
		return first;
	/* `last`: the day after the last week's end in the month before. `nearest`: at most three
	 * days away. */
	return weekday_on_or_before(
		calendar->year_end_last ? first : first + 3, calendar->week_starts);
}

int calendar_year_days(const struct calendar *calendar, int fiscal_year)
{
	return year_first(calendar, fiscal_year + 1) - year_first(calendar, fiscal_year);
}

/* The first day of the fiscal period `month`, 0 to 11, or 12 for the day after the year. Whatever a
   year has more than 52 weeks belongs to its last period. */
static int32_t month_first(const struct calendar *calendar, int fiscal_year, int month)
{
	static const uint8_t weeks_before[][3] = {
		[PATTERN_445] = {0, 4, 8},
		[PATTERN_454] = {0, 4, 9},
		[PATTERN_544] = {0, 5, 9},
	};
	if (calendar->pattern == PATTERN_MONTHS)
		return first_of_month(
			year_of_first_month(calendar, fiscal_year), calendar->start_month + month);
	if (month == 12)
		return year_first(calendar, fiscal_year + 1);
	int weeks = month / 3 * WEEKS_OF_QUARTER + weeks_before[calendar->pattern][month % 3];
	return year_first(calendar, fiscal_year) + 7 * weeks;
}

/* ---- periods into days ---- */

static const struct date_range no_days = {DATE_NONE, DATE_NONE};

/* Days first .. next - 1, if all of them exist. */
static struct date_range days_until(int32_t first, int32_t next)
{
	if (first < DATE_MIN || next - 1 > DATE_MAX)
		return no_days;
	return (struct date_range){first, next - 1};
}

static struct date_range months_days(int year, int month, int n_months)
{
	date_t last = date_make(
		year, month + n_months - 1, date_days_in_month(year, month + n_months - 1));
	return (struct date_range){date_make(year, month, 1), last};
}

/* ISO weeks begin on Monday; the first is the one that holds 4 January, the last the one that holds
 * 28 December. */
static struct date_range week_days(int year, int week)
{
	int32_t first = weekday_on_or_before(date_make(year, 1, 4), MONDAY) + 7 * (week - 1);
	if (first > date_make(year, 12, 28))
		return no_days;
	return days_until(first, first + 7);
}

static struct date_range fiscal_days(
	const struct calendar *calendar, int year, int month, int n_months)
{
	return days_until(
		month_first(calendar, year, month), month_first(calendar, year, month + n_months));
}

struct date_range period_days(const struct calendar *calendar, struct period period)
{
	int year = period.year, before = period.index - 1;
	switch ((enum period_kind)period.kind) {
	case PERIOD_NONE:
		break;
	case PERIOD_YEAR:
		return months_days(year, 1, 12);
	case PERIOD_HALF:
		return months_days(year, before * 6 + 1, 6);
	case PERIOD_QUARTER:
		return months_days(year, before * 3 + 1, 3);
	case PERIOD_MONTH:
		return months_days(year, period.index, 1);
	case PERIOD_WEEK:
		return week_days(year, period.index);
	case PERIOD_FISCAL_YEAR:
		return fiscal_days(calendar, year, 0, 12);
	case PERIOD_FISCAL_HALF:
		return fiscal_days(calendar, year, before * 6, 6);
	case PERIOD_FISCAL_QUARTER:
		return fiscal_days(calendar, year, before * 3, 3);
	case PERIOD_FISCAL_MONTH:
		return fiscal_days(calendar, year, before, 1);
	}
	return no_days;
}

struct period calendar_fiscal(const struct calendar *calendar, enum period_kind kind, date_t date)
{
	static const struct period none = {.kind = PERIOD_NONE};
	int year = date_civil(date).year + 1;
	while (year_first(calendar, year) > date)
		year--;
	if (year < 1 || year > 9999)
		return none;
	int month = 11;
	while (month > 0 && month_first(calendar, year, month) > date)
		month--;
	int index = 0;
	switch (kind) {
	case PERIOD_FISCAL_YEAR:
		break;
	case PERIOD_FISCAL_HALF:
		index = month / 6 + 1;
		break;
	case PERIOD_FISCAL_QUARTER:
		index = month / 3 + 1;
		break;
	case PERIOD_FISCAL_MONTH:
		index = month + 1;
		break;
	case PERIOD_NONE:
	case PERIOD_YEAR:
	case PERIOD_HALF:
	case PERIOD_QUARTER:
	case PERIOD_MONTH:
	case PERIOD_WEEK:
		assert(0 && "not a fiscal kind");
	}
	struct period period = {(uint8_t)kind, (uint8_t)index, (int16_t)year};
	return period_days(calendar, period).first == DATE_NONE ? none : period;
}

struct period period_next(const struct calendar *calendar, struct period period)
{
	assert(period.kind > PERIOD_NONE && period.kind <= PERIOD_FISCAL_MONTH);
	struct period next = period;
	if (next.index < spellings[period.kind].count) {
		next.index++;
		/* Most years have no 53rd week. */
		if (period_days(calendar, next).first != DATE_NONE)
			return next;
	}
	next.index = spellings[period.kind].count ? 1 : 0;
	next.year++;
	if (next.year > 9999 || period_days(calendar, next).first == DATE_NONE)
		return (struct period){.kind = PERIOD_NONE};
	return next;
}

/* ---- workdays ---- */

/* The place of the first holiday on or after the day. */
static uint32_t holiday_from(const struct calendar *calendar, date_t date)
{
	uint32_t from = 0, to = calendar->n_holidays;
	while (from < to) {
		uint32_t middle = from + (to - from) / 2;
		if (calendar->holidays[middle] < date)
			from = middle + 1;
		else
			to = middle;
	}
	return from;
}

static bool is_holiday(const struct calendar *calendar, date_t date)
{
	uint32_t at = holiday_from(calendar, date);
	return at < calendar->n_holidays && calendar->holidays[at] == date;
}

bool calendar_is_workday(const struct calendar *calendar, date_t date)
{
	return calendar->workdays >> date_weekday(date) & 1 && !is_holiday(calendar, date);
}

static bool all_work(const struct calendar *const *calendars, uint32_t n, date_t date)
{
	for (uint32_t i = 0; i < n; i++)
		if (!calendar_is_workday(calendars[i], date))
			return false;
	return true;
}

date_t calendar_next_workday(const struct calendar *const *calendars, uint32_t n, date_t date)
{
	for (int i = 0; i <= WORKDAY_SEARCH_DAYS && date != DATE_NONE; i++) {
		if (all_work(calendars, n, date))
			return date;
		date = date_add(date, 1);
	}
	return DATE_NONE;
}

/* The weekdays on which all calendars work, as bits. */
static unsigned common_workdays(const struct calendar *const *calendars, uint32_t n)
{
	unsigned common = 0x7f;
	for (uint32_t i = 0; i < n; i++)
		common &= calendars[i]->workdays;
	return common;
}

/* Holidays from `first` to `last` that fall on one of the weekdays, each day once though several
 * calendars have it. */
static uint64_t count_holidays(const struct calendar *const *calendars, uint32_t n,
	unsigned weekdays, date_t first, date_t last)
{
	uint64_t count = 0;
	for (uint32_t i = 0; i < n; i++) {
		const struct calendar *calendar = calendars[i];
		for (uint32_t j = holiday_from(calendar, first);
			j < calendar->n_holidays && calendar->holidays[j] <= last; j++) {
			date_t day = calendar->holidays[j];
			bool counted = !(weekdays >> date_weekday(day) & 1);
			for (uint32_t k = 0; k < i && !counted; k++)
				counted = is_holiday(calendars[k], day);
			count += !counted;
		}
	}
	return count;
}

date_t calendar_add_workdays(
	const struct calendar *const *calendars, uint32_t n_calendars, date_t date, int64_t n)
{
	int step = n < 0 ? -1 : 1;
	uint64_t left = n < 0 ? 0 - (uint64_t)n : (uint64_t)n;
	unsigned weekdays = common_workdays(calendars, n_calendars);
	unsigned a_week = (unsigned)__builtin_popcount(weekdays);
	if (left && !a_week)
		return DATE_NONE;
	/* Whole weeks at once, always leaving a day to walk to; a holiday in them is a workday
	 * still to come. */
	while (date != DATE_NONE && left > a_week) {
		uint64_t weeks = (left - 1) / a_week;
		date_t to = weeks > DATE_MAX / 7 ? DATE_NONE
						 : date_add(date, step * 7 * (int64_t)weeks);
		if (to == DATE_NONE)
			return DATE_NONE;
		left -= weeks * a_week;
		left += step > 0 ? count_holidays(calendars, n_calendars, weekdays, date + 1, to)
				 : count_holidays(calendars, n_calendars, weekdays, to, date - 1);
		date = to;
	}
	while (left && date != DATE_NONE) {
		date = date_add(date, step);
		left -= date != DATE_NONE && all_work(calendars, n_calendars, date);
	}
	return date;
}
