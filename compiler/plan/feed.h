/*
 * Readings from CSV files. A feed's file lies inside the project; one that is not large is read
 * once a run, however many feeds use it; what cannot be read is reported, counted and left out,
 * never passed over in silence.
 */
#ifndef COMPILER_PLAN_FEED_H
#define COMPILER_PLAN_FEED_H

#include "compiler/plan/tracked.h"

/* Up to FEED_WHOLE_MAX bytes a file is kept, and its rows can be shown; a larger one streams. */
enum { FEED_WHOLE_MAX = 16 << 20, FEED_BAD_ROWS_SHOWN = 10, FEED_REJECTED_MAX = 100000 };

struct feed_rejected { /* a row that counts and cannot be read */
	uint32_t line;
	struct str column; /* ptr NULL: the row as a whole */
	struct str cell;   /* its beginning */
	const char *reason;
};

/* What one feed brings. */
struct feed_rows {
	const struct feed_block *feed;
	VEC(struct reading_row)
	rows;		 /* dated rows, in the order of the file; of one that streams
			    into a flow, those of a day together */
	uint32_t n_rows; /* of the file that count and could be read */
	uint32_t n_rejected;
	VEC(struct feed_rejected) rejected; /* of n_rejected the first FEED_REJECTED_MAX */
	struct str file;		    /* its path below the project's root */
	struct arena arena;		    /* for the texts above */
	date_t reach; /* last day that the file is known to hold: complete_to, else its last date */
};

/* Reads the feed and reports what is wrong with it; the rows are empty if it cannot be read.
 * Release with feed_release. */
void feed_read(struct plan *plan, const struct feed_block *feed, struct feed_rows *rows);
void feed_release(struct feed_rows *rows);
/* Reads every feed of the plan only to report what is wrong with it: for a check without a day. */
void plan_check_feeds(struct plan *plan);

/* ---- cells ---- */

enum date_part_kind {
	DATE_PART_LITERAL,
	DATE_PART_YEAR,
	DATE_PART_YEAR_SHORT,
	DATE_PART_MONTH,
	DATE_PART_MONTH_NAME,
	DATE_PART_DAY,
};

struct date_form { /* "MM/DD/YYYY", taken apart */
	struct date_part {
		uint8_t kind;	/* enum date_part_kind */
		uint8_t digits; /* exactly that many where numbers stand side by side */
		char literal;
	} parts[16];
	uint8_t n;
};

/* Takes a form apart: YYYY YY MM M MMM DD D, anything else that is no letter, and a time of day
   behind it, which is not read. False if it is none. */
bool date_form_read(struct str text, struct date_form *form);
/* The day in a cell, with a time of day behind it or not. Without a form: 2026-03-31 and 31 Mar
   2026. DATE_NONE if it is none. */
date_t feed_cell_date(struct str cell, const struct date_form *form);
/* The number in a cell: signs of thousands, currency signs and codes, brackets for negative ones.
   NULL, or why it is none: "is not a number". */
const char *feed_cell_number(
	struct str cell, bool decimal_comma, unit_t unit, struct decimal *number);

#endif
