/*
 * Other programs that pbp asks: git and ssh-keygen. No shell is involved; what they are told is a
 * list of arguments.
 */
#ifndef COMPILER_CMD_PROGRAM_H
#define COMPILER_CMD_PROGRAM_H

#include "runtime/base/out.h"

enum { PROGRAM_INPUT_MAX = 4096, PROGRAM_OUTPUT_MAX = 64 << 20, PROGRAM_MISSING = 127 };

/* Runs arguments[0], which is looked for in PATH, with `input` (at most PROGRAM_INPUT_MAX bytes) to
   read, and appends what it prints, up to PROGRAM_OUTPUT_MAX bytes; what it says beside that is
   dropped. Its exit code; PROGRAM_MISSING if it cannot be run. */
int program_run(const char *const *arguments, struct str input, struct out *out);

#endif
