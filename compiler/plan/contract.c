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

date_t amendment_agreed_on(const struct amendment_block *amendment)
{
	date_t day = DATE_NONE;
	for (uint32_t i = 0; i < amendment->approved.n; i++)
		if (amendment->approved.items[i].on > day)
			day = amendment->approved.items[i].on;
	return day ? day : amendment->effective;
}

bool signoff_stands(const struct signoff_block *signoff, const struct amendment_block *amendment)
{
	return !amendment || signoff->on > amendment_agreed_on(amendment);
}

static const struct amendment_block *last_with_seal(const struct plan *plan)
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

const struct amendment_block *amendment_that_seals(const struct plan *plan)
{
	const struct amendment_block *amendment = last_with_seal(plan);
	uint32_t n = plan->of_kind[KIND_signoff].n, n_since = 0;
	for (uint32_t i = 0; i < n; i++)
		n_since += signoff_stands(plan_signoff(plan, i), amendment);
	return n && n_since == n ? NULL : amendment;
}

bool contract_is_agreed(const struct plan *plan, const char *seal)
{
	const struct amendment_block *amendment = amendment_that_seals(plan);
	uint32_t n = plan->of_kind[KIND_signoff].n;
	if (amendment && !str_is(amendment->seal, seal))
		return false;
	for (uint32_t i = 0; i < n; i++) {
		const struct signoff_block *signoff = plan_signoff(plan, i);
		if (signoff_stands(signoff, amendment) && !str_is(signoff->seal, seal))
			return false;
	}
	return n || amendment;
}
