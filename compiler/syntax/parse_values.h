/*
 * The grammar's semantic values that are more than a number. Apart from parse.h because the
 * generated parser.h needs them before it declares the tokens that parse.h needs.
 */
#ifndef COMPILER_SYNTAX_PARSE_VALUES_H
#define COMPILER_SYNTAX_PARSE_VALUES_H

#include <stdint.h>

struct node_list {
	uint32_t first, last; /* nodes; 0: empty */
};

struct header {
	uint32_t id, title, like; /* nodes; 0: none */
};

#endif
