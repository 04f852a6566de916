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

/* An expression that is reported: the findings' names, and what one of the messages says. Both "":
 * it is right. */
struct world_wrong {
	const char *expression, *finding, *message;
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
/* Checks a plan for each expression, which takes the place of the `@` in `form`; prints and counts
   those that are not reported as they should be, or with anything else. */
size_t world_count_unreported(const struct world_wrong *table, size_t n, const char *form);

#define CHECK_ALL(table, form)                                                                     \
	assert_int_equal(world_count_unreported(table, sizeof table / sizeof *table, form), 0)
#define CHECK_ONE(wrong, form) assert_int_equal(world_count_unreported(&(wrong), 1, form), 0)

#endif
