#include "tests/unit/unit.h"

#include "runtime/base/csv.h"
#include "runtime/base/out.h"
#include <string.h>

/* The records as "line:[cell][cell]" with '!' and a letter for each flag. */
static void dump(struct out *out, struct str text, char separator)
{
	struct csv csv;
	struct csv_record record;

	csv_init(&csv, text, separator);
	while (csv_next(&csv, &record)) {
		assert_true(record.n > 0);
		out_printf(out, "%u:", record.line);
		for (uint32_t i = 0; i < record.n; i++) {
			assert_non_null(record.cells[i].ptr);
			out_char(out, '[');
			out_str(out, record.cells[i]);
			out_char(out, ']');
		}
		if (record.is_unclosed)
			out_text(out, "!u");
		if (record.is_too_wide)
			out_text(out, "!w");
		if (record.has_trailing)
			out_text(out, "!t");
		out_char(out, ';');
	}
	assert_false(csv_next(&csv, &record));
	csv_free(&csv);
	out_char(out, '\0');
}

static void assert_records(struct str text, char separator, const char *expected)
{
	struct out out = {0};

	/* A copy of the exact size, so that reading past its end is seen. */
	char *copy = memory_resize(NULL, text.len);
	memcpy(copy, text.ptr, text.len);
	dump(&out, (struct str){copy, text.len}, separator);
	assert_string_equal(out.data, expected);
	memory_release(copy);
	out_free(&out);
}

static void plain_records(void **state)
{
	(void)state;
	assert_records(STR(""), ',', "");
	assert_records(STR("a"), ',', "1:[a];");
	assert_records(STR("a,b\nc,d\n"), ',', "1:[a][b];2:[c][d];");
	assert_records(STR("a,b\r\nc,d\r\n"), ',', "1:[a][b];2:[c][d];");
	assert_records(STR("a,b\rc,d\r"), ',', "1:[a][b];2:[c][d];");
	assert_records(STR("a,b\nc,d"), ',', "1:[a][b];2:[c][d];");
	assert_records(STR(",\n,,"), ',', "1:[][];2:[][][];");
	assert_records(STR("a,"), ',', "1:[a][];");
	assert_records(STR("a;b,c;d"), ';', "1:[a][b,c][d];");
	assert_records(STR("a\tb\n\t"), '\t', "1:[a][b];2:[][];");
	assert_records(STR(" a , b "), ',', "1:[ a ][ b ];");
	assert_records(STR("\xc3\xa9,\xe2\x82\xac"), ',', "1:[\xc3\xa9][\xe2\x82\xac];");
	struct csv csv;
	struct csv_record record;
	csv_init(&csv, (struct str){0}, ',');
	assert_false(csv_next(&csv, &record));
	csv_free(&csv);
}

static void blank_lines_and_bom_are_skipped(void **state)
{
	(void)state;
	assert_records(STR("\xef\xbb\xbf"
			   "a,b\n"),
		',', "1:[a][b];");
	assert_records(STR("\xef\xbb\xbf"
			   "\"a\",b\n"),
		',', "1:[a][b];");
	assert_records(STR("\xef\xbb\xbf"), ',', "");
	assert_records(STR("\n\r\n\ra\n\n\nb\n\n"), ',', "4:[a];7:[b];");
	assert_records(STR("a\n \t \nb\n  "), ',', "1:[a];3:[b];");
	assert_records(STR("a\n\"\"\nb"), ',', "1:[a];2:[];3:[b];");
	assert_records(STR("a\n,\n"), ',', "1:[a];2:[][];");
}

