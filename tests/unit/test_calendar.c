#include "tests/unit/unit.h"

#include "runtime/values/calendar.h"

static date_t day(const char *text)
{
	date_t date = date_parse(str_from(text));
	if (date == DATE_NONE)
		fail_msg("%s is no day", text);
	return date;
}

static struct period named(const char *text)
{
	return period_parse(str_from(text));
}

static void assert_days(
	const struct calendar *calendar, const char *period, const char *first, const char *last)
{
	struct period read = named(period);
	assert_int_not_equal(read.kind, PERIOD_NONE);
	struct date_range days = period_days(calendar, read);
	if (days.first == DATE_NONE)
		fail_msg("%s has no days", period);
	if (days.first != day(first) || days.last != day(last))
		fail_msg("%s is %s .. %s", period, date_text(days.first).text,
			date_text(days.last).text);
}

static void assert_no_days(const struct calendar *calendar, const char *period)
{
	struct period read = named(period);
	assert_int_not_equal(read.kind, PERIOD_NONE);
	if (period_days(calendar, read).first != DATE_NONE)
		fail_msg("%s has days", period);
}

static void assert_prints(struct period period, const char *text)
{
	struct out out = {0};
	period_print(&out, period);
	out_char(&out, '\0');
	assert_string_equal(out.data, text);
	out_free(&out);
}

static struct calendar weeks(enum calendar_pattern pattern, int start_month, enum weekday starts)
{
	struct calendar calendar = calendar_default();
	calendar.pattern = pattern;
	calendar.start_month = (uint8_t)start_month;
	calendar.week_starts = starts;
	return calendar;
}

static struct calendar months(int start_month)
{
	return weeks(PATTERN_MONTHS, start_month, MONDAY);
}

/* ---- spelling ---- */

static void test_parse(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		enum period_kind kind;
		int index, year;
	} rows[] = {
		{"2026", PERIOD_YEAR, 0, 2026},
		{"2026-H1", PERIOD_HALF, 1, 2026},
		{"2026-Q2", PERIOD_QUARTER, 2, 2026},
		{"2026-03", PERIOD_MONTH, 3, 2026},
		{"2026-12", PERIOD_MONTH, 12, 2026},
		{"2026-W07", PERIOD_WEEK, 7, 2026},
		{"2026-W53", PERIOD_WEEK, 53, 2026},
		{"FY2026", PERIOD_FISCAL_YEAR, 0, 2026},
		{"FY2026-H2", PERIOD_FISCAL_HALF, 2, 2026},
		{"FY2026-Q4", PERIOD_FISCAL_QUARTER, 4, 2026},
		{"FY2026-P07", PERIOD_FISCAL_MONTH, 7, 2026},
		{"0001", PERIOD_YEAR, 0, 1},
		{"9999-Q1", PERIOD_QUARTER, 1, 9999},
		{"FY0099", PERIOD_FISCAL_YEAR, 0, 99},
	};
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct period period = named(rows[i].text);
		if (period.kind != rows[i].kind || period.index != rows[i].index ||
			period.year != rows[i].year)
			fail_msg("%s is read wrongly", rows[i].text);
		assert_prints(period, rows[i].text);
	}
}

static void test_parse_errors(void **state)
{
	(void)state;
	static const char *const wrong[] = {"", "2", "202", "20260", "2026-", "202x", "202/",
		"2026-1x", "2026-/1", "2026-Q", "2026-Q0", "2026-Q5", "2026-Q22", "2026-H3",
		"2026-H0", "2026-00", "2026-13", "2026-3", "2026-003", "2026-W00", "2026-W54",
		"2026-W7", "2026-P07", "2026-M03", "2026-q2", "2026Q2", "2026/Q2", "0000",
		"0000-Q1", "FY", "FY26", "FY2026-", "FY2026-W07", "FY2026-07", "FY2026-P13",
		"FY2026-P00", "FY2026-P7", "FY2026-Q5", "FY2026-H3", "fy2026", "FYFY2026", "FY0000",
		"2026-03-31", " 2026", "2026 "};
	for (size_t i = 0; i < sizeof(wrong) / sizeof(*wrong); i++)
		if (named(wrong[i]).kind != PERIOD_NONE)
			fail_msg("%s is read as a period", wrong[i]);
}

/* ---- days of periods ---- */

