/*
 * The commands as the manual knows them.
 */
#ifndef COMPILER_CMD_MANUAL_SHARED_H
#define COMPILER_CMD_MANUAL_SHARED_H

#include "compiler/cmd/cmd.h"
#include "compiler/manual/manual.h"

/* commands_n of them, in `arena`. */
struct manual_command *manual_commands(struct arena *arena);

#endif
