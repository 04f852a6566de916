/* From bytes to tokens: each kind with its place and flags, each lexical rule. */
#include "test_syntax.h"

#include <stdio.h>

static void assert_tokens(const char *text, const char *tokens)
{
	struct syntax s;
	syntax_scan(&s, text);
	if (strcmp(syntax_tokens(&s), tokens) != 0)
		fail_msg("%s\n  gives %s\n  not   %s", text, syntax_tokens(&s), tokens);
	if (s.sink.items.n)
		fail_msg("%s: %s", text, syntax_findings(&s));
	syntax_close(&s);
}

/* Of a text with mistakes: the tokens, and the findings of the scanner. */
static void assert_wrong(const char *text, const char *tokens, const char *findings)
{
	struct syntax s;
	syntax_scan(&s, text);
	if (strcmp(syntax_tokens(&s), tokens) != 0)
		fail_msg("%s\n  gives %s\n  not   %s", text, syntax_tokens(&s), tokens);
	if (strcmp(syntax_findings(&s), findings) != 0)
		fail_msg("%s\n  gives %s\n  not   %s", text, syntax_findings(&s), findings);
	syntax_close(&s);
}

static void assert_help(const char *text, const char *words)
{
	struct syntax s;
	syntax_scan(&s, text);
	if (!strstr(syntax_first(&s), words))
		fail_msg("%s: `%s` is not in: %s", text, words, syntax_first(&s));
	syntax_close(&s);
}

static void test_kinds(void **state)
{
	(void)state;
	assert_tokens("", "");
	assert_tokens(" \t # only a comment", "");
	assert_tokens("goal Goal_2 _x a", "NAME:goal NAME:Goal_2 NAME:_x NAME:a");
	assert_tokens("owner: x:y", "FIELD:owner: FIELD:x: NAME:y");
	assert_tokens("\"a\" \"\" \"a\\\"b\"", "TEXT:\"a\" TEXT:\"\" TEXT:\"a\\\"b\"");
	assert_tokens("\"\"\"a\n\"b\"\"\"", "PROSE:\"\"\"a\n\"b\"\"\"");
	assert_tokens("true false", "TRUTH:true TRUTH:false");
	assert_tokens("{ } [ ] ( ) , .. + - * /",
		"LBRACE:{ RBRACE:} LBRACKET:[ RBRACKET:] LPAREN:( RPAREN:) COMMA:, DOTS:.. PLUS:+ "
		"MINUS:- TIMES:* OVER:/");
	assert_tokens("< <= > >= == != = : ; .",
		"LESS:< LESS_EQUAL:<= MORE:> MORE_EQUAL:>= EQUAL:== "
		"NOT_EQUAL:!= ASSIGN:= COLON:: SEMICOLON:; DOT:.");
	assert_tokens("import let template update like every and or not where in has",
		"IMPORT:import LET:let TEMPLATE:template UPDATE:update LIKE:like EVERY:every "
		"AND:and OR:or NOT:not "
		"WHERE:where IN:in HAS:has");
	/* without blanks */
	assert_tokens("a<=b!=c", "NAME:a LESS_EQUAL:<= NAME:b NOT_EQUAL:!= NAME:c");
	assert_tokens("[a,b]", "LBRACKET:[ NAME:a COMMA:, NAME:b RBRACKET:]");
	assert_tokens("x{y:5}", "NAME:x LBRACE:{ FIELD:y: NUMBER:5 RBRACE:}");
}

