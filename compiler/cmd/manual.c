#include "compiler/manual/manual.h"

#include "compiler/cmd/cmd.h"

static struct manual_command describe(struct arena *arena, const struct command *command)
{
	struct manual_option *options = arena_array(arena, struct manual_option, option_infos_n);
	struct manual_command described = {.name = command->name,
		.takes = command->takes,
		.summary = command->summary,
		.details = command->details,
		.options = options};
	for (uint32_t i = 0; i < option_infos_n; i++) {
		const struct option_info *info = &option_infos[i];
		if (info->of & command->options)
			options[described.n_options++] = (struct manual_option){
				info->name, info->brief, info->takes, info->summary};
	}
	return described;
}

static int run_manual(struct options *options)
{
	struct arena arena;
	struct out out = {0};
	if (options->paths.n) {
		complain("`pbp manual` takes no path: it prints the manual");
		return EXIT_UNABLE;
	}
	arena_init(&arena);
	struct manual_command *described = arena_array(&arena, struct manual_command, commands_n);
	for (uint32_t i = 0; i < commands_n; i++)
		described[i] = describe(&arena, commands[i]);
	manual_write(&out, described, commands_n);
	bool printed = print_all(1, out_view(&out));
	out_free(&out);
	arena_free(&arena);
	return printed ? EXIT_CLEAN : EXIT_UNABLE;
}

const struct command command_manual = {
	.name = "manual",
	.takes = "",
	.summary = "print the reference manual in Markdown",
	.details =
		"It is written from the tables that the program works with: the language, kinds, "
		"fields, types, rules, errors, the\n"
		"standard library and the commands.",
	.run = run_manual,
};
