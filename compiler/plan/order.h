/*
 * In what order things are talked about: the same in an agenda and in every list of exceptions.
 * State first, then weight, gap share, days late and name. Sorts; decides nothing about what is in
 * a list.
 */
#ifndef COMPILER_PLAN_ORDER_H
#define COMPILER_PLAN_ORDER_H

#include "compiler/plan/tracked.h"

enum order_rank {	    /* the smaller the sooner */
	ORDER_NO_CAUSE = 1, /* milestone missed without a root cause */
	ORDER_MISSED,	    /* anything else missed, or behind */
	ORDER_UNKNOWN,
	ORDER_STUCK,   /* roadblock past its escalation day */
	ORDER_OVERDUE, /* action past its due date */
	ORDER_WATCH,
	ORDER_SOON, /* due within tracking.soon */
	ORDER_REST, /* on track, not judged yet, done, without a state */
};

struct order_key {
	enum order_rank rank;
	struct ratio weight;	/* larger first */
	struct ratio gap_share; /* larger first; 0 for what is no goal */
	int32_t days_late;	/* larger first */
	struct str name;	/* its name, else its title, in byte order */
	uint32_t order;		/* of appearance, so that no two are equal */
};

/* `tracked` may be NULL: then every rank is ORDER_REST and only weight and name count. */
struct order_key order_key_of(
	const struct plan *plan, const struct tracked *tracked, const struct block *block);
int order_compare(const struct order_key *a, const struct order_key *b); /* -1, 0, 1 */
/* Sorts blocks of any kinds. */
void order_sort(const struct plan *plan, const struct tracked *tracked, const struct block **blocks,
	uint32_t n);

/* The weight of a goal (1 where it states none); for anything else the sum over the goals that it
   serves, blocks or affects, each counted once. */
struct ratio order_weight(const struct plan *plan, const struct block *block);

/* ---- roadblocks ---- */
/* Still open at the end of that day. */
bool roadblock_is_open(const struct roadblock_block *roadblock, date_t day);
/* The day through which the next person of the owner's party may still be left out: `raised` and
   what the party's escalation says, counted on workdays of the plan and of the party. After an
   escalation it is the rung above. DATE_NONE: there is no (further) rung. *to may be NULL. */
date_t roadblock_escalation_day(const struct plan *plan, const struct roadblock_block *roadblock,
	date_t day, const struct person_block **to);
/* Open, past that day, and without a date of its own that is still ahead. */
bool roadblock_is_stuck(
	const struct plan *plan, const struct roadblock_block *roadblock, date_t day);

#endif
