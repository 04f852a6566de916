#include "tests/unit/test_track.h"

/* Reads the n values for the months from January on. */
static void read_months(struct goal *goal, const char *const *values, uint32_t n)
{
	for (uint32_t i = 0; i < n; i++) {
		const char month[] = {'2', '0', '2', '6', '-', (char)('0' + (i + 1) / 10),
			(char)('0' + (i + 1) % 10), '\0'};
		goal_read(goal, month, values[i]);
	}
}

static void at_least_97_percent(void **state)
{
	(void)state;
	static const char *const values[] = {
		"97.4", "96.8", "97.1", "95.9", "96.2", "97.3", "97.6"};
	struct goal goal;
	kept_begin(&goal, false, FORM_AT_LEAST, "97");
	read_months(&goal, values, 7);
	const struct goal_figures *figures = goal_on(&goal, "2026-07-31");
	expect_steps(&goal, 4, 7);
	expect(&figures->pace, "57.1");
	expect(&figures->attainment, "57.1");
	expect(&figures->gap_share, "42.8");
	expect_status(&goal, "behind");
	assert_int_equal(figures->n_last_steps, 2);
	assert_true(figures->last_steps_met[0]);
	assert_true(figures->last_steps_met[1]);
	expect_number(figures->actual, "97.6");
	expect_day(figures->reading_date, "2026-07-31");
	expect_day(figures->step_last_first, "2026-07-01");
	expect_day(figures->step_last, "2026-07-31");
	assert_int_equal(figures->step.kind, PERIOD_MONTH);
	assert_int_equal(figures->trend, TREND_RISING);
	expect(&figures->expected, "-");
	expect(&figures->gap, "-");
	/* As of the end of May only the rows dated by then. */
	figures = goal_on(&goal, "2026-05-31");
	expect_steps(&goal, 2, 5);
	assert_false(figures->last_steps_met[0]);
	assert_false(figures->last_steps_met[1]);
	assert_int_equal(figures->trend, TREND_FALLING);
	goal_end(&goal);
}

static void shares(void **state)
{
	(void)state;
	static const struct {
		uint32_t met, due;
		const char *share, *phrase;
	} cases[] = {
		{5, 6, "83.3", "watch"},
		{9, 10, "90.0", "on track"},
		{3, 4, "75.0", "watch"},
		{7, 8, "87.5", "watch"},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct goal goal;
		const char *values[12];
		for (uint32_t k = 0; k < cases[i].due; k++)
			values[k] = k < cases[i].met ? "97" : "96.9";
		kept_begin(&goal, false, FORM_AT_LEAST, "97");
		read_months(&goal, values, cases[i].due);
		const struct goal_figures *figures =
			goal_on(&goal, date_text(date_make(2026, (int)cases[i].due + 1, 1)).text);
		expect_steps(&goal, cases[i].met, cases[i].due);
		expect(&figures->pace, cases[i].share);
		expect_status(&goal, cases[i].phrase);
		goal_end(&goal);
	}
}

static void bounds_are_inside(void **state)
{
	(void)state;
	static const char *const values[] = {"1.9", "2", "2.5", "3", "3.1"};
	static const struct {
		enum goal_form form;
		const char *bound;
		uint32_t met;
	} cases[] = {{FORM_AT_LEAST, "2", 4}, {FORM_AT_MOST, "3", 4}, {FORM_BETWEEN, "2", 3}};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct goal goal;
		kept_begin(&goal, false, cases[i].form, cases[i].bound);
		goal.input.upper = number("3");
		read_months(&goal, values, 5);
		goal_on(&goal, "2026-06-01");
		expect_steps(&goal, cases[i].met, 5);
		goal_end(&goal);
	}
}

