/*
 * From bytes to tokens: the part of the scanner that is C. Owns nothing; appends to a token array.
 */
#ifndef COMPILER_SYNTAX_SCAN_H
#define COMPILER_SYNTAX_SCAN_H

#include "compiler/diag/finding.h"
#include "compiler/syntax/token.h"
#include <stdbool.h>

enum wrong { WRONG_LITERAL, WRONG_MONEY, WRONG_ADDRESS, WRONG_QUOTES, WRONG_CHARACTER };

struct scan {
	const struct source *source;
	struct sink *sink;
	struct tokens *tokens;
	uint32_t offset;     /* of the next character */
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

#endif
