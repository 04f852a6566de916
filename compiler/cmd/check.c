#include "compiler/cmd/cmd.h"

static int run_check(struct options *options)
{
	struct analysis analysis;
	bool good = analysis_run(&analysis, options);
	if (good || analysis.run.files.n) /* what could be read is checked all the same */
		good &= analysis_print(&analysis, options, 1);
	int code = good ? analysis_exit(&analysis, options) : EXIT_UNABLE;
	analysis_free(&analysis);
	return code;
}

const struct command command_check = {
	.name = "check",
	.takes = "[PATH...]",
	.summary = "check every plan in the files and folders named",
	.details = "Without a PATH the current folder is checked; PATH - reads a plan from "
		   "standard input. A file without a\n"
		   "`plan` block that no plan imports is looked at alone: syntax, kinds, fields "
		   "and types.\n"
		   "The exit code is 0 without errors, 1 with findings at the level of --fail-on, "
		   "2 if something could not be read.",
	.options = OF_CHECK,
	.run = run_check,
};
