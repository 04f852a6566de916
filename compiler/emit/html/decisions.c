#include "compiler/emit/html/html.h"
#include "compiler/plan/order.h"

/*
 * What somebody has to decide now, in the one order of all lists of exceptions. Each names who is
 * asked, what the question rests on, and the question itself.
 */

static bool asks(const struct page *page, const struct block *block)
{
	struct order_key key = order_key_of(page->plan, page->tracked, block);
	switch (block->kind) {
	case KIND_milestone:
		return key.rank == ORDER_NO_CAUSE;
	case KIND_goal:
		return key.rank == ORDER_MISSED || key.rank == ORDER_UNKNOWN;
	case KIND_roadblock:
		return key.rank == ORDER_STUCK;
	case KIND_action:
		return key.rank == ORDER_OVERDUE;
	case KIND_commitment:
		return key.rank == ORDER_MISSED &&
		       !((const struct commitment_block *)(const void *)block)->broken;
	case KIND_dependency:
		return key.rank == ORDER_MISSED;
	}
	return false;
}

/* ---- the question ---- */

static void write_days(struct page *page, int32_t days, const char *after)
{
	html_count(page, (uint32_t)days, "day", "days");
	html_raw(page, after);
}

static void ask_goal(struct page *page, const struct goal_block *goal)
{
	const struct tracked_goal *tracked = tracked_goal_of(page->tracked, goal);
	enum status status = tracked->figures.status;
	if (status == STATUS_UNKNOWN)
		html_raw(page, tracked->figures.has_reading ? "There is no usable reading of this "
							      "day: who brings the figure, by "
							      "when?"
							    : "Nothing has been read yet: who "
							      "brings the first figure, by when?");
	else if (status == STATUS_MISSED)
		html_raw(page, "The target was not reached: what was the cause, and what follows?");
	else if (goal_owes_cause(page->tracked, tracked))
		html_raw(page,
			"Behind at the end of two periods in a row: who leads the search for the "
			"cause, by when?");
	else
		html_raw(page, "What changes, who does it, by when?");
}

static void ask_item(struct page *page, const struct block *block)
{
	struct item_view view = html_item_view(page, block);
	switch (block->kind) {
	case KIND_milestone:
		write_days(page, page->as_of - view.due,
			" past its date and no root cause is open: who leads it, by when?");
		break;
	case KIND_action:
		write_days(page, page->as_of - view.due,
			" past its date: is it still needed, and by when is it done?");
		break;
	case KIND_commitment:
		html_raw(page, "Its day has passed: was it kept?");
		break;
	case KIND_dependency:
		write_days(page, page->as_of - view.due,
			" past the day it is needed: when does it come, and what waits until "
			"then?");
		break;
	}
}

static void ask_roadblock(struct page *page, const struct roadblock_block *roadblock)
{
	const struct person_block *to = NULL;
	date_t last = roadblock_escalation_day(page->plan, roadblock, page->as_of, &to);
	if (last && last < page->as_of && to) {
		html_raw(page, "Open longer than its party's escalation allows: does ");
		html_link(page, &to->block);
		html_raw(page, " take it up, or who clears it by when?");
	} else {
		html_raw(page, "Still open after its date: who clears it, by when?");
	}
}

static void write_question(struct page *page, const struct block *block)
{
	html_raw(page, "<p class=\"ask\">");
	if (block->kind == KIND_goal)
		ask_goal(page, (const void *)block);
	else if (block->kind == KIND_roadblock)
		ask_roadblock(page, (const void *)block);
	else
		ask_item(page, block);
	html_raw(page, "</p>\n");
}

/* ---- the basis ---- */

