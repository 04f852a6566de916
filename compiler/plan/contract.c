#include "compiler/plan/contract.h"

bool amendment_approved_by(const struct amendment_block *amendment, const struct block *party)
{
	for (uint32_t i = 0; i < amendment->approved.n; i++) {
		const struct party_block *of =
			person_party(block_as_person(amendment->approved.items[i].value.block));
		if (of && &of->block == party)
			return true;
	}
	return false;
}

bool amendment_is_approved(const struct plan *plan, const struct amendment_block *amendment)
{
	uint32_t n = plan->frame ? plan->frame->between.n : 0, n_approved = 0;
	for (uint32_t i = 0; i < n; i++)
		n_approved += amendment_approved_by(amendment, plan->frame->between.items[i].block);
	return n_approved && (n_approved == n || amendment->type == amendment_type_correction);
}

const struct amendment_block *amendment_that_seals(const struct plan *plan)
{
	const struct amendment_block *last = NULL;
	for (uint32_t i = 0; i < plan->of_kind[KIND_amendment].n; i++) {
		const struct amendment_block *amendment = plan_amendment(plan, i);
		if (amendment->seal.len && amendment_is_approved(plan, amendment) &&
			(!last || amendment->effective >= last->effective))
			last = amendment;
	}
	return last;
}

bool contract_is_agreed(const struct plan *plan, const char *seal)
{
	const struct amendment_block *amendment = amendment_that_seals(plan);
	if (amendment)
		return str_is(amendment->seal, seal);
	for (uint32_t i = 0; i < plan->of_kind[KIND_signoff].n; i++)
		if (!str_is(plan_signoff(plan, i)->seal, seal))
			return false;
	return plan->of_kind[KIND_signoff].n > 0;
}
