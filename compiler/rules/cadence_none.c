#include "compiler/rules/rules_shared.h"

#define WITHOUT                                                                                    \
	"# without: review operating, review first_days, review quarters, review planning\n"       \
	"# without: session 2026-01-06, session 2026-01-13, session 2026-01-27\n"                  \
	"# without: session 2026-01-30, session 2026-02-10, session 2026-02-24\n"                  \
	"# without: session 2026-03-02, session 2026-03-10\n"

#define REVIEWS                                                                                    \
	"\n"                                                                                       \
	"review operating \"Operating review\" {\n"                                                \
	"  type:      operational\n"                                                               \
	"  every:     2 weeks on tuesday from 2026-01-13\n"                                        \
	"  at:        10:00 for 30 minutes\n"                                                      \
	"  attendees: [priya, dana]\n"                                                             \
	"  cutoff:    1 day\n"                                                                     \
	"}\n"                                                                                      \
	"\n"                                                                                       \
	"review first_days \"First 90 days\" {\n"                                                  \
	"  type:      checkpoint\n"                                                                \
	"  on:        [2026-01-30, 2026-03-02, 2026-04-01]\n"                                      \
	"  attendees: [priya, dana]\n"                                                             \
	"  cutoff:    1 day\n"                                                                     \
	"}\n"                                                                                      \
	"\n"                                                                                       \
	"review quarters \"Quarterly review\" {\n"                                                 \
	"  type:      quarterly\n"                                                                 \
	"  every:     1 quarter on tuesday from 2026-03-10\n"                                      \
	"  attendees: [omar, priya, ana, dana]\n"                                                  \
	"  cutoff:    1 day\n"                                                                     \
	"}\n"                                                                                      \
	"\n"                                                                                       \
	"review planning \"Planning session\" {\n"                                                 \
	"  type:      planning\n"                                                                  \
	"  on:        2026-11-17\n"                                                                \
	"  attendees: [omar, priya, ana, dana]\n"                                                  \
	"  cutoff:    1 day\n"                                                                     \
	"}\n"

static void check_plan(struct rule_check *check)
{
	const struct plan *plan = check->plan;
	const struct block *frame = &plan->frame->block;
	if (plan->of_kind[KIND_review].n || plan->is_broken)
		return;
	struct str people = rules_people(check, NULL, 2);
	struct finding *finding = rule_report(check, frame, block_span(frame), "%.*s has no review",
		STR_ARGS(block_called(plan, frame)));
	finding_help(check->sink, finding,
		"meet every two weeks; %.*s and whoever else owns goals attend:",
		STR_ARGS(people.len ? people : STR("people of both sides")));
	finding_code(check->sink, finding,
		"review operating \"Operating review\" {\n"
		"  type:      operational\n"
		"  every:     2 weeks on tuesday from %s\n"
		"  at:        10:00 for 30 minutes\n"
		"  attendees: [TODO]\n"
		"  cutoff:    1 day\n"
		"}",
		plan->first ? date_text(plan->first).text : "TODO");
}

const struct rule rule_cadence_none = {
	.info = {.name = "cadence.none",
		.summary = "The plan has no review",
		.explanation =
			"A plan that nobody meets about is read twice: when it is signed and when "
			"it has failed. Most of what a review does is done before it, because the "
			"figures have to be there. Begin with one operating review every two "
			"weeks; checkpoints, quarterly reviews and a planning session for the "
			"next plan come beside it. As long as there is none, the other rules of "
			"this group are silent.",
		.bad = WITHOUT,
		.good = WITHOUT REVIEWS,
		.levels = {LEVEL_ERROR, LEVEL_ERROR, LEVEL_ERROR},
		.completeness = true},
	.check = check_plan,
};
