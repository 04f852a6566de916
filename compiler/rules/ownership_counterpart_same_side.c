#include "compiler/rules/rules_shared.h"

#define CAMPAIGN(with)                                                                             \
	"initiative campaign \"Retail campaign\" {\n"                                              \
	"  owner:  lee\n"                                                                          \
	"  with:   " with "\n"                                                                     \
	"  serves: [sourced]\n"                                                                    \
	"  area:   marketing\n"                                                                    \
	"  window: 2026-03-02 .. 2026-06-26\n"                                                     \
	"  effort: 20 days\n"                                                                      \
	"}\n"

static const struct ref *with_of(const struct block *block)
{
	const void *at = block;
	switch ((enum kind)block->kind) {
	case KIND_goal:
		return &((const struct goal_block *)at)->with;
	case KIND_initiative:
		return &((const struct initiative_block *)at)->with;
	case KIND_deal:
		return &((const struct deal_block *)at)->with;
	default: /* has no counterpart */
		return NULL;
	}
}

/* People of the other parties, as examples. */
static struct str people_of_others(struct rule_check *check, const struct party_block *own)
{
	const struct plan_block *frame = check->plan->frame;
	for (uint32_t i = 0; i < frame->between.n; i++) {
		const struct party_block *party = block_as_party(frame->between.items[i].block);
		if (party && party != own)
			return rules_people(check, party, 4);
	}
	return (struct str){0};
}

static void report_with(struct rule_check *check, const struct block *block,
	const struct phrase_owner *owner, const struct person_block *with,
	const struct party_block *party)
{
	struct str called = block_called(check->plan, block);
	struct str side = rules_name(check, &party->block);
	struct str others = people_of_others(check, party);
	struct finding *finding = rule_report(check, block, block_field_span(block, "with"),
		"owner and counterpart of %.*s are both of %.*s", STR_ARGS(called), STR_ARGS(side));
	finding_caret(check->sink, finding, "%.*s is of %.*s",
		STR_ARGS(rules_name(check, &with->block)), STR_ARGS(side));
	finding_label(check->sink, finding, rules_value_span(block, "owner", owner->node),
		"%.*s is of %.*s", STR_ARGS(rules_owner_name(check, block, owner)), STR_ARGS(side));
	if (others.len)
		finding_help(check->sink, finding,
			"`with` is for somebody of the other side, such as %.*s", STR_ARGS(others));
	else
		finding_help(check->sink, finding, "`with` is for somebody of the other side");
	if (block->kind != KIND_deal)
		finding_help(check->sink, finding, "colleagues who work on it stand in `team`");
}

/* `with` has no dates: when the block goes from one side to the other it is right for a part of the
   days, and nothing better can be written. */
static void check_block(struct rule_check *check, const struct block *block, const struct ref *ref)
{
	const struct person_block *with = block_as_person(ref->block);
	const struct party_block *party = person_party(with);
	struct owners owners = block_owners(block);
	if (!party || !owners.n || owners.from != block)
		return;
	for (uint32_t i = 0; i < owners.n; i++)
		if (person_party(block_as_person(owners.items[i].value.block)) != party)
			return;
	report_with(check, block, &owners.items[0], with, party);
}

static void check_plan(struct rule_check *check)
{
	for (uint32_t i = 0; i < check->plan->blocks.n; i++) {
		const struct ref *with = with_of(check->plan->blocks.items[i]);
		if (with)
			check_block(check, check->plan->blocks.items[i], with);
	}
}

const struct rule rule_ownership_counterpart_same_side = {
	.info = {.name = "ownership.counterpart_same_side",
		.summary = "`with` names a person of the owner's own party",
		.explanation =
			"The counterpart is the one who moves things on the other side. A "
			"colleague of the owner cannot do that, so the other party stays without "
			"anybody who knows of the work. Name somebody of the other party in "
			"`with`; colleagues stand in `team`.",
		.bad = CAMPAIGN("sam"),
		.good = CAMPAIGN("priya"),
		.levels = {LEVEL_WARNING, LEVEL_ERROR, LEVEL_ERROR}},
	.check = check_plan,
};
