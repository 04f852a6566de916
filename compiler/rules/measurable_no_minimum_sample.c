#include "compiler/rules/rules_shared.h"

#define ATTACHED(pad, sample)                                                                      \
	"metric attached \"Deals with services\" {\n"                                              \
	"  means:" pad                                                                             \
	"   \"Of the deals won in the last twelve months, the share with services.\"\n"            \
	"  unit:" pad "    percent\n"                                                              \
	"  kind:" pad "    level\n"                                                                \
	"  better:" pad "  more\n"                                                                 \
	"  owner:" pad "   priya\n"                                                                \
	"  source:" pad "  \"Acme CRM, partner view\"\n"                                           \
	"  refresh:" pad " 2 weeks\n" sample "}\n"                                                 \
	"\n"                                                                                       \
	"goal services \"Attach services to 60% of the deals\" {\n"                                \
	"  owner:     dana\n"                                                                      \
	"  with:      priya\n"                                                                     \
	"  objective: land_retail\n"                                                               \
	"  metric:    attached\n"                                                                  \
	"  scope:     all\n"                                                                       \
	"  at_least:  60%\n"                                                                       \
	"}\n"

/* A share that follows from other metrics, or is one of a declared unit, has no sample of its own.
 */
static bool needs_sample(const struct metric_block *metric)
{
	return metric->unit == UNIT_PERCENT && metric->kind == metric_kind_level &&
	       !block_has(&metric->block, "minimum_sample") && !metric->equals.node &&
	       rules_is_whole(&metric->block);
}

static void report_own(
	struct rule_check *check, const struct metric_block *metric, const struct goal_block *goal)
{
	const struct block *block = &metric->block;
	struct finding *finding = rule_report(check, block, block_span(block),
		"nothing says how many cases stand behind a value of %.*s",
		STR_ARGS(block_called(check->plan, block)));
	if (goal)
		finding_label(check->sink, finding, block_field_span(&goal->block, "metric"),
			"used by %.*s", STR_ARGS(block_called(check->plan, &goal->block)));
	finding_help(check->sink, finding, "state the fewest cases that are judged:");
	finding_code(check->sink, finding, "minimum_sample: TODO");
}

/* A metric of the standard library is completed where it is used. */
static void report_std(
	struct rule_check *check, const struct metric_block *metric, const struct goal_block *goal)
{
	struct str name = rules_name(check, &metric->block);
	struct finding *finding =
		rule_report(check, &goal->block, block_field_span(&goal->block, "metric"),
			"nothing says how many cases stand behind a value of %.*s",
			STR_ARGS(block_called(check->plan, &metric->block)));
	finding_help(check->sink, finding,
		"use a metric of your own like it, with the fewest cases that are judged:");
	finding_code(check->sink, finding,
		"metric %.*s like std.metrics.%.*s { minimum_sample: TODO }", STR_ARGS(name),
		STR_ARGS(name));
}

/* One report for a metric, whatever goals use it. */
static void check_plan(struct rule_check *check)
{
	const struct plan *plan = check->plan;
	struct map goal_of = {0}; /* metric -> first goal on it, + 1 */
	for (uint32_t i = 0; i < plan->of_kind[KIND_goal].n; i++) {
		const struct goal_block *goal = plan_goal(plan, i);
		const struct metric_block *metric = goal_metric(goal);
		bool added = false;
		if (metric)
			*map_put(&goal_of, rules_key(&metric->block), &added) = i + 1;
		if (added && metric->block.is_std && needs_sample(metric))
			report_std(check, metric, goal);
	}
	for (uint32_t i = 0; i < plan->of_kind[KIND_metric].n; i++) {
		const struct metric_block *metric = plan_metric(plan, i);
		const uint32_t *goal = map_get(&goal_of, rules_key(&metric->block));
		if (!metric->block.is_std && needs_sample(metric))
			report_own(check, metric, goal ? plan_goal(plan, *goal - 1) : NULL);
	}
	map_free(&goal_of);
}

const struct rule rule_measurable_no_minimum_sample = {
	.info = {.name = "measurable.no_minimum_sample",
		.summary = "A metric in percent does not say how many cases it takes",
		.explanation =
			"One deal of two is 50%, and next week it is 33%. A rate over few cases "
			"jumps "
			"for no reason, and the goal on it turns red and green by chance. State "
			"the "
			"fewest cases that are judged: `minimum_sample: 20`. A share of a fixed "
			"group, such as certified sellers, is better counted in people; one that "
			"follows from other metrics (`equals`) needs none.",
		.bad = ATTACHED("", ""),
		.good = ATTACHED("       ", "  minimum_sample: 20\n"),
		.levels = {LEVEL_OFF, LEVEL_OFF, LEVEL_WARNING}},
	.check = check_plan,
};
