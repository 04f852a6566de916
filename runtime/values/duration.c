#include "runtime/values/duration.h"

#include <assert.h>

static const char *const names[][2] = {
	[DURATION_NONE] = {"", ""},
	[DURATION_MINUTE] = {"minute", "minutes"},
	[DURATION_HOUR] = {"hour", "hours"},
	[DURATION_DAY] = {"day", "days"},
	[DURATION_WEEK] = {"week", "weeks"},
	[DURATION_MONTH] = {"month", "months"},
	[DURATION_QUARTER] = {"quarter", "quarters"},
	[DURATION_YEAR] = {"year", "years"},
	[DURATION_BUSINESS_HOUR] = {"business_hour", "business_hours"},
	[DURATION_BUSINESS_DAY] = {"business_day", "business_days"},
};

enum duration_unit duration_unit_parse(struct str word)
{
	for (int unit = DURATION_MINUTE; unit <= DURATION_BUSINESS_DAY; unit++)
		if (str_is(word, names[unit][0]) || str_is(word, names[unit][1]))
			return (enum duration_unit)unit;
	return DURATION_NONE;
}

const char *duration_unit_name(enum duration_unit unit, bool plural)
{
	return names[unit][plural];
}

void duration_print(struct out *out, struct duration a)
{
	assert(a.unit != DURATION_NONE);
	decimal_print_grouped(out, a.n);
	out_char(out, ' ');
	out_text(out, duration_unit_name(a.unit, decimal_compare(a.n, decimal_of(1)) != 0));
}

static date_t add_times(
	date_t date, int64_t n, int64_t factor, date_t (*add)(date_t date, int64_t n))
{
	int64_t total;
	return __builtin_mul_overflow(n, factor, &total) ? DATE_NONE : add(date, total);
}

date_t duration_add(struct duration a, date_t date, const struct calendar *const *calendars,
	uint32_t n_calendars)
{
	int64_t n;
	if (!decimal_whole(a.n, &n))
		return DATE_NONE;
	switch (a.unit) {
	case DURATION_DAY:
		return date_add(date, n);
	case DURATION_WEEK:
		return add_times(date, n, 7, date_add);
	case DURATION_MONTH:
		return date_add_months(date, n);
	case DURATION_QUARTER:
		return add_times(date, n, 3, date_add_months);
	case DURATION_YEAR:
		return add_times(date, n, 12, date_add_months);
	case DURATION_BUSINESS_DAY:
		return calendar_add_workdays(calendars, n_calendars, date, n);
	case DURATION_NONE:
	case DURATION_MINUTE:
	case DURATION_HOUR:
	case DURATION_BUSINESS_HOUR:
		break;
	}
	return DATE_NONE;
}

/* n * days / parts rounded up to whole days, at least 0; more days than there are dates count as
 * all of them. */
static int64_t days_up(struct decimal n, int64_t days, int64_t parts)
{
	struct ratio exact;
	struct decimal whole;
	if (decimal_sign(n) <= 0)
		return 0;
	if (!ratio_multiply(ratio_of(n), ratio_make(days, parts), &exact) ||
		!ratio_round(exact, 0, ROUND_UP, &whole) || whole.coefficient > DATE_MAX)
		return DATE_MAX;
	return whole.coefficient;
}

/* At the worst every started five business days have a weekend in them. */
static int64_t business_days_up(struct decimal n)
{
	int64_t days = days_up(n, 1, 1), total = days + 2 * ((days + 4) / 5);
	return total < DATE_MAX ? total : DATE_MAX;
}

int64_t duration_days_at_most(struct duration a)
{
	switch (a.unit) {
	case DURATION_MINUTE:
		return days_up(a.n, 1, 24 * 60);
	case DURATION_HOUR:
		return days_up(a.n, 1, 24);
	case DURATION_DAY:
		return days_up(a.n, 1, 1);
	case DURATION_WEEK:
		return days_up(a.n, 7, 1);
	case DURATION_MONTH:
		return days_up(a.n, 31, 1);
	case DURATION_QUARTER:
		return days_up(a.n, 92, 1);
	case DURATION_YEAR:
		return days_up(a.n, 366, 1);
	case DURATION_BUSINESS_DAY:
		return business_days_up(a.n);
	case DURATION_NONE:
	case DURATION_BUSINESS_HOUR:
		break;
	}
	return -1;
}
