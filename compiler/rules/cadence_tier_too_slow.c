#include "compiler/rules/reviews_shared.h"

#include <stdlib.h>

#define TIER(within)                                                                               \
	"# without: plan joint\n"                                                                  \
	"\n"                                                                                       \
	"plan joint \"Acme x Brightline 2026\" {\n"                                                \
	"  between:  [acme, brightline]\n"                                                         \
	"  period:   2026-01-01 .. 2026-12-31\n"                                                   \
	"  currency: USD\n"                                                                        \
	"  tier:     gold\n"                                                                       \
	"  vision:   \"The first call for backup in mid-market retail.\"\n"                        \
	"  sponsors: [omar, ana]\n"                                                                \
	"  channels: [\"Acme CRM, partner view\"]\n"                                               \
	"}\n"                                                                                      \
	"\n"                                                                                       \
	"tier gold \"Gold\" { review_within: " within " }\n"

/* Days on which both sides meet, whatever the review, as their cadences say. */
struct meetings {
	VEC(date_t) days;
};

static int compare_dates(const void *left, const void *right)
{
	date_t a = *(const date_t *)left, b = *(const date_t *)right;
	return a < b ? -1 : a > b;
}

static void collect(const struct all_reviews *all, struct meetings *meetings)
{
	for (uint32_t i = 0; i < all->n; i++)
		for (uint32_t k = 0; k < all->items[i].n && review_is_joint(all->items[i].review);
			k++)
			vec_push(&meetings->days, all->items[i].items[k].planned);
	if (meetings->days.n)
		qsort(meetings->days.items, meetings->days.n, sizeof *meetings->days.items,
			compare_dates);
}

/* The longest time between two; with fewer than two, the plan's ends stand for the others. */
static struct date_range longest_gap(const struct plan *plan, const struct meetings *meetings)
{
	const date_t *days = meetings->days.items;
	uint32_t n = meetings->days.n;
	struct date_range longest = {0};
	if (n == 0)
		return (struct date_range){plan->first, plan->last};
	if (n == 1)
		return days[0] - plan->first > plan->last - days[0]
			       ? (struct date_range){plan->first, days[0]}
			       : (struct date_range){days[0], plan->last};
	for (uint32_t i = 1; i < n; i++)
		if (days[i] - days[i - 1] > longest.last - longest.first)
			longest = (struct date_range){days[i - 1], days[i]};
	return longest;
}

static void report(struct rule_check *check, const struct tier_block *tier, struct date_range gap)
{
	const struct plan *plan = check->plan;
	const struct block *frame = &plan->frame->block;
	struct str days = rules_days(check, gap.last - gap.first);
	struct out within = {0};
	duration_print(&within, tier->review_within);
	struct finding *finding = rule_report(check, frame, block_span(frame),
		"reviews lie up to %.*s apart, %s to %.*s; %.*s asks for one within %.*s",
		STR_ARGS(days), date_text(gap.first).text, STR_ARGS(rules_date(check, gap.last)),
		STR_ARGS(block_called(plan, &tier->block)), STR_ARGS(out_view(&within)));
	if (!tier->block.is_std)
		finding_label(check->sink, finding, block_field_span(&tier->block, "review_within"),
			"asked for");
	finding_label(check->sink, finding, block_field_span(frame, "tier"), "the plan's tier");
	finding_help(check->sink, finding, "let a review meet as often:");
	finding_code(check->sink, finding, "every: %.*s from %s", STR_ARGS(out_view(&within)),
		date_text(plan->first).text);
	out_free(&within);
}

static void check_plan(struct rule_check *check)
{
	const struct plan *plan = check->plan;
	const struct block *block = plan->frame->tier.block;
	const struct tier_block *tier =
		block && block->kind == KIND_tier ? (const void *)block : NULL;
	int64_t limit =
		tier && tier->review_within.unit ? duration_days_at_most(tier->review_within) : 0;
	struct all_reviews all;
	struct meetings meetings = {0};
	if (limit < 1 || !plan->first)
		return;
	reviews_make(&all, check);
	if (all.n && all.is_complete && reviews_slowness(check, &all).fault == SLOW_NOT) {
		collect(&all, &meetings);
		struct date_range gap = longest_gap(plan, &meetings);
		if (gap.last - gap.first > limit)
			report(check, tier, gap);
	}
	vec_free(&meetings.days);
	reviews_free(&all);
}

const struct rule rule_cadence_tier_too_slow = {
	.info = {.name = "cadence.tier_too_slow",
		.summary = "Reviews lie further apart than the tier asks for",
		.explanation =
			"A tier of the partner programme says how close the two companies work "
			"together, and how often they meet is a part of it: `review_within`. All "
			"reviews that both sides attend count, on the days that their cadences "
			"say. Meet more often, or aim at a tier that asks for less.",
		.bad = TIER("1 week"),
		.good = TIER("2 weeks"),
		.levels = {LEVEL_WARNING, LEVEL_ERROR, LEVEL_ERROR}},
	.check = check_plan,
};
