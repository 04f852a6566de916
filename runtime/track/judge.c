/* A goal with a target: the value against the expected curve, and the table that decides the
 * status. */
#include "runtime/track/parts.h"
#include <assert.h>

enum { TREND_DAYS = 7 };

struct judged {
	const struct goal_input *input;
	struct goal_figures *figures;
	struct point reading;
	struct ratio actual, start, target;
	int direction; /* 1: the goal rises from B to T; -1: it falls */
};

static int direction_of(const struct goal_input *input)
{
	int way = decimal_compare(input->target, input->curve.start);
	if (way != 0)
		return way;
	return input->less_is_better ? -1 : 1;
}

static bool reaches(const struct judged *judged, struct decimal value)
{
	return decimal_compare(value, judged->input->target) * judged->direction >= 0;
}

/* The last reading that counts on `day`. What a flow adds up to begins with the goal's first day.
 */
static bool reading_on(const struct goal_input *input, date_t day, struct point *point)
{
	return input->series && series_at(input->series, day, point) &&
	       (!input->flow || point->date >= input->first);
}

/* ---- figures ---- */

/* (A - B) / (E - B). False if nothing is due on that day, so the pace has no value. */
static bool pace_of(const struct judged *judged, struct ratio actual, struct ratio expected,
	struct ratio *pace, bool *overflowed)
{
	struct ratio due = ratio_minus(expected, judged->start, overflowed);
	if (*overflowed || ratio_sign(due) == 0)
		return false;
	*pace = ratio_over(ratio_minus(actual, judged->start, overflowed), due, overflowed);
	return !*overflowed;
}

static void set_gap(struct judged *judged)
{
	struct goal_figures *figures = judged->figures;
	bool overflowed = false, rising = judged->direction > 0;
	struct ratio expected = figures->expected.exact;
	struct ratio gap = ratio_minus(rising ? expected : judged->actual,
		rising ? judged->actual : expected, &overflowed);
	struct decimal more = figures->expected.shown, less = figures->actual_shown;
	if (!rising) {
		more = figures->actual_shown;
		less = figures->expected.shown;
	}
	struct ratio way = ratio_minus(judged->target, judged->start, &overflowed);
	if (overflowed || !decimal_subtract(more, less, &figures->gap.shown)) {
		figures->overflowed = true;
		return;
	}
	figures->gap.has = true;
	figures->gap.exact = gap;
	if (ratio_sign(way) < 0)
		way.num = -way.num;
	if (ratio_sign(way) != 0) {
		struct ratio share = ratio_over(gap, way, &overflowed);
		figure_percent(figures, &figures->gap_share, share, overflowed);
	}
}

/* What is left to do for each remaining day, and how much that is of what was done for each day so
 * far. */
static void set_rates(struct judged *judged, struct ratio done)
{
	struct goal_figures *figures = judged->figures;
	uint8_t decimals = judged->input->decimals;
	uint8_t scale = decimals + 2 < DECIMAL_SCALE_MAX ? (uint8_t)(decimals + 2)
							 : (uint8_t)DECIMAL_SCALE_MAX;
	if (figures->elapsed > 0) {
		bool overflowed = false;
		struct ratio rate = ratio_over(done, ratio_make(figures->elapsed, 1), &overflowed);
		figure_amount(figures, &figures->current_rate, rate, overflowed, scale);
	}
	if (figures->remaining > 0 && !reaches(judged, judged->reading.value)) {
		bool overflowed = false;
		struct ratio rate = ratio_minus(judged->target, judged->actual, &overflowed);
		rate = ratio_over(rate, ratio_make(figures->remaining, 1), &overflowed);
		figure_amount(figures, &figures->required_rate, rate, overflowed, scale);
	}
	if (figures->current_rate.has && figures->required_rate.has &&
		ratio_sign(figures->current_rate.exact) == judged->direction) {
		bool overflowed = false;
		struct ratio factor = ratio_over(
			figures->required_rate.exact, figures->current_rate.exact, &overflowed);
		figure_factor(figures, &figures->factor, factor, overflowed);
	}
}

/* What falls short of the target never prints as the target: its last digit goes back by one. */
static void set_projection(
	struct judged *judged, struct figure *figure, struct ratio exact, bool overflowed)
{
	const struct goal_input *input = judged->input;
	figure_amount(judged->figures, figure, exact, overflowed, input->decimals);
	if (figure->has && ratio_compare(exact, judged->target) * judged->direction < 0 &&
		reaches(judged, figure->shown) &&
		__builtin_sub_overflow(
			figure->shown.coefficient, judged->direction, &figure->shown.coefficient)) {
		*figure = (struct figure){0};
		judged->figures->overflowed = true;
	}
}

