#include "compiler/cmd/smart_print.h"

#include "runtime/base/utf8.h"
#include <string.h>

/* ---- rules and findings ---- */

static const struct rule_info *find_info(const char *name)
{
	for (uint32_t i = 0; i < rules_n; i++)
		if (!strcmp(rules[i]->info.name, name))
			return &rules[i]->info;
	for (uint32_t i = 0; i < finding_infos_n; i++)
		if (!strcmp(finding_infos[i]->name, name))
			return finding_infos[i];
	return NULL;
}

/* Plan text, set in by two blanks. */
static void print_indented(struct out *out, const char *text)
{
	for (const char *line = text; *line;) {
		size_t len = strcspn(line, "\n");
		if (len)
			out_text(out, "  ");
		out_bytes(out, line, len);
		out_char(out, '\n');
		line += len + (line[len] == '\n');
	}
}

/* Running text in lines of at most 80 characters. */
static void print_wrapped(struct out *out, const char *text)
{
	size_t column = 0;
	while (*text) {
		size_t len = strcspn(text, " ");
		size_t width = utf8_width((struct str){text, len});
		if (column && column + 1 + width > 80) {
			out_char(out, '\n');
			column = 0;
		} else if (column) {
			out_char(out, ' ');
			column++;
		}
		out_bytes(out, text, len);
		column += width;
		text += len + strspn(text + len, " ");
	}
	out_char(out, '\n');
}

static void print_levels(struct out *out, const struct rule_info *info)
{
	if (info->always) {
		out_text(out, "always an error; it cannot be waived\n");
		return;
	}
	out_printf(out, "napkin: %s, standard: %s, strategic: %s%s\n", level_name(info->levels[0]),
		level_name(info->levels[1]), level_name(info->levels[2]),
		info->completeness ? "; at most a warning in a draft plan" : "");
	if (info->needs == NEEDS_DAY)
		out_text(out, "judged as of a day\n");
}

/* The thresholds a plan can move with `set`. */
static void print_settings(struct out *out, const struct rule_info *info)
{
	for (uint32_t i = 0; i < rules_n; i++) {
		if (&rules[i]->info != info || !rules[i]->settings)
			continue;
		for (const struct rule_setting *setting = rules[i]->settings; setting->name;
			setting++)
			out_printf(out, "set %s: %s\n", setting->name, setting->doc);
	}
}

static void print_info(struct out *out, const struct rule_info *info)
{
	out_printf(out, "%s: %s\n\n", info->name, info->summary);
	print_wrapped(out, info->explanation);
	out_char(out, '\n');
	print_levels(out, info);
	print_settings(out, info);
	if (info->bad && info->as_of)
		out_printf(out, "\nreported as of %s:\n\n", info->as_of);
	else if (info->bad)
		out_text(out, "\nreported:\n\n");
	if (info->bad)
		print_indented(out, info->bad);
	if (info->good) {
		out_text(out, "\nnot reported:\n\n");
		print_indented(out, info->good);
	}
}

/* ---- types ---- */

static void print_clauses(struct out *out, const struct type_info *type)
{
	for (uint32_t i = 0; i < type->n_clauses; i++) {
		const struct clause_info *clause = &type->clauses[i];
		out_printf(out, "  %-8s ", clause->word);
		if (clause->words)
			words_print(out, clause->words);
		else if (clause->refs)
			out_text(out, "the name of a block");
		else
			out_text(out, type_infos[clause->type].wanted);
		out_text(out, clause->required ? " (always)\n" : "\n");
	}
}

/* The type of a phrase without its clauses. */
static const struct type_info *plain_type(enum value_type type)
{
	const struct type_info *info = &type_infos[type];
	return info->base ? &type_infos[info->base] : info;
}

static void print_type(struct out *out, enum value_type type)
{
	const struct type_info *info = &type_infos[type];
	const struct type_info *base = plain_type(type);
	out_printf(out, "type %s: %s\n%s\n", info->name, base->wanted, base->doc);
	if (info->n_clauses)
		out_text(out, "\nclauses:\n");
	print_clauses(out, info);
}

/* ---- kinds and fields ---- */

static const char *life_name(enum life life)
{
	switch (life) {
	case CONTRACT:
		return "contract";
	case PROGRESS:
		return "progress";
	case NEITHER:
		return "neither contract nor progress";
	}
	return "";
}

