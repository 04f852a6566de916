#include "compiler/cmd/baseline.h"
#include "compiler/cmd/past.h"
#include "compiler/cmd/signatures.h"

#include "compiler/diag/fingerprint.h"
#include "compiler/plan/feed.h"
#include "compiler/plan/load.h"
#include "runtime/base/parallel.h"
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* ---- what was asked for ---- */

/* What a path named on the command line led to. */
struct asked {
	const char *path;
	uint32_t first, end; /* items of the survey that it was the first to name */
	const char *reason;  /* why it leads to nothing; NULL: it does */
};

static const char *survey_stdin(struct run *run, const struct options *options)
{
	const char *name = options->stdin_name ? options->stdin_name : "standard input";
	struct str folder = str_copy(&run->arena, file_folder(str_from(name)));
	struct out text = {0};
	const char *reason = options->stdin_text.ptr ? NULL : stdin_read(&text);
	if (!reason)
		survey_text(run->survey, &run->sources, name, folder.ptr,
			options->stdin_text.ptr ? options->stdin_text : out_view(&text));
	out_free(&text);
	return reason;
}

static struct asked survey_asked(struct run *run, const struct options *options, const char *path)
{
	struct asked asked = {.path = path, .first = run->survey->items.n};
	uint32_t n = 0;
	if (!strcmp(path, "-"))
		asked.reason = survey_stdin(run, options);
	else if (survey_path(run->survey, path, &n, &asked.reason))
		asked.reason =
			n ? NULL : "there is no .pbp file in it; `pbp new plan.pbp` begins one";
	if (!strcmp(path, "-"))
		asked.path = "standard input";
	asked.end = run->survey->items.n;
	return asked;
}

/* Says what could not be read, in the order in which it was asked for; false if there is any. */
static bool complain_unread(
	const struct run *run, const struct asked *asked, uint32_t n, const struct loaded *loaded)
{
	bool good = true;
	for (uint32_t i = 0; i < n; i++) {
		if (asked[i].reason)
			complain("%s: %s", asked[i].path, asked[i].reason);
		good &= !asked[i].reason;
		for (uint32_t item = asked[i].first; item < asked[i].end; item++) {
			if (loaded[item].kind != LOADED_NOTHING)
				continue;
			complain("%.*s: %s", STR_ARGS(run->survey->items.items[item].shown),
				loaded[item].reason);
			good = false;
		}
	}
	return good;
}

/* ---- for whom ---- */

/* What --with names; false after saying that there is no such file. */
static bool can_be_read(struct str path, const char **reason)
{
	struct file_bytes bytes;
	if (file_read(path.ptr, SOURCE_SIZE_MAX, &bytes, reason) != FILE_OK)
		return false;
	file_release(&bytes);
	return true;
}

static bool read_with(struct analysis *analysis, const struct options *options)
{
	bool good = true;
	for (uint32_t i = 0; i < options->with.n; i++) {
		const char *name = options->with.items[i], *reason = "there is no such file";
		struct with_file file = {.shown = str_from(name)};
		file.canonical = file_canonical(&analysis->run.arena, name);
		if (file.canonical.ptr && can_be_read(file.canonical, &reason)) {
			vec_push(&analysis->with.items, file);
		} else {
			complain("--with %s: %s", name, reason);
			good = false;
		}
	}
	analysis->run.with = &analysis->with;
	return good;
}

/* False after saying that --with would add to several plans. */
static bool holds_plan(const struct run *run, struct str canonical)
{
	for (uint32_t i = 0; i < run->files.n; i++)
		if (str_equal(run->files.items[i]->source->canonical, canonical))
			return file_plan_block(run, run->files.items[i], NULL);
	return false;
}

static bool complain_with(const struct analysis *analysis)
{
	uint32_t n_plans = 0;
	bool good = true;
	for (uint32_t i = 0; i < analysis->run.plans.n; i++)
		n_plans += analysis->run.plans.items[i]->frame != NULL;
	if (analysis->with.items.n && n_plans > 1) {
		complain("--with adds to one plan, and there are several here; name the file of "
			 "one");
		return false;
	}
	for (uint32_t i = 0; i < analysis->with.items.n; i++) {
		const struct with_file *with = &analysis->with.items.items[i];
		if (!holds_plan(&analysis->run, with->canonical))
			continue;
		complain("--with %.*s: it has a `plan` block, so it is no part of another plan",
			STR_ARGS(with->shown));
		good = false;
	}
	return good;
}

