#include "compiler/emit/portfolio/portfolio.h"
#include "compiler/emit/html/html.h"

#include <string.h>

enum { PLANS_NAMED = 3, PEOPLE_MAX = 200, REVIEWS_MAX = 200 };

/* ---- pieces ---- */

/* What a byte of a path is in an address: all but what is safe everywhere, in hexadecimal. */
static void write_address(struct page *page, struct str path)
{
	for (size_t i = 0; i < path.len; i++) {
		unsigned char c = (unsigned char)path.ptr[i];
		bool is_safe = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
			       (c >= '0' && c <= '9') || (c && strchr("-._~/", c));
		if (is_safe)
			out_char(page->out, (char)c);
		else
			html_rawf(page, "%%%02X", c);
	}
}

static void write_plan_link(struct page *page, const struct portfolio_plan *entry)
{
	html_raw(page, "<a href=\"");
	write_address(page, entry->pack);
	html_raw(page, "\">");
	html_plan_text(page, entry->title);
	html_raw(page, "</a>");
}

static void write_title(struct page *page, const struct plan *plan, const struct block *block)
{
	html_plan_text(page, block->title.len ? block->title : plan_name(plan, block->name));
}

static void write_number(struct page *page, uint32_t n)
{
	html_raw(page, "<td class=\"n\">");
	if (n)
		html_int(page, n);
	else
		html_raw(page, "–");
	html_raw(page, "</td>");
}

/* ---- cover ---- */

static void write_counts(struct page *page, const struct portfolio *portfolio)
{
	static const enum status worst_first[] = {STATUS_MISSED, STATUS_BEHIND, STATUS_UNKNOWN,
		STATUS_WATCH, STATUS_ON_TRACK, STATUS_NOT_JUDGED, STATUS_DONE};
	uint32_t plans[STATUS_BEHIND + 1] = {0}, goals[STATUS_BEHIND + 1] = {0}, late = 0;
	for (uint32_t i = 0; i < portfolio->plans.n; i++) {
		const struct portfolio_plan *entry = &portfolio->plans.items[i];
		plans[entry->status ? entry->status : STATUS_NOT_JUDGED]++;
		for (size_t k = 0; k < sizeof goals / sizeof *goals; k++)
			goals[k] += entry->goals[k];
		late += entry->late;
	}
	html_raw(page, "<h2>Where they stand</h2>\n<dl class=\"facts states\">\n");
	for (int row = 0; row < 2; row++) {
		const uint32_t *counts = row ? goals : plans;
		html_dd(page, row ? "Goals" : "Plans, each as its worst goal");
		for (size_t i = 0; i < sizeof worst_first / sizeof *worst_first; i++)
			if (counts[worst_first[i]])
				html_rawf(page, "<b class=\"%s\">%u %s</b> ",
					status_word(worst_first[i]), counts[worst_first[i]],
					status_phrase(worst_first[i]));
		html_dd_end(page);
	}
	html_dd(page, "Dated work past its day");
	html_int(page, late);
	html_dd_end(page);
	html_raw(page, "</dl>\n");
}

static void write_cover(struct page *page, const struct portfolio *portfolio)
{
	html_raw(page,
		"<header class=\"cover\" id=\"cover\">\n<p class=\"kicker\">Joint business plans");
	if (page->as_of) {
		html_raw(page, " <span>as of ");
		html_date(page, page->as_of);
		html_raw(page, "</span>");
	}
	const struct party_block *audience = portfolio->plans.items[0].plan->audience;
	if (audience) {
		html_raw(page, " <span>for ");
		write_title(page, portfolio->plans.items[0].plan, &audience->block);
		html_raw(page, "</span>");
	}
	html_raw(page, "</p>\n<h1>Portfolio</h1>\n<p class=\"line\">");
	html_count(page, portfolio->plans.n, "plan", "plans");
	html_raw(page, ", the worst first</p>\n");
	if (page->as_of)
		write_counts(page, portfolio);
	else
		html_none(page, "This page was made without a day, so it leaves out states.");
	html_raw(page, "</header>\n");
}

/* ---- plans ---- */

static void write_parties(struct page *page, const struct plan *plan)
{
	for (uint32_t i = 0; i < plan->frame->between.n; i++) {
		const struct block *party = plan->frame->between.items[i].block;
		if (!party)
			continue;
		html_raw(page, i ? "<br>" : "");
		write_title(page, plan, party);
	}
}

