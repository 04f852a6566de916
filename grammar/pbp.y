/*
 * The shapes of statements and values. The grammar knows blocks, fields and values; which kinds,
 * fields, types and clauses exist is the schema's business. Actions build nodes and nothing else.
 * The layout pass has told names that open a block (HEAD) and units (UNIT) from other names,
 * balanced all brackets and made every header sound.
 *
 * Two parsers are made of it (Makefile): this careful one, which looks ahead before it reduces and so
 * knows what could have followed where a mistake is, and a plain one that is quicker and reads every
 * text first. Only a text with a mistake is read again by the careful one.
 */
%require "3.8"
%define api.pure full
%define api.prefix {pbp_parse_}
%define api.token.raw
%define api.value.type union
%define api.push-pull both
%define parse.error custom
%define parse.lac full
%define lr.default-reduction consistent
%param {struct parse *parse}
%expect 0

%code requires {
#include <stdint.h>
struct parse;
}

%code {
#include "compiler/syntax/parse.h"

#define NO_NODES ((struct node_list){0, 0})

static int yylex(YYSTYPE *value, struct parse *parse);
static void yyerror(struct parse *parse, const char *message);
}

%code requires {
#include "compiler/syntax/parse_values.h"
}

%token FILE_END 0
%token <uint32_t> FIELD ROW NAME DOTNAME TEXT PROSE NUMBER PERCENT DATE PERIOD TIME WRONG CLAUSE AS
%token <uint32_t> IMPORT LET TEMPLATE UPDATE LIKE EVERY AND OR NOT WHERE IN HAS TRUTH
%token <uint32_t> LBRACE RBRACE LBRACKET RBRACKET LPAREN RPAREN COMMA DOTS PLUS MINUS TIMES OVER
%token <uint32_t> LESS LESS_EQUAL MORE MORE_EQUAL EQUAL NOT_EQUAL ASSIGN COLON SEMICOLON DOT HEAD UNIT

%left OR
%left AND
%precedence NOT
%nonassoc EQUAL NOT_EQUAL LESS LESS_EQUAL MORE MORE_EQUAL IN
%nonassoc DOTS
%left PLUS MINUS
%left TIMES OVER
%precedence NEGATIVE

%type <uint32_t> item import let block member clause expr path id
%type <struct node_list> items members phrases clauses args
%type <struct header> header

%%

/*
 * For recovery: no empty list ever stands before an item or a member, else the error of the first
 * one could not be shifted there. What is complete is reduced before the next token is judged
 * (consistent default reductions), so that an error behind it does not undo it. And a mistake ends
 * only at a token that can follow it: `error SEMICOLON`, which the layout pass never lets through,
 * makes the parser look.
 *
 * Few rules only pass a value on: each would be reduced for every value of a file.
 */
file:
  %empty                { build_around(parse, NODE_FILE, 0, NO_NODES, parse->current); }
| items                 { build_around(parse, NODE_FILE, 0, $1, parse->current); }
;

items:
  item                  { $$ = list_add(parse, NO_NODES, $1); }
| items item            { $$ = list_add(parse, $1, $2); }
;

item:
  import
| let
| block
| error                 { yyerrok; $$ = 0; }
| error SEMICOLON       { $$ = 0; }
;

import:
  IMPORT TEXT           { $$ = build_import(parse, $1, build_leaf(parse, NODE_TEXT, $2), 0); }
| IMPORT TEXT AS NAME   { $$ = build_import(parse, $1, build_leaf(parse, NODE_TEXT, $2), $4); }
| IMPORT path           { $$ = build_import(parse, $1, $2, 0); }
| IMPORT path AS NAME   { $$ = build_import(parse, $1, $2, $4); }
;

let:
  LET NAME ASSIGN phrases { $$ = build_let(parse, $1, $2, $4); }
