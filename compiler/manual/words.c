#include "compiler/manual/manual.h"

#include "compiler/plan/eval.h"
#include "compiler/plan/facts.h"
#include "runtime/base/json_write.h"
#include <string.h>

/* A list that names each word once, in the order of its first place. */
struct word_list {
	struct json_writer *json;
	VEC(const char *) seen;
};

static void put_word(struct word_list *list, const char *word)
{
	for (uint32_t i = 0; i < list->seen.n; i++)
		if (!strcmp(list->seen.items[i], word))
			return;
	vec_push(&list->seen, word);
	json_put_text(list->json, NULL, word);
}

static struct word_list begin_list(struct json_writer *json, const char *key)
{
	json_put_array(json, key);
	return (struct word_list){.json = json};
}

static void end_list(struct word_list *list)
{
	json_put_end(list->json);
	vec_free(&list->seen);
}

/* ---- kinds ---- */

/* The words it takes or the kinds it may name; without either nothing. */
static void put_choice(struct json_writer *json, const struct field_info *field)
{
	if (field->words)
		json_put_array(json, "words");
	for (uint8_t i = 1; field->words && i < field->words->n; i++)
		json_put_text(json, NULL, field->words->items[i].word);
	if (field->words)
		json_put_end(json);
	if (field->refs)
		json_put_array(json, "refs");
	for (int kind = 1; field->refs && kind < KIND_COUNT; kind++)
		if (field->refs >> kind & 1)
			json_put_text(json, NULL, kind_infos[kind].name);
	if (field->refs)
		json_put_end(json);
}

static void put_field(struct json_writer *json, const struct field_info *field)
{
	json_put_object(json, NULL);
	json_put_text(json, "name", field->name);
	json_put_text(json, "type", type_infos[field->type].name);
	json_put_text(json, "life",
		field->life == CONTRACT	  ? "contract"
		: field->life == PROGRESS ? "progress"
					  : "neither");
	json_put_bool(json, "list", field->list);
	json_put_bool(json, "required", field->required);
	if (field->unless)
		json_put_text(json, "unless", field->unless);
	put_choice(json, field);
	json_put_text(json, "doc", field->doc);
	json_put_text(json, "example", field->example);
	json_put_end(json);
}

static void put_kind(struct json_writer *json, const struct kind_info *kind)
{
	static const char *const named[] = {
		[NAME_NONE] = "none",
		[NAME_OPTIONAL] = "optional",
		[NAME_REQUIRED] = "required",
		[NAME_REFERENCE] = "reference",
		[NAME_DATE] = "date",
	};
	json_put_object(json, NULL);
	json_put_text(json, "name", kind->name);
	json_put_text(json, "plural", kind->plural);
	json_put_text(json, "doc", kind->doc);
	json_put_text(json, "named", named[kind->named]);
	json_put_bool(json, "titled", kind->titled);
	json_put_bool(json, "rows", kind->rows);
	json_put_bool(json, "nested_only", kind->nested_only);
	json_put_bool(json, "sealed", kind_is_sealed((enum kind)(kind - kind_infos)));
	struct word_list inside = begin_list(json, "inside");
	for (int parent = 1; parent < KIND_COUNT; parent++)
		if (kind->parents >> parent & 1)
			put_word(&inside, kind_infos[parent].name);
	end_list(&inside);
	json_put_array(json, "fields");
	for (uint8_t i = 0; i < kind->n_fields; i++)
		put_field(json, &kind->fields[i]);
	json_put_end(json);
	json_put_text(json, "example", kind->example);
	json_put_end(json);
}

static void put_kinds(struct json_writer *json)
{
	json_put_array(json, "kinds");
	for (int kind = 1; kind < KIND_COUNT; kind++)
		put_kind(json, &kind_infos[kind]);
	json_put_end(json);
	json_put_array(json, "fields_of_every_block");
	for (uint8_t i = 0; i < any_fields_n; i++)
		put_field(json, &any_fields[i]);
	json_put_end(json);
}

/* ---- flat lists ---- */

static void put_fields(struct json_writer *json)
{
	struct word_list list = begin_list(json, "fields");
	for (int kind = 1; kind < KIND_COUNT; kind++)
		for (uint8_t i = 0; i < kind_infos[kind].n_fields; i++)
			put_word(&list, kind_infos[kind].fields[i].name);
	for (uint8_t i = 0; i < any_fields_n; i++)
		put_word(&list, any_fields[i].name);
	end_list(&list);
}

static bool is_clause(const char *word)
{
	for (int i = CLAUSE_none + 1; i < CLAUSE_COUNT; i++)
		if (!strcmp(word, clause_name((enum clause_word)i)))
			return true;
	return false;
}

static void put_language_words(struct json_writer *json)
{
	struct word_list list = begin_list(json, "keywords");
	for (uint32_t i = 0; language_word(i); i++)
		if (!is_clause(language_word(i)))
			put_word(&list, language_word(i));
	end_list(&list);
	list = begin_list(json, "clauses");
	for (int i = CLAUSE_none + 1; i < CLAUSE_COUNT; i++)
		put_word(&list, clause_name((enum clause_word)i));
	end_list(&list);
	list = begin_list(json, "constants");
	for (uint32_t i = 0; schema_reserved(i); i++)
		put_word(&list, schema_reserved(i));
	end_list(&list);
	list = begin_list(json, "functions");
	for (uint32_t i = 0; eval_function_name(i); i++)
		put_word(&list, eval_function_name(i));
	end_list(&list);
	list = begin_list(json, "figures");
	for (int kind = 1; kind < KIND_COUNT; kind++)
		for (uint32_t i = 0; eval_figure_name((enum kind)kind, i); i++)
			put_word(&list, eval_figure_name((enum kind)kind, i));
	end_list(&list);
}

/* Words of enumerations, wherever one is taken. */
static void put_values(struct json_writer *json)
{
	struct word_list list = begin_list(json, "values");
#define ENUM_BEGIN(name)
#define WORD(name, word, doc) put_word(&list, #word);
#define ENUM_END(name)
#include "grammar/schema/enums.def"
#undef ENUM_BEGIN
#undef WORD
#undef ENUM_END
	end_list(&list);
}

static void put_units(struct json_writer *json)
{
	struct word_list list = begin_list(json, "units");
	for (int unit = DURATION_MINUTE; unit <= DURATION_BUSINESS_DAY; unit++) {
		put_word(&list, duration_unit_name((enum duration_unit)unit, false));
		put_word(&list, duration_unit_name((enum duration_unit)unit, true));
	}
	end_list(&list);
	list = begin_list(json, "currencies");
	for (uint32_t i = 0; i < currency_infos_n; i++)
		put_word(&list, currency_infos[i].code);
	end_list(&list);
}

void manual_write_words(struct out *out)
{
	struct json_writer json = {.out = out};
	json_put_object(&json, NULL);
	put_kinds(&json);
	json_put_array(&json, "types");
	for (int type = 1; type < TYPE_COUNT; type++)
		json_put_text(&json, NULL, type_infos[type].name);
	json_put_end(&json);
	put_fields(&json);
	put_language_words(&json);
	put_values(&json);
	put_units(&json);
	json_put_end(&json);
}
