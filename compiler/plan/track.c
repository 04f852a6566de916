/* The plan as of a day: everything together, and what is asked of it. */
#include "compiler/plan/track_shared.h"

/* ---- roll-up ---- */

/* A stretch goal goes beyond what was agreed, so it says nothing about the rest. */
static bool rolls_up(const struct goal_block *goal)
{
	return !goal->stretch_of.block;
}

static struct tracked_goal *whole_of(struct tracked *tracked, const struct tracked_goal *part)
{
	const struct block *whole = part->goal->part_of.block;
	const uint32_t *place =
		whole && whole->kind == KIND_goal ? track_index(tracked, whole) : NULL;
	return place ? &tracked->goals.items[*place - 1] : NULL;
}

/* A goal with parts is as the worst of itself and its parts. Circles are reported elsewhere; the
 * depth ends them here. */
static void roll_up_goals(struct tracked *tracked)
{
	enum { DEPTH_MAX = 64 };
	for (uint32_t i = 0; i < tracked->goals.n; i++) {
		const struct tracked_goal *part = &tracked->goals.items[i];
		enum status status = part->figures.status;
		struct tracked_goal *whole = rolls_up(part->goal) ? whole_of(tracked, part) : NULL;
		for (int depth = 0; whole && depth < DEPTH_MAX; depth++) {
			whole->rolled_up = status_worst(whole->rolled_up, status);
			whole = rolls_up(whole->goal) ? whole_of(tracked, whole) : NULL;
		}
	}
	for (uint32_t i = 0; i < tracked->goals.n; i++) {
		const struct tracked_goal *goal = &tracked->goals.items[i];
		const struct block *objective = goal->goal->objective.block;
		if (!rolls_up(goal->goal))
			continue;
		tracked->status = status_worst(tracked->status, goal->rolled_up);
		if (!objective)
			continue;
		uint32_t *status =
			map_put(&tracked->objectives, (uint64_t)(uintptr_t)objective, NULL);
		*status = status_worst((enum status) * status, goal->rolled_up);
	}
}

enum status tracked_status_on(const struct tracked *tracked, date_t day)
{
	enum status worst = STATUS_NONE;
	for (uint32_t i = 0; i < tracked->goals.n; i++) {
		const struct tracked_goal *goal = &tracked->goals.items[i];
		if (rolls_up(goal->goal) && goal->rolled_up != STATUS_NONE)
			worst = status_worst(worst, tracked_goal_on(goal, day).status);
	}
	return worst;
}

enum status tracked_objective_status(
	const struct tracked *tracked, const struct objective_block *objective)
{
	const uint32_t *status =
		map_get(&tracked->objectives, (uint64_t)(uintptr_t)&objective->block);
	return status ? (enum status) * status : STATUS_NONE;
}

/* ---- the whole ---- */

static void track_causes(struct tracked *tracked)
{
	const struct plan *plan = tracked->plan;
	for (uint32_t i = 0; i < plan->of_kind[KIND_root_cause].n; i++) {
		const struct root_cause_block *cause = plan_root_cause(plan, i);
		if (!cause->of.block || !cause->opened || cause->opened > tracked->as_of)
			continue;
		uint32_t until = (uint32_t)(cause->closed ? cause->closed : DATE_MAX);
		uint32_t *last =
			map_put(&tracked->caused, (uint64_t)(uintptr_t)cause->of.block, NULL);
		if (until > *last)
			*last = until;
	}
}

/* ---- periods ---- */

/* Last day of the calendar's months of `months` that hold the day, counted from January. */
static struct date_range civil_period(date_t day, int months)
{
	struct civil civil = date_civil(day);
	int first = (civil.month - 1) / months * months + 1;
	date_t start = date_make(civil.year, first, 1);
	date_t next = date_add_months(start, months);
	return (struct date_range){start, next ? next - 1 : DATE_MAX};
}

/* The period that is looked at: a month of the plan's calendar, or the goal's step if that is
 * longer. */
