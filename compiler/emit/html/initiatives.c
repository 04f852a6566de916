#include "compiler/emit/html/html.h"

static void write_serves(struct page *page, const struct initiative_block *initiative)
{
	if (initiative->serves.n) {
		html_dd(page, "Serves");
		html_refs(page, initiative->serves.items, initiative->serves.n);
		html_dd_end(page);
	}
	if (initiative->contributes.n == 0)
		return;
	html_dd(page, "Contributes");
	for (uint32_t i = 0; i < initiative->contributes.n; i++) {
		html_raw(page, i ? ", " : "");
		html_quantity(page, initiative->contributes.items[i].value);
		if (initiative->contributes.items[i].to.block) {
			html_raw(page, " to ");
			html_link(page, initiative->contributes.items[i].to.block);
		}
	}
	html_dd_end(page);
}

static void write_place(struct page *page, const struct initiative_block *initiative)
{
	if (initiative->area) {
		html_dd(page, "Area");
		html_word(page, &words_area, initiative->area);
		html_dd_end(page);
	}
	if (initiative->stage) {
		html_dd(page, "Stage of the partnership");
		html_word(page, &words_stage, initiative->stage);
		html_dd_end(page);
	}
	if (initiative->gate.value) {
		html_dd(page, "Gate passed");
		html_word(page, &words_gate, initiative->gate.value);
		if (initiative->gate.on) {
			html_raw(page, " on ");
			html_date(page, initiative->gate.on);
		}
		if (initiative->gate.by.block) {
			html_raw(page, " by ");
			html_link(page, initiative->gate.by.block);
		}
		html_dd_end(page);
	}
	if (initiative->state.because.ptr) {
		html_dd(page, "Why");
		html_plan_text(page, initiative->state.because);
		html_dd_end(page);
	}
}

static void write_means(struct page *page, const struct initiative_block *initiative)
{
	if (initiative->budget.value.set) {
		html_dd(page, "Budget");
		html_quantity(page, initiative->budget.value);
		if (initiative->budget.from.block) {
			html_raw(page, " from ");
			html_link(page, initiative->budget.from.block);
		}
		html_dd_end(page);
	}
	if (initiative->effort.unit) {
		html_dd(page, "Effort");
		html_duration(page, initiative->effort);
		html_dd_end(page);
	}
	if (initiative->team.n) {
		html_dd(page, "Team");
		html_refs(page, initiative->team.items, initiative->team.n);
		html_dd_end(page);
	}
	if (initiative->needs.n) {
		html_dd(page, "Needs");
		html_refs(page, initiative->needs.items, initiative->needs.n);
		html_dd_end(page);
	}
	if (initiative->after.n) {
		html_dd(page, "Comes after");
		html_refs(page, initiative->after.items, initiative->after.n);
		html_dd_end(page);
	}
}

static void write_funnel_part(struct page *page, struct quantity part, const char *what, bool *any)
{
	if (!part.set)
		return;
	html_raw(page, *any ? ", " : "");
	html_quantity(page, part);
	html_raw(page, what);
	*any = true;
}

static void write_funnel(struct page *page, const struct initiative_block *initiative)
{
	for (const struct block *child = initiative->block.first_child; child;
		child = child->next_sibling) {
		if (child->kind != KIND_funnel)
			continue;
		const struct funnel_block *funnel = (const void *)child;
		bool any = false;
		html_dd(page, "Funnel");
		write_funnel_part(page, funnel->contacts, " contacts", &any);
		write_funnel_part(page, funnel->response, " answer", &any);
		write_funnel_part(page, funnel->qualified, " of those are leads", &any);
		write_funnel_part(
			page, funnel->to_opportunity, " of leads become opportunities", &any);
		write_funnel_part(page, funnel->win, " of those are won", &any);
		write_funnel_part(page, funnel->value, " each", &any);
		if (funnel->cycle.unit) {
			html_raw(page, any ? ", within " : "within ");
			html_duration(page, funnel->cycle);
		}
		html_dd_end(page);
	}
}

