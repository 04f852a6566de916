#include "compiler/emit/html/html.h"

#include <md4c.h>
#include <strings.h>

/*
 * Prose is Markdown of strangers. Every byte of it is escaped; headings become bold paragraphs, so
 * that the page keeps its own order of headings; pictures become their words; a link stays a link
 * only if it leads to the web or to a mailbox.
 */
struct prose {
	struct out *out;
	bool in_link; /* Markdown has no link inside another */
};

/* Entities that name a sign of markup. Others could smuggle in what plan text may not hold, such as
   a mark that turns the direction of the line: they are shown as they are written. */
static const char *const known_entities[] = {"&amp;", "&lt;", "&gt;", "&quot;", "&nbsp;"};

static bool entity_is_known(struct str entity)
{
	for (size_t i = 0; i < sizeof known_entities / sizeof *known_entities; i++)
		if (str_is(entity, known_entities[i]))
			return true;
	return false;
}

static const char *block_tag(MD_BLOCKTYPE type)
{
	switch (type) {
	case MD_BLOCK_QUOTE:
		return "blockquote";
	case MD_BLOCK_UL:
		return "ul";
	case MD_BLOCK_OL:
		return "ol";
	case MD_BLOCK_LI:
		return "li";
	case MD_BLOCK_P:
	case MD_BLOCK_H:
		return "p";
	case MD_BLOCK_CODE:
		return "pre";
	case MD_BLOCK_DOC:
	case MD_BLOCK_HR:
	case MD_BLOCK_HTML:
	case MD_BLOCK_TABLE:
	case MD_BLOCK_THEAD:
	case MD_BLOCK_TBODY:
	case MD_BLOCK_TR:
	case MD_BLOCK_TH:
	case MD_BLOCK_TD:
		break;
	}
	return NULL;
}

static int enter_block(MD_BLOCKTYPE type, void *detail, void *user)
{
	struct prose *prose = user;
	const char *tag = block_tag(type);
	if (type == MD_BLOCK_HR)
		out_text(prose->out, "<hr>");
	if (!tag)
		return 0;
	/* An item follows its list: its mark stands outside of it. */
	out_printf(prose->out, type == MD_BLOCK_LI ? "<%s" : "<%s dir=\"auto\"", tag);
	if (type == MD_BLOCK_OL && ((MD_BLOCK_OL_DETAIL *)detail)->start != 1)
		out_printf(prose->out, " start=\"%u\"", ((MD_BLOCK_OL_DETAIL *)detail)->start);
	out_text(prose->out, type == MD_BLOCK_H ? "><strong>" : ">");
	if (type == MD_BLOCK_CODE)
		out_text(prose->out, "<code>");
	return 0;
}

static int leave_block(MD_BLOCKTYPE type, void *detail, void *user)
{
	(void)detail;
	struct prose *prose = user;
	const char *tag = block_tag(type);
	if (!tag)
		return 0;
	if (type == MD_BLOCK_H)
		out_text(prose->out, "</strong>");
	if (type == MD_BLOCK_CODE)
		out_text(prose->out, "</code>");
	out_printf(prose->out, "</%s>", tag);
	return 0;
}

/* The address as it is meant: entities read, not yet escaped. */
static void read_address(struct out *address, const MD_ATTRIBUTE *href)
{
	for (unsigned i = 0; href->substr_offsets[i] < href->size; i++) {
		struct str piece = {href->text + href->substr_offsets[i],
			href->substr_offsets[i + 1] - href->substr_offsets[i]};
		if (href->substr_types[i] == MD_TEXT_ENTITY && str_is(piece, "&amp;"))
			out_char(address, '&');
		else
			out_str(address, piece);
	}
}

static bool address_is_safe(struct str address)
{
	static const char *const schemes[] = {"https://", "http://", "mailto:"};
	static const size_t lengths[] = {8, 7, 7};
	for (size_t i = 0; i < 3; i++)
		if (address.len > lengths[i] && !strncasecmp(address.ptr, schemes[i], lengths[i]))
			return true;
	return false;
}

static int enter_span(MD_SPANTYPE type, void *detail, void *user)
{
	struct prose *prose = user;
	if (type == MD_SPAN_EM)
		out_text(prose->out, "<em>");
	if (type == MD_SPAN_STRONG)
		out_text(prose->out, "<strong>");
	if (type == MD_SPAN_CODE)
		out_text(prose->out, "<code>");
	if (type != MD_SPAN_A)
		return 0;
	struct out address = {0};
	read_address(&address, &((MD_SPAN_A_DETAIL *)detail)->href);
	prose->in_link = address_is_safe(out_view(&address));
	if (prose->in_link) {
		out_text(prose->out, "<a rel=\"noreferrer\" href=\"");
		html_escape(prose->out, out_view(&address));
		out_text(prose->out, "\">");
	}
	out_free(&address);
	return 0;
}

static int leave_span(MD_SPANTYPE type, void *detail, void *user)
{
	(void)detail;
	struct prose *prose = user;
	if (type == MD_SPAN_EM)
		out_text(prose->out, "</em>");
	if (type == MD_SPAN_STRONG)
		out_text(prose->out, "</strong>");
	if (type == MD_SPAN_CODE)
		out_text(prose->out, "</code>");
	if (type != MD_SPAN_A)
		return 0;
	if (prose->in_link)
		out_text(prose->out, "</a>");
	prose->in_link = false;
	return 0;
}

static int write_text(MD_TEXTTYPE type, const MD_CHAR *text, MD_SIZE size, void *user)
{
	struct prose *prose = user;
	struct str piece = {text, size};
	switch (type) {
	case MD_TEXT_BR:
		out_text(prose->out, "<br>");
		break;
	case MD_TEXT_SOFTBR:
		out_char(prose->out, '\n');
		break;
	case MD_TEXT_ENTITY:
		if (entity_is_known(piece))
			out_str(prose->out, piece);
		else
			html_escape(prose->out, piece);
		break;
	case MD_TEXT_NULLCHAR:
		break;
	case MD_TEXT_NORMAL:
	case MD_TEXT_CODE:
	case MD_TEXT_HTML:
	case MD_TEXT_LATEXMATH:
		html_escape(prose->out, piece);
		break;
	}
	return 0;
}

void html_prose(struct page *page, struct str text)
{
	static const MD_PARSER parser = {.flags = MD_FLAG_NOHTML | MD_FLAG_NOINDENTEDCODEBLOCKS,
		.enter_block = enter_block,
		.leave_block = leave_block,
		.enter_span = enter_span,
		.leave_span = leave_span,
		.text = write_text};
	struct prose prose = {.out = page->out};
	size_t start = page->out->len;
	if (!text.ptr)
		return;
	if (md_parse(text.ptr, (MD_SIZE)text.len, &parser, &prose) != 0) {
		page->out->len = start;
		html_raw(page, "<p dir=\"auto\">");
		html_text(page, text);
		html_raw(page, "</p>");
	}
	html_raw(page, "\n");
}
