#include "compiler/emit/html/html.h"

#include <string.h>

/* ---- names and links ---- */

struct str html_block_title(const struct page *page, const struct block *block)
{
	if (block->title.len)
		return block->title;
	if (block->name)
		return plan_name(page->plan, block->name);
	if (block->kind == KIND_session)
		return str_format(page->arena, "session of %s", date_text(block->date).text);
	return str_format(page->arena, "%s without a title", kind_infos[block->kind].name);
}

/* Blocks of another plan, read under an alias, have no place in this page. */
static struct str anchor_of(const struct page *page, const struct block *block)
{
	bool own = block->order < page->n_orders && page->blocks[block->order] == block;
	return own ? page->anchors[block->order] : (struct str){0};
}

void html_anchor(struct page *page, const struct block *block)
{
	struct str anchor = anchor_of(page, block);
	if (!anchor.ptr)
		return;
	html_raw(page, " id=\"");
	html_text(page, anchor);
	html_raw(page, "\"");
}

void html_link(struct page *page, const struct block *block)
{
	struct str anchor = anchor_of(page, block);
	if (anchor.ptr) {
		html_raw(page, "<a href=\"#");
		html_text(page, anchor);
		html_raw(page, "\">");
	}
	html_plan_text(page, html_block_title(page, block));
	if (anchor.ptr)
		html_raw(page, "</a>");
}

void html_kind_link(struct page *page, const struct block *block)
{
	html_kind(page, block);
	html_raw(page, " ");
	html_link(page, block);
}

void html_refs(struct page *page, const struct ref *refs, uint32_t n)
{
	bool any = false;
	for (uint32_t i = 0; i < n; i++) {
		if (!refs[i].block)
			continue;
		html_raw(page, any ? ", " : "");
		html_link(page, refs[i].block);
		any = true;
	}
}

void html_person(struct page *page, const struct person_block *person)
{
	if (!person) {
		html_raw(page, "nobody");
		return;
	}
	html_link(page, &person->block);
	const struct party_block *party = person_party(person);
	if (party) {
		html_raw(page, ", ");
		html_plan_text(page, html_block_title(page, &party->block));
	}
}

void html_owner(struct page *page, const struct block *block)
{
	const struct person_block *owner = block_owner_on(block, page->as_of);
	if (!owner) {
		html_raw(page, "nobody");
		return;
	}
	html_link(page, &owner->block);
	if (block_owners(block).from != block)
		html_raw(page, " <i>inherited</i>");
}

void html_party_of(struct page *page, const struct block *block)
{
	const struct party_block *party = person_party(block_owner_on(block, page->as_of));
	if (party)
		html_plan_text(page, html_block_title(page, &party->block));
}

static bool is_web_address(struct str text)
{
	return str_starts(text, "https://") || str_starts(text, "http://");
}

void html_about(struct page *page, const struct block *block)
{
	const struct any *any = block_any(block);
	html_prose(page, any->about);
	if (any->link.ptr) {
		html_raw(page, "<p>More: ");
		if (is_web_address(any->link)) {
			html_raw(page, "<a rel=\"noreferrer\" href=\"");
			html_text(page, any->link);
			html_raw(page, "\">");
		}
		html_plan_text(page, any->link);
		html_raw(page, is_web_address(any->link) ? "</a></p>\n" : "</p>\n");
	}
	if (any->only_for.n) {
		html_raw(page, "<p>Only for ");
		html_refs(page, any->only_for.items, any->only_for.n);
		html_raw(page, ".</p>\n");
	}
}

/* ---- values ---- */

static void write_list(struct page *page, const struct value *items, uint32_t n)
{
	for (uint32_t i = 0; i < n; i++) {
		html_raw(page, i ? ", " : "");
		html_value(page, &items[i]);
	}
}

void html_value(struct page *page, const struct value *value)
{
	switch (value->kind) {
	case VALUE_NONE:
		html_raw(page, "–");
		break;
	case VALUE_QUANTITY:
		html_quantity(page, value->quantity);
		break;
	case VALUE_TEXT:
	case VALUE_COLUMN:
		html_plan_text(page, value->text);
		break;
	case VALUE_DATE:
		html_date(page, value->date);
		break;
	case VALUE_PERIOD:
		period_print(page->out, value->period);
		break;
	case VALUE_TIME:
		html_rawf(page, "%02u:%02u", value->time.hour, value->time.minute);
		break;
	case VALUE_BOOL:
		html_raw(page, value->truth ? "true" : "false");
		break;
	case VALUE_BLOCK:
		if (value->block)
			html_link(page, value->block);
		break;
	case VALUE_WORD:
		html_text(page, plan_name(page->plan, value->word));
		break;
	case VALUE_RANGE:
		html_value(page, value->range.low);
		html_raw(page, " to ");
		html_value(page, value->range.high);
		break;
	case VALUE_LIST:
		write_list(page, value->list.items, value->list.n);
		break;
	case VALUE_ALL:
		html_raw(page, "all");
		break;
	}
}

