/* Findings as JSON: everything that is known of each, described by editors/findings.schema.json. */
#include "compiler/diag/fingerprint.h"
#include "compiler/diag/region.h"
#include "compiler/diag/render.h"
#include "runtime/base/json_write.h"

#include <string.h>

enum { JSON_VERSION = 1 };

struct writer {
	struct json_writer json;
	struct sources *sources;
};

static void put_place(
	struct json_writer *json, const char *key, struct place place, uint32_t offset)
{
	json_put_object(json, key);
	json_put_int(json, "line", place.line);
	json_put_int(json, "column", place.column);
	json_put_int(json, "offset", offset);
	json_put_end(json);
}

/* Members of the object that is open. */
static void put_region(struct writer *w, struct span span)
{
	if (!span.source) {
		json_put_null(&w->json, "path");
		return;
	}
	struct region region = region_of(w->sources, span);
	json_put_str(&w->json, "path", region_path(w->sources, span));
	put_place(&w->json, "start", region.start, region.start_offset);
	put_place(&w->json, "end", region.end, region.end_offset);
}

static void put_notes(struct json_writer *json, const char *key, const struct note *notes)
{
	json_put_array(json, key);
	for (const struct note *note = notes; note; note = note->next)
		json_put_str(json, NULL, note->text);
	json_put_end(json);
}

static void put_optional(struct json_writer *json, const char *key, struct str text)
{
	if (text.len)
		json_put_str(json, key, text);
	else
		json_put_null(json, key);
}

static void put_fix(struct writer *w, const struct finding *finding)
{
	struct json_writer *json = &w->json;
	if (!finding->edits) {
		json_put_null(json, "fix");
		return;
	}
	json_put_object(json, "fix");
	json_put_bool(json, "safe", finding->edits_are_safe);
	json_put_array(json, "edits");
	for (const struct edit *edit = finding->edits; edit; edit = edit->next) {
		json_put_object(json, NULL);
		put_region(w, edit->span);
		json_put_str(json, "text", edit->text);
		json_put_end(json);
	}
	json_put_end(json);
	json_put_end(json);
}

/* Members of the object that is open. */
static void put_finding(struct writer *w, const struct finding *finding)
{
	struct json_writer *json = &w->json;
	json_put_str(json, "rule", finding->name);
	json_put_text(json, "level", level_name(finding->level));
	json_put_text(json, "fingerprint", fingerprint_text(finding->fingerprint).text);
	put_region(w, finding->span);
	json_put_str(json, "message", finding->message);
	put_optional(json, "caret", finding->caret);
	put_optional(json, "entity", finding->entity);
	json_put_array(json, "labels");
	for (const struct label *label = finding->labels; label; label = label->next) {
		json_put_object(json, NULL);
		put_region(w, label->span);
		json_put_str(json, "text", label->text);
		json_put_end(json);
	}
	json_put_end(json);
	put_notes(json, "help", finding->helps);
	put_optional(json, "code", finding->code);
	put_notes(json, "notes", finding->notes);
	put_fix(w, finding);
	json_put_int(json, "more", finding->more);
}

static void put_waived(struct writer *w, const struct waived *waived)
{
	struct json_writer *json = &w->json;
	json_put_object(json, NULL);
	json_put_str(json, "reason", waived->reason);
	put_optional(json, "by", waived->by);
	if (waived->until)
		json_put_text(json, "until", date_text(waived->until).text);
	else
		json_put_null(json, "until");
	json_put_object(json, "finding");
	put_finding(w, waived->finding);
	json_put_end(json);
	json_put_end(json);
}

static void put_files(struct json_writer *json, const struct render_options *options)
{
	json_put_array(json, "files");
	for (uint32_t i = 0; options->files && i < options->n_files; i++) {
		json_put_object(json, NULL);
		json_put_str(json, "path", options->files[i].path);
		json_put_bool(json, "complete", !options->files[i].is_broken);
		json_put_end(json);
	}
	json_put_end(json);
}

static void put_head(
	struct json_writer *json, const struct sink *sink, const struct render_options *options)
{
	bool complete = !options->is_incomplete;
	for (uint32_t i = 0; options->files && i < options->n_files; i++)
		complete &= !options->files[i].is_broken;
	json_put_int(json, "version", JSON_VERSION);
	json_put_text(json, "tool", "pbp " PBP_VERSION);
	if (options->as_of && strcmp(options->as_of, "none") != 0)
		json_put_text(json, "as_of", options->as_of);
	else
		json_put_null(json, "as_of");
	json_put_bool(json, "complete", complete);
	json_put_int(json, "plans", options->n_plans);
	json_put_object(json, "counts");
	for (int level = LEVEL_ERROR; level > LEVEL_OFF; level--)
		json_put_int(
			json, level_name((enum level)level), sink_count(sink, (enum level)level));
	json_put_end(json);
	json_put_int(json, "baseline", options->n_known);
}

static void render_json(struct out *out, struct sink *sink, struct sources *sources,
	const struct render_options *options)
{
	struct writer w = {.json = {.out = out}, .sources = sources};
	struct json_writer *json = &w.json;
	sink_finish(sink, sources);
	findings_fingerprint(sink, sources);
	json_put_object(json, NULL);
	put_head(json, sink, options);
	put_files(json, options);
	json_put_array(json, "findings");
	for (uint32_t i = 0; i < sink->items.n; i++) {
		json_put_object(json, NULL);
		put_finding(&w, sink->items.items[i]);
		json_put_end(json);
	}
	json_put_end(json);
	json_put_array(json, "waived");
	for (uint32_t i = 0; i < options->n_waived; i++)
		put_waived(&w, &options->waived[i]);
	json_put_end(json);
	json_put_end(json);
}

const struct finding_format finding_format_json = {
	.name = "json",
	.summary = "everything, for programs (editors/findings.schema.json)",
	.shows_fixes = true,
	.render = render_json,
};
