/*
 * A plan as a list of facts: every field of every block in one normal form, which tells nothing of
 * layout, order, files or templates. Two versions of a plan are compared by them, and what is
 * signed is their contractual part.
 */
#ifndef COMPILER_PLAN_FACTS_H
#define COMPILER_PLAN_FACTS_H

#include "compiler/plan/plan.h"

/* The key of a block with neither a name nor a title of its own is "goal sourced > increments"; its
   field is "" for what it mainly says, "progress" and "notes" for what else it does. */
struct fact {
	struct str key;	   /* "goal sourced", "initiative webinars > milestone \"Speakers\"" */
	const char *field; /* "heading" (its title), "rows" */
	struct str text;   /* `"target": {"value": 5}`: JSON, one line */
	enum life life;
	bool is_sealed; /* what a seal covers */
	const struct block *block;
	const struct field_info *info; /* NULL for heading, rows and whole blocks */
};

struct facts {
	bool only_sealed;	/* set before facts_make: the others are left out */
	VEC(struct fact) items; /* sorted by key, then field, then text */
};

/* Plans as they were signed, read by a run of their own. */
struct past_plans {
	VEC(struct past_plan {
		struct plan *plan;
		struct facts facts;
	})
	items;
};
/* The one that is called like the plan, or the only one for the only plan; NULL if there is none.
 */
const struct past_plan *past_plan_of(const struct past_plans *past, const struct plan *plan);

/* Of a plan's own blocks: those of the standard library and of templates are none. Texts live in
   `arena`; release items with vec_free. */
void facts_make(struct facts *facts, struct plan *plan, struct arena *arena);

/* What facts call a block that has a name, in `arena`. */
struct str fact_key(struct plan *plan, struct arena *arena, const struct block *block);
/* The first fact of the block of that key; NULL: there is no such block. */
const struct fact *facts_of(const struct facts *facts, struct str key);
/* A value as it stands in the texts of facts, in `arena`. */
struct str fact_value(struct plan *plan, struct arena *arena, const struct value *value);
/* Whether the value stands in what the block of that key states in the field; NULL: anywhere in it,
   and in the blocks without a name that stand in it. */
bool facts_hold(const struct facts *facts, struct str key, const struct field_info *field,
	struct str value);

/* It tells of all of a block whose fields cannot be told from those of another. */
bool fact_is_whole(const struct fact *fact);

/* Whether blocks of this kind are sealed at all: those of the contract, but for what is expected to
   change with the knowledge of the day: risks, contingencies, assumptions, facts and actions. */
bool kind_is_sealed(enum kind kind);

enum { SEAL_MAX = 80 };
/* The normal form of what is sealed: a line `KEY<TAB>FIELD<TAB>JSON` a fact, in their order. */
void seal_print_form(struct out *out, const struct facts *facts);
/* "pbp1:" and the BLAKE2b-256 of the normal form in hexadecimal digits, NUL-terminated. */
void seal_make(char seal[SEAL_MAX], const struct facts *facts);

enum seal_state {
	SEAL_GOOD,
	SEAL_DIFFERS,
	SEAL_FOREIGN,	/* of another version of the normal form */
	SEAL_MALFORMED, /* not `pbp1:` and 64 hexadecimal digits */
};
enum seal_state seal_compare(struct str stated, const char *seal);

#endif
