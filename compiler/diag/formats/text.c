#include "compiler/diag/excerpt.h"
#include "compiler/diag/render.h"
#include "compiler/diag/slices.h"

#include <string.h>

enum { WAIVED_MAX = 20 };

static const char plain[] = "\033[0m", help_color[] = "\033[32m", label_color[] = "\033[34m";

static const char *level_color(enum level level)
{
	switch (level) {
	case LEVEL_ERROR:
		return "\033[1;31m";
	case LEVEL_WARNING:
		return "\033[1;33m";
	case LEVEL_OFF:
	case LEVEL_INFO:
		return "\033[1;34m";
	}
	return "";
}

/* ---- one finding ---- */

static void put_notes(struct out *out, const char *word, const char *color, const char *end,
	const struct note *notes)
{
	for (const struct note *note = notes; note; note = note->next) {
		out_printf(out, "%s%s%s: ", color, word, end);
		shown_message(out, note->text);
		out_char(out, '\n');
	}
}

/* Text to paste, below the helps and further in, so that it is seen where it begins and ends. */
static void put_code(struct out *out, struct str code)
{
	while (code.len) {
		const char *end = memchr(code.ptr, '\n', code.len);
		size_t len = end ? (size_t)(end - code.ptr) : code.len;
		if (len)
			out_text(out, "      ");
		render_escaped(out, str_slice(code, 0, len));
		out_char(out, '\n');
		code = str_slice(code, len + (end != NULL), code.len);
	}
}

static void put_more(struct out *out, const struct finding *finding)
{
	uint32_t n_labels = 0;
	for (const struct label *label = finding->labels; label; label = label->next)
		n_labels++;
	if (n_labels > EXCERPT_LABELS_MAX)
		out_printf(out, "note: and %u more place%s\n", n_labels - EXCERPT_LABELS_MAX,
			n_labels - EXCERPT_LABELS_MAX == 1 ? "" : "s");
	if (finding->more)
		out_printf(out, "note: and %u more of the same kind%s\n", finding->more,
			finding->span.source ? " in this file" : "");
}

static void put_finding(struct out *out, struct excerpts *excerpts, const struct finding *finding,
	const struct render_options *options)
{
	bool color = options->color;
	const char *end = color ? plain : "";
	struct excerpt_style style = {color ? level_color(finding->level) : "",
		color ? label_color : "", end, options->width, options->quotes_nothing};
	out_printf(out, "%s%s[", style.primary, level_name(finding->level));
	render_escaped(out, finding->name);
	out_printf(out, "]%s: ", end);
	shown_message(out, finding->message);
	out_char(out, '\n');
	excerpt_print(out, excerpts, finding, &style);
	put_notes(out, "help", color ? help_color : "", end, finding->helps);
	put_code(out, finding->code);
	put_notes(out, "note", "", "", finding->notes);
	put_more(out, finding);
	out_char(out, '\n');
}

/* ---- the summary ---- */

static void put_number(struct out *out, uint32_t n, const char *one)
{
	out_printf(out, "%u %s%s", n, one, n == 1 ? "" : "s");
}

static void put_counts(struct out *out, const struct sink *sink)
{
	static const enum level levels[] = {LEVEL_ERROR, LEVEL_WARNING, LEVEL_INFO};
	uint32_t counts[3], n = 0, printed = 0;
	for (uint32_t i = 0; i < 3; i++) {
		counts[i] = sink_count(sink, levels[i]);
		n += counts[i] > 0;
	}
	if (!n)
		out_text(out, "no findings");
	for (uint32_t i = 0; i < 3; i++) {
		if (!counts[i])
			continue;
		out_text(out, !printed ? "" : printed + 1 == n ? " and " : ", ");
		put_number(out, counts[i], level_name(levels[i]));
		printed++;
	}
}

/* The finding whose name the last line offers to explain: the first error, or the first of all. */
static const struct finding *to_explain(const struct sink *sink)
{
	const struct finding *first = NULL;
	for (uint32_t i = 0; i < sink->items.n; i++) {
		const struct finding *finding = sink->items.items[i];
		if (!finding->rule->explanation)
			continue; /* a project's own rule: its block says what it means */
		if (finding->level == LEVEL_ERROR)
			return finding;
		if (!first)
			first = finding;
	}
	return first;
}

static void put_summary(
	struct out *out, const struct sink *sink, const struct render_options *options)
{
	const struct finding *explain = to_explain(sink);
	put_counts(out, sink);
	out_text(out, " in ");
	if (options->n_plans) {
		put_number(out, options->n_plans, "plan");
		out_text(out, " (");
		put_number(out, options->n_files, "file");
		out_char(out, ')');
	} else {
		put_number(out, options->n_files, "file");
		out_text(out,
			options->n_files == 1 ? ", which holds no plan" : ", which hold no plan");
	}
	if (options->n_known)
		out_printf(out, ", %u more in the baseline", options->n_known);
	if (options->as_of)
		out_printf(out, ", as of %s", options->as_of);
	out_char(out, '\n');
	if (explain)
		out_printf(out, "More on a finding: pbp explain %s\n", explain->rule->name);
}

/* Every waiver stands in every report: what it keeps out, for whom and for how long. */
static void put_waived(struct out *out, const struct render_options *options)
{
	if (options->n_waived)
		out_printf(out, "%u waived:\n", options->n_waived);
	for (uint32_t i = 0; i < options->n_waived && i < WAIVED_MAX; i++) {
		const struct waived *waived = &options->waived[i];
		out_text(out, "  ");
		render_escaped(out, waived->finding->name);
		out_text(out, ": ");
		shown_message(out, waived->finding->message);
		out_text(out, "; because \"");
		shown_message(out, waived->reason);
		out_char(out, '"');
		if (waived->by.len)
			out_printf(out, " by %.*s", STR_ARGS(waived->by));
		if (waived->until)
			out_printf(out, " until %s", date_text(waived->until).text);
		out_char(out, '\n');
	}
	if (options->n_waived > WAIVED_MAX)
		out_printf(out, "  and %u more\n", options->n_waived - WAIVED_MAX);
}

static void put_findings(struct slice *slice)
{
	struct excerpts excerpts = {.arena = &slice->arena, .sources = slice->sources};
	for (uint32_t i = slice->first; i < slice->end; i++)
		put_finding(&slice->out, &excerpts, slice->sink->items.items[i], slice->options);
}

void render_text(struct out *out, struct sink *sink, struct sources *sources,
	const struct render_options *options)
{
	sink_finish(sink, sources);
	slices_put(out, sink, sources, options, put_findings);
	put_summary(out, sink, options);
	put_waived(out, options);
}

const struct finding_format finding_format_text = {
	.name = "text",
	.summary = "for people, with the lines and what to write instead",
	.render = render_text,
};
