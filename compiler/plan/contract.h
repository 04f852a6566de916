/*
 * What binds: who has approved an amendment, and whether the contract is as it was signed or last
 * amended. Owns nothing.
 */
#ifndef COMPILER_PLAN_CONTRACT_H
#define COMPILER_PLAN_CONTRACT_H

#include "compiler/plan/plan.h"

bool amendment_approved_by(const struct amendment_block *amendment, const struct block *party);
/* By a person of each party; a correction by one of them. */
bool amendment_is_approved(const struct plan *plan, const struct amendment_block *amendment);
/* The last approved one that carries a seal, which then stands for those of the sign-offs; NULL if
   there is none. */
const struct amendment_block *amendment_that_seals(const struct plan *plan);
/* Whether `seal` is what was last agreed: that of the amendment, else that of every sign-off. False
   where nobody has signed. */
bool contract_is_agreed(const struct plan *plan, const char *seal);

#endif
