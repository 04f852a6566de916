/* Headers: what stands between the kind of a block and its `{`. */
#include "compiler/syntax/layout_parts.h"

#include <string.h>

/* A header is looked for no further than this, so that a long line of words is not read again and
 * again. */
enum { HEADER_TOKENS_MAX = 24 };

static bool is_keyword(int kind)
{
	return kind >= CLAUSE && kind <= TRUTH && kind != LIKE;
}

/* Index behind a path that begins at `i`. */
static uint32_t skip_path(const struct layout *l, uint32_t i)
{
	for (i++; l->from[i].kind == DOTNAME;)
		i++;
	return i;
}

/* Index behind id, title and `like` of the header whose kind stands at `i`. */
static uint32_t skip_header(const struct layout *l, uint32_t i)
{
	uint32_t at = i + 1;
	if (l->from[at].kind == NAME)
		at = skip_path(l, at);
	else if (l->from[at].kind == DATE || l->from[at].kind == PERIOD)
		at++;
	if (l->from[at].kind == TEXT)
		at++;
	if (l->from[at].kind == LIKE && l->from[at + 1].kind == NAME)
		at = skip_path(l, at + 1);
	return at;
}

bool layout_opens_block(const struct layout *l, uint32_t i)
{
	/* `effort: 5 days` and `funnel {` on the next line: the kind is not `days` */
	if (l->before == NUMBER && layout_is_first(&l->from[i + 1]) &&
		!layout_is_first(&l->from[i]))
		return false;
	switch (l->from[i + 1].kind) {
	case LBRACE:
		return true;
	case NAME:
	case TEXT:
	case DATE:
	case PERIOD:
	case LIKE:
		return l->from[skip_header(l, i)].kind == LBRACE;
	default:
		return false;
	}
}

/* ---- in a file without indentation ---- */

static bool was_at_top(const struct layout *l, const struct token *t)
{
	struct str kind = layout_text(l, t);
	for (uint32_t i = 0; i < l->n_top_kinds; i++)
		if (str_equal(kind, layout_text(l, &l->from[l->top_kinds[i]])))
			return true;
	return false;
}

/* If all blocks ended before the header at `i`: whether the rest of the file would stand in blocks
 * of its own. */
static bool fits_at_top(const struct layout *l, uint32_t i)
{
	uint32_t depth = 0;
	for (; i < l->n; i++) {
		int kind = l->from[i].kind;
		if (!depth && (kind == FIELD || kind == ROW || kind == RBRACE))
			return false;
		depth = kind == LBRACE ? depth + 1 : kind == RBRACE ? depth - 1 : depth;
	}
	return true;
}

/* A kind that was seen at the top shows that the blocks around have ended, and so does a rest that
 * fits. */
static bool stands_at_top(struct layout *l, const struct token *kind)
{
	enum { LOOKS_MAX = 16 };
	return was_at_top(l, kind) ||
	       (l->n_looks++ < LOOKS_MAX && fits_at_top(l, (uint32_t)(kind - l->from)));
}

static void note_top_kind(struct layout *l, uint32_t i)
{
	if (l->unbalanced && !l->depth && l->n_top_kinds < TOP_KINDS_MAX &&
		!was_at_top(l, &l->from[i]))
		l->top_kinds[l->n_top_kinds++] = i;
}

/* Closes what must have ended before a header. */
static void make_place(struct layout *l, const struct token *t, const struct token *kind)
{
	layout_close_brackets(l, t);
	layout_close_blocks(l, t, 0);
	bool look = l->depth && !l->indented && (l->unbalanced || l->stack[l->depth - 1].reported);
	if (look && layout_is_first(t) && stands_at_top(l, kind))
		layout_close_all(l, t);
	layout_begin(l);
}

static void push_head(struct layout *l, uint32_t i)
{
	struct token head = l->from[i];
	note_top_kind(l, i);
	head.kind = HEAD;
	layout_push(l, head);
}

