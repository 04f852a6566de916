#include "compiler/rules/rules_shared.h"

#define ENDS(decision)                                                                             \
	"initiative year_end \"Year-end offer\" {\n"                                               \
	"  owner:  dana\n"                                                                         \
	"  with:   priya\n"                                                                        \
	"  serves: [sourced]\n"                                                                    \
	"  area:   sales\n"                                                                        \
	"  window: 2026-06-01 .. 2026-12-31\n"                                                     \
	"  effort: 20 days\n"                                                                      \
	"\n"                                                                                       \
	"  milestone price \"Price of the offer agreed\" {\n"                                      \
	"    due:           " decision "\n"                                                        \
	"    accepted_when: \"It is on the price list.\"\n"                                        \
	"  }\n"                                                                                    \
	"  milestone sent \"Offer sent to 40 shops\" {\n"                                          \
	"    due:           2026-12-04\n"                                                          \
	"    accepted_when: \"The CRM shows the mails.\"\n"                                        \
	"  }\n"                                                                                    \
	"  milestone called \"All shops called\" {\n"                                              \
	"    due:           2026-12-11\n"                                                          \
	"    accepted_when: \"The CRM shows the calls.\"\n"                                        \
	"  }\n"                                                                                    \
	"  milestone orders \"Ten orders signed\" {\n"                                             \
	"    due:           2026-12-18\n"                                                          \
	"    accepted_when: \"The orders are in the CRM.\"\n"                                      \
	"  }\n"                                                                                    \
	"}\n"

enum { MILESTONES_MIN = 5 };

static const struct rule_setting settings[] = {
	{"timed.back_loaded", 60, UNIT_PERCENT,
		"largest share of the milestones that may be due at the end"},
	{"timed.back_loaded.last", 10, UNIT_PERCENT, "how much of the period its end is"}, {0}};

static void check_plan(struct rule_check *check)
{
	const struct plan *plan = check->plan;
	const struct block *frame = &plan->frame->block;
	int64_t share = rule_setting(check, "timed.back_loaded", NULL);
	int64_t part = rule_setting(check, "timed.back_loaded.last", NULL);
	int64_t length = plan->last - plan->first + 1;
	uint32_t n = 0, late = 0;
	if (!plan->first || plan->is_broken || part > 100)
		return;
	/* Whole days: the end begins on the first day that lies within it as a whole. */
	date_t end = date_add(plan->last, 1 - length * part / 100);
	for (uint32_t i = 0; i < plan->of_kind[KIND_milestone].n; i++) {
		const struct milestone_block *milestone = plan_milestone(plan, i);
		if (!milestone->due || rules_is_cancelled(&milestone->block))
			continue;
		n++;
		late += milestone->due >= end;
	}
	if (n < MILESTONES_MIN || late * 100 <= n * share)
		return;
	struct finding *finding = rule_report(check, frame, block_span(frame),
		"%u of %u milestones of %.*s are due in its last %.*s", late, n,
		STR_ARGS(block_called(plan, frame)),
		STR_ARGS(rules_days(check, plan->last - end + 1)));
	finding_label(check->sink, finding, block_field_span(frame, "period"),
		"the end is from %s on", date_text(end).text);
	finding_help(check->sink, finding,
		"put earlier steps before them, so that a delay is seen while it can be helped");
}

const struct rule rule_timed_back_loaded = {
	.info = {.name = "timed.back_loaded",
		.summary = "Most milestones are due at the very end of the plan",
		.explanation =
			"A plan whose milestones stand in December looks fine until December. Then "
			"everything is due at once, and nothing can be helped any more. Ask of "
			"each "
			"late milestone what has to be true three months before, and give that a "
			"date "
			"too. A plan with fewer than five milestones is not judged.",
		.bad = ENDS("2026-12-01"),
		.good = ENDS("2026-09-01"),
		.levels = {LEVEL_OFF, LEVEL_WARNING, LEVEL_WARNING}},
	.settings = settings,
	.check = check_plan,
};
