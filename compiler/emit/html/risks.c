#include "compiler/emit/html/html.h"

/* ---- risks ---- */

static bool is_open(const struct page *page, const struct risk_block *risk)
{
	return !risk->closed || (page->as_of && risk->closed > page->as_of);
}

static void write_matrix_cell(struct page *page, uint8_t likelihood, uint8_t impact)
{
	int product = likelihood * impact;
	html_rawf(page, "<td class=\"%s\">", product >= 12 ? "r3" : product >= 6 ? "r2" : "r1");
	for (uint32_t i = 0; i < page->plan->of_kind[KIND_risk].n; i++) {
		const struct risk_block *risk = plan_risk(page->plan, i);
		if (risk->likelihood != likelihood || risk->impact != impact ||
			!is_open(page, risk))
			continue;
		html_raw(page, "<p>");
		html_link(page, &risk->block);
		html_raw(page, "</p>");
	}
	html_raw(page, "</td>");
}

static void write_matrix(struct page *page)
{
	html_raw(page,
		"<div class=\"scroll\" role=\"group\" tabindex=\"0\" aria-label=\"Risk matrix\">"
		"<table class=\"matrix\"><caption>Open risks by likelihood and impact, "
		"1 (least) to 5 (most)</caption><thead><tr><td></td>");
	for (int impact = 1; impact <= 5; impact++)
		html_rawf(page, "<th scope=\"col\">Impact %d</th>", impact);
	html_raw(page, "</tr></thead><tbody>\n");
	for (int likelihood = 5; likelihood >= 1; likelihood--) {
		html_rawf(page, "<tr><th scope=\"row\">Likelihood %d</th>", likelihood);
		for (int impact = 1; impact <= 5; impact++)
			write_matrix_cell(page, (uint8_t)likelihood, (uint8_t)impact);
		html_raw(page, "</tr>\n");
	}
	html_table_end(page);
}

static void write_sign(struct page *page, const struct risk_block *risk)
{
	if (risk->trigger.value.node) {
		html_source(page, risk->trigger.value.file, risk->trigger.value.node);
		if (risk->trigger.lasting.unit) {
			html_raw(page, " for ");
			html_duration(page, risk->trigger.lasting);
		}
	}
	if (risk->event.value.ptr) {
		html_plan_text(page, risk->event.value);
		if (risk->event.watcher.block) {
			html_raw(page, ", watched by ");
			html_link(page, risk->event.watcher.block);
		}
	}
}

static void write_risk_state(struct page *page, const struct risk_block *risk)
{
	if (!is_open(page, risk)) {
		html_state(page, "done", "closed");
		html_raw(page, " ");
		html_date(page, risk->closed);
		return;
	}
	html_state(page, "due", "open");
	if (risk->reviewed) {
		html_raw(page, "<small>looked at ");
		html_date(page, risk->reviewed);
		html_raw(page, "</small>");
	}
}

static void write_risk(struct page *page, const struct risk_block *risk)
{
	html_raw(page, "<tr");
	html_anchor(page, &risk->block);
	html_raw(page, "><th scope=\"row\">");
	html_plan_text(page, html_block_title(page, &risk->block));
	html_raw(page, "<small>");
	html_word(page, &words_response, risk->response);
	html_raw(page, "</small>");
	html_about(page, &risk->block);
	html_rawf(page, "</th><td class=\"n\">%u × %u</td><td>", risk->likelihood, risk->impact);
	write_sign(page, risk);
	html_raw(page, "</td><td>");
	html_refs(page, &risk->contingency, 1);
	html_raw(page, "</td><td>");
	html_refs(page, risk->affects.items, risk->affects.n);
	html_raw(page, "</td><td>");
	html_owner(page, &risk->block);
	html_raw(page, "</td><td>");
	write_risk_state(page, risk);
	html_raw(page, "</td></tr>\n");
}

