/*
 * Words in running text: what the rules share that judge how a sentence reads. Letters are compared
 * without case where they are ASCII. Owns nothing.
 */
#ifndef COMPILER_RULES_TEXT_SHARED_H
#define COMPILER_RULES_TEXT_SHARED_H

#include "runtime/base/str.h"
#include <stdint.h>

/* Can stand inside of a word; bytes of other scripts do. */
static inline bool text_is_word(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
	       c == '_' || (unsigned char)c >= 0x80;
}
/* Where `words` stands in `text` as whole words, from `from` on; text.len if it does not. Case
   counts if `exact`. */
size_t text_find(struct str text, struct str words, size_t from, bool exact);
static inline bool text_has(struct str text, struct str words)
{
	return text_find(text, words, 0, false) < text.len;
}
/* Words to look for together; each is two letters or longer. */
struct text_words {
	struct str words;
	bool exact; /* case counts */
};
enum { TEXT_WORDS_MAX = 32 };
struct text_finder {
	const struct text_words *words;
	/* By byte, a bit for each of the words that begin with it, or have it in second place. */
	uint32_t first[256], second[256];
};
/* Words that outlive the finder, TEXT_WORDS_MAX of them at most. */
void text_finder_make(struct text_finder *finder, const struct text_words *words, size_t n);
/* Where the first of them stands from `from` on, and which it is; text.len if none does. One walk
   over the text. */
size_t text_find_any(const struct text_finder *finder, struct str text, size_t from, size_t *which);
/* Takes the next sentence off the front of *rest: up to a full stop, question or exclamation mark,
   semicolon or line break. False at the end. */
bool text_sentence(struct str *rest, struct str *sentence);

#endif
