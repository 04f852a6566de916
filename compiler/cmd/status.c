#include "compiler/emit/status/status.h"

#include "compiler/cmd/cmd.h"

#include <stdlib.h>

/* --width, else that of the terminal, else COLUMNS, else 80. */
static uint32_t width_of(const struct options *options)
{
	const char *columns = getenv("COLUMNS");
	long width = options->width ? (long)options->width : (long)terminal_width(1);
	if (!width && columns)
		width = strtol(columns, NULL, 10);
	if (width <= 0)
		width = STATUS_WIDTH;
	return (uint32_t)(width < STATUS_WIDTH_MIN   ? STATUS_WIDTH_MIN
			  : width > STATUS_WIDTH_MAX ? STATUS_WIDTH_MAX
						     : width);
}

static bool can_be_shown(const struct analysis *analysis, uint32_t i)
{
	const struct plan *plan = analysis->run.plans.items[i];
	return plan->frame && !plan->is_broken && analysis->tracked.items[i];
}

static bool is_whole(const struct analysis *analysis, uint32_t *n)
{
	bool whole = true;
	*n = 0;
	for (uint32_t i = 0; i < analysis->run.plans.n; i++) {
		*n += can_be_shown(analysis, i);
		whole &= !analysis->run.plans.items[i]->is_broken;
	}
	return whole;
}

/* One plan as a whole, of several a line each, as they are found. */
static bool print_plans(struct analysis *analysis, const struct options *options, uint32_t n)
{
	struct out out = {0};
	struct status_style style = {width_of(options), wants_color(options, 1)};
	for (uint32_t i = 0; i < analysis->run.plans.n; i++) {
		struct emit_input input = {.plan = analysis->run.plans.items[i],
			.tracked = analysis->tracked.items[i],
			.findings = &analysis->run.sink};
		if (!can_be_shown(analysis, i))
			continue;
		if (n == 1)
			status_write(&analysis->run.arena, &input, style, &out);
		else
			status_write_line(&analysis->run.arena, &input, style, &out);
	}
	bool printed = print_all(1, out_view(&out));
	out_free(&out);
	return printed;
}

static int run_status(struct options *options)
{
	struct analysis analysis;
	uint32_t n;
	int code = EXIT_UNABLE;
	if (!options->as_of) {
		complain("a status needs a day: --as-of DATE");
		return code;
	}
	options->without_rules = true;
	bool read = analysis_run(&analysis, options);
	bool whole = is_whole(&analysis, &n);
	if (!n)
		complain("there is no plan here that could be read");
	if (analysis_exit(&analysis, options) != EXIT_CLEAN || !whole)
		analysis_print(&analysis, options, 2);
	if (n && print_plans(&analysis, options, n) && read)
		code = analysis_exit(&analysis, options);
	analysis_free(&analysis);
	return code;
}

const struct command command_status = {
	.name = "status",
	.takes = "[PATH...]",
	.summary = "show how goals stand, what is late and what comes next",
	.details =
		"Of one plan all of it, of several a line each. The bar is what was reached of the "
		"way to the target; the mark\n"
		"in it is where it was to be by the day of the reading. Lines fit the terminal, "
		"COLUMNS or --width.\n"
		"No rule is run: the exit code is 1 only if something could not be read.",
	.options = OF_STATUS,
	.run = run_status,
};
