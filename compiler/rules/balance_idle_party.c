#include "compiler/rules/parties_shared.h"

#define MAILING(owner, with)                                                                       \
	"# without: initiative mailing, initiative price_link\n"                                   \
	"\n"                                                                                       \
	"initiative mailing \"Retail mailing\" {\n"                                                \
	"  owner:  " owner "\n"                                                                    \
	"  with:   " with "\n"                                                                     \
	"  serves: [sourced]\n"                                                                    \
	"  area:   marketing\n"                                                                    \
	"  window: 2026-02-02 .. 2026-10-30\n"                                                     \
	"  effort: 10 days\n"                                                                      \
	"}\n"                                                                                      \
	"\n"                                                                                       \
	"initiative price_link \"Prices in the shared catalogue\" {\n"                             \
	"  owner:  lee\n"                                                                          \
	"  with:   mona\n"                                                                         \
	"  serves: [sourced]\n"                                                                    \
	"  area:   product\n"                                                                      \
	"  window: 2026-02-02 .. 2026-09-30\n"                                                     \
	"  effort: 15 days\n"                                                                      \
	"}\n"

/* The parties whose people own a block of the kind at any time. False if an owner could not be
   read, or there is none of the kind. */
static bool find_owning(const struct rule_check *check, enum kind kind, struct map *owned)
{
	const struct plan *plan = check->plan;
	for (uint32_t i = 0; i < plan->of_kind[kind].n; i++) {
		const struct block *block = plan->of_kind[kind].items[i];
		struct owners owners = block_owners(block);
		if (!owners.n || !rules_has_all(check, block, "owner", owners.n))
			return false;
		for (uint32_t k = 0; k < owners.n; k++) {
			const struct party_block *party =
				person_party(block_as_person(owners.items[k].value.block));
			if (!party)
				return false;
			map_put(owned, rules_key(&party->block), NULL);
		}
	}
	return plan->of_kind[kind].n > 0;
}

static void report(struct rule_check *check, const struct party_block *party, const char *what)
{
	const struct block *block = &party->block;
	const struct block *frame = &check->plan->frame->block;
	struct finding *finding = rule_report(check, block, block_span(block), "%.*s owns no %s",
		STR_ARGS(block_called(check->plan, block)), what);
	finding_label(check->sink, finding, block_field_span(frame, "between"), "takes part");
	struct str people = rules_people(check, party, 3);
	if (people.len)
		finding_help(check->sink, finding,
			"let one of its people own a part, such as %.*s; a counterpart (`with`) "
			"does not answer for it",
			STR_ARGS(people));
	else
		finding_help(
			check->sink, finding, "declare its people, and let one of them own a part");
}

static void check_plan(struct rule_check *check)
{
	const struct plan *plan = check->plan;
	struct map goals = {0}, work = {0};
	bool has_goals = find_owning(check, KIND_goal, &goals);
	bool has_work = find_owning(check, KIND_initiative, &work);
	for (uint32_t i = 0; i < plan->frame->between.n && !plan->is_broken; i++) {
		const struct party_block *party = parties_at(plan, i);
		if (!party || party_is_third(plan, party))
			continue;
		bool no_goal = has_goals && !map_get(&goals, rules_key(&party->block));
		bool no_work = has_work && !map_get(&work, rules_key(&party->block));
		if (no_goal || no_work)
			report(check, party,
				!no_work  ? "goal"
				: no_goal ? "goal and no initiative"
					  : "initiative");
	}
	map_free(&goals);
	map_free(&work);
}

const struct rule rule_balance_idle_party = {
	.info = {.name = "balance.idle_party",
		.summary = "A party owns no goal or no initiative",
		.explanation =
			"A joint plan in which one side owns everything is that side's plan, and "
			"the other one watches. Each party owns at least one goal and at least "
			"one initiative: what it can move best itself. The counterpart named in "
			"`with` helps and does not answer for it. In a plan of three or more "
			"parties this is asked of one on each side.",
		.bad = MAILING("lee", "mona"),
		.good = MAILING("mona", "lee"),
		.levels = {LEVEL_OFF, LEVEL_ERROR, LEVEL_ERROR},
		.completeness = true},
	.check = check_plan,
};
