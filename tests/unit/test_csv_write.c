#include "tests/unit/unit.h"

#include "compiler/emit/csv/write.h"
#include "runtime/base/csv.h"

#include <string.h>

/* Exactly these bytes have been written; empties the buffer. */
static void expect(struct out *out, const char *bytes)
{
	struct str view = out_view(out);
	assert_int_equal(view.len, strlen(bytes));
	assert_memory_equal(view.ptr, bytes, view.len);
	out_free(out);
	*out = (struct out){0};
}

static void writes_records(void **state)
{
	(void)state;
	struct out out = {0};
	struct csv_writer csv = csv_writer_begin(&out, false);
	csv_header(&csv, "a,b,c");
	csv_text(&csv, STR("plain"));
	csv_text(&csv, STR("Smith, John"));
	csv_text(&csv, STR("the \"big\" one"));
	csv_row_end(&csv);
	csv_text(&csv, STR("two\nlines"));
	csv_text(&csv, STR("two\r\nlines"));
	csv_text(&csv, STR("a\tb"));
	csv_row_end(&csv);
	expect(&out, "a,b,c\r\n"
		     "plain,\"Smith, John\",\"the \"\"big\"\" one\"\r\n"
		     "\"two\nlines\",\"two\r\nlines\",\"a\tb\"\r\n");
}

static void writes_values(void **state)
{
	(void)state;
	struct out out = {0};
	struct csv_writer csv = csv_writer_begin(&out, false);
	csv_int(&csv, -363);
	csv_decimal(&csv, (struct decimal){-123450, 2});
	csv_decimal(&csv, (struct decimal){1234567, 0});
	csv_quantity(&csv, (struct quantity){{275, 1}, UNIT_PERCENT, true});
	csv_quantity(&csv, (struct quantity){0});
	csv_date(&csv, date_make(2026, 5, 15));
	csv_date(&csv, DATE_NONE);
	csv_yes(&csv, true);
	csv_yes(&csv, false);
	csv_blank(&csv, 2);
	csv_text(&csv, (struct str){0});
	csv_row_end(&csv);
	expect(&out, "-363,-1234.50,1234567,27.5,,2026-05-15,,yes,no,,,\r\n");
	/* A record whose first cell is empty keeps it. */
	csv_blank(&csv, 1);
	csv_word(&csv, "x");
	csv_row_end(&csv);
	expect(&out, ",x\r\n");
}

static void begins_with_a_mark(void **state)
{
	(void)state;
	struct out out = {0};
	struct csv_writer csv = csv_writer_begin(&out, true);
	csv_header(&csv, "a");
	expect(&out, "\xEF\xBB\xBF"
		     "a\r\n");
}

static void guards_formulas(void **state)
{
	static const struct {
		const char *text, *cell;
	} cases[] = {
		{"=1+1", "'=1+1"},
		{"+44 20 7946 0000", "'+44 20 7946 0000"},
		{"-5", "'-5"},
		{"- as agreed", "'- as agreed"},
		{"@sum", "'@sum"},
		{"\t=1", "\"'\t=1\""},
		{"\r=1", "\"'\r=1\""},
		{"\tx", "\"'\tx\""},
		{"  =1", "\"'  =1\""},
		{"\n=1", "\"'\n=1\""},
		{" \n\t x", "\"' \n\t x\""},
		{"\xC2\xA0=1", "'\xC2\xA0=1"},	       /* no-break space */
		{"\xE3\x80\x80=1", "'\xE3\x80\x80=1"}, /* ideographic space */
		{"\xE2\x80\x8B=1", "'\xE2\x80\x8B=1"}, /* zero-width space */
		{"\xEF\xBB\xBF=1", "'\xEF\xBB\xBF=1"}, /* a mark in the text */
		{"\xEF\xBC\x9D"
		 "1",
			"'\xEF\xBC\x9D"
			"1"}, /* full-width = */
		{"\xEF\xBC\x8B"
		 "1",
			"'\xEF\xBC\x8B"
			"1"},
		{"\xEF\xBC\x8D"
		 "1",
			"'\xEF\xBC\x8D"
			"1"},
		{"\xEF\xBC\xA0"
		 "a",
			"'\xEF\xBC\xA0"
			"a"},
		{"=cmd|' /C calc'!A0,\"x\"", "\"'=cmd|' /C calc'!A0,\"\"x\"\"\""},
		/* These are words. */
		{"a=b", "a=b"},
		{"5 - 3", "5 - 3"},
		{"'tis", "'tis"},
		{"\xE2\x80\x93 a dash", "\xE2\x80\x93 a dash"},
		{" x", "\" x\""},
		{"x ", "\"x \""},
		{"\n", "\"\n\""},
		{"", ""},
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct out out = {0};
		struct csv_writer csv = csv_writer_begin(&out, false);
		csv_word(&csv, cases[i].text);
		out_char(&out, '|');
		struct str view = out_view(&out);
		assert_int_equal(view.len, strlen(cases[i].cell) + 1);
		assert_memory_equal(view.ptr, cases[i].cell, view.len - 1);
		assert_int_equal(csv_is_formula(str_from(cases[i].text)),
			cases[i].cell[0] == '\'' || !strncmp(cases[i].cell, "\"'", 2)
				? cases[i].text[0] != '\''
				: 0);
		out_free(&out);
	}
}

/* A file name or a cell of a feed may hold any byte; a table holds text. */
static void replaces_bytes_that_are_no_text(void **state)
{
	struct out out = {0};
	struct csv_writer writer = csv_writer_begin(&out, false);
	(void)state;
	csv_word(&writer, "a\xff\"b\x01");
	csv_row_end(&writer);
	assert_true(str_is(out_view(&out), "\"a\xef\xbf\xbd\"\"b\xef\xbf\xbd\"\r\n"));
	out_free(&out);
}

/* What is written comes back from the reader that feeds use. */
static void reads_back(void **state)
{
	static const char *const texts[] = {
		"plain", "a,b", "\"", "\"\"", "x\r\ny", " ", "", "caf\xC3\xA9", ",\"\n"};
	enum { N = sizeof texts / sizeof *texts };
	struct out out = {0};
	struct csv_writer writer = csv_writer_begin(&out, true);
	struct csv reader;
	struct csv_record record;
	(void)state;
	for (size_t i = 0; i < N; i++)
		csv_word(&writer, texts[i]);
	csv_row_end(&writer);
	csv_init(&reader, out_view(&out), ',');
	assert_true(csv_next(&reader, &record));
	assert_int_equal(record.n, N);
	assert_false(record.is_unclosed || record.has_trailing);
	for (size_t i = 0; i < N; i++)
		assert_true(str_is(record.cells[i], texts[i]));
	assert_false(csv_next(&reader, &record));
	csv_free(&reader);
	out_free(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(writes_records),
		cmocka_unit_test(writes_values),
		cmocka_unit_test(begins_with_a_mark),
		cmocka_unit_test(guards_formulas),
		cmocka_unit_test(reads_back),
		cmocka_unit_test(replaces_bytes_that_are_no_text),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
