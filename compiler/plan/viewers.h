/*
 * Who may see a block: `only_for` leaves it, and all that stands in it, to some parties. Owns
 * nothing.
 */
#ifndef COMPILER_PLAN_VIEWERS_H
#define COMPILER_PLAN_VIEWERS_H

#include "compiler/plan/plan.h"

/* The parties that a block is left to: `only_for` of itself or of the nearest block around it that
   states one, or of what it is about (a session of its review, a request of its fund). n is 0 for
   what all may see. */
struct viewers {
	const struct ref *items;
	uint32_t n;
	const struct block *from;
};
struct viewers block_viewers(const struct block *block);
bool viewers_have(struct viewers viewers, const struct block *party);
/* Whoever sees the one sees the other. */
bool viewers_see(struct viewers these, struct viewers those);

#endif
