#include "compiler/rules/reviews_shared.h"

#define CLOSED(days)                                                                               \
	"# without: party brightline\n"                                                            \
	"\n"                                                                                       \
	"calendar closed {\n"                                                                      \
	"  holidays: [" days "]\n"                                                                 \
	"}\n"                                                                                      \
	"\n"                                                                                       \
	"party brightline \"Brightline Systems\" {\n"                                              \
	"  role:       reseller\n"                                                                 \
	"  calendar:   closed\n"                                                                   \
	"  sponsor:    ana\n"                                                                      \
	"  gains:      \"20 points of margin and attached services.\"\n"                           \
	"  escalation: [dana after 5 business_days, ana after 10 business_days]\n"                 \
	"}\n"

static const struct rule_setting settings[] = {
	{"cadence.gap", 7, RULE_DAYS, "longest time beyond the interval between two sessions"},
	{0}};

/* Holidays of the plan's calendar from one session to the day before the next. */
static int64_t holidays_between(const struct calendar *calendar, date_t from, date_t to)
{
	int64_t n = 0;
	uint32_t low = 0, high = calendar->n_holidays;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (calendar->holidays[middle] <= from)
			low = middle + 1;
		else
			high = middle;
	}
	for (; low < calendar->n_holidays && calendar->holidays[low] < to; low++)
		n++;
	return n;
}

static void report(struct rule_check *check, const struct review_days *review, uint32_t to)
{
	const struct block *block = &review->review->block;
	const struct session_day *a = &review->items[to - 1], *b = &review->items[to];
	struct date_range between = {a->held, b->held};
	struct str first = rules_date(check, between.first);
	struct finding *finding = rule_report(check, block, review_rhythm_span(review->review),
		"%.*s does not meet for %.*s, from %.*s to %s",
		STR_ARGS(block_called(check->plan, block)),
		STR_ARGS(rules_days(check, between.last - between.first)), STR_ARGS(first),
		date_text(between.last).text);
	finding_caret(check->sink, finding, "asks for up to %.*s",
		STR_ARGS(rules_days(check, review->interval)));
	if (b->held != b->planned)
		finding_note(check->sink, finding,
			"%s is no workday for all who attend; the session moves to %s",
			date_text(b->planned).text, date_text(b->held).text);
	finding_help(check->sink, finding,
		"agree on a session between the two, with those who are there");
}

static void check_review(struct rule_check *check, const struct review_days *review)
{
	int64_t most = review->interval + rule_setting(check, "cadence.gap", NULL);
	for (uint32_t i = 1; i < review->n && review->interval > 0; i++) {
		date_t from = review->items[i - 1].held, to = review->items[i].held;
		if (to - from <= most ||
			to - from - holidays_between(&check->plan->calendar, from, to) <= most)
			continue;
		report(check, review, i);
		return;
	}
}

static void check_plan(struct rule_check *check)
{
	struct all_reviews all;
	reviews_make(&all, check);
	for (uint32_t i = 0; i < all.n; i++)
		check_review(check, &all.items[i]);
	reviews_free(&all);
}

const struct rule rule_cadence_gap = {
	.info = {.name = "cadence.gap",
		.summary = "Two sessions of a review lie much further apart than its interval",
		.explanation =
			"When one side closes for a month the meeting moves to the first day on "
			"which all can come, and by then a problem of the week before is six "
			"weeks old. A session between the two keeps the thread, even with fewer "
			"people. Days on which the whole plan rests, the holidays of its own "
			"calendar, are no gap.",
		.bad = CLOSED(
			"2026-08-11, 2026-08-12, 2026-08-13, 2026-08-14, 2026-08-17, 2026-08-18"),
		.good = CLOSED("2026-08-11, 2026-08-12"),
		.levels = {LEVEL_OFF, LEVEL_WARNING, LEVEL_WARNING}},
	.settings = settings,
	.check = check_plan,
};
