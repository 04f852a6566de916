#include "compiler/cmd/cmd.h"
#include "compiler/rules/smart.h"

#include <string.h>
#include <unistd.h>

/* ---- which formats ---- */

static const struct format *find_format(struct str name)
{
	for (uint32_t i = 0; i < formats_n; i++)
		if (str_is(name, formats[i]->name))
			return formats[i];
	return NULL;
}

static void complain_format(struct str name)
{
	struct out known = {0};
	for (uint32_t i = 0; i < formats_n; i++)
		out_printf(&known, "%s%s", i ? ", " : "", formats[i]->name);
	complain("there is no output `%.*s`; known are %.*s", STR_ARGS(name),
		STR_ARGS(out_view(&known)));
	out_free(&known);
}

/* Each format once, in the order given; false if one is unknown, which has been said. */
static bool read_types(const char *types, const struct format **chosen, uint32_t *n)
{
	while (*types) {
		size_t len = strcspn(types, ",");
		struct str name = str_trim((struct str){types, len});
		const struct format *format = find_format(name);
		if (!format) {
			complain_format(name);
			return false;
		}
		bool known = false;
		for (uint32_t i = 0; i < *n; i++)
			known |= chosen[i] == format;
		if (!known)
			chosen[(*n)++] = format;
		types += len + (types[len] == ',');
	}
	return *n > 0;
}

/* ---- writing ---- */

/* Every file of every format in memory first: a plan's outputs are of one moment. */
static struct emit_file *emit(struct arena *arena, const struct emit_input *input,
	const struct format *const *chosen, uint32_t n)
{
	struct emit_file *files = NULL;
	for (uint32_t i = 0; i < n; i++)
		chosen[i]->emit(arena, input, &files);
	return files;
}

/* Adds the path of what was written to `list`. */
static bool write_file(
	struct arena *arena, const char *folder, struct emit_file *file, struct out *list)
{
	struct str path = file_join(arena, str_from(folder), file->path);
	const char *reason = file_write(path.ptr, out_view(&file->bytes));
	out_free(&file->bytes);
	if (reason) {
		complain("%s: %s", path.ptr, reason);
		return false;
	}
	render_escaped(list, path);
	out_char(list, '\n');
	return true;
}

/* The plan file's path below its project's root, without .pbp. */
static struct str stem_of(const struct plan *plan)
{
	struct str path = plan_source_path(plan, plan->file->source);
	return str_ends(path, ".pbp") ? str_slice(path, 0, path.len - 4) : path;
}

static bool build_plan(struct analysis *analysis, uint32_t i, const struct options *options,
	const struct format *const *chosen, uint32_t n, struct out *list)
{
	struct run *run = &analysis->run;
	struct emit_input input = {.plan = run->plans.items[i],
		.tracked = analysis->tracked.items[i],
		.findings = &run->sink,
		.stem = stem_of(run->plans.items[i]),
		.bom = options->bom};
	struct level_overrides overrides = {options->overrides.items, options->overrides.n};
	struct smart_verdicts verdicts;
	struct sink evidence;
	bool written = true;
	if (input.plan->is_broken) {
		complain("%.*s is not built: it could not be read whole",
			STR_ARGS(input.plan->file->source->path));
		return false;
	}
	sink_init(&evidence);
	smart_judge(input.plan, input.tracked, &overrides, &evidence, &verdicts);
	input.verdicts = &verdicts;
	for (struct emit_file *file = emit(&run->arena, &input, chosen, n); file; file = file->next)
		written &= write_file(
			&run->arena, options->folder ? options->folder : "out", file, list);
	sink_free(&evidence);
	return written;
}

static int run_build(struct options *options)
{
	const struct format *chosen[64];
	struct analysis analysis;
	struct out list = {0};
	uint32_t n = 0, n_built = 0;
	if (!read_types(options->types ? options->types : "html,csv", chosen, &n))
		return EXIT_UNABLE;
	bool good = analysis_run(&analysis, options);
	if (good || analysis.run.files.n)
		analysis_print(&analysis, options, 2);
	for (uint32_t i = 0; good && i < analysis.run.plans.n; i++) {
		if (!analysis.run.plans.items[i]->frame)
			continue;
		n_built++;
		good &= build_plan(&analysis, i, options, chosen, n, &list);
	}
	good &= print_all(STDOUT_FILENO, out_view(&list));
	out_free(&list);
	if (good && !n_built) {
		complain("there is no `plan` block in these files, so there is nothing to build");
		good = false;
	}
	int code = good ? analysis_exit(&analysis, options) : EXIT_UNABLE;
	analysis_free(&analysis);
	return code;
}

const struct command command_build = {
	.name = "build",
	.takes = "[PATH...]",
	.summary = "check plans and write their review packs and tables",
	.details = "Writes into the folder of -o and prints the path of each file written. A plan "
		   "with findings is built and\n"
		   "shows them; one that could not be read whole is not. Each file is written "
		   "whole or not at all.",
	.options = OF_BUILD,
	.run = run_build,
};
