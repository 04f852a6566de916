/* The grammar: the tree of every production, what binds how, what a place in the tree covers, and
 * what is left of the tree where something is wrong. */
#include "test_syntax.h"

#include <stdio.h>

/* ---- trees as text ---- */

static void print_node(struct syntax *s, uint32_t node);

static void print_children(struct syntax *s, uint32_t child)
{
	for (; child; child = file_node(s->file, child)->next) {
		out_char(&s->out, ' ');
		print_node(s, child);
	}
}

static void print_name(struct syntax *s, const struct node *node)
{
	if (node->name)
		out_printf(&s->out, " %s", intern_name(&s->intern, node->name).ptr);
}

static void print_node(struct syntax *s, uint32_t node)
{
	static const char *const kinds[] = {"none", "file", "import", "let", "block", "update",
		"like", "field", "row", "phrase", "clause", "number", "percent", "text", "prose",
		"date", "period", "time", "truth", "path", "name", "call", "where", "has", "unary",
		"binary", "list", "wrong"};
	const struct node *n = file_node(s->file, node);
	if ((n->kind >= NODE_NUMBER && n->kind <= NODE_TRUTH) || n->kind == NODE_PATH ||
		n->kind == NODE_WRONG) {
		out_str(&s->out, file_text(s->file, node));
		return;
	}
	out_printf(&s->out, "(%s", kinds[n->kind]);
	if (n->flags & NODE_IS_TEMPLATE)
		out_text(&s->out, "/template");
	if (n->flags & NODE_IS_BROKEN)
		out_text(&s->out, "/broken");
	if (n->kind == NODE_CLAUSE)
		out_printf(&s->out, " %s", clause_name((enum clause_word)n->op));
	else if (n->kind == NODE_ROW)
		out_printf(&s->out, " %.*s", STR_ARGS(file_token_text(s->file, n->first)));
	else if (n->kind == NODE_BINARY || n->kind == NODE_UNARY)
		out_printf(&s->out, " %s", syntax_kind(n->op));
	else
		print_name(s, n);
	if (n->a && n->kind != NODE_LET) {
		out_char(&s->out, ' ');
		print_node(s, n->a);
	}
	if (n->b) {
		out_char(&s->out, ' ');
		print_node(s, n->b);
	}
	print_children(s, n->child);
	out_char(&s->out, ')');
}

static const char *tree(struct syntax *s)
{
	s->out.len = 0;
	print_node(s, s->file->root);
	return syntax_text(s);
}

static void assert_tree(const char *text, const char *wanted)
{
	struct syntax s;
	syntax_parse(&s, text);
	if (s.sink.items.n)
		fail_msg("%s: %s", text, syntax_first(&s));
	if (strcmp(tree(&s), wanted) != 0)
		fail_msg("%s\n  gives %s\n  not   %s", text, tree(&s), wanted);
	assert_false(s.file->broken);
	syntax_close(&s);
}

/* The tree of a value. */
static void assert_value(const char *value, const char *wanted)
{
	char text[256], whole[512];
	snprintf(text, sizeof text, "x { f: %s }", value);
	snprintf(whole, sizeof whole, "(file (block x (field f %s)))", wanted);
	assert_tree(text, whole);
}

/* One finding with these words, and this tree. */
static void assert_recovers(const char *text, const char *words, const char *wanted)
{
	struct syntax s;
	syntax_parse(&s, text);
	if (s.sink.items.n != 1 || !strstr(syntax_first(&s), words))
		fail_msg("%s: `%s` is not in: %s (%u findings)", text, words, syntax_first(&s),
			s.sink.items.n);
	if (wanted && strcmp(tree(&s), wanted) != 0)
		fail_msg("%s\n  gives %s\n  not   %s", text, tree(&s), wanted);
	assert_true(s.file->broken);
	syntax_close(&s);
}

static void test_items(void **state)
{
	(void)state;
	assert_tree("", "(file)");
	assert_tree("# nothing", "(file)");
	assert_tree("import \"a.pbp\"", "(file (import \"a.pbp\"))");
	assert_tree("import \"a.pbp\" as b", "(file (import b \"a.pbp\"))");
	assert_tree("import std.metrics import std.units as u",
		"(file (import std.metrics) (import u std.units))");
	assert_tree("let x = 5", "(file (let x 5))");
	assert_tree("let x = a, b until c", "(file (let x a (phrase b (clause until c))))");
}

