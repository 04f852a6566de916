#include "compiler/lsp/server.h"

static void answer(struct request *request)
{
	struct document *document = document_asked(request);
	if (!document)
		return;
	document_close(request->server, document);
	request->server->wants_publishing = true;
}

const struct lsp_method lsp_did_close = {
	.name = "textDocument/didClose", .is_notification = true, .answer = answer};
