#include "compiler/emit/html/html.h"
#include "compiler/plan/funds.h"

/* ---- funds ---- */

static int32_t share_of(struct decimal part, struct decimal whole)
{
	struct ratio share, scaled;
	struct decimal shown;
	if (decimal_sign(whole) <= 0 || !ratio_divide(ratio_of(part), ratio_of(whole), &share) ||
		!ratio_multiply(share, ratio_of(decimal_of(10000)), &scaled) ||
		!ratio_round(scaled, 0, ROUND_NEAREST, &shown))
		return 0;
	int64_t hundredths = shown.coefficient;
	return (int32_t)(hundredths < 0 ? 0 : hundredths > 10000 ? 10000 : hundredths);
}

static void draw_fund(
	struct page *page, const struct fund_block *fund, const struct fund_sums *sums)
{
	html_raw(page, "<svg class=\"bullet\" aria-hidden=\"true\"><rect class=\"b0\" y=\"6\" "
		       "height=\"20\" width=\"100%\"/><rect class=\"b1\" y=\"6\" height=\"20\"");
	html_percent(page, "width", share_of(sums->approved, fund->amount.n));
	html_raw(page, "/><rect class=\"bar\" y=\"12\" height=\"8\"");
	html_percent(page, "width", share_of(sums->spent, fund->amount.n));
	html_raw(page, "/></svg>\n");
}

static void write_sum(struct page *page, const char *term, struct decimal sum, unit_t unit)
{
	html_dd(page, term);
	html_amount(page, sum, unit);
	html_dd_end(page);
}

static void write_fund_terms(struct page *page, const struct fund_block *fund)
{
	if (fund->match.value.set) {
		html_dd(page, "Match");
		html_quantity(page, fund->match.value);
		if (fund->match.by.block) {
			html_raw(page, " by ");
			html_link(page, fund->match.by.block);
		}
		html_dd_end(page);
	}
	if (fund->reserve.set) {
		html_dd(page, "Reserve");
		html_quantity(page, fund->reserve);
		html_dd_end(page);
	}
	if (fund->claim_within.unit) {
		html_dd(page, "To be claimed within");
		html_duration(page, fund->claim_within);
		html_raw(page, "<small>from the last day of the work</small>");
		html_dd_end(page);
	}
}

static void write_fund(struct page *page, const struct fund_block *fund)
{
	struct fund_sums sums = fund_sum(page->plan, fund);
	html_raw(page, "<article class=\"fund\"");
	html_anchor(page, &fund->block);
	html_raw(page, ">\n<h3 dir=\"auto\">");
	html_text(page, html_block_title(page, &fund->block));
	html_raw(page, "</h3>\n<p class=\"who\"><span>");
	html_quantity(page, fund->amount);
	if (fund->of.block) {
		html_raw(page, " of ");
		html_link(page, fund->of.block);
	}
	html_raw(page, "</span> <span>Decided by ");
	html_owner(page, &fund->block);
	html_raw(page, "</span> <span>");
	if (fund->window.first)
		html_range(page, fund->window);
	html_raw(page, "</span></p>\n");
	draw_fund(page, fund, &sums);
	html_raw(page, "<dl class=\"figs\">\n");
	if (decimal_sign(sums.planned))
		write_sum(page, "Planned in budgets", sums.planned, fund->amount.unit);
	write_sum(page, "Approved", sums.approved, fund->amount.unit);
	write_sum(page, "Spent", sums.spent, fund->amount.unit);
	write_sum(page, "Claimed", sums.claimed, fund->amount.unit);
	write_sum(page, "Paid out", sums.paid, fund->amount.unit);
	write_fund_terms(page, fund);
	html_raw(page, "</dl>\n");
	html_about(page, &fund->block);
	html_raw(page, "</article>\n");
}

/* ---- requests ---- */

static void write_money_on(struct page *page, struct quantity amount, date_t on)
{
	html_raw(page, "</td><td class=\"n\">");
	if (!amount.set) {
		html_raw(page, "–");
		return;
	}
	html_quantity(page, amount);
	if (on) {
		html_raw(page, "<small>");
		html_date(page, on);
		html_raw(page, "</small>");
	}
}

