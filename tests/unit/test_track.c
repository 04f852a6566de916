#include "tests/unit/test_track.h"

/* ---- a quarter of 25,000 USD ---- */

static void quarter_on_15_may(void **state)
{
	(void)state;
	struct goal goal;
	quarter_begin(&goal);
	assert_int_equal(goal.input.curve.n, 1);
	goal_read(&goal, "2026-05-15", "7,500");
	const struct goal_figures *figures = goal_on(&goal, "2026-05-15");
	assert_int_equal(figures->elapsed, 45);
	assert_int_equal(figures->remaining, 46);
	assert_int_equal(figures->length, 91);
	expect(&figures->expected, "12,363");
	/* 12,362.637...: 25,000 * 45 / 91 */
	assert_int_equal(
		ratio_compare(figures->expected.exact, ratio_make((int128)25000 * 45, 91)), 0);
	expect(&figures->progress, "30.0");
	expect(&figures->attainment, "30.0");
	expect(&figures->pace, "60.6");
	expect_status(&goal, "behind");
	expect(&figures->gap, "4,863");
	expect(&figures->gap_share, "19.4");
	expect(&figures->current_rate, "166.67");
	expect(&figures->required_rate, "380.43");
	expect(&figures->factor, "2.3");
	expect(&figures->projection, "15,167");
	expect(&figures->run_rate, "15,167");
	assert_int_equal(figures->age, 0);
	/* The same reading a day later is judged against its own day. */
	figures = goal_on(&goal, "2026-05-16");
	assert_int_equal(figures->age, 1);
	assert_int_equal(figures->elapsed, 45);
	expect(&figures->expected, "12,363");
	expect(&figures->pace, "60.6");
	expect(&figures->gap, "4,863");
	expect(&figures->factor, "2.3");
	expect(&figures->projection, "15,167");
	expect_status(&goal, "behind");
	goal_end(&goal);
}

static void quarter_on_16_may(void **state)
{
	(void)state;
	struct goal goal;
	quarter_begin(&goal);
	goal_read(&goal, "2026-05-16", "7,500");
	const struct goal_figures *figures = goal_on(&goal, "2026-05-16");
	assert_int_equal(figures->elapsed, 46);
	assert_int_equal(figures->remaining, 45);
	expect(&figures->expected, "12,637");
	expect(&figures->progress, "30.0");
	expect(&figures->pace, "59.3");
	expect_status(&goal, "behind");
	expect(&figures->gap, "5,137");
	expect(&figures->current_rate, "163.04");
	expect(&figures->required_rate, "388.89");
	expect(&figures->factor, "2.4");
	expect(&figures->projection, "14,837");
	goal_end(&goal);
}

/* The status of a reading of 1 USD on its own day. */
static enum status status_when_read(const char *first, const char *last, const char *date)
{
	struct goal goal;
	goal_begin(&goal, true, first, last);
	goal_target(&goal, "25,000");
	goal_default_split(&goal);
	goal_read(&goal, date, "1");
	enum status status = goal_on(&goal, date)->status;
	goal_end(&goal);
	return status;
}

static void first_part_ends(void **state)
{
	(void)state;
	assert_int_equal(
		status_when_read("2026-04-01", "2026-06-30", "2026-04-09"), STATUS_NOT_JUDGED);
	assert_int_equal(status_when_read("2026-04-01", "2026-06-30", "2026-04-10"), STATUS_BEHIND);
	assert_int_equal(
		status_when_read("2026-01-01", "2026-12-31", "2026-02-05"), STATUS_NOT_JUDGED);
	assert_int_equal(status_when_read("2026-01-01", "2026-12-31", "2026-02-06"), STATUS_BEHIND);
}

/* ---- curves and directions ---- */

static void year_by_seasons(struct goal *goal)
{
	goal_begin(goal, true, "2026-01-01", "2026-12-31");
	goal_target(goal, "540,000");
	goal_increment(goal, "2026-03-31", "95,000");
	goal_increment(goal, "2026-06-30", "220,000");
	goal_increment(goal, "2026-09-30", "365,000");
	goal_increment(goal, "2026-12-31", "540,000");
}

static void seasonal_increments(void **state)
{
	(void)state;
	struct goal goal;
	year_by_seasons(&goal);
	goal_read(&goal, "2026-05-15", "131,900");
	const struct goal_figures *figures = goal_on(&goal, "2026-05-15");
	expect(&figures->expected, "156,813");
	expect(&figures->gap, "24,913");
	expect(&figures->pace, "84.1");
	expect_status(&goal, "watch");
	expect(&figures->projection, "454,209");
	expect(&figures->run_rate, "356,619");
	goal_end(&goal);

	year_by_seasons(&goal);
	goal_read(&goal, "2026-03-31", "88,400");
	figures = goal_on(&goal, "2026-03-31");
	expect(&figures->expected, "95,000");
	expect(&figures->pace, "93.0");
	expect_status(&goal, "on track");
	goal_end(&goal);
}

