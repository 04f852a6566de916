#include "compiler/rules/rules_shared.h"

#define SPEAKERS(proof)                                                                            \
	"milestone speakers \"Speakers of the spring event confirmed\" {\n"                        \
	"  due:           2026-01-30\n"                                                            \
	"  owner:         dana\n"                                                                  \
	"  accepted_when: \"Both names stand on the page.\"\n"                                     \
	"  done:          2026-01-28\n" proof "}\n"

static void check_plan(struct rule_check *check)
{
	const struct plan *plan = check->plan;
	for (uint32_t i = 0; i < plan->of_kind[KIND_milestone].n; i++) {
		const struct milestone_block *milestone = plan_milestone(plan, i);
		const struct block *block = &milestone->block;
		if (!milestone->done || !block_has(block, "accepted_when") ||
			block_has(block, "proof") || !rules_is_whole(block))
			continue;
		struct finding *finding = rule_report(check, block, block_field_span(block, "done"),
			"%.*s is done and nothing shows it", STR_ARGS(block_called(plan, block)));
		finding_label(check->sink, finding, block_field_span(block, "accepted_when"),
			"what both look at");
		finding_help(check->sink, finding, "say where that can be seen:");
		finding_code(check->sink, finding, "proof: \"TODO\"");
	}
}

const struct rule rule_tracking_done_without_proof = {
	.info = {.name = "tracking.done_without_proof",
		.summary = "A milestone is done and nothing shows it",
		.explanation =
			"`accepted_when` says what both sides look at to call a milestone done. "
			"Once "
			"it is done, `proof` says where that can be seen: a page, minutes, a "
			"report. "
			"Then nobody has to believe anybody, and the next review takes a minute "
			"less.",
		.bad = SPEAKERS(""),
		.good = SPEAKERS("  proof:         \"Page of 28 January\"\n"),
		.levels = {LEVEL_OFF, LEVEL_WARNING, LEVEL_WARNING}},
	.check = check_plan,
};
