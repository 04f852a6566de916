#include "tests/unit/unit.h"

#include "runtime/values/cadence.h"

enum { ANY_DAY = -1 };

static date_t day(const char *text)
{
	date_t date = date_parse(str_from(text));
	if (date == DATE_NONE)
		fail_msg("%s is no day", text);
	return date;
}

static struct cadence every(
	uint32_t n, enum duration_unit unit, int weekday, const char *from, const char *until)
{
	return (struct cadence){.n = n,
		.unit = unit,
		.weekday = (int8_t)weekday,
		.from = day(from),
		.until = day(until)};
}

/* Compares the days of sessions with a list such as "2026-01-13 2026-01-27", one blank between two.
 */
static void assert_list(const struct session_days *days, bool held, const char *list)
{
	struct out out = {0};
	for (uint32_t i = 0; i < days->n; i++) {
		if (i)
			out_char(&out, ' ');
		date_print(&out, held ? days->items[i].held : days->items[i].planned);
	}
	out_char(&out, '\0');
	assert_string_equal(out.data, list);
	out_free(&out);
}

/* Expands on `calendar`, which also says what a workday is. `held` NULL: as planned. */
static void assert_sessions(struct cadence cadence, const struct calendar *calendar,
	const char *planned, const char *held)
{
	struct session_days days = {0};
	cadence_expand(&cadence, calendar, &calendar, 1, &days);
	assert_list(&days, false, planned);
	assert_list(&days, true, held ? held : planned);
	vec_free(&days);
}

static void test_two_weeks(void **state)
{
	(void)state;
	struct calendar calendar = calendar_default();
	const struct calendar *calendars[] = {&calendar};
	struct cadence cadence = every(2, DURATION_WEEK, TUESDAY, "2026-01-13", "2026-12-31");
	struct session_days days = {0};
	cadence_expand(&cadence, &calendar, calendars, 1, &days);
	assert_int_equal(days.n, 26);
	for (uint32_t i = 0; i < days.n; i++) {
		assert_int_equal(days.items[i].planned, day("2026-01-13") + 14 * (date_t)i);
		assert_int_equal(days.items[i].held, days.items[i].planned);
	}
	assert_int_equal(days.items[25].held, day("2026-12-29"));
	vec_free(&days);

	date_t holiday = day("2026-04-07");
	calendar.holidays = &holiday;
	calendar.n_holidays = 1;
	cadence_expand(&cadence, &calendar, calendars, 1, &days);
	assert_int_equal(days.n, 26);
	assert_int_equal(days.items[5].held, day("2026-03-24"));
	assert_int_equal(days.items[6].planned, day("2026-04-07"));
	assert_int_equal(days.items[6].held, day("2026-04-08"));
	assert_int_equal(days.items[7].held, day("2026-04-21"));
	vec_free(&days);
}

static void test_weeks(void **state)
{
	(void)state;
	struct calendar calendar = calendar_default();
	/* The first Tuesday on or after a Thursday. */
	assert_sessions(every(1, DURATION_WEEK, TUESDAY, "2026-01-01", "2026-01-27"), &calendar,
		"2026-01-06 2026-01-13 2026-01-20 2026-01-27", NULL);
	assert_sessions(every(2, DURATION_WEEK, MONDAY, "2026-01-01", "2026-01-31"), &calendar,
		"2026-01-05 2026-01-19", NULL);
	/* Without a weekday that of `from`. */
	assert_sessions(every(3, DURATION_WEEK, ANY_DAY, "2026-01-01", "2026-02-12"), &calendar,
		"2026-01-01 2026-01-22 2026-02-12", NULL);
}

static void test_days(void **state)
{
	(void)state;
	struct calendar calendar = calendar_default();
	assert_sessions(every(10, DURATION_DAY, ANY_DAY, "2026-01-05", "2026-02-20"), &calendar,
		"2026-01-05 2026-01-15 2026-01-25 2026-02-04 2026-02-14",
		"2026-01-05 2026-01-15 2026-01-26 2026-02-04 2026-02-16");
}