static void default_split(void **state)
{
	(void)state;
	struct goal goal;
	goal_begin(&goal, true, "2026-01-01", "2026-12-31");
	goal_target(&goal, "650,000");
	goal_default_split(&goal);
	assert_int_equal(goal.input.curve.n, 4);
	expect_day(goal.input.curve.points[0].date, "2026-03-31");
	expect_number(goal.input.curve.points[0].value, "162,500");
	expect_number(goal.input.curve.points[3].value, "650,000");
	goal_read(&goal, "2026-05-15", "200,000");
	const struct goal_figures *figures = goal_on(&goal, "2026-05-15");
	expect(&figures->expected, "242,857");
	expect(&figures->pace, "82.3");
	expect_status(&goal, "watch");
	/* A line over the year instead. */
	goal.input.curve.equal_shares = false;
	goal.input.curve.points[0] = goal.input.curve.points[3];
	goal.input.curve.n = 1;
	expect(&goal_on(&goal, "2026-05-15")->expected, "240,411");
	goal_end(&goal);
}

static void shares_stay_exact(void **state)
{
	(void)state;
	struct goal goal;
	struct ratio value;
	goal_begin(&goal, false, "2026-01-01", "2026-09-30");
	goal_baseline(&goal, "1", "2025-12-31");
	goal_target(&goal, "2");
	goal_default_split(&goal);
	assert_int_equal(goal.input.curve.n, 3);
	assert_true(curve_at(&goal.input.curve, day("2026-03-31"), &value));
	assert_int_equal(ratio_compare(value, ratio_make(4, 3)), 0);
	expect_number(goal.input.curve.points[0].value, "1.333333333");
	/* Halfway through the second quarter of 91 days: 4/3 + 1/3 * 45/91. */
	assert_true(curve_at(&goal.input.curve, day("2026-05-15"), &value));
	assert_int_equal(ratio_compare(value, ratio_make(4 * 91 + 45, 3 * 91)), 0);
	goal_end(&goal);
}

static void split_of_fiscal_quarters(void **state)
{
	(void)state;
	struct goal goal;
	/* A fiscal year from February: its quarters end in April, July, October and January. */
	goal_begin(&goal, true, "2026-02-01", "2026-07-31");
	goal.calendar.start_month = 2;
	goal_target(&goal, "100");
	goal_default_split(&goal);
	assert_int_equal(goal.input.curve.n, 2);
	expect_day(goal.input.curve.points[0].date, "2026-04-30");
	goal_end(&goal);
	/* The same days are no whole quarters of a calendar year. */
	goal_begin(&goal, true, "2026-02-01", "2026-07-31");
	goal_target(&goal, "100");
	goal_default_split(&goal);
	assert_int_equal(goal.input.curve.n, 1);
	goal_end(&goal);
}

static void split_begins_at_the_baseline(void **state)
{
	(void)state;
	struct goal goal;
	struct ratio value;
	goal_begin(&goal, false, "2026-01-01", "2026-12-31");
	goal_baseline(&goal, "10", "2026-03-31");
	goal_target(&goal, "40");
	goal_default_split(&goal);
	assert_int_equal(goal.input.curve.n, 3);
	expect_number(goal.input.curve.points[0].value, "20");
	assert_true(curve_at(&goal.input.curve, day("2026-03-31"), &value));
	assert_int_equal(ratio_compare(value, ratio_make(10, 1)), 0);
	goal_end(&goal);
	/* From 2026-03-01 on no whole quarters are left: 30 over 305 days, 122 of them by 07-01. */
	goal_begin(&goal, false, "2026-01-01", "2026-12-31");
	goal_baseline(&goal, "10", "2026-03-01");
	goal_target(&goal, "40");
	goal_default_split(&goal);
	assert_int_equal(goal.input.curve.n, 1);
	assert_true(curve_at(&goal.input.curve, day("2026-07-01"), &value));
	assert_int_equal(ratio_compare(value, ratio_make(10 * 305 + 30 * 122, 305)), 0);
	goal_end(&goal);
}

