#include "compiler/emit/html/html.h"
#include "compiler/emit/portfolio/portfolio.h"
#include "compiler/source/embedded.h"

#include <assert.h>
#include <sodium.h>

/* ---- the parts that every page carries ---- */

static struct str asset(const char *name)
{
	size_t i = 0;
	while (i < embedded_report_n && !str_is(str_from(embedded_report[i].name), name))
		i++;
	assert(i < embedded_report_n);
	return (struct str){embedded_report[i].text, embedded_report[i].len};
}

/* A policy that allows this style and this script by their hashes, and nothing from anywhere. */
static void write_hash(struct page *page, const char *directive, struct str text)
{
	unsigned char hash[crypto_hash_sha256_BYTES];
	char base64[sodium_base64_ENCODED_LEN(sizeof hash, sodium_base64_VARIANT_ORIGINAL)];
	crypto_hash_sha256(hash, (const unsigned char *)text.ptr, text.len);
	sodium_bin2base64(base64, sizeof base64, hash, sizeof hash, sodium_base64_VARIANT_ORIGINAL);
	html_rawf(page, "; %s 'sha256-%s'", directive, base64);
}

void html_document_begin(struct page *page, struct str title)
{
	struct str style = asset("report.css"), script = asset("report.js");
	html_raw(page, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
		       "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'");
	write_hash(page, "style-src", style);
	write_hash(page, "script-src", script);
	html_raw(page, "; base-uri 'none'; form-action 'none'\">\n"
		       "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
		       "<meta name=\"color-scheme\" content=\"light dark\">\n"
		       "<meta name=\"referrer\" content=\"no-referrer\">\n<title>");
	html_text(page, title);
	if (page->as_of)
		html_rawf(page, ", as of %s", date_text(page->as_of).text);
	html_raw(page, "</title>\n<style>");
	out_str(page->out, style);
	html_raw(page, "</style>\n</head>\n<body>\n"
		       "<a class=\"skip\" href=\"#content\">Skip to the content</a>\n");
}

void html_document_end(struct page *page)
{
	html_raw(page, "<script>");
	out_str(page->out, asset("report.js"));
	html_raw(page, "</script>\n</body>\n</html>\n");
}

/* Marks of the timeline, drawn once around 0,18; shapes beside words are the style sheet's. */
static const char marks[] =
	"<svg class=\"defs\" aria-hidden=\"true\" width=\"0\" height=\"0\"><defs>"
	"<g id=\"t-done\"><path d=\"M0 11l7 7-7 7-7-7z\"/><path class=\"cut\" d=\"M-3 18.2l2.2 "
	"2.2L3 16\"/></g>"
	"<g id=\"t-missed\"><path d=\"M0 11l7 7-7 7-7-7z\"/>"
	"<path class=\"cut\" d=\"M-2.5 15.5l5 5M2.5 15.5l-5 5\"/></g>"
	"<path id=\"t-due\" class=\"open\" d=\"M0 12l6 6-6 6-6-6z\"/>"
	"<path id=\"t-forecast\" class=\"open\" stroke-dasharray=\"2 1.6\" d=\"M0 12l6 6-6 "
	"6-6-6z\"/>"
	"<path id=\"t-dropped\" class=\"open\" d=\"M-5 18h10\"/>";

/* ---- the page ---- */

static const struct {
	const char *id, *title;
	void (*write)(struct page *page);
} sections[] = {
	{"decisions", "What needs a decision now", html_decisions},
	{"wins", "Wins", html_wins},
	{"goals", "Goals", html_goals},
	{"work", "Initiatives and milestones", html_work},
	{"next", "The next 30, 60 and 90 days", html_next},
	{"money", "Money and means", html_money},
	{"risks", "Risks and roadblocks", html_risks},
	{"owners", "Who owns what", html_owners},
	{"record", "Record", html_record},
	{"findings", "Findings of the check", html_findings},
	{"reference", "Words, sources and settings", html_reference},
};
enum { N_SECTIONS = sizeof sections / sizeof *sections };

static void write_contents(struct page *page)
{
	html_raw(page, "<nav id=\"contents\" aria-label=\"Contents\"><p>Contents</p><ol>\n");
	for (size_t i = 0; i < N_SECTIONS; i++)
		html_rawf(page, "<li><a href=\"#%s\">%s</a></li>\n", sections[i].id,
			sections[i].title);
	html_raw(page, "</ol></nav>\n");
}

static void write_foot(struct page *page)
{
	html_raw(page, "<footer>\n<p>Made by pbp from ");
	html_plan_text(page, plan_source_path(page->plan, page->plan->file->source));
	if (page->as_of) {
		html_raw(page, ", as of ");
		html_date(page, page->as_of);
	} else {
		html_raw(page, ", without a day");
	}
	html_raw(page,
		". The same files and the same day give this same page. It is one file, asks "
		"nothing of the network and is complete without JavaScript.</p>\n</footer>\n");
}

static void write_page(struct page *page)
{
	struct str title = page->plan->frame
				   ? html_block_title(page, &page->plan->frame->block)
				   : plan_source_path(page->plan, page->plan->file->source);
	html_document_begin(page, title);
	html_raw(page, marks);
	html_timeline_grid(page);
	html_raw(page, "</defs></svg>\n");
	html_raw(page, "<div class=\"frame\">\n");
	html_cover(page);
	write_contents(page);
	html_raw(page, "<main id=\"content\">\n");
	for (size_t i = 0; i < N_SECTIONS; i++) {
		html_section_begin(page, sections[i].id, sections[i].title);
		sections[i].write(page);
		html_section_end(page);
	}
	html_raw(page, "</main>\n");
	write_foot(page);
	html_raw(page, "</div>\n");
	html_document_end(page);
}

static void emit(struct arena *arena, const struct emit_input *input, struct emit_file **files)
{
	struct str path = str_format(arena, "%.*s.html", STR_ARGS(input->stem));
	struct emit_file *file = emit_file_add(arena, files, path);
	struct page page = {.out = &file->bytes,
		.arena = arena,
		.input = input,
		.plan = input->plan,
		.tracked = input->tracked,
		.as_of = input->tracked ? input->tracked->as_of : DATE_NONE};
	page_collect(&page);
	write_page(&page);
}

static void emit_portfolio(
	struct arena *arena, const struct portfolio *portfolio, struct emit_file **files)
{
	struct page page = {.out = &emit_file_add(arena, files, STR("index.html"))->bytes,
		.arena = arena,
		.as_of = portfolio->as_of};
	html_portfolio(&page, portfolio);
}

const struct format format_html = {
	.name = "html",
	.summary = "the review pack: one page for the meeting, the sponsors and the printer",
	.emit = emit,
	.emit_portfolio = emit_portfolio,
};
