#include "runtime/base/utf8.h"
#include <string.h>
#include <utf8proc.h>

#define HIGH_BITS UINT64_C(0x8080808080808080)

/* The number of ASCII bytes at the start, looked for eight at a time; may stop a little early. */
static size_t ascii_run(struct str s)
{
	size_t at = 0;

	while (s.len - at >= 8) {
		uint64_t word;
		memcpy(&word, s.ptr + at, 8);
		if (word & HIGH_BITS)
			break;
		at += 8;
	}
	return at;
}

/* The length of the character at the start and, through `character`, its number; 0 if it is
   invalid. The ranges of the second byte are those of Unicode's table of well-formed sequences. */
static unsigned decode(struct str s, int32_t *character)
{
	const unsigned char *p = (const unsigned char *)s.ptr;
	unsigned lead = p[0], len;
	unsigned low = 0x80, high = 0xbf;

	if (lead < 0x80) {
		*character = (int32_t)lead;
		return 1;
	}
	if (lead < 0xc2 || lead > 0xf4)
		return 0;
	if (lead < 0xe0) {
		len = 2;
		lead &= 0x1f;
	} else if (lead < 0xf0) {
		len = 3;
		if (lead == 0xe0)
			low = 0xa0; /* below: overlong */
		else if (lead == 0xed)
			high = 0x9f; /* above: surrogates */
		lead &= 0x0f;
	} else {
		len = 4;
		if (lead == 0xf0)
			low = 0x90; /* below: overlong */
		else if (lead == 0xf4)
			high = 0x8f; /* above: past U+10FFFF */
		lead &= 0x07;
	}
	if (s.len < len || p[1] < low || p[1] > high)
		return 0;
	unsigned value = lead;
	for (unsigned i = 1; i < len; i++) {
		if ((p[i] & 0xc0) != 0x80)
			return 0;
		value = value << 6 | (p[i] & 0x3f);
	}
	*character = (int32_t)value;
	return len;
}

int32_t utf8_next(struct str *s)
{
	int32_t character = -1;
	unsigned len = decode(*s, &character);

	if (!len)
		len = 1;
	s->ptr += len;
	s->len -= len;
	return character;
}

unsigned utf8_write(char to[4], uint32_t character)
{
	if (character < 0x80) {
		to[0] = (char)character;
		return 1;
	}
	if (character < 0x800) {
		to[0] = (char)(0xc0 | character >> 6);
		to[1] = (char)(0x80 | (character & 0x3f));
		return 2;
	}
	if (character < 0x10000) {
		if (character >= 0xd800 && character <= 0xdfff)
			return 0;
		to[0] = (char)(0xe0 | character >> 12);
		to[1] = (char)(0x80 | (character >> 6 & 0x3f));
		to[2] = (char)(0x80 | (character & 0x3f));
		return 3;
	}
	if (character > 0x10ffff)
		return 0;
	to[0] = (char)(0xf0 | character >> 18);
	to[1] = (char)(0x80 | (character >> 12 & 0x3f));
	to[2] = (char)(0x80 | (character >> 6 & 0x3f));
	to[3] = (char)(0x80 | (character & 0x3f));
	return 4;
}

size_t utf8_valid_to(struct str s)
{
	size_t at = 0;

	while (at < s.len) {
		struct str rest = {s.ptr + at, s.len - at};
		size_t run = ascii_run(rest);
		if (run) {
			at += run;
			continue;
		}
		/* Eight bytes with something other than ASCII among them, or the last few. */
		size_t stop = s.len - at > 8 ? at + 8 : s.len;
		while (at < stop) {
			int32_t character;
			unsigned len = decode((struct str){s.ptr + at, s.len - at}, &character);
			if (!len)
				return at;
			at += len;
		}
	}
	return s.len;
}

bool utf8_is_bidi(int32_t character)
{
	return (character >= 0x202a && character <= 0x202e) ||
	       (character >= 0x2066 && character <= 0x2069) || character == 0x200e ||
	       character == 0x200f || character == 0x061c;
}

size_t utf8_count(struct str s)
{
	size_t n = 0;

	while (s.len) {
		size_t run = ascii_run(s);
		s.ptr += run;
		s.len -= run;
		n += run;
		for (unsigned i = 0; i < 8 && s.len; i++, n++)
			utf8_next(&s);
	}
	return n;
}

size_t utf8_width(struct str s)
{
	size_t width = 0;

	while (s.len) {
		int32_t character = utf8_next(&s);
		if (character < 0 || character == '\t' || (character >= 0x20 && character < 0x7f))
			width++;
		else
			width += (size_t)utf8proc_charwidth(character);
	}
	return width;
}

static bool is_forbidden(int32_t character)
{
	return character < 0 ||
	       (character < ' ' && character != '\t' && character != '\n' && character != '\r') ||
	       (character >= 0x7f && character < 0xa0);
}

void utf8_out(struct out *out, struct str s)
{
	struct str rest = s;
	const char *from = s.ptr;
	while (rest.len) {
		const char *at = rest.ptr;
		if (!is_forbidden(utf8_next(&rest)))
			continue;
		out_bytes(out, from, (size_t)(at - from));
		out_text(out, "\xef\xbf\xbd");
		from = rest.ptr;
	}
	if (rest.ptr != from)
		out_bytes(out, from, (size_t)(rest.ptr - from));
}
