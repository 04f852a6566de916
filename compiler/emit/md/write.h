/*
 * Markdown on its way out, as GitHub, GitLab and CommonMark read it. Text of a plan comes out as
 * the text it is: no mark-up, no HTML, no link, no mention of anybody, no reference to an issue.
 */
#ifndef COMPILER_EMIT_MD_WRITE_H
#define COMPILER_EMIT_MD_WRITE_H

#include "compiler/emit/emit.h"

struct md_page {
	struct out *out;
	struct arena *arena;
	const struct emit_input *input;
	struct plan *plan;
	const struct tracked *tracked; /* NULL: made without a day */
};

#define md_rawf(page, ...) out_printf((page)->out, __VA_ARGS__)
void md_raw(struct md_page *page, const char *markup);
/* Text of the plan within a line. */
void md_text(struct md_page *page, struct str text);
/* A block's title, else its name, else what it is of. */
void md_title(struct md_page *page, const struct block *block);
/* "Joris Bakker (Brightwater Systems)"; "nobody" for NULL. */
void md_person(struct md_page *page, const struct person_block *person);
void md_amount(struct md_page *page, struct decimal n, unit_t unit);

/* ```mermaid: initiatives with their dated work over the plan's period. */
void md_timeline(struct md_page *page);

#endif
