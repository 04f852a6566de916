/* The usual slips of statements: each gets its finding, and the tokens are put right. */
#include "compiler/syntax/layout_parts.h"

#include <string.h>

/* ---- fields and rows without a good colon ---- */

static void begin(struct layout *l, const struct token *t)
{
	layout_close_brackets(l, t);
	layout_close_blocks(l, t, 1);
	layout_begin(l);
}

static void push_as(struct layout *l, struct token t, int kind)
{
	t.kind = (uint8_t)kind;
	t.flags |= TOKEN_REPORTED;
	t.clause = 0;
	layout_push(l, t);
}

/* `owner = priya`, `owner : priya`, `2026-Q1 = 5 USD` */
void layout_for_colon(struct layout *l, const struct token *t, int kind)
{
	struct str name = layout_text(l, t), sign = layout_text(l, &t[1]);
	begin(l, t);
	struct span both = {l->file->source->id, t->start, t[1].start + t[1].len - t->start};
	const char *what = kind == ROW ? "a dated row" : "a field";
	struct finding *finding =
		layout_report(l, &finding_syntax_unexpected, layout_span(l, &t[1]),
			t[1].kind == COLON ? "the colon of %s stands directly behind its %s"
					   : "%s takes `:` behind its %s, not `%.*s`",
			what, kind == ROW ? "date" : "name", STR_ARGS(sign));
	finding_help(l->sink, finding, "write `%.*s:`", STR_ARGS(name));
	finding_edit(
		l->sink, finding, both, str_format(&l->sink->arena, "%.*s:", STR_ARGS(name)), true);
	push_as(l, t[0], kind);
	layout_skip(l, t[1]);
	l->i++;
}

void layout_missing_colon(struct layout *l, const struct token *t, int kind)
{
	begin(l, t);
	struct finding *finding = layout_slip(l, layout_span(l, t),
		kind == ROW ? "a colon is missing behind this row's date"
			    : "a colon is missing behind this field's name");
	finding_help(l->sink, finding, "write `%.*s:`", STR_ARGS(layout_text(l, t)));
	finding_edit(l->sink, finding, layout_behind(l, t), STR(":"), false);
	push_as(l, *t, kind);
}

/* `"owner": priya`, `speakers.done: 2026-02-18`: a field, by a name that is none. */
void layout_for_name(struct layout *l, uint32_t end, const char *message, const char *help)
{
	struct token field = l->from[l->i];
	field.len = l->from[end - 1].start + l->from[end - 1].len - field.start;
	begin(l, &l->from[l->i]);
	finding_help(l->sink, layout_slip(l, layout_span(l, &field), message), "%s", help);
	field.flags |= TOKEN_WRONG;
	push_as(l, field, FIELD);
	layout_skip(l, l->from[end]);
	l->i = end;
}

static uint32_t path_end(const struct layout *l, uint32_t i)
{
	for (i++; l->from[i].kind == DOTNAME;)
		i++;
	return i;
}

/* ---- at the top of a file ---- */

/* A line that is no item: the whole line is passed over. */
void layout_no_item(struct layout *l, const struct token *t)
{
	struct str text = layout_text(l, t);
	layout_begin(l);
	struct finding *finding =
		layout_slip(l, layout_span(l, t), "expected `import`, `let` or a block");
	if (str_distance(text, STR("import"), 2) <= 2 || str_is(text, "include"))
		finding_help(l->sink, finding, "did you mean `import`?");
	else if (t->kind == TEXT && str_ends(text, ".pbp\""))
		finding_help(l->sink, finding, "write `import %.*s`", STR_ARGS(text));
	else
		finding_help(l->sink, finding, "a block is written `goal NAME \"Title\" { ... }`");
	for (layout_skip(l, *t);; layout_skip(l, l->from[++l->i])) {
		const struct token *next = &l->from[l->i + 1];
		if (next->kind == LBRACE)
			layout_insert_kind(l);
		if (next->kind == LBRACE || next->kind == FILE_END || layout_is_first(next) ||
			(next->kind == NAME && layout_opens_block(l, l->i + 1)))
			return;
	}
}

