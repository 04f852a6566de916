/*
 * A small plan to try expressions on: two parties, four people, goals with readings, work and
 * money. Owns the run.
 */
#ifndef TESTS_UNIT_EVAL_WORLD_H
#define TESTS_UNIT_EVAL_WORLD_H

#include "compiler/plan/eval.h"
#include "compiler/plan/project.h"

struct world {
	struct run run;
	struct plan *plan;
	struct tracked *tracked; /* as of 2026-05-15 */
};

/* The plan with `more` behind it. */
void world_make(struct world *world, const char *more);
void world_free(struct world *world);
/* What a value would look like in a plan; valid until the world is freed. */
const char *world_value(struct world *world, struct value value);
/* Value of the `let` of this name. */
const char *world_let(struct world *world, const char *name);
struct block *world_block(struct world *world, const char *name);
/* "type.unit type.mismatch": names of all findings in order, "" if there are none. */
const char *world_findings(struct world *world);
/* Their messages, a line for each. */
const char *world_messages(struct world *world);

#endif
