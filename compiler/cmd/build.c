#include "compiler/cmd/cmd.h"
#include "compiler/emit/portfolio/portfolio.h"
#include "compiler/rules/smart.h"
#include "runtime/base/parallel.h"

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

/* The deepest folder that holds the roots of all projects. */
static struct str common_folder(const struct run *run)
{
	struct str folder = {0};
	for (uint32_t i = 0; i < run->plans.n; i++) {
		struct str root = run->plans.items[i]->project->root;
		if (!folder.ptr)
			folder = root;
		while (!str_equal(root, folder) && !file_is_within(root, folder))
			folder = file_folder(folder);
	}
	return folder;
}

/* The plan file's path without .pbp: below its project's root, or below the folder of all projects
   where there are several. */
static struct str stem_of(const struct plan *plan, struct str folder)
{
	struct str path = plan_source_path(plan, plan->file->source);
	struct str canonical = plan->file->source->canonical;
	if (!str_equal(folder, plan->project->root) && file_is_within(canonical, folder))
		path = str_slice(canonical, folder.len + (folder.len > 1), canonical.len);
	return str_ends(path, ".pbp") ? str_slice(path, 0, path.len - 4) : path;
}

/* Files of such a stem lie below the output folder: no part of it is empty or made of dots. */
static bool is_usable(struct str stem)
{
	while (stem.len) {
		const char *slash = memchr(stem.ptr, '/', stem.len);
		struct str part = str_slice(stem, 0, slash ? (size_t)(slash - stem.ptr) : stem.len);
		if (!part.len || str_is(part, ".") || str_is(part, ".."))
			return false;
		stem = str_slice(stem, part.len + (slash != NULL), stem.len);
		if (slash && !stem.len)
			return false;
	}
	return true;
}

/* What became of a plan. */
struct built {
	bool is_plan;	  /* else there is nothing to build */
	bool is_nameless; /* its path gives its outputs no name */
	struct str stem;
	const struct plan *same; /* is written to the same files, and comes first */
	struct out list;	 /* the paths written, a line each */
	struct str failed;	 /* the first path that could not be written */
	const char *reason;	 /* why; NULL: all were */
};

struct building {
	struct analysis *analysis;
	const struct options *options;
	const struct format *const *chosen;
	uint32_t n_chosen;
	struct built *built; /* by place among the run's plans */
	struct progress progress;
};

static bool is_built(const struct building *building, uint32_t i)
{
	const struct built *built = &building->built[i];
	return built->is_plan && !built->is_nameless && !built->same &&
	       !building->analysis->run.plans.items[i]->is_broken;
}

static void write_file(
	struct arena *arena, const char *folder, struct emit_file *file, struct built *built)
{
	struct str path = file_join(arena, str_from(folder), file->path);
	const char *reason = file_write(path.ptr, out_view(&file->bytes));
	out_free(&file->bytes);
	if (!reason) {
		render_escaped(&built->list, path);
		out_char(&built->list, '\n');
	} else if (!built->reason) {
		built->failed = path;
		built->reason = reason;
	}
}

static struct emit_input input_of(const struct building *building, uint32_t i)
{
	return (struct emit_input){.plan = building->analysis->run.plans.items[i],
		.tracked = building->analysis->tracked.items[i],
		.findings = &building->analysis->run.sink,
		.stem = building->built[i].stem,
		.bom = building->options->bom};
}

static void build_plan(struct building *building, uint32_t i)
{
	const struct options *options = building->options;
	struct plan *plan = building->analysis->run.plans.items[i];
	struct built *built = &building->built[i];
	struct emit_input input = input_of(building, i);
	struct level_overrides overrides = {options->overrides.items, options->overrides.n};
	struct smart_verdicts verdicts;
	struct sink evidence;
	if (!is_built(building, i))
		return;
	sink_init(&evidence);
	smart_judge(plan, input.tracked, &overrides, &evidence, &verdicts);
	input.verdicts = &verdicts;
	struct arena *arena = &plan->run->arena;
	for (struct emit_file *file = emit(arena, &input, building->chosen, building->n_chosen);
		file; file = file->next)
		write_file(arena, options->folder ? options->folder : "out", file, built);
	sink_free(&evidence);
}

/* Each thread writes the plans it has read. */
static void build_plans(void *context, uint32_t worker)
{
	struct building *building = context;
	const struct run *plans = &building->analysis->run;
	const struct run *run = analysis_run_of(building->analysis, worker);
	for (uint32_t i = 0; i < plans->plans.n; i++) {
		if (plans->plans.items[i]->run != run)
			continue;
		build_plan(building, i);
		progress_step(&building->progress, worker == 0);
	}
}

/* Where each plan goes. Two whose names differ only in `.pbp` go to the same place: the second is
   not built. */
static uint32_t choose_stems(struct building *building)
{
	const struct run *run = &building->analysis->run;
	struct str folder = common_folder(run);
	struct intern stems;
	VEC(uint32_t) first = {0}; /* by id in stems */
	uint32_t n = 0;
	intern_init(&stems);
	vec_push(&first, 0);
	for (uint32_t i = 0; i < run->plans.n; i++) {
		const struct plan *plan = run->plans.items[i];
		if (!plan->frame)
			continue;
		n++;
		struct built *built = &building->built[i];
		*built = (struct built){.is_plan = true, .stem = stem_of(plan, folder)};
		built->is_nameless = !built->stem.len || !is_usable(built->stem);
		if (built->is_nameless)
			continue;
		uint32_t id = intern_id(&stems, built->stem);
		if (id == first.n)
			vec_push(&first, i);
		else
			built->same = run->plans.items[first.items[id]];
	}
	vec_free(&first);
	intern_free(&stems);
	return n;
}