static void the_curve_decides(void **state)
{
	(void)state;
	struct goal goal;
	goal_begin(&goal, true, "2025-12-29", "2026-12-27");
	goal_target(&goal, "7,000,000");
	goal_increment(&goal, "2026-03-29", "1,260,000");
	goal_increment(&goal, "2026-06-28", "3,360,000");
	goal_increment(&goal, "2026-09-27", "5,530,000");
	goal_increment(&goal, "2026-12-27", "7,000,000");
	goal_read(&goal, "2026-08-09", "3,900,000");
	const struct goal_figures *figures = goal_on(&goal, "2026-08-09");
	expect(&figures->expected, "4,361,538");
	expect(&figures->pace, "89.4");
	expect_status(&goal, "watch");
	goal.points[0] = goal.points[3];
	goal.input.curve.n = 1;
	figures = goal_on(&goal, "2026-08-09");
	expect(&figures->expected, "4,307,692");
	expect(&figures->pace, "90.5");
	expect_status(&goal, "on track");
	goal_end(&goal);
}

static void falling_begin(struct goal *goal, const char *reading)
{
	goal_begin(goal, false, "2026-01-01", "2026-12-31");
	goal->input.less_is_better = true;
	goal->input.more_is_better = false;
	goal->input.decimals = 1;
	goal_baseline(goal, "10", "2025-12-31");
	goal_target(goal, "0");
	goal_increment(goal, "2026-12-31", "0");
	goal_read(goal, "2026-05-15", reading);
}

static void falling_level(void **state)
{
	(void)state;
	struct goal goal;
	falling_begin(&goal, "7");
	const struct goal_figures *figures = goal_on(&goal, "2026-05-15");
	expect(&figures->progress, "30.0");
	expect(&figures->expected, "6.3");
	expect(&figures->gap, "0.7");
	expect(&figures->pace, "81.1");
	expect(&figures->attainment, "-");
	expect_status(&goal, "watch");
	expect(&figures->projection, "1.9");
	goal_end(&goal);

	falling_begin(&goal, "10");
	figures = goal_on(&goal, "2026-05-15");
	expect(&figures->progress, "0.0");
	expect(&figures->pace, "0.0");
	expect(&figures->factor, "-");
	expect_status(&goal, "behind");
	goal_end(&goal);

	falling_begin(&goal, "11");
	figures = goal_on(&goal, "2026-05-15");
	expect(&figures->progress, "-10.0");
	expect(&figures->pace, "-27.1");
	expect(&figures->factor, "-");
	expect_status(&goal, "behind");
	goal_end(&goal);
}

static void falling_hours(void **state)
{
	(void)state;
	struct goal goal;
	goal_begin(&goal, false, "2026-01-01", "2026-06-30");
	goal.input.less_is_better = true;
	goal.input.decimals = 1;
	goal_baseline(&goal, "8.0", "2025-12-31");
	goal_target(&goal, "4.0");
	goal_increment(&goal, "2026-06-30", "4.0");
	goal_read(&goal, "2026-05-15", "6.5");
	const struct goal_figures *figures = goal_on(&goal, "2026-05-15");
	expect(&figures->expected, "5.0");
	expect(&figures->gap, "1.5");
	expect(&figures->gap_share, "37.0");
	expect(&figures->pace, "50.2");
	expect_status(&goal, "behind");
	expect(&figures->factor, "4.9");
	goal_end(&goal);
}

static void people_begin(struct goal *goal, bool step)
{
	goal_begin(goal, false, "2026-01-01", "2026-06-30");
	goal->input.decimals = 1;
	goal->input.curve.step = step;
	goal_baseline(goal, "3", "2025-12-31");
	goal_target(goal, "8");
	goal_increment(goal, "2026-03-31", "5");
	goal_increment(goal, "2026-06-30", "8");
}

static void steps_and_lines(void **state)
{
	(void)state;
	struct goal goal;
	people_begin(&goal, true);
	goal_read(&goal, "2026-05-15", "5");
	const struct goal_figures *figures = goal_on(&goal, "2026-05-15");
	expect(&figures->expected, "5.0");
	expect(&figures->pace, "100.0");
	expect_status(&goal, "on track");
	goal.input.curve.step = false;
	figures = goal_on(&goal, "2026-05-15");
	expect(&figures->expected, "6.5");
	expect(&figures->pace, "57.4");
	expect_status(&goal, "behind");
	goal_end(&goal);

	people_begin(&goal, true);
	goal_read(&goal, "2026-03-30", "3");
	goal_read(&goal, "2026-03-31", "4");
	figures = goal_on(&goal, "2026-03-30");
	expect(&figures->pace, "-");
	expect(&figures->projection, "-");
	expect_status(&goal, "on track");
	figures = goal_on(&goal, "2026-03-31");
	expect(&figures->expected, "5.0");
	expect(&figures->pace, "50.0");
	expect_status(&goal, "behind");
	goal_end(&goal);

	/* Nothing is due yet, and the value is worse than at the start. */
	people_begin(&goal, true);
	goal_read(&goal, "2026-03-30", "2");
	goal_on(&goal, "2026-03-30");
	expect_status(&goal, "watch");
	goal_end(&goal);
}

