#include "compiler/plan/contract.h"

#include "compiler/rules/rules_shared.h"

#define AMENDMENT(approved)                                                                        \
	"amendment fewer_calls \"Roll-out until October\" {\n"                                     \
	"  changes:   [roll_out.window from 2026-01-12 .. 2026-11-30 to 2026-01-12 .. "            \
	"2026-10-30]\n"                                                                            \
	"  type:      date\n"                                                                      \
	"  because:   \"November belongs to the trade show.\"\n"                                   \
	"  effective: 2026-02-11\n"                                                                \
	"  approved:  " approved " on 2026-02-10\n"                                                \
	"}\n"

static void check_amendment(struct rule_check *check, const struct amendment_block *amendment)
{
	const struct block *block = &amendment->block;
	const struct plan_block *frame = check->plan->frame;
	struct out missing = {0}, approved = {0};
	for (uint32_t i = 0; i < frame->between.n; i++) {
		const struct block *party = frame->between.items[i].block;
		if (!party)
			continue;
		bool has = amendment_approved_by(amendment, party);
		struct out *out = has ? &approved : &missing;
		out_printf(
			out, "%s%.*s", out->len ? " and " : "", STR_ARGS(rules_name(check, party)));
	}
	if (missing.len && !amendment_is_approved(check->plan, amendment)) {
		struct finding *finding = rule_report(check, block,
			block_field_span(block, "approved"), "%.*s is not approved by %.*s",
			STR_ARGS(block_called(check->plan, block)), STR_ARGS(out_view(&missing)));
		if (approved.len)
			finding_caret(check->sink, finding, "of %.*s only",
				STR_ARGS(out_view(&approved)));
		finding_label(check->sink, finding, block_field_span(&frame->block, "between"),
			"the parties");
		finding_help(check->sink, finding,
			amendment->type == amendment_type_correction
				? "name a person of one party; a correction needs no more"
				: "name a person of each party once they have agreed");
	}
	out_free(&missing);
	out_free(&approved);
}

static void check_plan(struct rule_check *check)
{
	for (uint32_t i = 0; i < check->plan->of_kind[KIND_amendment].n; i++) {
		const struct amendment_block *amendment = plan_amendment(check->plan, i);
		if (rules_is_whole(&amendment->block) && amendment->type &&
			rules_has_all(check, &amendment->block, "approved", amendment->approved.n))
			check_amendment(check, amendment);
	}
}

const struct rule rule_contract_amendment_unapproved = {
	.info = {.name = "contract.amendment_unapproved",
		.summary = "An amendment is not approved by a person of each party",
		.explanation =
			"What both have signed only both can change. An amendment names a person "
			"of "
			"each party in `approved`, with the day; until then the signed plan "
			"counts. "
			"A correction, which puts right a slip of the pen and changes nothing that "
			"was meant, needs one party only.",
		.bad = AMENDMENT("[omar]"),
		.good = AMENDMENT("[omar, ana]"),
		.levels = {LEVEL_INFO, LEVEL_ERROR, LEVEL_ERROR}},
	.check = check_plan,
};
