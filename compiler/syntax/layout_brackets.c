/* Brackets: what closes what, and what is done about those that do not match. */
#include "compiler/syntax/layout_parts.h"

static struct opener *top(struct layout *l)
{
	return l->depth ? &l->stack[l->depth - 1] : NULL;
}

static const char *closer_text(int opener)
{
	return opener == LBRACE ? "}" : opener == LBRACKET ? "]" : ")";
}

int layout_closer_of(int opener)
{
	return opener == LBRACE ? RBRACE : opener == LBRACKET ? RBRACKET : RPAREN;
}

static int opener_of(int closer)
{
	return closer == RBRACE ? LBRACE : closer == RBRACKET ? LBRACKET : LPAREN;
}

/* The closer that is missing, behind the last token. */
static void add_closer(struct layout *l, struct finding *finding, const struct opener *open)
{
	const struct token *last = &l->to.items[l->to.n - 1];
	struct span end = {l->file->source->id, last->start + last->len, 0};
	struct str text = str_from(closer_text(open->kind));
	if (open->kind == LBRACE)
		text = open->line == l->line
			       ? STR(" }")
			       : str_format(&l->sink->arena, "\n%*s}", open->column, "");
	finding_help(l->sink, finding, "add `%s`", closer_text(open->kind));
	finding_edit(l->sink, finding, end, text, false);
}

static void close_unclosed(struct layout *l, const struct token *evidence)
{
	struct opener *open = &l->stack[--l->depth];
	const struct token *token = &l->to.items[open->token];
	l->unary = open->unary;
	if (!open->reported && !open->stray) {
		if (open->kind == LBRACE)
			l->statement_reported = false;
		struct finding *finding = layout_report(l,
			open->kind == LBRACE ? &finding_syntax_unclosed_block
					     : &finding_syntax_unexpected,
			layout_span(l, token), "this `%.*s` is never closed",
			STR_ARGS(layout_text(l, token)));
		if (evidence && evidence->kind != FILE_END)
			finding_label(l->sink, finding, layout_span(l, evidence),
				"`%s` is missing before this", closer_text(open->kind));
		add_closer(l, finding, open);
	}
	if (!open->stray)
		layout_insert(l, layout_closer_of(open->kind));
}

void layout_close_brackets(struct layout *l, const struct token *evidence)
{
	while (layout_in_brackets(l))
		close_unclosed(l, evidence);
}

void layout_close_blocks(struct layout *l, const struct token *t, uint32_t keep)
{
	if (!layout_is_first(t))
		return;
	while (l->depth > keep && top(l)->column >= t->column && top(l)->line < l->line &&
		l->indented && (l->unbalanced || top(l)->reported))
		close_unclosed(l, t);
}

void layout_close_all(struct layout *l, const struct token *evidence)
{
	while (l->depth)
		close_unclosed(l, evidence);
}

void layout_close_inserted(struct layout *l)
{
	top(l)->reported = true;
	close_unclosed(l, NULL);
}

void layout_open(struct layout *l, struct token t)
{
	struct opener opener = {.kind = t.kind,
		.line = l->line,
		.column = l->line_column,
		.token = l->to.n,
		.unary = l->unary};
	opener.stray = t.kind == LBRACE && !l->header_open;
	if (t.kind == LBRACE && !opener.stray)
		layout_begin(l);
	opener.reported = t.flags & TOKEN_INSERTED || (t.kind == LBRACE && l->header_reported);
	if (opener.stray) {
		struct finding *finding =
			layout_slip(l, layout_span(l, &t), "this `{` opens no block");
		finding_help(l->sink, finding,
			"a block begins with its kind: `goal NAME \"Title\" {`; a list stands in [ "
			"]");
		t.flags |= TOKEN_SKIPPED | TOKEN_REPORTED;
		/* It may take the `}` of the block around it. */
		if (l->depth)
			top(l)->reported = true;
	}
	if (t.kind == LBRACE)
		l->header_open = l->header_reported = false;
	layout_push(l, t);
	l->stack[l->depth++] = opener;
}

/* What stands behind the limit of nesting is not read. */
static void too_deep(struct layout *l, const struct token *t)
{
	struct token end = {.start = t->start, .kind = FILE_END, .flags = TOKEN_REPORTED};
	finding_new(l->sink, &finding_syntax_too_large, layout_span(l, t),
		"nested more than %d deep; the rest of the file is not read", NESTING_MAX);
	while (l->depth) {
		l->stack[l->depth - 1].reported = true;
		close_unclosed(l, NULL);
	}
	layout_push(l, end);
	l->i = l->n;
}

