#include "compiler/lsp/server.h"

/* Files on disk have changed that plans are made of. */
static void answer(struct request *request)
{
	world_drop(request->server);
	request->server->wants_publishing = true;
}

const struct lsp_method lsp_did_change_watched_files = {
	.name = "workspace/didChangeWatchedFiles", .is_notification = true, .answer = answer};
