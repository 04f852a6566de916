/*
 * An earlier version of a plan: a file, a folder, or a revision of git, read by a run of its own.
 */
#ifndef COMPILER_CMD_PAST_H
#define COMPILER_CMD_PAST_H

#include "compiler/cmd/revision.h"
#include "compiler/plan/facts.h"
#include "compiler/plan/project.h"

struct past {
	const char *name; /* as given */
	struct run run;
	bool is_loaded;
	struct revision revision;
	struct past_plans plans; /* filled by past_read_all */
};

/* Reads it. A revision is that of the files around `beside`; a plan that was elsewhere then is
   found with the others of the revision. False after saying what is wrong. */
bool past_load(struct past *past, const char *name, const char *beside);
/* The plan, or of several the one that is called like `other`; NULL after saying that there is
   none, or which to choose from, or that it could not be parsed whole. */
struct plan *past_plan(struct past *past, const struct plan *other);
/* All plans of it, with their facts. False after saying that there is none that can be read. */
bool past_read_all(struct past *past);
void past_free(struct past *past);

#endif
