#include "compiler/plan/look_back.h"

#include "compiler/plan/eval.h"
#include "compiler/plan/track_shared.h"

/* ---- an earlier day ---- */

void look_back_make(struct look_back *back, const struct tracked *tracked, date_t day)
{
	struct tracked *then = &back->then;
	arena_init(&back->arena);
	*then = *tracked;
	struct tracked_goal *goals =
		arena_array(&back->arena, struct tracked_goal, then->goals.n + 1);
	struct tracked_item *items =
		arena_array(&back->arena, struct tracked_item, then->items.n + 1);
	for (uint32_t i = 0; i < then->goals.n; i++) {
		goals[i] = then->goals.items[i];
		goals[i].figures = tracked_goal_on(&goals[i], day);
		goals[i].input.as_of = day;
		goals[i].rolled_up = goals[i].figures.status;
	}
	for (uint32_t i = 0; i < then->items.n; i++) {
		items[i] = then->items.items[i];
		if (items[i].figures.state != ITEM_NONE)
			items[i].figures =
				item_judge(items[i].due, items[i].done, items[i].forecast, day);
	}
	then->goals.items = goals;
	then->items.items = items;
	then->as_of = day;
	track_months(then);
}

void look_back_free(struct look_back *back)
{
	arena_free(&back->arena);
}

/* ---- conditions ---- */

enum truth condition_truth(struct plan *plan, const struct tracked *tracked,
	const struct block *block, struct expression condition)
{
	struct arena arena;
	struct eval eval = {.plan = plan,
		.file = condition.file,
		.block = (struct block *)(uintptr_t)block,
		.tracked = tracked,
		.arena = &arena};
	arena_init(&arena);
	bool holds = eval_condition(&eval, condition.node);
	arena_free(&arena);
	if (eval_is_spent(&eval))
		return TRUTH_UNKNOWN;
	if (holds)
		return TRUTH_TRUE;
	return eval.why_absent == ABSENT_NOT ? TRUTH_FALSE : TRUTH_UNKNOWN;
}

static bool is_stale(const struct tracked *tracked, const struct metric_block *metric)
{
	const struct calendar *calendar = &tracked->plan->calendar;
	struct point point;
	if (!metric->refresh.unit ||
		!tracked_metric_latest(tracked, metric, tracked->as_of, &point))
		return false;
	date_t fresh = duration_add(metric->refresh, point.date, &calendar, 1);
	fresh = fresh ? duration_add(tracked->plan->settings.grace, fresh, &calendar, 1) : fresh;
	return fresh && fresh < tracked->as_of;
}

static bool is_unknown(const struct tracked *tracked, const struct block *block)
{
	if (block->kind == KIND_metric)
		return is_stale(tracked, (const void *)block);
	if (block->kind != KIND_goal)
		return false;
	const struct tracked_goal *goal = tracked_goal_of(tracked, (const void *)block);
	return goal && goal->figures.status == STATUS_UNKNOWN;
}

/* Whether `rest`, the part of a path behind a block's name, asks for a figure: the status of a goal
   is known even where it is `unknown`. */
static bool asks_for_figure(const struct plan *plan, const struct file *file, uint32_t rest)
{
	return rest && !str_is(plan_name(plan, file_node(file, rest)->name), "status");
}

static bool node_reads_unknown(
	struct plan *plan, const struct tracked *tracked, struct name_scope scope, uint32_t at)
{
	const struct node *node = file_node(scope.file, at);
	uint32_t rest = 0;
	if (node->kind == NODE_PATH) {
		const struct block *block = names_look(plan, scope, at, K(goal) | K(metric), &rest);
		return block && asks_for_figure(plan, scope.file, rest) &&
		       is_unknown(tracked, block);
	}
	for (uint32_t child = node->child; child; child = file_node(scope.file, child)->next)
		if (node_reads_unknown(plan, tracked, scope, child))
			return true;
	return false;
}

bool condition_reads_unknown(struct plan *plan, const struct tracked *tracked,
	const struct block *block, struct expression condition)
{
	struct name_scope scope = {condition.file, (struct block *)(uintptr_t)block};
	return node_reads_unknown(plan, tracked, scope, condition.node);
}

/* ---- triggers ---- */

/* The first of the days on which the trigger has to hold in a row, the as-of day included;
   DATE_NONE if the plan is too young for that. */
static date_t must_hold_since(const struct plan *plan, date_t as_of, struct duration lasting)
{
	const struct calendar *calendar = &plan->calendar;
	date_t before = DATE_NONE;
	if (lasting.unit && decimal_negate(lasting.n, &lasting.n))
		before = duration_add(lasting, as_of, &calendar, 1);
	date_t since = before && before < as_of ? before + 1 : as_of;
	return since == as_of || since >= plan->first ? since : DATE_NONE;
}

bool risk_is_answered(const struct risk_block *risk, date_t day)
{
	const struct block *block = risk->contingency.block;
	if (!block || block->kind != KIND_contingency)
		return false;
	const struct contingency_block *contingency = (const void *)block;
	return (contingency->activated && contingency->activated <= day) ||
	       (contingency->declined.value && contingency->declined.value <= day);
}

struct firing {
	struct plan *plan;
	date_t *since;	 /* by risk: the day since which it has to hold; DATE_NONE: it does not */
	uint32_t n_open; /* that have to hold on still earlier days */
};

/* On one day: which of those that have held so far hold. */
static void fire_on(struct firing *firing, const struct tracked *tracked)
{
	firing->n_open = 0;
	for (uint32_t i = 0; i < firing->plan->of_kind[KIND_risk].n; i++) {
		const struct risk_block *risk = plan_risk(firing->plan, i);
		if (!firing->since[i] || firing->since[i] > tracked->as_of)
			continue;
		if (condition_truth(firing->plan, tracked, &risk->block, risk->trigger.value) !=
			TRUTH_TRUE)
			firing->since[i] = DATE_NONE;
		else
			firing->n_open += firing->since[i] < tracked->as_of;
	}
}

/* All risks at once, day after day back: the plan of an earlier day is made once for all of them.
 */
const bool *risks_fired(struct plan *plan, const struct tracked *tracked, struct arena *arena)
{
	uint32_t n = plan->of_kind[KIND_risk].n;
	bool *fired = arena_array(arena, bool, n + 1);
	struct firing firing = {.plan = plan, .since = arena_array(arena, date_t, n + 1)};
	date_t as_of = tracked->as_of;
	for (uint32_t i = 0; i < n; i++) {
		const struct risk_block *risk = plan_risk(plan, i);
		if (risk->trigger.value.node && !(risk->closed && risk->closed <= as_of) &&
			!condition_reads_unknown(plan, tracked, &risk->block, risk->trigger.value))
			firing.since[i] = must_hold_since(plan, as_of, risk->trigger.lasting);
	}
	fire_on(&firing, tracked);
	for (date_t day = as_of - 1; firing.n_open && day >= DATE_MIN; day--) {
		struct look_back back;
		look_back_make(&back, tracked, day);
		fire_on(&firing, &back.then);
		look_back_free(&back);
	}
	for (uint32_t i = 0; i < n; i++)
		fired[i] = firing.since[i] != DATE_NONE;
	return fired;
}
