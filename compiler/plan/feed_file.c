/* The file of a feed: kept as a whole, or read piece by piece. */
#include "compiler/plan/feed_parts.h"

#include "compiler/plan/survey.h"
#include <string.h>

/* ---- the file ---- */

void feed_report_file(const struct feeding *feeding, const char *what, const char *reason)
{
	struct finding *finding = finding_new(feed_sink(feeding), &finding_feed_missing_file,
		feeding->at, "`%.*s` %s%s", STR_ARGS(feeding->feed->file), what, reason);
	finding_help(feed_sink(feeding), finding,
		"the path is relative to the file with the feed; exports stand in the project, "
		"beside the plan");
}

static bool is_utf16(struct str text)
{
	return str_starts(text, "\xff\xfe") || str_starts(text, "\xfe\xff");
}

static void use_source(struct feeding *feeding, const struct source *source)
{
	feeding->source = source->id;
	feeding->text = (struct str){source->text, source->len};
}

/* Fills the buffer behind the `kept` bytes at its front. */
static bool fill(struct feeding *feeding, size_t kept)
{
	struct stream *stream = &feeding->stream;
	const char *reason;
	ptrdiff_t n;
	while (kept < stream->size && (n = file_stream_read(&stream->file, stream->buffer + kept,
					       stream->size - kept, &reason)) != 0) {
		if (n < 0) {
			feed_report_file(feeding, "cannot be read: ", reason);
			stream->is_ended = true;
			return false;
		}
		kept += (size_t)n;
	}
	stream->is_ended = kept < stream->size;
	feeding->text = (struct str){stream->buffer, kept};
	return true;
}

static bool open_stream(struct feeding *feeding, struct str canonical)
{
	struct stream *stream = &feeding->stream;
	const char *reason;
	if (file_stream_open(canonical.ptr, &stream->file, &reason) != FILE_OK) {
		feed_report_file(feeding, "cannot be read: ", reason);
		return false;
	}
	stream->size = STREAM_PIECE;
	stream->buffer = memory_resize(NULL, stream->size);
	return fill(feeding, 0);
}

void feed_close(struct feeding *feeding)
{
	if (feeding->stream.buffer)
		file_stream_close(&feeding->stream.file);
	memory_release(feeding->stream.buffer);
	feeding->stream.buffer = NULL;
}

/* The texts of a run are its cache: a file that another feed has read is there already. */
static bool load(struct feeding *feeding, struct str canonical)
{
	struct sources *sources = &feeding->plan->run->sources;
	const struct source *known = sources_find(sources, canonical);
	struct file_bytes bytes;
	const char *reason;
	if (known) {
		use_source(feeding, known);
		return true;
	}
	enum file_result result = file_read(canonical.ptr, FEED_WHOLE_MAX, &bytes, &reason);
	if (result == FILE_TOO_LARGE)
		return open_stream(feeding, canonical);
	if (result != FILE_OK) {
		feed_report_file(feeding, "cannot be read: ", reason);
		return false;
	}
	struct str shown = survey_shown(feeding->plan->run->survey, &feeding->arena, canonical);
	use_source(feeding,
		sources_offer(sources, shown.ptr ? shown : feeding->shown, canonical, bytes));
	return true;
}

bool feed_open(struct feeding *feeding)
{
	const struct block *block = &feeding->feed->block;
	const struct project *project = feeding->plan->project;
	const struct file *file = NULL;
	feeding->at = block_stated_field(block, "file", &file);
	if (!file || !feeding->feed->file.ptr)
		return false;
	feeding->shown =
		file_join(&feeding->arena, file_folder(file->source->path), feeding->feed->file);
	struct str path = file_join(
		&feeding->arena, file_folder(file->source->canonical), feeding->feed->file);
	struct str canonical = file_canonical(&feeding->arena, path.ptr);
	if (project && !file_is_within(canonical.ptr ? canonical : path, project->root)) {
		feed_report_file(feeding, "lies outside the project", "");
		return false;
	}
	if (!canonical.ptr) {
		feed_report_file(feeding, "does not exist", "");
		return false;
	}
	bool is_below = project && canonical.len > project->root.len;
	struct str below =
		is_below ? str_slice(canonical, project->root.len, canonical.len) : feeding->shown;
	if (below.ptr[0] == '/' && is_below)
		below = str_slice(below, 1, below.len);
	feeding->result->file = str_copy(&feeding->result->arena, below);
	if (!load(feeding, canonical))
		return false;
	if (is_utf16(feeding->text)) {
		feed_report_file(feeding, "is written in UTF-16; ", "save it as CSV in UTF-8");
		return false;
	}
	return true;
}

/* What has not been read as a record moves to the front, and more comes behind it. */
static bool refill(struct feeding *feeding, const char *from, uint32_t line)
{
	struct stream *stream = &feeding->stream;
	size_t kept = (size_t)(feeding->csv.end - from);
	if (kept > RECORD_MAX)
		return false;
	memmove(stream->buffer, from, kept);
	if (!fill(feeding, kept))
		return false;
	csv_resume(&feeding->csv, feeding->text.ptr, feeding->text.ptr + feeding->text.len, line);
	return true;
}

/* Passes over a record that is too long, up to the next line end. */
static void skip_long(struct feeding *feeding, const char *from, uint32_t line)
{
	struct stream *stream = &feeding->stream;
	const char *end = NULL;
	feed_reject(feeding, NULL, "is longer than 1 MiB, or a quote in it is never closed");
	from += RECORD_MAX;
	for (;;) {
		end = memchr(from, '\n', (size_t)(feeding->csv.end - from));
		if (end || stream->is_ended || !fill(feeding, 0))
			break;
		from = feeding->csv.at = feeding->text.ptr;
		feeding->csv.end = feeding->text.ptr + feeding->text.len;
	}
	if (!end)
		end = feeding->csv.end - 1;
	csv_resume(&feeding->csv, end + 1, feeding->csv.end, line + 1);
}

bool feed_next_record(struct feeding *feeding)
{
	struct csv *csv = &feeding->csv;
	for (;;) {
		const char *from = csv->at;
		uint32_t line = csv->line;
		bool found = csv_next(csv, &feeding->record);
		if (!feeding->stream.buffer || feeding->stream.is_ended || csv->at < csv->end)
			return found;
		if (!refill(feeding, from, line) && !feeding->stream.is_ended)
			skip_long(feeding, from, line);
	}
}