static void write_risks(struct page *page)
{
	uint32_t n = page->plan->of_kind[KIND_risk].n;
	if (n == 0) {
		html_none(page, "The plan names no risk.");
		return;
	}
	write_matrix(page);
	html_table_begin(page, "All risks; L × I is likelihood times impact",
		"Risk|#L × I|What shows it|Contingency|Affects|Owner|State");
	for (uint32_t i = 0; i < n; i++)
		write_risk(page, plan_risk(page->plan, i));
	html_table_end(page);
}

/* ---- contingencies ---- */

static void write_contingency(struct page *page, const struct contingency_block *contingency)
{
	html_raw(page, "<tr");
	html_anchor(page, &contingency->block);
	html_raw(page, "><th scope=\"row\">");
	html_plan_text(page, html_block_title(page, &contingency->block));
	html_about(page, &contingency->block);
	html_raw(page, "</th><td>");
	if (contingency->activated) {
		html_state(page, "on_track", "started");
		html_raw(page, " ");
		html_date(page, contingency->activated);
	} else if (contingency->declined.value) {
		html_state(page, "dropped", "declined");
		html_raw(page, " ");
		html_date(page, contingency->declined.value);
		if (contingency->declined.because.ptr) {
			html_raw(page, "<small>");
			html_plan_text(page, contingency->declined.because);
			html_raw(page, "</small>");
		}
	} else {
		html_state(page, "due", "ready");
	}
	html_raw(page, "</td><td class=\"n\">");
	if (contingency->cost.value.set)
		html_quantity(page, contingency->cost.value);
	html_raw(page, "</td><td>");
	html_owner(page, &contingency->block);
	html_raw(page, "</td></tr>\n");
}

static void write_contingencies(struct page *page)
{
	uint32_t n = page->plan->of_kind[KIND_contingency].n;
	if (n == 0)
		return;
	html_raw(page, "<h3>Contingencies</h3>\n");
	html_table_begin(page, "-Plans B, ready to start", "Contingency|State|#Cost|Owner");
	for (uint32_t i = 0; i < n; i++)
		write_contingency(page, plan_contingency(page->plan, i));
	html_table_end(page);
}

/* ---- assumptions ---- */

static void write_assumption_state(struct page *page, const struct assumption_block *assumption)
{
	const struct tracked_item *item = page->items[assumption->block.order];
	if (assumption->broken && (!page->as_of || assumption->broken <= page->as_of)) {
		html_state(page, "missed", "broken");
		html_raw(page, " ");
		html_date(page, assumption->broken);
	} else if (item && item->figures.state == ITEM_MISSED) {
		html_state(page, "unknown", "re-check overdue");
	} else {
		html_state(page, "due", "stands");
	}
}

static void write_assumptions(struct page *page)
{
	uint32_t n = page->plan->of_kind[KIND_assumption].n;
	if (n == 0)
		return;
	html_raw(page, "<h3>Assumptions</h3>\n");
	html_table_begin(page, "-What the plan rests on and nobody controls",
		"Assumption|State|Look again by|Holds while|Affects|Owner");
	for (uint32_t i = 0; i < n; i++) {
		const struct assumption_block *assumption = plan_assumption(page->plan, i);
		html_raw(page, "<tr");
		html_anchor(page, &assumption->block);
		html_raw(page, "><th scope=\"row\">");
		html_plan_text(page, html_block_title(page, &assumption->block));
		html_about(page, &assumption->block);
		html_raw(page, "</th><td>");
		write_assumption_state(page, assumption);
		html_raw(page, "</td><td>");
		html_date(page, assumption->recheck_by);
		html_raw(page, "</td><td>");
		if (assumption->holds_while.node)
			html_source(
				page, assumption->holds_while.file, assumption->holds_while.node);
		html_raw(page, "</td><td>");
		html_refs(page, assumption->affects.items, assumption->affects.n);
		html_raw(page, "</td><td>");
		html_owner(page, &assumption->block);
		html_raw(page, "</td></tr>\n");
	}
	html_table_end(page);
}

/* ---- roadblocks ---- */

