#include "compiler/rules/readings_shared.h"
#include "runtime/base/sort.h"

const struct metric_block *readings_metric(const struct block *target)
{
	if (target->kind == KIND_goal)
		return goal_metric((const void *)target);
	return target->kind == KIND_metric ? (const void *)target : NULL;
}

static int compare_readings(const void *left, const void *right)
{
	const struct reading *a = left, *b = right;
	const struct row *x = a->row, *y = b->row;
	if (x->days.last != y->days.last)
		return x->days.last < y->days.last ? -1 : 1;
	bool x_period = x->period.kind != PERIOD_NONE, y_period = y->period.kind != PERIOD_NONE;
	if (x_period != y_period)
		return x_period ? -1 : 1;
	return a->order < b->order ? -1 : a->order > b->order;
}

static struct target_readings *target_of(
	struct all_readings *all, const struct plan *plan, const struct block *of)
{
	bool added;
	uint32_t *place = map_put(&all->of, rules_key(of), &added);
	if (added) {
		struct target_readings target = {
			.of = of, .metric = readings_metric(of), .start = plan->first};
		if (of->kind == KIND_goal)
			target.start = goal_days(plan, (const void *)of).first;
		vec_push(&all->items, target);
		*place = all->items.n;
	}
	return &all->items.items[*place - 1];
}

static bool is_usable(const struct row *row, const struct metric_block *metric)
{
	return row->value.set && row->days.first && row->days.first <= row->days.last &&
	       (!metric->unit || row->value.unit == metric->unit);
}

static void add_rows(
	struct target_readings *target, const struct readings_block *readings, uint32_t *order)
{
	for (uint32_t i = 0; i < readings->rows.n; i++)
		if (is_usable(&readings->rows.items[i], target->metric))
			target->items[target->n++] =
				(struct reading){&readings->rows.items[i], readings, (*order)++};
}

void readings_make(struct all_readings *all, const struct plan *plan)
{
	uint32_t order = 0;
	*all = (struct all_readings){0};
	arena_init(&all->arena);
	for (uint32_t i = 0; i < plan->of_kind[KIND_readings].n; i++) {
		const struct readings_block *readings = plan_readings(plan, i);
		if (readings->block.of && readings_metric(readings->block.of))
			target_of(all, plan, readings->block.of)->n += readings->rows.n;
	}
	for (uint32_t i = 0; i < all->items.n; i++) {
		struct target_readings *target = &all->items.items[i];
		target->items = arena_array(&all->arena, struct reading, target->n + 1);
		target->n = 0;
	}
	for (uint32_t i = 0; i < plan->of_kind[KIND_readings].n; i++) {
		const struct readings_block *readings = plan_readings(plan, i);
		if (readings->block.of && readings_metric(readings->block.of))
			add_rows(target_of(all, plan, readings->block.of), readings, &order);
	}
	for (uint32_t i = 0; i < all->items.n; i++)
		sort_items(all->items.items[i].items, all->items.items[i].n, sizeof(struct reading),
			compare_readings);
}

void readings_free(struct all_readings *all)
{
	map_free(&all->of);
	vec_free(&all->items);
	arena_free(&all->arena);
}

const struct target_readings *readings_of(
	const struct all_readings *all, const struct block *target)
{
	const uint32_t *place = target ? map_get(&all->of, rules_key(target)) : NULL;
	return place ? &all->items.items[*place - 1] : NULL;
}

const struct target_readings *readings_for_goal(
	const struct all_readings *all, const struct goal_block *goal)
{
	const struct target_readings *own = readings_of(all, &goal->block);
	return own && own->n ? own : readings_of(all, goal->metric.block);
}

void readings_series(const struct target_readings *target, struct series *series)
{
	struct reading_row *rows = memory_resize(NULL, (target->n + 1) * sizeof *rows);
	for (uint32_t i = 0; i < target->n; i++) {
		const struct row *row = target->items[i].row;
		rows[i] = (struct reading_row){.first = row->days.first,
			.last = row->days.last,
			.is_period = row->period.kind != PERIOD_NONE,
			.has_sample = row->sample.set,
			.value = row->value.n,
			.sample = row->sample.n};
	}
	if (target->metric->kind == metric_kind_flow)
		series_flow(series, rows, target->n, target->start);
	else
		series_level(series, rows, target->n);
	memory_release(rows);
}

bool readings_hole(const struct all_readings *all, const struct tracked_goal *goal, date_t as_of,
	struct hole *hole)
{
	date_t first = goal->series.gap_first;
	const struct target_readings *target = readings_for_goal(all, goal->goal);
	*hole = (struct hole){.first = first};
	if (!first || !target || goal->source.feed || !goal->input.flow)
		return false;
	for (uint32_t i = 0; i < target->n; i++) {
		const struct row *row = target->items[i].row;
		if (row->days.last < first)
			hole->before = row;
		else if (row->days.first > first &&
			 (!hole->after || row->days.first < hole->after->days.first))
			hole->after = row;
	}
	if (!hole->after || hole->after->days.last > as_of)
		return false;
	hole->last = hole->after->days.first - 1;
	return true;
}
