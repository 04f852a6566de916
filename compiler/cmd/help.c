#include "compiler/cmd/cmd.h"

#include <string.h>

/* The commands by what somebody is about to do; every command stands in one of the groups. */
static const struct group {
	const char *title;
	const char *commands[8];
} groups[] = {
	{"begin", {"new", "explain", "help"}},
	{"every day", {"check", "status", "fix", "fmt", "query"}},
	{"for a review", {"agenda", "minutes", "build"}},
	{"the contract", {"seal", "diff", "renew"}},
	{"for editors and shells", {"lsp", "completions"}},
	{"about the program", {"manual", "version"}},
};

static void put_command(struct out *out, const struct command *command)
{
	if (command)
		out_printf(out, "  %-11s %s\n", command->name, command->summary);
}

void help_print(struct out *out)
{
	out_text(out,
		"pbp checks partner business plans and makes their review packs and agendas.\n\n"
		"usage: pbp COMMAND [OPTION...] [PATH...]\n");
	for (size_t i = 0; i < sizeof groups / sizeof *groups; i++) {
		out_printf(out, "\n%s:\n", groups[i].title);
		for (size_t k = 0; groups[i].commands[k]; k++)
			put_command(out, command_find(groups[i].commands[k]));
	}
	out_text(out, "\nNever seen a plan? This makes one and says what is wrong with it:\n"
		      "  pbp new plan.pbp\n"
		      "  pbp check plan.pbp\n"
		      "`pbp help COMMAND` says more of one; `pbp explain goal` explains the "
		      "language, kind by kind.\n");
}

void help_print_command(struct out *out, const struct command *command)
{
	out_printf(out, "usage: pbp %s %s%s\n\n%s.\n", command->name,
		command->options ? "[OPTION...] " : "", command->takes, command->summary);
	if (command->details)
		out_printf(out, "%s\n", command->details);
	for (uint32_t i = 0, n = 0; i < option_infos_n; i++) {
		const struct option_info *info = &option_infos[i];
		if (!(info->of & command->options))
			continue;
		if (!n++)
			out_text(out, "\noptions:\n");
		out_printf(out, "  %s%s%s%s%s\n      %s\n", info->brief ? info->brief : "",
			info->brief ? ", " : "", info->name, info->takes ? " " : "",
			info->takes ? info->takes : "", info->summary);
	}
	if (!(command->options & OF_BUILD))
		return;
	out_text(out, "\ntypes of output:\n");
	for (uint32_t i = 0; i < formats_n; i++)
		out_printf(out, "  %-5s %s\n", formats[i]->name, formats[i]->summary);
}

static int run_help(struct options *options)
{
	struct out out = {0};
	bool good = true;
	if (!options->paths.n)
		help_print(&out);
	for (uint32_t i = 0; i < options->paths.n; i++) {
		const struct command *command = command_find(options->paths.items[i]);
		if (command) {
			help_print_command(&out, command);
			continue;
		}
		command_complain(options->paths.items[i]);
		good = false;
	}
	good &= print_all(1, out_view(&out));
	out_free(&out);
	return good ? EXIT_CLEAN : EXIT_UNABLE;
}

const struct command command_help = {
	.name = "help",
	.takes = "[COMMAND]",
	.summary = "list the commands, or the options of one",
	.run = run_help,
};
