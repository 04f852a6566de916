/*
 * What a value is once it has been read: the C shapes behind the value types of grammar/schema, and
 * the tagged value that expressions yield. Zero means absent everywhere.
 */
#ifndef COMPILER_SCHEMA_VALUE_H
#define COMPILER_SCHEMA_VALUE_H

#include "runtime/base/str.h"
#include "runtime/values/cadence.h"
#include "runtime/values/calendar.h"
#include "runtime/values/decimal.h"
#include "runtime/values/duration.h"

struct block;
struct file;

/* A unit is a number: fixed ones below, ISO 4217 currencies, then declared units by their interned
 * name. */
typedef uint32_t unit_t;
enum {
	UNIT_NONE = 0, /* a bare number */
	UNIT_PERCENT = 1,
	UNIT_MONEY = 2,		      /* std: the plan's currency; never left in a decoded plan */
	UNIT_DURATION_FIRST = 16,     /* + enum duration_unit */
	UNIT_CURRENCY_FIRST = 64,     /* + index in grammar/schema/currencies.def */
	UNIT_DECLARED_FIRST = 1 << 16 /* + interned name of the `unit` block */
};

struct quantity { /* number, percent, money, amount, and a duration before it becomes one */
	struct decimal n;
	unit_t unit;
	bool set;
};

struct quantity_range {
	struct quantity low, high;
};

struct ref {
	struct block *block;
	uint32_t node; /* where it is written, in the file of the part that states it */
};

struct field_info;

struct field_ref { /* a block, or one of its fields: what an amendment changes */
	struct ref ref;
	const struct field_info *field; /* NULL: the block as a whole */
};

struct ref_or_text {
	struct ref ref;
	struct str text;
};

enum flag { FLAG_UNSET, FLAG_FALSE, FLAG_TRUE };

struct time_of_day {
	bool set;
	uint8_t hour, minute;
};

/* An expression kept for later: evaluated on a day, or per row of a feed. */
struct expression {
	const struct file *file;
	uint32_t node; /* 0: absent */
};

struct row { /* `2026-Q1: 30.5% of 21 deals` */
	struct date_range days;
	struct period period; /* kind PERIOD_NONE: a dated row */
	uint32_t node;
	struct quantity value, sample;
	const struct file *file;
};

struct rows {
	struct row *items;
	uint32_t n;
};

enum value_kind {
	VALUE_NONE, /* absent, or wrong and already reported */
	VALUE_QUANTITY,
	VALUE_TEXT,
	VALUE_DATE,
	VALUE_PERIOD,
	VALUE_TIME,
	VALUE_BOOL,
	VALUE_BLOCK,
	VALUE_WORD,
	VALUE_RANGE,
	VALUE_LIST,
	VALUE_ALL,
	VALUE_COLUMN
};

struct value {
	enum value_kind kind;
	union {
		struct quantity quantity;
		struct str text; /* VALUE_TEXT; VALUE_COLUMN: the column's name */
		date_t date;
		struct period period;
		struct time_of_day time;
		bool truth;
		struct block *block;
		uint32_t word; /* interned: an enumeration's word, a status word */
		struct {
			const struct value *low, *high;
		} range;
		struct {
			const struct value *items;
			uint32_t n;
		} list;
	};
};

#endif
