/*
 * Plans as they were in a revision of git: their files in a folder of their own for as long as they
 * are read. No shell is involved, and nothing that a plan says becomes an option of git.
 */
#ifndef COMPILER_CMD_REVISION_H
#define COMPILER_CMD_REVISION_H

#include "runtime/base/arena.h"
#include "runtime/base/str.h"
#include <stdbool.h>

struct revision {
	struct str folder; /* that holds the files; ptr NULL: there is none */
	struct str path;   /* where `path` was, below that folder; may not exist */
};

/* The plan files of a revision, as seen from the working tree around `path`. False after saying
   what is wrong. Texts live in `arena`. */
bool revision_open(
	struct revision *revision, struct arena *arena, const char *name, const char *path);
void revision_close(struct revision *revision);

#endif
