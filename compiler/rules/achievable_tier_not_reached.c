#include "compiler/plan/eval.h"
#include "compiler/plan/refs.h"
#include "compiler/rules/readings_shared.h"

#define TIER(people)                                                                               \
	"# without: plan joint\n"                                                                  \
	"\n"                                                                                       \
	"plan joint \"Acme x Brightline 2026\" {\n"                                                \
	"  between:  [acme, brightline]\n"                                                         \
	"  period:   2026-01-01 .. 2026-12-31\n"                                                   \
	"  currency: USD\n"                                                                        \
	"  tier:     gold\n"                                                                       \
	"  vision:   \"The first call for backup in mid-market retail.\"\n"                        \
	"  sponsors: [omar, ana]\n"                                                                \
	"  channels: [\"Acme CRM, partner view\"]\n"                                               \
	"}\n"                                                                                      \
	"\n"                                                                                       \
	"tier gold \"Gold\" {\n"                                                                   \
	"  requires: [\n"                                                                          \
	"    sourced.latest >= 500,000 USD,\n"                                                     \
	"    std.metrics.certified_people.latest >= " people ",\n"                                 \
	"  ]\n"                                                                                    \
	"}\n"

/* What goals are thought to stand at. */
enum assumed { ASSUMED_TARGET, ASSUMED_UPPER, ASSUMED_BASELINE, ASSUMED_N };

enum { SHOWN_MAX = 3 };

/* The plan as it would be tracked if every goal stood at what is assumed. */
struct imagined {
	struct tracked tracked;
	struct arena arena;
	struct map goal_of; /* metric -> the goal that speaks for it, + 1 */
};

static struct quantity assumed_value(const struct goal_block *goal, enum assumed assumed)
{
	if (assumed == ASSUMED_BASELINE)
		return goal->baseline.value;
	if (assumed == ASSUMED_UPPER && goal->between.high.set)
		return goal->between.high;
	if (goal->target.value.set)
		return goal->target.value;
	if (goal->at_least.set)
		return goal->at_least;
	return goal->at_most.set ? goal->at_most : goal->between.low;
}

/* Of several goals on a metric the one on all that it counts speaks for it, then the one that asks
   for most. */
static bool speaks_louder(const struct goal_block *goal, const struct goal_block *than)
{
	const struct metric_block *metric = goal_metric(goal);
	bool all = !goal->scope.n, other = !than->scope.n;
	struct quantity a = assumed_value(goal, ASSUMED_TARGET);
	struct quantity b = assumed_value(than, ASSUMED_TARGET);
	if (all != other)
		return all;
	int order = a.set && b.set ? decimal_compare(a.n, b.n) : 0;
	return metric->better == better_less ? order < 0 : order > 0;
}

static void find_speakers(const struct plan *plan, struct map *goal_of)
{
	for (uint32_t i = 0; i < plan->of_kind[KIND_goal].n; i++) {
		const struct goal_block *goal = plan_goal(plan, i);
		if (!goal_metric(goal) || goal->stretch_of.node)
			continue;
		uint32_t *place = map_put(goal_of, rules_key(goal->metric.block), NULL);
		if (!*place || speaks_louder(goal, plan_goal(plan, *place - 1)))
			*place = i + 1;
	}
}

static void add_goal(
	struct imagined *imagined, const struct goal_block *goal, struct quantity value)
{
	static const struct figure whole = {.has = true, .exact = {1, 1}};
	struct tracked_goal tracked = {.goal = goal, .unit = value.unit};
	struct figure there = {.has = true, .exact = ratio_of(value.n)};
	tracked.figures = (struct goal_figures){.status = STATUS_DONE,
		.has_reading = true,
		.actual = value.n,
		.attainment = whole,
		.pace = whole,
		.expected = there,
		.projection = there,
		.gap = {.has = true, .exact = {0, 1}}};
	tracked.rolled_up = STATUS_DONE;
	vec_push(&imagined->tracked.goals, tracked);
	*map_put(&imagined->tracked.index, rules_key(&goal->block), NULL) =
		imagined->tracked.goals.n;
}

