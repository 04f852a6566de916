/*
 * The tree of one file: what the grammar saw, nothing of what it means. Nodes are numbered;
 * positions are token indices. Built once by the parser, then immutable and shared by every plan
 * that imports the file.
 */
#ifndef COMPILER_SYNTAX_TREE_H
#define COMPILER_SYNTAX_TREE_H

#include "compiler/diag/finding.h"
#include "compiler/syntax/token.h"
#include "runtime/base/intern.h"

enum node_kind {
	NODE_NONE,
	NODE_FILE,   /* child: items */
	NODE_IMPORT, /* child: NODE_TEXT or NODE_PATH; name: alias */
	NODE_LET,    /* name; child: value */
	NODE_BLOCK, /* name: the kind's word; a: id (path, date, period) or 0; b: title or 0; child:
		       members */
	NODE_UPDATE, /* a: path; child: members */
	NODE_LIKE,   /* first member of a block that is like another; a: path */
	NODE_FIELD,  /* name; child: phrases */
	NODE_ROW,    /* child: phrases; the key is its first token */
	NODE_PHRASE, /* child: expression, then NODE_CLAUSE; only where there is a clause */
	NODE_CLAUSE, /* op: enum clause_word; child: expression */
	NODE_NUMBER, /* also with a unit: name is the unit's word, a its token */
	NODE_PERCENT,
	NODE_TEXT,
	NODE_PROSE,
	NODE_DATE,
	NODE_PERIOD,
	NODE_TIME,
	NODE_TRUTH,
	NODE_PATH, /* name; child: NODE_NAME for each further name; b: the last of these */
	NODE_NAME,
	NODE_CALL,   /* child: NODE_PATH, then arguments */
	NODE_WHERE,  /* child: NODE_PATH, condition */
	NODE_HAS,    /* child: NODE_PATH */
	NODE_UNARY,  /* op: token kind; child: operand */
	NODE_BINARY, /* op: token kind; child: left, right */
	NODE_LIST,   /* child: phrases */
	NODE_WRONG,  /* a literal that was reported */
};

enum node_flag {
	NODE_IS_TEMPLATE = 1,
	NODE_IS_BROKEN = 2, /* something in it was reported as a syntax error */
};

struct node {
	uint8_t kind, op;
	uint8_t flags, depth; /* depth: of an expression, at most EXPRESSION_DEPTH_MAX */
	uint32_t first, last; /* tokens, both included */
	uint32_t name;
	uint32_t child, next; /* 0: none */
	uint32_t a, b;
};
static_assert(sizeof(struct node) == 32, "a node is 32 bytes");

enum { NESTING_MAX = 128, EXPRESSION_DEPTH_MAX = 128 };

struct nodes {
	struct node *items;
	uint32_t n, cap; /* a VEC; items[0] is no node */
};

struct file {
	struct source *source;
	struct tokens tokens;
	struct nodes nodes;
	uint32_t root;
	bool broken; /* a syntax error was reported: it is never called clean */
};

static inline const struct node *file_node(const struct file *file, uint32_t node)
{
	return &file->nodes.items[node];
}

/* Scans, lays out and parses; every mistake goes to the sink. The file keeps the source. */
struct file *file_parse(
	struct arena *arena, struct source *source, struct intern *intern, struct sink *sink);
void file_free(struct file *file);

struct span file_token_span(const struct file *file, uint32_t token);
struct str file_token_text(const struct file *file, uint32_t token);
/* From the first to the last token of a node. */
struct span file_span(const struct file *file, uint32_t node);
struct str file_text(const struct file *file, uint32_t node);
/* The tokens of an expression, with the brackets that belong to it: those around a part of it are
   no part of a node. Both ends included. */
struct token_range {
	uint32_t first, last;
};
struct token_range file_expression(const struct file *file, uint32_t node);
struct span file_expression_span(const struct file *file, uint32_t node);
/* A block's name (else its kind word); a field's value without its name. */
struct span file_name_span(const struct file *file, uint32_t block);
struct span file_value_span(const struct file *file, uint32_t field);

#endif