static void write_roadblock(struct page *page, const struct roadblock_block *roadblock)
{
	html_raw(page, "<tr");
	html_anchor(page, &roadblock->block);
	html_raw(page, "><th scope=\"row\">");
	html_plan_text(page, html_block_title(page, &roadblock->block));
	html_about(page, &roadblock->block);
	html_raw(page, "</th><td>");
	html_date(page, roadblock->raised.value);
	if (roadblock->raised.by.block) {
		html_raw(page, " by ");
		html_link(page, roadblock->raised.by.block);
	}
	html_raw(page, "</td><td>");
	if (roadblock->due || roadblock->cleared)
		html_item_state(page, &roadblock->block);
	else
		html_state(page, "due", "open");
	html_raw(page, "</td><td>");
	if (roadblock->next.ptr)
		html_plan_text(page, roadblock->next);
	if (roadblock->due) {
		html_raw(page, "<small>by ");
		html_date(page, roadblock->due);
		html_raw(page, "</small>");
	}
	html_raw(page, "</td><td>");
	html_refs(page, roadblock->blocks.items, roadblock->blocks.n);
	html_raw(page, "</td><td>");
	html_owner(page, &roadblock->block);
	if (roadblock->escalated.value.block) {
		html_raw(page, "<small>escalated to ");
		html_link(page, roadblock->escalated.value.block);
		html_raw(page, "</small>");
	}
	html_raw(page, "</td></tr>\n");
}

static void write_roadblocks(struct page *page)
{
	uint32_t n = page->plan->of_kind[KIND_roadblock].n;
	if (n == 0)
		return;
	html_raw(page, "<h3>Roadblocks</h3>\n");
	html_table_begin(
		page, "-What is or was stuck", "Roadblock|Raised|State|Next step|Blocks|Owner");
	for (uint32_t i = 0; i < n; i++)
		write_roadblock(page, plan_roadblock(page->plan, i));
	html_table_end(page);
}

/* ---- root causes ---- */

static void write_cause(struct page *page, const struct root_cause_block *cause)
{
	html_raw(page, "<article class=\"cause\"");
	html_anchor(page, &cause->block);
	html_raw(page, ">\n<h4 dir=\"auto\">");
	html_text(page, html_block_title(page, &cause->block));
	html_raw(page, "</h4>\n<p class=\"who\"><span>");
	if (cause->closed && (!page->as_of || cause->closed <= page->as_of)) {
		html_state(page, "done", "closed");
		html_raw(page, " ");
		html_date(page, cause->closed);
	} else {
		html_state(page, "due", "open");
	}
	html_raw(page, "</span> <span>opened ");
	html_date(page, cause->opened);
	html_raw(page, "</span> <span>led by ");
	html_owner(page, &cause->block);
	html_raw(page, "</span>");
	if (cause->of.block) {
		html_raw(page, " <span>of ");
		html_kind_link(page, cause->of.block);
		html_raw(page, "</span>");
	}
	html_raw(page, "</p>\n");
	html_prose(page, cause->problem);
	html_raw(page, "<ol class=\"why\">\n");
	for (uint32_t i = 0; i < cause->why.n; i++) {
		html_raw(page, "<li>");
		html_plan_text(page, cause->why.items[i]);
		html_raw(page, "</li>\n");
	}
	html_raw(page, "</ol>\n<dl class=\"facts\">\n");
	if (cause->escaped.ptr) {
		html_dd(page, "Why it was not seen earlier");
		html_plan_text(page, cause->escaped);
		html_dd_end(page);
	}
	if (cause->verify.ptr) {
		html_dd(page, "What will show that it is solved");
		html_plan_text(page, cause->verify);
		html_dd_end(page);
	}
	html_raw(page, "</dl>\n");
	html_about(page, &cause->block);
	html_raw(page, "</article>\n");
}

static void write_causes(struct page *page)
{
	uint32_t n = page->plan->of_kind[KIND_root_cause].n;
	html_raw(page, "<h3>Root causes</h3>\n");
	if (n == 0)
		html_none(page, "No root cause is on record.");
	for (uint32_t i = 0; i < n; i++)
		write_cause(page, plan_root_cause(page->plan, i));
}

void html_risks(struct page *page)
{
	write_risks(page);
	write_contingencies(page);
	write_assumptions(page);
	write_roadblocks(page);
	write_causes(page);
}