static void test_calendar_periods(void **state)
{
	(void)state;
	/* They are the same whatever the fiscal year is. */
	struct calendar calendar = weeks(PATTERN_454, 7, SUNDAY);
	assert_days(&calendar, "2026", "2026-01-01", "2026-12-31");
	assert_days(&calendar, "2026-H1", "2026-01-01", "2026-06-30");
	assert_days(&calendar, "2026-H2", "2026-07-01", "2026-12-31");
	assert_days(&calendar, "2026-Q1", "2026-01-01", "2026-03-31");
	assert_days(&calendar, "2026-Q4", "2026-10-01", "2026-12-31");
	assert_days(&calendar, "2026-02", "2026-02-01", "2026-02-28");
	assert_days(&calendar, "2024-02", "2024-02-01", "2024-02-29");
	assert_days(&calendar, "2026-12", "2026-12-01", "2026-12-31");
	assert_days(&calendar, "2026-W07", "2026-02-09", "2026-02-15");
	assert_days(&calendar, "2026-W53", "2026-12-28", "2027-01-03");
	assert_days(&calendar, "2026-W01", "2025-12-29", "2026-01-04");
	assert_days(&calendar, "2025-W52", "2025-12-22", "2025-12-28");
	assert_no_days(&calendar, "2025-W53");
	assert_no_days(&calendar, "2027-W53");
	assert_days(&calendar, "2020-W53", "2020-12-28", "2021-01-03");
	assert_days(&calendar, "2021-W01", "2021-01-04", "2021-01-10");
	assert_days(&calendar, "0001-W01", "0001-01-01", "0001-01-07");
	assert_days(&calendar, "9999-Q4", "9999-10-01", "9999-12-31");
	assert_no_days(&calendar, "9999-W52");
	assert_int_equal(
		period_days(&calendar, (struct period){.kind = PERIOD_NONE}).first, DATE_NONE);
}

/* ISO weeks follow each other without a gap, and the year of each is that of its Thursday. */
static void test_iso_weeks(void **state)
{
	(void)state;
	struct calendar calendar = calendar_default();
	struct period week = named("1960-W01");
	date_t expected = day("1960-01-04");
	while (week.year < 2120) {
		struct date_range days = period_days(&calendar, week);
		assert_int_equal(days.first, expected);
		assert_int_equal(days.last, expected + 6);
		assert_int_equal(date_weekday(days.first), MONDAY);
		assert_int_equal(date_civil(days.first + 3).year, week.year);
		expected += 7;
		week = period_next(&calendar, week);
	}
}

static void test_fiscal_years_in_weeks(void **state)
{
	(void)state;
	struct calendar calendar = weeks(PATTERN_445, 1, MONDAY);
	assert_days(&calendar, "FY2025", "2024-12-30", "2025-12-28");
	assert_int_equal(calendar_year_days(&calendar, 2025), 364);
	assert_days(&calendar, "FY2026", "2025-12-29", "2027-01-03");
	assert_int_equal(calendar_year_days(&calendar, 2026), 371);
	assert_days(&calendar, "FY2026-Q1", "2025-12-29", "2026-03-29");
	assert_days(&calendar, "FY2026-Q2", "2026-03-30", "2026-06-28");
	assert_days(&calendar, "FY2026-Q3", "2026-06-29", "2026-09-27");
	assert_days(&calendar, "FY2026-Q4", "2026-09-28", "2027-01-03");
	assert_days(&calendar, "FY2026-H1", "2025-12-29", "2026-06-28");
	assert_days(&calendar, "FY2026-H2", "2026-06-29", "2027-01-03");
	static const char *const ends[] = {"2026-01-25", "2026-02-22", "2026-03-29", "2026-04-26",
		"2026-05-24", "2026-06-28", "2026-07-26", "2026-08-23", "2026-09-27", "2026-10-25",
		"2026-11-22", "2027-01-03"};
	struct period period = named("FY2026-P01");
	date_t first = day("2025-12-29");
	for (size_t i = 0; i < 12; i++) {
		struct date_range days = period_days(&calendar, period);
		assert_int_equal(days.first, first);
		assert_int_equal(days.last, day(ends[i]));
		first = days.last + 1;
		period = period_next(&calendar, period);
	}
	assert_prints(period, "FY2027-P01");
	assert_days(&calendar, "FY2026-P12", "2026-11-23", "2027-01-03"); /* 6 weeks */
	assert_days(&calendar, "FY2027", "2027-01-04", "2028-01-02");
	for (int year = 2027; year < 2032; year++)
		assert_int_equal(calendar_year_days(&calendar, year), 364);
	assert_int_equal(calendar_year_days(&calendar, 2032), 371);

	calendar.year_end_last = true;
	assert_days(&calendar, "FY2026", "2025-12-29", "2026-12-27");
	assert_int_equal(calendar_year_days(&calendar, 2026), 364);
	assert_days(&calendar, "FY2028", "2027-12-27", "2028-12-31");
	assert_int_equal(calendar_year_days(&calendar, 2028), 371);
}

