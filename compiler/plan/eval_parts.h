/*
 * What the files of the evaluator share: results that are exact fractions until they leave it,
 * paths, members of blocks and units. Nothing here is used outside compiler/plan/eval*.c and
 * typecheck*.c.
 */
#ifndef COMPILER_PLAN_EVAL_PARTS_H
#define COMPILER_PLAN_EVAL_PARTS_H

#include "compiler/plan/eval.h"
#include "compiler/plan/typecheck.h"

/* A path has few names, and an evaluation takes a bounded number of steps, however conditions are
 * nested. So do all evaluations of a plan together, however many they are. */
enum {
	EVAL_PATH_MAX = 16,
	EVAL_STEPS_MAX = 2000000,
	EVAL_PLAN_STEPS_MAX = 10000000,
	EVAL_LOOPS_MAX = 3
};

struct result {
	enum value_kind kind;
	bool fits;     /* a quantity: quantity.n is the number too, with the decimals it was written
			  with */
	bool any_unit; /* the sum of nothing: zero of whatever it meets */
	bool of_days;  /* a range: `days`, else `amounts` */
	struct ratio exact;
	union {
		struct quantity quantity;
		struct str text;
		date_t date;
		struct period period;
		struct time_of_day time;
		bool truth;
		struct block *block;
		uint32_t word;
		struct date_range days;
		struct quantity_range amounts;
		struct {
			const struct value
				*items; /* of a `let`; NULL: the expression has to be walked */
			uint32_t n;
		} list;
	};
};

/* ---- eval.c ---- */
struct result eval_expression(struct eval *eval, uint32_t node);
/* The same for a whole expression: begins to count steps anew. */
struct result eval_begin(struct eval *eval, uint32_t node);
bool eval_truth(struct eval *eval, uint32_t node);
struct value result_value(struct eval *eval, const struct result *result, uint32_t node);
/* value_print.c: a fraction that is no decimal number gets one decimal: of an amount the nearest,
   of a share what is left when the rest is cut off. */
struct value result_cut(struct eval *eval, const struct result *result, uint32_t node);
struct result value_result(const struct value *value);
struct static_type result_type(const struct result *result);
/* The days of a period or a range; false if the calendar does not have them. */
bool result_days(const struct eval *eval, const struct result *result, struct date_range *days);
/* NULL where nothing is reported; in any case the value is known to be wrong. */
struct finding *eval_report(struct eval *eval, const struct rule_info *rule, uint32_t node,
	const char *format, ...) __attribute__((format(printf, 4, 5)));
/* Counts a step; false once there were too many. */
bool eval_step(struct eval *eval, uint32_t node);
/* `path` has no value; the first reason counts. */
struct result eval_absent(struct eval *eval, uint32_t path, enum absence why);

/* ---- eval_let.c ---- */
/* Evaluates a `let` at first need. */
struct result let_result(struct eval *eval, struct let *let);
/* Goes one level deeper into other blocks and `let` values; false if that is too deep. */
bool eval_enter(struct eval *eval, uint32_t node, uint32_t *levels);
void eval_leave(struct eval *eval, uint32_t levels);

/* ---- eval_compare.c ---- */
struct result eval_comparison(struct eval *eval, uint32_t node);
struct result eval_in(struct eval *eval, uint32_t node);
/* The value beside another: a bare name beside a word is a word, beside a block one of its kind. */
struct result eval_beside(struct eval *eval, uint32_t node, const struct result *other);
/* -1, 0 or 1, for two values that can be put in order; false if they cannot. */
bool results_compare(struct eval *eval, const struct result *a, const struct result *b, int *order);

/* ---- eval_number.c ---- */
struct result eval_arithmetic(struct eval *eval, uint32_t node);
struct result eval_negative(struct eval *eval, uint32_t node);
bool results_add(struct eval *eval, const struct result *a, const struct result *b, bool minus,
	struct result *sum);
bool quantities_compare(
	struct eval *eval, const struct result *a, const struct result *b, int *order);
struct result number_result(int64_t n, unit_t unit);
struct result ratio_result(struct ratio exact, unit_t unit);

/* ---- eval_literal.c ---- */
struct result eval_literal(struct eval *eval, uint32_t node);

/* ---- eval_name.c: what names mean, for the evaluator and the type checker alike ---- */
enum member_kind {
	MEMBER_NONE,
	MEMBER_FIELD,
	MEMBER_DATE, /* `date` of what is named by its day: a session */
	MEMBER_TRACKED,
	MEMBER_CHILDREN,
};
enum tracked_figure {
	FIGURE_NONE,
	FIGURE_LATEST,
	FIGURE_ATTAINMENT,
	FIGURE_EXPECTED,
	FIGURE_PACE,
	FIGURE_GAP,
	FIGURE_PROJECTION,
	FIGURE_STATUS,
};
struct member { /* what a name after a dot means for a block of some kind */
	enum member_kind kind;
	const struct field_info *field;
	enum tracked_figure figure;
	enum kind children;
};
struct member member_find(const struct plan *plan, enum kind kind, uint32_t name);
/* Fields and figures of the block judged may be written bare; its children only behind `it`. */
bool member_is_bare(struct member member);
/* A field's clause, `from` in budget.from; NULL if its type has none of this name. */
const struct clause_info *clause_find(const struct plan *plan, enum value_type type, uint32_t name);
/* Whether the field is the one in which a single person owns a block on a day. */
bool is_owner_field(const struct field_info *field);

