/* The layout pass: what a name is by its place, what is put right, and brackets that do not match.
 */
#include "test_syntax.h"

#include <stdio.h>

static void assert_layout(const char *text, const char *tokens)
{
	struct syntax s;
	syntax_layout(&s, text);
	if (strcmp(syntax_tokens(&s), tokens) != 0)
		fail_msg("%s\n  gives %s\n  not   %s", text, syntax_tokens(&s), tokens);
	if (s.sink.items.n)
		fail_msg("%s: %s", text, syntax_first(&s));
	syntax_close(&s);
}

/* One finding, at a place, with these words in it; and what the parser sees. */
static void assert_slip(
	const char *text, const char *tokens, const char *finding, const char *words)
{
	struct syntax s;
	syntax_layout(&s, text);
	if (tokens && strcmp(syntax_tokens(&s), tokens) != 0)
		fail_msg("%s\n  gives %s\n  not   %s", text, syntax_tokens(&s), tokens);
	if (strcmp(syntax_findings(&s), finding) != 0)
		fail_msg("%s\n  gives %s\n  not   %s", text, syntax_findings(&s), finding);
	if (!strstr(syntax_first(&s), words))
		fail_msg("%s: `%s` is not in: %s", text, words, syntax_first(&s));
	syntax_close(&s);
}

static void test_heads(void **state)
{
	(void)state;
	assert_layout("goal x \"T\" {}", "HEAD:goal NAME:x TEXT:\"T\" LBRACE:{ RBRACE:}");
	assert_layout("goal {} goal x {} goal \"T\" {}",
		"HEAD:goal LBRACE:{ RBRACE:} HEAD:goal NAME:x LBRACE:{ RBRACE:} HEAD:goal "
		"TEXT:\"T\" LBRACE:{ RBRACE:}");
	assert_layout("session 2026-07-14 {} readings a.b {} x 2026-Q1 {}",
		"HEAD:session DATE:2026-07-14 LBRACE:{ RBRACE:} HEAD:readings NAME:a DOTNAME:.b "
		"LBRACE:{ RBRACE:} HEAD:x "
		"PERIOD:2026-Q1 LBRACE:{ RBRACE:}");
	assert_layout("a like b.c {} a \"T\" like b {}",
		"HEAD:a LIKE:like NAME:b DOTNAME:.c LBRACE:{ RBRACE:} HEAD:a TEXT:\"T\" LIKE:like "
		"NAME:b LBRACE:{ RBRACE:}");
	assert_layout("template goal x {} update x.y {}",
		"TEMPLATE:template HEAD:goal NAME:x LBRACE:{ RBRACE:} UPDATE:update NAME:x "
		"DOTNAME:.y LBRACE:{ RBRACE:}");
	/* over several lines, and a kind that is also a name */
	assert_layout("goal x\n\"T\"\n{\n}", "HEAD:goal NAME:x TEXT:\"T\" LBRACE:{ RBRACE:}");
	assert_layout("goal goal { goal: goal }",
		"HEAD:goal NAME:goal LBRACE:{ FIELD:goal: NAME:goal RBRACE:}");
	/* behind a value that is complete */
	assert_layout("a { b: c d e {} }",
		"HEAD:a LBRACE:{ FIELD:b: NAME:c HEAD:d NAME:e LBRACE:{ RBRACE:} RBRACE:}");
	/* a field has a value: the name behind it opens nothing */
	assert_layout("a { of: b\n  win \"Won\" {} }", "HEAD:a LBRACE:{ FIELD:of: NAME:b HEAD:win "
						       "TEXT:\"Won\" LBRACE:{ RBRACE:} RBRACE:}");
	assert_layout("a { of: b,\n  c\n  win {} }", "HEAD:a LBRACE:{ FIELD:of: NAME:b COMMA:, "
						     "NAME:c HEAD:win LBRACE:{ RBRACE:} RBRACE:}");
}

