#include "compiler/rules/rules_shared.h"

#define SELLERS(attendees)                                                                         \
	"review sellers_call \"Call of the sellers\" {\n"                                          \
	"  type:      operational\n"                                                               \
	"  every:     1 week on friday from 2026-01-16\n"                                          \
	"  at:        09:00 for 20 minutes\n"                                                      \
	"  attendees: [" attendees "]\n"                                                           \
	"  covers:    all\n"                                                                       \
	"  cutoff:    1 day\n"                                                                     \
	"}\n"

static bool attends(const struct review_block *review, const struct party_block *party)
{
	for (uint32_t i = 0; i < review->attendees.n; i++)
		if (person_party(block_as_person(review->attendees.items[i].block)) == party)
			return true;
	return false;
}

static bool can_judge(const struct rule_check *check, const struct review_block *review)
{
	for (uint32_t i = 0; i < review->attendees.n; i++)
		if (!person_party(block_as_person(review->attendees.items[i].block)))
			return false;
	return review->attendees.n &&
	       rules_has_all(check, &review->block, "attendees", review->attendees.n);
}

static void report(struct rule_check *check, const struct review_block *review,
	const struct party_block *first, const struct out *names)
{
	const struct block *block = &review->block;
	struct span attendees = block_field_span(block, "attendees");
	struct finding *finding =
		rule_report(check, block, attendees, "nobody of %.*s attends %.*s",
			STR_ARGS(out_view(names)), STR_ARGS(block_called(check->plan, block)));
	struct str people = rules_people(check, first, 3);
	if (people.len)
		finding_help(check->sink, finding,
			"add one of them, such as %.*s; a meeting of one side is marked "
			"`internal: true`",
			STR_ARGS(people));
	else
		finding_help(check->sink, finding,
			"declare who of %.*s attends; a meeting of one side is marked "
			"`internal: true`",
			STR_ARGS(rules_name(check, &first->block)));
}

static void check_plan(struct rule_check *check)
{
	const struct plan *plan = check->plan;
	for (uint32_t i = 0; i < plan->of_kind[KIND_review].n; i++) {
		const struct review_block *review = plan_review(plan, i);
		const struct party_block *first = NULL;
		struct out names = {0};
		for (uint32_t k = 0; k < plan->frame->between.n; k++) {
			const struct party_block *party =
				block_as_party(plan->frame->between.items[k].block);
			if (!party || attends(review, party))
				continue;
			out_printf(&names, "%s%.*s", first ? " or " : "",
				STR_ARGS(rules_name(check, &party->block)));
			if (!first)
				first = party;
		}
		if (first && review->internal != FLAG_TRUE && can_judge(check, review))
			report(check, review, first, &names);
		out_free(&names);
	}
}

const struct rule rule_cadence_one_side_missing = {
	.info = {.name = "cadence.one_side_missing",
		.summary = "A party has nobody in a review",
		.explanation =
			"A review that only one side attends turns the plan into a report about "
			"the other one. Name at least one person of each party among the "
			"`attendees`: somebody who can answer for what is looked at. What one "
			"side prepares for itself is a review as well, marked `internal: true`; "
			"it does not count where the plan asks for a joint one.",
		.bad = SELLERS("dana, lee"),
		.good = SELLERS("dana, lee, priya"),
		.levels = {LEVEL_WARNING, LEVEL_ERROR, LEVEL_ERROR},
		.completeness = true},
	.check = check_plan,
};
