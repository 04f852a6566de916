#include "compiler/cmd/manual_shared.h"

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

struct manual_command *manual_commands(struct arena *arena)
{
	struct manual_command *described = arena_array(arena, struct manual_command, commands_n);
	for (uint32_t i = 0; i < commands_n; i++)
		described[i] = describe(arena, commands[i]);
	return described;
}