/* Says what was not built, in the order of the plans; of files that cannot be written, the first
   stands for all. */
static bool complain_unbuilt(const struct building *building)
{
	const struct run *run = &building->analysis->run;
	bool good = true, said = false;
	for (uint32_t i = 0; i < run->plans.n; i++) {
		const struct built *built = &building->built[i];
		const struct plan *plan = run->plans.items[i];
		struct str path = plan->file->source->path;
		if (!built->is_plan)
			continue;
		if (built->is_nameless)
			complain("%.*s is not built: its path gives the files no name; call it "
				 "`NAME.pbp`",
				STR_ARGS(path));
		else if (building->options->audience && plan->has_mistakes)
			complain("%.*s is not built: while names in it are wrong, nobody can tell "
				 "what %s may see",
				STR_ARGS(path), building->options->audience);
		else if (plan->is_broken)
			complain("%.*s is not built: it could not be read whole", STR_ARGS(path));
		else if (built->same)
			complain(
				"%.*s is not built: %.*s is written to the same files; give one of "
				"them another name",
				STR_ARGS(path), STR_ARGS(built->same->file->source->path));
		else if (built->reason && !said)
			complain("%.*s: %s", STR_ARGS(built->failed), built->reason);
		said |= built->reason != NULL;
		good &= is_built(building, i) && !built->reason;
	}
	return good;
}

/* ---- all of them ---- */

static bool is_stem(const struct building *building, struct str stem)
{
	for (uint32_t i = 0; i < building->analysis->run.plans.n; i++)
		if (is_built(building, i) && str_equal(building->built[i].stem, stem))
			return true;
	return false;
}

/* "index.html", or another name where a plan has that one: it keeps it. */
static struct str portfolio_page(const struct building *building)
{
	struct str stem = STR("index");
	for (uint32_t n = 1; is_stem(building, stem); n++)
		stem = n == 1 ? STR("portfolio")
			      : str_format(&building->analysis->run.arena, "portfolio_%u", n);
	return str_format(&building->analysis->run.arena, "%.*s.html", STR_ARGS(stem));
}

/* What is written over all plans, where there are several. */
static void build_portfolio(struct building *building, struct built *over_all)
{
	struct run *run = &building->analysis->run;
	struct arena *arena = &run->arena;
	const char *folder = building->options->folder ? building->options->folder : "out";
	struct emit_input *inputs = arena_array(arena, struct emit_input, run->plans.n + 1);
	struct portfolio portfolio;
	struct emit_file *files = NULL;
	uint32_t n = 0;
	for (uint32_t i = 0; i < run->plans.n; i++)
		if (is_built(building, i))
			inputs[n++] = input_of(building, i);
	if (n < 2)
		return;
	portfolio_collect(&portfolio, arena, inputs, n);
	for (uint32_t i = 0; i < building->n_chosen; i++)
		if (building->chosen[i]->emit_portfolio)
			building->chosen[i]->emit_portfolio(arena, &portfolio, &files);
	for (struct emit_file *file = files; file; file = file->next) {
		if (str_is(file->path, "index.html"))
			file->path = portfolio_page(building);
		write_file(arena, folder, file, over_all);
	}
	portfolio_free(&portfolio);
}

static bool build_all(struct building *building)
{
	struct built over_all = {0};
	struct analysis *analysis = building->analysis;
	uint32_t n = analysis->run.plans.n;
	struct out list = {0};
	building->built = arena_array(&analysis->run.arena, struct built, n + 1);
	if (!choose_stems(building)) {
		complain("there is no `plan` block in these files, so there is nothing to build");
		return false;
	}
	progress_begin(&building->progress, "building", "plan", n);
	parallel_run(analysis->beside.n + 1, build_plans, building);
	progress_end(&building->progress);
	build_portfolio(building, &over_all);
	bool good = complain_unbuilt(building);
	if (good && over_all.reason)
		complain("%.*s: %s", STR_ARGS(over_all.failed), over_all.reason);
	good &= !over_all.reason;
	for (uint32_t i = 0; i < n; i++) {
		out_str(&list, out_view(&building->built[i].list));
		out_free(&building->built[i].list);
	}
	out_str(&list, out_view(&over_all.list));
	out_free(&over_all.list);
	good &= print_all(STDOUT_FILENO, out_view(&list));
	out_free(&list);
	return good;
}

static int run_build(struct options *options)
{
	const struct format *chosen[64];
	struct analysis analysis;
	struct building building = {.analysis = &analysis, .options = options, .chosen = chosen};
	if (!read_types(options->types ? options->types : "html,csv", chosen, &building.n_chosen))
		return EXIT_UNABLE;
	bool good = analysis_run(&analysis, options);
	if (good || analysis.run.files.n)
		analysis_print(&analysis, options, 2);
	good = good && build_all(&building);
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
