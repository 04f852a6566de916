#include "compiler/renew/rewrite.h"

#include "compiler/format/gap.h"

#include <stdlib.h>

static void add(struct rewrite *rewrite, uint32_t start, uint32_t end, struct str text)
{
	vec_push(&rewrite->edits, ((struct rewrite_edit){start, end, rewrite->edits.n, text}));
}

void rewrite_replace(struct rewrite *rewrite, struct span span, struct str text)
{
	add(rewrite, span.start, span.start + span.len, text);
}

void rewrite_insert(struct rewrite *rewrite, uint32_t at, struct str text)
{
	add(rewrite, at, at, text);
}

/* ---- comments around a statement ---- */

static uint32_t offset_of(const struct file *file, const char *at)
{
	return (uint32_t)(at - file->source->text);
}

/* Where the comments right above a statement begin, else the statement: no line is blank between.
 */
static uint32_t start_above(const struct file *file, uint32_t node)
{
	uint32_t token = file_node(file, node)->first, start = file->tokens.items[token].start;
	uint32_t comments = start;
	struct gap gap = gap_before(file, token);
	struct comment comment;
	while (gap_next(&gap, &comment)) {
		bool is_behind = !comment.newlines && token; /* the statement before */
		if (is_behind)
			comments = start;
		else if (comments == start || comment.newlines > 1)
			comments = offset_of(file, comment.text.ptr);
	}
	return gap.newlines == 1 ? comments : start;
}

/* The last token of a statement: brackets that close behind the last part of a value belong to no
   node. */
static uint32_t last_token(const struct file *file, uint32_t node)
{
	uint8_t kind = file_node(file, node)->kind;
	bool is_value = kind != NODE_BLOCK && kind != NODE_UPDATE && kind != NODE_IMPORT;
	return is_value ? file_expression(file, node).last : file_node(file, node)->last;
}

/* Where a statement ends, with a comment behind it on its line. */
static uint32_t end_behind(const struct file *file, uint32_t node)
{
	uint32_t last = last_token(file, node);
	const struct token *token = &file->tokens.items[last];
	uint32_t end = token->start + token->len;
	struct gap gap = gap_before(file, last + 1);
	struct comment comment;
	if (gap_next(&gap, &comment) && !comment.newlines)
		end = offset_of(file, comment.text.ptr + comment.text.len);
	return end;
}

static bool is_blank(const struct source *source, uint32_t from, uint32_t to)
{
	for (; from < to; from++)
		if (!strchr(" \t\r", source->text[from]))
			return false;
	return true;
}

struct piece {
	uint32_t start, end;
};

/* A statement with its comments; whole lines, if nothing else stands on them. */
static struct piece piece_of(const struct file *file, uint32_t node)
{
	const struct source *source = file->source;
	struct piece piece = {start_above(file, node), end_behind(file, node)};
	uint32_t line = line_start(source, piece.start), rest = line_end(source, piece.end);
	if (!is_blank(source, line, piece.start) || !is_blank(source, piece.end, rest))
		return piece;
	const char *newline = memchr(source->text + rest, '\n', source->len - rest);
	return (struct piece){line, newline ? offset_of(file, newline) + 1 : source->len};
}

void rewrite_remove(struct rewrite *rewrite, uint32_t node)
{
	struct piece piece = piece_of(rewrite->file, node);
	add(rewrite, piece.start, piece.end, STR(""));
}

void rewrite_insert_above(struct rewrite *rewrite, uint32_t node, struct str statements)
{
	rewrite_insert(rewrite, piece_of(rewrite->file, node).start, statements);
}

void rewrite_insert_below(struct rewrite *rewrite, uint32_t node, struct str statements)
{
	uint32_t end = piece_of(rewrite->file, node).end;
	bool is_first = true;
	for (uint32_t i = 0; i < rewrite->edits.n; i++)
		is_first &=
			rewrite->edits.items[i].start != end || rewrite->edits.items[i].end != end;
	if (is_first && end && rewrite->file->source->text[end - 1] != '\n')
		rewrite_insert(rewrite, end, STR("\n"));
	rewrite_insert(rewrite, end, statements);
}

/* The first token of a field is its name with the colon. */
static bool is_called(struct str first, const char *name)
{
	size_t len = strlen(name);
	return str_starts(first, name) && (first.len == len || strchr(": \t", first.ptr[len]));
}

