/*
 * What the files that judge a plan share among themselves. Nobody else includes it.
 */
#ifndef COMPILER_PLAN_TRACK_SHARED_H
#define COMPILER_PLAN_TRACK_SHARED_H

#include "compiler/plan/feed.h"
#include "compiler/plan/tracked.h"

/* Goals and metrics with their readings. Reads the feeds. */
void track_goals(struct tracked *tracked, struct plan *plan);
/* Dated work and initiatives; goals are judged already. */
void track_work(struct tracked *tracked);
/* Where all of it lands along `after`, `needs` and `affects`; sets lands, starts and waits_for. */
void track_slip(struct tracked *tracked);
void track_sessions(struct tracked *tracked);

/* The place of a block in the array of its kind, + 1; NULL if it has none. */
static inline const uint32_t *track_index(const struct tracked *tracked, const struct block *block)
{
	return map_get(&tracked->index, (uint64_t)(uintptr_t)block);
}

static inline void track_add(struct tracked *tracked, const struct block *block, uint32_t place)
{
	*map_put(&tracked->index, (uint64_t)(uintptr_t)block, NULL) = place;
}

/* Notes the last two ended months as of tracked->as_of. */
void track_months(struct tracked *tracked);

#endif
