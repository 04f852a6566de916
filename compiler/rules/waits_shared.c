#include "compiler/rules/waits_shared.h"

/* ---- nodes and items ---- */

static bool waits(const struct block *block)
{
	return block->kind == KIND_initiative || block->kind == KIND_milestone ||
	       block->kind == KIND_activity;
}

static uint32_t node_of(struct waits *all, const struct block *block, bool end)
{
	bool added;
	uint32_t *node = map_put(&all->nodes, rules_key(block), &added);
	if (added) {
		vec_push(&all->blocks, block);
		*node = all->blocks.n;
		if (block->kind == KIND_initiative)
			vec_push(&all->blocks, block);
	}
	return *node - 1 + (end && block->kind == KIND_initiative);
}

static void add_refs(struct waits *all, const struct block *block, const char *field,
	const struct ref *refs, uint32_t n)
{
	for (uint32_t i = 0; i < n; i++)
		if (refs[i].block)
			vec_push(&all->items, ((struct wait){block, refs[i].block, block, field,
						      refs[i].node, node_of(all, block, false),
						      node_of(all, refs[i].block, true)}));
}

static void add_written(struct waits *all, const struct block *block)
{
	const void *at = block;
	if (block->kind == KIND_initiative) {
		const struct initiative_block *initiative = at;
		add_refs(all, block, "after", initiative->after.items, initiative->after.n);
		add_refs(all, block, "needs", initiative->needs.items, initiative->needs.n);
	} else if (block->kind == KIND_milestone) {
		const struct milestone_block *milestone = at;
		add_refs(all, block, "after", milestone->after.items, milestone->after.n);
	} else if (block->kind == KIND_activity) {
		const struct activity_block *activity = at;
		add_refs(all, block, "after", activity->after.items, activity->after.n);
	} else if (block->kind == KIND_dependency) {
		const struct dependency_block *dependency = at;
		for (uint32_t i = 0; i < dependency->affects.n; i++) {
			const struct ref *ref = &dependency->affects.items[i];
			if (ref->block && waits(ref->block))
				vec_push(&all->items,
					((struct wait){ref->block, block, block, "affects",
						ref->node, node_of(all, ref->block, false),
						node_of(all, block, true)}));
		}
	}
}

static void add_unwritten(struct waits *all, const struct block *block, uint32_t from,
	const struct block *on, uint32_t to)
{
	vec_push(&all->items, ((struct wait){block, on, block, NULL, 0, from, to}));
}

/* An initiative ends after it has started and after its parts; a part comes after its start. */
static void add_structure(struct waits *all, const struct block *block)
{
	if (block->kind != KIND_initiative)
		return;
	uint32_t start = node_of(all, block, false), end = node_of(all, block, true);
	add_unwritten(all, block, end, block, start);
	for (const struct block *child = block->first_child; child; child = child->next_sibling) {
		if (!waits(child))
			continue;
		uint32_t node = node_of(all, child, false);
		add_unwritten(all, child, node, block, start);
		add_unwritten(all, block, end, child, node);
	}
}

static void sort_items(struct waits *all)
{
	uint32_t n = all->blocks.n;
	all->first = arena_array(&all->arena, uint32_t, n + 2);
	all->of = arena_array(&all->arena, uint32_t, all->items.n + 1);
	for (uint32_t i = 0; i < all->items.n; i++)
		all->first[all->items.items[i].from + 2]++;
	for (uint32_t i = 2; i < n + 2; i++)
		all->first[i] += all->first[i - 1];
	for (uint32_t i = 0; i < all->items.n; i++)
		all->of[all->first[all->items.items[i].from + 1]++] = i;
}

/* ---- circles ---- */

struct frame {
	uint32_t node, next;
};

struct walk {
	struct waits *all;
	uint32_t *seen, *low; /* by node; seen 0: not yet */
	bool *is_open;
	uint32_t n_seen;
	VEC(struct frame) frames;
	VEC(uint32_t) open; /* nodes whose component is not closed */
};

static bool waits_for_itself(const struct waits *all, uint32_t node)
{
	for (uint32_t i = all->first[node]; i < all->first[node + 1]; i++)
		if (all->items.items[all->of[i]].to == node)
			return true;
	return false;
}

/* Everything on top of `node` waits for it and the reverse. */
static void close_component(struct walk *walk, uint32_t node)
{
	struct waits *all = walk->all;
	bool is_circle = walk->open.items[walk->open.n - 1] != node || waits_for_itself(all, node);
	uint32_t number = is_circle ? ++all->n_circles : 0, top;
	do {
		top = walk->open.items[--walk->open.n];
		walk->is_open[top] = false;
		all->circle[top] = number;
	} while (top != node);
}

