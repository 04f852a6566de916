/* A goal that is kept step by step: which steps are due, which were met, what the share says. */
#include "runtime/track/parts.h"
#include <stdlib.h>

enum { CENTURY = 36525 };

struct kept_rows {
	/* In order of the day they are dated on, on one day as written. */
	struct reading_row *items;
	uint32_t n, cap;
};

struct kept {
	const struct goal_input *input;
	struct goal_figures *figures;
	struct kept_rows rows; /* up to the as-of date */
	uint32_t n_inside;     /* those of them up to the last step */
	struct series totals;  /* a flow's running totals from rows in the plan */
	enum period_kind kind;
	struct date_range first_step, last_step;
	date_t read_on; /* the date of the last reading, or DATE_NONE */
	/* The last day that the readings speak of, even after the goal, or DATE_NONE. */
	date_t reach;
	/* Steps with a value that counts, and those with too small a sample. */
	uint32_t n_values, n_small;
	bool last_is_due;
	/* Without the last due step, for the trend. */
	uint32_t met_before, due_before;
};

struct step_value {
	bool has, small;
	struct decimal value;
};

/* ---- the grid ---- */

/* A step belongs to the goal whose days hold its last day, as a row belongs to the day it is dated
   on. A goal that is shorter than its step has the one step that holds its last day. */
static void find_steps(struct kept *kept)
{
	const struct goal_input *input = kept->input;
	const struct calendar *calendar = input->calendar;
	date_t first = input->first;
	/* Steps of more than a century ago say nothing about how it stands. */
	if (first < input->as_of - CENTURY)
		first = input->as_of - CENTURY;
	kept->first_step = step_days(calendar, kept->kind, first);
	struct date_range last = step_days(calendar, kept->kind, input->last);
	if (last.last > input->last) {
		struct date_range before =
			step_days(calendar, kept->kind, date_add(last.first, -1));
		if (before.first != DATE_NONE && before.last >= input->first)
			last = before;
		else
			kept->first_step = last;
	}
	kept->last_step = last;
}

static int compare_dates(const void *left, const void *right)
{
	const struct reading_row *const *a = left, *const *b = right;
	if ((*a)->last != (*b)->last)
		return (*a)->last < (*b)->last ? -1 : 1;
	return *a < *b ? -1 : *a > *b;
}

/* Takes the rows dated from the goal's first day on, up to `until`, in order of their dates. */
static void take_rows(struct kept *kept, date_t until)
{
	const struct goal_input *input = kept->input;
	struct {
		const struct reading_row **items;
		uint32_t n, cap;
	} order = {NULL, 0, 0};
	for (uint32_t i = 0; i < input->n_rows; i++)
		if (input->rows[i].last >= input->first && input->rows[i].last <= until)
			vec_push(&order, &input->rows[i]);
	if (order.n > 0)
		qsort(order.items, order.n, sizeof *order.items, compare_dates);
	kept->rows.n = 0;
	vec_reserve(&kept->rows, order.n);
	for (uint32_t i = 0; i < order.n; i++)
		vec_push(&kept->rows, *order.items[i]);
	memory_release(order.items);
}

static date_t earlier(date_t a, date_t b)
{
	return a < b ? a : b;
}

/* The kind of step comes from the readings of the goal's days, and the last step from the kind. */
static void prepare(struct kept *kept)
{
	const struct goal_input *input = kept->input;
	bool summed = input->from_feed && input->flow;
	date_t until = input->as_of;
	if (summed && input->complete_to != DATE_NONE)
		until = earlier(until, input->complete_to);
	take_rows(kept, until);
	uint32_t n = kept->rows.n;
	if (n > 0)
		kept->reach = kept->rows.items[n - 1].last;
	/* A feed that is complete to a day is a reading of that day, even if nothing happened. */
	if (summed && input->complete_to != DATE_NONE && until >= input->first)
		kept->reach = until;
	while (n > 0 && kept->rows.items[n - 1].first > input->last)
		n--;
	kept->kind = step_kind(input->calendar, kept->rows.items, n, input->refresh);
	find_steps(kept);
	while (n > 0 && kept->rows.items[n - 1].last > kept->last_step.last)
		n--;
	kept->n_inside = n;
	if (n > 0)
		kept->read_on = kept->rows.items[n - 1].last;
	if (summed)
		kept->read_on = earlier(kept->reach, kept->last_step.last);
	if (input->flow && !input->from_feed)
		series_flow(&kept->totals, kept->rows.items, n, input->first);
}

/* ---- the value of a step ---- */

