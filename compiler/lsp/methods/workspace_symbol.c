#include "compiler/lsp/server.h"

#include <ctype.h>

enum { SYMBOLS_MAX = 500 };

/* All letters of the question in this order, whatever stands between them. */
static bool fits(struct str text, const char *question)
{
	for (size_t i = 0; i < text.len && *question; i++)
		question +=
			tolower((unsigned char)text.ptr[i]) == tolower((unsigned char)*question);
	return !*question;
}

static void answer(struct request *request)
{
	struct world *world = world_of(request->server);
	const char *question = json_string_value(json_object_get(request->params, "query"));
	struct json_writer *json = request->json;
	struct map seen = {0};
	uint32_t n = 0;
	json_put_array(json, "result");
	for (uint32_t p = 0; p < world->run.plans.n; p++) {
		const struct plan *plan = world->run.plans.items[p];
		for (uint32_t i = 0; i < plan->blocks.n && n < SYMBOLS_MAX; i++) {
			const struct block *block = plan->blocks.items[i];
			struct span span = block_span(block);
			bool added;
			if (!block->name || block->is_std || block->of)
				continue;
			struct str path = block_path(plan, block);
			if (question && !fits(path, question) && !fits(block->title, question))
				continue;
			map_put(&seen, (uint64_t)span.source << 32 | span.start, &added);
			if (!added)
				continue;
			n++;
			json_put_object(json, NULL);
			json_put_str(json, "name", path);
			json_put_str(json, "containerName",
				block->title.len ? block->title
						 : str_from(kind_infos[block->kind].name));
			json_put_int(json, "kind", 19);
			put_location(request, "location", span);
			json_put_end(json);
		}
	}
	json_put_end(json);
	map_free(&seen);
}

const struct lsp_method lsp_workspace_symbol = {.name = "workspace/symbol", .answer = answer};
