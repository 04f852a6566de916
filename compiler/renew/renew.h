/*
 * Next year's plan: one plan file, made of the text of this year's. Who and what there is stays,
 * what was agreed moves to the new period, what was reached is where goals begin, and what is owed
 * comes along. What people have to decide is left out, so that `check` asks for it.
 */
#ifndef COMPILER_RENEW_RENEW_H
#define COMPILER_RENEW_RENEW_H

#include "compiler/renew/carry.h"
#include "compiler/renew/shift.h"

struct leaver { /* somebody who leaves before the new period ends */
	const struct person_block *person;
	struct str roles; /* "owner of goal `sourced`, chair of review `qbr`"; empty: none */
};

struct late_item { /* work that gets a new date though its own has passed */
	const struct block *block;
	date_t due;
};

struct renewed {
	struct arena arena; /* texts and names of the result */
	struct str text;    /* of the new plan file, in the one layout; ptr NULL: see `reason` */
	const char *reason; /* why there is none */
	uint32_t carried[KIND_COUNT]; /* marked blocks of each kind */
	uint32_t left[KIND_COUNT];    /* blocks of each kind that stay behind */
	VEC(struct leaver) leavers;
	VEC(struct late_item) late;
	VEC(const struct block *)
	same; /* kept goals, funds, incentives and resources: their
		 amounts are those of the old plan */
	VEC(const struct block *)
	dated; /* calendars whose holidays end before the new period does,
		  and rates of the time before it */
};

/* What the next plan is called: that of `was` with its years moved, else with the new period added.
   "plan_2026" -> "plan_2027". */
struct str renewed_name(const struct shift *shift, struct arena *arena, struct str was);

/* `shift` is the plan's; `goals` is the plan as of the last day whose readings count, `work` as of
   the day of the renewal; the new file is to lie in `folder` (canonical, in the plan's project).
   Release with renewed_free. The plan must have been read without mistakes. */
void renew_plan(struct renewed *renewed, const struct shift *shift, const struct tracked *goals,
	const struct tracked *work, struct str folder);
/* Takes these pieces of the text out and lays the rest out anew. */
void renewed_cut(struct renewed *renewed, const struct span *spans, uint32_t n);
void renewed_free(struct renewed *renewed);

#endif
