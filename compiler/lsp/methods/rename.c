#include "compiler/lsp/server.h"

#include "compiler/plan/names.h"

#include <ctype.h>
#include <stdlib.h>

static bool is_name(struct str text)
{
	if (!text.len || text.len > 64 || isdigit((unsigned char)text.ptr[0]))
		return false;
	for (size_t i = 0; i < text.len; i++)
		if (!isalnum((unsigned char)text.ptr[i]) && text.ptr[i] != '_')
			return false;
	return true;
}

static bool is_word_of_the_language(struct str text)
{
	for (uint32_t i = 0; language_word(i); i++)
		if (str_is(text, language_word(i)))
			return true;
	return schema_is_reserved(text);
}

/* Another block of its kind has the name already, where both are seen. */
static bool is_taken(const struct plan *plan, const struct block *block, struct str name)
{
	const struct name_entry *entry =
		names_find(plan, block->parent, intern_find(&plan->run->intern, name));
	for (; entry; entry = names_next(plan, entry))
		if (entry->block && entry->block != block && entry->block->kind == block->kind)
			return true;
	return false;
}

static void refuse(struct request *request, const char *why)
{
	request->error = why;
	request->error_code = LSP_FAILED;
	json_put_null(request->json, "result");
}

static int by_place(const void *left, const void *right)
{
	const struct name_place *a = left, *b = right;
	if (a->span.source != b->span.source)
		return a->span.source < b->span.source ? -1 : 1;
	return a->span.start < b->span.start ? -1 : a->span.start > b->span.start;
}

static void put_edits(struct request *request, struct name_places *places, struct str name)
{
	struct json_writer *json = request->json;
	struct run *run = &request->server->world.run;
	uint32_t source = 0;
	qsort(places->items.items, places->items.n, sizeof *places->items.items, by_place);
	json_put_object(json, "result");
	json_put_object(json, "changes");
	for (uint32_t i = 0; i < places->items.n; i++) {
		struct span span = places->items.items[i].span;
		if (!places->items.items[i].is_name)
			continue;
		if (span.source != source) {
			struct str path = sources_get(&run->sources, span.source)->canonical;
			if (source)
				json_put_end(json);
			json_put_array(json, path_uri(request->arena, path).ptr);
			source = span.source;
		}
		json_put_object(json, NULL);
		put_span(json, request->server, "range", span);
		json_put_str(json, "newText", name);
		json_put_end(json);
	}
	if (source)
		json_put_end(json);
	json_put_end(json);
	json_put_end(json);
}

static void answer(struct request *request)
{
	struct place_at at;
	struct span name;
	struct name_places places = {0};
	const json_t *given = json_object_get(request->params, "newName");
	struct str wanted = {json_string_value(given), json_string_length(given)};
	struct block *block = place_asked(request, &at) ? block_at(&at, &name) : NULL;
	if (request->error) {
		json_put_null(request->json, "result");
	} else if (!block || !block->name) {
		refuse(request, "there is no name of a block here");
	} else if (block->is_std) {
		refuse(request, "the standard library's names stay as they are");
	} else if (!json_is_string(given) || !is_name(wanted) || is_word_of_the_language(wanted)) {
		refuse(request,
			"a name has letters, digits and `_`, begins with no digit, and is no "
			"word of the language");
	} else if (is_taken(at.plan, block, wanted)) {
		refuse(request, "another block of this kind is called that already");
	} else {
		name_places_of(at.plan, block, &places);
		put_edits(request, &places, wanted);
	}
	vec_free(&places.items);
}

const struct lsp_method lsp_rename = {.name = "textDocument/rename", .answer = answer};
