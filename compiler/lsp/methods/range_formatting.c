#include "compiler/lsp/server.h"

/* As of the whole text, with the range that the request holds. */
static void answer(struct request *request)
{
	lsp_formatting.answer(request);
}

const struct lsp_method lsp_range_formatting = {
	.name = "textDocument/rangeFormatting", .answer = answer};
