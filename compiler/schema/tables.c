/* The tables that the rows of grammar/schema make. */
#include "compiler/schema/schema.h"

#include <assert.h>

/* ---- types ---- */

#define VALUE_TYPE(name, c_type, wanted, doc)
#define CLAUSE(phrase, word_, member, type_, required_, refs_)                                     \
	{.word = #word_,                                                                           \
		.op = CLAUSE_##word_,                                                              \
		.type = TYPE_##type_,                                                              \
		.required = (required_),                                                           \
		.refs = (refs_),                                                                   \
		.offset = offsetof(struct phrase_##phrase, member)},
#define CLAUSE_WORDS(phrase, word_, member, list, required_)                                       \
	{.word = #word_,                                                                           \
		.op = CLAUSE_##word_,                                                              \
		.type = TYPE_word,                                                                 \
		.required = (required_),                                                           \
		.words = &words_##list,                                                            \
		.offset = offsetof(struct phrase_##phrase, member)},
#define PHRASE(name, base, clauses) static const struct clause_info clauses_##name[] = {clauses};
#include "grammar/schema/types.def"
#undef VALUE_TYPE
#undef PHRASE
#undef CLAUSE
#undef CLAUSE_WORDS

#define VALUE_TYPE(name_, c_type, wanted_, doc_)                                                   \
	[TYPE_##name_] = {                                                                         \
		.name = #name_, .wanted = (wanted_), .doc = (doc_), .size = sizeof(type_##name_)},
#define PHRASE(name_, base_, rows)                                                                 \
	[TYPE_##name_] = {.name = #name_,                                                          \
		.base = TYPE_##base_,                                                              \
		.clauses = clauses_##name_,                                                        \
		.n_clauses = sizeof clauses_##name_ / sizeof *clauses_##name_,                     \
		.node_offset = offsetof(struct phrase_##name_, node),                              \
		.size = sizeof(struct phrase_##name_)},
const struct type_info type_infos[TYPE_COUNT] = {
#include "grammar/schema/types.def"
};
#undef VALUE_TYPE
#undef PHRASE

/* ---- fields ---- */

#define IS_LIST_ONE false
#define IS_LIST_LIST true

/* The position of each field within its kind. */
#define KIND(kind, plural, doc, ...) enum {
#define ROWS(kind)
#define FIELD(kind, name, ...) FIELD_##kind##_##name,
#define FIELD_AS(kind, name, ...) FIELD_##kind##_##name,
#define KIND_END(kind)                                                                             \
	FIELDS_##kind                                                                              \
	}                                                                                          \
	;
#include "build/gen/schema.def"
#undef KIND
#undef ROWS
#undef FIELD
#undef FIELD_AS
#undef KIND_END

/* A row without a name ends each table, for kinds that have no fields. */
#define KIND(kind, plural, doc, ...) static const struct field_info fields_##kind[] = {
#define ROWS(kind)
#define FIELD_AS(kind_, member, spelling, type_, card, life_, doc_, ...)                           \
	{.name = (spelling),                                                                       \
		.type = TYPE_##type_,                                                              \
		.life = (life_),                                                                   \
		.list = IS_LIST_##card,                                                            \
		.doc = (doc_),                                                                     \
		.kind = KIND_##kind_,                                                              \
		.index = FIELD_##kind_##_##member,                                                 \
		.offset = offsetof(struct kind_##_block, member),                                  \
		__VA_ARGS__},
#define FIELD(kind_, name_, type_, card, life_, doc_, ...)                                         \
	FIELD_AS(kind_, name_, #name_, type_, card, life_, doc_, __VA_ARGS__)
#define KIND_END(kind)                                                                             \
	{                                                                                          \
		.name = NULL                                                                       \
	}                                                                                          \
	}                                                                                          \
	;
#include "build/gen/schema.def"
#undef KIND
#undef ROWS
#undef FIELD
#undef FIELD_AS
#undef KIND_END

enum {
#define ANY_FIELD(name, type, card, life, doc, ...) ANY_##name,
#include "grammar/schema/any.def"
#undef ANY_FIELD
	ANY_COUNT
};

const struct field_info any_fields[] = {
#define ANY_FIELD(name_, type_, card, life_, doc_, ...)                                            \
	{.name = #name_,                                                                           \
		.type = TYPE_##type_,                                                              \
		.life = (life_),                                                                   \
		.list = IS_LIST_##card,                                                            \
		.doc = (doc_),                                                                     \
		.index = ANY_##name_,                                                              \
		.offset = offsetof(struct any, name_),                                             \
		__VA_ARGS__},
#include "grammar/schema/any.def"
#undef ANY_FIELD
};
const uint8_t any_fields_n = ANY_COUNT;

/* ---- kinds ---- */

#define KIND(kind_, plural_, doc_, ...)                                                            \
	[KIND_##kind_] = {.name = #kind_,                                                          \
		.plural = #plural_,                                                                \
		.doc = (doc_),                                                                     \
		.fields = fields_##kind_,                                                          \
		.n_fields = FIELDS_##kind_,                                                        \
		.size = sizeof(struct kind_##_block),                                              \
		__VA_ARGS__},
#define FIELD(...)
#define FIELD_AS(...)
#define KIND_END(kind)
#define ROWS(kind)
const struct kind_info kind_infos[KIND_COUNT] = {
#include "build/gen/schema.def"
};
#undef KIND
#undef ROWS
#undef FIELD
#undef FIELD_AS
#undef KIND_END

/* ROWS stands right behind KIND, so that rows are found without knowing the kind. */
#define KIND(...)
#define FIELD(...)
#define FIELD_AS(...)
#define KIND_END(kind)
#define ROWS(kind)                                                                                 \
	static_assert(offsetof(struct kind##_block, rows) == offsetof(struct rows_block, rows),    \
		"rows come first");
#include "build/gen/schema.def"
