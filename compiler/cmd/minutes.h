/*
 * A filled-in agenda read back: rows of the CSV file, then the blocks that they say. What cannot be
 * read is said with its line and column and left out; nothing is guessed.
 */
#ifndef COMPILER_CMD_MINUTES_H
#define COMPILER_CMD_MINUTES_H

#include "compiler/cmd/cmd.h"

enum minutes_column {
	MINUTES_REVIEW,
	MINUTES_SESSION_DATE,
	MINUTES_BLOCK,
	MINUTES_KIND,
	MINUTES_ID,
	MINUTES_ITEM,
	MINUTES_PARTY,
	MINUTES_OWNER,
	MINUTES_DECISION,
	MINUTES_OWNER_NEXT,
	MINUTES_DUE_NEXT,
	MINUTES_NOTES,
	MINUTES_COLUMNS
};

struct minutes_row {
	uint32_t line;			   /* of the file, from 1 */
	struct str cells[MINUTES_COLUMNS]; /* without blanks around them */
};

struct minutes {
	struct arena *arena;
	const char *path; /* of the agenda, for messages */
	VEC(struct minutes_row) rows;
	uint32_t n_complaints;
};

/* Reads the agenda; false if nothing of it can be used, which has been said. Release with
   minutes_free. */
bool minutes_read(struct minutes *minutes, struct arena *arena, const char *path, struct str text);
void minutes_free(struct minutes *minutes);
/* "agenda.csv:12: `due_next`: ..." on standard error; after some of them only their number. */
void minutes_complain(struct minutes *minutes, const struct minutes_row *row,
	enum minutes_column column, const char *format, ...) __attribute__((format(printf, 4, 5)));
void minutes_say_rest(const struct minutes *minutes);

/* 2026-05-15, 15.05.2026, 5/15/2026 where only one order of day and month is possible; DATE_NONE
   for anything else. *ambiguous: it can be read in two ways. */
date_t minutes_date(struct str text, bool *ambiguous);

/* Appends the `session` block and the `update`s that the rows say, in the one layout, and counts
   them. False if there is nothing to record, or the rows fit no session of the plan without a
   record. */
bool minutes_write(
	struct minutes *minutes, struct plan *plan, const struct tracked *tracked, struct out *out);

#endif
