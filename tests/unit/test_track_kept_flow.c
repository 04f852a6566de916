#include "tests/unit/test_track.h"

static void sums_of_a_flow(void **state)
{
	(void)state;
	struct goal goal;
	kept_begin(&goal, true, FORM_AT_LEAST, "100");
	goal_read(&goal, "2026-01", "40");
	goal_read(&goal, "2026-02", "40");
	goal_read(&goal, "2026-03", "20");
	goal_read(&goal, "2026-Q2", "99");
	const struct goal_figures *figures = goal_on(&goal, "2026-06-30");
	assert_int_equal(figures->step.kind, PERIOD_QUARTER);
	expect_steps(&goal, 1, 2);
	expect_number(figures->actual, "99");
	/* A month that is missing is not read as zero: the quarter has no value. */
	struct reading_row february = goal.rows[1];
	goal.rows[1] = goal.rows[3];
	goal.rows[2].value = number("500");
	goal.n_rows = 3;
	goal_on(&goal, "2026-06-30");
	expect_steps(&goal, 0, 2);
	/* Nor does a total in the middle of the gap close it; one at its end does. */
	goal.rows[3] = february;
	goal.rows[3].is_period = false;
	goal.rows[3].first = goal.rows[3].last = day("2026-02-14");
	goal.n_rows = 4;
	goal_on(&goal, "2026-06-30");
	expect_steps(&goal, 0, 2);
	goal.rows[3].first = goal.rows[3].last = day("2026-02-28");
	goal_on(&goal, "2026-06-30");
	expect_steps(&goal, 1, 2);
	goal_end(&goal);
}

static void running_totals_of_a_flow(void **state)
{
	(void)state;
	struct goal goal;
	kept_begin(&goal, true, FORM_AT_LEAST, "30");
	goal_read(&goal, "2026-01-30", "35");
	goal_read(&goal, "2026-02-28", "60");
	goal_read(&goal, "2026-03-31", "95");
	/* 35, 25 and 35 in the three months. */
	const struct goal_figures *figures = goal_on(&goal, "2026-03-31");
	expect_steps(&goal, 2, 3);
	expect_number(figures->actual, "35");
	/* Without February's total nobody can say what belongs to March. */
	goal.rows[1] = goal.rows[2];
	goal.n_rows = 2;
	goal_on(&goal, "2026-04-20");
	expect_steps(&goal, 1, 3);
	goal_end(&goal);
}

static void weeks_of_a_flow(void **state)
{
	(void)state;
	struct goal goal;
	kept_begin(&goal, true, FORM_AT_LEAST, "10");
	goal.input.first = day("2026-02-01");
	goal_read(&goal, "2026-W05", "1"); /* ends on 02-01 */
	goal_read(&goal, "2026-W06", "3");
	goal_read(&goal, "2026-W07", "3");
	goal_read(&goal, "2026-W08", "3");
	goal_read(&goal, "2026-W09", "3"); /* ends on 03-01, so it belongs to March */
	goal_read(&goal, "2026-03", "12");
	const struct goal_figures *figures = goal_on(&goal, "2026-03-31");
	assert_int_equal(figures->step.kind, PERIOD_MONTH);
	expect_steps(&goal, 2, 2); /* 1 + 3 + 3 + 3 = 10, and 12 */
	goal_end(&goal);
}

static void a_feed_counts_quiet_days_as_zero(void **state)
{
	(void)state;
	struct goal goal;
	kept_begin(&goal, true, FORM_AT_MOST, "2");
	goal.input.from_feed = true;
	goal_read(&goal, "2026-01-05", "1");
	goal_read(&goal, "2026-01-05", "1");
	goal_read(&goal, "2026-01-28", "1");
	goal_read(&goal, "2026-03-03", "1");
	/* February is known to be quiet from the row of March on; until then it waits. */
	const struct goal_figures *figures = goal_on(&goal, "2026-03-02");
	expect_steps(&goal, 0, 1);
	expect_number(figures->actual, "3");
	expect_day(figures->reading_date, "2026-01-28");
	figures = goal_on(&goal, "2026-03-03");
	expect_steps(&goal, 1, 2);
	expect_day(figures->reading_date, "2026-03-03");
	/* `complete_to` says so without any row, and takes back what lies after it. */
	goal.input.complete_to = day("2026-05-31");
	figures = goal_on(&goal, "2026-06-01");
	expect_steps(&goal, 4, 5);
	expect_day(figures->reading_date, "2026-05-31");
	expect_number(figures->actual, "0");
	goal.input.complete_to = day("2026-01-20");
	goal_on(&goal, "2026-02-02");
	expect_steps(&goal, 0, 0);
	goal_on(&goal, "2026-02-06");
	expect_steps(&goal, 0, 1);
	goal_end(&goal);
}

