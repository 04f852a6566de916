/*
 * Sessions a second time by another path: every day of the range is asked whether the review meets
 * on it, by what a person would say ("the second Tuesday"), with a table of days instead of
 * formulas.
 */
#include "tests/unit/unit.h"

#include "runtime/values/cadence.h"

enum { N_CADENCES = 6000, HOLIDAYS_MAX = 40 };

static uint32_t chance(uint64_t *seed, uint32_t below)
{
	*seed = *seed * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)(*seed >> 33) % below;
}

/* ---- what a person would say ---- */

static int months_between(date_t from, date_t to)
{
	struct civil a = date_civil(from), b = date_civil(to);
	return (b.year - a.year) * 12 + b.month - a.month;
}

static bool is_last_of_month(date_t date)
{
	return date_civil(date + 1).day == 1;
}

/* The which-th of its weekday in its month: 1 to 5. */
static int weekday_number(date_t date)
{
	int n = 1;
	for (date_t at = date - 7; at > DATE_NONE && date_civil(at).month == date_civil(date).month;
		at -= 7)
		n++;
	return n;
}

static bool is_last_of_weekday(date_t date)
{
	return date_civil(date + 7).month != date_civil(date).month;
}

static bool meets_monthly(const struct cadence *cadence, int step, date_t date)
{
	date_t from = cadence->from;
	if (months_between(from, date) % (step * (int)cadence->n))
		return false;
	if (cadence->weekday >= 0) {
		if ((int)date_weekday(date) != cadence->weekday)
			return false;
		int number = weekday_number(from);
		return number == 5 ? is_last_of_weekday(date) : weekday_number(date) == number;
	}
	if (is_last_of_month(from))
		return is_last_of_month(date);
	int day = date_civil(from).day;
	return date_civil(date).day == day ||
	       (is_last_of_month(date) && date_civil(date).day < day);
}

static bool meets(const struct cadence *cadence, date_t date)
{
	date_t first = cadence->from;
	switch (cadence->unit) {
	case DURATION_DAY:
		return (uint32_t)(date - first) % cadence->n == 0;
	case DURATION_WEEK:
		while (cadence->weekday >= 0 && (int)date_weekday(first) != cadence->weekday)
			first++;
		return date >= first && (uint32_t)(date - first) % (7 * cadence->n) == 0;
	case DURATION_MONTH:
		return meets_monthly(cadence, 1, date);
	case DURATION_QUARTER:
		return meets_monthly(cadence, 3, date);
	default:
		return meets_monthly(cadence, 12, date);
	}
}

static bool is_workday(const struct calendar *calendar, date_t date)
{
	if (!(calendar->workdays >> date_weekday(date) & 1))
		return false;
	for (uint32_t i = 0; i < calendar->n_holidays; i++)
		if (calendar->holidays[i] == date)
			return false;
	return true;
}

static date_t held_on(const struct calendar *const *calendars, uint32_t n, date_t date)
{
	for (;; date++) {
		bool works = true;
		for (uint32_t i = 0; i < n; i++)
			works &= is_workday(calendars[i], date);
		if (works)
			return date;
	}
}

/* ---- by chance ---- */

static uint32_t some_holidays(uint64_t *seed, date_t first, date_t *holidays)
{
	uint32_t n = chance(seed, HOLIDAYS_MAX);
	date_t day = first;
	for (uint32_t i = 0; i < n; i++)
		holidays[i] = day += 1 + (date_t)chance(seed, 30);
	return n;
}

static struct cadence some_cadence(uint64_t *seed)
{
	static const enum duration_unit units[] = {
		DURATION_DAY, DURATION_WEEK, DURATION_MONTH, DURATION_QUARTER, DURATION_YEAR};
	struct cadence cadence = {.n = 1 + chance(seed, 4),
		.unit = units[chance(seed, 5)],
		.weekday = -1,
		.from = date_make(2020 + (int)chance(seed, 12), 1, 1) + (date_t)chance(seed, 366)};
	cadence.until = cadence.from + (date_t)chance(seed, 1500);
	if (cadence.unit != DURATION_DAY && chance(seed, 2)) {
		cadence.weekday = (int8_t)chance(seed, 7);
		/* of months the first day says which weekday of the month it is */
		while (cadence.unit != DURATION_WEEK &&
			(int)date_weekday(cadence.from) != cadence.weekday)
			cadence.from++;
	}
	return cadence;
}

static void check(
	const struct cadence *cadence, const struct calendar *const *calendars, uint32_t n)
{
	struct session_days days = {0};
	uint32_t at = 0;
	cadence_expand(cadence, calendars[0], calendars, n, &days);
	date_t planned = DATE_NONE, held = DATE_NONE;
	for (date_t date = cadence->from; date <= cadence->until; date++) {
		if (!meets(cadence, date))
			continue;
		date_t moved = held_on(calendars, n, date);
		if (planned && moved != held) {
			assert_true(at < days.n);
			assert_string_equal(
				date_text(days.items[at].planned).text, date_text(planned).text);
			assert_string_equal(
				date_text(days.items[at].held).text, date_text(held).text);
			at++;
		}
		planned = date; /* of two on one day the later one counts */
		held = moved;
	}
	if (planned) {
		assert_true(at < days.n);
		assert_int_equal(days.items[at].planned, planned);
		assert_int_equal(days.items[at].held, held);
		at++;
	}
	assert_int_equal(days.n, at);
	vec_free(&days);
}

static void test_sessions_by_chance(void **state)
{
	(void)state;
	uint64_t seed = 20260115;
	for (int i = 0; i < N_CADENCES; i++) {
		struct cadence cadence = some_cadence(&seed);
		date_t holidays[2][HOLIDAYS_MAX];
		struct calendar both[2];
		const struct calendar *calendars[2] = {&both[0], &both[1]};
		for (int k = 0; k < 2; k++) {
			both[k] = calendar_default();
			if (!chance(&seed, 4))
				both[k].workdays = (uint8_t)(1 + chance(&seed, 127)) | 1 << TUESDAY;
			both[k].holidays = holidays[k];
			both[k].n_holidays = some_holidays(&seed, cadence.from, holidays[k]);
		}
		check(&cadence, calendars, 1 + chance(&seed, 2));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_sessions_by_chance)};
	return cmocka_run_group_tests_name("sessions, twice", tests, NULL, NULL);
}
