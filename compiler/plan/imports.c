#include "compiler/plan/project.h"

#include <string.h>

/* The way from the plan file to the file whose imports are being read; circles are found on it. */
struct way {
	const struct way *up;
	const struct file *file;
	uint32_t depth;
};

static struct sink *sink_of(struct plan *plan)
{
	return &plan->run->sink;
}

static bool is_used(const struct plan *plan, const struct file *file, uint32_t alias)
{
	for (uint32_t i = 0; i < plan->uses.n; i++)
		if (plan->uses.items[i].file == file && plan->uses.items[i].alias == alias)
			return true;
	return false;
}

static uint32_t base_name(struct plan *plan, struct str path)
{
	const char *slash = NULL;
	for (size_t i = 0; i < path.len; i++)
		if (path.ptr[i] == '/')
			slash = path.ptr + i;
	if (slash)
		path = str_slice(path, (size_t)(slash + 1 - path.ptr), path.len);
	if (str_ends(path, ".pbp"))
		path.len -= 4;
	return intern_id(&plan->run->intern, path);
}

static void report_circle(struct plan *plan, const struct way *way, const struct file *again, struct span span)
{
	struct str circle = again->source->path;
	for (const struct way *at = way; at; at = at->up) {
		circle = str_format(&plan->run->arena, "%.*s -> %.*s", STR_ARGS(at->file->source->path),
			STR_ARGS(circle));
		if (at->file == again)
			break;
	}
	struct finding *finding = finding_new(sink_of(plan), &finding_name_cycle, span,
		"these imports form a circle: %.*s", STR_ARGS(circle));
	finding_help(sink_of(plan), finding, "put what both files need into a third one");
}

static void read_file(struct plan *plan, struct file *file, const struct way *up);

/* A plan file under a name of its own: read access to a finished plan. */
static void use_plan(struct plan *plan, struct file *file, uint32_t alias, const struct way *way, uint32_t node)
{
	struct run *run = plan->run;
	struct plan *imported = NULL;
	for (uint32_t i = 0; i < run->imported.n; i++)
		if (run->imported.items[i]->file == file)
			imported = run->imported.items[i];
	if (!imported)
		imported = plan_build(run, plan->project, file, PLAN_IMPORTED);
	if (!imported->is_built) { /* it is being built further up: plans that import each other are a circle */
		report_circle(plan, way, file, file_span(way->file, node));
		return;
	}
	struct file_use use = {.file = file, .alias = alias, .plan = imported, .importer = way->file, .import_node = node};
	vec_push(&plan->uses, use);
}

static void use_file(struct plan *plan, struct file *file, const struct node *import, const struct way *way,
	uint32_t node, struct str path)
{
	uint32_t n_plans;
	struct span span = file_span(way->file, import->child);
	uint32_t alias = import->name ? import->name : base_name(plan, path);
	for (const struct way *at = way; at; at = at->up) {
		if (at->file == file) {
			report_circle(plan, way, file, span);
			return;
		}
	}
	if (is_used(plan, file, alias))
		return;
	file_plan_block(plan->run, file, &n_plans);
	if (n_plans && !import->name) {
		struct finding *finding = finding_new(sink_of(plan), &finding_name_import_plan, span,
			"this file holds a plan of its own; it is imported under a name");
		finding_help(sink_of(plan), finding, "write `import %.*s as %.*s`",
			STR_ARGS(file_text(way->file, import->child)), STR_ARGS(plan_name(plan, alias)));
		return;
	}
	if (n_plans) {
		use_plan(plan, file, alias, way, node);
		return;
	}
	struct file_use use = {.file = file, .alias = alias, .importer = way->file, .import_node = node};
	use.is_std = file->source->is_library_std;
	vec_push(&plan->uses, use);
	plan->is_broken |= file->broken;
	read_file(plan, file, way);
}

