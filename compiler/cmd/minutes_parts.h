/*
 * Between the files that make minutes: what is being put together, and names, people and days in
 * the cells of a row. Nobody else includes it.
 */
#ifndef COMPILER_CMD_MINUTES_PARTS_H
#define COMPILER_CMD_MINUTES_PARTS_H

#include "compiler/cmd/minutes.h"

struct minutes_writer {
	struct minutes *minutes;
	struct plan *plan;
	const struct review_block *review;
	date_t day;	     /* of the session, as the agenda names it */
	struct map by_path;  /* hash of kind and path -> place in plan->blocks, + 1 */
	struct map taken;    /* hash of a name that stands or was given */
	struct out attended; /* "priya, dana" */
	struct out notes;    /* lines */
	struct out children; /* decisions, actions, wins ... of the session */
	struct out updates;
	struct str not_held;  /* the reason */
	bool is_held, is_off; /* somebody says so */
	uint32_t n_said;      /* rows that say something */
};

/* Appends a text as a plan holds it, in quotes; what it cannot hold becomes a blank. */
void minutes_quote(struct out *out, struct str text);
/* Notes every block by its path, and every name that is taken. */
void minutes_index(struct minutes_writer *writer);
/* The block that a row is about; NULL if it has no name there, or none in the plan any more. */
const struct block *minutes_block(
	const struct minutes_writer *writer, const struct minutes_row *row);
/* "Call the ten largest accounts" -> call_the_ten_largest; unlike all others. */
struct str minutes_name(struct minutes_writer *writer, struct str title);
/* The person of a cell, by name or as they are called; NULL after saying that there is none. */
const struct person_block *minutes_person(
	struct minutes_writer *writer, const struct minutes_row *row, enum minutes_column column);
/* The day of a text from that cell, DATE_NONE after saying that it is none; an empty text is none
   as well. */
date_t minutes_day(struct minutes_writer *writer, const struct minutes_row *row,
	enum minutes_column column, struct str text);

#endif