/* A number takes the next name on its line as its unit, unless that name opens a block. */
static void test_units(void **state)
{
	(void)state;
	assert_layout("a { b: 25 leads c: 2 weeks }",
		"HEAD:a LBRACE:{ FIELD:b: NUMBER:25 UNIT:leads "
		"FIELD:c: NUMBER:2 UNIT:weeks RBRACE:}");
	assert_layout("a { b: 5 goals goal x {} }", "HEAD:a LBRACE:{ FIELD:b: NUMBER:5 UNIT:goals "
						    "HEAD:goal NAME:x LBRACE:{ RBRACE:} RBRACE:}");
	assert_layout("a { b: 5 goal x {} }",
		"HEAD:a LBRACE:{ FIELD:b: NUMBER:5 HEAD:goal NAME:x LBRACE:{ RBRACE:} RBRACE:}");
	assert_layout("a { b: 5 goal \"T\" {} }", "HEAD:a LBRACE:{ FIELD:b: NUMBER:5 HEAD:goal "
						  "TEXT:\"T\" LBRACE:{ RBRACE:} RBRACE:}");
	assert_layout("a { b: 5 goal {} }",
		"HEAD:a LBRACE:{ FIELD:b: NUMBER:5 HEAD:goal LBRACE:{ RBRACE:} RBRACE:}");
	/* the header on the next line is its own */
	assert_layout("a {\n  b: 5 days\n  funnel {}\n}",
		"HEAD:a LBRACE:{ FIELD:b: NUMBER:5 UNIT:days "
		"HEAD:funnel LBRACE:{ RBRACE:} RBRACE:}");
	assert_layout("a {\n  b: 5 days\n  win \"Won\" {}\n}",
		"HEAD:a LBRACE:{ FIELD:b: NUMBER:5 UNIT:days HEAD:win TEXT:\"Won\" LBRACE:{ "
		"RBRACE:} RBRACE:}");
	assert_layout("let d = 14 days\nplan \"P\" {}",
		"LET:let NAME:d ASSIGN:= NUMBER:14 UNIT:days "
		"HEAD:plan TEXT:\"P\" LBRACE:{ RBRACE:}");
	assert_layout("a { b: 650,000 USD by 2026-12-31 }",
		"HEAD:a LBRACE:{ FIELD:b: NUMBER:650,000 UNIT:USD CLAUSE:by DATE:2026-12-31 "
		"RBRACE:}");
}

