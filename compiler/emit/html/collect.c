#include "compiler/emit/html/html.h"

#include <assert.h>

/* ---- anchors ---- */

/* Kinds that have a place of their own in the page, to which the others link. */
static const kinds_t anchored_kinds =
	K(party) | K(priority) | K(person) | K(objective) | K(goal) | K(metric) | K(segment) |
	K(product) | K(region) | K(fact) | K(initiative) | K(milestone) | K(activity) | K(action) |
	K(deal) | K(dependency) | K(enablement) | K(fund) | K(request) | K(resource) |
	K(commitment) | K(incentive) | K(risk) | K(contingency) | K(assumption) | K(roadblock) |
	K(root_cause) | K(review) | K(session) | K(win) | K(decision) | K(feedback) | K(amendment) |
	K(term) | K(tier);

/* "goal.sourced", "milestone.connector.release", "session.2026-05-05"; for what has no name its
   place among the plan's blocks. Two blocks of a broken plan may share a name: the later one counts
   as nameless. */
static struct str new_anchor(struct page *page, struct intern *taken, const struct block *block)
{
	const char *kind = kind_infos[block->kind].name;
	struct str anchor = {0};
	if (block->kind == KIND_session)
		anchor = str_format(page->arena, "%s.%s", kind, date_text(block->date).text);
	else if (block->name)
		anchor = str_format(
			page->arena, "%s.%.*s", kind, STR_ARGS(block_path(page->plan, block)));
	uint32_t n = taken->names.n;
	if (anchor.ptr)
		intern_id(taken, anchor);
	if (taken->names.n == n)
		anchor = str_format(page->arena, "%s.%u", kind, block->order + 1);
	return anchor;
}

static void collect_anchors(struct page *page)
{
	struct intern taken;
	intern_init(&taken);
	for (uint32_t i = 0; i < page->plan->blocks.n; i++) {
		const struct block *block = page->plan->blocks.items[i];
		assert(block->order < page->n_orders);
		page->blocks[block->order] = block;
		bool anchored = (kinds_t)1 << block->kind & anchored_kinds;
		if (anchored && page_shows(page, block))
			page->anchors[block->order] = new_anchor(page, &taken, block);
	}
	intern_free(&taken);
}

/* ---- findings ---- */

struct stretch { /* of a source that states fields of a block */
	uint32_t source, start, end;
	const struct block *block;
};

static struct stretch *block_stretches(struct page *page, uint32_t *n)
{
	uint32_t most = 0;
	for (uint32_t i = 0; i < page->plan->blocks.n; i++)
		for (const struct part *part = &page->plan->blocks.items[i]->part; part;
			part = part->next)
			most++;
	struct stretch *stretches = arena_array(page->arena, struct stretch, most + 1);
	*n = 0;
	for (uint32_t i = 0; i < page->plan->blocks.n; i++) {
		const struct block *block = page->plan->blocks.items[i];
		for (const struct part *part = &block->part; part; part = part->next) {
			if (part->is_base || !part->file)
				continue;
			struct span span = file_span(part->file, part->node);
			stretches[(*n)++] = (struct stretch){
				span.source, span.start, span.start + span.len, block};
		}
	}
	return stretches;
}

static const struct block *block_at(const struct stretch *stretches, uint32_t n, struct span span)
{
	const struct stretch *best = NULL;
	for (uint32_t i = 0; i < n; i++) {
		const struct stretch *s = &stretches[i];
		if (s->source == span.source && s->start <= span.start && span.start < s->end &&
			(!best || s->end - s->start < best->end - best->start))
			best = s;
	}
	if (best && (best->block->kind == KIND_increments || best->block->kind == KIND_funnel))
		return best->block->parent;
	return best ? best->block : NULL;
}

