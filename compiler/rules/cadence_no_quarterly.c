#include "compiler/rules/reviews_shared.h"

#include <stdlib.h>

#define QUARTERS(days)                                                                             \
	"# without: review quarters\n"                                                             \
	"\n"                                                                                       \
	"review quarters \"Quarterly review\" {\n"                                                 \
	"  type:      quarterly\n"                                                                 \
	"  on:        [" days "]\n"                                                                \
	"  attendees: [omar, priya, ana, dana]\n"                                                  \
	"  cutoff:    1 day\n"                                                                     \
	"}\n"

enum { PART_MIN = 45, SHOWN_MAX = 4 };

static const struct rule_setting settings[] = {
	{"cadence.no_quarterly", 30, RULE_DAYS, "longest time from a quarter's end to its review"},
	{0}};

/* The days of quarterly reviews, ascending. */
struct quarterly_days {
	VEC(date_t) items;
};

static int compare_dates(const void *left, const void *right)
{
	date_t a = *(const date_t *)left, b = *(const date_t *)right;
	return a < b ? -1 : a > b;
}

static void collect(const struct all_reviews *all, struct quarterly_days *days)
{
	for (uint32_t i = 0; i < all->n; i++) {
		const struct review_days *review = &all->items[i];
		if (review->review->type != review_type_quarterly ||
			!review_is_joint(review->review))
			continue;
		for (uint32_t k = 0; k < review->n; k++)
			vec_push(&days->items, review->items[k].held);
	}
	if (days->items.n)
		qsort(days->items.items, days->items.n, sizeof *days->items.items, compare_dates);
}

struct missing {
	struct out text; /* "2026-Q2, 2026-Q3 and 2 more" */
	uint32_t n;
	date_t first_end; /* last day of the first of them */
};

static void add_missing(
	const struct plan *plan, struct missing *missing, struct period period, date_t last)
{
	bool fiscal = plan->calendar.start_month != 1 || plan->calendar.pattern != PATTERN_MONTHS;
	if (!missing->n++)
		missing->first_end = last;
	if (missing->n > SHOWN_MAX)
		return;
	/* A fiscal quarter of calendar months has the plainer name. */
	if (!fiscal)
		period.kind = PERIOD_QUARTER;
	out_text(&missing->text, missing->n > 1 ? ", " : "");
	period_print(&missing->text, period);
}

static void find_missing(
	const struct rule_check *check, const struct quarterly_days *days, struct missing *missing)
{
	const struct plan *plan = check->plan;
	int64_t grace = rule_setting(check, "cadence.no_quarterly", NULL);
	uint32_t at = 0;
	struct period period = calendar_fiscal(&plan->calendar, PERIOD_FISCAL_QUARTER, plan->first);
	for (; period.kind; period = period_next(&plan->calendar, period)) {
		struct date_range quarter = period_days(&plan->calendar, period);
		struct date_range part =
			rules_overlap(quarter, (struct date_range){plan->first, plan->last});
		if (!quarter.first || quarter.first > plan->last)
			break;
		while (at < days->items.n && days->items.items[at] < quarter.first)
			at++;
		bool is_there = at < days->items.n &&
				(int64_t)days->items.items[at] <= quarter.last + grace;
		if (!is_there && rules_length(part) >= PART_MIN)
			add_missing(plan, missing, period, quarter.last);
	}
}

static void report(struct rule_check *check, struct missing *missing)
{
	const struct block *frame = &check->plan->frame->block;
	if (missing->n > SHOWN_MAX)
		out_printf(&missing->text, " and %u more", missing->n - SHOWN_MAX);
	struct finding *finding = rule_report(check, frame, block_span(frame),
		"no quarterly review for %.*s", STR_ARGS(out_view(&missing->text)));
	finding_label(check->sink, finding, block_field_span(frame, "period"),
		"each quarter needs a session in it or within %.*s after it",
		STR_ARGS(rules_days(check, rule_setting(check, "cadence.no_quarterly", NULL))));
	const struct calendar *calendars[] = {&check->plan->calendar};
	date_t day = calendar_next_workday(calendars, 1, date_add(missing->first_end, 14));
	finding_help(check->sink, finding,
		"add the days to the quarterly review, or the review itself:");
	finding_code(check->sink, finding,
		"review quarters \"Quarterly review\" {\n"
		"  type:      quarterly\n"
		"  every:     1 quarter from %s\n"
		"  at:        10:00 for 2 hours\n"
		"  attendees: [TODO]\n"
		"  cutoff:    1 day\n"
		"}",
		day ? date_text(day).text : "TODO");
}

static void check_plan(struct rule_check *check)
{
	struct all_reviews all;
	struct quarterly_days days = {0};
	struct missing missing = {0};
	if (!check->plan->first)
		return;
	reviews_make(&all, check);
	if (all.n && all.is_complete) {
		collect(&all, &days);
		find_missing(check, &days, &missing);
	}
	if (missing.n)
		report(check, &missing);
	out_free(&missing.text);
	vec_free(&days.items);
	reviews_free(&all);
}

const struct rule rule_cadence_no_quarterly = {
	.info = {.name = "cadence.no_quarterly",
		.summary = "A fiscal quarter has no quarterly review",
		.explanation =
			"Operating reviews clear what is stuck; whether the plan is still the "
			"right one is asked once a quarter, with the sponsors: results, causes, "
			"what changes. Each fiscal quarter of the plan needs a session of a "
			"`quarterly` review in it or within 30 days after it, when its figures "
			"are known. A quarter of which the plan has less than 45 days needs none.",
		.bad = QUARTERS("2026-04-14"),
		.good = QUARTERS("2026-04-14, 2026-07-14, 2026-10-13, 2027-01-12"),
		.levels = {LEVEL_OFF, LEVEL_WARNING, LEVEL_ERROR},
		.completeness = true},
	.settings = settings,
	.check = check_plan,
};