static void print_field(struct out *out, const char *kind, const struct field_info *field)
{
	out_printf(out, "%s.%s: %s\n\nvalue:    ", kind, field->name, field->doc);
	field_print_wanted(out, field);
	out_printf(out, "\nbelongs:  to %s%s%s\n", field->life == NEITHER ? "" : "the ",
		life_name(field->life), field->required ? "; must be stated" : "");
	out_printf(out, "example:  %s\n", field->example);
	if (type_infos[field->type].n_clauses)
		out_text(out, "\nclauses:\n");
	print_clauses(out, &type_infos[field->type]);
	for (uint8_t i = 1; field->words && i < field->words->n; i++)
		if (*field->words->items[i].doc)
			out_printf(out, "%s  %-20s %s\n", i == 1 ? "\nwords:\n" : "",
				field->words->items[i].word, field->words->items[i].doc);
}

static void print_children(struct out *out, enum kind kind)
{
	bool any = false;
	if (kind_infos[kind].rows)
		out_text(out, "\nIt takes dated rows: `2026-Q1: 90,000 USD`.\n");
	for (int child = KIND_NONE + 1; child < KIND_COUNT; child++) {
		if (!(kind_infos[child].parents >> kind & 1))
			continue;
		out_printf(out, "%s%s", any ? ", " : "\nblocks inside: ", kind_infos[child].name);
		any = true;
	}
	if (any)
		out_char(out, '\n');
}

static void print_kind(struct out *out, enum kind kind)
{
	const struct kind_info *info = &kind_infos[kind];
	out_printf(out, "%s: %s\n\n", info->name, info->doc);
	print_indented(out, info->example);
	if (info->n_fields)
		out_text(out, "\nfields (! must be stated):\n");
	for (uint8_t i = 0; i < info->n_fields; i++)
		out_printf(out, "  %s%-17s %s\n", info->fields[i].required ? "!" : " ",
			info->fields[i].name, info->fields[i].doc);
	out_text(out, "\nlike every block:\n");
	for (uint8_t i = 0; i < any_fields_n; i++)
		out_printf(out, "  %-18s %s\n", any_fields[i].name, any_fields[i].doc);
	print_children(out, kind);
	if (info->parents) {
		struct out parents = {0};
		kinds_print(&parents, info->parents);
		out_printf(out, "\nIt stands in a %.*s%s.\n", STR_ARGS(out_view(&parents)),
			info->nested_only ? "" : ", or at the top of a file");
		out_free(&parents);
	}
	out_printf(out, "\n`pbp explain %s.FIELD` says more of a field.\n", info->name);
}

static enum kind find_kind(struct str name)
{
	for (int kind = KIND_NONE + 1; kind < KIND_COUNT; kind++)
		if (str_is(name, kind_infos[kind].name))
			return (enum kind)kind;
	return KIND_NONE;
}

/* `goal.target`, `goal.about` */
static const struct field_info *find_field(enum kind kind, const char *name)
{
	for (uint8_t i = 0; i < kind_infos[kind].n_fields; i++)
		if (!strcmp(kind_infos[kind].fields[i].name, name))
			return &kind_infos[kind].fields[i];
	for (uint8_t i = 0; i < any_fields_n; i++)
		if (!strcmp(any_fields[i].name, name))
			return &any_fields[i];
	return NULL;
}

/* A field's name alone: every kind that has it. */
static bool print_fields_called(struct out *out, const char *name)
{
	bool found = false;
	for (int kind = KIND_NONE + 1; kind < KIND_COUNT; kind++) {
		for (uint8_t i = 0; i < kind_infos[kind].n_fields; i++) {
			if (strcmp(kind_infos[kind].fields[i].name, name) != 0)
				continue;
			out_text(out, found ? "\n" : "");
			print_field(out, kind_infos[kind].name, &kind_infos[kind].fields[i]);
			found = true;
		}
	}
	for (uint8_t i = 0; !found && i < any_fields_n; i++) {
		if (strcmp(any_fields[i].name, name) != 0)
			continue;
		print_field(out, "every block", &any_fields[i]);
		found = true;
	}
	return found;
}

static bool print_type_called(struct out *out, const char *name)
{
	for (int type = TYPE_NONE + 1; type < TYPE_COUNT; type++) {
		if (strcmp(type_infos[type].name, name) != 0)
			continue;
		print_type(out, (enum value_type)type);
		return true;
	}
	return false;
}

/* ---- names ---- */

