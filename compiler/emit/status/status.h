/*
 * The dashboard of a terminal: how each goal stands, what is late, what comes next. Lines fit the
 * width they are given; without colour it says the same. Figures and order come from the tracked
 * plan.
 */
#ifndef COMPILER_EMIT_STATUS_H
#define COMPILER_EMIT_STATUS_H

#include "compiler/emit/emit.h"

enum { STATUS_WIDTH_MIN = 40, STATUS_WIDTH_MAX = 200, STATUS_WIDTH = 80 };

struct status_style {
	uint32_t width; /* columns, between the two */
	bool color;
};

/* input->tracked must not be NULL. */
void status_write(struct arena *arena, const struct emit_input *input, struct status_style style,
	struct out *out);
/* One line of a plan among several: how it stands, how many goals are how, what it is called and
   where it lies. */
void status_write_line(struct arena *arena, const struct emit_input *input,
	struct status_style style, struct out *out);

#endif
