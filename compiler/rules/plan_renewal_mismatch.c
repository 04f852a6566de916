#include "compiler/rules/rules_shared.h"

#include "compiler/plan/plan.h"

/* The imported plan whose `plan` block is named. */
static const struct plan *renewed_plan(const struct plan *plan)
{
	const struct block *frame = plan->frame->renews.block;
	for (uint32_t i = 0; frame && i < plan->uses.n; i++) {
		const struct plan *other = plan->uses.items[i].plan;
		if (other && other->frame && &other->frame->block == frame)
			return other;
	}
	return NULL;
}

static struct str metric_name(const struct plan *plan, const struct goal_block *goal)
{
	const struct metric_block *metric = goal_metric(goal);
	return metric ? plan_name(plan, metric->block.name) : (struct str){0};
}

struct renewing {
	struct rule_check *check;
	const struct plan *old;
	struct map successors; /* name of a metric, as the new plan's run knows it -> goal, + 1 */
	struct map settled;    /* goals of the old plan that somebody decided about */
	struct map corrected;  /* those that an amendment corrects */
};

/* Names are compared as the new plan knows them: one that it does not know has no goal in it. */
static uint32_t metric_word(const struct renewing *renewing, struct str metric)
{
	return metric.len ? intern_find(&renewing->check->plan->run->intern, metric) : 0;
}

static void find_successors(struct renewing *renewing)
{
	const struct plan *plan = renewing->check->plan;
	for (uint32_t i = 0; i < plan->of_kind[KIND_goal].n; i++) {
		uint32_t word = metric_word(renewing, metric_name(plan, plan_goal(plan, i)));
		uint32_t *first = word ? map_put(&renewing->successors, word, NULL) : NULL;
		if (first && !*first)
			*first = i + 1;
	}
}

static const struct goal_block *successor_of(
	const struct renewing *renewing, const struct goal_block *goal)
{
	uint32_t word = metric_word(renewing, metric_name(renewing->old, goal));
	const uint32_t *place = word ? map_get(&renewing->successors, word) : NULL;
	return place ? plan_goal(renewing->check->plan, *place - 1) : NULL;
}

static void find_settled(struct renewing *renewing)
{
	const struct plan *old = renewing->old;
	for (uint32_t i = 0; i < old->of_kind[KIND_amendment].n; i++) {
		const struct amendment_block *amendment = plan_amendment(old, i);
		for (uint32_t k = 0; k < amendment->changes.n; k++)
			if (amendment->type == amendment_type_correction &&
				amendment->changes.items[k].value.ref.block)
				map_put(&renewing->corrected,
					rules_key(amendment->changes.items[k].value.ref.block),
					NULL);
	}
	for (uint32_t i = 0; i < old->of_kind[KIND_decision].n; i++) {
		const struct decision_block *decision = plan_decision(old, i);
		for (uint32_t k = 0; k < decision->affects.n; k++)
			if (decision->affects.items[k].block)
				map_put(&renewing->settled,
					rules_key(decision->affects.items[k].block), NULL);
	}
}

/* What the goal states of the earlier period; *field is where. */
static struct quantity stated_before(const struct goal_block *goal, const char **field)
{
	bool is_prior = goal->prior.value.set;
	*field = is_prior ? "prior" : "baseline";
	return is_prior ? goal->prior.value : goal->baseline.value;
}

static void check_value(struct rule_check *check, const struct tracked *tracked,
	const struct tracked_goal *was, const struct goal_block *goal)
{
	const char *field;
	const struct plan *old = tracked->plan;
	struct point read;
	if (!tracked_goal_final(tracked, was, &read))
		return;
	struct quantity stated = stated_before(goal, &field);
	struct quantity final = {read.value, was->unit, true};
	bool is_level = goal_metric(was->goal)->kind == metric_kind_level;
	if (!stated.set || stated.unit != final.unit || (is_level && field[0] == 'p') ||
		!decimal_compare(stated.n, final.n))
		return;
	struct finding *finding = rule_report(check, &goal->block,
		block_field_span(&goal->block, field), "%.*s ended at %.*s, not at %.*s",
		STR_ARGS(block_called(old, &was->goal->block)), STR_ARGS(quantity_text(old, final)),
		STR_ARGS(quantity_text(check->plan, stated)));
	finding_caret(check->sink, finding, "read %.*s on %s", STR_ARGS(quantity_text(old, final)),
		date_text(read.date).text);
	finding_help(check->sink, finding,
		"state what the last reading says, or correct the earlier plan by an amendment of "
		"type `correction`");
}

static void check_goals(const struct renewing *renewing, struct tracked *tracked)
{
	struct rule_check *check = renewing->check;
	const struct plan *old = renewing->old;
	const struct block *frame = &check->plan->frame->block;
	for (uint32_t i = 0; i < tracked->goals.n; i++) {
		const struct tracked_goal *was = &tracked->goals.items[i];
		const struct goal_block *goal = successor_of(renewing, was->goal);
		if (!goal_metric(was->goal) ||
			map_get(&renewing->corrected, rules_key(&was->goal->block)))
			continue;
		if (goal) {
			check_value(check, tracked, was, goal);
			continue;
		}
		if (map_get(&renewing->settled, rules_key(&was->goal->block)))
			continue;
		struct finding *finding = rule_report(check, frame,
			block_field_span(frame, "renews"),
			"%.*s has no successor on its metric, and nobody decided to drop it",
			STR_ARGS(block_called(old, &was->goal->block)));
		finding_help(check->sink, finding,
			"add a goal on the metric, or record the `decision` in a session of the "
			"earlier plan");
	}
}

static void check_plan(struct rule_check *check)
{
	const struct plan *old = renewed_plan(check->plan);
	if (!old || !old->last || old->is_broken)
		return;
	date_t as_of = check->plan->run->as_of;
	date_t day = as_of && as_of < old->last ? as_of : old->last;
	struct tracked *tracked = plan_track((struct plan *)(uintptr_t)old, day);
	struct renewing renewing = {.check = check, .old = old};
	find_successors(&renewing);
	find_settled(&renewing);
	check_goals(&renewing, tracked);
	map_free(&renewing.successors);
	map_free(&renewing.settled);
	map_free(&renewing.corrected);
	tracked_free(tracked);
}

const struct rule rule_plan_renewal_mismatch = {
	.info = {.name = "plan.renewal_mismatch",
		.summary = "A renewed plan does not begin where the earlier one ended",
		.explanation =
			"A plan that `renews` another begins with what that one reached: its last "
			"readings are the `prior` and `baseline` of the new goals, and a goal that "
			"is not continued is dropped by decision, not by silence.",
		.bad = "# fy25.pbp ended with 410,000 USD of sourced revenue.\n"
		       "goal more \"Close 700k USD\" {\n"
		       "  owner:  priya\n"
		       "  metric: sourced_revenue\n"
		       "  prior:  450,000 USD for 2025\n"
		       "  target: 700,000 USD by 2026-12-31\n"
		       "}\n",
		.good = "goal more \"Close 700k USD\" {\n"
			"  owner:  priya\n"
			"  metric: sourced_revenue\n"
			"  prior:  410,000 USD for 2025\n"
			"  target: 700,000 USD by 2026-12-31\n"
			"}\n",
		.levels = {LEVEL_OFF, LEVEL_WARNING, LEVEL_WARNING},
		.needs = NEEDS_PAST,
		.example_needs_files = true},
	.check = check_plan,
};
