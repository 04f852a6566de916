#include "compiler/lsp/server.h"

static void answer(struct request *request)
{
	struct place_at at;
	struct span name;
	struct name_places places = {0};
	struct block *block = place_asked(request, &at) ? block_at(&at, &name) : NULL;
	bool with_declaration = !json_is_false(
		json_object_get(json_object_get(request->params, "context"), "includeDeclaration"));
	json_put_array(request->json, "result");
	if (block)
		name_places_of(at.plan, block, &places);
	for (uint32_t i = 0; i < places.items.n; i++) {
		const struct name_place *place = &places.items.items[i];
		const struct source *source =
			sources_get(&at.plan->run->sources, place->span.source);
		if (!source->is_library_std && (with_declaration || !place->is_declaration))
			put_location(request, NULL, place->span);
	}
	json_put_end(request->json);
	vec_free(&places.items);
}

const struct lsp_method lsp_references = {.name = "textDocument/references", .answer = answer};