static void test_blocks(void **state)
{
	(void)state;
	assert_tree("goal {}", "(file (block goal))");
	assert_tree("goal x {}", "(file (block goal x))");
	assert_tree("goal \"T\" {}", "(file (block goal \"T\"))");
	assert_tree("goal x \"T\" {}", "(file (block goal x \"T\"))");
	assert_tree("goal x.y \"T\" {}", "(file (block goal x.y \"T\"))");
	assert_tree("goal like y {}", "(file (block goal (like y)))");
	assert_tree("goal x like y.z { a: 1 }", "(file (block goal x (like y.z) (field a 1)))");
	assert_tree("goal \"T\" like y {}", "(file (block goal \"T\" (like y)))");
	assert_tree("goal x \"T\" like y {}", "(file (block goal x \"T\" (like y)))");
	assert_tree("session 2026-07-14 {} readings 2026-Q1 {}",
		"(file (block session 2026-07-14) (block readings 2026-Q1))");
	assert_tree("template goal x { a: 1 } template goal y {}",
		"(file (block/template goal x (field a 1)) (block/template goal y))");
	assert_tree("update x.y { done: 2026-01-01 } update z {}",
		"(file (update x.y (field done 2026-01-01)) (update z))");
	assert_tree("a { b: 1 c x { d: 2 } e: 3 2026-Q1: 4 2026: 5 }",
		"(file (block a (field b 1) (block c x (field d 2)) (field e 3) (row 2026-Q1: 4) "
		"(row 2026: 5)))");
}

static void test_values(void **state)
{
	(void)state;
	assert_value("5", "5");
	assert_value("650,000 USD", "650,000 USD");
	assert_value("12.5%", "12.5%");
	assert_value("\"t\"", "\"t\"");
	assert_value("\"\"\"p\"\"\"", "\"\"\"p\"\"\"");
	assert_value("2026-01-01", "2026-01-01");
	assert_value("FY2026-Q1", "FY2026-Q1");
	assert_value("14:30", "14:30");
	assert_value("true, false", "true false");
	assert_value("it.with.name", "it.with.name");
	assert_value("[]", "(list)");
	assert_value("[a]", "(list a)");
	assert_value("[a, b until c,]", "(list a (phrase b (clause until c)))");
	assert_value("[a, [b, c]]", "(list a (list b c))");
	assert_value("f()", "(call f)");
	assert_value("f(a, 5 by b)", "(call f a (phrase 5 (clause by b)))");
	assert_value("a.f(b where c == d)", "(call a.f (where b (binary EQUAL c d)))");
	assert_value("has it.with", "(has it.with)");
	assert_value("(a)", "a");
	assert_value("5 USD by 2026-01-01 from a, b on c",
		"(phrase 5 USD (clause by 2026-01-01) (clause from a)) (phrase b (clause on c))");
	assert_value("column(\"D\") as \"X\"", "(phrase (call column \"D\") (clause as \"X\"))");
}

/* Loosest first: or, and, not, comparisons and in, .., + -, * /, unary -. */
static void test_precedence(void **state)
{
	(void)state;
	assert_value("a or b and c", "(binary OR a (binary AND b c))");
	assert_value("a and b or c", "(binary OR (binary AND a b) c)");
	assert_value("not a and b", "(binary AND (unary NOT a) b)");
	assert_value("not a == b", "(unary NOT (binary EQUAL a b))");
	assert_value("not a in b", "(unary NOT (binary IN a b))");
	assert_value("a == b .. c", "(binary EQUAL a (binary DOTS b c))");
	assert_value("a in b .. c", "(binary IN a (binary DOTS b c))");
	assert_value("a .. b + c", "(binary DOTS a (binary PLUS b c))");
	assert_value("a + b * c", "(binary PLUS a (binary TIMES b c))");
	assert_value("a * b + c", "(binary PLUS (binary TIMES a b) c)");
	assert_value("-a * b", "(binary TIMES (unary MINUS a) b)");
	assert_value("a * -b", "(binary TIMES a (unary MINUS b))");
	assert_value("a - -b", "(binary MINUS a (unary MINUS b))");
	assert_value("-a.b", "(unary MINUS a.b)");
	assert_value("has a and b", "(binary AND (has a) b)");
	assert_value("a or not b", "(binary OR a (unary NOT b))");
	/* from the left */
	assert_value("a or b or c", "(binary OR (binary OR a b) c)");
	assert_value("a and b and c", "(binary AND (binary AND a b) c)");
	assert_value("a - b - c", "(binary MINUS (binary MINUS a b) c)");
	assert_value("a - b + c", "(binary PLUS (binary MINUS a b) c)");
	assert_value("a / b * c", "(binary TIMES (binary OVER a b) c)");
	/* brackets */
	assert_value("(a or b) and c", "(binary AND (binary OR a b) c)");
	assert_value("a - (b - c)", "(binary MINUS a (binary MINUS b c))");
	/* a clause is looser than any operator */
	assert_value("a + b by c + d", "(phrase (binary PLUS a b) (clause by (binary PLUS c d)))");
	assert_value("a > b for 2 weeks", "(phrase (binary MORE a b) (clause for 2 weeks))");
}

