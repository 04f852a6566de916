#include "compiler/format/format.h"

#include "compiler/format/measure.h"

/* Commas before a `]` do not count; a comment may stand before or behind a comma. */
struct cursor {
	const struct file *file;
	uint32_t token;	   /* the next one */
	uint32_t gap;	   /* token before which the next comment is looked for */
	struct gap rest;   /* of that gap */
	uint32_t n_before; /* tokens other than commas before it */
};

static struct cursor begin(const struct file *file)
{
	return (struct cursor){.file = file, .rest = gap_before(file, 0)};
}

static const struct token *next_token(struct cursor *cursor)
{
	while (is_last_comma(cursor->file, cursor->token))
		cursor->token++;
	return &cursor->file->tokens.items[cursor->token++];
}

static bool next_comment(struct cursor *cursor, struct comment *comment)
{
	const struct tokens *tokens = &cursor->file->tokens;
	while (!gap_has_comment(cursor->rest)) {
		if (cursor->gap + 1 == tokens->n)
			return false;
		cursor->n_before += tokens->items[cursor->gap].kind != COMMA;
		cursor->rest = gap_before(cursor->file, ++cursor->gap);
	}
	return gap_next(&cursor->rest, comment);
}

static struct str text_of(const struct file *file, const struct token *token)
{
	return (struct str){file->source->text + token->start, token->len};
}

static bool same_tokens(const struct file *file, const struct file *other)
{
	enum { PASSED_OVER = TOKEN_SKIPPED | TOKEN_INSERTED };
	struct cursor left = begin(file), right = begin(other);
	const struct token *a, *b;
	do {
		a = next_token(&left);
		b = next_token(&right);
		if (a->kind != b->kind || (a->flags & PASSED_OVER) != (b->flags & PASSED_OVER) ||
			!str_equal(text_of(file, a), text_of(other, b)))
			return false;
	} while (a->kind != FILE_END);
	/* Behind the limit of nesting nothing was scanned. */
	return str_equal(str_slice(str_from(file->source->text), a->start, file->source->len),
		str_slice(str_from(other->source->text), b->start, other->source->len));
}

static bool same_comments(const struct file *file, const struct file *other)
{
	struct cursor left = begin(file), right = begin(other);
	struct comment a, b;
	bool more;
	do {
		more = next_comment(&left, &a);
		if (more != next_comment(&right, &b))
			return false;
		if (more && (!str_equal(a.text, b.text) || left.n_before != right.n_before))
			return false;
	} while (more);
	return true;
}

bool format_is_same(const struct file *file, const struct file *other)
{
	return same_tokens(file, other) && same_comments(file, other);
}
