#include "compiler/rules/parties_shared.h"

#define COMMITMENT                                                                                 \
	"\n"                                                                                       \
	"commitment call_time \"Two sellers call on Fridays\" {\n"                                 \
	"  by:    brightline\n"                                                                    \
	"  to:    acme\n"                                                                          \
	"  owner: dana\n"                                                                          \
	"  due:   2026-01-30\n"                                                                    \
	"}\n"

/* The parties that promise something, or bring means that are sure. */
static void find_giving(const struct plan *plan, struct map *giving)
{
	for (uint32_t i = 0; i < plan->of_kind[KIND_commitment].n; i++)
		if (plan_commitment(plan, i)->by.block)
			map_put(giving, rules_key(plan_commitment(plan, i)->by.block), NULL);
	for (uint32_t i = 0; i < plan->of_kind[KIND_resource].n; i++) {
		const struct resource_block *resource = plan_resource(plan, i);
		if (resource->by.block && resource->confirmed.value)
			map_put(giving, rules_key(resource->by.block), NULL);
	}
}

static bool can_judge(const struct plan *plan)
{
	for (uint32_t i = 0; i < plan->of_kind[KIND_commitment].n; i++)
		if (!plan_commitment(plan, i)->by.block)
			return false;
	return !plan->is_broken;
}

static struct str other_party(const struct rule_check *check, const struct party_block *party)
{
	for (uint32_t i = 0; i < check->plan->frame->between.n; i++) {
		const struct party_block *other = parties_at(check->plan, i);
		if (other && other != party)
			return rules_name(check, &other->block);
	}
	return STR("TODO");
}

static void check_plan(struct rule_check *check)
{
	const struct plan *plan = check->plan;
	struct map giving = {0};
	if (!can_judge(plan))
		return;
	find_giving(plan, &giving);
	for (uint32_t i = 0; i < plan->frame->between.n; i++) {
		const struct party_block *party = parties_at(plan, i);
		if (!party || map_get(&giving, rules_key(&party->block)))
			continue;
		struct str name = rules_name(check, &party->block);
		struct finding *finding = rule_report(check, &party->block,
			block_span(&party->block), "%.*s promises nothing and brings nothing",
			STR_ARGS(block_called(plan, &party->block)));
		finding_label(check->sink, finding,
			block_field_span(&plan->frame->block, "between"), "takes part");
		finding_help(check->sink, finding,
			"write down what it does for the other side; a `resource` counts once it "
			"is `confirmed`:");
		finding_code(check->sink, finding,
			"commitment %.*s_promise \"TODO\" {\n"
			"  by:    %.*s\n"
			"  to:    %.*s\n"
			"  owner: TODO\n"
			"  due:   TODO\n"
			"}",
			STR_ARGS(name), STR_ARGS(name), STR_ARGS(other_party(check, party)));
	}
	map_free(&giving);
}

const struct rule rule_balance_no_commitment = {
	.info = {.name = "balance.no_commitment",
		.summary = "A party promises nothing to the other",
		.explanation =
			"Goals say what is to come out; commitments say what each side puts in so "
			"that it can: a named seller, a price answered within two days, a "
			"connector by April. Each party gives at least one, with an owner and a "
			"date. Means that a party has confirmed (`resource` with `confirmed`) "
			"count as well.",
		.bad = "# without: commitment call_time\n",
		.good = "# without: commitment call_time\n" COMMITMENT,
		.levels = {LEVEL_OFF, LEVEL_WARNING, LEVEL_WARNING},
		.completeness = true},
	.check = check_plan,
};
