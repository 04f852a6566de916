/*
 * Writes CSV: RFC 4180 with CRLF behind every record, UTF-8, the last one too. Appends to a buffer
 * of the caller's; knows columns only as what is written between two row ends. What a spreadsheet
 * would run as a formula becomes plain text; numbers and dates stay what they are.
 */
#ifndef COMPILER_EMIT_CSV_WRITE_H
#define COMPILER_EMIT_CSV_WRITE_H

#include "compiler/schema/value.h"
#include "runtime/base/out.h"

struct csv_writer {
	struct out *out;
	bool in_row; /* a cell of this row has been written */
};

/* With `bom` the file begins with a byte order mark, so that Excel takes it for UTF-8. */
struct csv_writer csv_writer_begin(struct out *out, bool bom);
/* "seq,review,...": names separated by commas, as one record. */
void csv_header(struct csv_writer *csv, const char *names);
/* Words: of the plan or of the program. An absent text is an empty cell. */
void csv_text(struct csv_writer *csv, struct str text);
void csv_word(struct csv_writer *csv, const char *word);
void csv_blank(struct csv_writer *csv, uint32_t n);
void csv_int(struct csv_writer *csv, int64_t n);
/* A number of days or times; an empty cell if it is negative. */
void csv_count(struct csv_writer *csv, int32_t n);
/* Plain digits without grouping: -1234.50. */
void csv_decimal(struct csv_writer *csv, struct decimal n);
/* The number without its unit; an empty cell if it is absent. */
void csv_quantity(struct csv_writer *csv, struct quantity quantity);
/* 2026-05-15; an empty cell for DATE_NONE. */
void csv_date(struct csv_writer *csv, date_t date);
/* "yes" or "no" */
void csv_yes(struct csv_writer *csv, bool yes);
void csv_row_end(struct csv_writer *csv);

/* A text that a spreadsheet takes for a formula: it begins with = + - @ or their full-width forms,
   blanks before them or not, or has a tab or a carriage return among those blanks. */
bool csv_is_formula(struct str text);

#endif
