#include "compiler/manual/manual.h"

#include "compiler/plan/plan.h"
#include "compiler/rules/rule.h"
#include "compiler/source/embedded.h"
#include <assert.h>
#include <ctype.h>
#include <string.h>

/* ---- Markdown ---- */

/* A cell of a table: a bar would end it. */
static void put_cell(struct out *out, const char *text)
{
	for (; text && *text; text++) {
		if (*text == '|')
			out_char(out, '\\');
		out_char(out, *text == '\n' ? ' ' : *text);
	}
}

static void put_code(struct out *out, const char *language, const char *code)
{
	size_t len = strlen(code);
	out_printf(
		out, "```%s\n%s%s```\n", language, code, len && code[len - 1] == '\n' ? "" : "\n");
}

/* The address that a heading gets: letters, digits, `-` and `_` of it, in small letters. */
static void put_link(struct out *out, const char *heading)
{
	out_printf(out, "[%s](#", heading);
	for (; *heading; heading++) {
		if (isalnum((unsigned char)*heading) || *heading == '-' || *heading == '_')
			out_char(out, (char)tolower((unsigned char)*heading));
		else if (*heading == ' ')
			out_char(out, '-');
	}
	out_char(out, ')');
}

/* ---- kinds ---- */

static const char *life_name(enum life life)
{
	switch (life) {
	case CONTRACT:
		return "contract";
	case PROGRESS:
		return "progress";
	case NEITHER:
		return "neither";
	}
	return "";
}

static void put_field(struct out *out, const struct field_info *field)
{
	struct out wanted = {0};
	field_print_wanted(&wanted, field);
	out_char(&wanted, '\0');
	out_printf(out, "| `%s`%s | ", field->name, field->required ? " **!**" : "");
	put_cell(out, wanted.data);
	const struct type_info *type = &type_infos[field->type];
	for (uint8_t i = 0; i < type->n_clauses; i++)
		out_printf(out, "%s*%s*", i ? ", " : "; ", type->clauses[i].word);
	out_printf(out, " | %s | ", life_name(field->life));
	put_cell(out, field->doc);
	out_text(out, " `");
	put_cell(out, field->example);
	out_text(out, "` |\n");
	out_free(&wanted);
}

static void put_fields(struct out *out, const struct field_info *fields, uint8_t n)
{
	out_text(out, "| field | value | belongs to | meaning, example |\n|---|---|---|---|\n");
	for (uint8_t i = 0; i < n; i++)
		put_field(out, &fields[i]);
	out_char(out, '\n');
}

static void put_places(struct out *out, enum kind kind)
{
	const struct kind_info *info = &kind_infos[kind];
	struct out parents = {0};
	if (info->parents) {
		kinds_print(&parents, info->parents);
		out_printf(out, "It stands in a %.*s%s.\n\n", STR_ARGS(out_view(&parents)),
			info->nested_only ? "" : ", or at the top of a file");
	}
	out_free(&parents);
	if (info->rows)
		out_text(out, "It takes dated rows, such as `2026-Q1: 90,000 USD`.\n\n");
}

static void put_kind(struct out *out, enum kind kind)
{
	const struct kind_info *info = &kind_infos[kind];
	out_printf(out, "### %s\n\n%s Several are `%s`.\n\n", info->name, info->doc, info->plural);
	put_code(out, "pbp", info->example);
	out_char(out, '\n');
	put_places(out, kind);
	if (info->n_fields)
		put_fields(out, info->fields, info->n_fields);
}

static void put_words(struct out *out, const struct field_info *field, const char *kind)
{
	out_printf(out, "**%s.%s**\n\n", kind, field->name);
	for (uint8_t i = 1; i < field->words->n; i++)
		out_printf(out, "* `%s`%s%s\n", field->words->items[i].word,
			*field->words->items[i].doc ? ": " : "", field->words->items[i].doc);
	out_char(out, '\n');
}

static bool is_explained(const struct words *words)
{
	for (uint8_t i = 1; i < words->n; i++)
		if (*words->items[i].doc)
			return true;
	return false;
}

