#include "tests/unit/test_track.h"

static void running_total(void **state)
{
	(void)state;
	struct goal goal;
	goal_begin(&goal, true, "2026-01-01", "2026-03-31");
	goal_target(&goal, "90,000");
	goal_increment(&goal, "2026-03-31", "90,000");
	goal_read(&goal, "2026-02", "28,500");
	goal_read(&goal, "2026-01", "31,000");
	const struct goal_figures *figures = goal_on(&goal, "2026-03-01");
	expect_number(figures->actual, "59,500");
	expect_day(figures->reading_date, "2026-02-28");
	expect(&figures->expected, "59,000");
	expect(&figures->pace, "100.8");
	expect(&figures->gap, "-500");
	expect_status(&goal, "on track");
	assert_int_equal(goal.series.gap_first, DATE_NONE);
	goal_end(&goal);
}

static void missing_month_stops_the_total(void **state)
{
	(void)state;
	struct goal goal;
	goal_begin(&goal, true, "2026-01-01", "2026-12-31");
	goal_target(&goal, "360,000");
	goal_default_split(&goal);
	goal_read(&goal, "2026-01", "31,000");
	goal_read(&goal, "2026-03", "30,000");
	const struct goal_figures *figures = goal_on(&goal, "2026-04-01");
	expect_number(figures->actual, "31,000");
	expect_day(figures->reading_date, "2026-01-31");
	expect_day(goal.series.gap_first, "2026-02-01");
	/* A later dated total heals the gap, and periods go on from it. */
	goal_read(&goal, "2026-04-15", "110,000");
	figures = goal_on(&goal, "2026-04-20");
	expect_number(figures->actual, "110,000");
	expect_day(figures->reading_date, "2026-04-15");
	assert_int_equal(goal.series.gap_first, DATE_NONE);
	goal_read(&goal, "2026-04-30", "120,000");
	goal_read(&goal, "2026-05", "40,000");
	figures = goal_on(&goal, "2026-06-01");
	expect_number(figures->actual, "160,000");
	expect_day(figures->reading_date, "2026-05-31");
	/* Rows after the as-of date are not used. */
	figures = goal_on(&goal, "2026-05-30");
	expect_number(figures->actual, "120,000");
	figures = goal_on(&goal, "2026-03-31");
	expect_number(figures->actual, "31,000");
	goal_end(&goal);
}

static void months_with_nothing_are_written(void **state)
{
	(void)state;
	struct goal goal;
	goal_begin(&goal, true, "2026-01-01", "2026-12-31");
	goal_target(&goal, "360,000");
	goal_default_split(&goal);
	goal_read(&goal, "2026-01", "31,000");
	goal_read(&goal, "2026-02", "0");
	goal_read(&goal, "2026-03", "30,000");
	/* A total in the middle of a month does not stop that month's own row. */
	goal_read(&goal, "2026-03-10", "35,000");
	const struct goal_figures *figures = goal_on(&goal, "2026-03-20");
	expect_number(figures->actual, "35,000");
	figures = goal_on(&goal, "2026-04-01");
	expect_number(figures->actual, "61,000");
	expect_day(figures->reading_date, "2026-03-31");
	assert_int_equal(goal.series.gap_first, DATE_NONE);
	/* What lies before the goal's first day is not part of its total. */
	goal.input.first = day("2026-02-01");
	figures = goal_on(&goal, "2026-02-28");
	expect_number(figures->actual, "0");
	expect_day(figures->reading_date, "2026-02-28");
	goal_end(&goal);
}

static void feed_and_its_date(void **state)
{
	(void)state;
	struct goal goal;
	goal_begin(&goal, true, "2026-01-01", "2026-06-30");
	goal_target(&goal, "240,000");
	goal_increment(&goal, "2026-03-31", "90,000");
	goal_increment(&goal, "2026-06-30", "240,000");
	goal.input.from_feed = true;
	goal.input.refresh = length(1, DURATION_WEEK);
	goal_read(&goal, "2026-05-04", "30,000");
	goal_read(&goal, "2026-01-20", "60,000");
	goal_read(&goal, "2026-05-04", "20,000");
	goal_read(&goal, "2026-03-02", "40,000");
	goal_read(&goal, "2025-12-31", "99,999");
	const struct goal_figures *figures = goal_on(&goal, "2026-05-15");
	expect_day(figures->reading_date, "2026-05-04");
	expect_number(figures->actual, "150,000");
	expect(&figures->expected, "146,044");
	expect(&figures->pace, "102.7");
	expect(&figures->gap, "-3,956");
	expect_day(figures->fresh_through, "2026-05-18");

	goal.input.complete_to = day("2026-05-15");
	figures = goal_on(&goal, "2026-05-15");
	expect_day(figures->reading_date, "2026-05-15");
	expect(&figures->expected, "164,176");
	expect(&figures->pace, "91.3");
	expect(&figures->gap, "14,176");
	expect_day(figures->fresh_through, "2026-05-29");
	/* At the latest the as-of date; rows after it are not used. */
	figures = goal_on(&goal, "2026-05-03");
	expect_day(figures->reading_date, "2026-05-03");
	expect_number(figures->actual, "100,000");
	/* A day without rows is zero. */
	figures = goal_on(&goal, "2026-01-19");
	expect_day(figures->reading_date, "2026-01-19");
	expect_number(figures->actual, "0");
	/* What comes after the last sure day is not part of the total. */
	goal.input.complete_to = day("2026-04-30");
	figures = goal_on(&goal, "2026-05-15");
	expect_day(figures->reading_date, "2026-04-30");
	expect_number(figures->actual, "100,000");
	goal_end(&goal);
}

