/* The tables that the rows of grammar/schema make: names, words, examples, offsets and look-ups. */
#include "test_syntax.h"

#include <stdio.h>

static enum value_type base_of(enum value_type type)
{
	return type_infos[type].base ? type_infos[type].base : type;
}

static bool takes_references(enum value_type type)
{
	enum value_type base = base_of(type);
	return base == TYPE_ref || base == TYPE_ref_or_text || base == TYPE_place;
}

/* One token of this kind and nothing else. */
static void assert_scans_as(const char *text, int kind)
{
	struct syntax s;
	syntax_scan(&s, text);
	if (s.file->tokens.n != 2 || s.file->tokens.items[0].kind != kind || s.sink.items.n)
		fail_msg("`%s` is not one %s", text, token_name(kind));
	syntax_close(&s);
}

/* ---- tables ---- */

static void test_kinds(void **state)
{
	(void)state;
	assert_true(KIND_COUNT <= 64); /* a set of kinds is 64 bits */
	for (int i = KIND_NONE + 1; i < KIND_COUNT; i++) {
		const struct kind_info *kind = &kind_infos[i];
		assert_non_null(kind->name);
		assert_true(kind->doc && kind->doc[0] && kind->example);
		assert_scans_as(kind->name, NAME);
		assert_scans_as(kind->plural, NAME);
		assert_true(kind->n_fields < 64); /* a bit for each in block.given */
		assert_true(kind->size >= sizeof(struct block));
		assert_int_equal(kind->refs != 0, kind->named == NAME_REFERENCE);
		if (kind->nested_only && !kind->parents)
			fail_msg("%s stands nowhere", kind->name);
		for (int k = KIND_NONE + 1; k < KIND_COUNT; k++) {
			if (k != i && (!strcmp(kind->name, kind_infos[k].name) ||
					      !strcmp(kind->plural, kind_infos[k].plural)))
				fail_msg("%s and %s are not told apart", kind->name,
					kind_infos[k].name);
			if (k != i && !strcmp(kind->plural, kind_infos[k].name))
				fail_msg("the plural of %s is a kind", kind->name);
		}
	}
}

static void check_field(const struct kind_info *kind, const struct field_info *field)
{
	const struct type_info *type = &type_infos[field->type];
	char text[128];
	snprintf(text, sizeof text, "%s:", field->name);
	assert_scans_as(text, FIELD);
	if (!field->doc || !field->doc[0] || !field->example)
		fail_msg("%s.%s has no meaning or example", kind ? kind->name : "any", field->name);
	if (takes_references(field->type) != (field->refs != 0))
		fail_msg("%s.%s: what may it refer to?", kind ? kind->name : "any", field->name);
	if ((base_of(field->type) == TYPE_word) != (field->words != NULL))
		fail_msg("%s.%s: what words?", kind ? kind->name : "any", field->name);
	if (field->all && !field->list)
		fail_msg("%s.%s takes all, but is no list", kind ? kind->name : "any", field->name);
	size_t size = field->list ? sizeof(struct list) : type->size;
	size_t whole = kind ? kind->size : sizeof(struct any);
	if (field->offset + size > whole ||
		field->offset < (kind ? sizeof(struct block) : sizeof(uint64_t)))
		fail_msg("%s.%s lies outside of its block", kind ? kind->name : "any", field->name);
}

static void test_fields(void **state)
{
	(void)state;
	for (uint8_t i = 0; i < any_fields_n; i++) {
		check_field(NULL, &any_fields[i]);
		assert_int_equal(any_fields[i].index, i);
	}
	for (int k = KIND_NONE + 1; k < KIND_COUNT; k++) {
		const struct kind_info *kind = &kind_infos[k];
		for (uint8_t i = 0; i < kind->n_fields; i++) {
			const struct field_info *field = &kind->fields[i];
			check_field(kind, field);
			assert_int_equal(field->index, i);
			assert_int_equal(field->kind, k);
			bool alternative = !field->unless;
			for (uint8_t j = 0; j < kind->n_fields; j++) {
				alternative |= field->unless &&
					       !strcmp(field->unless, kind->fields[j].name);
				if (i != j && !strcmp(field->name, kind->fields[j].name))
					fail_msg("%s.%s stands there twice", kind->name,
						field->name);
			}
			for (uint8_t j = 0; j < any_fields_n; j++)
				if (!strcmp(field->name, any_fields[j].name))
					fail_msg("%s.%s is a field of every block", kind->name,
						field->name);
			if (!alternative)
				fail_msg("%s.%s: no field is called %s", kind->name, field->name,
					field->unless);
		}
		assert_null(kind->fields[kind->n_fields].name);
	}
}