| LET NAME ASSIGN phrases COMMA { report_trailing_comma(parse, $5); $$ = build_let(parse, $1, $2, $4); }
| LET NAME ASSIGN error { $$ = build_let(parse, $1, $2, build_wrong(parse, $2)); }
| LET NAME error        { $$ = build_let(parse, $1, $2, build_wrong(parse, $2)); }
;

block:
  HEAD header LBRACE members RBRACE { $$ = build_block(parse, $1, $1, $2, $4, $5); }
| HEAD header LBRACE RBRACE { $$ = build_block(parse, $1, $1, $2, NO_NODES, $4); }
| TEMPLATE HEAD header LBRACE members RBRACE { $$ = build_block(parse, $1, $2, $3, $5, $6); }
| TEMPLATE HEAD header LBRACE RBRACE { $$ = build_block(parse, $1, $2, $3, NO_NODES, $5); }
| UPDATE path LBRACE members RBRACE { $$ = build_update(parse, $1, $2, $4, $5); }
| UPDATE path LBRACE RBRACE { $$ = build_update(parse, $1, $2, NO_NODES, $4); }
;

header:
  %empty                { $$ = (struct header){0, 0, 0}; }
| id                    { $$ = (struct header){$1, 0, 0}; }
| TEXT                  { $$ = (struct header){0, build_leaf(parse, NODE_TEXT, $1), 0}; }
| id TEXT               { $$ = (struct header){$1, build_leaf(parse, NODE_TEXT, $2), 0}; }
| LIKE path             { $$ = (struct header){0, 0, $2}; }
| id LIKE path          { $$ = (struct header){$1, 0, $3}; }
| TEXT LIKE path        { $$ = (struct header){0, build_leaf(parse, NODE_TEXT, $1), $3}; }
| id TEXT LIKE path     { $$ = (struct header){$1, build_leaf(parse, NODE_TEXT, $2), $4}; }
;

id:
  path
| DATE                  { $$ = build_leaf(parse, NODE_DATE, $1); }
| PERIOD                { $$ = build_leaf(parse, NODE_PERIOD, $1); }
| WRONG                 { $$ = build_leaf(parse, NODE_WRONG, $1); }
;

members:
  member                { $$ = list_add(parse, NO_NODES, $1); }
| members member        { $$ = list_add(parse, $1, $2); }
;

member:
  FIELD phrases         { $$ = build_field(parse, $1, $2); }
| FIELD phrases COMMA   { report_trailing_comma(parse, $3); $$ = build_field(parse, $1, $2); }
| ROW phrases           { $$ = build_row(parse, $1, $2); }
| ROW phrases COMMA     { report_trailing_comma(parse, $3); $$ = build_row(parse, $1, $2); }
| FIELD                 { report_missing_value(parse, $1); $$ = 0; }
| ROW                   { report_missing_value(parse, $1); $$ = 0; }
| block
| error                 { yyerrok; $$ = 0; }
| error SEMICOLON       { $$ = 0; }
;

phrases:
  expr                  { $$ = list_add(parse, NO_NODES, $1); }
| expr clauses          { $$ = list_add(parse, NO_NODES, build_phrase(parse, $1, $2)); }
| phrases COMMA expr    { $$ = list_add(parse, $1, $3); }
| phrases COMMA expr clauses { $$ = list_add(parse, $1, build_phrase(parse, $3, $4)); }
;

clauses:
  clause                { $$ = list_add(parse, NO_NODES, $1); }
| clauses clause        { $$ = list_add(parse, $1, $2); }
;

clause:
  CLAUSE expr           { $$ = build_clause(parse, $1, $2); }
| AS expr               { $$ = build_clause(parse, $1, $2); }
;

expr:
  NUMBER                { $$ = build_leaf(parse, NODE_NUMBER, $1); }
