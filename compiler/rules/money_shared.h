/*
 * What rules about funds share: sums of money in one currency, and which requests pay for what.
 * Owns nothing.
 */
#ifndef COMPILER_RULES_MONEY_SHARED_H
#define COMPILER_RULES_MONEY_SHARED_H

#include "compiler/rules/rules_shared.h"

/* Adds what is in the same unit; false if it is not, or does not fit. An unset sum takes the unit.
 */
bool money_add(struct quantity *sum, struct quantity more);
/* a - b; false if they are in two units or it does not fit. */
bool money_subtract(struct quantity a, struct quantity b, struct quantity *result);
/* Both are stated, in one unit, and a is more than b. */
bool money_is_more(struct quantity a, struct quantity b);
/* Both are stated, in one unit, and a is more than that percentage of b. */
bool money_is_more_than(struct quantity a, int64_t percent, struct quantity b);
/* Both are stated, in one unit, and a is that percentage of b or more. */
bool money_is_at_least(struct quantity a, int64_t percent, struct quantity b);

/* The fund that a request is of; NULL if it could not be read. */
const struct fund_block *request_fund(const struct request_block *request);
/* What an initiative gives goals in money of this unit; not set if nothing. */
struct quantity initiative_brings(const struct initiative_block *initiative, unit_t unit);

#endif