/* `fair = 12%` */
static void slip_missing_let(struct layout *l, const struct token *t)
{
	layout_begin(l);
	struct finding *finding =
		layout_slip(l, layout_span(l, t), "outside of blocks a value is named with `let`");
	struct span before = {l->file->source->id, t->start, 0};
	finding_help(l->sink, finding, "write `let %.*s = ...`", STR_ARGS(layout_text(l, t)));
	finding_edit(l->sink, finding, before, STR("let "), false);
	layout_insert(l, LET);
	layout_push(l, *t);
	struct token assign = t[1];
	assign.kind = ASSIGN;
	assign.flags |= TOKEN_REPORTED;
	layout_push(l, assign);
	l->i++;
}

/* Whether an item, or a line, begins at `i`. */
static bool ends_import(const struct layout *l, uint32_t i)
{
	switch (l->from[i].kind) {
	case IMPORT:
	case LET:
	case UPDATE:
	case TEMPLATE:
	case FILE_END:
		return true;
	case NAME:
		return layout_is_first(&l->from[i]) || layout_opens_block(l, i);
	default:
		return layout_is_first(&l->from[i]);
	}
}

/* A name, and no block on a line of its own. */
static bool is_value_name(const struct layout *l, uint32_t i)
{
	return l->from[i].kind == NAME &&
	       !(layout_is_first(&l->from[i]) && layout_opens_block(l, i));
}

static void skip_import(struct layout *l)
{
	while (!ends_import(l, l->i + 1))
		layout_skip(l, l->from[++l->i]);
}

/* An import is made sound here: one that got lost would leave all names unknown that it brings. */
void layout_import(struct layout *l, const struct token *t)
{
	uint32_t end = t[1].kind == NAME ? path_end(l, l->i + 1) : l->i + 2;
	if (t[1].kind != TEXT && !is_value_name(l, l->i + 1)) {
		finding_help(l->sink,
			layout_slip(
				l, layout_span(l, t), "a name or a text is missing after `import`"),
			"write `import \"FILE.pbp\"` or `import std.NAME`");
		layout_skip(l, *t);
		skip_import(l);
		return;
	}
	layout_push(l, *t);
	while (l->i + 1 < end)
		layout_push(l, l->from[++l->i]);
	const struct token *as = &l->from[end];
	if (as->kind == AS && is_value_name(l, end + 1)) {
		layout_push(l, as[0]);
		layout_push(l, as[1]);
		l->i = end + 1;
	} else if (as->kind == AS) {
		bool missing = layout_is_first(&as[1]) || as[1].kind == FILE_END;
		bool word = !missing && as[1].kind >= CLAUSE && as[1].kind <= TRUTH;
		finding_help(l->sink,
			layout_report(l,
				word ? &finding_syntax_bad_name : &finding_syntax_unexpected,
				layout_span(l, missing ? as : &as[1]), "%s",
				missing ? "a name is missing after `as`"
				: word	? "a reserved word cannot be a name"
					: "a name is wanted after `as`"),
			"write `as NAME`, or leave it out");
	}
	const struct token *rest = &l->from[l->i + 1];
	bool own =
		rest->kind == SEMICOLON || (rest->flags & TOKEN_SKIPPED); /* has its own finding */
	if (own || ends_import(l, l->i + 1))
		return;
	finding_help(l->sink,
		layout_slip(l, layout_span(l, rest), "this does not belong to the import"),
		"each import stands on a line of its own");
	skip_import(l);
}