static void sums_that_do_not_fit(void **state)
{
	(void)state;
	struct goal goal;
	kept_begin(&goal, true, FORM_AT_LEAST, "100");
	goal_read(&goal, "2026-01", "9,000,000,000,000,000,000");
	goal_read(&goal, "2026-02", "9,000,000,000,000,000,000");
	goal_read(&goal, "2026-03", "1");
	goal_read(&goal, "2026-Q2", "1");
	const struct goal_figures *figures = goal_on(&goal, "2026-06-30");
	assert_true(figures->overflowed);
	assert_false(figures->pace.has);
	expect_status(&goal, "unknown");
	goal_end(&goal);
}

static void other_sums_that_do_not_fit(void **state)
{
	(void)state;
	struct goal goal;
	kept_begin(&goal, true, FORM_AT_LEAST, "100");
	goal.input.from_feed = true;
	goal_read(&goal, "2026-01-10", "9,000,000,000,000,000,000");
	goal_read(&goal, "2026-01-20", "9,000,000,000,000,000,000");
	assert_true(goal_on(&goal, "2026-01-31")->overflowed);
	expect_status(&goal, "unknown");
	goal_end(&goal);

	kept_begin(&goal, true, FORM_AT_LEAST, "100");
	goal_read(&goal, "2026-01-31", "-9,000,000,000,000,000,000");
	goal_read(&goal, "2026-02-28", "9,000,000,000,000,000,000");
	assert_false(goal_on(&goal, "2026-01-31")->overflowed);
	assert_true(goal_on(&goal, "2026-02-28")->overflowed);
	expect_status(&goal, "unknown");
	goal_end(&goal);
}

static void quarters_of_months(void **state)
{
	(void)state;
	struct goal goal;
	kept_begin(&goal, true, FORM_AT_LEAST, "100");
	goal_read(&goal, "2026-Q1", "100");
	goal_read(&goal, "2026-04", "40");
	goal_read(&goal, "2026-05", "40");
	/* The quarter has ended and its last month is missing. */
	goal_on(&goal, "2026-06-30");
	expect_steps(&goal, 1, 1);
	goal_read(&goal, "2026-06", "20");
	const struct goal_figures *figures = goal_on(&goal, "2026-06-30");
	expect_steps(&goal, 2, 2);
	expect_number(figures->actual, "100");
	assert_int_equal(figures->trend, TREND_LEVEL);
	assert_true(figures->has_reading);
	figures = goal_on(&goal, "2026-05-31");
	expect_number(figures->actual, "100");
	expect_day(figures->reading_date, "2026-05-31");
	goal_end(&goal);

	/* Before the first step has ended a flow has no value to show. */
	kept_begin(&goal, true, FORM_AT_LEAST, "100");
	goal_read(&goal, "2026-01-10", "40");
	assert_false(goal_on(&goal, "2026-01-15")->has_reading);
	goal_end(&goal);
}

static void a_total_on_the_first_day_of_a_step(void **state)
{
	(void)state;
	struct goal goal;
	kept_begin(&goal, true, FORM_AT_LEAST, "30");
	goal_read(&goal, "2026-02-01", "60");
	goal_read(&goal, "2026-03-01", "90");
	/* January has none, so February's share is not known; March has 30 since 2026-02-01. */
	goal_on(&goal, "2026-03-31");
	expect_steps(&goal, 1, 3);
	goal_end(&goal);
}

static void the_last_month_in_weeks(void **state)
{
	(void)state;
	struct goal goal;
	kept_begin(&goal, true, FORM_AT_LEAST, "10");
	goal.input.first = day("2026-11-01");
	goal_read(&goal, "2026-11", "12");
	goal_read(&goal, "2026-W49", "4"); /* 11-30 .. 12-06 */
	goal_read(&goal, "2026-W50", "3");
	goal_read(&goal, "2026-W51", "2");
	goal_read(&goal, "2026-W52", "1"); /* ends on 12-27 */
	goal_on(&goal, "2026-12-31");
	expect_steps(&goal, 1, 1);
	/* The days after it are in the week that ends on 2027-01-03. */
	goal_read(&goal, "2026-W53", "9");
	goal_on(&goal, "2027-01-03");
	expect_steps(&goal, 2, 2);
	expect_status(&goal, "done");
	expect_day(goal.figures.reading_date, "2026-12-27");
	expect_number(goal.figures.actual, "10");
	goal_end(&goal);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sums_of_a_flow),
		cmocka_unit_test(running_totals_of_a_flow),
		cmocka_unit_test(weeks_of_a_flow),
		cmocka_unit_test(a_feed_counts_quiet_days_as_zero),
		cmocka_unit_test(sums_that_do_not_fit),
		cmocka_unit_test(other_sums_that_do_not_fit),
		cmocka_unit_test(quarters_of_months),
		cmocka_unit_test(a_total_on_the_first_day_of_a_step),
		cmocka_unit_test(the_last_month_in_weeks),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
