/*
 * The one layout of plan files: what `pbp fmt` writes. Changes blanks, line ends and the comma
 * behind the last item of a list, nothing else; never touches a statement that could not be read.
 * Reads and writes no files.
 */
#ifndef COMPILER_FORMAT_FORMAT_H
#define COMPILER_FORMAT_FORMAT_H

#include "compiler/syntax/tree.h"
#include "runtime/base/out.h"

enum format_result {
	FORMAT_GOOD,
	FORMAT_BROKEN,	  /* statements that could not be read stayed as they were */
	FORMAT_REFUSED,	  /* the result would not have read like the text: our bug */
	FORMAT_TOO_LARGE, /* the result would be larger than a file may be */
};

/* Appends the text of a file in the one layout; nothing if the result is FORMAT_REFUSED or
 * FORMAT_TOO_LARGE. */
enum format_result format_text(struct out *out, struct str text);

/* Writes a parsed file in the one layout; false if it grows too large. */
bool format_file(struct out *out, const struct file *file);
/* True if two files have the same tokens and comments, but for commas before a `]`. */
bool format_is_same(const struct file *file, const struct file *other);

/* Appends a unified diff of two texts, under these two names; nothing if they are equal. */
void format_diff(struct out *out, const char *old_name, const char *new_name, struct str before,
	struct str after);

#endif
