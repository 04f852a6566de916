#include "compiler/cmd/manual_shared.h"

static int run_completions(struct options *options)
{
	struct arena arena;
	struct out out = {0};
	int code = EXIT_UNABLE;
	if (options->paths.n != 1) {
		complain("`pbp completions` takes the name of a shell: bash, zsh or fish");
		return code;
	}
	arena_init(&arena);
	if (!manual_write_completions(
		    &out, options->paths.items[0], manual_commands(&arena), commands_n))
		complain("there are no completions for `%s`; known are bash, zsh and fish",
			options->paths.items[0]);
	else if (print_all(1, out_view(&out)))
		code = EXIT_CLEAN;
	out_free(&out);
	arena_free(&arena);
	return code;
}

const struct command command_completions = {
	.name = "completions",
	.takes = "bash|zsh|fish",
	.summary = "print what a shell completes behind `pbp`",
	.details = "  bash:  pbp completions bash >~/.local/share/bash-completion/completions/pbp\n"
		   "  zsh:   pbp completions zsh >DIR/_pbp, where DIR is one of $fpath\n"
		   "  fish:  pbp completions fish >~/.config/fish/completions/pbp.fish",
	.run = run_completions,
};