static void a_step_without_a_value(void **state)
{
	(void)state;
	struct goal goal;
	kept_begin(&goal, false, FORM_AT_LEAST, "97");
	goal_read(&goal, "2026-01", "98");
	/* Nothing before the month has ended. */
	goal_on(&goal, "2026-01-30");
	expect_steps(&goal, 0, 0);
	expect_status(&goal, "not judged yet");
	goal_on(&goal, "2026-01-31");
	expect_steps(&goal, 1, 1);
	expect_status(&goal, "on track");
	/* February waits for five business days after its end: until 2026-03-06. */
	goal_on(&goal, "2026-03-05");
	expect_steps(&goal, 1, 1);
	const struct goal_figures *figures = goal_on(&goal, "2026-03-06");
	expect_steps(&goal, 1, 2);
	assert_false(figures->last_steps_met[0]);
	assert_true(figures->last_steps_met[1]);
	expect_day(figures->step_last, "2026-01-31");
	/* The January reading is fresh through that day. */
	expect_day(figures->fresh_through, "2026-03-06");
	expect_status(&goal, "behind");
	goal_on(&goal, "2026-03-07");
	expect_status(&goal, "unknown");
	/* A late value counts when it is there. */
	goal_read(&goal, "2026-02", "98");
	figures = goal_on(&goal, "2026-03-07");
	expect_steps(&goal, 2, 2);
	expect_status(&goal, "on track");
	/* The end of February and a step is the end of March. */
	expect_day(figures->fresh_through, "2026-04-07");
	goal_end(&goal);
}

static void nothing_was_ever_read(void **state)
{
	(void)state;
	struct goal goal;
	kept_begin(&goal, false, FORM_AT_LEAST, "97");
	goal_on(&goal, "2025-12-31");
	expect_status(&goal, "not judged yet");
	const struct goal_figures *figures = goal_on(&goal, "2026-02-05");
	expect_status(&goal, "not judged yet");
	expect_day(figures->first_due, "2026-02-06");
	goal_on(&goal, "2026-02-09");
	expect_steps(&goal, 0, 1);
	expect_status(&goal, "unknown");
	goal_end(&goal);
}

static void the_end_of_a_kept_goal(void **state)
{
	(void)state;
	static const char *const values[] = {
		"98", "98", "98", "96", "98", "98", "98", "98", "98", "98", "98"};
	struct goal goal;
	kept_begin(&goal, false, FORM_AT_LEAST, "97");
	read_months(&goal, values, 11);
	/* 10 of 11, and December is still to come. */
	goal_on(&goal, "2026-12-31");
	expect_steps(&goal, 10, 11);
	expect_status(&goal, "on track");
	/* Its value is there from its last day on. */
	goal_read(&goal, "2026-12", "99");
	goal_on(&goal, "2026-12-30");
	expect_status(&goal, "on track");
	const struct goal_figures *figures = goal_on(&goal, "2026-12-31");
	expect_steps(&goal, 11, 12);
	expect_status(&goal, "done");
	/* Nothing gets stale after the last step. */
	figures = goal_on(&goal, "2028-01-01");
	expect_status(&goal, "done");
	assert_false(figures->stale);
	/* 10 of 12 are 83.3%: missed. */
	goal.rows[11].value = number("96");
	goal_on(&goal, "2027-02-01");
	expect_steps(&goal, 10, 12);
	expect_status(&goal, "missed");
	/* Without December's value it is decided when the grace is over, on 2027-01-07. */
	goal.n_rows = 11;
	goal_on(&goal, "2027-01-06");
	expect_steps(&goal, 10, 11);
	expect_status(&goal, "on track");
	goal_on(&goal, "2027-01-07");
	expect_steps(&goal, 10, 12);
	expect_status(&goal, "missed");
	goal_end(&goal);
}

static void samples_that_are_too_small(void **state)
{
	(void)state;
	struct goal goal;
	kept_begin(&goal, false, FORM_AT_LEAST, "4.3");
	goal.input.has_minimum_sample = true;
	goal.input.minimum_sample = number("10");
	goal_sample(goal_read(&goal, "2026-01", "4.6"), "6");
	const struct goal_figures *figures = goal_on(&goal, "2026-01-31");
	expect_steps(&goal, 0, 0);
	assert_true(figures->sample_too_small);
	expect_status(&goal, "unknown");
	/* February counts, January never. */
	goal_sample(goal_read(&goal, "2026-02", "4.6"), "10");
	figures = goal_on(&goal, "2026-03-20");
	expect_steps(&goal, 1, 1);
	assert_false(figures->sample_too_small);
	expect_status(&goal, "on track");
	goal_sample(goal_read(&goal, "2026-03", "1.0"), "9");
	figures = goal_on(&goal, "2026-03-31");
	expect_steps(&goal, 1, 1);
	assert_true(figures->sample_too_small);
	expect_status(&goal, "on track");
	goal_end(&goal);
}

