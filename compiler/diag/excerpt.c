#include "compiler/diag/excerpt.h"
#include "compiler/diag/render.h"
#include "runtime/base/utf8.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

enum {
	COLUMNS = 140, /* of a source line with its gutter, where nobody says how wide */
	COLUMNS_MIN = 40,
	WINDOW_MIN = 20,
	TAB_COLUMNS = 4,
	BYTES_PER_COLUMN =
		8, /* text with more bytes than that to a column is cut as if it were wide */
	MARKS_MAX = EXCERPT_LABELS_MAX + 1,
};

/* A place under which something is drawn. Offsets are bytes of its line. */
struct mark {
	uint32_t source, line;
	uint32_t from, to;
	struct str text;
	bool primary;
	unsigned left, right; /* columns, once the line has been laid out */
};

struct excerpt {
	struct out *out;
	struct sources *sources;
	struct arena *arena;
	const struct excerpt_style *style;
	unsigned digits; /* of the largest line number */
	struct mark marks[MARKS_MAX];
	uint32_t n;
};

/* ---- places ---- */

static uint32_t line_of(struct sources *sources, uint32_t id, uint32_t offset)
{
	source_line(sources, id, 1); /* makes the table of line starts */
	const struct source *source = sources_get(sources, id);
	uint32_t low = 0, high = source->n_lines;
	while (high - low > 1) {
		uint32_t middle = low + (high - low) / 2;
		if (source->line_starts[middle] <= offset)
			low = middle;
		else
			high = middle;
	}
	return low + 1;
}

/* Where the character begins that has byte `at` inside it; a byte of none begins itself. */
static uint32_t character_start(struct str text, uint32_t at)
{
	for (uint32_t back = 1; back <= 3 && back <= at; back++) {
		struct str rest = str_slice(text, at - back, text.len);
		size_t len = rest.len;
		if (utf8_next(&rest) >= 0)
			return len - rest.len > back ? at - back : at;
	}
	return at;
}

struct place place_find(struct place_finder *finder, struct sources *sources, struct span span)
{
	const struct source *source = sources_get(sources, span.source);
	uint32_t offset = span.start < source->len ? span.start : source->len;
	uint32_t line = line_of(sources, span.source, offset);
	uint32_t start = source->line_starts[line - 1];
	offset = offset < start ? start : offset;
	struct str text = {source->text + start, source->len - start};
	offset = start + character_start(text, offset - start);
	if (finder->source != span.source || finder->line != line || finder->offset > offset)
		*finder = (struct place_finder){span.source, line, start, 1};
	struct str between = {source->text + finder->offset, offset - finder->offset};
	finder->column += (uint32_t)utf8_count(between);
	finder->offset = offset;
	return (struct place){line, finder->column};
}

/* ---- a line in its window ---- */

static struct shown shown_in_line(struct str *rest)
{
	if (rest->ptr[0] != '\t')
		return shown_next(rest);
	struct shown tab = {.bytes = "    ", .len = TAB_COLUMNS, .width = TAB_COLUMNS};
	*rest = str_slice(*rest, 1, rest->len);
	return tab;
}

struct window {
	uint32_t from, to; /* bytes of the line */
};

/* How far `columns` columns reach from `at`, at most to `stop`. */
static uint32_t forward(
	struct str line, uint32_t at, uint32_t stop, unsigned columns, unsigned *used)
{
	uint32_t start = at;
	*used = 0;
	while (at < stop && at - start < columns * BYTES_PER_COLUMN) {
		struct str rest = str_slice(line, at, line.len);
		unsigned width = shown_in_line(&rest).width;
		if (*used + width > columns)
			break;
		*used += width;
		at = (uint32_t)(line.len - rest.len);
	}
	return at;
}

static uint32_t backward(struct str line, uint32_t at, unsigned columns, unsigned *used)
{
	uint32_t start = at;
	*used = 0;
	while (at > 0 && start - at < columns * BYTES_PER_COLUMN) {
		uint32_t before = character_start(line, at - 1);
		struct str rest = str_slice(line, before, line.len);
		unsigned width = shown_in_line(&rest).width;
		if (*used + width > columns)
			break;
		*used += width;
		at = before;
	}
	return at;
}

