/*
 * Tokens: what the scanner and the layout pass hand to the parser. Comments and blanks lie in the
 * gaps between them, where the formatter reads them.
 */
#ifndef COMPILER_SYNTAX_TOKEN_H
#define COMPILER_SYNTAX_TOKEN_H

#include "compiler/source/source.h"
#include <assert.h>
#include <stdint.h>

/* Token kinds are bison's, numbered by `api.token.raw`. */
#include "build/gen/parser.h"

enum clause_word {
	CLAUSE_none,
#define CLAUSE_WORD(word) CLAUSE_##word,
#include "grammar/clauses.def"
#undef CLAUSE_WORD
	CLAUSE_COUNT
};

enum token_flag {
	TOKEN_FIRST = 1,    /* first on its line */
	TOKEN_SKIPPED = 2,  /* reported and passed over: the parser does not see it */
	TOKEN_INSERTED = 4, /* not in the text: put there to go on after a mistake */
	TOKEN_REPORTED = 8, /* its statement already has a finding */
	TOKEN_WRONG = 16,   /* its text is wrong and was reported: no further finding */
};

struct token {
	uint32_t start, len;
	uint8_t kind;	/* enum pbp_parse_tokentype */
	uint8_t flags;	/* enum token_flag */
	uint8_t clause; /* enum clause_word */
	uint8_t column; /* of the first token on a line: bytes before it, at most 255 */
};
static_assert(sizeof(struct token) == 12, "a token is 12 bytes");

struct tokens {
	struct token *items;
	uint32_t n, cap; /* a VEC; the last is FILE_END */
};

const char *token_name(int kind); /* "a date" */
const char *clause_name(enum clause_word word);
/* Words that nothing else may be called: "import", "and", "by". The i-th; NULL behind the last. */
const char *language_word(uint32_t i);

#endif