static void the_longest_period_is_the_step(void **state)
{
	(void)state;
	struct goal goal;
	kept_begin(&goal, false, FORM_AT_LEAST, "50");
	goal_read(&goal, "2026-01", "60");
	goal_read(&goal, "2026-Q2", "55");
	goal_read(&goal, "2026-W10", "40");
	goal_read(&goal, "2026-04", "30");
	const struct goal_figures *figures = goal_on(&goal, "2026-06-30");
	assert_int_equal(figures->step.kind, PERIOD_QUARTER);
	/* The first quarter takes its last row, of a week in March; the second its own. */
	expect_steps(&goal, 1, 2);
	assert_true(figures->last_steps_met[0]);
	/* As of April the longest period read is a month: January and April, and what was missed.
	 */
	figures = goal_on(&goal, "2026-04-30");
	assert_int_equal(figures->step.kind, PERIOD_MONTH);
	expect_steps(&goal, 1, 4);
	goal_end(&goal);

	kept_begin(&goal, false, FORM_AT_LEAST, "50");
	goal_read(&goal, "2026-W10", "60");
	figures = goal_on(&goal, "2026-03-09");
	assert_int_equal(figures->step.kind, PERIOD_WEEK);
	/* Week 1 ends on the goal's fourth day and counts, as do those after it. */
	expect_steps(&goal, 1, 10);
	goal_end(&goal);
}

static void fiscal_steps(void **state)
{
	(void)state;
	struct goal goal;
	kept_begin(&goal, false, FORM_AT_LEAST, "50");
	goal.calendar.pattern = PATTERN_445;
	goal.calendar.week_starts = MONDAY;
	goal.input.first = day("2025-12-29");
	goal.input.last = day("2027-01-03");
	goal_read(&goal, "FY2026-P01", "60");
	goal_read(&goal, "FY2026-P02", "60");
	const struct goal_figures *figures = goal_on(&goal, "2026-02-22");
	assert_int_equal(figures->step.kind, PERIOD_FISCAL_MONTH);
	expect_steps(&goal, 2, 2);
	expect_day(figures->step_last_first, "2026-01-26");
	expect_day(figures->step_last, "2026-02-22");
	/* The third period has five weeks and ends on 2026-03-29; five business days more are
	 * 04-03. */
	expect_day(figures->fresh_through, "2026-04-03");
	goal_end(&goal);

	/* With dated readings only, a month of such a calendar is a fiscal period. */
	kept_begin(&goal, false, FORM_AT_LEAST, "50");
	goal.calendar.pattern = PATTERN_445;
	goal.calendar.week_starts = MONDAY;
	goal.input.first = day("2025-12-29");
	goal.input.last = day("2027-01-03");
	goal_read(&goal, "2026-01-20", "60");
	figures = goal_on(&goal, "2026-01-25");
	assert_int_equal(figures->step.kind, PERIOD_FISCAL_MONTH);
	expect_steps(&goal, 1, 1);
	goal_end(&goal);
}

