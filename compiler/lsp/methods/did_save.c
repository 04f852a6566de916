#include "compiler/lsp/server.h"

/* Files beside the open ones may have changed: feeds, or what another program wrote. */
static void answer(struct request *request)
{
	world_drop(request->server);
	request->server->wants_publishing = true;
}

const struct lsp_method lsp_did_save = {
	.name = "textDocument/didSave", .is_notification = true, .answer = answer};
