#include "tests/unit/test_track.h"

/* ---- boundaries ---- */

/* A flow of which `due` is expected on the last day and `done` reached; judged on that day. */
static enum status status_at(const char *done, const char *due, const char *pace)
{
	struct goal goal;
	goal_begin(&goal, true, "2026-01-01", "2026-06-30");
	goal_target(&goal, "1,000,000,000");
	goal_increment(&goal, "2026-03-31", due);
	goal_increment(&goal, "2026-06-30", "1,000,000,000");
	goal_read(&goal, "2026-03-31", done);
	const struct goal_figures *figures = goal_on(&goal, "2026-03-31");
	expect(&figures->pace, pace);
	enum status status = figures->status;
	goal_end(&goal);
	return status;
}

static void thresholds_are_exact(void **state)
{
	(void)state;
	assert_int_equal(status_at("67,500", "90,000", "75.0"), STATUS_WATCH);
	assert_int_equal(status_at("67,499.99", "90,000", "74.9"), STATUS_BEHIND);
	assert_int_equal(status_at("81,000", "90,000", "90.0"), STATUS_ON_TRACK);
	assert_int_equal(status_at("80,999", "90,000", "89.9"), STATUS_WATCH);
	assert_int_equal(status_at("0.3", "0.4", "75.0"), STATUS_WATCH);
	/* Percentages are cut downwards. */
	status_at("99.96", "100", "99.9");
	status_at("5.9", "10", "59.0");
	status_at("649,740", "650,000", "99.9");
	status_at("2", "3", "66.6");
}

static void exactly_75_percent_of_a_step(void **state)
{
	(void)state;
	static const struct {
		const char *reading, *pace;
		enum status status;
	} cases[] = {{"31", "75.0", STATUS_WATCH}, {"30", "66.6", STATUS_BEHIND}};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct goal goal;
		goal_begin(&goal, false, "2026-01-01", "2026-12-31");
		goal.input.curve.step = true;
		goal_baseline(&goal, "22", "2025-12-31");
		goal_target(&goal, "40");
		goal_increment(&goal, "2026-06-30", "34");
		goal_increment(&goal, "2026-12-31", "40");
		goal_read(&goal, "2026-06-30", cases[i].reading);
		const struct goal_figures *figures = goal_on(&goal, "2026-06-30");
		expect(&figures->pace, cases[i].pace);
		assert_int_equal(figures->status, cases[i].status);
		goal_end(&goal);
	}
}

static void settings_move_the_thresholds(void **state)
{
	(void)state;
	struct goal goal;
	quarter_begin(&goal);
	goal_read(&goal, "2026-05-15", "7,500");
	goal.settings.watch = number("60.66");
	assert_int_equal(goal_on(&goal, "2026-05-15")->status, STATUS_WATCH);
	/* The pace is 7,500 * 91 / (25,000 * 45) = 60.666...%. */
	goal.settings.watch = number("60.67");
	assert_int_equal(goal_on(&goal, "2026-05-15")->status, STATUS_BEHIND);
	goal.settings.on_track = number("60");
	assert_int_equal(goal_on(&goal, "2026-05-15")->status, STATUS_ON_TRACK);
	goal.settings.first_part = number("50");
	assert_int_equal(goal_on(&goal, "2026-05-15")->status, STATUS_NOT_JUDGED);
	goal_end(&goal);
}