static void test_clause_words(void **state)
{
	static const char *const words[] = {
		"",
#define CLAUSE_WORD(word) #word,
#include "grammar/clauses.def"
#undef CLAUSE_WORD
	};
	(void)state;
	assert_int_equal(sizeof words / sizeof *words, CLAUSE_COUNT);
	for (int i = 1; i < CLAUSE_COUNT; i++) {
		struct syntax s;
		syntax_scan(&s, words[i]);
		assert_int_equal(s.file->tokens.n, 2);
		assert_int_equal(
			s.file->tokens.items[0].kind, strcmp(words[i], "as") ? CLAUSE : AS);
		assert_int_equal(s.file->tokens.items[0].clause, i);
		assert_string_equal(clause_name((enum clause_word)i), words[i]);
		syntax_close(&s);
	}
	/* a field of that name, and a longer word, are none */
	assert_tokens("by: on: to: bye too", "FIELD:by: FIELD:on: FIELD:to: NAME:bye NAME:too");
	assert_tokens("where: in: let: Where", "FIELD:where: FIELD:in: FIELD:let: NAME:Where");
}

static void test_names(void **state)
{
	char text[128], findings[64];
	struct syntax s;
	(void)state;
	for (int len = 63; len <= 66; len++) {
		for (int field = 0; field <= 1; field++) {
			memset(text, 'n', (size_t)len);
			snprintf(text + len, 4, "%s", field ? ":" : "");
			syntax_scan(&s, text);
			snprintf(findings, sizeof findings, "%s",
				len > 64 ? "1:1 syntax.bad_name" : "");
			assert_string_equal(syntax_findings(&s), findings);
			assert_int_equal(s.file->tokens.items[0].flags & TOKEN_WRONG,
				len > 64 ? TOKEN_WRONG : 0);
			syntax_close(&s);
		}
	}
	assert_tokens("owner.of it.with a.b.c",
		"NAME:owner DOTNAME:.of NAME:it DOTNAME:.with NAME:a DOTNAME:.b DOTNAME:.c");
	assert_tokens("a .b", "NAME:a DOTNAME:.b");
	assert_tokens("a..b 1..5", "NAME:a DOTS:.. NAME:b NUMBER:1 DOTS:.. NUMBER:5");
	assert_tokens("FY26 fy2026 FY20261", "NAME:FY26 NAME:fy2026 NAME:FY20261");
}

static void test_numbers(void **state)
{
	(void)state;
	assert_tokens("25000 25,000 25_000 1_000_000",
		"NUMBER:25000 NUMBER:25,000 NUMBER:25_000 NUMBER:1_000_000");
	assert_tokens("2.5 2.5k 25k 1.2M 3B 1,234.5M",
		"NUMBER:2.5 NUMBER:2.5k NUMBER:25k NUMBER:1.2M NUMBER:3B NUMBER:1,234.5M");
	/* a comma belongs to the number only where exactly three digits follow */
	assert_tokens("[25, 000]", "LBRACKET:[ NUMBER:25 COMMA:, NUMBER:000 RBRACKET:]");
	assert_tokens("[1,000, 2]", "LBRACKET:[ NUMBER:1,000 COMMA:, NUMBER:2 RBRACKET:]");
	assert_tokens("12.5% 0% 1,000%", "PERCENT:12.5% PERCENT:0% PERCENT:1,000%");
	assert_tokens("5*3 5+3 -5",
		"NUMBER:5 TIMES:* NUMBER:3 NUMBER:5 PLUS:+ NUMBER:3 MINUS:- NUMBER:5");
	assert_tokens("5 - 3", "NUMBER:5 MINUS:- NUMBER:3");
	assert_wrong("25,00", "WRONG:25,00", "1:1 syntax.bad_number");
	assert_wrong("1,2345 x", "WRONG:1,2345 NAME:x", "1:1 syntax.bad_number");
	assert_wrong("5-3", "WRONG:5-3", "1:1 syntax.bad_number");
	assert_wrong("2weeks 10USD 25K", "WRONG:2weeks WRONG:10USD WRONG:25K",
		"1:1 syntax.bad_number; 1:8 syntax.bad_number; 1:14 syntax.bad_number");
	assert_wrong("$25,000 \xe2\x82\xac 5", "WRONG:$25,000 WRONG:\xe2\x82\xac 5",
		"1:1 syntax.unexpected; 1:9 syntax.unexpected");
	assert_wrong("$", "WRONG:$", "1:1 syntax.unexpected");
}

