/* The one table of options, and how a command line is read with it. */
#include "compiler/cmd/cmd.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* ---- what each option does ---- */

static bool set_as_of(struct options *options, const char *value)
{
	options->as_of = date_parse(str_from(value));
	options->has_as_of = true;
	return options->as_of || !strcmp(value, "none");
}

static bool set_profile(struct options *options, const char *value)
{
	/* The words are in the order of enum profile. */
	options->profile = (enum profile)words_find(&words_profile_word, str_from(value));
	return options->profile != PROFILE_NONE;
}

static bool parse_level(struct str word, enum level *level)
{
	for (int i = LEVEL_OFF; i <= LEVEL_ERROR; i++) {
		if (str_is(word, level_name((enum level)i))) {
			*level = (enum level)i;
			return true;
		}
	}
	return false;
}

static bool set_fail_on(struct options *options, const char *value)
{
	return parse_level(str_from(value), &options->fail_on) && options->fail_on != LEVEL_OFF;
}

static bool override(struct options *options, struct str name, enum level level)
{
	vec_push(&options->overrides, ((struct level_override){name, level}));
	return name.len > 0;
}

static bool set_level(struct options *options, const char *value)
{
	const char *equals = strchr(value, '=');
	enum level level;
	if (!equals || !parse_level(str_from(equals + 1), &level))
		return false;
	return override(options, (struct str){value, (size_t)(equals - value)}, level);
}

static bool set_warn(struct options *options, const char *value)
{
	return override(options, str_from(value), LEVEL_WARNING);
}

static bool set_error(struct options *options, const char *value)
{
	return override(options, str_from(value), LEVEL_ERROR);
}

static bool set_off(struct options *options, const char *value)
{
	return override(options, str_from(value), LEVEL_OFF);
}

static bool set_format(struct options *options, const char *value)
{
	options->format = finding_format_find(value);
	return options->format != NULL;
}

static bool set_color(struct options *options, const char *value)
{
	options->color_on = !strcmp(value, "always");
	options->color_off = !strcmp(value, "never");
	return options->color_on || options->color_off || !strcmp(value, "auto");
}

static bool set_stdin_name(struct options *options, const char *value)
{
	options->stdin_name = value;
	return *value;
}

static bool set_types(struct options *options, const char *value)
{
	options->types = value;
	return *value;
}

static bool set_folder(struct options *options, const char *value)
{
	options->folder = value;
	return *value;
}

static bool set_width(struct options *options, const char *value)
{
	char *end;
	unsigned long width = strtoul(value, &end, 10);
	options->width = (uint32_t)width;
	return *value >= '1' && *value <= '9' && !*end && width <= 10000;
}

static bool set_write(struct options *options, const char *value)
{
	options->write_to = value;
	return true;
}

static bool set_audience(struct options *options, const char *value)
{
	options->audience = value;
	return *value;
}

static bool set_with(struct options *options, const char *value)
{
	vec_push(&options->with, value);
	return *value;
}

static bool set_review(struct options *options, const char *value)
{
	options->review = value;
	return *value;
}

static bool set_on(struct options *options, const char *value)
{
	options->on = date_parse(str_from(value));
	return options->on != DATE_NONE;
}

static bool set_bom(struct options *options, const char *value)
{
	(void)value;
	return options->bom = true;
}

static bool set_check(struct options *options, const char *value)
{
	(void)value;
	return options->check = true;
}

static bool set_diff(struct options *options, const char *value)
{
	(void)value;
	return options->diff = true;
}

static bool set_columns(struct options *options, const char *value)
{
	options->columns = value;
	return *value;
}

static bool set_baseline(struct options *options, const char *value)
{
	options->baseline = value;
	return *value;
}

static bool set_update_baseline(struct options *options, const char *value)
{
	(void)value;
	return options->updates_baseline = true;
}

static bool set_unsafe(struct options *options, const char *value)
{
	(void)value;
	return options->unsafe = true;
}

static bool set_template(struct options *options, const char *value)
{
	options->template = value;
	return *value;
}

static bool set_from(struct options *options, const char *value)
{
	options->from = date_parse(str_from(value));
	return options->from != DATE_NONE;
}

static bool set_jobs(struct options *options, const char *value)
{
	uint32_t n = 0;
	for (const char *at = value; *at; at++) {
		if (*at < '0' || *at > '9' || n > JOBS_MAX)
			return false;
		n = n * 10 + (uint32_t)(*at - '0');
	}
	options->jobs = n;
	return n >= 1 && n <= JOBS_MAX;
}

static bool set_table(struct options *options, const char *value)
{
	static const char *const names[] = {"table", "csv", "json"};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		if (!strcmp(names[i], value)) {
			options->table = (enum table_format)i;
			return true;
		}
	}
	return false;
}

static bool set_text_or_json(struct options *options, const char *value)
{
	options->table = !strcmp(value, "json") ? TABLE_JSON : TABLE_TEXT;
	return options->table == TABLE_JSON || !strcmp(value, "text");
}

