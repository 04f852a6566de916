/*
 * A slice of bytes owned by somebody else (an arena, a source). Not NUL-terminated, except where a
 * function says so. An absent text has ptr NULL; an empty one has len 0 and a pointer.
 */
#ifndef RUNTIME_BASE_STR_H
#define RUNTIME_BASE_STR_H

#include "runtime/base/arena.h"
#include <stdbool.h>
#include <stddef.h>
#include <string.h>

struct str {
	const char *ptr;
	size_t len;
};

#define STR(literal) ((struct str){"" literal, sizeof(literal) - 1})
/* For printf: printf("%.*s", STR_ARGS(s)). */
#define STR_ARGS(s) (int)(s).len, (s).ptr

static inline struct str str_from(const char *text)
{
	return (struct str){text, text ? strlen(text) : 0};
}

static inline bool str_equal(struct str a, struct str b)
{
	return a.len == b.len && (!a.len || memcmp(a.ptr, b.ptr, a.len) == 0);
}

static inline bool str_is(struct str a, const char *text)
{
	return str_equal(a, str_from(text));
}

/* Byte order; -1, 0 or 1. */
int str_compare(struct str a, struct str b);
static inline bool str_starts(struct str a, const char *prefix)
{
	size_t len = strlen(prefix);
	return len <= a.len && (!len || memcmp(a.ptr, prefix, len) == 0);
}

bool str_ends(struct str a, const char *suffix);
/* The bytes from `from` up to `to`, as far as there are any. */
static inline struct str str_slice(struct str a, size_t from, size_t to)
{
	if (to > a.len)
		to = a.len;
	if (from > to)
		from = to;
	if (!a.ptr)
		return a;
	return (struct str){a.ptr + from, to - from};
}

struct str str_trim(struct str a);
/* With one blank for every run of blanks and line ends; `a` itself if it is on one line. */
struct str str_one_line(struct arena *arena, struct str a);
struct str str_copy(struct arena *arena, struct str a);
/* printf into an arena; the result is NUL-terminated as well. `format` is a literal: where nothing
 * is to be put into it, it is the result. */
struct str str_format(struct arena *arena, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
struct str str_vformat(struct arena *arena, const char *format, __builtin_va_list args)
	__attribute__((format(printf, 2, 0)));
/* Edits (insert, delete, replace, swap neighbours) to turn a into b, ASCII case ignored; counting
 * stops above `limit`. */
unsigned str_distance(struct str a, struct str b, unsigned limit);

#endif
