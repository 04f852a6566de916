#include "compiler/cmd/minutes.h"

#include "compiler/emit/csv/write.h"
#include "runtime/base/csv.h"
#include "runtime/base/utf8.h"
#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static const char *const column_names[MINUTES_COLUMNS] = {"review", "session_date", "block", "kind",
	"id", "item", "party", "owner", "decision", "owner_next", "due_next", "notes"};

enum { COMPLAINTS_SHOWN = 50 };

void minutes_complain(struct minutes *minutes, const struct minutes_row *row,
	enum minutes_column column, const char *format, ...)
{
	char text[1024];
	va_list args;
	if (minutes->n_complaints++ >= COMPLAINTS_SHOWN)
		return;
	va_start(args, format);
	vsnprintf(text, sizeof text, format, args);
	va_end(args);
	struct out out = {0};
	out_printf(&out, "%s:%u: `%s`: ", minutes->path, row->line, column_names[column]);
	render_escaped(&out, str_from(text));
	out_char(&out, '\n');
	print_all(2, out_view(&out));
	out_free(&out);
}

void minutes_say_rest(const struct minutes *minutes)
{
	if (minutes->n_complaints > COMPLAINTS_SHOWN)
		complain("%u more cells of %s could not be read",
			minutes->n_complaints - COMPLAINTS_SHOWN, minutes->path);
}

/* ---- dates ---- */

struct parts {
	int n[3];
	size_t digits[3];
	char separator;
};

static bool split(struct str text, struct parts *parts)
{
	size_t at = 0;
	*parts = (struct parts){0};
	for (int i = 0; i < 3; i++) {
		while (at < text.len && isdigit((unsigned char)text.ptr[at]) &&
			parts->digits[i] < 4) {
			parts->n[i] = parts->n[i] * 10 + (text.ptr[at++] - '0');
			parts->digits[i]++;
		}
		if (!parts->digits[i])
			return false;
		if (i == 2)
			break;
		if (at == text.len || !strchr("-./", text.ptr[at]) ||
			(i && text.ptr[at] != parts->separator))
			return false;
		parts->separator = text.ptr[at++];
	}
	return at == text.len;
}

date_t minutes_date(struct str text, bool *ambiguous)
{
	struct parts parts;
	*ambiguous = false;
	if (!split(text, &parts))
		return DATE_NONE;
	if (parts.digits[0] == 4) /* the year first leaves one order */
		return date_make(parts.n[0], parts.n[1], parts.n[2]);
	if (parts.digits[2] != 4)
		return DATE_NONE;
	date_t day_first = date_make(parts.n[2], parts.n[1], parts.n[0]);
	date_t month_first = date_make(parts.n[2], parts.n[0], parts.n[1]);
	if (parts.separator == '.')
		return day_first;
	*ambiguous = day_first && month_first && day_first != month_first;
	return *ambiguous ? DATE_NONE : day_first ? day_first : month_first;
}

/* ---- the table ---- */

/* What a spreadsheet would take for a formula was written behind a '. */
static struct str cell_text(struct arena *arena, struct str cell)
{
	struct str text = str_trim(cell);
	if (text.len > 1 && text.ptr[0] == '\'' && csv_is_formula(str_slice(text, 1, text.len)))
		text = str_slice(text, 1, text.len);
	return str_copy(arena, text);
}

/* The separator is the one by which the first row has most columns that we know. */
static char find_separator(struct str text, uint32_t *n_known)
{
	static const char separators[] = {',', ';', '\t', '|'};
	char best = ',';
	*n_known = 0;
	for (size_t i = 0; i < sizeof separators; i++) {
		struct csv csv;
		struct csv_record record;
		uint32_t n = 0;
		csv_init(&csv, text, separators[i]);
		if (csv_next(&csv, &record))
			for (uint32_t k = 0; k < record.n; k++)
				for (int c = 0; c < MINUTES_COLUMNS; c++)
					n += str_is(str_trim(record.cells[k]), column_names[c]);
		csv_free(&csv);
		if (n > *n_known) {
			*n_known = n;
			best = separators[i];
		}
	}
	return best;
}

/* Where each column stands; false after saying which are missing or stand twice. */
static bool read_header(
	const struct minutes *minutes, const struct csv_record *record, uint32_t *places)
{
	struct out missing = {0};
	bool twice = false;
	for (int c = 0; c < MINUTES_COLUMNS; c++) {
		places[c] = UINT32_MAX;
		for (uint32_t k = 0; k < record->n; k++) {
			if (!str_is(str_trim(record->cells[k]), column_names[c]))
				continue;
			if (places[c] != UINT32_MAX) {
				complain("%s: column `%s` stands twice", minutes->path,
					column_names[c]);
				twice = true;
			}
			places[c] = k;
		}
		if (places[c] == UINT32_MAX)
			out_printf(&missing, "%s`%s`", missing.len ? ", " : "", column_names[c]);
	}
	if (missing.len)
		complain("%s has no column %.*s; columns keep the names that `pbp agenda` gave "
			 "them, in any order",
			minutes->path, STR_ARGS(out_view(&missing)));
	bool is_whole = !missing.len && !twice;
	out_free(&missing);
	return is_whole;
}

static bool is_blank(const struct csv_record *record)
{
	for (uint32_t i = 0; i < record->n; i++)
		if (str_trim(record->cells[i]).len)
			return false;
	return true;
}

static void read_rows(struct minutes *minutes, struct csv *csv, const uint32_t *places)
{
	struct csv_record record;
	while (csv_next(csv, &record)) {
		struct minutes_row row = {.line = record.line};
		if (is_blank(&record))
			continue;
		for (int c = 0; c < MINUTES_COLUMNS; c++)
			if (places[c] < record.n)
				row.cells[c] = cell_text(minutes->arena, record.cells[places[c]]);
		if (record.is_unclosed)
			minutes_complain(minutes, &row, MINUTES_NOTES,
				"a quote in this row is never closed, so the rest of the file is "
				"in "
				"it");
		vec_push(&minutes->rows, row);
	}
}

bool minutes_read(struct minutes *minutes, struct arena *arena, const char *path, struct str text)
{
	struct csv csv;
	struct csv_record record;
	uint32_t places[MINUTES_COLUMNS], n_known;
	*minutes = (struct minutes){.arena = arena, .path = path};
	size_t valid = utf8_valid_to(text);
	if (valid < text.len) {
		uint32_t line = 1;
		for (size_t i = 0; i < valid; i++)
			line += text.ptr[i] == '\n';
		complain("%s:%u is not UTF-8; save the file as CSV in UTF-8", path, line);
		return false;
	}
	if (memchr(text.ptr, '\0', text.len)) {
		complain("%s is no CSV file: there are zero bytes in it", path);
		return false;
	}
	csv_init(&csv, text, find_separator(text, &n_known));
	bool is_good = csv_next(&csv, &record);
	if (!is_good)
		complain("%s is empty; it is the file that `pbp agenda` wrote, filled in", path);
	is_good = is_good && read_header(minutes, &record, places);
	if (is_good)
		read_rows(minutes, &csv, places);
	csv_free(&csv);
	return is_good;
}

void minutes_free(struct minutes *minutes)
{
	vec_free(&minutes->rows);
}
