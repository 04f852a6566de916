#include "compiler/rules/readings_shared.h"
#include "compiler/rules/tracking_shared.h"

#define EXAMPLE(middle)                                                                            \
	"goal tills \"Win 24 shops with tills\" {\n"                                               \
	"  owner:     dana\n"                                                                      \
	"  with:      mona\n"                                                                      \
	"  objective: land_retail\n"                                                               \
	"  part_of:   first_orders\n"                                                              \
	"  metric:    new_names\n"                                                                 \
	"  scope:     [retail]\n"                                                                  \
	"  window:    2026-02-09 .. 2026-04-24\n"                                                  \
	"  target:    24 accounts by 2026-04-24\n"                                                 \
	"}\n"                                                                                      \
	"\n"                                                                                       \
	"readings tills {\n"                                                                       \
	"  2026-W07: 1 account\n"                                                                  \
	"  2026-W08: 2 accounts\n" middle "  2026-W10: 3 accounts\n"                               \
	"}\n"

/* "2026-02" if the hole is exactly that month; empty otherwise. */
static struct str month_text(const struct rule_check *check, const struct hole *hole)
{
	struct civil civil = date_civil(hole->first);
	if (civil.day != 1 ||
		hole->last - hole->first + 1 != date_days_in_month(civil.year, civil.month))
		return (struct str){0};
	return str_format(&check->sink->arena, "%04d-%02d", civil.year, civil.month);
}

static void report(struct rule_check *check, const struct block *target, const struct hole *hole)
{
	struct str month = month_text(check, hole);
	struct finding *finding = rule_report(check, target, rules_row_key(hole->after),
		"the total of %.*s stops on %s: nothing is said about the time %.*s",
		STR_ARGS(block_called(check->plan, target)),
		date_text(hole->first > DATE_MIN ? hole->first - 1 : hole->first).text,
		STR_ARGS(rules_range(check, (struct date_range){hole->first, hole->last})));
	finding_caret(check->sink, finding, "not counted");
	if (hole->before)
		finding_label(check->sink, finding, rules_row_key(hole->before),
			"the last that is counted");
	finding_help(check->sink, finding,
		"add what is missing, 0 if there was nothing, or the total on a later day:");
	if (month.len)
		finding_code(check->sink, finding, "%.*s: TODO", STR_ARGS(month));
	else
		finding_code(
			check->sink, finding, "%s: TODO", date_text(hole->after->days.last).text);
	note_day(check, finding);
}

/* Rows of a metric serve several goals; a hole in them is one finding. */
static void check_goal(struct rule_check *check, const struct all_readings *all,
	const struct tracked_goal *goal, struct map *reported)
{
	struct hole hole;
	bool is_new;
	if (!readings_hole(all, goal, check->tracked->as_of, &hole))
		return;
	const struct target_readings *target = readings_for_goal(all, goal->goal);
	map_put(reported, rules_key(target->of), &is_new);
	if (is_new)
		report(check, target->of, &hole);
}

static void check_plan(struct rule_check *check)
{
	const struct tracked *tracked = check->tracked;
	struct all_readings all;
	struct map reported = {0};
	readings_make(&all, check->plan);
	for (uint32_t i = 0; i < tracked->goals.n; i++)
		check_goal(check, &all, &tracked->goals.items[i], &reported);
	map_free(&reported);
	readings_free(&all);
}

const struct rule rule_tracking_readings_gap = {
	.info = {.name = "tracking.readings_gap",
		.summary = "A period is missing between the readings of a flow",
		.explanation =
			"The total of a flow is the sum of its periods, so a month that is left "
			"out "
			"is not zero, it is unknown, and the total stops before it. Enter the "
			"month; one with nothing in it is written `2026-02: 0 USD`. If the single "
			"figures are lost, a running total on a later day, `2026-03-31: 90,000 "
			"USD`, closes the gap as well.",
		.bad = EXAMPLE(""),
		.good = EXAMPLE("  2026-W09: 3 accounts\n"),
		.as_of = "2026-03-12",
		.levels = {LEVEL_OFF, LEVEL_WARNING, LEVEL_WARNING},
		.needs = NEEDS_DAY},
	.check = check_plan,
};
