#include "tests/unit/unit.h"

#include "runtime/values/duration.h"

static date_t day(const char *text)
{
	date_t date = date_parse(str_from(text));
	if (date == DATE_NONE)
		fail_msg("%s is no day", text);
	return date;
}

static struct duration lasting(const char *n, enum duration_unit unit)
{
	struct duration result = {.unit = unit};
	assert_int_equal(decimal_parse(str_from(n), &result.n), DECIMAL_OK);
	return result;
}

static void test_units(void **state)
{
	(void)state;
	static const struct {
		const char *one, *many;
		enum duration_unit unit;
	} rows[] = {
		{"minute", "minutes", DURATION_MINUTE},
		{"hour", "hours", DURATION_HOUR},
		{"day", "days", DURATION_DAY},
		{"week", "weeks", DURATION_WEEK},
		{"month", "months", DURATION_MONTH},
		{"quarter", "quarters", DURATION_QUARTER},
		{"year", "years", DURATION_YEAR},
		{"business_hour", "business_hours", DURATION_BUSINESS_HOUR},
		{"business_day", "business_days", DURATION_BUSINESS_DAY},
	};
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		assert_int_equal(duration_unit_parse(str_from(rows[i].one)), rows[i].unit);
		assert_int_equal(duration_unit_parse(str_from(rows[i].many)), rows[i].unit);
		assert_string_equal(duration_unit_name(rows[i].unit, false), rows[i].one);
		assert_string_equal(duration_unit_name(rows[i].unit, true), rows[i].many);
	}
	static const char *const wrong[] = {"", "Day", "dayss", "business day", "d", "decade"};
	for (size_t i = 0; i < sizeof(wrong) / sizeof(*wrong); i++)
		assert_int_equal(duration_unit_parse(str_from(wrong[i])), DURATION_NONE);
}

static void assert_prints(struct duration a, const char *text)
{
	struct out out = {0};
	duration_print(&out, a);
	out_char(&out, '\0');
	assert_string_equal(out.data, text);
	out_free(&out);
}

static void test_print(void **state)
{
	(void)state;
	assert_prints(lasting("2", DURATION_WEEK), "2 weeks");
	assert_prints(lasting("1", DURATION_DAY), "1 day");
	assert_prints(lasting("1.0", DURATION_HOUR), "1.0 hour");
	assert_prints(lasting("0", DURATION_DAY), "0 days");
	assert_prints(lasting("1.5", DURATION_HOUR), "1.5 hours");
	assert_prints(lasting("-1", DURATION_MONTH), "-1 months");
	assert_prints(lasting("1000", DURATION_BUSINESS_DAY), "1,000 business_days");
}

static void assert_added(
	const char *from, const char *n, enum duration_unit unit, const char *expected)
{
	struct calendar calendar = calendar_default();
	const struct calendar *calendars[] = {&calendar};
	date_t date = duration_add(lasting(n, unit), day(from), calendars, 1);
	if (date == DATE_NONE)
		fail_msg("%s has nothing %s later", from, n);
	assert_string_equal(date_text(date).text, expected);
}

static void test_add(void **state)
{
	(void)state;
	assert_added("2026-05-15", "14", DURATION_DAY, "2026-05-29");
	assert_added("2026-05-15", "-14", DURATION_DAY, "2026-05-01");
	assert_added("2026-05-15", "2", DURATION_WEEK, "2026-05-29");
	assert_added("2026-01-31", "1", DURATION_MONTH, "2026-02-28");
	assert_added("2026-01-31", "1.00", DURATION_MONTH, "2026-02-28");
	assert_added("2026-03-31", "1", DURATION_QUARTER, "2026-06-30");
	assert_added("2024-02-29", "1", DURATION_YEAR, "2025-02-28");
	assert_added("2024-02-29", "-4", DURATION_YEAR, "2020-02-29");
	assert_added("2026-04-30", "2", DURATION_BUSINESS_DAY, "2026-05-04");
	assert_added("2026-05-04", "-2", DURATION_BUSINESS_DAY, "2026-04-30");
	assert_added("2026-05-16", "0", DURATION_BUSINESS_DAY, "2026-05-16");
}

/* A reading is fresh through its date, its refresh and 5 business days. */
static void test_freshness(void **state)
{
	(void)state;
	static const struct {
		const char *read, *n;
		enum duration_unit unit;
		const char *fresh;
	} rows[] = {
		{"2026-01-31", "1", DURATION_MONTH, "2026-03-06"},
		{"2026-05-01", "1", DURATION_WEEK, "2026-05-15"},
		{"2026-05-04", "1", DURATION_WEEK, "2026-05-18"},
		{"2026-05-15", "1", DURATION_WEEK, "2026-05-29"},
		{"2026-05-15", "1", DURATION_DAY, "2026-05-22"},
		{"2026-03-31", "1", DURATION_QUARTER, "2026-07-07"},
	};
	struct calendar calendar = calendar_default();
	const struct calendar *calendars[] = {&calendar};
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		date_t date = duration_add(
			lasting(rows[i].n, rows[i].unit), day(rows[i].read), calendars, 1);
		date = duration_add(lasting("5", DURATION_BUSINESS_DAY), date, calendars, 1);
		assert_string_equal(date_text(date).text, rows[i].fresh);
	}
}