/* `let x 5`, `let from = 5` */
void layout_let(struct layout *l, const struct token *t)
{
	const struct token *name = &t[1];
	layout_push(l, *t);
	if (layout_is_first(name))
		return;
	uint32_t end = path_end(l, l->i + 1);
	if (name->kind == TEXT && name[1].kind == ASSIGN) {
		struct token word = *name;
		finding_help(l->sink,
			layout_slip(l, layout_span(l, name), "a name takes no quotes"),
			"write `let NAME = VALUE`");
		word.kind = NAME;
		word.flags |= TOKEN_WRONG | TOKEN_REPORTED;
		layout_push(l, word);
		l->i++;
	} else if (name->kind == NAME && end > l->i + 2 && l->from[end].kind == ASSIGN) {
		finding_help(l->sink,
			layout_slip(l, layout_span(l, &name[1]), "the name of a `let` has no dot"),
			"join its words with `_`");
		layout_push(l, *name);
		for (l->i++; l->i + 1 < end; l->i++)
			layout_skip(l, l->from[l->i + 1]);
	} else if (name->kind >= CLAUSE && name->kind <= TRUTH && name[1].kind == ASSIGN) {
		struct token word = *name;
		struct finding *finding = layout_report(l, &finding_syntax_bad_name,
			layout_span(l, name), "`%.*s` is a reserved word and cannot be a name",
			STR_ARGS(layout_text(l, name)));
		finding_help(l->sink, finding,
			"a name begins with a letter and has letters, digits and `_`");
		word.kind = NAME;
		word.clause = 0;
		word.flags |= TOKEN_WRONG | TOKEN_REPORTED;
		layout_push(l, word);
		l->i++;
	} else if (name->kind == NAME && layout_has_value_behind(name) && name[2].kind != ASSIGN) {
		struct finding *finding =
			layout_slip(l, layout_span(l, name), "`=` is missing behind this name");
		finding_help(
			l->sink, finding, "write `let %.*s = `", STR_ARGS(layout_text(l, name)));
		finding_edit(l->sink, finding, layout_behind(l, name), STR(" ="), false);
		layout_push(l, *name);
		layout_insert(l, ASSIGN);
		l->i++;
	}
}

/* ---- names ---- */

static void name_in_brackets(struct layout *l, const struct token *t)
{
	if (layout_ends_value(l->before))
		layout_missing_comma(l, t);
	else if (layout_currency(l, t))
		return;
	layout_push(l, *t);
}

/* A name where a statement begins, and no sound header. */
static void statement(struct layout *l, const struct token *t)
{
	uint32_t end = path_end(l, l->i);
	if (layout_is_sign(t[1].kind)) {
		if (layout_header_with_colon(l, l->i))
			return;
		if (l->depth)
			layout_for_colon(l, t, FIELD);
		else if (t[1].kind == ASSIGN)
			slip_missing_let(l, t);
		else
			layout_no_item(l, t);
	} else if (layout_odd_header(l, l->i)) {
		return;
	} else if (!l->depth) {
		layout_no_item(l, t);
	} else if (end > l->i + 1 && layout_is_sign(l->from[end].kind)) {
		layout_for_name(l, end, "a field's name has no dot",
			"a field of another block is set with `update NAME { field: value }`");
	} else if (layout_has_value_behind(t)) {
		layout_missing_colon(l, t, FIELD);
	} else if (!layout_second_value(l, t)) {
		layout_push(l, *t);
	}
}

/* `{ of: acme  level executive }`: two blanks part the fields of one line. */
static bool is_apart(const struct layout *l, const struct token *t)
{
	const struct token *last = &l->to.items[l->to.n - 1];
	return last->start + last->len + 2 <= t->start && layout_has_value_behind(t);
}

/* `owner { priya }`: the `{` that follows is passed over. */
static void slip_braces(struct layout *l, const struct token *t)
{
	begin(l, t);
	finding_help(l->sink,
		layout_slip(l, layout_span(l, &t[1]), "the value of a field stands in no braces"),
		"write `%.*s:`; a list stands in [ ]", STR_ARGS(layout_text(l, t)));
	push_as(l, *t, FIELD);
}

