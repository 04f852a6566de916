/*
 * What the files of the evaluator share: results that are exact fractions until they leave it, paths, members
 * of blocks and units. Nothing here is used outside compiler/plan/eval*.c and typecheck*.c.
 */
#ifndef COMPILER_PLAN_EVAL_PARTS_H
#define COMPILER_PLAN_EVAL_PARTS_H

#include "compiler/plan/eval.h"
#include "compiler/plan/typecheck.h"

/* A path has few names, and an evaluation takes a bounded number of steps, however conditions are nested. */
enum { EVAL_PATH_MAX = 16, EVAL_STEPS_MAX = 2000000, EVAL_LOOPS_MAX = 3 };

struct result {
	enum value_kind kind;
	bool fits;         /* a quantity: quantity.n is the number too, with the decimals it was written with */
	bool any_unit;     /* the sum of nothing: zero of whatever it meets */
	bool of_days;      /* a range: `days`, else `amounts` */
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
			const struct value *items; /* of a `let`; NULL: the expression has to be walked */
			uint32_t n;
		} list;
	};
};

/* ---- eval.c ---- */
struct result eval_expression(struct eval *eval, uint32_t node);
/* Both sides of a comparison: a bare name beside a word is a word, beside a block a block of its kind. */
void eval_pair(struct eval *eval, uint32_t left, uint32_t right, struct result *a, struct result *b);
struct result eval_beside(struct eval *eval, uint32_t node, const struct result *other);
bool eval_truth(struct eval *eval, uint32_t node);
struct value result_value(struct eval *eval, const struct result *result, uint32_t node);
struct result value_result(const struct value *value);
struct static_type result_type(const struct plan *plan, const struct result *result);
bool results_equal(struct eval *eval, const struct result *a, const struct result *b, bool *equal);
/* -1, 0, 1; false if one of them is absent or they cannot be compared. */
bool results_compare(struct eval *eval, const struct result *a, const struct result *b, int *order);
bool results_add(struct eval *eval, const struct result *a, const struct result *b, bool minus, struct result *sum);
/* The days of a period or range; false if the calendar does not have them. */
bool result_days(const struct eval *eval, const struct result *result, struct date_range *days);
struct finding *eval_report(struct eval *eval, const struct rule_info *rule, uint32_t node, const char *format, ...)
	__attribute__((format(printf, 4, 5)));
/* Counts a step; false once there were too many. */
bool eval_step(struct eval *eval, uint32_t node);
struct result let_result(struct eval *eval, struct let *let);
bool is_bare_name(const struct file *file, uint32_t node);
struct result number_result(int64_t n, unit_t unit);
/* A number in a unit; exact, and with decimals where it has them. */
struct result ratio_result(struct ratio exact, unit_t unit);

/* ---- eval_literal.c ---- */
struct result eval_literal(struct eval *eval, uint32_t node);

/* ---- eval_path.c ---- */
enum member_kind { MEMBER_NONE, MEMBER_FIELD, MEMBER_TRACKED, MEMBER_CHILDREN };
enum tracked_figure {
	FIGURE_NONE, FIGURE_LATEST, FIGURE_ATTAINMENT, FIGURE_EXPECTED, FIGURE_PACE, FIGURE_GAP, FIGURE_PROJECTION, FIGURE_STATUS,
};
struct member { /* what a name after a dot means for a block of some kind */
	enum member_kind kind;
	const struct field_info *field;
	enum tracked_figure figure;
	enum kind children;
};
struct member member_find(const struct plan *plan, enum kind kind, uint32_t name);
/* A field's clause, `from` in budget.from; NULL if its type has none of this name. */
const struct clause_info *clause_find(const struct plan *plan, enum value_type type, uint32_t name);

enum head_kind {
	HEAD_NONE, HEAD_IT, HEAD_TODAY, HEAD_START, HEAD_END, HEAD_ALL, HEAD_MEMBER, HEAD_LET, HEAD_BLOCK, HEAD_COLLECTION,
};
struct head { /* what a path begins with */
	enum head_kind kind;
	struct let *let;
	struct block *block;
	enum kind collection;
	uint32_t rest; /* the first name that is still to be followed, 0: none. Of HEAD_MEMBER: the member itself is path's own name */
};
struct head_scope {
	struct name_scope names;
	kinds_t it;           /* kinds whose members may be written bare */
	bool collections_first;
	kinds_t wanted;       /* K_ANY, or the kinds a block should have */
};
struct head path_head(struct plan *plan, const struct head_scope *scope, uint32_t path);
/* The block whose children are visible bare where `file` is written. */
struct block *name_home(struct block *home, const struct file *file);
uint32_t path_length(const struct file *file, uint32_t path);

/* Visits every item that a path leads to; false stops. */
typedef bool (*visit_item)(void *context, const struct result *item);
struct walk {
	struct eval *eval;
	uint32_t path;
	uint32_t where;      /* what blocks of the first list have to meet, 0: nothing */
	bool unmet;          /* rather those that do not meet it */
	bool stated;         /* `has`: what is inherited or assumed does not count */
	bool probing;        /* stops at the first list */
	bool collections_first;
	bool found_list;
	visit_item visit;
	void *context;
};
void walk_path(struct walk *walk);
/* Every item of a list, a collection or a single value. */
bool walk_items(struct eval *eval, uint32_t node, const struct result *beside, visit_item visit, void *context);
struct result eval_path(struct eval *eval, uint32_t path);
/* The same for a block of some kind, and without any report. */
struct result eval_path_silently(struct eval *eval, uint32_t path, kinds_t wanted);
bool eval_has(struct eval *eval, uint32_t path);
/* Reads the fields of a block if need be; false if that is under way further up. */
bool block_ready(struct eval *eval, struct block *block, uint32_t node);
/* Blocks of a kind, also while the plan is still being built: the i-th or later, NULL at the end. */
struct block *collection_next(const struct plan *plan, enum kind kind, uint32_t *i);

/* ---- eval_call.c ---- */
struct result eval_call(struct eval *eval, uint32_t node);
enum function { FUNCTION_NONE, FUNCTION_COUNT, FUNCTION_SUM, FUNCTION_MIN, FUNCTION_MAX, FUNCTION_ANY, FUNCTION_ALL, FUNCTION_COLUMN };
enum function function_find(const struct plan *plan, const struct file *file, uint32_t path);

/* ---- eval_field.c ---- */
/* One value in the C shape of a type, phrases without their clauses. */
struct result shape_result(const struct plan *plan, enum value_type type, const struct words *words, const void *at);
const void *field_at(const struct block *block, const struct field_info *field);
bool field_stated(const struct block *block, const struct field_info *field);

/* ---- eval_tracked.c ---- */
enum tracked_figure figure_find(const struct plan *plan, enum kind kind, uint32_t name);
/* VALUE_NONE where it has no value or there is no day. */
struct result tracked_result(struct eval *eval, const struct block *block, enum tracked_figure figure);

/* ---- eval_units.c ---- */
/* UNIT_NONE if the word is no unit. */
unit_t unit_of_word(const struct plan *plan, uint32_t word);
/* How many `to` make one `from`: exact durations, and currencies by the rates in scope as known on `day`. */
bool unit_factor(struct plan *plan, unit_t from, unit_t to, date_t day, struct ratio *factor);
/* Lengths of time that can be put in order: by the most days they can have where they do not convert. */
bool durations_compare_by_days(unit_t a, unit_t b);
/* The day `duration` after (before) a date; DATE_NONE if there is none. */
date_t date_shift(const struct plan *plan, date_t date, struct duration duration, bool back);

#endif
