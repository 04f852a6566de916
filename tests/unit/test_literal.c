/* Literals: what their spelling means, and what is said about one that means nothing. */
#include "test_syntax.h"

#include "compiler/syntax/literal.h"
#include <stdio.h>

/* The finding of a literal as the value of a field. */
static const char *say(struct syntax *s, const char *literal)
{
	char text[256];
	snprintf(text, sizeof text, "goal x { f: %s }", literal);
	syntax_parse(s, text);
	return syntax_first(s);
}

static void assert_says(const char *literal, const char *rule, const char *words)
{
	struct syntax s;
	const char *said = say(&s, literal);
	if (s.sink.items.n != 1)
		fail_msg("%s: %u findings", literal, s.sink.items.n);
	if (strcmp(s.sink.items.items[0]->rule->name, rule) != 0)
		fail_msg("%s: %s", literal, s.sink.items.items[0]->rule->name);
	if (!strstr(said, words))
		fail_msg("%s: `%s` is not in: %s", literal, words, said);
	struct span span = s.sink.items.items[0]->span;
	assert_int_equal(span.start, strlen("goal x { f: "));
	syntax_close(&s);
}

static void assert_good(const char *literal)
{
	struct syntax s;
	const char *said = say(&s, literal);
	if (s.sink.items.n)
		fail_msg("%s: %s", literal, said);
	syntax_close(&s);
}

static void test_good(void **state)
{
	static const char *const literals[] = {"25000", "25,000", "25_000", "2.5", "25k", "1.2M",
		"3B", "1,234,567.89", "0", "0.000000001", "12.5%", "12,500%", "14:30", "9:05",
		"00:00", "23:59", "2026-03-31", "2024-02-29", "2026-Q2", "2026-H1", "2026-03",
		"2026-W07", "2026-W53", "FY2026", "FY2026-Q2", "FY2026-H1", "FY2026-P07",
		"2026-01-01..2026-12-31", "9,223,372,036,854,775,807", "1.085 USD per EUR",
		"0.125 USD", "1.250 KWD", "25.00 EUR", "1.250 leads"};
	(void)state;
	for (size_t i = 0; i < sizeof literals / sizeof *literals; i++)
		assert_good(literals[i]);
}

static void test_dates(void **state)
{
	(void)state;
	assert_says("2026-02-31", "syntax.bad_date",
		"there is no day 2026-02-31 // the last day of that month is 2026-02-28");
	assert_says("2024-02-30", "syntax.bad_date", "2024-02-29");
	assert_says("2026-13-01", "syntax.bad_date", "there is no day 2026-13-01");
	assert_says("0000-01-01", "syntax.bad_date", "there is no day");
	assert_says("2026-3-31", "syntax.bad_date", "write `2026-03-31`");
	assert_says("31/03/2026", "syntax.bad_date", "write `2026-03-31`");
	assert_says("03/31/2026", "syntax.bad_date", "write `2026-03-31`");
	assert_says("31.03.2026", "syntax.bad_date", "write `2026-03-31`");
	assert_says("31-03-26", "syntax.bad_date", "write `2026-03-31`");
	assert_says("2026/03/31", "syntax.bad_date", "write `2026-03-31`");
	/* Either of two days could be meant: both are shown. */
	assert_says("03/04/2026", "syntax.bad_date",
		"write `2026-04-03`, or `2026-03-04` if the month stands first");
	assert_says("04/04/2026", "syntax.bad_date", "write `2026-04-04`");
}

static void test_periods(void **state)
{
	(void)state;
	assert_says("2026-Q5", "syntax.bad_date", "there is no period 2026-Q5");
	assert_says("2026-H3", "syntax.bad_date", "there is no period 2026-H3");
	assert_says("2026-13", "syntax.bad_date", "there is no period 2026-13");
	assert_says("2026-W60", "syntax.bad_date", "there is no period 2026-W60");
	assert_says("2026-3", "syntax.bad_date", "a month has two digits: `2026-03`");
	assert_says("FY2026-P13", "type.period", "has no period FY2026-P13");
	assert_says("FY2026-M3", "syntax.bad_date", "there is no period FY2026-M3");
	assert_says("FY26-Q1", "syntax.bad_date", "fiscal periods are written FY2026, FY2026-Q2");
}

