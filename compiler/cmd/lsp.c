#include "compiler/lsp/lsp.h"

#include "compiler/cmd/cmd.h"

/* A session may last for days. */
static date_t day_at_hand(const void *context)
{
	const struct options *options = context;
	return options->has_as_of ? options->as_of : today();
}

static int run_lsp(struct options *options)
{
	struct lsp_setup setup = {.in = 0,
		.out = 1,
		.day = day_at_hand,
		.context = options,
		.profile = options->profile,
		.overrides = {options->overrides.items, options->overrides.n},
		.version = PBP_VERSION};
	if (options->paths.n) {
		complain("the language server takes no paths: the editor names them");
		return EXIT_UNABLE;
	}
	switch (lsp_serve(&setup)) {
	case LSP_DONE:
		return EXIT_CLEAN;
	case LSP_NOT_SHUT_DOWN:
		return EXIT_FINDINGS;
	case LSP_LOST:
		break;
	}
	return EXIT_UNABLE;
}

const struct command command_lsp = {
	.name = "lsp",
	.takes = "",
	.summary = "serve an editor over standard input and output",
	.details = "The language server: editors start it. It shows findings while you type, "
		   "completes, "
		   "explains, renames,\n"
		   "formats, and applies fixes. editors/ and the README say how to set it up.\n"
		   "The exit code is 0 after `shutdown` and `exit`, 1 after `exit` alone, 2 if the "
		   "editor "
		   "is gone.",
	.options = OF_LSP,
	.run = run_lsp,
};