static void quoted_cells(void **state)
{
	(void)state;
	assert_records(STR("\"a\",\"b\"\n\"c\"\n"), ',', "1:[a][b];2:[c];");
	assert_records(STR("\"a,b\";\"c;d\""), ';', "1:[a,b][c;d];");
	assert_records(STR("\"\",\"\""), ',', "1:[][];");
	assert_records(STR("\"a\"\"b\""), ',', "1:[a\"b];");
	assert_records(STR("\"\"\"\""), ',', "1:[\"];");
	assert_records(STR("\"\"\"a\"\"\",\"\"\"\"\"\",x,\"y\"\"\"\n\"z\""), ',',
		"1:[\"a\"][\"\"][x][y\"];2:[z];");
	assert_records(STR("\"a\nb\r\nc\rd\",e\nf\n"), ',', "1:[a\nb\r\nc\rd][e];5:[f];");
	assert_records(STR("\"\n\"\n\n\"\"\"\n\"\nx"), ',', "1:[\n];4:[\"\n];6:[x];");
	/* Inside a cell that began without one, a quote is text. */
	assert_records(STR("a\"b,5\" pipe, \"c\"\n"), ',', "1:[a\"b][5\" pipe][ \"c\"];");
}

static void malformed_quotes_are_flagged(void **state)
{
	(void)state;
	assert_records(STR("\"a\" ,b\n"), ',', "1:[a ][b]!t;");
	assert_records(STR("x,\"a\"b\"c\",d\ne\n"), ',', "1:[x][ab\"c\"][d]!t;2:[e];");
	assert_records(STR("\"a\"\"\"x"), ',', "1:[a\"x]!t;");
	assert_records(STR("a,\"b\nc,d\n"), ',', "1:[a][b\nc,d\n]!u;");
	assert_records(STR("a,\"b\"\"\nc"), ',', "1:[a][b\"\nc]!u;");
	assert_records(STR("a\n\""), ',', "1:[a];2:[]!u;");
	assert_records(STR("\"\"\""), ',', "1:[\"]!u;");
}

static void cells_know_where_they_start(void **state)
{
	static const char text[] = "\xef\xbb\xbf"
				   "h,i\n\xc3\xa9,\"x\r\ny\"\"\n z\",\"\xe2\x82\xac\",,\"w\"\nk";
	static const size_t starts[] = {7, 10, 22, 28, 29};
	struct csv csv;
	struct csv_record record;

	(void)state;
	csv_init(&csv, (struct str){text, sizeof text - 1}, ',');
	assert_true(csv_next(&csv, &record));
	assert_ptr_equal(csv.starts.items[0], text + 3);
	assert_ptr_equal(csv.starts.items[1], text + 5);
	assert_true(csv_next(&csv, &record));
	assert_int_equal(record.line, 2);
	assert_int_equal(record.n, 5);
	for (uint32_t i = 0; i < 5; i++)
		assert_ptr_equal(csv.starts.items[i], text + starts[i]);
	assert_true(csv_next(&csv, &record));
	assert_int_equal(record.line, 5);
	assert_ptr_equal(csv.starts.items[0], text + sizeof text - 2);
	csv_free(&csv);
}

static void plain_cells_are_not_copied(void **state)
{
	struct csv csv;
	struct csv_record record;
	struct str text = STR("ab,\"cd\",\"e\"\"f\"");

	(void)state;
	csv_init(&csv, text, ',');
	assert_true(csv_next(&csv, &record));
	assert_ptr_equal(record.cells[0].ptr, text.ptr);
	assert_ptr_equal(record.cells[1].ptr, text.ptr + 4);
	assert_int_equal(record.cells[2].len, 3);
	csv_free(&csv);
}

