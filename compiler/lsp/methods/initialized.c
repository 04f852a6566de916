#include "compiler/lsp/server.h"

/* Asks an editor that can to tell of files that change on disk: plans and their feeds. */
static void answer(struct request *request)
{
	struct server *server = request->server;
	struct out body = {0};
	struct json_writer json = {.out = &body, .flat = 1};
	static const char *const patterns[] = {"**/*.pbp", "**/*.csv"};
	if (!server->can_watch)
		return;
	json_put_object(&json, NULL);
	json_put_text(&json, "jsonrpc", "2.0");
	json_put_text(&json, "id", "watch");
	json_put_text(&json, "method", "client/registerCapability");
	json_put_object(&json, "params");
	json_put_array(&json, "registrations");
	json_put_object(&json, NULL);
	json_put_text(&json, "id", "watch");
	json_put_text(&json, "method", "workspace/didChangeWatchedFiles");
	json_put_object(&json, "registerOptions");
	json_put_array(&json, "watchers");
	for (size_t i = 0; i < sizeof patterns / sizeof *patterns; i++) {
		json_put_object(&json, NULL);
		json_put_text(&json, "globPattern", patterns[i]);
		json_put_end(&json);
	}
	json_put_end(&json);
	json_put_end(&json);
	json_put_end(&json);
	json_put_end(&json);
	json_put_end(&json);
	json_put_end(&json);
	lsp_send(server, &body);
	out_free(&body);
}

const struct lsp_method lsp_initialized = {
	.name = "initialized", .is_notification = true, .answer = answer};
