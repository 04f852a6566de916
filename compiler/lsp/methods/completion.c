#include "compiler/lsp/offers.h"

static void put_offer(struct offers *offers, struct json_writer *json, uint32_t i)
{
	const struct offer *offer = &offers->items.items[i];
	json_put_object(json, NULL);
	json_put_str(json, "label", offer->label);
	json_put_int(json, "kind", offer->kind);
	if (offer->detail.len)
		json_put_str(json, "detail", offer->detail);
	if (offer->doc.len) {
		json_put_object(json, "documentation");
		json_put_text(json, "kind", "markdown");
		json_put_str(json, "value", offer->doc);
		json_put_end(json);
	}
	json_put_str(json, "sortText", str_format(offers->arena, "%u%05u", offer->rank, i));
	if (offer->is_snippet)
		json_put_int(json, "insertTextFormat", 2);
	json_put_object(json, "textEdit");
	put_span(json, offers->server, "range",
		(struct span){offers->file->source->id, offer->start, offer->end - offer->start});
	json_put_str(json, "newText", offer->insert.len ? offer->insert : offer->label);
	json_put_end(json);
	json_put_end(json);
}

static void answer(struct request *request)
{
	struct place_at at;
	struct offers offers = {.arena = request->arena, .server = request->server};
	struct json_writer *json = request->json;
	struct file raw = {0};
	bool good = place_asked(request, &at);
	if (good) {
		offers.plan = at.plan;
		offers.file = at.file;
		offers.offset = at.offset;
		raw.source = at.file->source;
		offers.cursor = cursor_at(at.plan, &raw, at.offset);
		offers_make(&offers);
	}
	json_put_object(json, "result");
	json_put_bool(json, "isIncomplete", offers.is_cut);
	json_put_array(json, "items");
	for (uint32_t i = 0; i < offers.items.n; i++)
		put_offer(&offers, json, i);
	json_put_end(json);
	json_put_end(json);
	vec_free(&offers.items);
	vec_free(&raw.tokens);
}

const struct lsp_method lsp_completion = {.name = "textDocument/completion", .answer = answer};
