#include "compiler/format/writer.h"

#include "runtime/base/utf8.h"
#include <string.h>

/* A file keeps its line ends if they are all CR LF; else lines end with LF. */
static const char *newline_of(const struct source *source)
{
	const char *at = source->text, *end = at + source->len;
	bool any = false;
	while ((at = memchr(at, '\n', (size_t)(end - at)))) {
		if (at == source->text || at[-1] != '\r')
			return "\n";
		any = true;
		at++;
	}
	return any ? "\r\n" : "\n";
}

void writer_init(struct writer *writer, const struct file *file, const struct measure *measures)
{
	*writer = (struct writer){.file = file,
		.measures = measures,
		.newline = newline_of(file->source),
		.is_empty = true};
}

void writer_free(struct writer *writer)
{
	vec_free(&writer->remarks);
	out_free(&writer->lines);
}

/* ---- bytes ---- */

static void put(struct writer *writer, struct str text)
{
	/* Indentation can make of a small file a very large one. */
	writer->is_full |= writer->lines.len > SOURCE_SIZE_MAX;
	if (!writer->is_full)
		out_str(&writer->lines, text);
}

static void put_blanks(struct writer *writer, size_t n)
{
	writer->is_full |= n > SOURCE_SIZE_MAX;
	if (!writer->is_full)
		out_repeat(&writer->lines, ' ', n);
}

static void new_line(struct writer *writer)
{
	put(writer, str_from(writer->newline));
	writer->line++;
	writer->column = 0;
	writer->is_empty = true;
	writer->pad = 0;
}

/* Begins a line of its own, behind a blank one if asked; the first line of the text is there
 * already. */
static void start_line(struct writer *writer, bool blank)
{
	if (!writer->is_empty || writer->line)
		new_line(writer);
	if (blank && writer->line)
		new_line(writer);
}

/* Text on the line; `width` is that of its first line. */
static void put_on_line(struct writer *writer, struct str text, size_t width)
{
	if (writer->is_empty) {
		put_blanks(writer, writer->indent);
		writer->column = writer->indent;
		writer->is_empty = false;
	}
	put(writer, text);
	writer->column += width;
	writer->pad = 0;
}

/* Line ends inside of what was just written. */
static void count_lines(struct writer *writer, struct str text)
{
	size_t last = 0;
	for (size_t i = 0; i < text.len; i++) {
		if (text.ptr[i] != '\n')
			continue;
		writer->line++;
		last = i + 1;
	}
	if (last)
		writer->column = utf8_width(str_slice(text, last, text.len));
}

/* ---- comments ---- */

static void add_remark(struct writer *writer, struct str text, bool goes_on)
{
	struct remark remark = {
		text, writer->lines.len, writer->indent, writer->column, writer->line, goes_on};
	vec_push(&writer->remarks, remark);
	writer->is_empty = false;
}

static size_t column_of(const struct writer *writer, struct str comment)
{
	const struct source *source = writer->file->source;
	uint32_t at = (uint32_t)(comment.ptr - source->text), start = line_start(source, at);
	return utf8_width((struct str){source->text + start, at - start});
}

/* True for a comment below the remark of the line before it, written in the same column: it goes on
 * from there. */
static bool goes_on(const struct writer *writer, struct str text, uint32_t newlines, bool behind)
{
	if (!behind || newlines != 1 || !writer->remarks.n)
		return false;
	const struct remark *last = &writer->remarks.items[writer->remarks.n - 1];
	return last->line == writer->line &&
	       column_of(writer, text) == column_of(writer, last->text);
}

static struct gap next_gap(const struct writer *writer)
{
	uint32_t resume = writer->resume;
	struct gap gap = gap_before(writer->file, writer->done);
	return gap.at < writer->file->source->text + resume
		       ? gap_between(writer->file, resume, writer->done)
		       : gap;
}

static bool has_blank_line(const struct writer *writer, uint32_t token)
{
	return writer->done <= token && gap_has_blank_line(next_gap(writer));
}