void layout_name(struct layout *l, const struct token *t)
{
	if (layout_wants_value(l, t)) { /* most names are values */
		if (!layout_currency(l, t))
			layout_push(l, *t);
		return;
	}
	bool complete = layout_ends_value(l->before);
	bool may_begin = complete || layout_at_start(l) || layout_begins_line(l, t);
	if (may_begin && layout_opens_block(l, l->i)) {
		if (l->depth && !layout_in_brackets(l) && layout_opens_list(l, l->i))
			slip_braces(l, t);
		else
			layout_header(l, l->i);
		return;
	}
	if ((l->before == NUMBER || l->before == WRONG) && !layout_is_first(t)) {
		struct token unit = *t;
		if (l->before == NUMBER)
			layout_check_dot(l, t);
		unit.kind = UNIT;
		layout_push(l, unit);
		return;
	}
	/* what follows shows that no value begins here; `a == b` may be one */
	bool sign = t[1].kind == ASSIGN || t[1].kind == COLON;
	bool next_field = layout_begins_line(l, t) && sign && l->before != LIKE && l->before != LET;
	if (layout_lacks_value(l, t) && layout_has_value_behind(t))
		next_field |= t[1].kind != NAME || !layout_opens_block(l, l->i + 1);
	if (layout_in_brackets(l) && next_field)
		layout_close_brackets(l, t);
	if (layout_in_brackets(l))
		name_in_brackets(l, t);
	else if (layout_is_statement_place(l, t) || next_field)
		statement(l, t);
	else if (complete && l->depth && layout_is_sign(t[1].kind) && t[1].kind != EQUAL)
		layout_for_colon(l, t, FIELD);
	else if (complete && l->depth && is_apart(l, t))
		layout_missing_colon(l, t, FIELD);
	else if (complete ? !layout_second_value(l, t) : !layout_currency(l, t))
		layout_push(l, *t);
}

/* `{ of acme }`: no clause can stand there, but a field of that name can. */
void layout_clause(struct layout *l, const struct token *t)
{
	bool place = layout_is_statement_place(l, t) && l->depth;
	if (place && layout_is_sign(t[1].kind))
		layout_for_colon(l, t, FIELD);
	else if (place && (layout_at_start(l) || t->kind == EVERY) && layout_has_value_behind(t))
		layout_missing_colon(l, t, FIELD);
	else
		layout_push(l, *t);
}

/* ---- fields ---- */

/* `[measurable.all: off]`: whether the bracket around closes on this line, before another field. */
static bool is_inside_list(const struct layout *l)
{
	enum { LOOK_AHEAD = 24 };
	int closer = l->stack[l->depth - 1].kind == LBRACKET ? RBRACKET : RPAREN;
	for (uint32_t i = l->i + 1; i < l->n && i < l->i + LOOK_AHEAD; i++) {
		const struct token *t = &l->from[i];
		if (layout_is_first(t) || t->kind == FIELD || t->kind == LBRACE ||
			t->kind == RBRACE)
			return false;
		if (t->kind == closer)
			return true;
	}
	return false;
}

static void slip_field_in_list(struct layout *l, struct token t)
{
	struct finding *finding =
		layout_slip(l, layout_span(l, &t), "a field cannot stand in brackets");
	finding_help(l->sink, finding, "leave the colon out, or close the bracket before it");
	t.kind = t.kind == ROW ? WRONG : NAME;
	t.len--;
	t.flags |= TOKEN_WRONG | TOKEN_REPORTED;
	layout_push(l, t);
	layout_insert(l, COMMA);
}

/* `std: .metrics` */
static void slip_colon_in_path(struct layout *l, struct token t)
{
	struct span colon = {l->file->source->id, t.start + t.len - 1, 1};
	struct finding *finding = layout_slip(l, colon, "this colon does not belong there");
	finding_help(l->sink, finding, "leave it out");
	finding_edit(l->sink, finding, colon, STR(""), false);
	t.kind = NAME;
	t.len--;
	t.flags |= TOKEN_REPORTED;
	layout_push(l, t);
}

