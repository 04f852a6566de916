/*
 * Lines on their way out: tokens with the blanks and comments between them. A comment behind a line
 * is set aside until all lines are known, so that comments of lines that stand together, equally
 * far in, begin in one column.
 */
#ifndef COMPILER_FORMAT_WRITER_H
#define COMPILER_FORMAT_WRITER_H

#include "compiler/format/part.h"
#include "runtime/base/out.h"

enum { LINE_WIDTH = 100, INDENT = 2, REMARK_BLANKS = 2 };

/* A comment behind a line. */
struct remark {
	struct str text;
	size_t at;     /* where in the lines it belongs */
	size_t indent; /* of its line */
	size_t width;  /* of its line, 0 if nothing else stands there */
	uint32_t line; /* number of its line */
	bool goes_on;  /* on a line of its own, below the comment that it goes on from */
};

struct writer {
	const struct file *file;
	const struct measure *measures;
	const char *newline;
	struct out lines; /* all but the remarks */
	VEC(struct remark) remarks;
	uint32_t line; /* number of the current one */
	size_t column; /* its width so far */
	size_t indent; /* at which it begins */
	bool is_empty; /* nothing stands on it */
	size_t pad; /* column of the token that is written next; 0: as it stands beside the last */
	bool is_full;  /* the text grew too large: the rest is not written */
	uint32_t done; /* the gaps before all tokens below this one are written */
	uint32_t
		resume; /* byte behind which nothing is written yet, where that is no token's end */
};

/* How what stands before a token is written. */
struct break_style {
	size_t indent;	 /* of the token's line */
	size_t comments; /* of comments on lines of their own */
	bool always;	 /* the token begins a line even if no comment stands before it */
	bool blanks;	 /* one blank line stays where the author left some */
	bool opens;	 /* first in its block: no blank line before it */
	bool closes;	 /* the block's end: no blank line before it */
	bool apart;	 /* a blank line stands before it in any case */
};

void writer_init(struct writer *writer, const struct file *file, const struct measure *measures);
void writer_free(struct writer *writer);
/* Writes the comments before a token, and the line break if there were comments or the style wants
 * one. */
void writer_break(struct writer *writer, uint32_t token, struct break_style style);
/* A token behind what stands on the line; where a comment comes before it, on a new line at
 * `indent`. */
void writer_token(struct writer *writer, uint32_t token, size_t indent);
/* Text that is no token of the file, or comes before its comments: a comma. */
void writer_text(struct writer *writer, struct str text);
/* Bytes of the source from the beginning of a line on, up to `end`. The token that follows is
 * `next`. */
void writer_bytes(struct writer *writer, uint32_t from, uint32_t end, uint32_t next);
/* The next token stands at this column, or one blank behind the last. */
void writer_pad(struct writer *writer, size_t column);
/* The column at which a token would begin. */
size_t writer_column(const struct writer *writer, uint32_t token);
/* Everything, with its remarks. False if the text would be too large to be read again. */
bool writer_finish(struct writer *writer, struct out *out);

/* A value, or any other run of tokens, that begins where the line stands. Lines within it begin at
 * `indent`. */
void write_value(struct writer *writer, uint32_t first, uint32_t last, size_t indent);

#endif
