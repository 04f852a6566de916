#include "compiler/rules/text_shared.h"

#include <assert.h>
#include <string.h>

static char small(char c)
{
	return (char)(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
}

static char other_case(char c)
{
	if (c >= 'A' && c <= 'Z')
		return (char)(c + ('a' - 'A'));
	return (char)(c >= 'a' && c <= 'z' ? c - ('a' - 'A') : c);
}

static bool stands_at(struct str text, size_t at, struct str words, bool exact)
{
	if (at && text_is_word(text.ptr[at - 1]) && text_is_word(words.ptr[0]))
		return false;
	for (size_t i = 0; i < words.len; i++) {
		char a = text.ptr[at + i], b = words.ptr[i];
		if (a != b && (exact || small(a) != small(b)))
			return false;
	}
	return (at + words.len == text.len || !text_is_word(text.ptr[at + words.len]) ||
		!text_is_word(words.ptr[words.len - 1]));
}

/* The next place of a byte from `from` on, before `end`; `end` if there is none. */
static size_t next_of(struct str text, size_t from, size_t end, char byte)
{
	const char *at = from < end ? memchr(text.ptr + from, byte, end - from) : NULL;
	return at ? (size_t)(at - text.ptr) : end;
}

size_t text_find(struct str text, struct str words, size_t from, bool exact)
{
	if (!words.len || words.len > text.len)
		return text.len;
	/* Nearly every place is told apart by its first letter alone, in both cases. */
	size_t end = text.len - words.len + 1;
	char first = words.ptr[0], other = exact ? first : other_case(first);
	size_t at = next_of(text, from, end, first);
	size_t also = other == first ? end : next_of(text, from, end, other);
	while (at < end || also < end) {
		size_t here = at < also ? at : also;
		if (stands_at(text, here, words, exact))
			return here;
		if (here == at)
			at = next_of(text, at + 1, end, first);
		else
			also = next_of(text, also + 1, end, other);
	}
	return text.len;
}

static void add_byte(uint32_t *table, char byte, bool exact, uint32_t bit)
{
	table[(unsigned char)byte] |= bit;
	if (!exact)
		table[(unsigned char)other_case(byte)] |= bit;
}

void text_finder_make(struct text_finder *finder, const struct text_words *words, size_t n)
{
	assert(n <= TEXT_WORDS_MAX);
	*finder = (struct text_finder){.words = words};
	for (size_t i = 0; i < n; i++) {
		assert(words[i].words.len > 1);
		uint32_t bit = (uint32_t)1 << i;
		add_byte(finder->first, words[i].words.ptr[0], words[i].exact, bit);
		add_byte(finder->second, words[i].words.ptr[1], words[i].exact, bit);
	}
}

/* The lowest of the words of `bits` that stands at this place; -1 if none does. */
static int word_at(const struct text_finder *finder, struct str text, size_t at, uint32_t bits)
{
	for (; bits; bits &= bits - 1) {
		int i = __builtin_ctz(bits);
		const struct text_words *words = &finder->words[i];
		if (words->words.len <= text.len - at &&
			stands_at(text, at, words->words, words->exact))
			return i;
	}
	return -1;
}

size_t text_find_any(const struct text_finder *finder, struct str text, size_t from, size_t *which)
{
	for (size_t at = from; at + 1 < text.len; at++) {
		uint32_t bits = finder->first[(unsigned char)text.ptr[at]];
		if (!bits)
			continue;
		bits &= finder->second[(unsigned char)text.ptr[at + 1]];
		int found = bits ? word_at(finder, text, at, bits) : -1;
		if (found < 0)
			continue;
		*which = (size_t)found;
		return at;
	}
	return text.len;
}

static bool ends_sentence(struct str text, size_t at)
{
	char c = text.ptr[at];
	bool is_mark = c == '.' || c == '!' || c == '?';
	bool last = at + 1 == text.len || text.ptr[at + 1] == ' ' || text.ptr[at + 1] == '\n';
	return c == ';' || c == '\n' || (is_mark && last);
}

bool text_sentence(struct str *rest, struct str *sentence)
{
	size_t end = 0;
	if (!rest->len)
		return false;
	while (end < rest->len && !ends_sentence(*rest, end))
		end++;
	*sentence = str_slice(*rest, 0, end);
	*rest = str_slice(*rest, end < rest->len ? end + 1 : end, rest->len);
	return true;
}
