#include "tests/unit/unit.h"

#include "compiler/cmd/cmd.h"
#include <stdio.h>
#include <string.h>

static const struct option_info *option(const char *name)
{
	for (uint32_t i = 0; i < option_infos_n; i++)
		if (!strcmp(option_infos[i].name, name))
			return &option_infos[i];
	fail_msg("there is no option %s", name);
	return NULL;
}

/* `text|concise|json` names every format that there is, and takes every one it names. */
static void test_format_names_all(void **state)
{
	(void)state;
	const struct option_info *format = option("--format");
	struct options options = {0};
	uint32_t n = 0;
	char words[200];
	snprintf(words, sizeof words, "%s", format->takes);
	for (char *rest = words, *word; (word = strsep(&rest, "|")); n++)
		assert_true(format->set(&options, word));
	assert_int_equal(n, finding_formats_n);
	assert_false(format->set(&options, "xml"));
}

/* `pbp help` leaves no command out. */
static void test_help_names_all(void **state)
{
	(void)state;
	struct out out = {0};
	help_print(&out);
	out_char(&out, '\0');
	for (uint32_t i = 0; i < commands_n; i++) {
		char line[64];
		snprintf(line, sizeof line, "\n  %s ", commands[i]->name);
		assert_non_null(strstr(out.data, line));
	}
	out_free(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_format_names_all),
		cmocka_unit_test(test_help_names_all),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