static void complain_no_party(const struct plan *plan, const char *name)
{
	struct out parties = {0};
	for (uint32_t i = 0; i < plan->of_kind[KIND_party].n; i++)
		out_printf(&parties, "%s%.*s", i ? ", " : "",
			STR_ARGS(plan_name(plan, plan_party(plan, i)->block.name)));
	complain("%.*s has no party `%s`%s%.*s", STR_ARGS(plan->file->source->path), name,
		parties.len ? "; its parties are " : "", STR_ARGS(out_view(&parties)));
	out_free(&parties);
}

/* False after saying which plans have no such party. Where something could not be read, nobody can
   tell who may see it: such a plan counts as not read whole. */
static bool complain_audience(struct run *run, const struct options *options)
{
	bool good = true;
	for (uint32_t i = 0; options->audience && i < run->plans.n; i++) {
		struct plan *plan = run->plans.items[i];
		plan->is_broken |= plan->has_mistakes;
		if (!plan->frame || plan->audience || plan->is_broken)
			continue;
		complain_no_party(plan, options->audience);
		good = false;
	}
	return good;
}

/* False after saying which plans have no signed version to be compared with. */
static bool complain_past(const struct run *run, const struct options *options)
{
	bool good = true;
	for (uint32_t i = 0; run->past && i < run->plans.n; i++) {
		const struct plan *plan = run->plans.items[i];
		if (!plan->frame || past_plan_of(run->past, plan))
			continue;
		complain("%s has no plan `%.*s`", options->signed_version,
			STR_ARGS(plan_name(plan, plan->frame->block.name)));
		good = false;
	}
	return good;
}

/* ---- on several threads ---- */

struct crew {
	struct analysis *analysis;
	const struct options *options;
	struct level_overrides overrides;
	struct loaded *loaded; /* by item of the survey */
	atomic_uint next;      /* item that nobody has taken yet */
	struct progress *progress;
};

struct run *analysis_run_of(struct analysis *analysis, uint32_t worker)
{
	return worker ? &analysis->beside.items[worker - 1] : &analysis->run;
}

static void load_items(void *context, uint32_t worker)
{
	struct crew *crew = context;
	struct run *run = analysis_run_of(crew->analysis, worker);
	for (;;) {
		uint32_t item = atomic_fetch_add(&crew->next, 1);
		if (item >= run->survey->items.n)
			return;
		crew->loaded[item] = load_item(run, item);
		progress_step(crew->progress, worker == 0);
	}
}

static void judge(const struct crew *crew, uint32_t i)
{
	struct plan *plan = crew->analysis->run.plans.items[i];
	struct run *run = plan->run;
	struct tracked **tracked = &crew->analysis->tracked.items[i];
	if (!plan->frame)
		return;
	sink_begin_batch(&run->sink, load_judge_batch(run->survey) + i);
	if (run->as_of)
		*tracked = plan_track(plan, run->as_of);
	else
		plan_check_feeds(plan);
	if (crew->options->without_rules)
		return;
	signatures_verify(plan, crew->options->signers);
	rules_run(plan, *tracked, &crew->overrides);
}

/* A plan's names are those of the run that built it, so the same thread judges it. */
static void judge_plans(void *context, uint32_t worker)
{
	const struct crew *crew = context;
	const struct run *run = analysis_run_of(crew->analysis, worker);
	for (uint32_t i = 0; i < crew->analysis->run.plans.n; i++) {
		if (crew->analysis->run.plans.items[i]->run != run)
			continue;
		judge(crew, i);
		progress_step(crew->progress, worker == 0);
	}
}

static void begin_runs(struct analysis *analysis, uint32_t jobs)
{
	uint32_t items = analysis->run.survey->items.n, n = jobs < items ? jobs : items;
	vec_reserve(&analysis->beside, n); /* plans keep pointers into it */
	for (; analysis->beside.n + 1 < n; analysis->beside.n++)
		run_init_beside(&analysis->beside.items[analysis->beside.n], &analysis->run);
}

/* Every plan is built before the first is judged: what some rules say of a plan hangs on others. */
static struct loaded *load_and_judge(struct analysis *analysis, const struct options *options)
{
	struct run *run = &analysis->run;
	struct progress progress;
	struct crew crew = {.analysis = analysis,
		.options = options,
		.overrides = {options->overrides.items, options->overrides.n},
		.loaded = arena_array(&run->arena, struct loaded, run->survey->items.n + 1),
		.progress = &progress};
	begin_runs(analysis, options->jobs);
	progress_begin(&progress, "reading", "file", run->survey->items.n);
	parallel_run(analysis->beside.n + 1, load_items, &crew);
	load_finish(run, crew.loaded, 0);
	progress_next(&progress, "checking", "plan", run->plans.n);
	vec_reserve(&analysis->tracked, run->plans.n);
	for (uint32_t i = 0; i < run->plans.n; i++)
		vec_push(&analysis->tracked, NULL);
	parallel_run(analysis->beside.n + 1, judge_plans, &crew);
	for (uint32_t i = 0; i < analysis->beside.n; i++)
		run_join(run, &analysis->beside.items[i]);
	progress_end(&progress);
	return crew.loaded;
}