/* The parts of a line to show: all of it if it fits, else what lies around each mark. Costs as much
 * as is shown. */
static uint32_t choose_windows(struct str line, const struct mark *marks, uint32_t n,
	unsigned columns, struct window *windows)
{
	unsigned used, back, share = columns / (n ? n : 1);
	uint32_t count = 0, len = (uint32_t)line.len;
	share = share > WINDOW_MIN + 6 ? share - 6 : WINDOW_MIN; /* 6: "..." on both sides */
	windows[0] = (struct window){0, forward(line, 0, len, columns, &used)};
	if (windows[0].to == len)
		return 1;
	if (!n) {
		windows[0].to = forward(line, 0, len, columns - 3, &used);
		return 1;
	}
	for (uint32_t i = 0; i < n; i++) {
		uint32_t to = forward(line, marks[i].from, marks[i].to, share, &used);
		unsigned room = share - used;
		uint32_t from = backward(line, marks[i].from, room / 2, &back);
		to = forward(line, to, len, room - back, &used);
		if (count && from <= windows[count - 1].to + 3) {
			if (to > windows[count - 1].to)
				windows[count - 1].to = to;
			continue;
		}
		windows[count++] = (struct window){from, to};
	}
	return count;
}

static void put_window(struct excerpt *e, struct str line, struct window window, struct mark *marks,
	uint32_t n, unsigned *column)
{
	uint32_t at = window.from;
	while (at < window.to) {
		struct str rest = str_slice(line, at, line.len);
		struct shown shown = shown_in_line(&rest);
		uint32_t next = (uint32_t)(line.len - rest.len);
		for (uint32_t i = 0; i < n; i++) {
			if (marks[i].from >= at && marks[i].from < next)
				marks[i].left = marks[i].right = *column;
			if (marks[i].from < next && marks[i].to > at)
				marks[i].right = *column + shown.width;
		}
		out_bytes(e->out, shown.bytes, shown.len);
		*column += shown.width;
		at = next;
	}
	for (uint32_t i = 0; i < n; i++) /* behind the last character */
		if (marks[i].from == window.to && window.to == line.len)
			marks[i].left = marks[i].right = *column;
}

static void put_gutter(struct excerpt *e, uint32_t number)
{
	if (number)
		out_printf(e->out, "%*u |", (int)e->digits, number);
	else
		out_printf(e->out, "%*s |", (int)e->digits, "");
}

static void put_line(
	struct excerpt *e, uint32_t number, struct str line, struct mark *marks, uint32_t n)
{
	struct window windows[MARKS_MAX + 1];
	unsigned column = 0, width = e->style->width ? e->style->width : COLUMNS;
	if (width < COLUMNS_MIN)
		width = COLUMNS_MIN;
	uint32_t count = choose_windows(line, marks, n, width - e->digits - 3, windows);
	put_gutter(e, number);
	if (line.len)
		out_char(e->out, ' ');
	for (uint32_t i = 0; i < count; i++) {
		if (i || windows[i].from) {
			out_text(e->out, "...");
			column += 3;
		}
		put_window(e, line, windows[i], marks, n, &column);
	}
	if (windows[count - 1].to < line.len)
		out_text(e->out, "...");
	out_char(e->out, '\n');
	for (uint32_t i = 0; i < n; i++)
		if (marks[i].right <= marks[i].left)
			marks[i].right = marks[i].left + 1;
}

/* ---- carets and labels below a line ---- */

/* Something drawn in one of the rows below a line: a run of ^ or -, a | or a label. */
struct piece {
	unsigned row, column, width;
	char fill; /* 0: the text */
	struct str text;
	bool primary;
};

struct drawing {
	VEC(struct piece) pieces;
	unsigned n_rows;
};

static void add_piece(struct drawing *drawing, struct piece piece)
{
	vec_push(&drawing->pieces, piece);
	if (piece.row >= drawing->n_rows)
		drawing->n_rows = piece.row + 1;
}

