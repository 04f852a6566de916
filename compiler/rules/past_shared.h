/*
 * Rules over time: what the signed version of a plan said, and which amendments speak of a change.
 * Owns nothing.
 */
#ifndef COMPILER_RULES_PAST_SHARED_H
#define COMPILER_RULES_PAST_SHARED_H

#include "compiler/plan/changes.h"
#include "compiler/plan/contract.h"
#include "compiler/rules/rules_shared.h"

/* Which amendment speaks of what. */
struct amendments {
	const struct plan *plan;
	struct map wholes, fields, any; /* a block, or a field of it -> index of the first, + 1 */
};

/* Those of a plan, or only the approved ones. Release with amendments_free. */
void amendments_find(struct amendments *amendments, const struct plan *plan, bool approved);
void amendments_free(struct amendments *amendments);
/* The first that names the block that changed, or the field of it; a block without a name by what
   it stands in. NULL: none does. */
const struct amendment_block *amendments_naming(
	const struct amendments *amendments, const struct change *change);

struct past_changes {
	const struct past_plan *past; /* NULL: no signed version is at hand */
	struct facts facts;	      /* of the plan as it is */
	struct changes changes;
	struct amendments amendments;
};

/* What differs from the signed version. Release with past_free_changes. */
void past_find_changes(const struct rule_check *check, struct past_changes *changes);
void past_free_changes(struct past_changes *changes);
/* Since when the change counts: from the day of the amendment that names it, else the as-of day,
   else DATE_NONE. *amendment is that one, NULL if none does. */
date_t past_moved_on(const struct past_changes *changes, const struct change *change,
	const struct amendment_block **amendment);

/* What was missed or behind when it was moved, and no root cause of it was open by then. */
bool past_moved_without_cause(const struct rule_check *check, const struct past_changes *changes,
	const struct change *change);

#endif
