#include "compiler/lsp/server.h"

#include "compiler/plan/names.h"
#include "compiler/syntax/scan.h"
#include <string.h>

#define NO_TOKEN UINT32_MAX

struct token_walk walk_begin(const struct plan *plan, const struct file *file)
{
	return (struct token_walk){
		.plan = plan, .file = file, .statement = NO_TOKEN, .last = NO_TOKEN};
}

/* ---- names ---- */

struct str name_before_colon(struct str field)
{
	while (field.len && (field.ptr[field.len - 1] == ':' || field.ptr[field.len - 1] == ' '))
		field.len--;
	return field;
}

const struct field_info *field_called(enum kind kind, struct str name)
{
	const struct kind_info *info = &kind_infos[kind];
	for (uint8_t i = 0; i < info->n_fields; i++)
		if (str_is(name, info->fields[i].name))
			return &info->fields[i];
	for (uint8_t i = 0; kind && i < any_fields_n; i++)
		if (str_is(name, any_fields[i].name))
			return &any_fields[i];
	return NULL;
}

static enum kind kind_called_by(struct str word)
{
	for (int kind = KIND_NONE + 1; kind < KIND_COUNT; kind++)
		if (str_is(word, kind_infos[kind].name))
			return (enum kind)kind;
	return KIND_NONE;
}

struct block *block_by_path(const struct plan *plan, struct str path)
{
	struct block *block = NULL;
	while (path.len) {
		const char *dot = memchr(path.ptr, '.', path.len);
		size_t len = dot ? (size_t)(dot - path.ptr) : path.len;
		uint32_t name = intern_find(&plan->run->intern, str_slice(path, 0, len));
		const struct name_entry *entry = names_find(plan, block, name);
		/* a word of the glossary gives way to what it is the word for */
		while (entry && (!entry->block || entry->block->kind == KIND_term) &&
			names_next(plan, entry))
			entry = names_next(plan, entry);
		if (!entry || !entry->block)
			return NULL;
		block = entry->block;
		path = str_slice(path, len + (dot != NULL), path.len);
	}
	return block;
}

/* ---- statements ---- */

static void begin(struct token_walk *walk, uint32_t token)
{
	walk->statement = token;
	walk->item = token + 1;
	walk->brackets = 0;
	walk->is_list = walk->is_row = false;
	walk->field = NULL;
	walk->head = KIND_NONE;
}

static uint32_t column_of(const struct token_walk *walk, uint32_t token)
{
	while (token && !(walk_token(walk, token)->flags & TOKEN_FIRST))
		token--;
	return walk_token(walk, token)->column;
}

/* Of `update a.b {`, with the brace at hand. */
static enum kind updated_kind(const struct token_walk *walk, uint32_t brace)
{
	uint32_t first = walk->statement + 1;
	if (!walk->plan || first >= brace)
		return KIND_NONE;
	uint32_t start = walk_token(walk, first)->start;
	const struct token *last = walk_token(walk, brace - 1);
	struct str path = {walk->file->source->text + start, last->start + last->len - start};
	const struct block *block = block_by_path(walk->plan, path);
	return block ? (enum kind)block->kind : KIND_NONE;
}

static void open_block(struct token_walk *walk, uint32_t brace)
{
	uint32_t head = walk->statement == NO_TOKEN ? brace : walk->statement;
	bool is_update = walk_token(walk, head)->kind == UPDATE;
	if (walk->depth < NESTING_MAX)
		walk->depth++;
	walk->blocks[walk->depth] = (struct open_block){
		is_update ? updated_kind(walk, brace) : walk->head, head, column_of(walk, head)};
}

static void end(struct token_walk *walk)
{
	begin(walk, NO_TOKEN - 1);
	walk->statement = NO_TOKEN;
}

static void walk_bracket(struct token_walk *walk, uint32_t token, bool is_list)
{
	if (walk->brackets++ == 0) {
		walk->is_list = is_list;
		if (is_list)
			walk->item = token + 1;
	}
}

