#include "compiler/cmd/cmd.h"

#include <string.h>

#define X(name) extern const struct command command_##name;
#include "build/gen/commands.def"
#undef X

const struct command *const commands[] = {
#define X(name) &command_##name,
#include "build/gen/commands.def"
#undef X
};
const uint32_t commands_n = sizeof commands / sizeof *commands;

const struct command *command_find(const char *name)
{
	for (uint32_t i = 0; i < commands_n; i++)
		if (!strcmp(commands[i]->name, name))
			return commands[i];
	return NULL;
}

static struct str name_at(const void *context, uint32_t i)
{
	(void)context;
	return str_from(commands[i]->name);
}

void command_complain(const char *name)
{
	int near = closest_word(str_from(name), commands_n, name_at, NULL);
	if (near >= 0)
		complain(
			"there is no command `%s`; did you mean `%s`?", name, commands[near]->name);
	else
		complain("there is no command `%s`; `pbp help` lists them", name);
}
