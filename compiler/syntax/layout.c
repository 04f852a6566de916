#include "compiler/syntax/layout_parts.h"

#include <stdarg.h>

enum { REPORTS_MAX = 1000 };

/* ---- tokens that are not as they were read ---- */

void layout_insert(struct layout *l, int kind)
{
	const struct token *last = l->to.n ? &l->to.items[l->to.n - 1] : NULL;
	struct token token = {.kind = (uint8_t)kind, .flags = TOKEN_INSERTED | TOKEN_REPORTED};
	token.start = last ? last->start + last->len : 0;
	layout_push(l, token);
}

void layout_skip(struct layout *l, struct token token)
{
	token.flags |= TOKEN_SKIPPED | TOKEN_REPORTED;
	layout_push(l, token);
}

void layout_skip_here(struct layout *l, struct token token)
{
	struct token *next = &l->from[l->i + 1];
	layout_skip(l, token);
	if (layout_is_first(&token) && !layout_is_first(next)) {
		next->flags |= TOKEN_FIRST;
		next->column = token.column;
		l->moved = l->i + 1;
	}
}

/* Whether the scanner has reported something in what is left of the statement on this line. */
static bool is_reported_ahead(const struct layout *l)
{
	enum { LOOK_AHEAD = 64 };
	for (uint32_t i = l->i; i < l->n && i < l->i + LOOK_AHEAD; i++) {
		const struct token *t = &l->from[i];
		if (i > l->i && (layout_is_first(t) || t->kind == FIELD || t->kind == ROW ||
					t->kind == LBRACE || t->kind == RBRACE))
			return false;
		if (t->flags & TOKEN_REPORTED)
			return true;
	}
	return false;
}

struct finding *layout_report(
	struct layout *l, const struct rule_info *rule, struct span span, const char *format, ...)
{
	va_list args;
	if (l->statement_reported || l->n_reports == REPORTS_MAX || is_reported_ahead(l)) {
		l->nowhere = (struct finding){.rule = rule};
		return &l->nowhere;
	}
	l->statement_reported = true;
	l->n_reports++;
	struct finding *finding = finding_new(l->sink, rule, span, "%s", "");
	va_start(args, format);
	finding->message = str_vformat(&l->sink->arena, format, args);
	va_end(args);
	return finding;
}

struct finding *layout_slip(struct layout *l, struct span span, const char *message)
{
	return layout_report(l, &finding_syntax_unexpected, span, "%s", message);
}

/* ---- the walk ---- */

/* A chain of signs or `not`s would make the parser's stack grow without end. */
static void unary_token(struct layout *l, const struct token *t)
{
	if (layout_ends_value(l->before)) { /* a difference */
		layout_push(l, *t);
		return;
	}
	if (l->unary == EXPRESSION_DEPTH_MAX) {
		layout_report(l, &finding_syntax_too_large, layout_span(l, t),
			"an expression nested more than %d deep", EXPRESSION_DEPTH_MAX);
		l->unary++;
	}
	if (l->unary > EXPRESSION_DEPTH_MAX) {
		layout_skip(l, *t);
		return;
	}
	l->unary++;
	layout_push(l, *t);
}

static void comma_token(struct layout *l, struct token t)
{
	l->unary = l->depth ? l->stack[l->depth - 1].unary : 0;
	layout_push(l, t);
}

/* `let` and `import` inside of a block: the line is passed over. */
static void skip_item(struct layout *l, const struct token *t)
{
	finding_help(l->sink,
		layout_report(l, &finding_syntax_unexpected, layout_span(l, t),
			"`%.*s` stands at the top of a file", STR_ARGS(layout_text(l, t))),
		"move it before the block");
	for (layout_skip(l, *t);; layout_skip(l, l->from[++l->i])) {
		const struct token *next = &l->from[l->i + 1];
		if (layout_is_first(next) || next->kind == RBRACE || next->kind == FIELD ||
			next->kind == ROW || next->kind == FILE_END)
			return;
	}
}

static void item_token(struct layout *l, const struct token *t)
{
	layout_close_brackets(l, t);
	layout_close_blocks(l, t, 0);
	/* without indentation it still shows that all blocks have ended */
	if (l->unbalanced && !l->indented && layout_is_first(t))
		layout_close_all(l, t);
	layout_begin(l);
	if (l->depth)
		skip_item(l, t);
	else if (t->kind == IMPORT)
		layout_import(l, t);
	else
		layout_let(l, t);
}

/* A line that begins with something that joins values, and then with a statement of its own: `,
   owner: priya`. At the top of a file a field is such a thing too. Only what no good text can be:
   `+ a funnel {` is a value and a block. */
