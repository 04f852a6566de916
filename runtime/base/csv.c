#include "runtime/base/csv.h"
#include <assert.h>
#include <string.h>

bool csv_is_separator(char c)
{
	bool is_word = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
	return (c == '\t' || (c >= ' ' && c <= '~')) && c != '"' && !is_word;
}

void csv_init(struct csv *csv, struct str text, char separator)
{
	assert(csv_is_separator(separator));
	*csv = (struct csv){.separator = separator, .line = 1};
	if (!text.ptr)
		text = STR("");
	csv->at = text.ptr;
	csv->end = text.ptr + text.len;
	if (str_starts(text, "\xef\xbb\xbf"))
		csv->at += 3;
	csv->is_stop[(unsigned char)separator] = true;
	csv->is_stop['\n'] = csv->is_stop['\r'] = true;
}

void csv_resume(struct csv *csv, const char *at, const char *end, uint32_t line)
{
	csv->at = at;
	csv->end = end;
	csv->line = line;
}

void csv_free(struct csv *csv)
{
	vec_free(&csv->cells);
	vec_free(&csv->starts);
	memory_release(csv->unescaped);
	*csv = (struct csv){0};
}

static const char *bare_end(const struct csv *csv)
{
	const char *p = csv->at, *end = csv->end;

	while (p < end && !csv->is_stop[(unsigned char)*p])
		p++;
	return p;
}

/* Takes the line end at `at`, if one stands there. */
static void take_line_end(struct csv *csv)
{
	if (csv->at == csv->end)
		return;
	csv->at += csv->end - csv->at >= 2 && csv->at[0] == '\r' && csv->at[1] == '\n' ? 2 : 1;
	csv->line++;
}

/* Counts the line ends inside quotes, from `at` to `to`, and moves there. */
static void take_quoted(struct csv *csv, const char *to)
{
	while (csv->at < to) {
		char c = *csv->at;
		if (c == '\n' || c == '\r')
			take_line_end(csv);
		else
			csv->at++;
	}
}

static void unescaped_add(struct csv *csv, const char *from, const char *to)
{
	size_t len = (size_t)(to - from);

	if (len > csv->cap_unescaped - csv->n_unescaped) {
		csv->cap_unescaped = (csv->n_unescaped + len) * 2;
		csv->unescaped = memory_resize(csv->unescaped, csv->cap_unescaped);
	}
	if (len)
		memcpy(csv->unescaped + csv->n_unescaped, from, len);
	csv->n_unescaped += len;
}

/* Reads a cell whose opening quote stands at `at`, up to the separator, line end or end behind it.
   The result has ptr NULL if its text is the last `len` bytes of the unescaped ones. */
static struct str quoted_cell(struct csv *csv, struct csv_record *record)
{
	const char *from = csv->at + 1, *end = csv->end;
	size_t n_before = csv->n_unescaped;
	bool is_copied = false;

	for (const char *p = from;;) {
		const char *quote = memchr(p, '"', (size_t)(end - p));
		if (!quote) {
			record->is_unclosed = true;
			take_quoted(csv, end);
			break;
		}
		if (quote + 1 < end && quote[1] == '"') {
			/* The first of the two is text, the second goes. */
			unescaped_add(csv, from, quote + 1);
			is_copied = true;
			from = p = quote + 2;
			continue;
		}
		take_quoted(csv, quote + 1);
		end = quote;
		break;
	}
	const char *tail = csv->at;
	csv->at = bare_end(csv);
	if (csv->at > tail) {
		record->has_trailing = true;
		unescaped_add(csv, from, end);
		unescaped_add(csv, tail, csv->at);
		is_copied = true;
	} else if (is_copied) {
		unescaped_add(csv, from, end);
	}
	if (is_copied)
		return (struct str){NULL, csv->n_unescaped - n_before};
	return (struct str){from, (size_t)(end - from)};
}

static bool is_blank(struct str text)
{
	for (size_t i = 0; i < text.len; i++) {
		if (text.ptr[i] != ' ' && text.ptr[i] != '\t')
			return false;
	}
	return true;
}

static void skip_blank_lines(struct csv *csv)
{
	while (csv->at < csv->end) {
		const char *stop = bare_end(csv);
		bool ends = stop == csv->end || *stop != csv->separator;
		if (!ends || !is_blank((struct str){csv->at, (size_t)(stop - csv->at)}))
			break;
		csv->at = stop;
		take_line_end(csv);
	}
}

/* The buffer of unescaped text moves while it grows, so cells point into it only at the end. */
static void place_unescaped(struct csv *csv)
{
	size_t at = 0;

	for (uint32_t i = 0; i < csv->cells.n; i++) {
		struct str *cell = &csv->cells.items[i];
		if (cell->ptr)
			continue;
		cell->ptr = csv->unescaped + at;
		at += cell->len;
	}
}

bool csv_next(struct csv *csv, struct csv_record *record)
{
	skip_blank_lines(csv);
	*record = (struct csv_record){.line = csv->line};
	csv->cells.n = csv->starts.n = 0;
	csv->n_unescaped = 0;
	if (csv->at == csv->end)
		return false;
	for (;;) {
		const char *start = csv->at;
		struct str cell;
		if (csv->at < csv->end && *csv->at == '"') {
			cell = quoted_cell(csv, record);
		} else {
			cell.ptr = csv->at;
			csv->at = bare_end(csv);
			cell.len = (size_t)(csv->at - cell.ptr);
		}
		if (csv->cells.n < CSV_CELLS_MAX) {
			vec_push(&csv->cells, cell);
			vec_push(&csv->starts, start);
		} else {
			record->is_too_wide = true;
		}
		if (csv->at == csv->end || *csv->at != csv->separator)
			break;
		csv->at++;
	}
	take_line_end(csv);
	if (csv->n_unescaped)
		place_unescaped(csv);
	record->cells = csv->cells.items;
	record->n = csv->cells.n;
	return true;
}
