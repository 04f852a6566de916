#include "compiler/plan/funds.h"

static void add_amount(struct decimal *sum, struct quantity amount, unit_t unit)
{
	struct decimal result;
	if (amount.set && amount.unit == unit && decimal_add(*sum, amount.n, &result))
		*sum = result;
}

struct fund_sums fund_sum(const struct plan *plan, const struct fund_block *fund)
{
	struct fund_sums sums = {0};
	for (uint32_t i = 0; i < plan->of_kind[KIND_request].n; i++) {
		const struct request_block *request = plan_request(plan, i);
		if (request->of.block != &fund->block)
			continue;
		add_amount(&sums.approved, request->approved.value, fund->amount.unit);
		add_amount(&sums.spent, request->spent.value, fund->amount.unit);
		add_amount(&sums.claimed, request->claimed.value, fund->amount.unit);
		add_amount(&sums.paid, request->paid.value, fund->amount.unit);
	}
	for (uint32_t i = 0; i < plan->of_kind[KIND_initiative].n; i++) {
		const struct initiative_block *initiative = plan_initiative(plan, i);
		if (initiative->budget.from.block == &fund->block &&
			initiative->state.value != work_state_cancelled)
			add_amount(&sums.planned, initiative->budget.value, fund->amount.unit);
	}
	return sums;
}
