#include "compiler/rules/rules_shared.h"

#define WEBINAR(fields) "milestone first_webinar \"First webinar held\" {\n" fields "}\n"

static void check_plan(struct rule_check *check)
{
	const struct plan *plan = check->plan;
	for (uint32_t i = 0; i < plan->of_kind[KIND_milestone].n; i++) {
		const struct block *block = &plan_milestone(plan, i)->block;
		if (block_has(block, "accepted_when") || block_has(block, "proof") ||
			!rules_is_whole(block) || rules_is_cancelled(block))
			continue;
		struct finding *finding = rule_report(check, block, block_span(block),
			"nothing says when %.*s counts as done",
			STR_ARGS(block_called(plan, block)));
		finding_help(check->sink, finding, "say what both look at to call it done:");
		finding_code(check->sink, finding, "accepted_when: \"TODO\"");
	}
}

const struct rule rule_specific_no_acceptance = {
	.info = {.name = "specific.no_acceptance",
		.summary = "A milestone does not say when it counts as done",
		.explanation =
			"Done means built to one side and in use to the other. `accepted_when` "
			"says what both look at on the due date: a page that both names stand on, "
			"a list in the shared folder, a customer who has ordered. A milestone "
			"with `proof` shows it already.",
		.bad = WEBINAR("  due:   2026-03-19\n"
			       "  owner: lee\n"),
		.good = WEBINAR("  due:           2026-03-19\n"
				"  owner:         lee\n"
				"  accepted_when: \"The list of guests is in the shared "
				"folder.\"\n"),
		.levels = {LEVEL_OFF, LEVEL_INFO, LEVEL_WARNING},
		.completeness = true},
	.check = check_plan,
};
