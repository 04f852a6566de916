#include "compiler/rules/rules_shared.h"

#define RETENTION(pair)                                                                            \
	"metric retention \"Gross retention\" {\n"                                                 \
	"  means:          \"Share of last year's contract value that was renewed.\"\n"            \
	"  unit:           percent\n"                                                              \
	"  kind:           level\n"                                                                \
	"  better:         more\n"                                                                 \
	"  owner:          priya\n"                                                                \
	"  source:         \"Acme CRM, partner view\"\n"                                           \
	"  refresh:        2 weeks\n"                                                              \
	"  pace:           lagging\n" pair "  minimum_sample: 20\n"                                \
	"}\n"                                                                                      \
	"\n"                                                                                       \
	"goal renewal \"Keep gross retention at 92% or above\" {\n"                                \
	"  owner:     dana\n"                                                                      \
	"  with:      priya\n"                                                                     \
	"  objective: land_retail\n"                                                               \
	"  metric:    retention\n"                                                                 \
	"  scope:     all\n"                                                                       \
	"  at_least:  92%\n"                                                                       \
	"}\n"

static const struct rule_setting settings[] = {
	{"measurable.lagging_unpaired", 14, RULE_DAYS,
		"longest refresh of the leading metric beside a lagging one"},
	{"measurable.lagging_unpaired.lasts", 90, RULE_DAYS,
		"longest goal that needs no such pair"},
	{0}};

struct look {
	const struct rule_check *check;
	struct map goal_of; /* metric -> a goal on it, + 1 */
};

/* As the metric says, else as a goal on it does. */
static struct duration refresh_of(const struct look *look, const struct metric_block *metric)
{
	const uint32_t *place = map_get(&look->goal_of, rules_key(&metric->block));
	return metric->refresh.unit || !place ? metric->refresh
					      : plan_goal(look->check->plan, *place - 1)->refresh;
}

static bool is_quick(
	const struct look *look, const struct metric_block *metric, const struct block *goal)
{
	struct duration refresh = refresh_of(look, metric);
	/* Business hours are shorter than any day that is asked for. */
	return refresh.unit == DURATION_BUSINESS_HOUR ||
	       (refresh.unit &&
		       duration_days_at_most(refresh) <=
			       rule_setting(look->check, "measurable.lagging_unpaired", goal));
}

static const struct metric_block *pair_of(const struct metric_block *metric)
{
	const struct block *pair = metric->pairs_with.block;
	return pair && pair->kind == KIND_metric ? (const void *)pair : NULL;
}

/* What is amiss with the pair, NULL if nothing. */
static const char *fault(
	const struct look *look, const struct metric_block *pair, const struct block *goal)
{
	if (pair->pace != pace_leading)
		return "is not marked as leading";
	return is_quick(look, pair, goal) ? NULL : "is not read often enough";
}

static void report(struct rule_check *check, const struct goal_block *goal,
	const struct metric_block *metric, const struct metric_block *pair, const char *fault)
{
	const struct block *block = &goal->block;
	struct finding *finding;
	struct span span = block_field_span(block, "metric");
	if (pair) {
		finding = rule_report(check, block, span,
			"%.*s is seen late: %.*s, beside its metric, %s",
			STR_ARGS(block_called(check->plan, block)),
			STR_ARGS(block_called(check->plan, &pair->block)), fault);
		finding_label(check->sink, finding,
			block_field_span(
				&pair->block, pair->pace == pace_leading ? "refresh" : "pace"),
			"%s", fault);
	} else {
		finding = rule_report(check, block, span,
			"%.*s is seen late: no leading metric stands beside its own",
			STR_ARGS(block_called(check->plan, block)));
	}
	finding_caret(check->sink, finding, "a lagging metric");
	if (!metric->block.is_std)
		finding_label(check->sink, finding, block_field_span(&metric->block, "pace"),
			"shows the result after the fact");
	finding_help(check->sink, finding,
		"name one that moves earlier and is read at least every %lld days, in the block of "
		"`%.*s`:",
		(long long)rule_setting(check, "measurable.lagging_unpaired", block),
		STR_ARGS(rules_name(check, &metric->block)));
	finding_code(check->sink, finding, "pairs_with: TODO");
}

static void check_plan(struct rule_check *check)
{
	const struct plan *plan = check->plan;
	struct look look = {.check = check};
	for (uint32_t i = plan->of_kind[KIND_goal].n; i-- > 0;)
		if (plan_goal(plan, i)->metric.block && plan_goal(plan, i)->refresh.unit)
			*map_put(&look.goal_of, rules_key(plan_goal(plan, i)->metric.block), NULL) =
				i + 1;
	for (uint32_t i = 0; i < plan->of_kind[KIND_goal].n; i++) {
		const struct goal_block *goal = plan_goal(plan, i);
		const struct metric_block *metric = goal_metric(goal);
		if (!metric || metric->pace != pace_lagging ||
			rules_length(goal_days(plan, goal)) <=
				rule_setting(
					check, "measurable.lagging_unpaired.lasts", &goal->block))
			continue;
		const struct metric_block *pair = pair_of(metric);
		if (!pair && block_has(&metric->block, "pairs_with"))
			continue;
		const char *what = pair ? fault(&look, pair, &goal->block) : NULL;
		if (!pair || what)
			report(check, goal, metric, pair, what);
	}
	map_free(&look.goal_of);
}

const struct rule rule_measurable_lagging_unpaired = {
	.info = {.name = "measurable.lagging_unpaired",
		.summary = "A lagging metric has no quick leading one beside it",
		.explanation =
			"Retention or market share say in autumn what went wrong in spring. A goal "
			"on "
			"such a metric needs another one beside it that moves earlier and is read "
			"at "
			"least every two weeks, such as onboarding within 30 days: name it in "
			"`pairs_with` of the metric. Goals of up to 90 days need none.",
		.bad = RETENTION(""),
		.good = RETENTION("  pairs_with:     std.metrics.onboarded_in_time\n"),
		.levels = {LEVEL_OFF, LEVEL_WARNING, LEVEL_WARNING}},
	.settings = settings,
	.check = check_plan,
};
