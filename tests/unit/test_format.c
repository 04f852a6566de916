#include "tests/unit/unit.h"

#include "compiler/format/format.h"
#include "compiler/syntax/layout.h"
#include "compiler/syntax/scan.h"
#include <stdio.h>
#include <string.h>

static struct out formatted;

static int tear_down(void **state)
{
	(void)state;
	out_free(&formatted);
	return 0;
}

static enum format_result format(const char *text)
{
	out_free(&formatted);
	enum format_result result = format_text(&formatted, str_from(text));
	out_char(&formatted, '\0');
	return result;
}

/* What is laid out once has its layout. */
static void assert_formats(const char *text, const char *expected)
{
	assert_int_equal(format(text), FORMAT_GOOD);
	assert_string_equal(formatted.data, expected);
	assert_int_equal(format(expected), FORMAT_GOOD);
	assert_string_equal(formatted.data, expected);
}

static void assert_stays(const char *text)
{
	assert_formats(text, text);
}

static void assert_broken(const char *text, const char *expected)
{
	assert_int_equal(format(text), FORMAT_BROKEN);
	assert_string_equal(formatted.data, expected);
}

/* ---- blocks ---- */

static void values_of_a_run_stand_in_one_column(void **state)
{
	(void)state;
	assert_formats("goal a \"A\" {\nowner:x\n\tobjective:   y\n2026-Q1:   5 USD\n}",
		"goal a \"A\" {\n  owner:     x\n  objective: y\n  2026-Q1:   5 USD\n}\n");
	/* A comment or a list of several lines does not part the column, a blank line does. */
	assert_stays("goal a \"A\" {\n  owner:     x\n  # a comment\n  objective: [\n    y,\n  ]\n"
		     "  with:      z\n\n  of: w\n}\n");
	/* So does a block. */
	assert_stays(
		"goal a \"A\" {\n  of: 5\n  increments { 2026-Q1: 5 USD }\n  objective: y\n}\n");
}

static void a_block_stays_on_its_line_while_it_fits(void **state)
{
	char text[128], broken[128];
	(void)state;
	assert_formats("goal a \"A\"{owner:x with:y}", "goal a \"A\" { owner: x  with: y }\n");
	for (int width = 99; width <= 102; width++) {
		int title = width - (int)strlen("goal a \"\" { of: y }");
		snprintf(text, sizeof text, "goal a \"%0*d\" { of: y }\n", title, 0);
		snprintf(broken, sizeof broken, "goal a \"%0*d\" {\n  of: y\n}\n", title, 0);
		assert_formats(text, width <= 100 ? text : broken);
		/* Lines that its author gave it stay. */
		assert_stays(broken);
	}
	assert_formats("goal a \"A\" {\n\n}", "goal a \"A\" {}\n");
	assert_stays("goal a \"A\" {\n  # nothing yet\n}\n");
	/* A block within it is reason enough for lines. */
	assert_formats(
		"goal a \"A\" { of: 5 b { c: 1 } }", "goal a \"A\" {\n  of: 5\n  b { c: 1 }\n}\n");
}

static void blocks_of_several_lines_stand_apart(void **state)
{
	(void)state;
	assert_formats("import std.metrics\ngoal a {\nx: 1\n}\ngoal b { x: 1 }\ngoal c { x: 1 }",
		"import std.metrics\n\ngoal a {\n  x: 1\n}\n\ngoal b { x: 1 }\ngoal c { x: 1 }\n");
	/* The blank line stands before the comment that leads the block, unless its author put it
	 * elsewhere. */
	assert_formats("goal a {\nx: 1\n}\n# b\ngoal b {\nx: 1\n}",
		"goal a {\n  x: 1\n}\n\n# b\ngoal b {\n  x: 1\n}\n");
	assert_stays("goal a {\n  x: 1\n}\n# of a\n\ngoal b {\n  x: 1\n}\n");
	/* Within a block nothing is added and one blank line stays. */
	assert_formats("goal a {\n\n\n  b {\n x: 1\n }\nc {\nx: 1\n}\n\n\nd { x: 1 }\n\n}",
		"goal a {\n  b {\n    x: 1\n  }\n  c {\n    x: 1\n  }\n\n  d { x: 1 }\n}\n");
}

