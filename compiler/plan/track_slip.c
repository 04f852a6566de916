/*
 * How many days later everything downstream lands: forecasts along `after`, `needs` and what a
 * dependency affects. Calendar days are counted; time between two dates is slack unless a window
 * says that it is work.
 */
#include "compiler/plan/track_shared.h"

/*
 * Nodes are the items, then the starts of the initiatives, then their ends. An initiative starts
 * after what it waits for; its parts move with its start; its end is no earlier than that of its
 * parts.
 */
struct edge {
	uint32_t consumer, provider;
};

struct frame {
	uint32_t node, next;
};

enum visit_state { VISIT_FRESH, VISIT_OPEN, VISIT_CLOSED };

struct slip {
	struct tracked *tracked;
	uint32_t n_items, n_initiatives, n;
	VEC(struct edge) edges;
	uint32_t *first; /* first[node] .. first[node + 1]: its providers */
	uint32_t *providers;
	uint8_t *state;
	bool *in_circle;
	VEC(struct frame) stack;
};

static uint32_t start_node(const struct slip *slip, uint32_t initiative)
{
	return slip->n_items + initiative;
}

static uint32_t end_node(const struct slip *slip, uint32_t initiative)
{
	return slip->n_items + slip->n_initiatives + initiative;
}

/* The node of a block as one that waits (`ends` false) or is waited for; false if it has no dates.
 */
static bool node_of(const struct slip *slip, const struct block *block, bool ends, uint32_t *node)
{
	const uint32_t *place = block ? track_index(slip->tracked, block) : NULL;
	if (!place || block->kind == KIND_goal || block->kind == KIND_metric)
		return false;
	*node = *place - 1;
	if (block->kind == KIND_initiative)
		*node = ends ? end_node(slip, *node) : start_node(slip, *node);
	return true;
}

static const struct block *block_of(const struct slip *slip, uint32_t node)
{
	if (node < slip->n_items)
		return slip->tracked->items.items[node].block;
	node = (node - slip->n_items) % slip->n_initiatives;
	return &slip->tracked->initiatives.items[node].initiative->block;
}

/* ---- who waits for whom ---- */

static void add_edge(struct slip *slip, uint32_t consumer, uint32_t provider)
{
	if (consumer != provider)
		vec_push(&slip->edges, ((struct edge){consumer, provider}));
}

static void add_refs(struct slip *slip, uint32_t consumer, const struct ref *refs, uint32_t n)
{
	uint32_t provider;
	for (uint32_t i = 0; i < n; i++)
		if (node_of(slip, refs[i].block, true, &provider))
			add_edge(slip, consumer, provider);
}

static void add_item_edges(struct slip *slip, uint32_t node)
{
	const struct block *block = slip->tracked->items.items[node].block;
	uint32_t other;
	if (block->kind == KIND_milestone) {
		const struct milestone_block *milestone = (const void *)block;
		add_refs(slip, node, milestone->after.items, milestone->after.n);
	} else if (block->kind == KIND_activity) {
		const struct activity_block *activity = (const void *)block;
		add_refs(slip, node, activity->after.items, activity->after.n);
	} else if (block->kind == KIND_dependency) {
		const struct dependency_block *dependency = (const void *)block;
		for (uint32_t i = 0; i < dependency->affects.n; i++)
			if (node_of(slip, dependency->affects.items[i].block, false, &other))
				add_edge(slip, other, node);
	}
	const struct block *parent = block->parent;
	if (!parent || parent->kind != KIND_initiative)
		return;
	if (node_of(slip, parent, false, &other))
		add_edge(slip, node, other);
	if (block->kind != KIND_action && node_of(slip, parent, true, &other))
		add_edge(slip, other, node);
}

static void find_edges(struct slip *slip)
{
	for (uint32_t i = 0; i < slip->n_items; i++)
		add_item_edges(slip, i);
	for (uint32_t i = 0; i < slip->n_initiatives; i++) {
		const struct initiative_block *initiative =
			slip->tracked->initiatives.items[i].initiative;
		add_refs(slip, start_node(slip, i), initiative->after.items, initiative->after.n);
		add_refs(slip, start_node(slip, i), initiative->needs.items, initiative->needs.n);
		add_edge(slip, end_node(slip, i), start_node(slip, i));
	}
}

