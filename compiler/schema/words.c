#include "compiler/schema/schema.h"

#define ENUM_BEGIN(name) static const struct word_info items_##name[] = {{"", ""},
#define WORD(name, word, doc) {#word, doc},
#define ENUM_END(name)                                                                             \
	}                                                                                          \
	;                                                                                          \
	const struct words words_##name = {#name, items_##name, name##_count};
#include "grammar/schema/enums.def"
#undef ENUM_BEGIN
#undef WORD
#undef ENUM_END

const char *schema_reserved(uint32_t i)
{
	static const char *const names[] = {"all", "today", "it", "start", "end"};
	return i < sizeof names / sizeof *names ? names[i] : NULL;
}

bool schema_is_reserved(struct str name)
{
	for (uint32_t i = 0; schema_reserved(i); i++)
		if (str_is(name, schema_reserved(i)))
			return true;
	return false;
}

uint8_t words_find(const struct words *words, struct str word)
{
	for (uint8_t i = 1; i < words->n; i++)
		if (str_is(word, words->items[i].word))
			return i;
	return 0;
}

const char *words_closest(const struct words *words, struct str word)
{
	const char *best = NULL;
	unsigned limit = word.len < 3 ? 1 : (unsigned)word.len / 3, nearest = limit + 1;
	for (uint8_t i = 1; i < words->n; i++) {
		unsigned distance = str_distance(word, str_from(words->items[i].word), limit);
		if (distance < nearest) {
			nearest = distance;
			best = words->items[i].word;
		}
	}
	return best;
}

void words_print(struct out *out, const struct words *words)
{
	for (uint8_t i = 1; i < words->n; i++)
		out_printf(out, "%s%s",
			i == 1		   ? ""
			: i + 1 < words->n ? ", "
					   : " or ",
			words->items[i].word);
}

void field_print_wanted(struct out *out, const struct field_info *field)
{
	const struct type_info *type = &type_infos[field->type];
	if (field->list)
		out_text(out, "one or more: ");
	if (field->words) {
		words_print(out, field->words);
	} else if (field->refs) {
		struct out kinds = {0};
		kinds_print(&kinds, field->refs);
		out_printf(out, "the name of a %.*s", STR_ARGS(out_view(&kinds)));
		out_free(&kinds);
	} else {
		out_text(out, type->base ? type_infos[type->base].wanted : type->wanted);
	}
	if (field->all)
		out_text(out, ", or all");
}
