/*
 * Reads CSV text (RFC 4180) record by record from a buffer in memory, which stays the caller's and
 * must outlive the reader. Cells are slices of that text, or of a buffer inside the reader where a
 * doubled quote had to become one. Knows nothing of headers, numbers or dates; judges nothing, but
 * says in flags what is not as it should be, and drops no byte without saying so.
 *
 * Lines end with LF, CRLF or CR. A byte order mark at the start is skipped, and so are lines that
 * are empty or hold only spaces and tabs. A quote counts only as the first byte of a cell; later
 * ones are text.
 */
#ifndef RUNTIME_BASE_CSV_H
#define RUNTIME_BASE_CSV_H

#include "runtime/base/str.h"
#include "runtime/base/vec.h"
#include <stdbool.h>
#include <stdint.h>

enum { CSV_CELLS_MAX = 4096 };

struct csv_record {
	const struct str *cells; /* n of them, n > 0; valid until the next csv_next */
	uint32_t n;
	uint32_t line;	   /* where the record starts, from 1 */
	bool is_unclosed;  /* the last cell's quote never closes: the rest of the text is in it */
	bool is_too_wide;  /* there are more than CSV_CELLS_MAX cells; those behind are left out */
	bool has_trailing; /* text stands between a closing quote and the separator; it is part of
			      the cell */
};

struct csv {
	const char *at, *end;
	uint32_t line; /* in which `at` stands */
	char separator;
	bool is_stop[256];     /* the bytes that end a cell without quotes */
	VEC(struct str) cells; /* ptr NULL while a record is read: the text is in `unescaped` */
	VEC(const char *)
	starts;		 /* where each cell starts; for a cell in quotes that is the quote */
	char *unescaped; /* one after the other, the cells that had doubled quotes */
	size_t n_unescaped, cap_unescaped;
};

/* True for a byte that can separate cells: ASCII other than a quote, a letter, a digit or a line
 * end. */
bool csv_is_separator(char c);
/* Starts reading `text`, whose cells are separated by `separator` (csv_is_separator holds). */
void csv_init(struct csv *csv, struct str text, char separator);
/* The text has moved, and more of it is there: goes on at `at`, which is where a record starts. */
void csv_resume(struct csv *csv, const char *at, const char *end, uint32_t line);
/* Reads the next record; false at the end. */
bool csv_next(struct csv *csv, struct csv_record *record);
void csv_free(struct csv *csv);

#endif
