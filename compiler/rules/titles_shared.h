/*
 * Titles and the names that a plan declares: what rules share that judge how a text reads. The
 * index of names owns its memory: release with names_index_free.
 */
#ifndef COMPILER_RULES_TITLES_SHARED_H
#define COMPILER_RULES_TITLES_SHARED_H

#include "compiler/rules/rules_shared.h"
#include "compiler/rules/text_shared.h"

/* Where these words of a block's title are written; its name if they are not found as they are. */
struct span title_span(const struct block *block, struct str words);

/* ---- declared names ---- */
/* Names and titles of parties, people, products, segments, regions and tiers. */
struct names_index {
	struct map first; /* the first word, in small letters, hashed -> its first name, + 1 */
	VEC(struct indexed_name {
		struct str text;
		uint32_t next; /* + 1; 0 ends */
	})
	items;
};

void names_index_make(struct names_index *index, const struct plan *plan);
void names_index_free(struct names_index *index);
/* A declared name stands anywhere in the text. */
bool names_index_in(const struct names_index *index, struct str text);
/* The bytes from .. to of the text lie in a declared name that is longer than they are. */
bool names_index_covers(const struct names_index *index, struct str text, size_t from, size_t to);

/* ---- words ---- */
/* A digit, or the word for a number. */
bool text_has_number(struct str text);
/* Takes the next word off the front of *rest: letters and digits; false at the end. */
bool text_word(struct str *rest, struct str *word);
/* The key of a word in a map, without regard to case. */
uint64_t text_word_key(struct str word);

#endif
