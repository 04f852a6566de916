#include "compiler/rules/rules_shared.h"

#define DEMAND(source)                                                                             \
	"goal demand \"Hand over 120 qualified leads in spring\" {\n"                              \
	"  owner:       dana\n"                                                                    \
	"  with:        priya\n"                                                                   \
	"  objective:   land_retail\n"                                                             \
	"  part_of:     sourced\n"                                                                 \
	"  metric:      std.metrics.qualified_leads\n" source "  measured_by: priya\n"             \
	"  scope:       all\n"                                                                     \
	"  window:      2026-03-02 .. 2026-05-29\n"                                                \
	"  target:      120 leads by 2026-05-29\n"                                                 \
	"}\n"

static bool states(
	const struct goal_block *goal, const struct metric_block *metric, const char *field)
{
	return block_has(&goal->block, field) || block_has(&metric->block, field);
}

static void check_goal(struct rule_check *check, const struct goal_block *goal)
{
	const struct block *block = &goal->block;
	const struct metric_block *metric = goal_metric(goal);
	if (!metric || !rules_is_whole(block) || !rules_is_whole(&metric->block))
		return;
	bool source = states(goal, metric, "source") || rules_has_feed(check->plan, goal);
	bool refresh = states(goal, metric, "refresh");
	if (source && refresh)
		return;
	const char *what = source    ? "`refresh`"
			   : refresh ? "`source`"
				     : "`source` and no `refresh`";
	struct finding *finding = rule_report(check, block, block_field_span(block, "metric"),
		"%.*s and its metric state no %s", STR_ARGS(block_called(check->plan, block)),
		what);
	finding_label(check->sink, finding, block_span(&metric->block), "the metric");
	finding_help(
		check->sink, finding, "say where the number comes from and how often it is read:");
	finding_code(check->sink, finding, "%s",
		source	  ? "refresh: TODO"
		: refresh ? "source: \"TODO\""
			  : "source:  \"TODO\"\nrefresh: TODO");
}

static void check_plan(struct rule_check *check)
{
	for (uint32_t i = 0; i < check->plan->of_kind[KIND_goal].n; i++)
		check_goal(check, plan_goal(check->plan, i));
}

const struct rule rule_measurable_no_source = {
	.info = {.name = "measurable.no_source",
		.summary = "Neither a goal nor its metric says where the number comes from",
		.explanation =
			"A number that each side takes from its own list is a dispute in "
			"waiting, and one without a rhythm is old when it is needed. State "
			"`source`, the system both sides can see, and `refresh`, how often it is "
			"read, in the metric or in the goal. With a `feed` the file is the "
			"source.",
		.bad = DEMAND("  refresh:     1 week\n"),
		.good = DEMAND("  source:      \"Acme CRM, partner view\"\n"
			       "  refresh:     1 week\n"),
		.levels = {LEVEL_WARNING, LEVEL_ERROR, LEVEL_ERROR},
		.completeness = true},
	.check = check_plan,
};
