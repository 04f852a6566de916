#include "compiler/diag/excerpt.h"
#include "compiler/diag/render.h"
#include "runtime/base/utf8.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

enum { COMMAND_WORD_MAX = 16, MESSAGE_MAX = 1000 /* characters */ };

/* Characters that change what a reader sees without being seen: controls, line separators, marks of
 * direction. */
static bool is_hidden(int32_t character)
{
	return character < 0x20 || (character >= 0x7f && character < 0xa0) || character == 0x2028 ||
	       character == 0x2029 || character == 0xfeff || utf8_is_bidi(character);
}

static struct shown escaped(uint32_t character)
{
	struct shown shown;
	int len = snprintf(shown.bytes, sizeof shown.bytes, "\\u{%x}", character);
	shown.len = shown.width = (unsigned)len;
	return shown;
}

bool shown_as_command(struct str text)
{
	size_t i = 2;
	if (!str_starts(text, "##"))
		return false;
	while (i < text.len && i < COMMAND_WORD_MAX && isalpha((unsigned char)text.ptr[i]))
		i++;
	return i < text.len && text.ptr[i] == '[';
}

/* What can be shown as it stands, whatever is around it: nearly all there is. */
static bool is_plain(char c)
{
	return c >= ' ' && c < 0x7f && c != '#';
}

struct shown shown_next(struct str *text)
{
	struct str before = *text;
	if (is_plain(before.ptr[0])) {
		*text = str_slice(before, 1, before.len);
		return (struct shown){.bytes = {before.ptr[0]}, .len = 1, .width = 1};
	}
	bool command = shown_as_command(before);
	int32_t character = utf8_next(text);
	if (character < 0)
		return escaped((unsigned char)before.ptr[0]);
	if (command || is_hidden(character))
		return escaped((uint32_t)character);
	struct shown shown = {.len = (unsigned)(before.len - text->len)};
	memcpy(shown.bytes, before.ptr, shown.len);
	shown.width = (unsigned)utf8_width((struct str){before.ptr, shown.len});
	return shown;
}

void render_escaped(struct out *out, struct str text)
{
	size_t blank = 0;
	/* A build log looks for "::" at the start of a line, behind any blanks. */
	while (blank < text.len && text.ptr[blank] == ' ')
		blank++;
	bool command = str_starts(str_slice(text, blank, text.len), "::");
	size_t colon = text.len - blank;
	while (text.len) {
		size_t plain = 0;
		while (!command && plain < text.len && is_plain(text.ptr[plain]))
			plain++;
		if (plain) {
			out_bytes(out, text.ptr, plain);
			text = str_slice(text, plain, text.len);
			continue;
		}
		bool is_colon = command && text.len == colon;
		struct shown shown = shown_next(&text);
		if (is_colon)
			shown = escaped(':');
		out_bytes(out, shown.bytes, shown.len);
	}
}

void shown_message(struct out *out, struct str text)
{
	struct str rest = text;
	if (text.len <= MESSAGE_MAX) /* no more characters than bytes */
		rest.len = 0;
	for (unsigned i = 0; i < MESSAGE_MAX && rest.len; i++)
		utf8_next(&rest);
	render_escaped(out, str_slice(text, 0, text.len - rest.len));
	if (rest.len)
		out_text(out, "...");
}