static void test_dates(void **state)
{
	(void)state;
	assert_tokens("2026-03-31", "DATE:2026-03-31");
	assert_tokens("2026-Q2 2026-H1 2026-03 2026-W07",
		"PERIOD:2026-Q2 PERIOD:2026-H1 PERIOD:2026-03 PERIOD:2026-W07");
	assert_tokens("FY2026 FY2026-Q2 FY2026-H1 FY2026-P07",
		"PERIOD:FY2026 PERIOD:FY2026-Q2 PERIOD:FY2026-H1 PERIOD:FY2026-P07");
	assert_tokens("14:30 9:05", "TIME:14:30 TIME:9:05");
	assert_tokens("2026-01-01..2026-12-31", "DATE:2026-01-01 DOTS:.. DATE:2026-12-31");
	/* the keys of rows; a period is never a field's name */
	assert_tokens("2026-Q1: 2026-03-31: 2026: FY2026: FY2026-Q2: 2026-W07:",
		"ROW:2026-Q1: ROW:2026-03-31: ROW:2026: ROW:FY2026: ROW:FY2026-Q2: ROW:2026-W07:");
	assert_tokens("on: 2026-01-10", "FIELD:on: DATE:2026-01-10");
	/* as a whole: one literal, one finding */
	assert_wrong("2026-3-31 31/03/2026 2026-02-31",
		"WRONG:2026-3-31 WRONG:31/03/2026 DATE:2026-02-31",
		"1:1 syntax.bad_date; 1:11 syntax.bad_date; 1:22 syntax.bad_date");
	assert_wrong("12:70 2026-Q5 FY2026-M3", "TIME:12:70 PERIOD:2026-Q5 WRONG:FY2026-M3",
		"1:1 syntax.bad_date; 1:7 syntax.bad_date; 1:15 syntax.bad_date");
	assert_wrong("2026-Q1:5 USD", "ROW:2026-Q1: NUMBER:5 NAME:USD", "1:1 syntax.unexpected");
	assert_wrong("at 2026-01-01:5", "CLAUSE:at WRONG:2026-01-01:5", "1:4 syntax.bad_date");
}

/* Kind, start, length, flags, column of each token. */
static void test_places(void **state)
{
	static const struct token wanted[] = {{3, 4, NAME, TOKEN_FIRST, 0, 0},
		{8, 1, NAME, 0, 0, 0}, {10, 1, LBRACE, 0, 0, 0}, {17, 6, FIELD, TOKEN_FIRST, 0, 2},
		{24, 2, NUMBER, 0, 0, 0}, {38, 1, RBRACE, TOKEN_FIRST, 0, 1},
		{40, 0, FILE_END, TOKEN_FIRST, 0, 0}};
	struct syntax s;
	(void)state;
	syntax_scan(&s, "\xef\xbb\xbfgoal x {\r\n\r\n  owner: 5k # comment\n\t}\n");
	assert_int_equal(s.file->tokens.n, 7);
	for (uint32_t i = 0; i < 7; i++) {
		const struct token *t = &s.file->tokens.items[i];
		const struct token *w = &wanted[i];
		if (t->start != w->start || t->len != w->len || t->kind != w->kind ||
			t->flags != w->flags || t->clause != w->clause || t->column != w->column)
			fail_msg("token %u: start %u, %u long, kind %u, flags %u, column %u", i,
				t->start, t->len, t->kind, t->flags, t->column);
	}
	assert_int_equal(s.sink.items.n, 0);
	syntax_close(&s);
}

static void test_columns(void **state)
{
	struct syntax s;
	char text[400];
	(void)state;
	memset(text, ' ', 300);
	strcpy(text + 300, "a: 1\n  \"\"\"x\n   y\"\"\" b\n    c");
	syntax_scan(&s, text);
	const struct token *t = s.file->tokens.items;
	assert_int_equal(t[0].column, 255); /* at most */
	assert_int_equal(t[2].kind, PROSE);
	assert_int_equal(t[2].column, 2);
	/* behind prose the line goes on */
	assert_int_equal(t[3].kind, NAME);
	assert_int_equal(t[3].flags & TOKEN_FIRST, 0);
	assert_int_equal(t[4].flags & TOKEN_FIRST, TOKEN_FIRST);
	assert_int_equal(t[4].column, 4);
	syntax_close(&s);
}

