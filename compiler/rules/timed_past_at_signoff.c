#include "compiler/rules/rules_shared.h"

#define STORIES(due, seal)                                                                         \
	"commitment stories \"Three customer stories\" {\n"                                        \
	"  by:    brightline\n"                                                                    \
	"  to:    acme\n"                                                                          \
	"  owner: dana\n"                                                                          \
	"  due:   " due "\n"                                                                       \
	"}\n"                                                                                      \
	"\n"                                                                                       \
	"signoff acme {\n"                                                                         \
	"  by:   omar\n"                                                                           \
	"  on:   2026-02-23\n"                                                                     \
	"  seal: \"pbp1:" seal "\"\n"                                                              \
	"}\n"

static const struct signoff_block *first_signoff(const struct plan *plan)
{
	const struct signoff_block *first = NULL;
	for (uint32_t i = 0; i < plan->of_kind[KIND_signoff].n; i++) {
		const struct signoff_block *signoff = plan_signoff(plan, i);
		if (signoff->on && (!first || signoff->on < first->on))
			first = signoff;
	}
	return first;
}

/* The day that the plan promises for a block. Actions and roadblocks come up on the way: theirs are
   no part of what is signed. */
static date_t promised_day(const struct block *block, const char **field)
{
	const void *at = block;
	*field = "due";
	switch ((enum kind)block->kind) {
	case KIND_milestone:
		return ((const struct milestone_block *)at)->due;
	case KIND_activity: {
		const struct activity_block *activity = at;
		if (activity->due)
			return activity->due;
		*field = "window";
		return activity->window.last;
	}
	case KIND_commitment:
		return ((const struct commitment_block *)at)->due;
	case KIND_enablement:
		return ((const struct enablement_block *)at)->due;
	case KIND_dependency:
		*field = "need_by";
		return ((const struct dependency_block *)at)->need_by;
	case KIND_goal:
		*field = "target";
		return ((const struct goal_block *)at)->target.by;
	default: /* promises no day */
		return DATE_NONE;
	}
}

static void report_past(struct rule_check *check, const struct block *block, const char *field,
	date_t day, const struct signoff_block *first)
{
	struct span span = block_field_span(block, field);
	if (block->kind == KIND_goal)
		span = rules_clause_span(block, field,
			((const struct goal_block *)(const void *)block)->target.node, CLAUSE_by);
	struct finding *finding =
		rule_report(check, block, span, "%.*s is due %.*s before the plan was signed",
			STR_ARGS(block_called(check->plan, block)),
			STR_ARGS(rules_days(check, first->on - day)));
	finding_caret(check->sink, finding, "due on %s", date_text(day).text);
	finding_label(
		check->sink, finding, block_field_span(&first->block, "on"), "the first signature");
	finding_help(check->sink, finding,
		block->kind == KIND_goal
			? "agree on a day that lies ahead"
			: "record that it was done by then, or agree on a day that "
			  "lies ahead");
}

static void check_plan(struct rule_check *check)
{
	const struct plan *plan = check->plan;
	const struct signoff_block *first = first_signoff(plan);
	for (uint32_t i = 0; first && i < plan->blocks.n; i++) {
		const struct block *block = plan->blocks.items[i];
		const char *field;
		date_t day = promised_day(block, &field), over = rules_over_on(block);
		if (!day || day >= first->on || rules_is_cancelled(block))
			continue;
		if (!over || over > first->on)
			report_past(check, block, field, day, first);
	}
}

const struct rule rule_timed_past_at_signoff = {
	.info = {.name = "timed.past_at_signoff",
		.summary = "A due or target date lay in the past when the plan was signed",
		.explanation =
			"What is due before the first signature is either done, and then says "
			"so, or was late on the day both sides agreed to it. Record `done`, or "
			"agree on a day that can still be met.",
		.bad = STORIES("2026-02-13",
			"c03bab9dcc11dca62f11eccbfaa75b58f671b02042804dd81a19cb8c0f78372d"),
		.good = STORIES("2026-03-13",
			"4bf01d36ccb119633b6ec22a0137a363855ecc31c63acb3d0edebe022a6d2322"),
		.levels = {LEVEL_WARNING, LEVEL_ERROR, LEVEL_ERROR}},
	.check = check_plan,
};