/* ---- values ---- */

static void lists_break_when_they_are_long(void **state)
{
	char text[160], expected[160];
	(void)state;
	assert_formats("a b {\nx:[ y , z\n]\n}", "a b {\n  x: [y, z]\n}\n");
	assert_formats("a b {\nx:[ y , z,]\n}", "a b {\n  x: [y, z]\n}\n");
	/* A comma behind the last item keeps the lines that its author gave the list. */
	assert_formats("a b {\nx:[ y , z,\n]\n}", "a b {\n  x: [\n    y,\n    z,\n  ]\n}\n");
	assert_formats(
		"a b {\nx:[ y\n , z\n , ] on w\n}", "a b {\n  x: [\n    y,\n    z,\n  ] on w\n}\n");
	for (int width = 99; width <= 102; width++) {
		int item = width - (int)strlen("  x: [y, \"\"]");
		snprintf(text, sizeof text, "a b {\n  x: [y, \"%0*d\"]\n}\n", item, 0);
		snprintf(expected, sizeof expected,
			"a b {\n  x: [\n    y,\n    \"%0*d\",\n  ]\n}\n", item, 0);
		assert_formats(text, width <= 100 ? text : expected);
	}
}

static void long_values_break_at_their_joints(void **state)
{
	(void)state;
#define LONG "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
	assert_formats("a b {\n  x: " LONG " until 2026-06-30, " LONG " from 2026-07-01\n}\n",
		"a b {\n  x: " LONG " until 2026-06-30,\n     " LONG " from 2026-07-01\n}\n");
	assert_formats("a b {\n  x: " LONG " by y until " LONG "\n}\n",
		"a b {\n  x: " LONG "\n     by y\n     until " LONG "\n}\n");
	assert_formats("a b {\n  x: " LONG " and y or " LONG " and not z\n}\n",
		"a b {\n  x: " LONG " and y\n     or " LONG " and not z\n}\n");
	assert_formats("a b {\n  x: count(goals where " LONG " and " LONG ") < 5\n}\n",
		"a b {\n  x: count(goals\n           where " LONG "\n             and " LONG
		") < 5\n}\n");
	/* What cannot be broken stands as it is. */
	assert_stays("a b {\n  x: \"" LONG LONG LONG "\"\n}\n");
#undef LONG
}

static void blanks_within_values(void **state)
{
	(void)state;
	assert_formats("let x=( a+b )*-2 - - c/d", "let x = (a + b) * -2 - -c / d\n");
	assert_formats("let x=count( goals where it .owner==dana )<5 and not(has it.with)",
		"let x = count(goals where it.owner == dana) < 5 and not (has it.with)\n");
	assert_formats("let x = 5   USD  by  2026-12-31", "let x = 5 USD by 2026-12-31\n");
	assert_formats("let x = start..end", "let x = start .. end\n");
	assert_formats("let x = \"two  blanks\"", "let x = \"two  blanks\"\n");
	assert_formats("import  \"a.pbp\"\nas  b", "import \"a.pbp\" as b\n");
	assert_formats(
		"template  a  b \"C\"like  d .e{x:1}", "template a b \"C\" like d.e { x: 1 }\n");
}

/* ---- comments, line ends, widths ---- */

static void comments_stay_where_they_belong(void **state)
{
	(void)state;
	assert_formats("#one\n\n\n  # two  \na b { # three\n# four\nx: 1 # five\nlonger: 2 # "
		       "six\n\n\n# seven\n} # eight\n#nine",
		"#one\n\n# two\na b {  # three\n  # four\n  x:      1  # five\n  longer: 2  # "
		"six\n\n"
		"  # seven\n}  # eight\n#nine\n");
	/* One that goes on below keeps its column. */
	assert_formats("a b {\nx: 1 # first\n     # second\n y: 1 # first\n    # third\n}",
		"a b {\n  x: 1  # first\n        # second\n  y: 1  # first\n  # third\n}\n");
	/* Within a value. */
	assert_formats("a b {\nx: [y # one\n# two\n, z # three\n]\nw: 1 # four\n+ 2\n}",
		"a b {\n  x: [\n    y,  # one\n    # two\n    z,  # three\n  ]\n  w: 1  # four\n   "
		"  + 2\n}\n");
}

