#include "compiler/cmd/cmd.h"

static int run_check(struct options *options)
{
	struct analysis analysis;
	bool loaded = analysis_run(&analysis, options);
	int code = EXIT_UNABLE;
	if (loaded || analysis.run.files.n) /* what could be read is checked all the same */
		analysis_print(&analysis, options, 1);
	if (loaded)
		code = analysis_exit(&analysis, options);
	analysis_free(&analysis);
	return code;
}

const struct command command_check = {
	.name = "check",
	.takes = "[PATH...]",
	.summary = "check every plan in the files and folders named",
	.details = "Without a PATH the current folder is checked; PATH - reads a plan from standard input. A file without a\n"
		   "`plan` block that no plan imports is looked at alone: syntax, kinds, fields and types.\n"
		   "The exit code is 0 without errors, 1 with findings at the level of --fail-on, 2 if something could not be read.",
	.options = OF_CHECK,
	.run = run_check,
};
