#include "compiler/rules/reviews_shared.h"

#define CALLS(every)                                                                               \
	"review call \"Call of the sellers\" {\n"                                                  \
	"  type:      executive\n"                                                                 \
	"  every:     " every "\n"                                                                 \
	"  attendees: [omar, ana]\n"                                                               \
	"  covers:    [sourced]\n"                                                                 \
	"  cutoff:    1 day\n"                                                                     \
	"}\n"

/* Another review of the type meets in the days that this one leaves out. */
static bool goes_on(
	const struct all_reviews *all, const struct review_days *ending, struct date_range days)
{
	for (uint32_t i = 0; i < all->n; i++)
		if (&all->items[i] != ending &&
			all->items[i].review->type == ending->review->type &&
			review_meets_within(&all->items[i], days))
			return true;
	return false;
}

static void report(struct rule_check *check, const struct review_days *review, int64_t days)
{
	const struct block *block = &review->review->block;
	date_t last = review->items[review->n - 1].planned;
	bool is_stated = review->review->every.until;
	struct finding *finding = rule_report(check, block,
		is_stated ? rules_clause_span(
				    block, "every", review->review->every.node, CLAUSE_until)
			  : review_rhythm_span(review->review),
		"%.*s meets last on %s, %.*s before the plan ends",
		STR_ARGS(block_called(check->plan, block)), date_text(last).text,
		STR_ARGS(rules_days(check, days)));
	finding_label(check->sink, finding, block_field_span(&check->plan->frame->block, "period"),
		"ends on %s", date_text(check->plan->last).text);
	if (is_stated)
		finding_help(check->sink, finding,
			"without `until` it goes on to the plan's last day; or add another review "
			"of the type `%s` for the rest",
			enum_word(&words_review_type, review->review->type));
	else
		finding_help(check->sink, finding, "meet once more before the plan ends");
}

static void check_plan(struct rule_check *check)
{
	const struct plan *plan = check->plan;
	struct all_reviews all;
	reviews_make(&all, check);
	bool is_slow = reviews_slowness(check, &all).fault != SLOW_NOT;
	for (uint32_t i = 0; i < all.n && plan->last && all.is_complete; i++) {
		const struct review_days *review = &all.items[i];
		bool is_operational = review->review->type == review_type_operational;
		if (!review->n || review->interval < 1)
			continue;
		/* Nobody meets at the end of the plan: cadence.too_slow says so. */
		if (is_operational && is_slow && review_is_joint(review->review))
			continue;
		date_t last = review->items[review->n - 1].planned;
		struct date_range rest = {date_add(plan->last, 1 - review->interval), plan->last};
		if ((int64_t)plan->last - last > review->interval && !goes_on(&all, review, rest))
			report(check, review, (int64_t)plan->last - last);
	}
	reviews_free(&all);
}

const struct rule rule_cadence_ends_early = {
	.info = {.name = "cadence.ends_early",
		.summary = "The last session of a review lies long before the plan's end",
		.explanation =
			"The last weeks decide most years, and a review that ends before them "
			"sees neither the last push nor its result. A review goes on until less "
			"than one interval is left of the plan. Where it hands over to another "
			"one of the same type, that one counts. Reviews whose days are picked by "
			"hand have no interval and are left alone.",
		.bad = CALLS("1 month on friday from 2026-01-16 until 2026-09-30"),
		.good = CALLS("1 month on friday from 2026-01-16"),
		.levels = {LEVEL_WARNING, LEVEL_ERROR, LEVEL_ERROR}},
	.check = check_plan,
};