static void put_kinds(struct out *out)
{
	out_text(out,
		"## Kinds and their fields\n\nA field marked **!** must be stated. Behind the "
		"value stand the clauses that it takes, in italics.\n\n");
	for (int kind = KIND_NONE + 1; kind < KIND_COUNT; kind++)
		put_kind(out, (enum kind)kind);
	out_text(out, "### Fields of every block\n\n");
	put_fields(out, any_fields, any_fields_n);
	out_text(out, "## Words of fields\n\n");
	for (int kind = KIND_NONE + 1; kind < KIND_COUNT; kind++)
		for (uint8_t i = 0; i < kind_infos[kind].n_fields; i++) {
			const struct field_info *field = &kind_infos[kind].fields[i];
			if (field->words && is_explained(field->words))
				put_words(out, field, kind_infos[kind].name);
		}
}

/* ---- types ---- */

static void put_types(struct out *out)
{
	out_text(out, "## Types\n\n| type | is | clauses |\n|---|---|---|\n");
	for (int i = TYPE_NONE + 1; i < TYPE_COUNT; i++) {
		const struct type_info *type = &type_infos[i];
		const struct type_info *plain = type->base ? &type_infos[type->base] : type;
		out_printf(out, "| `%s` | ", type->name);
		put_cell(out, plain->doc);
		out_text(out, " | ");
		for (uint8_t k = 0; k < type->n_clauses; k++)
			out_printf(out, "%s`%s` %s", k ? ", " : "", type->clauses[k].word,
				type->clauses[k].required ? "(always)" : "");
		out_text(out, " |\n");
	}
	out_char(out, '\n');
}

/* ---- rules and errors ---- */

static size_t group_len(const char *name)
{
	return strcspn(name, ".");
}

static void put_group_heading(struct out *out, const char *name, const char *before)
{
	size_t len = group_len(name);
	if (!before || group_len(before) != len || memcmp(name, before, len) != 0)
		out_printf(out, "### Group %.*s\n\n", (int)len, name);
}

static void put_levels(struct out *out, const struct rule_info *info)
{
	if (info->always) {
		out_text(out, "Always an error; it cannot be waived.\n\n");
		return;
	}
	out_printf(out, "napkin: %s, standard: %s, strategic: %s%s%s\n\n",
		level_name(info->levels[0]), level_name(info->levels[1]),
		level_name(info->levels[2]),
		info->completeness ? "; in a draft plan at most a warning" : "",
		info->needs == NEEDS_DAY ? "; judged as of a day" : "");
}

static void put_info(
	struct out *out, const struct rule_info *info, const struct rule_setting *setting)
{
	out_printf(out, "#### %s\n\n%s.\n\n%s\n\n", info->name, info->summary, info->explanation);
	put_levels(out, info);
	for (; setting && setting->name; setting++)
		out_printf(out, "* `set: [%s to ...]`: %s\n%s", setting->name, setting->doc,
			setting[1].name ? "" : "\n");
	if (info->bad && info->as_of)
		out_printf(out, "Reported as of %s:\n\n", info->as_of);
	else if (info->bad)
		out_text(out, "Reported:\n\n");
	if (info->bad)
		put_code(out, "text", info->bad);
	if (info->good) {
		out_text(out, "\nNot reported:\n\n");
		put_code(out, "text", info->good);
	}
	out_char(out, '\n');
}

static void put_rules(struct out *out)
{
	out_text(out,
		"## Rules\n\n`pbp explain NAME` prints the same. The examples stand in a plan "
		"that is complete otherwise.\n\n");
	for (uint32_t i = 0; i < rules_n; i++) {
		put_group_heading(out, rules[i]->info.name, i ? rules[i - 1]->info.name : NULL);
		put_info(out, &rules[i]->info, rules[i]->settings);
	}
}

static void put_errors(struct out *out)
{
	out_text(out, "## Errors\n\nMistakes of spelling, names and types, and of tables that are "
		      "read.\n\n");
	for (uint32_t i = 0; i < finding_infos_n; i++) {
		put_group_heading(
			out, finding_infos[i]->name, i ? finding_infos[i - 1]->name : NULL);
		put_info(out, finding_infos[i], NULL);
	}
}

