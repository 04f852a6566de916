/*
 * What the files of the layout pass share; nobody else includes it. layout.c walks over the tokens,
 * layout_brackets.c balances, layout_headers.c knows the headers of blocks, layout_values.c and
 * layout_slips.c what goes wrong inside a statement.
 */
#ifndef COMPILER_SYNTAX_LAYOUT_PARTS_H
#define COMPILER_SYNTAX_LAYOUT_PARTS_H

#include "compiler/syntax/layout.h"

struct opener {
	uint32_t token; /* index in `to` */
	uint32_t line;
	uint8_t kind;	 /* what it counts as: LBRACE, LBRACKET, LPAREN */
	uint8_t written; /* what stands in the text, where that is something else; else 0 */
	uint8_t column;	 /* of the first token on its line */
	uint8_t unary;	 /* signs and `not`s that wait before it */
	bool reported;	 /* a missing closer is part of a mistake that has a finding */
	bool stray;	 /* a `{` that opens nothing: it and its `}` are passed over */
};

enum { TOP_KINDS_MAX = 32 };

struct layout {
	const struct file *file;
	struct sink *sink;
	struct token *from;
	uint32_t n, i;
	uint32_t moved; /* this token is not the first on its line, but those before it are passed
			   over */
	struct tokens to;
	struct opener stack[NESTING_MAX];
	uint32_t depth;
	uint32_t line; /* counts lines with a token */
	uint8_t line_column;
	uint8_t before_last; /* the one before `before` */
	uint8_t before;	     /* kind of the last token that the parser will see; FILE_END before the
				first */
	bool statement_reported;  /* some token of this statement has a finding */
	uint8_t statement_column; /* of the line on which the last statement began */
	uint8_t unary;
	bool unbalanced;      /* brackets do not match as they stand */
	bool indented;	      /* fields stand further in than the margin */
	bool by_indent;	      /* both: indentation tells where a bracket is missing */
	bool header_open;     /* a block's header was seen and its `{` is due */
	bool header_reported; /* and it is hardly one */
	uint32_t n_reports;
	struct finding nowhere;		   /* takes the place of a finding that is not made */
	uint32_t n_stray_braces;	   /* `{` passed over within the brackets that are open */
	uint32_t top_kinds[TOP_KINDS_MAX]; /* tokens of `from`: kinds of blocks seen at the top of
					      the file */
	uint32_t n_top_kinds;
	uint32_t n_looks; /* at the rest of the file */
};

static inline struct span layout_span(const struct layout *l, const struct token *token)
{
	return (struct span){l->file->source->id, token->start, token->len};
}

static inline struct str layout_text(const struct layout *l, const struct token *token)
{
	return (struct str){l->file->source->text + token->start, token->len};
}

static inline bool layout_in_brackets(const struct layout *l)
{
	return l->depth && l->stack[l->depth - 1].kind != LBRACE;
}

static inline bool layout_is_first(const struct token *token)
{
	return token->flags & TOKEN_FIRST;
}

/* No statement is under way. */
static inline bool layout_at_start(const struct layout *l)
{
	return l->before == LBRACE || l->before == RBRACE || l->before == FILE_END;
}

static inline bool layout_ends_value(int kind)
{
	return (kind >= NAME && kind <= WRONG) || kind == UNIT || kind == TRUTH ||
	       kind == RBRACKET || kind == RPAREN;
}

/* A value is due, and this one does not begin a line: nothing odd about it. */
static inline bool layout_wants_value(const struct layout *l, const struct token *t)
{
	return !layout_is_first(t) && !layout_at_start(l) && !layout_ends_value(l->before);
}

static inline bool layout_starts_value(int kind)
{
	return (kind >= NAME && kind <= WRONG && kind != DOTNAME) || kind == TRUTH ||
	       kind == LBRACKET;
}

/* What is written in place of a colon. */
static inline bool layout_is_sign(int kind)
{
	return kind == ASSIGN || kind == COLON || kind == EQUAL;
}

/* A line that goes on no further in than its statement began: the next statement, by the looks of
 * it. */
static inline bool layout_begins_line(const struct layout *l, const struct token *t)
{
	return layout_is_first(t) && (t->column <= l->statement_column || !l->depth);
}

static inline bool layout_is_statement_place(const struct layout *l, const struct token *t)
{
	return layout_at_start(l) ||
	       (!layout_in_brackets(l) && layout_ends_value(l->before) && layout_begins_line(l, t));
}

/* A field or row is without its value, and a line begins that goes on no further in: the value is
   missing, if what stands there can be the next statement. */
static inline bool layout_lacks_value(const struct layout *l, const struct token *t)
{
	return (l->before == FIELD || l->before == ROW) && l->depth && layout_begins_line(l, t);
}

