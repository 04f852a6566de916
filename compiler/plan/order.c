#include "compiler/plan/order.h"

#include <stdlib.h>

/* ---- weight ---- */

struct reach { /* the goals a block touches, each once */
	const struct plan *plan;
	struct map seen;
	struct ratio weight;
};

static void reach_block(struct reach *reach, const struct block *block);

static void add_weight(struct reach *reach, const struct goal_block *goal)
{
	struct ratio sum, own = ratio_of(goal->weight.set ? goal->weight.n : decimal_of(1));
	if (ratio_add(reach->weight, own, &sum))
		reach->weight = sum;
}

static void reach_refs(struct reach *reach, const struct ref *refs, uint32_t n)
{
	for (uint32_t i = 0; i < n; i++)
		reach_block(reach, refs[i].block);
}

static void reach_goals_of(struct reach *reach, const struct block *block)
{
	for (uint32_t i = 0; i < reach->plan->of_kind[KIND_goal].n; i++) {
		struct goal_block *goal = plan_goal(reach->plan, i);
		if (goal->objective.block == block || goal->metric.block == block)
			reach_block(reach, &goal->block);
	}
}

static void reach_risks_of(struct reach *reach, const struct block *contingency)
{
	for (uint32_t i = 0; i < reach->plan->of_kind[KIND_risk].n; i++) {
		struct risk_block *risk = plan_risk(reach->plan, i);
		if (risk->contingency.block == contingency)
			reach_block(reach, &risk->block);
	}
}

static void reach_initiative(struct reach *reach, const struct initiative_block *initiative)
{
	reach_refs(reach, initiative->serves.items, initiative->serves.n);
	for (uint32_t i = 0; i < initiative->contributes.n; i++)
		reach_block(reach, initiative->contributes.items[i].to.block);
}

#define AS(kind) ((const struct kind##_block *)(const void *)block)
#define REFS(kind, field) reach_refs(reach, AS(kind)->field.items, AS(kind)->field.n)

static void reach_block(struct reach *reach, const struct block *block)
{
	bool added;
	if (!block)
		return;
	map_put(&reach->seen, (uint64_t)(uintptr_t)block, &added);
	if (!added)
		return;
	switch (block->kind) {
	case KIND_goal:
		add_weight(reach, AS(goal));
		return;
	case KIND_metric:
	case KIND_objective:
		reach_goals_of(reach, block);
		return;
	case KIND_initiative:
		reach_initiative(reach, AS(initiative));
		return;
	case KIND_contingency:
		reach_risks_of(reach, block);
		return;
	case KIND_action:
		REFS(action, affects);
		break;
	case KIND_roadblock:
		REFS(roadblock, blocks);
		break;
	case KIND_dependency:
		REFS(dependency, affects);
		break;
	case KIND_risk:
		REFS(risk, affects);
		break;
	case KIND_assumption:
		REFS(assumption, affects);
		break;
	case KIND_decision:
		REFS(decision, affects);
		break;
	case KIND_enablement:
		reach_block(reach, AS(enablement)->needed_by.block);
		break;
	case KIND_root_cause:
		reach_block(reach, AS(root_cause)->of.block);
		break;
	case KIND_win:
		reach_block(reach, AS(win)->goal.block);
		break;
	case KIND_request:
		reach_block(reach, AS(request)->pays.block);
		reach_block(reach, AS(request)->expects.to.block);
		break;
	}
	reach_block(reach, block->parent); /* a milestone works for what its initiative serves */
}

struct ratio order_weight(const struct plan *plan, const struct block *block)
{
	struct reach reach = {.plan = plan, .weight = ratio_of(decimal_of(0))};
	reach_block(&reach, block);
	map_free(&reach.seen);
	return reach.weight;
}

/* ---- roadblocks ---- */

bool roadblock_is_open(const struct roadblock_block *roadblock, date_t day)
{
	return !roadblock->cleared || roadblock->cleared > day;
}

date_t roadblock_escalation_day(const struct plan *plan, const struct roadblock_block *roadblock,
	date_t day, const struct person_block **to)
{
	const struct party_block *party = person_party(block_owner_on(&roadblock->block, day));
	const struct calendar *calendars[2] = {&plan->calendar, NULL};
	uint32_t rung = 0;
	if (to)
		*to = NULL;
	if (!party || !roadblock->raised.value)
		return DATE_NONE;
	for (uint32_t i = 0; i < party->escalation.n; i++)
		if (roadblock->escalated.value.block && roadblock->escalated.on <= day &&
			roadblock->escalated.value.block == party->escalation.items[i].value.block)
			rung = i + 1;
	if (rung >= party->escalation.n)
		return DATE_NONE;
	calendars[1] = party_calendar(plan, party);
	if (to)
		*to = block_as_person(party->escalation.items[rung].value.block);
	return duration_add(party->escalation.items[rung].after, roadblock->raised.value, calendars,
		calendars[1] ? 2 : 1);
}

bool roadblock_is_stuck(
	const struct plan *plan, const struct roadblock_block *roadblock, date_t day)
{
	date_t last = roadblock_escalation_day(plan, roadblock, day, NULL);
	if (!roadblock_is_open(roadblock, day) || roadblock->due >= day)
		return false;
	return last && day > last;
}

