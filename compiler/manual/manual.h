/*
 * The reference manual in Markdown, written from the tables that the compiler itself works with:
 * kinds, fields, types, rules, errors, the standard library. Only the chapter on the language is
 * prose, kept beside this file. The same program writes the same bytes.
 */
#ifndef COMPILER_MANUAL_MANUAL_H
#define COMPILER_MANUAL_MANUAL_H

#include "runtime/base/out.h"
#include <stdbool.h>

/* A command of the program, which this folder does not know: what `pbp help` says of it. */
struct manual_command {
	const char *name, *takes, *summary, *details;
	const struct manual_option {
		const char *name, *brief, *takes, *summary;
	} * options;
	uint32_t n_options;
};

void manual_write(struct out *out, const struct manual_command *commands, uint32_t n);

/* The words of the language as JSON, for tools that colour or complete plans: kinds with their
   fields, then flat lists of words, each in the order of the tables and each once. */
void manual_write_words(struct out *out);
/* man page of section 1: of all commands. */
void manual_write_page(struct out *out, const struct manual_command *commands, uint32_t n);
/* What a shell completes behind `pbp`: "bash", "zsh" or "fish"; false for another shell. */
bool manual_write_completions(
	struct out *out, const char *shell, const struct manual_command *commands, uint32_t n);

#endif
