#include "compiler/rules/rules_shared.h"

#define SIGNED                                                                                     \
	"signoff acme {\n"                                                                         \
	"  by:   omar\n"                                                                           \
	"  on:   2026-01-08\n"                                                                     \
	"  seal: \"" EXAMPLE_SEAL "\"\n"                                                           \
	"}\n"                                                                                      \
	"\n"                                                                                       \
	"signoff brightline {\n"                                                                   \
	"  by:   ana\n"                                                                            \
	"  on:   2026-01-09\n"                                                                     \
	"  seal: \"" EXAMPLE_SEAL "\"\n"                                                           \
	"}\n"

static bool has_signed(const struct plan *plan, const struct block *party)
{
	for (uint32_t i = 0; i < plan->of_kind[KIND_signoff].n; i++)
		if (plan_signoff(plan, i)->block.of == party)
			return true;
	return false;
}

static void check_plan(struct rule_check *check)
{
	const struct plan *plan = check->plan;
	const struct plan_block *frame = plan->frame;
	if (!plan->is_draft || !frame->between.n)
		return;
	for (uint32_t i = 0; i < frame->between.n; i++)
		if (!has_signed(plan, frame->between.items[i].block))
			return;
	struct finding *finding =
		rule_report(check, &frame->block, block_field_span(&frame->block, "status"),
			"all sides have signed %.*s, and it is checked as a draft",
			STR_ARGS(block_called(plan, &frame->block)));
	for (uint32_t i = 0; i < plan->of_kind[KIND_signoff].n; i++)
		finding_label(
			check->sink, finding, block_span(&plan_signoff(plan, i)->block), "signed");
	finding_help(check->sink, finding, "what a draft may still lack now counts, if it says:");
	finding_code(check->sink, finding, "status: active");
}

const struct rule rule_contract_signed_draft = {
	.info = {.name = "contract.signed_draft",
		.summary = "All sides have signed, and the plan is still a draft",
		.explanation =
			"A plan that does not say otherwise is a draft, and what a draft lacks is "
			"at most a warning. Once all sides have signed it, it is agreed: with "
			"`status: active` it is checked as what it is.",
		.bad = SIGNED,
		.good = "update joint { status: active }\n"
			"\n" SIGNED,
		.levels = {LEVEL_INFO, LEVEL_WARNING, LEVEL_WARNING}},
	.check = check_plan,
};
