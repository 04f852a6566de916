#include "compiler/lsp/server.h"

static void answer(struct request *request)
{
	struct place_at at;
	struct span name;
	const struct block *block = place_asked(request, &at) ? block_at(&at, &name) : NULL;
	if (block && block->name && !block->is_std)
		put_span(request->json, request->server, "result", name);
	else
		json_put_null(request->json, "result");
}

const struct lsp_method lsp_prepare_rename = {
	.name = "textDocument/prepareRename", .answer = answer};
