/* Which files a plan is made of: reading `import` lines, each file once, without circles. */
#include "compiler/plan/circles.h"
#include "compiler/plan/project.h"

#include "compiler/syntax/literal.h"
#include <assert.h>
#include <string.h>

/* The way from the plan file to the file whose imports are being read: circles of libraries are
   found on it. */
struct import_way {
	const struct import_way *up;
	const struct file *file;
	uint32_t import; /* the NODE_IMPORT that is being followed */
	uint32_t depth;
};

static struct sink *sink_of(struct plan *plan)
{
	return &plan->run->sink;
}

static const struct file_use *find_use(const struct plan *plan, const struct file *file)
{
	for (uint32_t i = 0; i < plan->uses.n; i++)
		if (plan->uses.items[i].file == file)
			return &plan->uses.items[i];
	return NULL;
}

static bool is_used_as(const struct plan *plan, const struct file *file, uint32_t alias)
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

/* The circle begins at the file whose path comes first, wherever it was entered, so that several
   plans that lead into it give one report: at the import that closes it. */
static void report_circle(struct plan *plan, const struct import_steps *circle)
{
	const struct import_step *steps = circle->steps.items;
	uint32_t n = circle->steps.n, first = 0;
	struct out names = {0};
	for (uint32_t i = 1; i < n; i++)
		if (str_compare(steps[i].file->source->canonical,
			    steps[first].file->source->canonical) < 0)
			first = i;
	for (uint32_t i = 0; i <= n; i++)
		out_printf(&names, "%s%.*s", i ? " -> " : "",
			STR_ARGS(steps[(first + i) % n].file->source->path));
	const struct import_step *last = &steps[(first + n - 1) % n];
	const struct node *import = file_node(last->file, last->import);
	struct finding *finding = finding_new(sink_of(plan), &finding_name_cycle,
		file_span(last->file, import->child), "these imports form a circle: %.*s",
		STR_ARGS(out_view(&names)));
	finding_help(sink_of(plan), finding, "put what both files need into a third one");
	out_free(&names);
}

static void report_long_circle(struct plan *plan, const struct import_way *way)
{
	const struct node *import = file_node(way->file, way->import);
	struct finding *finding =
		finding_new(sink_of(plan), &finding_name_cycle, file_span(way->file, import->child),
			"this import is part of a circle of many files: %.*s",
			STR_ARGS(way->file->source->path));
	finding_help(sink_of(plan), finding, "put what both files need into a third one");
}

/* A file that is being read is imported again: the steps from it to there. */
static void report_way(struct plan *plan, const struct import_way *way, const struct file *again)
{
	struct import_steps circle = {0};
	uint32_t n = 1;
	for (const struct import_way *at = way; at->file != again; at = at->up)
		n++;
	vec_reserve(&circle.steps, n);
	circle.steps.n = n;
	for (const struct import_way *at = way; n; at = at->up)
		circle.steps.items[--n] = (struct import_step){at->file, at->import};
	report_circle(plan, &circle);
	vec_free(&circle.steps);
}

static void read_file(struct plan *plan, struct file *file, const struct import_way *up);

static void report_depth(struct plan *plan, struct span span)
{
	finding_new(sink_of(plan), &finding_syntax_too_large, span,
		"imports nested more than %d deep", IMPORT_DEPTH_MAX);
}

/* The finished plan of a file; it is the same for all that import it. */
static const struct plan *imported_plan(struct plan *plan, struct file *file)
{
	struct run *run = plan->run;
	uint64_t key = (uint64_t)plan->project->index << 32 | file->source->id;
	const uint32_t *known = map_get(&run->imported_of, key);
	if (known)
		return run->imported.items[*known];
	struct plan *imported = plan_build(run, plan->project, file, PLAN_IMPORTED);
	*map_put(&run->imported_of, key, NULL) = run->imported.n;
	vec_push(&run->imported, imported);
	return imported;
}

/* A plan file under a name of its own: read access to a finished plan. */
static void use_plan(
	struct plan *plan, struct file *file, uint32_t alias, const struct import_way *way)
{
	struct import_steps circle;
	if (imports_circle(plan, (struct import_step){way->file, way->import}, file, &circle)) {
		if (circle.steps.n)
			report_circle(plan, &circle);
		else
			report_long_circle(plan, way);
		vec_free(&circle.steps);
		vec_push(&plan->cut, alias);
		return;
	}
	if (imports_height(plan, file) >= IMPORT_DEPTH_MAX) {
		report_depth(plan, file_span(way->file, way->import));
		vec_push(&plan->cut, alias);
		return;
	}
	struct file_use use = {.file = file,
		.alias = alias,
		.plan = imported_plan(plan, file),
		.importer = way->file,
		.import_node = way->import};
	vec_push(&plan->uses, use);
}

