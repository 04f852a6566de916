/*
 * Between the files that read a feed: what is known while one is read. Nobody else includes it.
 */
#ifndef COMPILER_PLAN_FEED_PARTS_H
#define COMPILER_PLAN_FEED_PARTS_H

#include "compiler/plan/feed.h"

#include "runtime/base/csv.h"
#include "runtime/base/file.h"

enum { WHERE_COLUMNS_MAX = 32 };

struct column {
	struct str name;
	int32_t at; /* in the header; -1: not looked for */
};

/* A file that is read piece by piece. Records are read from `buffer`; one that ends where the bytes
   read so far end may go on, and is read again with more. */
struct stream {
	struct file_stream file;
	char *buffer; /* NULL: the file is there as a whole */
	size_t size;
	bool is_ended;
};

enum { STREAM_PIECE = 4 << 20, RECORD_MAX = 1 << 20, CELL_SHOWN = 60 };

struct feeding {
	struct plan *plan;
	const struct feed_block *feed;
	struct feed_rows *result;
	struct str text, shown; /* of the CSV file (ptr NULL if it streams), and how the user would
				   write its path */
	struct stream stream;
	uint32_t source;    /* its number */
	struct span at;	    /* the feed's `file` */
	struct arena arena; /* for the header, as long as the feed is read */
	struct csv csv;
	struct csv_record record;
	struct str *header;
	uint32_t n_header;
	struct column date, value, sample, where[WHERE_COLUMNS_MAX];
	uint32_t n_where;
	struct date_form form;
	bool has_form, decimal_comma;
	unit_t unit;
	bool is_whole_unit; /* half of one cannot be */
	struct map by_day;  /* of a stream into a flow: day -> place in the rows, + 1 */
	bool adds_days;
	struct span bad[FEED_BAD_ROWS_SHOWN]; /* of the first rejected ones; none in a stream */
};

static inline struct sink *feed_sink(const struct feeding *feeding)
{
	return &feeding->plan->run->sink;
}

/* Opens the file that the feed names; false after saying what is wrong with it. */
bool feed_open(struct feeding *feeding);
void feed_close(struct feeding *feeding);
/* The next record of it, in feeding->record; false at the end. */
bool feed_next_record(struct feeding *feeding);
void feed_report_file(const struct feeding *feeding, const char *what, const char *reason);
/* The record at hand counts and cannot be read, because of this column (NULL: as a whole). */
void feed_reject(struct feeding *feeding, const struct column *column, const char *reason);

#endif
