#include "compiler/emit/html/html.h"
#include "compiler/plan/contract.h"
#include "compiler/plan/facts.h"

/* ---- reviews ---- */

static void write_every(struct page *page, const struct review_block *review)
{
	if (review->every.value.unit) {
		html_raw(page, "every ");
		html_duration(page, review->every.value);
		if (review->every.on) {
			html_raw(page, " on ");
			html_word(page, &words_day_word, review->every.on);
		}
	}
	for (uint32_t i = 0; i < review->on.n; i++) {
		html_raw(page, i ? ", " : "");
		html_date(page, review->on.items[i]);
	}
	if (review->at.value.set) {
		html_rawf(page, "<small>%02u:%02u", review->at.value.hour, review->at.value.minute);
		if (review->at.lasting.unit) {
			html_raw(page, " for ");
			html_duration(page, review->at.lasting);
		}
		html_raw(page, "</small>");
	}
}

static void write_review(struct page *page, const struct review_block *review)
{
	html_raw(page, "<tr");
	html_anchor(page, &review->block);
	html_raw(page, "><th scope=\"row\">");
	html_plan_text(page, html_block_title(page, &review->block));
	html_raw(page, "<small>");
	html_word(page, &words_review_type, review->type);
	html_raw(page, review->internal == FLAG_TRUE ? ", internal</small></th><td>"
						     : "</small></th><td>");
	write_every(page, review);
	html_raw(page, "</td><td>");
	const struct tracked_session *next =
		page->tracked ? tracked_next_session(page->tracked, review, page->as_of) : NULL;
	html_date(page, next ? next->day.held : DATE_NONE);
	html_raw(page, "</td><td>");
	html_refs(page, &review->chair, 1);
	html_raw(page, "</td><td>");
	html_refs(page, review->attendees.items, review->attendees.n);
	html_raw(page, "</td><td>");
	if (review->covers.n)
		html_refs(page, review->covers.items, review->covers.n);
	else
		html_raw(page, "all");
	html_raw(page, "</td></tr>\n");
}

static void write_reviews(struct page *page)
{
	uint32_t n = page->plan->of_kind[KIND_review].n;
	html_raw(page, "<h3>Reviews</h3>\n");
	if (n == 0) {
		html_none(page, "The plan has no review.");
		return;
	}
	html_table_begin(
		page, "-Series of meetings", "Review|When|Next session|Chair|Attendees|Covers");
	for (uint32_t i = 0; i < n; i++)
		write_review(page, plan_review(page->plan, i));
	html_table_end(page);
}

/* ---- sessions ---- */

static void write_feedback(struct page *page, const struct feedback_block *feedback)
{
	html_raw(page, " from ");
	html_refs(page, &feedback->from, 1);
	html_prose(page, feedback->answer);
	if (feedback->action.block) {
		html_raw(page, "<p>");
		html_kind_link(page, feedback->action.block);
		html_raw(page, "</p>");
	}
}

static void write_decided(struct page *page, const struct decision_block *decision)
{
	html_raw(page, " by ");
	html_refs(page, &decision->by, 1);
	if (decision->on) {
		html_raw(page, " on ");
		html_date(page, decision->on);
	}
	if (decision->affects.n) {
		html_raw(page, ", about ");
		html_refs(page, decision->affects.items, decision->affects.n);
	}
}

/* Decisions and feedback have their place here; wins, roadblocks and actions are linked to theirs.
 */
static void write_outcome(struct page *page, const struct block *child)
{
	if (child->kind != KIND_decision && child->kind != KIND_feedback) {
		html_raw(page, "<li>");
		html_kind_link(page, child);
		html_raw(page, "</li>\n");
		return;
	}
	html_raw(page, "<li");
	html_anchor(page, child);
	html_rawf(page, ">%s <strong>", kind_infos[child->kind].name);
	html_plan_text(page, html_block_title(page, child));
	html_raw(page, "</strong>");
	if (child->kind == KIND_decision)
		write_decided(page, (const void *)child);
	else
		write_feedback(page, (const void *)child);
	html_about(page, child);
	html_raw(page, "</li>\n");
}