static void write_trend(struct page *page, const struct portfolio_plan *entry)
{
	const char *change = portfolio_change(entry);
	if (*change && strcmp(change, "same") != 0)
		html_rawf(page, "%s, was %s", change, status_phrase(entry->before));
	else
		html_raw(page, *change ? change : "–");
	if (entry->rising + entry->falling)
		html_rawf(page, "<small>pace of %u up, of %u down</small>", entry->rising,
			entry->falling);
}

static void write_next(struct page *page, const struct portfolio_plan *entry)
{
	if (!entry->next) {
		html_raw(page, "–");
		return;
	}
	html_date(page, entry->next->day.held);
	html_raw(page, "<small>");
	write_title(page, entry->plan, &entry->next->review->block);
	html_raw(page, "</small>");
}

static void write_plan(struct page *page, const struct portfolio_plan *entry)
{
	html_raw(page, "<tr><th scope=\"row\">");
	write_plan_link(page, entry);
	html_raw(page, "</th><td>");
	write_parties(page, entry->plan);
	html_raw(page, "</td><td>");
	if (page->as_of)
		html_status(page, entry->status ? entry->status : STATUS_NOT_JUDGED);
	html_raw(page, "</td><td>");
	write_trend(page, entry);
	html_raw(page, "</td>");
	write_number(page, entry->goals[STATUS_MISSED] + entry->goals[STATUS_BEHIND]);
	write_number(page, entry->goals[STATUS_UNKNOWN]);
	write_number(page, entry->goals[STATUS_WATCH]);
	write_number(page, entry->n_goals);
	write_number(page, entry->late);
	html_raw(page, "<td>");
	write_next(page, entry);
	html_raw(page, "</td>");
	write_number(page, entry->errors);
	html_raw(page, "</tr>\n");
}

static void write_plans(struct page *page, const struct portfolio *portfolio)
{
	html_section_begin(page, "plans", "Plans");
	html_rawf(page,
		"<p class=\"hint\">A plan is as its worst goal, never an average. The change is "
		"against its state %d days before. Late is dated work past its day.</p>\n",
		TREND_DAYS);
	html_table_begin(page, "-All plans, worst first",
		"Plan|Parties|State|Change|#Missed or behind|#Unknown|#Watch|#Goals|#Late|Next "
		"review|#Errors");
	for (uint32_t i = 0; i < portfolio->plans.n; i++)
		write_plan(page, &portfolio->plans.items[i]);
	html_table_end(page);
	html_section_end(page);
}

/* ---- people ---- */

static void write_person(
	struct page *page, const struct portfolio *portfolio, const struct portfolio_person *person)
{
	html_raw(page, "<tr><th scope=\"row\">");
	html_plan_text(page, person->title);
	html_raw(page, "</th><td>");
	html_plan_text(page, person->party);
	html_raw(page, "</td><td>");
	for (uint32_t i = 0; i < person->plans.n && i < PLANS_NAMED; i++) {
		html_raw(page, i ? "<br>" : "");
		write_plan_link(page, &portfolio->plans.items[person->plans.items[i]]);
	}
	if (person->plans.n > PLANS_NAMED)
		html_rawf(page, "<small>and %u more</small>", person->plans.n - PLANS_NAMED);
	html_raw(page, "</td>");
	write_number(page, person->goals);
	write_number(page, person->initiatives);
	write_number(page, person->due);
	write_number(page, person->late);
	html_raw(page, "</tr>\n");
}

static void write_people(struct page *page, const struct portfolio *portfolio)
{
	uint32_t n = portfolio->people.n;
	html_section_begin(page, "owners", "Owners across plans");
	if (n == 0) {
		html_none(page, "Nothing that is open has an owner.");
	} else {
		html_raw(page,
			"<p class=\"hint\">What is open and theirs. One who has the same address "
			"in several plans, or the same name and company, is one person.</p>\n");
		html_table_begin(page, "-Owners, those with most late first",
			"Person|Company|In|#Goals|#Initiatives|#Due|#Late");
		for (uint32_t i = 0; i < n && i < PEOPLE_MAX; i++)
			write_person(page, portfolio, &portfolio->people.items[i]);
		html_table_end(page);
		html_more(page, n > PEOPLE_MAX ? n - PEOPLE_MAX : 0, "who own less.");
	}
	html_section_end(page);
}

/* ---- reviews ---- */