static bool is_stray_joiner(const struct layout *l, const struct token *t)
{
	bool field = t->kind == FIELD || t->kind == ROW;
	if ((field && l->depth) || layout_is_first(&t[1]) || layout_starts_value(t->kind))
		return false;
	switch (t->kind) {
	case DOTNAME:
	case LBRACE:
	case RBRACE:
	case RBRACKET:
	case RPAREN:
	case LET:
	case IMPORT:
	case UPDATE:
	case TEMPLATE:
		return false;
	default:
		break;
	}
	switch (t[1].kind) {
	case FIELD:
	case ROW:
	case RBRACE:
		return !field;
	case LET:
	case IMPORT:
	case UPDATE:
	case TEMPLATE:
		return true;
	case NAME:
		if (field)
			return layout_opens_block(l, l->i + 1) && !layout_opens_block(l, l->i);
		return (t[2].kind == LBRACE || t[2].kind == TEXT) &&
		       layout_opens_block(l, l->i + 1);
	default:
		return false;
	}
}

static void skip_joiner(struct layout *l, const struct token *t)
{
	l->statement_reported = false;
	struct finding *finding = layout_report(l, &finding_syntax_unexpected, layout_span(l, t),
		"`%.*s` has no place here", STR_ARGS(layout_text(l, t)));
	finding_help(l->sink, finding, "leave it out");
	finding_edit(l->sink, finding, layout_span(l, t), STR(""), false);
	layout_skip_here(l, *t);
}

/* At the top of a file; what is not in the list is answered as a line that is no item. */
static bool may_begin_item(int kind)
{
	switch (kind) {
	case NAME:
	case FIELD:
	case ROW:
	case IMPORT:
	case LET:
	case UPDATE:
	case TEMPLATE:
	case LBRACE:
	case RBRACE:
	case RBRACKET:
	case RPAREN:
	case SEMICOLON:
	case FILE_END:
		return true;
	default:
		return false;
	}
}

static void any_token(struct layout *l, const struct token *t)
{
	if ((t->kind >= TEXT && t->kind <= WRONG) || t->kind == TRUTH) {
		layout_value(l, t);
		return;
	}
	if (!l->depth && layout_at_start(l) && !may_begin_item(t->kind)) {
		layout_no_item(l, t);
		return;
	}
	switch (t->kind) {
	case NAME:
		layout_name(l, t);
		break;
	case FIELD:
	case ROW:
		layout_field(l, t);
		break;
	case IMPORT:
	case LET:
		item_token(l, t);
		break;
	case UPDATE:
		layout_update(l, t);
		break;
	case TEMPLATE:
		layout_template(l, t);
		break;
	case LBRACE:
	case LBRACKET:
	case LPAREN:
		layout_open_bracket(l, t);
		break;
	case RBRACE:
		layout_close_brace(l, t);
		break;
	case RBRACKET:
	case RPAREN:
		layout_close_bracket(l, t);
		break;
	case ASSIGN:
		layout_assign(l, *t);
		break;
	case SEMICOLON:
		layout_semicolon(l, *t);
		break;
	case COMMA:
		comma_token(l, *t);
		break;
	case MINUS:
	case NOT:
		unary_token(l, t);
		break;
	case FILE_END:
		layout_close_all(l, t);
		layout_push(l, *t);
		break;
	case CLAUSE:
	case EVERY:
		layout_clause(l, t);
		break;
	default:
		layout_push(l, *t);
	}
}

/* Whether brackets match as they stand, and whether the file indents its fields. */
static void look_over(struct layout *l)
{
	uint8_t kinds[NESTING_MAX];
	uint32_t depth = 0, further_in = 0, at_margin = 0;
	bool balanced = true;
	for (uint32_t i = 0; i < l->n; i++) {
		int kind = l->from[i].kind;
		if (kind == LBRACE || kind == LBRACKET || kind == LPAREN) {
			if (depth == NESTING_MAX)
				return;
			kinds[depth++] = (uint8_t)layout_closer_of(kind);
		} else if (kind == RBRACE || kind == RBRACKET || kind == RPAREN) {
			if (depth && kinds[depth - 1] == kind)
				depth--;
			else
				balanced = false;
		} else if ((kind == FIELD || kind == ROW) && layout_is_first(&l->from[i])) {
			further_in += l->from[i].column > 0;
			at_margin += !l->from[i].column;
		}
	}
	l->unbalanced = !balanced || depth;
	l->indented = at_margin * 8 <= further_in;
	l->by_indent = l->unbalanced && l->indented;
}

void layout_tokens(struct file *file, struct sink *sink)
{
	struct layout l = {.file = file, .sink = sink};
	/* Looking ahead may go a few tokens past the last: pad with ends of file. */
	struct token end = file->tokens.items[file->tokens.n - 1];
	l.n = file->tokens.n;
	for (int i = 0; i < 4; i++)
		vec_push(&file->tokens, end);
	l.from = file->tokens.items;
	vec_reserve(&l.to, l.n + 8);
	look_over(&l);
	for (; l.i < l.n; l.i++) {
		const struct token *t = &l.from[l.i];
		if (layout_is_first(t) && (l.i != l.moved || !l.i)) {
			l.line++;
			l.line_column = t->column;
		}
		if (t->flags & TOKEN_SKIPPED)
			layout_skip_here(&l, *t);
		else if (layout_is_first(t) && is_stray_joiner(&l, t))
			skip_joiner(&l, t);
		else
			any_token(&l, t);
	}
	vec_free(&file->tokens);
	file->tokens = l.to;
}