static void push_header(struct layout *l, uint32_t i)
{
	uint32_t end = skip_header(l, i);
	push_head(l, i);
	for (uint32_t at = i + 1; at < end; at++)
		layout_push(l, l->from[at]);
	l->i = end - 1;
	l->header_open = true;
}

/* `party acme { "Acme" {`: no member begins with a text; the first `{` is one too many. */
static bool has_two_braces(const struct layout *l, uint32_t i)
{
	uint32_t brace = skip_header(l, i);
	return l->from[brace + 1].kind == TEXT && !layout_is_first(&l->from[brace + 1]) &&
	       (l->from[brace + 2].kind == LBRACE || l->from[brace + 2].kind == LIKE);
}

void layout_header(struct layout *l, uint32_t i)
{
	make_place(l, &l->from[i], &l->from[i]);
	if (has_two_braces(l, i)) {
		layout_odd_header(l, i);
		return;
	}
	push_header(l, i);
}

/* ---- headers with something in them that does not belong there ---- */

struct parts { /* of one header, while its tokens are passed on */
	bool id, title, like;
};

static void junk(
	struct layout *l, uint32_t first, uint32_t last, const char *message, const char *help)
{
	struct span span = layout_span(l, &l->from[first]);
	span.len = l->from[last].start + l->from[last].len - span.start;
	finding_help(l->sink, layout_slip(l, span, message), "%s", help);
}

/* What stands where the name should, and is none. */
static void push_wrong_name(struct layout *l, struct parts *parts, struct token t)
{
	struct str text = layout_text(l, &t);
	if (t.kind == FIELD) {
		struct finding *finding =
			layout_slip(l, layout_span(l, &t), "a block's name takes no colon");
		finding_help(l->sink, finding, "write `%.*s`", (int)text.len - 1, text.ptr);
		t.len--;
	} else {
		struct finding *finding = layout_report(l, &finding_syntax_bad_name,
			layout_span(l, &t), "`%.*s` %s", STR_ARGS(text),
			is_keyword(t.kind) ? "is a reserved word and cannot be a name"
					   : "cannot be a name");
		finding_help(l->sink, finding,
			"a name begins with a letter and has letters, digits and `_`");
		t.flags |= TOKEN_WRONG;
	}
	t.kind = NAME;
	t.flags |= TOKEN_REPORTED;
	layout_push(l, t);
	parts->id = true;
}

/* `goal sourced Close it {`: words that were meant as the title become one. */
static uint32_t push_bare_title(struct layout *l, struct parts *parts, uint32_t at, uint32_t end)
{
	uint32_t last = at;
	while (last + 1 < end && l->from[last + 1].kind != TEXT && l->from[last + 1].kind != LIKE)
		last++;
	if (last + 1 < end && l->from[last + 1].kind == TEXT) {
		junk(l, at, last, "a block has one name", "join its words with `_`");
		for (; at <= last; at++)
			layout_skip(l, l->from[at]);
		return last;
	}
	struct token title = l->from[at];
	title.len = l->from[last].start + l->from[last].len - title.start;
	struct span span = layout_span(l, &title);
	struct finding *finding = layout_slip(l, span, "a title stands in quotes");
	struct str text = layout_text(l, &title);
	finding_help(l->sink, finding, "write `\"%.*s\"`", STR_ARGS(text));
	finding_edit(l->sink, finding, span,
		str_format(&l->sink->arena, "\"%.*s\"", STR_ARGS(text)), false);
	title.kind = TEXT;
	title.clause = 0;
	title.flags |= TOKEN_WRONG | TOKEN_REPORTED;
	layout_push(l, title);
	parts->title = true;
	return last;
}

static bool is_quoted(const struct layout *l, const struct token *t)
{
	struct str text = layout_text(l, t);
	return t->kind == PROSE || t->kind == TEXT ||
	       (t->kind == WRONG && (text.ptr[0] == '\'' || str_starts(text, "\xe2\x80")));
}

