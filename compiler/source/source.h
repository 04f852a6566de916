/*
 * The texts of a run. A source is loaded once, never changed, and named by a small number, so that
 * a place in it is 12 bytes. Lines and columns are computed only when somebody prints them. Runs on
 * several threads share one table: a number means the same text in all of them, and every function
 * may be called by several threads at once.
 */
#ifndef COMPILER_SOURCE_SOURCE_H
#define COMPILER_SOURCE_SOURCE_H

#include "runtime/base/arena.h"
#include "runtime/base/file.h"
#include "runtime/base/str.h"
#include "runtime/base/vec.h"
#include <stdbool.h>
#include <stdint.h>

enum { SOURCE_SIZE_MAX = 16 << 20 };

struct source {
	uint32_t id; /* index in sources; 0 is no source */
	/* As shown to the user, NUL-terminated; "std/metrics.pbp" for the library. */
	struct str path;
	struct str canonical;  /* the key under which it is loaded once */
	struct str below_root; /* its path below its project's root; ptr NULL outside of one */
	char *text;	       /* len bytes and two NULs */
	uint32_t len;
	bool is_library_std; /* compiled in */
	uint32_t n_hidden;   /* bytes before what somebody wrote; they belong to no line */
	struct file_bytes bytes;
	uint32_t *_Atomic line_starts; /* made at first need by source_place */
	uint32_t n_lines;
};

struct span {
	uint32_t source; /* 0: nowhere (a finding about the command line) */
	uint32_t start, len;
};

struct place {
	uint32_t line, column; /* both from 1; the column counts characters */
};

struct source_table;

struct sources {
	struct source_table *table;
	bool is_shared; /* the table is another's */
};

void sources_init(struct sources *sources);
/* The same texts for a run on another thread, which may not outlive `of`. */
void sources_share(struct sources *sources, const struct sources *of);
void sources_free(struct sources *sources);
/* Adds a text; `bytes` becomes the source's own. `path` is copied. A canonical path that begins
   with "std:" is the standard library's. */
struct source *sources_add(
	struct sources *sources, struct str path, struct str canonical, struct file_bytes bytes);
/* The same, unless there is one from `canonical`, which another thread may just have loaded: then
   that one is the answer, and `bytes` is released. */
struct source *sources_offer(
	struct sources *sources, struct str path, struct str canonical, struct file_bytes bytes);
/* The source first added from `canonical`, or NULL. */
struct source *sources_find(const struct sources *sources, struct str canonical);
struct source *sources_get(const struct sources *sources, uint32_t id);
/* How many there are: ids run from 1 to it. */
uint32_t sources_count(const struct sources *sources);
/* Line and column of a byte, {0, 0} in source 0. The first call for a source looks for its lines;
   a byte order mark and whatever lies behind the end count to the character beside them. */
struct place source_place(struct sources *sources, uint32_t id, uint32_t offset);
/* The text of line `line` (from 1) without its line end, empty if there is no such line. */
struct str source_line(struct sources *sources, uint32_t id, uint32_t line);
struct str source_slice(const struct source *source, struct span span);

#endif
