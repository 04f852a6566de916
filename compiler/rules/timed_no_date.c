#include "compiler/rules/rules_shared.h"

#define DEMAND(target)                                                                             \
	"goal demand \"Hand over 120 qualified leads in spring\" {\n"                              \
	"  owner:       dana\n"                                                                    \
	"  with:        priya\n"                                                                   \
	"  objective:   land_retail\n"                                                             \
	"  part_of:     sourced\n"                                                                 \
	"  metric:      std.metrics.qualified_leads\n"                                             \
	"  source:      \"Acme CRM, partner view\"\n"                                              \
	"  refresh:     1 week\n"                                                                  \
	"  measured_by: priya\n"                                                                   \
	"  scope:       all\n"                                                                     \
	"  window:      2026-03-02 .. 2026-05-29\n"                                                \
	"  target:      " target "\n"                                                              \
	"}\n"

static void check_plan(struct rule_check *check)
{
	for (uint32_t i = 0; i < check->plan->of_kind[KIND_goal].n; i++) {
		const struct goal_block *goal = plan_goal(check->plan, i);
		const struct block *block = &goal->block;
		if (!goal->target.value.set || goal->target.by)
			continue;
		struct span span = rules_value_span(block, "target", goal->target.node);
		date_t last = goal_days(check->plan, goal).last;
		struct str by = str_format(&check->sink->arena, " by %s", date_text(last).text);
		struct finding *finding =
			rule_report(check, block, span, "the target of %.*s has no date",
				STR_ARGS(block_called(check->plan, block)));
		bool window = goal->window.first != DATE_NONE;
		finding_caret(check->sink, finding, "by when?");
		finding_label(check->sink, finding,
			window ? block_field_span(block, "window")
			       : block_field_span(&check->plan->frame->block, "period"),
			"ends on %s, which is used", date_text(last).text);
		finding_help(check->sink, finding, "say by when it is to be reached:");
		finding_code(check->sink, finding, "target: %.*s%.*s",
			STR_ARGS(rules_text(check, span)), STR_ARGS(by));
		struct span end = {span.source, span.start + span.len, 0};
		finding_edit(check->sink, finding, end, by, false);
	}
}

const struct rule rule_timed_no_date = {
	.info = {.name = "timed.no_date",
		.summary = "A target has no date",
		.explanation =
			"A target without a day is met some time or never. Until one is stated "
			"the last day of the goal's window or of the plan is used, which nobody "
			"has agreed on. Write `by` and the day behind the target. Values that "
			"are to be kept need none: they are judged period by period.",
		.bad = DEMAND("120 leads"),
		.good = DEMAND("120 leads by 2026-05-29"),
		.levels = {LEVEL_WARNING, LEVEL_ERROR, LEVEL_ERROR},
		.completeness = true},
	.check = check_plan,
};
