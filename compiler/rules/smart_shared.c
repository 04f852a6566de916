/*
 * Which checks make the SMART judgement of a goal, when each of them applies, and what they say. A
 * check applies unless its level is off, the case in which its rule is quiet holds, or what it
 * looks at is not there; whatever a rule reports of a goal applies in any case. Checks of work and
 * money count through the initiatives that serve the goal.
 */
#include "compiler/rules/engine.h"
#include "compiler/rules/rules_shared.h"
#include "compiler/rules/smart.h"

#include <assert.h>
#include <string.h>

/* ---- when a check applies ---- */

struct asked {
	const struct rule_check *check;
	const struct goal_block *goal;
	const struct metric_block *metric; /* may be NULL */
	struct rows increments;
	/* of the initiatives that serve it: whether one of them has this */
	bool is_served, has_funnel, has_cycle, has_effort, has_budget, needs_resource;
};

static bool always(const struct asked *a)
{
	(void)a;
	return true;
}

static bool is_flow(const struct asked *a)
{
	return a->metric && a->metric->kind == metric_kind_flow;
}

static bool has_target(const struct asked *a)
{
	return a->goal->target.value.set;
}

static bool has_choice_of_scope(const struct asked *a)
{
	return !rules_scopes_are_few(a->check->plan);
}

static bool stands_alone(const struct asked *a)
{
	return a->metric && !a->goal->part_of.block && !a->goal->stretch_of.block;
}

static bool has_better(const struct asked *a)
{
	return has_target(a) && a->metric && a->metric->better != better_unset;
}

static bool is_level_with_target(const struct asked *a)
{
	return has_target(a) && a->metric && a->metric->kind == metric_kind_level;
}

static bool is_flow_with_target(const struct asked *a)
{
	return has_target(a) && is_flow(a);
}

static bool is_long(const struct asked *a)
{
	struct rule_check check = *a->check;
	for (uint32_t i = 0; i < rules_n; i++)
		if (!strcmp(rules[i]->info.name, "measurable.increments"))
			check.rule = rules[i];
	int64_t limit = rule_setting(&check, "measurable.increments", &a->goal->block);
	return has_target(a) && rules_length(goal_days(check.plan, a->goal)) > limit;
}

static bool has_increments(const struct asked *a)
{
	return a->increments.n > 0;
}

static bool has_flow_increments(const struct asked *a)
{
	return has_increments(a) && is_flow(a);
}

static bool has_increments_and_target(const struct asked *a)
{
	return has_increments(a) && has_target(a) &&
	       !(is_flow(a) && rules_first_fall(a->goal, &a->increments));
}

static bool has_metric(const struct asked *a)
{
	return a->metric != NULL;
}

static bool is_lagging(const struct asked *a)
{
	return a->metric && a->metric->pace == pace_lagging;
}

static bool states_owner(const struct asked *a)
{
	return block_has(&a->goal->block, "owner");
}

/* Somebody who owns it came during the plan, or goes. */
static bool has_moving_owner(const struct asked *a)
{
	for (uint32_t i = 0; i < a->goal->owner.n; i++) {
		const struct person_block *person =
			block_as_person(a->goal->owner.items[i].value.block);
		if (person && (person->joined || person->leaves))
			return true;
	}
	return false;
}

static bool names_counterpart(const struct asked *a)
{
	return block_has(&a->goal->block, "with");
}

static bool is_headline(const struct asked *a)
{
	return a->goal->headline == FLAG_TRUE && has_target(a);
}

static bool has_prior(const struct asked *a)
{
	struct ratio prior;
	return rules_prior(a->check->plan, a->goal, &prior);
}

static bool gets_contributions(const struct asked *a)
{
	const struct plan *plan = a->check->plan;
	if (a->goal->stretch_of.block || !has_target(a))
		return false;
	for (uint32_t i = 0; i < plan->of_kind[KIND_initiative].n; i++) {
		const struct initiative_block *initiative = plan_initiative(plan, i);
		for (uint32_t k = 0; k < initiative->contributes.n; k++)
			if (initiative->contributes.items[k].to.block == &a->goal->block)
				return true;
	}
	return false;
}