static void dated_readings_only(void **state)
{
	(void)state;
	static const struct {
		struct duration refresh;
		enum period_kind kind;
	} cases[] = {
		{{{1, 0}, DURATION_DAY}, PERIOD_WEEK},
		{{{1, 0}, DURATION_WEEK}, PERIOD_WEEK},
		{{{5, 0}, DURATION_BUSINESS_DAY}, PERIOD_WEEK},
		{{{8, 0}, DURATION_DAY}, PERIOD_MONTH},
		{{{2, 0}, DURATION_WEEK}, PERIOD_MONTH},
		{{{1, 0}, DURATION_MONTH}, PERIOD_MONTH},
		{{{2, 0}, DURATION_MONTH}, PERIOD_FISCAL_QUARTER},
		{{{3, 0}, DURATION_MONTH}, PERIOD_FISCAL_QUARTER},
		{{{1, 0}, DURATION_QUARTER}, PERIOD_FISCAL_QUARTER},
		{{{2, 0}, DURATION_QUARTER}, PERIOD_FISCAL_HALF},
		{{{1, 0}, DURATION_YEAR}, PERIOD_FISCAL_YEAR},
		{{{12, 0}, DURATION_MONTH}, PERIOD_FISCAL_YEAR},
		{{{13, 0}, DURATION_MONTH}, PERIOD_FISCAL_YEAR},
		{{{25, 1}, DURATION_WEEK}, PERIOD_MONTH},
		{{{15, 1}, DURATION_MONTH}, PERIOD_FISCAL_QUARTER},
		{{{0, 0}, DURATION_NONE}, PERIOD_MONTH},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct goal goal;
		kept_begin(&goal, false, FORM_AT_LEAST, "50");
		goal.input.refresh = cases[i].refresh;
		goal_read(&goal, "2026-05-15", "60");
		assert_int_equal(goal_on(&goal, "2026-05-20")->step.kind, cases[i].kind);
		goal_end(&goal);
	}
	struct goal goal;
	kept_begin(&goal, false, FORM_AT_LEAST, "50");
	goal_read(&goal, "2026-01-10", "60");
	goal_read(&goal, "2026-01-25", "40");
	goal_read(&goal, "2026-02-10", "60");
	/* A row inside a running step counts once the step has ended, and the last row is taken. */
	const struct goal_figures *figures = goal_on(&goal, "2026-02-12");
	expect_steps(&goal, 0, 1);
	expect_number(figures->actual, "60");
	expect_day(figures->reading_date, "2026-02-10");
	expect_day(figures->step_last, "2026-01-31");
	goal_on(&goal, "2026-02-28");
	expect_steps(&goal, 1, 2);
	goal_end(&goal);
}

static void steps_before_the_window(void **state)
{
	(void)state;
	static const char *const values[] = {"10", "10", "10", "60", "60", "60"};
	struct goal goal;
	kept_begin(&goal, false, FORM_AT_LEAST, "50");
	read_months(&goal, values, 6);
	goal_read(&goal, "2025", "10");
	goal.input.first = day("2026-04-01");
	goal.input.last = day("2026-06-30");
	const struct goal_figures *figures = goal_on(&goal, "2026-05-31");
	expect_steps(&goal, 2, 2);
	assert_int_equal(figures->step.kind, PERIOD_MONTH);
	goal_on(&goal, "2026-06-30");
	expect_steps(&goal, 3, 3);
	expect_status(&goal, "done");
	/* A month that ends after the goal is none of its steps. */
	goal.input.last = day("2026-06-15");
	goal_on(&goal, "2026-07-31");
	expect_steps(&goal, 2, 2);
	expect_status(&goal, "done");
	/* A goal shorter than its step has that one step. */
	goal.input.first = day("2026-06-02");
	goal_on(&goal, "2026-06-29");
	expect_steps(&goal, 0, 0);
	goal_on(&goal, "2026-06-30");
	expect_steps(&goal, 1, 1);
	expect_status(&goal, "done");
	goal_end(&goal);
}

static void a_feed_of_levels_keeps_its_days(void **state)
{
	(void)state;
	struct goal goal;
	kept_begin(&goal, false, FORM_AT_LEAST, "50");
	goal.input.from_feed = true;
	goal.input.complete_to = day("2026-01-20");
	goal_read(&goal, "2026-01-10", "40");
	goal_read(&goal, "2026-01-25", "60");
	const struct goal_figures *figures = goal_on(&goal, "2026-01-31");
	expect_steps(&goal, 1, 1);
	expect_day(figures->reading_date, "2026-01-25");
	goal_end(&goal);
}

