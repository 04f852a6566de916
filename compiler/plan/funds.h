/* What becomes of the money of a fund, by budgets and requests. */
#ifndef COMPILER_PLAN_FUNDS_H
#define COMPILER_PLAN_FUNDS_H

#include "compiler/plan/plan.h"

struct fund_sums {		/* in the fund's currency */
	struct decimal planned; /* budgets of work that is not cancelled */
	struct decimal approved, spent, claimed, paid;
};

/* An amount in another currency was reported and is left out, as is what does not fit. */
struct fund_sums fund_sum(const struct plan *plan, const struct fund_block *fund);

#endif