static void small_sample(void **state)
{
	(void)state;
	struct goal goal;
	goal_begin(&goal, false, "2026-01-01", "2026-12-31");
	goal.input.decimals = 1;
	goal_baseline(&goal, "4.0", "2025-12-31");
	goal_target(&goal, "4.8");
	goal_increment(&goal, "2026-12-31", "4.8");
	goal.input.has_minimum_sample = true;
	goal.input.minimum_sample = number("10");
	goal_sample(goal_read(&goal, "2026-05-15", "4.6"), "6");
	const struct goal_figures *figures = goal_on(&goal, "2026-05-15");
	expect_status(&goal, "unknown");
	assert_true(figures->sample_too_small);
	expect(&figures->pace, "-");
	goal.rows[0].sample = number("10");
	figures = goal_on(&goal, "2026-05-15");
	expect_status(&goal, "on track");
	assert_false(figures->sample_too_small);
	/* Neither does too small a sample say that the target was reached. */
	goal.rows[0].sample = number("9");
	goal.rows[0].value = number("4.9");
	goal_on(&goal, "2026-05-15");
	expect_status(&goal, "unknown");
	goal_end(&goal);
}

static void projection_short_of_the_target(void **state)
{
	(void)state;
	struct goal goal;
	/* 99,999.6 of 100,000 expected, of 200,000: 199,999.2 rounds to 199,999, and 99,999.9 to
	   199,999.8, which would print as the target. */
	goal_begin(&goal, true, "2026-01-01", "2026-12-31");
	goal_target(&goal, "200,000");
	goal_increment(&goal, "2026-06-30", "100,000");
	goal_increment(&goal, "2026-12-31", "200,000");
	goal_read(&goal, "2026-06-30", "99,999.6");
	expect(&goal_on(&goal, "2026-06-30")->projection, "199,999");
	goal.rows[0].value = number("99,999.9");
	expect(&goal_on(&goal, "2026-06-30")->projection, "199,999");
	goal.rows[0].value = number("100,000");
	expect(&goal_on(&goal, "2026-06-30")->projection, "200,000");
	goal.rows[0].value = number("100,000.1");
	expect(&goal_on(&goal, "2026-06-30")->projection, "200,000");
	goal_end(&goal);
	/* A falling goal is short above its target: 5.02 of 5.00 expected leads to 0.04. */
	goal_begin(&goal, false, "2026-01-01", "2026-12-31");
	goal.input.decimals = 1;
	goal_baseline(&goal, "10", "2025-12-31");
	goal_target(&goal, "0");
	goal_increment(&goal, "2026-06-30", "5");
	goal_increment(&goal, "2026-12-31", "0");
	goal_read(&goal, "2026-06-30", "5.02");
	const struct goal_figures *figures = goal_on(&goal, "2026-06-30");
	expect(&figures->projection, "0.1");
	/* A feed's value with more decimals than the goal is printed and compared with one. */
	expect_number(figures->actual_shown, "5.0");
	expect(&figures->gap, "0.0");
	assert_int_equal(ratio_compare(figures->gap.exact, ratio_make(2, 100)), 0);
	goal_end(&goal);
}

/* ---- the status table ---- */

static void before_the_first_reading(void **state)
{
	(void)state;
	struct goal goal;
	quarter_begin(&goal);
	goal_on(&goal, "2026-03-31");
	expect_status(&goal, "not judged yet");
	/* 2026-03-31 and a month is 04-30, and five business days more 05-07. */
	const struct goal_figures *figures = goal_on(&goal, "2026-05-07");
	expect_day(figures->first_due, "2026-05-07");
	assert_false(figures->has_reading);
	expect_status(&goal, "not judged yet");
	goal_on(&goal, "2026-05-08");
	expect_status(&goal, "unknown");
	/* Without a refresh nothing is overdue before the goal has ended. */
	goal.input.refresh.unit = DURATION_NONE;
	figures = goal_on(&goal, "2026-06-30");
	assert_int_equal(figures->first_due, DATE_NONE);
	expect_status(&goal, "not judged yet");
	goal_on(&goal, "2026-07-01");
	expect_status(&goal, "unknown");
	goal_end(&goal);
}

