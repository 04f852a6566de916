#include "compiler/rules/rules_shared.h"

#define VISITS(objective)                                                                          \
	"goal meetings \"Meet 40 shops in spring\" {\n"                                            \
	"  owner:       vera\n"                                                                    \
	"  with:        priya\n" objective "  metric:      std.metrics.qualified_leads\n"          \
	"  source:      \"Acme CRM, partner view\"\n"                                              \
	"  refresh:     1 week\n"                                                                  \
	"  measured_by: priya\n"                                                                   \
	"  scope:       all\n"                                                                     \
	"  at_least:    4 leads\n"                                                                 \
	"}\n"

/* Goals that state an objective, or of which it cannot be said. */
static void find_with_objective(const struct plan *plan, struct map *found)
{
	for (uint32_t i = 0; i < plan->of_kind[KIND_goal].n; i++) {
		const struct goal_block *goal = plan_goal(plan, i);
		const struct block *block = &goal->block;
		if (block_has(block, "objective") || !rules_is_whole(block) ||
			(block_has(block, "part_of") && !goal->part_of.block))
			map_put(found, rules_key(block), NULL);
	}
}

static void check_plan(struct rule_check *check)
{
	const struct plan *plan = check->plan;
	struct str path = STR("TODO");
	struct map stated = {0};
	find_with_objective(plan, &stated);
	const bool *within = rules_within_marked(check, &stated);
	if (plan->of_kind[KIND_objective].n)
		path = block_path(plan, plan->of_kind[KIND_objective].items[0]);
	for (uint32_t i = 0; i < plan->of_kind[KIND_goal].n; i++) {
		const struct block *block = &plan_goal(plan, i)->block;
		if (within[i])
			continue;
		struct finding *finding = rule_report(check, block, block_span(block),
			"%.*s makes no objective measurable", STR_ARGS(block_called(plan, block)));
		if (block_has(block, "part_of"))
			finding_label(check->sink, finding, block_field_span(block, "part_of"),
				"neither does the goal that it is a part of");
		finding_help(check->sink, finding, "name what it is for:");
		finding_code(check->sink, finding, "objective: %.*s", STR_ARGS(path));
	}
	map_free(&stated);
}

const struct rule rule_relevant_no_objective = {
	.info = {.name = "relevant.no_objective",
		.summary = "A goal has no objective",
		.explanation =
			"A number without a reason is the first to be cut when work gets tight. "
			"Each goal makes an `objective` measurable, and the objective serves "
			"priorities of the parties: so everybody can see why this number and not "
			"another. A part of a goal (`part_of`) has the objective of the whole.",
		.bad = VISITS(""),
		.good = VISITS("  objective:   land_retail\n"),
		.levels = {LEVEL_OFF, LEVEL_ERROR, LEVEL_ERROR},
		.completeness = true},
	.check = check_plan,
};