static void test_non_associative(void **state)
{
	static const char *const comparisons[] = {"==", "!=", "<", "<=", ">", ">=", "in"};
	(void)state;
	for (size_t i = 0; i < 7; i++) {
		for (size_t k = 0; k < 7; k++) {
			char text[64];
			snprintf(text, sizeof text, "x { f: a %s b %s c  g: 1 }", comparisons[i],
				comparisons[k]);
			assert_recovers(text, "comparisons cannot be chained",
				"(file (block/broken x (field g 1)))");
		}
	}
	assert_recovers("x { f: a .. b .. c  g: 1 }", "a range has two ends",
		"(file (block/broken x (field g 1)))");
	assert_value("(a < b) == c", "(binary EQUAL (binary LESS a b) c)");
}

/* ---- limits ---- */

static void test_expression_depth(void **state)
{
	struct syntax s;
	struct out text = {0};
	(void)state;
	for (int n = EXPRESSION_DEPTH_MAX - 1; n <= EXPRESSION_DEPTH_MAX + 1; n++) {
		text.len = 0;
		out_text(&text, "let x = 1");
		for (int i = 0; i < n; i++)
			out_text(&text, " + 1");
		out_text(&text, "\nlet y = 2");
		out_char(&text, '\0');
		syntax_parse(&s, text.data);
		bool deep = n > EXPRESSION_DEPTH_MAX;
		assert_string_equal(syntax_findings(&s), deep ? "1:9 syntax.too_large" : "");
		const struct node *value = file_node(
			s.file, file_node(s.file, file_node(s.file, s.file->root)->child)->child);
		assert_int_equal(value->kind, deep ? NODE_WRONG : NODE_BINARY);
		syntax_close(&s);
	}
	/* through clauses, too: each bracket adds to the depth of what is around it */
	text.len = 0;
	out_text(&text, "let x = ");
	for (int i = 0; i < 100; i++)
		out_text(&text, "[1 by 1 + 1 + 1 + ");
	out_char(&text, '1');
	for (int i = 0; i < 100; i++)
		out_char(&text, ']');
	out_char(&text, '\0');
	syntax_parse(&s, text.data);
	assert_string_equal(syntax_findings(&s), "1:663 syntax.too_large");
	syntax_close(&s);
	out_free(&text);
}

/* A path of any length is read in one go. */
static void test_long_paths_and_lists(void **state)
{
	struct syntax s;
	struct out text = {0};
	(void)state;
	out_text(&text, "let x = [a");
	for (int i = 0; i < 50000; i++)
		out_text(&text, i % 2 ? ".b" : ".c");
	for (int i = 0; i < 50000; i++)
		out_text(&text, ", d");
	out_text(&text, "]");
	out_char(&text, '\0');
	syntax_parse(&s, text.data);
	assert_int_equal(s.sink.items.n, 0);
	uint32_t list =
		file_node(s.file, file_node(s.file, file_node(s.file, s.file->root)->child)->child)
			->child;
	uint32_t n = 0;
	for (uint32_t at = list; at; at = file_node(s.file, at)->next)
		n++;
	assert_int_equal(n, 50001);
	n = 0;
	for (uint32_t at = file_node(s.file, list)->child; at; at = file_node(s.file, at)->next)
		n++;
	assert_int_equal(n, 50000);
	syntax_close(&s);
	out_free(&text);
}

/* ---- places ---- */

static struct str covered(const struct syntax *s, struct span span)
{
	return source_slice(s->source, span);
}

