#include "compiler/rules/capacity_shared.h"

#define INSTALLS(effort)                                                                           \
	"person kim \"Kim Adler\" {\n"                                                             \
	"  of:       brightline\n"                                                                 \
	"  capacity: 1 day per week\n"                                                             \
	"  away:     [2026-04-06 .. 2026-04-17]\n"                                                 \
	"}\n"                                                                                      \
	"\n"                                                                                       \
	"update joint { acknowledged: [kim] on 2026-01-12 }\n"                                     \
	"\n"                                                                                       \
	"initiative installs \"Installations at ten shops\" {\n"                                   \
	"  owner:  kim\n"                                                                          \
	"  with:   priya\n"                                                                        \
	"  serves: [sourced]\n"                                                                    \
	"  area:   operations\n"                                                                   \
	"  window: 2026-03-02 .. 2026-05-29\n"                                                     \
	"  effort: " effort "\n"                                                                   \
	"}\n"

enum { LABELS_MAX = 4 };

/* "22.5 days" of 8 hours */
static struct str days_text(
	const struct rule_check *check, struct ratio hours, enum rounding rounding)
{
	struct ratio days;
	struct decimal n;
	struct out out = {0};
	if (!ratio_divide(hours, ratio_make(WORKDAY_HOURS, 1), &days) ||
		!ratio_round(days, 1, rounding, &n))
		return (struct str){0};
	n = decimal_trim(n);
	decimal_print_grouped(&out, n);
	out_text(&out, decimal_compare(n, decimal_of(1)) == 0 ? " day" : " days");
	struct str text = str_copy(&check->sink->arena, out_view(&out));
	out_free(&out);
	return text;
}

static void label_people(struct rule_check *check, struct finding *finding,
	const struct working *working, uint32_t n)
{
	for (uint32_t i = 0; i < n && i < LABELS_MAX; i++)
		finding_label(check->sink, finding,
			block_field_span(&working[i].person->block, "capacity"), "%.*s: %.*s",
			STR_ARGS(rules_name(check, &working[i].person->block)),
			STR_ARGS(days_text(check, working[i].hours, ROUND_DOWN)));
}

static void check_work(struct rule_check *check, const struct block *block,
	struct date_range window, struct duration effort, const struct ref *team, uint32_t n_team)
{
	struct ratio needed, total = {0, 1};
	struct team all = {team, n_team};
	struct working *working;
	uint32_t n;
	if (!window.first || window.first > window.last || rules_is_over(block) ||
		!work_hours(effort, &needed) ||
		!capacity_find(check, block, window, all, &working, &n))
		return;
	for (uint32_t i = 0; i < n; i++)
		if (!ratio_add(total, working[i].hours, &total))
			return;
	if (ratio_compare(needed, total) <= 0)
		return;
	struct str asks = days_text(check, needed, ROUND_UP);
	struct str has = days_text(check, total, ROUND_DOWN);
	if (!asks.ptr || !has.ptr)
		return;
	struct finding *finding = rule_report(check, block, block_field_span(block, "effort"),
		"%.*s takes %.*s of work and its people have %.*s in its window",
		STR_ARGS(block_called(check->plan, block)), STR_ARGS(asks), STR_ARGS(has));
	finding_caret(check->sink, finding, "%.*s", STR_ARGS(asks));
	finding_label(check->sink, finding, block_field_span(block, "window"), "in these days");
	label_people(check, finding, working, n);
	finding_help(check->sink, finding, "give it more time or more people, or make it smaller");
}

static void check_plan(struct rule_check *check)
{
	const struct plan *plan = check->plan;
	for (uint32_t i = 0; i < plan->of_kind[KIND_initiative].n; i++) {
		const struct initiative_block *initiative = plan_initiative(plan, i);
		check_work(check, &initiative->block, initiative->window, initiative->effort,
			initiative->team.items, initiative->team.n);
	}
	for (uint32_t i = 0; i < plan->of_kind[KIND_activity].n; i++) {
		const struct activity_block *activity = plan_activity(plan, i);
		if (!activity->done)
			check_work(check, &activity->block, activity->window, activity->effort,
				activity->team.items, activity->team.n);
	}
}

const struct rule rule_achievable_over_capacity = {
	.info = {.name = "achievable.over_capacity",
		.summary = "Work takes more time than its people have in its window",
		.explanation =
			"Forty days of work for somebody with one day a week end in December, "
			"whatever the window says. The `effort` is held against the `capacity` of "
			"owner and team on the workdays of the window, without the days they are "
			"`away`. A day is 8 hours, a week 5 days, a month 20. If one of them "
			"states no capacity, nothing is said.",
		.bad = INSTALLS("20 days"),
		.good = INSTALLS("10 days"),
		.levels = {LEVEL_OFF, LEVEL_WARNING, LEVEL_WARNING}},
	.check = check_plan,
};
