#include "compiler/rules/assumptions_shared.h"

#include "compiler/plan/look_back.h"

/* ---- since when ---- */

/* How far back a condition is looked at, in days: nearby days closely, earlier ones roughly. */
static const int16_t steps[] = {1, 2, 4, 7, 14, 30, 60, 90, 180, 365};
enum { STEPS_N = sizeof steps / sizeof *steps };

static enum truth holds(const struct rule_check *check, const struct tracked *tracked,
	const struct assumption_block *assumption)
{
	return condition_truth(check->plan, tracked, &assumption->block, assumption->holds_while);
}

/* A condition has been false since some day after the last one looked at on which it was not. */
static void look_further(
	const struct rule_check *check, const struct tracked *then, struct broken *broken)
{
	const struct plan *plan = check->plan;
	for (uint32_t i = 0; i < plan->of_kind[KIND_assumption].n; i++) {
		if (!broken[i].is_open)
			continue;
		broken[i].is_open = holds(check, then, plan_assumption(plan, i)) == TRUTH_FALSE;
		broken[i].since = then->as_of;
	}
}

struct broken *find_broken(const struct rule_check *check)
{
	const struct plan *plan = check->plan;
	date_t as_of = check->tracked->as_of;
	uint32_t n = plan->of_kind[KIND_assumption].n;
	struct broken *broken = arena_array(&check->sink->arena, struct broken, n + 1);
	bool any = false;
	for (uint32_t i = 0; i < n; i++) {
		const struct assumption_block *assumption = plan_assumption(plan, i);
		if (block_has(&assumption->block, "broken")) {
			if (assumption->broken <= as_of)
				broken[i].since = assumption->broken;
		} else if (assumption->holds_while.node &&
			   !condition_reads_unknown(check->plan, check->tracked, &assumption->block,
				   assumption->holds_while) &&
			   holds(check, check->tracked, assumption) == TRUTH_FALSE) {
			broken[i] = (struct broken){as_of, true};
			any = true;
		}
	}
	for (size_t k = 0; any && k < STEPS_N && as_of - steps[k] >= plan->first; k++) {
		struct look_back back;
		look_back_make(&back, check->tracked, as_of - steps[k]);
		look_further(check, &back.then, broken);
		look_back_free(&back);
	}
	return broken;
}

/* ---- what it affects ---- */

const struct ref *unanswered(const struct rule_check *check, const struct touches *touches,
	const struct assumption_block *assumption, date_t since, unsigned kinds)
{
	const struct ref *open = NULL;
	if (touches_since(touches, &assumption->block, since, kinds))
		return NULL;
	for (uint32_t i = 0; i < assumption->affects.n; i++) {
		const struct ref *ref = &assumption->affects.items[i];
		if (!ref->block)
			continue;
		if (touches_since(touches, ref->block, since, kinds))
			return NULL;
		if (!open && !is_settled(check->tracked, ref->block))
			open = ref;
	}
	return open;
}
