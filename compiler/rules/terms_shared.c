#include "compiler/rules/terms_shared.h"

/* A name as it is spoken: with blanks. */
static struct str spoken(struct arena *arena, struct str name, const char *ending)
{
	struct str text = str_format(arena, "%.*s%s", STR_ARGS(name), ending);
	char *at = arena_copy(arena, text.ptr, text.len);
	for (size_t i = 0; i < text.len; i++)
		if (at[i] == '_')
			at[i] = ' ';
	return (struct str){at, text.len};
}

/* All that are offered, not only those that something names: a word is used in running text. */
void terms_find(struct term_words *terms, const struct plan *plan)
{
	*terms = (struct term_words){0};
	arena_init(&terms->arena);
	for (uint32_t i = 1; i < plan->entries.n; i++) {
		const struct block *block = plan->entries.items[i].block;
		if (!block || block->kind != KIND_term || block->is_template)
			continue;
		struct str name = plan_name(plan, block->name);
		vec_push(&terms->items,
			((struct defined_term){(const void *)block, spoken(&terms->arena, name, ""),
				spoken(&terms->arena, name, "s")}));
	}
}

void terms_free(struct term_words *terms)
{
	vec_free(&terms->items);
	arena_free(&terms->arena);
}

bool terms_in(const struct term_words *terms, struct str text)
{
	for (uint32_t i = 0; i < terms->items.n; i++)
		if (text_has(text, terms->items.items[i].words) ||
			text_has(text, terms->items.items[i].plural))
			return true;
	return false;
}

bool terms_define(const struct term_words *terms, struct str words)
{
	for (uint32_t i = 0; i < terms->items.n; i++)
		if (text_has(terms->items.items[i].words, words) ||
			text_has(terms->items.items[i].plural, words))
			return true;
	return false;
}
