#include "compiler/emit/html/html.h"

/* ---- where the goals apply ---- */

static void write_place(struct page *page, const struct block *block, struct quantity size,
	struct quantity opportunity)
{
	html_raw(page, "<li");
	html_anchor(page, block);
	html_raw(page, ">");
	html_plan_text(page, html_block_title(page, block));
	if (size.set) {
		html_raw(page, ", ");
		html_quantity(page, size);
	}
	if (opportunity.set) {
		html_raw(page, ", opportunity ");
		html_quantity(page, opportunity);
	}
	html_about(page, block);
	html_raw(page, "</li>\n");
}

static void write_market(struct page *page)
{
	const struct plan *plan = page->plan;
	uint32_t segments = plan->of_kind[KIND_segment].n, products = plan->of_kind[KIND_product].n;
	uint32_t regions = plan->of_kind[KIND_region].n;
	if (segments + products + regions == 0)
		return;
	html_raw(page, "<h3>Where they apply</h3>\n<dl class=\"facts\">\n");
	html_raw(page, segments ? "<div><dt>Segments</dt><dd><ul>\n" : "");
	for (uint32_t i = 0; i < segments; i++) {
		const struct segment_block *segment = plan_segment(plan, i);
		write_place(page, &segment->block, segment->size, segment->opportunity);
	}
	html_raw(page, segments ? "</ul></dd></div>\n" : "");
	html_raw(page, products ? "<div><dt>Products</dt><dd><ul>\n" : "");
	for (uint32_t i = 0; i < products; i++) {
		const struct product_block *product = plan_product(plan, i);
		write_place(page, &product->block, product->size, product->opportunity);
	}
	html_raw(page, products ? "</ul></dd></div>\n" : "");
	html_raw(page, regions ? "<div><dt>Regions</dt><dd><ul>\n" : "");
	for (uint32_t i = 0; i < regions; i++) {
		const struct region_block *region = plan_region(plan, i);
		write_place(page, &region->block, region->size, region->opportunity);
	}
	html_raw(page, regions ? "</ul></dd></div>\n</dl>\n" : "</dl>\n");
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
