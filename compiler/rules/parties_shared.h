/*
 * The parties of a plan and who stands for which: what the rules of the group balance share. Owns
 * nothing.
 */
#ifndef COMPILER_RULES_PARTIES_SHARED_H
#define COMPILER_RULES_PARTIES_SHARED_H

#include "compiler/plan/viewers.h"
#include "compiler/rules/rules_shared.h"

/* The n-th of `between`; NULL if it could not be read. */
static inline const struct party_block *parties_at(const struct plan *plan, uint32_t i)
{
	return block_as_party(plan->frame->between.items[i].block);
}
/* Could all of `between` be read? */
bool parties_are_known(const struct rule_check *check);
/* In a plan of three or more: neither the first of the vendor's side nor the first of the
 * partner's.
 */
bool party_is_third(const struct plan *plan, const struct party_block *party);
/* The party of the one who owns a block on the first day of its life; NULL if that cannot be said.
 */
const struct party_block *party_owning(const struct plan *plan, const struct block *block);

/* "acme and brightline" */
struct str viewers_text(const struct rule_check *check, struct viewers viewers);

#endif
