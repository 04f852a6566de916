#include "compiler/rules/rules_shared.h"

#define QUARTERLY(action)                                                                          \
	"review quarterly \"Quarterly review\" {\n"                                                \
	"  type:      quarterly\n"                                                                 \
	"  on:        [2026-03-31, 2026-07-07, 2026-10-06, 2027-01-12]\n"                          \
	"  at:        10:00 for 2 hours\n"                                                         \
	"  attendees: [omar, priya, ana, dana]\n"                                                  \
	"  covers:    all\n"                                                                       \
	"  cutoff:    1 day\n"                                                                     \
	"}\n"                                                                                      \
	"\n"                                                                                       \
	"session 2026-03-31 {\n"                                                                   \
	"  of:       quarterly\n"                                                                  \
	"  attended: [omar, priya, ana, dana]\n"                                                   \
	"  notes:    \"First quarter read through.\"\n" action "}\n"

#define ACTION                                                                                     \
	"\n"                                                                                       \
	"  action list \"Name the next 40 accounts\" { owner: dana  due: 2026-04-10 }\n"

static bool has_action(const struct block *session)
{
	for (const struct block *at = session->first_child; at; at = at->next_sibling)
		if (at->kind == KIND_action)
			return true;
	return false;
}

/* Actions that stand elsewhere say which session agreed them; a review and a day make the key. */
static uint64_t key_of(const struct block *review, date_t day)
{
	return (uint64_t)review->order << 32 | (uint32_t)day;
}

static void find_agreed(const struct plan *plan, struct map *agreed)
{
	for (uint32_t i = 0; i < plan->of_kind[KIND_action].n; i++) {
		const struct phrase_session_ref *from = &plan_action(plan, i)->from;
		if (from->value.block && from->on)
			map_put(agreed, key_of(from->value.block, from->on), NULL);
	}
}

static bool asks_for_actions(const struct review_block *review)
{
	return review->type == review_type_checkpoint || review->type == review_type_quarterly;
}

static void check_plan(struct rule_check *check)
{
	const struct plan *plan = check->plan;
	struct map agreed = {0};
	find_agreed(plan, &agreed);
	for (uint32_t i = 0; i < plan->of_kind[KIND_session].n; i++) {
		const struct session_block *session = plan_session(plan, i);
		const struct block *block = &session->block, *of = session->of.block;
		if (!of || of->kind != KIND_review || !block->date ||
			block_has(block, "not_held") || has_action(block) ||
			!asks_for_actions((const void *)of) ||
			map_get(&agreed, key_of(of, block->date)) || !rules_is_whole(block))
			continue;
		struct finding *finding = rule_report(check, block, block_span(block),
			"%.*s of %.*s ended without an action", STR_ARGS(block_called(plan, block)),
			STR_ARGS(block_called(plan, of)));
		finding_label(check->sink, finding, block_field_span(of, "type"),
			"asks for what comes next");
		finding_help(check->sink, finding, "write down what was agreed, by whom, by when:");
		finding_code(
			check->sink, finding, "action NAME \"TODO\" { owner: TODO  due: TODO }");
	}
	map_free(&agreed);
}

const struct rule rule_review_no_commitments = {
	.info = {.name = "review.no_commitments",
		.summary = "A checkpoint or quarterly session ended without an action",
		.explanation =
			"A talk of two hours that changes nothing about next week was a report. "
			"Checkpoints and quarterly sessions end with what somebody will do by a "
			"day: "
			"an `action` in the session's record, or one elsewhere that says `from: "
			"quarterly on 2026-03-31`. A session that did not take place says so in "
			"`not_held`.",
		.bad = QUARTERLY(""),
		.good = QUARTERLY(ACTION),
		.levels = {LEVEL_OFF, LEVEL_ERROR, LEVEL_ERROR}},
	.check = check_plan,
};
