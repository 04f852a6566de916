#include "compiler/lsp/server.h"

/* Lines from 0; nothing that lies on one line folds. */
static void put_fold(
	struct request *request, struct str text, uint32_t start, uint32_t end, const char *kind)
{
	struct position_range range = range_of(request->server, text, start, end);
	if (range.end.line <= range.start.line)
		return;
	json_put_object(request->json, NULL);
	json_put_int(request->json, "startLine", range.start.line);
	json_put_int(request->json, "endLine", range.end.line);
	if (kind)
		json_put_text(request->json, "kind", kind);
	json_put_end(request->json);
}

/* What stands between brackets, with the line of the closing one left in sight. */
static void put_brackets(struct request *request, const struct file *file)
{
	struct str text = {file->source->text, file->source->len};
	uint32_t open[2 * NESTING_MAX], depth = 0;
	for (uint32_t i = 0; i < file->tokens.n; i++) {
		const struct token *token = &file->tokens.items[i];
		if (token->flags & TOKEN_SKIPPED)
			continue;
		if (token->kind == PROSE)
			put_fold(request, text, token->start, token->start + token->len, NULL);
		if (token->kind == LBRACE || token->kind == LBRACKET) {
			if (depth < 2 * NESTING_MAX)
				open[depth++] = token->start;
		} else if ((token->kind == RBRACE || token->kind == RBRACKET) && depth) {
			uint32_t end = token->start;
			while (end && text.ptr[end - 1] != '\n')
				end--;
			depth--;
			if (end > open[depth])
				put_fold(request, text, open[depth], end - 1, NULL);
		}
	}
}

/* Lines in sequence that hold nothing but a comment. */
static void put_comments(struct request *request, struct str text)
{
	uint32_t first = UINT32_MAX, last = 0;
	for (size_t at = 0; at < text.len;) {
		size_t end = at;
		while (end < text.len && text.ptr[end] != '\n')
			end++;
		struct str line = str_trim(str_slice(text, at, end));
		if (line.len && line.ptr[0] == '#') {
			first = first == UINT32_MAX ? (uint32_t)at : first;
			last = (uint32_t)end;
		} else if (first != UINT32_MAX) {
			put_fold(request, text, first, last, "comment");
			first = UINT32_MAX;
		}
		at = end + 1;
	}
	if (first != UINT32_MAX)
		put_fold(request, text, first, last, "comment");
}

static void answer(struct request *request)
{
	const struct document *document = document_asked(request);
	const struct file *file = document ? file_of_document(request->server, document) : NULL;
	json_put_array(request->json, "result");
	if (file) {
		put_brackets(request, file);
		put_comments(request, out_view(&document->text));
	}
	json_put_end(request->json);
}

const struct lsp_method lsp_folding_range = {.name = "textDocument/foldingRange", .answer = answer};
