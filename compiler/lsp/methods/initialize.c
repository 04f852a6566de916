#include "compiler/lsp/server.h"

#include <string.h>

static bool offers(const json_t *params, const char *encoding)
{
	const json_t *offered =
		json_object_get(json_object_get(json_object_get(params, "capabilities"), "general"),
			"positionEncodings");
	for (size_t i = 0; i < json_array_size(offered); i++) {
		const char *one = json_string_value(json_array_get(offered, i));
		if (one && !strcmp(one, encoding))
			return true;
	}
	return false;
}

/* "textDocument.completion.completionItem.snippetSupport" */
static bool announces(const json_t *params, const char *path)
{
	const json_t *at = json_object_get(params, "capabilities");
	while (*path) {
		size_t len = strcspn(path, ".");
		at = json_object_getn(at, path, len);
		path += len + (path[len] == '.');
	}
	return json_is_true(at);
}

static void put_legend(struct json_writer *json)
{
	json_put_object(json, "semanticTokensProvider");
	json_put_object(json, "legend");
	json_put_array(json, "tokenTypes");
	for (uint32_t i = 0; i < lsp_token_types_n; i++)
		json_put_text(json, NULL, lsp_token_types[i]);
	json_put_end(json);
	json_put_array(json, "tokenModifiers");
	json_put_end(json);
	json_put_end(json);
	json_put_bool(json, "full", true);
	json_put_end(json);
}

static void answer(struct request *request)
{
	struct server *server = request->server;
	struct json_writer *json = request->json;
	server->is_initialized = true;
	server->counts_bytes = offers(request->params, "utf-8");
	server->knows_snippets =
		announces(request->params, "textDocument.completion.completionItem.snippetSupport");
	server->knows_related =
		announces(request->params, "textDocument.publishDiagnostics.relatedInformation");
	server->can_watch =
		announces(request->params, "workspace.didChangeWatchedFiles.dynamicRegistration");
	json_put_object(json, "result");
	json_put_object(json, "capabilities");
	json_put_text(json, "positionEncoding", server->counts_bytes ? "utf-8" : "utf-16");
	json_put_object(json, "textDocumentSync");
	json_put_bool(json, "openClose", true);
	json_put_int(json, "change", 2); /* parts of the text */
	json_put_bool(json, "save", true);
	json_put_end(json);
	json_put_object(json, "completionProvider");
	json_put_array(json, "triggerCharacters");
	json_put_text(json, NULL, ".");
	json_put_text(json, NULL, ":");
	json_put_text(json, NULL, " ");
	json_put_end(json);
	json_put_end(json);
	static const char *const providers[] = {"hoverProvider", "definitionProvider",
		"referencesProvider", "documentSymbolProvider", "workspaceSymbolProvider",
		"foldingRangeProvider", "selectionRangeProvider", "documentFormattingProvider",
		"documentRangeFormattingProvider"};
	for (size_t i = 0; i < sizeof providers / sizeof *providers; i++)
		json_put_bool(json, providers[i], true);
	json_put_object(json, "codeActionProvider");
	json_put_array(json, "codeActionKinds");
	json_put_text(json, NULL, "quickfix");
	json_put_text(json, NULL, "source.fixAll");
	json_put_end(json);
	json_put_end(json);
	json_put_object(json, "renameProvider");
	json_put_bool(json, "prepareProvider", true);
	json_put_end(json);
	json_put_object(json, "codeLensProvider");
	json_put_end(json);
	json_put_object(json, "documentLinkProvider");
	json_put_end(json);
	json_put_bool(json, "inlayHintProvider", true);
	put_legend(json);
	json_put_end(json);
	json_put_object(json, "serverInfo");
	json_put_text(json, "name", "pbp");
	json_put_text(json, "version", server->setup->version);
	json_put_end(json);
	json_put_end(json);
}

const struct lsp_method lsp_initialize = {.name = "initialize", .answer = answer};