uint32_t own_field(const struct file *file, uint32_t block, const char *name)
{
	for (uint32_t at = file_node(file, block)->child; at; at = file_node(file, at)->next)
		if (file_node(file, at)->kind == NODE_FIELD &&
			is_called(file_token_text(file, file_node(file, at)->first), name))
			return at;
	return 0;
}

void rewrite_add_fields(struct rewrite *rewrite, uint32_t block, struct str statements)
{
	const struct file *file = rewrite->file;
	uint32_t field = 0, child = 0;
	if (!statements.len)
		return;
	for (uint32_t at = file_node(file, block)->child; at && !child;
		at = file_node(file, at)->next) {
		uint8_t kind = file_node(file, at)->kind;
		if (kind == NODE_BLOCK)
			child = at;
		else if (kind != NODE_LIKE)
			field = at;
	}
	if (field)
		rewrite_insert_below(rewrite, field, statements);
	else if (child)
		rewrite_insert_above(rewrite, child, statements);
	else
		rewrite_insert(rewrite, file->tokens.items[file_node(file, block)->last].start,
			statements);
}

void rewrite_remove_comments(struct rewrite *rewrite, uint32_t node, const char *prefix)
{
	const struct file *file = rewrite->file;
	struct gap gap = gap_before(file, file_node(file, node)->first);
	struct comment comment;
	while (gap_next(&gap, &comment)) {
		uint32_t start = offset_of(file, comment.text.ptr);
		if (str_starts(comment.text, prefix))
			add(rewrite, start, start + (uint32_t)comment.text.len + 1, STR(""));
	}
}

void rewrite_remove_item(struct rewrite *rewrite, uint32_t node)
{
	const struct file *file = rewrite->file;
	struct token_range range = file_expression(file, node);
	while (range.first && file->tokens.items[range.first - 1].kind == LPAREN &&
		file->tokens.items[range.last + 1].kind == RPAREN) {
		range.first--;
		range.last++;
	}
	const struct token *last = &file->tokens.items[range.last], *next = last + 1;
	bool has_comma = str_is(file_token_text(file, range.last + 1), ",");
	const struct token *end = has_comma ? next : last;
	add(rewrite, file->tokens.items[range.first].start, end->start + end->len, STR(""));
}

/* ---- out ---- */

static int compare_edits(const void *a, const void *b)
{
	const struct rewrite_edit *left = a, *right = b;
	if (left->start != right->start)
		return left->start < right->start ? -1 : 1;
	bool left_is_insertion = left->start == left->end;
	bool right_is_insertion = right->start == right->end;
	if (left_is_insertion != right_is_insertion)
		return left_is_insertion ? -1 : 1;
	if (left->end != right->end)
		return left->end > right->end ? -1 : 1;
	return left->order < right->order ? -1 : left->order > right->order;
}

void rewrite_print(struct out *out, struct rewrite *rewrite, uint32_t node)
{
	const struct file *file = rewrite->file;
	struct str text = {file->source->text, file->source->len};
	uint32_t at = start_above(file, node), end = end_behind(file, node);
	if (rewrite->edits.n)
		qsort(rewrite->edits.items, rewrite->edits.n, sizeof *rewrite->edits.items,
			compare_edits);
	for (uint32_t i = 0; i < rewrite->edits.n; i++) {
		const struct rewrite_edit *edit = &rewrite->edits.items[i];
		if (edit->start < at || edit->end > end)
			continue;
		out_str(out, str_slice(text, at, edit->start));
		out_str(out, edit->text);
		at = edit->end;
	}
	out_str(out, str_slice(text, at, end));
	out_char(out, '\n');
	rewrite->edits.n = 0;
}

bool rewrite_heading(struct out *out, const struct file *file, uint32_t node)
{
	uint32_t token = file_node(file, node)->first, above = start_above(file, node);
	struct gap gap = gap_before(file, token);
	struct comment comment;
	bool any = false;
	while (gap_next(&gap, &comment) && offset_of(file, comment.text.ptr) < above) {
		if (!comment.newlines && token)
			continue; /* belongs to the statement before */
		out_text(out, any && comment.newlines > 1 ? "\n" : "");
		out_str(out, comment.text);
		out_char(out, '\n');
		any = true;
	}
	return any;
}

void rewrite_free(struct rewrite *rewrite)
{
	vec_free(&rewrite->edits);
}
