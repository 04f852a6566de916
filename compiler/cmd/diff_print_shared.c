#include "compiler/cmd/diff_print.h"

#include "runtime/base/json_write.h"
#include <string.h>

/* ---- one change in words ---- */

struct worded {
	struct str key, title; /* of the block */
	struct str field;      /* empty: the whole block */
	struct str old, new;   /* empty: nothing */
};

/* A block with neither name nor title counts as a field of what it stands in: "goal sourced",
   "increments". */
static void name_whole(struct worded *worded, const struct block *block)
{
	worded->field = str_from(kind_infos[block->kind].name);
	if (!block->parent)
		return;
	size_t behind = worded->field.len + strlen(" > ");
	worded->key = str_slice(worded->key, 0, worded->key.len - behind);
	worded->title = block->parent->title;
}

static struct worded word(const struct diff *diff, const struct change *change)
{
	const struct fact *fact = change->after ? change->after : change->before;
	bool is_block = change->kind != CHANGE_CHANGED && !strcmp(fact->field, "heading");
	struct worded worded = {.key = fact->key, .title = fact->block->title};
	if (fact_is_whole(fact))
		name_whole(&worded, fact->block);
	else if (!is_block)
		worded.field = str_from(fact->field);
	if (change->before && !is_block)
		worded.old = fact_shown(diff->old, diff->arena, change->before);
	if (change->after && !is_block)
		worded.new = fact_shown(diff->new, diff->arena, change->after);
	return worded;
}

static const char *kind_word(enum change_kind kind)
{
	switch (kind) {
	case CHANGE_NEW:
		return "new";
	case CHANGE_REMOVED:
		return "removed";
	case CHANGE_CHANGED:
		return "changed";
	}
	return "";
}

/* ---- text ---- */

static void put_text_change(struct out *out, const struct diff *diff, const struct change *change)
{
	struct worded worded = word(diff, change);
	out_text(out, "  ");
	render_escaped(out, worded.key);
	bool is_titled = worded.key.ptr[worded.key.len - 1] == '"';
	if (worded.title.len && !is_titled) {
		out_text(out, " \"");
		render_escaped(out, worded.title);
		out_char(out, '"');
	}
	if (!worded.field.len) {
		out_printf(out, ": %s\n", kind_word(change->kind));
		return;
	}
	out_char(out, '\n');
	if (worded.old.len) {
		out_printf(out, "    - %.*s: ", STR_ARGS(worded.field));
		render_escaped(out, worded.old);
		out_char(out, '\n');
	}
	if (worded.new.len) {
		out_printf(out, "    + %.*s: ", STR_ARGS(worded.field));
		render_escaped(out, worded.new);
		out_char(out, '\n');
	}
}

static void print_text(struct out *out, const struct diff *diff)
{
	enum change_weight last = WEIGHT_COUNT;
	for (uint32_t i = 0; i < diff->changes->items.n; i++) {
		const struct change *change = &diff->changes->items.items[i];
		if (change->weight != last)
			out_printf(out, "%s%s:\n", i ? "\n" : "", weight_name(change->weight));
		last = change->weight;
		put_text_change(out, diff, change);
	}
	if (!diff->changes->items.n)
		out_text(out, "nothing differs\n");
	else
		out_printf(out, "\n%s\n",
			diff->changes->touches_seal ? "what is sealed differs"
						    : "what is sealed is the same");
}

/* ---- Markdown ---- */

static void print_markdown(struct out *out, const struct diff *diff)
{
	enum change_weight last = WEIGHT_COUNT;
	out_printf(out, "**%s**\n",
		!diff->changes->items.n	      ? "Nothing differs."
		: diff->changes->touches_seal ? "What is sealed differs: an amendment is needed."
					      : "What is sealed is the same.");
	for (uint32_t i = 0; i < diff->changes->items.n; i++) {
		const struct change *change = &diff->changes->items.items[i];
		struct worded worded = word(diff, change);
		if (change->weight != last)
			out_printf(out,
				"\n### %c%s\n\n| block | what | was | is |\n|---|---|---|---|\n",
				weight_name(change->weight)[0] - 'a' + 'A',
				weight_name(change->weight) + 1);
		last = change->weight;
		out_text(out, "| ");
		md_escape(out, worded.title.len ? worded.title : worded.key);
		out_text(out, " | ");
		md_escape(out, worded.field.len ? worded.field : str_from(kind_word(change->kind)));
		out_text(out, " | ");
		md_escape(out, worded.old);
		out_text(out, " | ");
		md_escape(out, worded.new);
		out_text(out, " |\n");
	}
}