static void test_retail_year(void **state)
{
	(void)state;
	struct calendar calendar = weeks(PATTERN_454, 2, SUNDAY);
	assert_days(&calendar, "FY2024", "2023-01-29", "2024-02-03");
	assert_int_equal(calendar_year_days(&calendar, 2024), 371);
	assert_days(&calendar, "FY2024-P01", "2023-01-29", "2023-02-25");
	assert_days(&calendar, "FY2024-P02", "2023-02-26", "2023-04-01");
	assert_days(&calendar, "FY2024-P03", "2023-04-02", "2023-04-29");
	assert_days(&calendar, "FY2024-P12", "2023-12-31", "2024-02-03");
	calendar.named_by_start = true;
	assert_days(&calendar, "FY2023", "2023-01-29", "2024-02-03");

	calendar = weeks(PATTERN_544, 10, SATURDAY);
	assert_days(&calendar, "FY2026-P01", "2025-10-04", "2025-11-07");
	assert_days(&calendar, "FY2026-P02", "2025-11-08", "2025-12-05");
	assert_days(&calendar, "FY2026-P03", "2025-12-06", "2026-01-02");
}

static void test_fiscal_years_in_months(void **state)
{
	(void)state;
	struct calendar january = calendar_default(), april = months(4), july = months(7);
	assert_days(&january, "FY2026", "2026-01-01", "2026-12-31");
	january.named_by_start = true;
	assert_days(&january, "FY2026-Q3", "2026-07-01", "2026-09-30");
	assert_days(&april, "FY2026", "2025-04-01", "2026-03-31");
	assert_days(&april, "FY2026-Q2", "2025-07-01", "2025-09-30");
	assert_days(&april, "FY2026-Q4", "2026-01-01", "2026-03-31");
	assert_days(&april, "FY2026-H2", "2025-10-01", "2026-03-31");
	assert_days(&april, "FY2024-P11", "2024-02-01", "2024-02-29");
	assert_int_equal(calendar_year_days(&april, 2024), 366);
	assert_int_equal(calendar_year_days(&april, 2026), 365);
	assert_days(&july, "FY2026", "2025-07-01", "2026-06-30");
	july.named_by_start = true;
	assert_days(&july, "FY2025", "2025-07-01", "2026-06-30");
}

static void test_ends_of_time(void **state)
{
	(void)state;
	struct calendar april = months(4), start = months(4);
	start.named_by_start = true;
	assert_no_days(&april, "FY0001");
	assert_days(&april, "FY0001-Q4", "0001-01-01", "0001-03-31");
	assert_no_days(&april, "FY0001-Q3");
	assert_days(&start, "FY9999-Q3", "9999-10-01", "9999-12-31");
	assert_no_days(&start, "FY9999");
	assert_int_equal(calendar_fiscal(&april, PERIOD_FISCAL_YEAR, DATE_MIN).kind, PERIOD_NONE);
	assert_prints(calendar_fiscal(&april, PERIOD_FISCAL_QUARTER, DATE_MIN), "FY0001-Q4");
	assert_int_equal(calendar_fiscal(&april, PERIOD_FISCAL_MONTH, DATE_MAX).kind, PERIOD_NONE);
	assert_prints(calendar_fiscal(&start, PERIOD_FISCAL_MONTH, DATE_MAX), "FY9999-P09");
	assert_int_equal(period_next(&april, named("9999")).kind, PERIOD_NONE);
	assert_int_equal(period_next(&april, named("9999-12")).kind, PERIOD_NONE);
	assert_int_equal(period_next(&april, named("9999-W51")).kind, PERIOD_NONE);
	assert_int_equal(period_next(&start, named("FY9999-Q3")).kind, PERIOD_NONE);
	/* What follows has days, but no name of four digits. */
	assert_int_equal(period_next(&april, named("FY9999-Q4")).kind, PERIOD_NONE);
	struct calendar week = weeks(PATTERN_445, 1, MONDAY);
	assert_days(&week, "FY0001-Q1", "0001-01-01", "0001-04-01");
	week.start_month = 7;
	assert_days(&week, "FY0001-Q3", "0001-01-01", "0001-04-01");
	week.start_month = 1;
	/* The Monday nearest to 10000-01-01 is two days later. */
	assert_no_days(&week, "FY9999");
	assert_int_equal(calendar_fiscal(&week, PERIOD_FISCAL_YEAR, DATE_MAX).kind, PERIOD_NONE);
	assert_int_equal(calendar_year_days(&week, 9999), 364);
}

