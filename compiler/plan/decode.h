/*
 * From trees to a plan's blocks: which blocks there are (collect), what each is made of (templates,
 * likes, updates) and what its fields mean (decode). Everything wrong is reported where it stands,
 * once.
 */
#ifndef COMPILER_PLAN_DECODE_H
#define COMPILER_PLAN_DECODE_H

#include "compiler/plan/names.h"

enum decoding { DECODING_FRESH, DECODING_BUSY, DECODING_DONE };
/* Of block.like_state: nothing has the name that a block is like, so nobody knows what it leaves
 * out. */
enum { LIKE_UNKNOWN = DECODING_DONE + 1 };
enum { DECODE_DEPTH_MAX = 64 };

/* Makes a block for every block of every file in plan->uses, names them, applies `like` and
 * `update`. */
void plan_collect(struct plan *plan);
/* Makes a library's block part of the plan: something names it. */
void plan_list_block(struct plan *plan, struct block *block);
/* Reads the fields of a block if that has not been done; false if it is being done further up (a
 * circle). */
bool block_decode(struct plan *plan, struct block *block);
/* Units, wholeness and ranges of amounts, which need the metric: after all blocks are decoded. */
void plan_check_amounts(struct plan *plan);

/* Circles of `part_of`, `stretch_of` and `backup`, sessions that are not recorded: after all blocks
 * are decoded. */
void plan_check_references(struct plan *plan);

/* ---- one value ---- */

/* Where a value goes: what the field or clause wants, and what to call it. */
struct slot {
	const char *name; /* "owner", "until" */
	enum value_type type;
	kinds_t refs;
	const struct words *words;
	const struct field_info *field;
};

struct decoder {
	struct plan *plan;
	struct block *block;	 /* whose fields are being read */
	const struct file *file; /* of the part they stand in */
	uint64_t before;	 /* fields of the block that other parts have stated */
	uint64_t meant;		 /* fields of the block that misspelt ones are near to */
};

/* Reads a NODE_FIELD into the struct at `base`: the block's, or its struct any. What is wrong is
   reported; a list keeps the items that could be read. */
void decode_field(
	struct decoder *decoder, uint32_t node, const struct field_info *field, char *base);
/* Reads one expression (no clauses) into the C shape of slot->type at `to`; reports and returns
 * false if it is wrong. */
bool decode_value(struct decoder *decoder, const struct slot *slot, uint32_t node, void *to);
/* What stands in the quotes of a NODE_TEXT: a part of the source if it has no escapes. */
struct str decode_quoted(struct plan *plan, const struct file *file, uint32_t node);
/* A row of increments or readings. */
bool decode_row(struct decoder *decoder, uint32_t node, struct row *row);
/* `25.000 EUR` anywhere in an expression, where a dot likely stands for a comma: reported, and
 * false. */
bool decode_check_dots(struct decoder *decoder, uint32_t node);
/* The unit that a word stands for; reports and returns false if there is none. */
bool decode_unit_word(struct decoder *decoder, uint32_t word, struct span span, unit_t *unit);
/* "`due` wants a date; this is a text": type.mismatch. */
struct finding *report_mismatch(
	struct decoder *decoder, const struct slot *slot, uint32_t node, const char *found);

#endif