static bool served_by_funnel(const struct asked *a)
{
	return a->has_funnel;
}

static bool served_by_effort(const struct asked *a)
{
	return a->has_effort;
}

static bool has_no_whole(const struct asked *a)
{
	const struct goal_block *whole = (const void *)a->goal->part_of.block;
	return !whole || whole->block.kind != KIND_goal || !whole->objective.block;
}

static bool has_objective(const struct asked *a)
{
	return a->goal->objective.block != NULL;
}

static bool wants_work(const struct asked *a)
{
	return !goal_is_kept(a->goal) && !a->goal->stretch_of.block &&
	       (a->is_served || !a->goal->part_of.block);
}

static bool is_served(const struct asked *a)
{
	return a->is_served;
}

static bool served_by_fund(const struct asked *a)
{
	return a->has_budget;
}

static bool served_by_resource(const struct asked *a)
{
	return a->needs_resource && a->check->tracked;
}

static bool is_signed(const struct asked *a)
{
	return a->check->plan->of_kind[KIND_signoff].n > 0;
}

static bool served_with_cycle(const struct asked *a)
{
	return a->has_cycle;
}

static bool is_reviewed(const struct asked *a)
{
	return a->check->plan->of_kind[KIND_review].n > 0 && !a->goal->stretch_of.block;
}

static const struct smart_row {
	enum smart_letter letter;
	const char *rule;
	bool (*applies)(const struct asked *asked);
} rows[] = {
	{SMART_S, "specific.no_scope", has_choice_of_scope},
	{SMART_S, "specific.duplicate_goal", stands_alone},
	{SMART_S, "specific.placeholder", always},
	{SMART_M, "measurable.no_target", always},
	{SMART_M, "measurable.no_change", has_target},
	{SMART_M, "measurable.wrong_direction", has_better},
	{SMART_M, "measurable.no_baseline", is_level_with_target},
	{SMART_M, "measurable.flow_with_baseline", is_flow_with_target},
	{SMART_M, "measurable.increments", is_long},
	{SMART_M, "measurable.increments_order", has_increments},
	{SMART_M, "measurable.increments_not_cumulative", has_flow_increments},
	{SMART_M, "measurable.increments_miss_target", has_increments_and_target},
	{SMART_M, "measurable.vanity", has_metric},
	{SMART_M, "measurable.lagging_unpaired", is_lagging},
	{SMART_A, "ownership.not_a_person", states_owner},
	{SMART_A, "ownership.gap", always},
	{SMART_A, "ownership.overlap", states_owner},
	{SMART_A, "ownership.outsider", states_owner},
	{SMART_A, "ownership.not_there", has_moving_owner},
	{SMART_A, "ownership.no_counterpart", names_counterpart},
	{SMART_A, "ownership.counterpart_same_side", names_counterpart},
	{SMART_A, "achievable.no_evidence", is_headline},
	{SMART_A, "achievable.steep", has_prior},
	{SMART_A, "achievable.contributions_short", gets_contributions},
	{SMART_A, "achievable.funnel_short", served_by_funnel},
	{SMART_A, "achievable.over_capacity", served_by_effort},
	{SMART_R, "relevant.no_objective", has_no_whole},
	{SMART_R, "relevant.one_sided_objective", has_objective},
	{SMART_R, "relevant.no_initiative", wants_work},
	{SMART_R, "funding.no_means", is_served},
	{SMART_R, "funding.overdrawn", served_by_fund},
	{SMART_R, "funding.unconfirmed", served_by_resource},
	{SMART_T, "timed.no_date", has_target},
	{SMART_T, "timed.past_at_signoff", is_signed},
	{SMART_T, "timed.too_late_to_count", served_with_cycle},
	{SMART_T, "cadence.not_covered", is_reviewed},
};
enum { ROWS_N = sizeof rows / sizeof *rows };

/* ---- which goals a finding is about ---- */

