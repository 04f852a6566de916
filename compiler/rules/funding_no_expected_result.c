#include "compiler/rules/rules_shared.h"

#define BOOTH(pad, expects)                                                                        \
	"fund mdf \"Joint marketing fund\" {\n"                                                    \
	"  of:     acme\n"                                                                         \
	"  owner:  priya\n"                                                                        \
	"  amount: 48,000 USD\n"                                                                   \
	"  window: 2026-01-01 .. 2026-12-31\n"                                                     \
	"}\n"                                                                                      \
	"\n"                                                                                       \
	"activity booth \"Trade-show booth\" {\n"                                                  \
	"  owner:  dana\n"                                                                         \
	"  window: 2026-05-11 .. 2026-05-27\n"                                                     \
	"}\n"                                                                                      \
	"\n"                                                                                       \
	"request booth_money \"Trade-show booth\" {\n"                                             \
	"  of:" pad "    mdf\n"                                                                    \
	"  pays:" pad "  booth\n"                                                                  \
	"  asked:" pad " 14,000 USD on 2026-02-04 by dana\n" expects "}\n"

static void check_plan(struct rule_check *check)
{
	const struct plan *plan = check->plan;
	for (uint32_t i = 0; i < plan->of_kind[KIND_request].n; i++) {
		const struct request_block *request = plan_request(plan, i);
		const struct block *block = &request->block;
		const struct initiative_block *initiative = rules_initiative(request->pays.block);
		if (block_has(block, "expects") || !request->pays.block ||
			(initiative && block_has(&initiative->block, "contributes")) ||
			rules_is_cancelled(request->pays.block) || !rules_is_whole(block))
			continue;
		struct finding *finding = rule_report(check, block, block_span(block),
			"nothing says what the money of %.*s is to bring",
			STR_ARGS(block_called(plan, block)));
		finding_label(check->sink, finding, block_field_span(block, "pays"),
			"pays for %.*s, which contributes to no goal",
			STR_ARGS(block_called(plan, request->pays.block)));
		finding_help(check->sink, finding, "state what is expected and of which goal:");
		finding_code(check->sink, finding, "expects: TODO to TODO");
	}
}

const struct rule rule_funding_no_expected_result = {
	.info = {.name = "funding.no_expected_result",
		.summary = "A request does not say what its money is to bring",
		.explanation =
			"Co-op money is often spent without anybody asking what came back. Whoever "
			"asks for money says what it will bring and to which goal: `expects: 30 "
			"leads to demand`. Later the two figures stand side by side. Where the "
			"work "
			"itself `contributes` to a goal, that is enough.",
		.bad = BOOTH("", ""),
		.good = BOOTH("  ", "  expects: 40,000 USD to sourced\n"),
		.levels = {LEVEL_OFF, LEVEL_WARNING, LEVEL_WARNING},
		.completeness = true},
	.check = check_plan,
};
