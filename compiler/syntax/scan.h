/*
 * From bytes to tokens: the part of the scanner that is C. Owns nothing; appends to a token array.
 */
#ifndef COMPILER_SYNTAX_SCAN_H
#define COMPILER_SYNTAX_SCAN_H

#include "compiler/diag/finding.h"
#include "compiler/syntax/token.h"
#include <stdbool.h>

enum wrong {
	WRONG_LITERAL,
	WRONG_MONEY,
	WRONG_ADDRESS,
	WRONG_MAIL,
	WRONG_QUOTES,
	WRONG_OPERATOR,
	WRONG_COMMENT,
	WRONG_CHARACTER
};

/* In place of a clause word: this text has a backslash in it. */
enum { TEXT_HAS_ESCAPES = 1 };

struct scan {
	const struct source *source;
	struct sink *sink;
	struct tokens *tokens;
	uint32_t offset; /* of the next character */
	uint32_t line_start;
	bool fresh_line;
	uint32_t n_reports;
};

/* Checks the bytes (UTF-8, control and bidirectional characters) and scans the whole text. */
void scan_source(const struct source *source, struct sink *sink, struct tokens *tokens);

/* For the scanner's rules. Those that return a length say how much of the match they took. */
void scan_add(struct scan *scan, int kind, uint32_t len, uint8_t clause);
void scan_wrong(struct scan *scan, enum wrong wrong, uint32_t len);
uint32_t scan_unclosed_text(struct scan *scan, const char *text, uint32_t len);
void scan_prose(struct scan *scan, const char *text, uint32_t len);
uint32_t scan_unclosed_prose(struct scan *scan, const char *text, uint32_t len);
uint32_t scan_odd_word(struct scan *scan, const char *text, uint32_t len);

/* For the files of the scanner: appends a token and moves behind it. */
struct token *scan_push(struct scan *scan, int kind, uint32_t len, uint8_t flags);
/* Where a token of `len` bytes would stand, and what it says. */
struct span scan_span(const struct scan *scan, uint32_t len);
struct str scan_text(const struct scan *scan, uint32_t len);
/* False when the file has so many mistakes that no further one is worth a finding. */
bool scan_may_report(struct scan *scan);
/* True if the text holds what syntax.encoding reports. */
bool scan_is_fault(struct str text);

#endif