static void test_next(void **state)
{
	(void)state;
	struct calendar calendar = calendar_default();
	static const char *const pairs[][2] = {
		{"2026", "2027"},
		{"2026-H1", "2026-H2"},
		{"2026-H2", "2027-H1"},
		{"2026-Q4", "2027-Q1"},
		{"2026-09", "2026-10"},
		{"2026-12", "2027-01"},
		{"2025-W52", "2026-W01"},
		{"2026-W52", "2026-W53"},
		{"2026-W53", "2027-W01"},
		{"FY2026", "FY2027"},
		{"FY2026-H2", "FY2027-H1"},
		{"FY2026-Q1", "FY2026-Q2"},
		{"FY2026-P12", "FY2027-P01"},
	};
	for (size_t i = 0; i < sizeof(pairs) / sizeof(*pairs); i++)
		assert_prints(period_next(&calendar, named(pairs[i][0])), pairs[i][1]);
}

/* Checks 40 years day by day: the periods of a kind follow each other without a gap, and each day
   is given the one that holds it. */
static void check_tiling(const struct calendar *calendar, enum period_kind kind)
{
	date_t date = day("1999-12-20"), end = day("2040-02-01");
	struct period period = calendar_fiscal(calendar, kind, date);
	struct date_range days = period_days(calendar, period);
	assert_true(date_range_has(days, date));
	for (; date < end; date++) {
		if (date > days.last) {
			period = period_next(calendar, period);
			days = period_days(calendar, period);
			assert_int_equal(days.first, date);
		}
		struct period found = calendar_fiscal(calendar, kind, date);
		if (found.kind != kind || found.year != period.year || found.index != period.index)
			fail_msg("%s is in another period", date_text(date).text);
	}
}

static void test_tiling(void **state)
{
	(void)state;
	for (int variant = 0; variant < 16; variant++) {
		struct calendar calendar = weeks((enum calendar_pattern)(variant % 4),
			1 + variant * 5 % 12, (enum weekday)(variant * 3 % 7));
		calendar.year_end_last = variant & 4;
		calendar.named_by_start = variant & 8;
		check_tiling(&calendar, PERIOD_FISCAL_YEAR);
		check_tiling(&calendar, PERIOD_FISCAL_HALF);
		check_tiling(&calendar, PERIOD_FISCAL_QUARTER);
		check_tiling(&calendar, PERIOD_FISCAL_MONTH);
	}
}

/* Every year begins on the right weekday, nearest: within three days of the first, last: up to six
 * days before. */
static void test_year_starts(void **state)
{
	(void)state;
	for (int variant = 0; variant < 14; variant++) {
		struct calendar calendar =
			weeks(PATTERN_445, 1 + variant % 12, (enum weekday)(variant % 7));
		calendar.year_end_last = variant % 2;
		calendar.named_by_start = true;
		for (int year = 1990; year < 2090; year++) {
			struct period period = {PERIOD_FISCAL_YEAR, 0, (int16_t)year};
			date_t first = period_days(&calendar, period).first;
			int before = date_make(year, calendar.start_month, 1) - first;
			assert_int_equal(date_weekday(first), calendar.week_starts);
			assert_in_range(before + 3, calendar.year_end_last ? 3 : 0,
				calendar.year_end_last ? 9 : 6);
			int length = calendar_year_days(&calendar, year);
			assert_true(length == 364 || length == 371);
		}
	}
}

/* ---- workdays ---- */

