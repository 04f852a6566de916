#include "compiler/emit/html/html.h"

/* When work comes in the end, what sets that day, and how much time is left before it moves others.
 */

/* Where it lands if that is later than it was due. */
date_t page_lands(const struct page *page, const struct block *block)
{
	const struct tracked_item *item = page->items[block->order];
	if (!item || item->figures.state == ITEM_DONE || item->figures.state == ITEM_NONE)
		return DATE_NONE;
	date_t lands = item->lands > item->forecast ? item->lands : item->forecast;
	return lands > item->due ? lands : DATE_NONE;
}

enum { PATH_MAX = 12, AFTER_MAX = 3 };

/* What set the date, from its first cause on: "A, B". */
static void write_path(struct page *page, const struct block *block)
{
	const struct block *path[PATH_MAX];
	uint32_t n = tracked_path(page->tracked, block, path, PATH_MAX);
	if (n < 3) /* the one it waits for is named already */
		return;
	html_raw(page, "<small>critical path: ");
	for (uint32_t i = n; i > 1; i--) {
		html_link(page, path[i - 1]);
		html_raw(page, i > 2 ? ", " : "</small>");
	}
}

/* How much later it may come before something else moves; only while its date is ahead. */
static void write_slack(struct page *page, bool has_slack, int32_t slack)
{
	if (!has_slack || page->folded)
		return;
	html_raw(page, "<small>");
	if (slack > 0) {
		html_count(page, (uint32_t)slack, "day", "days");
		html_raw(page, " of slack</small>");
	} else {
		html_raw(page, "no slack: what waits for it moves with it</small>");
	}
}

static void write_landing(struct page *page, const struct tracked_item *item)
{
	date_t lands = page_lands(page, item->block);
	if (!lands || lands == item->forecast)
		return;
	html_raw(page, "<small>lands ");
	html_date(page, lands);
	if (item->waits_for) {
		html_raw(page, " after ");
		html_link(page, item->waits_for);
	} else if (item->no_forecast) {
		html_raw(page, " at the earliest, nobody has said when");
	}
	html_raw(page, "</small>");
	write_path(page, item->block);
}

void html_item_landing(struct page *page, const struct block *block)
{
	const struct tracked_item *item = page->items[block->order];
	if (!item)
		return;
	write_landing(page, item);
	if (item->figures.state == ITEM_DUE)
		write_slack(page, item->has_slack, item->slack);
}

void html_initiative_landing(struct page *page, const struct initiative_block *initiative,
	const struct tracked_initiative *tracked)
{
	if (!tracked || tracked->execution == STATUS_DONE || tracked->execution == STATUS_NONE)
		return;
	if (tracked->lands > initiative->window.last && initiative->window.last) {
		html_raw(page, "<small>lands ");
		html_date(page, tracked->lands);
		if (tracked->waits_for) {
			html_raw(page, " because of ");
			html_link(page, tracked->waits_for);
		}
		html_raw(page, "</small>");
		write_path(page, &initiative->block);
	}
	write_slack(page, tracked->has_slack, tracked->slack);
}

/* What it comes after, as the plan says. */
void html_after(struct page *page, const struct block *block)
{
	const struct ref *items = NULL;
	uint32_t n = 0;
	if (block->kind == KIND_milestone) {
		items = ((const struct milestone_block *)(const void *)block)->after.items;
		n = ((const struct milestone_block *)(const void *)block)->after.n;
	} else if (block->kind == KIND_activity) {
		items = ((const struct activity_block *)(const void *)block)->after.items;
		n = ((const struct activity_block *)(const void *)block)->after.n;
	} else if (block->kind == KIND_initiative) {
		items = ((const struct initiative_block *)(const void *)block)->after.items;
		n = ((const struct initiative_block *)(const void *)block)->after.n;
	}
	if (n == 0 || page->folded)
		return;
	html_raw(page, "<small>after ");
	html_refs(page, items, n < AFTER_MAX ? n : AFTER_MAX);
	if (n > AFTER_MAX)
		html_rawf(page, " and %u more", n - AFTER_MAX);
	html_raw(page, "</small>");
}
