#include "compiler/rules/rules_shared.h"

#define ROLL_OUT(calls)                                                                            \
	"# without: initiative roll_out\n"                                                         \
	"\n"                                                                                       \
	"initiative roll_out \"Retail roll-out\" {\n"                                              \
	"  owner:  dana\n"                                                                         \
	"  with:   priya\n"                                                                        \
	"  serves: [sourced]\n"                                                                    \
	"  area:   sales\n"                                                                        \
	"  window: 2026-01-12 .. 2026-11-30\n"                                                     \
	"  effort: 40 days\n"                                                                      \
	"\n"                                                                                       \
	"  milestone accounts \"Account list agreed\" {\n"                                         \
	"    due:           2026-01-23\n"                                                          \
	"    accepted_when: \"Both sides have the same 40 names.\"\n"                              \
	"  }\n"                                                                                    \
	"  milestone calls \"First 20 accounts called\" {\n"                                       \
	"    due:           " calls "\n"                                                           \
	"    accepted_when: \"The CRM shows the calls.\"\n"                                        \
	"  }\n"                                                                                    \
	"}\n"

enum { PARTS = 3 };

static const struct rule_setting settings[] = {
	{"timed.slow_start", 30, RULE_DAYS, "length of each of the three parts"}, {0}};

static bool is_due_within(const struct rule_check *check, struct date_range part)
{
	const struct plan *plan = check->plan;
	for (uint32_t i = 0; i < plan->of_kind[KIND_milestone].n; i++)
		if (date_range_has(part, plan_milestone(plan, i)->due))
			return true;
	for (uint32_t i = 0; i < plan->of_kind[KIND_activity].n; i++) {
		const struct activity_block *activity = plan_activity(plan, i);
		if (date_range_has(part, activity->due ? activity->due : activity->window.last))
			return true;
	}
	for (uint32_t i = 0; i < plan->of_kind[KIND_goal].n; i++) {
		struct rows rows = rules_increments(check, plan_goal(plan, i));
		for (uint32_t k = 0; k < rows.n; k++)
			if (date_range_has(part, rows.items[k].days.last))
				return true;
	}
	return false;
}

static void check_plan(struct rule_check *check)
{
	const struct plan *plan = check->plan;
	const struct block *frame = &plan->frame->block;
	int64_t length = rule_setting(check, "timed.slow_start", NULL);
	struct out empty = {0};
	uint32_t n = 0;
	if (!plan->first || block_has(frame, "renews") ||
		plan->last - plan->first + 1 <= PARTS * length || plan->is_broken)
		return;
	for (int64_t i = 0; i < PARTS; i++) {
		struct date_range part = {date_add(plan->first, i * length),
			date_add(plan->first, (i + 1) * length - 1)};
		if (is_due_within(check, part))
			continue;
		out_printf(&empty, "%s%s .. %s", n++ ? ", " : "", date_text(part.first).text,
			date_text(part.last).text);
	}
	if (n) {
		struct finding *finding = rule_report(check, frame, block_span(frame),
			"nothing is due in %s of the first %lld days of %.*s",
			n == 1	 ? "one part"
			: n == 2 ? "two parts"
				 : "any part",
			(long long)(PARTS * length), STR_ARGS(block_called(plan, frame)));
		finding_label(check->sink, finding, block_field_span(frame, "period"),
			"begins on %s", date_text(plan->first).text);
		finding_help(check->sink, finding,
			"have a milestone, an activity or an increment due in each of: %.*s",
			STR_ARGS(out_view(&empty)));
	}
	out_free(&empty);
}

const struct rule rule_timed_slow_start = {
	.info = {.name = "timed.slow_start",
		.summary = "In a part of the plan's first 90 days nothing is due",
		.explanation =
			"A partnership that shows nothing in its first three months mostly shows "
			"nothing later: attention goes elsewhere. Have a milestone, an activity "
			"or an increment due in each of the first three parts of 30 days, "
			"however small. A plan that renews another has left its start behind.",
		.bad = ROLL_OUT("2026-03-20"),
		.good = ROLL_OUT("2026-02-20"),
		.levels = {LEVEL_OFF, LEVEL_WARNING, LEVEL_WARNING}},
	.settings = settings,
	.check = check_plan,
};