static void report_plan_file(
	struct plan *plan, const struct file *file, const struct node *import, uint32_t alias)
{
	struct span span = file_span(file, import->child);
	struct finding *finding = finding_new(sink_of(plan), &finding_name_import_plan, span,
		"this file holds a plan of its own; it is imported under a name");
	finding_help(sink_of(plan), finding, "write `import %.*s as %.*s`",
		STR_ARGS(file_text(file, import->child)), STR_ARGS(plan_name(plan, alias)));
}

/* Two files under one alias: nobody could say which is meant. Files that merely have the same base
   name may collide until a name is looked for in them. */
static void check_alias(struct plan *plan, const struct file *file, const struct import_way *way)
{
	const struct node *import = file_node(way->file, way->import);
	for (uint32_t i = 0; import->name && i < plan->uses.n; i++) {
		const struct file_use *use = &plan->uses.items[i];
		if (use->alias != import->name || use->importer != way->file || use->file == file)
			continue;
		const struct node *other = file_node(way->file, use->import_node);
		struct finding *finding = finding_new(sink_of(plan), &finding_name_duplicate,
			file_token_span(way->file, import->last), "two imports are called `%.*s`",
			STR_ARGS(plan_name(plan, import->name)));
		finding_label(
			sink_of(plan), finding, file_span(way->file, other->child), "the first");
		return;
	}
}

static void use_file(
	struct plan *plan, struct file *file, const struct import_way *way, struct str path)
{
	uint32_t n_plans;
	const struct node *import = file_node(way->file, way->import);
	uint32_t alias = import->name ? import->name : base_name(plan, path);
	for (const struct import_way *at = way; at; at = at->up) {
		if (at->file == file) {
			report_way(plan, way, file);
			if (import->name)
				vec_push(&plan->cut, alias);
			return;
		}
	}
	check_alias(plan, file, way);
	if (is_used_as(plan, file, alias))
		return;
	file_plan_block(plan->run, file, &n_plans);
	if (n_plans) {
		if (import->name)
			use_plan(plan, file, alias, way);
		else
			report_plan_file(plan, way->file, import, alias);
		return;
	}
	struct file_use use = {
		.file = file, .alias = alias, .importer = way->file, .import_node = way->import};
	use.is_std = file->source->is_library_std;
	use.again = find_use(plan, file) != NULL;
	vec_push(&plan->uses, use);
	plan->is_broken |= file->broken;
	if (!use.again)
		read_file(plan, file, way);
}

static void report_no_library(struct plan *plan, const struct import_way *way, struct str name)
{
	const struct node *import = file_node(way->file, way->import);
	struct span span = file_span(way->file, import->child);
	struct str near = std_file_closest(name);
	struct out all = {0};
	std_files_print(&all);
	struct finding *finding = finding_new(sink_of(plan), &finding_name_import_missing, span,
		"the standard library has no file `%.*s`", STR_ARGS(name));
	if (near.ptr) {
		struct str text = str_format(&plan->run->sink.arena, "std.%.*s", STR_ARGS(near));
		finding_help(sink_of(plan), finding, "did you mean `%.*s`?", STR_ARGS(text));
		finding_edit(sink_of(plan), finding, span, text, false);
	} else {
		finding_help(sink_of(plan), finding, "it has %.*s", STR_ARGS(out_view(&all)));
	}
	out_free(&all);
}

static void import_std(struct plan *plan, const struct import_way *way)
{
	const struct node *import = file_node(way->file, way->import);
	const struct node *path = file_node(way->file, import->child);
	struct str text = file_text(way->file, import->child);
	uint32_t second = path->child;
	bool is_std = str_is(plan_name(plan, path->name), "std") && second;
	if (!is_std || file_node(way->file, second)->next) {
		struct finding *finding = finding_new(sink_of(plan), &finding_name_import_missing,
			file_span(way->file, import->child), "there is no library `%.*s`",
			STR_ARGS(text));
		if (is_std)
			finding_help(sink_of(plan), finding,
				"a library is imported as a whole: `import std.%.*s`",
				STR_ARGS(plan_name(plan, file_node(way->file, second)->name)));
		else
			finding_help(sink_of(plan), finding,
				"the standard library is imported as `std.metrics`, a file as "
				"`\"%.*s.pbp\"`",
				STR_ARGS(text));
		return;
	}
	struct str name = plan_name(plan, file_node(way->file, second)->name);
	struct file *file = run_std_file(plan->run, name);
	if (file)
		use_file(plan, file, way, name);
	else
		report_no_library(plan, way, name);
}

static void report_outside(struct plan *plan, struct span span, const char *how)
{
	struct finding *finding = finding_new(sink_of(plan), &finding_name_import_outside, span,
		"this import leaves the project's folder%s", how);
	finding_help(sink_of(plan), finding,
		"move the file into the project, or put `project.pbp` into a folder that holds "
		"both");
}

