#include "compiler/rules/money_shared.h"

#define CALLS(contributes)                                                                         \
	"goal meetings \"Meet 60 shops in spring\" {\n"                                            \
	"  owner:       lee\n"                                                                     \
	"  with:        priya\n"                                                                   \
	"  part_of:     sourced\n"                                                                 \
	"  metric:      std.metrics.qualified_leads\n"                                             \
	"  source:      \"Acme CRM, partner view\"\n"                                              \
	"  refresh:     1 week\n"                                                                  \
	"  measured_by: priya\n"                                                                   \
	"  scope:       all\n"                                                                     \
	"  window:      2026-03-02 .. 2026-05-29\n"                                                \
	"  target:      60 leads by 2026-05-29\n"                                                  \
	"}\n"                                                                                      \
	"\n"                                                                                       \
	"initiative shop_calls \"Calls to 200 shops\" {\n"                                         \
	"  owner:       dana\n"                                                                    \
	"  with:        priya\n"                                                                   \
	"  serves:      [meetings]\n"                                                              \
	"  area:        operations\n"                                                              \
	"  window:      2026-03-02 .. 2026-05-15\n"                                                \
	"  effort:      12 days\n"                                                                 \
	"  contributes: " contributes " to meetings\n"                                             \
	"}\n"

enum { LABELS_MAX = 4 };

struct given { /* what a goal gets */
	struct quantity sum;
	uint32_t n; /* by itself, not through its parts */
	struct giver {
		const struct block *block;
		uint32_t node; /* of its `contributes` */
	} first[LABELS_MAX];   /* of the n */
	bool fits;
};

static void add_given(struct given *given, struct quantity more)
{
	if (more.set && (!given->sum.set || given->sum.unit == more.unit))
		given->fits &= money_add(&given->sum, more);
	else
		given->fits = false;
}

static void add_contributions(
	const struct plan *plan, const struct map *places, struct given *given)
{
	for (uint32_t i = 0; i < plan->of_kind[KIND_initiative].n; i++) {
		const struct initiative_block *initiative = plan_initiative(plan, i);
		for (uint32_t k = 0; k < initiative->contributes.n; k++) {
			const struct phrase_contribution *at = &initiative->contributes.items[k];
			const uint32_t *place =
				at->to.block ? map_get(places, rules_key(at->to.block)) : NULL;
			if (!place || rules_is_cancelled(&initiative->block))
				continue;
			struct given *to = &given[*place - 1];
			add_given(to, at->value);
			if (to->n < LABELS_MAX)
				to->first[to->n] = (struct giver){&initiative->block, at->node};
			to->n++;
		}
	}
}

/* What the parts get counts for the whole, if it is counted in the same unit. */
static void add_parts(const struct plan *plan, const struct map *places, struct given *given)
{
	struct given *own = given + plan->of_kind[KIND_goal].n;
	for (uint32_t i = 0; i < plan->of_kind[KIND_goal].n; i++)
		own[i] = given[i];
	for (uint32_t i = 0; i < plan->of_kind[KIND_goal].n; i++) {
		const struct block *whole = plan_goal(plan, i)->part_of.block;
		const uint32_t *place = whole ? map_get(places, rules_key(whole)) : NULL;
		if (place && own[i].n && own[i].fits && own[*place - 1].n &&
			own[*place - 1].sum.unit == own[i].sum.unit)
			add_given(&given[*place - 1], own[i].sum);
	}
}

static struct quantity magnitude(struct quantity a)
{
	if (decimal_sign(a.n) < 0 && !decimal_negate(a.n, &a.n))
		a.set = false;
	return a;
}

static void label_contributions(
	struct rule_check *check, struct finding *finding, const struct given *given)
{
	for (uint32_t i = 0; i < given->n && i < LABELS_MAX; i++)
		finding_label(check->sink, finding,
			rules_value_span(
				given->first[i].block, "contributes", given->first[i].node),
			"%.*s", STR_ARGS(block_called(check->plan, given->first[i].block)));
}

static void check_goal(
	struct rule_check *check, const struct goal_block *goal, const struct given *given)
{
	const struct plan *plan = check->plan;
	const struct block *block = &goal->block;
	struct quantity start = rules_goal_start(goal), need, sum = magnitude(given->sum);
	if (!given->n || !given->fits || goal->stretch_of.node || !goal->target.value.set ||
		!start.set || !money_subtract(goal->target.value, start, &need))
		return;
	need = magnitude(need);
	if (!need.set || !sum.set || !money_is_more(need, sum))
		return;
	struct finding *finding =
		rule_report(check, block, rules_value_span(block, "target", goal->target.node),
			"initiatives give %.*s %.*s of the %.*s that are missing to its target",
			STR_ARGS(block_called(plan, block)), STR_ARGS(quantity_text(plan, sum)),
			STR_ARGS(quantity_text(plan, need)));
	finding_caret(check->sink, finding, "target");
	label_contributions(check, finding, given);
	finding_help(check->sink, finding,
		"let further work contribute to it, or say with a waiver what brings the rest");
}

static void check_plan(struct rule_check *check)
{
	const struct plan *plan = check->plan;
	uint32_t n = plan->of_kind[KIND_goal].n;
	struct given *given = arena_array(&check->sink->arena, struct given, (size_t)n * 2);
	struct map places = {0};
	if (plan->is_broken)
		return;
	for (uint32_t i = 0; i < n; i++) {
		given[i].fits = true;
		*map_put(&places, rules_key(&plan_goal(plan, i)->block), NULL) = i + 1;
	}
	add_contributions(plan, &places, given);
	add_parts(plan, &places, given);
	for (uint32_t i = 0; i < n; i++)
		check_goal(check, plan_goal(plan, i), &given[i]);
	map_free(&places);
}

const struct rule rule_achievable_contributions_short = {
	.info = {.name = "achievable.contributions_short",
		.summary = "What initiatives contribute to a goal is less than it asks for",
		.explanation =
			"As soon as one initiative says what it gives a goal (`contributes`), the "
			"sum can be held against the way from the start value to the target. What "
			"is missing comes from somewhere else, or from nowhere: let further work "
			"contribute, lower the target, or waive the rule with the reason where "
			"business as usual brings the rest.",
		.bad = CALLS("45 leads"),
		.good = CALLS("60 leads"),
		.levels = {LEVEL_OFF, LEVEL_WARNING, LEVEL_WARNING}},
	.check = check_plan,
};
