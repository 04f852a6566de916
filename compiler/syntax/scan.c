#include "compiler/syntax/scan.h"

#include "compiler/syntax/literal.h"
#include "runtime/base/utf8.h"
#include "runtime/values/calendar.h"
#include <ctype.h>
#include <string.h>

/* flex's own header would drag in its macros; these are the three calls needed. */
typedef void *yyscan_t;
struct yy_buffer_state;
int pbp_scan_lex_init_extra(struct scan *extra, yyscan_t *scanner);
struct yy_buffer_state *pbp_scan__scan_buffer(char *base, size_t size, yyscan_t scanner);
int pbp_scan_lex(yyscan_t scanner);
int pbp_scan_lex_destroy(yyscan_t scanner);

enum { REPORTS_MAX = 1000, NAME_MAX_BYTES = 64, ENCODING_REPORTS_MAX = 100 };

static struct span span_here(const struct scan *scan, uint32_t len)
{
	return (struct span){scan->source->id, scan->offset, len};
}

static bool may_report(struct scan *scan)
{
	return scan->n_reports++ < REPORTS_MAX;
}

static struct token *add(struct scan *scan, int kind, uint32_t len, uint8_t flags)
{
	uint32_t column = scan->offset - scan->line_start;
	struct token token = {.start = scan->offset, .len = len, .kind = (uint8_t)kind, .flags = flags};
	if (scan->fresh_line) {
		token.flags |= TOKEN_FIRST;
		token.column = (uint8_t)(column < 255 ? column : 255);
		scan->fresh_line = false;
	}
	scan->offset += len;
	vec_push(scan->tokens, token);
	return &scan->tokens->items[scan->tokens->n - 1];
}

static struct str text_here(const struct scan *scan, uint32_t len)
{
	return (struct str){scan->source->text + scan->offset, len};
}

static void check_literal(struct scan *scan, int kind, uint32_t len, uint8_t *flags)
{
	struct span span = span_here(scan, len);
	struct str text = text_here(scan, len);
	bool good = true;
	if (kind == DATE)
		good = literal_check_date(scan->sink, span, text);
	else if (kind == PERIOD)
		good = literal_check_period(scan->sink, span, text);
	else if (kind == TIME)
		good = literal_check_time(scan->sink, span, text);
	else if ((kind == NUMBER || kind == PERCENT) && len > 9)
		good = literal_check_number(scan->sink, span, text);
	if (!good)
		*flags = TOKEN_WRONG | TOKEN_REPORTED;
}

static void check_row_key(struct scan *scan, uint32_t len, uint8_t *flags)
{
	struct str text = text_here(scan, len - 1);
	struct span span = span_here(scan, len - 1);
	bool good;
	if (memchr(text.ptr, ':', text.len)) {
		size_t colon = (size_t)((char *)memchr(text.ptr, ':', text.len) - text.ptr);
		struct finding *finding = finding_new(scan->sink, &finding_syntax_bad_date, span,
			"a blank is missing after the colon in `%.*s`", STR_ARGS(text));
		finding_help(scan->sink, finding, "write `%.*s: %.*s`", (int)colon, text.ptr,
			(int)(text.len - colon - 1), text.ptr + colon + 1);
		good = false;
	} else if (date_parse(text) || period_parse(text).kind || (text.len == 4 && isdigit(text.ptr[0]))) {
		return;
	} else if (text.len == 10 && text.ptr[4] == '-' && text.ptr[7] == '-') {
		good = literal_check_date(scan->sink, span, text);
	} else {
		good = literal_check_period(scan->sink, span, text);
	}
	if (!good)
		*flags = TOKEN_WRONG | TOKEN_REPORTED;
}

void scan_add(struct scan *scan, int kind, uint32_t len, uint8_t clause)
{
	uint8_t flags = 0;
	if (kind == NAME || kind == FIELD || kind == DOTNAME) {
		if (len > NAME_MAX_BYTES + 1 || (kind == NAME && len > NAME_MAX_BYTES)) {
			flags = TOKEN_WRONG | TOKEN_REPORTED;
			if (may_report(scan))
				finding_new(scan->sink, &finding_syntax_bad_name, span_here(scan, len),
					"a name has at most 64 characters; this one has %u",
					len - (kind != NAME));
		}
	} else if (kind == ROW) {
		check_row_key(scan, len, &flags);
	} else if (kind >= NUMBER && kind <= TIME) {
		check_literal(scan, kind, len, &flags);
	} else if (kind == TEXT && memchr(text_here(scan, len).ptr, '\\', len)) {
		struct arena arena;
		arena_init(&arena);
		literal_text(&arena, scan->sink, span_here(scan, len), text_here(scan, len));
		arena_free(&arena);
	}
	add(scan, kind, len, flags)->clause = clause;
}