static void line_ends_are_of_one_kind(void **state)
{
	(void)state;
	assert_formats("a b {\r\nx:1\r\n}", "a b {\r\n  x: 1\r\n}\r\n");
	assert_formats("a b {\r\nx:1\n}", "a b {\n  x: 1\n}\n");
	assert_formats("\xef\xbb\xbf"
		       "a b { x:1 }\n\n\n",
		"a b { x: 1 }\n");
	assert_formats("\n \n", "");
	assert_formats("", "");
	/* Prose keeps its own. */
	assert_stays("a b {\n  x: \"\"\"\n\tone\r\n  two  \n  \"\"\"\n}\n");
}

static void columns_are_those_of_a_terminal(void **state)
{
	(void)state;
	/* Two wide characters, a combining accent, ASCII. */
	assert_formats(
		"a b {\nx: \"\xe6\x9d\xb1\xe4\xba\xac\" #\ny: \"e\xcc\x81\" #\nz: \"abcd\" #\n}",
		"a b {\n  x: \"\xe6\x9d\xb1\xe4\xba\xac\"  #\n  y: \"e\xcc\x81\"     #\n  z: "
		"\"abcd\"  #\n}\n");
}

/* ---- mistakes ---- */

static void statements_with_mistakes_keep_their_bytes(void **state)
{
	(void)state;
	assert_broken("a b {\n   x:1\n   y  =  2   # slip\n   longer:3\n}",
		"a b {\n  x:      1\n   y  =  2   # slip\n  longer: 3\n}\n");
	assert_broken("a   b { x:  2026-02-31 }\na   b { x:1 }",
		"a   b { x:  2026-02-31 }\na b { x: 1 }\n");
	/* What shares the line stays too. */
	assert_broken("a b { x:1 } a  b  { x: 2weeks } a b { x:1 }\na b { x:1 }",
		"a b { x:1 } a  b  { x: 2weeks } a b { x:1 }\na b { x: 1 }\n");
	/* From the first block whose brackets do not balance, all. */
	assert_broken("a b { x:1 }\n\n\na  b {\n  x: [1\n  y:2\n}\na  b {  x:1 }   ",
		"a b { x: 1 }\n\na  b {\n  x: [1\n  y:2\n}\na  b {  x:1 }   ");
	assert_broken("a b { x:1 }\n}\na b { x:1 }", "a b { x: 1 }\n}\na b { x:1 }");
}

static void nesting_without_end_is_left_alone(void **state)
{
	struct out text = {0};
	(void)state;
	out_text(&text, "a b { x:1 }\nlet x =   ");
	out_repeat(&text, '(', 200);
	out_char(&text, '\0');
	assert_int_equal(format(text.data), FORMAT_BROKEN);
	assert_string_equal(
		formatted.data + strlen("a b { x: 1 }\n"), text.data + strlen("a b { x:1 }\n"));
	out_free(&text);
}

static void a_result_that_no_file_may_hold_is_none(void **state)
{
	enum { DEEP = 120, FIELDS = 90000 };
	struct out text = {0};
	(void)state;
	for (int i = 0; i < DEEP; i++)
		out_text(&text, "a b {\n");
	for (int i = 0; i < FIELDS; i++)
		out_text(&text, "x:1\n");
	out_repeat(&text, '}', DEEP);
	out_char(&text, '\0');
	assert_int_equal(format(text.data), FORMAT_TOO_LARGE);
	assert_int_equal(formatted.len, 1);
	out_free(&text);
}

/* ---- the law ---- */

struct text {
	struct sources sources;
	struct arena arena;
	struct sink sink;
	struct file file;
};

