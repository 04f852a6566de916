/*
 * What the tests of tracking share: a goal that is put together line by line, judged, and its
 * printed figures as text.
 */
#ifndef TESTS_UNIT_TEST_TRACK_H
#define TESTS_UNIT_TEST_TRACK_H

#include "tests/unit/unit.h"

#include "runtime/track/track.h"
#include <string.h>

enum { GOAL_ROWS = 64, GOAL_POINTS = 16 };

struct goal {
	struct calendar calendar;
	struct track_settings settings;
	struct arena arena;
	struct reading_row rows[GOAL_ROWS];
	uint32_t n_rows;
	struct point points[GOAL_POINTS];
	struct series series;
	struct goal_input input;
	struct goal_figures figures;
};

static inline date_t day(const char *text)
{
	date_t date = date_parse(str_from(text));
	assert_int_not_equal(date, DATE_NONE);
	return date;
}

static inline struct decimal number(const char *text)
{
	struct decimal value;
	assert_int_equal(decimal_parse(str_from(text), &value), DECIMAL_OK);
	return value;
}

/* "2 weeks" is length(2, DURATION_WEEK). */
static inline struct duration length(int64_t n, enum duration_unit unit)
{
	return (struct duration){decimal_of(n), unit};
}

static inline void goal_begin(struct goal *goal, bool flow, const char *first, const char *last)
{
	memset(goal, 0, sizeof *goal);
	goal->calendar = calendar_default();
	goal->settings = track_settings_default();
	arena_init(&goal->arena);
	goal->input.flow = flow;
	goal->input.first = day(first);
	goal->input.last = day(last);
	goal->input.more_is_better = true;
	goal->input.refresh = length(1, DURATION_MONTH);
	goal->input.calendar = &goal->calendar;
	goal->input.settings = &goal->settings;
	goal->input.curve.points = goal->points;
}

/* A flow from 0, or a level whose baseline stands in the curve already. */
static inline void goal_target(struct goal *goal, const char *target)
{
	goal->input.target = number(target);
	if (goal->input.curve.start_date == DATE_NONE)
		goal->input.curve.start_date = goal->input.first - 1;
}

static inline void goal_baseline(struct goal *goal, const char *value, const char *date)
{
	date_t before = goal->input.first - 1;
	goal->input.curve.start = number(value);
	goal->input.curve.start_date = day(date) > before ? day(date) : before;
}

static inline void goal_increment(struct goal *goal, const char *date, const char *value)
{
	assert_true(goal->input.curve.n < GOAL_POINTS);
	goal->points[goal->input.curve.n++] =
		(struct point){.date = day(date), .value = number(value)};
}

static inline void goal_default_split(struct goal *goal)
{
	const struct curve *curve = &goal->input.curve;
	goal->input.curve = curve_default(&goal->arena, &goal->calendar, goal->input.first,
		goal->input.last, curve->start_date, curve->start, goal->input.target);
}

/* "2026-05-15" or any period. */
static inline struct reading_row *goal_read(struct goal *goal, const char *when, const char *value)
{
	assert_true(goal->n_rows < GOAL_ROWS);
	struct reading_row *row = &goal->rows[goal->n_rows++];
	struct period period = period_parse(str_from(when));
	row->is_period = period.kind != PERIOD_NONE;
	struct date_range days = period_days(&goal->calendar, period);
	row->first = row->is_period ? days.first : day(when);
	row->last = row->is_period ? days.last : row->first;
	row->value = number(value);
	return row;
}

static inline void goal_sample(struct reading_row *row, const char *sample)
{
	row->has_sample = true;
	row->sample = number(sample);
}

static inline const struct goal_figures *goal_on(struct goal *goal, const char *as_of)
{
	struct goal_input *input = &goal->input;
	series_free(&goal->series);
	if (input->flow && input->from_feed)
		series_feed_flow(
			&goal->series, goal->rows, goal->n_rows, input->first, input->complete_to);
	else if (input->flow)
		series_flow(&goal->series, goal->rows, goal->n_rows, input->first);
	else
		series_level(&goal->series, goal->rows, goal->n_rows);
	input->series = &goal->series;
	input->rows = goal->rows;
	input->n_rows = goal->n_rows;
	input->as_of = day(as_of);
	goal_judge(input, &goal->figures);
	assert_int_equal(goal_status(input), goal->figures.status);
	return &goal->figures;
}

/* Flow, 2026-Q2, 25,000 USD without increments: a straight line over 91 days. */
static inline void quarter_begin(struct goal *goal)
{
	goal_begin(goal, true, "2026-04-01", "2026-06-30");
	goal_target(goal, "25,000");
	goal_default_split(goal);
}

static inline void goal_end(struct goal *goal)
{
	series_free(&goal->series);
	arena_free(&goal->arena);
}

static inline void expect_number(struct decimal value, const char *text)
{
	struct out out = {0};
	decimal_print_grouped(&out, value);
	out_char(&out, '\0');
	assert_string_equal(out.data, text);
	out_free(&out);
}

/* The printed figure, or "-" if it has no value. */
static inline void expect(const struct figure *figure, const char *text)
{
	if (!figure->has || strcmp(text, "-") == 0) {
		assert_false(figure->has);
		assert_string_equal(text, "-");
		return;
	}
	expect_number(figure->shown, text);
}

static inline void expect_status(const struct goal *goal, const char *phrase)
{
	assert_string_equal(status_phrase(goal->figures.status), phrase);
}

static inline void expect_day(date_t date, const char *text)
{
	assert_string_equal(date_text(date).text, text);
}

static inline void kept_begin(struct goal *goal, bool flow, enum goal_form form, const char *bound)
{
	goal_begin(goal, flow, "2026-01-01", "2026-12-31");
	goal->input.form = form;
	goal->input.target = number(bound);
	goal->input.decimals = 1;
}

static inline void expect_steps(const struct goal *goal, uint32_t met, uint32_t due)
{
	assert_int_equal(goal->figures.steps_met, met);
	assert_int_equal(goal->figures.steps_due, due);
}

#endif