static void rows_of_the_same_day(void **state)
{
	(void)state;
	struct goal goal;
	/* A dated row speaks of its day itself, whatever the order of the file. */
	goal_begin(&goal, false, "2026-01-01", "2026-12-31");
	goal_baseline(&goal, "1", "2025-12-31");
	goal_target(&goal, "9");
	goal_default_split(&goal);
	goal_read(&goal, "2026-03-31", "5");
	goal_read(&goal, "2026-Q1", "3");
	goal_read(&goal, "2026-03", "4");
	expect_number(goal_on(&goal, "2026-03-31")->actual, "5");
	assert_int_equal(goal.series.n, 1);
	goal_end(&goal);
	/* Months and their quarter lead to the same day; what follows goes on from there. */
	goal_begin(&goal, true, "2026-01-01", "2026-12-31");
	goal_target(&goal, "90");
	goal_default_split(&goal);
	goal_read(&goal, "2026-Q1", "6");
	goal_read(&goal, "2026-01", "1");
	goal_read(&goal, "2026-04", "4");
	expect_number(goal_on(&goal, "2026-02-01")->actual, "1");
	expect_number(goal_on(&goal, "2026-05-01")->actual, "10");
	assert_int_equal(goal.series.n, 3);
	goal_end(&goal);
}

static void of_equal_rows_the_later_counts(void **state)
{
	(void)state;
	struct goal goal;
	goal_begin(&goal, false, "2026-01-01", "2026-12-31");
	goal_baseline(&goal, "1", "2025-12-31");
	goal_target(&goal, "9");
	goal_default_split(&goal);
	goal_read(&goal, "2026-03-31", "5");
	goal_read(&goal, "2026-03-31", "6");
	expect_number(goal_on(&goal, "2026-03-31")->actual, "6");
	/* The shorter period leads to its day first. */
	goal_end(&goal);
	goal_begin(&goal, true, "2026-01-01", "2026-12-31");
	goal_target(&goal, "90");
	goal_default_split(&goal);
	goal_read(&goal, "2026-Q1", "7");
	goal_read(&goal, "2026-03", "4");
	goal_read(&goal, "2026-01", "1");
	goal_read(&goal, "2026-02", "1");
	expect_number(goal_on(&goal, "2026-03-31")->actual, "6");
	goal_end(&goal);
}

static void feeds_at_the_first_day(void **state)
{
	(void)state;
	struct goal goal;
	quarter_begin(&goal);
	goal.input.from_feed = true;
	goal_read(&goal, "2026-04-01", "3");
	goal_read(&goal, "2026-04-20", "4");
	goal_read(&goal, "2026-03-31", "5");
	expect_number(goal_on(&goal, "2026-04-01")->actual, "3");
	expect_number(goal_on(&goal, "2026-04-20")->actual, "7");
	goal.rows[0] = goal.rows[1];
	/* Without a row nothing says that the feed was complete, unless the feed says so. */
	assert_false(goal_on(&goal, "2026-04-10")->has_reading);
	goal.input.complete_to = goal.input.first;
	const struct goal_figures *figures = goal_on(&goal, "2026-04-10");
	assert_true(figures->has_reading);
	expect_day(figures->reading_date, "2026-04-01");
	expect_number(figures->actual, "0");
	goal.input.complete_to = goal.input.first - 1;
	assert_false(goal_on(&goal, "2026-04-10")->has_reading);
	goal_end(&goal);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(running_total),
		cmocka_unit_test(missing_month_stops_the_total),
		cmocka_unit_test(months_with_nothing_are_written),
		cmocka_unit_test(feed_and_its_date),
		cmocka_unit_test(rows_of_the_same_day),
		cmocka_unit_test(of_equal_rows_the_later_counts),
		cmocka_unit_test(feeds_at_the_first_day),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
