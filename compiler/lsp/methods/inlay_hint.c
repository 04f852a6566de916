#include "compiler/lsp/server.h"

#include <stdlib.h>
#include <string.h>

struct hint {
	uint32_t offset; /* behind what it stands */
	struct str text;
};

struct hints {
	struct request *request;
	const struct plan *plan;
	const struct tracked *tracked; /* may be NULL */
	const struct file *file;
	struct span shown; /* what the editor shows */
	VEC(struct hint) items;
};

static void add(struct hints *hints, uint32_t offset, struct str text)
{
	if (span_holds(hints->shown, offset))
		vec_push(&hints->items, ((struct hint){offset, text}));
}

/* The span of the field's value where the file at hand states it. */
static bool stated_here(
	const struct hints *hints, const struct block *block, const char *field, struct span *span)
{
	const struct file *file = NULL;
	*span = block_stated_field(block, field, &file);
	return span->source && file == hints->file;
}

/* "= 2026-06-30" behind a period or calculation that stands for a day, and how many days are left.
 */
static void hint_day(
	struct hints *hints, const struct block *block, const char *field, date_t day, bool is_open)
{
	struct span span;
	struct out text = {0};
	struct arena *arena = hints->request->arena;
	if (!day || !stated_here(hints, block, field, &span))
		return;
	struct str written = source_slice(hints->file->source, span);
	struct date_text said = date_text(day);
	if (!memmem(written.ptr, written.len, said.text, strlen(said.text)))
		out_printf(&text, "= %s", said.text);
	if (is_open && hints->tracked) {
		int64_t left = (int64_t)day - hints->tracked->as_of;
		out_text(&text, text.len ? ", " : "");
		if (left >= 0)
			out_printf(
				&text, "%lld %s left", (long long)left, left == 1 ? "day" : "days");
		else
			out_printf(&text, "%lld %s ago", -(long long)left,
				left == -1 ? "day" : "days");
	}
	if (text.len)
		add(hints, span.start + span.len, str_copy(arena, out_view(&text)));
	out_free(&text);
}

static void hint_work(struct hints *hints, const struct block *block)
{
	const struct tracked_item *item =
		hints->tracked ? tracked_item_of(hints->tracked, block) : NULL;
	static const char *const dues[] = {"due", "need_by", "recheck_by"};
	bool is_open = item && !item->done && item->figures.state != ITEM_NONE;
	for (size_t i = 0; item && i < sizeof dues / sizeof *dues; i++)
		hint_day(hints, block, dues[i], item->due, is_open);
}

/* The owner of a part that states none, behind its title. */
static void hint_owner(struct hints *hints, const struct block *block)
{
	struct owners owners = block_owners(block);
	date_t day = hints->tracked ? hints->tracked->as_of : DATE_NONE;
	const struct person_block *owner = block_owner_on(block, day);
	if (!owners.from || owners.from == block || !owner || !block->parent ||
		!field_called((enum kind)block->kind, STR("owner")))
		return;
	const struct file *file = block->part.file;
	const struct node *node = file_node(file, block->part.node);
	for (uint32_t i = node->first; i <= node->last; i++)
		if (file->tokens.items[i].kind == LBRACE) {
			struct span brace = file_token_span(file, i);
			add(hints, brace.start + brace.len,
				str_format(hints->request->arena, "owner: %.*s",
					STR_ARGS(plan_name(hints->plan, owner->block.name))));
			return;
		}
}

static void gather(struct hints *hints)
{
	for (uint32_t i = 0; i < hints->plan->blocks.n; i++) {
		const struct block *block = hints->plan->blocks.items[i];
		if (block->part.file != hints->file)
			continue;
		if (block->kind == KIND_goal) {
			const struct goal_block *goal = (const void *)block;
			const struct tracked_goal *state =
				hints->tracked ? tracked_goal_of(hints->tracked, goal) : NULL;
			if (goal->target.by)
				hint_day(hints, block, "target", goal->target.by,
					state && state->figures.status != STATUS_DONE);
		} else {
			hint_work(hints, block);
		}
		hint_owner(hints, block);
	}
}

static int by_offset(const void *left, const void *right)
{
	const struct hint *a = left, *b = right;
	return a->offset < b->offset ? -1 : a->offset > b->offset;
}

static void put_hints(struct hints *hints)
{
	struct json_writer *json = hints->request->json;
	struct str text = {hints->file->source->text, hints->file->source->len};
	if (hints->items.n)
		qsort(hints->items.items, hints->items.n, sizeof *hints->items.items, by_offset);
	for (uint32_t i = 0; i < hints->items.n; i++) {
		const struct hint *hint = &hints->items.items[i];
		json_put_object(json, NULL);
		put_position(
			json, "position", position_of(hints->request->server, text, hint->offset));
		json_put_str(json, "label", hint->text);
		json_put_bool(json, "paddingLeft", true);
		json_put_end(json);
	}
}

static void answer(struct request *request)
{
	const struct document *document = document_asked(request);
	struct hints hints = {.request = request};
	struct position_range range;
	struct world *world = document ? world_of(request->server) : NULL;
	const struct source *source = world ? world_source(world, document) : NULL;
	hints.plan = source ? world_plan(world, source) : NULL;
	hints.file = hints.plan ? plan_file_of(hints.plan, source) : NULL;
	hints.tracked = hints.plan ? world_tracked(world, hints.plan) : NULL;
	json_put_array(request->json, "result");
	if (hints.file) {
		hints.shown = (struct span){source->id, 0, source->len};
		if (range_read(json_object_get(request->params, "range"), &range)) {
			struct str text = {source->text, source->len};
			uint32_t start = offset_of(request->server, text, range.start);
			uint32_t end = offset_of(request->server, text, range.end);
			hints.shown =
				(struct span){source->id, start, end > start ? end - start : 0};
		}
		gather(&hints);
		put_hints(&hints);
	}
	json_put_end(request->json);
	vec_free(&hints.items);
}

const struct lsp_method lsp_inlay_hint = {.name = "textDocument/inlayHint", .answer = answer};