static void test_spans(void **state)
{
	struct syntax s;
	(void)state;
	syntax_parse(
		&s, "template goal x \"T\" {\n  a: [b, c] until d  # e\n}\nupdate y.z {}\nplan {}");
	uint32_t goal = file_node(s.file, s.file->root)->child,
		 field = file_node(s.file, goal)->child;
	assert_true(str_is(covered(&s, file_span(s.file, goal)),
		"template goal x \"T\" {\n  a: [b, c] until d  # e\n}"));
	assert_true(str_is(covered(&s, file_name_span(s.file, goal)), "x"));
	assert_true(str_is(covered(&s, file_span(s.file, field)), "a: [b, c] until d"));
	assert_true(str_is(covered(&s, file_value_span(s.file, field)), "[b, c] until d"));
	uint32_t update = file_node(s.file, goal)->next, plan = file_node(s.file, update)->next;
	assert_true(str_is(covered(&s, file_name_span(s.file, update)), "y.z"));
	/* a block without a name is named by its kind */
	assert_true(str_is(covered(&s, file_name_span(s.file, plan)), "plan"));
	syntax_close(&s);
}

static void test_names(void **state)
{
	struct syntax s;
	(void)state;
	syntax_parse(&s, "goal x { owner: a.of  b: 5 USD }");
	const struct node *goal = file_node(s.file, file_node(s.file, s.file->root)->child);
	const struct node *owner = file_node(s.file, goal->child),
			  *path = file_node(s.file, owner->child);
	assert_int_equal(goal->name, intern_find(&s.intern, STR("goal")));
	assert_int_equal(file_node(s.file, goal->a)->name, intern_find(&s.intern, STR("x")));
	assert_int_equal(owner->name, intern_find(&s.intern, STR("owner")));
	assert_int_equal(path->name, intern_find(&s.intern, STR("a")));
	/* without the dot */
	assert_int_equal(file_node(s.file, path->child)->name, intern_find(&s.intern, STR("of")));
	assert_int_equal(path->b, path->child);
	const struct node *number = file_node(s.file, file_node(s.file, owner->next)->child);
	assert_int_equal(number->name, intern_find(&s.intern, STR("USD")));
	assert_true(str_is(file_token_text(s.file, number->a), "USD"));
	syntax_close(&s);
}

/* ---- what is left where something is wrong ---- */

static void test_recovery(void **state)
{
	(void)state;
	/* only the statement with the mistake is lost, wherever it stands in its block */
	assert_recovers("x { a: b ..  c: 1 }", "a value is missing after `..`",
		"(file (block/broken x (field c 1)))");
	assert_recovers("x { a: 1  b: by  c: 2 }",
		"expected a value, found `by` // `by` is a reserved word",
		"(file (block/broken x (field a 1) (field c 2)))");
	assert_recovers("x { where  a: 1 } y {}", "expected a field, a block or `}`, found `where`",
		"(file (block/broken x (field a 1)) (block y))");
	assert_recovers("x { a y { by  b: 1 }  c: 2 } d {}", "found `by`",
		"(file (block/broken x (block/broken a y (field b 1)) (field c 2)) (block d))");
	/* a block that is complete stays, whatever follows it */
	assert_recovers("x { a y { b: 1 } where  c: 2 }", "found `where`",
		"(file (block/broken x (block a y (field b 1)) (field c 2)))");
	assert_recovers("x {} where y {}", "expected `import`, `let` or a block",
		"(file (block x) (block y))");
	assert_recovers("let = 5 let y = 6", "expected a name, found `=`", "(file (let y 6))");
	assert_recovers("let x\nlet y = 6", "`=` and a value are missing after `x`",
		"(file (let x x) (let y 6))");
	assert_recovers("let x = 5 +\nlet y = 6", "a value is missing after `+`",
		"(file (let x x) (let y 6))");
	assert_recovers("import\nlet y = 6", "a name or a text is missing after `import`",
		"(file (let y 6))");
	assert_recovers("import \"a\" as\nlet y = 6", "a name is missing after `as`",
		"(file (import \"a\") (let y 6))");
	assert_recovers("import \"a\" as in\nlet y = 6", "a reserved word cannot be a name",
		"(file (import \"a\") (let y 6))");
	assert_recovers("x { let a = 1\n b: 2 }", "`let` stands at the top of a file",
		"(file (block/broken x (field b 2)))");
}