static void goals_that_end(void **state)
{
	(void)state;
	struct goal goal;
	quarter_begin(&goal);
	goal_read(&goal, "2026-05-15", "24,000");
	/* Fresh through 2026-06-22; the reading is a month and more older than the target date. */
	goal_on(&goal, "2026-06-22");
	expect_status(&goal, "on track");
	const struct goal_figures *figures = goal_on(&goal, "2026-06-23");
	expect_status(&goal, "unknown");
	assert_true(figures->stale);
	goal_on(&goal, "2026-07-05");
	expect_status(&goal, "unknown");
	/* One that is a month older says how it ended. */
	goal_read(&goal, "2026-05-30", "24,500");
	figures = goal_on(&goal, "2026-07-05");
	expect_status(&goal, "missed");
	assert_int_equal(figures->reached_late_days, 0);
	goal_read(&goal, "2026-07-04", "25,100");
	figures = goal_on(&goal, "2026-07-05");
	expect_status(&goal, "missed");
	assert_int_equal(figures->reached_late_days, 4);
	expect_number(figures->actual, "24,500");
	assert_int_equal(goal_on(&goal, "2026-07-03")->reached_late_days, 0);
	/* The total reached the target on the last day. */
	goal_read(&goal, "2026-06-30", "25,000");
	goal_on(&goal, "2026-07-05");
	expect_status(&goal, "done");
	goal_on(&goal, "2026-06-30");
	expect_status(&goal, "done");
	goal_end(&goal);
}

static void a_flow_stays_done(void **state)
{
	(void)state;
	struct goal goal;
	quarter_begin(&goal);
	/* Reached within the first part; then nobody reads again, and a credit note takes some
	 * back. */
	goal_read(&goal, "2026-04-05", "26,000");
	const struct goal_figures *figures = goal_on(&goal, "2026-04-06");
	expect_status(&goal, "done");
	expect(&figures->required_rate, "-");
	expect(&figures->factor, "-");
	goal_on(&goal, "2027-01-01");
	expect_status(&goal, "done");
	goal_read(&goal, "2026-05-05", "20,000");
	goal_on(&goal, "2026-05-06");
	expect_status(&goal, "done");
	goal_end(&goal);
}

static void a_level_can_fall_back(void **state)
{
	(void)state;
	struct goal goal;
	goal_begin(&goal, false, "2026-01-01", "2026-06-30");
	goal_baseline(&goal, "10", "2025-12-31");
	goal_target(&goal, "20");
	goal_increment(&goal, "2026-06-30", "20");
	goal_read(&goal, "2026-01-10", "20");
	goal_read(&goal, "2026-05-10", "12");
	goal_read(&goal, "2026-06-30", "21");
	goal_on(&goal, "2026-01-12");
	expect_status(&goal, "done");
	/* A stale reading says nothing, even if it reached the target. */
	goal_on(&goal, "2026-04-01");
	expect_status(&goal, "unknown");
	goal_on(&goal, "2026-05-10");
	expect_status(&goal, "behind");
	goal_on(&goal, "2026-07-15");
	expect_status(&goal, "done");
	goal.rows[2].value = number("19");
	goal_on(&goal, "2026-07-15");
	expect_status(&goal, "missed");
	goal_end(&goal);
}

static void trends(void **state)
{
	(void)state;
	static const struct {
		const char *older, *newer;
		enum trend trend;
	} cases[] = {
		/* Half of what was due in March, then half, more, less of what was due in May. */
		{"2,500", "5,000", TREND_LEVEL},
		{"2,500", "5,001", TREND_RISING},
		{"2,500", "4,999", TREND_FALLING},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct goal goal;
		goal_begin(&goal, true, "2026-01-01", "2026-12-31");
		goal_target(&goal, "20,000");
		goal_increment(&goal, "2026-03-31", "5,000");
		goal_increment(&goal, "2026-05-31", "10,000");
		goal_increment(&goal, "2026-12-31", "20,000");
		goal_read(&goal, "2026-03-31", cases[i].older);
		goal_read(&goal, "2026-05-31", cases[i].newer);
		/* Less than 7 days older: passed over. */
		goal_read(&goal, "2026-05-25", "1");
		assert_int_equal(goal_on(&goal, "2026-05-31")->trend, cases[i].trend);
		assert_int_equal(goal_on(&goal, "2026-03-31")->trend, TREND_NONE);
		/* Exactly 7 days older: now a fall from the 24th counts. */
		goal_read(&goal, "2026-05-24", "9,900");
		assert_int_equal(goal_on(&goal, "2026-05-31")->trend, TREND_FALLING);
		goal_end(&goal);
	}
}