static void test_add_nothing(void **state)
{
	(void)state;
	date_t date = day("2026-05-15");
	static const char huge[] = "9223372036854775807";
	for (int unit = DURATION_NONE; unit <= DURATION_BUSINESS_DAY; unit++) {
		enum duration_unit of = (enum duration_unit)unit;
		assert_int_equal(duration_add(lasting("1.5", of), date, NULL, 0), DATE_NONE);
		assert_int_equal(duration_add(lasting(huge, of), date, NULL, 0), DATE_NONE);
	}
	assert_int_equal(
		duration_add(lasting("-9223372036854775808", DURATION_WEEK), date, NULL, 0),
		DATE_NONE);
	assert_int_equal(duration_add(lasting("24", DURATION_HOUR), date, NULL, 0), DATE_NONE);
	assert_int_equal(duration_add(lasting("1440", DURATION_MINUTE), date, NULL, 0), DATE_NONE);
	assert_int_equal(
		duration_add(lasting("8", DURATION_BUSINESS_HOUR), date, NULL, 0), DATE_NONE);
	assert_int_equal(duration_add(lasting("8000", DURATION_YEAR), date, NULL, 0), DATE_NONE);
	assert_int_equal(duration_add(lasting("1", DURATION_DAY), DATE_NONE, NULL, 0), DATE_NONE);
}

static void test_days_at_most(void **state)
{
	(void)state;
	static const struct {
		const char *n;
		enum duration_unit unit;
		int64_t days;
	} rows[] = {
		{"1", DURATION_MONTH, 31},
		{"2", DURATION_MONTH, 62},
		{"1", DURATION_QUARTER, 92},
		{"1", DURATION_YEAR, 366},
		{"2", DURATION_WEEK, 14},
		{"1.5", DURATION_WEEK, 11}, /* 10.5 */
		{"14", DURATION_DAY, 14},
		{"0.1", DURATION_DAY, 1},
		{"1", DURATION_BUSINESS_DAY, 3},
		{"5", DURATION_BUSINESS_DAY, 7},
		{"6", DURATION_BUSINESS_DAY, 10},
		{"10", DURATION_BUSINESS_DAY, 14},
		{"10.5", DURATION_BUSINESS_DAY, 17},
		{"1", DURATION_HOUR, 1},
		{"24", DURATION_HOUR, 1},
		{"24.001", DURATION_HOUR, 2},
		{"45", DURATION_MINUTE, 1},
		{"1441", DURATION_MINUTE, 2},
		{"0", DURATION_DAY, 0},
		{"-3", DURATION_WEEK, 0},
		{"-3", DURATION_BUSINESS_DAY, 0},
		{"8", DURATION_BUSINESS_HOUR, -1},
		{"8", DURATION_NONE, -1},
		{"9223372036854775807", DURATION_YEAR, DATE_MAX},
		{"9223372036854775807", DURATION_BUSINESS_DAY, DATE_MAX},
		{"3652059", DURATION_BUSINESS_DAY, DATE_MAX},
	};
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		int64_t days = duration_days_at_most(lasting(rows[i].n, rows[i].unit));
		if (days != rows[i].days)
			fail_msg("%s %s count %lld days", rows[i].n,
				duration_unit_name(rows[i].unit, true), (long long)days);
	}
}

/* No month, quarter, year or run of business days is longer than duration_days_at_most says. */
static void test_days_at_most_hold(void **state)
{
	(void)state;
	struct calendar calendar = calendar_default();
	const struct calendar *calendars[] = {&calendar};
	for (int unit = DURATION_DAY; unit <= DURATION_BUSINESS_DAY; unit++) {
		if (unit == DURATION_BUSINESS_HOUR)
			continue;
		for (int n = 1; n <= 12; n++) {
			struct duration a = {decimal_of(n), (enum duration_unit)unit};
			int64_t longest = 0, most = duration_days_at_most(a);
			for (date_t date = day("2023-01-01"); date < day("2027-02-01"); date++) {
				int64_t days = duration_add(a, date, calendars, 1) - date;
				longest = days > longest ? days : longest;
			}
			assert_true(longest <= most);
			if (n == 1)
				assert_int_equal(longest, most);
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_units),
		cmocka_unit_test(test_print),
		cmocka_unit_test(test_add),
		cmocka_unit_test(test_freshness),
		cmocka_unit_test(test_add_nothing),
		cmocka_unit_test(test_days_at_most),
		cmocka_unit_test(test_days_at_most_hold),
	};
	return cmocka_run_group_tests_name("duration", tests, NULL, NULL);
}