static bool has_more(const struct block *block)
{
	if (block_any(block)->about.ptr)
		return true;
	if (block->kind != KIND_milestone)
		return false;
	const struct milestone_block *milestone = (const void *)block;
	return milestone->accepted_when.ptr || milestone->proof.ptr;
}

/* What a milestone is accepted by, and what an activity is about. */
static void write_item(struct page *page, const struct block *block)
{
	html_raw(page, "<li><p>");
	html_link(page, block);
	html_raw(page, "</p>");
	if (block->kind == KIND_milestone) {
		const struct milestone_block *milestone = (const void *)block;
		if (milestone->accepted_when.ptr) {
			html_raw(page, "<p>Done when:</p>");
			html_prose(page, milestone->accepted_when);
		}
		if (milestone->proof.ptr) {
			html_raw(page, "<p>Proof: ");
			html_plan_text(page, milestone->proof);
			html_raw(page, "</p>");
		}
	}
	html_about(page, block);
	html_raw(page, "</li>\n");
}

static void write_items(struct page *page, const struct block *first)
{
	bool any = false;
	for (const struct block *child = first; child; child = child->next_sibling) {
		bool work = child->kind == KIND_milestone || child->kind == KIND_activity;
		if (!work || !has_more(child) || !page_lists_work(page, child))
			continue;
		html_raw(page, any ? "" : "<ul class=\"items\">\n");
		any = true;
		write_item(page, child);
	}
	html_raw(page, any ? "</ul>\n" : "");
}

static void write_one(struct page *page, const struct initiative_block *initiative)
{
	html_raw(page, "<details class=\"one\"><summary><bdi>");
	html_text(page, html_block_title(page, &initiative->block));
	html_raw(page, "</bdi></summary>\n<dl class=\"facts\">\n");
	write_serves(page, initiative);
	write_place(page, initiative);
	write_means(page, initiative);
	write_funnel(page, initiative);
	html_raw(page, "</dl>\n");
	html_about(page, &initiative->block);
	write_items(page, initiative->block.first_child);
	html_raw(page, "</details>\n");
}

static void write_free(struct page *page)
{
	bool any = false;
	for (uint32_t i = 0; i < page->plan->blocks.n; i++) {
		const struct block *block = page->plan->blocks.items[i];
		bool work = block->kind == KIND_milestone || block->kind == KIND_activity;
		if (!work || block->parent || !has_more(block) || !page_lists_work(page, block))
			continue;
		html_raw(page,
			any ? ""
			    : "<details class=\"one\"><summary>Milestones and activities on their "
			      "own</summary>\n<ul class=\"items\">\n");
		any = true;
		write_item(page, block);
	}
	html_raw(page, any ? "</ul>\n</details>\n" : "");
}

/* Where there are too many, those that are done or given up need no explanation any more. */
static bool is_shown(const struct page *page, const struct initiative_block *initiative, uint32_t n)
{
	const struct tracked_initiative *tracked =
		page->tracked ? tracked_initiative_of(page->tracked, initiative) : NULL;
	return n <= WORK_IN_FULL || !tracked ||
	       (tracked->execution != STATUS_DONE && tracked->execution != STATUS_NONE);
}

void html_initiatives(struct page *page, const struct initiative_block *const *all, uint32_t n)
{
	html_raw(page, "<h3>What the work is for and what it takes</h3>\n");
	uint32_t shown = 0;
	for (uint32_t i = 0; i < n; i++)
		if (is_shown(page, all[i], n) && shown++ < WORK_IN_FULL)
			write_one(page, all[i]);
	html_more(page, n > WORK_IN_FULL ? n - (shown < WORK_IN_FULL ? shown : WORK_IN_FULL) : 0,
		"have only their row in the timeline.");
	write_free(page);
}