static bool set_manual_form(struct options *options, const char *value)
{
	static const char *const names[] = {"markdown", "json", "man"};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		if (!strcmp(names[i], value)) {
			options->manual_form = (enum manual_form)i;
			return true;
		}
	}
	return false;
}

static bool set_git_driver(struct options *options, const char *value)
{
	(void)value;
	return options->git_driver = true;
}

static bool set_diff_form(struct options *options, const char *value)
{
	static const char *const names[] = {"text", "markdown", "json", "html"};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		if (!strcmp(names[i], value)) {
			options->diff_form = (enum diff_form)i;
			return true;
		}
	}
	return false;
}

static bool set_show(struct options *options, const char *value)
{
	(void)value;
	return options->shows_form = true;
}

static bool set_verify(struct options *options, const char *value)
{
	(void)value;
	return options->verify = true;
}

static bool set_signed(struct options *options, const char *value)
{
	options->signed_version = value;
	return *value;
}

static bool set_signers(struct options *options, const char *value)
{
	options->signers = value;
	return *value;
}

static bool set_by(struct options *options, const char *value)
{
	options->by = value;
	return *value;
}

const struct option_info option_infos[] = {
	{"--as-of", NULL, "DATE|none", "the day to judge by, such as 2026-05-15 (default: today)",
		OF_FINDINGS | OF_QUERY | OF_EXPLAIN | OF_MINUTES | OF_STATUS | OF_LSP | OF_RENEW,
		set_as_of},
	{"--profile", NULL, "napkin|standard|strategic",
		"how much a plan must hold, whatever it says itself",
		OF_FINDINGS | OF_EXPLAIN | OF_LSP, set_profile},
	{"--fail-on", NULL, "error|warning|info",
		"the level that makes the exit code 1 (default: error)", OF_FINDINGS, set_fail_on},
	{"--level", NULL, "RULE=LEVEL",
		"set a rule, a group (ownership.*) or all rules (*) to off, info, warning or error",
		OF_FINDINGS | OF_EXPLAIN | OF_LSP, set_level},
	{"--warn", "-W", "RULE", "the same as --level RULE=warning", OF_FINDINGS | OF_LSP,
		set_warn},
	{"--error", "-E", "RULE", "the same as --level RULE=error", OF_FINDINGS | OF_LSP,
		set_error},
	{"--off", NULL, "RULE", "the same as --level RULE=off", OF_FINDINGS | OF_LSP, set_off},
	{"--format", NULL, "text|concise|json|sarif|github|gitlab|junit",
		"how findings are printed: for people, programs or build logs", OF_FINDINGS,
		set_format},
	{"--color", NULL, "auto|always|never", "colour; auto obeys NO_COLOR and CLICOLOR_FORCE",
		OF_FINDINGS | OF_STATUS | OF_RENEW, set_color},
	{"--stdin-name", NULL, "NAME", "what to call the plan read from standard input (PATH -)",
		OF_FINDINGS | OF_FMT | OF_QUERY, set_stdin_name},
	{"--jobs", NULL, "1..256",
		"how many plans are checked at a time (default: one a processor)", OF_JOBS,
		set_jobs},
	{"--columns", NULL, "LIST",
		"what to show of each block, parted by commas: fields, figures, calculations",
		OF_QUERY, set_columns},
	{"--format", NULL, "table|csv|json", "how the answer is written", OF_QUERY, set_table},
	{"--format", NULL, "text|json", "how a goal is explained", OF_EXPLAIN, set_text_or_json},
	{"--format", NULL, "markdown|json|man",
		"the reference, the words of the language as data, or a manual page of the program",
		OF_MANUAL, set_manual_form},
	{"--git-driver", NULL, NULL, "take the seven arguments that git gives a diff driver",
		OF_DIFF, set_git_driver},
	{"--format", NULL, "text|markdown|json|html", "how changes are written", OF_DIFF,
		set_diff_form},
	{"--template", NULL, "NAME|list", "which template (default: napkin); list names them",
		OF_NEW, set_template},
	{"--from", NULL, "DATE", "the plan's first day, the first of a quarter", OF_NEW, set_from},
	{"--signed", NULL, "VERSION",
		"the file, folder or git revision that was signed: drift is told fact by fact",
		OF_CHECK | OF_BUILD, set_signed},
	{"--baseline", NULL, "FILE", "leave out the findings that this file knows until their day",
		OF_CHECK | OF_BUILD | OF_AGENDA, set_baseline},
	{"--update-baseline", NULL, NULL,
		"write all findings there are into the baseline, new ones for 90 days", OF_CHECK,
		set_update_baseline},
	{"--type", "-t", "LIST", "what to write, parted by commas (default: html,csv)", OF_BUILD,
		set_types},
	{"--output", "-o", "DIR", "where to write it (default: out)", OF_BUILD, set_folder},
	{"--output", "-o", "FILE", "the new plan's file (default: beside the old one); - prints it",
		OF_RENEW, set_folder},
	{"--review", NULL, "ID", "the review whose next session it is", OF_AGENDA, set_review},
	{"--width", NULL, "N", "columns to fill, from 40 to 200 (default: those of the terminal)",
		OF_STATUS, set_width},
	{"--write", NULL, "FILE", "add the record to this file of the plan", OF_MINUTES, set_write},
	{"--audience", NULL, "PARTY", "who gets it: what is `only_for` others is left out",
		OF_AUDIENCE, set_audience},
	{"--with", NULL, "FILE", "add a file to the plan as if it were imported, such as one's own",
		OF_AUDIENCE, set_with},
	{"--on", NULL, "DATE", "the day of the session", OF_AGENDA, set_on},
	{"--show", NULL, NULL, "print the normal form that is sealed instead", OF_SEAL, set_show},
	{"--verify", NULL, NULL, "end with code 1 if a sign-off is not of this content", OF_SEAL,
		set_verify},
	{"--write", NULL, "PARTY", "write the party's sign-off into the plan", OF_SEAL, set_write},
	{"--by", NULL, "PERSON", "who signs", OF_SEAL, set_by},
	{"--signers", NULL, "FILE",
		"the keys that may sign (default: allowed_signers in the project's folder)",
		OF_SEAL, set_signers},
	{"--on", NULL, "DATE", "the day of the signature", OF_SEAL, set_on},
	{"--bom", NULL, NULL, "begin CSV files with a byte order mark, for Excel",
		OF_BUILD | OF_AGENDA, set_bom},
	{"--check", NULL, NULL,
		"change nothing; name the files that are not laid out so, and end with code 1",
		OF_FMT, set_check},
	{"--diff", NULL, NULL, "change nothing; print what would change", OF_FMT | OF_FIX,
		set_diff},
	{"--unsafe", NULL, NULL, "also what may change the meaning, or holds a TODO", OF_FIX,
		set_unsafe},
};
const uint32_t option_infos_n = sizeof option_infos / sizeof *option_infos;