static void test_comments(void **state)
{
	(void)state;
	assert_tokens("a # b { \" \nc", "NAME:a NAME:c");
	assert_tokens("\"a # b\" # c", "TEXT:\"a # b\"");
	assert_tokens("#\n#\r\n# end", "");
	assert_wrong("a // b\nc", "NAME:a (// b) NAME:c", "1:3 syntax.unexpected");
	assert_wrong("/* a */\nc", "(/* a */) NAME:c", "1:1 syntax.unexpected");
}

static void test_line_ends(void **state)
{
	struct syntax s;
	(void)state;
	assert_tokens("a: 1\r\nb: \"x\"\r\n", "FIELD:a: NUMBER:1 FIELD:b: TEXT:\"x\"");
	syntax_scan(&s, "a\r\n\r\n  b");
	assert_int_equal(s.file->tokens.items[1].column, 2);
	assert_int_equal(s.sink.items.n, 0);
	syntax_close(&s);
	/* a lone carriage return ends no line */
	assert_wrong("a\rb", "NAME:a (\r) NAME:b", "1:2 syntax.encoding");
}

/* ---- bytes ---- */

/* Most bytes are looked at sixteen at a time: a fault is found wherever it stands. */
static void test_faults_at_every_offset(void **state)
{
	static const struct {
		const char *bytes;
		uint32_t len;
	} faults[] = {{"\x80", 1}, {"\xff", 1}, {"\xc0\xaf", 1}, {"\xed\xa0\x80", 1}, {"\0", 1},
		{"\x01", 1}, {"\x1b", 1}, {"\x7f", 1}, {"\xc2\x85", 2}, {"\xe2\x80\xae", 3},
		{"\xe2\x81\xa6", 3}, {"\xd8\x9c", 2}};
	(void)state;
	for (size_t k = 0; k < sizeof faults / sizeof *faults; k++) {
		for (uint32_t at = 1; at < 40; at++) {
			char text[64] = "#";
			struct syntax s;
			memset(text + 1, 'x', sizeof text - 1);
			memcpy(text + at, faults[k].bytes,
				faults[k].bytes[0] ? strlen(faults[k].bytes) : 1);
			syntax_parse_bytes(&s, text, 50);
			sink_finish(&s.sink, &s.sources);
			if (!s.sink.items.n ||
				s.sink.items.items[0]->rule != &finding_syntax_encoding ||
				s.sink.items.items[0]->span.start != at ||
				s.sink.items.items[0]->span.len < faults[k].len)
				fail_msg(
					"fault %u at %u: %s", (unsigned)k, at, syntax_findings(&s));
			if (s.sink.items.n != 1)
				fail_msg(
					"fault %u at %u: %s", (unsigned)k, at, syntax_findings(&s));
			syntax_close(&s);
		}
	}
}

