#include "compiler/plan/project.h"

#include "compiler/plan/names.h"
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

static struct file *parse(
	struct run *run, struct str shown, struct str canonical, struct file_bytes bytes)
{
	struct source *source = sources_add(&run->sources, shown, canonical, bytes);
	struct file *file = file_parse(&run->arena, source, &run->intern, &run->sink);
	vec_push(&run->files, file);
	return file;
}

static struct file_bytes copy_bytes(struct str text)
{
	struct file_bytes bytes = {.data = memory_resize(NULL, text.len + 2), .len = text.len};
	memcpy(bytes.data, text.ptr, text.len);
	memset(bytes.data + text.len, 0, 2);
	return bytes;
}

/* The text that stands for the file, else what it holds. */
static enum file_result read_text(
	const struct run *run, struct str canonical, struct file_bytes *bytes, const char **reason)
{
	for (uint32_t i = 0; run->overlays && i < run->overlays->items.n; i++) {
		const struct overlay *overlay = &run->overlays->items.items[i];
		if (!str_equal(overlay->canonical, canonical))
			continue;
		*bytes = copy_bytes(overlay->text);
		return FILE_OK;
	}
	return file_read(canonical.ptr, SOURCE_SIZE_MAX, bytes, reason);
}

struct file *run_file(struct run *run, struct str shown, struct str canonical, const char **reason)
{
	struct source *known = sources_find(&run->sources, canonical);
	struct file_bytes bytes;
	if (known)
		return run->files.items[known->id - 1];
	if (read_text(run, canonical, &bytes, reason) != FILE_OK)
		return NULL;
	return parse(run, shown, canonical, bytes);
}

static struct str std_name(size_t i)
{
	struct str name = str_from(embedded_stdlib[i].name);
	name.len -= strlen(".pbp");
	return name;
}