static void too_wide_records_are_flagged(void **state)
{
	struct csv csv;
	struct csv_record record;

	(void)state;
	for (uint32_t n = CSV_CELLS_MAX - 1; n <= CSV_CELLS_MAX + 2; n++) {
		struct out out = {0};
		for (uint32_t i = 0; i < n; i++)
			out_printf(&out, "%s\"%u\"\"\"", i ? "," : "", i);
		out_text(&out, "\nnext\n");
		csv_init(&csv, out_view(&out), ',');
		assert_true(csv_next(&csv, &record));
		assert_int_equal(record.n, n < CSV_CELLS_MAX ? n : CSV_CELLS_MAX);
		assert_int_equal(record.is_too_wide, n > CSV_CELLS_MAX);
		assert_true(str_is(record.cells[0], "0\""));
		assert_true(str_is(record.cells[4094], "4094\""));
		assert_true(csv_next(&csv, &record));
		assert_int_equal(record.line, 2);
		assert_int_equal(record.n, 1);
		assert_false(record.is_too_wide);
		assert_true(str_is(record.cells[0], "next"));
		csv_free(&csv);
		out_free(&out);
	}
}

/* Writes random cells in quotes or, where that is allowed, without, and reads them back. */
static void what_is_written_comes_back(void **state)
{
	static const char alphabet[] = "ab,\"\n\r; \t\xc3";
	uint32_t seed = 12345;
	struct out text = {0};
	VEC(struct str) cells = {0};
	struct arena arena;

	(void)state;
	arena_init(&arena);
	enum { ROWS = 2000, COLUMNS = 4 };
	for (int row = 0; row < ROWS; row++) {
		for (int column = 0; column < COLUMNS; column++) {
			char cell[8];
			size_t len = (seed = seed * 1103515245 + 12345) >> 16 & 7;
			for (size_t i = 0; i < len; i++) {
				seed = seed * 1103515245 + 12345;
				cell[i] = alphabet[(seed >> 16) % (sizeof alphabet - 1)];
			}
			struct str s = str_copy(&arena, (struct str){cell, len});
			vec_push(&cells, s);
			if (column)
				out_char(&text, ',');
			bool needs = false;
			for (size_t i = 0; i < len; i++)
				needs = needs || strchr(",\"\r\n", cell[i]);
			if (needs || row % 2)
				out_char(&text, '"');
			for (size_t i = 0; i < len; i++) {
				out_char(&text, cell[i]);
				if (cell[i] == '"')
					out_char(&text, '"');
			}
			if (needs || row % 2)
				out_char(&text, '"');
		}
		out_text(&text, row % 3 == 0 ? "\r\n" : row % 3 == 1 ? "\n" : "\r");
	}
	struct csv csv;
	struct csv_record record;
	uint32_t n = 0;
	csv_init(&csv, out_view(&text), ',');
	for (; csv_next(&csv, &record); n++) {
		assert_int_equal(record.n, COLUMNS);
		assert_false(record.is_unclosed || record.is_too_wide || record.has_trailing);
		for (uint32_t i = 0; i < COLUMNS; i++)
			assert_true(str_equal(record.cells[i], cells.items[n * COLUMNS + i]));
	}
	assert_int_equal(n, ROWS);
	csv_free(&csv);
	vec_free(&cells);
	out_free(&text);
	arena_free(&arena);
}

static void separators(void **state)
{
	unsigned n = 0;

	(void)state;
	for (int c = -128; c < 128; c++)
		n += csv_is_separator((char)c);
	/* 95 printable characters without 62 letters and digits and the quote, and the tab. */
	assert_int_equal(n, 33);
	assert_true(csv_is_separator(',') && csv_is_separator(';') && csv_is_separator('\t'));
	assert_true(csv_is_separator('|'));
	assert_false(csv_is_separator('"') || csv_is_separator('\n') || csv_is_separator('a'));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(plain_records),
		cmocka_unit_test(blank_lines_and_bom_are_skipped),
		cmocka_unit_test(quoted_cells),
		cmocka_unit_test(malformed_quotes_are_flagged),
		cmocka_unit_test(cells_know_where_they_start),
		cmocka_unit_test(plain_cells_are_not_copied),
		cmocka_unit_test(too_wide_records_are_flagged),
		cmocka_unit_test(what_is_written_comes_back),
		cmocka_unit_test(separators),
	};
	return cmocka_run_group_tests_name("csv", tests, NULL, NULL);
}
