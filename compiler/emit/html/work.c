#include "compiler/emit/html/html.h"

#include <stdlib.h>

/*
 * The timeline is a table: each row holds its dates and states in words beside the drawing, so that
 * the drawing can be left out by those who cannot see it.
 */

static struct date_range axis_of(const struct page *page)
{
	return (struct date_range){page->plan->first, page->plan->last};
}

static bool has_axis(const struct page *page)
{
	return page->plan->first != DATE_NONE && page->plan->last >= page->plan->first;
}

/* ---- axis ---- */

enum { MONTHS_LABELLED = 18, QUARTERS_LABELLED = 60, YEARS_LABELLED = 600 };

/* Months between two lines: as many as leave room for their labels; 0: no lines. */
static int line_step(struct date_range axis)
{
	struct civil first = date_civil(axis.first), last = date_civil(axis.last);
	int months = (last.year - first.year) * 12 + last.month - first.month + 1;
	if (months <= QUARTERS_LABELLED)
		return months <= MONTHS_LABELLED ? 1 : 3;
	return months <= YEARS_LABELLED ? 12 : 0;
}

/* The first day of a month at which a line stands, on or after `day`; DATE_NONE past the axis. */
static date_t next_line(struct date_range axis, date_t day, int step)
{
	if (step == 0 || day > axis.last)
		return DATE_NONE;
	struct civil civil = date_civil(day);
	date_t first = date_make(civil.year, civil.month, 1);
	while (first && (first < day || (date_civil(first).month - 1) % step != 0))
		first = date_add_months(first, 1);
	return first && first <= axis.last ? first : DATE_NONE;
}

void html_timeline_grid(struct page *page)
{
	struct date_range axis = axis_of(page);
	if (!has_axis(page))
		return;
	int step = line_step(axis);
	html_raw(page, "<symbol id=\"grid\" viewBox=\"0 0 10000 10\" preserveAspectRatio=\"none\">"
		       "<path class=\"month\" d=\"");
	for (date_t day = next_line(axis, axis.first, step); day;
		day = next_line(axis, day + 1, step))
		html_rawf(page, "M%d 0V10", html_axis_day(axis, day));
	html_raw(page, "\"/>");
	if (page->as_of && date_range_has(axis, page->as_of))
		html_rawf(page, "<path class=\"today\" d=\"M%d 0V10\"/>",
			html_axis_day(axis, page->as_of));
	html_raw(page, "</symbol>");
}