/* The version that was signed. */
static bool read_signed(struct analysis *analysis, const struct options *options)
{
	if (!options->signed_version)
		return true;
	analysis->past = arena_new(&analysis->run.arena, struct past);
	if (!past_load(analysis->past, options->signed_version,
		    options->paths.n ? options->paths.items[0] : ".") ||
		!past_read_all(analysis->past))
		return false;
	analysis->run.past = &analysis->past->plans;
	return true;
}

bool analysis_run(struct analysis *analysis, const struct options *options)
{
	struct run *run = &analysis->run;
	VEC(struct asked) asked = {0};
	*analysis = (struct analysis){0};
	run_init(run, options->as_of);
	run->profile = options->profile;
	run->audience = options->audience ? str_from(options->audience) : STR("");
	run->sink.quotes_nothing = options->audience != NULL;
	run->wants_all = options->baseline != NULL;
	run->overlays = options->overlays;
	run->wants_fixes =
		options->wants_fixes || (options->format && options->format->shows_fixes);
	for (uint32_t i = 0; i < options->paths.n; i++)
		vec_push(&asked, survey_asked(run, options, options->paths.items[i]));
	if (!options->paths.n)
		vec_push(&asked, survey_asked(run, options, "."));
	bool good = read_with(analysis, options) && read_signed(analysis, options);
	const struct loaded *loaded = load_and_judge(analysis, options);
	good &= complain_unread(run, asked.items, asked.n, loaded);
	good &= complain_with(analysis);
	good &= complain_audience(run, options);
	good &= complain_past(run, options);
	vec_free(&asked);
	run_note_places(run);
	good &= baseline_apply(analysis, options);
	sink_finish(&run->sink, &run->sources);
	analysis->is_incomplete = !good;
	return good;
}

static void free_plans(void *context, uint32_t worker)
{
	struct analysis *analysis = context;
	for (uint32_t i = 0; i < analysis->run.plans.n; i++) {
		struct plan *plan = analysis->run.plans.items[i];
		if (plan->run != analysis_run_of(analysis, worker))
			continue;
		if (analysis->tracked.items[i])
			tracked_free(analysis->tracked.items[i]);
		plan_free(plan);
	}
}

void analysis_free(struct analysis *analysis)
{
	if (analysis->past)
		past_free(analysis->past);
	parallel_run(analysis->beside.n + 1, free_plans, analysis);
	analysis->run.plans.n = 0;
	vec_free(&analysis->tracked);
	vec_free(&analysis->with.items);
	run_free(&analysis->run);
	for (uint32_t i = 0; i < analysis->beside.n; i++)
		run_free(&analysis->beside.items[i]);
	vec_free(&analysis->beside);
}

/* ---- findings ---- */

bool wants_color(const struct options *options, int stream)
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
		.quotes_nothing = options->audience != NULL,
		.as_of = as_of.text,
		.fail_on = options->fail_on,
		.is_incomplete = analysis->is_incomplete,
		.n_known = analysis->n_known,
		.width = terminal_width(stream),
		.jobs = options->jobs};
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

int64_t analysis_only_plan(const struct analysis *analysis)
{
	int64_t found = -1;
	for (uint32_t i = 0; i < analysis->run.plans.n; i++) {
		if (!analysis->run.plans.items[i]->frame)
			continue;
		if (found >= 0) {
			complain("there are several plans here; name the file of one, such as %.*s",
				STR_ARGS(analysis->run.plans.items[found]->file->source->path));
			return -1;
		}
		found = i;
	}
	if (found < 0) {
		complain("there is no `plan` block in these files");
	} else if (analysis->run.plans.items[found]->is_broken) {
		complain("%.*s could not be read whole",
			STR_ARGS(analysis->run.plans.items[found]->file->source->path));
		return -1;
	}
	return found;
}

void analysis_print_why(struct analysis *analysis, const struct options *options)
{
	uint32_t n = 0;
	for (uint32_t i = 0; i < analysis->run.plans.n; i++)
		n += analysis->run.plans.items[i]->frame != NULL;
	if (n < 2)
		analysis_print(analysis, options, STDERR_FILENO);
}
