/* What the scanner finds that is no token of the language: the finding, and a token that lets the
 * parser go on. */
#include "compiler/syntax/literal.h"
#include "compiler/syntax/scan.h"
#include "runtime/base/utf8.h"
#include <ctype.h>
#include <string.h>

static struct finding *unexpected(struct scan *scan, uint32_t len, const char *message)
{
	return finding_new(
		scan->sink, &finding_syntax_unexpected, scan_span(scan, len), "%s", message);
}

/* ---- money, quotes, addresses ---- */

static void report_money(struct scan *scan, struct str text)
{
	static const struct {
		const char *sign, *code;
	} signs[] = {
		{"$", "USD"}, {"\xe2\x82\xac", "EUR"}, {"\xc2\xa3", "GBP"}, {"\xc2\xa5", "JPY"}};
	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
		if (!str_starts(text, signs[i].sign))
			continue;
		struct str number = str_trim(str_slice(text, strlen(signs[i].sign), text.len));
		struct finding *finding = unexpected(scan, (uint32_t)text.len,
			"the currency stands behind the number, by its code");
		if (number.len)
			finding_help(scan->sink, finding, "write `%.*s %s`", STR_ARGS(number),
				signs[i].code);
		else
			finding_help(
				scan->sink, finding, "write `%s` behind the number", signs[i].code);
	}
}

/* The bytes of the character with which a text in other quotes begins or ends. */
static size_t quote_len(unsigned char byte)
{
	return byte < 0x80 ? 1 : byte >= 0xe0 ? 3 : 2;
}

static void report_quotes(struct scan *scan, struct str text)
{
	static const char *const closers[] = {"\"", "'", "`", "\xe2\x80\x9c", "\xe2\x80\x9d",
		"\xe2\x80\x98", "\xe2\x80\x99", "\xc2\xbb"};
	struct str inside = str_slice(text, quote_len((unsigned char)text.ptr[0]), text.len);
	for (size_t i = 0; i < sizeof closers / sizeof *closers; i++) {
		if (str_ends(inside, closers[i])) {
			inside = str_slice(inside, 0, inside.len - strlen(closers[i]));
			break;
		}
	}
	struct finding *finding =
		unexpected(scan, (uint32_t)text.len, "a text stands in straight double quotes");
	inside = str_trim(inside);
	finding_help(scan->sink, finding, "write `\"%.*s\"`", STR_ARGS(inside));
	if (!memchr(inside.ptr, '"', inside.len))
		finding_edit(scan->sink, finding, scan_span(scan, (uint32_t)text.len),
			str_format(&scan->sink->arena, "\"%.*s\"", STR_ARGS(inside)), true);
}

static void report_address(struct scan *scan, struct span span)
{
	struct finding *finding = finding_new(
		scan->sink, &finding_syntax_unexpected, span, "an address stands in quotes");
	finding_help(scan->sink, finding, "write `\"%.*s\"`",
		STR_ARGS(source_slice(scan->source, span)));
}

/* ---- operators and characters of other languages ---- */

struct other {
	const char *text, *write;
	int kind; /* of the token it stands for; WRONG: none */
};

/* Both what the scanner matches as an operator and single characters. */
static const struct other others[] = {
	{"&", "and", AND},
	{"&&", "and", AND},
	{"|", "or", OR},
	{"||", "or", OR},
	{"!", "not", NOT},
	{"<>", "!=", NOT_EQUAL},
	{"=<", "<=", LESS_EQUAL},
	{"=>", ">=", MORE_EQUAL},
	{"->", ":", COLON},
	{"===", "==", EQUAL},
	{"\xe2\x89\xa4", "<=", LESS_EQUAL},
	{"\xe2\x89\xa5", ">=", MORE_EQUAL},
	{"\xe2\x89\xa0", "!=", NOT_EQUAL},
	{"\xc3\x97", "*", TIMES},
	{"\xc3\xb7", "/", OVER},
	{"\xe2\x80\xa6", "..", DOTS},
	{"\xe2\x88\x92", "-", MINUS},
	{"\xe2\x80\x93", "-", WRONG}, /* dashes: a minus or a range */
	{"\xe2\x80\x94", "-", WRONG},
};

static const struct other *find_other(struct str text)
{
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		if (str_is(text, others[i].text))
			return &others[i];
	return NULL;
}

static void push_other(struct scan *scan, const struct other *other, uint32_t len)
{
	struct str text = scan_text(scan, len);
	if (scan_may_report(scan)) {
		struct finding *finding = finding_new(scan->sink, &finding_syntax_unexpected,
			scan_span(scan, len), "`%.*s` has no meaning here", STR_ARGS(text));
		finding_help(scan->sink, finding, "write `%s`%s", other->write,
			other->kind == WRONG ? ", or `..` between the ends of a range" : "");
		if (other->kind != WRONG)
			finding_edit(scan->sink, finding, scan_span(scan, len),
				str_from(other->write), false);
	}
	scan_push(scan, other->kind, len,
		other->kind == WRONG ? TOKEN_SKIPPED | TOKEN_REPORTED : TOKEN_REPORTED);
}

