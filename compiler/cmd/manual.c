#include "compiler/manual/manual.h"

#include "compiler/cmd/manual_shared.h"

static void write_manual(struct out *out, enum manual_form form)
{
	struct arena arena;
	arena_init(&arena);
	struct manual_command *described = manual_commands(&arena);
	switch (form) {
	case MANUAL_MARKDOWN:
		manual_write(out, described, commands_n);
		break;
	case MANUAL_JSON:
		manual_write_words(out);
		break;
	case MANUAL_MAN:
		manual_write_page(out, described, commands_n);
		break;
	}
	arena_free(&arena);
}

static int run_manual(struct options *options)
{
	struct out out = {0};
	if (options->paths.n) {
		complain("`pbp manual` takes no path: it prints the manual");
		return EXIT_UNABLE;
	}
	write_manual(&out, options->manual_form);
	bool printed = print_all(1, out_view(&out));
	out_free(&out);
	return printed ? EXIT_CLEAN : EXIT_UNABLE;
}

const struct command command_manual = {
	.name = "manual",
	.takes = "",
	.summary = "print the reference manual",
	.details =
		"It is written from the tables that the program works with: the language, kinds, "
		"fields, types, rules, errors, the\n"
		"standard library and the commands. --format json gives the words of the language "
		"as "
		"data, for tools that colour\n"
		"or complete plans; --format man a page for man(1).",
	.options = OF_MANUAL,
	.run = run_manual,
};
