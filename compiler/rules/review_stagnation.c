#include "compiler/rules/meetings_shared.h"
#include "compiler/rules/reviews_shared.h"

#define DESK(reason)                                                                               \
	"review desk \"Price desk\" {\n"                                                           \
	"  type:      operational\n"                                                               \
	"  every:     1 week on wednesday from 2026-02-25\n"                                       \
	"  at:        09:00 for 15 minutes\n"                                                      \
	"  attendees: [priya, dana]\n"                                                             \
	"  covers:    [sellers]\n"                                                                 \
	"  cutoff:    1 day\n"                                                                     \
	"}\n"                                                                                      \
	"\n"                                                                                       \
	"session 2026-02-25 { of: desk  not_held: \"Trade fair\" }\n"                              \
	"\n"                                                                                       \
	"session 2026-03-04 { of: desk  " reason " }\n"

enum { DAYS_MAX = 5 };

/* The days of the last ones, the latest first, each with what became of it. */
static void note_days(
	struct rule_check *check, struct finding *finding, const struct review_meetings *meetings)
{
	struct out days = {0};
	uint32_t shown = 0;
	for (uint32_t i = meetings->n_past; i-- > 0 && shown < DAYS_MAX;) {
		enum meeting meeting = meeting_of(check, meetings->items[i]);
		if (meeting == MEETING_HELD)
			break;
		if (meeting == MEETING_PENDING)
			continue;
		out_printf(&days, "%s%s %s", shown++ ? ", " : "",
			date_text(meetings->items[i]->day.held).text,
			meeting == MEETING_NOT_HELD ? "was not held" : "has no record");
	}
	finding_note(check->sink, finding, "%.*s%s", STR_ARGS(out_view(&days)),
		shown < meetings->n_lapsed ? " ..." : "");
	out_free(&days);
}

static void check_plan(struct rule_check *check)
{
	struct all_meetings all;
	meetings_make(&all, check);
	for (uint32_t i = 0; i < all.n; i++) {
		const struct review_meetings *meetings = &all.items[i];
		const struct block *block = &meetings->review->block;
		if (!meetings_stagnate(meetings))
			continue;
		struct finding *finding =
			rule_report(check, block, review_rhythm_span(meetings->review),
				"%.*s has not taken place %u times in a row",
				STR_ARGS(block_called(check->plan, block)), meetings->n_lapsed);
		finding_caret(check->sink, finding, "next on %s",
			date_text(meetings->items[meetings->n_past]->day.held).text);
		finding_help(check->sink, finding,
			"write the record if it did take place; else hold the next one, or agree "
			"on a rhythm that both sides can keep");
		note_days(check, finding, meetings);
		note_day(check, finding);
	}
	meetings_free(&all);
}

const struct rule rule_review_stagnation = {
	.info = {.name = "review.stagnation",
		.summary = "A review has not taken place twice in a row",
		.explanation =
			"Plans do not fail on a day; they fall asleep. A review that was cancelled "
			"or left no trace twice in a row is the earliest sign there is, long "
			"before "
			"a number moves. Hold the next one, or change `every` to what both sides "
			"will keep. One session that is held ends it.",
		.bad = DESK("not_held: \"Holidays\""),
		.good = DESK("attended: [priya, dana]"),
		.as_of = "2026-03-12",
		.levels = {LEVEL_WARNING, LEVEL_WARNING, LEVEL_ERROR},
		.needs = NEEDS_DAY},
	.check = check_plan,
};