static struct date_range period_around(
	const struct calendar *calendar, enum period_kind step, date_t day)
{
	switch (step) {
	case PERIOD_QUARTER:
		return civil_period(day, 3);
	case PERIOD_HALF:
		return civil_period(day, 6);
	case PERIOD_YEAR:
		return civil_period(day, 12);
	case PERIOD_FISCAL_QUARTER:
	case PERIOD_FISCAL_HALF:
	case PERIOD_FISCAL_YEAR:
		return period_days(calendar, calendar_fiscal(calendar, step, day));
	case PERIOD_NONE:
	case PERIOD_MONTH:
	case PERIOD_WEEK:
	case PERIOD_FISCAL_MONTH:
		break;
	}
	return period_days(calendar, calendar_fiscal(calendar, PERIOD_FISCAL_MONTH, day));
}

static struct date_range period_before(
	const struct calendar *calendar, enum period_kind step, struct date_range period)
{
	if (period.first <= DATE_MIN)
		return (struct date_range){0};
	return period_around(calendar, step, period.first - 1);
}

static void last_periods(const struct calendar *calendar, enum period_kind step, date_t as_of,
	struct date_range periods[2])
{
	periods[0] = period_around(calendar, step, as_of);
	/* A period has ended when its last day is on or before the as-of day. */
	if (periods[0].last > as_of)
		periods[0] = period_before(calendar, step, periods[0]);
	periods[1] = period_before(calendar, step, periods[0]);
}

void track_months(struct tracked *tracked)
{
	last_periods(&tracked->plan->calendar, PERIOD_NONE, tracked->as_of, tracked->last_months);
}

struct tracked *plan_track(struct plan *plan, date_t as_of)
{
	struct tracked *tracked = memory_resize(NULL, sizeof *tracked);
	*tracked = (struct tracked){.plan = plan, .as_of = as_of};
	arena_init(&tracked->arena);
	track_goals(tracked, plan);
	roll_up_goals(tracked);
	track_work(tracked);
	track_sessions(tracked);
	track_causes(tracked);
	track_months(tracked);
	return tracked;
}

void tracked_free(struct tracked *tracked)
{
	if (!tracked)
		return;
	for (uint32_t i = 0; i < tracked->goals.n; i++)
		series_free(&tracked->goals.items[i].series);
	for (uint32_t i = 0; i < tracked->metrics.n; i++)
		series_free(&tracked->metrics.items[i].series);
	for (uint32_t i = 0; i < tracked->feeds.n; i++)
		feed_release(tracked->feeds.items[i]);
	vec_free(&tracked->goals);
	vec_free(&tracked->items);
	vec_free(&tracked->initiatives);
	vec_free(&tracked->sessions);
	vec_free(&tracked->metrics);
	vec_free(&tracked->feeds);
	map_free(&tracked->objectives);
	map_free(&tracked->index);
	map_free(&tracked->caused);
	arena_free(&tracked->arena);
	memory_release(tracked);
}

/* ---- looking up ---- */

const struct tracked_goal *tracked_goal_of(
	const struct tracked *tracked, const struct goal_block *goal)
{
	const uint32_t *place = track_index(tracked, &goal->block);
	return place ? &tracked->goals.items[*place - 1] : NULL;
}

const struct tracked_item *tracked_item_of(const struct tracked *tracked, const struct block *block)
{
	bool is_other = block->kind == KIND_goal || block->kind == KIND_metric ||
			block->kind == KIND_initiative;
	const uint32_t *place = is_other ? NULL : track_index(tracked, block);
	return place ? &tracked->items.items[*place - 1] : NULL;
}

const struct tracked_initiative *tracked_initiative_of(
	const struct tracked *tracked, const struct initiative_block *initiative)
{
	const uint32_t *place = track_index(tracked, &initiative->block);
	return place ? &tracked->initiatives.items[*place - 1] : NULL;
}

const struct tracked_metric *tracked_metric_of(
	const struct tracked *tracked, const struct metric_block *metric)
{
	const uint32_t *place = track_index(tracked, &metric->block);
	return place ? &tracked->metrics.items[*place - 1] : NULL;
}

bool tracked_metric_latest(const struct tracked *tracked, const struct metric_block *metric,
	date_t day, struct point *point)
{
	const struct tracked_metric *known = tracked_metric_of(tracked, metric);
	return known && series_at(&known->series, day, point);
}

