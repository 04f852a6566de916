#include "compiler/lsp/server.h"

static void answer(struct request *request)
{
	request->server->is_shut_down = true;
	json_put_null(request->json, "result");
}

const struct lsp_method lsp_shutdown = {.name = "shutdown", .answer = answer};
