/* SARIF 2.1.0 (OASIS), as code scanning services read it. */
#include "compiler/diag/fingerprint.h"
#include "compiler/diag/region.h"
#include "compiler/diag/render.h"
#include "runtime/base/json_write.h"
#include "runtime/base/map.h"

#include <ctype.h>

struct sarif {
	struct json_writer json;
	struct sources *sources;
	VEC(const struct finding *)
	rules;		   /* the first finding of each rule, in order of appearance */
	struct map places; /* hash of a rule's name -> its place in `rules` */
};

/* ---- the rules of the findings ---- */

static uint64_t hash_name(struct str name)
{
	uint64_t hash = 0xcbf29ce484222325u;
	for (size_t i = 0; i < name.len; i++)
		hash = (hash ^ (unsigned char)name.ptr[i]) * 0x100000001b3u;
	return hash ? hash : 1;
}

static void note_rule(struct sarif *s, const struct finding *finding)
{
	bool added;
	uint32_t *place = map_put(&s->places, hash_name(finding->name), &added);
	if (!added)
		return;
	*place = s->rules.n;
	vec_push(&s->rules, finding);
}

static const char *sarif_level(enum level level)
{
	return region_level(level, "error", "warning", "note");
}

static void put_message(struct json_writer *json, const char *key, struct str text)
{
	json_put_object(json, key);
	json_put_str(json, "text", text);
	json_put_end(json);
}

static void put_help(struct json_writer *json, const struct rule_info *info)
{
	struct out text = {0}, markdown = {0};
	out_text(&text, info->explanation);
	out_text(&markdown, info->explanation);
	if (info->bad)
		out_printf(&markdown, "\n\nReported:\n\n```pbp\n%s\n```\n", info->bad);
	if (info->good)
		out_printf(&markdown, "\nNot reported:\n\n```pbp\n%s\n```\n", info->good);
	json_put_object(json, "help");
	json_put_str(json, "text", out_view(&text));
	json_put_str(json, "markdown", out_view(&markdown));
	json_put_end(json);
	out_free(&text);
	out_free(&markdown);
}

static void put_rule(struct json_writer *json, const struct finding *finding)
{
	const struct rule_info *info = finding->rule;
	json_put_object(json, NULL);
	json_put_str(json, "id", finding->name);
	put_message(json, "shortDescription", str_from(info->summary));
	if (info->explanation) {
		put_message(json, "fullDescription", str_from(info->explanation));
		put_help(json, info);
	}
	json_put_object(json, "defaultConfiguration");
	json_put_text(json, "level", sarif_level(finding->level));
	json_put_end(json);
	json_put_end(json);
}

/* ---- places ---- */

/* A path as the reference of RFC 3986; an absolute one as an address of a file. */
static void put_uri(struct sarif *s, struct str path)
{
	struct out uri = {0};
	if (str_starts(path, "/"))
		out_text(&uri, "file://");
	for (size_t i = 0; i < path.len; i++) {
		unsigned char c = (unsigned char)path.ptr[i];
		bool plain = isalnum(c) || c == '-' || c == '.' || c == '_' || c == '~' || c == '/';
		if (plain && c < 0x80)
			out_char(&uri, (char)c);
		else
			out_printf(&uri, "%%%02X", c);
	}
	json_put_object(&s->json, "artifactLocation");
	json_put_str(&s->json, "uri", out_view(&uri));
	json_put_end(&s->json);
	out_free(&uri);
}

static void put_region(struct sarif *s, const char *key, struct span span)
{
	struct region region = region_of(s->sources, span);
	json_put_object(&s->json, key);
	json_put_int(&s->json, "startLine", region.start.line);
	json_put_int(&s->json, "startColumn", region.start.column);
	json_put_int(&s->json, "endLine", region.end.line);
	json_put_int(&s->json, "endColumn", region.end.column);
	json_put_end(&s->json);
}

/* Members of the location that is open. */
static void put_location(struct sarif *s, struct span span)
{
	json_put_object(&s->json, "physicalLocation");
	put_uri(s, region_path(s->sources, span));
	put_region(s, "region", span);
	json_put_end(&s->json);
}

static void put_locations(struct sarif *s, const struct finding *finding)
{
	struct json_writer *json = &s->json;
	json_put_array(json, "locations");
	json_put_object(json, NULL);
	if (finding->span.source)
		put_location(s, finding->span);
	if (finding->entity.len) {
		json_put_array(json, "logicalLocations");
		json_put_object(json, NULL);
		json_put_str(json, "fullyQualifiedName", finding->entity);
		json_put_end(json);
		json_put_end(json);
	}
	json_put_end(json);
	json_put_end(json);
	if (!finding->labels)
		return;
	json_put_array(json, "relatedLocations");
	int64_t id = 1;
	for (const struct label *label = finding->labels; label; label = label->next) {
		if (!label->span.source)
			continue;
		json_put_object(json, NULL);
		json_put_int(json, "id", id++);
		put_location(s, label->span);
		put_message(json, "message", label->text);
		json_put_end(json);
	}
	json_put_end(json);
}

/* ---- fixes ---- */

static void put_change(struct sarif *s, const struct edit **edits)
{
	struct json_writer *json = &s->json;
	struct span span = (*edits)->span;
	json_put_object(json, NULL);
	put_uri(s, region_path(s->sources, span));
	json_put_array(json, "replacements");
	for (; *edits && (*edits)->span.source == span.source; *edits = (*edits)->next) {
		json_put_object(json, NULL);
		put_region(s, "deletedRegion", (*edits)->span);
		put_message(json, "insertedContent", (*edits)->text);
		json_put_end(json);
	}
	json_put_end(json);
	json_put_end(json);
}

