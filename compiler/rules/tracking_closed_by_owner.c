#include "compiler/rules/readings_shared.h"

#define CALLS(gate)                                                                                \
	"initiative calls \"Call the ten largest accounts\" {\n"                                   \
	"  owner:  dana\n"                                                                         \
	"  with:   priya\n"                                                                        \
	"  serves: [sourced]\n"                                                                    \
	"  area:   operations\n"                                                                   \
	"  window: 2026-01-12 .. 2026-02-06\n"                                                     \
	"  effort: 10 days\n"                                                                      \
	"  gate:   closed on 2026-02-09" gate "\n"                                                 \
	"}\n"

/* ---- is the goal met? ---- */

static bool reaches(const struct goal_block *goal, struct decimal value)
{
	const struct metric_block *metric = goal_metric(goal);
	struct quantity start = rules_goal_start(goal), target = goal->target.value;
	if (goal->at_least.set)
		return decimal_compare(value, goal->at_least.n) >= 0;
	if (goal->at_most.set)
		return decimal_compare(value, goal->at_most.n) <= 0;
	if (goal->between.low.set)
		return decimal_compare(value, goal->between.low.n) >= 0 &&
		       decimal_compare(value, goal->between.high.n) <= 0;
	bool falls =
		start.set ? decimal_compare(target.n, start.n) < 0 : metric->better == better_less;
	int order = decimal_compare(value, target.n);
	return falls ? order <= 0 : order >= 0;
}

/* As of a day that is known; without one by the last row. What a feed holds is only known on a day,
   so nothing is said about it. */
static bool is_met(const struct rule_check *check, const struct all_readings *all,
	const struct goal_block *goal)
{
	const struct tracked_goal *tracked =
		check->tracked ? tracked_goal_of(check->tracked, goal) : NULL;
	if (tracked) {
		enum status status = tracked->figures.status;
		return status == STATUS_DONE || (goal_is_kept(goal) && status == STATUS_ON_TRACK);
	}
	const struct target_readings *target = readings_for_goal(all, goal);
	if (!goal_metric(goal) || rules_has_feed(check->plan, goal) ||
		(!goal_is_kept(goal) && !goal->target.value.set))
		return true;
	if (!target || !target->n)
		return false;
	struct series series;
	readings_series(target, &series);
	bool met = series.n && reaches(goal, series.items[series.n - 1].value);
	series_free(&series);
	return met;
}

static const struct goal_block *unmet_goal(const struct rule_check *check,
	const struct all_readings *all, const struct initiative_block *initiative)
{
	for (uint32_t i = 0; i < initiative->serves.n; i++) {
		const struct block *block = initiative->serves.items[i].block;
		if (block && block->kind == KIND_goal && !is_met(check, all, (const void *)block))
			return (const void *)block;
	}
	return NULL;
}

/* ---- who decided? ---- */

static bool is_owner(const struct block *block, const struct block *person)
{
	struct owners owners = block_owners(block);
	for (uint32_t i = 0; i < owners.n; i++)
		if (owners.items[i].value.block == person)
			return true;
	return false;
}

/* Initiatives that a decision by somebody else than their owner affects. */
static void find_decided(const struct plan *plan, struct map *decided)
{
	for (uint32_t i = 0; i < plan->of_kind[KIND_decision].n; i++) {
		const struct decision_block *decision = plan_decision(plan, i);
		for (uint32_t k = 0; k < decision->affects.n; k++) {
			const struct initiative_block *initiative =
				rules_initiative(decision->affects.items[k].block);
			if (initiative && decision->by.block &&
				!is_owner(&initiative->block, decision->by.block))
				map_put(decided, rules_key(&initiative->block), NULL);
		}
	}
}

static void report(struct rule_check *check, const struct initiative_block *initiative,
	const struct goal_block *goal)
{
	const struct block *block = &initiative->block;
	struct finding *finding = rule_report(check, block, block_field_span(block, "gate"),
		"%.*s is closed by its owner and %.*s is not met",
		STR_ARGS(block_called(check->plan, block)),
		STR_ARGS(block_called(check->plan, &goal->block)));
	finding_label(check->sink, finding,
		block_field_span(&goal->block, goal->target.value.set ? "target" : "metric"),
		"it serves this goal");
	finding_help(check->sink, finding,
		"let a second person close it, or record who decided to close it anyway:");
	finding_code(check->sink, finding, "decision \"TODO\" { by: TODO  affects: [%.*s] }",
		STR_ARGS(block->name ? block_path(check->plan, block) : STR("TODO")));
}

static void check_plan(struct rule_check *check)
{
	const struct plan *plan = check->plan;
	struct all_readings all;
	struct map decided = {0};
	readings_make(&all, plan);
	find_decided(plan, &decided);
	for (uint32_t i = 0; i < plan->of_kind[KIND_initiative].n; i++) {
		const struct initiative_block *initiative = plan_initiative(plan, i);
		const struct phrase_gate_on *gate = &initiative->gate;
		const struct block *block = &initiative->block;
		bool by_other =
			gate->by.node && !(gate->by.block && is_owner(block, gate->by.block));
		if (gate->value != gate_closed || by_other || map_get(&decided, rules_key(block)))
			continue;
		const struct goal_block *goal = unmet_goal(check, &all, initiative);
		if (goal)
			report(check, initiative, goal);
	}
	map_free(&decided);
	readings_free(&all);
}

const struct rule rule_tracking_closed_by_owner = {
	.info = {.name = "tracking.closed_by_owner",
		.summary = "Work was closed by its owner while a goal it serves is not met",
		.explanation =
			"The last stage gate, `closed`, says that the work has brought what it was "
			"for. Where a goal it serves is not met, its owner should not be the only "
			"one "
			"to say so: a second person closes it, `gate: closed on 2026-06-30 by "
			"omar`, "
			"or a `decision` in a session records who wants it closed all the same.",
		.bad = CALLS(""),
		.good = CALLS(" by priya"),
		.levels = {LEVEL_OFF, LEVEL_WARNING, LEVEL_WARNING}},
	.check = check_plan,
};