static bool is_odd_blank(int32_t character)
{
	return character == 0xa0 || (character >= 0x2000 && character <= 0x200b) ||
	       character == 0x202f || character == 0x205f || character == 0x3000 ||
	       character == 0xfeff;
}

static void report_character(struct scan *scan, uint32_t len)
{
	struct str text = scan_text(scan, len), rest = text;
	int32_t character = utf8_next(&rest);
	struct finding *finding;
	if (scan_is_fault(text)) /* syntax.encoding has it */
		return;
	if (is_odd_blank(character)) {
		finding = finding_new(scan->sink, &finding_syntax_unexpected, scan_span(scan, len),
			"this blank is no plain one (U+%04X)", (unsigned)character);
		finding_help(scan->sink, finding, "write a plain blank");
		finding_edit(scan->sink, finding, scan_span(scan, len), STR(" "), true);
		return;
	}
	bool quote = text.ptr[0] == '\'' || str_is(text, "\xc2\xbb");
	finding = finding_new(scan->sink, &finding_syntax_unexpected, scan_span(scan, len),
		"unexpected character `%.*s`", STR_ARGS(text));
	if (quote)
		finding_help(scan->sink, finding, "a text stands in straight double quotes");
	else if (text.ptr[0] == '%' && !scan->fresh_line && scan->tokens->n &&
		 scan->tokens->items[scan->tokens->n - 1].kind == NUMBER)
		finding_help(scan->sink, finding,
			"the sign stands directly behind the number: `%.*s%%`",
			STR_ARGS(source_slice(scan->source,
				(struct span){scan->source->id,
					scan->tokens->items[scan->tokens->n - 1].start,
					scan->tokens->items[scan->tokens->n - 1].len})));
}

/* Characters that mean nothing; a run of them is one mistake. */
static void push_characters(struct scan *scan, uint32_t first_len, uint32_t len)
{
	struct token *last = scan->tokens->n ? &scan->tokens->items[scan->tokens->n - 1] : NULL;
	if (last && last->kind == WRONG && (last->flags & TOKEN_SKIPPED) &&
		last->start + last->len == scan->offset) {
		last->len += len;
		scan->offset += len;
		return;
	}
	const struct other *other = first_len == len ? find_other(scan_text(scan, len)) : NULL;
	if (other) {
		push_other(scan, other, len);
		return;
	}
	if (scan_may_report(scan))
		report_character(scan, first_len);
	/* `12 %`: the number without its sign would be judged as another value */
	if (last && last->kind == NUMBER && scan->source->text[scan->offset] == '%' &&
		!scan->fresh_line)
		last->flags |= TOKEN_WRONG | TOKEN_REPORTED;
	scan_push(scan, WRONG, len, TOKEN_SKIPPED | TOKEN_REPORTED);
}

/* ---- mail addresses ---- */

static bool is_joined(const struct scan *scan, uint32_t first, uint32_t end)
{
	const struct token *token = &scan->tokens->items[first - 1];
	return token->start + token->len == end && token->kind != FIELD && token->kind != ROW &&
	       token->kind != LBRACKET && token->kind != LBRACE && token->kind != COMMA &&
	       token->kind != LPAREN;
}

/* dana@example.com: what touches the sign on its left belongs to the address. */
static void push_mail(struct scan *scan, uint32_t len)
{
	uint32_t first = scan->tokens->n, start = scan->offset;
	if (len > 1) /* something stands behind the sign */
		while (first > 0 && is_joined(scan, first, start))
			start = scan->tokens->items[--first].start;
	if (first == scan->tokens->n) {
		push_characters(scan, 1, len);
		return;
	}
	struct span span = {scan->source->id, start, scan->offset + len - start};
	if (scan_may_report(scan))
		report_address(scan, span);
	struct token *token = &scan->tokens->items[first];
	token->len = span.len;
	token->kind = WRONG;
	token->flags |= TOKEN_WRONG | TOKEN_REPORTED;
	token->clause = 0;
	scan->tokens->n = first + 1;
	scan->offset += len;
}

