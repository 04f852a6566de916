#include "compiler/emit/html/html.h"

#include "runtime/base/utf8.h"
#include <assert.h>
#include <string.h>

void html_raw(struct page *page, const char *markup)
{
	out_text(page->out, markup);
}

static const char *escaped(char c)
{
	switch (c) {
	case '&':
		return "&amp;";
	case '<':
		return "&lt;";
	case '>':
		return "&gt;";
	case '"':
		return "&quot;";
	case '\'':
		return "&#39;";
	}
	return NULL;
}

void html_escape(struct out *out, struct str text)
{
	size_t from = 0;
	for (size_t i = 0; i < text.len; i++) {
		const char *instead = escaped(text.ptr[i]);
		if (!instead)
			continue;
		utf8_out(out, str_slice(text, from, i));
		out_text(out, instead);
		from = i + 1;
	}
	utf8_out(out, str_slice(text, from, text.len));
}

void html_text(struct page *page, struct str text)
{
	html_escape(page->out, text);
}

void html_plan_text(struct page *page, struct str text)
{
	html_raw(page, "<bdi>");
	html_text(page, text);
	html_raw(page, "</bdi>");
}

void html_int(struct page *page, int64_t value)
{
	decimal_print_grouped(page->out, decimal_of(value));
}

void html_date(struct page *page, date_t date)
{
	if (!date) {
		html_raw(page, "–");
		return;
	}
	html_raw(page, "<time>");
	date_print(page->out, date);
	html_raw(page, "</time>");
}

void html_range(struct page *page, struct date_range range)
{
	html_date(page, range.first);
	html_raw(page, " to ");
	html_date(page, range.last);
}

/* Units and words of the language are one word there and several for people: "business_hours". */
static void spaced_text(struct page *page, struct str text)
{
	size_t from = page->out->len;
	html_text(page, text);
	for (size_t i = from; i < page->out->len; i++)
		if (page->out->data[i] == '_')
			page->out->data[i] = ' ';
}

void html_quantity(struct page *page, struct quantity quantity)
{
	spaced_text(page, quantity_text(page->plan, quantity));
}

void html_amount(struct page *page, struct decimal n, unit_t unit)
{
	html_quantity(page, (struct quantity){n, unit, true});
}

void html_duration(struct page *page, struct duration duration)
{
	struct out out = {0};
	duration_print(&out, duration);
	spaced_text(page, out_view(&out));
	out_free(&out);
}

void html_count(struct page *page, uint32_t n, const char *one, const char *many)
{
	html_int(page, n);
	html_raw(page, " ");
	html_raw(page, n == 1 ? one : many);
}

void html_source(struct page *page, const struct file *file, uint32_t node)
{
	html_raw(page, "<code>");
	html_text(page, file_text(file, node));
	html_raw(page, "</code>");
}

void html_kind(struct page *page, const struct block *block)
{
	spaced_text(page, str_from(kind_infos[block->kind].name));
}

void html_word(struct page *page, const struct words *words, uint8_t value)
{
	spaced_text(page, value ? str_from(enum_word(words, value)) : STR("–"));
}

/* ---- frames ---- */

void html_section_begin(struct page *page, const char *id, const char *title)
{
	page->n_sections++;
	html_rawf(
		page, "<section id=\"%s\" aria-labelledby=\"h-%s\">\n<h2 id=\"h-%s\">", id, id, id);
	html_rawf(page, "<span class=\"no\">%u</span> %s</h2>\n", page->n_sections, title);
}

void html_section_end(struct page *page)
{
	html_raw(page, "</section>\n");
}

/* The caption, by then the table's name, also names the region that scrolls. */
void html_table_begin(struct page *page, const char *caption, const char *columns)
{
	bool unseen = *caption == '-';
	caption += unseen;
	html_rawf(page,
		"<div class=\"scroll\" role=\"group\" tabindex=\"0\" aria-label=\"%s\"><table>",
		caption);
	html_rawf(
		page, "<caption%s>%s</caption><thead><tr>", unseen ? " class=\"vh\"" : "", caption);
	while (*columns) {
		size_t len = strcspn(columns, "|");
		bool number = *columns == '#';
		html_raw(page, number ? "<th scope=\"col\" class=\"n\">" : "<th scope=\"col\">");
		out_bytes(page->out, columns + number, len - number);
		html_raw(page, "</th>");
		columns += len + (columns[len] == '|');
	}
	html_raw(page, "</tr></thead><tbody>\n");
}

void html_table_end(struct page *page)
{
	html_raw(page, "</tbody></table></div>\n");
}

void html_dd(struct page *page, const char *term)
{
	html_rawf(page, "<div><dt>%s</dt><dd>", term);
}

void html_dd_end(struct page *page)
{
	html_raw(page, "</dd></div>\n");
}

void html_none(struct page *page, const char *sentence)
{
	html_rawf(page, "<p class=\"none\">%s</p>\n", sentence);
}

void html_more(struct page *page, uint32_t n, const char *where)
{
	if (n == 0)
		return;
	html_raw(page, "<p class=\"none\">");
	html_int(page, n);
	html_rawf(page, " more %s</p>\n", where);
}

/* ---- axes ---- */

int32_t html_axis_day(struct date_range axis, date_t day)
{
	int64_t length = (int64_t)axis.last - axis.first + 1;
	int64_t at = ((int64_t)day - axis.first) * 10000 / length;
	return (int32_t)(at < 0 ? 0 : at > 10000 ? 10000 : at);
}

void html_percent(struct page *page, const char *attribute, int32_t hundredths)
{
	assert(hundredths >= -10000 && hundredths <= 20000);
	int32_t size = hundredths < 0 ? -hundredths : hundredths;
	html_rawf(page, " %s=\"%s%d.%02d%%\"", attribute, hundredths < 0 ? "-" : "", size / 100,
		size % 100);
}

void html_row_key(struct page *page, const struct row *row)
{
	if (row->period.kind != PERIOD_NONE)
		period_print(page->out, row->period);
	else
		html_date(page, row->days.last);
}
