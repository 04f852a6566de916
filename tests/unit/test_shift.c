#include "tests/unit/unit.h"

#include "compiler/renew/shift.h"

static struct plan plan_of(const char *first, const char *last)
{
	return (struct plan){.first = date_parse(str_from(first)),
		.last = date_parse(str_from(last)),
		.calendar = calendar_default()};
}

static const char *text_of(date_t date)
{
	static struct date_text texts[4];
	static unsigned n;
	struct date_text *text = &texts[n++ % 4];
	*text = date_text(date);
	return text->text;
}

#define day(text) date_parse(STR(text))
#define assert_day(date, text) assert_string_equal(text_of(date), text)

struct years {
	const char *first, *last, *next_first, *next_last;
};

static void test_follows_on_the_calendar(void **state)
{
	static const struct years years[] = {
		{"2026-01-01", "2026-12-31", "2027-01-01", "2027-12-31"},
		{"2023-03-01", "2024-02-29", "2024-03-01", "2025-02-28"},
		{"2022-03-01", "2023-02-28", "2023-03-01", "2024-02-29"},
		{"2026-04-01", "2026-06-30", "2026-07-01", "2026-09-30"},
		{"2026-01-01", "2026-06-30", "2026-07-01", "2026-12-31"},
		{"2026-02-15", "2028-02-14", "2028-02-15", "2030-02-14"},
		{"2026-01-12", "2026-12-18", "2027-01-12", "2027-12-18"},
		{"2026-01-01", "2028-05-13", "2028-06-01", "2030-10-13"},
	};
	(void)state;
	for (size_t i = 0; i < sizeof years / sizeof *years; i++) {
		struct plan plan = plan_of(years[i].first, years[i].last);
		struct shift shift;
		assert_true(shift_make(&shift, &plan));
		assert_day(shift.to.first, years[i].next_first);
		assert_day(shift.to.last, years[i].next_last);
	}
	struct plan last = plan_of("9999-01-01", "9999-12-31");
	struct shift shift;
	assert_false(shift_make(&shift, &last));
}

/* Every year of 52 or 53 weeks is followed by the next, without a day between. */
static void test_follows_fiscal_weeks(void **state)
{
	(void)state;
	uint32_t n_long = 0;
	for (int year = 2000; year < 2060; year++) {
		struct plan plan = {.calendar = calendar_default()};
		plan.calendar.pattern = PATTERN_445;
		plan.calendar.start_month = 2;
		struct date_range days = period_days(
			&plan.calendar, (struct period){PERIOD_FISCAL_YEAR, 0, (int16_t)year});
		struct shift shift;
		plan.first = days.first;
		plan.last = days.last;
		assert_true(shift_make(&shift, &plan));
		assert_int_equal(shift.to.first, days.last + 1);
		assert_int_equal(shift_date(&shift, days.first), shift.to.first);
		assert_int_equal(shift_date(&shift, days.last), shift.to.last);
		n_long += shift.to.last - shift.to.first + 1 == 371;
		for (date_t at = days.first; at <= days.last; at++) {
			date_t to = shift_date(&shift, at);
			assert_true(date_range_has(shift.to, to));
			assert_int_equal(date_weekday(shift_meeting(&shift, at)), date_weekday(at));
		}
	}
	assert_true(n_long > 8);
}

/* Of all days of years in a row: the month and day stay, meetings keep their day of the week and
   are at most a week away, and all stays within the plan. */
static void test_moves_days(void **state)
{
	(void)state;
	for (int year = 2020; year < 2034; year++) {
		struct plan plan = {.first = date_make(year, 1, 1),
			.last = date_make(year, 12, 31),
			.calendar = calendar_default()};
		struct shift shift;
		assert_true(shift_make(&shift, &plan));
		for (date_t at = plan.first; at <= plan.last; at++) {
			date_t to = shift_date(&shift, at), meeting = shift_meeting(&shift, at);
			date_t workday = shift_workday(&shift, at);
			struct civil was = date_civil(at), is = date_civil(to);
			assert_int_equal(is.year, was.year + 1);
			assert_int_equal(is.month, was.month);
			assert_true(is.day == was.day || (was.month == 2 && was.day >= 28));
			assert_int_equal(date_weekday(meeting), date_weekday(at));
			assert_true(meeting - to < 7 && to - meeting < 7);
			assert_true(date_range_has(shift.to, meeting));
			assert_true(date_range_has(shift.to, workday));
			assert_true(workday >= to && workday - to <= 3);
		}
	}
}

