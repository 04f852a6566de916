/* `like`: a block takes over the contract fields and the children of another of its kind, which may
 * be like a third in turn. */
#include "compiler/plan/collect.h"
#include "compiler/plan/project.h"

/* Every level adds a part to each block that is like it. */
enum { LIKE_DEPTH_MAX = 64, CIRCLE_SHOWN_MAX = 12 };

static struct sink *sink_of(struct plan *plan)
{
	return &plan->run->sink;
}

static uint32_t like_node(const struct block *block)
{
	uint32_t child = file_node(block->part.file, block->part.node)->child;
	return child && file_node(block->part.file, child)->kind == NODE_LIKE ? child : 0;
}

/* ---- children ---- */

/* Whether a child of what a block is like stays out: the block states one of the name itself, or
   the only one it can have of a nameless kind. An action says what happened, unless it comes with a
   template. */
static bool is_replaced(const struct block *block, const struct block *child)
{
	if (child->kind == KIND_action && !child->is_template)
		return true;
	if (!child->name && kind_infos[child->kind].named != NAME_NONE)
		return false;
	for (const struct block *own = block->first_child; own; own = own->next_sibling)
		if (!own->part.is_base &&
			(child->name ? own->name == child->name : own->kind == child->kind))
			return true;
	return false;
}

/* A copied child stands at the same place in the text and has another parent. */
static void copy_children(struct plan *plan, struct block *block, const struct block *base)
{
	struct block *last = block->first_child;
	while (last && last->next_sibling)
		last = last->next_sibling;
	for (const struct block *child = base->first_child; child; child = child->next_sibling) {
		if (is_replaced(block, child))
			continue;
		if (plan->n_orders >= PLAN_BLOCKS_MAX) {
			collect_report_too_many(plan, block_span(block));
			return;
		}
		struct block *copy = collect_make(
			plan, child->part.file, child->part.node, (enum kind)child->kind, block);
		copy->part.is_base = true;
		collect_name(plan, copy);
		collect_add_child(block, &last, copy);
		copy_children(plan, copy, child);
	}
}

/* ---- chains ---- */

/* Blocks that are like one another, each like the next, up to one that is like none or is done. */
struct chain {
	VEC(struct block *) blocks;
};

/* The circle as it is printed: from the block that closes it, along what each is like, back to it.
 */
static void report_circle(struct plan *plan, const struct chain *chain, const struct block *again)
{
	const struct block *last = chain->blocks.items[chain->blocks.n - 1];
	struct out circle = {0};
	uint32_t first = 0;
	while (chain->blocks.items[first] != again)
		first++;
	for (uint32_t i = first; i < chain->blocks.n && i < first + CIRCLE_SHOWN_MAX; i++)
		out_printf(&circle, "%.*s -> ", STR_ARGS(block_path(plan, chain->blocks.items[i])));
	if (chain->blocks.n - first > CIRCLE_SHOWN_MAX)
		out_text(&circle, "... -> ");
	out_str(&circle, block_path(plan, again));
	struct finding *finding = finding_new(sink_of(plan), &finding_name_cycle,
		file_span(last->part.file, like_node(last)),
		"these blocks are like one another in a circle: %.*s", STR_ARGS(out_view(&circle)));
	finding_help(sink_of(plan), finding, "write the fields out in one of them");
	out_free(&circle);
}

static struct block *resolve_base(struct plan *plan, struct block *block)
{
	struct name_scope scope = {.file = block->part.file, .block = block->parent};
	uint32_t path = file_node(block->part.file, like_node(block))->a;
	plan->resolving_templates = true;
	struct block *base = names_resolve(plan, scope, path, (kinds_t)1 << block->kind);
	plan->resolving_templates = false;
	return base;
}

/* Each level of likeness has added one part. */
static uint32_t depth_of(const struct block *block)
{
	uint32_t depth = 0;
	for (const struct part *part = block->part.next; part; part = part->next)
		depth += part->is_base;
	return depth;
}

static void copy_base(struct plan *plan, struct block *block, const struct block *base)
{
	if (depth_of(base) >= LIKE_DEPTH_MAX) {
		finding_new(sink_of(plan), &finding_syntax_too_large,
			file_span(block->part.file, like_node(block)),
			"`like` is nested more than %d deep", LIKE_DEPTH_MAX);
		block->like_state = LIKE_UNKNOWN;
		return;
	}
	struct part own = {.file = base->part.file, .node = base->part.node, .is_base = true};
	collect_add_part(plan, block, own);
	for (const struct part *part = base->part.next; part; part = part->next)
		if (part->is_base)
			collect_add_part(plan, block,
				(struct part){
					.file = part->file, .node = part->node, .is_base = true});
	copy_children(plan, block, base);
	block->like_state = base->like_state == LIKE_UNKNOWN ? LIKE_UNKNOWN : DECODING_DONE;
}

/* Follows the chain first and copies from its end, so that what a block is like is complete before
 * it is copied. */
static void apply_like(struct plan *plan, struct block *block)
{
	struct chain chain = {0};
	struct block *base = block;
	while (base && base->like_state == DECODING_FRESH && like_node(base)) {
		base->like_state = DECODING_BUSY;
		vec_push(&chain.blocks, base);
		base = resolve_base(plan, base);
	}
	if (base && base->like_state == DECODING_BUSY) {
		report_circle(plan, &chain, base);
		base = NULL;
	}
	while (chain.blocks.n) {
		struct block *at = chain.blocks.items[--chain.blocks.n];
		if (base)
			copy_base(plan, at, base);
		else
			at->like_state = LIKE_UNKNOWN;
		base = at;
	}
	vec_free(&chain.blocks);
}

void plan_apply_likes(struct plan *plan, struct block *block)
{
	apply_like(plan, block);
	for (struct block *child = block->first_child; child; child = child->next_sibling)
		plan_apply_likes(plan, child);
}