void scan_wrong(struct scan *scan, enum wrong wrong, uint32_t len)
{
	struct str text = scan_text(scan, len);
	bool report = wrong != WRONG_CHARACTER && wrong != WRONG_MAIL && wrong != WRONG_OPERATOR &&
		      scan_may_report(scan);
	switch (wrong) {
	case WRONG_LITERAL:
		if (report)
			literal_report(scan->sink, scan_span(scan, len), text);
		break;
	case WRONG_MONEY:
		if (report)
			report_money(scan, text);
		break;
	case WRONG_ADDRESS:
		if (report)
			report_address(scan, scan_span(scan, len));
		break;
	case WRONG_QUOTES:
		if (report)
			report_quotes(scan, text);
		break;
	case WRONG_COMMENT:
		if (report)
			finding_help(scan->sink, unexpected(scan, 2, "a comment begins with `#`"),
				"write `#`");
		scan_push(scan, WRONG, len, TOKEN_SKIPPED | TOKEN_REPORTED);
		return;
	case WRONG_MAIL:
		push_mail(scan, len);
		return;
	case WRONG_OPERATOR:
		push_other(scan, find_other(text), len);
		return;
	case WRONG_CHARACTER:
		push_characters(scan, len, len);
		return;
	}
	scan_push(scan, WRONG, len, TOKEN_WRONG | TOKEN_REPORTED);
}

/* ---- words ---- */

static bool is_symbol(int32_t character)
{
	return character < 0xc0 || (character >= 0x2000 && character < 0x2c00) ||
	       (character >= 0x3000 && character < 0x3040) || character >= 0x1f000 ||
	       character == 0xd7 || character == 0xf7 || character == 0xfeff;
}

/* `2026-Q1:500 USD` at the start of a row: the key, and the rest is scanned again. */
static uint32_t odd_row(struct scan *scan, struct str text)
{
	const struct token *last =
		scan->tokens->n ? &scan->tokens->items[scan->tokens->n - 1] : NULL;
	uint32_t colon = (uint32_t)((const char *)memchr(text.ptr, ':', text.len) - text.ptr);
	if (!scan->fresh_line && !(last && (last->kind == LBRACE || last->kind == RBRACE))) {
		scan_wrong(scan, WRONG_LITERAL, (uint32_t)text.len);
		return (uint32_t)text.len;
	}
	if (scan_may_report(scan)) {
		struct finding *finding = unexpected(
			scan, colon + 1, "a blank is missing after the colon of this row");
		struct span behind = {scan->source->id, scan->offset + colon + 1, 0};
		finding_help(scan->sink, finding, "write `%.*s: %.*s`", (int)colon, text.ptr,
			(int)(text.len - colon - 1), text.ptr + colon + 1);
		finding_edit(scan->sink, finding, behind, STR(" "), true);
	}
	scan_push(scan, ROW, colon + 1, TOKEN_REPORTED);
	return colon + 1;
}

static void push_bad_name(struct scan *scan, uint32_t len)
{
	struct str text = scan_text(scan, len);
	bool field = text.ptr[len - 1] == ':';
	uint32_t word = field ? len - 1 : len;
	if (!scan_is_fault(text) && scan_may_report(scan)) {
		struct finding *finding =
			finding_new(scan->sink, &finding_syntax_bad_name, scan_span(scan, word),
				"a name has only the letters A to Z, digits and `_`");
		finding_help(scan->sink, finding, "other letters belong in titles: `NAME \"%.*s\"`",
			(int)word, text.ptr);
	}
	scan_push(scan, field ? FIELD : NAME, len, TOKEN_WRONG | TOKEN_REPORTED);
}

/* Bytes of the symbols and faults at the start of the text. */
static uint32_t symbols_at(struct str text, uint32_t *first_len)
{
	struct str rest = text;
	*first_len = 0;
	while (rest.len && (unsigned char)rest.ptr[0] >= 0x80) {
		struct str next = rest;
		int32_t character = utf8_next(&next);
		if (character >= 0 && !is_symbol(character))
			break;
		rest = next;
		if (!*first_len)
			*first_len = (uint32_t)(text.len - rest.len);
	}
	return (uint32_t)(text.len - rest.len);
}

static bool is_ascii(struct str text)
{
	for (size_t i = 0; i < text.len; i++)
		if ((unsigned char)text.ptr[i] >= 0x80)
			return false;
	return true;
}

/* A word with something in it that is no ASCII. With letters of other scripts it is a name that
   cannot be; signs and dashes are characters that have no place here, between words of their own.
 */
uint32_t scan_odd_word(struct scan *scan, const char *text, uint32_t len)
{
	struct str rest = {text, len};
	uint32_t ascii = 0, first;
	while (ascii < len && !((unsigned char)text[ascii] & 0x80))
		ascii++;
	if (ascii == len)
		return odd_row(scan, rest);
	rest = str_slice(rest, ascii, len);
	uint32_t symbols = symbols_at(rest, &first);
	if (!symbols) {
		push_bad_name(scan, len);
		return len;
	}
	if (ascii) {
		bool number = isdigit((unsigned char)text[0]);
		scan_push(scan, number ? WRONG : NAME, ascii,
			number ? TOKEN_WRONG | TOKEN_REPORTED : TOKEN_REPORTED);
		return ascii;
	}
	/* Where more of them follow, all is taken at once: the rest must not be scanned again and
	 * again. */
	if (!is_ascii(str_slice(rest, symbols, rest.len)))
		symbols = len;
	push_characters(scan, first, symbols);
	return symbols;
}