| NUMBER UNIT           { $$ = build_number(parse, $1, $2); }
| WRONG                 { $$ = build_leaf(parse, NODE_WRONG, $1); }
| WRONG UNIT            { $$ = build_leaf(parse, NODE_WRONG, $1); }
| PERCENT               { $$ = build_leaf(parse, NODE_PERCENT, $1); }
| TEXT                  { $$ = build_leaf(parse, NODE_TEXT, $1); }
| PROSE                 { $$ = build_leaf(parse, NODE_PROSE, $1); }
| DATE                  { $$ = build_leaf(parse, NODE_DATE, $1); }
| PERIOD                { $$ = build_leaf(parse, NODE_PERIOD, $1); }
| TIME                  { $$ = build_leaf(parse, NODE_TIME, $1); }
| TRUTH                 { $$ = build_leaf(parse, NODE_TRUTH, $1); }
| path
| path LPAREN args RPAREN { $$ = build_call(parse, $1, $3, $4); }
| HAS path              { $$ = build_unary(parse, NODE_HAS, $1, $2); }
| LPAREN expr RPAREN    { $$ = $2; }
| LBRACKET RBRACKET     { $$ = build_around(parse, NODE_LIST, $1, NO_NODES, $2); }
| LBRACKET phrases RBRACKET { $$ = build_around(parse, NODE_LIST, $1, $2, $3); }
| LBRACKET phrases COMMA RBRACKET { $$ = build_around(parse, NODE_LIST, $1, $2, $4); }
| expr OR expr          { $$ = build_binary(parse, $1, $2, $3); }
| expr AND expr         { $$ = build_binary(parse, $1, $2, $3); }
| NOT expr              { $$ = build_unary(parse, NODE_UNARY, $1, $2); }
| expr EQUAL expr       { $$ = build_binary(parse, $1, $2, $3); }
| expr NOT_EQUAL expr   { $$ = build_binary(parse, $1, $2, $3); }
| expr LESS expr        { $$ = build_binary(parse, $1, $2, $3); }
| expr LESS_EQUAL expr  { $$ = build_binary(parse, $1, $2, $3); }
| expr MORE expr        { $$ = build_binary(parse, $1, $2, $3); }
| expr MORE_EQUAL expr  { $$ = build_binary(parse, $1, $2, $3); }
| expr IN expr          { $$ = build_binary(parse, $1, $2, $3); }
| expr DOTS expr        { $$ = build_binary(parse, $1, $2, $3); }
| expr PLUS expr        { $$ = build_binary(parse, $1, $2, $3); }
| expr MINUS expr       { $$ = build_binary(parse, $1, $2, $3); }
| expr TIMES expr       { $$ = build_binary(parse, $1, $2, $3); }
| expr OVER expr        { $$ = build_binary(parse, $1, $2, $3); }
| MINUS expr %prec NEGATIVE { $$ = build_unary(parse, NODE_UNARY, $1, $2); }
;

args:
  %empty                { $$ = NO_NODES; }
| phrases
| path WHERE expr       { $$ = list_add(parse, NO_NODES, build_where(parse, $1, $3)); }
;

path:
  NAME                  { $$ = build_name(parse, NODE_PATH, $1); }
| path DOTNAME          { $$ = build_path_add(parse, $1, $2); }
;

%%

static int yyreport_syntax_error(const yypcontext_t *context, struct parse *parse)
{
	enum { EXPECTED_MAX = 60 };
	yysymbol_kind_t kinds[EXPECTED_MAX];
	int tokens[EXPECTED_MAX];
	if (parse->is_trial)
		return 2; /* ends the parser */
	int n = yypcontext_expected_tokens(context, kinds, EXPECTED_MAX);
	for (int i = 0; i < n; i++)
		tokens[i] = (int)kinds[i]; /* api.token.raw: a token's number is its symbol's */
	report_unexpected(parse, tokens, n);
	return 0;
}

static int yylex(YYSTYPE *value, struct parse *parse)
{
	/* A token's value is its index; the member of the union is called otherwise in each parser. */
	return parse_next((uint32_t *)(void *)value, parse);
}

/* Only called when the parser's stack is exhausted, which the nesting limit precludes. */
static void yyerror(struct parse *parse, const char *message)
{
	(void)message;
	report_too_deep(parse, parse->current);
}
