#include "compiler/syntax/layout.h"

#include <ctype.h>
#include <string.h>

struct opener {
	uint32_t token; /* index in `to` */
	uint32_t line;
	uint8_t kind;   /* LBRACE, LBRACKET, LPAREN */
	uint8_t column; /* of the first token on its line */
	bool reported;  /* its closer is missing by a mistake that has a finding */
	bool stray;     /* a `{` that opens nothing: it and its `}` are passed over */
};

struct layout {
	const struct file *file;
	struct sink *sink;
	const struct token *from;
	uint32_t n, i;
	struct tokens to;
	struct opener stack[NESTING_MAX];
	uint32_t depth;
	uint32_t line;
	uint8_t line_column;
	bool by_indent;   /* brackets do not balance and indentation can be believed */
	bool header_open; /* a block's header was seen and its `{` is due */
};

static struct span span_of(const struct layout *l, const struct token *token)
{
	return (struct span){l->file->source->id, token->start, token->len};
}

static struct str text_of(const struct layout *l, const struct token *token)
{
	return (struct str){l->file->source->text + token->start, token->len};
}

static const struct opener *top(const struct layout *l)
{
	return l->depth ? &l->stack[l->depth - 1] : NULL;
}

static bool in_brackets(const struct layout *l)
{
	return l->depth && l->stack[l->depth - 1].kind != LBRACE;
}

static struct token *push(struct layout *l, struct token token)
{
	vec_push(&l->to, token);
	return &l->to.items[l->to.n - 1];
}

static void insert(struct layout *l, int kind)
{
	const struct token *last = l->to.n ? &l->to.items[l->to.n - 1] : NULL;
	struct token token = {.kind = (uint8_t)kind, .flags = TOKEN_INSERTED | TOKEN_REPORTED};
	token.start = last ? last->start + last->len : 0;
	push(l, token);
}

/* The last token that the parser will see; a zero token before the first. */
static struct token previous(const struct layout *l)
{
	for (uint32_t i = l->to.n; i-- > 0;)
		if (!(l->to.items[i].flags & TOKEN_SKIPPED))
			return l->to.items[i];
	return (struct token){0};
}

static bool ends_value(int kind)
{
	switch (kind) {
	case NAME:
	case DOTNAME:
	case UNIT:
	case TEXT:
	case PROSE:
	case NUMBER:
	case PERCENT:
	case DATE:
	case PERIOD:
	case TIME:
	case TRUTH:
	case WRONG:
	case RBRACKET:
	case RPAREN:
		return true;
	default:
		return false;
	}
}

static bool starts_value(int kind)
{
	return (kind >= NAME && kind <= WRONG && kind != DOTNAME) || kind == TRUTH || kind == LBRACKET;
}

static bool is_keyword(int kind)
{
	return (kind >= CLAUSE && kind <= TRUTH) && kind != LIKE;
}

/* ---- headers ---- */

/* Index behind a path that begins at `i`. */
static uint32_t skip_path(const struct layout *l, uint32_t i)
{
	for (i++; i < l->n && l->from[i].kind == DOTNAME;)
		i++;
	return i;
}

/* Index behind the header of a block whose kind word stands at `i`: id, title, like. */
static uint32_t skip_header(const struct layout *l, uint32_t i)
{
	uint32_t at = i + 1;
	const struct token *t = &l->from[at];
	bool keyword_id = is_keyword(t->kind) && (t[1].kind == TEXT || t[1].kind == LBRACE);
	bool colon_id = t->kind == FIELD && (t[1].kind == TEXT || t[1].kind == LBRACE) && !(t->flags & TOKEN_FIRST)
		&& (t[1].kind == LBRACE || t[2].kind == LBRACE);
	if (t->kind == NAME)
		at = skip_path(l, at);
	else if (t->kind == DATE || t->kind == PERIOD || keyword_id || colon_id || t->kind == WRONG)
		at++;
	if (l->from[at].kind == TEXT)
		at++;
	if (l->from[at].kind == LIKE && l->from[at + 1].kind == NAME)
		at = skip_path(l, at + 1);
	return at;
}