static void report_money(struct scan *scan, struct span span, struct str text)
{
	static const struct {
		const char *sign, *code;
	} signs[] = {{"$", "USD"}, {"\xe2\x82\xac", "EUR"}, {"\xc2\xa3", "GBP"}, {"\xc2\xa5", "JPY"}};
	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
		if (!str_starts(text, signs[i].sign))
			continue;
		struct str number = str_trim(str_slice(text, strlen(signs[i].sign), text.len));
		struct finding *finding = finding_new(scan->sink, &finding_syntax_unexpected, span,
			"the currency stands behind the number, by its code");
		if (number.len)
			finding_help(scan->sink, finding, "write `%.*s %s`", STR_ARGS(number), signs[i].code);
	}
}

static void report_quotes(struct scan *scan, struct span span, struct str text)
{
	size_t left = text.ptr[0] == '\'' ? 1 : 3;
	size_t right = str_ends(text, "\"") || str_ends(text, "'") ? 1 : 3;
	bool closed = text.len >= left + right
		&& (right == 1 || str_ends(text, "\xe2\x80\x9d") || str_ends(text, "\xe2\x80\x9c"));
	struct str inside = str_trim(str_slice(text, left, closed ? text.len - right : text.len));
	struct finding *finding = finding_new(scan->sink, &finding_syntax_unexpected, span,
		"a text stands in straight double quotes");
	finding_help(scan->sink, finding, "write `\"%.*s\"`", STR_ARGS(inside));
}

static void report_character(struct scan *scan, struct span span, struct str text)
{
	unsigned char c = (unsigned char)text.ptr[0];
	if (c < 0x20 || c == 0x7f)
		return; /* syntax.encoding has reported it */
	finding_new(scan->sink, &finding_syntax_unexpected, span, "unexpected character `%.*s`",
		STR_ARGS(text));
}

void scan_wrong(struct scan *scan, enum wrong wrong, uint32_t len)
{
	struct span span = span_here(scan, len);
	struct str text = text_here(scan, len);
	bool echo = scan->tokens->n && wrong == WRONG_CHARACTER
		&& (scan->tokens->items[scan->tokens->n - 1].flags & TOKEN_SKIPPED)
		&& scan->tokens->items[scan->tokens->n - 1].start
				+ scan->tokens->items[scan->tokens->n - 1].len
			== scan->offset;
	if (!echo && may_report(scan)) {
		switch (wrong) {
		case WRONG_LITERAL:
			literal_report(scan->sink, span, text);
			break;
		case WRONG_MONEY:
			report_money(scan, span, text);
			break;
		case WRONG_ADDRESS: {
			struct finding *finding = finding_new(scan->sink, &finding_syntax_unexpected,
				span, "an address stands in quotes");
			finding_help(scan->sink, finding, "write `\"%.*s\"`", STR_ARGS(text));
			break;
		}
		case WRONG_QUOTES:
			report_quotes(scan, span, text);
			break;
		case WRONG_CHARACTER:
			report_character(scan, span, text);
			break;
		}
	}
	if (echo) {
		scan->tokens->items[scan->tokens->n - 1].len += len;
		scan->offset += len;
		return;
	}
	add(scan, WRONG, len,
		wrong == WRONG_CHARACTER ? TOKEN_SKIPPED | TOKEN_REPORTED : TOKEN_WRONG | TOKEN_REPORTED);
}

/* A text without its closing quote ends with its line; brackets that close the line are given back. */
uint32_t scan_unclosed_text(struct scan *scan, const char *text, uint32_t len)
{
	uint32_t take = len;
	if (take > 1 && text[take - 1] == '\r')
		take--;
	while (take > 1 && strchr(" \t}])", text[take - 1]))
		take--;
	if (may_report(scan)) {
		struct finding *finding = finding_new(scan->sink, &finding_syntax_unclosed_text,
			span_here(scan, take), "this text has no closing quote");
		struct span end = {scan->source->id, scan->offset + take, 0};
		finding_help(scan->sink, finding, "end the text with `\"` on the same line");
		finding_edit(scan->sink, finding, end, STR("\""), false);
	}
	add(scan, TEXT, take, TOKEN_WRONG | TOKEN_REPORTED);
	return take;
}

static void count_lines(struct scan *scan, const char *text, uint32_t len, uint32_t from)
{
	for (uint32_t i = 0; i < len; i++)
		if (text[i] == '\n')
			scan->line_start = from + i + 1;
}

void scan_prose(struct scan *scan, const char *text, uint32_t len)
{
	uint32_t from = scan->offset;
	add(scan, PROSE, len, 0);
	count_lines(scan, text, len, from);
}

/* True if a line looks like the next statement: a `}`, or a name and a colon. */
static bool starts_statement(const char *line, const char *end)
{
	while (line < end && (*line == ' ' || *line == '\t'))
		line++;
	if (line == end)
		return false;
	if (*line == '}')
		return true;
	const char *word = line;
	while (line < end && (isalnum((unsigned char)*line) || *line == '_'))
		line++;
	return line > word && line < end && *line == ':';
}