static void read_text(struct text *text, const char *bytes)
{
	size_t len = strlen(bytes);
	struct file_bytes copy = {memory_resize(NULL, len + 2), len};
	memcpy(copy.data, bytes, len + 1);
	copy.data[len + 1] = '\0';
	*text = (struct text){0};
	sources_init(&text->sources);
	sink_init(&text->sink);
	text->file.source = sources_add(&text->sources, STR(""), STR(""), copy);
	scan_source(text->file.source, &text->sink, &text->file.tokens);
	layout_tokens(&text->file, &text->sink);
}

static bool is_same(const char *left, const char *right)
{
	struct text a, b;
	read_text(&a, left);
	read_text(&b, right);
	bool same = format_is_same(&a.file, &b.file);
	for (int i = 0; i < 2; i++) {
		struct text *text = i ? &b : &a;
		file_free(&text->file);
		sink_free(&text->sink);
		sources_free(&text->sources);
	}
	return same;
}

static void another_text_is_not_the_same(void **state)
{
	(void)state;
	assert_true(is_same("a b{x:1 y:[2 ,3]}", "a b {\n  x: 1\n  y: [\n 2,\n 3,\n ]\n}\n"));
	assert_false(is_same("a b { x: 1, #c\n 2 }", "a b { x: 1 # c\n , 2 }"));
	assert_true(is_same("a b { x: 1, #c\n 2 }", "a b { x: 1 #c  \n , 2 }"));
	assert_false(is_same("a b { x: 1 }", "a b { x: 2 }"));
	assert_false(is_same("a b { x: 1 }", "a b { x: 1 } #"));
	assert_false(is_same("a b { x: 1 # c\n y: 2 }", "a b { x: 1 y: # c\n 2 }"));
	assert_false(is_same("a b { x: \"1 2\" }", "a b { x: \"1  2\" }"));
	assert_false(is_same("a b { x: 1 }", "a b { x: 1 y: 2 }"));
	assert_false(is_same("a b { x: 1, 2 }", "a b { x: 1 2 }"));
	/* The same words, read otherwise. */
	assert_false(is_same("a b { x: 5 leads }", "a b { x: 5\nleads }"));
}

static void differences(void **state)
{
	struct out diff = {0};
	(void)state;
	format_diff(&diff, "x", "y", STR("a\n"), STR("a\n"));
	assert_int_equal(diff.len, 0);
	format_diff(&diff, "old", "new", STR("a b\n\n\nc  d\ne\nf\ng\nh\ni\nj\nk\nl  \nm"),
		STR("a b\n\nc d\ne\nf\ng\nh\ni\nj\nk\nl\nm\n"));
	out_char(&diff, '\0');
	assert_string_equal(diff.data,
		"--- old\n+++ new\n"
		"@@ -1,7 +1,6 @@\n a b\n \n-\n-c  d\n+c d\n e\n f\n g\n"
		"@@ -9,5 +8,5 @@\n i\n j\n k\n-l  \n-m\n\\ No newline at end of file\n+l\n+m\n");
	diff.len = 0;
	/* Where all lines are new, no line stands before them. */
	format_diff(&diff, "a", "a", STR(" , "), STR(""));
	out_char(&diff, '\0');
	assert_string_equal(
		diff.data, "--- a\n+++ a\n@@ -1 +0,0 @@\n- , \n\\ No newline at end of file\n");
	out_free(&diff);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(values_of_a_run_stand_in_one_column),
		cmocka_unit_test(a_block_stays_on_its_line_while_it_fits),
		cmocka_unit_test(blocks_of_several_lines_stand_apart),
		cmocka_unit_test(lists_break_when_they_are_long),
		cmocka_unit_test(long_values_break_at_their_joints),
		cmocka_unit_test(blanks_within_values),
		cmocka_unit_test(comments_stay_where_they_belong),
		cmocka_unit_test(line_ends_are_of_one_kind),
		cmocka_unit_test(columns_are_those_of_a_terminal),
		cmocka_unit_test(statements_with_mistakes_keep_their_bytes),
		cmocka_unit_test(nesting_without_end_is_left_alone),
		cmocka_unit_test(a_result_that_no_file_may_hold_is_none),
		cmocka_unit_test(another_text_is_not_the_same),
		cmocka_unit_test(differences),
	};
	return cmocka_run_group_tests(tests, NULL, tear_down);
}
