#include "compiler/syntax/parse.h"

#include "runtime/base/out.h"

enum { REPORTS_MAX = 1000 };

int parse_next(uint32_t *token, struct parse *parse)
{
	const struct tokens *tokens = &parse->file->tokens;
	while (tokens->items[parse->next].flags & TOKEN_SKIPPED)
		parse->next++;
	parse->current = *token = parse->next;
	if (parse->next + 1 < tokens->n)
		parse->next++;
	return tokens->items[*token].kind;
}

static bool bounds_statement(const struct token *t)
{
	int kind = t->kind;
	if (t->flags & TOKEN_SKIPPED)
		return false;
	return kind == FIELD || kind == ROW || kind == HEAD || kind == LBRACE || kind == RBRACE ||
	       kind == IMPORT || kind == LET || kind == UPDATE || kind == TEMPLATE;
}

/* One syntax finding a statement: true if the one around `token` has it already. Marks the token.
 */
static bool already_reported(struct parse *parse, uint32_t token)
{
	struct token *items = parse->file->tokens.items;
	bool reported = items[token].flags & TOKEN_REPORTED;
	if (parse->is_trial) {
		parse->failed = true;
		return true;
	}
	parse->has_reports = true;
	for (uint32_t i = token; !reported && i > 0 && !bounds_statement(&items[i]);) {
		i--;
		bool brace = bounds_statement(&items[i]) &&
			     (items[i].kind == LBRACE || items[i].kind == RBRACE);
		reported = items[i].flags & TOKEN_REPORTED && !brace;
	}
	for (uint32_t i = token + 1;
		!reported && i < parse->file->tokens.n && !bounds_statement(&items[i]); i++)
		reported = items[i].flags & TOKEN_REPORTED;
	items[token].flags |= TOKEN_REPORTED;
	return reported || parse->n_reports++ >= REPORTS_MAX;
}

void report_missing_value(struct parse *parse, uint32_t field)
{
	struct str text = file_token_text(parse->file, field);
	if (already_reported(parse, field))
		return;
	struct finding *finding = finding_new(parse->sink, &finding_syntax_missing_value,
		file_token_span(parse->file, field), "`%.*s` has no value", STR_ARGS(text));
	finding_help(
		parse->sink, finding, "write the value behind the colon, or leave the field out");
}

void report_trailing_comma(struct parse *parse, uint32_t comma)
{
	if (already_reported(parse, comma))
		return;
	struct finding *finding = finding_new(parse->sink, &finding_syntax_unexpected,
		file_token_span(parse->file, comma), "nothing follows this comma");
	finding_help(parse->sink, finding, "leave the comma out");
	finding_edit(parse->sink, finding, file_token_span(parse->file, comma), STR(""), true);
}

void report_too_deep(struct parse *parse, uint32_t token)
{
	if (already_reported(parse, token))
		return;
	finding_new(parse->sink, &finding_syntax_too_large, file_token_span(parse->file, token),
		"an expression nested more than %d deep", EXPRESSION_DEPTH_MAX);
}

/* ---- what the parser did not expect ---- */

struct unexpected {
	struct parse *parse;
	const int *expected;
	int n;
	const struct token *found;
	struct str text;
	struct span span;
};

static bool expects(const struct unexpected *u, int kind)
{
	for (int i = 0; i < u->n; i++)
		if (u->expected[i] == kind)
			return true;
	return false;
}

static bool expects_value(const struct unexpected *u)
{
	return expects(u, NUMBER) && expects(u, TEXT);
}

static bool is_behind_value(const struct unexpected *u)
{
	return expects(u, PLUS) && !expects(u, TEXT);
}

static bool is_reserved(int kind)
{
	return kind >= CLAUSE && kind <= TRUTH;
}

static bool is_comparison(int kind)
{
	return kind >= LESS && kind <= NOT_EQUAL;
}

/* What can only stand behind something that is complete. */
static bool ends_something(const struct token *t)
{
	return (t->flags & TOKEN_FIRST) || bounds_statement(t) || t->kind == FILE_END ||
	       t->kind == COMMA || t->kind == RBRACKET || t->kind == RPAREN;
}

/* A value that is missing at the end of a line is missed there, not at whatever begins the next
 * one. */
static bool report_missing(const struct unexpected *u)
{
	const struct token *items = u->parse->file->tokens.items;
	uint32_t last = u->parse->current;
	bool name = !expects(u, NUMBER) && expects(u, NAME) && !expects(u, FIELD);
	bool text = name && expects(u, TEXT), sign = expects(u, ASSIGN);
	if (!ends_something(u->found) || !(expects_value(u) || name || sign))
		return false;
	do {
		if (last-- == 0)
			return false;
	} while (items[last].flags & (TOKEN_SKIPPED | TOKEN_INSERTED));
	struct str before = file_token_text(u->parse->file, last);
	struct finding *finding = finding_new(u->parse->sink, &finding_syntax_unexpected,
		file_token_span(u->parse->file, last), "%s missing after `%.*s`",
		sign   ? "`=` and a value are"
		: text ? "a name or a text is"
		: name ? "a name is"
		       : "a value is",
		STR_ARGS(before));
	if (sign)
		finding_help(u->parse->sink, finding, "write `let %.*s = VALUE`", STR_ARGS(before));
	else
		finding_help(
			u->parse->sink, finding, "write it, or leave `%.*s` out", STR_ARGS(before));
	return true;
}

