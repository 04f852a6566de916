#include "compiler/emit/status/line.h"

#include "compiler/diag/render.h"
#include "runtime/base/utf8.h"

#include <stdarg.h>

static const struct look {
	const char *symbol, *color;
} looks[] = {
	[STATUS_NONE] = {"-", "\033[2m"},
	[STATUS_NOT_JUDGED] = {"○", "\033[2m"},
	[STATUS_UNKNOWN] = {"?", "\033[35m"},
	[STATUS_DONE] = {"✓", "\033[34m"},
	[STATUS_MISSED] = {"✗", "\033[31m"},
	[STATUS_ON_TRACK] = {"●", "\033[32m"},
	[STATUS_WATCH] = {"▲", "\033[33m"},
	[STATUS_BEHIND] = {"▼", "\033[31m"},
};

const char *status_symbol(enum status status)
{
	return looks[status].symbol;
}

uint32_t shown_width(struct str text)
{
	struct out shown = {0};
	render_escaped(&shown, text);
	uint32_t width = (uint32_t)utf8_width(out_view(&shown));
	out_free(&shown);
	return width;
}

/* As many bytes as fit into `columns`. Characters are added one by one; what joins the one before
   costs no columns. */
static size_t fitting(struct str text, uint32_t columns)
{
	struct str rest = text;
	uint32_t width = 0;
	size_t taken = 0;
	while (rest.len) {
		const char *before = rest.ptr;
		utf8_next(&rest);
		width += (uint32_t)utf8_width((struct str){before, (size_t)(rest.ptr - before)});
		if (width > columns)
			break;
		taken = (size_t)(rest.ptr - text.ptr);
	}
	return taken;
}

/* Escaped text in at most `columns`; how many it took. */
static uint32_t put_fitting(struct out *out, struct str text, uint32_t columns)
{
	struct out shown = {0};
	render_escaped(&shown, text);
	struct str all = out_view(&shown);
	uint32_t width = (uint32_t)utf8_width(all);
	if (width > columns && columns) {
		all = str_slice(all, 0, fitting(all, columns - 1));
		width = (uint32_t)utf8_width(all) + 1;
		out_str(out, all);
		out_text(out, "…");
	} else if (columns) {
		out_str(out, all);
	} else {
		width = 0;
	}
	out_free(&shown);
	return width;
}

static uint32_t room(const struct status_line *line)
{
	return line->width > line->used ? line->width - line->used : 0;
}

void status_line_text(struct status_line *line, struct str text)
{
	line->used += put_fitting(line->out, text, room(line));
}

void status_line_printf(struct status_line *line, const char *format, ...)
{
	struct out text = {0};
	va_list args;
	va_start(args, format);
	out_vprintf(&text, format, args);
	va_end(args);
	status_line_text(line, out_view(&text));
	out_free(&text);
}

void status_line_cell(struct status_line *line, struct str text, uint32_t columns)
{
	uint32_t limit = columns < room(line) ? columns : room(line);
	uint32_t width = put_fitting(line->out, text, limit);
	out_repeat(line->out, ' ', limit > width ? limit - width : 0);
	line->used += limit;
}

void status_line_to(struct status_line *line, uint32_t column)
{
	uint32_t n = column > line->used ? column - line->used : 1;
	if (n > room(line))
		n = room(line);
	out_repeat(line->out, ' ', n);
	line->used += n;
}

void status_line_word(struct status_line *line, enum status status, uint32_t columns)
{
	const char *phrase = status == STATUS_NONE ? "not judged" : status_phrase(status);
	uint32_t before = line->used;
	if (line->color)
		out_text(line->out, looks[status].color);
	status_line_printf(line, "%s %s", looks[status].symbol, phrase);
	if (line->color)
		out_text(line->out, "\033[0m");
	if (line->used < before + columns)
		status_line_to(line, before + columns);
}

void status_line_bold(struct status_line *line, struct str text)
{
	if (line->color)
		out_text(line->out, "\033[1m");
	status_line_text(line, text);
	if (line->color)
		out_text(line->out, "\033[0m");
}

/* Blanks at the end are nobody's. */
void status_line_end(struct status_line *line)
{
	while (line->out->len && line->out->data[line->out->len - 1] == ' ')
		line->out->len--;
	out_char(line->out, '\n');
	line->used = 0;
}