static void test_keeps_the_ends_of_months(void **state)
{
	struct plan plan = plan_of("2026-01-01", "2026-06-30");
	struct shift shift;
	(void)state;
	assert_true(shift_make(&shift, &plan));
	assert_day(shift_date(&shift, day("2026-02-28")), "2026-08-31");
	assert_day(shift_date(&shift, day("2026-04-30")), "2026-10-31");
	assert_day(shift_date(&shift, day("2026-04-29")), "2026-10-29");
	/* a Sunday that ends a month stays what it is; a workday that becomes one goes on */
	assert_day(shift_workday(&shift, day("2026-02-28")), "2026-08-31");
	assert_day(shift_workday(&shift, day("2026-03-05")), "2026-09-07");
	assert_day(shift_workday(&shift, day("2026-03-07")), "2026-09-07");
	assert_day(shift_workday(&shift, day("2026-03-08")), "2026-09-08");
}

static void assert_period(const struct shift *shift, const char *was, const char *is)
{
	struct out out = {0};
	period_print(&out, shift_period(shift, period_parse(str_from(was))));
	assert_true(str_is(out_view(&out), is));
	out_free(&out);
}

static void test_moves_periods(void **state)
{
	struct plan year = plan_of("2026-01-01", "2026-12-31");
	struct plan quarter = plan_of("2026-10-01", "2026-12-31");
	struct shift shift;
	(void)state;
	assert_true(shift_make(&shift, &year));
	assert_period(&shift, "2026", "2027");
	assert_period(&shift, "2026-Q4", "2027-Q4");
	assert_period(&shift, "2026-W07", "2027-W07");
	assert_period(&shift, "FY2026-P12", "FY2027-P12");
	/* 2026 has 53 weeks, 2027 has 52 */
	assert_int_equal(shift_period(&shift, period_parse(STR("2026-W53"))).kind, PERIOD_NONE);
	assert_true(shift_make(&shift, &quarter));
	assert_period(&shift, "2026-Q4", "2027-Q1");
	assert_period(&shift, "2026-11", "2027-02");
	assert_period(&shift, "FY2026-P09", "FY2026-P12");
	assert_int_equal(shift_period(&shift, period_parse(STR("2026-H2"))).kind, PERIOD_NONE);
	assert_int_equal(shift_period(&shift, period_parse(STR("2026"))).kind, PERIOD_NONE);
}

static void test_moves_names_of_years(void **state)
{
	static const char *const names[][2] = {
		{"joint_2026", "joint_2027"},
		{"Acme x Brightline FY26", "Acme x Brightline FY27"},
		{"fy26", "fy27"},
		{"2026: 20260 of 26", "2027: 20260 of 26"},
		{"2025", "2025"},
		{"plan", "plan"},
	};
	static const char *const fiscal[][2] = {
		{"2025/26", "2026/27"},
		{"2025-2026", "2026-2027"},
		{"FY26 (2025-26)", "FY27 (2026-27)"},
	};
	struct plan year = plan_of("2026-01-01", "2026-12-31");
	struct plan split = plan_of("2025-10-01", "2026-09-30");
	struct shift shift;
	struct arena arena;
	(void)state;
	arena_init(&arena);
	assert_true(shift_make(&shift, &year));
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		assert_true(
			str_is(shift_years(&shift, &arena, str_from(names[i][0])), names[i][1]));
	assert_true(shift_make(&shift, &split));
	for (size_t i = 0; i < sizeof fiscal / sizeof *fiscal; i++)
		assert_true(
			str_is(shift_years(&shift, &arena, str_from(fiscal[i][0])), fiscal[i][1]));
	arena_free(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_follows_on_the_calendar),
		cmocka_unit_test(test_follows_fiscal_weeks),
		cmocka_unit_test(test_moves_days),
		cmocka_unit_test(test_keeps_the_ends_of_months),
		cmocka_unit_test(test_moves_periods),
		cmocka_unit_test(test_moves_names_of_years),
	};
	return cmocka_run_group_tests_name("shift", tests, NULL, NULL);
}
