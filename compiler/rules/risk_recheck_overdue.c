#include "compiler/rules/tracking_shared.h"

#define MANDATE(recheck)                                                                           \
	"assumption budgets \"Retailers keep their budgets for 2026\" {\n"                         \
	"  owner:      dana\n"                                                                     \
	"  recheck_by: " recheck "\n"                                                              \
	"  affects:    [sourced]\n"                                                                \
	"}\n"

static void check_plan(struct rule_check *check)
{
	const struct plan *plan = check->plan;
	date_t as_of = check->tracked->as_of;
	for (uint32_t i = 0; i < plan->of_kind[KIND_assumption].n; i++) {
		const struct assumption_block *assumption = plan_assumption(plan, i);
		const struct block *block = &assumption->block;
		if (!assumption->recheck_by || assumption->recheck_by >= as_of ||
			block_has(block, "broken"))
			continue;
		struct finding *finding =
			rule_report(check, block, block_field_span(block, "recheck_by"),
				"%.*s was to be checked again %.*s ago",
				STR_ARGS(block_called(plan, block)),
				STR_ARGS(rules_days(check, as_of - assumption->recheck_by)));
		finding_caret(check->sink, finding, "the day has passed");
		finding_help(check->sink, finding,
			"if it still holds, set the next day here; if not, record it:");
		if (block->name)
			finding_code(check->sink, finding, "update %.*s { broken: %s }",
				STR_ARGS(block_path(plan, block)), date_text(as_of).text);
		note_day(check, finding);
	}
}

const struct rule rule_risk_recheck_overdue = {
	.info = {.name = "risk.recheck_overdue",
		.summary = "An assumption was to be checked again and nobody has",
		.explanation =
			"Plans rest on things nobody can know when they are signed. `recheck_by` "
			"names the day on which one of them is looked at again. On that day there "
			"are two answers: it still holds, so the next day is set, or it does not, "
			"so `broken` is recorded and what it affects is talked about.",
		.bad = MANDATE("2026-03-02"),
		.good = MANDATE("2026-04-10"),
		.as_of = "2026-03-12",
		.levels = {LEVEL_OFF, LEVEL_WARNING, LEVEL_WARNING},
		.needs = NEEDS_DAY},
	.check = check_plan,
};
