/*
 * What the plans that are judged together know of each other: which of them are active between the
 * same parties, when and for what. Filled when all of them are built, by one thread, then
 * immutable; it holds texts instead of names, whose numbers differ from run to run.
 */
#ifndef COMPILER_PLAN_PEERS_H
#define COMPILER_PLAN_PEERS_H

#include "compiler/plan/plan.h"

enum { PEERS_FOUND_MAX = FINDINGS_PER_RULE_MAX };

struct peer {
	struct str called; /* `plan "Acme x Brightline 2026"` */
	struct span period;
	struct date_range days;
};

struct peer_entry {
	uint32_t peer;
	struct peer_entry *next;
};

struct peer_list {
	struct peer_entry *first, *last;
};

struct peers {
	struct arena arena;
	struct intern keys;	     /* a project, the parties of a plan and what its goals count */
	VEC(struct peer_list) lists; /* by id in keys */
	VEC(struct peer) items;	     /* active plans, in the order of the run's plans */
	uint32_t n_met;		     /* plans of the run that have been looked at */
};

void peers_init(struct peers *peers);
void peers_free(struct peers *peers);
/* Takes in the run's plans that are not known yet. */
void peers_meet(struct run *run);
/* The active plans before an active plan that are of the same project, between the same parties,
   on some of its days and for scopes that meet its own, in order and at most PEERS_FOUND_MAX; how
   many there are. */
uint32_t peers_before(const struct plan *plan, const struct peer *found[PEERS_FOUND_MAX]);

#endif