static void import_std(struct plan *plan, const struct way *way, uint32_t node)
{
	const struct node *import = file_node(way->file, node);
	const struct node *path = file_node(way->file, import->child);
	struct span span = file_span(way->file, import->child);
	uint32_t second = path->child;
	bool is_std = path->kind == NODE_PATH && str_is(plan_name(plan, path->name), "std") && second;
	if (!is_std || file_node(way->file, second)->next) {
		struct finding *finding = finding_new(sink_of(plan), &finding_name_import_missing, span,
			"there is no library `%.*s`", STR_ARGS(file_text(way->file, import->child)));
		finding_help(sink_of(plan), finding,
			"the standard library is imported as `std.metrics`, a file as \"people.pbp\"");
		return;
	}
	struct str name = plan_name(plan, file_node(way->file, second)->name);
	struct file *file = run_std_file(plan->run, name);
	if (file) {
		use_file(plan, file, import, way, node, name);
		return;
	}
	struct finding *finding = finding_new(sink_of(plan), &finding_name_import_missing, span,
		"the standard library has no file `%.*s`", STR_ARGS(name));
	finding_help(sink_of(plan), finding, "it has std.calendars, std.metrics, std.templates, std.terms, std.tiers and std.units");
}

static void import_path(struct plan *plan, const struct way *way, uint32_t node)
{
	struct arena *arena = &plan->run->arena;
	const struct node *import = file_node(way->file, node);
	struct span span = file_span(way->file, import->child);
	struct str path = str_slice(file_text(way->file, import->child), 1, span.len - 1);
	struct str folder = file_folder(way->file->source->canonical);
	struct str absolute = file_join(arena, folder, path);
	if (path.ptr[0] == '/' || !file_is_within(absolute, plan->project->root)) {
		finding_new(sink_of(plan), &finding_name_import_outside, span,
			"this import leaves the project's folder");
		return;
	}
	struct str canonical = file_canonical(arena, absolute.ptr);
	const char *reason = "there is no such file";
	if (canonical.ptr && !file_is_within(canonical, plan->project->root)) {
		finding_new(sink_of(plan), &finding_name_import_outside, span,
			"this import leaves the project's folder through a symbolic link");
		return;
	}
	struct str shown = file_join(arena, file_folder(way->file->source->path), path);
	struct file *file = canonical.ptr ? run_file(plan->run, shown, canonical, &reason) : NULL;
	if (!file) {
		struct finding *finding = finding_new(sink_of(plan), &finding_name_import_missing, span,
			"\"%.*s\" cannot be imported: %s", STR_ARGS(path), reason);
		finding_help(sink_of(plan), finding, "a path is relative to the file that imports it");
		return;
	}
	use_file(plan, file, import, way, node, path);
}

static void read_file(struct plan *plan, struct file *file, const struct way *up)
{
	struct way way = {.up = up, .file = file, .depth = up ? up->depth + 1 : 0};
	for (uint32_t at = file_node(file, file->root)->child; at; at = file_node(file, at)->next) {
		const struct node *node = file_node(file, at);
		if (node->kind != NODE_IMPORT)
			continue;
		const struct node *what = file_node(file, node->child);
		if (what->kind == NODE_WRONG)
			continue;
		if (way.depth >= IMPORT_DEPTH_MAX || plan->uses.n >= PLAN_FILES_MAX) {
			finding_new(sink_of(plan), &finding_syntax_too_large, file_span(file, at),
				way.depth >= IMPORT_DEPTH_MAX ? "imports nested more than %d deep"
							      : "a plan of more than %d files",
				way.depth >= IMPORT_DEPTH_MAX ? IMPORT_DEPTH_MAX : PLAN_FILES_MAX);
			return;
		}
		if (what->kind == NODE_TEXT)
			import_path(plan, &way, at);
		else
			import_std(plan, &way, at);
	}
}

void plan_read_imports(struct plan *plan)
{
	struct file_use self = {.file = plan->file, .alias = base_name(plan, plan->file->source->path)};
	self.is_std = plan->file->source->is_library_std;
	plan->is_broken = plan->file->broken;
	vec_push(&plan->uses, self);
	read_file(plan, plan->file, NULL);
}