/* Providers of each node side by side, in the order in which they were found. */
static void sort_edges(struct slip *slip, struct arena *arena)
{
	slip->first = arena_array(arena, uint32_t, slip->n + 2);
	slip->providers = arena_array(arena, uint32_t, slip->edges.n);
	for (uint32_t i = 0; i < slip->edges.n; i++)
		slip->first[slip->edges.items[i].consumer + 2]++;
	for (uint32_t i = 2; i < slip->n + 2; i++)
		slip->first[i] += slip->first[i - 1];
	for (uint32_t i = 0; i < slip->edges.n; i++)
		slip->providers[slip->first[slip->edges.items[i].consumer + 1]++] =
			slip->edges.items[i].provider;
}

/* ---- where one node lands ---- */

struct landing {
	date_t day;		  /* the last finish that is waited for, or DATE_NONE */
	const struct block *from; /* whose it is; among equals the one with the smaller name */
};

static struct str name_of(const struct slip *slip, const struct block *block)
{
	return block->name || !block->title.ptr ? plan_name(slip->tracked->plan, block->name)
						: block->title;
}

/* What is needed by a day in the middle of a window lets the work begin; it moves the window by as
   much as it comes after that day. `first`: the window's first day, DATE_NONE if it has none. */
static date_t waited_for(const struct tracked_item *item, date_t first)
{
	if (item->block->kind != KIND_dependency || !first || item->due < first)
		return item->lands;
	return date_add(first, (int64_t)item->lands - item->due - 1);
}

/* The last finish among the providers, without the starts and parts of initiatives. */
static struct landing last_finish(const struct slip *slip, uint32_t node, date_t first)
{
	struct landing last = {DATE_NONE, NULL};
	for (uint32_t i = slip->first[node]; i < slip->first[node + 1] && !slip->in_circle[node];
		i++) {
		uint32_t provider = slip->providers[i];
		const struct block *block = block_of(slip, provider);
		date_t day;
		if (provider < slip->n_items)
			day = waited_for(&slip->tracked->items.items[provider], first);
		else if (provider >= end_node(slip, 0))
			day = slip->tracked->initiatives.items[provider - end_node(slip, 0)].lands;
		else
			continue;
		if (day < last.day ||
			(day == last.day && last.from &&
				str_compare(name_of(slip, block), name_of(slip, last.from)) >= 0))
			continue;
		last = (struct landing){day, block};
	}
	return last;
}

static date_t later_by(date_t date, int64_t days)
{
	date_t later = date_add(date, days);
	return later ? later : DATE_MAX;
}

static date_t max_date(date_t a, date_t b)
{
	return a > b ? a : b;
}

/* By how many days the start of the initiative around an item has moved, and because of whom. */
static int32_t parent_shift(
	const struct slip *slip, const struct block *block, const struct block **because)
{
	const uint32_t *place = block->parent ? track_index(slip->tracked, block->parent) : NULL;
	if (!place || block->parent->kind != KIND_initiative)
		return 0;
	const struct tracked_initiative *parent = &slip->tracked->initiatives.items[*place - 1];
	date_t first = parent->initiative->window.first;
	if (!first || parent->starts <= first)
		return 0;
	*because = parent->waits_for;
	return parent->starts - first;
}

/* An item with a window starts after the last finish it waits for and keeps its length; its own
 * forecast may shorten it. */
static void land_window(struct tracked_item *item, struct date_range window, int32_t shift,
	date_t own, bool has_forecast, struct landing last)
{
	date_t start = later_by(window.first, has_forecast ? 0 : shift);
	date_t after = last.from ? later_by(last.day, 1) : DATE_NONE;
	date_t end = has_forecast ? max_date(own, after)
				  : later_by(max_date(start, after), window.last - window.first);
	if (end > own) {
		item->lands = end;
		if (after > start || has_forecast)
			item->waits_for = last.from;
	}
}

