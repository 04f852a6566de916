/*
 * Baselines: a file of findings that are known and not to be reported for a while, so that a team
 * can begin with a plan full of them and see only what is new. Entries are known by fingerprint and
 * end on a day; those that match nothing any more are said. Errors of syntax, names and types are
 * never kept out.
 */
#ifndef COMPILER_CMD_BASELINE_H
#define COMPILER_CMD_BASELINE_H

#include "compiler/cmd/cmd.h"

/* With --baseline: takes the findings out of the run's sink that the file knows, before the cap of
   one rule in one file counts. With --update-baseline: writes the file anew, with every finding
   there is; entries that still hold keep their end. False after saying why it cannot be read or
   written. */
bool baseline_apply(struct analysis *analysis, const struct options *options);

#endif
