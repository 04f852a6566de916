/*
 * A plan as one party may see it. What is `only_for` others goes before anything is worked out from
 * it, and with it what could only be worked out from it: its readings and updates, what cannot be
 * without it, and the values that name it.
 */
#ifndef COMPILER_PLAN_AUDIENCE_H
#define COMPILER_PLAN_AUDIENCE_H

#include "compiler/plan/plan.h"

/* Puts in place of the files of `plan`, which is not built yet, copies without what the run's
   audience may not see. `whole` is the same plan, built; what is hidden is marked in it. */
void plan_cut_for_audience(struct plan *plan, struct plan *whole);
/* Whether the `only_for` that stands in a NODE_BLOCK, if there is one, names the run's audience:
   told by its text, for blocks that are not decoded. */
bool node_is_for(const struct run *run, const struct file *file, uint32_t block);

#endif
