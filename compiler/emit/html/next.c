#include "compiler/emit/html/html.h"

#include <stdlib.h>

/* ---- what falls due ---- */

struct due {
	date_t date;
	const char *what; /* "milestone", "hand-over" */
	const struct block *block;
	const struct person_block *who;
	uint32_t order; /* of arrival, so that no two are equal */
	bool overdue, has_state;
};

struct dues {
	struct page *page;
	VEC(struct due) list;
};

enum { WINDOW = 30, WINDOWS = 3 };

static void add_due(struct dues *dues, struct due due)
{
	date_t last = dues->page->as_of + WINDOW * WINDOWS;
	if (!due.overdue && (due.date <= dues->page->as_of || due.date > last))
		return;
	due.order = dues->list.n;
	vec_push(&dues->list, due);
}

static const char *item_word(const struct block *block)
{
	switch (block->kind) {
	case KIND_request:
		return "last day to claim";
	case KIND_assumption:
		return "re-check";
	case KIND_deal:
		return "deal closes";
	case KIND_root_cause:
		return "root cause";
	}
	return kind_infos[block->kind].name;
}

static void add_items(struct dues *dues)
{
	const struct page *page = dues->page;
	for (uint32_t i = 0; i < page->tracked->items.n; i++) {
		const struct tracked_item *item = &page->tracked->items.items[i];
		struct item_view view = html_item_view(page, item->block);
		bool open = item->figures.state == ITEM_DUE || item->figures.state == ITEM_MISSED;
		if (!open || view.done)
			continue;
		struct due due = {.date = item->due,
			.what = item_word(item->block),
			.block = item->block,
			.who = block_answering_on(item->block, page->as_of),
			.overdue = item->figures.state == ITEM_MISSED,
			.has_state = true};
		add_due(dues, due);
	}
}

static void add_sessions(struct dues *dues)
{
	const struct tracked *tracked = dues->page->tracked;
	for (uint32_t i = 0; i < tracked->sessions.n; i++) {
		const struct tracked_session *session = &tracked->sessions.items[i];
		add_due(dues, (struct due){.date = session->day.held,
				      .what = "review",
				      .block = &session->review->block,
				      .who = block_as_person(session->review->chair.block)});
	}
}

/* A hand-over is due on the new owner's first day. */
static void add_hand_overs(struct dues *dues)
{
	const struct plan *plan = dues->page->plan;
	for (uint32_t i = 0; i < plan->blocks.n; i++) {
		const struct block *block = plan->blocks.items[i];
		struct owners owners = block_owners(block);
		if (owners.from != block || owners.n < 2)
			continue;
		for (uint32_t j = 0; j < owners.n; j++)
			if (owners.items[j].from)
				add_due(dues, (struct due){.date = owners.items[j].from,
						      .what = "hand-over",
						      .block = block,
						      .who = block_as_person(
							      owners.items[j].value.block)});
	}
}

static void add_people(struct dues *dues)
{
	const struct plan *plan = dues->page->plan;
	for (uint32_t i = 0; i < plan->of_kind[KIND_person].n; i++) {
		const struct person_block *person = plan_person(plan, i);
		if (person->leaves)
			add_due(dues, (struct due){.date = person->leaves,
					      .what = "last day",
					      .block = &person->block,
					      .who = person});
	}
	for (uint32_t i = 0; i < plan->of_kind[KIND_enablement].n; i++) {
		const struct enablement_block *enablement = plan_enablement(plan, i);
		for (uint32_t j = 0; j < enablement->completed.n; j++)
			if (enablement->completed.items[j].until)
				add_due(dues,
					(struct due){.date = enablement->completed.items[j].until,
						.what = "certificate ends",
						.block = &enablement->block,
						.who = block_as_person(
							enablement->completed.items[j]
								.value.block)});
	}
}

static int by_date(const void *left, const void *right)
{
	const struct due *a = left, *b = right;
	if (a->overdue != b->overdue)
		return a->overdue ? -1 : 1;
	if (a->date != b->date)
		return a->date < b->date ? -1 : 1;
	return a->order < b->order ? -1 : a->order > b->order;
}

/* ---- writing ---- */

static void write_due(struct page *page, const struct due *due)
{
	const struct party_block *party = person_party(due->who);
	html_raw(page, "<tr><td>");
	html_date(page, due->date);
	html_rawf(page, "</td><td>%s</td><td>", due->what);
	html_link(page, due->block);
	html_raw(page, "</td><td>");
	if (due->who)
		html_link(page, &due->who->block);
	else
		html_raw(page, due->block->kind == KIND_review ? "–" : "nobody");
	html_raw(page, "</td><td>");
	if (party)
		html_plan_text(page, html_block_title(page, &party->block));
	html_raw(page, "</td><td>");
	if (due->has_state)
		html_item_state(page, due->block);
	html_raw(page, "</td></tr>\n");
}

