#include "compiler/rules/parties_shared.h"

#define OBJECTIVE(serves)                                                                          \
	"objective service_first \"Be known for quick service\" {\n"                               \
	"  serves: " serves "\n"                                                                   \
	"}\n"

enum { LABELS_MAX = 3 };

/* A priority of the party; NULL if it has none. */
static const struct block *priority_of(const struct plan *plan, const struct party_block *party)
{
	for (uint32_t i = 0; i < plan->of_kind[KIND_priority].n; i++)
		if (plan_priority(plan, i)->of.block == &party->block)
			return &plan_priority(plan, i)->block;
	return NULL;
}

static const struct priority_block *served(const struct objective_block *objective, uint32_t i)
{
	const struct block *block = objective->serves.items[i].block;
	return block && block->kind == KIND_priority ? (const void *)block : NULL;
}

static bool serves(const struct objective_block *objective, const struct party_block *party)
{
	for (uint32_t i = 0; i < objective->serves.n; i++)
		if (served(objective, i) && served(objective, i)->of.block == &party->block)
			return true;
	return false;
}

static bool can_judge(const struct rule_check *check, const struct objective_block *objective)
{
	for (uint32_t i = 0; i < objective->serves.n; i++)
		if (!served(objective, i) || !served(objective, i)->of.block)
			return false;
	return objective->serves.n &&
	       rules_has_all(check, &objective->block, "serves", objective->serves.n);
}

struct lacking { /* parties whose priorities are not served */
	const struct block **priorities;
	struct out names; /* "brightline and lumen" */
	uint32_t n;
};

static void find_lacking(const struct rule_check *check, const struct objective_block *objective,
	struct lacking *lacking)
{
	const struct plan *plan = check->plan;
	struct viewers viewers = block_viewers(&objective->block);
	lacking->priorities =
		arena_array(&check->sink->arena, const struct block *, plan->frame->between.n);
	for (uint32_t i = 0; i < plan->frame->between.n; i++) {
		const struct party_block *party = parties_at(plan, i);
		const struct block *priority = party ? priority_of(plan, party) : NULL;
		/* balance.no_stake speaks of a party without any. */
		if (!priority || !viewers_have(viewers, &party->block) || serves(objective, party))
			continue;
		out_printf(&lacking->names, "%s%.*s", lacking->n ? " and " : "",
			STR_ARGS(rules_name(check, &party->block)));
		lacking->priorities[lacking->n++] = priority;
	}
}

/* `serves` with the missing priorities added. */
static void propose(struct rule_check *check, struct finding *finding,
	const struct objective_block *objective, const struct lacking *lacking)
{
	struct span span = block_field_span(&objective->block, "serves");
	struct out list = {0};
	out_char(&list, '[');
	for (uint32_t i = 0; i < objective->serves.n; i++)
		out_printf(&list, "%s%.*s", i ? ", " : "",
			STR_ARGS(block_path(check->plan, objective->serves.items[i].block)));
	for (uint32_t i = 0; i < lacking->n; i++)
		out_printf(
			&list, ", %.*s", STR_ARGS(block_path(check->plan, lacking->priorities[i])));
	out_char(&list, ']');
	finding_help(check->sink, finding, "name what it serves on each side:");
	finding_code(check->sink, finding, "serves: %.*s", STR_ARGS(out_view(&list)));
	finding_edit(
		check->sink, finding, span, str_copy(&check->sink->arena, out_view(&list)), false);
	out_free(&list);
}

static void check_objective(struct rule_check *check, const struct objective_block *objective)
{
	const struct plan *plan = check->plan;
	const struct block *block = &objective->block;
	struct lacking lacking = {0};
	find_lacking(check, objective, &lacking);
	if (lacking.n) {
		struct finding *finding = rule_report(check, block,
			block_field_span(block, "serves"), "%.*s serves no priority of %.*s",
			STR_ARGS(block_called(plan, block)), STR_ARGS(out_view(&lacking.names)));
		finding_caret(check->sink, finding, "%s of %.*s",
			objective->serves.n == 1 ? "a priority" : "priorities",
			STR_ARGS(rules_name(check, served(objective, 0)->of.block)));
		for (uint32_t i = 0; i < lacking.n && i < LABELS_MAX; i++) {
			const struct priority_block *priority = (const void *)lacking.priorities[i];
			finding_label(check->sink, finding, block_span(&priority->block),
				"the priority %.*s has declared",
				STR_ARGS(rules_name(check, priority->of.block)));
		}
		propose(check, finding, objective, &lacking);
	}
	out_free(&lacking.names);
}

static void check_plan(struct rule_check *check)
{
	for (uint32_t i = 0; i < check->plan->of_kind[KIND_objective].n; i++) {
		const struct objective_block *objective = plan_objective(check->plan, i);
		if (can_judge(check, objective))
			check_objective(check, objective);
	}
}

const struct rule rule_relevant_one_sided_objective = {
	.info = {.name = "relevant.one_sided_objective",
		.summary = "An objective serves no priority of one of the parties",
		.explanation =
			"An objective that serves one side's priorities is that side's objective, "
			"and the other one works for it as a favour. Name in `serves` what it "
			"does for each party; where nothing can be named, the objective is not a "
			"joint one, and is better left to the party that wants it. A party "
			"without any priority is another finding.",
		.bad = OBJECTIVE("retail_share"),
		.good = OBJECTIVE("[retail_share, services_margin]"),
		.levels = {LEVEL_OFF, LEVEL_WARNING, LEVEL_ERROR}},
	.check = check_plan,
};
