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

static bool bounds_statement(int kind)
{
	return kind == FIELD || kind == ROW || kind == HEAD || kind == LBRACE || kind == RBRACE || kind == IMPORT
		|| kind == LET || kind == UPDATE || kind == TEMPLATE;
}

/* One syntax finding a statement: true if the one around `token` has it already. Marks the token. */
static bool already_reported(struct parse *parse, uint32_t token)
{
	struct token *items = parse->file->tokens.items;
	uint32_t i = token;
	bool reported = false;
	parse->has_reports = true;
	while (i > 0 && !bounds_statement(items[i].kind))
		reported |= items[i--].flags & TOKEN_REPORTED;
	if (items[i].kind != LBRACE || i == token)
		reported |= items[i].flags & TOKEN_REPORTED;
	for (i = token + 1; i < parse->file->tokens.n && !bounds_statement(items[i].kind); i++)
		reported |= items[i].flags & TOKEN_REPORTED;
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
	finding_help(parse->sink, finding, "write the value behind the colon, or leave the field out");
}

void report_trailing_comma(struct parse *parse, uint32_t comma)
{
	const struct token *next = &parse->file->tokens.items[parse->current];
	if (next->kind == RBRACKET) /* `[a, b,]` is allowed */
		return;
	if (already_reported(parse, comma))
		return;
	struct finding *finding = finding_new(parse->sink, &finding_syntax_unexpected,
		file_token_span(parse->file, comma), "nothing follows this comma");
	finding_help(parse->sink, finding, "leave the comma out");
	finding_edit(parse->sink, finding, file_token_span(parse->file, comma), STR(""), true);
}

void report_stray_member(struct parse *parse, uint32_t token)
{
	if (already_reported(parse, token))
		return;
	struct finding *finding = finding_new(parse->sink, &finding_syntax_unexpected,
		file_token_span(parse->file, token), "%s stands outside any block",
		parse->file->tokens.items[token].kind == FIELD ? "this field" : "this dated row");
	finding_help(parse->sink, finding, "fields stand inside a block: `goal NAME \"Title\" { ... }`");
}

void report_too_deep(struct parse *parse, uint32_t token)
{
	if (already_reported(parse, token))
		return;
	finding_new(parse->sink, &finding_syntax_too_large, file_token_span(parse->file, token),
		"an expression nested more than %d deep", EXPRESSION_DEPTH_MAX);
}

static bool has(const int *expected, int n, int kind)
{
	for (int i = 0; i < n; i++)
		if (expected[i] == kind)
			return true;
	return false;
}

static void print_found(const struct parse *parse, struct out *out)
{
	const struct token *t = &parse->file->tokens.items[parse->current];
	struct str text = file_token_text(parse->file, parse->current);
	if (t->kind == FILE_END)
		out_text(out, "the end of the file");
	else if (t->flags & TOKEN_INSERTED)
		out_text(out, token_name(t->kind));
	else if (text.len <= 30)
		out_printf(out, "`%.*s`", STR_ARGS(text));
	else
		out_text(out, token_name(t->kind));
}

static void print_expected(struct out *out, const int *expected, int n)
{
	if (has(expected, n, TEXT) && has(expected, n, NUMBER))
		out_text(out, "expected a value");
	else if (has(expected, n, LBRACE))
		out_text(out, "expected `{`");
	else if (has(expected, n, PLUS))
		out_text(out, "expected the value to end");
	else if (has(expected, n, FIELD) && has(expected, n, RBRACE))
		out_text(out, "expected a field, a block or `}`");
	else if (has(expected, n, IMPORT))
		out_text(out, "expected `import`, `let` or a block");
	else
		for (int i = 0; i < n && i < 4; i++)
			out_printf(out, "%s%s", i == 0 ? "expected " : i + 1 < n && i < 3 ? ", " : " or ",
				token_name(expected[i]));
}

static void add_hint(struct parse *parse, struct finding *finding, const int *expected, int n)
{
	const struct token *t = &parse->file->tokens.items[parse->current];
	bool after_value = !has(expected, n, TEXT) && has(expected, n, PLUS);
	if (after_value && t->kind == COLON)
		finding_help(parse->sink, finding, "a field's colon stands directly behind its name");
	else if (after_value && (t->kind == NAME || t->kind == TEXT || t->kind == NUMBER || t->kind == DATE))
		finding_help(parse->sink, finding, "several values are parted by commas; a text stands in quotes");
	else if (t->kind == NAME && has(expected, n, FIELD))
		finding_help(parse->sink, finding, "a field is written `name: value`, a block `kind name \"Title\" { ... }`");
	else if (t->kind >= CLAUSE && t->kind <= TRUTH && has(expected, n, NAME))
		finding_help(parse->sink, finding, "`%.*s` is a reserved word",
			STR_ARGS(file_token_text(parse->file, parse->current)));
}

/* A value that is missing at the end of a line is missed there, not at whatever begins the next one. */
static bool report_value_missing_before(struct parse *parse, const int *expected, int n)
{
	const struct token *items = parse->file->tokens.items;
	uint32_t last = parse->current;
	if (!(items[last].flags & TOKEN_FIRST) || !last || !has(expected, n, NUMBER) || !has(expected, n, TEXT))
		return false;
	while (last-- > 0 && (items[last].flags & (TOKEN_SKIPPED | TOKEN_INSERTED)))
		;
	if (last == UINT32_MAX)
		return false;
	struct finding *finding = finding_new(parse->sink, &finding_syntax_unexpected,
		file_token_span(parse->file, last), "a value is missing after `%.*s`",
		STR_ARGS(file_token_text(parse->file, last)));
	finding_help(parse->sink, finding, "write the value, or leave `%.*s` out",
		STR_ARGS(file_token_text(parse->file, last)));
	return true;
}

void report_unexpected(struct parse *parse, const int *expected, int n)
{
	const struct token *t = &parse->file->tokens.items[parse->current];
	struct out out = {0};
	struct str text = file_token_text(parse->file, parse->current);
	if (already_reported(parse, parse->current) || report_value_missing_before(parse, expected, n))
		return;
	print_expected(&out, expected, n);
	out_text(&out, out.len ? ", found " : "unexpected ");
	print_found(parse, &out);
	bool reserved = t->kind >= CLAUSE && t->kind <= TRUTH && has(expected, n, NAME) && !has(expected, n, PLUS);
	struct finding *finding;
	if (reserved && !has(expected, n, NUMBER))
		finding = finding_new(parse->sink, &finding_syntax_bad_name, file_token_span(parse->file, parse->current),
			"`%.*s` is a reserved word and cannot be a name", STR_ARGS(text));
	else
		finding = finding_new(parse->sink, &finding_syntax_unexpected,
			file_token_span(parse->file, parse->current), "%.*s", STR_ARGS(out_view(&out)));
	add_hint(parse, finding, expected, n);
	out_free(&out);
}
