#include "compiler/cmd/cmd.h"

static int run_version(struct options *options)
{
	(void)options;
	return print_all(1, STR("pbp " PBP_VERSION "\n")) ? EXIT_CLEAN : EXIT_UNABLE;
}

const struct command command_version = {
	.name = "version",
	.takes = "",
	.summary = "print the version",
	.run = run_version,
};
