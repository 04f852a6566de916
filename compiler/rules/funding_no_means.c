#include "compiler/rules/rules_shared.h"

#define CALLS(means)                                                                               \
	"initiative calls \"Call the ten largest accounts\" {\n"                                   \
	"  owner:  dana\n"                                                                         \
	"  with:   priya\n"                                                                        \
	"  serves: [sourced]\n"                                                                    \
	"  area:   sales\n"                                                                        \
	"  window: 2026-02-02 .. 2026-05-29\n" means "}\n"

/* The initiatives that a request pays for, as a whole or in part. */
static void find_paid(const struct plan *plan, struct map *paid)
{
	for (uint32_t i = 0; i < plan->of_kind[KIND_request].n; i++) {
		const struct initiative_block *initiative =
			rules_initiative(plan_request(plan, i)->pays.block);
		if (initiative)
			map_put(paid, rules_key(&initiative->block), NULL);
	}
}

/* What could not be read may be a resource. */
static bool needs_means(const struct initiative_block *initiative)
{
	for (uint32_t i = 0; i < initiative->needs.n; i++) {
		const struct block *need = initiative->needs.items[i].block;
		if (!need || need->kind == KIND_resource)
			return true;
	}
	return false;
}

static void check_plan(struct rule_check *check)
{
	const struct plan *plan = check->plan;
	struct map paid = {0};
	find_paid(plan, &paid);
	for (uint32_t i = 0; i < plan->of_kind[KIND_initiative].n; i++) {
		const struct initiative_block *initiative = plan_initiative(plan, i);
		const struct block *block = &initiative->block;
		if (block_has(block, "budget") || block_has(block, "effort") ||
			block_has(block, "team") || needs_means(initiative) ||
			map_get(&paid, rules_key(block)) || rules_is_over(block) ||
			!rules_is_whole(block) ||
			!rules_has_all(check, block, "needs", initiative->needs.n))
			continue;
		struct finding *finding = rule_report(check, block, block_span(block),
			"%.*s has no means: no money, no working time, nobody who works on it",
			STR_ARGS(block_called(plan, block)));
		finding_help(check->sink, finding,
			"state what it takes: `budget`, `effort`, a `team` or a resource in "
			"`needs`:");
		finding_code(check->sink, finding, "effort: TODO days");
	}
	map_free(&paid);
}

const struct rule rule_funding_no_means = {
	.info = {.name = "funding.no_means",
		.summary = "An initiative has neither money nor working time nor people",
		.explanation =
			"Work without means is a wish: it is the first to fall behind, because "
			"nobody has set anything aside for it. State at least one of `budget`, "
			"`effort`, `team`, a resource in `needs`, or a request that pays for it. "
			"An "
			"estimate is better than nothing: it can be compared with what people "
			"have.",
		.bad = CALLS(""),
		.good = CALLS("  effort: 12 days\n"),
		.levels = {LEVEL_OFF, LEVEL_WARNING, LEVEL_ERROR},
		.completeness = true},
	.check = check_plan,
};