static void write_review(
	struct page *page, const struct portfolio *portfolio, const struct portfolio_review *review)
{
	const struct portfolio_plan *entry = &portfolio->plans.items[review->plan];
	const struct review_block *block = review->session->review;
	const struct person_block *chair = block_as_person(block->chair.block);
	html_raw(page, "<tr><td>");
	html_date(page, review->session->day.held);
	html_raw(page, "</td><td>");
	if (block->at.value.set)
		html_rawf(page, "%02u:%02u", block->at.value.hour, block->at.value.minute);
	html_raw(page, "</td><th scope=\"row\">");
	write_title(page, entry->plan, &block->block);
	html_raw(page, "</th><td>");
	write_plan_link(page, entry);
	html_raw(page, "</td><td>");
	html_status(page, entry->status ? entry->status : STATUS_NOT_JUDGED);
	html_raw(page, "</td><td>");
	if (chair)
		write_title(page, entry->plan, &chair->block);
	html_raw(page, "</td></tr>\n");
}

static void write_reviews(struct page *page, const struct portfolio *portfolio)
{
	uint32_t n = portfolio->reviews.n;
	html_section_begin(page, "reviews",
		str_format(page->arena, "Reviews of the next %d days", REVIEW_DAYS).ptr);
	if (n == 0) {
		html_none(page, "No review is planned.");
	} else {
		html_table_begin(page, "-Reviews by day", "Day|At|Review|Plan|State|Chair");
		for (uint32_t i = 0; i < n && i < REVIEWS_MAX; i++)
			write_review(page, portfolio, &portfolio->reviews.items[i]);
		html_table_end(page);
		html_more(page, n > REVIEWS_MAX ? n - REVIEWS_MAX : 0, "later ones.");
	}
	html_section_end(page);
}

/* ---- funds ---- */

static void write_sum(
	struct page *page, const struct portfolio_plan *entry, struct decimal sum, unit_t unit)
{
	html_raw(page, "<td class=\"n\">");
	page->plan = entry->input->plan;
	html_amount(page, sum, unit);
	page->plan = NULL;
	html_raw(page, "</td>");
}

static void write_fund(
	struct page *page, const struct portfolio *portfolio, const struct portfolio_fund *fund)
{
	const struct portfolio_plan *entry = &portfolio->plans.items[fund->plan];
	unit_t unit = fund->fund->amount.unit;
	struct decimal left = decimal_of(0);
	bool is_known = decimal_subtract(fund->fund->amount.n, fund->sums.approved, &left);
	html_raw(page, "<tr><th scope=\"row\">");
	write_title(page, entry->plan, &fund->fund->block);
	html_raw(page, "</th><td>");
	write_plan_link(page, entry);
	html_raw(page, "</td>");
	write_sum(page, entry, fund->fund->amount.n, unit);
	write_sum(page, entry, fund->sums.approved, unit);
	write_sum(page, entry, fund->sums.spent, unit);
	write_sum(page, entry, fund->sums.claimed, unit);
	if (is_known)
		write_sum(page, entry, left, unit);
	else
		html_raw(page, "<td class=\"n\">–</td>");
	html_raw(page, "<td>");
	html_date(page, fund->fund->window.last);
	html_raw(page, "</td></tr>\n");
}

static void write_funds(struct page *page, const struct portfolio *portfolio)
{
	html_section_begin(page, "funds", "Funds");
	if (portfolio->funds.n == 0) {
		html_none(page, "No plan has a fund.");
	} else {
		html_table_begin(page, "-Funds of all plans",
			"Fund|Plan|#Amount|#Approved|#Spent|#Claimed|#Not approved yet|Until");
		for (uint32_t i = 0; i < portfolio->funds.n; i++)
			write_fund(page, portfolio, &portfolio->funds.items[i]);
		html_table_end(page);
	}
	html_section_end(page);
}

void html_portfolio(struct page *page, const struct portfolio *portfolio)
{
	html_document_begin(page, STR("Portfolio of joint business plans"));
	html_raw(page, "<div class=\"frame\">\n");
	write_cover(page, portfolio);
	html_raw(page, "<nav id=\"contents\" aria-label=\"Contents\"><p>Contents</p><ol>\n"
		       "<li><a href=\"#plans\">Plans</a></li>\n"
		       "<li><a href=\"#reviews\">Reviews</a></li>\n"
		       "<li><a href=\"#owners\">Owners</a></li>\n"
		       "<li><a href=\"#funds\">Funds</a></li>\n</ol></nav>\n"
		       "<main id=\"content\">\n");
	write_plans(page, portfolio);
	write_reviews(page, portfolio);
	write_people(page, portfolio);
	write_funds(page, portfolio);
	html_raw(page, "</main>\n<footer>\n<p>Made by pbp");
	if (page->as_of) {
		html_raw(page, ", as of ");
		html_date(page, page->as_of);
	}
	html_raw(page, ". The packs of the plans lie beside this page.</p>\n</footer>\n</div>\n");
	html_document_end(page);
}
