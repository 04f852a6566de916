#include "compiler/rules/parties_shared.h"

#define PARTY(gains)                                                                               \
	"# without: party brightline\n"                                                            \
	"\n"                                                                                       \
	"party brightline \"Brightline Systems\" {\n"                                              \
	"  role:       reseller\n"                                                                 \
	"  sponsor:    ana\n" gains                                                                \
	"  escalation: [dana after 5 business_days, ana after 10 business_days]\n"                 \
	"}\n"

static bool has_priority(const struct plan *plan, const struct party_block *party)
{
	for (uint32_t i = 0; i < plan->of_kind[KIND_priority].n; i++)
		if (plan_priority(plan, i)->of.block == &party->block)
			return true;
	return false;
}

static bool can_judge(const struct plan *plan)
{
	for (uint32_t i = 0; i < plan->of_kind[KIND_priority].n; i++)
		if (!plan_priority(plan, i)->of.block)
			return false;
	return !plan->is_broken;
}

static void report(
	struct rule_check *check, const struct party_block *party, bool no_gains, bool no_priority)
{
	const struct block *block = &party->block;
	struct str name = rules_name(check, block);
	struct finding *finding = rule_report(check, block, block_span(block),
		"nothing says what %.*s wants from the plan: it has no %s", STR_ARGS(name),
		!no_priority ? "`gains`"
		: no_gains   ? "priority and no `gains`"
			     : "priority");
	finding_label(check->sink, finding, block_field_span(&check->plan->frame->block, "between"),
		"takes part");
	if (!no_priority) {
		finding_help(check->sink, finding, "say why it is worth it for them:");
		finding_code(check->sink, finding, "gains: \"TODO\"");
		return;
	}
	finding_help(check->sink, finding,
		no_gains ? "say in the party's `gains` why it is worth it, and name what it wants "
			   "for itself:"
			 : "name what it wants for itself:");
	finding_code(check->sink, finding, "priority %.*s_priority \"TODO\" { of: %.*s }",
		STR_ARGS(name), STR_ARGS(name));
}

static void check_plan(struct rule_check *check)
{
	const struct plan *plan = check->plan;
	if (!can_judge(plan))
		return;
	for (uint32_t i = 0; i < plan->frame->between.n; i++) {
		const struct party_block *party = parties_at(plan, i);
		if (!party)
			continue;
		bool no_gains = !block_has(&party->block, "gains") && rules_is_whole(&party->block);
		bool no_priority = !has_priority(plan, party);
		if (no_gains || no_priority)
			report(check, party, no_gains, no_priority);
	}
}

const struct rule rule_balance_no_stake = {
	.info = {.name = "balance.no_stake",
		.summary = "Nothing says what a party wants from the plan",
		.explanation =
			"A partner works for a plan as long as it pays for them, and the other "
			"side has to know in what coin. Each party has at least one `priority`, "
			"something it wants for itself and objectives serve, and says in `gains` "
			"why the plan is worth it: margin, reach, skills, customers.",
		.bad = PARTY(""),
		.good = PARTY("  gains:      \"20 points of margin and attached services.\"\n"),
		.levels = {LEVEL_OFF, LEVEL_ERROR, LEVEL_ERROR},
		.completeness = true},
	.check = check_plan,
};
