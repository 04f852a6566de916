/*
 * What lies between two tokens: blanks, line ends and comments. Nothing here changes or keeps a
 * text.
 */
#ifndef COMPILER_FORMAT_GAP_H
#define COMPILER_FORMAT_GAP_H

#include "compiler/syntax/tree.h"

struct gap {
	const char *at, *end;
	uint32_t newlines; /* passed since the token or the last comment */
};

struct comment {
	struct str text;   /* from the `#`, without blanks at its end */
	uint32_t newlines; /* between what stands before it and the comment; 0: on the same line */
};

/* The next comment; false if there is none, and then `newlines` counts those before the token. */
bool gap_next(struct gap *gap, struct comment *comment);
/* True if a line without anything on it stands somewhere in the gap. */
bool gap_has_blank_line(struct gap gap);

/* Where the text begins: behind a byte order mark. */
uint32_t text_start(const struct source *source);
/* Where the line of a byte begins, and where the rest of it ends, without its line end. */
uint32_t line_start(const struct source *source, uint32_t offset);
uint32_t line_end(const struct source *source, uint32_t offset);

/* The gap from byte `from` to a token. */
static inline struct gap gap_between(const struct file *file, uint32_t from, uint32_t token)
{
	const char *text = file->source->text;
	uint32_t end = file->tokens.items[token].start;
	return (struct gap){text + from, text + (end > from ? end : from), 0};
}

/* The gap between a token and the one before it, or the beginning of the text. */
static inline struct gap gap_before(const struct file *file, uint32_t token)
{
	const struct token *before = &file->tokens.items[token ? token - 1 : 0];
	return gap_between(
		file, token ? before->start + before->len : text_start(file->source), token);
}

static inline bool gap_has_comment(struct gap gap)
{
	while (gap.at < gap.end && *gap.at != '#')
		gap.at++;
	return gap.at < gap.end;
}

#endif
