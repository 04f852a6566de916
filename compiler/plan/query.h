/*
 * Questions to a plan in the language's own conditions: `initiatives where owner.of == acme`,
 * `goals.pace`, `sum(funds.amount)`. A question is read once a run, checked against each plan it is
 * put to, and answered with values; nothing is changed and nothing printed.
 */
#ifndef COMPILER_PLAN_QUERY_H
#define COMPILER_PLAN_QUERY_H

#include "compiler/plan/eval.h"

struct query {
	const struct file *file;
	uint32_t expression; /* the question as a value; 0: it is a collection */
	uint32_t path;	     /* of the collection */
	uint32_t where;	     /* the condition on what it leads to, 0: none */
};

/* False if the text is no expression, which has been reported; its name in findings is "query". */
bool query_parse(struct run *run, struct str text, struct query *query);
/* False if it means nothing in this plan, which has been reported. *kind is what the answer's
   blocks are, KIND_NONE for other values or blocks of several kinds. */
bool query_check(struct plan *plan, const struct query *query, enum kind *kind);
/* Visits every value of the answer until `visit` is false. False if something in it cannot be
   calculated, such as a sum over two currencies, which has been reported. *missed_day becomes true
   if it asks for what has a value on a day only and there is none. */
bool query_run(struct plan *plan, const struct tracked *tracked, const struct query *query,
	bool (*visit)(void *context, const struct value *value), void *context, bool *missed_day);

enum { QUERY_COLUMNS_MAX = 64 };

/* Expressions about each block of an answer: `owner`, `window`, `budget / 2`. */
struct query_columns {
	const struct file *file;
	VEC(uint32_t) nodes;
};
/* `text` parts them by commas. False if one of them is no expression, or if there is none, which
   has been reported as of "columns". */
bool query_parse_columns(struct run *run, struct str text, struct query_columns *columns);
/* False if one means nothing for blocks of this kind, which has been reported. */
bool query_check_columns(struct plan *plan, const struct query_columns *columns, enum kind kind);
/* VALUE_NONE if it has none. A fraction that is no decimal number is shown as by eval_cut.
 *missed_day as in query_run. */
struct value query_column(struct plan *plan, const struct tracked *tracked,
	const struct query_columns *columns, uint32_t i, struct block *block, bool *missed_day);
/* What is shown of blocks of a kind unless somebody asks for other columns, as `text` above: the
   first field, mostly the owner, figures, and the other fields in the order of the schema. Empty if
   there is nothing to show. */
struct str query_default_columns(struct arena *arena, enum kind kind);

#endif
