#include "compiler/emit/csv/write.h"

#include "runtime/base/utf8.h"

/* ---- what spreadsheets run ---- */

/* What Excel, LibreOffice and Google Sheets pass over in front of a formula, or do not show. */
static bool is_blank(int32_t character)
{
	switch (character) {
	case ' ':
	case '\n':
	case '\v':
	case '\f':
	case 0x85:
	case 0xA0:
	case 0x1680:
	case 0x2028:
	case 0x2029:
	case 0x202F:
	case 0x205F:
	case 0x2060:
	case 0x3000:
	case 0xFEFF:
		return true;
	}
	return (character >= 0x2000 && character <= 0x200B) || utf8_is_bidi(character);
}

bool csv_is_formula(struct str text)
{
	while (text.len) {
		int32_t character = utf8_next(&text);
		switch (character) {
		case '=':
		case '+':
		case '-':
		case '@':
		case '\t':
		case '\r':
		case 0xFF1D: /* full-width = + - @ */
		case 0xFF0B:
		case 0xFF0D:
		case 0xFF20:
			return true;
		}
		if (!is_blank(character))
			return false;
	}
	return false;
}

/* ---- cells ---- */

static bool needs_quotes(struct str text)
{
	for (size_t i = 0; i < text.len; i++) {
		char c = text.ptr[i];
		if (c == ',' || c == '"' || c == '\r' || c == '\n' || c == '\t')
			return true;
	}
	/* Blanks at the ends belong to a cell, but not every reader keeps them. */
	return text.len && (text.ptr[0] == ' ' || text.ptr[text.len - 1] == ' ');
}

static void begin_cell(struct csv_writer *csv)
{
	if (csv->in_row)
		out_char(csv->out, ',');
	csv->in_row = true;
}

struct csv_writer csv_writer_begin(struct out *out, bool bom)
{
	if (bom)
		out_text(out, "\xEF\xBB\xBF");
	return (struct csv_writer){.out = out};
}

void csv_header(struct csv_writer *csv, const char *names)
{
	begin_cell(csv);
	out_text(csv->out, names);
	csv_row_end(csv);
}

void csv_text(struct csv_writer *csv, struct str text)
{
	begin_cell(csv);
	bool guarded = csv_is_formula(text), quoted = needs_quotes(text);
	if (quoted)
		out_char(csv->out, '"');
	if (guarded)
		out_char(csv->out, '\'');
	size_t from = 0;
	for (size_t i = 0; i < text.len; i++) {
		if (text.ptr[i] != '"')
			continue;
		utf8_out(csv->out, str_slice(text, from, i));
		out_text(csv->out, "\"\"");
		from = i + 1;
	}
	utf8_out(csv->out, str_slice(text, from, text.len));
	if (quoted)
		out_char(csv->out, '"');
}

void csv_word(struct csv_writer *csv, const char *word)
{
	csv_text(csv, str_from(word));
}

void csv_blank(struct csv_writer *csv, uint32_t n)
{
	for (uint32_t i = 0; i < n; i++)
		begin_cell(csv);
}

void csv_int(struct csv_writer *csv, int64_t n)
{
	begin_cell(csv);
	out_int(csv->out, n);
}

void csv_count(struct csv_writer *csv, int32_t n)
{
	if (n < 0)
		csv_blank(csv, 1);
	else
		csv_int(csv, n);
}

void csv_decimal(struct csv_writer *csv, struct decimal n)
{
	begin_cell(csv);
	decimal_print(csv->out, n);
}

void csv_quantity(struct csv_writer *csv, struct quantity quantity)
{
	if (quantity.set)
		csv_decimal(csv, quantity.n);
	else
		csv_blank(csv, 1);
}

void csv_date(struct csv_writer *csv, date_t date)
{
	begin_cell(csv);
	if (date)
		date_print(csv->out, date);
}

void csv_yes(struct csv_writer *csv, bool yes)
{
	csv_word(csv, yes ? "yes" : "no");
}

void csv_row_end(struct csv_writer *csv)
{
	out_text(csv->out, "\r\n");
	csv->in_row = false;
}