static uint32_t push_title(struct layout *l, struct parts *parts, uint32_t at)
{
	struct token title = l->from[at];
	if (title.kind == PROSE)
		junk(l, at, at, "a title stands on one line",
			"write it in single quotes: `\"Title\"`");
	if (title.kind != TEXT)
		title.flags |= TOKEN_WRONG | TOKEN_REPORTED;
	title.kind = TEXT;
	if (!parts->id && l->from[at + 1].kind == NAME) {
		uint32_t end = skip_path(l, at + 1);
		junk(l, at + 1, end - 1, "the name stands before the title",
			"a header is written `goal NAME \"Title\" {`");
		for (uint32_t i = at + 1; i < end; i++) {
			struct token name = l->from[i];
			name.flags |= TOKEN_REPORTED;
			layout_push(l, name);
		}
		at = end - 1;
		parts->id = true;
	}
	layout_push(l, title);
	parts->title = true;
	return at;
}

static uint32_t push_part(struct layout *l, struct parts *parts, uint32_t at, uint32_t end)
{
	const struct token *t = &l->from[at];
	if (t->flags & TOKEN_SKIPPED) {
		layout_push(l, *t);
	} else if (is_quoted(l, t) && !parts->title && !parts->like) {
		return push_title(l, parts, at);
	} else if ((t->kind == NAME || t->kind == DATE || t->kind == PERIOD) && !parts->id &&
		   !parts->title && !parts->like) {
		layout_push(l, *t);
		parts->id = true;
		for (; t->kind == NAME && l->from[at + 1].kind == DOTNAME; at++)
			layout_push(l, l->from[at + 1]);
	} else if (t->kind == NAME && parts->id && !parts->title && !parts->like) {
		return push_bare_title(l, parts, at, end);
	} else if (t->kind == LIKE && !parts->like && l->from[at + 1].kind == NAME) {
		uint32_t behind = skip_path(l, at + 1);
		for (; at < behind; at++)
			layout_push(l, l->from[at]);
		parts->like = true;
		return behind - 1;
	} else if (!parts->id && !parts->title && !parts->like &&
		   (is_keyword(t->kind) || t->kind == FIELD || t->kind == WRONG ||
			   (t->kind >= NUMBER && t->kind <= TIME))) {
		push_wrong_name(l, parts, *t);
	} else {
		const char *message = t->kind == LIKE ? "`like` is followed by the name of a block"
				      : t->kind == TEXT ? "a block has one title"
							: "this has no place in a block's header";
		junk(l, at, at, message, "a header is written `goal NAME \"Title\" {`");
		layout_skip(l, *t);
	}
	return at;
}

static void push_parts(struct layout *l, uint32_t from, uint32_t end)
{
	struct parts parts = {0};
	for (uint32_t at = from; at < end; at++)
		at = push_part(l, &parts, at, end);
	l->i = end - 1;
	l->header_open = true;
}

/* The `{` on the line of a header, without a field or the end of a block before it; 0 if there is
 * none. */
static uint32_t find_brace(const struct layout *l, uint32_t i)
{
	for (uint32_t at = i + 1; at < i + HEADER_TOKENS_MAX && at < l->n; at++) {
		const struct token *t = &l->from[at];
		if (layout_is_first(t) && !(t->kind == LBRACE && at == i + 1))
			return 0;
		if (t->kind == LBRACE)
			return at;
		/* what ends a statement, unless the header goes on behind it */
		bool goes_on = t[1].kind == DOTNAME || t[1].kind == TEXT || t[1].kind == LIKE ||
			       t[1].kind == LBRACE;
		if (t->kind == RBRACE && !(goes_on && l->unbalanced))
			return 0;
		if ((t->kind == ROW || (t->kind == FIELD && at > i + 1)) && !goes_on)
			return 0;
	}
	return 0;
}

