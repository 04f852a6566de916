/*
 * What of a plan goes on into the next, and how: decided block by block, until nothing that goes on
 * needs what stays behind.
 */
#ifndef COMPILER_RENEW_CARRY_H
#define COMPILER_RENEW_CARRY_H

#include "compiler/plan/tracked.h"
#include "runtime/base/map.h"

enum carry {
	CARRY_LEFT,   /* stays behind */
	CARRY_KEPT,   /* as it stands: who and what there is */
	CARRY_MOVED,  /* what was agreed, on new dates, without its progress */
	CARRY_OPEN,   /* the same, of work that is not finished: marked */
	CARRY_MODEL,  /* stays behind, but others are like it: its text goes on as a template */
	CARRY_RECORD, /* as it stands and marked: what somebody still owes, on the day it was due */
};

struct carried {
	struct plan *plan;
	const struct tracked *tracked;
	struct map own_at; /* source and node -> index in plan->blocks, + 1 */
	struct map how;	   /* block -> enum carry */
	struct map gone;   /* items of lists, and values: those that need what stays behind */
	struct map frozen; /* values that are worked out from it: they are written down instead */
	bool changed;
};

/* `tracked` is the plan as of the day on which it is renewed; both must outlive it. Release with
   carry_free. */
void carry_decide(struct carried *carried, struct plan *plan, const struct tracked *tracked);
void carry_free(struct carried *carried);

enum carry carry_of(const struct carried *carried, const struct block *block);
/* A value of a field, an item of a list or a `let` that names what stays behind. */
bool carry_is_gone(const struct carried *carried, const struct file *file, uint32_t node);
bool carry_is_frozen(const struct carried *carried, const struct file *file, uint32_t node);
/* It stands there itself, and is not taken over from what another is like. */
bool block_is_at_own_place(const struct block *block);
/* Whether what the block states in this field goes on. */
bool carry_keeps_field(
	const struct carried *carried, const struct block *block, const struct field_info *info);
/* Who and what there is, rather than what was agreed about it: a file of nothing else serves the
   next plan as it stands. */
bool kind_stays(enum kind kind);

#endif
