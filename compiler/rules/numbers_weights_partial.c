#include "compiler/rules/rules_shared.h"

#define MEETINGS(weight)                                                                           \
	"goal meetings \"Meet 4 shops a month\" {\n"                                               \
	"  owner:       lee\n"                                                                     \
	"  with:        priya\n"                                                                   \
	"  objective:   land_retail\n"                                                             \
	"  metric:      std.metrics.qualified_leads\n"                                             \
	"  source:      \"Acme CRM, partner view\"\n"                                              \
	"  refresh:     1 week\n"                                                                  \
	"  measured_by: priya\n"                                                                   \
	"  scope:       all\n"                                                                     \
	"  at_least:    4 leads\n" weight "}\n"

enum { LABELS_MAX = 4 };

/* Neither heavy nor light: a stretch goal goes with the goal that it goes beyond. */
static bool lacks_weight(const struct goal_block *goal)
{
	return !block_has(&goal->block, "weight") && !goal->stretch_of.node &&
	       rules_is_whole(&goal->block);
}

static void report(struct rule_check *check, uint32_t first, uint32_t n, uint32_t weighed)
{
	const struct plan *plan = check->plan;
	const struct block *block = &plan_goal(plan, first)->block;
	uint32_t shown = 0;
	struct finding *finding = rule_report(check, block, block_span(block),
		"%u of %u goals have a weight and %u do not: %.*s is the first without", weighed,
		weighed + n, n, STR_ARGS(block_called(plan, block)));
	for (uint32_t i = first + 1; i < plan->of_kind[KIND_goal].n && shown < LABELS_MAX; i++) {
		if (!lacks_weight(plan_goal(plan, i)))
			continue;
		finding_label(check->sink, finding, block_span(&plan_goal(plan, i)->block),
			"without a weight");
		shown++;
	}
	finding_help(check->sink, finding,
		"weigh all of them or none; a goal without a weight counts as 1 among the others");
}

static void check_plan(struct rule_check *check)
{
	const struct plan *plan = check->plan;
	uint32_t n = 0, weighed = 0, first = 0;
	for (uint32_t i = plan->of_kind[KIND_goal].n; i-- > 0;) {
		weighed += block_has(&plan_goal(plan, i)->block, "weight");
		if (!lacks_weight(plan_goal(plan, i)))
			continue;
		n++;
		first = i;
	}
	if (n && weighed)
		report(check, first, n, weighed);
}

const struct rule rule_numbers_weights_partial = {
	.info = {.name = "numbers.weights_partial",
		.summary = "Some goals have a weight and some do not",
		.explanation =
			"Weights say how attention is shared between goals. Where only some have "
			"one, the others count as 1, and nobody meant that: among weights of 10 "
			"and 30 a goal without one nearly vanishes. Weigh all goals or none. "
			"Stretch goals go with the goal that they go beyond and need none.",
		.bad = MEETINGS("  weight:      2\n"),
		.good = MEETINGS(""),
		.levels = {LEVEL_OFF, LEVEL_INFO, LEVEL_WARNING}},
	.check = check_plan,
};