static bool can_begin_header(int next)
{
	return next == NAME || next == TEXT || next == DATE || next == PERIOD || next == LIKE || next == LBRACE
		|| next == FIELD || next == WRONG || is_keyword(next);
}

/* True behind a comma, a colon, an operator or a clause word: what follows is a value. */
static bool expects_value(int before)
{
	return !ends_value(before) && before != LBRACE && before != RBRACE && before != TEMPLATE
		&& before != FILE_END;
}

static bool opens_block(const struct layout *l, uint32_t i, int before)
{
	if (before == UPDATE || before == LIKE || !can_begin_header(l->from[i + 1].kind))
		return false;
	/* `effort: 20 days`, or a line with the last name of a list, and on the next line `funnel {`: a word that
	   ends its line opens nothing where it ends a value */
	bool ends_line = l->from[i + 1].flags & TOKEN_FIRST;
	if (ends_line && (!(l->from[i].flags & TOKEN_FIRST) || expects_value(before)))
		return false;
	return l->from[skip_header(l, i)].kind == LBRACE;
}

/* A header whose `{` is missing: fields follow on the same line, or on the next one further in. */
static bool opens_block_without_brace(const struct layout *l, uint32_t i)
{
	uint32_t at = skip_header(l, i);
	const struct token *next = &l->from[at];
	if (at == i + 1)
		return false;
	for (uint32_t k = i + 1; k < at; k++)
		if (l->from[k].flags & TOKEN_FIRST)
			return false;
	bool member = next->kind == FIELD || next->kind == ROW
		|| (next->kind == NAME && opens_block(l, at, 0));
	return member && (!(next->flags & TOKEN_FIRST) || next->column > l->line_column);
}

/* ---- closing what is open ---- */

static const char *closer_text(int opener)
{
	return opener == LBRACE ? "}" : opener == LBRACKET ? "]" : ")";
}

static int closer_of(int opener)
{
	return opener == LBRACE ? RBRACE : opener == LBRACKET ? RBRACKET : RPAREN;
}

static void close_unclosed(struct layout *l, const struct token *evidence)
{
	struct opener *open = &l->stack[--l->depth];
	const struct token *token = &l->to.items[open->token];
	if (!open->reported && !open->stray) {
		struct finding *finding = finding_new(l->sink,
			open->kind == LBRACE ? &finding_syntax_unclosed_block : &finding_syntax_unexpected,
			span_of(l, token), "this `%.*s` is never closed", STR_ARGS(text_of(l, token)));
		if (evidence && evidence->kind != FILE_END)
			finding_label(l->sink, finding, span_of(l, evidence), "`%s` is missing before this",
				closer_text(open->kind));
		finding_help(l->sink, finding, "add `%s`", closer_text(open->kind));
	}
	if (!open->stray)
		insert(l, closer_of(open->kind));
}

static void close_brackets(struct layout *l, const struct token *evidence)
{
	while (in_brackets(l))
		close_unclosed(l, evidence);
}

/* A block or field that stands no further in than a block that is open: that block ends before it. */
static void close_blocks(struct layout *l, const struct token *t, uint32_t keep)
{
	if (!(t->flags & TOKEN_FIRST))
		return;
	while (l->depth > keep && top(l)->column >= t->column && top(l)->line < l->line
		&& (l->by_indent || top(l)->reported))
		close_unclosed(l, t);
}

static void open(struct layout *l, struct token t)
{
	struct opener opener = {.kind = t.kind, .line = l->line, .column = l->line_column, .token = l->to.n};
	opener.stray = t.kind == LBRACE && !l->header_open;
	opener.reported = t.flags & TOKEN_INSERTED;
	if (opener.stray) {
		struct finding *finding = finding_new(l->sink, &finding_syntax_unexpected, span_of(l, &t),
			"this `{` opens no block");
		finding_help(l->sink, finding, "a block begins with its kind: `goal NAME \"Title\" {`; a list stands in [ ]");
		t.flags |= TOKEN_SKIPPED | TOKEN_REPORTED;
	}
	if (t.kind == LBRACE)
		l->header_open = false;
	push(l, t);
	l->stack[l->depth++] = opener;
}