static void write_request(struct page *page, const struct request_block *request)
{
	const struct tracked_item *item = page->items[request->block.order];
	html_raw(page, "<tr");
	html_anchor(page, &request->block);
	html_raw(page, "><th scope=\"row\">");
	html_plan_text(page, html_block_title(page, &request->block));
	if (request->pays.block) {
		html_raw(page, "<small>pays ");
		html_link(page, request->pays.block);
		html_raw(page, "</small>");
	}
	html_raw(page, "</th><td>");
	if (request->of.block)
		html_link(page, request->of.block);
	write_money_on(page, request->asked.value, request->asked.on);
	write_money_on(page, request->approved.value, request->approved.on);
	write_money_on(page, request->spent.value, request->spent.on);
	write_money_on(page, request->claimed.value, request->claimed.on);
	write_money_on(page, request->paid.value, request->paid.on);
	html_raw(page, "</td><td>");
	if (item && item->due && item->figures.state != ITEM_NONE) {
		html_date(page, item->due);
		html_raw(page, "<small>");
		html_item_state(page, &request->block);
		html_raw(page, "</small>");
	}
	html_raw(page, "</td><td>");
	if (request->expects.value.set) {
		html_quantity(page, request->expects.value);
		if (request->expects.to.block) {
			html_raw(page, " to ");
			html_link(page, request->expects.to.block);
		}
	}
	html_raw(page, "</td></tr>\n");
}

static void write_requests(struct page *page)
{
	if (page->plan->of_kind[KIND_request].n == 0)
		return;
	html_raw(page, "<h3>Requests</h3>\n");
	html_table_begin(page, "-Money asked for and what became of it",
		"Request|Fund|#Asked|#Approved|#Spent|#Claimed|#Paid|To claim by|Expected");
	for (uint32_t i = 0; i < page->plan->of_kind[KIND_request].n; i++)
		write_request(page, plan_request(page->plan, i));
	html_table_end(page);
}

/* ---- incentives and resources ---- */

static void write_incentives(struct page *page)
{
	const struct plan *plan = page->plan;
	if (plan->of_kind[KIND_incentive].n == 0)
		return;
	html_raw(page, "<h3>Incentives</h3>\n");
	html_table_begin(page, "-What is paid for an outcome", "Incentive|By|To|For|Pays");
	for (uint32_t i = 0; i < plan->of_kind[KIND_incentive].n; i++) {
		const struct incentive_block *incentive = plan_incentive(plan, i);
		const struct ref cells[] = {incentive->by, incentive->to, incentive->on};
		html_raw(page, "<tr");
		html_anchor(page, &incentive->block);
		html_raw(page, "><th scope=\"row\">");
		html_plan_text(page, html_block_title(page, &incentive->block));
		html_about(page, &incentive->block);
		html_raw(page, "</th>");
		for (size_t j = 0; j < 3; j++) {
			html_raw(page, "<td>");
			html_refs(page, &cells[j], 1);
			html_raw(page, "</td>");
		}
		html_raw(page, "<td>");
		if (incentive->pays.value.set)
			html_quantity(page, incentive->pays.value);
		if (incentive->pays.per) {
			html_raw(page, " per ");
			html_text(page, unit_text(plan, incentive->pays.per, false));
		}
		if (incentive->pays.to.set) {
			html_raw(page, ", up to ");
			html_quantity(page, incentive->pays.to);
		}
		if (incentive->pays.after.set) {
			html_raw(page, ", after ");
			html_quantity(page, incentive->pays.after);
		}
		html_raw(page, "</td></tr>\n");
	}
	html_table_end(page);
}

static void write_resource(struct page *page, const struct resource_block *resource)
{
	html_raw(page, "<tr");
	html_anchor(page, &resource->block);
	html_raw(page, "><th scope=\"row\">");
	html_plan_text(page, html_block_title(page, &resource->block));
	html_about(page, &resource->block);
	html_raw(page, "</th><td>");
	html_word(page, &words_resource_type, resource->type);
	html_raw(page, "</td><td>");
	html_refs(page, &resource->by, 1);
	html_raw(page, "</td><td class=\"n\">");
	if (resource->amount.set)
		html_quantity(page, resource->amount);
	html_raw(page, "</td><td>");
	if (resource->window.first)
		html_range(page, resource->window);
	html_raw(page, "</td><td>");
	if (resource->confirmed.value) {
		html_state(page, "done", "confirmed");
		html_raw(page, " ");
		html_date(page, resource->confirmed.value);
	} else {
		html_state(page, "due", "not confirmed");
	}
	html_raw(page, "</td><td>");
	if (resource->substitute.ref.block)
		html_link(page, resource->substitute.ref.block);
	else if (resource->substitute.text.ptr)
		html_plan_text(page, resource->substitute.text);
	html_raw(page, "</td></tr>\n");
}

