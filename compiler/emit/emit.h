/*
 * A format is one file of this folder: one const struct with its name and a function that writes a
 * tracked plan into memory. Writers take no decision about the plan: figures, states and orders
 * come from compiler/plan and runtime/track.
 */
#ifndef COMPILER_EMIT_EMIT_H
#define COMPILER_EMIT_EMIT_H

#include "compiler/plan/smart.h"
#include "compiler/plan/tracked.h"
#include "runtime/base/out.h"

struct portfolio; /* emit/portfolio/portfolio.h */

struct emit_file {	 /* one file to write, below the output folder */
	struct str path; /* relative: "plan.html", "plan/goals.csv" */
	struct out bytes;
	struct emit_file *next;
};

struct emit_input {
	struct plan *plan;
	const struct tracked
		*tracked; /* NULL with --as-of none: figures are left out and the output says so */
	const struct sink
		*findings; /* finished; of the whole run: filter by plan is the caller's */
	struct str stem;   /* the plan file's path without .pbp, relative to the root */
	bool bom;	   /* CSV for Excel */
	const struct smart_verdicts *verdicts; /* on the goals; NULL: nobody judged them */
	const struct tracked_session *session; /* agenda: which one */
};

struct format {
	const char *name;    /* "html" */
	const char *summary; /* one line for help */
	/* Appends its files to *files; memory of paths from `arena`. */
	void (*emit)(struct arena *arena, const struct emit_input *input, struct emit_file **files);
	/* The same for several plans at once, beside what `emit` writes of each; NULL: nothing. */
	void (*emit_portfolio)(
		struct arena *arena, const struct portfolio *portfolio, struct emit_file **files);
};

/* format_<file name>: format_html, format_csv */
extern const struct format *const formats[];
extern const uint32_t formats_n;

struct emit_file *emit_file_add(struct arena *arena, struct emit_file **files, struct str path);

/* Text of a plan within a line of HTML or Markdown: nothing in it is mark-up, a link or a mention.
 */
void html_escape(struct out *out, struct str text);
void md_escape(struct out *out, struct str text);

#endif
