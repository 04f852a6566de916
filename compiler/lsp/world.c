#include "compiler/lsp/server.h"

#include "compiler/plan/feed.h"
#include "compiler/plan/load.h"
#include "compiler/rules/rule.h"
#include "runtime/base/file.h"
#include <string.h>

/* ---- building ---- */

/* The folder of the project around a document, if it has a project.pbp; else only what is open and
   what that imports is read. */
static void survey_projects(struct run *run)
{
	struct survey *survey = run->survey;
	uint32_t n_projects = survey->projects.n, n;
	const char *reason;
	for (uint32_t i = 0; i < n_projects; i++) {
		struct str root = survey->projects.items[i].root;
		struct str settings = file_join(&run->arena, root, STR("project.pbp"));
		if (file_exists(settings.ptr))
			survey_path(survey, root.ptr, &n, &reason);
	}
}

static void judge(struct world *world, uint32_t i, const struct level_overrides *overrides)
{
	struct run *run = &world->run;
	struct plan *plan = run->plans.items[i];
	if (!plan->frame)
		return;
	sink_begin_batch(&run->sink, load_judge_batch(run->survey) + i);
	if (run->as_of)
		world->tracked.items[i] = plan_track(plan, run->as_of);
	else
		plan_check_feeds(plan);
	rules_run(plan, world->tracked.items[i], overrides);
}

static bool is_too_large(const struct document *document)
{
	return document->text.len > SOURCE_SIZE_MAX;
}

static void build(struct server *server, bool wants_fixes)
{
	struct world *world = &server->world;
	struct run *run = &world->run;
	VEC(struct loaded) loaded = {0};
	run_init(run, server->setup->day(server->setup->context));
	run->profile = server->setup->profile;
	run->wants_fixes = wants_fixes;
	for (uint32_t i = 0; i < server->documents.n; i++) {
		const struct document *document = server->documents.items[i];
		if (is_too_large(document))
			continue;
		struct str folder = str_copy(&run->arena, file_folder(document->path));
		survey_text(run->survey, &run->sources, document->path.ptr, folder.ptr,
			out_view(&document->text));
	}
	survey_projects(run);
	for (uint32_t item = 0; item < run->survey->items.n; item++)
		vec_push(&loaded, load_item(run, item));
	load_finish(run, loaded.items, 0);
	vec_free(&loaded);
	vec_reserve(&world->tracked, run->plans.n);
	for (uint32_t i = 0; i < run->plans.n; i++) {
		vec_push(&world->tracked, NULL);
		judge(world, i, &server->setup->overrides);
	}
	sink_finish(&run->sink, &run->sources);
	world->is_built = true;
}

struct world *world_of(struct server *server)
{
	if (!server->world.is_built)
		build(server, false);
	return &server->world;
}

struct world *world_with_fixes(struct server *server)
{
	if (server->world.is_built && !server->world.run.wants_fixes)
		world_drop(server);
	if (!server->world.is_built)
		build(server, true);
	return &server->world;
}

void world_drop(struct server *server)
{
	struct world *world = &server->world;
	positions_forget(server);
	if (!world->is_built)
		return;
	for (uint32_t i = 0; i < world->tracked.n; i++)
		if (world->tracked.items[i])
			tracked_free(world->tracked.items[i]);
	vec_free(&world->tracked);
	run_free(&world->run);
	*world = (struct world){0};
}

/* ---- looking ---- */

const struct source *world_source(struct world *world, const struct document *document)
{
	return sources_find(&world->run.sources, document->path);
}

const struct file *file_of_document(struct server *server, const struct document *document)
{
	struct world *world = world_of(server);
	const struct source *source = world_source(world, document);
	for (uint32_t i = 0; source && i < world->run.files.n; i++)
		if (world->run.files.items[i]->source == source)
			return world->run.files.items[i];
	return NULL;
}

const struct file *plan_file_of(const struct plan *plan, const struct source *source)
{
	for (uint32_t i = 0; i < plan->uses.n; i++)
		if (!plan->uses.items[i].plan && plan->uses.items[i].file->source == source)
			return plan->uses.items[i].file;
	return NULL;
}

struct plan *world_plan(struct world *world, const struct source *source)
{
	struct plan *found = NULL;
	for (uint32_t i = 0; i < world->run.plans.n; i++) {
		struct plan *plan = world->run.plans.items[i];
		if (plan_file_of(plan, source) && (!found || (!found->frame && plan->frame)))
			found = plan;
	}
	return found;
}

const struct tracked *world_tracked(struct world *world, const struct plan *plan)
{
	for (uint32_t i = 0; i < world->run.plans.n; i++)
		if (world->run.plans.items[i] == plan)
			return world->tracked.items[i];
	return NULL;
}

/* ---- diagnostics ---- */

static int severity_of(enum level level)
{
	return level == LEVEL_ERROR ? 1 : level == LEVEL_WARNING ? 2 : 3;
}

/* The message, what helps, and what to paste. */
static void put_message(struct json_writer *json, const struct finding *finding)
{
	struct out text = {0};
	out_str(&text, finding->message);
	for (const struct note *help = finding->helps; help; help = help->next)
		out_printf(&text, "\n%.*s", STR_ARGS(help->text));
	if (finding->code.len)
		out_printf(&text, "\n%.*s", STR_ARGS(finding->code));
	for (const struct note *note = finding->notes; note; note = note->next)
		out_printf(&text, "\n%.*s", STR_ARGS(note->text));
	json_put_str(json, "message", out_view(&text));
	out_free(&text);
}

