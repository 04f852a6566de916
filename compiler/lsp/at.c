#include "compiler/lsp/server.h"

#include "compiler/plan/refs.h"
#include <string.h>

bool place_asked(struct request *request, struct place_at *at)
{
	struct server *server = request->server;
	struct position position;
	*at = (struct place_at){.document = document_asked(request)};
	if (!at->document)
		return false;
	if (!position_read(json_object_get(request->params, "position"), &position)) {
		request->error = "there is no position";
		request->error_code = LSP_INVALID_PARAMS;
		return false;
	}
	struct world *world = world_of(server);
	at->source = world_source(world, at->document);
	at->plan = at->source ? world_plan(world, at->source) : NULL;
	at->file = at->plan ? plan_file_of(at->plan, at->source) : NULL;
	at->offset = offset_of(server, out_view(&at->document->text), position);
	return at->file != NULL;
}

/* ---- names ---- */

static bool holds(struct span span, uint32_t source, uint32_t offset)
{
	return span.source == source && span_holds(span, offset);
}

/* Of a path, the part behind the last dot. */
static struct span last_name(const struct plan *plan, struct span span)
{
	const struct source *source = sources_get(&plan->run->sources, span.source);
	struct str text = source_slice(source, span);
	const char *dot = text.len ? memrchr(text.ptr, '.', text.len) : NULL;
	uint32_t skip = dot ? (uint32_t)(dot + 1 - text.ptr) : 0;
	return (struct span){span.source, span.start + skip, span.len - skip};
}

/* `a.b.c` names three blocks, each inside the one before: the part that stands for `block`, which
   is `to` or around it. len 0: none does. */
static struct span part_for(const struct plan *plan, struct span path, const struct block *to,
	const struct block *block)
{
	struct span none = {0};
	for (const struct block *at = to; at; at = at->parent) {
		if (!at->name)
			continue;
		struct span name = last_name(plan, path);
		if (at == block)
			return name;
		if (name.start <= path.start)
			return none;
		path.len = name.start - 1 - path.start;
	}
	return none;
}

static bool is_declared(const struct block *block)
{
	return block->name && kind_infos[block->kind].named != NAME_REFERENCE;
}

/* ---- from a place to a block ---- */

struct search {
	const struct place_at *at;
	struct block *found;
	struct span name;
};

static void look_at_ref(void *context, const struct found_ref *ref)
{
	struct search *search = context;
	if (!ref->to || !holds(ref->span, search->at->source->id, search->at->offset))
		return;
	/* in `a.b`, with the cursor in `a`: the block around b */
	for (struct block *to = ref->to; to; to = to->parent) {
		struct span part = part_for(search->at->plan, ref->span, ref->to, to);
		if (!part.len || !holds(part, search->at->source->id, search->at->offset))
			continue;
		search->found = to;
		search->name = part;
		return;
	}
}

static void look_at_update(struct search *search, const struct block *block)
{
	const struct place_at *at = search->at;
	for (const struct part *part = &block->part; part; part = part->next) {
		if (!part->is_update || part->file != at->file)
			continue;
		struct span span = file_span(part->file, file_node(part->file, part->node)->a);
		if (holds(span, at->source->id, at->offset)) {
			search->found = (struct block *)(uintptr_t)block;
			search->name = last_name(at->plan, span);
		}
	}
}

struct block *block_at(const struct place_at *at, struct span *name)
{
	struct search search = {.at = at};
	struct plan *plan = at->plan;
	for (uint32_t i = 0; i < plan->blocks.n && !search.found; i++) {
		struct block *block = plan->blocks.items[i];
		if (is_declared(block) && holds(block_span(block), at->source->id, at->offset)) {
			search.found = block;
			search.name = block_span(block);
			break;
		}
		bool is_near = false;
		for (const struct part *part = &block->part; part; part = part->next)
			is_near |=
				part->file == at->file && holds(file_span(part->file, part->node),
								  at->source->id, at->offset);
		if (!is_near)
			continue;
		refs_each(plan, block, look_at_ref, &search);
		look_at_update(&search, block);
	}
	*name = search.name;
	return search.found;
}

struct block *block_around(const struct place_at *at)
{
	struct block *found = NULL;
	uint32_t least = UINT32_MAX;
	for (uint32_t i = 0; i < at->plan->blocks.n; i++) {
		struct block *block = at->plan->blocks.items[i];
		if (block->part.file != at->file)
			continue;
		struct span span = file_span(block->part.file, block->part.node);
		if (holds(span, at->source->id, at->offset) && span.len < least) {
			least = span.len;
			found = block;
		}
	}
	return found;
}

/* ---- from a block to places ---- */

struct gathering {
	struct plan *plan;
	const struct block *block;
	struct name_places *places;
};

static void add_place(struct gathering *gathering, struct span span, bool is_declaration)
{
	struct plan *plan = gathering->plan;
	if (!span.len)
		return;
	for (uint32_t i = 0; i < gathering->places->items.n; i++) {
		struct span known = gathering->places->items.items[i].span;
		if (known.source == span.source && known.start == span.start)
			return;
	}
	struct str text = source_slice(sources_get(&plan->run->sources, span.source), span);
	bool is_name = str_equal(text, plan_name(plan, gathering->block->name));
	vec_push(&gathering->places->items, ((struct name_place){span, is_declaration, is_name}));
}

static void gather_ref(void *context, const struct found_ref *ref)
{
	struct gathering *gathering = context;
	if (ref->to)
		add_place(gathering,
			part_for(gathering->plan, ref->span, ref->to, gathering->block), false);
}

void name_places_of(struct plan *plan, const struct block *block, struct name_places *places)
{
	struct gathering gathering = {plan, block, places};
	if (is_declared(block))
		add_place(&gathering, block_span(block), true);
	for (uint32_t i = 0; i < plan->blocks.n; i++) {
		struct block *one = plan->blocks.items[i];
		if (!one->is_std)
			refs_each(plan, one, gather_ref, &gathering);
		for (const struct part *part = one->part.next; part; part = part->next)
			if (part->is_update)
				add_place(&gathering,
					part_for(plan,
						file_span(part->file,
							file_node(part->file, part->node)->a),
						one, block),
					false);
	}
}
