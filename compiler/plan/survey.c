#include "compiler/plan/survey.h"

#include <string.h>

void survey_init(struct survey *survey)
{
	*survey = (struct survey){0};
	arena_init(&survey->arena);
	intern_init(&survey->paths);
}

void survey_free(struct survey *survey)
{
	vec_free(&survey->items);
	vec_free(&survey->projects);
	vec_free(&survey->known);
	intern_free(&survey->paths);
	arena_free(&survey->arena);
}

/* What is known of a path; valid until the next call. */
static struct survey_path *path_at(struct survey *survey, struct str canonical)
{
	uint32_t id = intern_id(&survey->paths, canonical);
	while (survey->known.n <= id)
		vec_push(&survey->known, ((struct survey_path){0}));
	return &survey->known.items[id];
}

static const struct survey_path *find_path(const struct survey *survey, struct str canonical)
{
	uint32_t id = intern_find(&survey->paths, canonical);
	return id && id < survey->known.n ? &survey->known.items[id] : NULL;
}

/* ---- projects ---- */

static bool has_settings(struct survey *survey, struct str folder)
{
	struct survey_path *known = path_at(survey, folder);
	if (known->settings == SETTINGS_UNKNOWN) {
		struct str path = str_format(&survey->arena, "%.*s%sproject.pbp", STR_ARGS(folder),
			str_ends(folder, "/") ? "" : "/");
		bool has = file_exists(path.ptr) && !file_is_folder(path.ptr);
		known->settings = has ? SETTINGS_THERE : SETTINGS_NONE;
	}
	return known->settings == SETTINGS_THERE;
}

/* The nearest folder with a project.pbp, from `folder` up to `top`; `top` if there is none. */
static struct str project_root(struct survey *survey, struct str folder, struct str top)
{
	for (struct str at = folder;; at = file_folder(at)) {
		if (at.len <= 1 || str_equal(at, top) || has_settings(survey, at))
			return at.len <= 1 ? top : at;
	}
}

/* The project around a file or folder that the user named: without a project.pbp its folder stands
   alone. */
static struct str root_around(struct survey *survey, struct str folder)
{
	struct str root = project_root(survey, folder, STR("/"));
	return has_settings(survey, root) ? root : folder;
}

static uint32_t project_at(
	struct survey *survey, struct str root, struct str folder, struct str shown)
{
	struct survey_path *known = path_at(survey, root);
	if (!known->project) {
		struct survey_project project = {.root = str_copy(&survey->arena, root),
			.folder = str_copy(&survey->arena, folder),
			.shown = str_copy(&survey->arena, shown)};
		vec_push(&survey->projects, project);
		known->project = survey->projects.n;
	}
	return known->project - 1;
}

/* The project of a file below the folder that was named: a folder of its own with project.pbp is a
   project of its own. */
static uint32_t project_below(
	struct survey *survey, uint32_t top, struct str shown, struct str canonical)
{
	struct str folder = file_folder(canonical);
	const struct survey_path *known = find_path(survey, folder);
	if (known && known->asked == survey->n_asked && known->root_of)
		return known->root_of - 1;
	struct str root = project_root(survey, folder, survey->projects.items[top].root);
	uint32_t project = project_at(survey, root, folder, file_folder(shown));
	path_at(survey, folder)->asked = survey->n_asked;
	path_at(survey, folder)->root_of = project + 1;
	return project;
}

const struct survey_project *survey_project_around(
	const struct survey *survey, struct str canonical)
{
	for (struct str at = file_folder(canonical);; at = file_folder(at)) {
		const struct survey_path *known = find_path(survey, at);
		if (known && known->project)
			return &survey->projects.items[known->project - 1];
		if (at.len <= 1)
			return NULL;
	}
}

/* ---- files ---- */

static void add_item(struct survey *survey, struct survey_item item)
{
	struct survey_path *known = path_at(survey, item.canonical);
	if (known->item) {
		survey->items.items[known->item - 1].is_named |= item.is_named;
		return;
	}
	vec_push(&survey->items, item);
	known->item = survey->items.n;
}

struct found {
	struct survey *survey;
	uint32_t top; /* project */
	uint32_t n;
};

static void add_found(void *context, struct str path)
{
	struct found *found = context;
	struct survey *survey = found->survey;
	struct str canonical = file_canonical(&survey->arena, path.ptr);
	if (!canonical.ptr || !file_is_within(canonical, survey->projects.items[found->top].root))
		return;
	uint32_t project = project_below(survey, found->top, path, canonical);
	add_item(survey,
		(struct survey_item){.shown = path, .canonical = canonical, .project = project});
	found->n++;
}

bool survey_path(struct survey *survey, const char *path, uint32_t *n, const char **reason)
{
	struct str shown = str_copy(&survey->arena, str_from(path));
	struct str canonical = file_canonical(&survey->arena, path);
	*reason = "there is no such file or folder";
	if (!canonical.ptr)
		return false;
	survey->n_asked++;
	bool is_folder = file_is_folder(canonical.ptr);
	struct str folder = is_folder ? canonical : file_folder(canonical);
	uint32_t project = project_at(survey, root_around(survey, folder), folder,
		is_folder ? shown : file_folder(shown));
	struct found found = {.survey = survey, .top = project};
	if (is_folder)
		file_walk(&survey->arena, path, ".pbp", add_found, &found);
	else
		add_item(survey, (struct survey_item){shown, canonical, project, true, NULL});
	*n = is_folder ? found.n : 1;
	return true;
}

bool survey_text(struct survey *survey, struct sources *sources, const char *name,
	const char *folder, struct str text)
{
	struct str shown_folder = str_copy(&survey->arena, str_from(folder));
	struct str canonical_folder = file_canonical(&survey->arena, folder);
	if (!canonical_folder.ptr)
		canonical_folder = shown_folder;
	const char *slash = strrchr(name, '/');
	struct survey_item item = {.shown = str_copy(&survey->arena, str_from(name)),
		.canonical = str_format(&survey->arena, "%.*s/%s", STR_ARGS(canonical_folder),
			slash ? slash + 1 : name),
		.is_named = true};
	const struct survey_path *known = find_path(survey, item.canonical);
	if (known && known->item && survey->items.items[known->item - 1].text)
		return false;
	struct file_bytes bytes = {.data = memory_resize(NULL, text.len + 2), .len = text.len};
	memcpy(bytes.data, text.ptr, text.len);
	memset(bytes.data + text.len, 0, 2);
	item.project = project_at(
		survey, root_around(survey, canonical_folder), canonical_folder, shown_folder);
	struct source *source = sources_add(sources, item.shown, item.canonical, bytes);
	add_item(survey, item);
	survey->items.items[path_at(survey, item.canonical)->item - 1].text = source;
	return true;
}

/* ---- how paths are shown ---- */

struct str survey_shown(const struct survey *survey, struct arena *arena, struct str canonical)
{
	const struct survey_path *known = find_path(survey, canonical);
	if (known && known->item)
		return survey->items.items[known->item - 1].shown;
	const struct survey_project *project = survey_project_around(survey, canonical);
	if (!project)
		return (struct str){0};
	struct str at = project->folder, shown = project->shown;
	for (; !file_is_within(canonical, at) && at.len > 1; at = file_folder(at))
		shown = file_join(arena, shown, STR(".."));
	uint32_t skip = (uint32_t)at.len + !str_ends(at, "/");
	return file_join(arena, shown, str_slice(canonical, skip, canonical.len));
}

bool survey_has(const struct survey *survey, struct str canonical)
{
	const struct survey_path *known = find_path(survey, canonical);
	return known && known->item;
}
