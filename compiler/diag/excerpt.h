/*
 * What the two renderers for people share: characters made harmless, places, and the lines of a
 * source with carets under them. Knows nothing of headlines, helps and summaries.
 */
#ifndef COMPILER_DIAG_EXCERPT_H
#define COMPILER_DIAG_EXCERPT_H

#include "compiler/diag/finding.h"
#include "runtime/base/out.h"

/* One character as it is shown: itself, or its escape. */
struct shown {
	char bytes[12];
	unsigned len, width; /* width: columns on a terminal */
};

/* Takes the first character off a text that is not empty. */
struct shown shown_next(struct str *text);
/* True if a build log would take text beginning like this for a command wherever it stands: "##[",
 * "##vso[". */
bool shown_as_command(struct str text);

/* One line of a message, escaped; what is longer than anybody reads is cut. */
void shown_message(struct out *out, struct str text);

/* The last place found; asking for places of one source in rising order costs one walk over its
   text, also where everything stands on one line. Zeroed it is fresh. */
struct place_finder {
	uint32_t source, line, offset, column;
};

struct place place_find(struct place_finder *finder, struct sources *sources, struct span span);

struct excerpt_style {
	const char *primary, *secondary,
		*plain;	     /* sequences for a terminal; empty without colour */
	unsigned width;	     /* columns that a source line may take; 0: those of a file */
	bool quotes_nothing; /* the place alone */
};

/* Of a finding's labels, as many are shown. */
enum { EXCERPT_LABELS_MAX = 20 };

/* What is kept from one finding to the next: places in the findings' own files and in those of
 * labels. */
struct excerpts {
	struct arena *arena; /* holds what is put together */
	struct sources *sources;
	struct place_finder own, other;
};

/* "  --> file:line:column", the lines of the finding's places with their labels, "  ::: " for other
 * files. */
void excerpt_print(struct out *out, struct excerpts *excerpts, const struct finding *finding,
	const struct excerpt_style *style);

#endif