static void test_times(void **state)
{
	(void)state;
	assert_says("12:70", "syntax.bad_date", "there is no time 12:70");
	assert_says("24:00", "syntax.bad_date", "there is no time 24:00");
	assert_says("9:30:00", "syntax.bad_date", "a time is written 09:30");
	assert_says("10am", "syntax.bad_date", "write `10:00`");
	assert_says("12pm", "syntax.bad_date", "write `12:00`");
	assert_says("12am", "syntax.bad_date", "write `00:00`");
	assert_says("2:30pm", "syntax.bad_date", "write `14:30`");
}

static void test_numbers(void **state)
{
	(void)state;
	assert_says("25,00", "syntax.bad_number", "write `25.00`");
	assert_says("1,2345", "syntax.bad_number", "write `1.2345`");
	assert_says("12,5%", "syntax.bad_number", "write `12.5%`");
	assert_says("25.000,50", "syntax.bad_number", "write `25,000.50`");
	assert_says("25.000.000", "syntax.bad_number", "write `25,000,000`");
	assert_says("25'000", "syntax.bad_number", "write `25,000`");
	assert_says("12,34,567", "syntax.bad_number", "write `1,234,567`");
	assert_says("25.000 EUR", "syntax.bad_number", "write `25,000 EUR`");
	assert_says("25 000 EUR", "syntax.bad_number", "write `25,000`");
	assert_says("1 234 567 EUR", "syntax.bad_number", "write `1,234,567`");
	assert_says("1.0123456789", "syntax.bad_number", "a number has at most 9 decimals");
	assert_says("1.0000000000123k", "syntax.bad_number", "a number has at most 9 decimals");
	assert_good("1.0000000001k"); /* seven decimals, once multiplied */
	assert_says("9223372036854775808", "syntax.bad_number", "too large");
	assert_says("10000000000B", "syntax.bad_number", "too large");
	assert_says("1_0_", "syntax.bad_number", "is not a number");
	assert_says("1,2,3", "syntax.bad_number", "write `1, 2, 3`");
	assert_says("2026-01-01,2026-02-01", "syntax.bad_number", "write `2026-01-01, 2026-02-01`");
	assert_says("2weeks", "syntax.bad_number", "write `2 weeks`");
	assert_says("10USD", "syntax.bad_number", "write `10 USD`");
	assert_says("25kUSD", "syntax.bad_number", "write `25k USD`");
	assert_says("25K", "syntax.bad_number", "write `25k`");
	assert_says("3mio", "syntax.bad_number", "write `3M`");
	assert_says("2bn", "syntax.bad_number", "write `2B`");
	assert_says("5-3", "syntax.bad_number", "a calculation needs blanks: `5 - 3`");
	assert_says("10/2", "syntax.bad_number", "a calculation needs blanks: `10 / 2`");
	assert_says("$25,000", "syntax.unexpected", "write `25,000 USD`");
	assert_says("\xe2\x82\xac 25k", "syntax.unexpected", "write `25k EUR`");
	assert_says("\xc2\xa3"
		    "5",
		"syntax.unexpected", "write `5 GBP`");
	assert_says("USD 25,000", "syntax.unexpected", "write `25,000 USD`");
}

static void test_rows(void **state)
{
	static const struct {
		const char *key, *words;
	} rows[] = {{"31: 5", "`31` is no date of a row"},
		{"2026-13: 5", "there is no period 2026-13"},
		{"2026-02-30: 5", "there is no day 2026-02-30"},
		{"31/12/2025: 5", "write `2025-12-31`"}, {"2026-1: 5", "`2026-01`"},
		{"12:30: 5", "`12:30` is no date of a row"},
		{"FY26-Q1: 5", "fiscal periods are written"}, {"2026-Q1:5", "write `2026-Q1: 5`"},
		{"2026-01-31:5 USD", "write `2026-01-31: 5`"}};
	struct syntax s;
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char text[128];
		snprintf(text, sizeof text, "readings x {\n  %s\n  2026-02: 6\n}\n", rows[i].key);
		syntax_parse(&s, text);
		if (s.sink.items.n != 1 || !strstr(syntax_first(&s), rows[i].words))
			fail_msg("%s: %s", rows[i].key, syntax_first(&s));
		syntax_close(&s);
	}
	syntax_parse(
		&s, "readings x { 2026: 1  FY2026: 2  FY2026-Q1: 3  2026-W01: 4  2026-01-31: 5 }");
	assert_int_equal(s.sink.items.n, 0);
	syntax_close(&s);
}