static void put_related(struct server *server, struct arena *arena, struct json_writer *json,
	const struct finding *finding)
{
	json_put_array(json, "relatedInformation");
	for (const struct label *label = finding->labels; label; label = label->next) {
		const struct source *source =
			sources_get(&server->world.run.sources, label->span.source);
		if (!source || source->is_library_std)
			continue;
		json_put_object(json, NULL);
		json_put_object(json, "location");
		json_put_str(json, "uri", path_uri(arena, source->canonical));
		put_span(json, server, "range", label->span);
		json_put_end(json);
		json_put_str(json, "message", label->text.len ? label->text : finding->message);
		json_put_end(json);
	}
	json_put_end(json);
}

void put_finding(struct json_writer *json, struct server *server, struct arena *arena,
	const struct finding *finding)
{
	json_put_object(json, NULL);
	put_span(json, server, "range", finding->span);
	json_put_int(json, "severity", severity_of(finding->level));
	json_put_str(json, "code", finding->name);
	json_put_text(json, "source", "pbp");
	put_message(json, finding);
	if (server->knows_related && finding->labels)
		put_related(server, arena, json, finding);
	json_put_end(json);
}

static bool is_open(const struct server *server, struct str canonical)
{
	for (uint32_t i = 0; i < server->documents.n; i++)
		if (str_equal(server->documents.items[i]->path, canonical))
			return true;
	return false;
}

/* Such a text is not read, as no such file is. */
static void put_too_large(struct json_writer *json)
{
	json_put_object(json, NULL);
	put_range(json, "range", (struct position_range){{0, 0}, {0, 0}});
	json_put_int(json, "severity", severity_of(LEVEL_ERROR));
	json_put_text(json, "code", finding_syntax_too_large.name);
	json_put_text(json, "source", "pbp");
	json_put_text(json, "message", "this is larger than 16 MiB, so it is not read");
	json_put_end(json);
}

static void publish(struct server *server, struct str uri, const struct source *source,
	const struct document *document)
{
	struct world *world = &server->world;
	struct arena arena;
	struct out body = {0};
	struct json_writer json = {.out = &body, .flat = 1};
	arena_init(&arena);
	json_put_object(&json, NULL);
	json_put_text(&json, "jsonrpc", "2.0");
	json_put_text(&json, "method", "textDocument/publishDiagnostics");
	json_put_object(&json, "params");
	json_put_str(&json, "uri", uri);
	if (document && document->version != INT64_MIN)
		json_put_int(&json, "version", document->version);
	json_put_array(&json, "diagnostics");
	struct finding_range range = {0};
	if (source)
		range = sink_range(&world->run.sink, source->id);
	if (document && is_too_large(document))
		put_too_large(&json);
	for (uint32_t i = range.first; i < range.end; i++) {
		const struct finding *finding = world->run.sink.items.items[i];
		if (finding->level == LEVEL_OFF)
			continue;
		put_finding(&json, server, &arena, finding);
	}
	json_put_end(&json);
	json_put_end(&json);
	json_put_end(&json);
	lsp_send(server, &body);
	out_free(&body);
	arena_free(&arena);
}

static bool was_published(const struct server *server, struct str uri)
{
	for (uint32_t i = 0; i < server->published.n; i++)
		if (str_equal(server->published.items[i], uri))
			return true;
	return false;
}

static void note_published(struct server *server, struct str uri)
{
	char *copy = memory_resize(NULL, uri.len + 1);
	if (uri.len)
		memcpy(copy, uri.ptr, uri.len);
	copy[uri.len] = '\0';
	vec_push(&server->published, ((struct str){copy, uri.len}));
}

/* Open documents always, so that the editor knows that they were judged; other files while they
   have findings, and once more when they have none any more. */
void world_publish(struct server *server)
{
	struct world *world = world_of(server);
	struct arena arena;
	VEC(struct str) gone = {0};
	arena_init(&arena);
	for (uint32_t i = 0; i < server->published.n; i++)
		vec_push(&gone, server->published.items[i]);
	server->published.n = 0;
	for (uint32_t id = 1; id <= sources_count(&world->run.sources); id++) {
		const struct source *source = sources_get(&world->run.sources, id);
		struct finding_range range = sink_range(&world->run.sink, id);
		if (source->is_library_std || is_open(server, source->canonical) ||
			range.end == range.first)
			continue;
		struct str uri = path_uri(&arena, source->canonical);
		publish(server, uri, source, NULL);
		note_published(server, uri);
	}
	for (uint32_t i = 0; i < server->documents.n; i++) {
		const struct document *document = server->documents.items[i];
		publish(server, document->uri, world_source(world, document), document);
		note_published(server, document->uri);
	}
	for (uint32_t i = 0; i < gone.n; i++) {
		if (!was_published(server, gone.items[i]))
			publish(server, gone.items[i], NULL, NULL);
		memory_release((char *)(uintptr_t)gone.items[i].ptr);
	}
	vec_free(&gone);
	arena_free(&arena);
}