static void test_workdays(void **state)
{
	(void)state;
	date_t holidays[] = {day("2026-01-01"), day("2026-04-07"), day("2026-05-01")};
	struct calendar calendar = calendar_default();
	calendar.holidays = holidays;
	calendar.n_holidays = 3;
	assert_false(calendar_is_workday(&calendar, day("2026-01-01")));
	assert_true(calendar_is_workday(&calendar, day("2026-01-02")));
	assert_false(calendar_is_workday(&calendar, day("2026-01-03")));
	assert_false(calendar_is_workday(&calendar, day("2026-01-04")));
	assert_false(calendar_is_workday(&calendar, day("2026-04-07")));
	assert_true(calendar_is_workday(&calendar, day("2026-04-08")));
	assert_false(calendar_is_workday(&calendar, day("2026-05-01")));

	struct calendar gulf = calendar_default();
	gulf.workdays = 1 << SUNDAY | 1 << MONDAY | 1 << TUESDAY | 1 << WEDNESDAY | 1 << THURSDAY;
	const struct calendar *both[] = {&calendar, &gulf};
	/* 2026-05-01 is a Friday and a holiday, then comes a weekend for both. */
	assert_int_equal(calendar_next_workday(both, 1, day("2026-05-01")), day("2026-05-04"));
	assert_int_equal(calendar_next_workday(both, 2, day("2026-05-08")), day("2026-05-11"));
	assert_int_equal(calendar_next_workday(both + 1, 1, day("2026-05-08")), day("2026-05-10"));
	assert_int_equal(calendar_next_workday(both, 2, day("2026-05-06")), day("2026-05-06"));
	assert_int_equal(calendar_next_workday(NULL, 0, day("2026-05-02")), day("2026-05-02"));
	assert_int_equal(calendar_next_workday(both, 2, DATE_MAX), DATE_NONE);
}

static void test_add_workdays(void **state)
{
	(void)state;
	date_t holiday = day("2026-05-01");
	struct calendar plain = calendar_default(), may = plain;
	may.holidays = &holiday;
	may.n_holidays = 1;
	const struct calendar *without[] = {&plain}, *with[] = {&plain, &may};
	/* A milestone due on Thursday 2026-04-30 asks for its root cause within two business days.
	 */
	date_t due = day("2026-04-30");
	assert_int_equal(calendar_add_workdays(without, 1, due, 2), day("2026-05-04"));
	assert_int_equal(calendar_add_workdays(with, 2, due, 2), day("2026-05-05"));
	assert_int_equal(calendar_add_workdays(without, 1, due, 0), due);
	/* From a Saturday the days of the week after count. */
	date_t saturday = day("2026-02-28");
	assert_int_equal(calendar_add_workdays(without, 1, saturday, 1), day("2026-03-02"));
	assert_int_equal(calendar_add_workdays(without, 1, saturday, 5), day("2026-03-06"));
	assert_int_equal(calendar_add_workdays(without, 1, saturday, 6), day("2026-03-09"));
	assert_int_equal(calendar_add_workdays(without, 1, saturday, -1), day("2026-02-27"));
	assert_int_equal(calendar_add_workdays(without, 1, saturday, -5), day("2026-02-23"));
	assert_int_equal(calendar_add_workdays(with, 2, day("2026-05-05"), -2), day("2026-04-30"));
	assert_int_equal(calendar_add_workdays(NULL, 0, saturday, 10), day("2026-03-10"));
}

static void test_long_holidays(void **state)
{
	(void)state;
	enum { N = 1200 };
	date_t holidays[N], first = day("2026-01-01");
	for (int i = 0; i < N; i++)
		holidays[i] = first + i;
	struct calendar calendar = calendar_default();
	calendar.workdays = 0x7f;
	calendar.holidays = holidays;
	calendar.n_holidays = 1000;
	const struct calendar *calendars[] = {&calendar};
	assert_int_equal(calendar_next_workday(calendars, 1, first), first + 1000);
	assert_int_equal(calendar_add_workdays(calendars, 1, first, 2), first + 1001);
	calendar.n_holidays = N;
	assert_int_equal(calendar_next_workday(calendars, 1, first), DATE_NONE);
	assert_int_equal(calendar_add_workdays(calendars, 1, first, 2), first + N + 1);
}

