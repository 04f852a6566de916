/*
 * UTF-8: strict checking, walking, and the width of text on a terminal (utf8proc). Never guesses: a
 * sequence that Unicode forbids (overlong, surrogate, above U+10FFFF) is invalid.
 */
#ifndef RUNTIME_BASE_UTF8_H
#define RUNTIME_BASE_UTF8_H

#include "runtime/base/out.h"
#include "runtime/base/str.h"
#include <stdbool.h>
#include <stdint.h>

/* Decodes one character at s->ptr and moves *s past it; -1 (one byte skipped) if it is invalid.
 * s->len > 0. */
int32_t utf8_next(struct str *s);
/* Writes the character as up to 4 bytes; returns their number, 0 for a number that is no character.
 */
unsigned utf8_write(char to[4], uint32_t character);
/* Offset of the first byte that is not valid UTF-8, or s.len. */
size_t utf8_valid_to(struct str s);
/* True for U+202A-202E, 2066-2069, 200E, 200F and 061C, which can reorder what a reader sees. */
bool utf8_is_bidi(int32_t character);
/* Number of characters; an invalid byte counts as one. */
size_t utf8_count(struct str s);
/* Columns on a terminal: 2 for wide characters, 0 for combining ones, 1 for a tab. */
size_t utf8_width(struct str s);

/* Appends the text with U+FFFD for each invalid byte and each control character that no document
   may hold; tabs and line ends stay. File names and cells of feeds may have such bytes, plans may
   not. */
void utf8_out(struct out *out, struct str s);

#endif
