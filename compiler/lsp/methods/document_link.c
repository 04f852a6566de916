#include "compiler/lsp/server.h"

#include "runtime/base/file.h"

/* A text that names a file of the project, as a link to it. */
static void put_link(
	struct request *request, const struct plan *plan, const struct file *file, uint32_t token)
{
	struct json_writer *json = request->json;
	struct span span = file_token_span(file, token);
	if (span.len < 3)
		return;
	struct str name = {file->source->text + span.start + 1, span.len - 2};
	struct str path = file_join(request->arena, file_folder(file->source->canonical),
		str_copy(request->arena, name));
	struct str canonical = file_canonical(request->arena, path.ptr);
	if (!canonical.ptr || !file_is_within(canonical, plan->project->root))
		return;
	json_put_object(json, NULL);
	put_span(json, request->server, "range",
		(struct span){span.source, span.start + 1, span.len - 2});
	json_put_str(json, "target", path_uri(request->arena, canonical));
	json_put_end(json);
}

static void answer(struct request *request)
{
	const struct document *document = document_asked(request);
	const struct file *file = document ? file_of_document(request->server, document) : NULL;
	const struct plan *plan = file ? world_plan(&request->server->world, file->source) : NULL;
	json_put_array(request->json, "result");
	for (uint32_t i = 1; plan && i < file->tokens.n; i++) {
		const struct token *before = &file->tokens.items[i - 1];
		bool names_file =
			before->kind == IMPORT ||
			(before->kind == FIELD &&
				str_is(name_before_colon(file_token_text(file, i - 1)), "file"));
		if (file->tokens.items[i].kind == TEXT && names_file)
			put_link(request, plan, file, i);
	}
	json_put_end(request->json);
}

const struct lsp_method lsp_document_link = {.name = "textDocument/documentLink", .answer = answer};