static void add_metric(
	struct imagined *imagined, const struct metric_block *metric, struct decimal value)
{
	struct point *point = arena_new(&imagined->arena, struct point);
	*point = (struct point){.date = imagined->tracked.as_of, .value = value};
	vec_push(
		&imagined->tracked.metrics, ((struct tracked_metric){.metric = metric,
						    .series = {.items = point, .n = 1, .cap = 1}}));
	*map_put(&imagined->tracked.index, rules_key(&metric->block), NULL) =
		imagined->tracked.metrics.n;
}

/* A metric without a goal stands where it was read last. */
static void add_read_metrics(struct imagined *imagined, const struct all_readings *readings)
{
	const struct plan *plan = imagined->tracked.plan;
	for (uint32_t i = 0; i < plan->of_kind[KIND_metric].n; i++) {
		const struct metric_block *metric = plan_metric(plan, i);
		const struct target_readings *own = readings_of(readings, &metric->block);
		struct series series = {0};
		if (map_get(&imagined->goal_of, rules_key(&metric->block)) || !own)
			continue;
		readings_series(own, &series);
		if (series.n)
			add_metric(imagined, metric, series.items[series.n - 1].value);
		series_free(&series);
	}
}

static void imagine(struct imagined *imagined, const struct plan *plan,
	const struct all_readings *readings, enum assumed assumed)
{
	*imagined = (struct imagined){.tracked = {.plan = plan, .as_of = plan->last}};
	arena_init(&imagined->arena);
	find_speakers(plan, &imagined->goal_of);
	for (uint32_t i = 0; i < plan->of_kind[KIND_goal].n; i++) {
		const struct goal_block *goal = plan_goal(plan, i);
		const struct metric_block *metric = goal_metric(goal);
		struct quantity value = assumed_value(goal, assumed);
		if (!metric || !value.set)
			continue;
		add_goal(imagined, goal, value);
		const uint32_t *place = map_get(&imagined->goal_of, rules_key(&metric->block));
		if (place && *place == i + 1)
			add_metric(imagined, metric, value.n);
	}
	add_read_metrics(imagined, readings);
}

static void forget(struct imagined *imagined)
{
	vec_free(&imagined->tracked.goals);
	vec_free(&imagined->tracked.metrics);
	map_free(&imagined->tracked.index);
	map_free(&imagined->goal_of);
	arena_free(&imagined->arena);
}

/* ---- the conditions ---- */

/* Whether a condition reads what a feed fills and no goal says: that is known on a day only. */
struct reads {
	const struct plan *plan;
	const struct map *goal_of;
	struct map fed;
	bool is_unknown;
};

static void note_fed(void *context, const struct found_ref *ref)
{
	struct reads *reads = context;
	if (ref->to && ref->to->kind == KIND_metric && map_get(&reads->fed, rules_key(ref->to)) &&
		!map_get(reads->goal_of, rules_key(ref->to)))
		reads->is_unknown = true;
}

static bool is_known(struct rule_check *check, struct tier_block *tier, const struct map *goal_of)
{
	struct reads reads = {.plan = check->plan, .goal_of = goal_of};
	for (uint32_t i = 0; i < check->plan->of_kind[KIND_feed].n; i++)
		if (plan_feed(check->plan, i)->into.block)
			map_put(&reads.fed, rules_key(plan_feed(check->plan, i)->into.block), NULL);
	refs_each(check->plan, &tier->block, note_fed, &reads);
	map_free(&reads.fed);
	return !reads.is_unknown;
}

