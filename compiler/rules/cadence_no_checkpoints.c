#include "compiler/rules/reviews_shared.h"

#define FIRST_DAYS(days)                                                                           \
	"# without: review first_days\n"                                                           \
	"\n"                                                                                       \
	"review first_days \"First 90 days\" {\n"                                                  \
	"  type:      checkpoint\n"                                                                \
	"  on:        [" days "]\n"                                                                \
	"  attendees: [priya, dana]\n"                                                             \
	"  cutoff:    1 day\n"                                                                     \
	"}\n"

enum { CHECKPOINTS = 3, CHECKPOINT_DAYS = 30 };

static const struct rule_setting settings[] = {
	{"cadence.no_checkpoints", 7, RULE_DAYS, "how far from day 30, 60 or 90 a session may lie"},
	{0}};

static bool has_checkpoint(const struct all_reviews *all, struct date_range range)
{
	for (uint32_t i = 0; i < all->n; i++)
		if (all->items[i].review->type == review_type_checkpoint &&
			review_is_joint(all->items[i].review) &&
			review_meets_within(&all->items[i], range))
			return true;
	return false;
}

/* The first checkpoint review that is given by days, which the missing ones could be added to. */
static const struct review_block *listed_checkpoint(const struct all_reviews *all)
{
	for (uint32_t i = 0; i < all->n; i++)
		if (all->items[i].review->type == review_type_checkpoint &&
			all->items[i].review->on.n)
			return all->items[i].review;
	return NULL;
}

/* The workday of the plan that is nearest behind the day. */
static date_t workday(const struct plan *plan, date_t day)
{
	const struct calendar *calendars[] = {&plan->calendar};
	date_t next = calendar_next_workday(calendars, 1, day);
	return next ? next : day;
}

static void propose(struct rule_check *check, struct finding *finding,
	const struct review_block *listed, const date_t *missing, uint32_t n)
{
	struct out dates = {0};
	for (uint32_t i = 0; listed && i < listed->on.n; i++)
		out_printf(&dates, "%s%s", i ? ", " : "", date_text(listed->on.items[i]).text);
	for (uint32_t i = 0; i < n; i++)
		out_printf(&dates, "%s%s", dates.len ? ", " : "",
			date_text(workday(check->plan, missing[i])).text);
	if (listed) {
		finding_help(check->sink, finding, "add a day near each:");
		finding_code(check->sink, finding, "on: [%.*s]", STR_ARGS(out_view(&dates)));
	} else {
		finding_help(check->sink, finding, "add a review that looks at the start:");
		finding_code(check->sink, finding,
			"review first_days \"First 90 days\" {\n"
			"  type:      checkpoint\n"
			"  on:        [%.*s]\n"
			"  at:        10:00 for 60 minutes\n"
			"  attendees: [TODO]\n"
			"  cutoff:    1 day\n"
			"}",
			STR_ARGS(out_view(&dates)));
	}
	out_free(&dates);
}

static void report(struct rule_check *check, const struct all_reviews *all, const date_t *missing,
	const uint32_t *numbers, uint32_t n)
{
	const struct block *frame = &check->plan->frame->block;
	const struct review_block *listed = listed_checkpoint(all);
	struct out days = {0};
	for (uint32_t i = 0; i < n; i++)
		out_printf(&days, "%s%u (%s)",
			i == 0	     ? ""
			: i + 1 == n ? " and day "
				     : ", day ",
			numbers[i], date_text(missing[i]).text);
	struct finding *finding = rule_report(check, frame,
		listed ? block_field_span(&listed->block, "on") : block_span(frame),
		"no checkpoint lies within %.*s of day %.*s of the plan",
		STR_ARGS(rules_days(check, rule_setting(check, "cadence.no_checkpoints", NULL))),
		STR_ARGS(out_view(&days)));
	finding_label(check->sink, finding, block_field_span(frame, "period"), "begins on %s",
		date_text(check->plan->first).text);
	propose(check, finding, listed, missing, n);
	out_free(&days);
}

static void check_plan(struct rule_check *check)
{
	const struct plan *plan = check->plan;
	int64_t near = rule_setting(check, "cadence.no_checkpoints", NULL);
	date_t missing[CHECKPOINTS];
	uint32_t numbers[CHECKPOINTS], n = 0;
	struct all_reviews all;
	if (!plan->first || block_has(&plan->frame->block, "renews") ||
		plan->last - plan->first + 1 < CHECKPOINTS * CHECKPOINT_DAYS)
		return;
	reviews_make(&all, check);
	for (uint32_t i = 1; i <= CHECKPOINTS && all.n && all.is_complete; i++) {
		date_t day = date_add(plan->first, i * CHECKPOINT_DAYS - 1);
		date_t from = date_add(day, -near), to = date_add(day, near);
		if (has_checkpoint(
			    &all, (struct date_range){from ? from : DATE_MIN, to ? to : DATE_MAX}))
			continue;
		missing[n] = day;
		numbers[n++] = i * CHECKPOINT_DAYS;
	}
	if (n)
		report(check, &all, missing, numbers, n);
	reviews_free(&all);
}

const struct rule rule_cadence_no_checkpoints = {
	.info = {.name = "cadence.no_checkpoints",
		.summary = "No checkpoint near day 30, 60 or 90 of a new plan",
		.explanation =
			"The first 90 days show whether the plan was meant. Three short looks, "
			"near day 30, 60 and 90, ask what was promised for this day, what is "
			"there, and what is promised for the next one. They are reviews of the "
			"type `checkpoint`, mostly with days picked by hand. A plan that renews "
			"another one, or is shorter than 90 days, needs none.",
		.bad = FIRST_DAYS("2026-01-30, 2026-04-01"),
		.good = FIRST_DAYS("2026-01-30, 2026-03-02, 2026-04-01"),
		.levels = {LEVEL_OFF, LEVEL_WARNING, LEVEL_ERROR},
		.completeness = true},
	.settings = settings,
	.check = check_plan,
};
