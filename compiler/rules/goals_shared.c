/* What rules about goals share: where a goal starts, and its rows on the way to the target. */
#include "compiler/rules/rules_shared.h"

#include <stdlib.h>

struct quantity rules_goal_start(const struct goal_block *goal)
{
	const struct metric_block *metric = goal_metric(goal);
	if (metric && metric->kind == metric_kind_flow)
		return (struct quantity){decimal_of(0), metric->unit, true};
	return goal->baseline.value;
}

bool rules_lacks_evidence(const struct goal_block *goal)
{
	return goal->headline == FLAG_TRUE && goal->target.value.set &&
	       !block_has(&goal->block, "evidence") && rules_is_whole(&goal->block);
}

bool rules_prior(const struct plan *plan, const struct goal_block *goal, struct ratio *prior)
{
	const struct metric_block *metric = goal_metric(goal);
	struct quantity target = goal->target.value, before = goal->prior.value;
	int64_t days = rules_length(goal_days(plan, goal));
	int64_t prior_days = rules_length(goal->prior.during);
	if (!metric || metric->better == better_less || !target.set || !before.set ||
		target.unit != before.unit || decimal_sign(before.n) <= 0)
		return false;
	*prior = ratio_of(before.n);
	if (metric->kind != metric_kind_flow || !prior_days || !days)
		return true;
	return ratio_multiply(*prior, ratio_make(days, prior_days), prior);
}

bool rules_has_feed(const struct plan *plan, const struct goal_block *goal)
{
	for (uint32_t i = 0; i < plan->of_kind[KIND_feed].n; i++) {
		const struct block *into = plan_feed(plan, i)->into.block;
		if (into && (into == &goal->block || into == goal->metric.block))
			return true;
	}
	return false;
}

struct rows rules_increments(const struct rule_check *check, const struct goal_block *goal)
{
	struct rows rows = {0};
	const struct rows *only = NULL;
	uint32_t n = 0, n_blocks = 0;
	for (const struct block *at = goal->block.first_child; at; at = at->next_sibling) {
		if (at->kind != KIND_increments)
			continue;
		if (at->broken)
			return rows;
		only = &((const struct rows_block *)(const void *)at)->rows;
		n += only->n;
		n_blocks++;
	}
	if (n_blocks == 1)
		return *only;
	rows.items = arena_array(&check->sink->arena, struct row, n);
	for (const struct block *at = goal->block.first_child; at; at = at->next_sibling) {
		if (at->kind != KIND_increments)
			continue;
		const struct rows *own = &((const struct rows_block *)(const void *)at)->rows;
		for (uint32_t i = 0; i < own->n; i++)
			rows.items[rows.n++] = own->items[i];
	}
	return rows;
}

bool rules_in_order(
	const struct rule_check *check, const struct goal_block *goal, const struct rows *rows)
{
	struct date_range days = goal_days(check->plan, goal);
	for (uint32_t i = 0; i < rows->n; i++) {
		if (!date_range_has(days, rows->items[i].days.last))
			return false;
		if (i && rows->items[i].days.last <= rows->items[i - 1].days.last)
			return false;
	}
	return true;
}

uint32_t rules_first_fall(const struct goal_block *goal, const struct rows *rows)
{
	const struct metric_block *metric = goal_metric(goal);
	if (!metric || metric->kind != metric_kind_flow)
		return 0;
	for (uint32_t i = 1; i < rows->n; i++) {
		const struct quantity *value = &rows->items[i].value;
		const struct quantity *before = &rows->items[i - 1].value;
		if (value->unit == before->unit && decimal_compare(value->n, before->n) < 0)
			return i;
	}
	return 0;
}

/* ---- parts and wholes ---- */

enum { PART_NEW, PART_OPEN, PART_WITHIN, PART_OUTSIDE };

struct parts {
	const struct plan *plan;
	const struct map *marked;
	struct map places; /* goal -> its place, + 1 */
	uint8_t *states;
	VEC(uint32_t) way; /* from a goal up to the one at hand */
};

static void settle(struct parts *parts, uint32_t place)
{
	uint8_t result = PART_OUTSIDE;
	parts->way.n = 0;
	for (;;) {
		const struct goal_block *goal = plan_goal(parts->plan, place);
		const struct block *whole = goal->part_of.block;
		if (parts->states[place] != PART_NEW) {
			result = parts->states[place] == PART_OPEN ? PART_WITHIN
								   : parts->states[place];
			break;
		}
		parts->states[place] = PART_OPEN;
		vec_push(&parts->way, place);
		if (map_get(parts->marked, rules_key(&goal->block))) {
			result = PART_WITHIN;
			break;
		}
		const uint32_t *next = whole ? map_get(&parts->places, rules_key(whole)) : NULL;
		if (!next)
			break;
		place = *next - 1;
	}
	for (uint32_t i = 0; i < parts->way.n; i++)
		parts->states[parts->way.items[i]] = result;
}

const bool *rules_within_marked(const struct rule_check *check, const struct map *marked)
{
	struct parts parts = {.plan = check->plan, .marked = marked};
	uint32_t n = check->plan->of_kind[KIND_goal].n;
	bool *within = arena_array(&check->sink->arena, bool, n);
	parts.states = arena_array(&check->sink->arena, uint8_t, n);
	for (uint32_t i = 0; i < n; i++)
		*map_put(&parts.places, rules_key(&plan_goal(check->plan, i)->block), NULL) = i + 1;
	for (uint32_t i = 0; i < n; i++) {
		if (parts.states[i] == PART_NEW)
			settle(&parts, i);
		within[i] = parts.states[i] == PART_WITHIN;
	}
	vec_free(&parts.way);
	map_free(&parts.places);
	return within;
}

/* ---- scopes ---- */

bool rules_scopes_are_few(const struct plan *plan)
{
	return plan->of_kind[KIND_segment].n <= 1 && plan->of_kind[KIND_product].n <= 1 &&
	       plan->of_kind[KIND_region].n <= 1;
}

static int compare_blocks(const void *left, const void *right)
{
	const struct block *a = *(const struct block *const *)left;
	const struct block *b = *(const struct block *const *)right;
	return a->order < b->order ? -1 : a->order > b->order;
}

struct scope rules_scope(const struct rule_check *check, const struct goal_block *goal)
{
	struct scope scope = {0};
	uint32_t n = 0;
	if (goal->scope.all || !goal->scope.n)
		return scope;
	scope.items = arena_array(&check->sink->arena, const struct block *, goal->scope.n);
	for (uint32_t i = 0; i < goal->scope.n; i++)
		if (goal->scope.items[i].block)
			scope.items[n++] = goal->scope.items[i].block;
	qsort(scope.items, n, sizeof *scope.items, compare_blocks);
	for (uint32_t i = 0; i < n; i++) /* what is named twice counts once */
		if (!i || scope.items[i] != scope.items[scope.n - 1])
			scope.items[scope.n++] = scope.items[i];
	return scope;
}

int rules_compare_scopes(struct scope a, struct scope b)
{
	for (uint32_t i = 0; i < a.n && i < b.n; i++) {
		int order = compare_blocks(&a.items[i], &b.items[i]);
		if (order)
			return order;
	}
	return a.n < b.n ? -1 : a.n > b.n;
}
