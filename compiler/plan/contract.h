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
/* The day of the last approval; of an amendment without one, the day it takes effect. */
date_t amendment_agreed_on(const struct amendment_block *amendment);
/* The last approved one that carries a seal, which then stands for those of the sign-offs before
   it; NULL if there is none, or every party has signed since. */
const struct amendment_block *amendment_that_seals(const struct plan *plan);
/* Whether the sign-off is what its party agreed to last: no such amendment came after it. */
bool signoff_stands(const struct signoff_block *signoff, const struct amendment_block *amendment);
/* Whether `seal` is what each party last agreed to, by its sign-off or the amendment. False where
   nobody has signed. */
bool contract_is_agreed(const struct plan *plan, const char *seal);

#endif
