#include "compiler/format/measure.h"

#include "runtime/base/utf8.h"
#include <string.h>

static bool ends_value(int kind)
{
	return (kind >= NAME && kind <= WRONG) || kind == TRUTH || kind == UNIT ||
	       kind == RBRACKET || kind == RPAREN;
}

static bool is_sign(const struct file *file, uint32_t token)
{
	const struct token *t = &file->tokens.items[token];
	return t->kind == MINUS && token && !ends_value(t[-1].kind);
}

unsigned blanks_before(const struct file *file, uint32_t token)
{
	if (!token)
		return 0;
	int before = file->tokens.items[token - 1].kind, kind = file->tokens.items[token].kind;
	if (kind == COMMA || kind == RBRACKET || kind == RPAREN || kind == DOTNAME)
		return 0;
	if (before == LBRACKET || before == LPAREN || is_sign(file, token - 1))
		return 0;
	if (kind == LPAREN && (before == NAME || before == DOTNAME))
		return 0;
	if (kind == RBRACE && before == LBRACE)
		return 0;
	return (kind == FIELD || kind == ROW) && before != LBRACE ? 2 : 1;
}

bool is_last_comma(const struct file *file, uint32_t token)
{
	const struct token *t = &file->tokens.items[token];
	return t->kind == COMMA && t[1].kind == RBRACKET &&
	       !((t->flags | t[1].flags) & TOKEN_REPORTED);
}

/* Only texts can hold characters that are wider or narrower than their bytes. */
static uint32_t width_of(const struct file *file, uint32_t token)
{
	const struct token *t = &file->tokens.items[token];
	if (t->kind != TEXT && t->kind != PROSE)
		return t->len;
	const char *text = file->source->text + t->start;
	for (uint32_t i = 0; i < t->len; i++)
		if ((unsigned char)text[i] >= 0x80)
			return (uint32_t)utf8_width((struct str){text, t->len});
	return t->len;
}

static bool spans_lines(const struct file *file, uint32_t token)
{
	const struct token *t = &file->tokens.items[token];
	return t->kind == PROSE && memchr(file->source->text + t->start, '\n', t->len);
}

/* Where the statements and blocks that the parser understood begin and end. */
static void mark_nodes(struct measure *measures, const struct file *file)
{
	for (uint32_t i = 1; i < file->nodes.n; i++) {
		const struct node *node = file_node(file, i);
		int kind = node->kind;
		if (kind == NODE_IMPORT || kind == NODE_LET || kind == NODE_BLOCK ||
			kind == NODE_UPDATE || kind == NODE_FIELD || kind == NODE_ROW)
			measures[node->first].node_end = node->last + 1;
	}
}

/* Brackets are balanced but for those that the layout pass passed over. */
static void match_brackets(struct measure *measures, const struct file *file)
{
	uint32_t stack[NESTING_MAX], depth = 0;
	for (uint32_t i = 0; i < file->tokens.n; i++) {
		const struct token *t = &file->tokens.items[i];
		if (t->flags & TOKEN_SKIPPED)
			continue;
		bool opens = t->kind == LBRACE || t->kind == LBRACKET || t->kind == LPAREN;
		bool closes = t->kind == RBRACE || t->kind == RBRACKET || t->kind == RPAREN;
		if (opens && depth < NESTING_MAX)
			stack[depth++] = i;
		else if (closes && depth)
			measures[stack[--depth]].match = i;
	}
}

/* A list with a comma behind its last item and a line break in it: its author wants one item a
 * line. */
static bool is_broken_list(const struct measure *measures, const struct file *file, uint32_t token)
{
	uint32_t match = measures[token].match;
	return file->tokens.items[token].kind == LBRACKET && match > token + 1 &&
	       is_last_comma(file, match - 1) &&
	       measures[match].n_firsts > measures[token].n_firsts;
}

static void measure(struct measure *measures, const struct file *file)
{
	enum { FAULTS = TOKEN_SKIPPED | TOKEN_INSERTED | TOKEN_REPORTED | TOKEN_WRONG };
	struct measure sum = {0};
	for (uint32_t i = 0; i < file->tokens.n; i++) {
		const struct token *t = &file->tokens.items[i];
		struct measure *m = &measures[i];
		bool dropped = is_last_comma(file, i);
		sum.left = sum.right + (dropped ? 0 : blanks_before(file, i));
		sum.right = sum.left + (dropped ? 0 : width_of(file, i));
		sum.n_firsts += (t->flags & TOKEN_FIRST) != 0;
		sum.n_faults += (t->flags & FAULTS) != 0;
		sum.n_remarks += gap_has_comment(gap_before(file, i));
		*m = (struct measure){sum.left, sum.right, m->match, m->node_end, sum.n_firsts,
			sum.n_faults, sum.n_remarks, 0};
	}
	for (uint32_t i = 0; i < file->tokens.n; i++) {
		sum.n_tall += spans_lines(file, i) || is_broken_list(measures, file, i);
		measures[i].n_tall = sum.n_tall;
	}
}

struct measure *tokens_measure(struct arena *arena, const struct file *file)
{
	struct measure *measures = arena_array(arena, struct measure, file->tokens.n);
	mark_nodes(measures, file);
	match_brackets(measures, file);
	measure(measures, file);
	return measures;
}

uint32_t measure_width(const struct measure *measures, uint32_t first, uint32_t last)
{
	return measures[last].right - measures[first].left;
}

bool measure_is_tall(const struct measure *measures, uint32_t first, uint32_t last)
{
	return measures[last].n_remarks != measures[first].n_remarks ||
	       measures[last].n_tall != (first ? measures[first - 1].n_tall : 0);
}
