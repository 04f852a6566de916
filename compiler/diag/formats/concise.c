#include "compiler/diag/excerpt.h"
#include "compiler/diag/render.h"
#include "compiler/diag/slices.h"

static void put_finding(struct out *out, struct sources *sources, struct place_finder *finder,
	const struct finding *finding)
{
	if (finding->span.source) {
		struct place place = place_find(finder, sources, finding->span);
		render_escaped(out, sources_get(sources, finding->span.source)->path);
		out_printf(out, ":%u:%u: ", place.line, place.column);
	}
	out_printf(out, "%s[", level_name(finding->level));
	render_escaped(out, finding->name);
	out_text(out, "]: ");
	shown_message(out, finding->message);
	if (finding->more)
		out_printf(out, " (and %u more of the same kind)", finding->more);
	out_char(out, '\n');
}

static void put_findings(struct slice *slice)
{
	struct place_finder finder = {0};
	for (uint32_t i = slice->first; i < slice->end; i++)
		put_finding(&slice->out, slice->sources, &finder, slice->sink->items.items[i]);
}

void render_concise(struct out *out, struct sink *sink, struct sources *sources,
	const struct render_options *options)
{
	sink_finish(sink, sources);
	slices_put(out, sink, sources, options, put_findings);
}

const struct finding_format finding_format_concise = {
	.name = "concise",
	.summary = "a line a finding: file:line:column: level[rule]: message",
	.render = render_concise,
};