static void test_no_workdays(void **state)
{
	(void)state;
	struct calendar weekend = calendar_default(), week = calendar_default(), never = week;
	weekend.workdays = 1 << SATURDAY | 1 << SUNDAY;
	never.workdays = 0;
	const struct calendar *apart[] = {&weekend, &week}, *none[] = {&never};
	date_t date = day("2026-01-01");
	assert_int_equal(calendar_add_workdays(apart, 2, date, 1), DATE_NONE);
	assert_int_equal(calendar_add_workdays(none, 1, date, INT64_MAX), DATE_NONE);
	assert_int_equal(calendar_add_workdays(none, 1, date, 0), date);
	assert_int_equal(calendar_next_workday(apart, 2, date), DATE_NONE);
	assert_int_equal(calendar_next_workday(none, 1, date), DATE_NONE);
	assert_int_equal(calendar_add_workdays(apart + 1, 1, date, INT64_MAX), DATE_NONE);
	assert_int_equal(calendar_add_workdays(apart + 1, 1, date, INT64_MIN), DATE_NONE);
	assert_int_equal(calendar_add_workdays(apart + 1, 1, date, 3000000), DATE_NONE);
	/* The last workday of all is Friday 9999-12-31. */
	assert_int_equal(calendar_add_workdays(apart + 1, 1, day("9999-12-24"), 5), DATE_MAX);
	assert_int_equal(calendar_add_workdays(apart + 1, 1, day("9999-12-24"), 6), DATE_NONE);
	assert_int_equal(calendar_add_workdays(apart + 1, 1, day("0001-01-08"), -5), DATE_MIN);
	assert_int_equal(calendar_add_workdays(apart + 1, 1, day("0001-01-08"), -6), DATE_NONE);
}

/* The way that cannot be wrong: one day after the other. */
static date_t walk(
	const struct calendar *const *calendars, uint32_t n_calendars, date_t date, int n)
{
	int step = n < 0 ? -1 : 1;
	while (n != 0) {
		date += step;
		bool works = true;
		for (uint32_t i = 0; i < n_calendars; i++)
			works = works && calendar_is_workday(calendars[i], date);
		n -= works ? step : 0;
	}
	return date;
}

static uint32_t next_random(uint64_t *seed)
{
	*seed = *seed * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)(*seed >> 33);
}

static void fill(date_t *holidays, uint32_t n, date_t from, uint32_t step, uint64_t *seed)
{
	for (uint32_t i = 0; i < n; i++) {
		from += 1 + (int32_t)(next_random(seed) % step);
		holidays[i] = from;
	}
}

static void test_add_workdays_by_walking(void **state)
{
	(void)state;
	enum { N = 400 };
	static const uint8_t workdays[] = {0x1f, 0x4f, 0x7f, 0x00, 0x05};
	static const int far[] = {1000, -2000, 10000};
	uint64_t seed = 1;
	for (uint32_t round = 0; round < 60; round++) {
		date_t first[N], second[N];
		struct calendar one = calendar_default(), two = one;
		/* From a holiday nearly every day to a few in a year. */
		fill(first, N, day("2015-01-01"), 1 + round % 20, &seed);
		fill(second, N, day("2017-01-01"), 2 + round % 50, &seed);
		one.holidays = first;
		two.holidays = second;
		one.n_holidays = two.n_holidays = N;
		one.workdays = workdays[round % 5] | 1 << FRIDAY;
		two.workdays = workdays[(round + 2) % 5] | 1 << FRIDAY;
		const struct calendar *both[] = {&one, &two};
		for (int i = 0; i < 40; i++) {
			date_t date = day("2014-06-01") + (int32_t)(next_random(&seed) % 3000);
			int n = (int)(next_random(&seed) % 400) - 100;
			uint32_t n_calendars = 1 + next_random(&seed) % 2;
			assert_int_equal(calendar_add_workdays(both, n_calendars, date, n),
				walk(both, n_calendars, date, n));
		}
		for (size_t i = 0; i < 3; i++)
			assert_int_equal(calendar_add_workdays(both, 2, day("2015-03-01"), far[i]),
				walk(both, 2, day("2015-03-01"), far[i]));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_parse),
		cmocka_unit_test(test_parse_errors),
		cmocka_unit_test(test_calendar_periods),
		cmocka_unit_test(test_iso_weeks),
		cmocka_unit_test(test_fiscal_years_in_weeks),
		cmocka_unit_test(test_retail_year),
		cmocka_unit_test(test_fiscal_years_in_months),
		cmocka_unit_test(test_ends_of_time),
		cmocka_unit_test(test_next),
		cmocka_unit_test(test_tiling),
		cmocka_unit_test(test_year_starts),
		cmocka_unit_test(test_workdays),
		cmocka_unit_test(test_add_workdays),
		cmocka_unit_test(test_long_holidays),
		cmocka_unit_test(test_no_workdays),
		cmocka_unit_test(test_add_workdays_by_walking),
	};
	return cmocka_run_group_tests_name("calendar", tests, NULL, NULL);
}
