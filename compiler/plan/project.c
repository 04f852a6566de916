#include "compiler/plan/project.h"

#include "compiler/plan/audience.h"
#include "compiler/plan/circles.h"
#include "compiler/plan/names.h"
#include "compiler/plan/peers.h"
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
	run->survey = arena_new(&run->arena, struct survey);
	run->peers = arena_new(&run->arena, struct peers);
	survey_init(run->survey);
	peers_init(run->peers);
}

void run_init_beside(struct run *run, const struct run *first)
{
	*run = (struct run){.as_of = first->as_of,
		.profile = first->profile,
		.wants_all = first->wants_all,
		.wants_fixes = first->wants_fixes,
		.overlays = first->overlays,
		.audience = first->audience,
		.with = first->with,
		.past = first->past,
		.first = first};
	arena_init(&run->arena);
	intern_init(&run->intern);
	schema_index_init(&run->schema, &run->intern);
	sources_share(&run->sources, &first->sources);
	sink_init(&run->sink);
	run->sink.quotes_nothing = first->sink.quotes_nothing;
	run->survey = first->survey;
	run->peers = first->peers;
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
	for (uint32_t i = 0; i < run->asides.n; i++)
		file_free(run->asides.items[i]);
	vec_free(&run->asides);
	for (uint32_t i = 0; i < run->files.n; i++)
		file_free(run->files.items[i]);
	vec_free(&run->plans);
	vec_free(&run->imported);
	vec_free(&run->projects);
	vec_free(&run->files);
	map_free(&run->file_of);
	map_free(&run->imported_of);
	map_free(&run->project_of);
	import_graph_free(&run->graph);
	if (!run->first) {
		survey_free(run->survey);
		peers_free(run->peers);
	}
	sink_free(&run->sink);
	sources_free(&run->sources);
	intern_free(&run->intern);
	arena_free(&run->arena);
}

void run_join(struct run *first, struct run *beside)
{
	bool added;
	uint32_t kept = 0;
	sink_take(&first->sink, &beside->sink);
	for (uint32_t i = 0; i < beside->files.n; i++) {
		struct file *file = beside->files.items[i];
		uint32_t *place = map_put(&first->file_of, file->source->id, &added);
		if (!added) {
			beside->files.items[kept++] = file;
			continue;
		}
		*place = first->files.n;
		vec_push(&first->files, file);
	}
	beside->files.n = kept;
	kept = 0;
	for (uint32_t i = 0; i < beside->projects.n; i++) {
		struct project *project = beside->projects.items[i];
		uint32_t *place = map_put(&first->project_of, project->index + 1, &added);
		if (!added) {
			beside->projects.items[kept++] = project;
			continue;
		}
		*place = first->projects.n;
		vec_push(&first->projects, project);
	}
	beside->projects.n = kept;
}

/* ---- files ---- */

/* The file of a source, parsed when this run first asks for it. */
static struct file *file_of(struct run *run, struct source *source)
{
	bool added;
	uint32_t *place = map_put(&run->file_of, source->id, &added);
	if (!added)
		return run->files.items[*place];
	*place = run->files.n;
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
	struct source *source = sources_find(&run->sources, canonical);
	struct file_bytes bytes;
	if (source && source->len > SOURCE_SIZE_MAX) { /* it was read as the file of a feed */
		*reason = "it is larger than 16 MiB";
		return NULL;
	}
	if (!source) {
		if (read_text(run, canonical, &bytes, reason) != FILE_OK)
			return NULL;
		struct str known = survey_shown(run->survey, &run->arena, canonical);
		source = sources_offer(&run->sources, known.ptr ? known : shown, canonical, bytes);
	}
	return file_of(run, source);
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
		struct source *source = sources_find(&run->sources, canonical);
		if (!source)
			source = sources_offer(&run->sources,
				str_format(&run->arena, "std/%s", embedded->name), canonical,
				copy_bytes((struct str){embedded->text, embedded->len}));
		return file_of(run, source);
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

/* Settings are decoded alone, so nothing else leaves out what is `only_for` others. */
static void hide_rules(const struct run *run, struct plan *settings)
{
	for (uint32_t i = 0; run->audience.len && i < settings->of_kind[KIND_rule].n; i++) {
		struct block *rule = settings->of_kind[KIND_rule].items[i];
		rule->is_hidden = !node_is_for(run, rule->part.file, rule->part.node);
	}
}

static void read_settings(struct run *run, struct project *project)
{
	const char *reason;
	struct str path = file_join(&run->arena, project->root, STR("project.pbp"));
	struct str shown = survey_shown(run->survey, &run->arena, path);
	if (!file_exists(path.ptr))
		return;
	struct file *file = run_file(run, shown, path, &reason);
	if (!file) {
		finding_new(&run->sink, &finding_name_import_missing, (struct span){0},
			"%.*s cannot be read: %s", STR_ARGS(shown), reason);
		return;
	}
	project->settings = plan_build(run, project, file, PLAN_LIBRARY);
	hide_rules(run, project->settings);
	if (project->settings->of_kind[KIND_project].n)
		project->block = plan_project(project->settings, 0);
	check_calendar(project);
}

struct project *run_project(struct run *run, uint32_t index)
{
	bool added;
	uint32_t *place = map_put(&run->project_of, index + 1, &added);
	if (!added)
		return run->projects.items[*place];
	*place = run->projects.n;
	struct project *project = arena_new(&run->arena, struct project);
	project->root = run->survey->projects.items[index].root;
	project->index = index;
	vec_push(&run->projects, project);
	read_settings(run, project);
	return project;
}

/* ptr NULL for a source that lies elsewhere. */
static struct str path_below(struct str root, const struct source *source)
{
	struct str path = source->canonical;
	if (source->is_library_std || path.len <= root.len || !file_is_within(path, root))
		return (struct str){0};
	return str_slice(path, root.len + !str_ends(root, "/"), path.len);
}

struct str plan_source_path(const struct plan *plan, const struct source *source)
{
	struct str below = path_below(plan->project->root, source);
	return below.ptr ? below : source->path;
}

void run_note_places(struct run *run)
{
	for (uint32_t id = 1; id <= sources_count(&run->sources); id++) {
		struct source *source = sources_get(&run->sources, id);
		const struct survey_project *project =
			survey_project_around(run->survey, source->canonical);
		if (project)
			source->below_root = path_below(project->root, source);
	}
}