static void collect_findings(struct page *page)
{
	const struct sink *sink = page->input->findings;
	if (!sink || sink->items.n == 0)
		return;
	uint32_t n_stretches;
	struct stretch *stretches = block_stretches(page, &n_stretches);
	uint32_t n;
	const struct finding **found = plan_findings(page->plan, sink, page->arena, &n);
	page->findings = arena_array(page->arena, struct page_finding, n);
	for (uint32_t i = 0; i < n; i++)
		if (found[i]->level != LEVEL_OFF)
			page->findings[page->n_findings++] = (struct page_finding){
				found[i], block_at(stretches, n_stretches, found[i]->span)};
}

enum { WINDOW_DAYS = 90 };

static bool is_work(const struct block *block)
{
	return block->kind == KIND_milestone || block->kind == KIND_activity ||
	       block->kind == KIND_action || block->kind == KIND_commitment;
}

bool page_lists_work(const struct page *page, const struct block *block)
{
	if (!page->folded)
		return true;
	struct item_view view = html_item_view(page, block);
	return view.look == LOOK_MISSED || (!view.done && view.days_late > 0) ||
	       (view.look == LOOK_DUE && view.due <= page->as_of + WINDOW_DAYS);
}

/* What has no row of its own is linked to where it is drawn or counted. */
static void fold_anchors(struct page *page)
{
	for (uint32_t i = 0; i < page->plan->blocks.n; i++) {
		const struct block *block = page->plan->blocks.items[i];
		bool action = block->kind == KIND_action || block->kind == KIND_commitment;
		if (!is_work(block) || page_lists_work(page, block))
			continue;
		if (action)
			page->anchors[block->order] = STR("next");
		else
			page->anchors[block->order] =
				block->parent ? page->anchors[block->parent->order] : STR("work");
	}
}

void page_collect(struct page *page)
{
	const struct plan *plan = page->plan;
	page->n_orders = plan->n_orders + 1;
	page->blocks = arena_array(page->arena, const struct block *, page->n_orders);
	page->anchors = arena_array(page->arena, struct str, page->n_orders);
	page->items = arena_array(page->arena, const struct tracked_item *, page->n_orders);
	collect_anchors(page);
	for (uint32_t i = 0; page->tracked && i < page->tracked->items.n; i++) {
		const struct tracked_item *item = &page->tracked->items.items[i];
		if (item->block->order < page->n_orders)
			page->items[item->block->order] = item;
	}
	uint32_t n_work = 0;
	for (uint32_t i = 0; i < plan->blocks.n; i++)
		n_work += is_work(plan->blocks.items[i]);
	page->folded = page->tracked && n_work > WORK_LISTED_MAX;
	if (page->folded)
		fold_anchors(page);
	collect_findings(page);
}

/* ---- what sections share ---- */

static bool is_measured_by(const struct plan *plan, const struct block *metric)
{
	for (uint32_t i = 0; i < plan->of_kind[KIND_goal].n; i++)
		if (plan_goal(plan, i)->metric.block == metric)
			return true;
	return false;
}

bool page_shows(const struct page *page, const struct block *block)
{
	date_t told = page_session_day(block);
	switch (block->kind) {
	case KIND_metric:
		return !block->is_std || is_measured_by(page->plan, block);
	case KIND_win: {
		date_t on = ((const struct win_block *)(const void *)block)->on;
		return !page->as_of || (on ? on : told) <= page->as_of;
	}
	case KIND_session:
	case KIND_decision:
	case KIND_feedback:
		return !page->as_of || told <= page->as_of;
	}
	return true;
}

bool page_is_cancelled(const struct page *page, const struct initiative_block *initiative)
{
	return initiative->state.value == work_state_cancelled &&
	       (!page->as_of || initiative->state.on <= page->as_of);
}

date_t page_session_day(const struct block *nested)
{
	for (const struct block *b = nested; b; b = b->parent)
		if (b->kind == KIND_session)
			return b->date;
	return DATE_NONE;
}

date_t page_last_session(const struct page *page)
{
	date_t last = DATE_NONE;
	for (uint32_t i = 0; i < page->plan->of_kind[KIND_session].n; i++) {
		const struct session_block *session = plan_session(page->plan, i);
		bool held = !session->not_held.ptr && session->block.date < page->as_of;
		if (held && session->block.date > last)
			last = session->block.date;
	}
	return last;
}