/* ---- state ---- */

static bool is_soon(const struct plan *plan, const struct tracked *tracked, date_t due)
{
	const struct calendar *calendars[] = {&plan->calendar};
	date_t last = duration_add(plan->settings.soon, tracked->as_of, calendars, 1);
	return due >= tracked->as_of && due <= last;
}

static enum order_rank status_rank(enum status status)
{
	switch (status) {
	case STATUS_MISSED:
	case STATUS_BEHIND:
		return ORDER_MISSED;
	case STATUS_UNKNOWN:
		return ORDER_UNKNOWN;
	case STATUS_WATCH:
		return ORDER_WATCH;
	case STATUS_NONE:
	case STATUS_NOT_JUDGED:
	case STATUS_DONE:
	case STATUS_ON_TRACK:
		break;
	}
	return ORDER_REST;
}

static void goal_state(const struct plan *plan, const struct tracked *tracked,
	const struct goal_block *goal, struct order_key *key)
{
	const struct tracked_goal *at = tracked_goal_of(tracked, goal);
	if (!at)
		return;
	key->rank = status_rank(at->figures.status);
	if (at->figures.gap_share.has)
		key->gap_share = at->figures.gap_share.exact;
	if (at->figures.status == STATUS_MISSED && tracked->as_of > at->input.last)
		key->days_late = tracked->as_of - at->input.last;
	if (key->rank == ORDER_REST && at->figures.status != STATUS_DONE &&
		at->figures.status != STATUS_NONE && is_soon(plan, tracked, at->input.last))
		key->rank = ORDER_SOON;
}

static void item_state(const struct plan *plan, const struct tracked *tracked,
	const struct block *block, struct order_key *key)
{
	const struct tracked_item *at = tracked_item_of(tracked, block);
	if (!at)
		return;
	key->days_late = at->figures.days_late;
	if (at->figures.state == ITEM_DUE && is_soon(plan, tracked, at->due))
		key->rank = ORDER_SOON;
	if (at->figures.state != ITEM_MISSED)
		return;
	key->rank = ORDER_MISSED;
	if (block->kind == KIND_milestone && !root_cause_of(plan, block))
		key->rank = ORDER_NO_CAUSE;
	if (block->kind == KIND_action)
		key->rank = ORDER_OVERDUE;
	if (block->kind == KIND_roadblock)
		key->rank = ORDER_STUCK;
}

/* A roadblock has two clocks, its own date and its party's escalation; the one that has run out
 * longer counts. */
static void roadblock_state(const struct plan *plan, const struct tracked *tracked,
	const struct roadblock_block *roadblock, struct order_key *key)
{
	if (!roadblock_is_stuck(plan, roadblock, tracked->as_of))
		return;
	date_t last = roadblock_escalation_day(plan, roadblock, tracked->as_of, NULL);
	key->rank = ORDER_STUCK;
	if (tracked->as_of - last > key->days_late)
		key->days_late = tracked->as_of - last;
}

struct order_key order_key_of(
	const struct plan *plan, const struct tracked *tracked, const struct block *block)
{
	struct order_key key = {.rank = ORDER_REST,
		.weight = order_weight(plan, block),
		.gap_share = ratio_of(decimal_of(0)),
		.name = block->name ? plan_name(plan, block->name) : block->title,
		.order = block->order};
	if (!tracked)
		return key;
	item_state(plan, tracked, block, &key);
	if (block->kind == KIND_goal)
		goal_state(plan, tracked, AS(goal), &key);
	if (block->kind == KIND_roadblock)
		roadblock_state(plan, tracked, AS(roadblock), &key);
	if (block->kind == KIND_initiative) {
		const struct tracked_initiative *at =
			tracked_initiative_of(tracked, AS(initiative));
		key.rank = at ? status_rank(at->execution) : ORDER_REST;
	}
	return key;
}

/* ---- sorting ---- */

int order_compare(const struct order_key *a, const struct order_key *b)
{
	int by;
	if (a->rank != b->rank)
		return a->rank < b->rank ? -1 : 1;
	if ((by = ratio_compare(b->weight, a->weight)) != 0)
		return by;
	if ((by = ratio_compare(b->gap_share, a->gap_share)) != 0)
		return by;
	if (a->days_late != b->days_late)
		return a->days_late > b->days_late ? -1 : 1;
	if ((by = str_compare(a->name, b->name)) != 0)
		return by;
	return a->order < b->order ? -1 : a->order > b->order;
}

struct sorted {
	struct order_key key;
	const struct block *block;
};

static int by_key(const void *left, const void *right)
{
	const struct sorted *a = left, *b = right;
	return order_compare(&a->key, &b->key);
}

void order_sort(const struct plan *plan, const struct tracked *tracked, const struct block **blocks,
	uint32_t n)
{
	VEC(struct sorted) sorted = {0};
	for (uint32_t i = 0; i < n; i++) {
		struct sorted one = {order_key_of(plan, tracked, blocks[i]), blocks[i]};
		vec_push(&sorted, one);
	}
	if (n)
		qsort(sorted.items, n, sizeof *sorted.items, by_key);
	for (uint32_t i = 0; i < n; i++)
		blocks[i] = sorted.items[i].block;
	vec_free(&sorted);
}
