#include "compiler/rules/meetings_shared.h"

#define CALL(over)                                                                                 \
	"action call \"Call the ten largest accounts\" {\n"                                        \
	"  owner:   lee\n"                                                                         \
	"  due:     2026-01-23\n"                                                                  \
	"  " over "\n"                                                                             \
	"}\n"

static const struct rule_setting settings[] = {
	{"review.action_carried", 2, UNIT_NONE, "sessions over which an action may be carried"},
	{0}};

static void report(struct rule_check *check, const struct action_block *action, uint32_t n)
{
	const struct block *block = &action->block;
	date_t as_of = check->tracked->as_of;
	struct finding *finding = rule_report(check, block, block_field_span(block, "due"),
		"%.*s has been carried over %u sessions since its day",
		STR_ARGS(block_called(check->plan, block)), n);
	finding_caret(
		check->sink, finding, "%.*s ago", STR_ARGS(rules_days(check, as_of - action->due)));
	finding_help(check->sink, finding,
		"decide: drop it with the reason, give it to somebody else, or raise a roadblock "
		"if something is in its way");
	if (block->name)
		finding_code(check->sink, finding, "update %.*s { dropped: %s because \"TODO\" }",
			STR_ARGS(block_path(check->plan, block)), date_text(as_of).text);
	note_day(check, finding);
}

static void check_plan(struct rule_check *check)
{
	const struct plan *plan = check->plan;
	struct all_meetings all;
	meetings_make(&all, check);
	for (uint32_t i = 0; i < plan->of_kind[KIND_action].n; i++) {
		const struct action_block *action = plan_action(plan, i);
		uint32_t n = action_is_overdue(action, check->tracked->as_of)
				     ? action_carried(&all, action)
				     : 0;
		if (n > action_carries_allowed(check))
			report(check, action, n);
	}
	meetings_free(&all);
}

const struct rule rule_review_action_carried = {
	.info = {.name = "review.action_carried",
		.summary = "An action was carried from session to session and is still open",
		.explanation =
			"An action that is read out as \"not yet\" three times is not an action "
			"any more; it costs time in every session and teaches that a day means "
			"nothing. Drop it, hand it over, or say what is in its way. Counted are "
			"the sessions after its due date, of the review that agreed it.",
		.bad = CALL("affects: [sourced]"),
		.good = CALL("dropped: 2026-02-10 because \"The accounts were sold\""),
		.as_of = "2026-03-12",
		.levels = {LEVEL_OFF, LEVEL_WARNING, LEVEL_ERROR},
		.needs = NEEDS_DAY},
	.settings = settings,
	.check = check_plan,
};