static void test_slips_of_fields(void **state)
{
	(void)state;
	assert_slip("a { owner = b }", "HEAD:a LBRACE:{ FIELD:owner (=) NAME:b RBRACE:}",
		"1:11 syntax.unexpected", "write `owner:`");
	assert_slip("a { owner : b }", "HEAD:a LBRACE:{ FIELD:owner (:) NAME:b RBRACE:}",
		"1:11 syntax.unexpected", "directly behind");
	assert_slip("a { owner == b }", "HEAD:a LBRACE:{ FIELD:owner (==) NAME:b RBRACE:}",
		"1:11 syntax.unexpected", "not `==`");
	assert_slip("a { owner b }", "HEAD:a LBRACE:{ FIELD:owner NAME:b RBRACE:}",
		"1:5 syntax.unexpected", "a colon is missing");
	assert_slip("a { of b }", "HEAD:a LBRACE:{ FIELD:of NAME:b RBRACE:}",
		"1:5 syntax.unexpected", "write `of:`");
	assert_slip("a { every 2 weeks }",
		"HEAD:a LBRACE:{ FIELD:every NUMBER:2 UNIT:weeks RBRACE:}", "1:5 syntax.unexpected",
		"write `every:`");
	assert_slip("a { b: c  d e }", "HEAD:a LBRACE:{ FIELD:b: NAME:c FIELD:d NAME:e RBRACE:}",
		"1:11 syntax.unexpected", "write `d:`");
	assert_slip("a { \"b\": c }", "HEAD:a LBRACE:{ FIELD:\"b\" (:) NAME:c RBRACE:}",
		"1:5 syntax.unexpected", "takes no quotes");
	assert_slip("a { b.c: d }", "HEAD:a LBRACE:{ FIELD:b.c (:) NAME:d RBRACE:}",
		"1:5 syntax.unexpected", "has no dot");
	assert_slip("a { b: c; }", "HEAD:a LBRACE:{ FIELD:b: NAME:c (;) RBRACE:}",
		"1:9 syntax.unexpected", "leave it out");
	assert_slip("a { b { c } }", "HEAD:a LBRACE:{ FIELD:b ({) NAME:c (}) RBRACE:}",
		"1:7 syntax.unexpected", "write `b:`");
	assert_slip("a { b: { c, d } }",
		"HEAD:a LBRACE:{ FIELD:b: ({) NAME:c COMMA:, NAME:d (}) RBRACE:}",
		"1:8 syntax.unexpected", "[ ]");
	assert_slip("a {\n  2026-Q1 5\n}", "HEAD:a LBRACE:{ ROW:2026-Q1 NUMBER:5 RBRACE:}",
		"2:3 syntax.unexpected", "write `2026-Q1:`");
	assert_slip("a {\n  2026-Q1 : 5\n}", "HEAD:a LBRACE:{ ROW:2026-Q1 (:) NUMBER:5 RBRACE:}",
		"2:11 syntax.unexpected", "directly behind its date");
	assert_slip("a {\n  2026 = 5\n}", "HEAD:a LBRACE:{ ROW:2026 (=) NUMBER:5 RBRACE:}",
		"2:8 syntax.unexpected", "write `2026:`");
	assert_slip("a {\n  b: c\n  5\n}",
		"HEAD:a LBRACE:{ FIELD:b: NAME:c [FIELD] NUMBER:5 RBRACE:}",
		"3:3 syntax.unexpected", "a field's name is missing");
	assert_slip("a {\n  b: c\n  , d: 5\n}",
		"HEAD:a LBRACE:{ FIELD:b: NAME:c (,) FIELD:d: NUMBER:5 RBRACE:}",
		"3:3 syntax.unexpected", "leave it out");
}

static void test_slips_of_values(void **state)
{
	(void)state;
	assert_slip("a { b: c d e }", "HEAD:a LBRACE:{ FIELD:b: NAME:c (d) (e) RBRACE:}",
		"1:10 syntax.unexpected", "`\"c d e\"`");
	assert_slip("a { b: \"c\" \"d\" }", "HEAD:a LBRACE:{ FIELD:b: TEXT:\"c\" (\"d\") RBRACE:}",
		"1:12 syntax.unexpected", "commas");
	assert_slip("a { b: [c d e] }",
		"HEAD:a LBRACE:{ FIELD:b: LBRACKET:[ NAME:c [COMMA] NAME:d [COMMA] NAME:e "
		"RBRACKET:] RBRACE:}",
		"1:11 syntax.unexpected", "a comma is missing");
	assert_slip("a { b: [c; d] }",
		"HEAD:a LBRACE:{ FIELD:b: LBRACKET:[ NAME:c COMMA:; NAME:d RBRACKET:] RBRACE:}",
		"1:10 syntax.unexpected", "write `,`");
	assert_slip("a { b: USD 5 }", "HEAD:a LBRACE:{ FIELD:b: (USD) WRONG:5 RBRACE:}",
		"1:8 syntax.unexpected", "write `5 USD`");
	assert_slip("a { b: 25.000 EUR }",
		"HEAD:a LBRACE:{ FIELD:b: WRONG:25.000 UNIT:EUR RBRACE:}", "1:8 syntax.bad_number",
		"write `25,000 EUR`");
	assert_slip("a { b: 25 000 EUR }",
		"HEAD:a LBRACE:{ FIELD:b: WRONG:25 000 UNIT:EUR RBRACE:}", "1:8 syntax.bad_number",
		"write `25,000`");
	assert_slip("a { b: c = 5 }", "HEAD:a LBRACE:{ FIELD:b: NAME:c EQUAL:= NUMBER:5 RBRACE:}",
		"1:10 syntax.unexpected", "write `==`");
	assert_slip("a { b: [c: d] }",
		"HEAD:a LBRACE:{ FIELD:b: LBRACKET:[ NAME:c [COMMA] NAME:d RBRACKET:] RBRACE:}",
		"1:9 syntax.unexpected", "in brackets");
	assert_slip("a { b: f(c = 5) }",
		"HEAD:a LBRACE:{ FIELD:b: NAME:f LPAREN:( NAME:c EQUAL:= NUMBER:5 RPAREN:) "
		"RBRACE:}",
		"1:12 syntax.unexpected", "write `==`");
}