static void write_session(struct page *page, const struct session_block *session)
{
	html_raw(page, "<article class=\"session\"");
	html_anchor(page, &session->block);
	html_raw(page, ">\n<h4>");
	html_date(page, session->block.date);
	if (session->of.block) {
		html_raw(page, " ");
		html_link(page, session->of.block);
	}
	html_raw(page, "</h4>\n");
	if (session->not_held.ptr) {
		html_raw(page, "<p>");
		html_state(page, "dropped", "not held");
		html_raw(page, " ");
		html_plan_text(page, session->not_held);
		html_raw(page, "</p>\n");
	}
	if (session->attended.n) {
		html_raw(page, "<p class=\"who\"><span>Attended by ");
		html_refs(page, session->attended.items, session->attended.n);
		html_raw(page, "</span></p>\n");
	}
	html_prose(page, session->notes);
	html_about(page, &session->block);
	if (session->block.first_child)
		html_raw(page, "<ul class=\"items\">\n");
	for (const struct block *child = session->block.first_child; child;
		child = child->next_sibling)
		write_outcome(page, child);
	html_raw(page, session->block.first_child ? "</ul>\n</article>\n" : "</article>\n");
}

/* The newest first. Sessions after the page's day are not known yet. */
static const struct session_block *newest_before(
	const struct page *page, date_t before, uint32_t order)
{
	const struct session_block *best = NULL;
	for (uint32_t i = 0; i < page->plan->of_kind[KIND_session].n; i++) {
		const struct session_block *one = plan_session(page->plan, i);
		bool earlier = one->block.date < before ||
			       (one->block.date == before && one->block.order > order);
		if (earlier && (!best || one->block.date > best->block.date ||
				       (one->block.date == best->block.date &&
					       one->block.order < best->block.order)))
			best = one;
	}
	return best;
}

enum { SESSIONS_OPEN = 3 };

static void write_sessions(struct page *page)
{
	uint32_t n = 0;
	date_t after = page->as_of ? page->as_of + 1 : DATE_MAX;
	const struct session_block *session = newest_before(page, after, UINT32_MAX);
	html_raw(page, "<h3>Sessions</h3>\n");
	if (!session)
		html_none(page, "No session is on record.");
	while (session) {
		if (n++ == SESSIONS_OPEN)
			html_raw(page, "<details><summary>Earlier sessions</summary>\n");
		write_session(page, session);
		session = newest_before(page, session->block.date, session->block.order);
	}
	html_raw(page, n > SESSIONS_OPEN ? "</details>\n" : "");
}

/* ---- contract ---- */

/* Whether the seal is that of the plan as it is. What one party may not see is sealed all the same,
   so a page for an audience cannot tell. */
static void write_seal_state(
	struct page *page, const struct signoff_block *signoff, const char *seal)
{
	const struct amendment_block *amendment = amendment_that_seals(page->plan);
	if (page->plan->run->audience.len)
		return;
	switch (seal_compare(signoff->seal, seal)) {
	case SEAL_GOOD:
		html_raw(page, "<small>of this content</small>");
		break;
	case SEAL_DIFFERS:
		if (signoff_stands(signoff, amendment)) {
			html_raw(page, "<small>of other content</small>");
			break;
		}
		html_raw(page, "<small>amended since, by ");
		html_link(page, &amendment->block);
		html_raw(page, "</small>");
		break;
	case SEAL_FOREIGN:
	case SEAL_MALFORMED:
		html_raw(page, "<small>cannot be compared</small>");
		break;
	}
}

static void write_signoffs(struct page *page)
{
	const struct plan *plan = page->plan;
	struct facts facts = {0};
	char seal[SEAL_MAX];
	html_raw(page, "<h3>Sign-offs</h3>\n");
	if (plan->of_kind[KIND_signoff].n == 0) {
		html_none(page, "Nobody has signed this plan yet.");
		return;
	}
	facts_make(&facts, (struct plan *)(uintptr_t)plan, page->arena);
	seal_make(seal, &facts);
	vec_free(&facts.items);
	html_table_begin(page, "-Who signed what", "Party|By|On|Seal");
	for (uint32_t i = 0; i < plan->of_kind[KIND_signoff].n; i++) {
		const struct signoff_block *signoff = plan_signoff(plan, i);
		html_raw(page, "<tr><th scope=\"row\">");
		if (signoff->block.of)
			html_link(page, signoff->block.of);
		html_raw(page, "</th><td>");
		html_refs(page, &signoff->by, 1);
		html_raw(page, "</td><td>");
		html_date(page, signoff->on);
		html_raw(page, "</td><td><code class=\"seal\">");
		html_text(page, signoff->seal);
		html_raw(page, "</code>");
		write_seal_state(page, signoff, seal);
		html_raw(page, "</td></tr>\n");
	}
	html_table_end(page);
}

