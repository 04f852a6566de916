/*
 * The agenda of one session: what a meeting has to talk about, computed from a tracked plan, with a
 * question and a share of the time for each row that needs an answer. Owns its rows; texts live in
 * the arena it is given. Takes no decision: figures and states come from the tracked plan, the
 * order from compiler/plan/order.h.
 */
#ifndef COMPILER_EMIT_AGENDA_H
#define COMPILER_EMIT_AGENDA_H

#include "compiler/emit/emit.h"

struct agenda_row {
	const char *block; /* "missed_milestones" */
	const char *kind;  /* of the plan's block; "held" for whether the session took place */
	struct str id;	   /* as the plan refers to it; empty if it has no name */
	struct str item;   /* its title */
	struct str party, owner,
		counterpart; /* ids; the owner on the session's day, and that person's party */
	struct str state, basis, unit;
	struct quantity target, expected, actual, pace, gap, projection;
	date_t target_date, actual_date, due;
	int32_t age, days_late, carried; /* -1: has none */
	struct str ask;			 /* empty: nothing to answer */
	const char *rule;		 /* NULL: none */
	struct str source;
	uint32_t start, minutes;
	bool is_empty; /* to be filled in by hand */
};

struct agenda {
	const struct tracked_session *session;
	struct str review; /* its id */
	uint32_t minutes;  /* the session's; what the rows have adds up to it */
	VEC(struct agenda_row) rows;
};

/* The session on that day, as planned or as held; without a day the next one that has not taken
   place, today's included. Of `review` if it is given. NULL if there is none. */
const struct tracked_session *agenda_pick(
	const struct tracked *tracked, const struct review_block *review, date_t date);

/* The rows of input->session in order; input->tracked and input->session must not be NULL. Release
   with agenda_free; texts are in `arena`. */
void agenda_make(struct agenda *agenda, struct arena *arena, const struct emit_input *input);
void agenda_free(struct agenda *agenda);
/* The same as CSV. */
void agenda_write(struct arena *arena, const struct emit_input *input, struct out *out);

#endif
