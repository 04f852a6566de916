/*
 * What the formatter wants to know of each token before it writes any: how wide it is, what belongs
 * to it, and how it stands beside its neighbours.
 */
#ifndef COMPILER_FORMAT_MEASURE_H
#define COMPILER_FORMAT_MEASURE_H

#include "compiler/format/gap.h"

/* Counts run from the beginning of the file. */
struct measure {
	uint32_t left, right; /* its columns if the whole file stood on one line */
	uint32_t match;	      /* of an opening bracket: the closing one */
	uint32_t node_end;  /* index behind the statement or block that begins here; 0: none does */
	uint32_t n_firsts;  /* tokens that were first on their line, with this one */
	uint32_t n_faults;  /* tokens with a finding, with this one */
	uint32_t n_remarks; /* gaps with a comment, with the one before this token */
	uint32_t n_tall;    /* texts and lists that take several lines, with one that begins here */
};

/* One for each token of the file. */
struct measure *tokens_measure(struct arena *arena, const struct file *file);
/* Width of a run of tokens on one line. */
uint32_t measure_width(const struct measure *measures, uint32_t first, uint32_t last);
/* True if a run of tokens cannot stand on one line: for a comment in it, prose, or a list its
 * author broke. */
bool measure_is_tall(const struct measure *measures, uint32_t first, uint32_t last);
/* Blanks between a token and the one before it where both stand on one line. */
unsigned blanks_before(const struct file *file, uint32_t token);
/* A comma before `]` is written in a list of one item a line and nowhere else. */
bool is_last_comma(const struct file *file, uint32_t token);

#endif
