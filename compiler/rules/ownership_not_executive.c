#include "compiler/rules/rules_shared.h"

#define CAMPAIGN(owner)                                                                            \
	"initiative campaign \"Retail campaign\" {\n"                                              \
	"  owner:  " owner "\n"                                                                    \
	"  with:   priya\n"                                                                        \
	"  serves: [sourced]\n"                                                                    \
	"  area:   marketing\n"                                                                    \
	"  window: 2026-03-02 .. 2026-06-26\n"                                                     \
	"  effort: 20 days\n"                                                                      \
	"}\n"

static const struct person_block *executive_of(
	const struct plan *plan, const struct party_block *party)
{
	for (uint32_t i = 0; i < plan->of_kind[KIND_person].n; i++) {
		const struct person_block *person = plan_person(plan, i);
		if (person_party(person) == party && person->level == person_level_executive)
			return person;
	}
	return NULL;
}

static void check_owner(struct rule_check *check, const struct initiative_block *initiative,
	const struct phrase_owner *owner)
{
	const struct block *block = &initiative->block;
	const struct person_block *person = block_as_person(owner->value.block);
	const struct party_block *party = person_party(person);
	if (!party || (!person->level && block_has(&person->block, "level")) ||
		person->level == person_level_executive)
		return;
	const struct person_block *executive = executive_of(check->plan, party);
	if (!executive)
		return;
	struct str name = rules_name(check, &person->block);
	struct finding *finding =
		rule_report(check, block, rules_value_span(block, "owner", owner->node),
			"%.*s is owned by %.*s, who is not an executive",
			STR_ARGS(block_called(check->plan, block)), STR_ARGS(name));
	if (person->level)
		finding_label(check->sink, finding, block_field_span(&person->block, "level"),
			"level of %.*s", STR_ARGS(name));
	else
		finding_label(
			check->sink, finding, block_span(&person->block), "no level is stated");
	finding_help(check->sink, finding,
		"name an executive of %.*s, such as %.*s, as owner; who runs the work stands in "
		"`team`",
		STR_ARGS(rules_name(check, &party->block)),
		STR_ARGS(rules_name(check, &executive->block)));
}

static void check_plan(struct rule_check *check)
{
	for (uint32_t i = 0; i < check->plan->of_kind[KIND_initiative].n; i++) {
		const struct initiative_block *initiative = plan_initiative(check->plan, i);
		for (uint32_t k = 0; k < initiative->owner.n; k++)
			check_owner(check, initiative, &initiative->owner.items[k]);
	}
}

const struct rule rule_ownership_not_executive = {
	.info = {.name = "ownership.not_executive",
		.summary = "An initiative of a strategic plan is not owned by an executive",
		.explanation =
			"With partners on whom a year depends, an initiative asks for people, "
			"money and changes of priority that only an executive can commit. The "
			"executive answers for it, those who run the work stand in `team`. Where "
			"a party has declared no executive, nothing is asked of it.",
		.bad = CAMPAIGN("lee"),
		.good = CAMPAIGN("ana"),
		.levels = {LEVEL_OFF, LEVEL_OFF, LEVEL_WARNING}},
	.check = check_plan,
};