/* What follows a `{` are the members of a block. */
static bool holds_members(const struct layout *l, uint32_t brace)
{
	const struct token *t = &l->from[brace + 1];
	if (layout_is_first(t) && l->indented && t->column <= l->line_column)
		return t->kind == RBRACE;
	return layout_is_first(t) || t->kind == FIELD || t->kind == ROW || t->kind == RBRACE ||
	       t->kind == FILE_END ||
	       (t->kind == NAME && !layout_is_first(&t[1]) && layout_opens_block(l, brace + 1));
}

bool layout_opens_list(const struct layout *l, uint32_t i)
{
	return l->from[i + 1].kind == LBRACE && l->from[i + 2].kind != LBRACE &&
	       !holds_members(l, i + 1) && !layout_is_first(&l->from[i + 2]);
}

/* `increments: {`, `goal: x "Title" {` and the same with `=`. `i` is the kind. */
bool layout_header_with_colon(struct layout *l, uint32_t i)
{
	bool field = l->from[i].kind == FIELD;
	uint32_t sign = field ? i : i + 1, end = skip_header(l, sign);
	for (uint32_t at = sign + 1; at <= end; at++)
		if (layout_is_first(&l->from[at]) && end > sign + 1)
			return false;
	if (l->from[end].kind != LBRACE || !holds_members(l, end))
		return false;
	make_place(l, &l->from[i], &l->from[i]);
	struct finding *finding = layout_slip(l, layout_span(l, &l->from[i]),
		field || l->from[sign].kind == COLON ? "the kind of a block takes no colon"
						     : "the kind of a block takes no `=`");
	struct token head = l->from[i];
	head.len -= field;
	finding_help(l->sink, finding, "write `%.*s ... {`", STR_ARGS(layout_text(l, &head)));
	note_top_kind(l, i);
	head.kind = HEAD;
	head.flags |= TOKEN_REPORTED;
	layout_push(l, head);
	if (!field)
		layout_skip(l, l->from[sign]);
	push_parts(l, sign + 1, end);
	return true;
}

void layout_insert_kind(struct layout *l)
{
	layout_insert(l, HEAD);
	l->to.items[l->to.n - 1].flags |= TOKEN_WRONG;
	l->header_open = l->header_reported = true;
}

bool layout_header_without_kind(struct layout *l, uint32_t i)
{
	uint32_t at = i;
	if (!layout_at_start(l) && !layout_ends_value(l->before)) /* `by {` */
		return false;
	if (l->from[at].kind == DATE || l->from[at].kind == PERIOD)
		at++;
	if (l->from[at].kind == TEXT)
		at++;
	if (l->from[at].kind != LBRACE || (at > i && layout_is_first(&l->from[at])) ||
		!holds_members(l, at))
		return false;
	if (at == i && l->before == LBRACE) /* `{ {` */
		return false;
	make_place(l, &l->from[i], &l->from[i]);
	struct finding *finding =
		layout_slip(l, layout_span(l, &l->from[i]), "the kind of this block is missing");
	finding_help(l->sink, finding,
		"a block begins with its kind: `goal NAME \"Title\" {`; a list stands in [ ]");
	layout_insert_kind(l);
	if (at == i) {
		layout_open(l, l->from[i]);
		return true;
	}
	for (; i < at; i++)
		layout_push(l, l->from[i]);
	l->i = at - 1;
	return true;
}

/* ---- headers without their `{` ---- */

