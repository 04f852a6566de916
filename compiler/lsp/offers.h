/*
 * What a completion offers at a cursor: words of the language from its tables, names of the plan's
 * blocks, units, dates. Each offer replaces the word at hand.
 */
#ifndef COMPILER_LSP_OFFERS_H
#define COMPILER_LSP_OFFERS_H

#include "compiler/lsp/server.h"

enum offer_kind { /* numbers of the protocol's CompletionItemKind */
	OFFER_FUNCTION = 3,
	OFFER_FIELD = 5,
	OFFER_NAME = 6,
	OFFER_LIBRARY = 9,
	OFFER_KIND = 7,
	OFFER_UNIT = 11,
	OFFER_VALUE = 12,
	OFFER_WORD = 20,
	OFFER_KEYWORD = 14
};

struct offer {
	enum offer_kind kind;
	struct str label;
	struct str insert;   /* len 0: the label */
	bool is_snippet;     /* `insert` has places to fill in */
	struct str detail;   /* one line; may be empty */
	struct str doc;	     /* Markdown; may be empty */
	uint32_t rank;	     /* lower ones come first; then as they were offered */
	uint32_t start, end; /* what it replaces */
};

struct offers {
	struct arena *arena;
	struct server *server;
	const struct plan *plan; /* never NULL */
	const struct file *file;
	struct cursor cursor;
	uint32_t offset; /* of the cursor */
	VEC(struct offer) items;
	bool is_cut;	      /* there were more */
	struct offer nowhere; /* takes what is not offered */
};

/* All that fits what is written of the word. Release items with vec_free. */
void offers_make(struct offers *offers);

/* Adds one that replaces the word; passes over what does not begin like it, in any case. */
struct offer *offer_add(struct offers *offers, enum offer_kind kind, struct str label);

/* offers_values.c: what a value may be, in full or behind what stands of it already */
void offer_value(struct offers *offers, const struct wanted *wanted);
void offer_behind_value(struct offers *offers, const struct wanted *wanted);
/* Behind `a.b.`: children, fields and figures of what it names; names of an imported file. */
void offer_members(struct offers *offers, const struct wanted *wanted);
/* Blocks of these kinds by their names. */
void offer_names(struct offers *offers, kinds_t kinds);

#endif
