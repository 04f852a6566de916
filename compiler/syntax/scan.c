#include "compiler/syntax/scan.h"

#include "compiler/syntax/literal.h"
#include "runtime/base/utf8.h"
#include "runtime/values/calendar.h"
#include <ctype.h>
#include <string.h>

/* flex's own header would drag in its macros; these are the calls needed. */
typedef void *yyscan_t;
struct yy_buffer_state;
int pbp_scan_lex_init_extra(struct scan *extra, yyscan_t *scanner);
struct yy_buffer_state *pbp_scan__scan_buffer(char *base, size_t size, yyscan_t scanner);
int pbp_scan_lex(yyscan_t scanner);
int pbp_scan_lex_destroy(yyscan_t scanner);

enum { REPORTS_MAX = 1000, NAME_MAX_BYTES = 64, ENCODING_REPORTS_MAX = 100 };

struct span scan_span(const struct scan *scan, uint32_t len)
{
	return (struct span){scan->source->id, scan->offset, len};
}

struct str scan_text(const struct scan *scan, uint32_t len)
{
	return (struct str){scan->source->text + scan->offset, len};
}

bool scan_may_report(struct scan *scan)
{
	return scan->n_reports++ < REPORTS_MAX;
}

/* ---- tokens ---- */

static inline struct token *push(struct scan *scan, int kind, uint32_t len, uint8_t flags)
{
	vec_reserve(scan->tokens, scan->tokens->n + 1);
	struct token *token = &scan->tokens->items[scan->tokens->n++];
	*token = (struct token){
		.start = scan->offset, .len = len, .kind = (uint8_t)kind, .flags = flags};
	if (scan->fresh_line) {
		uint32_t column = scan->offset - scan->line_start;
		token->flags |= TOKEN_FIRST;
		token->column = (uint8_t)(column < 255 ? column : 255);
		scan->fresh_line = false;
	}
	scan->offset += len;
	return token;
}

struct token *scan_push(struct scan *scan, int kind, uint32_t len, uint8_t flags)
{
	return push(scan, kind, len, flags);
}

/* 2026-Q1:  2026-03-31:  2026: */
static bool check_row_key(struct scan *scan, struct span span, struct str text)
{
	const char *colon = memchr(text.ptr, ':', text.len);
	if (colon) {
		size_t at = (size_t)(colon - text.ptr);
		struct finding *finding = finding_new(scan->sink, &finding_syntax_bad_date, span,
			"`%.*s` is no date of a row", STR_ARGS(text));
		finding_help(scan->sink, finding, "a row is written `2026-Q1: 500 USD`%s",
			at ? ", with a blank after the colon" : "");
		return false;
	}
	if (text.len == 4 && period_parse(text).kind)
		return true;
	if (text.len == 10 && text.ptr[4] == '-' && text.ptr[7] == '-' &&
		literal_is_digits(str_slice(text, 0, 4)) &&
		literal_is_digits(str_slice(text, 5, 7)) &&
		literal_is_digits(str_slice(text, 8, 10)))
		return literal_check_date(scan->sink, span, text);
	if (period_parse(text).kind)
		return true;
	literal_report_row(scan->sink, span, text);
	return false;
}

/* Of a literal that has the right shape: whether it means something. */
static bool check_literal(struct scan *scan, int kind, uint32_t len)
{
	struct span span = scan_span(scan, len);
	struct str text = scan_text(scan, len);
	switch (kind) {
	case DATE:
		return literal_check_date(scan->sink, span, text);
	case PERIOD:
		return literal_check_period(scan->sink, span, text);
	case TIME:
		return literal_check_time(scan->sink, span, text);
	case ROW:
		return check_row_key(scan, (struct span){span.source, span.start, len - 1},
			str_slice(text, 0, len - 1));
	default: /* a shorter number cannot have too many digits */
		return len <= 9 || literal_check_number(scan->sink, span, text);
	}
}

static void report_long_name(struct scan *scan, uint32_t len)
{
	if (scan_may_report(scan))
		finding_new(scan->sink, &finding_syntax_bad_name, scan_span(scan, len),
			"a name has at most %d characters; this one has %u", NAME_MAX_BYTES, len);
}

