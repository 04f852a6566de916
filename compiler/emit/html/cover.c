#include "compiler/emit/html/html.h"
#include "compiler/plan/contract.h"

/* ---- the check ---- */

static uint32_t count_level(const struct page *page, enum level level)
{
	uint32_t n = 0;
	for (uint32_t i = 0; i < page->n_findings; i++)
		n += page->findings[i].finding->level == level;
	return n;
}

static void write_check(struct page *page)
{
	uint32_t errors = count_level(page, LEVEL_ERROR);
	uint32_t warnings = count_level(page, LEVEL_WARNING);
	uint32_t notes = count_level(page, LEVEL_INFO);
	html_raw(page, errors ? "<div class=\"notice bad\"><p>" : "<div class=\"notice\"><p>");
	if (page->plan->is_broken)
		html_raw(page,
			"A file of this plan could not be read whole, so parts of it are missing "
			"here. ");
	if (errors + warnings + notes == 0) {
		html_raw(page, "The check of this plan has no findings.</p></div>\n");
		return;
	}
	html_raw(page, "The check of this plan has ");
	if (errors)
		html_count(page, errors, "error", "errors");
	html_raw(page, errors && warnings ? notes ? ", " : " and " : "");
	if (warnings)
		html_count(page, warnings, "warning", "warnings");
	html_raw(page, errors + warnings && notes ? " and " : "");
	if (notes)
		html_count(page, notes, "note", "notes");
	html_raw(page, ": <a href=\"#findings\">see the findings</a>.</p>\n");
	if (errors)
		html_raw(page, "<ul>\n");
	for (uint32_t i = 0, shown = 0; i < page->n_findings && shown < 5; i++) {
		if (page->findings[i].finding->level != LEVEL_ERROR)
			continue;
		html_raw(page, "<li>");
		html_plan_text(page, page->findings[i].finding->message);
		html_raw(page, "</li>\n");
		shown++;
	}
	if (errors > 5)
		html_rawf(page, "<li>and %u more</li>\n", errors - 5);
	html_raw(page, errors ? "</ul></div>\n" : "</div>\n");
}

/* ---- counts by state ---- */

static const enum status worst_first[] = {STATUS_MISSED, STATUS_BEHIND, STATUS_UNKNOWN,
	STATUS_WATCH, STATUS_ON_TRACK, STATUS_NOT_JUDGED, STATUS_DONE};
enum { N_STATUSES = sizeof worst_first / sizeof *worst_first };

static void write_status_counts(struct page *page, const uint32_t counts[])
{
	for (size_t i = 0; i < N_STATUSES; i++) {
		enum status status = worst_first[i];
		if (counts[status] == 0)
			continue;
		html_rawf(page, "<b class=\"%s\">%u %s</b> ", status_word(status), counts[status],
			status_phrase(status));
	}
}

static void write_goal_counts(struct page *page)
{
	uint32_t counts[STATUS_BEHIND + 1] = {0};
	for (uint32_t i = 0; i < page->tracked->goals.n; i++) {
		enum status status = page->tracked->goals.items[i].figures.status;
		counts[status == STATUS_NONE ? STATUS_NOT_JUDGED : status]++;
	}
	html_dd(page, "Goals");
	write_status_counts(page, counts);
	html_dd_end(page);
}

static void write_initiative_counts(struct page *page)
{
	uint32_t counts[STATUS_BEHIND + 1] = {0};
	uint32_t cancelled = 0;
	for (uint32_t i = 0; i < page->tracked->initiatives.n; i++) {
		enum status status = page->tracked->initiatives.items[i].execution;
		cancelled += status == STATUS_NONE;
		counts[status]++;
	}
	html_dd(page, "Work of the initiatives");
	write_status_counts(page, counts);
	if (cancelled)
		html_rawf(page, "%u cancelled", cancelled);
	html_dd_end(page);
}

static void write_item_counts(struct page *page, enum kind kind, const char *term)
{
	static const char *const words[] = {"done", "missed", "due", "dropped"};
	static const char *const promises[] = {"kept", "not kept", "due", "dropped"};
	static const enum item_look order[] = {LOOK_MISSED, LOOK_DUE, LOOK_DONE, LOOK_DROPPED};
	uint32_t counts[4] = {0};
	for (uint32_t i = 0; i < page->plan->of_kind[kind].n; i++)
		counts[html_item_view(page, page->plan->of_kind[kind].items[i]).look]++;
	if (page->plan->of_kind[kind].n == 0)
		return;
	html_dd(page, term);
	for (size_t i = 0; i < 4; i++) {
		enum item_look look = order[i];
		if (counts[look] == 0)
			continue;
		html_rawf(page, "<b class=\"%s\">%u %s</b> ", html_look(look), counts[look],
			(kind == KIND_commitment ? promises : words)[look]);
	}
	html_dd_end(page);
}