/* Every name that can be explained by itself, for a misspelt one. */
static struct str known_name(const void *context, uint32_t i)
{
	(void)context;
	if (i < rules_n)
		return str_from(rules[i]->info.name);
	i -= rules_n;
	if (i < finding_infos_n)
		return str_from(finding_infos[i]->name);
	i -= finding_infos_n;
	if (i < KIND_COUNT - 1)
		return str_from(kind_infos[i + 1].name);
	return str_from(type_infos[i - KIND_COUNT + 2].name);
}

static void complain_unknown(const char *name)
{
	uint32_t n = rules_n + finding_infos_n + (KIND_COUNT - 1) + (TYPE_COUNT - 1);
	int near = closest_word(str_from(name), n, known_name, NULL);
	if (!strncmp(name, "rule.", 5))
		complain(
			"`%s` is a rule of some plan's own: `pbp explain plan.pbp:%s`", name, name);
	else if (near >= 0)
		complain("nothing is called `%s`; did you mean `%.*s`?", name,
			STR_ARGS(known_name(NULL, (uint32_t)near)));
	else
		complain("nothing is called `%s`; a rule is named like `ownership.gap`, a kind "
			 "like `goal`, a field like `goal.owner`, a type like `money`",
			name);
}

/* `ownership`, `ownership.*` or `ownership.all`: the rules and findings of a group, a line each. */
static bool print_group(struct out *out, const char *name)
{
	size_t len = strcspn(name, ".");
	bool found = false;
	if (name[len] && strcmp(name + len, ".*") && strcmp(name + len, ".all"))
		return false;
	for (uint32_t i = 0; i < rules_n + finding_infos_n; i++) {
		const struct rule_info *info =
			i < rules_n ? &rules[i]->info : finding_infos[i - rules_n];
		if (strncmp(info->name, name, len) || info->name[len] != '.')
			continue;
		out_printf(out, "%s: %s\n", info->name, info->summary);
		found = true;
	}
	return found;
}

static bool explain(struct out *out, const char *name)
{
	const struct rule_info *info = find_info(name);
	const char *dot = strchr(name, '.');
	struct str head = dot ? (struct str){name, (size_t)(dot - name)} : str_from(name);
	enum kind kind = find_kind(head);
	const struct field_info *field = kind && dot ? find_field(kind, dot + 1) : NULL;
	if (info)
		print_info(out, info);
	else if (field)
		print_field(out, kind_infos[kind].name, field);
	else if (kind && !dot)
		print_kind(out, kind);
	else
		return print_type_called(out, name) || print_fields_called(out, name) ||
		       print_group(out, name);
	return true;
}

/* What there is to explain, where nobody says what. */
static void print_kinds(struct out *out)
{
	out_text(out, "kinds of blocks:\n");
	for (int kind = KIND_NONE + 1; kind < KIND_COUNT; kind++)
		out_printf(out, "  %-12s %s\n", kind_infos[kind].name, kind_infos[kind].doc);
	out_text(out, "\n`pbp explain goal` lists the fields of one, `pbp explain ownership` the "
		      "rules of a group; `pbp manual` has all.\n");
}

static int run_explain(struct options *options)
{
	struct out out = {0};
	bool good = true;
	if (!options->paths.n)
		print_kinds(&out);
	for (uint32_t i = 0; i < options->paths.n; i++) {
		if (i)
			out_char(&out, '\n');
		const char *name = options->paths.items[i];
		if (strstr(name, ".pbp")) {
			good &= explain_goal(&out, name, options);
		} else if (!explain(&out, name)) {
			complain_unknown(name);
			good = false;
		}
	}
	good &= print_all(1, out_view(&out));
	out_free(&out);
	return good ? EXIT_CLEAN : EXIT_UNABLE;
}

const struct command command_explain = {
	.name = "explain",
	.takes = "[NAME...]",
	.summary = "say what a rule, a kind, a field or a type means, or how SMART a goal is",
	.details = "NAME is a rule (ownership.gap), a group of them (ownership), a kind (goal), a "
		   "field (goal.owner), a type "
		   "(money); or plan.pbp:GOAL: which\n"
		   "of the checks that can be decided hold for that goal, with what was seen, and "
		   "the questions that only people can\n"
		   "answer. plan.pbp alone explains all its goals, plan.pbp:rule.ID a rule of its "
		   "own.",
	.options = OF_EXPLAIN,
	.run = run_explain,
};
