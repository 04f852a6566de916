#include "compiler/rules/meetings_shared.h"

#define CALL(middle)                                                                               \
	"action call \"Call the ten largest accounts\" {\n"                                        \
	"  owner: lee\n"                                                                           \
	"  due:   2026-03-06\n" middle "}\n"

static void report(struct rule_check *check, const struct action_block *action)
{
	const struct block *block = &action->block;
	date_t as_of = check->tracked->as_of;
	struct finding *finding = rule_report(check, block, block_field_span(block, "due"),
		"%.*s is overdue by %.*s", STR_ARGS(block_called(check->plan, block)),
		STR_ARGS(rules_days(check, as_of - action->due)));
	const struct person_block *owner = block_owner_on(block, as_of);
	if (owner)
		finding_caret(check->sink, finding, "%.*s was to do it by then",
			STR_ARGS(rules_name(check, &owner->block)));
	finding_help(check->sink, finding, "record the answer, one of:");
	finding_code(check->sink, finding,
		block->name ? "update %.*s { done: TODO }\n"
			      "update %.*s { dropped: %s because \"TODO\" }"
			    : "done: TODO%.*s%.*s\ndropped: %s because \"TODO\"",
		STR_ARGS(block->name ? block_path(check->plan, block) : STR("")),
		STR_ARGS(block->name ? block_path(check->plan, block) : STR("")),
		date_text(as_of).text);
	note_day(check, finding);
}

static void check_plan(struct rule_check *check)
{
	const struct plan *plan = check->plan;
	struct all_meetings all;
	meetings_make(&all, check);
	for (uint32_t i = 0; i < plan->of_kind[KIND_action].n; i++) {
		const struct action_block *action = plan_action(plan, i);
		if (action_is_overdue(action, check->tracked->as_of) &&
			action_carried(&all, action) <= action_carries_allowed(check))
			report(check, action);
	}
	meetings_free(&all);
}

const struct rule rule_review_action_overdue = {
	.info = {.name = "review.action_overdue",
		.summary = "An action is past its day, neither done nor dropped",
		.explanation =
			"An action is the smallest promise of a plan, and the one that shows "
			"soonest whether promises count. When its day has passed it is `done`, or "
			"it is `dropped` with a reason, which is a good answer too. One that stays "
			"open over several sessions is another finding (review.action_carried).",
		.bad = CALL(""),
		.good = CALL("  done:  2026-03-05\n"),
		.as_of = "2026-03-12",
		.levels = {LEVEL_INFO, LEVEL_WARNING, LEVEL_WARNING},
		.needs = NEEDS_DAY},
	.check = check_plan,
};
