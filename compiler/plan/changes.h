/*
 * What differs between two versions of a plan, fact by fact, with the weightiest first.
 */
#ifndef COMPILER_PLAN_CHANGES_H
#define COMPILER_PLAN_CHANGES_H

#include "compiler/plan/facts.h"

enum change_kind { CHANGE_NEW, CHANGE_REMOVED, CHANGE_CHANGED };

enum change_weight {   /* in the order in which a reader wants to know */
	WEIGHT_EASED,  /* a target lowered, a date moved later */
	WEIGHT_TARGET, /* another target or date */
	WEIGHT_OWNER,
	WEIGHT_MONEY,
	WEIGHT_BLOCK, /* a block that is new or gone */
	WEIGHT_CONTRACT,
	WEIGHT_PROGRESS,
	WEIGHT_NOTE, /* neither contract nor progress */
	WEIGHT_COUNT
};

struct change {
	enum change_kind kind;
	enum change_weight weight;
	const struct fact *before, *after; /* NULL: there is none */
	bool is_sealed;			   /* it is one of what a seal covers */
};

struct changes {
	VEC(struct change) items; /* by weight, then by key and field */
	bool touches_seal;	  /* one of them is of sealed content */
};

/* Both lists must outlive it. Of a block that is new or gone only that is told. Release items with
   vec_free. */
void changes_find(struct changes *changes, const struct facts *old, const struct facts *new);
/* "eased", "target or date", "owner": what the weight is called. */
const char *weight_name(enum change_weight weight);
/* What the fact says as it is written in its plan, on one line, in `arena`; the block's kind and
   title for a whole block. */
struct str fact_shown(const struct plan *plan, struct arena *arena, const struct fact *fact);

#endif
