#include "compiler/emit/html.h"

/* ---- where the goals apply ---- */

static void write_market_row(struct page *page, const struct block *block, struct quantity size,
	struct quantity opportunity)
{
	html_raw(page, "<tr");
	html_anchor(page, block);
	html_raw(page, "><th scope=\"row\">");
	html_plan_text(page, html_block_title(page, block));
	html_rawf(page, "</th><td>%s</td><td class=\"n\">", kind_infos[block->kind].name);
	if (size.set)
		html_quantity(page, size);
	html_raw(page, "</td><td class=\"n\">");
	if (opportunity.set)
		html_quantity(page, opportunity);
	html_raw(page, "</td><td>");
	html_about(page, block);
	html_raw(page, "</td></tr>\n");
}

static void write_market(struct page *page)
{
	const struct plan *plan = page->plan;
	if (plan->of_kind[KIND_segment].n + plan->of_kind[KIND_product].n +
			plan->of_kind[KIND_region].n ==
		0)
		return;
	html_raw(page, "<h3>Where they apply</h3>\n");
	html_table_begin(page, "-Segments, products and regions",
		"Name|Kind|#Size|#Opportunity|About");
	for (uint32_t i = 0; i < plan->of_kind[KIND_segment].n; i++) {
		const struct segment_block *segment = plan_segment(plan, i);
		write_market_row(page, &segment->block, segment->size, segment->opportunity);
	}
	for (uint32_t i = 0; i < plan->of_kind[KIND_product].n; i++) {
		const struct product_block *product = plan_product(plan, i);
		write_market_row(page, &product->block, product->size, product->opportunity);
	}
	for (uint32_t i = 0; i < plan->of_kind[KIND_region].n; i++) {
		const struct region_block *region = plan_region(plan, i);
		write_market_row(page, &region->block, region->size, region->opportunity);
	}
	html_table_end(page);
}

static void write_facts(struct page *page)
{
	const struct plan *plan = page->plan;
	if (plan->of_kind[KIND_fact].n == 0)
		return;
	html_raw(page, "<h3>What is known</h3>\n");
	html_table_begin(page, "-Facts that the plan starts from", "Fact|#Value|On|Source|Of");
	for (uint32_t i = 0; i < plan->of_kind[KIND_fact].n; i++) {
		const struct fact_block *fact = plan_fact(plan, i);
		html_raw(page, "<tr");
		html_anchor(page, &fact->block);
		html_raw(page, "><th scope=\"row\">");
		html_plan_text(page, html_block_title(page, &fact->block));
		html_about(page, &fact->block);
		html_raw(page, "</th><td class=\"n\">");
		if (fact->value.value.set)
			html_quantity(page, fact->value.value);
		html_raw(page, "</td><td>");
		if (fact->value.on)
			html_date(page, fact->value.on);
		html_raw(page, "</td><td>");
		if (fact->source.ptr)
			html_plan_text(page, fact->source);
		html_raw(page, "</td><td>");
		if (fact->of.block)
			html_link(page, fact->of.block);
		html_raw(page, "</td></tr>\n");
	}
	html_table_end(page);
}

/* ---- deals ---- */

static void write_deals(struct page *page)
{
	const struct plan *plan = page->plan;
	if (plan->of_kind[KIND_deal].n == 0)
		return;
	html_raw(page, "<h3>Joint deals to talk about</h3>\n");
	html_table_begin(page, "-Deals", "Deal|Account|#Value|Stage|Next step|Closes|Owner");
	for (uint32_t i = 0; i < plan->of_kind[KIND_deal].n; i++) {
		const struct deal_block *deal = plan_deal(plan, i);
		html_raw(page, "<tr");
		html_anchor(page, &deal->block);
		html_raw(page, "><th scope=\"row\">");
		html_plan_text(page, html_block_title(page, &deal->block));
		html_raw(page, "</th><td>");
		html_plan_text(page, deal->account);
		html_raw(page, "</td><td class=\"n\">");
		if (deal->value.set)
			html_quantity(page, deal->value);
		html_raw(page, "</td><td>");
		html_plan_text(page, deal->stage);
		html_raw(page, "</td><td>");
		html_plan_text(page, deal->next);
		html_raw(page, "</td><td>");
		if (deal->closes)
			html_date(page, deal->closes);
		html_raw(page, "</td><td>");
		html_owner(page, &deal->block);
		html_raw(page, "</td></tr>\n");
	}
	html_table_end(page);
}

void html_market(struct page *page)
{
	write_market(page);
	write_facts(page);
	write_deals(page);
}
