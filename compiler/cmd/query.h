/*
 * The answer to a query as rows and columns, and the ways to write it.
 */
#ifndef COMPILER_CMD_QUERY_H
#define COMPILER_CMD_QUERY_H

#include "compiler/cmd/cmd.h"

struct answer_cell {
	struct value value; /* VALUE_NONE: blank */
};

struct answer_row {
	const struct plan *plan;
	struct answer_cell *cells; /* one for each column */
};

struct answer {
	struct answer_column {
		struct str name;
		bool is_left_out;
	} * columns;
	uint32_t n_columns;
	bool has_plans; /* the first column says whose row it is */
	VEC(struct answer_row) rows;
};

/* Aligned; shortened to `width` columns unless that is 0. */
void answer_print_table(struct out *out, const struct answer *answer, unsigned width);
void answer_print_csv(struct out *out, const struct answer *answer, bool bom);
/* {"columns": [...], "rows": [{...}]} */
void answer_print_json(struct out *out, const struct answer *answer);

#endif
