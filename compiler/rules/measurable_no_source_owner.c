#include "compiler/rules/rules_shared.h"

#define DEMAND(owner)                                                                              \
	"metric demand \"Qualified leads\" like std.metrics.qualified_leads {\n" owner             \
	"  source:  \"Acme CRM, partner view\"\n"                                                  \
	"  refresh: 1 week\n"                                                                      \
	"}\n"                                                                                      \
	"\n"                                                                                       \
	"goal demand \"Hand over 120 qualified leads in spring\" {\n"                              \
	"  owner:     dana\n"                                                                      \
	"  with:      priya\n"                                                                     \
	"  objective: land_retail\n"                                                               \
	"  part_of:   sourced\n"                                                                   \
	"  metric:    demand\n"                                                                    \
	"  scope:     all\n"                                                                       \
	"  window:    2026-03-02 .. 2026-05-29\n"                                                  \
	"  target:    120 leads by 2026-05-29\n"                                                   \
	"}\n"

static void report_metric(
	struct rule_check *check, const struct metric_block *metric, const struct goal_block *goal)
{
	bool is_std = metric->block.is_std;
	struct str called = block_called(check->plan, &metric->block);
	struct span use = block_field_span(&goal->block, "metric");
	struct finding *finding = rule_report(check, is_std ? &goal->block : &metric->block,
		is_std ? use : block_span(&metric->block), "nobody answers for the figures of %.*s",
		STR_ARGS(called));
	if (!is_std)
		finding_label(check->sink, finding, use, "used by %.*s",
			STR_ARGS(block_called(check->plan, &goal->block)));
	finding_help(check->sink, finding, "name who answers for the figure being right:");
	finding_code(check->sink, finding, is_std ? "measured_by: TODO" : "owner: TODO");
}

static bool has_nobody(struct rule_check *check, const struct goal_block *goal)
{
	const struct metric_block *metric = goal_metric(goal);
	return metric && rules_is_whole(&metric->block) && rules_is_whole(&goal->block) &&
	       !block_has(&metric->block, "owner") && !block_has(&goal->block, "measured_by") &&
	       !rules_has_feed(check->plan, goal);
}

/* One report for a metric of the plan, whatever goals use it: the owner is missing there. A metric
   of the standard library is completed in each goal. */
static void check_plan(struct rule_check *check)
{
	struct map reported = {0};
	for (uint32_t i = 0; i < check->plan->of_kind[KIND_goal].n; i++) {
		const struct goal_block *goal = plan_goal(check->plan, i);
		const struct metric_block *metric = goal_metric(goal);
		bool first = true;
		if (!has_nobody(check, goal))
			continue;
		if (!metric->block.is_std)
			map_put(&reported, (uint64_t)(uintptr_t)metric, &first);
		if (first)
			report_metric(check, metric, goal);
	}
	map_free(&reported);
}

const struct rule rule_measurable_no_source_owner = {
	.info = {.name = "measurable.no_source_owner",
		.summary = "Nobody answers for the figures of a metric",
		.explanation =
			"When a figure is late or disputed, somebody has to look it up and say "
			"what it is. That person is the `owner` of the metric, or the goal's "
			"`measured_by`, and need not be the owner of the goal. A `feed` delivers "
			"its figures without anybody asking.",
		.bad = DEMAND(""),
		.good = DEMAND("  owner:   priya\n"),
		.levels = {LEVEL_OFF, LEVEL_WARNING, LEVEL_WARNING},
		.completeness = true},
	.check = check_plan,
};