static void test_same_weekday_of_month(void **state)
{
	(void)state;
	struct calendar calendar = calendar_default();
	struct cadence second = every(1, DURATION_MONTH, TUESDAY, "2026-01-13", "2026-12-31");
	assert_sessions(second, &calendar,
		"2026-01-13 2026-02-10 2026-03-10 2026-04-14 2026-05-12 2026-06-09 "
		"2026-07-14 2026-08-11 2026-09-08 2026-10-13 2026-11-10 2026-12-08",
		NULL);
	struct session_days days = {0};
	cadence_expand(&second, &calendar, NULL, 0, &days);
	date_t longest = 0;
	for (uint32_t i = 1; i < days.n; i++) {
		date_t gap = days.items[i].held - days.items[i - 1].held;
		longest = gap > longest ? gap : longest;
	}
	assert_int_equal(longest, 35);
	vec_free(&days);
	/* A fifth Thursday means the last one. */
	assert_sessions(every(1, DURATION_MONTH, THURSDAY, "2026-01-29", "2026-06-30"), &calendar,
		"2026-01-29 2026-02-26 2026-03-26 2026-04-30 2026-05-28 2026-06-25", NULL);
	assert_sessions(every(1, DURATION_QUARTER, TUESDAY, "2026-04-14", "2027-01-31"), &calendar,
		"2026-04-14 2026-07-14 2026-10-13 2027-01-12", NULL);
	assert_sessions(every(1, DURATION_MONTH, MONDAY, "2026-01-15", "2026-04-30"), &calendar,
		"2026-01-19 2026-02-16 2026-03-16 2026-04-20", NULL);
	/* Day 1 counts the first of a month; day 14 the second, which has passed in the month of
	 * `from`. */
	assert_sessions(every(1, DURATION_MONTH, TUESDAY, "2026-01-01", "2026-03-31"), &calendar,
		"2026-01-06 2026-02-03 2026-03-03", NULL);
	assert_sessions(every(1, DURATION_MONTH, TUESDAY, "2026-01-14", "2026-03-31"), &calendar,
		"2026-02-10 2026-03-10", NULL);
	assert_sessions(every(1, DURATION_YEAR, FRIDAY, "2026-03-20", "2029-01-01"), &calendar,
		"2026-03-20 2027-03-19 2028-03-17", NULL);
}

static void test_same_day_of_month(void **state)
{
	(void)state;
	struct calendar calendar = calendar_default();
	assert_sessions(every(1, DURATION_MONTH, ANY_DAY, "2026-01-31", "2026-06-30"), &calendar,
		"2026-01-31 2026-02-28 2026-03-31 2026-04-30 2026-05-31 2026-06-30",
		"2026-02-02 2026-03-02 2026-03-31 2026-04-30 2026-06-01 2026-06-30");
	/* The last day stays the last day, the 30th of a longer month does not. */
	calendar.workdays = 0x7f;
	assert_sessions(every(1, DURATION_MONTH, ANY_DAY, "2026-02-28", "2026-05-31"), &calendar,
		"2026-02-28 2026-03-31 2026-04-30 2026-05-31", NULL);
	assert_sessions(every(1, DURATION_MONTH, ANY_DAY, "2026-01-30", "2026-05-31"), &calendar,
		"2026-01-30 2026-02-28 2026-03-30 2026-04-30 2026-05-30", NULL);
	assert_sessions(every(1, DURATION_QUARTER, ANY_DAY, "2026-01-15", "2026-12-31"), &calendar,
		"2026-01-15 2026-04-15 2026-07-15 2026-10-15", NULL);
	assert_sessions(every(2, DURATION_YEAR, ANY_DAY, "2024-02-29", "2030-12-31"), &calendar,
		"2024-02-29 2026-02-28 2028-02-29 2030-02-28", NULL);
}

static struct calendar weeks_445(void)
{
	struct calendar calendar = calendar_default();
	calendar.pattern = PATTERN_445;
	return calendar;
}

static void test_week_pattern(void **state)
{
	(void)state;
	struct calendar calendar = weeks_445();
	static const char months[] =
		"2026-01-06 2026-02-03 2026-03-03 2026-04-07 2026-05-05 2026-06-02 "
		"2026-07-07 2026-08-04 2026-09-01 2026-10-06 2026-11-03 2026-12-01";
	assert_sessions(every(1, DURATION_MONTH, ANY_DAY, "2026-01-06", "2027-01-03"), &calendar,
		months, NULL);
	assert_sessions(every(1, DURATION_MONTH, TUESDAY, "2026-01-01", "2027-01-03"), &calendar,
		months, NULL);
	assert_sessions(every(3, DURATION_MONTH, ANY_DAY, "2026-02-03", "2027-01-03"), &calendar,
		"2026-02-03 2026-05-05 2026-08-04 2026-11-03", NULL);
	/* The ninth day of each fiscal quarter and year. */
	assert_sessions(every(1, DURATION_QUARTER, ANY_DAY, "2026-04-07", "2027-01-31"), &calendar,
		"2026-04-07 2026-07-07 2026-10-06 2027-01-12", NULL);
	assert_sessions(every(1, DURATION_YEAR, TUESDAY, "2026-01-06", "2028-12-31"), &calendar,
		"2026-01-06 2027-01-12 2028-01-11", NULL);
}

