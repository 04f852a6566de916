#include "compiler/rules/rules_shared.h"

#define RATE_GOAL(by)                                                                              \
	"goal rate \"Win rate of joint deals\" {\n"                                                \
	"  owner:     dana\n"                                                                      \
	"  with:      priya\n"                                                                     \
	"  objective: land_retail\n"                                                               \
	"  part_of:   sourced\n"                                                                   \
	"  metric:    win_rate\n"                                                                  \
	"  scope:     all\n"                                                                       \
	"  window:    2026-01-01 .. 2026-03-31\n"                                                  \
	"  target:    30% by 2026-03-31\n"                                                         \
	"  baseline:  24% on 2025-12-31\n"                                                         \
	"  allow:     [tracking.behind_without_action] because \"Agreed.\" by " by                 \
	" until 2026-04-30\n"                                                                      \
	"}\n"

static struct str sponsors(const struct rule_check *check)
{
	const struct plan *plan = check->plan;
	struct out out = {0};
	for (uint32_t i = 0; i < plan->of_kind[KIND_person].n; i++) {
		const struct block *person = &plan_person(plan, i)->block;
		if (rule_is_sponsor(plan, person))
			out_printf(&out, "%s%.*s", out.len ? " or " : "",
				STR_ARGS(rules_name(check, person)));
	}
	struct str text = str_copy(&check->sink->arena, out_view(&out));
	out_free(&out);
	return text;
}

static void check_waiver(
	struct rule_check *check, const struct block *block, const struct phrase_waiver *waiver)
{
	const struct person_block *by = block_as_person(waiver->by.block);
	if (!by || rule_is_sponsor(check->plan, &by->block))
		return;
	struct span span = rules_clause_span(block, "allow", waiver->node, CLAUSE_by);
	struct finding *finding = rule_report(check, block, span,
		"%.*s has a waiver of %.*s by %.*s, who is no sponsor",
		STR_ARGS(block_called(check->plan, block)), STR_ARGS(waiver->value),
		STR_ARGS(rules_name(check, &by->block)));
	struct str names = sponsors(check);
	if (names.len)
		finding_help(check->sink, finding, "let a sponsor state it: %.*s", STR_ARGS(names));
	else
		finding_help(check->sink, finding, "name a `sponsor` in the block of each party");
	if (check->plan->profile == PROFILE_STRATEGIC)
		finding_note(check->sink, finding, "in the strategic profile it has no effect");
}

static void check_plan(struct rule_check *check)
{
	for (uint32_t i = 0; i < check->plan->blocks.n; i++) {
		const struct block *block = check->plan->blocks.items[i];
		const struct any *any = block_any(block);
		for (uint32_t k = 0; k < any->allow.n; k++)
			check_waiver(check, block, &any->allow.items[k]);
	}
}

const struct rule rule_contract_waiver_by = {
	.info = {.name = "contract.waiver_by",
		.summary = "A waiver is not stated by a sponsor",
		.explanation =
			"In a strategic plan an exception from the rules is a decision about the "
			"partnership, and it is made by those who signed. A waiver by anybody "
			"else has no effect there: the finding stays. Ask a sponsor, and name the "
			"sponsor in `by`.",
		.bad = RATE_GOAL("priya"),
		.good = RATE_GOAL("omar"),
		.levels = {LEVEL_OFF, LEVEL_OFF, LEVEL_ERROR}},
	.check = check_plan,
};