static void write_dues(struct page *page, const struct due *dues, uint32_t n, const char *caption,
	const char *none)
{
	if (n == 0) {
		html_none(page, none);
		return;
	}
	html_table_begin(page, caption, "Day|What|Title|Owner|Party|State");
	for (uint32_t i = 0; i < n && i < LISTED_MAX; i++)
		write_due(page, &dues[i]);
	html_table_end(page);
	html_more(page, n > LISTED_MAX ? n - LISTED_MAX : 0,
		"have their row in the timeline, among the commitments or among the actions.");
}

/* Windows stop at the end of time. */
static date_t later(date_t day, int days)
{
	date_t sum = date_add(day, days);
	return sum ? sum : DATE_MAX;
}

static void write_windows(struct page *page, const struct due *dues, uint32_t n)
{
	uint32_t at = 0;
	while (at < n && dues[at].overdue)
		at++;
	html_raw(page, "<h3>Overdue</h3>\n");
	write_dues(page, dues, at, "-Overdue, the oldest first", "Nothing is overdue.");
	for (int window = 0; window < WINDOWS; window++) {
		struct date_range days = {later(page->as_of, window * WINDOW + 1),
			later(page->as_of, (window + 1) * WINDOW)};
		uint32_t from = at;
		while (at < n && dues[at].date <= days.last)
			at++;
		html_rawf(page, "<h3>Days %d to %d <small>", window * WINDOW + 1,
			(window + 1) * WINDOW);
		html_range(page, days);
		html_raw(page, "</small></h3>\n");
		const char *caption = str_format(page->arena, "-Due in days %d to %d",
			window * WINDOW + 1, (window + 1) * WINDOW)
					      .ptr;
		write_dues(page, n ? dues + from : NULL, at - from, caption, "Nothing falls due.");
	}
}

/* ---- promises ---- */

static void write_commitment(struct page *page, const struct commitment_block *commitment)
{
	html_raw(page, "<li");
	html_anchor(page, &commitment->block);
	html_raw(page, "><p><strong>");
	html_plan_text(page, html_block_title(page, &commitment->block));
	html_raw(page, "</strong><br>due ");
	html_date(page, commitment->due);
	html_raw(page, ": ");
	html_item_state(page, &commitment->block);
	html_raw(page, "<br>");
	html_owner(page, &commitment->block);
	if (commitment->to.block && page->plan->of_kind[KIND_party].n > 2) {
		html_raw(page, ", to ");
		html_link(page, commitment->to.block);
	}
	if (commitment->value.set) {
		html_raw(page, ", worth ");
		html_quantity(page, commitment->value);
	}
	html_raw(page, "</p>");
	html_about(page, &commitment->block);
	html_raw(page, "</li>\n");
}

/* `party` NULL: promises of which the plan does not say whose they are. */
static void write_commitments_by(struct page *page, const struct party_block *party)
{
	uint32_t n = 0, folded = 0;
	html_raw(page, "<div class=\"party\"><h4 dir=\"auto\">");
	html_text(page, party ? html_block_title(page, &party->block) : STR("By nobody named"));
	html_raw(page, "</h4>\n");
	for (uint32_t i = 0; i < page->plan->of_kind[KIND_commitment].n; i++) {
		const struct commitment_block *commitment = plan_commitment(page->plan, i);
		if (block_as_party(commitment->by.block) != party)
			continue;
		if (!page_lists_work(page, &commitment->block)) {
			folded++;
			continue;
		}
		html_raw(page, n++ ? "" : "<ul class=\"items\">\n");
		write_commitment(page, commitment);
	}
	html_raw(page, n ? "</ul>\n" : folded ? "" : "<p class=\"none\">No commitment.</p>\n");
	html_more(page, folded, "are kept or due later than in 90 days.");
	html_raw(page, "</div>\n");
}

static bool some_are_nobodys(const struct plan *plan)
{
	for (uint32_t i = 0; i < plan->of_kind[KIND_commitment].n; i++)
		if (!block_as_party(plan_commitment(plan, i)->by.block))
			return true;
	return false;
}

static void write_commitments(struct page *page)
{
	html_raw(page, "<h3>What each side has promised</h3>\n");
	if (page->plan->of_kind[KIND_commitment].n == 0) {
		html_none(page, "No side has made a commitment.");
		return;
	}
	html_raw(page, "<div class=\"parties\">\n");
	for (uint32_t i = 0; i < page->plan->of_kind[KIND_party].n; i++)
		write_commitments_by(page, plan_party(page->plan, i));
	if (some_are_nobodys(page->plan))
		write_commitments_by(page, NULL);
	html_raw(page, "</div>\n");
}

