#include "runtime/base/str.h"
#include "runtime/base/utf8.h"
#include <assert.h>
#include <limits.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

enum { WORD_MAX = 64 };

int str_compare(struct str a, struct str b)
{
	size_t len = a.len < b.len ? a.len : b.len;
	int order = len ? memcmp(a.ptr, b.ptr, len) : 0;

	if (order)
		return order < 0 ? -1 : 1;
	return a.len < b.len ? -1 : a.len > b.len;
}

bool str_ends(struct str a, const char *suffix)
{
	size_t len = strlen(suffix);
	return len <= a.len && (!len || memcmp(a.ptr + a.len - len, suffix, len) == 0);
}

static bool is_blank(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

struct str str_one_line(struct arena *arena, struct str a)
{
	if (!a.len || (!memchr(a.ptr, '\n', a.len) && !memchr(a.ptr, '\r', a.len)))
		return a;
	char *line = arena_array(arena, char, a.len + 1);
	size_t n = 0;
	for (size_t i = 0; i < a.len; i++) {
		if (!is_blank(a.ptr[i]))
			line[n++] = a.ptr[i];
		else if (n && line[n - 1] != ' ')
			line[n++] = ' ';
	}
	return (struct str){line, n};
}

struct str str_trim(struct str a)
{
	size_t from = 0, to = a.len;

	while (from < to && is_blank(a.ptr[from]))
		from++;
	while (to > from && is_blank(a.ptr[to - 1]))
		to--;
	return str_slice(a, from, to);
}

struct str str_copy(struct arena *arena, struct str a)
{
	if (!a.ptr)
		return a;
	return (struct str){arena_copy(arena, a.ptr, a.len), a.len};
}

struct piece_buffer {
	char bytes[512];
	size_t len;
};

static bool append(struct piece_buffer *buffer, const char *bytes, size_t len)
{
	if (len > sizeof buffer->bytes - buffer->len)
		return false;
	if (len)
		memcpy(buffer->bytes + buffer->len, bytes, len);
	buffer->len += len;
	return true;
}

static bool append_text(struct piece_buffer *buffer, const char *text, size_t max)
{
	return text ? append(buffer, text, strnlen(text, max)) : !max;
}

static bool append_number(struct piece_buffer *buffer, unsigned number)
{
	char digits[10];
	size_t at = sizeof digits;

	do
		digits[--at] = (char)('0' + number % 10);
	while (number /= 10);
	return append(buffer, digits + at, sizeof digits - at);
}

/* Nearly all messages only put texts and counts together, for which printf is a long way round.
   False if `format` asks for more than that, or the text is long. */
static bool join(struct piece_buffer *buffer, const char *format, va_list args)
{
	for (;;) {
		const char *piece = strchrnul(format, '%');
		bool fits = append(buffer, format, (size_t)(piece - format));
		if (!*piece || !fits)
			return fits;
		if (piece[1] == 's') {
			fits = append_text(buffer, va_arg(args, const char *), PTRDIFF_MAX);
			format = piece + 2;
		} else if (piece[1] == 'u') {
			fits = append_number(buffer, va_arg(args, unsigned));
			format = piece + 2;
		} else if (!strncmp(piece, "%.*s", 4)) {
			int len = va_arg(args, int);
			const char *text = va_arg(args, const char *);
			fits = len >= 0 && append_text(buffer, text, (size_t)len);
			format = piece + 4;
		} else {
			return false;
		}
		if (!fits)
			return false;
	}
}

struct str str_vformat(struct arena *arena, const char *format, va_list args)
{
	struct piece_buffer buffer;
	va_list again;

	if (!strchr(format, '%')) /* as it stands, and formats outlive every arena */
		return str_from(format);
	buffer.len = 0;
	va_copy(again, args);
	bool is_joined = join(&buffer, format, again);
	va_end(again);
	if (is_joined)
		return (struct str){arena_copy(arena, buffer.bytes, buffer.len), buffer.len};
	va_copy(again, args);
	int len = vsnprintf(NULL, 0, format, again);
	va_end(again);
	assert(len >= 0);
	struct str s = {NULL, (size_t)len};
	char *text = arena_alloc(arena, s.len + 1);
	vsnprintf(text, s.len + 1, format, args);
	s.ptr = text;
	return s;
}

struct str str_format(struct arena *arena, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	struct str s = str_vformat(arena, format, args);
	va_end(args);
	return s;
}

/* The characters of a word with ASCII letters in lower case; the number is above WORD_MAX if they
   are too many. An invalid byte becomes a negative number of its own. */
static size_t characters(struct str s, int32_t to[WORD_MAX])
{
	size_t n = 0;

	for (; s.len; n++) {
		if (n == WORD_MAX)
			return WORD_MAX + 1;
		int32_t byte = (unsigned char)*s.ptr, character = utf8_next(&s);
		if (character >= 'A' && character <= 'Z')
			character += 'a' - 'A';
		to[n] = character < 0 ? -byte : character;
	}
	return n;
}

static bool equal_but_for_case(struct str a, struct str b)
{
	if (a.len != b.len)
		return false;
	for (size_t i = 0; i < a.len; i++) {
		char x = a.ptr[i], y = b.ptr[i];
		if (x >= 'A' && x <= 'Z')
			x = (char)(x + 'a' - 'A');
		if (y >= 'A' && y <= 'Z')
			y = (char)(y + 'a' - 'A');
		if (x != y)
			return false;
	}
	return true;
}

static unsigned least(unsigned a, unsigned b)
{
	return a < b ? a : b;
}

/* Optimal string alignment, a row for each character of `a`, of which the last three are kept. */
static unsigned align(
	const int32_t *a, size_t a_len, const int32_t *b, size_t b_len, unsigned limit)
{
	unsigned rows[3][WORD_MAX + 1];
	unsigned *before = rows[0], *above = rows[1], *row = rows[2];

	for (unsigned j = 0; j <= b_len; j++)
		above[j] = before[j] = j;
	for (unsigned i = 1; i <= a_len; i++) {
		unsigned row_least = row[0] = i;
		for (unsigned j = 1; j <= b_len; j++) {
			unsigned edits = above[j - 1] + (a[i - 1] != b[j - 1]);
			edits = least(edits, least(above[j], row[j - 1]) + 1);
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
				edits = least(edits, before[j - 2] + 1);
			row[j] = edits;
			row_least = least(row_least, edits);
		}
		/* A swap reaches two rows back, but its edit costs what the row between costs. */
		if (row_least > limit)
			return limit + 1;
		unsigned *oldest = before;
		before = above;
		above = row;
		row = oldest;
	}
	return least(above[b_len], limit + 1);
}

unsigned str_distance(struct str a, struct str b, unsigned limit)
{
	int32_t a_word[WORD_MAX], b_word[WORD_MAX];

	if (limit == UINT_MAX)
		limit--;
	size_t a_len = characters(a, a_word), b_len = characters(b, b_word);
	if (a_len > WORD_MAX || b_len > WORD_MAX)
		return equal_but_for_case(a, b) ? 0 : limit + 1;
	if ((a_len > b_len ? a_len - b_len : b_len - a_len) > limit)
		return limit + 1;
	return align(a_word, a_len, b_word, b_len, limit);
}