static void points_out_of_order_are_passed_over(void **state)
{
	(void)state;
	struct goal goal;
	struct ratio value;
	goal_begin(&goal, false, "2026-01-01", "2026-12-31");
	goal_baseline(&goal, "10", "2026-02-28");
	goal_target(&goal, "40");
	goal_increment(&goal, "2026-01-31", "99"); /* before the baseline */
	goal_increment(&goal, "2026-03-10", "20");
	goal_increment(&goal, "2026-03-10", "99"); /* not later than the one before */
	goal_increment(&goal, "2026-12-31", "40");
	assert_true(curve_at(&goal.input.curve, day("2026-03-05"), &value));
	assert_int_equal(ratio_compare(value, ratio_make(15, 1)), 0);
	assert_true(curve_at(&goal.input.curve, day("2026-03-10"), &value));
	assert_int_equal(ratio_compare(value, ratio_make(20, 1)), 0);
	assert_true(curve_at(&goal.input.curve, day("2026-02-01"), &value));
	assert_int_equal(ratio_compare(value, ratio_make(10, 1)), 0);
	assert_true(curve_at(&goal.input.curve, day("2027-02-01"), &value));
	assert_int_equal(ratio_compare(value, ratio_make(40, 1)), 0);
	goal_end(&goal);
}

static void shares_of_the_largest_numbers(void **state)
{
	(void)state;
	struct goal goal;
	struct ratio value;
	goal_begin(&goal, false, "2026-01-01", "2026-09-30");
	goal_baseline(&goal, "-9223372036854775807", "2025-12-31");
	goal_target(&goal, "9223372036854775807");
	goal_default_split(&goal);
	/* A third of the way: -9223372036854775807 / 3, which ends in .666... */
	assert_true(curve_point(&goal.input.curve, 0, &value));
	assert_int_equal(ratio_compare(value, ratio_make(-9223372036854775807, 3)), 0);
	expect_number(goal.input.curve.points[0].value, "-3,074,457,345,618,258,602");
	assert_true(curve_at(&goal.input.curve, day("2026-05-15"), &value));
	goal_end(&goal);
}

static void attainment_of_a_level(void **state)
{
	(void)state;
	struct goal goal;
	goal_begin(&goal, false, "2026-01-01", "2026-12-31");
	goal_baseline(&goal, "20", "2025-12-31");
	goal_target(&goal, "40");
	goal_default_split(&goal);
	goal_read(&goal, "2026-05-15", "30");
	const struct goal_figures *figures = goal_on(&goal, "2026-05-15");
	expect(&figures->attainment, "75.0");
	expect(&figures->progress, "50.0");
	goal.input.more_is_better = false;
	expect(&goal_on(&goal, "2026-05-15")->attainment, "-");
	goal.input.flow = true;
	expect(&goal_on(&goal, "2026-05-15")->attainment, "75.0");
	goal.input.less_is_better = true;
	expect(&goal_on(&goal, "2026-05-15")->attainment, "-");
	goal_end(&goal);
}

static void a_reading_before_the_first_day(void **state)
{
	(void)state;
	struct goal goal;
	goal_begin(&goal, false, "2026-01-01", "2026-12-31");
	goal_baseline(&goal, "20", "2025-12-31");
	goal_target(&goal, "40");
	goal_default_split(&goal);
	const struct goal_figures *figures = goal_on(&goal, "2026-01-05");
	assert_int_equal(figures->elapsed, 0);
	assert_int_equal(figures->remaining, 365);
	goal_read(&goal, "2025-12-30", "21");
	figures = goal_on(&goal, "2026-01-05");
	assert_true(figures->has_reading);
	assert_false(figures->overflowed);
	assert_int_equal(figures->elapsed, 0);
	expect(&figures->current_rate, "-");
	expect(&figures->run_rate, "-");
	expect(&figures->pace, "-");
	expect_status(&goal, "not judged yet");
	goal_end(&goal);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(quarter_on_15_may),
		cmocka_unit_test(quarter_on_16_may),
		cmocka_unit_test(first_part_ends),
		cmocka_unit_test(seasonal_increments),
		cmocka_unit_test(default_split),
		cmocka_unit_test(shares_stay_exact),
		cmocka_unit_test(split_of_fiscal_quarters),
		cmocka_unit_test(split_begins_at_the_baseline),
		cmocka_unit_test(the_curve_decides),
		cmocka_unit_test(falling_level),
		cmocka_unit_test(falling_hours),
		cmocka_unit_test(steps_and_lines),
		cmocka_unit_test(points_out_of_order_are_passed_over),
		cmocka_unit_test(shares_of_the_largest_numbers),
		cmocka_unit_test(attainment_of_a_level),
		cmocka_unit_test(a_reading_before_the_first_day),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