static inline bool layout_has_value_behind(const struct token *t)
{
	return layout_starts_value(t[1].kind) && !layout_is_first(&t[1]);
}

/* The place directly behind a token. */
static inline struct span layout_behind(const struct layout *l, const struct token *t)
{
	return (struct span){l->file->source->id, t->start + t->len, 0};
}

static inline void layout_push(struct layout *l, struct token token)
{
	vec_push(&l->to, token);
	if (token.flags & TOKEN_REPORTED)
		l->statement_reported = true;
	if (!(token.flags & TOKEN_SKIPPED)) {
		l->before_last = l->before;
		l->before = token.kind;
	}
}

/* A statement begins on this line. */
static inline void layout_begin(struct layout *l)
{
	l->statement_column = l->line_column;
	l->statement_reported =
		l->moved && l->moved == l->i; /* what stood before it was reported */
	l->unary = 0;
}

/* layout.c */
void layout_insert(struct layout *l, int kind);
void layout_skip(struct layout *l, struct token token);
/* Skips the token at hand. If it begins its line, the next one does so in its place. */
void layout_skip_here(struct layout *l, struct token token);
/* A new finding. A statement has one finding from here: a second one goes nowhere. */
struct finding *layout_report(struct layout *l, const struct rule_info *rule, struct span span,
	const char *format, ...) __attribute__((format(printf, 4, 5)));
struct finding *layout_slip(struct layout *l, struct span span, const char *message);

/* layout_brackets.c */
int layout_closer_of(int opener);
void layout_open(struct layout *l, struct token token);
void layout_open_bracket(struct layout *l, const struct token *t);
void layout_close_bracket(struct layout *l, const struct token *t);
void layout_close_brace(struct layout *l, const struct token *t);
void layout_close_brackets(struct layout *l, const struct token *evidence);
/* A block or field that stands no further in than a block that is open: that block ends before it.
   At least `keep` blocks stay open. */
void layout_close_blocks(struct layout *l, const struct token *t, uint32_t keep);
/* Whatever indentation says. */
void layout_close_all(struct layout *l, const struct token *evidence);
/* How many `}` follow on this line beyond those of the blocks that were opened on it. */
int layout_surplus(const struct layout *l, const struct token *t);
/* A `}` for a `{` that was put there. */
void layout_close_inserted(struct layout *l);

/* layout_headers.c: each takes the index of the header's first word. */
bool layout_opens_block(const struct layout *l, uint32_t i);
/* `owner { priya }`: what stands in the braces cannot be members. */
bool layout_opens_list(const struct layout *l, uint32_t i);
void layout_header(struct layout *l, uint32_t i);
/* Headers that are not as they should be; true if there was one, and it is dealt with. */
bool layout_odd_header(struct layout *l, uint32_t i);
bool layout_header_with_colon(struct layout *l, uint32_t i);
/* A block without its kind: `i` is its title, or its `{`. */
bool layout_header_without_kind(struct layout *l, uint32_t i);
/* A block of no known kind, so that what its `{` opens is closed again. */
void layout_insert_kind(struct layout *l);
void layout_template(struct layout *l, const struct token *t);
void layout_update(struct layout *l, const struct token *t);

/* layout_values.c */
void layout_value(struct layout *l, const struct token *t);
/* Deals with a value that follows a complete one; true if it is passed over. */
bool layout_second_value(struct layout *l, const struct token *t);
void layout_missing_comma(struct layout *l, const struct token *t);
/* `USD 25,000`: true if it was that. */
bool layout_currency(struct layout *l, const struct token *t);
/* `25.000 EUR`, where the unit is at hand. */
void layout_check_dot(struct layout *l, const struct token *unit);

/* layout_slips.c */
void layout_name(struct layout *l, const struct token *t);
void layout_field(struct layout *l, const struct token *t);
void layout_import(struct layout *l, const struct token *t);
void layout_let(struct layout *l, const struct token *t);
void layout_clause(struct layout *l, const struct token *t);
void layout_assign(struct layout *l, struct token t);
void layout_semicolon(struct layout *l, struct token t);
/* `owner = priya`, `2026-Q1 5 USD`: `kind` is FIELD or ROW. */
void layout_for_colon(struct layout *l, const struct token *t, int kind);
void layout_missing_colon(struct layout *l, const struct token *t, int kind);
/* A field by a name that is none, from here to before token `end`, which is its colon. */
void layout_for_name(struct layout *l, uint32_t end, const char *message, const char *help);
/* At the top of a file a line that is no item. */
void layout_no_item(struct layout *l, const struct token *t);

#endif
