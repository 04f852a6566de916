#include "compiler/plan/load.h"

#include "compiler/plan/peers.h"

struct loaded load_item(struct run *run, uint32_t item)
{
	const struct survey_item *asked = &run->survey->items.items[item];
	struct loaded loaded = {0};
	sink_begin_batch(&run->sink, item);
	struct project *project = run_project(run, asked->project);
	struct file *file = run_file(run, asked->shown, asked->canonical, &loaded.reason);
	if (!file)
		return loaded;
	if (project->settings && project->settings->file == file) {
		loaded.kind = LOADED_SETTINGS;
	} else if (!file_plan_block(run, file, NULL)) {
		loaded.kind = LOADED_LIBRARY;
	} else {
		loaded.kind = LOADED_PLAN;
		loaded.plan = plan_build(run, project, file, PLAN_JUDGED);
	}
	return loaded;
}

/* ---- libraries that stand alone ---- */

static void note_uses(struct map *imported, const struct plan *plan)
{
	for (uint32_t i = 0; i < plan->uses.n; i++)
		map_put(imported, plan->uses.items[i].file->source->id, NULL);
}

/* One that the user named is looked at even if a plan imports it. */
static void look_at_library(struct run *run, struct map *imported, uint32_t item)
{
	const struct survey_item *asked = &run->survey->items.items[item];
	const struct source *source = sources_find(&run->sources, asked->canonical);
	const char *reason;
	if (!asked->is_named && map_get(imported, source->id))
		return;
	sink_begin_batch(&run->sink, run->survey->items.n + item);
	struct project *project = run_project(run, asked->project);
	struct file *file = run_file(run, asked->shown, asked->canonical, &reason);
	struct plan *plan = plan_build(run, project, file, PLAN_LIBRARY);
	note_uses(imported, plan);
	vec_push(&run->plans, plan);
}

void load_finish(struct run *run, const struct loaded *loaded, uint32_t first)
{
	struct map imported = {0};
	uint32_t n = run->survey->items.n;
	for (uint32_t item = first; item < n; item++)
		if (loaded[item - first].plan)
			vec_push(&run->plans, loaded[item - first].plan);
	for (uint32_t i = 0; i < run->plans.n; i++)
		note_uses(&imported, run->plans.items[i]);
	for (uint32_t item = first; item < n; item++)
		if (loaded[item - first].kind == LOADED_LIBRARY)
			look_at_library(run, &imported, item);
	map_free(&imported);
	peers_meet(run);
	sink_begin_batch(&run->sink, load_judge_batch(run->survey));
}

uint32_t load_judge_batch(const struct survey *survey)
{
	return 2 * survey->items.n;
}

/* ---- in one run ---- */

static bool load_new_items(struct run *run, uint32_t first, const char **reason)
{
	VEC(struct loaded) loaded = {0};
	bool all = true;
	for (uint32_t item = first; item < run->survey->items.n; item++) {
		struct loaded it = load_item(run, item);
		if (it.kind == LOADED_NOTHING) {
			*reason = it.reason;
			all = false;
		}
		vec_push(&loaded, it);
	}
	load_finish(run, loaded.items, first);
	vec_free(&loaded);
	return all;
}

bool run_load_path(struct run *run, const char *path, const char **reason)
{
	uint32_t n, first = run->survey->items.n;
	return survey_path(run->survey, path, &n, reason) && load_new_items(run, first, reason);
}

void run_load_text(struct run *run, const char *name, const char *folder, struct str text)
{
	const char *reason;
	uint32_t first = run->survey->items.n;
	survey_text(run->survey, &run->sources, name, folder, text);
	load_new_items(run, first, &reason);
}
