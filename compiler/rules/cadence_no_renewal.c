#include "compiler/rules/reviews_shared.h"

#define PLANNING(days)                                                                             \
	"# without: review planning\n"                                                             \
	"\n"                                                                                       \
	"review planning \"Planning session\" {\n"                                                 \
	"  type:      planning\n"                                                                  \
	"  on:        [" days "]\n"                                                                \
	"  attendees: [omar, priya, ana, dana]\n"                                                  \
	"  cutoff:    1 day\n"                                                                     \
	"}\n"

enum { QUARTER_DAYS = 92, SHORT_PLAN = 180 };

static void report(struct rule_check *check, struct date_range quarter)
{
	const struct block *frame = &check->plan->frame->block;
	struct finding *finding = rule_report(check, frame, block_span(frame),
		"no planning session in the last quarter of %.*s",
		STR_ARGS(block_called(check->plan, frame)));
	finding_label(check->sink, finding, block_field_span(frame, "period"), "ends on %s",
		date_text(check->plan->last).text);
	const struct calendar *calendars[] = {&check->plan->calendar};
	date_t day = calendar_next_workday(calendars, 1, date_add(quarter.first, 45));
	finding_help(check->sink, finding, "decide in time whether and how it goes on:");
	finding_code(check->sink, finding,
		"review renewal \"Planning of the next plan\" {\n"
		"  type:      planning\n"
		"  on:        %s\n"
		"  at:        09:00 for 4 hours\n"
		"  attendees: [TODO]\n"
		"  cutoff:    1 day\n"
		"}",
		day ? date_text(day).text : "TODO");
}

static void check_plan(struct rule_check *check)
{
	const struct plan *plan = check->plan;
	struct date_range quarter = {plan->last - QUARTER_DAYS + 1, plan->last};
	struct all_reviews all;
	bool is_there = false;
	if (!plan->first || plan->last - plan->first + 1 <= SHORT_PLAN)
		return;
	reviews_make(&all, check);
	for (uint32_t i = 0; i < all.n; i++)
		is_there |= all.items[i].review->type == review_type_planning &&
			    review_meets_within(&all.items[i], quarter);
	if (all.n && all.is_complete && !is_there)
		report(check, quarter);
	reviews_free(&all);
}

const struct rule rule_cadence_no_renewal = {
	.info = {.name = "cadence.no_renewal",
		.summary = "No planning session in the plan's last quarter",
		.explanation =
			"Partnerships end by accident in the months after a plan runs out: "
			"budgets are gone, people have other targets, and the next plan is signed "
			"in spring. A `planning` session in the last 92 days of the plan decides "
			"what goes on, while both sides still have a say in their budgets. Plans "
			"of up to 180 days need none.",
		.bad = PLANNING("2026-01-06"),
		.good = PLANNING("2026-01-06, 2026-11-17"),
		.levels = {LEVEL_OFF, LEVEL_INFO, LEVEL_WARNING},
		.completeness = true},
	.check = check_plan,
};