static void skip_stray(struct layout *l, struct token t)
{
	finding_new(l->sink, t.kind == RBRACE ? &finding_syntax_unclosed_block : &finding_syntax_unexpected,
		span_of(l, &t), "this `%.*s` closes nothing", STR_ARGS(text_of(l, &t)));
	t.flags |= TOKEN_SKIPPED | TOKEN_REPORTED;
	push(l, t);
}

static void close_bracket(struct layout *l, struct token t)
{
	int opener = t.kind == RBRACKET ? LBRACKET : LPAREN;
	if (in_brackets(l) && top(l)->kind != opener && l->depth > 1 && l->stack[l->depth - 2].kind == opener)
		close_unclosed(l, &t);
	if (!in_brackets(l) || top(l)->kind != opener) {
		skip_stray(l, t);
		return;
	}
	l->depth--;
	push(l, t);
}

/* A `}` after which the block that it would close goes on. */
static bool is_stray_brace(const struct layout *l, const struct token *t)
{
	const struct token *next = t + 1;
	uint8_t column = top(l)->column;
	if (top(l)->line == l->line || t->kind == FILE_END || !(next->flags & TOKEN_FIRST) || next->kind == FILE_END)
		return false;
	if ((t->flags & TOKEN_FIRST) && t->column <= column)
		return false;
	return next->column > column || (next->kind == RBRACE && next->column == column);
}

static void close_brace(struct layout *l, struct token t)
{
	close_brackets(l, &t);
	while (l->by_indent && l->depth > 1 && (t.flags & TOKEN_FIRST) && top(l)->column > t.column
		&& top(l)->line < l->line)
		close_unclosed(l, &t);
	if (!l->depth || (l->by_indent && is_stray_brace(l, &l->from[l->i]))) {
		skip_stray(l, t);
		return;
	}
	if (l->stack[--l->depth].stray)
		t.flags |= TOKEN_SKIPPED | TOKEN_REPORTED;
	l->header_open = false;
	push(l, t);
}

/* ---- slips ---- */

static struct finding *slip(struct layout *l, const struct token *t, const char *message)
{
	return finding_new(l->sink, &finding_syntax_unexpected, span_of(l, t), "%s", message);
}

static void push_as_field(struct layout *l, struct token name)
{
	close_blocks(l, &name, 1);
	name.kind = FIELD;
	name.flags |= TOKEN_REPORTED;
	push(l, name);
}

static void push_skipped(struct layout *l, struct token t)
{
	t.flags |= TOKEN_SKIPPED | TOKEN_REPORTED;
	push(l, t);
}

/* `owner = priya`, `owner : priya` */
static void slip_for_colon(struct layout *l, const struct token *t)
{
	bool assign = t[1].kind == ASSIGN;
	struct finding *finding = slip(l, &t[1],
		assign ? "a field takes `:`, not `=`" : "the colon stands directly behind the field's name");
	struct span both = {l->file->source->id, t->start, t[1].start + t[1].len - t->start};
	finding_help(l->sink, finding, "write `%.*s:`", STR_ARGS(text_of(l, t)));
	finding_edit(l->sink, finding, both, str_format(&l->sink->arena, "%.*s:", STR_ARGS(text_of(l, t))), true);
	push_as_field(l, t[0]);
	push_skipped(l, t[1]);
	l->i++;
}

static void slip_missing_colon(struct layout *l, const struct token *t)
{
	struct finding *finding = slip(l, t, "a colon is missing behind this field's name");
	finding_help(l->sink, finding, "write `%.*s:`", STR_ARGS(text_of(l, t)));
	finding_edit(l->sink, finding, (struct span){l->file->source->id, t->start + t->len, 0}, STR(":"), false);
	push_as_field(l, *t);
}

