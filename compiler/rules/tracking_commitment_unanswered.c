#include "compiler/rules/tracking_shared.h"

#define EXAMPLE(middle)                                                                            \
	"commitment price_list \"Price list for retail\" {\n"                                      \
	"  by:    acme\n"                                                                          \
	"  to:    brightline\n"                                                                    \
	"  owner: priya\n"                                                                         \
	"  due:   2026-03-06\n" middle "}\n"

static void check_plan(struct rule_check *check)
{
	const struct plan *plan = check->plan;
	date_t as_of = check->tracked->as_of;
	for (uint32_t i = 0; i < plan->of_kind[KIND_commitment].n; i++) {
		const struct commitment_block *commitment = plan_commitment(plan, i);
		const struct block *block = &commitment->block;
		if (!commitment->due || commitment->due >= as_of || block_has(block, "kept") ||
			block_has(block, "broken") || !rules_is_whole(block))
			continue;
		struct finding *finding = rule_report(check, block, block_field_span(block, "due"),
			"%.*s was due %.*s ago and is neither kept nor broken",
			STR_ARGS(block_called(plan, block)),
			STR_ARGS(rules_days(check, as_of - commitment->due)));
		finding_caret(check->sink, finding, "due");
		finding_help(check->sink, finding, "record the answer, one of:");
		if (block->name)
			finding_code(check->sink, finding,
				"update %.*s { kept: TODO }\nupdate %.*s { broken: %s }",
				STR_ARGS(block_path(plan, block)),
				STR_ARGS(block_path(plan, block)), date_text(as_of).text);
		note_day(check, finding);
	}
}

const struct rule rule_tracking_commitment_unanswered = {
	.info = {.name = "tracking.commitment_unanswered",
		.summary = "A commitment is past its day and nobody has said whether it was kept",
		.explanation =
			"What one company promises the other is the part of a plan that trust "
			"hangs on. When its day has passed, one of two things is true: it was "
			"`kept`, or it was `broken`. Either is an answer that both sides can work "
			"with; what was kept in part is `broken` with the rest in `about`. Silence "
			"leaves everybody to think what they like.",
		.bad = EXAMPLE(""),
		.good = EXAMPLE("  kept:  2026-03-05\n"),
		.as_of = "2026-03-12",
		.levels = {LEVEL_INFO, LEVEL_WARNING, LEVEL_WARNING},
		.needs = NEEDS_DAY},
	.check = check_plan,
};
