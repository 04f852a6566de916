#include "compiler/renew/shift.h"

#include <ctype.h>

enum { MONTHS_A_YEAR = 12, WEEK = 7 };

/* ---- how far ---- */

/* As many months as the days need, a year at least unless they are whole months: the next plan
   begins when this one is over. */
static int32_t enough_months(struct date_range days)
{
	int32_t months = MONTHS_A_YEAR;
	while (date_add_months(days.first, months) &&
		date_add_months(days.first, months) <= days.last)
		months++;
	return months;
}

/* How many whole months the days are; 0 if they are not whole. */
static int32_t whole_months(struct date_range days)
{
	date_t behind = date_add(days.last, 1);
	if (!behind)
		return 0;
	struct civil first = date_civil(days.first), next = date_civil(behind);
	int32_t months = (next.year - first.year) * MONTHS_A_YEAR + next.month - first.month;
	return date_add_months(days.first, months) == behind ? months : 0;
}

static bool is_period(const struct calendar *calendar, struct period period, struct date_range days)
{
	struct date_range its = period_days(calendar, period);
	return its.first == days.first && its.last == days.last;
}

/* What the calendar, else the fiscal calendar, calls these days. */
static struct period period_of(const struct calendar *calendar, struct date_range days)
{
	static const enum period_kind fiscal[] = {
		PERIOD_FISCAL_YEAR, PERIOD_FISCAL_HALF, PERIOD_FISCAL_QUARTER, PERIOD_FISCAL_MONTH};
	struct civil first = date_civil(days.first);
	int16_t year = (int16_t)first.year;
	int month = first.month - 1;
	const struct period civil[] = {{PERIOD_YEAR, 0, year},
		{PERIOD_HALF, (uint8_t)(month / 6 + 1), year},
		{PERIOD_QUARTER, (uint8_t)(month / 3 + 1), year},
		{PERIOD_MONTH, (uint8_t)(month + 1), year}};
	for (size_t i = 0; i < sizeof civil / sizeof *civil; i++)
		if (is_period(calendar, civil[i], days))
			return civil[i];
	for (size_t i = 0; i < sizeof fiscal / sizeof *fiscal; i++) {
		struct period period = calendar_fiscal(calendar, fiscal[i], days.first);
		if (period.kind && is_period(calendar, period, days))
			return period;
	}
	return (struct period){0};
}

bool shift_make(struct shift *shift, const struct plan *plan)
{
	*shift = (struct shift){.from = {plan->first, plan->last}, .calendar = &plan->calendar};
	shift->was = period_of(shift->calendar, shift->from);
	shift->months = whole_months(shift->from);
	if (!shift->months && shift->was.kind == PERIOD_FISCAL_YEAR) {
		shift->to = period_days(shift->calendar, period_next(shift->calendar, shift->was));
		shift->days = shift->to.first - shift->from.first;
	} else {
		shift->months = shift->months ? shift->months : enough_months(shift->from);
		shift->to.first = shift_date(shift, shift->from.first);
		shift->to.last = shift_date(shift, shift->from.last);
	}
	if (!shift->to.first || !shift->to.last)
		return false;
	shift->is = period_of(shift->calendar, shift->to);
	return true;
}

/* ---- days ---- */

static bool is_last_of_month(struct civil civil)
{
	return civil.day == date_days_in_month(civil.year, civil.month);
}

static bool was_within(const struct shift *shift, date_t date)
{
	return date_range_has(shift->from, date);
}

date_t shift_date(const struct shift *shift, date_t date)
{
	if (shift->days) {
		date_t to = date == shift->from.last ? shift->to.last : date_add(date, shift->days);
		return was_within(shift, date) && to > shift->to.last ? shift->to.last : to;
	}
	date_t to = date_add_months(date, shift->months);
	if (!to || !is_last_of_month(date_civil(date)))
		return to;
	struct civil civil = date_civil(to);
	return date_make(civil.year, civil.month, date_days_in_month(civil.year, civil.month));
}

date_t shift_workday(const struct shift *shift, date_t date)
{
	date_t to = shift_date(shift, date);
	if (!to || is_last_of_month(date_civil(date)) ||
		!calendar_is_workday(shift->calendar, date))
		return to;
	date_t workday = calendar_next_workday(&shift->calendar, 1, to);
	return !workday || (was_within(shift, date) && workday > shift->to.last) ? to : workday;
}