/* `done` is A - B, `way` T - B. */
static void set_projections(struct judged *judged, struct ratio done, struct ratio way)
{
	struct goal_figures *figures = judged->figures;
	if (figures->pace.has) {
		bool overflowed = false;
		struct ratio reached = ratio_times(figures->pace.exact, way, &overflowed);
		reached = ratio_plus(judged->start, reached, &overflowed);
		set_projection(judged, &figures->projection, reached, overflowed);
	}
	if (figures->elapsed > 0) {
		bool overflowed = false;
		struct ratio part = ratio_make(figures->length, figures->elapsed);
		struct ratio reached = ratio_times(done, part, &overflowed);
		reached = ratio_plus(judged->start, reached, &overflowed);
		set_projection(judged, &figures->run_rate, reached, overflowed);
	}
}

/* The pace against that of the last reading at least 7 days older. */
static void set_trend(struct judged *judged)
{
	const struct goal_input *input = judged->input;
	struct goal_figures *figures = judged->figures;
	struct point older;
	struct ratio pace, expected;
	bool overflowed = false;
	if (!figures->pace.has || !reading_on(input, judged->reading.date - TREND_DAYS, &older) ||
		sample_too_small(input, older.has_sample, older.sample) ||
		!curve_at(&input->curve, older.date, &expected) ||
		!pace_of(judged, ratio_of(older.value), expected, &pace, &overflowed))
		return;
	int way = ratio_compare(figures->pace.exact, pace);
	figures->trend = way > 0 ? TREND_RISING : way < 0 ? TREND_FALLING : TREND_LEVEL;
}

/* A value with too small a sample is not judged, so only the value, its day and what was expected
 * are shown. */
static void set_pace(struct judged *judged)
{
	const struct goal_input *input = judged->input;
	struct goal_figures *figures = judged->figures;
	struct ratio pace, expected;
	bool overflowed = !curve_at(&input->curve, judged->reading.date, &expected);
	figure_amount(figures, &figures->expected, expected, overflowed, input->decimals);
	if (!figures->sample_too_small &&
		(pace_of(judged, judged->actual, expected, &pace, &overflowed) || overflowed))
		figure_percent(figures, &figures->pace, pace, overflowed);
}

/* Everything beside the pace: no status depends on it. */
static void set_figures(struct judged *judged)
{
	const struct goal_input *input = judged->input;
	struct goal_figures *figures = judged->figures;
	bool overflowed = false;
	if (figures->expected.has)
		set_gap(judged);
	if ((input->flow || input->more_is_better) && !input->less_is_better &&
		ratio_sign(judged->target) != 0) {
		struct ratio share = ratio_over(judged->actual, judged->target, &overflowed);
		figure_percent(figures, &figures->attainment, share, overflowed);
	}
	overflowed = false;
	struct ratio done = ratio_minus(judged->actual, judged->start, &overflowed);
	struct ratio way = ratio_minus(judged->target, judged->start, &overflowed);
	if (overflowed) {
		figures->overflowed = true;
		return;
	}
	if (ratio_sign(way) != 0) {
		struct ratio share = ratio_over(done, way, &overflowed);
		figure_percent(figures, &figures->progress, share, overflowed);
	}
	set_rates(judged, done);
	set_projections(judged, done, way);
	set_trend(judged);
}

/* ---- status ---- */

/* The first day up to `until` on which the target was reached, from the day after `after`. */
static date_t reached_between(const struct judged *judged, date_t after, date_t until)
{
	const struct goal_input *input = judged->input;
	const struct series *series = input->series;
	for (uint32_t i = 0; series && i < series->n && series->items[i].date <= until; i++) {
		const struct point *point = &series->items[i];
		if (series->complete_to != DATE_NONE && point->date > series->complete_to)
			break;
		if (point->date > after && reaches(judged, point->value) &&
			!sample_too_small(input, point->has_sample, point->sample))
			return point->date;
	}
	return DATE_NONE;
}

/* The share of the goal's days in which nothing is judged yet. */
static bool in_first_part(const struct judged *judged)
{
	const struct goal_figures *figures = judged->figures;
	struct ratio part = ratio_of(judged->input->settings->first_part);
	bool overflowed = false;
	struct ratio limit = ratio_times(part, ratio_make(figures->length, 1), &overflowed);
	return !overflowed &&
	       ratio_compare(ratio_make((int128)figures->elapsed * 100, 1), limit) <= 0;
}

/* After the target date: how it ended, if a reading at most one refresh older than that date says
 * so. */
static enum status status_at_end(struct judged *judged)
{
	const struct goal_input *input = judged->input;
	struct goal_figures *figures = judged->figures;
	date_t covers = track_later(input->refresh, judged->reading.date, input->calendar);
	if (covers != DATE_NONE && covers < input->last) {
		figures->stale = true;
		return STATUS_UNKNOWN;
	}
	if (reaches(judged, judged->reading.value))
		return STATUS_DONE;
	date_t reached = reached_between(judged, input->last, input->as_of);
	if (reached != DATE_NONE)
		figures->reached_late_days = reached - input->last;
	return STATUS_MISSED;
}