static void write_counts(struct page *page)
{
	html_raw(page, "<h2>Where it stands</h2>\n");
	if (!page->tracked) {
		html_none(page, "This page was made without a day, so it holds what was agreed and "
				"leaves out figures and states.");
		return;
	}
	html_raw(page, "<dl class=\"facts states\">\n");
	html_dd(page, "The plan as a whole");
	html_status(page, page->tracked->status);
	html_raw(page, " <small>as its worst goal, never an average</small>");
	html_dd_end(page);
	if (page->tracked->goals.n)
		write_goal_counts(page);
	if (page->tracked->initiatives.n)
		write_initiative_counts(page);
	write_item_counts(page, KIND_milestone, "Milestones");
	write_item_counts(page, KIND_commitment, "Commitments");
	html_raw(page, "</dl>\n");
}

/* ---- the parties ---- */

/* `party` NULL: priorities of which the plan does not say whose they are. */
static void write_priorities(struct page *page, const struct block *party)
{
	bool any = false;
	for (uint32_t i = 0; i < page->plan->of_kind[KIND_priority].n; i++) {
		const struct priority_block *priority = plan_priority(page->plan, i);
		struct party_block *of = block_as_party(priority->of.block);
		if ((of ? &of->block : NULL) != party)
			continue;
		if (!any)
			html_raw(page, "<div><dt>Priorities</dt><dd><ul>");
		any = true;
		html_raw(page, "<li");
		html_anchor(page, &priority->block);
		html_raw(page, ">");
		html_plan_text(page, html_block_title(page, &priority->block));
		html_raw(page, "</li>");
	}
	if (any)
		html_raw(page, "</ul></dd></div>\n");
}

static uint32_t count_owned(
	const struct page *page, enum kind kind, const struct party_block *party)
{
	uint32_t n = 0;
	for (uint32_t i = 0; i < page->plan->of_kind[kind].n; i++) {
		const struct block *block = page->plan->of_kind[kind].items[i];
		n += person_party(block_owner_on(block, page->as_of)) == party;
	}
	return n;
}

static void write_party(struct page *page, const struct party_block *party)
{
	html_raw(page, "<div class=\"party\"");
	html_anchor(page, &party->block);
	html_raw(page, ">\n<h2 dir=\"auto\">");
	html_text(page, html_block_title(page, &party->block));
	html_raw(page, "</h2>\n<p class=\"role\">");
	html_word(page, &words_party_role, party->role);
	html_raw(page, "</p>\n<dl>\n");
	const struct person_block *sponsor = block_as_person(party->sponsor.block);
	if (sponsor) {
		html_dd(page, "Sponsor");
		html_link(page, &sponsor->block);
		if (sponsor->title.ptr) {
			html_raw(page, ", ");
			html_plan_text(page, sponsor->title);
		}
		html_dd_end(page);
	}
	if (party->gains.ptr) {
		html_dd(page, "What it gains");
		html_prose(page, party->gains);
		html_dd_end(page);
	}
	write_priorities(page, &party->block);
	html_dd(page, "Owns");
	html_count(page, count_owned(page, KIND_goal, party), "goal", "goals");
	html_raw(page, ", ");
	html_count(page, count_owned(page, KIND_initiative, party), "initiative", "initiatives");
	html_raw(page, ", ");
	html_count(page, count_owned(page, KIND_milestone, party), "milestone", "milestones");
	html_dd_end(page);
	html_raw(page, "</dl>\n");
	html_about(page, &party->block);
	html_raw(page, "</div>\n");
}

/* The parties of the plan side by side; others that are only named come behind them. */
static void write_parties(struct page *page)
{
	const struct plan *plan = page->plan;
	html_raw(page, "<div class=\"parties\">\n");
	for (uint32_t i = 0; plan->frame && i < plan->frame->between.n; i++) {
		const struct block *block = plan->frame->between.items[i].block;
		bool again = false;
		for (uint32_t j = 0; j < i; j++)
			again = again || plan->frame->between.items[j].block == block;
		if (block && block->kind == KIND_party && !again)
			write_party(page, (const void *)block);
	}
	for (uint32_t i = 0; i < plan->of_kind[KIND_party].n; i++)
		if (!plan_has_party(plan, &plan_party(plan, i)->block))
			write_party(page, plan_party(plan, i));
	html_raw(page, "</div>\n");
}

