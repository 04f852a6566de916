/*
 * What names mean in a plan. One namespace per plan, one per block that has named children; a name
 * is resolved by the kind that is expected, so `term sourced` and `goal sourced` may both exist.
 */
#ifndef COMPILER_PLAN_NAMES_H
#define COMPILER_PLAN_NAMES_H

#include "compiler/plan/plan.h"

/* In names_closest: `let` values too. */
#define K_LET K(NONE)

/* Looking for what a misspelt name meant takes a walk over all names: enough is enough. */
enum { GUESSES_MAX = 1000 };

/* Adds a block under its name in its scope; reports a second one of the same kind and file. */
void names_add_block(struct plan *plan, struct block *scope, struct block *block);
void names_add_let(struct plan *plan, struct let *let, uint32_t name);
/* First entry of a name in the plan (scope NULL) or among a block's children; NULL if none. */
const struct name_entry *names_find(
	const struct plan *plan, const struct block *scope, uint32_t name);
const struct name_entry *names_next(const struct plan *plan, const struct name_entry *entry);

/* Where a name is written: its file, and the block whose children are visible bare (may be NULL).
 */
struct name_scope {
	const struct file *file;
	struct block *block;
};

/* The block that a path names, of one of `kinds`; reports and returns NULL if there is none. In a
   library that is looked at alone nothing is reported. */
struct block *names_resolve(
	struct plan *plan, struct name_scope scope, uint32_t path, kinds_t kinds);
/* The same without any report. `*rest` is the first NODE_NAME of the path that was not needed (a
 * field's name), 0 if all was. */
struct block *names_look(
	struct plan *plan, struct name_scope scope, uint32_t path, kinds_t kinds, uint32_t *rest);
/* The block (or, with K_LET, the let) of one of `kinds` whose name is nearest to a misspelt one;
 * NULL if none is near. */
const struct name_entry *names_closest(struct plan *plan, struct str word, kinds_t kinds);
/* A path where a person is wanted that names a party or a stand-in such as `both` or `tbd`, and no
   declared person: it is left unresolved without a report, because ownership.not_a_person reports
   it. */
bool names_stands_for_no_person(struct plan *plan, struct name_scope scope, uint32_t path);
/* The let a path of one name stands for, or NULL. */
struct let *names_let(const struct plan *plan, const struct file *file, uint32_t path);

#endif
