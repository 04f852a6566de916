#include "compiler/rules/rules_shared.h"

#define SIGNED(other)                                                                              \
	"update joint { status: active }\n"                                                        \
	"\n"                                                                                       \
	"signoff acme {\n"                                                                         \
	"  by:   omar\n"                                                                           \
	"  on:   2026-01-08\n"                                                                     \
	"  seal: \"" EXAMPLE_SEAL "\"\n"                                                           \
	"}\n" other

#define BY_ANA                                                                                     \
	"\n"                                                                                       \
	"signoff brightline {\n"                                                                   \
	"  by:   ana\n"                                                                            \
	"  on:   2026-01-09\n"                                                                     \
	"  seal: \"" EXAMPLE_SEAL "\"\n"                                                           \
	"}\n"

static const struct signoff_block *signoff_of(const struct plan *plan, const struct block *party)
{
	for (uint32_t i = 0; i < plan->of_kind[KIND_signoff].n; i++)
		if (plan_signoff(plan, i)->block.of == party)
			return plan_signoff(plan, i);
	return NULL;
}

/* The party's own sponsor; where it names none, one of the plan's who is of the party. */
static const struct person_block *sponsor_of(
	const struct plan *plan, const struct party_block *party)
{
	if (block_has(&party->block, "sponsor"))
		return block_as_person(party->sponsor.block);
	for (uint32_t i = 0; i < plan->frame->sponsors.n; i++) {
		struct person_block *person = block_as_person(plan->frame->sponsors.items[i].block);
		if (person_party(person) == party)
			return person;
	}
	return NULL;
}

static void report_missing(struct rule_check *check, const struct party_block *party,
	const struct person_block *sponsor)
{
	const struct block *frame = &check->plan->frame->block;
	struct str name = rules_name(check, &party->block);
	struct finding *finding = rule_report(check, frame, block_span(frame),
		"%.*s is active and %.*s has not signed it",
		STR_ARGS(block_called(check->plan, frame)), STR_ARGS(name));
	finding_label(check->sink, finding, block_field_span(frame, "between"), "the parties");
	finding_help(check->sink, finding,
		"add the signature, or leave the plan a draft until then; `pbp seal` prints the "
		"seal:");
	finding_code(check->sink, finding,
		"signoff %.*s {\n"
		"  by:   %.*s\n"
		"  on:   TODO\n"
		"  seal: \"TODO\"\n"
		"}",
		STR_ARGS(name),
		STR_ARGS(sponsor ? rules_name(check, &sponsor->block) : STR("TODO")));
}

static void report_by(struct rule_check *check, const struct signoff_block *signoff,
	const struct party_block *party, const struct person_block *sponsor)
{
	struct str name = rules_name(check, &party->block);
	struct finding *finding =
		rule_report(check, &signoff->block, block_field_span(&signoff->block, "by"),
			"%.*s is signed by %.*s, who is not its sponsor", STR_ARGS(name),
			STR_ARGS(rules_name(check, signoff->by.block)));
	finding_caret(check->sink, finding, "signed");
	const struct block *says =
		block_has(&party->block, "sponsor") ? &party->block : &check->plan->frame->block;
	finding_label(check->sink, finding,
		block_field_span(says, says == &party->block ? "sponsor" : "sponsors"),
		"sponsor of %.*s", STR_ARGS(name));
	finding_help(check->sink, finding, "let %.*s sign, or name the one who signs as sponsor:",
		STR_ARGS(rules_name(check, &sponsor->block)));
	finding_code(
		check->sink, finding, "by: %.*s", STR_ARGS(rules_name(check, &sponsor->block)));
}

static void check_plan(struct rule_check *check)
{
	const struct plan *plan = check->plan;
	if (plan->frame->status != plan_status_active || plan->is_broken)
		return;
	for (uint32_t i = 0; i < plan->frame->between.n; i++) {
		const struct party_block *party =
			block_as_party(plan->frame->between.items[i].block);
		if (!party)
			continue;
		const struct signoff_block *signoff = signoff_of(plan, &party->block);
		const struct person_block *sponsor = sponsor_of(plan, party);
		if (!signoff)
			report_missing(check, party, sponsor);
		else if (sponsor && signoff->by.block && signoff->by.block != &sponsor->block)
			report_by(check, signoff, party, sponsor);
	}
}

const struct rule rule_contract_unsigned = {
	.info = {.name = "contract.unsigned",
		.summary = "An active plan is not signed by the sponsor of each party",
		.explanation =
			"Work that begins before both sides have signed rests on what each of them "
			"remembers. A `signoff` says who stands for the plan, since when, and "
			"which "
			"content was meant: its seal. It is given by the party's sponsor, who can "
			"commit the company. Until both are there, leave the plan a draft.",
		.bad = SIGNED(""),
		.good = SIGNED(BY_ANA),
		.levels = {LEVEL_OFF, LEVEL_ERROR, LEVEL_ERROR},
		.completeness = true},
	.check = check_plan,
};