static void test_types(void **state)
{
	(void)state;
	for (int i = TYPE_NONE + 1; i < TYPE_COUNT; i++) {
		const struct type_info *type = &type_infos[i];
		assert_non_null(type->name);
		assert_true(type->size > 0);
		if (!type->base) {
			assert_true(type->wanted && type->doc);
			assert_int_equal(type->n_clauses, 0);
			continue;
		}
		assert_int_equal(type_infos[type->base].base, TYPE_NONE);
		assert_true(type->node_offset >= type_infos[type->base].size);
		for (uint8_t k = 0; k < type->n_clauses; k++) {
			const struct clause_info *clause = &type->clauses[k];
			bool known = false;
			for (int word = CLAUSE_none + 1; word < CLAUSE_COUNT; word++)
				known |= !strcmp(clause->word, clause_name((enum clause_word)word));
			if (!known)
				fail_msg("%s: `%s` is no clause word", type->name, clause->word);
			assert_true(clause->offset + type_infos[clause->type].size <= type->size);
			assert_int_equal(takes_references(clause->type), clause->refs != 0);
			assert_int_equal(base_of(clause->type) == TYPE_word, clause->words != NULL);
			for (uint8_t j = 0; j < k; j++)
				assert_string_not_equal(clause->word, type->clauses[j].word);
		}
	}
}

static void check_words(const struct words *words)
{
	assert_true(words->n > 1);
	for (uint8_t i = 1; i < words->n; i++) {
		const char *word = words->items[i].word;
		assert_scans_as(word, NAME);
		assert_non_null(words->items[i].doc); /* empty where the word says it all */
		if (words_find(words, str_from(word)) != i)
			fail_msg("%s: `%s` stands there twice", words->name, word);
	}
	assert_int_equal(words_find(words, STR("")), 0);
	assert_int_equal(words_find(words, STR("no_such_word")), 0);
}

static void test_enumerations(void **state)
{
	static const struct words *const all[] = {
#define ENUM_BEGIN(name) &words_##name,
#define WORD(name, word, doc)
#define ENUM_END(name)
#include "grammar/schema/enums.def"
#undef ENUM_BEGIN
#undef WORD
#undef ENUM_END
	};
	struct out out = {0};
	(void)state;
	for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
		check_words(all[i]);
		for (size_t k = 0; k < i; k++)
			assert_string_not_equal(all[i]->name, all[k]->name);
	}
	words_print(&out, &words_curve_shape);
	out_char(&out, '\0');
	assert_string_equal(out.data, "linear or step");
	assert_string_equal(words_closest(&words_curve_shape, STR("liner")), "linear");
	assert_null(words_closest(&words_curve_shape, STR("sideways")));
	out_free(&out);
}

static void test_currencies(void **state)
{
	(void)state;
	for (uint32_t i = 0; i < currency_infos_n; i++) {
		const struct currency_info *currency = &currency_infos[i];
		struct str code = str_from(currency->code);
		assert_int_equal(code.len, 3);
		assert_scans_as(currency->code, NAME);
		if (i && strcmp(currency_infos[i - 1].code, currency->code) >= 0)
			fail_msg("%s is out of order", currency->code);
		assert_true(currency->decimals <= 4 && currency->name[0]);
		assert_int_equal(unit_currency(code), UNIT_CURRENCY_FIRST + i);
		assert_true(unit_is_currency(UNIT_CURRENCY_FIRST + i));
		assert_false(unit_is_duration(UNIT_CURRENCY_FIRST + i));
	}
	assert_int_equal(unit_currency(STR("XXQ")), UNIT_NONE);
	assert_int_equal(unit_currency(STR("usd")), UNIT_NONE);
	assert_int_equal(unit_currency(STR("US")), UNIT_NONE);
	assert_false(unit_is_currency(UNIT_PERCENT));
	assert_false(unit_is_currency(UNIT_CURRENCY_FIRST + currency_infos_n));
	assert_true(currency_infos[unit_currency(STR("JPY")) - UNIT_CURRENCY_FIRST].decimals == 0);
	assert_true(currency_infos[unit_currency(STR("EUR")) - UNIT_CURRENCY_FIRST].decimals == 2);
	assert_true(currency_infos[unit_currency(STR("KWD")) - UNIT_CURRENCY_FIRST].decimals == 3);
}