static void test_slips_of_headers(void **state)
{
	(void)state;
	assert_slip("goal x y \"T\" {}", "HEAD:goal NAME:x (y) TEXT:\"T\" LBRACE:{ RBRACE:}",
		"1:8 syntax.unexpected", "one name");
	assert_slip("goal \"T\" x {}", "HEAD:goal NAME:x TEXT:\"T\" LBRACE:{ RBRACE:}",
		"1:10 syntax.unexpected", "the name stands before the title");
	assert_slip("goal x Win it {}", "HEAD:goal NAME:x TEXT:Win it LBRACE:{ RBRACE:}",
		"1:8 syntax.unexpected", "write `\"Win it\"`");
	assert_slip("goal x \"T\" \"U\" {}",
		"HEAD:goal NAME:x TEXT:\"T\" (\"U\") LBRACE:{ RBRACE:}", "1:12 syntax.unexpected",
		"one title");
	assert_slip("goal x: \"T\" {}", "HEAD:goal NAME:x TEXT:\"T\" LBRACE:{ RBRACE:}",
		"1:6 syntax.unexpected", "takes no colon");
	assert_slip("goal: x \"T\" {}", "HEAD:goal NAME:x TEXT:\"T\" LBRACE:{ RBRACE:}",
		"1:1 syntax.unexpected", "takes no colon");
	assert_slip("a { b: { c: 5 } }",
		"HEAD:a LBRACE:{ HEAD:b LBRACE:{ FIELD:c: NUMBER:5 RBRACE:} RBRACE:}",
		"1:5 syntax.unexpected", "takes no colon");
	assert_slip("a { b = { c: 5 } }",
		"HEAD:a LBRACE:{ HEAD:b (=) LBRACE:{ FIELD:c: NUMBER:5 RBRACE:} RBRACE:}",
		"1:5 syntax.unexpected", "takes no `=`");
	assert_slip("goal in \"T\" {}", "HEAD:goal NAME:in TEXT:\"T\" LBRACE:{ RBRACE:}",
		"1:6 syntax.bad_name", "`in` is a reserved word");
	assert_slip("goal 5 \"T\" {}", "HEAD:goal NAME:5 TEXT:\"T\" LBRACE:{ RBRACE:}",
		"1:6 syntax.bad_name", "`5` cannot be a name");
	assert_slip("goal x = \"T\" {}", "HEAD:goal NAME:x (=) TEXT:\"T\" LBRACE:{ RBRACE:}",
		"1:8 syntax.unexpected", "no place in a block's header");
	assert_slip("goal x \"T\" like {}", "HEAD:goal NAME:x TEXT:\"T\" (like) LBRACE:{ RBRACE:}",
		"1:12 syntax.unexpected", "followed by the name");
	assert_slip("\"T\" { a: 5 }", "[HEAD] TEXT:\"T\" LBRACE:{ FIELD:a: NUMBER:5 RBRACE:}",
		"1:1 syntax.unexpected", "the kind of this block is missing");
	assert_slip("goal x \"T\" [\n  a: 5\n]",
		"HEAD:goal NAME:x TEXT:\"T\" LBRACE:[ FIELD:a: NUMBER:5 RBRACE:]",
		"1:12 syntax.unexpected", "write `{`");
	assert_slip("update goal x {}", "UPDATE:update (goal) NAME:x LBRACE:{ RBRACE:}",
		"1:8 syntax.unexpected", "alone");
	assert_slip("update {}", "UPDATE:update [NAME] LBRACE:{ RBRACE:}", "1:1 syntax.unexpected",
		"the name of a block");
	assert_slip("template \"T\" goal {}",
		"TEMPLATE:template (\"T\") HEAD:goal LBRACE:{ RBRACE:}", "1:1 syntax.unexpected",
		"before a block");
}