/* At the top of a file a line that is no item: the whole line is passed over. */
static void slip_no_item(struct layout *l, const struct token *t)
{
	struct finding *finding = slip(l, t, "expected `import`, `let` or a block");
	if (str_distance(text_of(l, t), STR("import"), 2) <= 2)
		finding_help(l->sink, finding, "did you mean `import`?");
	else
		finding_help(l->sink, finding, "a block is written `goal NAME \"Title\" { ... }`");
	push_skipped(l, *t);
	while (!(l->from[l->i + 1].flags & TOKEN_FIRST) && l->from[l->i + 1].kind != FILE_END)
		push_skipped(l, l->from[++l->i]);
}

static void push_header(struct layout *l, const struct token *t)
{
	close_brackets(l, t);
	close_blocks(l, t, 0);
	struct token head = *t;
	uint32_t end = skip_header(l, l->i);
	head.kind = HEAD;
	push(l, head);
	for (uint32_t i = l->i + 1; i < end; i++) {
		struct token part = l->from[i];
		bool wrong_id = is_keyword(part.kind) || part.kind == FIELD;
		if (wrong_id) {
			struct str text = text_of(l, &part);
			if (part.kind == FIELD) {
				struct finding *finding = slip(l, &part, "a block's name takes no colon");
				finding_help(l->sink, finding, "write `%.*s`", (int)text.len - 1, text.ptr);
				part.len--;
			} else {
				finding_new(l->sink, &finding_syntax_bad_name, span_of(l, &part),
					"`%.*s` is a reserved word and cannot be a name", STR_ARGS(text));
				part.flags |= TOKEN_WRONG;
			}
			part.kind = NAME;
			part.flags |= TOKEN_REPORTED;
		}
		push(l, part);
	}
	l->i = end - 1;
	l->header_open = true;
}

static void slip_missing_brace(struct layout *l, const struct token *t)
{
	push_header(l, t);
	const struct token *last = &l->from[l->i];
	struct finding *finding = slip(l, last, "`{` is missing after this block's header");
	struct span end = {l->file->source->id, last->start + last->len, 0};
	finding_help(l->sink, finding, "write `{` at the end of the line");
	finding_edit(l->sink, finding, end, STR(" {"), false);
	if (l->depth < NESTING_MAX)
		open(l, (struct token){.kind = LBRACE, .start = end.start, .flags = TOKEN_INSERTED | TOKEN_REPORTED});
}

static void missing_comma(struct layout *l, const struct token *t)
{
	struct finding *finding = slip(l, t, "a comma is missing before this");
	const struct token *last = &l->to.items[l->to.n - 1];
	finding_help(l->sink, finding, "items of a list are parted by commas");
	finding_edit(l->sink, finding, (struct span){l->file->source->id, last->start + last->len, 0}, STR(","), true);
	insert(l, COMMA);
}

/* `USD 25,000` */
static bool is_currency_before_number(const struct layout *l, const struct token *t)
{
	struct str text = text_of(l, t);
	return text.len == 3 && isupper((unsigned char)text.ptr[0]) && isupper((unsigned char)text.ptr[1])
		&& isupper((unsigned char)text.ptr[2]) && t[1].kind == NUMBER && !(t[1].flags & TOKEN_FIRST);
}

static void slip_currency(struct layout *l, const struct token *t)
{
	struct finding *finding = slip(l, t, "the currency stands behind the number");
	struct token number = t[1];
	finding_help(l->sink, finding, "write `%.*s %.*s`", STR_ARGS(text_of(l, &number)), STR_ARGS(text_of(l, t)));
	push_skipped(l, *t);
	number.kind = WRONG;
	number.flags |= TOKEN_WRONG | TOKEN_REPORTED;
	push(l, number);
	l->i++;
}