struct file *run_std_file(struct run *run, struct str name)
{
	for (size_t i = 0; i < embedded_stdlib_n; i++) {
		const struct embedded_file *embedded = &embedded_stdlib[i];
		if (!str_equal(std_name(i), name))
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

struct str std_file_declaring(enum kind kind, struct str name)
{
	struct out header = {0}, plural = {0};
	struct str found = {0};
	out_printf(&header, "\n%s %.*s ", kind_infos[kind].name, STR_ARGS(name));
	out_printf(&plural, " \"%.*s\"\n", STR_ARGS(name)); /* only `many` holds a word alone */
	for (size_t i = 0; i < embedded_stdlib_n && !found.ptr; i++) {
		const struct embedded_file *file = &embedded_stdlib[i];
		if (memmem(file->text, file->len, header.data, header.len) ||
			(kind == KIND_unit &&
				memmem(file->text, file->len, plural.data, plural.len)))
			found = std_name(i);
	}
	out_free(&header);
	out_free(&plural);
	return found;
}

void std_files_print(struct out *out)
{
	for (size_t i = 0; i < embedded_stdlib_n; i++)
		out_printf(out, "%sstd.%.*s",
			i == 0			    ? ""
			: i + 1 < embedded_stdlib_n ? ", "
						    : " and ",
			STR_ARGS(std_name(i)));
}

static struct str std_name_at(const void *context, uint32_t i)
{
	(void)context;
	return std_name(i);
}

struct str std_file_closest(struct str name)
{
	int near = closest_word(name, (uint32_t)embedded_stdlib_n, std_name_at, NULL);
	return near >= 0 ? std_name((size_t)near) : (struct str){0};
}

uint32_t file_plan_block(const struct run *run, const struct file *file, uint32_t *n)
{
	uint32_t first = 0, count = 0;
	for (uint32_t at = file_node(file, file->root)->child; at; at = file_node(file, at)->next) {
		const struct node *node = file_node(file, at);
		if (node->kind != NODE_BLOCK || (node->flags & NODE_IS_TEMPLATE) ||
			schema_kind(&run->schema, node->name) != KIND_plan)
			continue;
		if (!count++)
			first = at;
	}
	if (n)
		*n = count;
	return first;
}

/* ---- projects ---- */

/* The nearest folder with a project.pbp, from `folder` up to `top`; `top` if there is none. */
static struct str project_root(struct run *run, struct str folder, struct str top)
{
	struct str at = folder;
	for (;;) {
		struct str candidate = str_format(&run->arena, "%.*s%sproject.pbp", STR_ARGS(at),
			str_ends(at, "/") ? "" : "/");
		if (file_exists(candidate.ptr) && !file_is_folder(candidate.ptr))
			return at;
		if (at.len <= 1 || str_equal(at, top))
			return top;
		at = str_copy(&run->arena, file_folder(at));
	}
}

/* The project around a file or folder named on the command line: without a project.pbp its folder
 * stands alone. */
static struct str root_around(struct run *run, struct str folder)
{
	struct str root = project_root(run, folder, STR("/"));
	struct str candidate = file_join(&run->arena, root, STR("project.pbp"));
	return file_exists(candidate.ptr) ? root : folder;
}

/* Names in project.pbp are not resolved, since its rules may speak of what only plans declare. Its
 * calendar is. */
static void check_calendar(struct project *project)
{
	const struct project_block *block = project->block;
	struct plan *settings = project->settings;
	if (!block || !block->calendar.node || block->calendar.block)
		return;
	struct name_scope scope = {.file = block->block.part.file};
	settings->is_library = false;
	names_resolve(settings, scope, block->calendar.node, K(calendar));
	settings->is_library = true;
}

static void read_settings(struct run *run, struct project *project, struct str shown_folder)
{
	const char *reason;
	struct str path = file_join(&run->arena, project->root, STR("project.pbp"));
	struct str shown = file_join(&run->arena, shown_folder, STR("project.pbp"));
	if (!file_exists(path.ptr))
		return;
	struct file *file = run_file(run, shown, path, &reason);
	if (!file) {
		finding_new(&run->sink, &finding_name_import_missing, (struct span){0},
			"%.*s cannot be read: %s", STR_ARGS(shown), reason);
		return;
	}
	project->settings = plan_build(run, project, file, PLAN_LIBRARY);
	if (project->settings->of_kind[KIND_project].n)
		project->block = plan_project(project->settings, 0);
	check_calendar(project);
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

/* How the user would write the root of the project around a path they wrote: as many levels up as
 * it lies. */
static struct str shown_root(
	struct run *run, struct str shown_folder, struct str folder, struct str root)
{
	struct str shown = shown_folder;
	for (struct str at = folder; at.len > root.len; at = file_folder(at))
		shown = file_join(&run->arena, shown, STR(".."));
	return shown;
}

/* ptr NULL for a source that lies elsewhere. */
static struct str path_below(const struct project *project, const struct source *source)
{
	struct str path = source->canonical, root = project->root;
	if (source->is_library_std || path.len <= root.len || !file_is_within(path, root))
		return (struct str){0};
	return str_slice(path, root.len + !str_ends(root, "/"), path.len);
}

struct str plan_source_path(const struct plan *plan, const struct source *source)
{
	struct str below = path_below(plan->project, source);
	return below.ptr ? below : source->path;
}

void run_note_places(struct run *run)
{
	for (uint32_t i = 0; i < run->projects.n; i++)
		for (uint32_t k = 1; k < run->sources.items.n; k++) {
			struct source *source = run->sources.items.items[k];
			struct str below = path_below(run->projects.items[i], source);
			/* of a project inside of another its own root counts */
			if (below.ptr &&
				(!source->below_root.ptr || below.len < source->below_root.len))
				source->below_root = below;
		}
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

/* The project of a file below the folder that was named: a folder of its own with project.pbp is a
 * project of its own. */
static struct project *project_below(
	struct run *run, struct project *top, struct str shown, struct str canonical)
{
	struct str folder = str_copy(&run->arena, file_folder(canonical));
	struct str root = project_root(run, folder, top->root);
	return str_equal(root, top->root)
		       ? top
		       : project_at(run, root, shown_root(run, file_folder(shown), folder, root));
}

/* Plan files first, then the libraries that none of them imports. */
static bool load_folder(struct run *run, struct project *top, const char *path, const char **reason)
{
	struct found found = {.run = run};
	VEC(struct library {
		struct project *project;
		struct file *file;
	})
	libraries = {0};
	bool all = true;
	file_walk(&run->arena, path, ".pbp", collect_path, &found);
	for (uint32_t i = 0; i < found.paths.n; i++) {
		struct str canonical = file_canonical(&run->arena, found.paths.items[i].ptr);
		if (!canonical.ptr || !file_is_within(canonical, top->root))
			continue;
		struct project *project = project_below(run, top, found.paths.items[i], canonical);
		struct file *file = run_file(run, found.paths.items[i], canonical, reason);
		if (!file)
			all = false;
		else if (project->settings && project->settings->file == file)
			continue;
		else if (!file_plan_block(run, file, NULL))
			vec_push(&libraries, ((struct library){project, file}));
		else if (!is_known_plan(run, file))
			add_plan(run, project, file, false);
	}
	for (uint32_t i = 0; i < libraries.n; i++) {
		struct library library = libraries.items[i];
		if (!is_imported(run, library.file) && !is_known_plan(run, library.file))
			add_plan(run, library.project, library.file, true);
	}
	vec_free(&libraries);
	vec_free(&found.paths);
	return all;
}

static bool load_file(struct run *run, struct project *project, struct str shown,
	struct str canonical, const char **reason)
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
	struct str root = root_around(run, folder);
	struct project *project =
		project_at(run, root, shown_root(run, shown_folder, folder, root));
	return is_folder ? load_folder(run, project, path, reason)
			 : load_file(run, project, shown, canonical, reason);
}

void run_load_text(struct run *run, const char *name, const char *folder, struct str text)
{
	struct str canonical_folder = file_canonical(&run->arena, folder);
	if (!canonical_folder.ptr)
		canonical_folder = str_copy(&run->arena, str_from(folder));
	struct str root = root_around(run, canonical_folder);
	struct project *project =
		project_at(run, root, shown_root(run, str_from(folder), canonical_folder, root));
	struct str canonical = str_format(&run->arena, "%.*s/%s", STR_ARGS(canonical_folder), name);
	struct file *file =
		parse(run, str_copy(&run->arena, str_from(name)), canonical, copy_bytes(text));
	add_plan(run, project, file, !file_plan_block(run, file, NULL));
}