static void test_slips_at_the_top(void **state)
{
	(void)state;
	assert_slip("improt \"a.pbp\"\nlet x = 5",
		"(improt) (\"a.pbp\") LET:let NAME:x ASSIGN:= NUMBER:5", "1:1 syntax.unexpected",
		"did you mean `import`?");
	assert_slip(
		"\"a.pbp\"", "(\"a.pbp\")", "1:1 syntax.unexpected", "write `import \"a.pbp\"`");
	assert_slip("x = 5", "[LET] NAME:x ASSIGN:= NUMBER:5", "1:1 syntax.unexpected",
		"write `let x = ...`");
	assert_slip("let x: 5", "LET:let NAME:x [ASSIGN] NUMBER:5", "1:5 syntax.unexpected",
		"write `let x = `");
	assert_slip("let x 5", "LET:let NAME:x [ASSIGN] NUMBER:5", "1:5 syntax.unexpected",
		"`=` is missing");
	assert_slip("let in = 5", "LET:let NAME:in ASSIGN:= NUMBER:5", "1:5 syntax.bad_name",
		"reserved word");
	assert_slip("let a.b = 5", "LET:let NAME:a (.b) ASSIGN:= NUMBER:5", "1:6 syntax.unexpected",
		"no dot");
	assert_slip("let \"a\" = 5", "LET:let NAME:\"a\" ASSIGN:= NUMBER:5",
		"1:5 syntax.unexpected", "no quotes");
	assert_slip("target: 5\n}\ngoal x {}",
		"[HEAD] [LBRACE] FIELD:target: NUMBER:5 RBRACE:} HEAD:goal NAME:x LBRACE:{ "
		"RBRACE:}",
		"1:1 syntax.unexpected", "outside any block");
	assert_slip("a: 5\nb: 6\ngoal x {}",
		"[HEAD] [LBRACE] FIELD:a: NUMBER:5 FIELD:b: NUMBER:6 [RBRACE] HEAD:goal NAME:x "
		"LBRACE:{ RBRACE:}",
		"1:1 syntax.unexpected", "outside any block");
}

/* ---- brackets ---- */