/* ---- the standard library ---- */

/* A line that begins a block at the top of a file: its kind, name and title. */
static bool begins_block(struct str line)
{
	return line.len && islower((unsigned char)line.ptr[0]) && str_ends(line, "{") &&
	       !str_starts(line, "import");
}

static void put_declared(struct out *out, const struct embedded_file *file)
{
	struct str rest = {file->text, file->len};
	while (rest.len) {
		const char *end = memchr(rest.ptr, '\n', rest.len);
		size_t len = end ? (size_t)(end - rest.ptr) : rest.len;
		struct str line = str_slice(rest, 0, len);
		rest = str_slice(rest, len + 1, rest.len);
		if (begins_block(line))
			out_printf(out, "* `%.*s`\n",
				STR_ARGS(str_trim(str_slice(line, 0, line.len - 1))));
	}
	out_char(out, '\n');
}

static void put_library(struct out *out)
{
	out_text(out, "## Standard library\n\n");
	for (size_t i = 0; i < embedded_stdlib_n; i++) {
		const struct embedded_file *file = &embedded_stdlib[i];
		int len = (int)(strlen(file->name) - strlen(".pbp"));
		out_printf(out, "### std.%.*s\n\n", len, file->name);
		put_declared(out, file);
	}
}

/* ---- commands ---- */

static void put_command(struct out *out, const struct manual_command *command)
{
	out_printf(out, "### pbp %s\n\n", command->name);
	out_printf(out, "`pbp %s%s%s%s%s`\n\n", command->name,
		command->n_options ? " [OPTION...]" : "", *command->takes ? " " : "",
		command->takes, "");
	out_printf(out, "%c%s.", toupper((unsigned char)command->summary[0]), command->summary + 1);
	if (command->details)
		out_printf(out, " %s", command->details);
	out_text(out, "\n\n");
	if (command->n_options)
		out_text(out, "| option | does |\n|---|---|\n");
	for (uint32_t i = 0; i < command->n_options; i++) {
		const struct manual_option *option = &command->options[i];
		out_printf(out, "| `%s%s%s%s", option->brief ? option->brief : "",
			option->brief ? ", " : "", option->name, option->takes ? " " : "");
		put_cell(out, option->takes);
		out_text(out, "` | ");
		put_cell(out, option->summary);
		out_text(out, " |\n");
	}
	if (command->n_options)
		out_char(out, '\n');
}

/* ---- the whole ---- */

static void put_contents(struct out *out)
{
	static const char *const chapters[] = {"The language", "Kinds and their fields",
		"Words of fields", "Types", "Rules", "Errors", "Standard library", "Commands"};
	for (size_t i = 0; i < sizeof chapters / sizeof *chapters; i++) {
		out_text(out, "* ");
		put_link(out, chapters[i]);
		out_char(out, '\n');
	}
	out_text(out, "\nKinds: ");
	for (int kind = KIND_NONE + 1; kind < KIND_COUNT; kind++) {
		out_text(out, kind == KIND_NONE + 1 ? "" : ", ");
		put_link(out, kind_infos[kind].name);
	}
	out_text(out, ".\n\n");
}

void manual_write(struct out *out, const struct manual_command *commands, uint32_t n)
{
	out_text(out, "# pbp: reference\n\nThe language of partner business plans, the rules they "
		      "are checked by, and the commands.\nWritten by `pbp manual` from the tables "
		      "that the program works with.\n\n");
	put_contents(out);
	assert(embedded_manual_n == 1);
	out_bytes(out, embedded_manual[0].text, embedded_manual[0].len);
	out_char(out, '\n');
	put_kinds(out);
	put_types(out);
	put_rules(out);
	put_errors(out);
	put_library(out);
	out_text(out, "## Commands\n\n");
	for (uint32_t i = 0; i < n; i++)
		put_command(out, &commands[i]);
}