/* ---- JSON ---- */

static void print_json(struct out *out, const struct diff *diff)
{
	struct json_writer json = {.out = out, .flat = 2};
	json_put_object(&json, NULL);
	json_put_int(&json, "version", 1);
	json_put_text(&json, "old", diff->old_name);
	json_put_text(&json, "new", diff->new_name);
	json_put_bool(&json, "seal_differs", diff->changes->touches_seal);
	json_put_array(&json, "changes");
	for (uint32_t i = 0; i < diff->changes->items.n; i++) {
		const struct change *change = &diff->changes->items.items[i];
		struct worded worded = word(diff, change);
		json_put_object(&json, NULL);
		json_put_text(&json, "weight", weight_name(change->weight));
		json_put_text(&json, "change", kind_word(change->kind));
		json_put_str(&json, "block", worded.key);
		json_put_str(&json, "title", worded.title);
		if (worded.field.len)
			json_put_str(&json, "field", worded.field);
		if (worded.old.len)
			json_put_str(&json, "old", worded.old);
		if (worded.new.len)
			json_put_str(&json, "new", worded.new);
		json_put_bool(&json, "sealed", change->is_sealed);
		json_put_end(&json);
	}
	json_put_end(&json);
	json_put_end(&json);
}

/* ---- a page ---- */

static void put_html_row(struct out *out, const struct diff *diff, const struct change *change)
{
	struct worded worded = word(diff, change);
	out_text(out, "<tr><th scope=\"row\" dir=\"auto\">");
	html_escape(out, worded.title.len ? worded.title : worded.key);
	out_text(out, "</th><td>");
	html_escape(out, worded.field.len ? worded.field : str_from(kind_word(change->kind)));
	out_text(out, "</td><td dir=\"auto\">");
	html_escape(out, worded.old);
	out_text(out, "</td><td dir=\"auto\">");
	html_escape(out, worded.new);
	out_text(out, "</td></tr>\n");
}

static void print_html(struct out *out, const struct diff *diff)
{
	enum change_weight last = WEIGHT_COUNT;
	struct str title = diff->new->frame->block.title;
	out_text(out, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
		      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
		      "<title>Changes: ");
	html_escape(out, title);
	out_text(out,
		"</title>\n<style>\n"
		"body { font: 1rem/1.5 system-ui, sans-serif; margin: 2rem auto; "
		"max-width: 70rem; padding: 0 1rem; color: #1b1f24; background: #fff }\n"
		"table { border-collapse: collapse; width: 100% }\n"
		"th:nth-child(2), td:nth-child(2) { white-space: nowrap }\n"
		"th, td { text-align: start; vertical-align: top; padding: .4rem .8rem .4rem 0; "
		"border-bottom: 1px solid #c9d1d9; overflow-wrap: anywhere }\n"
		"@media (prefers-color-scheme: dark) { body { color: #e6edf3; background: "
		"#0d1117 } th, td { border-color: #444c56 } }\n"
		"</style>\n</head>\n<body>\n<main>\n<h1 dir=\"auto\">");
	html_escape(out, title);
	out_printf(out, "</h1>\n<p>%s</p>\n",
		!diff->changes->items.n	      ? "Nothing differs."
		: diff->changes->touches_seal ? "What is sealed differs: an amendment is needed."
					      : "What is sealed is the same.");
	for (uint32_t i = 0; i < diff->changes->items.n; i++) {
		const struct change *change = &diff->changes->items.items[i];
		if (change->weight != last)
			out_printf(out,
				"%s<h2>%c%s</h2>\n<table>\n<thead><tr><th scope=\"col\">Block</th>"
				"<th scope=\"col\">What</th><th scope=\"col\">Was</th>"
				"<th scope=\"col\">Is</th></tr></thead>\n<tbody>\n",
				i ? "</tbody>\n</table>\n" : "",
				weight_name(change->weight)[0] - 'a' + 'A',
				weight_name(change->weight) + 1);
		last = change->weight;
		put_html_row(out, diff, change);
	}
	out_printf(out, "%s</main>\n</body>\n</html>\n",
		diff->changes->items.n ? "</tbody>\n</table>\n" : "");
}

void diff_print(struct out *out, const struct diff *diff, enum diff_form form)
{
	switch (form) {
	case DIFF_TEXT:
		print_text(out, diff);
		break;
	case DIFF_MARKDOWN:
		print_markdown(out, diff);
		break;
	case DIFF_JSON:
		print_json(out, diff);
		break;
	case DIFF_HTML:
		print_html(out, diff);
		break;
	}
}