static void test_unclosed(void **state)
{
	(void)state;
	/* at the opener, where indentation says that the block ends */
	assert_slip("goal a {\n  b: 1\ngoal c {\n}\n",
		"HEAD:goal NAME:a LBRACE:{ FIELD:b: NUMBER:1 [RBRACE] HEAD:goal NAME:c LBRACE:{ "
		"RBRACE:}",
		"1:8 syntax.unclosed_block", "this `{` is never closed // add `}`");
	assert_slip("goal a {\n  rows {\n    b: 1\n  c: 2\n}\n",
		"HEAD:goal NAME:a LBRACE:{ HEAD:rows LBRACE:{ FIELD:b: NUMBER:1 [RBRACE] FIELD:c: "
		"NUMBER:2 RBRACE:}",
		"2:8 syntax.unclosed_block", "never closed");
	assert_slip("goal a {\n  rows {\n    b: 1\n}\ngoal c {\n}\n",
		"HEAD:goal NAME:a LBRACE:{ HEAD:rows LBRACE:{ FIELD:b: NUMBER:1 [RBRACE] RBRACE:} "
		"HEAD:goal NAME:c LBRACE:{ RBRACE:}",
		"2:8 syntax.unclosed_block", "never closed");
	assert_slip("a {\n  b x { c: 1\n  b y { c: 2 }\n}\n", NULL, "2:7 syntax.unclosed_block",
		"never closed");
	assert_slip("goal a {\n  b: 1", "HEAD:goal NAME:a LBRACE:{ FIELD:b: NUMBER:1 [RBRACE]",
		"1:8 syntax.unclosed_block", "never closed");
	/* without indentation a kind that was seen at the top tells */
	assert_slip("goal a {\nb: 1\n}\ngoal c {\nb: 1\ngoal d {\nb: 1\n}\n", NULL,
		"4:8 syntax.unclosed_block", "never closed");
	assert_slip("a { b: [c, d }",
		"HEAD:a LBRACE:{ FIELD:b: LBRACKET:[ NAME:c COMMA:, NAME:d [RBRACKET] RBRACE:}",
		"1:8 syntax.unexpected", "never closed // add `]`");
	assert_slip("a {\n  b: [c,\n  e: 5\n}",
		"HEAD:a LBRACE:{ FIELD:b: LBRACKET:[ NAME:c COMMA:, [RBRACKET] FIELD:e: NUMBER:5 "
		"RBRACE:}",
		"2:6 syntax.unexpected", "never closed");
	assert_slip("a { b: f(c, d }",
		"HEAD:a LBRACE:{ FIELD:b: NAME:f LPAREN:( NAME:c COMMA:, NAME:d [RPAREN] RBRACE:}",
		"1:9 syntax.unexpected", "add `)`");
	/* `{` missing */
	assert_slip("goal a \"A\"\n  b: 1\n}\n",
		"HEAD:goal NAME:a TEXT:\"A\" [LBRACE] FIELD:b: NUMBER:1 RBRACE:}",
		"1:8 syntax.unexpected", "`{` is missing");
	assert_slip("a {\n  rows\n    2026-Q1: 1\n  }\n}\n",
		"HEAD:a LBRACE:{ HEAD:rows [LBRACE] ROW:2026-Q1: NUMBER:1 RBRACE:} RBRACE:}",
		"2:3 syntax.unexpected", "`{` is missing");
	assert_slip("a {\n  b x \"X\" c: 1 }\n}\n",
		"HEAD:a LBRACE:{ HEAD:b NAME:x TEXT:\"X\" [LBRACE] FIELD:c: NUMBER:1 RBRACE:} "
		"RBRACE:}",
		"2:7 syntax.unexpected", "`{` is missing");
	assert_slip("a {\n  b x \"X\"\n  c: 1\n}\n",
		"HEAD:a LBRACE:{ HEAD:b NAME:x TEXT:\"X\" [LBRACE] [RBRACE] FIELD:c: NUMBER:1 "
		"RBRACE:}",
		"2:7 syntax.unexpected", "`{ }`");
}