/* Whether the bracket on top finds its own closer on this line. */
static bool closes_on_line(struct layout *l)
{
	enum { LOOK_AHEAD = 64 };
	int opener = top(l)->kind, closer = layout_closer_of(opener), depth = 1;
	for (uint32_t i = l->i + 1; i < l->n && i < l->i + LOOK_AHEAD; i++) {
		int kind = l->from[i].kind;
		if (layout_is_first(&l->from[i]) || kind == FIELD || kind == ROW)
			return false;
		depth += kind == opener;
		if (kind == closer && --depth == 0)
			return true;
	}
	return false;
}

static void open_brace(struct layout *l, const struct token *t)
{
	bool in_list = layout_in_brackets(l) && closes_on_line(l);
	bool alone = l->unbalanced && !l->header_open &&
		     (t[1].kind == RBRACE || (t[1].kind == NAME && !layout_is_first(&t[1]) &&
						     layout_opens_block(l, l->i + 1)));
	if (in_list || alone) {
		finding_help(l->sink, layout_slip(l, layout_span(l, t), "this `{` opens no block"),
			in_list ? "a list stands in [ ]" : "leave it out");
		layout_skip_here(l, *t);
		l->n_stray_braces += in_list;
		return;
	}
	layout_close_brackets(l, t);
	if (l->header_open || !layout_header_without_kind(l, l->i))
		layout_open(l, *t);
}

void layout_open_bracket(struct layout *l, const struct token *t)
{
	bool call = t->kind == LPAREN && (l->before == NAME || l->before == DOTNAME);
	if (l->depth == NESTING_MAX)
		too_deep(l, t);
	else if (t->kind == LBRACE)
		open_brace(l, t);
	else if (call || !layout_second_value(l, t))
		layout_open(l, *t);
}

static void skip_stray(struct layout *l, struct token t)
{
	if (t.kind == RBRACE && layout_is_first(&t))
		l->statement_reported = false;
	struct finding *finding = layout_report(l,
		t.kind == RBRACE ? &finding_syntax_unclosed_block : &finding_syntax_unexpected,
		layout_span(l, &t), "this `%.*s` closes nothing", STR_ARGS(layout_text(l, &t)));
	finding_help(l->sink, finding, "leave it out, or add the `%s` that it closes",
		opener_of(t.kind) == LBRACE	? "{"
		: opener_of(t.kind) == LBRACKET ? "["
						: "(");
	layout_skip_here(l, t);
}

static void close_top(struct layout *l, struct token t)
{
	struct opener *open = &l->stack[--l->depth];
	l->unary = open->unary;
	t.kind = (uint8_t)layout_closer_of(open->kind);
	if (open->stray)
		t.flags |= TOKEN_SKIPPED | TOKEN_REPORTED;
	layout_push(l, t);
	if (t.kind == RBRACE)
		l->statement_reported = false;
}

/* `[a, b)` */
static void close_wrongly(struct layout *l, struct token t)
{
	const struct opener *open = top(l);
	struct finding *finding = layout_report(l, &finding_syntax_unexpected, layout_span(l, &t),
		"`%.*s` cannot close what `%.*s` has opened", STR_ARGS(layout_text(l, &t)),
		STR_ARGS(layout_text(l, &l->to.items[open->token])));
	finding_label(l->sink, finding, layout_span(l, &l->to.items[open->token]), "opened here");
	finding_help(l->sink, finding, "write `%s`", closer_text(open->kind));
	finding_edit(l->sink, finding, layout_span(l, &t), str_from(closer_text(open->kind)), true);
	t.flags |= TOKEN_REPORTED;
	close_top(l, t);
}

/* Whether the bracket on top finds its own closer before the statement ends. */
static bool closer_follows(struct layout *l)
{
	enum { LOOK_AHEAD = 64 };
	int opener = top(l)->kind, closer = layout_closer_of(opener), depth = 1;
	for (uint32_t i = l->i + 1; i < l->n && i < l->i + LOOK_AHEAD; i++) {
		int kind = l->from[i].kind;
		if (kind == FIELD || kind == ROW || kind == LBRACE || kind == RBRACE)
			return false;
		depth += kind == opener;
		if (kind == closer && --depth == 0)
			return true;
	}
	return false;
}

