/*
 * The schema: every kind and field of the language, from the rows in grammar/schema. The same rows
 * declare the structs that plans are decoded into and the tables that everything else reads.
 */
#ifndef COMPILER_SCHEMA_SCHEMA_H
#define COMPILER_SCHEMA_SCHEMA_H

#include "compiler/schema/value.h"
#include "compiler/syntax/token.h"
#include "runtime/base/intern.h"
#include <stddef.h>
#include <stdint.h>

/* ---- enumerations: enum area { area_unset, area_marketing, ... } ---- */
#define ENUM_BEGIN(name) enum name { name##_unset,
#define WORD(name, word, doc) name##_##word,
#define ENUM_END(name)                                                                             \
	name##_count                                                                               \
	}                                                                                          \
	;
#include "grammar/schema/enums.def"
#undef ENUM_BEGIN
#undef WORD
#undef ENUM_END

struct word_info {
	const char *word, *doc;
};

struct words {
	const char *name;
	const struct word_info *items; /* items[value]; items[0] is the unset one */
	uint8_t n;
};
#define ENUM_BEGIN(name) extern const struct words words_##name;
#define WORD(name, word, doc)
#define ENUM_END(name)
#include "grammar/schema/enums.def"
#undef ENUM_BEGIN
#undef WORD
#undef ENUM_END

/* ---- kinds ---- */
enum kind {
	KIND_NONE,
#define KIND(kind, plural, doc, ...) KIND_##kind,
#define ROWS(kind)
#define FIELD(...)
#define FIELD_AS(...)
#define KIND_END(kind)
#include "build/gen/schema.def"
#undef KIND
#undef ROWS
#undef FIELD
#undef FIELD_AS
#undef KIND_END
	KIND_COUNT
};

typedef uint64_t kinds_t; /* a set of kinds */
#define K(kind) ((kinds_t)1 << KIND_##kind)
#define K_ANY (~(kinds_t)0)
/* What other blocks may affect, block, need or wait for: neither words and measures nor records. */
#define K_PARTS                                                                                    \
	(K_ANY & ~(K(NONE) | K(term) | K(unit) | K(calendar) | K(rate) | K(tier) | K(rule) |       \
			 K(readings) | K(signoff) | K(feed) | K(increments) | K(funnel) |          \
			 K(project) | K(plan)))
/* What an amendment may change: all of the contract. */
#define K_CONTRACT                                                                                 \
	(K_PARTS | K(plan) | K(term) | K(unit) | K(calendar) | K(rate) | K(tier) | K(rule))

/* ---- value types: grammar/schema/types.def has VALUE_TYPE(name, c_type, "wanted", doc) and, for a
   value with clauses, PHRASE(name, base, CLAUSE(phrase, word, member, type, required, refs)
   CLAUSE_WORDS(phrase, word, member, words, required) ...) ---- */
enum value_type {
	TYPE_NONE,
#define VALUE_TYPE(name, c_type, wanted, doc) TYPE_##name,
#define PHRASE(name, base, clauses) TYPE_##name,
#include "grammar/schema/types.def"
#undef VALUE_TYPE
#undef PHRASE
	TYPE_COUNT
};

#define VALUE_TYPE(name, c_type, wanted, doc) typedef c_type type_##name;
#define PHRASE(name, base, clauses)
#include "grammar/schema/types.def"
#undef VALUE_TYPE
#undef PHRASE

/* struct phrase_dated_amount { type_amount value; uint32_t node; type_date on; }; typedef ...
 * type_dated_amount */
#define VALUE_TYPE(name, c_type, wanted, doc)
#define CLAUSE(phrase, word, member, type, required, refs) type_##type member;
#define CLAUSE_WORDS(phrase, word, member, words, required) type_word member;
#define PHRASE(name, base, clauses)                                                                \
	struct phrase_##name {                                                                     \
		type_##base value;                                                                 \
		uint32_t node;                                                                     \
		clauses                                                                            \
	};                                                                                         \
	typedef struct phrase_##name type_##name;
#include "grammar/schema/types.def"
#undef VALUE_TYPE
#undef CLAUSE
#undef CLAUSE_WORDS
#undef PHRASE

