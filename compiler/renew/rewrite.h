/*
 * One file's text with pieces replaced, written out block by block: what nobody touches stays as
 * its author wrote it, comments included.
 */
#ifndef COMPILER_RENEW_REWRITE_H
#define COMPILER_RENEW_REWRITE_H

#include "compiler/syntax/tree.h"
#include "runtime/base/out.h"

struct rewrite {
	const struct file *file;
	VEC(struct rewrite_edit {
		uint32_t start;
		uint32_t end;
		uint32_t order;	 /* of those at one place: the first added comes first */
		struct str text; /* lives as long as the rewrite */
	})
	edits;
};

void rewrite_replace(struct rewrite *rewrite, struct span span, struct str text);
void rewrite_insert(struct rewrite *rewrite, uint32_t at, struct str text);
/* Statements, each with a line end behind it, above those that stand at the node, or below it. */
void rewrite_insert_above(struct rewrite *rewrite, uint32_t node, struct str statements);
void rewrite_insert_below(struct rewrite *rewrite, uint32_t node, struct str statements);
/* The same below the fields of a block. */
void rewrite_add_fields(struct rewrite *rewrite, uint32_t block, struct str statements);
/* Takes lines of comments out that stand above the node and begin so. */
void rewrite_remove_comments(struct rewrite *rewrite, uint32_t node, const char *prefix);
/* The NODE_FIELD of that name in a block's own text; 0: there is none. */
uint32_t own_field(const struct file *file, uint32_t block, const char *name);
/* Takes a statement out, with the comments that stand right above it and behind it. */
void rewrite_remove(struct rewrite *rewrite, uint32_t node);
/* Takes an item out of its list, with the comma behind it. */
void rewrite_remove_item(struct rewrite *rewrite, uint32_t node);
/* Appends the node's text, with the comments right above it, as the edits make it; an edit within
   another's piece is lost. Then there are no edits any more. */
void rewrite_print(struct out *out, struct rewrite *rewrite, uint32_t node);
/* Appends the comments that stand apart above a node, a line each; false if there are none. */
bool rewrite_heading(struct out *out, const struct file *file, uint32_t node);
void rewrite_free(struct rewrite *rewrite);

#endif