/* ---- look-ups ---- */

static void test_index(void **state)
{
	static struct schema_index index;
	struct intern intern;
	(void)state;
	intern_init(&intern);
	schema_index_init(&index, &intern);
	for (int k = KIND_NONE + 1; k < KIND_COUNT; k++) {
		const struct kind_info *kind = &kind_infos[k];
		assert_int_equal(schema_kind(&index, intern_id(&intern, str_from(kind->name))), k);
		assert_int_equal(
			schema_plural(&index, intern_id(&intern, str_from(kind->plural))), k);
		assert_ptr_equal(schema_closest_kind(str_from(kind->name)), kind);
		for (uint8_t i = 0; i < kind->n_fields; i++) {
			uint32_t word = intern_id(&intern, str_from(kind->fields[i].name));
			assert_ptr_equal(
				schema_field(&index, (enum kind)k, word), &kind->fields[i]);
			assert_true(schema_kinds_with_field(&index, word) >> k & 1);
		}
		for (uint8_t i = 0; i < any_fields_n; i++)
			assert_ptr_equal(schema_field(&index, (enum kind)k,
						 intern_id(&intern, str_from(any_fields[i].name))),
				&any_fields[i]);
	}
	uint32_t other = intern_id(&intern, STR("no_such_word"));
	assert_int_equal(schema_kind(&index, other), KIND_NONE);
	assert_int_equal(schema_plural(&index, other), KIND_NONE);
	assert_null(schema_field(&index, KIND_goal, other));
	assert_int_equal(schema_kinds_with_field(&index, other), 0);
	assert_null(schema_field(&index, KIND_goal, intern_find(&intern, STR("likelihood"))));
	assert_int_equal(
		schema_kinds_with_field(&index, intern_find(&intern, STR("likelihood"))), K(risk));
	intern_free(&intern);
}

static void test_closest(void **state)
{
	struct out out = {0};
	(void)state;
	assert_string_equal(schema_closest_kind(STR("persn"))->name, "person");
	assert_string_equal(schema_closest_kind(STR("milestonne"))->name, "milestone");
	assert_null(schema_closest_kind(STR("elephant")));
	assert_string_equal(schema_closest_field(KIND_goal, STR("ownr"))->name, "owner");
	assert_string_equal(schema_closest_field(KIND_goal, STR("abuot"))->name, "about");
	assert_null(schema_closest_field(KIND_goal, STR("elephant")));
	kinds_print(&out, K(goal) | K(initiative) | K(metric));
	out_char(&out, '\0');
	assert_string_equal(out.data, "goal, initiative or metric");
	out.len = 0;
	kinds_print(&out, K_ANY);
	out_char(&out, '\0');
	assert_string_equal(out.data, "block");
	assert_string_equal(kind_article(KIND_initiative), "an");
	assert_string_equal(kind_article(KIND_unit), "a");
	out_free(&out);
}

/* ---- examples ---- */

/* The clauses of an example are those that the type takes. */
static void check_clauses(const struct syntax *s, const struct field_info *field, uint32_t phrase)
{
	const struct type_info *type = &type_infos[field->type];
	const struct node *node = file_node(s->file, phrase);
	if (node->kind != NODE_PHRASE)
		return;
	for (uint32_t at = file_node(s->file, node->child)->next; at;
		at = file_node(s->file, at)->next) {
		bool known = false;
		for (uint8_t i = 0; i < type->n_clauses; i++)
			known |= !strcmp(type->clauses[i].word,
				clause_name((enum clause_word)file_node(s->file, at)->op));
		if (!known)
			fail_msg("%s takes no `%s`", field->example,
				clause_name((enum clause_word)file_node(s->file, at)->op));
	}
}