static void print_found(const struct unexpected *u, struct out *out)
{
	if (u->found->kind == FILE_END)
		out_text(out, "the end of the file");
	else if (u->text.len && u->text.len <= 40)
		out_printf(out, "`%.*s`", STR_ARGS(u->text));
	else
		out_text(out, token_name(u->found->kind));
}

static void print_expected(const struct unexpected *u, struct out *out)
{
	out_text(out, "expected ");
	if (expects_value(u))
		out_text(out, "a value");
	else if (expects(u, FIELD) && expects(u, RBRACE))
		out_text(out, "a field, a block or `}`");
	else if (expects(u, IMPORT))
		out_text(out, "`import`, `let` or a block");
	else
		for (int i = 0; i < u->n && i < 4; i++)
			out_printf(out, "%s%s",
				i == 0			? ""
				: i + 1 < u->n && i < 3 ? ", "
							: " or ",
				token_name(u->expected[i]));
	out_text(out, ", found ");
	print_found(u, out);
}

/* Behind a value that is complete: the message, and what to write. */
static void report_behind_value(const struct unexpected *u)
{
	const char *message = "this does not belong to the value before it";
	const char *help = "several values are parted by commas; a text stands in quotes";
	int kind = u->found->kind;
	if (is_comparison(kind) || kind == IN) {
		message = "comparisons cannot be chained";
		help = "write `a < b and b < c`";
	} else if (kind == DOTS) {
		message = "a range has two ends";
		help = "write `FIRST .. LAST`";
	} else if (kind == COLON) {
		help = "a colon stands directly behind a field's name or a row's date, and nowhere "
		       "else";
	} else if (kind == DOT) {
		help = "a dot stands directly before the name that follows it";
	} else if (kind == LPAREN || kind == LBRACKET) {
		help = "several values are parted by commas";
	} else if (kind >= TEMPLATE || (is_reserved(kind) && kind != TRUTH)) {
		help = "it is a reserved word or a sign that joins nothing here";
	}
	struct finding *finding =
		finding_new(u->parse->sink, &finding_syntax_unexpected, u->span, "%s", message);
	finding_help(u->parse->sink, finding, "%s", help);
}

static void add_hint(const struct unexpected *u, struct finding *finding)
{
	const struct token *next = u->found + 1;
	int kind = u->found->kind;
	if (kind == DOT && next->kind == NUMBER)
		finding_help(u->parse->sink, finding, "write `0.%.*s`",
			STR_ARGS(source_slice(u->parse->file->source,
				(struct span){u->span.source, next->start, next->len})));
	else if (kind == CLAUSE && expects(u, NAME) && expects(u, NUMBER))
		finding_help(u->parse->sink, finding,
			"`%.*s` is a reserved word; in a condition the field of this name is "
			"`it.%.*s`",
			STR_ARGS(u->text), STR_ARGS(u->text));
	else if (is_reserved(kind) && expects(u, NAME))
		finding_help(
			u->parse->sink, finding, "`%.*s` is a reserved word", STR_ARGS(u->text));
	else if (expects(u, FIELD) && expects(u, RBRACE))
		finding_help(u->parse->sink, finding,
			"a field is written `name: value`, a block `kind name \"Title\" { ... }`");
	else if (expects(u, ASSIGN))
		finding_help(u->parse->sink, finding, "write `let NAME = VALUE`");
	else if (expects(u, IMPORT) && !(u->found->flags & TOKEN_FIRST))
		finding_help(u->parse->sink, finding, "each of them stands on a line of its own");
}

void report_unexpected(struct parse *parse, const int *expected, int n)
{
	struct unexpected u = {.parse = parse, .expected = expected, .n = n};
	u.found = &parse->file->tokens.items[parse->current];
	u.text = file_token_text(parse->file, parse->current);
	u.span = file_token_span(parse->file, parse->current);
	/* what ends a statement is not expected because something is missing before it */
	bool lacks = expects_value(&u) || expects(&u, NAME) || expects(&u, ASSIGN);
	bool ends = (bounds_statement(u.found) || u.found->kind == FILE_END) && lacks;
	if (already_reported(parse, ends && parse->current ? parse->current - 1 : parse->current) ||
		report_missing(&u))
		return;
	if (is_reserved(u.found->kind) && expects(&u, NAME) && !expects(&u, NUMBER) &&
		!expects(&u, PLUS)) {
		finding_new(parse->sink, &finding_syntax_bad_name, u.span,
			"`%.*s` is a reserved word and cannot be a name", STR_ARGS(u.text));
		return;
	}
	if (is_behind_value(&u)) {
		report_behind_value(&u);
		return;
	}
	struct out out = {0};
	print_expected(&u, &out);
	struct finding *finding = finding_new(
		parse->sink, &finding_syntax_unexpected, u.span, "%.*s", STR_ARGS(out_view(&out)));
	add_hint(&u, finding);
	out_free(&out);
}
