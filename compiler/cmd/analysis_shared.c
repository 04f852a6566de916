#include "compiler/cmd/cmd.h"

#include "compiler/diag/fingerprint.h"
#include "compiler/plan/feed.h"
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static bool load_stdin(struct run *run, const struct options *options)
{
	const char *name = options->stdin_name ? options->stdin_name : "standard input";
	struct str folder = file_folder(str_from(name));
	struct out text = {0};
	bool loaded = options->stdin_text.ptr || read_stdin(&text);
	if (loaded)
		run_load_text(run, name, str_copy(&run->arena, folder).ptr,
			options->stdin_text.ptr ? options->stdin_text : out_view(&text));
	out_free(&text);
	return loaded;
}

static bool load_path(struct run *run, const struct options *options, const char *path)
{
	const char *reason = NULL;
	uint32_t before = run->plans.n, files = run->files.n;
	if (!strcmp(path, "-"))
		return load_stdin(run, options);
	if (!run_load_path(run, path, &reason)) {
		complain("%s: %s", path, reason);
		return false;
	}
	if (run->plans.n == before && run->files.n == files) {
		complain("%s: there is no .pbp file in it; `pbp new plan.pbp` begins one", path);
		return false;
	}
	return true;
}

bool analysis_run(struct analysis *analysis, const struct options *options)
{
	struct run *run = &analysis->run;
	struct level_overrides overrides = {options->overrides.items, options->overrides.n};
	bool loaded = true;
	*analysis = (struct analysis){0};
	run_init(run, options->as_of);
	run->profile = options->profile;
	run->overlays = options->overlays;
	run->wants_fixes =
		options->wants_fixes || (options->format && options->format->shows_fixes);
	for (uint32_t i = 0; i < options->paths.n; i++)
		loaded &= load_path(run, options, options->paths.items[i]);
	if (!options->paths.n)
		loaded = load_path(run, options, ".");
	for (uint32_t i = 0; i < run->plans.n; i++) {
		struct plan *plan = run->plans.items[i];
		struct tracked *tracked =
			run->as_of && plan->frame ? plan_track(plan, run->as_of) : NULL;
		if (!tracked && plan->frame)
			plan_check_feeds(plan);
		vec_push(&analysis->tracked, tracked);
		if (plan->frame && !options->without_rules)
			rules_run(plan, tracked, &overrides);
	}
	sink_finish(&run->sink, &run->sources);
	run_note_places(run);
	analysis->is_incomplete = !loaded;
	return loaded;
}

void analysis_free(struct analysis *analysis)
{
	for (uint32_t i = 0; i < analysis->tracked.n; i++)
		if (analysis->tracked.items[i])
			tracked_free(analysis->tracked.items[i]);
	vec_free(&analysis->tracked);
	run_free(&analysis->run);
}

static bool wants_color(const struct options *options, int stream)
{
	const char *forced = getenv("CLICOLOR_FORCE"), *none = getenv("NO_COLOR");
	if (options->color_on || options->color_off)
		return options->color_on;
	if (none && *none)
		return false;
	return (forced && *forced && strcmp(forced, "0") != 0) || isatty(stream);
}

static int compare_files(const void *a, const void *b)
{
	const struct checked_file *left = a, *right = b;
	return str_compare(left->path, right->path);
}

/* The files that were looked at, without the standard library; n of them. */
static const struct checked_file *checked_files(struct run *run, uint32_t *n)
{
	struct checked_file *files =
		arena_array(&run->arena, struct checked_file, run->files.n + 1);
	*n = 0;
	for (uint32_t i = 0; i < run->files.n; i++) {
		const struct file *file = run->files.items[i];
		struct str path = file->source->path;
		while (str_starts(path, "./"))
			path = str_slice(path, 2, path.len);
		if (!file->source->is_library_std)
			files[(*n)++] = (struct checked_file){path, file->broken};
	}
	qsort(files, *n, sizeof *files, compare_files);
	return files;
}

/* What the waivers of all plans have kept out; n of them. */
static const struct waived *waived_findings(struct run *run, uint32_t *n)
{
	uint32_t all = 0;
	for (uint32_t i = 0; i < run->plans.n; i++)
		for (struct waived_finding *it = run->plans.items[i]->waived; it; it = it->next)
			all++;
	struct waived *waived = arena_array(&run->arena, struct waived, all + 1);
	*n = 0;
	for (uint32_t i = 0; i < run->plans.n; i++) {
		const struct plan *plan = run->plans.items[i];
		for (const struct waived_finding *it = plan->waived; it; it = it->next) {
			const struct block *by = it->waiver->by.block;
			finding_fingerprint(it->finding, &run->sources);
			waived[(*n)++] = (struct waived){.finding = it->finding,
				.reason = it->waiver->because,
				.by = by ? plan_name(plan, by->name) : STR(""),
				.until = it->waiver->until};
		}
	}
	return waived;
}

bool analysis_print(struct analysis *analysis, const struct options *options, int stream)
{
	struct run *run = &analysis->run;
	struct out out = {0};
	struct date_text as_of = as_of_text(options->as_of);
	struct render_options render = {.color = wants_color(options, stream),
		.as_of = as_of.text,
		.fail_on = options->fail_on,
		.is_incomplete = analysis->is_incomplete};
	const struct finding_format *format =
		options->format ? options->format : finding_format_find("text");
	for (uint32_t i = 0; i < run->plans.n; i++)
		render.n_plans += run->plans.items[i]->frame != NULL;
	render.files = checked_files(run, &render.n_files);
	render.waived = waived_findings(run, &render.n_waived);
	format->render(&out, &run->sink, &run->sources, &render);
	bool printed = print_all(stream, out_view(&out));
	out_free(&out);
	return printed;
}

int analysis_exit(const struct analysis *analysis, const struct options *options)
{
	for (int level = (int)options->fail_on; level <= LEVEL_ERROR; level++)
		if (sink_count(&analysis->run.sink, (enum level)level))
			return EXIT_FINDINGS;
	return EXIT_CLEAN;
}
