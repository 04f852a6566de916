#include "compiler/diag/finding.h"
#include "compiler/emit/html/html.h"

/* ---- findings ---- */

static void write_level(struct page *page, enum level level)
{
	switch (level) {
	case LEVEL_ERROR:
		html_state(page, "missed", "error");
		break;
	case LEVEL_WARNING:
		html_state(page, "watch", "warning");
		break;
	case LEVEL_INFO:
		html_state(page, "due", "note");
		break;
	case LEVEL_OFF:
		break;
	}
}

static void write_place(struct page *page, struct span span)
{
	struct sources *sources = &page->plan->run->sources;
	if (span.source == 0)
		return;
	struct place place = source_place(sources, span.source, span.start);
	html_text(page, plan_source_path(page->plan, sources_get(sources, span.source)));
	html_rawf(page, ":%u", place.line);
}

static void write_finding(struct page *page, const struct page_finding *found)
{
	const struct finding *finding = found->finding;
	html_raw(page, "<tr><td>");
	write_level(page, finding->level);
	html_raw(page, "</td><td>");
	html_plan_text(page, finding->message);
	html_raw(page, "<small><code>");
	html_text(page, finding->name);
	html_raw(page, "</code></small></td><td>");
	if (found->block)
		html_link(page, found->block);
	html_raw(page, "</td><td><code>");
	write_place(page, finding->span);
	html_raw(page, "</code></td></tr>\n");
}

void html_findings(struct page *page)
{
	static const enum level order[] = {LEVEL_ERROR, LEVEL_WARNING, LEVEL_INFO};
	if (page->n_findings == 0) {
		html_none(page, "The check has no findings.");
		return;
	}
	html_table_begin(page, "What the check found, errors first", "Level|Finding|In|Place");
	for (size_t l = 0; l < 3; l++)
		for (uint32_t i = 0; i < page->n_findings; i++)
			if (page->findings[i].finding->level == order[l])
				write_finding(page, &page->findings[i]);
	html_table_end(page);
	if (page->input->findings->dropped)
		html_rawf(page,
			"<p class=\"none\">%u more of the same rules in the same files are not "
			"listed.</p>\n",
			page->input->findings->dropped);
}

/* ---- words ---- */

static void write_terms(struct page *page)
{
	const struct plan *plan = page->plan;
	if (plan->of_kind[KIND_term].n == 0)
		return;
	html_raw(page, "<h3>Words</h3>\n<dl class=\"facts\">\n");
	for (uint32_t i = 0; i < plan->of_kind[KIND_term].n; i++) {
		const struct term_block *term = plan_term(plan, i);
		html_raw(page, "<div");
		html_anchor(page, &term->block);
		html_raw(page, "><dt>");
		for (const char *c = plan_name(plan, term->block.name).ptr; *c; c++)
			out_char(page->out, *c == '_' ? ' ' : *c);
		html_raw(page, "</dt><dd>");
		html_prose(page, term->means);
		html_about(page, &term->block);
		html_dd_end(page);
	}
	html_raw(page, "</dl>\n");
}

static void write_tiers(struct page *page)
{
	const struct plan *plan = page->plan;
	for (uint32_t i = 0; i < plan->of_kind[KIND_tier].n; i++) {
		const struct tier_block *tier = plan_tier(plan, i);
		html_raw(page, i ? "" : "<h3>Tiers</h3>\n");
		html_raw(page, "<div class=\"tier\"");
		html_anchor(page, &tier->block);
		html_raw(page, "><p><strong>");
		html_plan_text(page, html_block_title(page, &tier->block));
		html_raw(page, "</strong></p>\n");
		if (tier->requires.n)
			html_raw(page, "<ul>");
		for (uint32_t j = 0; j < tier->requires.n; j++) {
			html_raw(page, "<li>");
			html_source(
				page, tier->requires.items[j].file, tier->requires.items[j].node);
			html_raw(page, "</li>");
		}
		html_raw(page, tier->requires.n ? "</ul>\n" : "");
		html_about(page, &tier->block);
		html_raw(page, "</div>\n");
	}
}

/* ---- sources ---- */

