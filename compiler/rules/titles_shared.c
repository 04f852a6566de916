#include "compiler/rules/titles_shared.h"

/* ---- words ---- */

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
	       (unsigned char)c >= 0x80;
}

bool text_word(struct str *rest, struct str *word)
{
	size_t from = 0;
	while (from < rest->len && !is_letter(rest->ptr[from]))
		from++;
	size_t to = from;
	while (to < rest->len && is_letter(rest->ptr[to]))
		to++;
	*word = str_slice(*rest, from, to);
	*rest = str_slice(*rest, to, rest->len);
	return word->len > 0;
}

uint64_t text_word_key(struct str word)
{
	uint64_t hash = 14695981039346656037U; /* FNV-1a */
	for (size_t i = 0; i < word.len; i++) {
		char c = word.ptr[i];
		hash ^= (unsigned char)(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
		hash *= 1099511628211U;
	}
	return hash ? hash : 1;
}

bool text_has_number(struct str text)
{
	static const char *const numbers[] = {"two", "three", "four", "five", "six", "seven",
		"eight", "nine", "ten", "eleven", "twelve", "dozen", "hundred", "thousand"};
	for (size_t i = 0; i < text.len; i++)
		if (text.ptr[i] >= '0' && text.ptr[i] <= '9')
			return true;
	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
		if (text_has(text, str_from(numbers[i])))
			return true;
	return false;
}

/* ---- titles ---- */

struct span title_span(const struct block *block, struct str words)
{
	for (const struct part *part = &block->part; part; part = part->next) {
		const struct node *node = file_node(part->file, part->node);
		if (part->is_update || !node->b)
			continue;
		struct span span = file_span(part->file, node->b);
		struct str text = file_text(part->file, node->b);
		size_t at = text_find(text, words, 0, false);
		if (at == text.len)
			return span;
		span.start += (uint32_t)at;
		span.len = (uint32_t)words.len;
		return span;
	}
	return block_span(block);
}

/* ---- declared names ---- */

static void add_name(struct names_index *index, struct str text)
{
	struct str rest = text, word;
	if (!text_word(&rest, &word))
		return;
	uint32_t *first = map_put(&index->first, text_word_key(word), NULL);
	vec_push(&index->items, ((struct indexed_name){text, *first}));
	*first = index->items.n;
}

void names_index_make(struct names_index *index, const struct plan *plan)
{
	static const enum kind kinds[] = {
		KIND_party, KIND_person, KIND_product, KIND_segment, KIND_region, KIND_tier};
	*index = (struct names_index){0};
	for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++)
		for (uint32_t i = 0; i < plan->of_kind[kinds[k]].n; i++) {
			const struct block *block = plan->of_kind[kinds[k]].items[i];
			if (block->name)
				add_name(index, plan_name(plan, block->name));
			if (block->title.len)
				add_name(index, block->title);
		}
}

void names_index_free(struct names_index *index)
{
	map_free(&index->first);
	vec_free(&index->items);
}

/* The end of the longest declared name that begins with the word at `at`; 0 if there is none. */
static size_t name_end(const struct names_index *index, struct str text, size_t at, struct str word)
{
	const uint32_t *first = map_get(&index->first, text_word_key(word));
	size_t longest = 0;
	for (uint32_t i = first ? *first : 0; i; i = index->items.items[i - 1].next) {
		struct str name = index->items.items[i - 1].text;
		size_t lead = 0;
		while (!is_letter(name.ptr[lead])) /* a name may begin with a sign */
			lead++;
		name = str_slice(name, lead, name.len);
		struct str here = str_slice(text, at, text.len);
		if (name.len > longest && text_find(here, name, 0, false) == 0)
			longest = name.len;
	}
	return longest ? at + longest : 0;
}

bool names_index_covers(const struct names_index *index, struct str text, size_t from, size_t to)
{
	struct str rest = text, word;
	while (text_word(&rest, &word)) {
		size_t at = (size_t)(word.ptr - text.ptr);
		size_t end = name_end(index, text, at, word);
		if (at > from)
			return false;
		if (end >= to && end - at > to - from)
			return true;
	}
	return false;
}

bool names_index_in(const struct names_index *index, struct str text)
{
	struct str rest = text, word;
	while (text_word(&rest, &word))
		if (name_end(index, text, (size_t)(word.ptr - text.ptr), word))
			return true;
	return false;
}
