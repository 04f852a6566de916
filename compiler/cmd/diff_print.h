/*
 * How changes are printed: for people, for a pull request, for programs, as a page.
 */
#ifndef COMPILER_CMD_DIFF_PRINT_H
#define COMPILER_CMD_DIFF_PRINT_H

#include "compiler/cmd/cmd.h"
#include "compiler/plan/changes.h"

struct diff {
	const struct changes *changes;
	const struct plan *old, *new;
	const char *old_name, *new_name;
	struct arena *arena;
};

void diff_print(struct out *out, const struct diff *diff, enum diff_form form);

#endif
