#include "compiler/rules/tracking_shared.h"

#define EXAMPLE(middle)                                                                            \
	"initiative till_offer \"Offer for tills\" {\n" middle "\n"                                \
	"  milestone offer \"Offer sent to 12 shops\" {\n"                                         \
	"    due:           2026-04-10\n"                                                          \
	"    accepted_when: \"The CRM shows the offers.\"\n"                                       \
	"  }\n"                                                                                    \
	"}\n"                                                                                      \
	"\n"                                                                                       \
	"goal tills \"Win 24 shops with tills\" {\n"                                               \
	"  owner:     dana\n"                                                                      \
	"  with:      mona\n"                                                                      \
	"  objective: land_retail\n"                                                               \
	"  part_of:   first_orders\n"                                                              \
	"  metric:    new_names\n"                                                                 \
	"  scope:     [retail]\n"                                                                  \
	"  window:    2026-01-26 .. 2026-04-24\n"                                                  \
	"  target:    24 accounts by 2026-04-24\n"                                                 \
	"}\n"                                                                                      \
	"\n"                                                                                       \
	"readings tills {\n"                                                                       \
	"  2026-03-06: 2 accounts\n"                                                               \
	"}\n"                                                                                      \
	"\n"                                                                                       \
	"action shops \"Visit the six largest shops\" {\n"                                         \
	"  owner:   lee\n"                                                                         \
	"  due:     2026-03-27\n"                                                                  \
	"  affects: [tills]\n"                                                                     \
	"}\n"

static const struct rule_setting settings[] = {
	{"tracking.work_and_value_disagree", 30, RULE_DAYS,
		"time from the start of work to its effect, where `effect_after` is not stated"},
	{0}};

static bool is_good(enum status status)
{
	return status == STATUS_DONE || status == STATUS_ON_TRACK;
}

static bool is_bad(enum status status)
{
	return status == STATUS_BEHIND || status == STATUS_MISSED;
}

/* From this day on the work may be expected to show. */
static date_t shows_from(const struct rule_check *check, const struct initiative_block *initiative)
{
	const struct calendar *calendar = &check->plan->calendar;
	if (initiative->effect_after.unit)
		return duration_add(
			initiative->effect_after, initiative->window.first, &calendar, 1);
	return date_add(initiative->window.first,
		rule_setting(check, "tracking.work_and_value_disagree", NULL));
}

/* The first goal that stands as all of them do at worst. */
static const struct ref *served(const struct rule_check *check,
	const struct initiative_block *initiative, enum status status)
{
	for (uint32_t i = 0; i < initiative->serves.n; i++) {
		const struct block *block = initiative->serves.items[i].block;
		const struct tracked_goal *goal =
			block && block->kind == KIND_goal
				? tracked_goal_of(check->tracked, (const void *)block)
				: NULL;
		if (goal && goal->rolled_up == status && !goal->figures.overflowed)
			return &initiative->serves.items[i];
	}
	return NULL;
}

static void report(
	struct rule_check *check, const struct tracked_initiative *work, const struct ref *serves)
{
	const struct block *block = &work->initiative->block;
	const struct tracked_goal *goal =
		tracked_goal_of(check->tracked, (const void *)serves->block);
	struct finding *finding = rule_report(check, block,
		rules_value_span(block, "serves", serves->node), "%.*s is %s and %.*s is %s",
		STR_ARGS(block_called(check->plan, block)), status_phrase(work->execution),
		STR_ARGS(block_called(check->plan, serves->block)), status_phrase(work->value));
	finding_caret(check->sink, finding, "it serves this goal");
	if (goal->figures.has_reading)
		goal_label_figures(check, finding, goal);
	if (is_good(work->execution))
		finding_help(check->sink, finding,
			"ask whether this work can move the goal: change the work, add what is "
			"missing, or state `effect_after` if it shows later");
	else
		finding_help(check->sink, finding,
			"ask what moves the goal instead of this work, and whether the work is "
			"still needed");
	note_day(check, finding);
}

static void check_plan(struct rule_check *check)
{
	const struct tracked *tracked = check->tracked;
	for (uint32_t i = 0; i < tracked->initiatives.n; i++) {
		const struct tracked_initiative *work = &tracked->initiatives.items[i];
		bool disagree = (is_good(work->execution) && is_bad(work->value)) ||
				(is_bad(work->execution) && is_good(work->value));
		if (!disagree || !work->initiative->window.first)
			continue;
		date_t from = shows_from(check, work->initiative);
		const struct ref *serves = served(check, work->initiative, work->value);
		if (from && from <= tracked->as_of && serves)
			report(check, work, serves);
	}
}

const struct rule rule_tracking_work_and_value_disagree = {
	.info = {.name = "tracking.work_and_value_disagree",
		.summary = "Work goes as planned and its goal does not, or the reverse",
		.explanation =
			"Being busy and getting somewhere are two things. Where the work is done "
			"or on track and the goal that it serves is behind, it may be the wrong "
			"work; where the work is late and the goal is fine, it may not be needed. "
			"Both are worth a question. The work first has its `effect_after`, or 30 "
			"days, counted from the first day of its window.",
		.bad = EXAMPLE("  owner:  dana\n"
			       "  with:   mona\n"
			       "  serves: [tills]\n"
			       "  area:   operations\n"
			       "  window: 2026-01-12 .. 2026-04-24\n"
			       "  effort: 12 days\n"),
		.good = EXAMPLE("  owner:        dana\n"
				"  with:         mona\n"
				"  serves:       [tills]\n"
				"  area:         operations\n"
				"  window:       2026-01-12 .. 2026-04-24\n"
				"  effort:       12 days\n"
				"  effect_after: 3 months\n"),
		.as_of = "2026-03-12",
		.levels = {LEVEL_OFF, LEVEL_WARNING, LEVEL_ERROR},
		.needs = NEEDS_DAY},
	.settings = settings,
	.check = check_plan,
};
