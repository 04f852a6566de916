#include "compiler/plan/project.h"

#include "compiler/source/embedded.h"
#include <string.h>

void run_init(struct run *run, date_t as_of)
{
	*run = (struct run){.as_of = as_of};
	arena_init(&run->arena);
	intern_init(&run->intern);
	schema_index_init(&run->schema, &run->intern);
	sources_init(&run->sources);
	sink_init(&run->sink);
}

void run_free(struct run *run)
{
	for (uint32_t i = 0; i < run->plans.n; i++)
		plan_free(run->plans.items[i]);
	for (uint32_t i = 0; i < run->imported.n; i++)
		plan_free(run->imported.items[i]);
	for (uint32_t i = 0; i < run->projects.n; i++)
		if (run->projects.items[i]->settings)
			plan_free(run->projects.items[i]->settings);
	for (uint32_t i = 0; i < run->files.n; i++)
		file_free(run->files.items[i]);
	vec_free(&run->plans);
	vec_free(&run->imported);
	vec_free(&run->projects);
	vec_free(&run->files);
	sink_free(&run->sink);
	sources_free(&run->sources);
	intern_free(&run->intern);
	arena_free(&run->arena);
}

static struct file *parse(struct run *run, struct str shown, struct str canonical, struct file_bytes bytes)
{
	struct source *source = sources_add(&run->sources, shown, canonical, bytes);
	struct file *file = file_parse(&run->arena, source, &run->intern, &run->sink);
	vec_push(&run->files, file);
	return file;
}

struct file *run_file(struct run *run, struct str shown, struct str canonical, const char **reason)
{
	struct source *known = sources_find(&run->sources, canonical);
	struct file_bytes bytes;
	if (known)
		return run->files.items[known->id - 1];
	if (file_read(canonical.ptr, SOURCE_SIZE_MAX, &bytes, reason) != FILE_OK)
		return NULL;
	return parse(run, shown, canonical, bytes);
}

static struct file_bytes copy_bytes(struct str text)
{
	struct file_bytes bytes = {.data = memory_resize(NULL, text.len + 2), .len = text.len};
	memcpy(bytes.data, text.ptr, text.len);
	memset(bytes.data + text.len, 0, 2);
	return bytes;
}

struct file *run_std_file(struct run *run, struct str name)
{
	for (size_t i = 0; i < embedded_stdlib_n; i++) {
		const struct embedded_file *embedded = &embedded_stdlib[i];
		struct str stem = str_from(embedded->name);
		stem.len -= strlen(".pbp");
		if (!str_equal(stem, name))
			continue;
		struct str canonical = str_format(&run->arena, "std:%s", embedded->name);
		struct source *known = sources_find(&run->sources, canonical);
		if (known)
			return run->files.items[known->id - 1];
		struct str shown = str_format(&run->arena, "std/%s", embedded->name);
		struct file *file = parse(run, shown, canonical,
			copy_bytes((struct str){embedded->text, embedded->len}));
		file->source->is_library_std = true;
		return file;
	}
	return NULL;
}

uint32_t file_plan_block(const struct run *run, const struct file *file, uint32_t *n)
{
	uint32_t first = 0, count = 0;
	for (uint32_t at = file_node(file, file->root)->child; at; at = file_node(file, at)->next) {
		const struct node *node = file_node(file, at);
		if (node->kind != NODE_BLOCK || schema_kind(&run->schema, node->name) != KIND_plan)
			continue;
		if (!count++)
			first = at;
	}
	if (n)
		*n = count;
	return first;
}

/* ---- projects ---- */

static struct str project_root(struct run *run, struct str folder)
{
	struct str at = folder;
	for (;;) {
		struct str candidate = str_format(&run->arena, "%.*s%sproject.pbp", STR_ARGS(at),
			str_ends(at, "/") ? "" : "/");
		if (file_exists(candidate.ptr) && !file_is_folder(candidate.ptr))
			return at;
		if (at.len <= 1)
			return folder;
		at = str_copy(&run->arena, file_folder(at));
	}
}

static void read_settings(struct run *run, struct project *project, struct str shown_folder)
{
	const char *reason;
	struct str path = str_format(&run->arena, "%.*s/project.pbp", STR_ARGS(project->root));
	if (!file_exists(path.ptr))
		return;
	struct file *file = run_file(run, file_join(&run->arena, shown_folder, STR("project.pbp")), path, &reason);
	if (!file)
		return;
	project->settings = plan_build(run, project, file, PLAN_LIBRARY);
	if (project->settings->of_kind[KIND_project].n)
		project->block = plan_project(project->settings, 0);
}

/* `shown_root` is the root as the user would write it. */
static struct project *project_at(struct run *run, struct str root, struct str shown_root)
{
	for (uint32_t i = 0; i < run->projects.n; i++)
		if (str_equal(run->projects.items[i]->root, root))
			return run->projects.items[i];
	struct project *project = arena_new(&run->arena, struct project);
	project->root = root;
	vec_push(&run->projects, project);
	read_settings(run, project, shown_root);
	return project;
}