static enum status status_by_pace(const struct judged *judged)
{
	const struct goal_figures *figures = judged->figures;
	if (figures->pace.has)
		return status_of_share(figures->pace.exact, judged->input->settings);
	if (!figures->expected.has || ratio_compare(figures->expected.exact, judged->start) != 0)
		return STATUS_UNKNOWN;
	/* Nothing is due yet: at the start value or better is as it should be. */
	return ratio_compare(judged->actual, judged->start) * judged->direction >= 0
		       ? STATUS_ON_TRACK
		       : STATUS_WATCH;
}

/* Without a refresh the only reading that can be overdue is the one of the last day. */
static bool none_due_yet(const struct goal_input *input, date_t first_due)
{
	return input->as_of <= (first_due != DATE_NONE ? first_due : input->last);
}

/* The first line that fits decides. */
static enum status status_of(struct judged *judged)
{
	const struct goal_input *input = judged->input;
	struct goal_figures *figures = judged->figures;
	bool ended = input->as_of > input->last;
	if (input->as_of < input->first)
		return STATUS_NOT_JUDGED;
	if (!figures->has_reading)
		return none_due_yet(input, figures->first_due) ? STATUS_NOT_JUDGED : STATUS_UNKNOWN;
	date_t until = ended ? input->last : input->as_of;
	if (input->flow && reached_between(judged, input->first - 1, until) != DATE_NONE)
		return STATUS_DONE;
	if (figures->sample_too_small)
		return STATUS_UNKNOWN;
	if (ended)
		return status_at_end(judged);
	if (figures->stale)
		return STATUS_UNKNOWN;
	if (!input->flow && reaches(judged, judged->reading.value))
		return STATUS_DONE;
	if (in_first_part(judged))
		return STATUS_NOT_JUDGED;
	return status_by_pace(judged);
}

static void set_reading(struct judged *judged)
{
	const struct goal_input *input = judged->input;
	struct goal_figures *figures = judged->figures;
	date_t until = input->as_of < input->last ? input->as_of : input->last;
	const struct series *series = input->series;
	if (series && series->overflowed && series->overflow_date <= until) {
		figures->overflowed = true;
		return;
	}
	if (!reading_on(input, until, &judged->reading))
		return;
	const struct point *reading = &judged->reading;
	judged->actual = ratio_of(reading->value);
	figures->has_reading = true;
	figures->reading_date = reading->date;
	figures->age = input->as_of - reading->date;
	figures->actual = reading->value;
	figures->actual_shown = amount_shown(reading->value, input->decimals);
	figures->has_sample = reading->has_sample;
	figures->sample = reading->sample;
	figures->sample_too_small = sample_too_small(input, reading->has_sample, reading->sample);
	figures_days(figures, input, reading->date);
	date_t refreshed = track_later(input->refresh, reading->date, input->calendar);
	figures->fresh_through = track_later(input->settings->grace, refreshed, input->calendar);
	figures->stale = input->as_of <= input->last && figures->fresh_through != DATE_NONE &&
			 input->as_of > figures->fresh_through;
}

static void judge_target(
	const struct goal_input *input, struct goal_figures *figures, bool status_only)
{
	struct judged judged = {.input = input, .figures = figures};
	judged.direction = direction_of(input);
	judged.start = ratio_of(input->curve.start);
	judged.target = ratio_of(input->target);
	date_t refreshed = track_later(input->refresh, input->first - 1, input->calendar);
	figures->first_due = track_later(input->settings->grace, refreshed, input->calendar);
	set_reading(&judged);
	if (figures->has_reading)
		set_pace(&judged);
	if (figures->has_reading && !figures->sample_too_small && !status_only)
		set_figures(&judged);
	if (!figures->has_reading && figures->overflowed)
		figures->status = STATUS_UNKNOWN;
	else
		figures->status = status_of(&judged);
}

static void judge(const struct goal_input *input, struct goal_figures *figures, bool status_only)
{
	assert(input->calendar && input->settings);
	*figures = (struct goal_figures){.fresh_through = DATE_NONE, .first_due = DATE_NONE};
	figures_days(figures, input, input->first - 1);
	if (input->form == FORM_TARGET)
		judge_target(input, figures, status_only);
	else
		goal_judge_kept(input, figures);
}

void goal_judge(const struct goal_input *input, struct goal_figures *figures)
{
	judge(input, figures, false);
}

enum status goal_status(const struct goal_input *input)
{
	struct goal_figures figures;
	judge(input, &figures, true);
	return figures.status;
}
