#include "compiler/cmd/minutes.h"

#include "compiler/format/format.h"
#include "runtime/base/file.h"
#include <string.h>

/* ---- the agenda ---- */

static bool read_agenda(struct minutes *minutes, struct arena *arena, const char *path,
	struct file_bytes *bytes, struct out *input)
{
	const char *reason = NULL;
	if (!strcmp(path, "-")) {
		if (!read_stdin(input))
			return false;
		return minutes_read(minutes, arena, "standard input", out_view(input));
	}
	if (file_read(path, SOURCE_SIZE_MAX, bytes, &reason) != FILE_OK) {
		complain("%s: %s", path, reason);
		return false;
	}
	return minutes_read(minutes, arena, path, (struct str){bytes->data, bytes->len});
}

/* ---- the file that they are added to ---- */

/* Errors of syntax, names and types: minutes may not add one. */
static uint32_t count_hard(const struct sink *sink)
{
	uint32_t n = sink->dropped;
	for (uint32_t i = 0; i < sink->items.n; i++)
		n += sink->items.items[i]->rule->always;
	return n;
}

static bool is_laid_out(struct str text)
{
	struct out out = {0};
	bool laid_out = format_text(&out, text) == FORMAT_GOOD && str_equal(out_view(&out), text);
	out_free(&out);
	return laid_out;
}

/* The text with the minutes behind it, with its line ends, and in the one layout if it was. */
static struct str appended(struct arena *arena, struct str text, struct str minutes)
{
	struct out out = {0}, laid_out = {0};
	bool crlf = memmem(text.ptr, text.len, "\r\n", 2) != NULL;
	out_str(&out, text);
	if (text.len && text.ptr[text.len - 1] != '\n')
		out_text(&out, crlf ? "\r\n" : "\n");
	out_text(&out, crlf ? "\r\n" : "\n");
	for (size_t i = 0; i < minutes.len; i++) {
		if (minutes.ptr[i] == '\n' && crlf)
			out_char(&out, '\r');
		out_char(&out, minutes.ptr[i]);
	}
	bool again = is_laid_out(text) && format_text(&laid_out, out_view(&out)) == FORMAT_GOOD;
	struct str result = str_copy(arena, out_view(again ? &laid_out : &out));
	out_free(&out);
	out_free(&laid_out);
	return result;
}

/* The plan is read once more with the new text in place of the file. */
static bool brings_no_error(const struct analysis *before, struct options *options,
	struct str canonical, struct str text)
{
	struct analysis after;
	struct overlays overlays = {0};
	vec_push(&overlays.items, ((struct overlay){canonical, text}));
	options->overlays = &overlays;
	bool is_good = analysis_run(&after, options) &&
		       count_hard(&after.run.sink) <= count_hard(&before->run.sink);
	if (!is_good)
		analysis_print(&after, options, 2);
	analysis_free(&after);
	options->overlays = NULL;
	vec_free(&overlays.items);
	return is_good;
}

static bool add_to_file(const struct analysis *analysis, struct options *options,
	struct arena *arena, struct str text)
{
	const char *path = options->write_to;
	struct str canonical = file_canonical(arena, path);
	const struct source *source =
		canonical.ptr ? sources_find(&analysis->run.sources, canonical) : NULL;
	if (!source || source->is_library_std) {
		complain(canonical.ptr ? "%s is not a file of the plan; import it there first"
				       : "%s: there is no such file",
			path);
		return false;
	}
	struct str before = {source->text, source->len};
	struct str after = appended(arena, before, text);
	if (!brings_no_error(analysis, options, canonical, after)) {
		complain("%s was left as it is: the minutes would bring these errors", path);
		return false;
	}
	const char *reason = file_write(canonical.ptr, after);
	if (reason)
		complain("%s cannot be written: %s", path, reason);
	else
		complain("added to %s; `pbp check` says what is still to be settled", path);
	return !reason;
}

/* ---- the command ---- */

static int write_minutes(struct minutes *minutes, struct options *options, struct arena *arena)
{
	struct analysis analysis;
	struct out out = {0};
	int code = EXIT_UNABLE;
	if (analysis_run(&analysis, options)) {
		int64_t i = analysis_only_plan(&analysis);
		struct plan *plan = i < 0 ? NULL : analysis.run.plans.items[i];
		if (i < 0)
			analysis_print_why(&analysis, options);
		else if (!minutes_write(minutes, plan, analysis.tracked.items[i], &out))
			code = EXIT_UNABLE;
		else if (options->write_to && minutes->n_complaints)
			code = EXIT_FINDINGS; /* half a record could not be added to */
		else if ((options->write_to ? add_to_file(&analysis, options, arena, out_view(&out))
					    : print_all(1, out_view(&out))))
			code = minutes->n_complaints ? EXIT_FINDINGS : EXIT_CLEAN;
	}
	minutes_say_rest(minutes);
	if (code == EXIT_FINDINGS && options->write_to)
		complain("nothing is added to %s until all of it can be read", options->write_to);
	out_free(&out);
	analysis_free(&analysis);
	return code;
}

static int run_minutes(struct options *options)
{
	if (!options->paths.n) {
		complain("which agenda? pbp minutes AGENDA.csv");
		return EXIT_UNABLE;
	}
	if (!options->as_of) {
		complain("minutes need a day: --as-of DATE");
		return EXIT_UNABLE;
	}
	struct arena arena;
	struct minutes minutes = {0};
	struct file_bytes bytes = {0};
	struct out input = {0};
	const char *path = options->paths.items[0];
	int code = EXIT_UNABLE;
	arena_init(&arena);
	options->without_rules = true;
	options->paths.n--;
	memmove(options->paths.items, options->paths.items + 1,
		options->paths.n * sizeof *options->paths.items);
	if (read_agenda(&minutes, &arena, path, &bytes, &input))
		code = write_minutes(&minutes, options, &arena);
	minutes_free(&minutes);
	file_release(&bytes);
	out_free(&input);
	arena_free(&arena);
	return code;
}

const struct command command_minutes = {
	.name = "minutes",
	.takes = "AGENDA.csv [PLAN]",
	.summary = "turn a filled-in agenda into the record of the session",
	.details =
		"Reads what was filled in: yes or no beside the session and who was there; in the "
		"last four columns what was\n"
		"decided (`decision`), who does it (`owner_next`), by when (`due_next`) and what "
		"else was said (`notes`). A text\n"
		"with a person and a day becomes an action, one with a person a decision. A word "
		"and a day record what happened:\n"
		"`done 2026-05-18`, `dropped`, `kept`, `broken`, `delivered`, `cleared`, `closed`, "
		"`activated`, `declined`; a day\n"
		"alone in `due_next` is when it will be there. Further rows of kind `win`, "
		"`roadblock`, `action` may be added, with\n"
		"their text in `item` or `decision`.\n"
		"Columns may stand in any order, separated by commas, semicolons or tabs. What "
		"cannot be read is said with its\n"
		"line, and the exit code is 1; nothing is guessed. The record is printed, or added "
		"to the file of --write.",
	.options = OF_MINUTES,
	.run = run_minutes,
};