/* How the user would write the root of the project around a path they wrote: as many levels up as it lies. */
static struct str shown_root(struct run *run, struct str shown_folder, struct str folder, struct str root)
{
	struct str shown = shown_folder;
	for (struct str at = folder; at.len > root.len; at = file_folder(at))
		shown = file_join(&run->arena, shown, STR(".."));
	return shown;
}

struct str plan_source_path(const struct plan *plan, const struct source *source)
{
	struct str path = source->canonical, root = plan->project->root;
	if (source->is_library_std || path.len <= root.len || !file_is_within(path, root))
		return source->path;
	return str_slice(path, root.len + !str_ends(root, "/"), path.len);
}

/* ---- loading what the user named ---- */

struct found {
	struct run *run;
	VEC(struct str) paths;
};

static void collect_path(void *context, struct str path)
{
	struct found *found = context;
	vec_push(&found->paths, str_copy(&found->run->arena, path));
}

static bool is_known_plan(const struct run *run, const struct file *file)
{
	for (uint32_t i = 0; i < run->plans.n; i++)
		if (run->plans.items[i]->file == file)
			return true;
	return false;
}

static bool is_imported(const struct run *run, const struct file *file)
{
	for (uint32_t i = 0; i < run->plans.n; i++)
		for (uint32_t k = 0; k < run->plans.items[i]->uses.n; k++)
			if (run->plans.items[i]->uses.items[k].file == file)
				return true;
	return false;
}

static void add_plan(struct run *run, struct project *project, struct file *file, bool is_library)
{
	struct plan *plan = plan_build(run, project, file, is_library ? PLAN_LIBRARY : PLAN_JUDGED);
	vec_push(&run->plans, plan);
}

/* Plan files first, then the libraries that none of them imports. */
static bool load_folder(struct run *run, struct project *project, const char *path, const char **reason)
{
	struct found found = {.run = run};
	VEC(struct file *) libraries = {0};
	bool all = true;
	file_walk(&run->arena, path, ".pbp", collect_path, &found);
	for (uint32_t i = 0; i < found.paths.n; i++) {
		struct str canonical = file_canonical(&run->arena, found.paths.items[i].ptr);
		struct file *file = canonical.ptr && file_is_within(canonical, project->root)
			? run_file(run, found.paths.items[i], canonical, reason)
			: NULL;
		if (!file) {
			if (canonical.ptr && file_is_within(canonical, project->root))
				all = false;
			continue;
		}
		if (project->settings && project->settings->file == file)
			continue;
		if (!file_plan_block(run, file, NULL))
			vec_push(&libraries, file);
		else if (!is_known_plan(run, file))
			add_plan(run, project, file, false);
	}
	for (uint32_t i = 0; i < libraries.n; i++)
		if (!is_imported(run, libraries.items[i]) && !is_known_plan(run, libraries.items[i]))
			add_plan(run, project, libraries.items[i], true);
	vec_free(&libraries);
	vec_free(&found.paths);
	return all;
}

static bool load_file(struct run *run, struct project *project, struct str shown, struct str canonical,
	const char **reason)
{
	struct file *file = run_file(run, shown, canonical, reason);
	if (!file)
		return false;
	if (project->settings && project->settings->file == file)
		return true;
	if (!is_known_plan(run, file))
		add_plan(run, project, file, !file_plan_block(run, file, NULL));
	return true;
}

bool run_load_path(struct run *run, const char *path, const char **reason)
{
	struct str shown = str_from(path);
	struct str canonical = file_canonical(&run->arena, path);
	*reason = "there is no such file or folder";
	if (!canonical.ptr)
		return false;
	bool is_folder = file_is_folder(canonical.ptr);
	struct str folder = is_folder ? canonical : str_copy(&run->arena, file_folder(canonical));
	struct str shown_folder = is_folder ? shown : file_folder(shown);
	struct str root = project_root(run, folder);
	struct project *project = project_at(run, root, shown_root(run, shown_folder, folder, root));
	return is_folder ? load_folder(run, project, path, reason) : load_file(run, project, shown, canonical, reason);
}

void run_load_text(struct run *run, const char *name, const char *folder, struct str text)
{
	struct str canonical_folder = file_canonical(&run->arena, folder);
	if (!canonical_folder.ptr)
		canonical_folder = str_copy(&run->arena, str_from(folder));
	struct str root = project_root(run, canonical_folder);
	struct project *project = project_at(run, root, shown_root(run, str_from(folder), canonical_folder, root));
	struct str canonical = str_format(&run->arena, "%.*s/%s", STR_ARGS(canonical_folder), name);
	struct file *file = parse(run, str_copy(&run->arena, str_from(name)), canonical, copy_bytes(text));
	add_plan(run, project, file, !file_plan_block(run, file, NULL));
}