void html_amended(struct page *page, const struct block *block)
{
	for (uint32_t i = 0; i < page->plan->of_kind[KIND_amendment].n; i++) {
		const struct amendment_block *amendment = plan_amendment(page->plan, i);
		for (uint32_t j = 0; j < amendment->changes.n; j++) {
			const struct phrase_change *change = &amendment->changes.items[j];
			if (change->value.ref.block != block || change->from.kind == VALUE_NONE)
				continue;
			html_raw(page, "<small>before ");
			html_link(page, &amendment->block);
			html_raw(page, ": ");
			if (change->value.field)
				html_rawf(page, "%s ", change->value.field->name);
			html_value(page, &change->from);
			html_raw(page, "</small>");
		}
	}
}

/* ---- states ---- */

void html_state(struct page *page, const char *look, const char *word)
{
	html_rawf(page, "<b class=\"%s\">%s</b>", look, word);
}

void html_status(struct page *page, enum status status)
{
	if (status == STATUS_NONE)
		html_state(page, "not_judged", "not judged");
	else
		html_state(page, status_word(status), status_phrase(status));
}

struct work_dates {
	date_t due, done, forecast;
	const char *done_word, *late_word;
};

/* What a block itself says; the day a training was complete is known only as of a day. */
static struct work_dates stated_dates(const struct block *block)
{
	const void *any_block = block;
	struct work_dates dates = {0, 0, 0, "done", "overdue"};
	if (block->kind == KIND_milestone) {
		const struct milestone_block *milestone = any_block;
		dates = (struct work_dates){
			milestone->due, milestone->done, milestone->forecast, "done", "missed"};
	} else if (block->kind == KIND_activity) {
		const struct activity_block *activity = any_block;
		dates.due = activity->window.first ? activity->window.last : activity->due;
		dates.done = activity->done;
		dates.forecast = activity->forecast;
	} else if (block->kind == KIND_action) {
		const struct action_block *action = any_block;
		dates.due = action->due;
		dates.done = action->done;
	} else if (block->kind == KIND_commitment) {
		const struct commitment_block *commitment = any_block;
		dates = (struct work_dates){
			commitment->due, commitment->kept, DATE_NONE, "kept", "open past its day"};
	} else if (block->kind == KIND_dependency) {
		const struct dependency_block *dependency = any_block;
		dates = (struct work_dates){dependency->need_by, dependency->delivered,
			dependency->promised, "delivered", "overdue"};
	} else if (block->kind == KIND_enablement) {
		dates.due = ((const struct enablement_block *)any_block)->due;
		dates.done_word = "completed";
	} else if (block->kind == KIND_request) {
		dates.done_word = "claimed";
	} else if (block->kind == KIND_roadblock) {
		const struct roadblock_block *roadblock = any_block;
		dates = (struct work_dates){
			roadblock->due, roadblock->cleared, DATE_NONE, "cleared", "overdue"};
	}
	return dates;
}

/* Given up, or answered with a no: nothing is due any more. */
static bool was_ended(const struct page *page, const struct block *block, struct item_view *view)
{
	const void *any_block = block;
	if (block->kind == KIND_action) {
		view->done = ((const struct action_block *)any_block)->dropped.value;
		view->look = LOOK_DROPPED;
		view->word = "dropped";
	} else if (block->kind == KIND_commitment) {
		view->done = ((const struct commitment_block *)any_block)->broken;
		view->look = LOOK_MISSED;
		view->word = "broken";
	} else {
		return false;
	}
	return view->done && (!page->as_of || view->done <= page->as_of);
}

struct item_view html_item_view(const struct page *page, const struct block *block)
{
	struct item_view view = {0};
	struct work_dates dates = stated_dates(block);
	view.due = dates.due;
	if (was_ended(page, block, &view))
		return view;
	const struct tracked_item *item =
		block->order < page->n_orders ? page->items[block->order] : NULL;
	if (item && item->block != block)
		item = NULL;
	enum item_state state = dates.done ? ITEM_DONE : ITEM_DUE;
	if (item) {
		dates.due = item->due;
		dates.done = item->done;
		dates.forecast = item->forecast;
		state = item->figures.state;
		view.days_late = item->figures.days_late;
	}
	view.due = dates.due;
	view.done = state == ITEM_DONE ? dates.done : DATE_NONE;
	view.forecast = dates.forecast;
	view.look = state == ITEM_DONE ? LOOK_DONE : state == ITEM_MISSED ? LOOK_MISSED : LOOK_DUE;
	view.word = state == ITEM_DONE	   ? dates.done_word
		    : state == ITEM_MISSED ? dates.late_word
					   : "due";
	if (state == ITEM_NONE) {
		view.look = LOOK_DROPPED;
		view.word = "not due";
	}
	return view;
}

const char *html_look(enum item_look look)
{
	static const char *const classes[] = {"done", "missed", "due", "dropped"};
	return classes[look];
}

void html_item_state(struct page *page, const struct block *block)
{
	struct item_view view = html_item_view(page, block);
	html_state(page, html_look(view.look), view.word);
	bool awaited = !view.done && view.forecast && view.look != LOOK_DROPPED;
	if (view.done || awaited) {
		html_raw(page, awaited ? ", forecast " : " ");
		html_date(page, awaited ? view.forecast : view.done);
	}
	if (view.days_late > 0) {
		html_raw(page, ", ");
		html_count(page, (uint32_t)view.days_late, "day", "days");
		html_raw(page, " late");
	}
}
