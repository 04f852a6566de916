/*
 * What kind of value an expression yields, found without any value: so that a condition that can
 * never be judged is reported when the plan is read, where it is written and once. Reads a plan
 * whose blocks are decoded; changes nothing but `broken` of a block whose condition is wrong.
 */
#ifndef COMPILER_PLAN_TYPECHECK_H
#define COMPILER_PLAN_TYPECHECK_H

#include "compiler/plan/plan.h"

enum shape {
	SHAPE_UNKNOWN, /* nothing is known, or it was reported: every use is right */
	SHAPE_QUANTITY,
	SHAPE_TEXT,
	SHAPE_DATE,
	SHAPE_TIME,
	SHAPE_TRUTH,
	SHAPE_BLOCK,
	SHAPE_WORD,
	SHAPE_DAYS,    /* a range of dates or a period */
	SHAPE_AMOUNTS, /* a range of quantities */
	SHAPE_ALL,     /* the word `all` */
	SHAPE_CELL,    /* of a CSV file: a text, number or date, whatever it is compared with */
};

enum unit_class { UNITS_ANY, UNITS_MONEY, UNITS_DURATION, UNITS_ONE };

struct static_type {
	enum shape shape;
	bool list;	       /* a list of what `shape` says */
	bool constant;	       /* made of literals only */
	enum unit_class units; /* of quantities; UNITS_ONE: `unit` */
	unit_t unit;
	kinds_t kinds;		   /* of blocks */
	struct block *block;	   /* the very block, where it is known */
	const struct words *words; /* of words; NULL: any */
};

enum misfit { FITS, MISFIT_TYPES, MISFIT_UNITS, MISFIT_CURRENCIES };

/* The type of `left op right` (op: a token kind), or why there is none. */
enum misfit types_join(struct plan *plan, int op, const struct static_type *left,
	const struct static_type *right, struct static_type *result);
/* Reports the misfit of a NODE_BINARY. */
void report_misfit(struct plan *plan, const struct file *file, uint32_t node, enum misfit misfit,
	const struct static_type *left, const struct static_type *right);
/* "a date", "an amount in leads", "a list of goals". */
void type_print(const struct plan *plan, struct out *out, const struct static_type *type);

/* False if the condition is wrong, which is reported. `block` is the one it belongs to, NULL for a
   feed's rows; in a feed `column("...")` may be used and nothing that needs a day. */
bool typecheck_condition(
	struct plan *plan, const struct file *file, uint32_t node, struct block *block, bool feed);
/* `equals` of a metric: arithmetic over other metrics and bare numbers. */
bool typecheck_formula(struct plan *plan, struct expression formula);
/* `when` and `require` of a rule, in which `it` is any block of the kind it is for. */
bool typecheck_rule(struct plan *plan, struct rule_block *rule);
/* All of these for every decoded block, the plan's `let` values, and circles of `equals`. */
void plan_check_expressions(struct plan *plan);

/* ---- between the files of the checker ---- */

struct typing {
	struct plan *plan;
	const struct file *file;
	struct block *home;	/* the block the expression belongs to, or NULL */
	kinds_t home_kinds;	/* its kind, or that of the blocks a rule is for */
	kinds_t it;		/* kinds that `it` may be; 0: there is no `it` */
	struct block *it_block; /* the very block, where it is known */
	bool feed;
	bool silent;	/* only asking */
	bool stated;	/* behind `has`: conditions may be named */
	uint32_t loops; /* how many `where` stand around */
};

struct static_type typing_expression(struct typing *typing, uint32_t node);
/* `collection`: an argument of count, sum, ...; `where`: a condition on the blocks of the first
   list, or 0; `wanted`: the kinds a block should have, or K_ANY. */
struct static_type typing_path(
	struct typing *typing, uint32_t path, bool collection, uint32_t where, kinds_t wanted);
struct static_type typing_call(struct typing *typing, uint32_t node);
/* The condition at `node` has to be true or false. */
void typing_truth(struct typing *typing, uint32_t node);
/* "this is a date": what was found instead of what `format` asks for. Nothing while only asking. */
struct finding *typing_mismatch(
	struct typing *typing, uint32_t node, const char *wanted, const struct static_type *found);
/* The words of tracked status: not_judged, unknown, done, ... */
extern const struct words words_tracked_status;

#endif
