#include "compiler/emit/md/write.h"

#include "runtime/base/utf8.h"

#include <ctype.h>
#include <string.h>

void md_raw(struct md_page *page, const char *markup)
{
	out_text(page->out, markup);
}

/* What begins a mention, a reference to an issue or an address. */
static bool begins_link(struct str text, size_t at)
{
	bool inside = at && isalnum((unsigned char)text.ptr[at - 1]);
	struct str rest = str_slice(text, at, text.len);
	bool before_word = rest.len > 1 && isalnum((unsigned char)rest.ptr[1]);
	if (rest.ptr[0] == '@')
		return before_word;
	if (inside)
		return false;
	if (rest.ptr[0] == '#' || rest.ptr[0] == '!')
		return before_word;
	return str_starts(rest, "GH-") || str_starts(rest, "http://") ||
	       str_starts(rest, "https://") || str_starts(rest, "ftp://") ||
	       str_starts(rest, "www.");
}

/* An invisible joiner parts what would begin a link from what it would lead to. */
static void put_unlinked(struct out *out, struct str text, size_t at)
{
	out_char(out, text.ptr[at]);
	out_text(out, "\xe2\x81\xa0");
}

void md_text(struct md_page *page, struct str text)
{
	md_escape(page->out, text);
}

void md_escape(struct out *out, struct str text)
{
	for (size_t i = 0; i < text.len; i++) {
		unsigned char c = (unsigned char)text.ptr[i];
		if (c < ' ' || c == 0x7f)
			out_char(out, ' ');
		else if (c == '&')
			out_text(out, "&amp;");
		else if (c == '<')
			out_text(out, "&lt;");
		else if (c == '>')
			out_text(out, "&gt;");
		else if (begins_link(text, i))
			put_unlinked(out, text, i);
		else if (strchr("\\`*_[]|~$#", c))
			out_printf(out, "\\%c", c);
		else
			out_char(out, (char)c);
	}
}

void md_title(struct md_page *page, const struct block *block)
{
	if (block->title.len)
		md_text(page, block->title);
	else if (block->name)
		md_text(page, plan_name(page->plan, block->name));
	else if (block->of)
		md_title(page, block->of);
	else
		md_raw(page, kind_infos[block->kind].name);
}

void md_person(struct md_page *page, const struct person_block *person)
{
	const struct party_block *party = person_party(person);
	if (!person) {
		md_raw(page, "nobody");
		return;
	}
	md_title(page, &person->block);
	if (!party)
		return;
	md_raw(page, " (");
	md_title(page, &party->block);
	md_raw(page, ")");
}

void md_amount(struct md_page *page, struct decimal n, unit_t unit)
{
	md_text(page, quantity_text(page->plan, (struct quantity){n, unit, true}));
}
