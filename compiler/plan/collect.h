/*
 * How blocks come about, shared by those that find them in the text (collect.c) and those that copy
 * them (like.c). Nothing here is used elsewhere.
 */
#ifndef COMPILER_PLAN_COLLECT_H
#define COMPILER_PLAN_COLLECT_H

#include "compiler/plan/decode.h"

/* A new block for a NODE_BLOCK, without children and not yet named. */
struct block *collect_make(struct plan *plan, const struct file *file, uint32_t at, enum kind kind,
	struct block *parent);
/* Enters a block under its name where it is seen. */
void collect_name(struct plan *plan, struct block *block);
/* *last is the parent's last child so far, NULL if it has none. */
void collect_add_child(struct block *parent, struct block **last, struct block *child);
void collect_add_part(struct plan *plan, struct block *block, struct part part);
/* The limit of blocks is passed; said once. */
void collect_report_too_many(struct plan *plan, struct span span);

/* Copies what a block and its children are `like`. */
void plan_apply_likes(struct plan *plan, struct block *block);

#endif
