/* Values: where one follows another, and numbers and rows that are not written as they should be.
 */
#include "compiler/syntax/layout_parts.h"
#include "compiler/syntax/literal.h"

#include <ctype.h>
#include <string.h>

/* ---- a value behind a value ---- */

static bool bounds(const struct layout *l, uint32_t i)
{
	const struct token *t = &l->from[i];
	switch (t->kind) {
	case FIELD:
	case ROW:
	case LBRACE:
	case RBRACE:
	case RBRACKET:
	case RPAREN:
	case COMMA:
	case CLAUSE:
	case AS:
	case LET:
	case IMPORT:
	case UPDATE:
	case TEMPLATE:
	case FILE_END:
		return true;
	case NAME:
		return layout_begins_line(l, t) || layout_opens_block(l, i);
	default:
		return layout_is_first(t);
	}
}

/* The value so far and what is passed over behind it, from the field's colon on; ptr NULL if that
 * is far away. */
static struct str whole_value(const struct layout *l, uint32_t end)
{
	enum { LOOK_BACK = 16 };
	for (uint32_t i = l->to.n; i > 0 && i + LOOK_BACK > l->to.n; i--) {
		const struct token *t = &l->to.items[i - 1];
		struct str text = {l->file->source->text, end};
		if (t->kind == FIELD)
			return str_trim(str_slice(text, t->start + t->len, end));
		if (t->kind != NAME && t->kind != NUMBER && t->kind != UNIT &&
			!(t->flags & TOKEN_SKIPPED))
			break;
	}
	return (struct str){NULL, 0};
}

/* What stands behind a complete value is passed over, to where the statement may go on. */
static void skip_junk(struct layout *l, const struct token *t)
{
	struct finding *finding =
		layout_slip(l, layout_span(l, t), "this does not belong to the value before it");
	const struct token *last = &l->to.items[l->to.n - 1];
	bool quote = last->kind == TEXT && last->start + last->len == t->start;
	int open = t->kind == LBRACKET || t->kind == LPAREN;
	for (layout_skip(l, *t);; layout_skip(l, l->from[++l->i])) {
		int next = l->from[l->i + 1].kind;
		bool inside = open && (next == RBRACKET || next == RPAREN || next == COMMA ||
					      next == CLAUSE);
		if (!inside && bounds(l, l->i + 1))
			break;
		open += (next == LBRACKET || next == LPAREN) -
			(open && (next == RBRACKET || next == RPAREN));
	}
	uint32_t end = l->from[l->i].start + l->from[l->i].len;
	struct str text = t->kind == NAME ? whole_value(l, end) : (struct str){NULL, 0};
	finding->span.len = end - finding->span.start;
	if (quote)
		finding_help(l->sink, finding, "a quote inside a text is written `\\\"`");
	else if (text.ptr && text.len < 80 && !memchr(text.ptr, '\n', text.len))
		finding_help(l->sink, finding,
			"several values are parted by commas; a text stands in quotes: `\"%.*s\"`",
			STR_ARGS(text));
	else
		finding_help(l->sink, finding,
			"several values are parted by commas; a text stands in quotes");
}

static void missing_field(struct layout *l, const struct token *t)
{
	layout_begin(l);
	finding_help(l->sink,
		layout_slip(l, layout_span(l, t),
			t->kind == NAME ? "this line is no field and no block"
					: "a field's name is missing before this value"),
		"write `name: value`, or a comma if it belongs to the value before");
	layout_insert(l, FIELD);
	l->to.items[l->to.n - 1].flags |= TOKEN_WRONG;
}

/* Deals with a value that follows a complete one; true if it is passed over. */
bool layout_second_value(struct layout *l, const struct token *t)
{
	bool goes_on = t->kind == NAME && l->statement_reported && !layout_begins_line(l, t);
	bool let = l->before == NAME && l->before_last == LET;
	if (!layout_ends_value(l->before) || let)
		return false;
	if (layout_in_brackets(l)) {
		layout_missing_comma(l, t);
		return false;
	}
	if (l->depth && layout_is_first(t) && !goes_on) {
		missing_field(l, t);
		return false;
	}
	skip_junk(l, t);
	return true;
}

void layout_missing_comma(struct layout *l, const struct token *t)
{
	struct finding *finding =
		layout_slip(l, layout_span(l, t), "a comma is missing before this");
	finding_help(l->sink, finding, "items of a list are parted by commas");
	finding_edit(l->sink, finding, layout_behind(l, &l->to.items[l->to.n - 1]), STR(","), true);
	layout_insert(l, COMMA);
}

static bool is_currency(struct str text)
{
	return text.len == 3 && isupper((unsigned char)text.ptr[0]) &&
	       isupper((unsigned char)text.ptr[1]) && isupper((unsigned char)text.ptr[2]);
}

