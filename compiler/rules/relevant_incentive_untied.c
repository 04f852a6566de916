#include "compiler/rules/rules_shared.h"

#define BONUS(after)                                                                               \
	"incentive bonus \"Growth bonus\" {\n"                                                     \
	"  by:   acme\n"                                                                           \
	"  to:   brightline\n"                                                                     \
	"  on:   sourced\n"                                                                        \
	"  pays: 2% after " after "\n"                                                             \
	"}\n"

static bool is_beyond(struct quantity amount, struct quantity target)
{
	return amount.set && target.set && amount.unit == target.unit &&
	       decimal_compare(amount.n, target.n) > 0;
}

/* The stretch goal that goes furthest beyond each goal. */
static void find_stretch(const struct plan *plan, struct map *stretch)
{
	for (uint32_t i = 0; i < plan->of_kind[KIND_goal].n; i++) {
		const struct goal_block *goal = plan_goal(plan, i);
		if (!goal->stretch_of.block)
			continue;
		uint32_t *place = map_put(stretch, rules_key(goal->stretch_of.block), NULL);
		if (!*place ||
			is_beyond(goal->target.value, plan_goal(plan, *place - 1)->target.value))
			*place = i + 1;
	}
}

static void report_untied(struct rule_check *check, const struct block *block)
{
	struct finding *finding = rule_report(check, block, block_span(block),
		"%.*s rewards no goal", STR_ARGS(block_called(check->plan, block)));
	finding_help(check->sink, finding, "say which goal it is paid for:");
	finding_code(check->sink, finding, "on: %.*s",
		STR_ARGS(check->plan->of_kind[KIND_goal].n
				 ? block_path(check->plan, &plan_goal(check->plan, 0)->block)
				 : STR("TODO")));
}

static void report_beyond(struct rule_check *check, const struct incentive_block *incentive,
	const struct goal_block *goal)
{
	const struct plan *plan = check->plan;
	const struct block *block = &incentive->block;
	struct str target = quantity_text(plan, goal->target.value);
	struct finding *finding = rule_report(check, block,
		rules_clause_span(block, "pays", incentive->pays.node, CLAUSE_after),
		"%.*s begins to pay beyond the target of %.*s", STR_ARGS(block_called(plan, block)),
		STR_ARGS(block_called(plan, &goal->block)));
	finding_caret(check->sink, finding, "begins to pay");
	finding_label(check->sink, finding,
		rules_value_span(&goal->block, "target", goal->target.node), "target");
	finding_help(check->sink, finding,
		"pay from %.*s on, or add a goal with `stretch_of: %.*s` that reaches the amount",
		STR_ARGS(target), STR_ARGS(block_path(plan, &goal->block)));
}

static void check_plan(struct rule_check *check)
{
	const struct plan *plan = check->plan;
	struct map stretch = {0};
	find_stretch(plan, &stretch);
	for (uint32_t i = 0; i < plan->of_kind[KIND_incentive].n; i++) {
		const struct incentive_block *incentive = plan_incentive(plan, i);
		const struct block *block = &incentive->block;
		const struct block *on = incentive->on.block;
		const struct goal_block *goal =
			on && on->kind == KIND_goal ? (const void *)on : NULL;
		if (!block_has(block, "on") && rules_is_whole(block))
			report_untied(check, block);
		if (!goal || !is_beyond(incentive->pays.after, goal->target.value))
			continue;
		const uint32_t *place = map_get(&stretch, rules_key(on));
		struct quantity reach =
			place ? plan_goal(plan, *place - 1)->target.value : (struct quantity){0};
		if (!reach.set || is_beyond(incentive->pays.after, reach))
			report_beyond(check, incentive, goal);
	}
	map_free(&stretch);
}

const struct rule rule_relevant_incentive_untied = {
	.info = {.name = "relevant.incentive_untied",
		.summary = "An incentive rewards no goal, or begins beyond its target",
		.explanation =
			"People do what they are paid for. An incentive that names no goal pays "
			"for something that the plan does not want, and one that begins beyond "
			"the target pays for what nobody expects: it moves nothing. Tie it to a "
			"goal with `on`, and let it begin at the target or below, or add a "
			"stretch goal that reaches the amount.",
		.bad = BONUS("800,000 USD"),
		.good = BONUS("650,000 USD"),
		.levels = {LEVEL_OFF, LEVEL_WARNING, LEVEL_WARNING}},
	.check = check_plan,
};