static void basis_of_goal(struct page *page, const struct tracked_goal *goal)
{
	const struct goal_figures *figures = &goal->figures;
	if (!figures->has_reading) {
		html_raw(page, "No reading");
		return;
	}
	html_actual(page, goal, figures);
	html_raw(page, " on ");
	html_date(page, figures->reading_date);
	if (goal_is_kept(goal->goal)) {
		html_rawf(page, "; %u of %u steps kept", figures->steps_met, figures->steps_due);
	} else if (figures->expected.has) {
		html_raw(page, "; expected by then ");
		html_amount(page, figures->expected.shown, goal->unit);
		html_raw(page, goal->input.curve_agreed ? "" : " (even split, not agreed)");
	}
	if (figures->factor.has && figures->status == STATUS_BEHIND) {
		html_raw(page, "; needs ");
		decimal_print_grouped(page->out, figures->factor.shown);
		html_raw(page, " times the current rate");
	}
	if (figures->stale)
		html_rawf(page, "; %d days old", figures->age);
}

static void write_basis(struct page *page, const struct block *block)
{
	html_raw(page, "<p class=\"who\"><span>");
	if (block->kind == KIND_goal) {
		basis_of_goal(page, tracked_goal_of(page->tracked, (const void *)block));
	} else if (block->kind == KIND_roadblock) {
		const struct roadblock_block *roadblock = (const void *)block;
		html_raw(page, "Raised ");
		html_date(page, roadblock->raised.value);
		if (roadblock->next.ptr) {
			html_raw(page, "; next: ");
			html_plan_text(page, roadblock->next);
		}
		if (roadblock->blocks.n) {
			html_raw(page, "; blocks ");
			html_refs(page, roadblock->blocks.items, roadblock->blocks.n);
		}
	} else {
		struct item_view view = html_item_view(page, block);
		html_raw(page, "Due ");
		html_date(page, view.due);
		if (view.forecast) {
			html_raw(page, "; forecast ");
			html_date(page, view.forecast);
		}
	}
	html_raw(page, "</span> <span>");
	if (block->kind == KIND_dependency)
		html_person(
			page, block_as_person(((const struct dependency_block *)(const void *)block)
						      ->from.block));
	else
		html_person(page, block_owner_on(block, page->as_of));
	html_raw(page, "</span></p>\n");
}

static void write_state(struct page *page, const struct block *block)
{
	if (block->kind == KIND_goal)
		html_status(
			page, tracked_goal_of(page->tracked, (const void *)block)->figures.status);
	else if (block->kind == KIND_roadblock)
		html_state(page, "missed", "stuck");
	else
		html_state(page, "missed", html_item_view(page, block).word);
}

static void begin_ask(struct page *page, const struct block *block)
{
	html_raw(page, "<li>\n<h3>");
	html_link(page, block);
	html_raw(page, "</h3>\n<p class=\"state\"><small>");
	html_kind(page, block);
	html_raw(page, "</small> ");
}

static void write_decision(struct page *page, const struct block *block)
{
	begin_ask(page, block);
	write_state(page, block);
	html_raw(page, "</p>\n<div>\n");
	write_question(page, block);
	write_basis(page, block);
	html_raw(page, "</div>\n</li>\n");
}

/* A trigger that has fired is what the check found: whether it holds long enough is the rule's
 * matter. */
static void write_fired(struct page *page, const struct page_finding *found)
{
	begin_ask(page, found->block);
	html_state(page, "missed", "trigger holds");
	html_raw(page, "</p>\n<div>\n<p class=\"ask\">Is the contingency started, or declined and "
		       "why?</p>\n<p class=\"who\"><span>");
	const struct risk_block *risk = (const void *)found->block;
	if (risk->contingency.block)
		html_kind_link(page, risk->contingency.block);
	else
		html_raw(page, "No contingency is named");
	html_raw(page, "</span> <span>");
	html_person(page, block_owner_on(found->block, page->as_of));
	html_raw(page, "</span></p>\n</div>\n</li>\n");
}

static bool has_fired(const struct page_finding *found)
{
	return found->block && found->block->kind == KIND_risk &&
	       str_is(found->finding->name, "risk.trigger_fired");
}