struct judging {
	struct rule_check check;
	struct plan *plan;
	struct smart_check **failing; /* by row and goal: the check that fails, NULL */
	struct map goals;	      /* goal -> its place in the plan's order, + 1 */
};

static void mark(
	struct judging *j, uint32_t row, const struct block *goal, struct smart_check check)
{
	const uint32_t *place = goal ? map_get(&j->goals, rules_key(goal)) : NULL;
	if (!place)
		return;
	struct smart_check **known = &j->failing[row * j->plan->of_kind[KIND_goal].n + *place - 1];
	/* a waiver of one of two findings leaves the other */
	if (*known && ((*known)->state == SMART_FAILS || check.state == SMART_WAIVED))
		return;
	struct smart_check *kept = arena_new(&j->check.sink->arena, struct smart_check);
	*kept = check;
	*known = kept;
}

static void mark_served(struct judging *j, uint32_t row, const struct initiative_block *initiative,
	struct smart_check check)
{
	for (uint32_t i = 0; i < initiative->serves.n; i++)
		mark(j, row, initiative->serves.items[i].block, check);
}

static bool draws_from(const struct initiative_block *initiative, const struct block *fund)
{
	return initiative->budget.from.block == fund;
}

/* Goals reached through work: an initiative's own, what stands in it, what pays for it or is needed
   by it. */
static void mark_through_work(
	struct judging *j, uint32_t row, const struct block *block, struct smart_check check)
{
	const struct plan *plan = j->plan;
	const struct initiative_block *around = rules_initiative(block);
	if (around)
		mark_served(j, row, around, check);
	for (uint32_t i = 0; !around && i < plan->of_kind[KIND_initiative].n; i++) {
		const struct initiative_block *initiative = plan_initiative(plan, i);
		bool is_meant = block->kind == KIND_fund && draws_from(initiative, block);
		for (uint32_t k = 0; block->kind == KIND_resource && k < initiative->needs.n; k++)
			is_meant |= initiative->needs.items[k].block == block;
		if (is_meant)
			mark_served(j, row, initiative, check);
	}
}

static void mark_finding(
	struct judging *j, uint32_t row, const struct block *block, struct smart_check check)
{
	const struct plan *plan = j->plan;
	for (const struct block *at = block; at; at = at->parent)
		if (at->kind == KIND_goal)
			mark(j, row, at, check);
	if (!block || block->kind == KIND_goal)
		return;
	bool is_shared = block->kind == KIND_objective || block->kind == KIND_metric;
	for (uint32_t i = 0; is_shared && i < plan->of_kind[KIND_goal].n; i++) {
		const struct goal_block *goal = plan_goal(plan, i);
		if ((block->kind == KIND_objective && goal->objective.block == block) ||
			(block->kind == KIND_metric && goal->metric.block == block))
			mark(j, row, &goal->block, check);
	}
	/* what is said of an initiative's own words or owner is no check of its goals */
	if (rows[row].letter == SMART_A && strncmp(rows[row].rule, "ownership.", 10) == 0)
		return;
	if (rows[row].letter != SMART_S && rows[row].letter != SMART_M)
		mark_through_work(j, row, block, check);
}

static const struct rule *rule_named(const char *name)
{
	for (uint32_t i = 0; i < rules_n; i++)
		if (!strcmp(rules[i]->info.name, name))
			return rules[i];
	return NULL;
}

/* Runs the row's rule with a sink of its own; false if its level is off or it cannot run. */
static bool run_row(struct judging *j, uint32_t row, const struct rule **rule)
{
	struct rule_check *check = &j->check;
	*rule = rule_named(rows[row].rule);
	check->reports->items.n = 0;
	if (!*rule || !rule_run_alone(check, *rule))
		return false;
	for (uint32_t i = 0; i < check->reports->items.n; i++) {
		struct rule_reported reported = check->reports->items.items[i];
		struct smart_check found = {.letter = rows[row].letter,
			.rule = &(*rule)->info,
			.finding = reported.finding,
			.state = rule_is_waived(check, reported) ? SMART_WAIVED : SMART_FAILS};
		mark_finding(j, row, reported.block, found);
	}
	return true;
}

