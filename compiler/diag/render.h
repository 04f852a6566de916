/*
 * Findings on paper: one file of compiler/diag/formats for each way, for people, other programs and
 * build logs. The only places in the compiler that lay out messages.
 */
#ifndef COMPILER_DIAG_RENDER_H
#define COMPILER_DIAG_RENDER_H

#include "compiler/diag/finding.h"
#include "runtime/base/out.h"
#include "runtime/values/date.h"

#define PBP_VERSION "0.1.0"

struct checked_file {
	struct str path;
	bool is_broken; /* could not be parsed whole: never clean */
};

/* A finding that a waiver of the plan keeps out, or an entry of a baseline. */
struct waived {
	const struct finding *finding;
	struct str reason, by;
	date_t until;
};

struct render_options {
	bool color;
	const char *as_of; /* "none" or a date */
	uint32_t n_plans, n_files;
	const struct checked_file *files; /* n_files of them, in order of path; may be NULL */
	const struct waived *waived;
	uint32_t n_waived;
	uint32_t n_known;    /* findings that a baseline keeps out */
	enum level fail_on;  /* what is below passes */
	bool quotes_nothing; /* places are named, and no line of a text is shown */
	bool is_incomplete;  /* something that was asked for could not be read at all */
	unsigned width;	     /* columns of the terminal; 0: it is none */
	uint32_t jobs;	     /* threads that findings are laid out on; 0 or 1: the caller's */
};

struct finding_format {
	const char *name; /* "sarif" */
	const char *summary;
	bool shows_fixes; /* edits of findings are written out */
	/* Appends everything that is to be said; finishes the sink. */
	void (*render)(struct out *out, struct sink *sink, struct sources *sources,
		const struct render_options *options);
};

/* finding_format_<file name of compiler/diag/formats> */
extern const struct finding_format *const finding_formats[];
extern const uint32_t finding_formats_n;
/* NULL if no format has the name. */
const struct finding_format *finding_format_find(const char *name);

/* Headline, place, excerpt with carets, secondary
   labels, help, note; then one summary line and 'pbp explain NAME' once. Control and bidirectional
   characters and CI log commands coming from a plan are shown escaped. */
void render_text(struct out *out, struct sink *sink, struct sources *sources,
	const struct render_options *options);
/* file:line:col: level[rule.name]: message */
void render_concise(struct out *out, struct sink *sink, struct sources *sources,
	const struct render_options *options);
/* Appends plan text with control, bidirectional and invalid bytes escaped as \u{..}, and a leading
 * "::" or "##[" broken up. */
void render_escaped(struct out *out, struct str text);

#endif
