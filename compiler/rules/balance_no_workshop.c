#include "compiler/rules/parties_shared.h"

#define SIGNED                                                                                     \
	"update joint { status: active }\n"                                                        \
	"\n"                                                                                       \
	"signoff acme {\n"                                                                         \
	"  by:   omar\n"                                                                           \
	"  on:   2026-01-08\n"                                                                     \
	"  seal: \"" EXAMPLE_SEAL "\"\n"                                                           \
	"}\n"                                                                                      \
	"\n"                                                                                       \
	"signoff brightline {\n"                                                                   \
	"  by:   ana\n"                                                                            \
	"  on:   2026-01-09\n"                                                                     \
	"  seal: \"" EXAMPLE_SEAL "\"\n"                                                           \
	"}\n"

static const struct signoff_block *first_signoff(const struct plan *plan)
{
	const struct signoff_block *first = NULL;
	for (uint32_t i = 0; i < plan->of_kind[KIND_signoff].n; i++) {
		const struct signoff_block *signoff = plan_signoff(plan, i);
		if (signoff->on && (!first || signoff->on < first->on))
			first = signoff;
	}
	return first;
}

static bool is_planning(const struct session_block *session)
{
	const struct block *of = session->of.block;
	return of && of->kind == KIND_review &&
	       ((const struct review_block *)(const void *)of)->type == review_type_planning;
}

static bool both_attended(const struct session_block *session)
{
	bool vendor = false, partner = false;
	for (uint32_t i = 0; i < session->attended.n; i++) {
		const struct party_block *party =
			person_party(block_as_person(session->attended.items[i].block));
		if (party && party_is_vendor_side(party))
			vendor = true;
		else if (party)
			partner = true;
	}
	return vendor && partner;
}

static void check_plan(struct rule_check *check)
{
	const struct plan *plan = check->plan;
	const struct block *frame = &plan->frame->block;
	const struct signoff_block *signoff = first_signoff(plan);
	const struct session_block *last = NULL;
	if (plan->is_draft || plan->is_broken || !signoff)
		return;
	for (uint32_t i = 0; i < plan->of_kind[KIND_session].n; i++) {
		const struct session_block *session = plan_session(plan, i);
		if (!is_planning(session) || session->block.date > signoff->on)
			continue;
		if (both_attended(session) || session->block.broken)
			return;
		last = session;
	}
	struct finding *finding = rule_report(check, frame, block_span(frame),
		"%.*s was signed before both sides met for planning",
		STR_ARGS(block_called(plan, frame)));
	finding_label(
		check->sink, finding, block_field_span(&signoff->block, "on"), "first signature");
	if (last)
		finding_label(check->sink, finding,
			last->attended.n ? block_field_span(&last->block, "attended")
					 : block_span(&last->block),
			"one side only");
	finding_help(check->sink, finding,
		"record the session in which both worked through goals, work and money:");
	finding_code(check->sink, finding,
		"session %s {\n"
		"  of:       TODO\n"
		"  attended: [TODO]\n"
		"}",
		date_text(signoff->on).text);
}

const struct rule rule_balance_no_workshop = {
	.info = {.name = "balance.no_workshop",
		.summary = "Both sides did not meet for planning before they signed",
		.explanation =
			"A plan that one side wrote and the other one signed holds what the first "
			"hopes. Before the first signature both sides work through goals, work "
			"and money in one room, and the record of that session stands in the "
			"plan: a `session` of a review of the type `planning`, attended by people "
			"of both. As long as the plan is a draft there is time for it.",
		.bad = "# without: session 2026-01-06\n\n" SIGNED,
		.good = SIGNED,
		.levels = {LEVEL_OFF, LEVEL_WARNING, LEVEL_WARNING},
		.completeness = true},
	.check = check_plan,
};