/* Runs of ^ and -; where places overlap the caret is on top. */
static void draw_carets(struct drawing *drawing, const struct mark *marks, uint32_t n)
{
	unsigned end = 0;
	for (uint32_t i = 0; i < n; i++)
		end = marks[i].right > end ? marks[i].right : end;
	struct piece run = {0};
	for (unsigned column = 0; column <= end; column++) {
		char fill = 0;
		for (uint32_t i = 0; i < n; i++)
			if (marks[i].left <= column && column < marks[i].right && fill != '^')
				fill = marks[i].primary ? '^' : '-';
		if (run.width && run.fill != fill) {
			add_piece(drawing, run);
			run.width = 0;
		}
		if (fill && !run.width)
			run = (struct piece){
				.column = column, .fill = fill, .primary = fill == '^'};
		run.width += fill != 0;
	}
}

/* True if nothing stands there, with a blank on either side. */
static bool is_free(const struct drawing *drawing, unsigned row, unsigned column, unsigned width)
{
	for (uint32_t i = 0; i < drawing->pieces.n; i++) {
		const struct piece *piece = &drawing->pieces.items[i];
		if (piece->row == row && column <= piece->column + piece->width &&
			piece->column <= column + width)
			return false;
	}
	return true;
}

/* A label stands behind its carets, or below them where that place is taken. */
static void draw_label(struct drawing *drawing, const struct mark *mark)
{
	struct piece label = {
		.text = mark->text, .primary = mark->primary, .column = mark->right + 1};
	if (!mark->text.len)
		return;
	label.width = (unsigned)utf8_width(mark->text);
	if (is_free(drawing, 0, label.column, label.width)) {
		add_piece(drawing, label);
		return;
	}
	label.column = mark->left;
	for (label.row = 1; !is_free(drawing, label.row, label.column, label.width); label.row++)
		;
	for (unsigned row = 1; row < label.row; row++)
		if (is_free(drawing, row, label.column, 1))
			add_piece(drawing, (struct piece){.row = row,
						   .column = label.column,
						   .width = 1,
						   .fill = '|',
						   .primary = mark->primary});
	add_piece(drawing, label);
}

static int compare_pieces(const void *a, const void *b)
{
	const struct piece *left = a, *right = b;
	if (left->row != right->row)
		return left->row < right->row ? -1 : 1;
	return left->column < right->column ? -1 : left->column > right->column;
}

static void put_piece(struct excerpt *e, const struct piece *piece)
{
	out_text(e->out, piece->primary ? e->style->primary : e->style->secondary);
	if (piece->fill)
		out_repeat(e->out, piece->fill, piece->width);
	else
		out_str(e->out, piece->text);
	out_text(e->out, e->style->plain);
}

static void put_marks(struct excerpt *e, const struct mark *marks, uint32_t n)
{
	struct drawing drawing = {0};
	draw_carets(&drawing, marks, n);
	for (uint32_t i = n; i-- > 0;) /* from right to left: what stands left goes further down */
		draw_label(&drawing, &marks[i]);
	qsort(drawing.pieces.items, drawing.pieces.n, sizeof *drawing.pieces.items, compare_pieces);
	uint32_t i = 0;
	for (unsigned row = 0; row < drawing.n_rows; row++) {
		unsigned column = 0;
		put_gutter(e, 0);
		out_char(e->out, ' ');
		for (; i < drawing.pieces.n && drawing.pieces.items[i].row == row; i++) {
			const struct piece *piece = &drawing.pieces.items[i];
			assert(piece->column >= column);
			out_repeat(e->out, ' ', piece->column - column);
			put_piece(e, piece);
			column = piece->column + piece->width;
		}
		out_char(e->out, '\n');
	}
	vec_free(&drawing.pieces);
}

/* ---- the whole ---- */

static struct str escaped_copy(struct arena *arena, struct str text)
{
	struct out out = {0};
	shown_message(&out, text);
	struct str copy = str_copy(arena, out_view(&out));
	out_free(&out);
	return copy;
}

