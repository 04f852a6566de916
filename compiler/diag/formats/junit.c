/*
 * JUnit's XML, as build servers read it: a suite for each file, a test for each finding. What is
 * below the failing level passes and says so in its output; a file without findings is one passed
 * test.
 */
#include "compiler/diag/region.h"
#include "compiler/diag/render.h"
#include "runtime/base/utf8.h"

static void put_xml(struct out *out, struct str text)
{
	struct out clean = {0};
	utf8_out(&clean, text);
	for (size_t i = 0; i < clean.len; i++) {
		char c = clean.data[i];
		switch (c) {
		case '&':
			out_text(out, "&amp;");
			break;
		case '<':
			out_text(out, "&lt;");
			break;
		case '>':
			out_text(out, "&gt;");
			break;
		case '"':
			out_text(out, "&quot;");
			break;
		case '\n':
		case '\r':
		case '\t':
			out_printf(out, "&#%d;", c);
			break;
		default:
			out_char(out, c);
		}
	}
	out_free(&clean);
}

static void put_attribute(struct out *out, const char *name, struct str value)
{
	out_printf(out, " %s=\"", name);
	put_xml(out, value);
	out_char(out, '"');
}

static void put_details(struct out *out, const struct finding *finding)
{
	struct out text = {0};
	region_details(&text, finding);
	put_xml(out, out_view(&text));
	out_free(&text);
}

struct suites {
	struct out *out;
	struct sources *sources;
	const struct sink *sink;
	const struct render_options *options;
	uint32_t next; /* finding */
};

static bool fails(const struct suites *s, const struct finding *finding)
{
	return finding->level >= s->options->fail_on;
}

static void begin_case(struct suites *s, const struct finding *finding)
{
	struct out name = {0};
	if (finding->span.source) {
		struct place place = region_of(s->sources, finding->span).start;
		out_printf(&name, "%u:%u ", place.line, place.column);
	}
	out_str(&name, finding->name);
	out_text(s->out, "    <testcase");
	put_attribute(s->out, "classname", region_path(s->sources, finding->span));
	put_attribute(s->out, "name", out_view(&name));
	out_text(s->out, ">\n");
	out_free(&name);
}

static void put_case(struct suites *s, const struct finding *finding)
{
	struct out message = {0};
	region_message(&message, finding);
	begin_case(s, finding);
	if (fails(s, finding)) {
		out_text(s->out, "      <failure");
		put_attribute(s->out, "type", str_from(level_name(finding->level)));
		put_attribute(s->out, "message", out_view(&message));
		out_char(s->out, '>');
		put_details(s->out, finding);
		out_text(s->out, "</failure>\n");
	} else {
		out_printf(s->out, "      <system-out>%s: ", level_name(finding->level));
		put_xml(s->out, out_view(&message));
		out_text(s->out, "&#10;");
		put_details(s->out, finding);
		out_text(s->out, "</system-out>\n");
	}
	out_text(s->out, "    </testcase>\n");
	out_free(&message);
}

/* One suite: the findings in one file, which stand together. */
static void put_suite(struct suites *s, struct str path, bool is_broken)
{
	const struct sink *sink = s->sink;
	uint32_t end = s->next, failures = 0;
	for (; end < sink->items.n; end++) {
		const struct finding *finding = sink->items.items[end];
		if (!str_equal(region_path(s->sources, finding->span), path))
			break;
		failures += fails(s, finding);
	}
	bool is_clean = end == s->next;
	out_text(s->out, "  <testsuite");
	put_attribute(s->out, "name", path.len ? path : STR("pbp"));
	out_printf(s->out, " tests=\"%u\" failures=\"%u\">\n", is_clean ? 1 : end - s->next,
		is_clean && is_broken ? 1 : failures);
	if (is_clean) {
		out_text(s->out, "    <testcase");
		put_attribute(s->out, "classname", path);
		out_text(s->out, is_broken
					 ? " name=\"check\"><failure message=\"could not be parsed "
					   "whole\"/></testcase>\n"
					 : " name=\"check\"/>\n");
	}
	for (; s->next < end; s->next++)
		put_case(s, sink->items.items[s->next]);
	out_text(s->out, "  </testsuite>\n");
}

static struct str path_of(const struct suites *s, uint32_t i)
{
	return region_path(s->sources, s->sink->items.items[i]->span);
}

static void put_waived(struct suites *s, const struct waived *waived)
{
	struct out why = {0};
	out_str(&why, waived->reason);
	if (waived->by.len)
		out_printf(&why, ", waived by %.*s", STR_ARGS(waived->by));
	if (waived->until)
		out_printf(&why, " until %s", date_text(waived->until).text);
	begin_case(s, waived->finding);
	out_text(s->out, "      <skipped");
	put_attribute(s->out, "message", out_view(&why));
	out_text(s->out, "/>\n    </testcase>\n");
	out_free(&why);
}

/* Files and findings are both in the order of paths: files without findings stand between. */
static void put_suites(struct suites *s)
{
	const struct render_options *options = s->options;
	for (uint32_t i = 0; options->files && i < options->n_files; i++) {
		struct str path = options->files[i].path;
		while (s->next < s->sink->items.n && str_compare(path_of(s, s->next), path) < 0)
			put_suite(s, path_of(s, s->next), false);
		put_suite(s, path, options->files[i].is_broken);
	}
	while (s->next < s->sink->items.n)
		put_suite(s, path_of(s, s->next), false);
	if (!options->n_waived)
		return;
	out_printf(s->out,
		"  <testsuite name=\"waived\" tests=\"%u\" failures=\"0\" skipped=\"%u\">\n",
		options->n_waived, options->n_waived);
	for (uint32_t i = 0; i < options->n_waived; i++)
		put_waived(s, &options->waived[i]);
	out_text(s->out, "  </testsuite>\n");
}

static void render_junit(struct out *out, struct sink *sink, struct sources *sources,
	const struct render_options *options)
{
	struct suites s = {.out = out, .sources = sources, .sink = sink, .options = options};
	sink_finish(sink, sources);
	out_text(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"pbp\">\n");
	put_suites(&s);
	if (options->is_incomplete)
		out_text(out, "  <testsuite name=\"pbp\" tests=\"1\" errors=\"1\">\n"
			      "    <testcase classname=\"pbp\" name=\"reading\"><error "
			      "message=\"something "
			      "that was asked for could not be read\"/></testcase>\n"
			      "  </testsuite>\n");
	out_text(out, "</testsuites>\n");
}

const struct finding_format finding_format_junit = {
	.name = "junit",
	.summary = "JUnit XML, for build servers",
	.render = render_junit,
};