/* Periods of five weeks are followed by shorter ones: past the end it is the last day, or the last
 * such weekday. */
static void test_week_pattern_past_the_end(void **state)
{
	(void)state;
	struct calendar calendar = weeks_445();
	assert_sessions(every(1, DURATION_MONTH, TUESDAY, "2026-03-24", "2026-06-28"), &calendar,
		"2026-03-24 2026-04-21 2026-05-19 2026-06-23", NULL);
	assert_sessions(every(1, DURATION_MONTH, ANY_DAY, "2026-03-24", "2026-06-28"), &calendar,
		"2026-03-24 2026-04-26 2026-05-24 2026-06-23",
		"2026-03-24 2026-04-27 2026-05-25 2026-06-23");
	assert_sessions(every(1, DURATION_MONTH, MONDAY, "2026-03-23", "2026-06-28"), &calendar,
		"2026-03-23 2026-04-20 2026-05-18 2026-06-22", NULL);
	assert_sessions(every(1, DURATION_MONTH, ANY_DAY, "2026-03-23", "2026-06-28"), &calendar,
		"2026-03-23 2026-04-26 2026-05-24 2026-06-22",
		"2026-03-23 2026-04-27 2026-05-25 2026-06-22");
	/* The 53rd week of FY2026 has no counterpart in FY2027. */
	assert_sessions(every(1, DURATION_YEAR, ANY_DAY, "2026-12-30", "2028-12-30"), &calendar,
		"2026-12-30 2028-01-02", "2026-12-30 2028-01-03");
	assert_sessions(every(1, DURATION_YEAR, WEDNESDAY, "2026-12-30", "2028-12-31"), &calendar,
		"2026-12-30 2027-12-29 2028-12-27", NULL);
}

static void test_workdays_of_all(void **state)
{
	(void)state;
	date_t labour_day = day("2026-05-01"), monday = day("2026-05-04");
	struct calendar one = calendar_default(), two = one;
	one.holidays = &labour_day;
	two.holidays = &monday;
	one.n_holidays = two.n_holidays = 1;
	const struct calendar *both[] = {&one, &two};
	struct cadence cadence = every(1, DURATION_MONTH, ANY_DAY, "2026-05-01", "2026-05-01");
	struct session_days days = {0};
	cadence_expand(&cadence, &one, both, 2, &days);
	/* Held after `until`, as only planned days end there. */
	assert_list(&days, false, "2026-05-01");
	assert_list(&days, true, "2026-05-05");
	vec_free(&days);
	two.workdays = 0;
	cadence_expand(&cadence, &one, both, 2, &days);
	assert_list(&days, true, "2026-05-01");
	vec_free(&days);
}

static void test_two_on_one_day(void **state)
{
	(void)state;
	struct calendar calendar = calendar_default();
	assert_sessions(every(1, DURATION_DAY, ANY_DAY, "2026-01-02", "2026-01-06"), &calendar,
		"2026-01-02 2026-01-05 2026-01-06", NULL);
	assert_sessions(every(1, DURATION_DAY, ANY_DAY, "2026-01-02", "2026-01-04"), &calendar,
		"2026-01-02 2026-01-04", "2026-01-02 2026-01-05");
	/* Another cadence on the same day stays a session of its own. */
	struct cadence cadence = every(1, DURATION_WEEK, ANY_DAY, "2026-01-02", "2026-01-02");
	struct session_days days = {0};
	cadence_expand(&cadence, &calendar, NULL, 0, &days);
	cadence_expand(&cadence, &calendar, NULL, 0, &days);
	assert_list(&days, true, "2026-01-02 2026-01-02");
	vec_free(&days);
}