/* ---- facts ---- */

static void write_version(struct page *page)
{
	const struct plan *plan = page->plan;
	html_dd(page, "Version");
	for (uint32_t i = 0; i < plan->of_kind[KIND_signoff].n; i++) {
		const struct signoff_block *signoff = plan_signoff(plan, i);
		html_raw(page, i ? "; " : "signed by ");
		html_person(page, block_as_person(signoff->by.block));
		html_raw(page, " on ");
		html_date(page, signoff->on);
	}
	if (plan->of_kind[KIND_signoff].n == 0)
		html_raw(page, "not signed yet");
	html_raw(page, ". ");
	uint32_t n = plan->of_kind[KIND_amendment].n, approved = 0;
	for (uint32_t i = 0; i < n; i++)
		approved += amendment_is_approved(plan, plan_amendment(plan, i));
	html_raw(page, n ? "<a href=\"#record\">" : "No amendment.");
	if (n)
		html_count(page, n, "amendment", "amendments");
	html_raw(page, n ? "</a> since" : "");
	if (n)
		html_raw(page, approved == n ? ", approved by all." : ", not approved by all.");
	html_dd_end(page);
}

static void write_next_review(struct page *page)
{
	if (!page->tracked)
		return;
	const struct tracked_session *next = tracked_next_session(page->tracked, NULL, page->as_of);
	html_dd(page, "Next review");
	if (next) {
		html_date(page, next->day.held);
		html_raw(page, ", ");
		html_link(page, &next->review->block);
		if (next->review->at.value.set)
			html_rawf(page, ", %02u:%02u", next->review->at.value.hour,
				next->review->at.value.minute);
	} else {
		html_raw(page, "none is planned");
	}
	html_dd_end(page);
}

static void write_frame_facts(struct page *page, const struct plan_block *frame)
{
	const struct block *tier = frame->tier.block;
	if (tier) {
		html_dd(page, "Tier aimed at");
		html_link(page, tier);
		html_dd_end(page);
	}
	if (frame->sponsors.n) {
		html_dd(page, "Sponsors");
		html_refs(page, frame->sponsors.items, frame->sponsors.n);
		html_dd_end(page);
	}
	if (frame->engagement.ptr) {
		html_dd(page, "How the sides work together");
		html_prose(page, frame->engagement);
		html_dd_end(page);
	}
	if (frame->channels.n) {
		html_dd(page, "Where they share what they know");
		html_raw(page, "<ul>");
		for (uint32_t i = 0; i < frame->channels.n; i++) {
			html_raw(page, "<li>");
			html_plan_text(page, frame->channels.items[i]);
			html_raw(page, "</li>");
		}
		html_raw(page, "</ul>");
		html_dd_end(page);
	}
}

static void write_facts(struct page *page)
{
	const struct plan_block *frame = page->plan->frame;
	html_raw(page, "<h2>The agreement</h2>\n<dl class=\"facts\">\n");
	write_priorities(page, NULL);
	write_version(page);
	write_next_review(page);
	if (frame)
		write_frame_facts(page, frame);
	html_raw(page, "</dl>\n");
	if (frame)
		html_about(page, &frame->block);
}

void html_cover(struct page *page)
{
	const struct plan *plan = page->plan;
	const struct plan_block *frame = plan->frame;
	html_raw(page,
		"<header class=\"cover\" id=\"cover\">\n<p class=\"kicker\">Joint business plan");
	if (page->as_of) {
		html_raw(page, " <span>as of ");
		html_date(page, page->as_of);
		html_raw(page, "</span>");
	}
	if (plan->audience) {
		html_raw(page, " <span>for ");
		html_plan_text(page, html_block_title(page, &plan->audience->block));
		html_raw(page, "</span>");
	}
	html_raw(page, "</p>\n<h1 dir=\"auto\">");
	html_text(page, frame ? html_block_title(page, &frame->block)
			      : plan_source_path(plan, plan->file->source));
	html_raw(page, "</h1>\n<p class=\"line\">");
	if (plan->first) {
		html_range(page, (struct date_range){plan->first, plan->last});
		html_raw(page, " · ");
	}
	html_word(page, &words_plan_status,
		frame && frame->status ? frame->status : plan_status_draft);
	html_raw(page, "</p>\n");
	if (frame && frame->vision.ptr) {
		html_raw(page, "<div class=\"vision\">");
		html_prose(page, frame->vision);
		html_raw(page, "</div>\n");
	}
	write_check(page);
	write_counts(page);
	write_parties(page);
	write_facts(page);
	html_raw(page, "</header>\n");
}