static void check_escapes(struct scan *scan, uint32_t len)
{
	struct arena arena;
	arena_init(&arena);
	literal_text(&arena, scan->sink, scan_span(scan, len), scan_text(scan, len));
	arena_free(&arena);
}

void scan_add(struct scan *scan, int kind, uint32_t len, uint8_t clause)
{
	uint8_t flags = 0;
	if (kind == NAME || kind == FIELD || kind == DOTNAME) {
		uint32_t name_len = len - (kind != NAME);
		if (name_len > NAME_MAX_BYTES) {
			flags = TOKEN_WRONG | TOKEN_REPORTED;
			report_long_name(scan, name_len);
		}
	} else if (kind == ROW || (kind >= NUMBER && kind <= TIME)) {
		if (!check_literal(scan, kind, len))
			flags = TOKEN_WRONG | TOKEN_REPORTED;
	} else if (kind == TEXT && clause) {
		check_escapes(scan, len);
		clause = 0;
	}
	push(scan, kind, len, flags)->clause = clause;
}

/* ---- texts ---- */

static void count_lines(struct scan *scan, const char *text, uint32_t len, uint32_t from)
{
	for (const char *at = text; (at = memchr(at, '\n', len - (size_t)(at - text))); at++)
		scan->line_start = from + (uint32_t)(at - text) + 1;
}