/* ---- one goal ---- */

static bool has_capacity(const struct person_block *person)
{
	return person && person->capacity.value.unit;
}

static void add_initiative(struct asked *asked, const struct initiative_block *initiative)
{
	bool capacity = false;
	asked->is_served = true;
	for (const struct block *child = initiative->block.first_child; child;
		child = child->next_sibling) {
		const struct funnel_block *funnel = (const void *)child;
		if (child->kind != KIND_funnel)
			continue;
		asked->has_funnel |= initiative->contributes.n > 0;
		asked->has_cycle |= funnel->cycle.unit != 0;
	}
	for (uint32_t i = 0; i < initiative->owner.n; i++)
		capacity |= has_capacity(block_as_person(initiative->owner.items[i].value.block));
	asked->has_effort |= capacity && block_has(&initiative->block, "effort");
	asked->has_budget |= initiative->budget.from.block != NULL;
	for (uint32_t i = 0; i < initiative->needs.n; i++)
		asked->needs_resource |= initiative->needs.items[i].block &&
					 initiative->needs.items[i].block->kind == KIND_resource;
}

static struct smart_verdict judge_goal(
	struct judging *j, struct asked *asked, uint32_t at, const struct rule *const *ran)
{
	uint32_t n_goals = j->plan->of_kind[KIND_goal].n;
	struct smart_check *checks = arena_array(&j->plan->arena, struct smart_check, ROWS_N);
	struct smart_verdict verdict = {.goal = asked->goal, .checks = checks};
	for (uint32_t row = 0; row < ROWS_N; row++) {
		const struct smart_check *failing = j->failing[row * n_goals + at];
		if (!ran[row] || (!failing && !rows[row].applies(asked)))
			continue;
		checks[verdict.n++] = failing ? *failing
					      : (struct smart_check){rows[row].letter,
							&ran[row]->info, SMART_HOLDS, NULL};
		verdict.n_hold += !failing;
	}
	return verdict;
}

void smart_judge(struct plan *plan, const struct tracked *tracked,
	const struct level_overrides *overrides, struct sink *sink, struct smart_verdicts *verdicts)
{
	uint32_t n = plan->of_kind[KIND_goal].n;
	struct rule_reports reports = {.overrides = overrides};
	struct judging j = {.plan = plan,
		.check = {.plan = plan, .tracked = tracked, .sink = sink, .reports = &reports}};
	const struct rule *ran[ROWS_N] = {0};
	struct asked *asked = arena_array(&sink->arena, struct asked, n + 1);
	*verdicts =
		(struct smart_verdicts){arena_array(&plan->arena, struct smart_verdict, n + 1), n};
	j.failing = arena_array(&sink->arena, struct smart_check *, (size_t)ROWS_N * n + 1);
	for (uint32_t i = 0; i < n; i++) {
		const struct goal_block *goal = plan_goal(plan, i);
		*map_put(&j.goals, rules_key(&goal->block), NULL) = i + 1;
		asked[i] = (struct asked){.check = &j.check,
			.goal = goal,
			.metric = goal_metric(goal),
			.increments = rules_increments(&j.check, goal)};
	}
	for (uint32_t i = 0; i < plan->of_kind[KIND_initiative].n; i++) {
		const struct initiative_block *initiative = plan_initiative(plan, i);
		for (uint32_t k = 0; k < initiative->serves.n; k++) {
			const struct block *goal = initiative->serves.items[k].block;
			const uint32_t *place = goal ? map_get(&j.goals, rules_key(goal)) : NULL;
			if (place)
				add_initiative(&asked[*place - 1], initiative);
		}
	}
	for (uint32_t row = 0; row < ROWS_N && plan->first; row++)
		if (!run_row(&j, row, &ran[row]))
			ran[row] = NULL;
	for (uint32_t i = 0; i < n; i++)
		verdicts->items[i] = judge_goal(&j, &asked[i], i, ran);
	vec_free(&reports.items);
	map_free(&reports.met);
	map_free(&j.goals);
}