/* Prose that is never closed would swallow the rest of the file: it ends before the next statement. */
uint32_t scan_unclosed_prose(struct scan *scan, const char *text, uint32_t len)
{
	const char *end = text + len;
	const char *line = memchr(text, '\n', len);
	while (line && !starts_statement(line + 1, end))
		line = memchr(line + 1, '\n', (size_t)(end - line - 1));
	uint32_t take = line ? (uint32_t)(line - text) : len;
	uint32_t from = scan->offset;
	if (may_report(scan)) {
		struct finding *finding = finding_new(scan->sink, &finding_syntax_unclosed_text,
			span_here(scan, 3), "this prose has no closing `\"\"\"`");
		finding_help(scan->sink, finding, "end the prose with `\"\"\"`");
	}
	add(scan, PROSE, take, TOKEN_WRONG | TOKEN_REPORTED);
	count_lines(scan, text, take, from);
	return take;
}

static bool is_symbol(int32_t character)
{
	return character < 0xc0 || (character >= 0x2000 && character < 0x2c00)
		|| (character >= 0x3000 && character < 0x3040) || character >= 0x1f000
		|| character == 0xd7 || character == 0xf7 || character == 0xfeff;
}

/* Letters of other scripts: a name that cannot be. Signs and dashes: a character that has no place here. */
uint32_t scan_odd_word(struct scan *scan, const char *text, uint32_t len)
{
	struct str rest = {text, len};
	uint32_t ascii = 0;
	while (ascii < len && !((unsigned char)text[ascii] & 0x80))
		ascii++;
	rest = str_slice(rest, ascii, len);
	struct str first = rest;
	int32_t character = utf8_next(&rest);
	if (character < 0) { /* reported as syntax.encoding */
		uint32_t take = ascii + 1;
		while (take < len && ((unsigned char)text[take] & 0x80))
			take++;
		add(scan, WRONG, take, TOKEN_SKIPPED | TOKEN_REPORTED);
		return take;
	}
	if (is_symbol(character)) {
		if (ascii) { /* what stands before it is a word of its own */
			bool number = isdigit((unsigned char)text[0]);
			scan_add(scan, number ? NUMBER : NAME, ascii, 0);
			return ascii;
		}
		scan_wrong(scan, WRONG_CHARACTER, (uint32_t)(first.len - rest.len));
		return (uint32_t)(first.len - rest.len);
	}
	bool field = text[len - 1] == ':';
	if (may_report(scan)) {
		struct finding *finding = finding_new(scan->sink, &finding_syntax_bad_name,
			span_here(scan, field ? len - 1 : len),
			"a name has only the letters A to Z, digits and `_`");
		finding_help(scan->sink, finding, "other letters belong in titles: `NAME \"%.*s\"`",
			(int)(field ? len - 1 : len), text);
	}
	add(scan, field ? FIELD : NAME, len, TOKEN_WRONG | TOKEN_REPORTED);
	return len;
}

static const char *encoding_fault(struct str rest, int32_t character)
{
	unsigned char c = (unsigned char)rest.ptr[0];
	if (character < 0)
		return "this is not valid UTF-8";
	if (c == 0)
		return "a NUL byte";
	if (c == '\r')
		return "a carriage return without a line feed";
	if (c < 0x20 || c == 0x7f || (character >= 0x80 && character < 0xa0))
		return "a control character";
	return utf8_is_bidi(character) ? "a bidirectional control character, which can hide what a reader sees"
				       : NULL;
}

/* language.md section 3: invalid UTF-8, NUL, control and bidirectional characters, each run once. */
static void check_encoding(const struct source *source, struct sink *sink)
{
	const unsigned char *text = (const unsigned char *)source->text;
	uint32_t last_end = UINT32_MAX, n = 0;
	struct finding *last = NULL;
	for (uint32_t i = 0; i < source->len && n < ENCODING_REPORTS_MAX;) {
		if ((text[i] >= 0x20 && text[i] < 0x7f) || text[i] == '\n' || text[i] == '\t'
			|| (text[i] == '\r' && text[i + 1] == '\n')) {
			i++;
			continue;
		}
		struct str rest = {source->text + i, source->len - i}, before = rest;
		int32_t character = utf8_next(&rest);
		uint32_t len = (uint32_t)(before.len - rest.len);
		const char *fault = encoding_fault(before, character);
		if (fault && last && last_end == i) {
			last->span.len += len;
			last_end += len;
		} else if (fault) {
			last = finding_new(sink, &finding_syntax_encoding,
				(struct span){source->id, i, len}, "%s", fault);
			last_end = i + len;
			n++;
		}
		i += len;
	}
}

void scan_source(const struct source *source, struct sink *sink, struct tokens *tokens)
{
	struct scan scan = {.source = source, .sink = sink, .tokens = tokens, .fresh_line = true};
	yyscan_t scanner;
	check_encoding(source, sink);
	if (source->len >= 3 && !memcmp(source->text, "\xef\xbb\xbf", 3))
		scan.offset = scan.line_start = 3;
	vec_reserve(tokens, source->len / 6 + 16);
	if (pbp_scan_lex_init_extra(&scan, &scanner))
		memory_exhausted();
	if (!pbp_scan__scan_buffer(source->text + scan.offset, source->len + 2 - scan.offset, scanner))
		memory_exhausted();
	pbp_scan_lex(scanner);
	pbp_scan_lex_destroy(scanner);
	scan.fresh_line = true;
	scan.line_start = scan.offset;
	add(&scan, FILE_END, 0, 0);
}
