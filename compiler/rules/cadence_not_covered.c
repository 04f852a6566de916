#include "compiler/rules/reviews_shared.h"

#include <string.h>

#define COVERS(covers)                                                                             \
	"# without: review operating, review first_days, review quarters, review planning\n"       \
	"# without: session 2026-01-06, session 2026-01-13, session 2026-01-27\n"                  \
	"# without: session 2026-01-30, session 2026-02-10, session 2026-02-24\n"                  \
	"# without: session 2026-03-02, session 2026-03-10\n"                                      \
	"\n"                                                                                       \
	"review operating \"Operating review\" {\n"                                                \
	"  type:      operational\n"                                                               \
	"  every:     2 weeks on tuesday from 2026-01-13\n"                                        \
	"  at:        10:00 for 30 minutes\n"                                                      \
	"  attendees: [priya, dana]\n"                                                             \
	"  covers:    " covers "\n"                                                                \
	"  cutoff:    1 day\n"                                                                     \
	"}\n"                                                                                      \
	"\n"                                                                                       \
	"review first_days \"First 90 days\" {\n"                                                  \
	"  type:      checkpoint\n"                                                                \
	"  on:        [2026-01-30, 2026-03-02, 2026-04-01]\n"                                      \
	"  attendees: [priya, dana]\n"                                                             \
	"  covers:    [sourced, first_orders]\n"                                                   \
	"  cutoff:    1 day\n"                                                                     \
	"}\n"                                                                                      \
	"\n"                                                                                       \
	"review quarters \"Quarterly review\" {\n"                                                 \
	"  type:      quarterly\n"                                                                 \
	"  every:     1 quarter on tuesday from 2026-03-10\n"                                      \
	"  attendees: [omar, priya, ana, dana]\n"                                                  \
	"  covers:    [sourced, first_orders, sellers]\n"                                          \
	"  cutoff:    1 day\n"                                                                     \
	"}\n"                                                                                      \
	"\n"                                                                                       \
	"review planning \"Planning session\" {\n"                                                 \
	"  type:      planning\n"                                                                  \
	"  on:        2026-11-17\n"                                                                \
	"  attendees: [omar, priya, ana, dana]\n"                                                  \
	"  covers:    [sourced, first_orders, sellers]\n"                                          \
	"  cutoff:    1 day\n"                                                                     \
	"}\n"

static bool can_judge(const struct rule_check *check)
{
	const struct plan *plan = check->plan;
	for (uint32_t i = 0; i < plan->of_kind[KIND_review].n; i++) {
		const struct review_block *review = plan_review(plan, i);
		for (uint32_t k = 0; k < review->covers.n; k++)
			if (!review->covers.items[k].block)
				return false;
		if (!review->covers.all &&
			!rules_has_all(check, &review->block, "covers", review->covers.n))
			return false;
	}
	return plan->of_kind[KIND_review].n && !plan->is_broken;
}

/* The review that the goal could be added to: the first operational one, else the first of all. */
static const struct review_block *nearest_review(const struct all_reviews *all)
{
	const struct review_block *first = NULL;
	for (uint32_t i = 0; i < all->n; i++) {
		const struct review_block *review = all->items[i].review;
		if (!review_is_joint(review))
			continue;
		if (review->type == review_type_operational)
			return review;
		if (!first)
			first = review;
	}
	return first;
}

static void report(
	struct rule_check *check, const struct goal_block *goal, const struct review_block *review)
{
	const struct block *block = &goal->block;
	struct finding *finding = rule_report(check, block, block_span(block),
		"no review covers %.*s", STR_ARGS(block_called(check->plan, block)));
	if (!review) {
		finding_help(check->sink, finding,
			"an internal review does not count; add one that both sides attend");
		return;
	}
	struct span covers = block_field_span(&review->block, "covers");
	struct str text = rules_text(check, covers), path = block_path(check->plan, block);
	finding_label(check->sink, finding, covers, "what %.*s covers",
		STR_ARGS(block_called(check->plan, &review->block)));
	finding_help(check->sink, finding, "let a review look at it, or at all goals:");
	if (str_ends(text, "]") && text.len > 2 && !memchr(text.ptr, '\n', text.len))
		finding_code(check->sink, finding, "covers: %.*s, %.*s]",
			STR_ARGS(str_slice(text, 0, text.len - 1)), STR_ARGS(path));
	else
		finding_code(check->sink, finding, "covers: all");
}

static void check_plan(struct rule_check *check)
{
	const struct plan *plan = check->plan;
	struct all_reviews all;
	struct coverage coverage;
	struct covering found = {0};
	if (!can_judge(check))
		return;
	reviews_make(&all, check);
	coverage_make(&coverage, &all);
	for (uint32_t i = 0; i < plan->of_kind[KIND_goal].n && !coverage.general.n; i++) {
		const struct goal_block *goal = plan_goal(plan, i);
		if (goal->stretch_of.node)
			continue;
		coverage_of(&coverage, goal, &found);
		if (!found.n)
			report(check, goal, nearest_review(&all));
	}
	vec_free(&found);
	coverage_free(&coverage);
	reviews_free(&all);
}

const struct rule rule_cadence_not_covered = {
	.info = {.name = "cadence.not_covered",
		.summary = "No review looks at a goal",
		.explanation =
			"A goal that no meeting looks at is nobody's business until the year is "
			"over. Add it, or its metric, to `covers` of a review, or let one review "
			"cover all; a review that does not say what it covers looks at "
			"everything. An internal review of one party does not count, because the "
			"other one never hears of the goal there.",
		.bad = COVERS("[sourced, first_orders, sellers]"),
		.good = COVERS("[sourced, first_orders, sellers, answers]"),
		.levels = {LEVEL_WARNING, LEVEL_ERROR, LEVEL_ERROR},
		.completeness = true},
	.check = check_plan,
};