struct clause_info {
	const char *word; /* by at on from until to of per after before with for via within because
			     as */
	enum clause_word op;
	enum value_type type;
	bool required;
	uint16_t offset;	   /* in the phrase */
	kinds_t refs;		   /* for references */
	const struct words *words; /* for words */
};

struct type_info {
	const char *name;
	const char *wanted; /* "a date": in messages */
	const char *doc;
	enum value_type base; /* TYPE_NONE for a plain type */
	const struct clause_info *clauses;
	uint8_t n_clauses;
	uint16_t node_offset; /* of a phrase's `node` */
	uint16_t size;	      /* of the C shape */
};
extern const struct type_info type_infos[TYPE_COUNT];

/* ---- fields ---- */
enum life { CONTRACT, PROGRESS, NEITHER };

struct field_info {
	const char *name;
	enum value_type type;
	enum life life;
	bool list, required;
	bool all; /* takes the word `all` instead of a list */
	uint8_t kind;
	uint8_t index;	 /* position within its kind: bit in block.given */
	uint16_t offset; /* in the kind's struct; of a list: a struct list */
	kinds_t refs;	 /* kinds a reference may name */
	const struct words *words;
	const char *doc;
	const char *example; /* "owner: priya" */
	const char *unless;  /* needed unless this field is given: NULL mostly */
};

enum {
	NAME_NONE,
	NAME_OPTIONAL,
	NAME_REQUIRED,
	NAME_REFERENCE /* readings sourced, signoff acme */,
	NAME_DATE /* session 2026-07-14 */
};

struct kind_info {
	const char *name, *plural, *doc;
	const char *example; /* a whole block */
	const struct field_info *fields;
	uint8_t n_fields;
	uint8_t named;	  /* NAME_* */
	bool titled;	  /* takes a title */
	bool nested_only; /* may not stand at the top of a file */
	bool rows;	  /* takes dated rows */
	kinds_t parents;  /* kinds it may stand in, besides the top of a file; 0: only there */
	kinds_t refs;	  /* NAME_REFERENCE: what the name refers to */
	uint16_t size;	  /* of struct <kind> */
};
extern const struct kind_info kind_infos[KIND_COUNT];
extern const struct field_info any_fields[]; /* fields of every block, offsets in struct any */
extern const uint8_t any_fields_n;

/* ---- blocks: decoded ---- */
struct list { /* any list field, seen without its item type */
	void *items;
	uint32_t n;
	bool all;
	bool partial; /* an item could not be read, which was reported: there are more than these */
};

#define MEMBER_ONE(type, member) type_##type member;
#define MEMBER_LIST(type, member)                                                                  \
	struct {                                                                                   \
		type_##type *items;                                                                \
		uint32_t n;                                                                        \
		bool all, partial;                                                                 \
	} member;

struct any {
	uint64_t given;
#define ANY_FIELD(name, type, card, life, doc, ...) MEMBER_##card(type, name)
#include "grammar/schema/any.def"
#undef ANY_FIELD
};

struct part { /* a stretch of source that states fields of a block */
	const struct file *file;
	uint32_t node; /* its NODE_BLOCK */
	bool is_update, is_base;
	struct part *next; /* updates of the block, then what it is like */
};

struct block {
	uint8_t kind;
	bool is_std;	    /* stands in the standard library */
	bool is_template;   /* never part of the plan by itself */
	bool is_listed;	    /* belongs to the plan; a std block only when something names it */
	uint8_t decoding;   /* enum decoding: fresh, busy, done */
	uint8_t like_state; /* the same for what it is like */
	bool broken;	    /* some of its fields could not be read; rules mind */
	bool is_hidden;	    /* from the audience: see plan/audience.h */
	uint32_t name; /* interned; 0 if it has none. For NAME_REFERENCE kinds: the last name of the
			  path */
	date_t date;   /* a session's day */
	uint32_t order;		/* of appearance in the plan */
	struct str title;	/* ptr NULL if absent */
	uint64_t given;		/* bit per field that is stated */
	struct part part;	/* where the block stands; .next: what else states its fields */
	struct part *last_part; /* of those; NULL: there are none */
	struct block *parent, *first_child, *next_sibling;
	struct block *of; /* NAME_REFERENCE: what it refers to */
	struct any *any;  /* about, tags, link, only_for, allow; NULL if none is stated */
};