static void write_resources(struct page *page)
{
	const struct plan *plan = page->plan;
	if (plan->of_kind[KIND_resource].n == 0)
		return;
	html_raw(page, "<h3>Resources</h3>\n");
	html_table_begin(
		page, "-What each side brings", "Resource|Type|By|#Amount|When|State|In its place");
	for (uint32_t i = 0; i < plan->of_kind[KIND_resource].n; i++)
		write_resource(page, plan_resource(plan, i));
	html_table_end(page);
}

/* ---- enablement ---- */

static void write_completion(struct page *page, const struct enablement_block *enablement)
{
	bool any = false;
	if (enablement->trained.value.set) {
		html_quantity(page, enablement->trained.value);
		if (enablement->people.set) {
			html_raw(page, " of ");
			html_quantity(page, enablement->people);
		}
		if (enablement->trained.on) {
			html_raw(page, " on ");
			html_date(page, enablement->trained.on);
		}
		any = true;
	} else if (enablement->people.set) {
		html_raw(page, "0 of ");
		html_quantity(page, enablement->people);
		any = true;
	}
	for (uint32_t i = 0; i < enablement->completed.n; i++) {
		const struct phrase_completion *one = &enablement->completed.items[i];
		if (!one->value.block)
			continue;
		html_raw(page, any ? ", " : "");
		html_link(page, one->value.block);
		if (one->until) {
			html_raw(page, " until ");
			html_date(page, one->until);
		}
		any = true;
	}
}

static void write_enablement(struct page *page)
{
	const struct plan *plan = page->plan;
	if (plan->of_kind[KIND_enablement].n == 0)
		return;
	html_raw(page, "<h3>Enablement</h3>\n");
	html_table_begin(page, "-Training and material, for whom and by when",
		"What|For|Due|State|Completed|Needed by|Owner");
	for (uint32_t i = 0; i < plan->of_kind[KIND_enablement].n; i++) {
		const struct enablement_block *enablement = plan_enablement(plan, i);
		html_raw(page, "<tr");
		html_anchor(page, &enablement->block);
		html_raw(page, "><th scope=\"row\">");
		html_plan_text(page, html_block_title(page, &enablement->block));
		html_raw(page, "<small>");
		html_word(page, &words_enablement_type, enablement->type);
		if (enablement->via.ptr) {
			html_raw(page, ", ");
			html_plan_text(page, enablement->via);
		}
		html_raw(page, "</small></th><td>");
		html_refs(page, enablement->audience.items, enablement->audience.n);
		html_raw(page, "</td><td>");
		html_date(page, enablement->due);
		html_raw(page, "</td><td>");
		html_item_state(page, &enablement->block);
		html_raw(page, "</td><td>");
		write_completion(page, enablement);
		html_raw(page, "</td><td>");
		html_refs(page, &enablement->needed_by, 1);
		html_raw(page, "</td><td>");
		html_owner(page, &enablement->block);
		html_raw(page, "</td></tr>\n");
	}
	html_table_end(page);
}

void html_money(struct page *page)
{
	const struct plan *plan = page->plan;
	if (plan->of_kind[KIND_fund].n == 0)
		html_none(page, "The plan names no fund.");
	else
		html_raw(page,
			"<p class=\"hint\">How to read the bars: the whole width is the fund, the "
			"ground what is approved, the dark bar what is spent.</p>\n");
	for (uint32_t i = 0; i < plan->of_kind[KIND_fund].n; i++)
		write_fund(page, plan_fund(plan, i));
	write_requests(page);
	write_incentives(page);
	write_resources(page);
	write_enablement(page);
}
