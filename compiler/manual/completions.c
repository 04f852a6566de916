/* What shells complete: commands, options, the words that an option takes, names to explain, and
   files where nothing else is known. */
#include "compiler/manual/manual.h"

#include "compiler/rules/rule.h"
#include "compiler/schema/schema.h"
#include <string.h>

/* ---- what an option or a command takes ---- */

/* "text|json": a choice of words; not "DATE|none", of which one is only described. */
static bool is_choice(const char *takes)
{
	return takes && strchr(takes, '|') &&
	       !strpbrk(takes, "ABCDEFGHIJKLMNOPQRSTUVWXYZ[]0123456789");
}

static bool takes_rule(const char *takes)
{
	return takes && !strncmp(takes, "RULE", 4);
}

static bool takes_name(const struct manual_command *command)
{
	return strstr(command->takes, "NAME") && !strstr(command->takes, "PATH");
}

static void put_choice(struct out *out, const char *takes)
{
	for (; *takes; takes++)
		out_char(out, *takes == '|' ? ' ' : *takes);
}

static void put_rules(struct out *out)
{
	for (uint32_t i = 0; i < rules_n; i++)
		out_printf(out, "%s%s", i ? " " : "", rules[i]->info.name);
}

/* All that `explain` knows by a name of its own. */
static void put_names(struct out *out)
{
	put_rules(out);
	for (uint32_t i = 0; i < finding_infos_n; i++)
		out_printf(out, " %s", finding_infos[i]->name);
	for (int kind = 1; kind < KIND_COUNT; kind++)
		out_printf(out, " %s", kind_infos[kind].name);
}

/* What stands between single quotes in a shell. */
static void put_quoted(struct out *out, const char *text)
{
	out_char(out, '\'');
	for (; *text; text++) {
		if (*text == '\'')
			out_text(out, "'\\''");
		else
			out_char(out, *text);
	}
	out_char(out, '\'');
}

/* ---- bash ---- */

static void put_bash_option(struct out *out, const struct manual_option *option)
{
	if (!is_choice(option->takes) && !takes_rule(option->takes))
		return;
	out_printf(out, "\t\t%s%s%s) words='", option->name, option->brief ? "|" : "",
		option->brief ? option->brief : "");
	if (takes_rule(option->takes))
		put_rules(out);
	else
		put_choice(out, option->takes);
	out_text(out, "' ;;\n");
}

static void put_bash_command(struct out *out, const struct manual_command *command)
{
	out_printf(out, "\t%s)\n\t\tcase $before in\n", command->name);
	for (uint32_t i = 0; i < command->n_options; i++)
		put_bash_option(out, &command->options[i]);
	for (uint32_t i = 0; i < command->n_options; i++)
		if (command->options[i].takes && !is_choice(command->options[i].takes) &&
			!takes_rule(command->options[i].takes))
			out_printf(out, "\t\t%s%s%s) files=1 ;;\n", command->options[i].name,
				command->options[i].brief ? "|" : "",
				command->options[i].brief ? command->options[i].brief : "");
	out_text(out, "\t\t*)\n\t\t\tcase $word in\n\t\t\t-*) words='");
	for (uint32_t i = 0; i < command->n_options; i++)
		out_printf(out, "%s%s", i ? " " : "", command->options[i].name);
	out_text(out, "' ;;\n\t\t\t*) ");
	if (is_choice(command->takes)) {
		out_text(out, "words='");
		put_choice(out, command->takes);
		out_text(out, "'");
	} else if (takes_name(command)) {
		out_text(out, "words='");
		put_names(out);
		out_text(out, "' files=1");
	} else {
		out_text(out, "files=1");
	}
	out_text(out, " ;;\n\t\t\tesac ;;\n\t\tesac ;;\n");
}

static void put_bash(struct out *out, const struct manual_command *commands, uint32_t n)
{
	out_text(out, "# Completions of pbp for bash.\n_pbp()\n{\n"
		      "\tlocal word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]}\n"
		      "\tlocal words= files=\n\tCOMPREPLY=()\n"
		      "\tif [ \"$COMP_CWORD\" -eq 1 ]; then\n\t\tCOMPREPLY=($(compgen -W '");
	for (uint32_t i = 0; i < n; i++)
		out_printf(out, "%s%s", i ? " " : "", commands[i].name);
	out_text(out, "' -- \"$word\"))\n\t\treturn\n\tfi\n\tcase ${COMP_WORDS[1]} in\n");
	for (uint32_t i = 0; i < n; i++)
		put_bash_command(out, &commands[i]);
	out_text(out, "\tesac\n"
		      "\tif [ -n \"$words\" ]; then\n"
		      "\t\tCOMPREPLY=($(compgen -W \"$words\" -- \"$word\"))\n\tfi\n"
		      "\tif [ -n \"$files\" ]; then\n\t\tlocal IFS=$'\\n'\n"
		      "\t\tCOMPREPLY+=($(compgen -f -- \"$word\"))\n"
		      "\t\tcompopt -o filenames 2>/dev/null\n\tfi\n}\n"
		      "complete -F _pbp pbp\n");
}