/* ---- freshness ---- */

static void fresh_through(void **state)
{
	(void)state;
	static const struct {
		struct duration refresh;
		const char *read, *through;
	} cases[] = {
		{{{1, 0}, DURATION_MONTH}, "2026-01-31", "2026-03-06"},
		{{{1, 0}, DURATION_WEEK}, "2026-05-01", "2026-05-15"},
		{{{1, 0}, DURATION_DAY}, "2026-05-15", "2026-05-22"},
		{{{1, 0}, DURATION_QUARTER}, "2026-03-31", "2026-07-07"},
		/* What is refreshed every four hours is due the next day. */
		{{{4, 0}, DURATION_HOUR}, "2026-05-15", "2026-05-22"},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct goal goal;
		goal_begin(&goal, true, "2026-01-01", "2026-12-31");
		goal_target(&goal, "1,000");
		goal_default_split(&goal);
		goal.input.refresh = cases[i].refresh;
		goal_read(&goal, cases[i].read, "900");
		const struct goal_figures *figures = goal_on(&goal, cases[i].through);
		expect_day(figures->fresh_through, cases[i].through);
		assert_false(figures->stale);
		goal.input.as_of++;
		goal_judge(&goal.input, &goal.figures);
		assert_true(goal.figures.stale);
		expect_status(&goal, "unknown");
		goal.input.refresh.unit = DURATION_NONE;
		goal_judge(&goal.input, &goal.figures);
		assert_false(goal.figures.stale);
		assert_int_equal(goal.figures.fresh_through, DATE_NONE);
		goal_end(&goal);
	}
}

static void root_cause_duty(void **state)
{
	(void)state;
	struct track_settings settings = track_settings_default();
	struct calendar plan = calendar_default(), party = calendar_default();
	const struct calendar *calendars[] = {&plan, &party};
	const date_t holiday = day("2026-05-01");
	date_t due = day("2026-04-30");
	expect_day(cause_due_by(due, &settings, calendars, 2), "2026-05-04");
	party.holidays = &holiday;
	party.n_holidays = 1;
	expect_day(cause_due_by(due, &settings, calendars, 2), "2026-05-05");
	expect_day(cause_due_by(due, &settings, calendars, 1), "2026-05-04");
	party.n_holidays = 0;
	plan.holidays = &holiday;
	plan.n_holidays = 1;
	expect_day(cause_due_by(due, &settings, calendars, 1), "2026-05-05");
}

/* ---- words, items, limits ---- */

static void words_and_order(void **state)
{
	(void)state;
	static const enum status order[] = {STATUS_MISSED, STATUS_BEHIND, STATUS_UNKNOWN,
		STATUS_WATCH, STATUS_ON_TRACK, STATUS_NOT_JUDGED, STATUS_DONE, STATUS_NONE};
	for (size_t i = 0; i < sizeof order / sizeof *order; i++)
		assert_int_equal(status_badness(order[i]), 7 - (int)i);
	/* Goals at a pace of 130% and 50% make a parent that is behind. */
	assert_int_equal(status_worst(STATUS_ON_TRACK, STATUS_BEHIND), STATUS_BEHIND);
	assert_int_equal(status_worst(STATUS_UNKNOWN, STATUS_WATCH), STATUS_UNKNOWN);
	assert_int_equal(status_worst(STATUS_NONE, STATUS_DONE), STATUS_DONE);
	assert_string_equal(status_word(STATUS_NOT_JUDGED), "not_judged");
	assert_string_equal(status_word(STATUS_ON_TRACK), "on_track");
	assert_string_equal(status_word(STATUS_WATCH), "watch");
	assert_string_equal(status_phrase(STATUS_NOT_JUDGED), "not judged yet");
	assert_string_equal(status_phrase(STATUS_MISSED), "missed");
}

