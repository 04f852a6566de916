#include "compiler/lsp/server.h"

#include "compiler/plan/refs.h"
#include <string.h>

enum token_type {
	TYPE_IS_NOTHING,
	TYPE_IS_KIND,
	TYPE_IS_FIELD,
	TYPE_IS_NAME,
	TYPE_IS_WORD,
	TYPE_IS_TEXT,
	TYPE_IS_NUMBER,
	TYPE_IS_DATE,
	TYPE_IS_UNIT,
	TYPE_IS_KEYWORD,
	TYPE_IS_OPERATOR,
	TYPE_IS_FUNCTION,
	TYPE_IS_COMMENT,
};

/* By the numbers above, less one. `date` and `unit` are no names of the protocol: editors that know
   them not leave such tokens as their grammar has them. */
const char *const lsp_token_types[] = {"type", "property", "variable", "enumMember", "string",
	"number", "date", "unit", "keyword", "operator", "function", "comment"};
const uint32_t lsp_token_types_n = sizeof lsp_token_types / sizeof *lsp_token_types;

/* What a token's highlight class in grammar/tokens.def says. */
enum {
	CLASS_none = TYPE_IS_NOTHING,
	CLASS_field = TYPE_IS_FIELD,
	CLASS_row = TYPE_IS_DATE,
	CLASS_name = TYPE_IS_NAME,
	CLASS_text = TYPE_IS_TEXT,
	CLASS_number = TYPE_IS_NUMBER,
	CLASS_date = TYPE_IS_DATE,
	CLASS_clause = TYPE_IS_KEYWORD,
	CLASS_keyword = TYPE_IS_KEYWORD,
	CLASS_kind = TYPE_IS_KIND,
	CLASS_unit = TYPE_IS_UNIT,
	CLASS_operator = TYPE_IS_OPERATOR,
	CLASS_punctuation = TYPE_IS_NOTHING
};

static enum token_type class_of(int kind)
{
	switch (kind) {
#define TOKEN(name, called, highlight)                                                             \
	case name:                                                                                 \
		return (enum token_type)CLASS_##highlight;
#include "grammar/tokens.def"
#undef TOKEN
	default:
		return TYPE_IS_NOTHING;
	}
}

/* ---- names that are something else by where they stand ---- */

static bool is_word_of(enum value_type type)
{
	return type == TYPE_word || type == TYPE_kind || type == TYPE_rule_name ||
	       type == TYPE_setting_name;
}

static enum token_type type_of(const struct token_walk *walk, uint32_t token)
{
	int kind = walk_token(walk, token)->kind;
	enum token_type type = class_of(kind);
	if (type != TYPE_IS_NAME)
		return type;
	if (walk_token(walk, token + 1)->kind == LPAREN)
		return TYPE_IS_FUNCTION;
	struct wanted wanted = walk_wants(walk);
	bool is_reserved = kind == NAME && schema_is_reserved(file_token_text(walk->file, token));
	if (is_reserved && !is_word_of(wanted.type)) /* `year_named: end` is a word of a list */
		return TYPE_IS_KEYWORD;
	if (wanted.type == TYPE_unit || wanted.type == TYPE_currency)
		return TYPE_IS_UNIT;
	return is_word_of(wanted.type) ? TYPE_IS_WORD : TYPE_IS_NAME;
}

/* ---- writing: each token relative to the one before ---- */

struct paint {
	struct request *request;
	struct str text;
	struct position last;
};

/* One line of a token; tokens over several lines are painted line by line. */
static void put_line(struct paint *paint, uint32_t start, uint32_t end, enum token_type type)
{
	struct position_range range = range_of(paint->request->server, paint->text, start, end);
	struct json_writer *json = paint->request->json;
	uint32_t lines = range.start.line - paint->last.line;
	if (range.end.line != range.start.line || range.end.character == range.start.character)
		return;
	json_put_int(json, NULL, lines);
	json_put_int(json, NULL, range.start.character - (lines ? 0 : paint->last.character));
	json_put_int(json, NULL, range.end.character - range.start.character);
	json_put_int(json, NULL, type - 1);
	json_put_int(json, NULL, 0);
	paint->last = range.start;
}

static void put_token(struct paint *paint, uint32_t start, uint32_t len, enum token_type type)
{
	while (type && len) {
		const char *end = memchr(paint->text.ptr + start, '\n', len);
		uint32_t line = end ? (uint32_t)(end - paint->text.ptr) - start : len;
		uint32_t shown =
			line && paint->text.ptr[start + line - 1] == '\r' ? line - 1 : line;
		put_line(paint, start, start + shown, type);
		start += line + (end != NULL);
		len -= line + (end != NULL);
	}
}

static void put_comments(struct paint *paint, uint32_t from, uint32_t to)
{
	while (from < to) {
		const char *sign = memchr(paint->text.ptr + from, '#', to - from);
		if (!sign)
			return;
		uint32_t start = (uint32_t)(sign - paint->text.ptr);
		const char *end = memchr(sign, '\n', to - start);
		uint32_t stop = end ? (uint32_t)(end - paint->text.ptr) : to;
		put_token(paint, start, stop - start, TYPE_IS_COMMENT);
		from = stop;
	}
}

static void put_tokens(struct paint *paint, const struct plan *plan, const struct file *file)
{
	struct token_walk walk = walk_begin(plan, file);
	uint32_t behind = 0;
	for (uint32_t i = 0; i < file->tokens.n; i++) {
		const struct token *token = &file->tokens.items[i];
		if (token->flags & TOKEN_INSERTED || token->start < behind) {
			walk_over(&walk, i);
			continue;
		}
		put_comments(paint, behind, token->start);
		if (token->kind == FILE_END)
			break;
		struct str text = file_token_text(file, i);
		uint32_t len = token->kind == FIELD || token->kind == ROW
				       ? (uint32_t)name_before_colon(text).len
				       : token->len;
		/* `.latest`: the dot is no part of the name */
		uint32_t skip = token->kind == DOTNAME;
		put_token(paint, token->start + skip, len - skip, type_of(&walk, i));
		behind = token->start + token->len;
		if (!(token->flags & TOKEN_SKIPPED))
			walk_over(&walk, i);
	}
}

static void answer(struct request *request)
{
	const struct document *document = document_asked(request);
	const struct file *file = document ? file_of_document(request->server, document) : NULL;
	struct json_writer *json = request->json;
	json_put_object(json, "result");
	json_put_array(json, "data");
	if (file) {
		struct paint paint = {request, {file->source->text, file->source->len}, {0, 0}};
		put_tokens(&paint, world_plan(&request->server->world, file->source), file);
	}
	json_put_end(json);
	json_put_end(json);
}

const struct lsp_method lsp_semantic_tokens = {
	.name = "textDocument/semanticTokens/full", .answer = answer};