/* Puts the `{` behind the last token of the header, and the `}` where no members follow. */
static void insert_brace(struct layout *l)
{
	const struct token *last = &l->from[l->i], *next = last + 1;
	bool field = (next->kind == FIELD || next->kind == ROW) && (!l->indented || !l->depth);
	bool empty = next->kind == FILE_END ||
		     (next->kind == RBRACE && l->depth && !l->unbalanced) ||
		     (layout_is_first(next) && next->kind != RBRACE && !field &&
			     next->column <= l->line_column);
	struct span end = {l->file->source->id, last->start + last->len, 0};
	struct finding *finding =
		layout_slip(l, layout_span(l, last), "`{` is missing after this block's header");
	finding_help(
		l->sink, finding, empty ? "write `{ }` around its fields" : "write `{` behind it");
	finding_edit(l->sink, finding, end, empty ? STR(" {}") : STR(" {"), false);
	struct token brace = {
		.kind = LBRACE, .start = end.start, .flags = TOKEN_INSERTED | TOKEN_REPORTED};
	l->header_open = true;
	if (l->depth == NESTING_MAX)
		return;
	layout_open(l, brace);
	if (empty)
		layout_close_inserted(l);
}

/* `goal x "Title" [` */
static bool wrong_brace(struct layout *l, uint32_t i, uint32_t at)
{
	struct token brace = l->from[at];
	if ((brace.kind != LBRACKET && brace.kind != LPAREN) || layout_is_first(&brace) ||
		!layout_is_first(&l->from[at + 1]) || !holds_members(l, at) ||
		l->depth >= NESTING_MAX)
		return false;
	layout_header(l, i);
	struct finding *finding =
		layout_slip(l, layout_span(l, &brace), "the fields of a block stand in { }");
	finding_help(l->sink, finding, "write `{`");
	finding_edit(l->sink, finding, layout_span(l, &brace), STR("{"), true);
	uint8_t written = brace.kind;
	brace.kind = LBRACE;
	brace.flags |= TOKEN_REPORTED;
	layout_open(l, brace);
	l->stack[l->depth - 1].written = written;
	l->i = at;
	return true;
}

static bool is_member(const struct layout *l, uint32_t i)
{
	const struct token *t = &l->from[i];
	return t->kind == FIELD || t->kind == ROW || (t->kind == NAME && layout_opens_block(l, i));
}

/* The members of a block begin on the next line, further in: where they do, if they do. */
static uint32_t members_below(const struct layout *l, uint32_t i)
{
	uint32_t at = i + 1;
	if (!layout_is_first(&l->from[i]))
		return 0;
	while (at < i + HEADER_TOKENS_MAX && !layout_is_first(&l->from[at]) &&
		l->from[at].kind != FIELD && l->from[at].kind != ROW)
		at++;
	return layout_is_first(&l->from[at]) && l->from[at].column > l->line_column &&
			       is_member(l, at)
		       ? at
		       : 0;
}

/* Where the header at `i` ends, if it has no `{` but must be one; 0 if not. */
static uint32_t lacks_brace(const struct layout *l, uint32_t i)
{
	uint32_t below = members_below(l, i), at = skip_header(l, i);
	const struct token *next = &l->from[at];
	bool title = false;
	for (uint32_t k = i + 2; k < at; k++)
		title |= l->from[k].kind == TEXT || l->from[k].kind == LIKE;
	if (below)
		return below;
	for (uint32_t k = i + 1; k < at; k++)
		if (layout_is_first(&l->from[k]))
			return 0;
	/* `{ due 2026-02-20  owner: dana }` rather lacks a colon */
	if (!layout_is_first(next) && is_member(l, at))
		return title || (at > i + 1 && layout_surplus(l, next) > 0) ? at : 0;
	/* a sign in place of the `{` */
	if (title && !layout_is_first(next) && !layout_is_first(&next[1]) && is_member(l, at + 1))
		return at + 1;
	/* a name and a title are a header even if nothing follows */
	return title && (layout_is_first(next) || next->kind == RBRACE || next->kind == FILE_END)
		       ? at
		       : 0;
}

