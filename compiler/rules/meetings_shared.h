/*
 * What became of the sessions of each review by the as-of day: held, not held, or nobody knows.
 * Release with meetings_free.
 */
#ifndef COMPILER_RULES_MEETINGS_SHARED_H
#define COMPILER_RULES_MEETINGS_SHARED_H

#include "compiler/rules/tracking_shared.h"

enum meeting {
	MEETING_HELD,	    /* there is a record of it */
	MEETING_NOT_HELD,   /* the record says so */
	MEETING_UNRECORDED, /* no record, though the time to write one is over */
	MEETING_PENDING	    /* no record, and there is still time; or it is yet to come */
};

struct review_meetings {
	const struct review_block *review;
	const struct tracked_session **items; /* by day, those to come included */
	uint32_t n;
	uint32_t n_past;   /* the first of them, on or before the as-of day */
	uint32_t n_lapsed; /* past ones in a row up to the last, pending ones left out of account,
			      that were not held or have no record */
};

struct all_meetings {
	struct arena arena;
	struct map of;		       /* review -> its place, + 1 */
	struct review_meetings *items; /* in the order of the plan's reviews */
	uint32_t n;
	const struct review_meetings *busiest; /* the joint operational one with the most past
						  sessions; NULL: there is none */
};

void meetings_make(struct all_meetings *all, const struct rule_check *check);
void meetings_free(struct all_meetings *all);
/* NULL for what is no review of the plan. */
const struct review_meetings *meetings_of(
	const struct all_meetings *all, const struct block *review);
enum meeting meeting_of(const struct rule_check *check, const struct tracked_session *session);
/* Two or more in a row did not take place, and there are further ones to come. */
bool meetings_stagnate(const struct review_meetings *meetings);
/* How many of the past sessions after that day may have taken place. */
uint32_t meetings_since(const struct review_meetings *meetings, date_t day);

/* Over how many sessions an open action was carried: sessions after its due date, of the review
   that agreed it, else of the busiest one. */
uint32_t action_carried(const struct all_meetings *all, const struct action_block *action);
/* How many of them review.action_carried allows. */
uint32_t action_carries_allowed(const struct rule_check *check);
/* Open and past its due date. */
bool action_is_overdue(const struct action_block *action, date_t day);

#endif