/* The first row dated on `day` or later. */
static uint32_t row_from(const struct kept *kept, date_t day)
{
	uint32_t low = 0, high = kept->rows.n;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (kept->rows.items[middle].last < day)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* The last row that is for the whole step, or NULL. */
static const struct reading_row *row_of_step(
	const struct kept *kept, struct date_range step, uint32_t low, uint32_t high)
{
	for (uint32_t i = high; i-- > low;) {
		const struct reading_row *row = &kept->rows.items[i];
		if (row->is_period && row->first == step.first && row->last == step.last)
			return row;
	}
	return NULL;
}

static struct step_value level_value(
	const struct kept *kept, struct date_range step, uint32_t low, uint32_t high)
{
	struct step_value value = {0};
	if (low == high)
		return value;
	const struct reading_row *row = row_of_step(kept, step, low, high);
	if (!row)
		row = &kept->rows.items[high - 1];
	value.value = row->value;
	value.small = sample_too_small(kept->input, row->has_sample, row->sample);
	value.has = !value.small;
	return value;
}

/* A day without rows is zero in a feed, so a sum is there once the feed reaches the end of the
 * step. */
static struct step_value feed_value(
	struct kept *kept, struct date_range step, uint32_t low, uint32_t high)
{
	const struct goal_input *input = kept->input;
	struct step_value value = {.value = decimal_of(0)};
	for (uint32_t i = low; i < high; i++)
		if (!decimal_add(value.value, kept->rows.items[i].value, &value.value)) {
			kept->figures->overflowed = true;
			return value;
		}
	date_t reach = kept->reach;
	if (input->complete_to == DATE_NONE && low < high)
		reach = step.last;
	value.has = reach >= step.last;
	return value;
}

/* The period rows of a step, added up, if they leave none of its days out. */
static bool periods_value(struct kept *kept, struct date_range days, uint32_t low, uint32_t high,
	struct decimal *value)
{
	struct kept_rows inside = {NULL, 0, 0};
	for (uint32_t i = low; i < high; i++) {
		struct reading_row row = kept->rows.items[i];
		if (!row.is_period)
			continue;
		/* A week belongs to the step that holds its last day. */
		if (row.first < days.first)
			row.first = days.first;
		vec_push(&inside, row);
	}
	struct series sum;
	series_flow(&sum, inside.items, inside.n, days.first);
	date_t reach = days.first - 1;
	if (sum.n > 0) {
		reach = sum.items[sum.n - 1].date;
		*value = sum.items[sum.n - 1].value;
	}
	if (sum.overflowed)
		kept->figures->overflowed = true;
	const struct reading_row *next = high < kept->rows.n ? &kept->rows.items[high] : NULL;
	bool complete =
		sum.n > 0 && !sum.overflowed &&
		(reach >= days.last || (next && next->is_period && next->first <= reach + 1));
	series_free(&sum);
	vec_free(&inside);
	return complete;
}

/* The difference of the running totals of this step and of the one before; the first begins at 0.
   A total that does not reach the step's last row stopped at a missing period, and where the rows
   end with a period before the step does, the next period is missing. */
static bool totals_value(struct kept *kept, struct date_range step,
	const struct reading_row *last_row, struct decimal *value)
{
	struct point now, before = {.date = DATE_NONE};
	if (!series_at(&kept->totals, step.last, &now) || now.date < last_row->last)
		return false;
	if (last_row->is_period && now.date < earlier(step.last, kept->input->last))
		return false;
	if (step.first > kept->input->first) {
		struct date_range last =
			step_days(kept->input->calendar, kept->kind, date_add(step.first, -1));
		if (!series_at(&kept->totals, last.last, &before) || before.date < last.first)
			return false;
	}
	if (before.date == DATE_NONE)
		before.value = decimal_of(0);
	if (decimal_subtract(now.value, before.value, value))
		return true;
	kept->figures->overflowed = true;
	return false;
}

static struct step_value flow_value(
	struct kept *kept, struct date_range step, uint32_t low, uint32_t high)
{
	struct step_value value = {0};
	struct date_range days = step;
	if (days.first < kept->input->first)
		days.first = kept->input->first;
	days.last = earlier(days.last, kept->input->last);
	const struct reading_row *row = row_of_step(kept, step, low, high);
	if (row) {
		value.value = row->value;
		value.has = true;
	} else if (low < high) {
		value.has = periods_value(kept, days, low, high, &value.value) ||
			    totals_value(kept, step, &kept->rows.items[high - 1], &value.value);
	}
	return value;
}

static bool inside_bound(const struct goal_input *input, struct decimal value)
{
	int lower = decimal_compare(value, input->target);
	switch (input->form) {
	case FORM_TARGET:
	case FORM_AT_LEAST:
		break;
	case FORM_AT_MOST:
		return lower <= 0;
	case FORM_BETWEEN:
		return lower >= 0 && decimal_compare(value, input->upper) <= 0;
	}
	return lower >= 0;
}

/* ---- counting ---- */

static void count_due(struct kept *kept, bool met)
{
	struct goal_figures *figures = kept->figures;
	kept->met_before = figures->steps_met;
	kept->due_before = figures->steps_due;
	figures->steps_due++;
	figures->steps_met += met;
	figures->last_steps_met[1] = figures->last_steps_met[0];
	figures->last_steps_met[0] = met;
	if (figures->n_last_steps < 2)
		figures->n_last_steps++;
}

/* A step counts from the day its value is there, at the latest from its last day plus grace, then
   without a value as not met. Rows inside a step that still runs wait for its end. */
static void count_step(struct kept *kept, struct date_range step)
{
	const struct goal_input *input = kept->input;
	struct goal_figures *figures = kept->figures;
	uint32_t low = row_from(kept, step.first), high = row_from(kept, step.last + 1);
	struct step_value value = {0};
	if (!input->flow)
		value = level_value(kept, step, low, high);
	else if (input->from_feed)
		value = feed_value(kept, step, low, high);
	else
		value = flow_value(kept, step, low, high);
	bool due = value.has;
	if (value.has) {
		kept->n_values++;
		figures->step_last_first = step.first;
		figures->step_last = step.last;
		if (input->flow)
			figures->actual = value.value;
		count_due(kept, inside_bound(input, value.value));
	} else if (value.small) {
		kept->n_small++;
		due = true;
	} else {
		date_t by = track_later(input->settings->grace, step.last, input->calendar);
		due = by == DATE_NONE || input->as_of >= by;
		if (due)
			count_due(kept, false);
	}
	kept->last_is_due = step.last == kept->last_step.last && due;
}

static void count_steps(struct kept *kept)
{
	const struct goal_input *input = kept->input;
	struct date_range step = kept->first_step;
	while (step.first != DATE_NONE && step.last <= input->as_of &&
		step.last <= kept->last_step.last && !kept->figures->overflowed) {
		count_step(kept, step);
		step = step_days(input->calendar, kept->kind, date_add(step.last, 1));
	}
}

/* ---- figures and status ---- */

static date_t fresh_until(const struct kept *kept, date_t date)
{
	const struct goal_input *input = kept->input;
	date_t refreshed = track_later(input->refresh, date, input->calendar);
	if (refreshed == DATE_NONE)
		return DATE_NONE;
	/* A kept goal uses the longer of its refresh and its step. */
	date_t stepped = step_later(input->calendar, kept->kind, date);
	if (stepped > refreshed)
		refreshed = stepped;
	return track_later(input->settings->grace, refreshed, input->calendar);
}

static void set_reading(struct kept *kept)
{
	const struct goal_input *input = kept->input;
	struct goal_figures *figures = kept->figures;
	figures->first_due = fresh_until(kept, input->first - 1);
	if (kept->read_on == DATE_NONE)
		return;
	figures->has_reading = !input->flow || kept->n_values > 0;
	figures->reading_date = kept->read_on;
	figures->age = input->as_of - kept->read_on;
	figures->fresh_through = fresh_until(kept, kept->read_on);
	figures->stale = !kept->last_is_due && figures->fresh_through != DATE_NONE &&
			 input->as_of > figures->fresh_through;
	figures_days(figures, input, kept->read_on);
	if (!input->flow) {
		const struct reading_row *row = &kept->rows.items[kept->n_inside - 1];
		figures->actual = row->value;
		figures->has_sample = row->has_sample;
		figures->sample = row->sample;
		figures->sample_too_small = sample_too_small(input, row->has_sample, row->sample);
	}
	figures->actual_shown = amount_shown(figures->actual, input->decimals);
}

static void set_shares(struct kept *kept)
{
	struct goal_figures *figures = kept->figures;
	if (figures->steps_due == 0)
		return;
	struct ratio share = ratio_make(figures->steps_met, figures->steps_due);
	struct ratio missing =
		ratio_make(figures->steps_due - figures->steps_met, figures->steps_due);
	figure_percent(figures, &figures->pace, share, false);
	figure_percent(figures, &figures->attainment, share, false);
	figure_percent(figures, &figures->gap_share, missing, false);
	/* The step before the last is at least 7 days older. */
	if (kept->due_before == 0)
		return;
	int way = ratio_compare(share, ratio_make(kept->met_before, kept->due_before));
	figures->trend = way > 0 ? TREND_RISING : way < 0 ? TREND_FALLING : TREND_LEVEL;
}

static enum status kept_status(const struct kept *kept)
{
	const struct goal_input *input = kept->input;
	const struct goal_figures *figures = kept->figures;
	if (input->as_of < input->first)
		return STATUS_NOT_JUDGED;
	if (figures->overflowed || (kept->n_values == 0 && kept->n_small > 0))
		return STATUS_UNKNOWN;
	if (figures->steps_due == 0)
		return STATUS_NOT_JUDGED;
	enum status status = status_of_share(figures->pace.exact, input->settings);
	if (kept->last_is_due)
		return status == STATUS_ON_TRACK ? STATUS_DONE : STATUS_MISSED;
	/* As with a stale value, nobody can say how it stands if none was ever read. */
	return figures->stale || kept->n_values == 0 ? STATUS_UNKNOWN : status;
}

void goal_judge_kept(const struct goal_input *input, struct goal_figures *figures)
{
	struct kept kept = {
		.input = input, .figures = figures, .read_on = DATE_NONE, .reach = DATE_NONE};
	prepare(&kept);
	figures->step.kind = (uint8_t)kept.kind;
	if (kept.last_step.first != DATE_NONE) {
		count_steps(&kept);
		set_reading(&kept);
	}
	if (!figures->overflowed)
		set_shares(&kept);
	figures->status = kept_status(&kept);
	series_free(&kept.totals);
	vec_free(&kept.rows);
}
