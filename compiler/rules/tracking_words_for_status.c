#include "compiler/rules/readings_shared.h"
#include "compiler/rules/text_shared.h"

#define RENEWALS(rows)                                                                             \
	"goal renewals \"Renew 40 contracts\" {\n"                                                 \
	"  owner:       dana\n"                                                                    \
	"  with:        priya\n"                                                                   \
	"  objective:   land_retail\n"                                                             \
	"  part_of:     sourced\n"                                                                 \
	"  metric:      std.metrics.deals_won\n"                                                   \
	"  source:      \"Acme CRM, partner view\"\n"                                              \
	"  refresh:     1 week\n"                                                                  \
	"  measured_by: priya\n"                                                                   \
	"  scope:       all\n"                                                                     \
	"  window:      2026-01-05 .. 2026-03-31\n"                                                \
	"  target:      40 deals by 2026-03-31\n"                                                  \
	"}\n"                                                                                      \
	"\n"                                                                                       \
	"session 2026-02-24 {\n"                                                                   \
	"  of:       operating\n"                                                                  \
	"  attended: [priya, dana]\n"                                                              \
	"  notes:    \"Renewals are on track.\"\n"                                                 \
	"}\n" rows

#define READ                                                                                       \
	"\n"                                                                                       \
	"readings renewals {\n"                                                                    \
	"  2026-02-23: 19 deals\n"                                                                 \
	"}\n"

enum { MONTH_DAYS = 31, GRACE_DAYS = 7 };

static const char *const phrases[] = {"on track", "going well", "in progress"};

static const char *phrase_in(struct str sentence)
{
	for (size_t i = 0; i < sizeof phrases / sizeof *phrases; i++)
		if (text_has(sentence, str_from(phrases[i])))
			return phrases[i];
	return NULL;
}

static bool is_named(
	const struct rule_check *check, const struct goal_block *goal, struct str sentence)
{
	const struct metric_block *metric = goal_metric(goal);
	return text_has(sentence, goal->block.title) ||
	       text_has(sentence, rules_name(check, &goal->block)) ||
	       (metric && text_has(sentence, metric->block.title));
}

/* The time for which one reading speaks: a month, or the goal's own refresh and some days. */
static int64_t period_of(const struct goal_block *goal)
{
	int64_t refresh = duration_days_at_most(goal_refresh(goal)) + GRACE_DAYS;
	return refresh > MONTH_DAYS ? refresh : MONTH_DAYS;
}

static bool has_reading(const struct rule_check *check, const struct all_readings *all,
	const struct goal_block *goal, date_t day)
{
	const struct target_readings *target = readings_for_goal(all, goal);
	if (rules_has_feed(check->plan, goal))
		return true;
	for (uint32_t i = 0; target && i < target->n; i++) {
		date_t read = target->items[i].row->days.last;
		if (read <= day && day - read <= period_of(goal))
			return true;
	}
	return false;
}

static void check_sentence(struct rule_check *check, const struct all_readings *all,
	const struct session_block *session, struct str sentence)
{
	const struct plan *plan = check->plan;
	const struct block *block = &session->block;
	const char *phrase = phrase_in(sentence);
	for (uint32_t i = 0; phrase && i < plan->of_kind[KIND_goal].n; i++) {
		const struct goal_block *goal = plan_goal(plan, i);
		if (!is_named(check, goal, sentence) || has_reading(check, all, goal, block->date))
			continue;
		struct finding *finding =
			rule_report(check, block, block_field_span(block, "notes"),
				"%.*s says \"%s\" of %.*s, which has no reading of that time",
				STR_ARGS(block_called(plan, block)), phrase,
				STR_ARGS(block_called(plan, &goal->block)));
		finding_help(check->sink, finding, "let the figure speak:");
		finding_code(check->sink, finding, "readings %.*s { %s: TODO }",
			STR_ARGS(block_path(plan, &goal->block)), date_text(block->date).text);
	}
}

static void check_plan(struct rule_check *check)
{
	const struct plan *plan = check->plan;
	struct all_readings all;
	readings_make(&all, plan);
	for (uint32_t i = 0; i < plan->of_kind[KIND_session].n; i++) {
		const struct session_block *session = plan_session(plan, i);
		struct str rest = session->notes, sentence;
		while (session->block.date && text_sentence(&rest, &sentence))
			check_sentence(check, &all, session, sentence);
	}
	readings_free(&all);
}

const struct rule rule_tracking_words_for_status = {
	.info = {.name = "tracking.words_for_status",
		.summary = "Notes say how a goal stands and no reading shows it",
		.explanation =
			"\"On track\" is what everybody says until it is too late. How a goal "
			"stands "
			"follows from its readings, on the day they were taken. If the notes of a "
			"session call a goal on track, going well or in progress, there is a "
			"reading "
			"of that time: add it, or write down what was really said.",
		.bad = RENEWALS(""),
		.good = RENEWALS(READ),
		.levels = {LEVEL_INFO, LEVEL_WARNING, LEVEL_WARNING},
		.wording = true},
	.check = check_plan,
};
