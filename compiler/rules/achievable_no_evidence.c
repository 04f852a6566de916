#include "compiler/rules/rules_shared.h"

#define RENEWALS(evidence)                                                                         \
	"goal renewals \"Renew 40 contracts\" {\n"                                                 \
	"  owner:       lee\n"                                                                     \
	"  with:        priya\n"                                                                   \
	"  part_of:     sourced\n"                                                                 \
	"  metric:      std.metrics.deals_won\n"                                                   \
	"  source:      \"Acme CRM, partner view\"\n"                                              \
	"  refresh:     1 week\n"                                                                  \
	"  measured_by: priya\n"                                                                   \
	"  scope:       all\n"                                                                     \
	"  window:      2026-03-02 .. 2026-05-29\n"                                                \
	"  target:      40 deals by 2026-05-29\n" evidence "  headline:    true\n"                 \
	"}\n"                                                                                      \
	"\n"                                                                                       \
	"risk prices \"A rival lowers its prices\" {\n"                                            \
	"  owner:      dana\n"                                                                     \
	"  likelihood: 2\n"                                                                        \
	"  impact:     2\n"                                                                        \
	"  response:   accept\n"                                                                   \
	"  affects:    [renewals]\n"                                                               \
	"}\n"

static void check_plan(struct rule_check *check)
{
	const struct plan *plan = check->plan;
	for (uint32_t i = 0; i < plan->of_kind[KIND_goal].n; i++) {
		const struct goal_block *goal = plan_goal(plan, i);
		const struct block *block = &goal->block;
		if (!rules_lacks_evidence(goal))
			continue;
		struct finding *finding = rule_report(check, block,
			block_field_span(block, "headline"), "nothing says why %.*s can be reached",
			STR_ARGS(block_called(plan, block)));
		finding_caret(check->sink, finding, "one of the few that matter most");
		finding_help(check->sink, finding,
			"say what it rests on: open deals, last year's rate, a list of accounts:");
		finding_code(check->sink, finding, "evidence: \"TODO\"");
	}
}

const struct rule rule_achievable_no_evidence = {
	.info = {.name = "achievable.no_evidence",
		.summary = "A headline goal does not say why it can be reached",
		.explanation =
			"A number on the first page that rests on hope alone takes the rest of "
			"the plan with it. Say in `evidence` what makes it likely: open deals and "
			"their usual rate, last year's figures, accounts by name, people who are "
			"already there. Whether the evidence is sound is for people to judge; "
			"that there is some can be checked.",
		.bad = RENEWALS(""),
		.good = RENEWALS("  evidence:    \"41 contracts end in spring; 9 of 10 renewed "
				 "in 2025.\"\n"),
		.levels = {LEVEL_OFF, LEVEL_WARNING, LEVEL_ERROR},
		.completeness = true},
	.check = check_plan,
};