static void report_missing_file(struct plan *plan, struct span span, struct str path,
	struct str absolute, const char *reason)
{
	struct finding *finding = finding_new(sink_of(plan), &finding_name_import_missing, span,
		"\"%.*s\" cannot be imported: %s", STR_ARGS(path), reason);
	struct str with_suffix = str_format(&plan->run->arena, "%.*s.pbp", STR_ARGS(absolute));
	if (path.len && !str_ends(path, ".pbp") && file_exists(with_suffix.ptr)) {
		struct str text =
			str_format(&plan->run->sink.arena, "\"%.*s.pbp\"", STR_ARGS(path));
		finding_help(sink_of(plan), finding, "did you mean `%.*s`?", STR_ARGS(text));
		finding_edit(sink_of(plan), finding, span, text, false);
		return;
	}
	finding_help(sink_of(plan), finding, "a path is relative to the file that imports it");
}

/* The path in the quotes; false if it has an escape that was reported when the file was read. */
static bool read_path(struct plan *plan, const struct file *file, uint32_t text, struct str *path)
{
	struct sink known;
	sink_init(&known);
	*path = literal_text(
		&plan->run->arena, &known, file_span(file, text), file_text(file, text));
	bool good = !known.items.n;
	sink_free(&known);
	return good;
}

static void import_path(struct plan *plan, const struct import_way *way)
{
	struct arena *arena = &plan->run->arena;
	const struct node *import = file_node(way->file, way->import);
	struct span span = file_span(way->file, import->child);
	struct str path;
	if (!read_path(plan, way->file, import->child, &path))
		return;
	if (!path.len) {
		finding_new(sink_of(plan), &finding_name_import_missing, span,
			"this import names no file");
		return;
	}
	struct str absolute = file_join(arena, file_folder(way->file->source->canonical), path);
	if (str_starts(path, "/") || !file_is_within(absolute, plan->project->root)) {
		report_outside(plan, span, "");
		return;
	}
	struct str canonical = file_canonical(arena, absolute.ptr);
	const char *reason = "there is no such file";
	if (canonical.ptr && !file_is_within(canonical, plan->project->root)) {
		report_outside(plan, span, " through a symbolic link");
		return;
	}
	struct str shown = file_join(arena, file_folder(way->file->source->path), path);
	struct file *file = canonical.ptr ? run_file(plan->run, shown, canonical, &reason) : NULL;
	if (file)
		use_file(plan, file, way, path);
	else
		report_missing_file(plan, span, path, absolute, reason);
}

static bool is_too_large(struct plan *plan, const struct import_way *way)
{
	struct span span = file_span(way->file, way->import);
	if (way->depth >= IMPORT_DEPTH_MAX)
		report_depth(plan, span);
	else if (plan->uses.n >= PLAN_FILES_MAX)
		finding_new(sink_of(plan), &finding_syntax_too_large, span,
			"a plan of more than %d files", PLAN_FILES_MAX);
	else
		return false;
	return true;
}

static void read_file(struct plan *plan, struct file *file, const struct import_way *up)
{
	struct import_way way = {.up = up, .file = file, .depth = up ? up->depth + 1 : 0};
	for (uint32_t at = file_node(file, file->root)->child; at; at = file_node(file, at)->next) {
		const struct node *node = file_node(file, at);
		way.import = at;
		if (node->kind != NODE_IMPORT || file_node(file, node->child)->kind == NODE_WRONG)
			continue;
		if (is_too_large(plan, &way))
			return;
		if (file_node(file, node->child)->kind == NODE_TEXT)
			import_path(plan, &way);
		else
			import_std(plan, &way);
	}
}

/* Files of the command line may lie anywhere. What has a `plan` block is no part of another. */
static void use_with(struct plan *plan, const struct with_file *with)
{
	const char *reason;
	uint32_t n_plans;
	struct file *file = run_file(plan->run, with->shown, with->canonical, &reason);
	if (!file || find_use(plan, file) || file_plan_block(plan->run, file, &n_plans))
		return;
	struct file_use use = {
		.file = file, .alias = base_name(plan, file->source->path), .used = true};
	vec_push(&plan->uses, use);
	plan->is_broken |= file->broken;
	read_file(plan, file, NULL);
}

void plan_read_imports(struct plan *plan, enum plan_purpose purpose)
{
	const struct with_files *with = plan->run->with;
	struct file_use self = {
		.file = plan->file, .alias = base_name(plan, plan->file->source->path)};
	self.is_std = plan->file->source->is_library_std;
	plan->is_broken = plan->file->broken;
	vec_push(&plan->uses, self);
	read_file(plan, plan->file, NULL);
	for (uint32_t i = 0; with && purpose == PLAN_JUDGED && i < with->items.n; i++)
		use_with(plan, &with->items.items[i]);
}
