/*
 * Findings as text. The only place in the compiler that lays out messages for people.
 */
#ifndef COMPILER_DIAG_RENDER_H
#define COMPILER_DIAG_RENDER_H

#include "compiler/diag/finding.h"
#include "runtime/base/out.h"

struct render_options {
	bool color;
	const char *as_of; /* printed in the summary line; "none" or a date */
	uint32_t n_plans, n_files;
};

/* The layout of rustc (outputs.md section 1): headline, place, excerpt with carets, secondary
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