static void land_item(struct slip *slip, uint32_t node)
{
	struct tracked_item *item = &slip->tracked->items.items[node];
	date_t as_of = slip->tracked->as_of;
	if (item->figures.state == ITEM_NONE)
		return;
	if (item->figures.state == ITEM_DONE) {
		item->lands = item->done;
		return;
	}
	bool has_forecast = item->forecast >= as_of;
	const struct block *because = NULL;
	int32_t shift = has_forecast ? 0 : parent_shift(slip, item->block, &because);
	date_t due = later_by(item->due, shift);
	date_t own = has_forecast ? item->forecast : max_date(due, as_of);
	item->no_forecast = !has_forecast && due < as_of;
	item->lands = own;
	if (own > item->due && own == due)
		item->waits_for = because;
	const struct activity_block *activity =
		item->block->kind == KIND_activity ? (const void *)item->block : NULL;
	struct landing last =
		last_finish(slip, node, activity ? activity->window.first : DATE_NONE);
	if (activity && activity->window.first) {
		land_window(item, activity->window, shift, own, has_forecast, last);
	} else if (last.from && last.day > own) {
		item->lands = last.day;
		item->waits_for = last.from;
	}
}

static void start_initiative(struct slip *slip, uint32_t i)
{
	struct tracked_initiative *initiative = &slip->tracked->initiatives.items[i];
	struct landing last = last_finish(slip, start_node(slip, i), initiative->starts);
	date_t after = last.from ? later_by(last.day, 1) : DATE_NONE;
	bool is_done = initiative->initiative->state.value == work_state_done &&
		       initiative->initiative->state.on <= slip->tracked->as_of;
	if (!initiative->starts || is_done || after <= initiative->starts)
		return;
	initiative->starts = after;
	initiative->waits_for = last.from;
}

/* Whether every milestone and activity is done, if there are any. */
static bool parts_are_done(const struct slip *slip, const struct initiative_block *initiative)
{
	uint32_t n = 0;
	for (const struct block *child = initiative->block.first_child; child;
		child = child->next_sibling) {
		const struct tracked_item *item = tracked_item_of(slip->tracked, child);
		if (!item || (child->kind != KIND_milestone && child->kind != KIND_activity))
			continue;
		if (item->figures.state != ITEM_DONE)
			return false;
		n++;
	}
	return n > 0;
}

static void end_initiative(struct slip *slip, uint32_t i)
{
	struct tracked_initiative *initiative = &slip->tracked->initiatives.items[i];
	struct date_range window = initiative->initiative->window;
	date_t as_of = slip->tracked->as_of;
	date_t said = initiative->initiative->state.on <= as_of ? initiative->initiative->state.on
								: DATE_NONE;
	uint8_t state =
		initiative->initiative->state.on <= as_of ? initiative->initiative->state.value : 0;
	if (!window.first || state == work_state_cancelled)
		return;
	struct landing last = last_finish(slip, end_node(slip, i), DATE_NONE);
	if (state == work_state_done || parts_are_done(slip, initiative->initiative)) {
		initiative->lands = state == work_state_done && said ? said
				    : last.from			     ? last.day
								     : window.last;
		return;
	}
	initiative->lands =
		max_date(later_by(initiative->starts, window.last - window.first), as_of);
	if (last.from && last.day > initiative->lands) {
		initiative->lands = last.day;
		initiative->waits_for = last.from;
	}
}

/* ---- slack ---- */

/* The day through which a provider may come without moving this consumer; DATE_NONE if the consumer
   has no date. */
static date_t needed_by(const struct slip *slip, uint32_t consumer, const struct tracked_item *from)
{
	date_t first = DATE_NONE, due = DATE_NONE;
	if (consumer < slip->n_items) {
		const struct tracked_item *item = &slip->tracked->items.items[consumer];
		const struct activity_block *activity =
			item->block->kind == KIND_activity ? (const void *)item->block : NULL;
		first = activity ? activity->window.first : DATE_NONE;
		due = item->due;
	} else if (consumer < end_node(slip, 0)) {
		uint32_t i = consumer - start_node(slip, 0);
		first = slip->tracked->initiatives.items[i].initiative->window.first;
	}
	if (!first)
		return due;
	bool is_within = from && from->block->kind == KIND_dependency && from->due >= first;
	return is_within ? from->due : first - 1;
}