static void test_cap(void **state)
{
	(void)state;
	struct calendar calendar = calendar_default();
	const struct calendar *calendars[] = {&calendar};
	struct cadence cadence = every(1, DURATION_DAY, ANY_DAY, "2000-01-01", "9999-12-31");
	struct session_days days = {0};
	cadence_expand(&cadence, &calendar, NULL, 0, &days);
	assert_int_equal(days.n, 10000);
	assert_int_equal(days.items[9999].held, day("2000-01-01") + 9999);
	cadence_expand(&cadence, &calendar, calendars, 1, &days);
	assert_int_equal(days.n, 20000);
	/* 2000-01-03 was the first Monday: 2,000 weeks of five days. */
	assert_int_equal(days.items[10000].held, day("2000-01-03"));
	assert_int_equal(days.items[19999].held, day("2000-01-03") + 1999 * 7 + 4);
	vec_free(&days);
}

static void test_none(void **state)
{
	(void)state;
	static const enum duration_unit units[] = {DURATION_NONE, DURATION_MINUTE, DURATION_HOUR,
		DURATION_BUSINESS_HOUR, DURATION_BUSINESS_DAY};
	struct calendar calendar = calendar_default();
	for (size_t i = 0; i < sizeof(units) / sizeof(*units); i++)
		assert_sessions(every(1, units[i], ANY_DAY, "2026-01-01", "2026-12-31"), &calendar,
			"", NULL);
	struct cadence cadence = every(0, DURATION_DAY, ANY_DAY, "2026-01-01", "2026-12-31");
	assert_sessions(cadence, &calendar, "", NULL);
	cadence = every(1, DURATION_DAY, ANY_DAY, "2026-01-02", "2026-01-01");
	assert_sessions(cadence, &calendar, "", NULL);
	cadence.from = DATE_NONE;
	assert_sessions(cadence, &calendar, "", NULL);
	cadence = every(1, DURATION_DAY, ANY_DAY, "2026-01-01", "2026-01-01");
	cadence.until = DATE_NONE;
	assert_sessions(cadence, &calendar, "", NULL);
}

static void test_ends_of_time(void **state)
{
	(void)state;
	struct calendar calendar = calendar_default(), weeks = weeks_445();
	static const enum duration_unit units[] = {
		DURATION_DAY, DURATION_WEEK, DURATION_MONTH, DURATION_QUARTER, DURATION_YEAR};
	for (size_t i = 0; i < sizeof(units) / sizeof(*units); i++) {
		struct cadence cadence =
			every(UINT32_MAX, units[i], ANY_DAY, "2026-01-07", "9999-12-31");
		assert_sessions(cadence, &calendar, "2026-01-07", NULL);
		assert_sessions(cadence, &weeks, "2026-01-07", NULL);
		cadence.weekday = WEDNESDAY;
		assert_sessions(cadence, &calendar, "2026-01-07", NULL);
		assert_sessions(cadence, &weeks, "2026-01-07", NULL);
	}
	assert_sessions(every(1, DURATION_MONTH, FRIDAY, "9999-10-30", "9999-12-31"), &calendar,
		"9999-11-26 9999-12-31", NULL);
	assert_sessions(
		every(1, DURATION_WEEK, THURSDAY, "9999-12-31", "9999-12-31"), &calendar, "", NULL);
	/* The twelfth period of FY9999 would end after the end of time. */
	assert_sessions(every(1, DURATION_MONTH, ANY_DAY, "9999-11-26", "9999-12-31"), &weeks,
		"9999-11-26", NULL);
	assert_sessions(
		every(1, DURATION_MONTH, ANY_DAY, "9999-12-30", "9999-12-31"), &weeks, "", NULL);
	assert_sessions(
		every(1, DURATION_MONTH, THURSDAY, "9999-12-31", "9999-12-31"), &weeks, "", NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_two_weeks),
		cmocka_unit_test(test_weeks),
		cmocka_unit_test(test_days),
		cmocka_unit_test(test_same_weekday_of_month),
		cmocka_unit_test(test_same_day_of_month),
		cmocka_unit_test(test_week_pattern),
		cmocka_unit_test(test_week_pattern_past_the_end),
		cmocka_unit_test(test_workdays_of_all),
		cmocka_unit_test(test_two_on_one_day),
		cmocka_unit_test(test_cap),
		cmocka_unit_test(test_none),
		cmocka_unit_test(test_ends_of_time),
	};
	return cmocka_run_group_tests_name("cadence", tests, NULL, NULL);
}
