/* What rules about goals share: where a goal starts, and its rows on the way to the target. */
#include "compiler/rules/rules_shared.h"

struct quantity rules_goal_start(const struct goal_block *goal)
{
	const struct metric_block *metric = goal_metric(goal);
	if (metric && metric->kind == metric_kind_flow)
		return (struct quantity){decimal_of(0), metric->unit, true};
	return goal->baseline.value;
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