/* What stands in the amendment itself, as it is written: from what, to what. */
static void write_changes(struct page *page, const struct amendment_block *amendment)
{
	for (uint32_t i = 0; i < amendment->changes.n; i++) {
		const struct phrase_change *change = &amendment->changes.items[i];
		html_raw(page, i ? "<br>" : "");
		if (change->value.ref.block)
			html_link(page, change->value.ref.block);
		if (change->value.field)
			html_rawf(page, ", %s", change->value.field->name);
		html_raw(page, ": ");
		html_value(page, &change->from);
		html_raw(page, " → ");
		html_value(page, &change->to);
	}
}

static void write_approvals(struct page *page, const struct amendment_block *amendment)
{
	for (uint32_t i = 0; i < amendment->approved.n; i++) {
		const struct phrase_person_on *one = &amendment->approved.items[i];
		html_raw(page, "<p>");
		html_person(page, block_as_person(one->value.block));
		if (one->on) {
			html_raw(page, " on ");
			html_date(page, one->on);
		}
		html_raw(page, "</p>");
	}
	const struct plan_block *frame = page->plan->frame;
	for (uint32_t i = 0; frame && i < frame->between.n; i++) {
		const struct block *party = frame->between.items[i].block;
		if (!party || amendment_approved_by(amendment, party))
			continue;
		html_raw(page, "<p>");
		html_state(page, "unknown", "not by");
		html_raw(page, " ");
		html_link(page, party);
		html_raw(page, "</p>");
	}
}

static void write_amendment(struct page *page, const struct amendment_block *amendment)
{
	html_raw(page, "<tr");
	html_anchor(page, &amendment->block);
	html_raw(page, "><th scope=\"row\">");
	html_plan_text(page, html_block_title(page, &amendment->block));
	html_raw(page, "<small>");
	html_word(page, &words_amendment_type, amendment->type);
	html_raw(page, "</small></th><td>");
	write_changes(page, amendment);
	html_raw(page, "</td><td>");
	html_prose(page, amendment->because);
	html_raw(page, "</td><td>");
	html_date(page, amendment->effective);
	html_raw(page, "</td><td>");
	if (amendment->decided.value.block) {
		html_link(page, amendment->decided.value.block);
		html_raw(page, " on ");
		html_date(page, amendment->decided.on);
	}
	html_raw(page, "</td><td>");
	write_approvals(page, amendment);
	html_raw(page, "</td></tr>\n");
}

static void write_amendments(struct page *page)
{
	uint32_t n = page->plan->of_kind[KIND_amendment].n;
	html_raw(page, "<h3>Amendments</h3>\n");
	if (n == 0) {
		html_none(page, "The plan has not been amended.");
		return;
	}
	html_table_begin(page, "-Changes of the signed plan, original beside current",
		"Amendment|From → to|Why|Counts from|Decided in|Approved");
	for (uint32_t i = 0; i < n; i++)
		write_amendment(page, plan_amendment(page->plan, i));
	html_table_end(page);
}

/* ---- waivers ---- */

static void write_waivers(struct page *page)
{
	bool any = false;
	for (uint32_t i = 0; i < page->plan->blocks.n; i++) {
		const struct block *block = page->plan->blocks.items[i];
		const struct any *fields = block_any(block);
		for (uint32_t j = 0; j < fields->allow.n; j++) {
			const struct phrase_waiver *waiver = &fields->allow.items[j];
			if (!any) {
				html_raw(page, "<h3>Waivers</h3>\n");
				html_table_begin(page, "-Rules that are not applied",
					"Rule|In|Why|By|Until");
			}
			any = true;
			html_raw(page, "<tr><th scope=\"row\"><code>");
			html_text(page, waiver->value);
			html_raw(page, "</code></th><td>");
			html_kind_link(page, block);
			html_raw(page, "</td><td>");
			html_plan_text(page, waiver->because);
			html_raw(page, "</td><td>");
			html_refs(page, &waiver->by, 1);
			html_raw(page, "</td><td>");
			html_date(page, waiver->until);
			html_raw(page, "</td></tr>\n");
		}
	}
	if (any)
		html_table_end(page);
}

void html_record(struct page *page)
{
	write_reviews(page);
	write_sessions(page);
	write_amendments(page);
	write_signoffs(page);
	write_waivers(page);
}
