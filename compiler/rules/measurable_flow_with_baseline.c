#include "compiler/rules/rules_shared.h"

#define DEMAND(start)                                                                              \
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
	"  target:      120 leads by 2026-05-29\n" start "}\n"

static void check_plan(struct rule_check *check)
{
	for (uint32_t i = 0; i < check->plan->of_kind[KIND_goal].n; i++) {
		const struct goal_block *goal = plan_goal(check->plan, i);
		const struct block *block = &goal->block;
		const struct metric_block *metric = goal_metric(goal);
		if (!metric || metric->kind != metric_kind_flow || !block_has(block, "baseline"))
			continue;
		struct finding *finding =
			rule_report(check, block, block_field_span(block, "baseline"),
				"%.*s has a baseline, and its metric starts at 0",
				STR_ARGS(block_called(check->plan, block)));
		finding_caret(check->sink, finding, "baseline");
		finding_label(check->sink, finding, block_field_span(&metric->block, "kind"),
			"what adds up in the period starts at 0");
		if (!goal->baseline.value.set)
			continue;
		struct str value = quantity_text(check->plan, goal->baseline.value);
		finding_help(check->sink, finding, "what an earlier period brought is `prior`:");
		if (goal->baseline.on)
			finding_code(check->sink, finding, "prior: %.*s for %d", STR_ARGS(value),
				date_civil(goal->baseline.on).year);
		else
			finding_code(check->sink, finding, "prior: %.*s for TODO", STR_ARGS(value));
	}
}

const struct rule rule_measurable_flow_with_baseline = {
	.info = {.name = "measurable.flow_with_baseline",
		.summary = "A goal on a flow has a baseline",
		.explanation =
			"A flow, such as revenue or leads, adds up in the plan's period and "
			"starts at 0 on its first day. A baseline there is mostly what last year "
			"brought; it is written `prior` and compared, never added. If the metric "
			"is really a value at a moment, its `kind` is level.",
		.bad = DEMAND("  baseline:    90 leads on 2025-12-31\n"),
		.good = DEMAND("  prior:       380 leads for 2025\n"),
		.levels = {LEVEL_ERROR, LEVEL_ERROR, LEVEL_ERROR}},
	.check = check_plan,
};