bool layout_odd_header(struct layout *l, uint32_t i)
{
	uint32_t brace = find_brace(l, i), end = skip_header(l, i), lacking;
	if (brace == end && has_two_braces(l, i))
		brace = find_brace(l, brace);
	if (brace) {
		make_place(l, &l->from[i], &l->from[i]);
		push_head(l, i);
		push_parts(l, i + 1, brace);
		return true;
	}
	if (wrong_brace(l, i, end))
		return true;
	lacking = lacks_brace(l, i);
	if (!lacking)
		return false;
	make_place(l, &l->from[i], &l->from[i]);
	push_head(l, i);
	push_parts(l, i + 1, lacking);
	insert_brace(l);
	return true;
}

/* ---- template and update ---- */

void layout_template(struct layout *l, const struct token *t)
{
	make_place(l, t, &t[1]);
	uint32_t kind = l->i + 1;
	while (kind < l->i + HEADER_TOKENS_MAX && !layout_is_first(&l->from[kind]) &&
		!(l->from[kind].kind == NAME && layout_opens_block(l, kind)) &&
		l->from[kind].kind != FILE_END)
		kind++;
	bool sound = l->from[kind].kind == NAME && !layout_is_first(&l->from[kind]) &&
		     layout_opens_block(l, kind);
	if (t[1].kind != NAME)
		finding_help(l->sink,
			layout_slip(l, layout_span(l, t), "`template` stands before a block"),
			"write `template initiative NAME \"Title\" {`");
	if (t[1].kind != NAME && !sound) {
		layout_skip_here(l, *t);
		return;
	}
	layout_push(l, *t);
	while (t[1].kind != NAME && l->i + 1 < kind)
		layout_skip(l, l->from[++l->i]);
	l->i++;
	if (layout_opens_block(l, l->i)) {
		push_header(l, l->i);
		return;
	}
	uint32_t brace = find_brace(l, l->i);
	if (brace) {
		push_head(l, l->i);
		push_parts(l, l->i + 1, brace);
	} else {
		push_header(l, l->i);
		insert_brace(l);
	}
}

/* `update goal sourced {`: the last name is meant, the rest is passed over. */
static void push_odd_update(struct layout *l, uint32_t i, uint32_t brace)
{
	uint32_t name = 0;
	for (uint32_t at = i + 1; at < brace; at++)
		if (l->from[at].kind == NAME)
			name = at;
	uint32_t junk_at = name == i + 1 ? skip_path(l, name) : i + 1;
	const struct token *odd = &l->from[name || brace > i + 1 ? junk_at : i];
	finding_help(l->sink,
		layout_slip(l, layout_span(l, odd),
			"`update` is followed by the name of a block alone"),
		"write `update NAME { ... }`");
	if (!name) {
		layout_insert(l, NAME);
		l->to.items[l->to.n - 1].flags |= TOKEN_WRONG;
	}
	for (uint32_t at = i + 1; at < brace; at++) {
		bool of_path = name && at >= name && at < skip_path(l, name);
		struct token part = l->from[at];
		part.flags |= of_path ? TOKEN_REPORTED : TOKEN_SKIPPED | TOKEN_REPORTED;
		layout_push(l, part);
	}
	l->i = brace - 1;
	l->header_open = true;
}

void layout_update(struct layout *l, const struct token *t)
{
	uint32_t i = l->i, brace = find_brace(l, i);
	make_place(l, t, t);
	layout_push(l, *t);
	uint32_t end = l->from[i + 1].kind == NAME ? skip_path(l, i + 1) : i + 1;
	if (brace && (brace != end || end == i + 1)) {
		push_odd_update(l, i, brace);
		return;
	}
	if (end == i + 1) {
		finding_help(l->sink,
			layout_slip(l, layout_span(l, t),
				"`update` is followed by the name of a block"),
			"write `update NAME { ... }`");
		layout_insert(l, NAME);
		l->to.items[l->to.n - 1].flags |= TOKEN_WRONG;
	}
	for (uint32_t at = i + 1; at < end; at++)
		layout_push(l, l->from[at]);
	l->i = end - 1;
	l->header_open = true;
	if (l->from[end].kind != LBRACE)
		insert_brace(l);
}
