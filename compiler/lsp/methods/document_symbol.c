#include "compiler/lsp/server.h"

/* How editors draw a kind: numbers of the protocol's SymbolKind. */
static int symbol_of(enum kind kind)
{
	enum {
		MODULE = 2,
		CLASS = 5,
		METHOD = 6,
		ENUM = 10,
		INTERFACE = 11,
		CONSTANT = 14,
		OBJECT = 19,
		EVENT = 24
	};
	switch (kind) {
	case KIND_plan:
	case KIND_project:
		return MODULE;
	case KIND_goal:
	case KIND_objective:
		return CLASS;
	case KIND_initiative:
		return METHOD;
	case KIND_person:
	case KIND_party:
		return INTERFACE;
	case KIND_metric:
	case KIND_unit:
	case KIND_term:
		return CONSTANT;
	case KIND_milestone:
	case KIND_session:
	case KIND_review:
		return EVENT;
	default:
		return OBJECT;
	}
}

static void put_block(struct request *request, const struct file *file, const struct block *block)
{
	struct json_writer *json = request->json;
	json_put_object(json, NULL);
	struct out name = {0};
	out_text(&name, kind_infos[block->kind].name);
	struct span span = block_span(block);
	const struct source *source = file->source;
	if (block->date)
		out_printf(&name, " %s", date_text(block->date).text);
	else if (block->name || block->of)
		out_printf(&name, " %.*s", STR_ARGS(source_slice(source, span)));
	json_put_str(json, "name", out_view(&name));
	if (block->title.len)
		json_put_str(json, "detail", block->title);
	json_put_int(json, "kind", symbol_of((enum kind)block->kind));
	put_span(json, request->server, "range", file_span(file, block->part.node));
	put_span(json, request->server, "selectionRange", span);
	json_put_array(json, "children");
	for (const struct block *child = block->first_child; child; child = child->next_sibling)
		if (child->part.file == file && !child->part.is_base)
			put_block(request, file, child);
	json_put_end(json);
	json_put_end(json);
	out_free(&name);
}

static void answer(struct request *request)
{
	const struct document *document = document_asked(request);
	struct world *world = document ? world_of(request->server) : NULL;
	const struct source *source = world ? world_source(world, document) : NULL;
	const struct plan *plan = source ? world_plan(world, source) : NULL;
	const struct file *file = plan ? plan_file_of(plan, source) : NULL;
	json_put_array(request->json, "result");
	for (uint32_t i = 0; file && i < plan->blocks.n; i++) {
		const struct block *block = plan->blocks.items[i];
		if (!block->parent && block->part.file == file)
			put_block(request, file, block);
	}
	json_put_end(request->json);
}

const struct lsp_method lsp_document_symbol = {
	.name = "textDocument/documentSymbol", .answer = answer};