static bool holds(const struct rule_check *check, struct tier_block *tier,
	const struct imagined *imagined, struct expression expression)
{
	struct eval eval = {.plan = check->plan,
		.file = expression.file,
		.block = &tier->block,
		.tracked = &imagined->tracked,
		.arena = &check->sink->arena};
	return eval_condition(&eval, expression.node);
}

static void report(struct rule_check *check, const struct tier_block *tier,
	const struct expression *unmet, uint32_t n)
{
	const struct plan *plan = check->plan;
	const struct block *frame = &plan->frame->block;
	struct out what = {0};
	for (uint32_t i = 0; i < n && i < SHOWN_MAX; i++)
		out_printf(&what, "%s`%.*s`", i ? ", " : "",
			STR_ARGS(file_text(unmet[i].file, unmet[i].node)));
	if (n > SHOWN_MAX)
		out_printf(&what, " and %u more", n - SHOWN_MAX);
	struct finding *finding = rule_report(check, frame, block_field_span(frame, "tier"),
		"%.*s is not reached even with all goals on target: %.*s",
		STR_ARGS(block_called(plan, &tier->block)), STR_ARGS(out_view(&what)));
	finding_caret(check->sink, finding, "the plan's tier");
	for (uint32_t i = 0; i < n && i < SHOWN_MAX && !tier->block.is_std; i++)
		finding_label(check->sink, finding, file_span(unmet[i].file, unmet[i].node),
			"does not follow from the goals");
	finding_help(check->sink, finding,
		"add or raise the goals that the tier asks for, or aim at another tier");
	out_free(&what);
}

static void check_tier(struct rule_check *check, struct tier_block *tier)
{
	struct imagined imagined[ASSUMED_N];
	struct all_readings readings;
	struct expression *unmet =
		arena_array(&check->sink->arena, struct expression, tier->requires.n);
	uint32_t n = 0;
	readings_make(&readings, check->plan);
	for (enum assumed i = 0; i < ASSUMED_N; i++)
		imagine(&imagined[i], check->plan, &readings, i);
	for (uint32_t i = 0; i < tier->requires.n; i++) {
		bool is_met = false;
		for (enum assumed k = 0; k < ASSUMED_N; k++)
			is_met |= holds(check, tier, &imagined[k], tier->requires.items[i]);
		if (!is_met)
		unmet[n++] = tier->requires.items[i];
	}
	if (n && is_known(check, tier, &imagined[ASSUMED_TARGET].goal_of))
		report(check, tier, unmet, n);
	for (enum assumed i = 0; i < ASSUMED_N; i++)
		forget(&imagined[i]);
	readings_free(&readings);
}

/* It cannot be read or has no number yet, which is reported: that may be the one asked for. */
static bool is_undecided(const struct goal_block *goal)
{
	return goal->block.broken || !assumed_value(goal, ASSUMED_TARGET).set;
}

static void check_plan(struct rule_check *check)
{
	struct plan *plan = check->plan;
	struct block *block = plan->frame->tier.block;
	bool is_tier = block && block->kind == KIND_tier && !block->broken;
	for (uint32_t i = 0; i < plan->of_kind[KIND_goal].n; i++)
		if (is_undecided(plan_goal(plan, i)))
			return;
	if (is_tier && plan->last && !plan->is_broken)
		check_tier(check, (struct tier_block *)(void *)block);
}

const struct rule rule_achievable_tier_not_reached = {
	.info = {.name = "achievable.tier_not_reached",
		.summary = "The tier is not reached even with all goals on target",
		.explanation =
			"A plan that names a tier aims at it, so its goals have to add up to what "
			"the tier `requires`. The conditions are judged as if every goal stood at "
			"its target, and every metric without a goal where it was read last. What "
			"is still not met then has no goal, or one that is too low: add or raise "
			"it, or aim at another tier. What held at the start already is met.",
		.bad = TIER("15 people"),
		.good = TIER("10 people"),
		.levels = {LEVEL_OFF, LEVEL_WARNING, LEVEL_WARNING}},
	.check = check_plan,
};
