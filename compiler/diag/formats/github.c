/* Workflow commands of GitHub Actions: each becomes an annotation at its line of the change. */
#include "compiler/diag/region.h"
#include "compiler/diag/render.h"
#include "runtime/base/utf8.h"

/* In a property a comma and a colon would end it as well. There is no escape for a tab. */
static void put_escaped(struct out *out, struct str text, bool property)
{
	struct out clean = {0};
	utf8_out(&clean, text);
	for (size_t i = 0; i < clean.len; i++) {
		char c = clean.data[i];
		if (c == '%' || c == '\n' || c == '\r' || (property && (c == ':' || c == ',')))
			out_printf(out, "%%%02X", (unsigned char)c);
		else
			out_char(out, c == '\t' ? ' ' : c);
	}
	out_free(&clean);
}

static void put_place(struct out *out, struct sources *sources, struct span span)
{
	struct region region = region_of(sources, span);
	out_text(out, "file=");
	put_escaped(out, region_path(sources, span), true);
	out_printf(out, ",line=%u,endLine=%u", region.start.line, region.end.line);
	/* Columns belong to one line only. */
	if (region.start.line == region.end.line)
		out_printf(out, ",col=%u,endColumn=%u", region.start.column, region.end.column);
	out_char(out, ',');
}

static void put_finding(struct out *out, struct sources *sources, const struct finding *finding)
{
	struct out text = {0};
	region_message(&text, finding);
	out_char(&text, '\n');
	region_details(&text, finding);
	out_printf(out, "::%s ", region_level(finding->level, "error", "warning", "notice"));
	if (finding->span.source)
		put_place(out, sources, finding->span);
	out_text(out, "title=");
	put_escaped(out, finding->name, true);
	out_text(out, "::");
	put_escaped(out, str_trim(out_view(&text)), false);
	out_char(out, '\n');
	out_free(&text);
}

static void render_github(struct out *out, struct sink *sink, struct sources *sources,
	const struct render_options *options)
{
	sink_finish(sink, sources);
	for (uint32_t i = 0; i < sink->items.n; i++)
		put_finding(out, sources, sink->items.items[i]);
	if (options->is_incomplete)
		out_text(
			out, "::error title=pbp::something that was asked for could not be read\n");
}

const struct finding_format finding_format_github = {
	.name = "github",
	.summary = "annotations of GitHub Actions",
	.render = render_github,
};
