#include "compiler/rules/rules_shared.h"

#define RATE_GOAL(rows, allow)                                                                     \
	"goal rate \"Win rate of joint deals\" {\n"                                                \
	"  owner:     dana\n"                                                                      \
	"  with:      priya\n"                                                                     \
	"  objective: land_retail\n"                                                               \
	"  part_of:   sourced\n"                                                                   \
	"  metric:    win_rate\n"                                                                  \
	"  scope:     all\n"                                                                       \
	"  target:    30% by 2026-12-31\n"                                                         \
	"  baseline:  24% on 2025-12-31\n" allow rows "}\n"

#define ALLOW                                                                                      \
	"  allow:     [measurable.increments] because \"Agreed in April.\" by omar until "         \
	"2026-04-30\n"

/* A child that could not be read may be what the waiver is for. */
static bool is_broken(const struct block *block)
{
	if (block->broken)
		return true;
	for (const struct block *child = block->first_child; child; child = child->next_sibling)
		if (is_broken(child))
			return true;
	return false;
}

/* While a goal has no number, the rules about it find nothing yet. */
static bool is_undecided(const struct block *block)
{
	const struct goal_block *goal = (const void *)block;
	return block->kind == KIND_goal && !goal->target.value.set && !goal_is_kept(goal);
}

/* contract.waiver_by speaks of those that nobody heeds. */
static bool is_void(const struct rule_check *check, const struct phrase_waiver *waiver)
{
	return check->plan->profile == PROFILE_STRATEGIC && waiver->by.block &&
	       !rule_is_sponsor(check->plan, waiver->by.block);
}

static void check_waiver(
	struct rule_check *check, const struct block *block, const struct phrase_waiver *waiver)
{
	if (!waiver->value.len || rule_waiver_met(check, waiver) ||
		!rule_waiver_was_tried(check, waiver) || is_void(check, waiver))
		return;
	struct span span = rules_value_span(block, "allow", waiver->node);
	struct finding *finding = rule_report(check, block, span,
		"%.*s has a waiver of %.*s, which finds nothing here",
		STR_ARGS(block_called(check->plan, block)), STR_ARGS(waiver->value));
	finding_caret(check->sink, finding, "suppresses nothing");
	finding_help(check->sink, finding,
		"take the waiver out; the finding would come back the day there is one");
}

static void check_plan(struct rule_check *check)
{
	const struct plan *plan = check->plan;
	for (uint32_t i = 0; i < plan->blocks.n && !plan->is_broken; i++) {
		const struct block *block = plan->blocks.items[i];
		const struct any *any = block_any(block);
		if (!any->allow.n || block->is_std || is_broken(block) || is_undecided(block))
			continue;
		for (uint32_t k = 0; k < any->allow.n; k++)
			check_waiver(check, block, &any->allow.items[k]);
	}
}

const struct rule rule_contract_waiver_unused = {
	.info = {.name = "contract.waiver_unused",
		.summary = "A waiver suppresses nothing",
		.explanation =
			"A waiver is an exception that both sides can see in every report. One "
			"that keeps nothing out any more makes the list longer and may one day "
			"hide a mistake that nobody meant to accept. Take it out when its reason "
			"is gone. It is not reported where its rule waits for a day and none was "
			"given.",
		.bad = RATE_GOAL("\n"
				 "  increments {\n"
				 "    2026-Q2: 26%\n"
				 "    2026-Q3: 28%\n"
				 "    2026-Q4: 30%\n"
				 "  }\n",
			ALLOW),
		.good = RATE_GOAL("", ALLOW),
		.levels = {LEVEL_INFO, LEVEL_WARNING, LEVEL_WARNING}},
	.runs_last = true,
	.check = check_plan,
};