bool tracked_goal_final(
	const struct tracked *tracked, const struct tracked_goal *goal, struct point *final)
{
	const struct metric_block *metric = goal_metric(goal->goal);
	if (metric && metric->kind == metric_kind_level)
		return series_at(&goal->series, tracked->as_of, final);
	*final = (struct point){.date = goal->figures.reading_date, .value = goal->figures.actual};
	return goal->figures.has_reading;
}

static const uint32_t *first_cause(const struct plan *plan, const struct block *of)
{
	return of ? map_get(&plan->causes, (uint64_t)(uintptr_t)of) : NULL;
}

const struct root_cause_block *root_cause_of(const struct plan *plan, const struct block *block)
{
	const uint32_t *first = first_cause(plan, block), *other = NULL;
	if (block->kind == KIND_goal)
		other = first_cause(
			plan, ((const struct goal_block *)(const void *)block)->metric.block);
	if (!first || (other && *other < *first))
		first = other;
	return first ? plan_root_cause(plan, *first - 1) : NULL;
}

/* ---- another day ---- */

struct goal_figures tracked_goal_on(const struct tracked_goal *goal, date_t day)
{
	struct goal_input input = goal->input;
	struct goal_figures figures = {0};
	input.as_of = day;
	if (goal->figures.status)
		goal_judge(&input, &figures);
	return figures;
}

static enum status status_on(const struct tracked_goal *goal, date_t day)
{
	struct goal_input input = goal->input;
	input.as_of = day;
	return goal->figures.status ? goal_status(&input) : STATUS_NONE;
}

/* Until the next reading a goal that is behind stays so or becomes stale, so a target is looked at
 * on the day of every reading and on the day before it. */
static bool target_behind_since(const struct tracked_goal *goal, date_t first, date_t last)
{
	for (uint32_t i = 0; i < goal->series.n; i++) {
		date_t day = goal->series.items[i].date;
		if (day <= first || day > last)
			continue;
		if (status_on(goal, day) != STATUS_BEHIND ||
			status_on(goal, day - 1) != STATUS_BEHIND)
			return false;
	}
	return true;
}

bool goal_behind_since(const struct tracked *tracked, const struct tracked_goal *goal, date_t day)
{
	enum { LOOK_BACK = 366 };
	date_t last = tracked->as_of;
	if (day < last - LOOK_BACK)
		day = last - LOOK_BACK;
	if (goal->figures.status != STATUS_BEHIND || status_on(goal, day) != STATUS_BEHIND)
		return false;
	if (goal->input.form == FORM_TARGET && !goal->series.complete_to)
		return target_behind_since(goal, day, last);
	while (++day < last)
		if (status_on(goal, day) != STATUS_BEHIND)
			return false;
	return true;
}

void goal_last_periods(const struct tracked *tracked, const struct tracked_goal *goal,
	struct date_range periods[2])
{
	enum period_kind step = goal->input.form == FORM_TARGET
					? PERIOD_NONE
					: (enum period_kind)goal->figures.step.kind;
	if (step == PERIOD_NONE)
		memcpy(periods, tracked->last_months, sizeof tracked->last_months);
	else
		last_periods(goal->input.calendar, step, tracked->as_of, periods);
}

bool goal_behind_twice(const struct tracked *tracked, const struct tracked_goal *goal)
{
	struct date_range periods[2];
	if (!goal->figures.status)
		return false;
	goal_last_periods(tracked, goal, periods);
	for (int i = 0; i < 2; i++)
		if (periods[i].last < goal->input.first ||
			status_on(goal, periods[i].last) != STATUS_BEHIND)
			return false;
	return true;
}

static bool has_cause_since(const struct tracked *tracked, const struct block *block, date_t day)
{
	const uint32_t *until =
		block ? map_get(&tracked->caused, (uint64_t)(uintptr_t)block) : NULL;
	return until && (date_t)*until >= day;
}

bool goal_owes_cause(const struct tracked *tracked, const struct tracked_goal *goal)
{
	struct date_range periods[2];
	if (!goal_behind_twice(tracked, goal))
		return false;
	goal_last_periods(tracked, goal, periods);
	return !has_cause_since(tracked, &goal->goal->block, periods[1].first) &&
	       !has_cause_since(tracked, goal->goal->metric.block, periods[1].first);
}
