#include "compiler/rules/rules_shared.h"

#define CAMPAIGN(with)                                                                             \
	"initiative campaign \"Retail campaign\" {\n"                                              \
	"  owner:  lee\n" with "  serves: [sourced]\n"                                             \
	"  area:   marketing\n"                                                                    \
	"  window: 2026-03-02 .. 2026-06-26\n"                                                     \
	"  effort: 20 days\n"                                                                      \
	"}\n"

enum { PARTIES_MAX = 2 };

struct parties { /* up to two different ones are enough */
	const struct party_block *items[PARTIES_MAX];
	uint32_t n;
};

static void add_party(struct parties *parties, const struct party_block *party)
{
	if (!party || parties->n == PARTIES_MAX || (parties->n && parties->items[0] == party))
		return;
	parties->items[parties->n++] = party;
}

static void add_served(struct parties *parties, const struct goal_block *goal)
{
	const struct block *block = goal->objective.block;
	if (!block || block->kind != KIND_objective)
		return;
	const struct objective_block *objective = (const void *)block;
	for (uint32_t i = 0; i < objective->serves.n; i++) {
		const struct block *priority = objective->serves.items[i].block;
		if (priority && priority->kind == KIND_priority)
			add_party(parties,
				block_as_party(
					((const struct priority_block *)(const void *)priority)
						->of.block));
	}
}

static void report_block(struct rule_check *check, const struct block *block,
	const struct parties *parties, const char *field, const char *what)
{
	struct str one = rules_name(check, &parties->items[0]->block);
	struct str two = rules_name(check, &parties->items[1]->block);
	struct finding *finding = rule_report(check, block, block_span(block),
		"%.*s %s %.*s and %.*s and names no counterpart",
		STR_ARGS(block_called(check->plan, block)), what, STR_ARGS(one), STR_ARGS(two));
	finding_label(check->sink, finding, block_field_span(block, field), "both sides are in it");
	finding_help(
		check->sink, finding, "name the counterpart in the party that does not own it:");
	finding_code(check->sink, finding, "with: TODO");
}

/* What is the own matter of one party has no counterpart. */
static bool is_for_one(const struct block *block)
{
	return block_any(block)->only_for.n == 1;
}

static void check_goal(struct rule_check *check, const struct goal_block *goal)
{
	struct parties parties = {0};
	if (block_has(&goal->block, "with") || is_for_one(&goal->block) ||
		!rules_is_whole(&goal->block))
		return;
	add_served(&parties, goal);
	if (parties.n == PARTIES_MAX)
		report_block(check, &goal->block, &parties, "objective", "serves priorities of");
}

static void check_initiative(struct rule_check *check, const struct initiative_block *initiative)
{
	struct parties served = {0}, team = {0};
	if (block_has(&initiative->block, "with") || is_for_one(&initiative->block) ||
		!rules_is_whole(&initiative->block))
		return;
	for (uint32_t i = 0; i < initiative->serves.n; i++) {
		const struct block *goal = initiative->serves.items[i].block;
		if (goal && goal->kind == KIND_goal)
			add_served(&served, (const void *)goal);
	}
	for (uint32_t i = 0; i < initiative->team.n; i++) {
		const struct party_block *party =
			person_party(block_as_person(initiative->team.items[i].block));
		if (party && plan_has_party(check->plan, &party->block))
			add_party(&team, party);
	}
	if (served.n == PARTIES_MAX)
		report_block(check, &initiative->block, &served, "serves", "serves priorities of");
	else if (team.n == PARTIES_MAX)
		report_block(check, &initiative->block, &team, "team", "has people from");
}

static void check_plan(struct rule_check *check)
{
	const struct plan *plan = check->plan;
	for (uint32_t i = 0; i < plan->of_kind[KIND_goal].n; i++)
		check_goal(check, plan_goal(plan, i));
	for (uint32_t i = 0; i < plan->of_kind[KIND_initiative].n; i++)
		check_initiative(check, plan_initiative(plan, i));
}

const struct rule rule_ownership_no_counterpart = {
	.info = {.name = "ownership.no_counterpart",
		.summary = "Work that concerns two parties has no counterpart",
		.explanation =
			"One person owns it, and on the other side somebody has to open doors, "
			"answer questions and know how it stands. Name that person in `with`. It "
			"makes them no second owner. What only one party does for itself is "
			"marked `only_for`.",
		.bad = CAMPAIGN(""),
		.good = CAMPAIGN("  with:   priya\n"),
		.levels = {LEVEL_OFF, LEVEL_WARNING, LEVEL_WARNING},
		.completeness = true},
	.check = check_plan,
};
