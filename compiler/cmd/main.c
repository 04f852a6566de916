/*
 * pbp: from the files of a partner business plan to findings, a review pack and an agenda.
 *
 *   bytes -> tokens -> tree -> plan -> tracked plan (as of a day) -> findings and outputs
 *   source   syntax    syntax  plan    plan, runtime/track           rules, diag, emit
 *
 * A command (check.c, build.c, agenda.c, ...) asks analysis_shared.c for judged plans and prints
 * what it is for.
 */
#include "compiler/cmd/cmd.h"

#include <signal.h>
#include <string.h>

static int print_help(void)
{
	struct out out = {0};
	help_print(&out);
	bool printed = print_all(1, out_view(&out));
	out_free(&out);
	return printed ? EXIT_CLEAN : EXIT_UNABLE;
}

static int print_command_help(const struct command *command)
{
	struct out out = {0};
	help_print_command(&out, command);
	bool printed = print_all(1, out_view(&out));
	out_free(&out);
	return printed ? EXIT_CLEAN : EXIT_UNABLE;
}

static int run_command(const struct command *command, char **arguments)
{
	struct options options;
	for (char **at = arguments; *at; at++)
		if (!strcmp(*at, "--help") || !strcmp(*at, "-h"))
			return print_command_help(command);
	int code =
		options_read(&options, command, arguments) ? command->run(&options) : EXIT_UNABLE;
	options_free(&options);
	return code;
}

int main(int argc, char **argv)
{
	signal(SIGPIPE, SIG_IGN); /* a closed pipe is an output that failed, not a death */
	if (argc < 2 || !strcmp(argv[1], "--help") || !strcmp(argv[1], "-h"))
		return print_help();
	const char *name = !strcmp(argv[1], "--version") ? "version" : argv[1];
	const struct command *command = command_find(name);
	if (!command) {
		command_complain(name);
		return EXIT_UNABLE;
	}
	return run_command(command, argv + 2);
}