static void put_fixes(struct sarif *s, const struct finding *finding)
{
	struct json_writer *json = &s->json;
	if (!finding->edits)
		return;
	json_put_array(json, "fixes");
	json_put_object(json, NULL);
	put_message(json, "description",
		finding->helps ? finding->helps->text : STR("write it as it was meant"));
	json_put_array(json, "artifactChanges");
	for (const struct edit *edit = finding->edits; edit;)
		put_change(s, &edit);
	json_put_end(json);
	json_put_end(json);
	json_put_end(json);
}

/* ---- results ---- */

static void put_result_text(struct json_writer *json, const struct finding *finding)
{
	struct out text = {0};
	region_message(&text, finding);
	out_char(&text, '\n');
	region_details(&text, finding);
	put_message(json, "message", str_trim(out_view(&text)));
	out_free(&text);
}

/* Members of the result that is open. */
static void put_result(struct sarif *s, const struct finding *finding)
{
	struct json_writer *json = &s->json;
	json_put_str(json, "ruleId", finding->name);
	json_put_int(json, "ruleIndex", *map_get(&s->places, hash_name(finding->name)));
	json_put_text(json, "level", sarif_level(finding->level));
	put_result_text(json, finding);
	put_locations(s, finding);
	put_fixes(s, finding);
	json_put_object(json, "partialFingerprints");
	json_put_text(json, "pbp/v1", fingerprint_text(finding->fingerprint).text);
	json_put_end(json);
}

static void put_suppressed(struct sarif *s, const struct waived *waived)
{
	struct json_writer *json = &s->json;
	struct out why = {0};
	out_str(&why, waived->reason);
	if (waived->by.len)
		out_printf(&why, " (by %.*s)", STR_ARGS(waived->by));
	if (waived->until)
		out_printf(&why, " until %s", date_text(waived->until).text);
	json_put_object(json, NULL);
	put_result(s, waived->finding);
	json_put_array(json, "suppressions");
	json_put_object(json, NULL);
	json_put_text(json, "kind", "inSource");
	json_put_text(json, "status", "accepted");
	json_put_str(json, "justification", out_view(&why));
	json_put_end(json);
	json_put_end(json);
	json_put_end(json);
	out_free(&why);
}

/* A run is a success if everything could be looked at; what could not is named. */
static void put_invocation(struct sarif *s, const struct render_options *options)
{
	struct json_writer *json = &s->json;
	json_put_array(json, "invocations");
	json_put_object(json, NULL);
	json_put_bool(json, "executionSuccessful", !options->is_incomplete);
	json_put_array(json, "toolExecutionNotifications");
	if (options->is_incomplete) {
		json_put_object(json, NULL);
		json_put_text(json, "level", "error");
		put_message(json, "message", STR("something that was asked for could not be read"));
		json_put_end(json);
	}
	for (uint32_t i = 0; options->files && i < options->n_files; i++) {
		if (!options->files[i].is_broken)
			continue;
		json_put_object(json, NULL);
		json_put_text(json, "level", "error");
		put_message(json, "message",
			STR("this file could not be parsed whole: it may hold more mistakes than "
			    "those shown"));
		json_put_array(json, "locations");
		json_put_object(json, NULL);
		json_put_object(json, "physicalLocation");
		put_uri(s, options->files[i].path);
		json_put_end(json);
		json_put_end(json);
		json_put_end(json);
		json_put_end(json);
	}
	json_put_end(json);
	json_put_end(json);
	json_put_end(json);
}

static void put_tool(struct sarif *s)
{
	struct json_writer *json = &s->json;
	json_put_object(json, "tool");
	json_put_object(json, "driver");
	json_put_text(json, "name", "pbp");
	json_put_text(json, "semanticVersion", PBP_VERSION);
	json_put_array(json, "rules");
	for (uint32_t i = 0; i < s->rules.n; i++)
		put_rule(json, s->rules.items[i]);
	json_put_end(json);
	json_put_end(json);
	json_put_end(json);
}

static void put_run(struct sarif *s, const struct sink *sink, const struct render_options *options)
{
	struct json_writer *json = &s->json;
	json_put_object(json, NULL);
	put_tool(s);
	put_invocation(s, options);
	json_put_text(json, "columnKind", "unicodeCodePoints");
	json_put_array(json, "results");
	for (uint32_t i = 0; i < sink->items.n; i++) {
		json_put_object(json, NULL);
		put_result(s, sink->items.items[i]);
		json_put_end(json);
	}
	for (uint32_t i = 0; i < options->n_waived; i++)
		put_suppressed(s, &options->waived[i]);
	json_put_end(json);
	json_put_end(json);
}

static void render_sarif(struct out *out, struct sink *sink, struct sources *sources,
	const struct render_options *options)
{
	struct sarif s = {.json = {.out = out}, .sources = sources};
	sink_finish(sink, sources);
	findings_fingerprint(sink, sources);
	for (uint32_t i = 0; i < sink->items.n; i++)
		note_rule(&s, sink->items.items[i]);
	for (uint32_t i = 0; i < options->n_waived; i++)
		note_rule(&s, options->waived[i].finding);
	json_put_object(&s.json, NULL);
	json_put_text(&s.json, "$schema",
		"https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/"
		"sarif-schema-2.1.0.json");
	json_put_text(&s.json, "version", "2.1.0");
	json_put_array(&s.json, "runs");
	put_run(&s, sink, options);
	json_put_end(&s.json);
	json_put_end(&s.json);
	map_free(&s.places);
	vec_free(&s.rules);
}

const struct finding_format finding_format_sarif = {
	.name = "sarif",
	.summary = "SARIF 2.1.0, for code scanning",
	.shows_fixes = true,
	.render = render_sarif,
};