static void name_token(struct layout *l, const struct token *t)
{
	struct token before = previous(l);
	struct token name = *t;
	if (opens_block(l, l->i, before.kind)) {
		push_header(l, t);
		return;
	}
	if ((before.kind == NUMBER || before.kind == WRONG) && !(t->flags & TOKEN_FIRST)) {
		name.kind = UNIT;
		push(l, name);
		return;
	}
	bool complete = ends_value(before.kind);
	if (in_brackets(l) && complete) {
		missing_comma(l, t);
		push(l, name);
		return;
	}
	bool statement = !in_brackets(l)
		&& (complete || before.kind == FILE_END || before.kind == LBRACE || before.kind == RBRACE
			|| ((before.kind == FIELD || before.kind == ROW) && (t->flags & TOKEN_FIRST)
				&& (t[1].kind == ASSIGN || t[1].kind == COLON)));
	if (!statement) {
		if (is_currency_before_number(l, t))
			slip_currency(l, t);
		else
			push(l, name);
		return;
	}
	bool first = (t->flags & TOKEN_FIRST) || !complete;
	if (l->depth && (t[1].kind == ASSIGN || t[1].kind == COLON))
		slip_for_colon(l, t);
	else if (first && opens_block_without_brace(l, l->i))
		slip_missing_brace(l, t);
	else if (first && !l->depth)
		slip_no_item(l, t);
	else if (first && starts_value(t[1].kind) && !(t[1].flags & TOKEN_FIRST))
		slip_missing_colon(l, t);
	else
		push(l, name);
}

/* `let x: 5` */
static void field_token(struct layout *l, const struct token *t)
{
	struct token field = *t;
	if (previous(l).kind == LET && l->to.n) {
		struct finding *finding = slip(l, t, "`let` takes `=`, not `:`");
		finding_help(l->sink, finding, "write `let %.*s = `", (int)t->len - 1, text_of(l, t).ptr);
		field.kind = NAME;
		field.len--;
		field.flags |= TOKEN_REPORTED;
		push(l, field);
		insert(l, ASSIGN);
		return;
	}
	close_brackets(l, t);
	close_blocks(l, t, 1);
	l->header_open = false;
	push(l, field);
}

/* `2026-Q1 : 5` */
static bool is_row_with_blank(const struct layout *l, const struct token *t)
{
	int before = previous(l).kind;
	return t[1].kind == COLON && !in_brackets(l) && (ends_value(before) || before == LBRACE || before == RBRACE);
}

/* `2026-Q1 5 USD`: a row's date at the start of a line, with a value behind it and no colon. */
static bool is_row_without_colon(const struct layout *l, const struct token *t)
{
	int before = previous(l).kind;
	return (t->kind == DATE || t->kind == PERIOD) && (t->flags & TOKEN_FIRST) && !in_brackets(l)
		&& (ends_value(before) || before == LBRACE || before == RBRACE)
		&& starts_value(t[1].kind) && !(t[1].flags & TOKEN_FIRST);
}

static void value_token(struct layout *l, const struct token *t)
{
	struct token token = *t;
	if (is_row_without_colon(l, t)) {
		struct finding *finding = slip(l, t, "a colon is missing behind this row's date");
		finding_help(l->sink, finding, "write `%.*s:`", STR_ARGS(text_of(l, t)));
		finding_edit(l->sink, finding, (struct span){l->file->source->id, t->start + t->len, 0}, STR(":"),
			true);
		token.kind = ROW;
		token.flags |= TOKEN_REPORTED;
		push(l, token);
		return;
	}
	if ((t->kind == DATE || t->kind == PERIOD || t->kind == NUMBER) && is_row_with_blank(l, t)) {
		slip(l, &t[1], "the colon stands directly behind the date");
		token.kind = ROW;
		token.flags |= TOKEN_REPORTED;
		push(l, token);
		push_skipped(l, t[1]);
		l->i++;
		return;
	}
	if (in_brackets(l) && ends_value(previous(l).kind) && t->kind != DOTNAME)
		missing_comma(l, t);
	push(l, token);
}

static void assign_token(struct layout *l, struct token t)
{
	uint32_t n = l->to.n;
	if (!(n >= 2 && l->to.items[n - 1].kind == NAME && l->to.items[n - 2].kind == LET)) {
		struct finding *finding = slip(l, &t, "`=` compares nothing");
		finding_help(l->sink, finding, "write `==`");
		t.kind = EQUAL;
		t.flags |= TOKEN_REPORTED;
	}
	push(l, t);
}

