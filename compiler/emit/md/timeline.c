#include "compiler/emit/md/write.h"

#include <stdio.h>
#include <string.h>

/* More than these would be a wall of bars. */
enum { INITIATIVES_MAX = 25, ITEMS_MAX = 120 };

struct timeline {
	struct md_page *page;
	uint32_t n_items; /* drawn so far, to name them */
};

/* Words that mean something at the beginning of a line; a date does as well. */
static bool is_keyword(struct str word)
{
	static const char *const words[] = {"section", "title", "click", "call", "href", "gantt",
		"dateformat", "axisformat", "tickinterval", "excludes", "includes", "todaymarker",
		"weekday", "weekend", "inclusiveenddates", "topaxis", "acctitle", "accdescr"};
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (!str_distance(word, str_from(words[i]), 0))
			return true;
	return false;
}

/* Mermaid ends a task's name at a colon and a line at a semicolon; a hash begins an entity. */
static void put_name(struct timeline *timeline, const struct block *block)
{
	struct out *out = timeline->page->out, name = {0};
	struct str title =
		block->title.len ? block->title : plan_name(timeline->page->plan, block->name);
	for (size_t i = 0; i < title.len; i++) {
		unsigned char c = (unsigned char)title.ptr[i];
		bool is_plain = c > ' ' && c != 0x7f && !strchr(":;#`<>{}%\"\\", c);
		if (is_plain)
			out_char(&name, (char)c);
		else if (name.len && name.data[name.len - 1] != ' ')
			out_char(&name, ' ');
	}
	struct str text = str_trim(out_view(&name));
	const char *space = text.len ? memchr(text.ptr, ' ', text.len) : NULL;
	struct str word = space ? str_slice(text, 0, (size_t)(space - text.ptr)) : text;
	if (is_keyword(word) || date_parse(str_slice(word, 0, word.len < 10 ? word.len : 10)))
		out_text(out, "\xe2\x81\xa0"); /* invisible, and no longer that word */
	if (text.len)
		out_str(out, text);
	else
		out_text(out, kind_infos[block->kind].name);
	out_free(&name);
}

static const char *tag_of(const struct tracked_item *item)
{
	if (!item)
		return "";
	switch (item->figures.state) {
	case ITEM_DONE:
		return "done, ";
	case ITEM_MISSED:
		return "crit, ";
	case ITEM_DUE:
	case ITEM_NONE:
		break;
	}
	return item->lands > item->due ? "crit, " : "";
}

static void put_task(struct timeline *timeline, const struct block *block, const char *tag,
	struct date_range days)
{
	struct md_page *page = timeline->page;
	md_raw(page, "  ");
	put_name(timeline, block);
	md_rawf(page, " :%st%u, %s, ", tag, ++timeline->n_items, date_text(days.first).text);
	if (days.first == days.last)
		md_raw(page, "0d\n");
	else
		md_rawf(page, "%s\n", date_text(days.last).text);
}

static void put_milestone(struct timeline *timeline, const struct milestone_block *milestone)
{
	const struct block *block = &milestone->block;
	const struct tracked *tracked = timeline->page->tracked;
	const struct tracked_item *item = tracked ? tracked_item_of(tracked, block) : NULL;
	date_t day = milestone->done				      ? milestone->done
		     : item && item->lands && item->lands > item->due ? item->lands
								      : milestone->due;
	char tag[32];
	snprintf(tag, sizeof tag, "milestone, %s", tag_of(item));
	if (day)
		put_task(timeline, block, tag, (struct date_range){day, day});
}

static void put_initiative(struct timeline *timeline, const struct initiative_block *initiative)
{
	struct md_page *page = timeline->page;
	const struct tracked_initiative *tracked =
		page->tracked ? tracked_initiative_of(page->tracked, initiative) : NULL;
	bool is_done = tracked && tracked->execution == STATUS_DONE;
	bool is_late = tracked && tracked->lands > initiative->window.last;
	md_raw(page, "  section ");
	put_name(timeline, &initiative->block);
	md_raw(page, "\n");
	put_task(timeline, &initiative->block,
		is_done	  ? "done, "
		: is_late ? "crit, "
			  : "active, ",
		initiative->window);
	for (const struct block *child = initiative->block.first_child; child;
		child = child->next_sibling)
		if (child->kind == KIND_milestone && timeline->n_items < ITEMS_MAX)
			put_milestone(timeline, (const void *)child);
}

static bool is_drawn(const struct md_page *page, const struct initiative_block *initiative)
{
	const struct tracked_initiative *tracked =
		page->tracked ? tracked_initiative_of(page->tracked, initiative) : NULL;
	return initiative->window.first && !(tracked && tracked->execution == STATUS_NONE);
}

void md_timeline(struct md_page *page)
{
	struct timeline timeline = {page, 0};
	uint32_t n = page->plan->of_kind[KIND_initiative].n, drawn = 0, left = 0;
	for (uint32_t i = 0; i < n; i++)
		left += is_drawn(page, plan_initiative(page->plan, i));
	if (!left)
		return;
	md_raw(page, "\n## Timeline\n\n```mermaid\ngantt\n  dateFormat YYYY-MM-DD\n"
		     "  axisFormat %b\n  inclusiveEndDates\n  todayMarker off\n");
	if (page->tracked) {
		struct date_text day = date_text(page->tracked->as_of);
		md_rawf(page, "  section Day\n  As of %s :milestone, t0, %s, 0d\n", day.text,
			day.text);
	}
	for (uint32_t i = 0; i < n && drawn < INITIATIVES_MAX; i++) {
		if (!is_drawn(page, plan_initiative(page->plan, i)))
			continue;
		put_initiative(&timeline, plan_initiative(page->plan, i));
		drawn++;
	}
	md_raw(page, "```\n");
	if (drawn < left)
		md_rawf(page, "\n%u more initiatives are not drawn.\n", left - drawn);
}
