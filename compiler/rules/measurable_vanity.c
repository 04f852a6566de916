#include "compiler/rules/rules_shared.h"

#define VISITS(outcome)                                                                            \
	"goal visits \"Keep 400 visits a month to the partner portal\" {\n"                        \
	"  owner:       dana\n"                                                                    \
	"  with:        priya\n"                                                                   \
	"  objective:   land_retail\n"                                                             \
	"  metric:      std.metrics.portal_visits\n"                                               \
	"  source:      \"Portal statistics\"\n"                                                   \
	"  refresh:     1 week\n"                                                                  \
	"  measured_by: priya\n"                                                                   \
	"  scope:       all\n"                                                                     \
	"  window:      2026-03-02 .. 2026-05-29\n"                                                \
	"  at_least:    400 visits\n" outcome "}\n"

static bool is_outcome(const struct metric_block *metric, const struct metric_block *than)
{
	return metric && metric != than && metric->vanity != FLAG_TRUE;
}

static bool leads_to_outcome(const struct goal_block *goal, const struct metric_block *metric)
{
	const struct block *whole = goal->part_of.block;
	const struct block *pair = metric->pairs_with.block;
	if (whole && whole->kind == KIND_goal &&
		is_outcome(goal_metric((const void *)whole), metric))
		return true;
	return pair && pair->kind == KIND_metric && is_outcome((const void *)pair, metric);
}

static void check_plan(struct rule_check *check)
{
	for (uint32_t i = 0; i < check->plan->of_kind[KIND_goal].n; i++) {
		const struct goal_block *goal = plan_goal(check->plan, i);
		const struct metric_block *metric = goal_metric(goal);
		if (!metric || metric->vanity != FLAG_TRUE ||
			(block_has(&goal->block, "part_of") && !goal->part_of.block) ||
			leads_to_outcome(goal, metric))
			continue;
		struct finding *finding =
			rule_report(check, &goal->block, block_field_span(&goal->block, "metric"),
				"%.*s counts attention and is part of no outcome",
				STR_ARGS(block_called(check->plan, &goal->block)));
		finding_caret(check->sink, finding, "a vanity metric");
		finding_label(check->sink, finding, block_field_span(&metric->block, "vanity"),
			"marked here");
		finding_help(check->sink, finding, "name the goal that it is to help reach:");
		finding_code(check->sink, finding, "part_of: TODO");
	}
}

const struct rule rule_measurable_vanity = {
	.info = {.name = "measurable.vanity",
		.summary = "A goal counts attention and is part of no outcome",
		.explanation =
			"Visits, followers and downloads can double without a single order. Such "
			"a number may lead somewhere, and then the plan says where: make the "
			"goal `part_of` one on a result, or pair its metric with a result by "
			"`pairs_with`. A metric that is a result after all is not marked "
			"`vanity`.",
		.bad = VISITS(""),
		.good = VISITS("  part_of:     sourced\n"),
		.levels = {LEVEL_OFF, LEVEL_WARNING, LEVEL_ERROR}},
	.check = check_plan,
};
