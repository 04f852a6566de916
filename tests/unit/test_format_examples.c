/* What `pbp explain` and the manual show is in the layout that `pbp fmt` gives. */
#include "tests/unit/unit.h"

#include "compiler/format/format.h"
#include "compiler/rules/rule.h"
#include "compiler/schema/schema.h"
#include <stdio.h>
#include <string.h>

static uint32_t tried, wrong;

static void try_text(const char *name, const char *what, struct str text)
{
	struct out formatted = {0};
	enum format_result result = format_text(&formatted, text);
	tried++;
	if (result == FORMAT_REFUSED || result == FORMAT_TOO_LARGE ||
		!str_equal(out_view(&formatted), text)) {
		struct out diff = {0};
		format_diff(&diff, name, what, text, out_view(&formatted));
		print_error("%s: %s is laid out otherwise:\n%.*s", name, what,
			STR_ARGS(out_view(&diff)));
		out_free(&diff);
		wrong++;
	}
	out_free(&formatted);
}

static void try_example(const char *name, const char *what, const char *example)
{
	struct out text = {0};
	if (!example)
		return;
	out_text(&text, example);
	if (!str_ends(out_view(&text), "\n"))
		out_char(&text, '\n');
	try_text(name, what, out_view(&text));
	out_free(&text);
}

static void assert_all_right(uint32_t at_least)
{
	assert_true(tried >= at_least);
	assert_int_equal(wrong, 0);
}

static int begin(void **state)
{
	(void)state;
	tried = wrong = 0;
	return 0;
}

static void examples_of_rules(void **state)
{
	(void)state;
	for (uint32_t i = 0; i < rules_n; i++) {
		try_example(rules[i]->info.name, "its bad example", rules[i]->info.bad);
		try_example(rules[i]->info.name, "its good example", rules[i]->info.good);
	}
	assert_all_right(2);
}

static void examples_of_findings(void **state)
{
	(void)state;
	for (uint32_t i = 0; i < finding_infos_n; i++) {
		try_example(finding_infos[i]->name, "its bad example", finding_infos[i]->bad);
		try_example(finding_infos[i]->name, "its good example", finding_infos[i]->good);
	}
	assert_all_right(2);
}

static void try_field(const char *kind, const struct field_info *field)
{
	struct out text = {0};
	char name[128];
	snprintf(name, sizeof name, "%s.%s", kind, field->name);
	out_printf(&text, "%s x { %s }\n", kind, field->example);
	try_text(name, "its example", out_view(&text));
	out_free(&text);
}

static void examples_of_kinds_and_fields(void **state)
{
	(void)state;
	for (int kind = KIND_NONE + 1; kind < KIND_COUNT; kind++) {
		const struct kind_info *info = &kind_infos[kind];
		try_example(info->name, "its example", info->example);
		for (uint8_t i = 0; i < info->n_fields; i++)
			try_field(info->name, &info->fields[i]);
	}
	for (uint8_t i = 0; i < any_fields_n; i++)
		try_field("goal", &any_fields[i]);
	assert_all_right(KIND_COUNT - 1 + any_fields_n);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(examples_of_rules, begin),
		cmocka_unit_test_setup(examples_of_findings, begin),
		cmocka_unit_test_setup(examples_of_kinds_and_fields, begin),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
