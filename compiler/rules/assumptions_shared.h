/*
 * Assumptions that do not hold any more, since when, and what was agreed about them. Owns nothing.
 */
#ifndef COMPILER_RULES_ASSUMPTIONS_SHARED_H
#define COMPILER_RULES_ASSUMPTIONS_SHARED_H

#include "compiler/rules/tracking_shared.h"

struct broken {
	date_t since; /* what was agreed from this day on is an answer; DATE_NONE: not broken */
	bool is_open; /* by its condition, which has been false on all days looked at */
};

/* By the plan's assumptions, in the sink's arena. */
struct broken *find_broken(const struct rule_check *check);
/* Of what the assumption affects the first that is still open; NULL if there is none, or if
   something of these kinds (enum touch) has touched any of it since that day. */
const struct ref *unanswered(const struct rule_check *check, const struct touches *touches,
	const struct assumption_block *assumption, date_t since, unsigned kinds);

#endif