void html_decisions(struct page *page)
{
	const struct plan *plan = page->plan;
	uint32_t n = 0, fired = 0;
	if (!page->tracked) {
		html_none(page, "What needs a decision depends on the day; this page was made "
				"without one.");
		return;
	}
	const struct block **asked =
		arena_array(page->arena, const struct block *, plan->blocks.n + 1);
	for (uint32_t i = 0; i < plan->blocks.n; i++)
		if (asks(page, plan->blocks.items[i]))
			asked[n++] = plan->blocks.items[i];
	for (uint32_t i = 0; i < page->n_findings; i++)
		fired += has_fired(&page->findings[i]);
	if (n + fired == 0) {
		html_none(page, "Nothing needs a decision on this day.");
		return;
	}
	order_sort(plan, page->tracked, asked, n);
	html_raw(page, "<ol class=\"asks\">\n");
	for (uint32_t i = 0; i < n && i < LISTED_MAX; i++)
		write_decision(page, asked[i]);
	for (uint32_t i = 0; i < page->n_findings; i++)
		if (has_fired(&page->findings[i]))
			write_fired(page, &page->findings[i]);
	html_raw(page, "</ol>\n");
	html_more(page, n > LISTED_MAX ? n - LISTED_MAX : 0,
		"that weigh less: see the goals, the timeline, the actions and the commitments.");
}

/* ---- wins ---- */

static date_t win_day(const struct win_block *win)
{
	return win->on ? win->on : page_session_day(&win->block);
}

static void write_win(struct page *page, const struct win_block *win)
{
	html_raw(page, "<li");
	html_anchor(page, &win->block);
	html_raw(page, "><p><strong>");
	html_plan_text(page, html_block_title(page, &win->block));
	html_raw(page, "</strong></p><p class=\"who\"><span>");
	html_date(page, win_day(win));
	html_raw(page, "</span> <span>");
	html_refs(page, win->by.items, win->by.n);
	html_raw(page, "</span>");
	if (win->goal.block) {
		html_raw(page, " <span>counts for ");
		html_link(page, win->goal.block);
		html_raw(page, "</span>");
	}
	if (win->proof.ptr) {
		html_raw(page, " <span>proof: ");
		html_plan_text(page, win->proof);
		html_raw(page, "</span>");
	}
	html_raw(page, "</p>");
	html_about(page, &win->block);
	html_raw(page, "</li>\n");
}

/* A win counts as new when it was won or told since then. */
static bool is_since(const struct win_block *win, date_t since)
{
	return win_day(win) >= since || page_session_day(&win->block) >= since;
}

/* Writes the wins from `since` on, or those before; returns how many. */
static uint32_t write_wins(struct page *page, date_t since, bool later)
{
	uint32_t n = 0;
	for (uint32_t i = 0; i < page->plan->of_kind[KIND_win].n; i++) {
		const struct win_block *win = plan_win(page->plan, i);
		if (!page_shows(page, &win->block) || is_since(win, since) != later)
			continue;
		if (n++ == 0)
			html_raw(page, later ? "<ul class=\"wins\">\n"
					     : "<details><summary>Earlier wins</summary>\n"
					       "<ul class=\"wins\">\n");
		write_win(page, win);
	}
	if (n)
		html_raw(page, later ? "</ul>\n" : "</ul>\n</details>\n");
	return n;
}

enum { WINS_DAYS = 30 };

void html_wins(struct page *page)
{
	date_t since = DATE_NONE, last = page_last_session(page);
	if (page->as_of) {
		since = last ? last : date_add(page->as_of, 1 - WINS_DAYS);
		html_raw(page, last ? "<p class=\"hint\">Won or told since the last session, "
				    : "<p class=\"hint\">Since ");
		html_date(page, since ? since : DATE_MIN);
		html_raw(page, ".</p>\n");
	}
	if (write_wins(page, since, true) == 0)
		html_none(page, "No win is recorded for these days.");
	write_wins(page, since, false);
}
