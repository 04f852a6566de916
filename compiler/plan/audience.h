/*
 * A plan as one party may see it. What is `only_for` others goes before anything is worked out from
 * it, and with it what could only be worked out from it: its readings and updates, what cannot be
 * without it, and the values that name it.
 */
#ifndef COMPILER_PLAN_AUDIENCE_H
#define COMPILER_PLAN_AUDIENCE_H

#include "compiler/plan/plan.h"

/* Puts in place of the files of `plan`, which is not built yet, copies without what the run's
   audience may not see. `whole` is the same plan, built; it is of no further use then. */
void plan_cut_for_audience(struct plan *plan, struct plan *whole);

#endif