static void fresh_for_a_step(void **state)
{
	(void)state;
	static const struct {
		const char *period, *read, *through;
	} cases[] = {
		/* The step is longer than the refresh of a day; then come five business days. */
		{"2026-W01", "2026-05-15", "2026-05-29"},
		{"2026-01", "2026-05-15", "2026-06-22"},
		{"2026-01", "2026-04-30", "2026-06-05"},
		{"2026-Q1", "2026-05-15", "2026-08-21"},
		{"2026-Q1", "2026-06-30", "2026-10-07"},
		{"2026-H1", "2026-08-31", "2027-03-05"},
		{"FY2026-Q1", "2026-05-15", "2026-08-21"},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct goal goal;
		kept_begin(&goal, false, FORM_AT_LEAST, "50");
		goal.input.refresh = length(1, DURATION_DAY);
		goal_read(&goal, cases[i].period, "60");
		goal_read(&goal, cases[i].read, "60");
		expect_day(goal_on(&goal, cases[i].read)->fresh_through, cases[i].through);
		/* Without a refresh nothing gets stale. */
		goal.input.refresh.unit = DURATION_NONE;
		assert_int_equal(goal_on(&goal, cases[i].read)->fresh_through, DATE_NONE);
		goal_end(&goal);
	}
}

static void years_of_other_months(void **state)
{
	(void)state;
	struct goal goal;
	kept_begin(&goal, false, FORM_AT_LEAST, "50");
	goal.calendar.start_month = 2;
	goal.input.first = day("2026-02-01");
	goal.input.last = day("2027-01-31");
	goal_read(&goal, "FY2027-Q1", "60");
	const struct goal_figures *figures = goal_on(&goal, "2026-05-15");
	assert_int_equal(figures->step.kind, PERIOD_FISCAL_QUARTER);
	expect_steps(&goal, 1, 1);
	expect_day(figures->step_last_first, "2026-02-01");
	expect_day(figures->step_last, "2026-04-30");
	goal_end(&goal);
}

static void the_first_reading_of_a_window(void **state)
{
	(void)state;
	struct goal goal;
	kept_begin(&goal, false, FORM_AT_LEAST, "50");
	goal.input.first = day("2026-04-01");
	/* 2026-03-31 and a month is 04-30, and five business days more 05-07. */
	expect_day(goal_on(&goal, "2026-04-02")->first_due, "2026-05-07");
	/* A week that ends on the first day is the first step. */
	goal.input.first = day("2026-04-05");
	goal_read(&goal, "2026-W14", "60");
	goal_on(&goal, "2026-04-05");
	expect_steps(&goal, 1, 1);
	expect_status(&goal, "on track");
	goal_end(&goal);
}

static void the_end_of_time(void **state)
{
	(void)state;
	static const enum calendar_pattern patterns[] = {PATTERN_MONTHS, PATTERN_445};
	static const char *const periods[] = {"9999-12", "9999-W51", "9999", "FY9999-P01"};
	for (size_t i = 0; i < sizeof patterns / sizeof *patterns; i++)
		for (size_t k = 0; k < sizeof periods / sizeof *periods; k++) {
			struct goal goal;
			kept_begin(&goal, false, FORM_AT_LEAST, "50");
			goal.calendar.pattern = patterns[i];
			goal.input.first = day("9999-01-20");
			goal.input.last = day("9999-12-31");
			goal_read(&goal, periods[k], "60");
			const struct goal_figures *figures = goal_on(&goal, "9999-12-31");
			assert_true(figures->steps_met <= 1);
			assert_false(figures->overflowed);
			goal_end(&goal);
		}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(at_least_97_percent),
		cmocka_unit_test(shares),
		cmocka_unit_test(bounds_are_inside),
		cmocka_unit_test(a_step_without_a_value),
		cmocka_unit_test(nothing_was_ever_read),
		cmocka_unit_test(the_end_of_a_kept_goal),
		cmocka_unit_test(samples_that_are_too_small),
		cmocka_unit_test(the_longest_period_is_the_step),
		cmocka_unit_test(fiscal_steps),
		cmocka_unit_test(dated_readings_only),
		cmocka_unit_test(steps_before_the_window),
		cmocka_unit_test(a_feed_of_levels_keeps_its_days),
		cmocka_unit_test(fresh_for_a_step),
		cmocka_unit_test(years_of_other_months),
		cmocka_unit_test(the_first_reading_of_a_window),
		cmocka_unit_test(the_end_of_time),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
