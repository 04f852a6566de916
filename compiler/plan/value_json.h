/*
 * Values as JSON: exact numbers, ISO dates, names of blocks as a plan writes them. A quantity with
 * a unit is an object of `value` and `unit`, a range one of `first` and `last`.
 */
#ifndef COMPILER_PLAN_VALUE_JSON_H
#define COMPILER_PLAN_VALUE_JSON_H

#include "compiler/plan/eval.h"
#include "runtime/base/json_write.h"

/* `key` is NULL in an array. An absent value is null. */
void value_put_json(struct json_writer *json, const char *key, const struct plan *plan,
	const struct value *value);
void quantity_put_json(struct json_writer *json, const char *key, const struct plan *plan,
	struct quantity quantity);
/* Nothing for an absent date. */
void date_put_json(struct json_writer *json, const char *key, date_t date);
/* A field that is stated, under its name: a value with its clauses is an object, the value itself
   under `value`; of a list there is an array, or the word `all`. Texts live in `arena`. */
void field_put_json(struct json_writer *json, struct plan *plan, struct arena *arena,
	const struct block *block, const struct field_info *field);
/* The same with names, units and conditions in the normal form: see normal.h. */
void field_put_normal(struct json_writer *json, struct plan *plan, struct arena *arena,
	const struct block *block, const struct field_info *field);
void value_put_normal(
	struct json_writer *json, const char *key, struct plan *plan, const struct value *value);
void quantity_put_normal(struct json_writer *json, const char *key, const struct plan *plan,
	struct quantity quantity);

#endif
