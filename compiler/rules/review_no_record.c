#include "compiler/rules/meetings_shared.h"
#include "compiler/rules/reviews_shared.h"

#define DESK                                                                                       \
	"review desk \"Price desk\" {\n"                                                           \
	"  type:      operational\n"                                                               \
	"  on:        [2026-03-04, 2026-05-06]\n"                                                  \
	"  at:        09:00 for 15 minutes\n"                                                      \
	"  attendees: [priya, dana]\n"                                                             \
	"  covers:    [sellers]\n"                                                                 \
	"  cutoff:    1 day\n"                                                                     \
	"}\n"

enum { DAYS_MAX = 5 };

static bool is_unrecorded(const struct rule_check *check, const struct tracked_session *session)
{
	return meeting_of(check, session) == MEETING_UNRECORDED;
}

/* The last session without a record; *n counts them. */
static const struct tracked_session *find_unrecorded(
	const struct rule_check *check, const struct review_meetings *meetings, uint32_t *n)
{
	const struct tracked_session *last = NULL;
	*n = 0;
	for (uint32_t i = 0; i < meetings->n_past; i++) {
		if (!is_unrecorded(check, meetings->items[i]))
			continue;
		last = meetings->items[i];
		(*n)++;
	}
	return last;
}

/* The earlier days, the latest first. */
static void note_others(struct rule_check *check, struct finding *finding,
	const struct review_meetings *meetings, uint32_t n)
{
	struct out days = {0};
	uint32_t shown = 0;
	for (uint32_t i = meetings->n_past; i-- > 0 && shown <= DAYS_MAX;) {
		if (!is_unrecorded(check, meetings->items[i]))
			continue;
		if (shown)
			out_printf(&days, "%s%s", shown > 1 ? ", " : "",
				date_text(meetings->items[i]->day.held).text);
		shown++;
	}
	if (n > shown)
		out_printf(&days, " and %u more", n - shown);
	if (shown > 1)
		finding_note(
			check->sink, finding, "nor have those of %.*s", STR_ARGS(out_view(&days)));
	out_free(&days);
}

static void report(struct rule_check *check, const struct review_meetings *meetings,
	const struct tracked_session *last, uint32_t n)
{
	const struct block *block = &meetings->review->block;
	const char *day = date_text(last->day.held).text;
	struct finding *finding = rule_report(check, block, review_rhythm_span(meetings->review),
		"the session of %.*s on %s has no record",
		STR_ARGS(block_called(check->plan, block)), day);
	finding_help(check->sink, finding,
		"write down who was there and what was agreed, or `not_held` with the reason:");
	if (block->name)
		finding_code(check->sink, finding,
			"session %s {\n  of:    %.*s\n  notes: \"TODO\"\n}", day,
			STR_ARGS(block_path(check->plan, block)));
	note_others(check, finding, meetings, n);
	note_day(check, finding);
}

static void check_plan(struct rule_check *check)
{
	struct all_meetings all;
	meetings_make(&all, check);
	for (uint32_t i = 0; i < all.n; i++) {
		uint32_t n;
		const struct tracked_session *last = find_unrecorded(check, &all.items[i], &n);
		if (last && !meetings_stagnate(&all.items[i]))
			report(check, &all.items[i], last, n);
	}
	meetings_free(&all);
}

const struct rule rule_review_no_record = {
	.info = {.name = "review.no_record",
		.summary = "A session has passed and nobody has written down what was agreed",
		.explanation =
			"What was said in a review and stands nowhere is remembered by two sides "
			"in two ways. Within two business days there is a `session` block: who was "
			"there, what was decided, who does what by when. If the session was "
			"cancelled, `not_held` says why. Two in a row are another finding "
			"(review.stagnation).",
		.bad = DESK,
		.good = DESK "\n"
			     "session 2026-03-04 {\n"
			     "  of:       desk\n"
			     "  attended: [priya, dana]\n"
			     "  notes:    \"Prices of the second quarter agreed.\"\n"
			     "}\n",
		.as_of = "2026-03-12",
		.levels = {LEVEL_OFF, LEVEL_ERROR, LEVEL_ERROR},
		.needs = NEEDS_DAY},
	.check = check_plan,
};
