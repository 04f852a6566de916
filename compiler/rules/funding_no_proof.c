#include "compiler/rules/rules_shared.h"

#define BOOTH(proof)                                                                               \
	"fund mdf \"Joint marketing fund\" {\n"                                                    \
	"  of:     acme\n"                                                                         \
	"  owner:  priya\n"                                                                        \
	"  amount: 48,000 USD\n"                                                                   \
	"  window: 2026-01-01 .. 2026-12-31\n"                                                     \
	"}\n"                                                                                      \
	"\n"                                                                                       \
	"activity booth \"Trade-show booth\" {\n"                                                  \
	"  owner:  dana\n"                                                                         \
	"  window: 2026-02-09 .. 2026-02-12\n"                                                     \
	"}\n"                                                                                      \
	"\n"                                                                                       \
	"request booth_money \"Trade-show booth\" {\n"                                             \
	"  of:       mdf\n"                                                                        \
	"  pays:     booth\n"                                                                      \
	"  asked:    9,000 USD on 2026-01-14 by dana\n"                                            \
	"  approved: 9,000 USD on 2026-01-20 by priya\n"                                           \
	"  spent:    8,700 USD on 2026-02-12\n"                                                    \
	"  claimed:  8,700 USD on 2026-03-02\n" proof "  expects:  40,000 USD to sourced\n"        \
	"}\n"

static void check_plan(struct rule_check *check)
{
	const struct plan *plan = check->plan;
	for (uint32_t i = 0; i < plan->of_kind[KIND_request].n; i++) {
		const struct block *block = &plan_request(plan, i)->block;
		if (!block_has(block, "claimed") || block_has(block, "proof") ||
			!rules_is_whole(block))
			continue;
		struct finding *finding =
			rule_report(check, block, block_field_span(block, "claimed"),
				"%.*s is claimed and nothing shows what the money was used for",
				STR_ARGS(block_called(plan, block)));
		finding_help(check->sink, finding, "name what shows it:");
		finding_code(check->sink, finding, "proof: [\"TODO\"]");
	}
}

const struct rule rule_funding_no_proof = {
	.info = {.name = "funding.no_proof",
		.summary = "Money is claimed without a proof",
		.explanation =
			"Whoever pays asks for invoices, guest lists or pictures, and months later "
			"they are hard to find. Name what shows that the money was used when it is "
			"claimed: `proof: [\"Invoice of 12 February\", \"Guest list\"]`, and keep "
			"it "
			"where both sides can see it.",
		.bad = BOOTH(""),
		.good = BOOTH("  proof:    [\"Invoice of 12 February\"]\n"),
		.levels = {LEVEL_OFF, LEVEL_ERROR, LEVEL_ERROR}},
	.check = check_plan,
};
