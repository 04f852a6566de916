#include "compiler/format/gap.h"

#include <string.h>

uint32_t text_start(const struct source *source)
{
	return source->len >= 3 && !memcmp(source->text, "\xef\xbb\xbf", 3) ? 3 : 0;
}

uint32_t line_start(const struct source *source, uint32_t offset)
{
	uint32_t first = text_start(source);
	while (offset > first && source->text[offset - 1] != '\n')
		offset--;
	return offset;
}

uint32_t line_end(const struct source *source, uint32_t offset)
{
	const char *end = memchr(source->text + offset, '\n', source->len - offset);
	uint32_t at = end ? (uint32_t)(end - source->text) : source->len;
	while (at > offset && source->text[at - 1] == '\r')
		at--;
	return at;
}

static struct str without_blanks_behind(const char *from, const char *end)
{
	while (end > from && strchr(" \t\r", end[-1]))
		end--;
	return (struct str){from, (size_t)(end - from)};
}

bool gap_next(struct gap *gap, struct comment *comment)
{
	gap->newlines = 0;
	for (; gap->at < gap->end; gap->at++) {
		if (*gap->at == '\n')
			gap->newlines++;
		if (*gap->at != '#')
			continue;
		const char *end = memchr(gap->at, '\n', (size_t)(gap->end - gap->at));
		end = end ? end : gap->end;
		*comment = (struct comment){without_blanks_behind(gap->at, end), gap->newlines};
		gap->at = end;
		return true;
	}
	return false;
}

bool gap_has_blank_line(struct gap gap)
{
	struct comment comment;
	while (gap_next(&gap, &comment))
		if (comment.newlines > 1)
			return true;
	return gap.newlines > 1;
}
