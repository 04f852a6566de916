/*
 * Expressions: evaluated where a value is a calculation, a `let` or a condition. No functions but
 * the collections', no recursion but `let`, whose circles are reported; so every evaluation ends.
 */
#ifndef COMPILER_PLAN_EVAL_H
#define COMPILER_PLAN_EVAL_H

#include "compiler/plan/names.h"
#include "compiler/plan/tracked.h"

struct eval_columns { /* a CSV row, for `column("Stage")` */
	/* Text of the column in the row at hand; ptr NULL if there is no such column. */
	struct str (*cell)(const void *context, struct str name);
	const void *context;
};

/* Why a value is absent. */
enum absence { ABSENT_NOT, ABSENT_UNSTATED, ABSENT_NO_DAY, ABSENT_KNOWN };

struct eval {
	struct plan *plan;
	const struct file *file;
	struct block *block;	       /* whose fields may be written bare, and `it`; NULL: none */
	const struct tracked *tracked; /* NULL: tracked values and today are absent */
	const struct eval_columns *columns;
	struct arena *arena; /* for lists and texts */
	struct sink *sink;   /* NULL: nothing is reported */
	/* The evaluator's own; zero at first. */
	uint32_t depth, steps;
	struct block *home;	 /* the block the expression belongs to, while `block` is one of a
				    collection */
	uint32_t absent;	 /* the path that has no value */
	enum absence why_absent; /* ABSENT_KNOWN: it follows from something reported elsewhere */
	bool missed_day;	 /* something in it has a value on a day only, and there is none */
};

/* VALUE_NONE if something in it is absent or wrong (reported when there is a sink). */
struct value eval_node(struct eval *eval, uint32_t node);
/* A condition: absent values make comparisons false, and nobody reports them. */
bool eval_condition(struct eval *eval, uint32_t node);
/* It was given up because it, or all of the plan's expressions, looked at too much, which has been
   reported: its result means nothing. */
bool eval_is_spent(const struct eval *eval);
/* The decoded value of a field; VALUE_NONE if it is not stated. */
struct value field_value(
	struct eval *eval, const struct block *block, const struct field_info *field);
/* Evaluated once, without a day; what is wrong with it is reported then. */
struct value let_value(struct plan *plan, struct let *let);
/* What messages call a value: "a text", "a date". */
const char *value_called(const struct value *value);

/* The value of an expression as people read it: a fraction that is no decimal number has one
   decimal, of an amount the nearest, of a share what is left when the rest is cut off, as figures.
 */
struct value eval_cut(struct eval *eval, uint32_t node);
/* Prints it; false, and nothing printed, if there is none. Reports nothing. */
bool eval_print(struct eval *eval, uint32_t node, struct out *out);
/* The blocks that a call such as `count(goals where ...)` has picked: `met` those that meet its
   condition, else those that do not. *n is how many there are; the first few are put into `first`,
   which has room for `max`. False if the call has no `where`. Reports nothing. */
bool eval_picked(struct eval *eval, uint32_t call, bool met, struct block **first, uint32_t max,
	uint32_t *n);
/* As a plan writes it, texts without their quotes; of a long list the first few. Nothing for an
   absent one. */
void value_print(const struct plan *plan, struct out *out, const struct value *value);
/* The same with all that is in a list. */
void value_print_whole(const struct plan *plan, struct out *out, const struct value *value);

/* What expressions know by name, for those who write them: the i-th function, and the i-th figure
   that blocks of the kind have on a day. NULL behind the last. */
const char *eval_function_name(uint32_t i);
const char *eval_figure_name(enum kind kind, uint32_t i);

#endif
