/* A Code Quality report of GitLab. */
#include "compiler/diag/fingerprint.h"
#include "compiler/diag/region.h"
#include "compiler/diag/render.h"
#include "runtime/base/json_write.h"

static void put_finding(
	struct json_writer *json, struct sources *sources, const struct finding *finding)
{
	struct out text = {0};
	region_message(&text, finding);
	json_put_object(json, NULL);
	json_put_str(json, "description", out_view(&text));
	json_put_str(json, "check_name", finding->name);
	json_put_text(json, "fingerprint", fingerprint_text(finding->fingerprint).text);
	json_put_text(json, "severity", region_level(finding->level, "major", "minor", "info"));
	json_put_object(json, "location");
	json_put_str(json, "path", region_path(sources, finding->span));
	json_put_object(json, "lines");
	/* A report must name a line, also for what has none. */
	json_put_int(json, "begin",
		finding->span.source ? region_of(sources, finding->span).start.line : 1);
	json_put_end(json);
	json_put_end(json);
	json_put_end(json);
	out_free(&text);
}

static void render_gitlab(struct out *out, struct sink *sink, struct sources *sources,
	const struct render_options *options)
{
	struct json_writer json = {.out = out};
	(void)options;
	sink_finish(sink, sources);
	findings_fingerprint(sink, sources);
	json_put_array(&json, NULL);
	for (uint32_t i = 0; i < sink->items.n; i++)
		put_finding(&json, sources, sink->items.items[i]);
	json_put_end(&json);
}

const struct finding_format finding_format_gitlab = {
	.name = "gitlab",
	.summary = "a Code Quality report of GitLab",
	.render = render_gitlab,
};