void walk_over(struct token_walk *walk, uint32_t token)
{
	struct str text = file_token_text(walk->file, token);
	switch (walk_token(walk, token)->kind) {
	case FIELD:
		begin(walk, token);
		walk->field = field_called(walk->blocks[walk->depth].kind, name_before_colon(text));
		break;
	case ROW:
		begin(walk, token);
		walk->is_row = true;
		break;
	case HEAD:
		if (walk->last == NO_TOKEN || walk_token(walk, walk->last)->kind != TEMPLATE)
			begin(walk, token);
		walk->head = kind_called_by(text);
		break;
	case IMPORT:
	case LET:
	case TEMPLATE:
	case UPDATE:
		begin(walk, token);
		break;
	case LBRACE:
		open_block(walk, token);
		end(walk);
		break;
	case RBRACE:
		walk->depth -= walk->depth > 0;
		end(walk);
		break;
	case LBRACKET:
	case LPAREN:
		walk_bracket(walk, token, walk_token(walk, token)->kind == LBRACKET);
		break;
	case RBRACKET:
	case RPAREN:
		walk->brackets -= walk->brackets > 0;
		break;
	case COMMA:
		if (walk->is_list && walk->brackets == 1)
			walk->item = token + 1;
		break;
	default:
		break;
	}
	walk->last = token;
}

/* ---- as it is scanned ---- */

struct tokens tokens_of_text(struct str text)
{
	/* the scanner reads two bytes behind the end */
	char *copy = memory_resize(NULL, text.len + 2);
	if (text.len)
		memcpy(copy, text.ptr, text.len);
	memset(copy + text.len, 0, 2);
	struct source source = {.text = copy, .len = (uint32_t)text.len};
	struct tokens tokens = {0};
	struct sink sink;
	sink_init(&sink);
	scan_source(&source, &sink, &tokens);
	sink_free(&sink);
	memory_release(copy);
	return tokens;
}

static bool is_statement_place(const struct token_walk *walk, const struct token *token)
{
	if (walk->statement == NO_TOKEN)
		return true;
	int last = walk_token(walk, walk->last)->kind;
	if (last == TEMPLATE)
		return true;
	return token->flags & TOKEN_FIRST && !walk->brackets &&
	       (token_ends_value(last) || last == FIELD || last == ROW);
}

/* A line that goes on no further in than the one on which a block began: the block ends before it.
 */
static void close_by_indent(struct token_walk *walk, const struct token *token)
{
	while (walk->depth && walk->blocks[walk->depth].column >= token->column) {
		walk->depth--;
		end(walk);
	}
}

void walk_over_raw(struct token_walk *walk, uint32_t token)
{
	struct token *at = &walk->file->tokens.items[token];
	if (is_statement_place(walk, at)) {
		if (at->flags & TOKEN_FIRST && at->kind != RBRACE)
			close_by_indent(walk, at);
		if (at->kind == NAME && kind_called_by(file_token_text(walk->file, token)))
			at->kind = HEAD;
	}
	walk_over(walk, token);
}

bool token_ends_value(int kind)
{
	switch (kind) {
	case NAME:
	case DOTNAME:
	case TEXT:
	case PROSE:
	case NUMBER:
	case PERCENT:
	case DATE:
	case PERIOD:
	case TIME:
	case WRONG:
	case UNIT:
	case TRUTH:
	case RBRACKET:
	case RPAREN:
		return true;
	default:
		return false;
	}
}

/* ---- what is wanted ---- */

static const struct clause_info *clause_called(const struct type_info *phrase, struct str word)
{
	for (uint8_t i = 0; i < phrase->n_clauses; i++)
		if (str_is(word, phrase->clauses[i].word))
			return &phrase->clauses[i];
	return NULL;
}

struct wanted walk_wants(const struct token_walk *walk)
{
	struct wanted wanted = {0};
	if (walk->is_row)
		return (struct wanted){.type = TYPE_amount};
	if (!walk->field)
		return wanted;
	const struct type_info *phrase = &type_infos[walk->field->type];
	wanted = (struct wanted){.type = phrase->base ? phrase->base : walk->field->type,
		.refs = walk->field->refs,
		.words = walk->field->words,
		.phrase = phrase};
	for (uint32_t i = walk->last; i != NO_TOKEN && i >= walk->item; i--) {
		const struct token *token = walk_token(walk, i);
		if (token->kind != CLAUSE && token->kind != AS)
			continue;
		const struct clause_info *clause =
			clause_called(phrase, file_token_text(walk->file, i));
		if (clause) {
			wanted.type = clause->type;
			wanted.refs = clause->refs;
			wanted.words = clause->words;
		}
		break;
	}
	return wanted;
}
