/*
 * The rows of readings that stand in the plan, by the goal or metric that they are of, in the order
 * of their days. Rows in another unit than the metric's are left out: they are reported as such.
 * Release with readings_free.
 */
#ifndef COMPILER_RULES_READINGS_SHARED_H
#define COMPILER_RULES_READINGS_SHARED_H

#include "compiler/rules/rules_shared.h"

struct reading {
	const struct row *row;
	const struct readings_block *readings;
	uint32_t order; /* of appearance */
};

struct target_readings {
	const struct block *of; /* a goal or a metric */
	const struct metric_block *metric;
	date_t start;	       /* running totals count from here */
	struct reading *items; /* by last day, on one day periods first, then as they are written */
	uint32_t n;
};

struct all_readings {
	struct arena arena;
	struct map of; /* goal or metric -> its place, + 1 */
	VEC(struct target_readings) items;
};

void readings_make(struct all_readings *all, const struct plan *plan);
void readings_free(struct all_readings *all);
/* NULL if there are none. */
const struct target_readings *readings_of(
	const struct all_readings *all, const struct block *target);
/* Those that a goal is judged by: its own, else its metric's. */
const struct target_readings *readings_for_goal(
	const struct all_readings *all, const struct goal_block *goal);
/* The rows as running totals or values; release with series_free. */
void readings_series(const struct target_readings *target, struct series *series);
/* Days of a flow that no row speaks of, so that its total stops before them. */
struct hole {
	date_t first, last;
	const struct row *before, *after; /* `before` may be NULL */
};
/* The hole in the rows that a goal is judged by, if rows behind it have come by the as-of day. */
bool readings_hole(const struct all_readings *all, const struct tracked_goal *goal, date_t as_of,
	struct hole *hole);
/* The metric of a goal or of itself; NULL if it could not be read. */
const struct metric_block *readings_metric(const struct block *target);

#endif
