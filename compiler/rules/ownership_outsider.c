#include "compiler/rules/rules_shared.h"

#define AGENCY                                                                                     \
	"party spotlight \"Spotlight Agency\" { role: partner }\n"                                 \
	"\n"                                                                                       \
	"person kim \"Kim Roe\" { of: spotlight }\n"                                               \
	"\n"                                                                                       \
	"update joint { acknowledged: [kim] on 2026-01-12 }\n"                                     \
	"\n"

static void report_outsider(struct rule_check *check, const struct block *block,
	const struct phrase_owner *owner, const struct person_block *person,
	const struct party_block *party)
{
	struct str name = rules_name(check, &person->block);
	struct span span = rules_value_span(block, "owner", owner->node);
	struct finding *finding = rule_report(check, block, span,
		"%.*s is owned by %.*s of %.*s, which is not a party of the plan",
		STR_ARGS(block_called(check->plan, block)), STR_ARGS(name),
		STR_ARGS(rules_name(check, &party->block)));
	finding_label(check->sink, finding, block_field_span(&person->block, "of"),
		"%.*s works for %.*s", STR_ARGS(name), STR_ARGS(rules_name(check, &party->block)));
	finding_label(check->sink, finding, block_field_span(&check->plan->frame->block, "between"),
		"the parties of the plan");
	if (block->kind == KIND_initiative || block->kind == KIND_activity)
		finding_help(check->sink, finding,
			"name an owner from one of the parties; who works on it stands in `team`:");
	else
		finding_help(check->sink, finding, "name an owner from one of the parties:");
	if (block->kind == KIND_initiative || block->kind == KIND_activity)
		finding_code(check->sink, finding, "owner: TODO\nteam:  [%.*s]", STR_ARGS(name));
	else
		finding_code(check->sink, finding, "owner: TODO");
}

static void check_plan(struct rule_check *check)
{
	const struct plan *plan = check->plan;
	if (!rules_has_all(check, &plan->frame->block, "between", plan->frame->between.n))
		return;
	for (uint32_t i = 0; i < plan->blocks.n; i++) {
		const struct block *block = plan->blocks.items[i];
		struct owners owners = block_owners(block);
		if (owners.from != block)
			continue;
		for (uint32_t k = 0; k < owners.n; k++) {
			const struct person_block *person =
				block_as_person(owners.items[k].value.block);
			const struct party_block *party = person_party(person);
			if (party && !plan_has_party(plan, &party->block))
				report_outsider(check, block, &owners.items[k], person, party);
		}
	}
}

const struct rule rule_ownership_outsider = {
	.info = {.name = "ownership.outsider",
		.summary = "The owner's party is not one of the plan's parties",
		.explanation =
			"Somebody who works for neither side has promised nothing in this plan "
			"and cannot be escalated to. An agency may do the work and stand in "
			"`team`; the owner comes from one of the parties in `between`. If the "
			"company is a party of the plan, add it there.",
		.bad = AGENCY "initiative campaign \"Retail campaign\" {\n"
			      "  owner:  kim\n"
			      "  with:   priya\n"
			      "  serves: [sourced]\n"
			      "  area:   market_entry\n"
			      "  window: 2026-03-02 .. 2026-06-26\n"
			      "  effort: 20 days\n"
			      "}\n",
		.good = AGENCY "initiative campaign \"Retail campaign\" {\n"
			       "  owner:  lee\n"
			       "  with:   priya\n"
			       "  serves: [sourced]\n"
			       "  area:   market_entry\n"
			       "  window: 2026-03-02 .. 2026-06-26\n"
			       "  effort: 20 days\n"
			       "  team:   [kim]\n"
			       "}\n",
		.levels = {LEVEL_ERROR, LEVEL_ERROR, LEVEL_ERROR}},
	.check = check_plan,
};