static void test_missing_values(void **state)
{
	(void)state;
	assert_recovers(
		"x { a:  b: 1 }", "`a:` has no value", "(file (block/broken x (field b 1)))");
	assert_recovers("x { a: }", "`a:` has no value", "(file (block/broken x))");
	assert_recovers("x {\n  2026-Q1:\n  2026-Q2: 5\n}", "`2026-Q1:` has no value",
		"(file (block/broken x (row 2026-Q2: 5)))");
	assert_recovers(
		"x { a: b, }", "nothing follows this comma", "(file (block/broken x (field a b)))");
	assert_recovers("x { a: [b,, c] }", "a value is missing after `,`", NULL);
	assert_recovers("x { a: b until }", "a value is missing after `until`", NULL);
	assert_recovers("x {\n  a: b and\n  c: 1\n}", "a value is missing after `and`",
		"(file (block/broken x (field c 1)))");
	assert_recovers("x { a: f(b where) }", "a value is missing after `where`", NULL);
	assert_recovers("x { a: .5 }", "write `0.5`", NULL);
}

/* What a mistake in a literal leaves is marked, so that nobody speaks of it again. */
static void test_wrong_values(void **state)
{
	(void)state;
	assert_recovers("x { a: 25,00 USD  b: 1 }", "25,00",
		"(file (block/broken x (field/broken a 25,00) (field b 1)))");
	assert_recovers("x { a: [2026-02-31, c] }", "there is no day",
		"(file (block/broken x (field/broken a (list 2026-02-31 c))))");
	assert_recovers("x { a: 5 l\xc3\xa9"
			"ads }",
		"letters A to Z",
		"(file (block/broken x (field/broken a 5 l\xc3\xa9"
		"ads)))");
	assert_recovers("x { a: b.\xc3\xa9 }", "letters A to Z", NULL);
	assert_recovers("x { owner = b }", "write `owner:`",
		"(file (block/broken x (field/broken owner b)))");
	struct syntax s;
	syntax_parse(&s, "x { a: 5 l\xc3\xa9"
			 "ads  \xc3\xa9: 1 }");
	const struct node *block = file_node(s.file, file_node(s.file, s.file->root)->child);
	const struct node *a = file_node(s.file, block->child);
	assert_int_equal(file_node(s.file, a->child)->kind, NODE_WRONG);
	assert_int_equal(file_node(s.file, a->next)->name, 0);
	syntax_close(&s);
}

static void test_messages_name_no_tokens(void **state)
{
	static const char *const texts[] = {"x { a: b c }", "x { , }", "x y z", "let 5 = 5",
		"import 5", "x { a: has 5 }", "x { a: f(b where c d) }", "x like { }",
		"x { a: [b }", "let x = [", "x { a: b . c }", "x { a: (b, c) }",
		"import \"a\" as 5", "update \"x\" {}", "x { a: b as }", "x { [ }", "x { a: -> }",
		"x { a: 5 % 3 }"};
	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		struct syntax s;
		syntax_parse(&s, texts[i]);
		const char *said = syntax_first(&s);
		assert_true(s.sink.items.n > 0);
#define TOKEN(kind, name, highlight)                                                               \
	if (strlen(#kind) > 4 && strstr(said, #kind) && !strstr(said, "VALUE") &&                  \
		!strstr(said, "NAME"))                                                             \
		fail_msg("%s: %s", texts[i], said);
#include "grammar/tokens.def"
#undef TOKEN
		if (strstr(said, "YY") || strstr(said, "$") || strstr(said, "T_"))
			fail_msg("%s: %s", texts[i], said);
		syntax_close(&s);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_items),
		cmocka_unit_test(test_blocks),
		cmocka_unit_test(test_values),
		cmocka_unit_test(test_precedence),
		cmocka_unit_test(test_non_associative),
		cmocka_unit_test(test_expression_depth),
		cmocka_unit_test(test_long_paths_and_lists),
		cmocka_unit_test(test_spans),
		cmocka_unit_test(test_names),
		cmocka_unit_test(test_recovery),
		cmocka_unit_test(test_missing_values),
		cmocka_unit_test(test_wrong_values),
		cmocka_unit_test(test_messages_name_no_tokens),
	};
	return cmocka_run_group_tests_name("parse", tests, NULL, NULL);
}
