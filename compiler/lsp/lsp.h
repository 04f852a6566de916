/*
 * The language server: answers an editor over two streams, as the Language Server Protocol has it.
 * Holds the texts of open documents, in which plans are read as if they were saved; judges them as
 * of the day; writes no file. A message that cannot be understood gets an error and the next one is
 * read.
 */
#ifndef COMPILER_LSP_LSP_H
#define COMPILER_LSP_LSP_H

#include "compiler/rules/rule.h"

struct lsp_setup {
	int in, out;			    /* file descriptors */
	date_t (*day)(const void *context); /* asked at each change; DATE_NONE: without a day */
	const void *context;
	enum profile profile; /* PROFILE_NONE: as plans say */
	struct level_overrides overrides;
	const char *version; /* of the program */
};

enum lsp_end { LSP_DONE, LSP_NOT_SHUT_DOWN, LSP_LOST };

/* Serves until `exit` comes or the stream ends: LSP_DONE after `shutdown` and `exit`, LSP_LOST if
   the stream ended or cannot be written. */
enum lsp_end lsp_serve(const struct lsp_setup *setup);

#endif
