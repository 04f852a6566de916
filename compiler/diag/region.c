#include "compiler/diag/region.h"

struct region region_of(struct sources *sources, struct span span)
{
	struct region region = {.start_offset = span.start, .end_offset = span.start + span.len};
	region.start = source_place(sources, span.source, span.start);
	region.end = source_place(sources, span.source, span.start + span.len);
	return region;
}

struct str region_path(struct sources *sources, struct span span)
{
	if (!span.source)
		return STR("");
	struct str path = sources_get(sources, span.source)->path;
	while (str_starts(path, "./"))
		path = str_slice(path, 2, path.len);
	return path;
}

void region_message(struct out *out, const struct finding *finding)
{
	out_str(out, finding->message);
	if (finding->more)
		out_printf(out, " (and %u more of the same kind)", finding->more);
}

static void put_notes(struct out *out, const char *word, const struct note *notes)
{
	for (const struct note *note = notes; note; note = note->next)
		out_printf(out, "%s: %.*s\n", word, STR_ARGS(note->text));
}

void region_details(struct out *out, const struct finding *finding)
{
	put_notes(out, "help", finding->helps);
	if (finding->code.len)
		out_printf(out, "%.*s\n", STR_ARGS(finding->code));
	put_notes(out, "note", finding->notes);
}

const char *region_level(enum level level, const char *error, const char *warning, const char *info)
{
	switch (level) {
	case LEVEL_ERROR:
		return error;
	case LEVEL_WARNING:
		return warning;
	case LEVEL_OFF:
	case LEVEL_INFO:
		return info;
	}
	return info;
}