/* ---- reading a command line ---- */

date_t today(void)
{
	time_t now = time(NULL);
	struct tm local;
	if (!localtime_r(&now, &local))
		return DATE_NONE;
	return date_make(local.tm_year + 1900, local.tm_mon + 1, local.tm_mday);
}

/* As many threads as there are processors to run them. */
static uint32_t processors(void)
{
	long n = sysconf(_SC_NPROCESSORS_ONLN);
	return n < 1 ? 1 : n > JOBS_MAX ? JOBS_MAX : (uint32_t)n;
}

/* The option an argument names, with the value behind its `=` if there is one. */
static const struct option_info *find_option(
	const struct command *command, const char *argument, const char **value)
{
	const char *equals = !strncmp(argument, "--", 2) ? strchr(argument, '=') : NULL;
	size_t len = equals ? (size_t)(equals - argument) : strlen(argument);
	*value = equals ? equals + 1 : NULL;
	for (uint32_t i = 0; i < option_infos_n; i++) {
		const struct option_info *info = &option_infos[i];
		if (!(info->of & command->options))
			continue;
		bool named = strlen(info->name) == len && !strncmp(info->name, argument, len);
		if (named || (info->brief && !strcmp(info->brief, argument)))
			return info;
	}
	return NULL;
}

/* Nothing for an option of other commands. */
static struct str option_name(const void *context, uint32_t i)
{
	const struct command *command = context;
	return str_from(option_infos[i].of & command->options ? option_infos[i].name : "");
}

static void complain_unknown(const struct command *command, const char *argument)
{
	int near = closest_word(str_from(argument), option_infos_n, option_name, command);
	if (near >= 0)
		complain("`pbp %s` has no option %s; did you mean %s?", command->name, argument,
			option_infos[near].name);
	else
		complain("`pbp %s` has no option %s; `pbp help %s` lists them", command->name,
			argument, command->name);
}

static bool read_option(struct options *options, const struct command *command, char ***arguments)
{
	const char *argument = **arguments, *value;
	const struct option_info *info = find_option(command, argument, &value);
	if (!info) {
		complain_unknown(command, argument);
		return false;
	}
	if (info->takes && !value)
		value = *++*arguments;
	if (info->takes && !value) {
		complain("%s takes a value: %s", info->name, info->takes);
		return false;
	}
	if ((!info->takes && value) || !info->set(options, value)) {
		complain("%s takes %s, not `%s`", info->name,
			info->takes ? info->takes : "no value", value);
		return false;
	}
	return true;
}

bool options_read(struct options *options, const struct command *command, char **arguments)
{
	bool only_paths = false;
	*options = (struct options){.as_of = today(),
		.fail_on = LEVEL_ERROR,
		.jobs = command->options & OF_JOBS ? processors() : 1};
	for (; *arguments; arguments++) {
		bool option = !only_paths && **arguments == '-' && (*arguments)[1];
		if (option && !strcmp(*arguments, "--")) {
			only_paths = true;
		} else if (option) {
			if (!read_option(options, command, &arguments))
				return false;
			only_paths =
				options->git_driver; /* the rest is git's, whatever it is called */
		} else {
			vec_push(&options->paths, *arguments);
		}
	}
	return true;
}

void options_free(struct options *options)
{
	vec_free(&options->paths);
	vec_free(&options->overrides);
	vec_free(&options->with);
}