/* `let x: 5` */
static void slip_let(struct layout *l, struct token t)
{
	struct finding *finding = layout_slip(l, layout_span(l, &t), "`let` takes `=`, not `:`");
	t.len--;
	finding_help(l->sink, finding, "write `let %.*s = `", STR_ARGS(layout_text(l, &t)));
	finding_edit(l->sink, finding, (struct span){l->file->source->id, t.start + t.len, 1},
		STR(" ="), true);
	t.kind = NAME;
	t.flags |= TOKEN_REPORTED;
	layout_push(l, t);
	layout_insert(l, ASSIGN);
}

/* At the top of a file: what seems to be left of a block is read as one of no known kind, up to its
 * `}`. */
static void slip_stray_member(struct layout *l, const struct token *t)
{
	struct token brace = {
		.kind = LBRACE, .start = t->start, .flags = TOKEN_INSERTED | TOKEN_REPORTED};
	finding_help(l->sink,
		layout_slip(l, layout_span(l, t),
			t->kind == ROW ? "this dated row stands outside any block"
				       : "this field stands outside any block"),
		"fields stand inside a block: `goal NAME \"Title\" { ... }`");
	layout_insert_kind(l);
	layout_open(l, brace);
}

/* Whether the parts of a header can follow the field. */
static bool may_be_kind(const struct token *t)
{
	switch (t[1].kind) {
	case LBRACE:
		return true;
	case TEXT:
		return t[2].kind == LBRACE;
	case NAME:
		return t[2].kind == LBRACE || t[2].kind == TEXT || t[2].kind == DOTNAME ||
		       t[2].kind == LIKE;
	default:
		return false;
	}
}

void layout_field(struct layout *l, const struct token *t)
{
	if (l->before == LET && t->kind == FIELD && !layout_is_first(t)) {
		slip_let(l, *t);
		return;
	}
	bool first = layout_is_first(t);
	if (t->kind == FIELD && t[1].kind == DOTNAME && !first) {
		slip_colon_in_path(l, *t);
		return;
	}
	if (!l->depth && !first && !layout_at_start(l)) {
		finding_help(l->sink,
			layout_slip(
				l, layout_span(l, t), "a field cannot stand outside of a block"),
			"leave it out");
		layout_skip(l, *t);
		return;
	}
	if (layout_in_brackets(l) && !first && is_inside_list(l)) {
		if (layout_ends_value(l->before))
			layout_missing_comma(l, t);
		slip_field_in_list(l, *t);
		return;
	}
	if (t->kind == FIELD && may_be_kind(t) && layout_header_with_colon(l, l->i))
		return;
	begin(l, t);
	if (!l->depth)
		slip_stray_member(l, t);
	layout_push(l, *t);
}

/* ---- signs ---- */

void layout_assign(struct layout *l, struct token t)
{
	if (l->before != LET && !(l->before == NAME && l->before_last == LET)) {
		struct finding *finding =
			layout_slip(l, layout_span(l, &t), "`=` compares nothing");
		finding_help(l->sink, finding, "write `==`");
		finding_edit(l->sink, finding, layout_span(l, &t), STR("=="), false);
		t.kind = EQUAL;
		t.flags |= TOKEN_REPORTED;
	}
	layout_push(l, t);
}

void layout_semicolon(struct layout *l, struct token t)
{
	bool list = layout_in_brackets(l);
	struct finding *finding = layout_slip(l, layout_span(l, &t),
		list ? "items of a list are parted by commas"
		     : "nothing ends with `;`: a line end is enough");
	finding_help(l->sink, finding, list ? "write `,`" : "leave it out");
	finding_edit(l->sink, finding, layout_span(l, &t), list ? STR(",") : STR(""), true);
	if (list) {
		t.kind = COMMA;
		t.flags |= TOKEN_REPORTED;
		layout_push(l, t);
	} else {
		layout_skip(l, t);
	}
}
