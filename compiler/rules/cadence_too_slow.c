#include "compiler/rules/reviews_shared.h"

#define OPERATING(every)                                                                           \
	"# without: review operating, session 2026-01-13, session 2026-01-27, session "            \
	"2026-02-10\n"                                                                             \
	"\n"                                                                                       \
	"review operating \"Operating review\" {\n"                                                \
	"  type:      operational\n"                                                               \
	"  every:     " every "\n"                                                                 \
	"  at:        10:00 for 30 minutes\n"                                                      \
	"  attendees: [priya, dana]\n"                                                             \
	"  covers:    all\n"                                                                       \
	"  cutoff:    1 day\n"                                                                     \
	"}\n"

static const struct rule_setting settings[] = {
	{"cadence.too_slow", 14, RULE_DAYS, "longest time between two operational reviews"},
	{"cadence.too_slow.start", 30, RULE_DAYS,
		"latest first session, counted from the plan's first day"},
	{"cadence.too_slow.end", 14, RULE_DAYS,
		"earliest last session, counted back from the plan's last day; no less than the "
		"time between two"},
	{0}};

/* "2 weeks" */
static struct str how_often(const struct rule_check *check, int64_t days)
{
	bool weeks = days >= 7;
	int64_t n = weeks ? days / 7 : days;
	return str_format(&check->sink->arena, "%lld %s%s", (long long)n, weeks ? "week" : "day",
		n == 1 ? "" : "s");
}

/* `every` as it should be: on the same weekday from the same day, to the plan's end. */
static struct str right_rhythm(const struct rule_check *check, const struct slowness *slow)
{
	const struct review_block *review = slow->best->review;
	struct out out = {0};
	out_printf(&out, "every: %.*s", STR_ARGS(how_often(check, slow->limit)));
	if (review->every.on)
		out_printf(&out, " on %s", enum_word(&words_day_word, review->every.on));
	if (slow->fault == SLOW_START)
		out_printf(&out, " from %s", date_text(check->plan->first).text);
	else if (review->every.from)
		out_printf(&out, " from %s", date_text(review->every.from).text);
	struct str text = str_copy(&check->sink->arena, out_view(&out));
	out_free(&out);
	return text;
}

static void note_setting(struct rule_check *check, struct finding *finding)
{
	finding_note(check->sink, finding,
		"the limit is the setting `cadence.too_slow`; a warning in the napkin profile");
}

static void report_none(struct rule_check *check, const struct slowness *slow)
{
	const struct block *frame = &check->plan->frame->block;
	struct finding *finding = rule_report(check, frame, block_span(frame),
		"no operational review meets at least every %.*s: there is none that both sides "
		"attend",
		STR_ARGS(rules_days(check, slow->limit)));
	finding_help(check->sink, finding, "add a short one for what is stuck:");
	finding_code(check->sink, finding,
		"review operating \"Operating review\" {\n"
		"  type:      operational\n"
		"  every:     %.*s from %s\n"
		"  at:        10:00 for 30 minutes\n"
		"  attendees: [TODO]\n"
		"  cutoff:    1 day\n"
		"}",
		STR_ARGS(how_often(check, slow->limit)), date_text(check->plan->first).text);
	note_setting(check, finding);
}

static struct span place(const struct slowness *slow)
{
	const struct review_block *review = slow->best->review;
	enum clause_word word = slow->fault == SLOW_START ? CLAUSE_from : CLAUSE_until;
	bool has_clause = slow->fault == SLOW_START ? review->every.from : review->every.until;
	if (review->on.n || slow->fault == SLOW_GAP || !has_clause)
		return review_rhythm_span(review);
	return rules_clause_span(&review->block, "every", review->every.node, word);
}

static void report_slow(struct rule_check *check, const struct slowness *slow)
{
	const struct plan *plan = check->plan;
	const struct block *block = &slow->best->review->block;
	const struct block *frame = &plan->frame->block;
	struct str days = rules_days(check, slow->days), limit = rules_days(check, slow->limit);
	struct str title = block->title.ptr ? block->title : block_path(plan, block);
	struct str from = rules_date(check, slow->between.first);
	struct finding *finding;
	if (slow->fault == SLOW_GAP) {
		finding = rule_report(check, block, place(slow),
			"no operational review meets at least every %.*s: \"%.*s\" leaves up to "
			"%.*s",
			STR_ARGS(limit), STR_ARGS(title), STR_ARGS(days));
		finding_caret(check->sink, finding, "%.*s from %.*s to %s", STR_ARGS(days),
			STR_ARGS(from), date_text(slow->between.last).text);
	} else if (slow->fault == SLOW_START) {
		finding = rule_report(check, block, place(slow),
			"no operational review meets in the first %.*s: \"%.*s\" begins after "
			"%.*s",
			STR_ARGS(limit), STR_ARGS(title), STR_ARGS(days));
		finding_caret(check->sink, finding, "first session on %s",
			date_text(slow->between.last).text);
	} else {
		finding = rule_report(check, block, place(slow),
			"no operational review meets in the last %.*s: \"%.*s\" ends %.*s before "
			"the plan does",
			STR_ARGS(limit), STR_ARGS(title), STR_ARGS(days));
		finding_caret(check->sink, finding, "last session on %.*s", STR_ARGS(from));
	}
	finding_label(check->sink, finding, block_field_span(frame, "period"),
		"must be covered to its end");
	finding_help(check->sink, finding, "meet every %.*s:",
		STR_ARGS(slow->limit == 14 ? STR("two weeks") : how_often(check, slow->limit)));
	finding_code(check->sink, finding, "%.*s", STR_ARGS(right_rhythm(check, slow)));
	note_setting(check, finding);
}

static void check_plan(struct rule_check *check)
{
	struct all_reviews all;
	reviews_make(&all, check);
	struct slowness slow = reviews_slowness(check, &all);
	if (slow.fault == SLOW_NO_REVIEW)
		report_none(check, &slow);
	else if (slow.fault != SLOW_NOT)
		report_slow(check, &slow);
	reviews_free(&all);
}

const struct rule rule_cadence_too_slow = {
	.info = {.name = "cadence.too_slow",
		.summary = "No operational review meets at least every two weeks",
		.explanation =
			"What is stuck stays stuck until the two sides talk, so half of the time "
			"between two meetings is lost on average. One operational review needs at "
			"most 14 days between its sessions, the first within 30 days of the "
			"plan's start and the last within 14 days of its end. A session moved off "
			"a holiday is not held against it. Where two weeks are too often, the "
			"plan says so: `set: [cadence.too_slow to 21 days]`.",
		.bad = OPERATING("1 month on tuesday from 2026-01-13"),
		.good = OPERATING("2 weeks on tuesday from 2026-01-13"),
		.levels = {LEVEL_WARNING, LEVEL_ERROR, LEVEL_ERROR}},
	.settings = settings,
	.check = check_plan,
};
