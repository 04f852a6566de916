#include "compiler/rules/rules_shared.h"

#define RENEWALS(work)                                                                             \
	"goal renewals \"Renew 40 contracts\" {\n"                                                 \
	"  owner:       vera\n"                                                                    \
	"  with:        priya\n"                                                                   \
	"  objective:   land_retail\n"                                                             \
	"  metric:      std.metrics.deals_won\n"                                                   \
	"  source:      \"Acme CRM, partner view\"\n"                                              \
	"  refresh:     1 week\n"                                                                  \
	"  measured_by: priya\n"                                                                   \
	"  scope:       all\n"                                                                     \
	"  window:      2026-03-02 .. 2026-05-29\n"                                                \
	"  target:      40 deals by 2026-05-29\n"                                                  \
	"}\n" work

#define WORK                                                                                       \
	"\n"                                                                                       \
	"initiative renewal_calls \"Calls before each contract ends\" {\n"                         \
	"  owner:  dana\n"                                                                         \
	"  with:   priya\n"                                                                        \
	"  serves: [renewals]\n"                                                                   \
	"  area:   operations\n"                                                                   \
	"  window: 2026-03-02 .. 2026-05-29\n"                                                     \
	"  effort: 10 days\n"                                                                      \
	"}\n"

static const struct goal_block *whole_of(const struct goal_block *goal)
{
	const struct block *block = goal->part_of.block;
	return block && block->kind == KIND_goal ? (const void *)block : NULL;
}

static void find_served(const struct plan *plan, struct map *served)
{
	for (uint32_t i = 0; i < plan->of_kind[KIND_initiative].n; i++) {
		const struct initiative_block *initiative = plan_initiative(plan, i);
		for (uint32_t k = 0; k < initiative->serves.n; k++)
			if (initiative->serves.items[k].block &&
				!rules_is_cancelled(&initiative->block))
				map_put(served, rules_key(initiative->serves.items[k].block), NULL);
	}
}

/* What serves a part serves the whole; each whole is marked once. */
static void find_served_in_parts(
	const struct plan *plan, const struct map *served, struct map *in_parts)
{
	for (uint32_t i = 0; i < plan->of_kind[KIND_goal].n; i++) {
		const struct goal_block *goal = plan_goal(plan, i);
		bool is_new = map_get(served, rules_key(&goal->block)) != NULL;
		for (goal = whole_of(goal); goal && is_new; goal = whole_of(goal))
			map_put(in_parts, rules_key(&goal->block), &is_new);
	}
}

static bool can_judge(const struct rule_check *check)
{
	const struct plan *plan = check->plan;
	for (uint32_t i = 0; i < plan->of_kind[KIND_initiative].n; i++) {
		const struct initiative_block *initiative = plan_initiative(plan, i);
		if (!rules_has_all(check, &initiative->block, "serves", initiative->serves.n))
			return false;
	}
	return !plan->is_broken;
}

static void report(struct rule_check *check, const struct goal_block *goal)
{
	const struct block *block = &goal->block;
	struct str owner = STR("TODO");
	if (block_owner_on(block, DATE_NONE))
		owner = rules_name(check, &block_owner_on(block, DATE_NONE)->block);
	struct date_range days = goal_days(check->plan, goal);
	struct finding *finding = rule_report(check, block, block_span(block),
		"no initiative serves %.*s", STR_ARGS(block_called(check->plan, block)));
	finding_help(check->sink, finding,
		"name it in `serves` of the work that brings it there, or add that work:");
	finding_code(check->sink, finding,
		"initiative %.*s_work \"TODO\" {\n"
		"  owner:  %.*s\n"
		"  serves: [%.*s]\n"
		"  window: %s .. %.*s\n"
		"  effort: TODO\n"
		"}",
		STR_ARGS(rules_name(check, block)), STR_ARGS(owner),
		STR_ARGS(block_path(check->plan, block)), date_text(days.first).text,
		STR_ARGS(rules_date(check, days.last)));
}

static void check_plan(struct rule_check *check)
{
	const struct plan *plan = check->plan;
	struct map served = {0}, in_parts = {0};
	if (!can_judge(check))
		return;
	find_served(plan, &served);
	find_served_in_parts(plan, &served, &in_parts);
	const bool *within =
		rules_within_marked(check, &served); /* so does what serves the whole */
	for (uint32_t i = 0; i < plan->of_kind[KIND_goal].n; i++) {
		const struct goal_block *goal = plan_goal(plan, i);
		if (!within[i] && !map_get(&in_parts, rules_key(&goal->block)) &&
			goal->target.value.set && !goal->stretch_of.node)
			report(check, goal);
	}
	map_free(&in_parts);
	map_free(&served);
}

const struct rule rule_relevant_no_initiative = {
	.info = {.name = "relevant.no_initiative",
		.summary = "No initiative serves a goal",
		.explanation =
			"A target that nobody works for is reached by luck. At least one "
			"initiative names the goal in `serves`, so that its owner knows whom it "
			"is for and a report can show work and result side by side. What serves a "
			"part of the goal, or the whole that it is a part of, counts; cancelled "
			"work does not. Goals that only keep a value up need none.",
		.bad = RENEWALS(""),
		.good = RENEWALS(WORK),
		.levels = {LEVEL_OFF, LEVEL_ERROR, LEVEL_ERROR},
		.completeness = true},
	.check = check_plan,
};