void scan_prose(struct scan *scan, const char *text, uint32_t len)
{
	uint32_t from = scan->offset;
	push(scan, PROSE, len, 0);
	count_lines(scan, text, len, from);
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

static bool is_word(char c)
{
	return isalnum((unsigned char)c) || c == '_';
}

/* `name:` and then a blank or the end. */
static bool starts_field(const char *at, const char *end)
{
	const char *word = at;
	while (at < end && is_word(*at))
		at++;
	return at > word && at < end && *at == ':' &&
	       (at + 1 == end || isspace((unsigned char)at[1]));
}

static uint32_t last_kind_of_line(const struct scan *scan)
{
	return scan->fresh_line || !scan->tokens->n ? FILE_END
						    : scan->tokens->items[scan->tokens->n - 1].kind;
}

/* Where a text without its closing quote was meant to end: before what looks like the rest of the
 * line. */
static uint32_t unclosed_len(const struct scan *scan, const char *text, uint32_t len)
{
	int before = (int)last_kind_of_line(scan);
	bool in_header = before == NAME || before == DOTNAME || before == DATE ||
			 before == PERIOD || before == IMPORT;
	uint32_t take = len;
	for (uint32_t i = 2; i + 1 < take; i++) {
		if (!is_blank(text[i - 1]))
			continue;
		bool comment = text[i] == '#' && is_blank(text[i + 1]);
		bool brace = text[i] == '{' && in_header;
		bool field = is_blank(text[i - 2]) && starts_field(text + i, text + take);
		if (comment || brace || field)
			take = i;
	}
	if (take > 1 && in_header && text[take - 1] == '{')
		take--;
	while (take > 1 && strchr(" \t\r}]);", text[take - 1]))
		take--;
	return take;
}

/* A quote right behind a word, and nothing that could be a text behind it: the words before it were
 * meant. */
static bool closes_only(const struct scan *scan, const char *text, uint32_t len)
{
	uint32_t i = 1;
	if (scan->fresh_line || !scan->tokens->n || !scan->offset)
		return false;
	const struct token *last = &scan->tokens->items[scan->tokens->n - 1];
	if (last->start + last->len != scan->offset || !strchr("_!?.,;%", text[-1])) {
		if (last->start + last->len != scan->offset || !is_word(text[-1]))
			return false;
	}
	while (i < len && strchr(" \t\r}]);{,", text[i]))
		i++;
	return i == len || text[i] == '#' || starts_field(text + i, text + len);
}

/* The words that a missing opening quote left bare become one text. */
static void push_unopened(struct scan *scan)
{
	struct token *items = scan->tokens->items;
	uint32_t first = scan->tokens->n, floor = 0;
	while (first > 0 && !(first < scan->tokens->n && items[first].flags & TOKEN_FIRST)) {
		int kind = items[first - 1].kind;
		if (kind == FIELD || kind == ROW || kind == LBRACE || kind == RBRACE ||
			kind == LBRACKET || kind == TEXT)
			break;
		first--;
	}
	/* `goal sourced Close it" {`: two words are the kind and the name */
	if (items[first].flags & TOKEN_FIRST)
		floor = scan->tokens->n - first > 2 ? 2 : scan->tokens->n - first - 1;
	first += floor;
	struct token text = items[first];
	text.len = scan->offset + 1 - text.start;
	text.kind = TEXT;
	text.flags = (uint8_t)((text.flags & TOKEN_FIRST) | TOKEN_WRONG | TOKEN_REPORTED);
	text.clause = 0;
	struct span span = {scan->source->id, text.start, text.len};
	if (scan_may_report(scan)) {
		struct finding *finding = finding_new(scan->sink, &finding_syntax_unclosed_text,
			span, "this text has no opening quote");
		finding_help(scan->sink, finding, "write `\"%.*s`",
			STR_ARGS(source_slice(scan->source, span)));
		span.len = 0;
		finding_edit(scan->sink, finding, span, STR("\""), false);
	}
	scan->tokens->n = first;
	vec_push(scan->tokens, text);
	scan->offset++;
}

/* A text ends on its line. */
uint32_t scan_unclosed_text(struct scan *scan, const char *text, uint32_t len)
{
	if (closes_only(scan, text, len)) {
		push_unopened(scan);
		return 1;
	}
	uint32_t take = unclosed_len(scan, text, len);
	if (scan_may_report(scan)) {
		struct finding *finding = finding_new(scan->sink, &finding_syntax_unclosed_text,
			scan_span(scan, take), "this text has no closing quote");
		struct span end = {scan->source->id, scan->offset + take, 0};
		finding_help(scan->sink, finding,
			"end the text with `\"` on the same line; a quote inside it is written "
			"`\\\"`");
		finding_edit(scan->sink, finding, end, STR("\""), false);
	}
	push(scan, TEXT, take, TOKEN_WRONG | TOKEN_REPORTED);
	return take;
}

/* Whether a line looks like the next statement: `}`, `name:` or a block's header. */
static bool starts_statement(const char *line, const char *end)
{
	while (line < end && is_blank(*line))
		line++;
	if (line == end || (!is_word(*line) && *line != '}'))
		return false;
	if (*line == '}' || starts_field(line, end))
		return true;
	const char *line_end = memchr(line, '\n', (size_t)(end - line));
	line_end = line_end ? line_end : end;
	while (line_end > line && isspace((unsigned char)line_end[-1]))
		line_end--;
	return line_end[-1] == '{';
}

static uint32_t blanks_at(const char *line, const char *end)
{
	const char *at = line;
	while (at < end && is_blank(*at))
		at++;
	return (uint32_t)(at - line);
}

/* Prose that is never closed would swallow the rest of the file. It ends before the next statement
   that stands no further in than its own line; where there is none, before the next one at all. */
static uint32_t unclosed_prose_len(const struct scan *scan, const char *text, uint32_t len)
{
	const char *end = text + len;
	uint32_t indent = blanks_at(text - (scan->offset - scan->line_start), text), first = 0;
	for (const char *line = text; (line = memchr(line, '\n', (size_t)(end - line)));) {
		line++;
		if (!starts_statement(line, end))
			continue;
		uint32_t at = (uint32_t)(line - text) - 1;
		if (blanks_at(line, end) <= indent)
			return at;
		first = first ? first : at;
	}
	return first ? first : len;
}

uint32_t scan_unclosed_prose(struct scan *scan, const char *text, uint32_t len)
{
	uint32_t from = scan->offset, take = unclosed_prose_len(scan, text, len);
	if (scan_may_report(scan)) {
		struct finding *finding = finding_new(scan->sink, &finding_syntax_unclosed_text,
			scan_span(scan, 3), "this prose has no closing `\"\"\"`");
		finding_help(scan->sink, finding, "end the prose with `\"\"\"`");
	}
	push(scan, PROSE, take, TOKEN_WRONG | TOKEN_REPORTED);
	count_lines(scan, text, take, from);
	return take;
}

/* ---- bytes ---- */

static const char *encoding_fault(struct str rest, int32_t character)
{
	if (character < 0)
		return "this is not valid UTF-8";
	if (character == 0)
		return "a NUL byte";
	if (character == '\r')
		return "a carriage return without a line feed";
	if (rest.ptr[0] == '\n' || rest.ptr[0] == '\t')
		return NULL;
	if (character < 0x20 || (character >= 0x7f && character < 0xa0))
		return "a control character";
	return utf8_is_bidi(character)
		       ? "a bidirectional control character, which can hide what a reader sees"
		       : NULL;
}

bool scan_is_fault(struct str text)
{
	while (text.len) {
		struct str before = text;
		if (encoding_fault(before, utf8_next(&text)))
			return true;
	}
	return false;
}

/* True if the 16 bytes are printable ASCII, tabs and line feeds: most of any plan, passed over in a
 * few steps. */
static bool is_plain_block(const unsigned char *text)
{
	typedef unsigned char bytes __attribute__((vector_size(16)));
	typedef long long words __attribute__((vector_size(16)));
	bytes block;
	memcpy(&block, text, sizeof block);
	words odd = (words)((block < 0x20) | (block > 0x7e)) &
		    ~(words)((block == '\n') | (block == '\t'));
	return !(odd[0] | odd[1]);
}

/* Invalid UTF-8, NUL, other control and bidirectional control characters: one finding for each run.
 */
static void check_encoding(const struct source *source, struct sink *sink)
{
	const unsigned char *text = (const unsigned char *)source->text;
	struct finding *last = NULL;
	for (uint32_t i = 0, n = 0; i < source->len && n <= ENCODING_REPORTS_MAX;) {
		if (i + 16 <= source->len && is_plain_block(text + i)) {
			i += 16;
			continue;
		}
		for (uint32_t stop = i + 16; i < stop && i < source->len;) {
			struct str rest = {source->text + i, source->len - i}, here = rest;
			int32_t character = utf8_next(&rest);
			uint32_t len = (uint32_t)(here.len - rest.len);
			const char *fault = character == '\r' && text[i + 1] == '\n'
						    ? NULL
						    : encoding_fault(here, character);
			if (fault && last && last->span.start + last->span.len == i) {
				last->span.len += len;
			} else if (fault && n++ < ENCODING_REPORTS_MAX) {
				last = finding_new(sink, &finding_syntax_encoding,
					(struct span){source->id, i, len}, "%s", fault);
			}
			i += len;
		}
	}
}

/* Nothing of such a file can be read. */
static bool report_utf16(const struct source *source, struct sink *sink)
{
	if (source->len < 2 ||
		(memcmp(source->text, "\xff\xfe", 2) && memcmp(source->text, "\xfe\xff", 2)))
		return false;
	struct finding *finding = finding_new(sink, &finding_syntax_encoding,
		(struct span){source->id, 0, 2}, "this file is in UTF-16");
	finding_help(sink, finding, "save it as UTF-8");
	return true;
}

void scan_source(const struct source *source, struct sink *sink, struct tokens *tokens)
{
	struct scan scan = {.source = source, .sink = sink, .tokens = tokens, .fresh_line = true};
	yyscan_t scanner;
	if (report_utf16(source, sink)) {
		push(&scan, FILE_END, 0, TOKEN_REPORTED);
		return;
	}
	check_encoding(source, sink);
	if (source->len >= 3 && !memcmp(source->text, "\xef\xbb\xbf", 3))
		scan.offset = scan.line_start = 3;
	/* The scanner writes into its buffer, and others may be reading the text meanwhile. */
	size_t size = source->len + 2 - scan.offset;
	char *copy = memory_resize(NULL, size);
	memcpy(copy, source->text + scan.offset, size);
	vec_reserve(tokens, source->len / 6 + 16);
	if (pbp_scan_lex_init_extra(&scan, &scanner))
		memory_exhausted();
	if (!pbp_scan__scan_buffer(copy, size, scanner))
		memory_exhausted();
	pbp_scan_lex(scanner);
	pbp_scan_lex_destroy(scanner);
	memory_release(copy);
	scan.fresh_line = true;
	scan.line_start = scan.offset;
	push(&scan, FILE_END, 0, 0);
}