static void check_example(const char *kind, const struct field_info *field)
{
	struct syntax s;
	char text[1024];
	snprintf(text, sizeof text, "%s {\n  %s\n}\n", kind, field->example);
	syntax_parse(&s, text);
	if (s.sink.items.n)
		fail_msg("%s.%s: %s: %s", kind, field->name, field->example, syntax_first(&s));
	uint32_t node = file_node(s.file, file_node(s.file, s.file->root)->child)->child;
	const struct node *stated = file_node(s.file, node);
	if (stated->kind != NODE_FIELD || stated->next ||
		stated->name != intern_find(&s.intern, str_from(field->name)))
		fail_msg("%s.%s has the example %s", kind, field->name, field->example);
	uint32_t value = stated->child;
	if (file_node(s.file, value)->kind == NODE_LIST)
		value = file_node(s.file, value)->child;
	for (uint32_t at = value; at; at = file_node(s.file, at)->next)
		check_clauses(&s, field, at);
	if (!field->list && file_node(s.file, stated->child)->next)
		fail_msg("%s.%s takes one value: %s", kind, field->name, field->example);
	if (field->words && file_node(s.file, value)->kind == NODE_PATH &&
		!words_find(field->words, file_text(s.file, value)))
		fail_msg("%s.%s: no such word: %s", kind, field->name, field->example);
	syntax_close(&s);
}

static void test_examples_of_fields(void **state)
{
	(void)state;
	for (int k = KIND_NONE + 1; k < KIND_COUNT; k++)
		for (uint8_t i = 0; i < kind_infos[k].n_fields; i++)
			check_example(kind_infos[k].name, &kind_infos[k].fields[i]);
	for (uint8_t i = 0; i < any_fields_n; i++)
		check_example("goal", &any_fields[i]);
}

/* Fields of the kind, or children that may stand in it, all the way down. */
static void check_members(
	struct syntax *s, const struct schema_index *index, enum kind kind, uint32_t block)
{
	for (uint32_t at = file_node(s->file, block)->child; at;
		at = file_node(s->file, at)->next) {
		const struct node *node = file_node(s->file, at);
		if (node->kind == NODE_FIELD && !schema_field(index, kind, node->name))
			fail_msg("%s has no such field: %.*s", kind_infos[kind].name,
				STR_ARGS(file_text(s->file, at)));
		if (node->kind == NODE_ROW && !kind_infos[kind].rows)
			fail_msg("%s takes no rows", kind_infos[kind].name);
		if (node->kind != NODE_BLOCK)
			continue;
		enum kind child = schema_kind(index, node->name);
		if (!child || !(kind_infos[child].parents >> kind & 1))
			fail_msg("%s takes no such child: %.*s", kind_infos[kind].name,
				STR_ARGS(file_text(s->file, at)));
		check_members(s, index, child, at);
	}
}

static void test_examples_of_kinds(void **state)
{
	static struct schema_index index;
	(void)state;
	for (int k = KIND_NONE + 1; k < KIND_COUNT; k++) {
		const struct kind_info *kind = &kind_infos[k];
		struct syntax s;
		syntax_open(&s, kind->example, strlen(kind->example));
		memset(&index, 0, sizeof index);
		schema_index_init(&index, &s.intern);
		s.file = file_parse(&s.arena, s.source, &s.intern, &s.sink);
		if (s.sink.items.n)
			fail_msg("%s: %s", kind->name, syntax_first(&s));
		uint32_t block = file_node(s.file, s.file->root)->child;
		const struct node *node = file_node(s.file, block);
		assert_int_equal(node->kind, NODE_BLOCK);
		/* a kind that only stands in others may be shown in one of them */
		enum kind outer = schema_kind(&index, node->name);
		if (outer != (enum kind)k && !(kind->parents >> outer & 1))
			fail_msg("the example of %s is a %s", kind->name, kind_infos[outer].name);
		if (outer == (enum kind)k && kind->named == NAME_REQUIRED && !node->a)
			fail_msg("the example of %s has no name", kind->name);
		if (outer == (enum kind)k && kind->named == NAME_NONE && node->a)
			fail_msg("the example of %s has a name", kind->name);
		if (outer == (enum kind)k && !kind->titled && node->b)
			fail_msg("the example of %s has a title", kind->name);
		check_members(&s, &index, outer, block);
		syntax_close(&s);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_kinds),
		cmocka_unit_test(test_fields),
		cmocka_unit_test(test_types),
		cmocka_unit_test(test_enumerations),
		cmocka_unit_test(test_currencies),
		cmocka_unit_test(test_index),
		cmocka_unit_test(test_closest),
		cmocka_unit_test(test_examples_of_fields),
		cmocka_unit_test(test_examples_of_kinds),
	};
	return cmocka_run_group_tests_name("schema", tests, NULL, NULL);
}
