/*
 * Who waits for whom: `after`, `needs` and what a dependency affects, with the places where they
 * are written, and which of it runs in a circle. Release with waits_free.
 */
#ifndef COMPILER_RULES_WAITS_SHARED_H
#define COMPILER_RULES_WAITS_SHARED_H

#include "compiler/rules/rules_shared.h"

struct wait {
	const struct block *block, *on; /* `block` waits for `on` */
	const struct block *says;	/* states it: the one that waits, or a dependency */
	const char *field;		/* NULL: a part waits for its initiative, or the reverse */
	uint32_t node;			/* the reference */
	uint32_t from, to;		/* nodes */
};

/* A node is the start or the end of an initiative, or another block. */
struct waits {
	struct arena arena;
	struct map nodes; /* block -> its node, + 1; an initiative's end is the one behind */
	VEC(const struct block *) blocks; /* by node */
	VEC(struct wait) items;		  /* by the order in which they are written */
	uint32_t *first, *of; /* items that start at a node: of[first[n] .. first[n + 1]] */
	uint32_t *circle; /* by node: two nodes with the same number above 0 wait for each other */
	uint32_t n_circles;
	uint32_t *by, *queue; /* of the walk around a circle; circles share no node */
	uint32_t *first_of;   /* circle -> its first node, + 1 */
};

void waits_make(struct waits *waits, const struct plan *plan);
void waits_free(struct waits *waits);
/* Both ends wait for each other. */
bool wait_is_in_circle(const struct waits *waits, const struct wait *wait);
/* A shortest way around circle number `circle`, from the block that comes first in the plan: items
   in `way`, which lies in the arena; returns their number. */
uint32_t waits_way_around(struct waits *waits, uint32_t circle, const uint32_t **way);

#endif
