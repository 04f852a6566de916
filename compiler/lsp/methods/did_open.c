#include "compiler/lsp/server.h"

static void answer(struct request *request)
{
	const json_t *given = json_object_get(request->params, "textDocument");
	const char *uri = json_string_value(json_object_get(given, "uri"));
	const json_t *text = json_object_get(given, "text"),
		     *version = json_object_get(given, "version");
	if (!uri || !json_is_string(text))
		return;
	document_open(request->server, uri,
		json_is_integer(version) ? json_integer_value(version) : INT64_MIN,
		(struct str){json_string_value(text), json_string_length(text)});
	request->server->wants_publishing = true;
}

const struct lsp_method lsp_did_open = {
	.name = "textDocument/didOpen", .is_notification = true, .answer = answer};
