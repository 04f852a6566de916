/*
 * Findings laid out on several threads: each takes a slice of them, and the slices are put together
 * in order. Knows nothing of how a finding looks.
 */
#ifndef COMPILER_DIAG_SLICES_H
#define COMPILER_DIAG_SLICES_H

#include "compiler/diag/render.h"

/* Appends what `put` says of the finished sink's findings. A call of it gets some findings that
   stand together, and what it says may not depend on which: an arena of its own is all it keeps
   from one to the next. */
struct slice {
	struct out out;
	struct arena arena;
	const struct sink *sink;
	struct sources *sources;
	const struct render_options *options;
	uint32_t first, end; /* in sink->items */
};

void slices_put(struct out *out, const struct sink *sink, struct sources *sources,
	const struct render_options *options, void (*put)(struct slice *slice));

#endif