static void write_dependencies(struct page *page)
{
	const struct plan *plan = page->plan;
	if (plan->of_kind[KIND_dependency].n == 0)
		return;
	html_raw(page, "<h3>What one waits for from another</h3>\n");
	html_table_begin(page, "-Dependencies", "What|From|To|Needed by|State|For");
	for (uint32_t i = 0; i < plan->of_kind[KIND_dependency].n; i++) {
		const struct dependency_block *dependency = plan_dependency(plan, i);
		html_raw(page, "<tr");
		html_anchor(page, &dependency->block);
		html_raw(page, "><th scope=\"row\">");
		html_plan_text(page, html_block_title(page, &dependency->block));
		html_raw(page, "</th><td>");
		html_person(page, block_as_person(dependency->from.block));
		html_raw(page, "</td><td>");
		html_person(page, block_as_person(dependency->to.block));
		html_raw(page, "</td><td>");
		html_date(page, dependency->need_by);
		html_raw(page, "</td><td>");
		html_item_state(page, &dependency->block);
		html_raw(page, "</td><td>");
		html_refs(page, dependency->affects.items, dependency->affects.n);
		html_raw(page, "</td></tr>\n");
	}
	html_table_end(page);
}

struct action_state {
	const struct action_block *action;
	bool open;
};

/* Open ones by their date, then the others, the newest first. */
static int by_openness(const void *left, const void *right)
{
	const struct action_state *a = left, *b = right;
	if (a->open != b->open)
		return a->open ? -1 : 1;
	if (a->action->due != b->action->due)
		return (a->action->due < b->action->due) == a->open ? -1 : 1;
	return a->action->block.order < b->action->block.order
		       ? -1
		       : a->action->block.order > b->action->block.order;
}

static const struct action_state *actions_in_order(struct page *page)
{
	uint32_t n = page->plan->of_kind[KIND_action].n;
	struct action_state *actions = arena_array(page->arena, struct action_state, n + 1);
	for (uint32_t i = 0; i < n; i++) {
		const struct action_block *action = plan_action(page->plan, i);
		enum item_look look = html_item_view(page, &action->block).look;
		actions[i] = (struct action_state){action, look == LOOK_MISSED || look == LOOK_DUE};
	}
	qsort(actions, n, sizeof *actions, by_openness);
	return actions;
}

static void write_actions(struct page *page)
{
	const struct plan *plan = page->plan;
	uint32_t folded = 0;
	if (plan->of_kind[KIND_action].n == 0)
		return;
	html_raw(page, "<h3>Actions</h3>\n");
	html_table_begin(page, "-Actions", "Action|Due|State|Owner|For");
	const struct action_state *actions = actions_in_order(page);
	for (uint32_t i = 0; i < plan->of_kind[KIND_action].n; i++) {
		const struct action_block *action = actions[i].action;
		if (!page_lists_work(page, &action->block)) {
			folded++;
			continue;
		}
		html_raw(page, "<tr");
		html_anchor(page, &action->block);
		html_raw(page, "><th scope=\"row\" dir=\"auto\">");
		html_text(page, html_block_title(page, &action->block));
		html_raw(page, "</th><td>");
		html_date(page, action->due);
		html_raw(page, "</td><td>");
		html_item_state(page, &action->block);
		html_raw(page, "</td><td>");
		html_owner(page, &action->block);
		html_raw(page, "</td><td>");
		html_refs(page, action->affects.items, action->affects.n);
		if (action->affects.n == 0 && action->block.parent &&
			action->block.parent->kind != KIND_session)
			html_link(page, action->block.parent);
		html_raw(page, "</td></tr>\n");
	}
	html_table_end(page);
	html_more(page, folded, "are done or due later than in 90 days.");
}

void html_next(struct page *page)
{
	if (page->tracked) {
		struct dues dues = {.page = page};
		add_items(&dues);
		add_sessions(&dues);
		add_hand_overs(&dues);
		add_people(&dues);
		if (dues.list.n)
			qsort(dues.list.items, dues.list.n, sizeof *dues.list.items, by_date);
		write_windows(page, dues.list.items, dues.list.n);
		vec_free(&dues.list);
	} else {
		html_none(page, "The windows of 30, 60 and 90 days need a day to count from.");
	}
	write_commitments(page);
	write_dependencies(page);
	write_actions(page);
}
