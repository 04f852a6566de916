/*
 * The parts of a file as the formatter sees them: imports, `let` values, blocks and their members,
 * each a run of tokens. A part that could not be read, or that shares a line with one, is frozen:
 * it keeps its bytes.
 */
#ifndef COMPILER_FORMAT_PART_H
#define COMPILER_FORMAT_PART_H

#include "compiler/format/measure.h"

enum part_kind { PART_OTHER, PART_FIELD, PART_LET, PART_IMPORT, PART_BLOCK };

struct part {
	uint32_t first, last; /* tokens */
	uint32_t open;	      /* of a block: its `{` */
	uint32_t child, next; /* parts; 0: none */
	uint8_t kind;	      /* enum part_kind; PART_FIELD is a dated row too */
	bool frozen;
	bool joined; /* frozen, and the next part begins on the line where this one ends */
	bool nests;  /* a block stands in it */
};

struct parts {
	const struct file *file;
	const struct measure *measures;
	VEC(struct part) items; /* items[0] is none */
	uint32_t first;
	uint32_t frozen_from; /* part from which all bytes stay to the end of the file; 0: none */
};

void parts_read(struct parts *parts, const struct file *file, const struct measure *measures);
void parts_free(struct parts *parts);

#endif
