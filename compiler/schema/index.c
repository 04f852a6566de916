#include "compiler/schema/schema.h"

#include <assert.h>
#include <string.h>

enum { ANY_FIELD_BIT = 0x80 };

static uint32_t word_id(struct intern *intern, const char *word)
{
	uint32_t id = intern_id(intern, str_from(word));
	assert(id < SCHEMA_WORDS_MAX);
	return id;
}

void schema_index_init(struct schema_index *index, struct intern *intern)
{
	for (int kind = KIND_NONE + 1; kind < KIND_COUNT; kind++) {
		const struct kind_info *info = &kind_infos[kind];
		index->kind_of[word_id(intern, info->name)] = (uint8_t)kind;
		index->plural_of[word_id(intern, info->plural)] = (uint8_t)kind;
		for (uint8_t i = 0; i < info->n_fields; i++) {
			index->field_of[kind][word_id(intern, info->fields[i].name)] =
				(uint8_t)(i + 1);
			index->required[kind] |= (uint64_t)info->fields[i].required << i;
		}
	}
	for (uint8_t i = 0; i < any_fields_n; i++) {
		uint32_t id = word_id(intern, any_fields[i].name);
		for (int kind = KIND_NONE + 1; kind < KIND_COUNT; kind++)
			index->field_of[kind][id] = (uint8_t)(ANY_FIELD_BIT | (i + 1));
	}
	index->n_words = (uint16_t)(intern->names.n - 1);
}

enum kind schema_kind(const struct schema_index *index, uint32_t word)
{
	return word <= index->n_words ? (enum kind)index->kind_of[word] : KIND_NONE;
}

enum kind schema_plural(const struct schema_index *index, uint32_t word)
{
	return word <= index->n_words ? (enum kind)index->plural_of[word] : KIND_NONE;
}

const struct field_info *schema_field(
	const struct schema_index *index, enum kind kind, uint32_t word)
{
	uint8_t at = word <= index->n_words ? index->field_of[kind][word] : 0;
	if (!at)
		return NULL;
	return at & ANY_FIELD_BIT ? &any_fields[(at & ~ANY_FIELD_BIT) - 1]
				  : &kind_infos[kind].fields[at - 1];
}

kinds_t schema_kinds_with_field(const struct schema_index *index, uint32_t word)
{
	kinds_t kinds = 0;
	for (int kind = KIND_NONE + 1; kind < KIND_COUNT; kind++)
		if (schema_field(index, (enum kind)kind, word))
			kinds |= (kinds_t)1 << kind;
	return kinds;
}

/* What is nearest to a misspelt word so far: a third of its letters may be wrong, at least one. */
struct nearest {
	struct str word;
	unsigned distance;
};

static struct nearest nearest_to(struct str word)
{
	return (struct nearest){word, (word.len < 3 ? 1 : (unsigned)word.len / 3) + 1};
}

static bool is_nearer(struct nearest *nearest, const char *candidate)
{
	unsigned distance = str_distance(nearest->word, str_from(candidate), nearest->distance);
	if (distance >= nearest->distance)
		return false;
	nearest->distance = distance;
	return true;
}

const struct kind_info *schema_closest_kind(struct str word)
{
	struct nearest nearest = nearest_to(word);
	const struct kind_info *best = NULL;
	for (int kind = KIND_NONE + 1; kind < KIND_COUNT; kind++)
		if (is_nearer(&nearest, kind_infos[kind].name))
			best = &kind_infos[kind];
	return best;
}

const struct field_info *schema_closest_field(enum kind kind, struct str word)
{
	struct nearest nearest = nearest_to(word);
	const struct field_info *best = NULL;
	for (uint8_t i = 0; i < kind_infos[kind].n_fields; i++)
		if (is_nearer(&nearest, kind_infos[kind].fields[i].name))
			best = &kind_infos[kind].fields[i];
	for (uint8_t i = 0; i < any_fields_n; i++)
		if (is_nearer(&nearest, any_fields[i].name))
			best = &any_fields[i];
	return best;
}

const char *kind_article(enum kind kind)
{
	switch (kind_infos[kind].name[0]) {
	case 'a':
	case 'e':
	case 'i':
	case 'o':
		return "an";
	default: /* "a unit" too */
		return "a";
	}
}

void kinds_print(struct out *out, kinds_t kinds)
{
	if ((kinds & K_PARTS) == K_PARTS) {
		out_text(out, "block");
		return;
	}
	for (int kind = KIND_NONE + 1; kind < KIND_COUNT; kind++) {
		kinds_t rest = kinds >> kind;
		if (!(rest & 1))
			continue;
		out_printf(out, "%s%s", out->len ? rest == 1 ? " or " : ", " : "",
			kind_infos[kind].name);
	}
}

const char *kind_called(enum kind kind)
{
	bool vowel = kind_article(kind)[1];
	switch (kind) {
	case KIND_NONE:
	case KIND_COUNT:
		break;
#define KIND(kind, plural, ...)                                                                    \
	case KIND_##kind:                                                                          \
		return !strcmp(#kind, #plural) ? #kind : vowel ? "an " #kind : "a " #kind;
#define ROWS(kind)
#define FIELD(...)
#define FIELD_AS(...)
#define KIND_END(kind)
#include "build/gen/schema.def"
#undef KIND
#undef ROWS
#undef FIELD
#undef FIELD_AS
#undef KIND_END
	}
	return "a block";
}

void kinds_print_called(struct out *out, kinds_t kinds)
{
	struct out list = {0};
	enum kind first = KIND_NONE + 1;
	while (first < KIND_COUNT - 1 && !(kinds >> first & 1))
		first++;
	kinds_print(&list, kinds);
	if ((kinds & K_PARTS) == K_PARTS)
		out_text(out, "a ");
	else if (strcmp(kind_called(first), kind_infos[first].name) != 0)
		out_printf(out, "%s ", kind_article(first));
	out_str(out, out_view(&list));
	out_free(&list);
}