static void enter(struct walk *walk, uint32_t node)
{
	walk->seen[node] = walk->low[node] = ++walk->n_seen;
	walk->is_open[node] = true;
	vec_push(&walk->open, node);
	vec_push(&walk->frames, ((struct frame){node, walk->all->first[node]}));
}

/* Tarjan's components, without recursion. */
static void walk_from(struct walk *walk, uint32_t root)
{
	struct waits *all = walk->all;
	enter(walk, root);
	while (walk->frames.n) {
		struct frame *top = &walk->frames.items[walk->frames.n - 1];
		uint32_t node = top->node;
		if (top->next < all->first[node + 1]) {
			uint32_t to = all->items.items[all->of[top->next++]].to;
			if (!walk->seen[to])
				enter(walk, to);
			else if (walk->is_open[to] && walk->seen[to] < walk->low[node])
				walk->low[node] = walk->seen[to];
			continue;
		}
		walk->frames.n--;
		if (walk->low[node] == walk->seen[node])
			close_component(walk, node);
		if (walk->frames.n) {
			uint32_t below = walk->frames.items[walk->frames.n - 1].node;
			if (walk->low[node] < walk->low[below])
				walk->low[below] = walk->low[node];
		}
	}
}

static void find_circles(struct waits *all)
{
	uint32_t n = all->blocks.n;
	struct walk walk = {.all = all,
		.seen = arena_array(&all->arena, uint32_t, n + 1),
		.low = arena_array(&all->arena, uint32_t, n + 1),
		.is_open = arena_array(&all->arena, bool, n + 1)};
	all->circle = arena_array(&all->arena, uint32_t, n + 1);
	for (uint32_t node = 0; node < n; node++)
		if (!walk.seen[node])
			walk_from(&walk, node);
	vec_free(&walk.frames);
	vec_free(&walk.open);
}

/* ---- the way around one ---- */

/* Of each circle the node of the block that comes first in the plan. */
static void find_first_nodes(struct waits *all)
{
	uint32_t n = all->blocks.n;
	all->first_of = arena_array(&all->arena, uint32_t, all->n_circles + 1);
	all->by = arena_array(&all->arena, uint32_t, n + 1);
	all->queue = arena_array(&all->arena, uint32_t, n + 1);
	for (uint32_t node = 0; node < n; node++) {
		uint32_t *first = &all->first_of[all->circle[node]];
		if (!*first ||
			all->blocks.items[node]->order < all->blocks.items[*first - 1]->order)
			*first = node + 1;
	}
}

void waits_make(struct waits *all, const struct plan *plan)
{
	*all = (struct waits){0};
	arena_init(&all->arena);
	for (uint32_t i = 0; i < plan->blocks.n; i++)
		add_written(all, plan->blocks.items[i]);
	for (uint32_t i = 0; i < plan->of_kind[KIND_initiative].n; i++)
		add_structure(all, plan->of_kind[KIND_initiative].items[i]);
	sort_items(all);
	find_circles(all);
	find_first_nodes(all);
}

void waits_free(struct waits *all)
{
	map_free(&all->nodes);
	vec_free(&all->blocks);
	vec_free(&all->items);
	arena_free(&all->arena);
}

bool wait_is_in_circle(const struct waits *all, const struct wait *wait)
{
	return all->circle[wait->from] && all->circle[wait->from] == all->circle[wait->to];
}

/* Breadth first, so that the way is a shortest one. */
uint32_t waits_way_around(struct waits *all, uint32_t circle, const uint32_t **way)
{
	uint32_t start = all->first_of[circle] - 1, length = 0, head = 0, tail = 0;
	uint32_t *by = all->by, *queue = all->queue; /* by: the item that led here, + 1 */
	queue[tail++] = start;
	while (head < tail && !by[start]) {
		uint32_t node = queue[head++];
		for (uint32_t i = all->first[node]; i < all->first[node + 1]; i++) {
			uint32_t to = all->items.items[all->of[i]].to;
			if (all->circle[to] != circle || by[to])
				continue;
			by[to] = all->of[i] + 1;
			if (to != start)
				queue[tail++] = to;
		}
	}
	uint32_t node = start;
	do {
		length++;
		node = all->items.items[by[node] - 1].from;
	} while (node != start);
	uint32_t *items = arena_array(&all->arena, uint32_t, length);
	for (uint32_t i = length; i-- > 0;) {
		items[i] = by[node] - 1;
		node = all->items.items[items[i]].from;
	}
	*way = items;
	return length;
}