static void note_slack(bool *has, int32_t *slack, date_t due, date_t needed)
{
	if (!due || !needed)
		return;
	int32_t days = needed - due;
	if (!*has || days < *slack)
		*slack = days;
	*has = true;
}

/* Of each link that somebody wrote; an initiative's own parts do not wait for it in this sense. */
static void find_slack(struct slip *slip)
{
	for (uint32_t i = 0; i < slip->edges.n; i++) {
		struct edge edge = slip->edges.items[i];
		const struct block *from = block_of(slip, edge.provider);
		const struct block *to = block_of(slip, edge.consumer);
		if (from == to || from->parent == to || to->parent == from)
			continue;
		if (edge.provider < slip->n_items) {
			struct tracked_item *item = &slip->tracked->items.items[edge.provider];
			note_slack(&item->has_slack, &item->slack, item->due,
				needed_by(slip, edge.consumer, item));
		} else {
			struct tracked_initiative *work =
				&slip->tracked->initiatives.items[(edge.provider - slip->n_items) %
								  slip->n_initiatives];
			note_slack(&work->has_slack, &work->slack, work->initiative->window.last,
				needed_by(slip, edge.consumer, NULL));
		}
	}
}

static void land(struct slip *slip, uint32_t node)
{
	if (node < slip->n_items)
		land_item(slip, node);
	else if (node < end_node(slip, 0))
		start_initiative(slip, node - start_node(slip, 0));
	else
		end_initiative(slip, node - end_node(slip, 0));
}

/* ---- providers first ---- */

/* What waits for itself is reported elsewhere and not moved. */
static void note_circle(struct slip *slip, uint32_t node)
{
	for (uint32_t i = slip->stack.n; i-- > 0;) {
		slip->in_circle[slip->stack.items[i].node] = true;
		if (slip->stack.items[i].node == node)
			return;
	}
}

static void visit(struct slip *slip, uint32_t node)
{
	vec_push(&slip->stack, ((struct frame){node, slip->first[node]}));
	slip->state[node] = VISIT_OPEN;
	while (slip->stack.n) {
		struct frame *top = &slip->stack.items[slip->stack.n - 1];
		if (top->next == slip->first[top->node + 1]) {
			land(slip, top->node);
			slip->state[top->node] = VISIT_CLOSED;
			slip->stack.n--;
			continue;
		}
		uint32_t provider = slip->providers[top->next++];
		if (slip->state[provider] == VISIT_OPEN)
			note_circle(slip, provider);
		if (slip->state[provider] != VISIT_FRESH)
			continue;
		slip->state[provider] = VISIT_OPEN;
		vec_push(&slip->stack, ((struct frame){provider, slip->first[provider]}));
	}
}

void track_slip(struct tracked *tracked)
{
	struct slip slip = {.tracked = tracked,
		.n_items = tracked->items.n,
		.n_initiatives = tracked->initiatives.n};
	struct arena arena;
	slip.n = slip.n_items + 2 * slip.n_initiatives;
	arena_init(&arena);
	find_edges(&slip);
	sort_edges(&slip, &arena);
	slip.state = arena_array(&arena, uint8_t, slip.n);
	slip.in_circle = arena_array(&arena, bool, slip.n);
	for (uint32_t node = 0; node < slip.n; node++)
		if (slip.state[node] == VISIT_FRESH)
			visit(&slip, node);
	find_slack(&slip);
	vec_free(&slip.edges);
	vec_free(&slip.stack);
	arena_free(&arena);
}

/* ---- the critical path ---- */

static const struct block *setter_of(const struct tracked *tracked, const struct block *block)
{
	if (block->kind == KIND_initiative) {
		const struct tracked_initiative *work =
			tracked_initiative_of(tracked, (const void *)block);
		return work ? work->waits_for : NULL;
	}
	const struct tracked_item *item = tracked_item_of(tracked, block);
	return item ? item->waits_for : NULL;
}

uint32_t tracked_path(const struct tracked *tracked, const struct block *block,
	const struct block **path, uint32_t max)
{
	uint32_t n = 0;
	for (; block && n < max; block = setter_of(tracked, block))
		path[n++] = block;
	return n;
}
