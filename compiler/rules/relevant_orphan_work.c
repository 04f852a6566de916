#include "compiler/rules/rules_shared.h"

#define STOCK(serves)                                                                              \
	"initiative stock_list \"Weekly stock list\" {\n"                                          \
	"  owner:  mona\n"                                                                         \
	"  with:   lee\n" serves "  area:   operations\n"                                          \
	"  window: 2026-02-02 .. 2026-04-30\n"                                                     \
	"  effort: 6 days\n"                                                                       \
	"}\n"

static void need(struct map *needed, const struct block *block)
{
	for (; block; block = block->parent) /* a milestone of it is enough */
		map_put(needed, rules_key(block), NULL);
}

/* What another initiative comes after or needs. */
static void find_needed(const struct plan *plan, struct map *needed)
{
	for (uint32_t i = 0; i < plan->of_kind[KIND_initiative].n; i++) {
		const struct initiative_block *initiative = plan_initiative(plan, i);
		for (uint32_t k = 0; k < initiative->after.n; k++)
			need(needed, initiative->after.items[k].block);
		for (uint32_t k = 0; k < initiative->needs.n; k++)
			need(needed, initiative->needs.items[k].block);
	}
	for (uint32_t i = 0; i < plan->of_kind[KIND_milestone].n; i++) {
		const struct milestone_block *milestone = plan_milestone(plan, i);
		for (uint32_t k = 0; k < milestone->after.n; k++) {
			const struct block *on = milestone->after.items[k].block;
			if (on && rules_initiative(on) != rules_initiative(&milestone->block))
				need(needed, on);
		}
	}
}

static void check_plan(struct rule_check *check)
{
	const struct plan *plan = check->plan;
	struct map needed = {0};
	find_needed(plan, &needed);
	for (uint32_t i = 0; i < plan->of_kind[KIND_initiative].n; i++) {
		const struct block *block = &plan_initiative(plan, i)->block;
		if (block_has(block, "serves") || map_get(&needed, rules_key(block)) ||
			rules_is_cancelled(block) || !rules_is_whole(block))
			continue;
		struct finding *finding = rule_report(check, block, block_span(block),
			"%.*s serves no goal", STR_ARGS(block_called(plan, block)));
		finding_help(check->sink, finding,
			"name the goal that it works for; without one, ask whether it belongs into "
			"this plan:");
		finding_code(check->sink, finding, "serves: [%.*s]",
			STR_ARGS(plan->of_kind[KIND_goal].n
					 ? block_path(plan, &plan_goal(plan, 0)->block)
					 : STR("TODO")));
	}
	map_free(&needed);
}

const struct rule rule_relevant_orphan_work = {
	.info = {.name = "relevant.orphan_work",
		.summary = "An initiative serves no goal",
		.explanation =
			"Work that serves no goal takes people and money from work that does, and "
			"nobody can tell whether it was worth it. Name the goals it moves in "
			"`serves`. Work that only prepares other work needs none, as long as the "
			"other one says so with `after` or `needs`.",
		.bad = STOCK(""),
		.good = STOCK("  serves: [first_orders]\n"),
		.levels = {LEVEL_OFF, LEVEL_WARNING, LEVEL_WARNING}},
	.check = check_plan,
};