static void write_axis_labels(struct page *page)
{
	static const char months[12][4] = {
		"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
	struct date_range axis = axis_of(page);
	int step = line_step(axis), n = 0;
	html_raw(page, "<svg aria-hidden=\"true\">");
	for (date_t day = next_line(axis, axis.first, step); day;
		day = next_line(axis, day + 1, step)) {
		struct civil civil = date_civil(day);
		html_raw(page, n++ % 2 ? "<text class=\"alt\" y=\"14\" dx=\"4\""
				       : "<text y=\"14\" dx=\"4\"");
		html_percent(page, "x", html_axis_day(axis, day));
		if (civil.month == 1 && (n > 1 || step == 12))
			html_rawf(page, ">%d</text>", civil.year);
		else
			html_rawf(page, ">%s</text>", months[civil.month - 1]);
	}
	html_raw(page, "</svg>");
}

/* ---- drawings ---- */

enum { BAR_LEAST = 70 }; /* in hundredths of a percent: a day of a year can still be seen */

static void write_bar(
	struct page *page, const char *class, struct date_range days, int y, int height)
{
	struct date_range axis = axis_of(page);
	int32_t from = html_axis_day(axis, days.first), to = html_axis_day(axis, days.last + 1);
	if (to <= from)
		return;
	if (to - from < BAR_LEAST)
		to = from + BAR_LEAST;
	html_rawf(page, "<rect class=\"%s\" y=\"%d\" height=\"%d\"", class, y, height);
	html_percent(page, "x", from);
	html_percent(page, "width", to - from);
	html_raw(page, "/>");
}

static void write_mark(struct page *page, const char *class, const char *mark, date_t day)
{
	html_rawf(page, "<use class=\"%s\" href=\"#t-%s\"", class, mark);
	html_percent(page, "x", html_axis_day(axis_of(page), day));
	html_raw(page, "/>");
}

static void draw_slip(struct page *page, date_t due, date_t lands)
{
	struct date_range axis = axis_of(page);
	html_raw(page, "<line class=\"slip\" y1=\"18\" y2=\"18\"");
	html_percent(page, "x1", html_axis_day(axis, due));
	html_percent(page, "x2", html_axis_day(axis, lands));
	html_raw(page, "/>");
	write_mark(page, "missed", "forecast", lands);
}

static void draw_item(struct page *page, const struct block *block)
{
	struct item_view view = html_item_view(page, block);
	const char *look = html_look(view.look);
	date_t lands = page_lands(page, block);
	if (block->kind == KIND_activity) {
		const struct activity_block *activity = (const void *)block;
		if (activity->window.first)
			write_bar(page, look, activity->window, 16, 4);
	}
	if (lands)
		draw_slip(page, view.due, lands);
	if (view.due && (block->kind == KIND_milestone || !block_has(block, "window")))
		write_mark(page, look, look, view.due);
}

static void draw_initiative(struct page *page, const struct initiative_block *initiative,
	const struct tracked_initiative *tracked)
{
	const char *class = "plain";
	if (page_is_cancelled(page, initiative))
		class = "dropped";
	else if (tracked && tracked->execution != STATUS_NONE)
		class = status_word(tracked->execution);
	if (initiative->window.first)
		write_bar(page, class, initiative->window, 13, 10);
	if (tracked && initiative->window.last && tracked->lands > initiative->window.last) {
		struct date_range slip = {initiative->window.last + 1, tracked->lands};
		write_bar(page, "slip", slip, 13, 10);
	}
	for (const struct block *child = initiative->block.first_child; page->folded && child;
		child = child->next_sibling)
		if (child->kind == KIND_milestone)
			draw_item(page, child);
}

/* ---- rows ---- */

static void begin_drawing(struct page *page)
{
	html_raw(page, page->folded ? "<td><svg>" : "<td><svg><use href=\"#grid\"/>");
}

static void write_item_row(struct page *page, const struct block *block)
{
	struct item_view view = html_item_view(page, block);
	date_t begins = block->kind == KIND_activity
				? ((const struct activity_block *)(const void *)block)->window.first
				: DATE_NONE;
	html_raw(page, "<tr");
	html_anchor(page, block);
	html_raw(page, "><th scope=\"row\" dir=\"auto\">");
	html_text(page, html_block_title(page, block));
	html_raw(page, "</th>");
	if (has_axis(page)) {
		begin_drawing(page);
		draw_item(page, block);
		html_raw(page, "</svg></td>");
	}
	html_raw(page, "<td>");
	if (begins && begins != view.due) {
		html_date(page, begins);
		html_raw(page, " to ");
	}
	if (view.due)
		html_date(page, view.due);
	html_amended(page, block);
	html_after(page, block);
	html_raw(page, "</td><td>");
	html_item_state(page, block);
	html_item_landing(page, block);
	html_raw(page, "</td><td>");
	if (block->parent && block_owners(block).from == block->parent)
		html_raw(page, "<i>as above</i>");
	else
		html_owner(page, block);
	html_raw(page, "</td></tr>\n");
}

/* `folded` of its items have no row. */
static void write_states(struct page *page, const struct initiative_block *initiative,
	const struct tracked_initiative *tracked, uint32_t folded)
{
	if (page_is_cancelled(page, initiative)) {
		html_state(page, "dropped", "cancelled");
	} else if (tracked) {
		html_raw(page, "work ");
		html_status(page, tracked->execution);
		html_raw(page, "<br>value ");
		html_status(page, tracked->value);
		if (tracked->n_items)
			html_rawf(page, "<small>%u of %u done", tracked->n_done, tracked->n_items);
		if (folded)
			html_rawf(page, tracked->n_items ? ", %u folded" : "<small>%u folded",
				folded);
		html_raw(page, tracked->n_items || folded ? "</small>" : "");
	}
	if (initiative->state.value && !page_is_cancelled(page, initiative)) {
		html_raw(page, "<small>said to be ");
		html_word(page, &words_work_state, initiative->state.value);
		html_raw(page, "</small>");
	}
}

static void write_initiative_row(
	struct page *page, const struct initiative_block *initiative, uint32_t folded)
{
	const struct tracked_initiative *tracked =
		page->tracked ? tracked_initiative_of(page->tracked, initiative) : NULL;
	html_raw(page, "<tr class=\"top\"");
	html_anchor(page, &initiative->block);
	html_raw(page, "><th scope=\"row\" dir=\"auto\">");
	html_text(page, html_block_title(page, &initiative->block));
	html_raw(page, "</th>");
	if (has_axis(page)) {
		begin_drawing(page);
		draw_initiative(page, initiative, tracked);
		html_raw(page, "</svg></td>");
	}
	html_raw(page, "<td>");
	if (initiative->window.first)
		html_range(page, initiative->window);
	html_amended(page, &initiative->block);
	html_after(page, &initiative->block);
	html_raw(page, "</td><td>");
	write_states(page, initiative, tracked, folded);
	html_initiative_landing(page, initiative, tracked);
	html_raw(page, "</td><td>");
	html_owner(page, &initiative->block);
	if (block_as_person(initiative->with.block) && !page->folded) {
		html_raw(page, "<small>with ");
		html_link(page, initiative->with.block);
		html_raw(page, "</small>");
	}
	html_raw(page, "</td></tr>\n");
}

static bool is_work_item(const struct block *block)
{
	return block->kind == KIND_milestone || block->kind == KIND_activity;
}

static void write_folded(struct page *page, uint32_t n)
{
	if (n == 0)
		return;
	html_rawf(page, "<tr><td colspan=\"%d\"><i>", has_axis(page) ? 5 : 4);
	html_count(page, n, "more, done or due later", "more, done or due later");
	html_raw(page, " than in 90 days</i></td></tr>\n");
}

static void write_initiative(struct page *page, const struct initiative_block *initiative)
{
	uint32_t folded = 0;
	const struct block *first = initiative->block.first_child;
	for (const struct block *child = first; child; child = child->next_sibling)
		folded += is_work_item(child) && !page_lists_work(page, child);
	html_raw(page, "<tbody>\n");
	write_initiative_row(page, initiative, folded);
	for (const struct block *child = first; child; child = child->next_sibling)
		if (is_work_item(child) && page_lists_work(page, child))
			write_item_row(page, child);
	html_raw(page, "</tbody>\n");
}

static date_t item_day(const struct block *block)
{
	if (block->kind == KIND_milestone)
		return ((const struct milestone_block *)(const void *)block)->due;
	const struct activity_block *activity = (const void *)block;
	return activity->window.first ? activity->window.first : activity->due;
}

static int by_day(const void *left, const void *right)
{
	const struct block *a = *(const struct block *const *)left;
	const struct block *b = *(const struct block *const *)right;
	date_t x = item_day(a), y = item_day(b);
	if (x != y)
		return x < y ? -1 : 1;
	return a->order < b->order ? -1 : a->order > b->order;
}

/* Milestones and activities that belong to no initiative, by their first day. */
static void write_free_items(struct page *page)
{
	const struct plan *plan = page->plan;
	uint32_t most = plan->of_kind[KIND_milestone].n + plan->of_kind[KIND_activity].n;
	const struct block **free = arena_array(page->arena, const struct block *, most + 1);
	uint32_t n = 0, folded = 0;
	for (uint32_t i = 0; i < plan->blocks.n; i++) {
		const struct block *block = plan->blocks.items[i];
		if (!is_work_item(block) || block->parent)
			continue;
		if (page_lists_work(page, block))
			free[n++] = block;
		else
			folded++;
	}
	if (n + folded == 0)
		return;
	qsort(free, n, sizeof *free, by_day);
	html_rawf(page,
		"<tbody>\n<tr class=\"top\"><th scope=\"rowgroup\" colspan=\"%d\">Milestones and "
		"activities on their own</th></tr>\n",
		has_axis(page) ? 5 : 4);
	for (uint32_t i = 0; i < n; i++)
		write_item_row(page, free[i]);
	write_folded(page, folded);
	html_raw(page, "</tbody>\n");
}

static int by_window(const void *left, const void *right)
{
	const struct initiative_block *a = *(const struct initiative_block *const *)left;
	const struct initiative_block *b = *(const struct initiative_block *const *)right;
	if (a->window.first != b->window.first)
		return a->window.first < b->window.first ? -1 : 1;
	return a->block.order < b->block.order ? -1 : a->block.order > b->block.order;
}

void html_work(struct page *page)
{
	const struct plan *plan = page->plan;
	uint32_t n = plan->of_kind[KIND_initiative].n;
	if (n + plan->of_kind[KIND_milestone].n + plan->of_kind[KIND_activity].n == 0) {
		html_none(page, "The plan has no initiatives, milestones or activities.");
		return;
	}
	const struct initiative_block **all =
		arena_array(page->arena, const struct initiative_block *, n + 1);
	for (uint32_t i = 0; i < n; i++)
		all[i] = plan_initiative(plan, i);
	qsort(all, n, sizeof *all, by_window);
	html_raw(page,
		"<p class=\"hint\">Work is judged by its milestones and activities, value by the "
		"goals it serves; the two can differ. The upright line is the day of this page, a "
		"broken line leads from a date to the forecast.");
	html_raw(page, page->folded ? " Folded is what is done or due later than in 90 days: it is "
				      "drawn and has no row."
				    : "");
	html_raw(page, "</p>\n<div class=\"scroll\" role=\"group\" tabindex=\"0\" "
		       "aria-label=\"Timeline\">");
	html_raw(page, has_axis(page) ? "<table class=\"time drawn\">" : "<table class=\"time\">");
	html_raw(page, "<caption class=\"vh\">Work on its timeline</caption><thead><tr>"
		       "<th scope=\"col\">Work</th>");
	if (has_axis(page)) {
		html_raw(page, "<th scope=\"col\"><span class=\"vh\">Timeline</span>");
		write_axis_labels(page);
		html_raw(page, "</th>");
	}
	html_raw(page, "<th scope=\"col\">When</th><th scope=\"col\">State</th>"
		       "<th scope=\"col\">Owner</th></tr></thead>\n");
	for (uint32_t i = 0; i < n; i++)
		write_initiative(page, all[i]);
	write_free_items(page);
	html_raw(page, "</table></div>\n");
	html_initiatives(page, all, n);
}
