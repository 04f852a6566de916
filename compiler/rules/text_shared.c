#include "compiler/rules/text_shared.h"

/* Bytes of other scripts are parts of words. */
static bool is_word(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
	       c == '_' || (unsigned char)c >= 0x80;
}

static char small(char c)
{
	return (char)(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
}

static bool stands_at(struct str text, size_t at, struct str words, bool exact)
{
	for (size_t i = 0; i < words.len; i++) {
		char a = text.ptr[at + i], b = words.ptr[i];
		if (a != b && (exact || small(a) != small(b)))
			return false;
	}
	return (at == 0 || !is_word(text.ptr[at - 1]) || !is_word(words.ptr[0])) &&
	       (at + words.len == text.len || !is_word(text.ptr[at + words.len]) ||
		       !is_word(words.ptr[words.len - 1]));
}

size_t text_find(struct str text, struct str words, size_t from, bool exact)
{
	if (!words.len || words.len > text.len)
		return text.len;
	/* Nearly every place is told apart by its first letter alone. */
	char first = small(words.ptr[0]);
	for (size_t at = from; at + words.len <= text.len; at++)
		if (small(text.ptr[at]) == first && stands_at(text, at, words, exact))
			return at;
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
