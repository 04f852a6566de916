#include "compiler/lsp/server.h"

#include <ctype.h>
#include <string.h>

static bool is_of_word(char c)
{
	return isalnum((unsigned char)c) || c == '_' || (unsigned char)c >= 0x80;
}

static uint32_t word_before(const struct source *source, uint32_t offset)
{
	while (offset && is_of_word(source->text[offset - 1]))
		offset--;
	return offset;
}

static uint32_t line_before(const struct source *source, uint32_t offset)
{
	while (offset && source->text[offset - 1] != '\n')
		offset--;
	return offset;
}

static void walk_to(struct cursor *cursor, uint32_t offset)
{
	for (uint32_t i = 0; i < cursor->raw->tokens.n; i++) {
		const struct token *token = &cursor->raw->tokens.items[i];
		if (token->kind == FILE_END || token->start >= offset)
			break;
		walk_over_raw(&cursor->walk, i);
	}
}

/* The word at hand begins a line no further in than open blocks: these end before it, if there is
   a word. A blank line may be anywhere. */
static void end_blocks(struct cursor *cursor, uint32_t column)
{
	struct token_walk *walk = &cursor->walk;
	while (walk->depth && cursor->prefix.len && cursor->begins_line && !walk->brackets &&
		walk->blocks[walk->depth].column >= column) {
		walk->depth--;
		walk->statement = UINT32_MAX;
	}
}

/* A text that begins before the place and ends behind it, or on its line without an end. */
static void find_text(struct cursor *cursor, uint32_t offset)
{
	const struct file *file = cursor->raw;
	for (uint32_t i = 0; i < file->tokens.n; i++) {
		const struct token *token = &file->tokens.items[i];
		if (token->start >= offset)
			break;
		if (token->kind != TEXT && token->kind != PROSE)
			continue;
		struct str text = file_token_text(file, i);
		bool is_closed = text.len > 1 && text.ptr[text.len - 1] == '"';
		if (offset >= token->start + token->len + !is_closed)
			continue;
		cursor->in = IN_TEXT;
	}
}

/* A `#` between the last token and the place. */
static void find_comment(struct cursor *cursor, uint32_t offset)
{
	const struct source *source = cursor->raw->source;
	uint32_t start = line_before(source, offset);
	for (uint32_t i = 0; i < cursor->raw->tokens.n; i++) {
		const struct token *token = &cursor->raw->tokens.items[i];
		if (token->start >= offset)
			break;
		if (token->start + token->len > start)
			start = token->start + token->len;
	}
	if (start < offset && memchr(source->text + start, '#', offset - start))
		cursor->in = IN_COMMENT;
}

static bool may_begin(const struct cursor *cursor)
{
	const struct token_walk *walk = &cursor->walk;
	if (walk->statement == UINT32_MAX)
		return true;
	if (!cursor->begins_line || walk->brackets || walk->head)
		return false;
	int kind = walk_token(walk, walk->last)->kind;
	return token_ends_value(kind) || kind == FIELD || kind == ROW;
}

struct cursor cursor_at(const struct plan *plan, struct file *raw, uint32_t offset)
{
	struct cursor cursor = {.raw = raw, .walk = walk_begin(plan, raw)};
	const struct source *source = raw->source;
	raw->tokens = tokens_of_text((struct str){source->text, source->len});
	if (offset > source->len)
		offset = source->len;
	cursor.word = word_before(source, offset);
	cursor.prefix = (struct str){source->text + cursor.word, offset - cursor.word};
	uint32_t at = cursor.word;
	while (at && (is_of_word(source->text[at - 1]) || source->text[at - 1] == '.'))
		at--;
	cursor.is_dotted = at < cursor.word && source->text[cursor.word - 1] == '.';
	if (cursor.is_dotted)
		cursor.path = (struct str){source->text + at, cursor.word - at - 1};
	uint32_t line = line_before(source, at), column = 0;
	while (line + column < at &&
		(source->text[line + column] == ' ' || source->text[line + column] == '\t'))
		column++;
	cursor.begins_line = line + column == at;
	walk_to(&cursor, at);
	end_blocks(&cursor, column);
	find_text(&cursor, offset);
	find_comment(&cursor, offset);
	cursor.is_statement = !cursor.is_dotted && may_begin(&cursor);
	return cursor;
}
