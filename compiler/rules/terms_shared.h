/*
 * The words that a plan defines with `term`, its own and those of libraries that it imports. Owns
 * its list; release with terms_free.
 */
#ifndef COMPILER_RULES_TERMS_SHARED_H
#define COMPILER_RULES_TERMS_SHARED_H

#include "compiler/rules/titles_shared.h"

struct term_words {
	VEC(struct defined_term {
		const struct term_block *term;
		struct str words;  /* "qualified lead" */
		struct str plural; /* "qualified leads" */
	})
	items;
	struct arena arena;
};

void terms_find(struct term_words *terms, const struct plan *plan);
void terms_free(struct term_words *terms);
/* The text uses one of them, in singular or plural. */
bool terms_in(const struct term_words *terms, struct str text);
/* One of them is these words, or holds them: `sourced_deal` defines "sourced" as well. */
bool terms_define(const struct term_words *terms, struct str words);

#endif
