#include "compiler/rules/rules_shared.h"

#define CAMPAIGN(due)                                                                              \
	"initiative campaign \"Retail campaign\" {\n"                                              \
	"  owner:  lee\n"                                                                          \
	"  with:   priya\n"                                                                        \
	"  serves: [sourced]\n"                                                                    \
	"  area:   marketing\n"                                                                    \
	"  window: 2026-03-02 .. 2026-06-26\n"                                                     \
	"  effort: 20 days\n"                                                                      \
	"\n"                                                                                       \
	"  milestone report \"Results in the CRM\" {\n"                                            \
	"    due:           " due "\n"                                                             \
	"    accepted_when: \"Every answer has an owner.\"\n"                                      \
	"  }\n"                                                                                    \
	"}\n"

static const struct rule_setting settings[] = {
	{"timed.outside_window", 14, RULE_DAYS, "time after the window for what closes it"}, {0}};

/* The days of a milestone or activity, and the field that states them. */
static struct date_range days_of(const struct block *block, const char **field)
{
	*field = "due";
	if (block->kind == KIND_milestone) {
		date_t due = ((const struct milestone_block *)(const void *)block)->due;
		return (struct date_range){due, due};
	}
	const struct activity_block *activity = (const void *)block;
	if (activity->due)
		return (struct date_range){activity->due, activity->due};
	*field = "window";
	return activity->window;
}

static void report_outside(struct rule_check *check, const struct block *block, const char *field,
	struct date_range days, struct date_range window)
{
	bool early = days.first < window.first;
	int64_t n = early ? window.first - days.first : days.last - window.last;
	struct span stated = block_field_span(block->parent, "window");
	struct finding *finding = rule_report(check, block, block_field_span(block, field),
		"%.*s %s %.*s %s %.*s", STR_ARGS(block_called(check->plan, block)),
		days.first == days.last ? "is due"
		: early			? "begins"
					: "ends",
		STR_ARGS(rules_days(check, n)), early ? "before" : "after",
		STR_ARGS(block_called(check->plan, block->parent)));
	finding_caret(check->sink, finding,
		days.first == days.last ? "due"
		: early			? "begins"
					: "ends");
	finding_label(check->sink, finding, stated, early ? "begins on %s" : "ends on %s",
		date_text(early ? window.first : window.last).text);
	finding_help(check->sink, finding, "move the date into the window, or widen the window:");
	finding_code(check->sink, finding, "window: %s .. %s",
		date_text(early ? days.first : window.first).text,
		date_text(days.last > window.last ? days.last : window.last).text);
}

static void check_plan(struct rule_check *check)
{
	const struct plan *plan = check->plan;
	for (uint32_t i = 0; i < plan->blocks.n; i++) {
		const struct block *block = plan->blocks.items[i];
		const char *field;
		if ((block->kind != KIND_milestone && block->kind != KIND_activity) ||
			!block->parent || block->parent->kind != KIND_initiative)
			continue;
		struct date_range days = days_of(block, &field);
		struct date_range window =
			((const struct initiative_block *)(const void *)block->parent)->window;
		int64_t after = rule_setting(check, "timed.outside_window", NULL);
		if (!days.first || !window.first)
			continue;
		/* plan.outside_period speaks of what is not even in the plan's days. */
		if (plan->first && (days.first < plan->first || days.last > plan->last))
			continue;
		if (days.first < window.first || days.last > date_add(window.last, after))
			report_outside(check, block, field, days, window);
	}
}

const struct rule rule_timed_outside_window = {
	.info = {.name = "timed.outside_window",
		.summary = "A milestone or activity lies outside its initiative's window",
		.explanation =
			"The window says when people, money and attention are there. What is due "
			"before it begins or long after it ends is not covered by any of them, "
			"or the window is not what was meant. Two weeks after the end are "
			"allowed for what closes the work.",
		.bad = CAMPAIGN("2026-08-28"),
		.good = CAMPAIGN("2026-06-26"),
		.levels = {LEVEL_WARNING, LEVEL_WARNING, LEVEL_ERROR}},
	.settings = settings,
	.check = check_plan,
};