static void test_encoding(void **state)
{
	struct syntax s;
	(void)state;
	/* wherever it stands, one finding and no echo */
	assert_wrong("a \xff\xfe b", "NAME:a (\xff\xfe) NAME:b", "1:3 syntax.encoding");
	assert_wrong("a\xff"
		     "b c",
		"NAME:a (\xff) NAME:b NAME:c", "1:2 syntax.encoding");
	assert_wrong("\"a\xe2\x80\xae"
		     "b\"",
		"TEXT:\"a\xe2\x80\xae"
		"b\"",
		"1:3 syntax.encoding");
	assert_wrong("a \xe2\x80\xae b", "NAME:a (\xe2\x80\xae) NAME:b", "1:3 syntax.encoding");
	assert_wrong("x\xd8\x9cy", "NAME:x\xd8\x9cy", "1:2 syntax.encoding");
	assert_wrong("# \x1b[31m", "", "1:3 syntax.encoding");
	assert_wrong("a \x0c b", "NAME:a (\x0c) NAME:b", "1:3 syntax.encoding");
	/* good text of all lengths of characters */
	assert_tokens("\"\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80\xe4\xb8\xad\"",
		"TEXT:\"\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80\xe4\xb8\xad\"");
	assert_tokens("# \xe2\x80\xa2 \xc2\xa0", "");
	/* a byte order mark at the start, and nowhere else */
	assert_tokens("\xef\xbb\xbfgoal", "NAME:goal");
	assert_wrong("a \xef\xbb\xbf", "NAME:a (\xef\xbb\xbf)", "1:3 syntax.unexpected");
	/* a run is one finding; NUL does not end the text */
	syntax_parse_bytes(&s, "let a = 1\n\0\0\0\nlet b = 2\n", 24);
	assert_string_equal(syntax_findings(&s), "2:1 syntax.encoding");
	assert_int_equal(
		file_node(s.file, file_node(s.file, file_node(s.file, s.file->root)->child)->next)
			->kind,
		NODE_LET);
	syntax_close(&s);
}

/* ---- words and characters that are none ---- */

static void test_odd_words(void **state)
{
	(void)state;
	assert_wrong("person d\xc3\xa0na x", "NAME:person NAME:d\xc3\xa0na NAME:x",
		"1:8 syntax.bad_name");
	assert_wrong("\xd0\xb8\xd0\xbc\xd1\x8f: 5", "FIELD:\xd0\xb8\xd0\xbc\xd1\x8f: NUMBER:5",
		"1:1 syntax.bad_name");
	assert_wrong(
		"\xe4\xb8\xad\xe6\x96\x87", "NAME:\xe4\xb8\xad\xe6\x96\x87", "1:1 syntax.bad_name");
	assert_help("d\xc3\xa0na", "other letters belong in titles: `NAME \"d\xc3\xa0na\"`");
	/* signs stand between words of their own */
	assert_wrong("a\xe2\x80\x93"
		     "b",
		"NAME:a (\xe2\x80\x93) NAME:b", "1:2 syntax.unexpected");
	assert_wrong("2026-01-01 \xe2\x80\x93 2026-02-01",
		"DATE:2026-01-01 (\xe2\x80\x93) DATE:2026-02-01", "1:12 syntax.unexpected");
	assert_wrong("25k\xe2\x80\x93"
		     "30k",
		"WRONG:25k (\xe2\x80\x93) NUMBER:30k", "1:4 syntax.unexpected");
	assert_help("1 \xe2\x80\x93 2", "write `-`, or `..` between the ends of a range");
	assert_wrong("a \xe2\x89\xa4 5", "NAME:a LESS_EQUAL:\xe2\x89\xa4 NUMBER:5",
		"1:3 syntax.unexpected");
	assert_help("a \xe2\x89\xa0 5", "write `!=`");
	assert_wrong("a:\xc2\xa0"
		     "5",
		"FIELD:a: (\xc2\xa0) NUMBER:5", "1:3 syntax.unexpected");
	assert_help("a:\xc2\xa0"
		    "5",
		"this blank is no plain one (U+00A0)");
	assert_wrong("5 % x", "NUMBER:5 (%) NAME:x", "1:3 syntax.unexpected");
	assert_help("12 %", "`12%`");
	assert_wrong("a ?!? b", "NAME:a (?) NOT:! (?) NAME:b",
		"1:3 syntax.unexpected; 1:4 syntax.unexpected; 1:5 syntax.unexpected");
	assert_wrong("a ^^~ b", "NAME:a (^^~) NAME:b", "1:3 syntax.unexpected");
}

