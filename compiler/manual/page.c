/* A page for man(1), in the macros of man(7). */
#include "compiler/manual/manual.h"

#include <string.h>

/* Text that troff takes as it stands: no escape, no request at the beginning of a line. */
static void put_text(struct out *out, const char *text)
{
	bool begins = true;
	for (; *text; text++) {
		if (begins && (*text == '.' || *text == '\''))
			out_text(out, "\\&");
		begins = *text == '\n';
		if (*text == '\\')
			out_text(out, "\\e");
		else if (*text == '-')
			out_text(out, "\\-");
		else if (*text == '`')
			out_text(out, "\\(cq");
		else
			out_char(out, *text);
	}
}

/* Lines that are set in keep their breaks; others run on. */
static void put_details(struct out *out, const char *text)
{
	bool is_code = false;
	while (*text) {
		size_t len = strcspn(text, "\n");
		bool indented = *text == ' ' && len;
		if (indented != is_code)
			out_text(out, indented ? ".nf\n" : ".fi\n");
		is_code = indented;
		struct out line = {0};
		out_bytes(&line, text, len);
		out_char(&line, '\0');
		if (len)
			put_text(out, line.data);
		else
			out_text(out, ".PP");
		out_char(out, '\n');
		out_free(&line);
		text += len + (text[len] == '\n');
	}
	if (is_code)
		out_text(out, ".fi\n");
}

static void put_option(struct out *out, const struct manual_option *option)
{
	out_text(out, ".TP\n.B ");
	if (option->brief) {
		put_text(out, option->brief);
		out_text(out, ", ");
	}
	put_text(out, option->name);
	if (option->takes) {
		out_char(out, ' ');
		put_text(out, option->takes);
	}
	out_char(out, '\n');
	put_text(out, option->summary);
	out_char(out, '\n');
}

static void put_command(struct out *out, const struct manual_command *command)
{
	out_printf(out, ".SS \"pbp %s", command->name);
	if (command->n_options)
		out_text(out, " [OPTION...]");
	if (*command->takes) {
		out_char(out, ' ');
		put_text(out, command->takes);
	}
	out_text(out, "\"\n");
	put_text(out, command->summary);
	out_text(out, ".\n");
	if (command->details)
		put_details(out, command->details);
	for (uint32_t i = 0; i < command->n_options; i++)
		put_option(out, &command->options[i]);
}

void manual_write_page(struct out *out, const struct manual_command *commands, uint32_t n)
{
	out_text(out,
		".TH PBP 1\n.SH NAME\npbp \\- check and compile partner business plans\n"
		".SH SYNOPSIS\n.B pbp\nCOMMAND [OPTION...] [ARGUMENT...]\n"
		".SH DESCRIPTION\n"
		"A plan that two companies share is a text file. pbp checks it like code, judges "
		"it as of a day,\nand compiles it to review packs, agendas and calendars.\n"
		".SH COMMANDS\n");
	for (uint32_t i = 0; i < n; i++)
		put_command(out, &commands[i]);
	out_text(out, ".SH EXIT STATUS\n.TP\n.B 0\nNothing at or above the failing level.\n"
		      ".TP\n.B 1\nFindings.\n.TP\n.B 2\nThe job could not be done.\n"
		      ".SH SEE ALSO\nThe language itself: pbp manual; any word of it: pbp explain "
		      "WORD.\n");
}