static void dated_items(void **state)
{
	(void)state;
	static const struct {
		const char *done, *forecast, *as_of;
		enum item_state state;
		int days_late;
	} cases[] = {
		/* A due date is met by work done on that day. */
		{NULL, NULL, "2026-04-29", ITEM_DUE, 0},
		{NULL, NULL, "2026-04-30", ITEM_DUE, 0},
		{NULL, NULL, "2026-05-01", ITEM_MISSED, 1},
		{NULL, NULL, "2026-05-15", ITEM_MISSED, 15},
		{NULL, "2026-06-12", "2026-05-15", ITEM_MISSED, 43},
		{NULL, "2026-05-10", "2026-05-15", ITEM_MISSED, 15},
		{NULL, "2026-05-10", "2026-04-15", ITEM_DUE, 10},
		{NULL, "2026-04-20", "2026-04-15", ITEM_DUE, 0},
		{"2026-04-30", NULL, "2026-05-15", ITEM_DONE, 0},
		{"2026-04-01", NULL, "2026-05-15", ITEM_DONE, 0},
		/* Done after its date stays done. */
		{"2026-05-20", NULL, "2026-05-20", ITEM_DONE, 20},
		{"2026-05-20", "2026-07-01", "2026-06-20", ITEM_DONE, 20},
		/* A day in the future does not count yet. */
		{"2026-05-20", NULL, "2026-05-19", ITEM_MISSED, 19},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct item_figures figures = item_judge(day("2026-04-30"),
			cases[i].done ? day(cases[i].done) : DATE_NONE,
			cases[i].forecast ? day(cases[i].forecast) : DATE_NONE,
			day(cases[i].as_of));
		assert_int_equal(figures.state, cases[i].state);
		assert_int_equal(figures.days_late, cases[i].days_late);
	}
	struct item_figures none = item_judge(DATE_NONE, DATE_NONE, DATE_NONE, day("2026-05-15"));
	assert_int_equal(none.state, ITEM_NONE);
	none = item_judge(DATE_NONE, day("2026-05-01"), DATE_NONE, day("2026-05-15"));
	assert_int_equal(none.state, ITEM_DONE);
	assert_int_equal(none.days_late, 0);
}

static void nothing_wraps(void **state)
{
	(void)state;
	struct goal goal;
	goal_begin(&goal, true, "2026-01-01", "2026-12-31");
	goal_target(&goal, "9,000,000,000,000,000,000");
	goal_default_split(&goal);
	goal_read(&goal, "2026-01", "9,000,000,000,000,000,000");
	goal_read(&goal, "2026-02", "9,000,000,000,000,000,000");
	goal_read(&goal, "2026-03", "1");
	const struct goal_figures *figures = goal_on(&goal, "2026-03-31");
	assert_true(goal.series.overflowed);
	assert_int_equal(goal.series.n, 1);
	assert_true(figures->overflowed);
	assert_false(figures->has_reading);
	assert_false(figures->pace.has);
	expect_status(&goal, "unknown");
	/* As of a day before the sum that does not fit, all is well. */
	figures = goal_on(&goal, "2026-02-01");
	assert_false(figures->projection.has); /* twelve times as much does not fit either */
	assert_true(figures->overflowed);
	expect(&figures->attainment, "100.0");
	expect_status(&goal, "done");
	goal_end(&goal);

	/* Nine decimals and the largest numbers: the spread alone needs more than 64 bits. */
	goal_begin(&goal, false, "2026-01-01", "2026-12-31");
	goal.input.decimals = 9;
	goal_baseline(&goal, "-9223372036.854775807", "2025-12-31");
	goal_target(&goal, "9223372036.854775807");
	goal_increment(&goal, "2026-12-31", "9223372036.854775807");
	goal_read(&goal, "2026-07-01", "9223372036.854775806");
	figures = goal_on(&goal, "2026-07-01");
	assert_true(figures->pace.has);
	expect_status(&goal, "on track");
	assert_false(figures->projection.has);
	goal_end(&goal);
}