/* `USD 25,000` */
bool layout_currency(struct layout *l, const struct token *t)
{
	struct token number = t[1];
	if (number.kind != NUMBER || !is_currency(layout_text(l, t)) || layout_is_first(&number))
		return false;
	struct span both = {l->file->source->id, t->start, number.start + number.len - t->start};
	struct str right = str_format(&l->sink->arena, "%.*s %.*s",
		STR_ARGS(layout_text(l, &number)), STR_ARGS(layout_text(l, t)));
	struct finding *finding =
		layout_slip(l, layout_span(l, t), "the currency stands behind the number");
	finding_help(l->sink, finding, "write `%.*s`", STR_ARGS(right));
	finding_edit(l->sink, finding, both, right, true);
	layout_skip(l, *t);
	number.kind = WRONG;
	number.flags |= TOKEN_WRONG | TOKEN_REPORTED;
	layout_push(l, number);
	l->i++;
	return true;
}

/* `25.000 EUR`: a reader may take the dot for a comma. A rate has as many decimals as it needs. */
void layout_check_dot(struct layout *l, const struct token *unit)
{
	struct token *number = &l->to.items[l->to.n - 1];
	struct str text = layout_text(l, number);
	const char *dot = memchr(text.ptr, '.', text.len);
	if (!dot || text.ptr + text.len - dot != 4 || text.ptr[0] == '0' || dot - text.ptr > 3 ||
		!is_currency(layout_text(l, unit)) || unit[1].clause == CLAUSE_per ||
		!literal_is_digits((struct str){dot + 1, 3}) ||
		memchr("BIJKLOT", layout_text(l, unit).ptr[0], 7))
		return;
	int whole = (int)(dot - text.ptr);
	struct str code = layout_text(l, unit);
	struct finding *finding = layout_report(l, &finding_syntax_bad_number,
		layout_span(l, number), "`%.*s` can be read in two ways: a dot begins the decimals",
		STR_ARGS(text));
	finding_help(l->sink, finding, "write `%.*s,%.*s %.*s`, or two decimals", whole, text.ptr,
		3, dot + 1, STR_ARGS(code));
	number->kind = WRONG;
	number->flags |= TOKEN_WRONG | TOKEN_REPORTED;
}

/* ---- values ---- */

static bool is_row_key(const struct layout *l, const struct token *t)
{
	return t->kind == DATE || t->kind == PERIOD ||
	       (t->kind == NUMBER && t->len == 4 && literal_is_digits(layout_text(l, t)));
}

static bool groups_on(const struct layout *l, const struct token *t)
{
	return t[1].kind == NUMBER && t[1].len == 3 && t[1].start == t->start + t->len + 1 &&
	       !layout_is_first(&t[1]) && literal_is_digits(layout_text(l, &t[1]));
}

/* `25 000 USD`: groups of three digits with blanks between them are one number. */
static bool slip_blank_groups(struct layout *l, const struct token *t)
{
	if (t->kind != NUMBER || t[1].kind != NUMBER || t->len > 3 ||
		!literal_is_digits(layout_text(l, t)) || !groups_on(l, t))
		return false;
	const struct token *last = t;
	struct str right = layout_text(l, t);
	for (; groups_on(l, last); last++)
		if (last - t < 6) /* more is no number */
			right = str_format(&l->sink->arena, "%.*s,%.*s", STR_ARGS(right),
				STR_ARGS(layout_text(l, &last[1])));
	struct token number = *t;
	number.len = last->start + last->len - t->start;
	struct finding *finding = layout_report(l, &finding_syntax_bad_number,
		layout_span(l, &number), "digits are not grouped by blanks");
	finding_help(l->sink, finding, "write `%.*s`", STR_ARGS(right));
	finding_edit(l->sink, finding, layout_span(l, &number), right, false);
	number.kind = WRONG;
	number.flags |= TOKEN_WRONG | TOKEN_REPORTED;
	layout_push(l, number);
	l->i += (uint32_t)(last - t);
	return true;
}

void layout_value(struct layout *l, const struct token *t)
{
	if (layout_wants_value(l, t)) {
		if (!slip_blank_groups(l, t))
			layout_push(l, *t);
		return;
	}
	bool place = layout_is_statement_place(l, t) && l->depth;
	if (layout_lacks_value(l, t)) /* `2026 leads` may be the value */
		place = t->kind != NUMBER || t[1].kind != NAME;
	if (place && is_row_key(l, t) && layout_is_sign(t[1].kind)) {
		layout_for_colon(l, t, ROW);
		return;
	}
	bool header = t[1].kind == NAME && layout_opens_block(l, l->i + 1);
	if (place && is_row_key(l, t) && layout_has_value_behind(t) && !header) {
		layout_missing_colon(l, t, ROW);
		return;
	}
	if (place && t->kind == TEXT && layout_is_sign(t[1].kind)) {
		layout_for_name(
			l, l->i + 1, "a field's name takes no quotes", "write `name: value`");
		return;
	}
	bool begins = layout_at_start(l) || (layout_ends_value(l->before) && layout_is_first(t));
	if (begins && !layout_in_brackets(l) && layout_header_without_kind(l, l->i))
		return;
	if (begins && !l->depth) {
		layout_no_item(l, t);
		return;
	}
	if (layout_second_value(l, t))
		return;
	if (!slip_blank_groups(l, t))
		layout_push(l, *t);
}