void writer_break(struct writer *writer, uint32_t token, struct break_style style)
{
	const struct measure *m = writer->measures;
	bool any = false, behind = false, above = false;
	if (!style.always && writer->done == token && token &&
		m[token].n_remarks == m[token - 1].n_remarks) {
		writer->done++;
		return;
	}
	bool due = style.apart && !has_blank_line(writer, token);
	uint32_t newlines = 0;
	for (; writer->done <= token; writer->done++) {
		struct gap gap = next_gap(writer);
		struct comment comment;
		for (; gap_next(&gap, &comment); any = true) {
			bool blank = style.blanks && comment.newlines > 1;
			if (!any && !comment.newlines && !writer->is_empty) {
				add_remark(writer, comment.text, false);
				behind = true;
			} else if (goes_on(writer, comment.text, comment.newlines, behind)) {
				start_line(writer, false);
				add_remark(writer, comment.text, true);
			} else {
				start_line(writer, (blank && (above || !style.opens)) || due);
				writer->indent = style.comments;
				put_on_line(writer, comment.text, utf8_width(comment.text));
				behind = due = false;
				above = true;
			}
		}
		newlines = gap.newlines;
	}
	if (!any && !style.always)
		return;
	bool blank = style.blanks && newlines > 1 && !style.closes && (above || !style.opens);
	start_line(writer, blank || due);
	writer->indent = style.indent;
}

/* ---- tokens ---- */

size_t writer_column(const struct writer *writer, uint32_t token)
{
	if (writer->is_empty)
		return writer->indent;
	if (!writer->pad)
		return writer->column + blanks_before(writer->file, token);
	return writer->pad > writer->column ? writer->pad : writer->column + 1;
}

void writer_token(struct writer *writer, uint32_t token, size_t indent)
{
	struct str text = file_token_text(writer->file, token);
	const struct measure *measure = &writer->measures[token];
	writer_break(writer, token, (struct break_style){.indent = indent, .comments = indent});
	if (!writer->is_empty) {
		size_t column = writer_column(writer, token);
		put_blanks(writer, column - writer->column);
		writer->column = column;
	}
	put_on_line(writer, text, measure->right - measure->left);
	if (writer->file->tokens.items[token].kind == PROSE)
		count_lines(writer, text);
}

void writer_text(struct writer *writer, struct str text)
{
	put_on_line(writer, text, text.len);
}

void writer_bytes(struct writer *writer, uint32_t from, uint32_t end, uint32_t next)
{
	struct str text = {writer->file->source->text + from, end - from};
	writer->indent = 0;
	put_on_line(writer, text, utf8_width(text));
	count_lines(writer, text);
	writer->done = next;
	writer->resume = end;
}

void writer_pad(struct writer *writer, size_t column)
{
	writer->pad = column;
}

/* ---- the whole ---- */

/* Index behind the remarks of lines that follow each other equally far in; *column is where they
 * begin. */
static uint32_t run_of(const struct writer *writer, uint32_t first, size_t *column)
{
	const struct remark *items = writer->remarks.items;
	uint32_t end = first;
	*column = 0;
	do {
		/* A line longer than others may be does not push their comments out of sight. */
		if (items[end].width <= LINE_WIDTH && items[end].width > *column)
			*column = items[end].width;
		end++;
	} while (end < writer->remarks.n && items[end].line == items[end - 1].line + 1 &&
		 (items[end].goes_on || items[end].indent == items[first].indent));
	*column += REMARK_BLANKS;
	return end;
}

bool writer_finish(struct writer *writer, struct out *out)
{
	size_t written = 0, column = 0, place = 0;
	uint32_t end = 0;
	if (!writer->is_empty)
		new_line(writer);
	struct str lines = out_view(&writer->lines);
	for (uint32_t i = 0; i < writer->remarks.n && out->len <= SOURCE_SIZE_MAX; i++) {
		const struct remark *remark = &writer->remarks.items[i];
		if (i == end)
			end = run_of(writer, i, &column);
		if (!remark->goes_on)
			place = remark->width <= LINE_WIDTH ? column
							    : remark->width + REMARK_BLANKS;
		out_str(out, str_slice(lines, written, remark->at));
		out_repeat(out, ' ', place - remark->width);
		out_str(out, remark->text);
		written = remark->at;
	}
	out_str(out, str_slice(lines, written, lines.len));
	return !writer->is_full && out->len <= SOURCE_SIZE_MAX;
}