date_t shift_meeting(const struct shift *shift, date_t date)
{
	date_t to = shift_date(shift, date);
	if (!to)
		return to;
	int ahead = (WEEK + (int)date_weekday(date) - (int)date_weekday(to)) % WEEK;
	date_t nearest = date_add(to, ahead > WEEK / 2 ? ahead - WEEK : ahead);
	if (nearest < shift->to.first && date >= shift->from.first)
		nearest = date_add(nearest, WEEK);
	if (nearest > shift->to.last && date <= shift->from.last)
		nearest = date_add(nearest, -WEEK);
	return nearest;
}

/* ---- periods and what they are called ---- */

/* How many months one of its kind has; 0: a week. */
static int months_of(enum period_kind kind)
{
	switch (kind) {
	case PERIOD_YEAR:
	case PERIOD_FISCAL_YEAR:
		return MONTHS_A_YEAR;
	case PERIOD_HALF:
	case PERIOD_FISCAL_HALF:
		return MONTHS_A_YEAR / 2;
	case PERIOD_QUARTER:
	case PERIOD_FISCAL_QUARTER:
		return MONTHS_A_YEAR / 4;
	case PERIOD_MONTH:
	case PERIOD_FISCAL_MONTH:
		return 1;
	case PERIOD_NONE:
	case PERIOD_WEEK:
		break;
	}
	return 0;
}

struct period shift_period(const struct shift *shift, struct period period)
{
	int32_t months = shift->days ? MONTHS_A_YEAR : shift->months;
	int length = months_of((enum period_kind)period.kind);
	if (months % MONTHS_A_YEAR == 0) {
		period.year = (int16_t)(period.year + months / MONTHS_A_YEAR);
	} else if (length && months % length == 0) {
		int a_year = MONTHS_A_YEAR / length, first = period.index ? period.index - 1 : 0;
		int n = period.year * a_year + first + months / length;
		period.year = (int16_t)(n / a_year);
		period.index = (uint8_t)(period.index ? n % a_year + 1 : 0);
	} else {
		return (struct period){0};
	}
	return period_days(shift->calendar, period).first ? period : (struct period){0};
}

/* By how many years names of years move: 0 for plans of half a year. */
static int years_of(const struct shift *shift)
{
	if (shift->days)
		return 1;
	return shift->months % MONTHS_A_YEAR ? 0 : shift->months / MONTHS_A_YEAR;
}

static size_t count_digits(struct str text)
{
	size_t n = 0;
	while (n < text.len && isdigit((unsigned char)text.ptr[n]))
		n++;
	return n;
}

/* Whether the number in the text is a year of the old period: 2026, the 26 of fy26 or of 2025/26.
 */
static bool is_year(const struct shift *shift, struct str text, size_t at, size_t digits, int64_t n)
{
	enum { LONG = 4, SHORT = 2, CENTURY = 100 };
	int64_t first = date_civil(shift->from.first).year,
		last = date_civil(shift->from.last).year;
	if (digits == LONG)
		return n >= first && n <= last;
	if (digits != SHORT || at < SHORT || n < first % CENTURY || n > last % CENTURY)
		return false;
	const char *before = text.ptr + at;
	bool is_fiscal = (before[-2] | 0x20) == 'f' && (before[-1] | 0x20) == 'y';
	bool follows_year = at > LONG && strchr("/-_", before[-1]) &&
			    count_digits((struct str){before - 1 - LONG, LONG}) == LONG;
	return is_fiscal || follows_year;
}

struct str shift_years(const struct shift *shift, struct arena *arena, struct str text)
{
	struct out out = {0};
	for (size_t i = 0; i < text.len;) {
		size_t digits = count_digits(str_slice(text, i, text.len));
		int64_t n = 0, limit = 1;
		for (size_t k = 0; k < digits && digits <= 4; k++, limit *= 10)
			n = n * 10 + (text.ptr[i + k] - '0');
		if (digits && is_year(shift, text, i, digits, n))
			out_printf(&out, "%0*d", (int)digits, (int)((n + years_of(shift)) % limit));
		else
			out_str(&out, str_slice(text, i, i + (digits ? digits : 1)));
		i += digits ? digits : 1;
	}
	struct str shifted = str_copy(arena, out_view(&out));
	out_free(&out);
	return shifted;
}

struct str shift_label(struct arena *arena, struct period period, struct date_range days)
{
	struct out out = {0};
	if (!period.kind)
		return str_format(arena, "%04d", date_civil(days.last).year);
	period_print(&out, period);
	for (size_t i = 0; i < out.len; i++)
		out.data[i] = out.data[i] == '-' ? '_' : (char)tolower((unsigned char)out.data[i]);
	struct str label = str_copy(arena, out_view(&out));
	out_free(&out);
	return label;
}
