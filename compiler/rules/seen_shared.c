/* The values that a failing condition has seen. */
#include "compiler/rules/seen.h"

#include "runtime/base/utf8.h"

enum { NOTES_MAX = 6, BLOCKS_MAX = 3, TEXT_MAX = 100 /* columns of a terminal */ };

struct seen {
	struct eval *eval;
	struct sink *sink;
	struct finding *finding;
	struct str noted[NOTES_MAX]; /* what has its note: the same is said once */
	uint32_t n;
};

/* ---- texts of bounded length ---- */

static void put_cut(struct out *out, struct str text)
{
	struct str rest = text;
	size_t width = 0;
	while (rest.len && width < TEXT_MAX) {
		struct str next = rest;
		utf8_next(&next);
		width += utf8_width((struct str){rest.ptr, rest.len - next.len});
		rest = next;
	}
	out_str(out, str_trim((struct str){text.ptr, text.len - rest.len}));
	if (rest.len)
		out_text(out, " ...");
}

/* An expression on one line, without the comments in it; whole, or its beginning. */
static void put_expression(struct out *out, const struct file *file, uint32_t at)
{
	struct token_range range = file_expression(file, at);
	struct out line = {0};
	struct span before = {0};
	for (uint32_t i = range.first; i <= range.last && line.len <= 4 * TEXT_MAX; i++) {
		struct span span = file_token_span(file, i);
		int kind = file->tokens.items[i].kind;
		int kind_before = i ? file->tokens.items[i - 1].kind : 0;
		bool hugs = kind_before == LPAREN || kind == RPAREN;
		if (i > range.first && span.start > before.start + before.len && !hugs)
			out_char(&line, ' ');
		out_str(&line, file_token_text(file, i));
		before = span;
	}
	put_cut(out, out_view(&line));
	out_free(&line);
}

/* ": goal a, goal b and 3 more" */
static void put_blocks(
	const struct plan *plan, struct out *out, struct block *const *first, uint32_t n)
{
	uint32_t shown = n < BLOCKS_MAX ? n : BLOCKS_MAX;
	for (uint32_t i = 0; i < shown; i++) {
		struct value block = {.kind = VALUE_BLOCK, .block = first[i]};
		out_text(out, !i ? "" : i + 1 == n ? " and " : ", ");
		value_print(plan, out, &block);
	}
	if (n > shown)
		out_printf(out, " and %u more", n - shown);
}

/* ---- notes ---- */

static bool is_noted(struct seen *seen, uint32_t at)
{
	struct str text = file_text(seen->eval->file, at);
	if (seen->n == NOTES_MAX)
		return true;
	for (uint32_t i = 0; i < seen->n; i++)
		if (str_equal(seen->noted[i], text))
			return true;
	seen->noted[seen->n++] = text;
	return false;
}

static void note(struct seen *seen, uint32_t at, struct str what)
{
	struct out text = {0};
	put_expression(&text, seen->eval->file, at);
	finding_note(seen->sink, seen->finding, "`%.*s` %.*s", STR_ARGS(out_view(&text)),
		STR_ARGS(what));
	out_free(&text);
}

static bool is_literal(int kind)
{
	return kind >= NODE_NUMBER && kind <= NODE_TRUTH;
}

/* The value and, for a collection with a condition, the blocks behind it: those that are counted,
   those for which `all` does not hold, those among which `any` has found none. */
static void note_value(struct seen *seen, uint32_t at, struct str value)
{
	const struct file *file = seen->eval->file;
	bool is_false = str_is(value, "false");
	struct block *first[BLOCKS_MAX];
	struct out what = {0};
	uint32_t n = 0;
	out_text(&what, "is ");
	put_cut(&what, value);
	if (file_node(file, at)->kind == NODE_CALL &&
		eval_picked(seen->eval, at, !is_false, first, BLOCKS_MAX, &n) && n) {
		out_text(&what, is_false ? ": not so for " : ": ");
		put_blocks(seen->eval->plan, &what, first, n);
	} else if (file_node(file, at)->kind == NODE_CALL && is_false) {
		out_text(&what, ": there is none");
	}
	note(seen, at, out_view(&what));
	out_free(&what);
}

static void note_operand(struct seen *seen, uint32_t at);

/* `target * 2 + 5 USD`: what it is calculated from. */
static void note_parts(struct seen *seen, uint32_t at)
{
	const struct file *file = seen->eval->file;
	int kind = file_node(file, at)->kind;
	if (kind != NODE_BINARY && kind != NODE_UNARY && kind != NODE_LIST)
		return;
	for (uint32_t part = file_node(file, at)->child; part; part = file_node(file, part)->next)
		if (file_node(file, part)->kind == NODE_BINARY)
			note_parts(seen, part);
		else
			note_operand(seen, part);
}

/* `budget` is 72,000 USD; nothing of what says it all by itself, such as a number or a name. */
static void note_operand(struct seen *seen, uint32_t at)
{
	const struct file *file = seen->eval->file;
	struct out value = {0};
	if (is_literal(file_node(file, at)->kind))
		return;
	bool has_value = eval_print(seen->eval, at, &value);
	bool says_itself = has_value ? str_equal(out_view(&value), file_text(file, at))
				     : !seen->eval->absent; /* a word of an enumeration */
	if (file_node(file, at)->kind == NODE_LIST)
		says_itself = true; /* its parts say it */
	if (!says_itself && !is_noted(seen, at)) {
		if (has_value)
			note_value(seen, at, out_view(&value));
		else
			note(seen, at, STR("has no value"));
	}
	note_parts(seen, at);
	out_free(&value);
}

/* What made a condition true or false: of an `and` that is false only the sides that are. */
static void note_condition(struct seen *seen, uint32_t at, bool held)
{
	const struct file *file = seen->eval->file;
	const struct node *node = file_node(file, at);
	bool joins = node->kind == NODE_BINARY && (node->op == AND || node->op == OR);
	if (joins) {
		bool both = held == (node->op == AND);
		for (uint32_t side = node->child; side; side = file_node(file, side)->next)
			if (both || eval_condition(seen->eval, side) == held)
				note_condition(seen, side, held);
	} else if (node->kind == NODE_BINARY) {
		for (uint32_t side = node->child; side; side = file_node(file, side)->next)
			note_operand(seen, side);
	} else if (node->kind == NODE_UNARY) {
		note_condition(seen, node->child, !held);
	} else if (node->kind == NODE_HAS && !is_noted(seen, node->child)) {
		note(seen, node->child, held ? STR("is stated") : STR("is not stated"));
	} else if (node->kind != NODE_HAS) { /* a path or a call */
		note_operand(seen, at);
	}
}

void seen_note(struct eval *eval, uint32_t node, struct sink *sink, struct finding *finding)
{
	struct seen seen = {.eval = eval, .sink = sink, .finding = finding};
	eval->sink = NULL; /* what is wrong with it has been reported */
	note_condition(&seen, node, false);
}
