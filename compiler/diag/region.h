/*
 * A stretch of source as other programs want it: both ends as line and column, and as bytes. Shared
 * by the formats for machines.
 */
#ifndef COMPILER_DIAG_REGION_H
#define COMPILER_DIAG_REGION_H

#include "compiler/diag/finding.h"
#include "runtime/base/out.h"

struct region {
	struct place start, end;	   /* the end is behind the last character */
	uint32_t start_offset, end_offset; /* bytes from 0 */
};

struct region region_of(struct sources *sources, struct span span);
/* The path of a finding's file without a leading "./"; empty for one without a place. */
struct str region_path(struct sources *sources, struct span span);
/* The finding's message, and how many of its kind were left out behind it. */
void region_message(struct out *out, const struct finding *finding);
/* Help, text to paste and notes, a line each. */
void region_details(struct out *out, const struct finding *finding);
/* The `error` or `info`... of a level in another program's words. */
const char *region_level(
	enum level level, const char *error, const char *warning, const char *info);

#endif
