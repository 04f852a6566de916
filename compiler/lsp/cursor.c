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

/* Of tokens that were put into the text by the pass for mistakes, those before the place count
   only where something written follows: an end of a block that is not written yet stands where the
   writer may go on. */
static void walk_to(struct cursor *cursor, uint32_t offset, uint32_t column)
{
	const struct file *file = cursor->walk.file;
	uint32_t held[NESTING_MAX], n_held = 0;
	for (uint32_t i = 0; i < file->tokens.n; i++) {
		const struct token *token = &file->tokens.items[i];
		if (token->kind == FILE_END || token->start >= offset)
			break;
		if (token->flags & TOKEN_SKIPPED)
			continue;
		if (token->flags & TOKEN_INSERTED && token->kind == RBRACE &&
			n_held < NESTING_MAX) {
			held[n_held++] = i;
			continue;
		}
		for (uint32_t k = 0; k < n_held; k++)
			walk_over(&cursor->walk, held[k]);
		n_held = 0;
		walk_over(&cursor->walk, i);
	}
	for (uint32_t k = 0; k < n_held; k++)
		if (cursor->walk.depth && cursor->walk.blocks[cursor->walk.depth].column >= column)
			walk_over(&cursor->walk, held[k]);
}

/* A text that begins before the place and ends behind it, or on its line without an end. */
static void find_text(struct cursor *cursor, uint32_t offset)
{
	const struct file *file = cursor->walk.file;
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
		cursor->text_start = token->start + (token->kind == PROSE ? 3 : 1);
	}
}

/* A `#` between the last token and the place. */
static void find_comment(struct cursor *cursor, uint32_t offset)
{
	const struct source *source = cursor->walk.file->source;
	uint32_t start = line_before(source, offset);
	for (uint32_t i = 0; i < cursor->walk.file->tokens.n; i++) {
		const struct token *token = &cursor->walk.file->tokens.items[i];
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

struct cursor cursor_at(const struct plan *plan, const struct file *file, uint32_t offset)
{
	struct cursor cursor = {.walk = walk_begin(plan, file)};
	const struct source *source = file->source;
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
	walk_to(&cursor, at, cursor.begins_line ? column : 0);
	find_text(&cursor, offset);
	find_comment(&cursor, offset);
	cursor.is_statement = !cursor.is_dotted && may_begin(&cursor);
	return cursor;
}
