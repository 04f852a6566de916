#include "compiler/diag/excerpt.h"
#include "compiler/diag/render.h"

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

void render_concise(struct out *out, struct sink *sink, struct sources *sources,
	const struct render_options *options)
{
	struct place_finder finder = {0};
	(void)options;
	sink_finish(sink, sources);
	for (uint32_t i = 0; i < sink->items.n; i++)
		put_finding(out, sources, &finder, sink->items.items[i]);
}

const struct finding_format finding_format_concise = {
	.name = "concise",
	.summary = "a line a finding: file:line:column: level[rule]: message",
	.render = render_concise,
};
