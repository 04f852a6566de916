#include "compiler/format/format.h"

#include "compiler/syntax/layout.h"
#include "compiler/syntax/scan.h"
#include <string.h>

/* What it takes to read a text that belongs to no plan. */
struct reading {
	struct sources sources;
	struct arena arena;
	struct intern intern;
	struct sink sink;
	struct file *file;
};

static struct source *reading_begin(struct reading *reading, struct str text)
{
	struct file_bytes bytes = {memory_resize(NULL, text.len + 2), text.len};
	if (text.len)
		memcpy(bytes.data, text.ptr, text.len);
	bytes.data[text.len] = bytes.data[text.len + 1] = '\0';
	sources_init(&reading->sources);
	arena_init(&reading->arena);
	intern_init(&reading->intern);
	sink_init(&reading->sink);
	return sources_add(&reading->sources, STR(""), STR(""), bytes);
}

static void reading_end(struct reading *reading)
{
	file_free(reading->file);
	sink_free(&reading->sink);
	intern_free(&reading->intern);
	arena_free(&reading->arena);
	sources_free(&reading->sources);
}

/* The law of the formatter: what it writes reads like what it read. The parser sees nothing but the
 * tokens. */
static bool reads_the_same(const struct file *file, struct str formatted)
{
	struct reading again;
	struct source *source = reading_begin(&again, formatted);
	again.file = arena_new(&again.arena, struct file);
	again.file->source = source;
	scan_source(source, &again.sink, &again.file->tokens);
	layout_tokens(again.file, &again.sink);
	bool same = format_is_same(file, again.file);
	reading_end(&again);
	return same;
}

static enum format_result format(struct out *out, const struct file *file, struct str text)
{
	if (!format_file(out, file))
		return FORMAT_TOO_LARGE;
	struct str formatted = out_view(out);
	if (str_equal(formatted, text) || reads_the_same(file, formatted))
		return file->broken ? FORMAT_BROKEN : FORMAT_GOOD;
	if (!file->broken)
		return FORMAT_REFUSED;
	/* How mistakes are understood may hang on indentation: then all stays as it is. */
	out->len = 0;
	out_str(out, text);
	return FORMAT_BROKEN;
}

enum format_result format_text(struct out *out, struct str text)
{
	struct reading reading;
	struct out formatted = {0};
	struct source *source = reading_begin(&reading, text);
	reading.file = file_parse(&reading.arena, source, &reading.intern, &reading.sink);
	enum format_result result = format(&formatted, reading.file, text);
	if (result == FORMAT_GOOD || result == FORMAT_BROKEN)
		out_str(out, out_view(&formatted));
	out_free(&formatted);
	reading_end(&reading);
	return result;
}