static void test_operators_of_others(void **state)
{
	(void)state;
	assert_wrong("a && b || c", "NAME:a AND:&& NAME:b OR:|| NAME:c",
		"1:3 syntax.unexpected; 1:8 syntax.unexpected");
	assert_wrong("a <> b =< c", "NAME:a NOT_EQUAL:<> NAME:b LESS_EQUAL:=< NAME:c",
		"1:3 syntax.unexpected; 1:8 syntax.unexpected");
	assert_wrong("!a", "NOT:! NAME:a", "1:1 syntax.unexpected");
	assert_help("a && b", "write `and`");
}

static void test_addresses(void **state)
{
	(void)state;
	assert_wrong("link: https://example.com/a#b,c x",
		"FIELD:link: WRONG:https://example.com/a#b,c NAME:x", "1:7 syntax.unexpected");
	assert_wrong("email: dana.reyes@example.com x",
		"FIELD:email: WRONG:dana.reyes@example.com NAME:x", "1:8 syntax.unexpected");
	assert_help("email: dana@example.com", "write `\"dana@example.com\"`");
	assert_wrong("[a@b.c, d-e@f.g]", "LBRACKET:[ WRONG:a@b.c COMMA:, WRONG:d-e@f.g RBRACKET:]",
		"1:2 syntax.unexpected; 1:9 syntax.unexpected");
	assert_wrong("a @ b @@", "NAME:a (@) NAME:b (@@)",
		"1:3 syntax.unexpected; 1:7 syntax.unexpected");
}

static void test_quotes(void **state)
{
	(void)state;
	assert_wrong("a: \xe2\x80\x9c"
		     "b c\xe2\x80\x9d d",
		"FIELD:a: WRONG:\xe2\x80\x9c"
		"b c\xe2\x80\x9d NAME:d",
		"1:4 syntax.unexpected");
	assert_help("\xe2\x80\x9e"
		    "b c\xe2\x80\x9c",
		"write `\"b c\"`");
	assert_help("\xe2\x80\x9c"
		    "b c\"",
		"write `\"b c\"`");
	assert_help("\xe2\x80\x98"
		    "b\xe2\x80\x99",
		"write `\"b\"`");
	assert_help("\xc2\xab b c \xc2\xbb", "write `\"b c\"`");
	assert_help("'b c'", "write `\"b c\"`");
	assert_help("`b`", "write `\"b\"`");
	/* not closed: it ends before a brace and with its line */
	assert_wrong("a { b: \xe2\x80\x9c"
		     "c }\nd",
		"NAME:a LBRACE:{ FIELD:b: WRONG:\xe2\x80\x9c"
		"c  RBRACE:} NAME:d",
		"1:8 syntax.unexpected");
}

static void test_unclosed_text(void **state)
{
	(void)state;
	assert_wrong("a: \"b c\nd: 5", "FIELD:a: TEXT:\"b c FIELD:d: NUMBER:5",
		"1:4 syntax.unclosed_text");
	assert_wrong("a: \"b c\r\nd", "FIELD:a: TEXT:\"b c NAME:d", "1:4 syntax.unclosed_text");
	assert_wrong("\"", "TEXT:\"", "1:1 syntax.unclosed_text");
	/* what closes the line is not part of it, nor is a comment */
	assert_wrong("x { a: [\"b ] }",
		"NAME:x LBRACE:{ FIELD:a: LBRACKET:[ TEXT:\"b RBRACKET:] RBRACE:}",
		"1:9 syntax.unclosed_text");
	assert_wrong("a: \"b # c", "FIELD:a: TEXT:\"b", "1:4 syntax.unclosed_text");
	/* a header keeps its brace, a line of fields its next field */
	assert_wrong("goal x \"A b {", "NAME:goal NAME:x TEXT:\"A b LBRACE:{",
		"1:8 syntax.unclosed_text");
	assert_wrong("{ a: \"b c  d: 5 }",
		"LBRACE:{ FIELD:a: TEXT:\"b c FIELD:d: NUMBER:5 RBRACE:}",
		"1:6 syntax.unclosed_text");
	/* the opening quote is missing */
	assert_wrong("a: b c\"\nd", "FIELD:a: TEXT:b c\" NAME:d", "1:4 syntax.unclosed_text");
	assert_help("a: b c\"", "this text has no opening quote // write `\"b c\"`");
	assert_wrong("goal x Win it\" {", "NAME:goal NAME:x TEXT:Win it\" LBRACE:{",
		"1:8 syntax.unclosed_text");
	assert_wrong("[a, b\"]", "LBRACKET:[ TEXT:a, b\" RBRACKET:]", "1:2 syntax.unclosed_text");
}

