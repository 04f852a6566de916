/*
 * Which plans import each other in a circle, and how deep imported plans are nested: a question
 * about whole files, answered before any plan is built. So what a plan sees of those it imports
 * hangs on the files alone, and not on the way that led to it or on what was read before.
 */
#ifndef COMPILER_PLAN_CIRCLES_H
#define COMPILER_PLAN_CIRCLES_H

#include "compiler/plan/plan.h"

/* One file of a circle and its NODE_IMPORT of the next. */
struct import_step {
	const struct file *file;
	uint32_t import;
};

struct import_steps {
	VEC(struct import_step) steps;
};

/* Longer circles are not spelt out, and nobody looks further for a short one. */
enum { CIRCLE_STEPS_MAX = 32, CIRCLE_REACH_MAX = 1000 };

/* True if `to` leads back to `from`, which imports it; then the steps, from that import on, are a
   shortest circle, or none if it is too long. Release them with vec_free. */
bool imports_circle(
	struct plan *plan, struct import_step from, struct file *to, struct import_steps *circle);
/* How many plans one below the other `file` imports: 0 if it imports none. Circles count once. */
uint32_t imports_height(struct plan *plan, struct file *file);
/* The file that an import names, read if it was not; NULL if there is none that may be imported,
   which is not reported here. */
struct file *imports_target(
	struct run *run, const struct project *project, const struct file *file, uint32_t import);

void import_graph_free(struct import_graph *graph);

#endif