static void assert_text(const char *token, const char *wanted)
{
	struct syntax s;
	syntax_open(&s, token, strlen(token));
	struct span span = {s.source->id, 0, (uint32_t)strlen(token)};
	struct str text = literal_text(&s.arena, &s.sink, span, str_from(token));
	assert_int_equal(text.len, strlen(wanted));
	assert_memory_equal(text.ptr, wanted, text.len);
	assert_int_equal(s.sink.items.n, 0);
	syntax_close(&s);
}

static void test_text(void **state)
{
	(void)state;
	assert_text("\"\"", "");
	assert_text("\"plain\"", "plain");
	assert_text("\"a \\\"b\\\" \\\\ c\\nd\\te\"", "a \"b\" \\ c\nd\te");
	assert_text("\"\\u{41}\\u{e9}\\u{1F600}\"", "A\xc3\xa9\xf0\x9f\x98\x80");
	assert_text("\"\\\\\"", "\\");
	assert_text("\"\\\\\\\"\"", "\\\"");
}

static void test_bad_escapes(void **state)
{
	static const char *const texts[] = {"\"a\\q\"", "\"a\\u\"", "\"a\\u{}\"",
		"\"a\\u{110000}\"", "\"a\\u{d800}\"", "\"a\\u{41\"", "\"a\\u{0}\"", "\"a\\u{1b}\"",
		"\"a\\u{85}\"", "\"a\\u{202e}\"", "\"a\\x\""};
	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		struct syntax s;
		char text[64];
		snprintf(text, sizeof text, "term x { means: %s }", texts[i]);
		syntax_parse(&s, text);
		/* at the backslash */
		if (strcmp(syntax_findings(&s), "1:19 syntax.bad_escape") != 0)
			fail_msg("%s: %s", texts[i], syntax_findings(&s));
		syntax_close(&s);
	}
}

static void assert_prose(const char *token, const char *wanted)
{
	struct arena arena;
	arena_init(&arena);
	struct str text = literal_prose(&arena, str_from(token));
	if (text.len != strlen(wanted) || memcmp(text.ptr, wanted, text.len) != 0)
		fail_msg("%s: `%.*s`", token, STR_ARGS(text));
	arena_free(&arena);
}

static void test_prose(void **state)
{
	(void)state;
	assert_prose("\"\"\"\"\"\"", "");
	assert_prose("\"\"\"one\"\"\"", "one");
	assert_prose("\"\"\"\n    One\n    two\n\"\"\"", "One\ntwo");
	assert_prose("\"\"\"\r\n    One\r\n    two\r\n    \"\"\"", "One\ntwo");
	/* the common indentation goes, what is further in stays */
	assert_prose("\"\"\"\n  * a\n    * b\n\n  c\n\"\"\"", "* a\n  * b\n\nc");
	/* a blank line has no indentation */
	assert_prose("\"\"\"\n    a\n\n  \n    b\n\"\"\"", "a\n\n\nb");
	assert_prose("\"\"\"\n\ta\n\t\tb\n\"\"\"", "a\n\tb");
	/* words behind the opening share no indentation with the lines below */
	assert_prose("\"\"\" One\n    two\n      three\n\"\"\"", "One\ntwo\n  three");
	/* only one line break behind the opening is dropped */
	assert_prose("\"\"\"\n\n  a\n\"\"\"", "\na");
	/* no escapes, and quotes are quotes */
	assert_prose("\"\"\"a \\n \"b\" \"\"c\"\"\"", "a \\n \"b\" \"\"c");
	/* never closed */
	assert_prose("\"\"\"a", "a");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_good),
		cmocka_unit_test(test_dates),
		cmocka_unit_test(test_periods),
		cmocka_unit_test(test_times),
		cmocka_unit_test(test_numbers),
		cmocka_unit_test(test_rows),
		cmocka_unit_test(test_text),
		cmocka_unit_test(test_bad_escapes),
		cmocka_unit_test(test_prose),
	};
	return cmocka_run_group_tests_name("literal", tests, NULL, NULL);
}