static void add_mark(struct excerpt *e, struct span span, struct str text, bool primary)
{
	if (!span.source || e->n == MARKS_MAX)
		return;
	struct source *source = sources_get(e->sources, span.source);
	struct mark mark = {.source = span.source, .primary = primary};
	mark.text = escaped_copy(e->arena, text);
	uint32_t start = span.start < source->len ? span.start : source->len;
	mark.line = line_of(e->sources, span.source, start);
	struct str line = source_line(e->sources, span.source, mark.line);
	uint32_t line_start = source->line_starts[mark.line - 1];
	mark.from = start < line_start ? 0 : start - line_start;
	if (mark.from > line.len)
		mark.from = (uint32_t)line.len;
	mark.from = character_start(line, mark.from);
	uint32_t room = (uint32_t)line.len - mark.from; /* of several lines the first is shown */
	mark.to = mark.from + (span.len < room ? span.len : room);
	e->marks[e->n++] = mark;
}

static int compare_marks(const void *a, const void *b)
{
	const struct mark *left = a, *right = b;
	if (left->line != right->line)
		return left->line < right->line ? -1 : 1;
	if (left->from != right->from)
		return left->from < right->from ? -1 : 1;
	if (left->to != right->to)
		return left->to < right->to ? -1 : 1;
	return left->primary - right->primary;
}

/* The lines of one source in order, with "..." where more than one lies between. */
static void put_source(struct excerpt *e, struct mark *marks, uint32_t n)
{
	uint32_t last = 0, source = marks[0].source;
	for (uint32_t i = 0; i < n;) {
		uint32_t line = marks[i].line, count = 1;
		while (i + count < n && marks[i + count].line == line)
			count++;
		if (last && line > last + 2)
			out_text(e->out, "...\n");
		else if (last && line == last + 2)
			put_line(e, last + 1, source_line(e->sources, source, last + 1), NULL, 0);
		put_line(e, line, source_line(e->sources, source, line), marks + i, count);
		put_marks(e, marks + i, count);
		last = line;
		i += count;
	}
}

static void put_place(struct excerpt *e, const char *arrow, uint32_t source, struct place place)
{
	out_text(e->out, arrow);
	render_escaped(e->out, sources_get(e->sources, source)->path);
	out_printf(e->out, ":%u:%u\n", place.line, place.column);
}

static unsigned count_digits(const struct excerpt *e)
{
	unsigned digits = 1;
	for (uint32_t i = 0; i < e->n; i++) {
		unsigned own = 1;
		for (uint32_t line = e->marks[i].line; line >= 10; line /= 10)
			own++;
		digits = own > digits ? own : digits;
	}
	return digits;
}

/* Brings the marks of the first one's source to the front, in order of lines; returns their number.
 */
static uint32_t gather_source(struct mark *marks, uint32_t n)
{
	uint32_t count = 1;
	for (uint32_t i = 1; i < n; i++) {
		if (marks[i].source != marks[0].source)
			continue;
		struct mark mark = marks[i];
		memmove(marks + count + 1, marks + count, (i - count) * sizeof *marks);
		marks[count++] = mark;
	}
	qsort(marks, count, sizeof *marks, compare_marks);
	return count;
}

void excerpt_print(struct out *out, struct excerpts *excerpts, const struct finding *finding,
	const struct excerpt_style *style)
{
	struct sources *sources = excerpts->sources;
	struct excerpt e = {
		.out = out, .sources = sources, .arena = excerpts->arena, .style = style};
	uint32_t own = finding->span.source;
	add_mark(&e, finding->span, finding->caret, true);
	for (const struct label *label = finding->labels; label; label = label->next)
		add_mark(&e, label->span, label->text, false);
	e.digits = count_digits(&e);
	if (own)
		put_place(&e, "  --> ", own, place_find(&excerpts->own, sources, finding->span));
	for (uint32_t i = 0; i < e.n && !style->quotes_nothing;) {
		struct mark *first = e.marks + i;
		uint32_t count = gather_source(first, e.n - i);
		uint32_t source = first->source;
		if (source != own) {
			uint32_t line = sources_get(sources, source)->line_starts[first->line - 1];
			struct span span = {source, line + first->from, 0};
			put_place(
				&e, "  ::: ", source, place_find(&excerpts->other, sources, span));
		}
		put_source(&e, first, count);
		i += count;
	}
}
