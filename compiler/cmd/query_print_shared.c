#include "compiler/cmd/query.h"

#include "compiler/emit/csv/write.h"
#include "compiler/plan/value_json.h"
#include "runtime/base/utf8.h"
#include <sys/ioctl.h>
#include <unistd.h>

static struct str cell_text(struct out *out, const struct answer_row *row, uint32_t column)
{
	out->len = 0;
	value_print(row->plan, out, &row->cells[column].value);
	return out_view(out);
}

/* ---- as a table ---- */

enum { COLUMN_MIN = 8, GAP = 2 };

unsigned terminal_width(int stream)
{
	struct winsize size;
	return isatty(stream) && ioctl(stream, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

struct layout {
	struct out *out;
	struct out cell, shown;
	unsigned *widths; /* by column */
	bool *numbers;	  /* all values are numbers: to the right */
};

/* The cell as a terminal may show it: no control characters, one line. */
static struct str shown_cell(struct layout *l, const struct answer_row *row, uint32_t column)
{
	struct str text = cell_text(&l->cell, row, column);
	l->shown.len = 0;
	render_escaped(&l->shown, text);
	return out_view(&l->shown);
}

static void measure(struct layout *l, const struct answer *answer)
{
	for (uint32_t i = 0; i < answer->n_columns; i++) {
		l->widths[i] = (unsigned)utf8_width(answer->columns[i].name);
		l->numbers[i] = answer->rows.n > 0;
		for (uint32_t k = 0; k < answer->rows.n; k++) {
			const struct answer_row *row = &answer->rows.items[k];
			unsigned width = (unsigned)utf8_width(shown_cell(l, row, i));
			enum value_kind kind = row->cells[i].value.kind;
			l->widths[i] = width > l->widths[i] ? width : l->widths[i];
			l->numbers[i] &= answer->n_columns > 1 &&
					 (kind == VALUE_QUANTITY || kind == VALUE_NONE);
		}
	}
}

/* The widest columns give way until all fit. */
static void shrink(struct layout *l, const struct answer *answer, unsigned limit)
{
	for (;;) {
		unsigned total = 0;
		uint32_t widest = 0;
		bool any = false;
		for (uint32_t i = 0; i < answer->n_columns; i++) {
			if (answer->columns[i].is_left_out)
				continue;
			total += l->widths[i] + (any ? GAP : 0);
			if (!any || l->widths[i] > l->widths[widest])
				widest = i;
			any = true;
		}
		if (!any || total <= limit || l->widths[widest] <= COLUMN_MIN)
			return;
		unsigned over = total - limit, room = l->widths[widest] - COLUMN_MIN;
		l->widths[widest] -= over < room ? (over + 1) / 2 : (room + 1) / 2;
	}
}

/* As much of the text as fits, with its padding. */
static void put_cell(struct layout *l, struct str text, uint32_t column, bool last)
{
	unsigned width = l->widths[column], used = (unsigned)utf8_width(text);
	if (used > width) {
		struct str rest = text;
		unsigned shown = 0;
		while (rest.len) {
			struct str next = rest;
			utf8_next(&next);
			unsigned w =
				(unsigned)utf8_width((struct str){rest.ptr, rest.len - next.len});
			if (shown + w > width - 1)
				break;
			shown += w;
			rest = next;
		}
		out_bytes(l->out, text.ptr, text.len - rest.len);
		out_text(l->out, "\xe2\x80\xa6");
		used = shown + 1;
	} else {
		if (l->numbers[column])
			out_repeat(l->out, ' ', width - used);
		out_str(l->out, text);
		used = l->numbers[column] ? width : used;
	}
	if (!last)
		out_repeat(l->out, ' ', width - used + GAP);
}

static uint32_t last_column(const struct answer *answer)
{
	uint32_t last = answer->n_columns - 1;
	while (last && answer->columns[last].is_left_out)
		last--;
	return last;
}

void answer_print_table(struct out *out, const struct answer *answer, unsigned width)
{
	struct arena arena;
	if (!answer->rows.n)
		return;
	arena_init(&arena);
	struct layout l = {.out = out,
		.widths = arena_array(&arena, unsigned, answer->n_columns),
		.numbers = arena_array(&arena, bool, answer->n_columns)};
	uint32_t last = last_column(answer);
	measure(&l, answer);
	if (width)
		shrink(&l, answer, width);
	for (uint32_t i = 0; answer->n_columns > 1 && i <= last; i++)
		if (!answer->columns[i].is_left_out)
			put_cell(&l, answer->columns[i].name, i, i == last);
	if (answer->n_columns > 1)
		out_char(out, '\n');
	for (uint32_t k = 0; k < answer->rows.n; k++) {
		for (uint32_t i = 0; i <= last; i++)
			if (!answer->columns[i].is_left_out)
				put_cell(&l, shown_cell(&l, &answer->rows.items[k], i), i,
					i == last);
		while (out->len && out->data[out->len - 1] == ' ')
			out->len--;
		out_char(out, '\n');
	}
	out_free(&l.cell);
	out_free(&l.shown);
	arena_free(&arena);
}

/* ---- as CSV ---- */

/* Whether some value of the column has a unit, which then stands beside it. */
static bool has_units(const struct answer *answer, uint32_t column)
{
	for (uint32_t k = 0; k < answer->rows.n; k++) {
		const struct value *value = &answer->rows.items[k].cells[column].value;
		if (value->kind == VALUE_QUANTITY && value->quantity.unit != UNIT_NONE)
			return true;
	}
	return false;
}

static void put_csv_cell(
	struct csv_writer *csv, struct out *text, const struct answer_row *row, uint32_t i)
{
	const struct value *value = &row->cells[i].value;
	text->len = 0;
	if (value->kind == VALUE_QUANTITY) {
		csv_decimal(csv, value->quantity.n);
		return;
	}
	value_print_whole(row->plan, text, value);
	csv_text(csv, out_view(text));
}

void answer_print_csv(struct out *out, const struct answer *answer, bool bom)
{
	struct csv_writer csv = csv_writer_begin(out, bom);
	struct arena arena;
	struct out text = {0};
	arena_init(&arena);
	bool *with_unit = arena_array(&arena, bool, answer->n_columns);
	for (uint32_t i = 0; i < answer->n_columns; i++) {
		if (answer->columns[i].is_left_out)
			continue;
		csv_text(&csv, answer->columns[i].name);
		with_unit[i] = has_units(answer, i);
		if (!with_unit[i])
			continue;
		text.len = 0;
		out_printf(&text, "%.*s_unit", STR_ARGS(answer->columns[i].name));
		csv_text(&csv, out_view(&text));
	}
	csv_row_end(&csv);
	for (uint32_t k = 0; k < answer->rows.n; k++) {
		const struct answer_row *row = &answer->rows.items[k];
		for (uint32_t i = 0; i < answer->n_columns; i++) {
			const struct value *value = &row->cells[i].value;
			if (answer->columns[i].is_left_out)
				continue;
			put_csv_cell(&csv, &text, row, i);
			if (with_unit[i] && value->kind == VALUE_QUANTITY)
				csv_text(&csv, unit_text(row->plan, value->quantity.unit, true));
			else if (with_unit[i])
				csv_blank(&csv, 1);
		}
		csv_row_end(&csv);
	}
	out_free(&text);
	arena_free(&arena);
}

/* ---- as JSON ---- */

void answer_print_json(struct out *out, const struct answer *answer)
{
	struct json_writer json = {.out = out, .flat = 2};
	struct out key = {0};
	json_put_object(&json, NULL);
	json_put_int(&json, "version", 1);
	json_put_array(&json, "rows");
	for (uint32_t k = 0; k < answer->rows.n; k++) {
		const struct answer_row *row = &answer->rows.items[k];
		json_put_object(&json, NULL);
		for (uint32_t i = 0; i < answer->n_columns; i++) {
			if (answer->columns[i].is_left_out)
				continue;
			key.len = 0;
			out_str(&key, answer->columns[i].name);
			out_char(&key, '\0');
			value_put_json(&json, key.data, row->plan, &row->cells[i].value);
		}
		json_put_end(&json);
	}
	json_put_end(&json);
	json_put_end(&json);
	out_free(&key);
}
