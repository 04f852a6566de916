/*
 * From what was asked for to plans. Each file of the survey is one piece of work that any run can
 * do; what follows from all of them together - which libraries nobody imports - is done when they
 * are ready. The findings of a piece come in its own batch, so that they are in the same order
 * whoever does it.
 */
#ifndef COMPILER_PLAN_LOAD_H
#define COMPILER_PLAN_LOAD_H

#include "compiler/plan/project.h"

enum loaded_kind {
	LOADED_NOTHING,	 /* it cannot be read: `reason` says why */
	LOADED_PLAN,	 /* `plan` */
	LOADED_LIBRARY,	 /* a file without a `plan` block */
	LOADED_SETTINGS, /* the project.pbp of its project */
};

struct loaded {
	enum loaded_kind kind;
	struct plan *plan;
	const char *reason;
};

/* Reads a file of the survey and builds its plan. */
struct loaded load_item(struct run *run, uint32_t item);
/* When the items from `first` on are loaded, by whichever runs: gives `run` their plans, builds
   those of the libraries that stand alone, and lets plans meet. loaded[0] is the item `first`. */
void load_finish(struct run *run, const struct loaded *loaded, uint32_t first);
/* Findings of judging a plan come in the batch of this number plus the plan's place among the
   run's: behind all that loading says. */
uint32_t load_judge_batch(const struct survey *survey);

#endif
