#include "compiler/lsp/server.h"

/* A part, or without a range the whole text. One that says nothing readable is passed over. */
static void apply(struct server *server, struct document *document, const json_t *change)
{
	const json_t *text = json_object_get(change, "text"),
		     *range = json_object_get(change, "range");
	struct position_range at;
	struct str bytes = {json_string_value(text), json_string_length(text)};
	if (!json_is_string(text))
		return;
	if (!range)
		document_open(server, document->uri.ptr, document->version, bytes);
	else if (range_read(range, &at))
		document_change(server, document, at, bytes);
}

static void answer(struct request *request)
{
	const json_t *changes = json_object_get(request->params, "contentChanges");
	const json_t *version =
		json_object_get(json_object_get(request->params, "textDocument"), "version");
	struct document *document = document_asked(request);
	if (!document)
		return;
	if (json_is_integer(version))
		document->version = json_integer_value(version);
	for (size_t i = 0; i < json_array_size(changes); i++)
		apply(request->server, document, json_array_get(changes, i));
	request->server->wants_publishing = true;
}

const struct lsp_method lsp_did_change = {
	.name = "textDocument/didChange", .is_notification = true, .answer = answer};
