#include "tests/unit/unit.h"

#include "runtime/values/date.h"

static date_t day(const char *text)
{
	date_t date = date_parse(str_from(text));
	assert_int_not_equal(date, DATE_NONE);
	return date;
}

static void test_known_days(void **state)
{
	(void)state;
	assert_int_equal(date_make(1, 1, 1), DATE_MIN);
	assert_int_equal(date_make(9999, 12, 31), DATE_MAX);
	assert_int_equal(date_make(1970, 1, 1), 719163);
	assert_int_equal(date_make(2000, 1, 1), 730120);
	assert_int_equal(date_weekday(day("2026-03-31")), TUESDAY);
	assert_int_equal(date_weekday(day("2024-02-29")), THURSDAY);
	assert_int_equal(date_weekday(day("1900-01-01")), MONDAY);
	assert_int_equal(date_weekday(DATE_MIN), MONDAY);
	assert_int_equal(date_weekday(DATE_MAX), FRIDAY);
}

/* Counts all days there are by the rules of the wall calendar and compares each. */
static void test_every_day(void **state)
{
	(void)state;
	static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	date_t date = DATE_MIN;
	for (int year = 1; year <= 9999; year++) {
		bool leap = year % 400 == 0 || (year % 100 != 0 && year % 4 == 0);
		for (int month = 1; month <= 12; month++) {
			int length = lengths[month - 1] + (leap && month == 2);
			if (date_days_in_month(year, month) != length)
				fail_msg("length of %d-%d", year, month);
			for (int d = 1; d <= length; d++, date++) {
				struct civil civil = date_civil(date);
				if (date_make(year, month, d) != date || civil.year != year ||
					civil.month != month || civil.day != d ||
					(int)date_weekday(date) != (date - 1) % 7)
					fail_msg("%d-%d-%d is day %d", year, month, d, date);
			}
		}
	}
	assert_int_equal(date, DATE_MAX + 1);
}

static void test_no_such_day(void **state)
{
	(void)state;
	assert_int_equal(date_make(2026, 2, 29), DATE_NONE);
	assert_int_equal(date_make(1900, 2, 29), DATE_NONE);
	assert_int_not_equal(date_make(2000, 2, 29), DATE_NONE);
	assert_int_equal(date_make(2026, 4, 31), DATE_NONE);
	assert_int_equal(date_make(2026, 13, 1), DATE_NONE);
	assert_int_equal(date_make(2026, 0, 1), DATE_NONE);
	assert_int_equal(date_make(2026, 1, 0), DATE_NONE);
	assert_int_equal(date_make(2026, 1, 32), DATE_NONE);
	assert_int_equal(date_make(0, 12, 31), DATE_NONE);
	assert_int_equal(date_make(10000, 1, 1), DATE_NONE);
	assert_int_equal(date_make(-1, 99999999, -5), DATE_NONE);
}

static void test_parse(void **state)
{
	(void)state;
	static const char *const wrong[] = {"", "2026", "2026-3-31", "2026-03-1", "2026-02-31",
		"2026/03/31", "2026-1/-10", "2026-0:-10", "2026x03-31", "2026-03x31", "2026-03-31 ",
		"2026-03-3x", "x026-03-31", "-026-03-31", "0000-01-01", "2026-00-10", "2026-+1-10",
		"12026-03-31", "31-03-2026"};
	for (size_t i = 0; i < sizeof(wrong) / sizeof(*wrong); i++)
		if (date_parse(str_from(wrong[i])) != DATE_NONE)
			fail_msg("%s is read as a date", wrong[i]);
	assert_int_equal(date_parse(STR("2026-03-31")), date_make(2026, 3, 31));
	assert_int_equal(date_parse(STR("0001-01-01")), DATE_MIN);
	assert_int_equal(date_parse(STR("9999-12-31")), DATE_MAX);
	/* A slice of a longer text is read to its end only. */
	assert_int_equal(date_parse(str_slice(STR("x2026-03-315"), 1, 11)), date_make(2026, 3, 31));
}

static void test_print(void **state)
{
	(void)state;
	assert_string_equal(date_text(day("2026-03-31")).text, "2026-03-31");
	assert_string_equal(date_text(DATE_MIN).text, "0001-01-01");
	assert_string_equal(date_text(DATE_MAX).text, "9999-12-31");
	struct out out = {0};
	date_print(&out, day("2024-02-29"));
	date_print(&out, day("0987-10-05"));
	assert_true(str_is(out_view(&out), "2024-02-290987-10-05"));
	out_free(&out);
}

