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