/* FIELD_AS is FIELD for a field whose name is a word of C. */
/* struct goal_block { struct block block; ... } and so on for every kind (the suffix keeps `struct
   calendar` and `struct plan` free for what they mean). Each .def file opens with KIND_BEGIN and
   closes with KIND_END, so that including it is enough. */
#define KIND(kind, plural, doc, ...)                                                               \
	struct kind##_block {                                                                      \
		struct block block;
#define ROWS(kind) struct rows rows;
#define FIELD(kind, name, type, card, life, doc, ...) MEMBER_##card(type, name)
#define FIELD_AS(kind, name, spelling, type, card, life, doc, ...) MEMBER_##card(type, name)
#define KIND_END(kind)                                                                             \
	}                                                                                          \
	;
#include "build/gen/schema.def"
#undef KIND
#undef ROWS
#undef FIELD
#undef FIELD_AS
#undef KIND_END

/* Every kind with rows begins like this. */
struct rows_block {
	struct block block;
	struct rows rows;
};

/* ---- look-ups ---- */
enum { SCHEMA_WORDS_MAX = 1024 };

/* Schema words are interned first, so a look-up is an array index. */
struct schema_index {
	uint16_t n_words;		     /* interned ids 1..n_words are schema words */
	uint8_t kind_of[SCHEMA_WORDS_MAX];   /* word -> enum kind, 0 */
	uint8_t plural_of[SCHEMA_WORDS_MAX]; /* plural word -> enum kind, 0 */
	uint64_t required[KIND_COUNT];	     /* bits of the fields that a kind needs */
	uint8_t field_of[KIND_COUNT][SCHEMA_WORDS_MAX]; /* word -> field index + 1; any-fields are
							   0x80 + index + 1 */
};
void schema_index_init(struct schema_index *index, struct intern *intern);
enum kind schema_kind(const struct schema_index *index, uint32_t word);
/* The kind whose plural the word is: collections of conditions. */
enum kind schema_plural(const struct schema_index *index, uint32_t word);
const struct field_info *schema_field(
	const struct schema_index *index, enum kind kind, uint32_t word);
/* The kinds that have a field of this name, for "priority has it". */
kinds_t schema_kinds_with_field(const struct schema_index *index, uint32_t word);
/* The closest kind / field of `kind` to a misspelt word, or NULL. */
const struct kind_info *schema_closest_kind(struct str word);
const struct field_info *schema_closest_field(enum kind kind, struct str word);
/* Names that stand for something everywhere, so that nothing can be declared by them: "all",
   "today", ... The i-th; NULL behind the last. */
const char *schema_reserved(uint32_t i);
bool schema_is_reserved(struct str name);
/* Value of the word in the list, 0 if none. */
uint8_t words_find(const struct words *words, struct str word);
const char *words_closest(const struct words *words, struct str word);
/* "marketing, sales or product" */
void words_print(struct out *out, const struct words *words);
/* What a field takes: "one or more: the name of a person", "marketing, sales or product". */
void field_print_wanted(struct out *out, const struct field_info *field);
/* "goal or initiative", "block" for a set as wide as K_PARTS: for messages. */
void kinds_print(struct out *out, kinds_t kinds);
const char *kind_article(enum kind kind); /* "a" or "an" */
/* "a goal", "an action"; "readings", which are several by nature. */
const char *kind_called(enum kind kind);
/* "a goal, initiative or milestone" */
void kinds_print_called(struct out *out, kinds_t kinds);

struct currency_info {
	const char *code, *name;
	uint8_t decimals; /* of its minor unit */
};
extern const struct currency_info currency_infos[];
extern const uint32_t currency_infos_n;
/* ISO 4217 code -> unit, UNIT_NONE if it is none. */
unit_t unit_currency(struct str code);
bool unit_is_currency(unit_t unit);
bool unit_is_duration(unit_t unit);
static inline enum duration_unit unit_duration(unit_t unit)
{
	return (enum duration_unit)(unit - UNIT_DURATION_FIRST);
}

#endif
