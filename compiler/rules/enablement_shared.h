/*
 * What rules about enablement share: which of it a piece of work needs, whom it reaches and who has
 * completed it. The index owns its memory: release with enablement_index_free.
 */
#ifndef COMPILER_RULES_ENABLEMENT_SHARED_H
#define COMPILER_RULES_ENABLEMENT_SHARED_H

#include "compiler/rules/rules_shared.h"

/* ---- which of it a piece of work needs ---- */
struct needed_enablement {
	const struct enablement_block *enablement;
	uint32_t next; /* further one of the same work, + 1; 0 ends */
};

struct enablement_index {
	struct map first; /* initiative or activity -> its first, + 1 */
	VEC(struct needed_enablement) items;
};

/* All that is `needed_by` a piece of work or stands in an initiative's `needs`, in order. */
void enablement_index_make(struct enablement_index *index, const struct plan *plan);
void enablement_index_free(struct enablement_index *index);
/* The first of the work's, + 1; 0 if there is none. */
uint32_t enablement_first(const struct enablement_index *index, const struct block *work);

/* ---- people ---- */
struct people {
	const struct person_block **items;
	uint32_t n;
	bool is_complete; /* false: a name could not be read */
};

/* Owners and team of an initiative, each once; those of its parts as well if `with_parts`. They lie
   in the sink's arena. */
struct people work_people(
	const struct rule_check *check, const struct initiative_block *initiative, bool with_parts);
/* The person or their party is in the audience. */
bool enablement_reaches(
	const struct enablement_block *enablement, const struct person_block *person);
/* The person has completed it, whenever that was. */
bool enablement_has(const struct enablement_block *enablement, const struct person_block *person);
/* The same by the end of a day. */
bool enablement_has_by(
	const struct enablement_block *enablement, const struct person_block *person, date_t day);
/* Everybody it is for had completed it by the end of that day. */
bool enablement_complete_by(
	const struct plan *plan, const struct enablement_block *enablement, date_t day);
/* The first day of the work that it is needed by; DATE_NONE if there is none. */
date_t work_start(const struct block *work);

#endif
