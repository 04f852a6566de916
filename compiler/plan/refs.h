/*
 * What a block refers to: every name in its fields that stands for another block, in lists,
 * clauses, conditions and calculations. Owns nothing.
 */
#ifndef COMPILER_PLAN_REFS_H
#define COMPILER_PLAN_REFS_H

#include "compiler/plan/plan.h"

struct found_ref {
	struct block *block;   /* states it; NULL: a `let` does */
	const char *field;     /* NULL: the block's own name, as of `readings sourced` */
	struct block *to;      /* NULL: the name is that of a value */
	const struct let *let; /* the name is that of a value, which may be a block */
	struct span span;      /* the name as it is written */
	const struct file *file;
	uint32_t item; /* what the name stands in: a value of the field, or one of its list */
};

typedef void ref_visitor(void *context, const struct found_ref *ref);

/* Calls `visit` for each name that could be resolved: those of fields that the block takes from
   what it is `like` as well, unless it states them itself. */
void refs_each(struct plan *plan, struct block *block, ref_visitor *visit, void *context);
/* The same for what a `let` stands for. */
void refs_each_of_let(struct plan *plan, const struct let *let, ref_visitor *visit, void *context);

#endif