static void test_unclosed_prose(void **state)
{
	(void)state;
	/* it ends before what looks like the next statement, no further in than its own line */
	assert_wrong("  a: \"\"\"\n    One\n    Note: two\n  b: 5\n}",
		"FIELD:a: PROSE:\"\"\"\n    One\n    Note: two FIELD:b: NUMBER:5 RBRACE:}",
		"1:6 syntax.unclosed_text");
	assert_wrong("  a: \"\"\"\n    One\n}\nb", "FIELD:a: PROSE:\"\"\"\n    One RBRACE:} NAME:b",
		"1:6 syntax.unclosed_text");
	assert_wrong("  a: \"\"\"\n    One\ngoal b \"B\" {\n",
		"FIELD:a: PROSE:\"\"\"\n    One NAME:goal NAME:b TEXT:\"B\" LBRACE:{",
		"1:6 syntax.unclosed_text");
	assert_wrong("a: \"\"\"\nOne\ntwo", "FIELD:a: PROSE:\"\"\"\nOne\ntwo",
		"1:4 syntax.unclosed_text");
	/* lines are counted on */
	struct syntax s;
	syntax_scan(&s, "a: \"\"\"\nOne\n\n  b: 5");
	assert_int_equal(s.file->tokens.items[2].kind, FIELD);
	assert_int_equal(s.file->tokens.items[2].column, 2);
	syntax_close(&s);
}

static bool is_language_word(struct str word)
{
	for (uint32_t i = 0; language_word(i); i++)
		if (str_is(word, language_word(i)))
			return true;
	return false;
}

/* Editors and completion take the words of the language from one list: the scanner knows the same.
 */
static void test_language_words(void **state)
{
	static const struct {
		const char *called, *class;
	} rows[] = {
#define TOKEN(name, called, class) {called, #class},
#include "grammar/tokens.def"
#undef TOKEN
	};
	(void)state;
	for (uint32_t i = 0; language_word(i); i++) {
		struct syntax s;
		char text[64];
		snprintf(text, sizeof text, "x %s y", language_word(i));
		syntax_scan(&s, text);
		int kind = s.file->tokens.items[1].kind;
		if (kind == NAME)
			fail_msg("`%s` is a name", language_word(i));
		syntax_close(&s);
	}
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct str called = str_from(rows[i].called);
		if (called.ptr[0] == '`' && !strcmp(rows[i].class, "keyword"))
			assert_true(is_language_word(str_slice(called, 1, called.len - 1)));
	}
	assert_true(is_language_word(STR("true")) && is_language_word(STR("as")));
	assert_false(is_language_word(STR("goal")));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_kinds),
		cmocka_unit_test(test_clause_words),
		cmocka_unit_test(test_names),
		cmocka_unit_test(test_numbers),
		cmocka_unit_test(test_dates),
		cmocka_unit_test(test_places),
		cmocka_unit_test(test_columns),
		cmocka_unit_test(test_comments),
		cmocka_unit_test(test_line_ends),
		cmocka_unit_test(test_faults_at_every_offset),
		cmocka_unit_test(test_encoding),
		cmocka_unit_test(test_odd_words),
		cmocka_unit_test(test_operators_of_others),
		cmocka_unit_test(test_addresses),
		cmocka_unit_test(test_quotes),
		cmocka_unit_test(test_unclosed_text),
		cmocka_unit_test(test_unclosed_prose),
		cmocka_unit_test(test_language_words),
	};
	return cmocka_run_group_tests_name("scan", tests, NULL, NULL);
}