static void no_change_divides_by_nothing(void **state)
{
	(void)state;
	struct goal goal;
	goal_begin(&goal, false, "2026-01-01", "2026-12-31");
	goal_baseline(&goal, "10", "2025-12-31");
	goal_target(&goal, "10");
	goal_increment(&goal, "2026-12-31", "10");
	goal_read(&goal, "2026-05-15", "9");
	const struct goal_figures *figures = goal_on(&goal, "2026-05-15");
	expect(&figures->progress, "-");
	expect(&figures->pace, "-");
	expect(&figures->projection, "-");
	expect(&figures->gap_share, "-");
	expect_status(&goal, "watch");
	goal_end(&goal);
}

static void feeds_do_not_wrap(void **state)
{
	(void)state;
	struct goal goal;
	quarter_begin(&goal);
	goal.input.from_feed = true;
	goal_read(&goal, "2026-04-10", "9,000,000,000,000,000,000");
	goal_read(&goal, "2026-04-20", "9,000,000,000,000,000,000");
	goal_on(&goal, "2026-04-19");
	expect_status(&goal, "done");
	const struct goal_figures *figures = goal_on(&goal, "2026-04-20");
	assert_true(figures->overflowed);
	assert_false(figures->has_reading);
	expect_status(&goal, "unknown");
	goal_end(&goal);
}

static void on_the_edges_of_a_goal(void **state)
{
	(void)state;
	struct goal goal;
	quarter_begin(&goal);
	/* Reached on the first day. */
	goal_read(&goal, "2026-04-01", "25,000");
	goal_read(&goal, "2026-04-02", "1");
	goal_on(&goal, "2026-04-10");
	expect_status(&goal, "done");
	goal_end(&goal);
	/* Stale on the last day is unknown; from the next day on it has not been read to the end.
	 */
	quarter_begin(&goal);
	goal_read(&goal, "2026-05-15", "24,000");
	assert_true(goal_on(&goal, "2026-06-30")->stale);
	expect_status(&goal, "unknown");
	goal_end(&goal);
	/* The last sure day of a feed counts, and the day after it does not. */
	quarter_begin(&goal);
	goal.input.from_feed = true;
	goal.input.complete_to = day("2026-05-10");
	goal_read(&goal, "2026-05-10", "25,000");
	goal_on(&goal, "2026-05-20");
	expect_status(&goal, "done");
	goal.input.complete_to = day("2026-05-09");
	goal_on(&goal, "2026-05-20");
	expect_status(&goal, "behind");
	goal_end(&goal);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(thresholds_are_exact),
		cmocka_unit_test(exactly_75_percent_of_a_step),
		cmocka_unit_test(settings_move_the_thresholds),
		cmocka_unit_test(small_sample),
		cmocka_unit_test(projection_short_of_the_target),
		cmocka_unit_test(before_the_first_reading),
		cmocka_unit_test(goals_that_end),
		cmocka_unit_test(a_flow_stays_done),
		cmocka_unit_test(a_level_can_fall_back),
		cmocka_unit_test(trends),
		cmocka_unit_test(fresh_through),
		cmocka_unit_test(root_cause_duty),
		cmocka_unit_test(words_and_order),
		cmocka_unit_test(dated_items),
		cmocka_unit_test(nothing_wraps),
		cmocka_unit_test(no_change_divides_by_nothing),
		cmocka_unit_test(feeds_do_not_wrap),
		cmocka_unit_test(on_the_edges_of_a_goal),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