enum head_kind {
	HEAD_NONE,
	HEAD_IT,
	HEAD_JUDGED,
	HEAD_TODAY,
	HEAD_START,
	HEAD_END,
	HEAD_ALL,
	HEAD_MEMBER,
	HEAD_LET,
	HEAD_BLOCK,
	HEAD_COLLECTION,
};
struct head { /* what a path begins with */
	enum head_kind kind;
	struct let *let;
	struct block *block;
	enum kind collection;
	uint32_t rest; /* the first name that is still to be followed, 0: none; a HEAD_MEMBER has
			  the path's own name before it */
};
struct head_scope {
	const struct file *file;
	struct block *home; /* the block the expression belongs to, or NULL */
	kinds_t it;	    /* kinds whose members may be written bare */
	kinds_t wanted;	    /* K_ANY, or the kinds a block should have */
	bool collections_first;
};
struct head path_head(struct plan *plan, const struct head_scope *scope, uint32_t path);
bool is_bare_name(const struct file *file, uint32_t node);
/* Between the kinds of two tokens of an expression, in the one spacing. */
bool token_has_blank_between(int left, int right);
/* A NODE_NAME without the dot before it. */
struct span name_span(const struct file *file, uint32_t name);
/* The blocks of a kind one after the other, also while the plan is still being built; NULL at the
 * end. */
struct block *collection_next(const struct plan *plan, enum kind kind, uint32_t *i);
/* `path` begins with a name that means nothing. */
void report_unknown_name(struct plan *plan, const struct head_scope *scope, uint32_t path);
/* Blocks of these kinds have no such member; `name` is the node of the word. */
void report_no_member(struct plan *plan, const struct file *file, uint32_t name, kinds_t kinds);

/* ---- eval_path.c ---- */
struct walk { /* over every item that a path leads to */
	struct eval *eval;
	uint32_t path;
	uint32_t where; /* what blocks of the first list have to meet, 0: nothing */
	bool unmet;	/* rather those that do not meet it */
	bool stated;	/* `has`: what is inherited or assumed does not count */
	bool probing;	/* stops at the first list */
	bool collections_first;
	kinds_t wanted; /* as in struct head_scope; 0 is K_ANY */
	bool found_list;
	bool (*visit)(void *context, const struct result *item); /* false stops */
	void *context;
};
void walk_path(struct walk *walk);
/* Every item of a list or a path; a single value is one item. */
void walk_items(struct eval *eval, uint32_t node, const struct result *beside,
	bool (*visit)(void *context, const struct result *item), void *context);
struct result eval_path(struct eval *eval, uint32_t path);
/* The same without any report; a block is one of the kinds wanted if there is one. */
struct result eval_path_silently(struct eval *eval, uint32_t path, kinds_t wanted);
bool eval_has(struct eval *eval, uint32_t path);

/* ---- eval_call.c ---- */
struct result eval_call(struct eval *eval, uint32_t node);
enum function {
	FUNCTION_NONE,
	FUNCTION_COUNT,
	FUNCTION_SUM,
	FUNCTION_MIN,
	FUNCTION_MAX,
	FUNCTION_ANY,
	FUNCTION_ALL,
	FUNCTION_COLUMN
};
enum function function_find(const struct plan *plan, const struct file *file, uint32_t path);

/* ---- eval_field.c ---- */
/* One value in the C shape of a type, phrases without their clauses. */
struct result shape_result(
	const struct plan *plan, enum value_type type, const struct words *words, const void *at);
const void *field_at(const struct block *block, const struct field_info *field);
bool field_stated(const struct block *block, const struct field_info *field);

/* ---- eval_tracked.c ---- */
enum tracked_figure figure_find(const struct plan *plan, enum kind kind, uint32_t name);
/* Whether blocks of this kind have the figure. */
bool figure_has(enum kind kind, const char *word);
/* The figure of blocks of this kind that is nearest to a misspelt word, or NULL. */
const char *figure_closest(enum kind kind, struct str word);
/* VALUE_NONE where it has no value or there is no day; `path` asks for it. */
struct result tracked_result(
	struct eval *eval, uint32_t path, const struct block *block, enum tracked_figure figure);

/* ---- eval_units.c ---- */
/* UNIT_NONE if the word is no unit. */
unit_t unit_of_word(const struct plan *plan, uint32_t word);
/* How many `to` make one `from`: exact durations, and currencies by the rates in scope as known on
 * `day`. */
bool unit_factor(struct plan *plan, unit_t from, unit_t to, date_t day, struct ratio *factor);
/* Lengths of time that can be put in order: by the most days they can have where they do not
 * convert. */
bool durations_compare_by_days(unit_t a, unit_t b);
/* The day `duration` after (before) a date; DATE_NONE if there is none. */
date_t date_shift(const struct plan *plan, date_t date, struct duration duration, bool back);

#endif