static void write_latest(struct page *page, const struct metric_block *metric)
{
	const struct tracked_metric *tracked =
		page->tracked ? tracked_metric_of(page->tracked, metric) : NULL;
	struct point point;
	html_raw(page, "</td><td class=\"n\">");
	if (!tracked || !tracked_metric_latest(page->tracked, metric, page->as_of, &point)) {
		html_raw(page, "–</td><td>–");
		return;
	}
	html_amount(page, decimal_trim(point.value), metric->unit);
	html_raw(page, "</td><td>");
	html_date(page, point.date);
	html_rawf(page, "<small>%d %s old", page->as_of - point.date,
		page->as_of - point.date == 1 ? "day" : "days");
	if (tracked->source.feed) {
		html_raw(page, ", from ");
		html_plan_text(page, tracked->source.feed->file);
	}
	html_raw(page, "</small>");
}

static void write_metric(struct page *page, const struct metric_block *metric)
{
	html_raw(page, "<tr");
	html_anchor(page, &metric->block);
	html_raw(page, "><th scope=\"row\">");
	html_plan_text(page, html_block_title(page, &metric->block));
	html_raw(page, "<small>");
	html_word(page, &words_metric_kind, metric->kind);
	if (metric->pace) {
		html_raw(page, ", ");
		html_word(page, &words_pace, metric->pace);
	}
	html_raw(page, "</small></th><td>");
	html_prose(page, metric->means);
	html_raw(page, "</td><td>");
	if (metric->source.ptr)
		html_plan_text(page, metric->source);
	if (metric->refresh.unit) {
		html_raw(page, "<small>refresh ");
		html_duration(page, metric->refresh);
		html_raw(page, "</small>");
	}
	html_raw(page, "</td><td>");
	if (block_owners(&metric->block).n)
		html_owner(page, &metric->block);
	write_latest(page, metric);
	html_raw(page, "</td></tr>\n");
}

static void write_metrics(struct page *page)
{
	uint32_t n = page->plan->of_kind[KIND_metric].n;
	if (n == 0)
		return;
	html_raw(page, "<h3>Metrics, their sources and how fresh they are</h3>\n");
	html_table_begin(
		page, "-Metrics", "Metric|What is counted|Source|Owner of the figure|#Latest|Read");
	for (uint32_t i = 0; i < n; i++)
		if (page_shows(page, &plan_metric(page->plan, i)->block))
			write_metric(page, plan_metric(page->plan, i));
	html_table_end(page);
}

/* ---- settings ---- */

static void begin_setting(struct page *page, const char *name)
{
	html_rawf(page, "<tr><th scope=\"row\">%s</th><td>", name);
}

static void write_percent(struct page *page, const char *name, struct decimal n)
{
	begin_setting(page, name);
	html_amount(page, n, UNIT_PERCENT);
	html_raw(page, "</td></tr>\n");
}

static void write_duration(struct page *page, const char *name, struct duration duration)
{
	begin_setting(page, name);
	html_duration(page, duration);
	html_raw(page, "</td></tr>\n");
}

static void write_settings(struct page *page)
{
	const struct track_settings *settings = &page->plan->settings;
	static const char *const profiles[] = {"standard", "napkin", "standard", "strategic"};
	html_raw(page, "<h3>Settings</h3>\n");
	html_table_begin(page, "-How this page was judged", "Setting|Value");
	begin_setting(page, "As of");
	html_date(page, page->as_of);
	html_raw(page, "</td></tr>\n");
	begin_setting(page, "Profile");
	html_rawf(page, "%s</td></tr>\n", profiles[page->plan->profile]);
	write_percent(
		page, "On track from a pace of <code>tracking.on_track</code>", settings->on_track);
	write_percent(page, "Watch from a pace of <code>tracking.watch</code>", settings->watch);
	write_percent(page,
		"No judgement within the first part of a goal's days "
		"<code>tracking.first_part</code>",
		settings->first_part);
	write_duration(page, "Grace before a reading is stale <code>tracking.grace</code>",
		settings->grace);
	write_duration(page, "Time to open a root cause <code>tracking.cause_within</code>",
		settings->cause_within);
	write_duration(page, "Due soon means within <code>tracking.soon</code>", settings->soon);
	html_table_end(page);
}

void html_reference(struct page *page)
{
	write_terms(page);
	write_tiers(page);
	write_metrics(page);
	write_settings(page);
}
