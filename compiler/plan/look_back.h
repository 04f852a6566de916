/*
 * The plan as it stood on earlier days, and for how long conditions have held. Readings, dates and
 * figures are those known by then; the plan's own text is today's. Release with look_back_free.
 */
#ifndef COMPILER_PLAN_LOOK_BACK_H
#define COMPILER_PLAN_LOOK_BACK_H

#include "compiler/plan/tracked.h"

struct look_back {
	struct arena arena;
	struct tracked then; /* shares everything else with the one it is made from */
};

/* `day` is on or before tracked->as_of. */
void look_back_make(struct look_back *back, const struct tracked *tracked, date_t day);
void look_back_free(struct look_back *back);

enum truth { TRUTH_FALSE, TRUTH_TRUE, TRUTH_UNKNOWN };

/* A condition of `block` as of tracked->as_of; unknown where it is not true and a value in it is
   absent, or it could not be evaluated. */
enum truth condition_truth(struct plan *plan, const struct tracked *tracked,
	const struct block *block, struct expression condition);
/* A value that the condition reads is unknown on the day: a goal that cannot be judged, or a metric
   whose last reading is stale. */
bool condition_reads_unknown(struct plan *plan, const struct tracked *tracked,
	const struct block *block, struct expression condition);

/* For each risk, in the plan's order: it is open and its trigger holds, for as long as it asks, and
   reads nothing unknown. In `arena`. */
const bool *risks_fired(struct plan *plan, const struct tracked *tracked, struct arena *arena);
/* Its contingency was activated or declined by the end of that day. */
bool risk_is_answered(const struct risk_block *risk, date_t day);

#endif
