/*
 * What a block refers to: every name in its fields that stands for another block, in lists,
 * clauses, conditions and calculations. Owns nothing.
 */
#ifndef COMPILER_RULES_REFS_SHARED_H
#define COMPILER_RULES_REFS_SHARED_H

#include "compiler/rules/rules_shared.h"

struct found_ref {
	struct block *block; /* states it */
	const char *field;   /* NULL: the block's own name, as of `readings sourced` */
	struct block *to;
	struct span span; /* the name as it is written */
};

typedef void ref_visitor(void *context, const struct found_ref *ref);

/* Calls `visit` for each name that could be resolved: those of fields that the block takes from
   what it is `like` as well, unless it states them itself. Names of values (`let`) lead to what the
   value is. */
void refs_each(
	const struct rule_check *check, struct block *block, ref_visitor *visit, void *context);

#endif