static void test_stray(void **state)
{
	(void)state;
	assert_slip("a {\n  b: 1 }\n  c: 2\n}\n",
		"HEAD:a LBRACE:{ FIELD:b: NUMBER:1 (}) FIELD:c: NUMBER:2 RBRACE:}",
		"2:8 syntax.unclosed_block", "closes nothing");
	assert_slip("a {\n  b: 1\n}\n  c: 2\n}\n",
		"HEAD:a LBRACE:{ FIELD:b: NUMBER:1 (}) FIELD:c: NUMBER:2 RBRACE:}",
		"3:1 syntax.unclosed_block", "closes nothing");
	assert_slip("a { b: 1 } }\nc {}",
		"HEAD:a LBRACE:{ FIELD:b: NUMBER:1 (}) RBRACE:} HEAD:c LBRACE:{ RBRACE:}",
		"1:10 syntax.unclosed_block", "closes nothing");
	assert_slip("a { b: c] }", "HEAD:a LBRACE:{ FIELD:b: NAME:c (]) RBRACE:}",
		"1:9 syntax.unexpected", "closes nothing");
	assert_slip("a { b: [c, d) }",
		"HEAD:a LBRACE:{ FIELD:b: LBRACKET:[ NAME:c COMMA:, NAME:d RBRACKET:) RBRACE:}",
		"1:13 syntax.unexpected", "write `]`");
	assert_slip("a {\n  b: [c, d}\n  e: 5\n}",
		"HEAD:a LBRACE:{ FIELD:b: LBRACKET:[ NAME:c COMMA:, NAME:d RBRACKET:} FIELD:e: "
		"NUMBER:5 RBRACE:}",
		"2:11 syntax.unexpected", "write `]`");
	assert_slip("a { b: 5 ]\nc {}",
		"HEAD:a LBRACE:{ FIELD:b: NUMBER:5 RBRACE:] HEAD:c LBRACE:{ RBRACE:}",
		"1:10 syntax.unexpected", "write `}`");
}

/* What is balanced is taken as it stands, however it is indented. */
static void test_indentation_alone_is_no_mistake(void **state)
{
	(void)state;
	assert_layout("a {\nb {\nc: 1\n}\n}\nd {}",
		"HEAD:a LBRACE:{ HEAD:b LBRACE:{ FIELD:c: NUMBER:1 "
		"RBRACE:} RBRACE:} HEAD:d LBRACE:{ RBRACE:}");
	assert_layout("    a {\n  b: 1\n      }\n", "HEAD:a LBRACE:{ FIELD:b: NUMBER:1 RBRACE:}");
	assert_layout("a {\n  b: [\nc,\n d\n]\n}",
		"HEAD:a LBRACE:{ FIELD:b: LBRACKET:[ NAME:c COMMA:, NAME:d RBRACKET:] RBRACE:}");
	assert_layout("a {\n  b: c\n  until 2026-01-01\n}",
		"HEAD:a LBRACE:{ FIELD:b: NAME:c CLAUSE:until DATE:2026-01-01 RBRACE:}");
}

static void test_limits(void **state)
{
	struct syntax s;
	char text[4096];
	(void)state;
	for (int depth = NESTING_MAX; depth <= NESTING_MAX + 1; depth++) {
		char *at = text + sprintf(text, "let x = ");
		memset(at, '[', (size_t)depth);
		at += depth;
		memset(at, ']', (size_t)depth);
		strcpy(at + depth, "\nlet y = 5\n");
		syntax_layout(&s, text);
		assert_string_equal(
			syntax_findings(&s), depth > NESTING_MAX ? "1:137 syntax.too_large" : "");
		syntax_close(&s);
	}
	/* signs and `not`s, which nest without brackets, with and without some in between */
	for (int n = 127; n <= 129; n++) {
		char *at = text + sprintf(text, "let x = ");
		for (int i = 0; i < n; i++)
			at += sprintf(at, i % 2 ? "not " : "- ");
		sprintf(at, "y\nlet z = -1\n");
		syntax_parse(&s, text);
		assert_int_equal(s.sink.items.n, n > EXPRESSION_DEPTH_MAX);
		syntax_close(&s);
	}
	syntax_layout(&s, "let x = [-1, -2, not a, (-3)]");
	assert_int_equal(s.sink.items.n, 0);
	syntax_close(&s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_heads),
		cmocka_unit_test(test_units),
		cmocka_unit_test(test_slips_of_fields),
		cmocka_unit_test(test_slips_of_values),
		cmocka_unit_test(test_slips_of_headers),
		cmocka_unit_test(test_slips_at_the_top),
		cmocka_unit_test(test_unclosed),
		cmocka_unit_test(test_stray),
		cmocka_unit_test(test_indentation_alone_is_no_mistake),
		cmocka_unit_test(test_limits),
	};
	return cmocka_run_group_tests_name("layout", tests, NULL, NULL);
}