static void semicolon_token(struct layout *l, struct token t)
{
	struct finding *finding = slip(l, &t,
		in_brackets(l) ? "items of a list are parted by commas" : "nothing ends with `;`: a line end is enough");
	finding_help(l->sink, finding, in_brackets(l) ? "write `,`" : "leave it out");
	finding_edit(l->sink, finding, span_of(l, &t), in_brackets(l) ? STR(",") : STR(""), true);
	if (in_brackets(l)) {
		t.kind = COMMA;
		t.flags |= TOKEN_REPORTED;
		push(l, t);
	} else {
		push_skipped(l, t);
	}
}

/* What stands behind the limit of nesting is not read. */
static void too_deep(struct layout *l, const struct token *t)
{
	struct token end = {.start = t->start, .kind = FILE_END, .flags = TOKEN_REPORTED};
	finding_new(l->sink, &finding_syntax_too_large, span_of(l, t),
		"nested more than %d deep; the rest of the file is not read", NESTING_MAX);
	while (l->depth) {
		l->stack[l->depth - 1].reported = true;
		close_unclosed(l, NULL);
	}
	push(l, end);
	l->i = l->n;
}

static void any_token(struct layout *l, const struct token *t)
{
	switch (t->kind) {
	case NAME:
		name_token(l, t);
		break;
	case FIELD:
	case ROW:
		field_token(l, t);
		break;
	case IMPORT:
	case LET:
	case UPDATE:
	case TEMPLATE:
		close_brackets(l, t);
		close_blocks(l, t, 0);
		l->header_open = t->kind == UPDATE;
		push(l, *t);
		break;
	case LBRACE:
		close_brackets(l, t); /* fallthrough */
		__attribute__((fallthrough));
	case LBRACKET:
	case LPAREN:
		if (l->depth == NESTING_MAX)
			too_deep(l, t);
		else
			open(l, *t);
		break;
	case RBRACE:
		close_brace(l, *t);
		break;
	case RBRACKET:
	case RPAREN:
		close_bracket(l, *t);
		break;
	case ASSIGN:
		assign_token(l, *t);
		break;
	case SEMICOLON:
		semicolon_token(l, *t);
		break;
	case FILE_END:
		while (l->depth)
			close_unclosed(l, t);
		push(l, *t);
		break;
	case CLAUSE:
		/* `{ of acme }`: no clause can stand there, but a field of that name can */
		if ((previous(l).kind == LBRACE || previous(l).kind == RBRACE) && starts_value(t[1].kind))
			slip_missing_colon(l, t);
		else
			push(l, *t);
		break;
	default:
		if (starts_value(t->kind))
			value_token(l, t);
		else
			push(l, *t);
	}
}

/* Whether brackets match as they stand, and whether fields stand further in than column 0. */
static void look_over(struct layout *l)
{
	uint8_t kinds[NESTING_MAX];
	uint32_t depth = 0;
	bool balanced = true, indented = true;
	for (uint32_t i = 0; i < l->n; i++) {
		int kind = l->from[i].kind;
		if (kind == LBRACE || kind == LBRACKET || kind == LPAREN) {
			if (depth == NESTING_MAX)
				return;
			kinds[depth++] = (uint8_t)closer_of(kind);
		} else if (kind == RBRACE || kind == RBRACKET || kind == RPAREN) {
			if (depth && kinds[depth - 1] == kind)
				depth--;
			else
				balanced = false;
		} else if ((kind == FIELD || kind == ROW) && (l->from[i].flags & TOKEN_FIRST) && !l->from[i].column) {
			indented = false;
		}
	}
	l->by_indent = indented && (!balanced || depth);
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
		if (t->flags & TOKEN_FIRST) {
			l.line++;
			l.line_column = t->column;
		}
		if (t->flags & TOKEN_SKIPPED)
			push(&l, *t);
		else
			any_token(&l, t);
	}
	vec_free(&file->tokens);
	file->tokens = l.to;
}
