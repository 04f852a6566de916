/*
 * What grammar/pbp.y calls: builders of nodes and reports of syntax errors. Actions of the grammar
 * do nothing else.
 */
#ifndef COMPILER_SYNTAX_PARSE_H
#define COMPILER_SYNTAX_PARSE_H

#include "compiler/syntax/parse_values.h"
#include "compiler/syntax/tree.h"

struct parse {
	struct file *file;
	struct intern *intern;
	struct sink *sink;
	uint32_t next;	  /* token to hand out */
	uint32_t current; /* token the parser looks at */
	bool is_trial;	  /* by the plain parser: a mistake is not reported, but makes it fail */
	bool failed;
	bool has_reports; /* some token of the file is TOKEN_REPORTED */
	uint32_t n_reports;
};

uint32_t build_leaf(struct parse *parse, enum node_kind kind, uint32_t token);
uint32_t build_number(struct parse *parse, uint32_t number, uint32_t unit);
uint32_t build_name(struct parse *parse, enum node_kind kind, uint32_t token);
uint32_t build_unary(struct parse *parse, enum node_kind kind, uint32_t op_token, uint32_t operand);
uint32_t build_binary(struct parse *parse, uint32_t left, uint32_t op_token, uint32_t right);
/* A node over children that stand between two tokens. */
uint32_t build_around(struct parse *parse, enum node_kind kind, uint32_t first,
	struct node_list children, uint32_t last);
uint32_t build_call(struct parse *parse, uint32_t path, struct node_list arguments, uint32_t last);
uint32_t build_where(struct parse *parse, uint32_t path, uint32_t condition);
uint32_t build_path_add(struct parse *parse, uint32_t path, uint32_t token);
uint32_t build_phrase(struct parse *parse, uint32_t expression, struct node_list clauses);
uint32_t build_clause(struct parse *parse, uint32_t word, uint32_t expression);
uint32_t build_field(struct parse *parse, uint32_t token, struct node_list value);
uint32_t build_row(struct parse *parse, uint32_t token, struct node_list value);
uint32_t build_import(struct parse *parse, uint32_t keyword, uint32_t what, uint32_t alias);
uint32_t build_let(struct parse *parse, uint32_t keyword, uint32_t name, struct node_list value);

/* `first` is the head's word, or the `template` before it. */
uint32_t build_block(struct parse *parse, uint32_t first, uint32_t head, struct header header,
	struct node_list members, uint32_t last);
uint32_t build_update(struct parse *parse, uint32_t keyword, uint32_t path,
	struct node_list members, uint32_t last);
/* In place of a value that could not be read, so that what has its name is known. */
struct node_list build_wrong(struct parse *parse, uint32_t token);
struct node_list list_add(struct parse *parse, struct node_list list, uint32_t node);

/* Tutor reports: the parser knows the mistake. */
void report_missing_value(struct parse *parse, uint32_t field);
void report_trailing_comma(struct parse *parse, uint32_t comma);
/* The generic one, from yyreport_syntax_error: `expected` are n token kinds. */
void report_unexpected(struct parse *parse, const int *expected, int n);
void report_too_deep(struct parse *parse, uint32_t token);

int parse_next(uint32_t *token, struct parse *parse);

/* The two parsers of grammar/pbp.y; 2 when memory is exhausted. */
int pbp_parse_parse(struct parse *parse);
int pbp_plain_parse(struct parse *parse);

#endif