static void test_add(void **state)
{
	(void)state;
	assert_int_equal(date_add(day("2026-02-28"), 1), day("2026-03-01"));
	assert_int_equal(date_add(day("2024-02-28"), 1), day("2024-02-29"));
	assert_int_equal(date_add(day("2026-01-01"), -1), day("2025-12-31"));
	assert_int_equal(date_add(day("2026-05-15"), 0), day("2026-05-15"));
	assert_int_equal(date_add(DATE_MIN, DATE_MAX - DATE_MIN), DATE_MAX);
	assert_int_equal(date_add(DATE_MAX, 1), DATE_NONE);
	assert_int_equal(date_add(DATE_MIN, -1), DATE_NONE);
	assert_int_equal(date_add(DATE_MIN, INT64_MAX), DATE_NONE);
	assert_int_equal(date_add(DATE_MAX, INT64_MIN), DATE_NONE);
	assert_int_equal(date_add(DATE_NONE, 1), DATE_NONE);
}

/* The 30th, 60th and 90th day of a plan; the windows of 30 days ahead of a day and behind it. */
static void test_thirty_days(void **state)
{
	(void)state;
	date_t start = day("2026-01-01"), as_of = day("2026-05-15");
	assert_string_equal(date_text(date_add(start, 29)).text, "2026-01-30");
	assert_string_equal(date_text(date_add(start, 59)).text, "2026-03-01");
	assert_string_equal(date_text(date_add(start, 89)).text, "2026-03-31");
	assert_string_equal(date_text(date_add(as_of, 1)).text, "2026-05-16");
	assert_string_equal(date_text(date_add(as_of, 30)).text, "2026-06-14");
	assert_string_equal(date_text(date_add(as_of, 60)).text, "2026-07-14");
	assert_string_equal(date_text(date_add(as_of, 90)).text, "2026-08-13");
	assert_string_equal(date_text(date_add(as_of, -29)).text, "2026-04-16");
}

static void test_add_months(void **state)
{
	(void)state;
	static const struct {
		const char *from;
		int64_t months;
		const char *to;
	} rows[] = {
		{"2026-01-31", 1, "2026-02-28"},
		{"2024-01-31", 1, "2024-02-29"},
		{"2026-01-31", 2, "2026-03-31"},
		{"2026-03-31", -1, "2026-02-28"},
		{"2026-12-15", 1, "2027-01-15"},
		{"2026-01-15", -1, "2025-12-15"},
		{"2024-02-29", 12, "2025-02-28"},
		{"2024-02-29", 48, "2028-02-29"},
		{"2026-08-30", 0, "2026-08-30"},
		{"0001-01-31", 9999 * 12 - 1, "9999-12-31"},
		{"9999-12-31", -(9999 * 12 - 1), "0001-01-31"},
	};
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		assert_string_equal(
			date_text(date_add_months(day(rows[i].from), rows[i].months)).text,
			rows[i].to);
	assert_int_equal(date_add_months(DATE_MIN, -1), DATE_NONE);
	assert_int_equal(date_add_months(DATE_MAX, 1), DATE_NONE);
	assert_int_equal(date_add_months(DATE_MIN, 9999 * 12), DATE_NONE);
	assert_int_equal(date_add_months(DATE_MIN, INT64_MAX), DATE_NONE);
	assert_int_equal(date_add_months(DATE_MIN, INT64_MIN), DATE_NONE);
	assert_int_equal(date_add_months(DATE_NONE, 1), DATE_NONE);
}

/* n months there and back again is the same day, if every month has it. */
static void test_months_there_and_back(void **state)
{
	(void)state;
	for (date_t date = day("2019-01-01"); date < day("2031-01-01"); date += 3) {
		if (date_civil(date).day > 28)
			continue;
		for (int months = -700; months < 700; months += 37) {
			date_t there = date_add_months(date, months);
			struct civil from = date_civil(date), to = date_civil(there);
			assert_int_equal(
				to.year * 12 + to.month, from.year * 12 + from.month + months);
			assert_int_equal(to.day, from.day);
			assert_int_equal(date_add_months(there, -months), date);
		}
	}
}

static void test_range(void **state)
{
	(void)state;
	struct date_range range = {day("2026-01-01"), day("2026-12-31")};
	assert_true(date_range_has(range, day("2026-01-01")));
	assert_true(date_range_has(range, day("2026-12-31")));
	assert_false(date_range_has(range, day("2025-12-31")));
	assert_false(date_range_has(range, day("2027-01-01")));
	assert_false(date_range_has((struct date_range){DATE_NONE, DATE_MAX}, day("2026-01-01")));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_known_days),
		cmocka_unit_test(test_every_day),
		cmocka_unit_test(test_no_such_day),
		cmocka_unit_test(test_parse),
		cmocka_unit_test(test_print),
		cmocka_unit_test(test_add),
		cmocka_unit_test(test_thirty_days),
		cmocka_unit_test(test_add_months),
		cmocka_unit_test(test_months_there_and_back),
		cmocka_unit_test(test_range),
	};
	return cmocka_run_group_tests_name("date", tests, NULL, NULL);
}