/* ---- zsh ---- */

/* In a description of _arguments brackets and colons end it. */
static void put_zsh_text(struct out *out, const char *text)
{
	for (; *text; text++) {
		if (strchr("[]:\\", *text))
			out_char(out, '\\');
		if (*text == '\'')
			out_text(out, "'\\'");
		out_char(out, *text);
	}
}

static void put_zsh_option(
	struct out *out, const struct manual_option *option, const char *spelling)
{
	out_printf(out, "\t\t\t'*%s[", spelling);
	put_zsh_text(out, option->summary);
	out_text(out, "]");
	if (is_choice(option->takes)) {
		out_text(out, ":value:(");
		put_choice(out, option->takes);
		out_text(out, ")");
	} else if (takes_rule(option->takes)) {
		out_text(out, ":rule:(");
		put_rules(out);
		out_text(out, ")");
	} else if (option->takes) {
		out_text(out, ":value:_files");
	}
	out_text(out, "' \\\n");
}

static void put_zsh_command(struct out *out, const struct manual_command *command)
{
	out_printf(out, "\t%s)\n\t\t_arguments \\\n", command->name);
	for (uint32_t i = 0; i < command->n_options; i++) {
		put_zsh_option(out, &command->options[i], command->options[i].name);
		if (command->options[i].brief)
			put_zsh_option(out, &command->options[i], command->options[i].brief);
	}
	if (is_choice(command->takes)) {
		out_text(out, "\t\t\t'1:value:(");
		put_choice(out, command->takes);
		out_text(out, ")' ;;\n");
	} else if (takes_name(command)) {
		out_text(out, "\t\t\t'*:name:(");
		put_names(out);
		out_text(out, ")' ;;\n");
	} else {
		out_text(out, "\t\t\t'*:path:_files' ;;\n");
	}
}

static void put_zsh(struct out *out, const struct manual_command *commands, uint32_t n)
{
	out_text(out, "#compdef pbp\n# Completions of pbp for zsh.\n_pbp()\n{\n"
		      "\tlocal -a commands\n\tcommands=(\n");
	for (uint32_t i = 0; i < n; i++) {
		out_printf(out, "\t\t'%s:", commands[i].name);
		put_zsh_text(out, commands[i].summary);
		out_text(out, "'\n");
	}
	out_text(out, "\t)\n\tif ((CURRENT == 2)); then\n\t\t_describe command commands\n"
		      "\t\treturn\n\tfi\n\tlocal command=$words[2]\n"
		      "\tshift words\n\t((CURRENT--))\n\tcase $command in\n");
	for (uint32_t i = 0; i < n; i++)
		put_zsh_command(out, &commands[i]);
	out_text(out, "\tesac\n}\n"
		      "if [ \"$funcstack[1]\" = _pbp ]; then\n\t_pbp \"$@\"\nelse\n"
		      "\tcompdef _pbp pbp\nfi\n");
}

/* ---- fish ---- */

static void put_fish_option(
	struct out *out, const char *command, const struct manual_option *option)
{
	out_printf(out, "complete -c pbp -n '__fish_seen_subcommand_from %s' -l %s", command,
		option->name + 2);
	if (option->brief)
		out_printf(out, " -s %s", option->brief + 1);
	if (option->takes)
		out_text(out, " -r");
	if (is_choice(option->takes) || takes_rule(option->takes)) {
		out_text(out, " -f -a '");
		if (takes_rule(option->takes))
			put_rules(out);
		else
			put_choice(out, option->takes);
		out_text(out, "'");
	}
	out_text(out, " -d ");
	put_quoted(out, option->summary);
	out_char(out, '\n');
}

static void put_fish(struct out *out, const struct manual_command *commands, uint32_t n)
{
	out_text(out, "# Completions of pbp for fish.\n");
	for (uint32_t i = 0; i < n; i++) {
		const struct manual_command *command = &commands[i];
		out_printf(out, "complete -c pbp -n __fish_use_subcommand -f -a %s -d ",
			command->name);
		put_quoted(out, command->summary);
		out_char(out, '\n');
		for (uint32_t k = 0; k < command->n_options; k++)
			put_fish_option(out, command->name, &command->options[k]);
		bool names = takes_name(command);
		if (!is_choice(command->takes) && !names)
			continue;
		out_printf(out, "complete -c pbp -n '__fish_seen_subcommand_from %s' %s-a '",
			command->name, names ? "" : "-f ");
		if (names)
			put_names(out);
		else
			put_choice(out, command->takes);
		out_text(out, "'\n");
	}
}

/* ---- */

bool manual_write_completions(
	struct out *out, const char *shell, const struct manual_command *commands, uint32_t n)
{
	if (!strcmp(shell, "bash"))
		put_bash(out, commands, n);
	else if (!strcmp(shell, "zsh"))
		put_zsh(out, commands, n);
	else if (!strcmp(shell, "fish"))
		put_fish(out, commands, n);
	else
		return false;
	return true;
}