/* `party acme "Acme" { role: vendor ]`: at the end of its line, and of a block that has no other.
 */
static bool is_wrong_brace(struct layout *l, const struct token *t)
{
	const struct opener *open = top(l);
	if (!open || open->kind != LBRACE || open->stray)
		return false;
	if (open->written && open->written == opener_of(t->kind))
		return true;
	return l->unbalanced && (layout_is_first(&t[1]) || t[1].kind == FILE_END) &&
	       (layout_is_first(t) ? t->column <= open->column : open->line == l->line);
}

void layout_close_bracket(struct layout *l, const struct token *t)
{
	int opener = opener_of(t->kind);
	if (layout_in_brackets(l)) {
		if (top(l)->kind != opener && l->depth > 1 && l->stack[l->depth - 2].kind == opener)
			close_unclosed(l, t);
		if (top(l)->kind == opener)
			close_top(l, *t);
		else if (closer_follows(l))
			skip_stray(l, *t);
		else
			close_wrongly(l, *t);
	} else if (is_wrong_brace(l, t)) {
		if (top(l)->written)
			close_top(l, *t);
		else
			close_wrongly(l, *t);
	} else {
		skip_stray(l, *t);
	}
}

/* What begins the next line; NULL if it is too far away. */
static const struct token *next_line(const struct layout *l, const struct token *t)
{
	enum { LOOK_AHEAD = 64 };
	for (int i = 1; i < LOOK_AHEAD && t < l->from + l->n; i++) {
		t++;
		if (layout_is_first(t))
			return t;
	}
	return NULL;
}

/* A `}` after which the block that it would close goes on, as indentation has it. */
static bool goes_on_below(const struct layout *l, const struct token *t, const struct opener *open)
{
	const struct token *next = next_line(l, t);
	if (!next || next->kind == FILE_END)
		return false;
	if (layout_is_first(t) && t->column <= open->column)
		return (next->kind == FIELD || next->kind == ROW) && next->column > open->column;
	return next->column > open->column ||
	       (next->kind == RBRACE && next->column == open->column);
}

int layout_surplus(const struct layout *l, const struct token *t)
{
	enum { LOOK_AHEAD = 64 };
	int closed = 0, inner = 0;
	for (uint32_t at = l->depth; at > 0 && l->stack[at - 1].line == l->line; at--)
		closed -= l->stack[at - 1].kind == LBRACE;
	for (uint32_t i = 1; i < LOOK_AHEAD && !layout_is_first(&t[i]) && t[i].kind != FILE_END;
		i++) {
		if (t[i].kind == LBRACE)
			inner++;
		else if (t[i].kind == RBRACE && inner)
			inner--;
		else if (t[i].kind == RBRACE)
			closed++;
	}
	return closed;
}

static bool is_stray_brace(const struct layout *l, const struct token *t, const struct opener *open)
{
	if (!l->unbalanced)
		return false;
	return open->line == l->line ? layout_surplus(l, t) >= 0
				     : l->by_indent && goes_on_below(l, t, open);
}

/* `[a, b}`: the block around the list goes on, on this line or the next. */
static bool closes_list(const struct layout *l, const struct token *t)
{
	uint32_t at = l->depth;
	while (at > 0 && l->stack[at - 1].kind != LBRACE)
		at--;
	return at && at + 1 == l->depth && !layout_is_first(t) &&
	       is_stray_brace(l, t, &l->stack[at - 1]);
}

void layout_close_brace(struct layout *l, const struct token *t)
{
	if (layout_in_brackets(l) && l->unbalanced && closes_on_line(l)) {
		if (l->n_stray_braces) {
			l->n_stray_braces--;
			layout_skip(l, *t);
		} else {
			skip_stray(l, *t);
		}
		return;
	}
	if (layout_in_brackets(l) && closes_list(l, t)) {
		close_wrongly(l, *t);
		return;
	}
	layout_close_brackets(l, t);
	while (l->by_indent && l->depth > 1 && layout_is_first(t) && top(l)->column > t->column &&
		top(l)->line < l->line)
		close_unclosed(l, t);
	if (!l->depth || is_stray_brace(l, t, top(l))) {
		skip_stray(l, *t);
		return;
	}
	l->header_open = false;
	close_top(l, *t);
}
