#include "compiler/cmd/cmd.h"

#include "compiler/format/format.h"
#include <string.h>

struct fmt {
	const struct options *options;
	struct arena arena;
	struct out print; /* for standard output */
	uint32_t n_files;
	bool changes; /* some file is, or would be, changed */
	bool broken;  /* some file has statements that could not be read */
	bool failed;
};

static bool changes_nothing(const struct fmt *fmt)
{
	return fmt->options->check || fmt->options->diff;
}

/* The text in the one layout; false after saying why there is none. */
static bool lay_out(struct fmt *fmt, const char *name, struct str text, struct out *formatted)
{
	switch (format_text(formatted, text)) {
	case FORMAT_GOOD:
		return true;
	case FORMAT_BROKEN:
		complain("%s: what could not be read stays as it is; `pbp check` says why", name);
		fmt->broken = true;
		return true;
	case FORMAT_TOO_LARGE:
		complain("%s: laid out it would be larger than 16 MiB", name);
		break;
	case FORMAT_REFUSED:
		complain("%s: not changed, because its new layout would not read the same. This is "
			 "a mistake in pbp; please report it with the file",
			name);
		break;
	}
	fmt->failed = true;
	return false;
}

static void report_change(struct fmt *fmt, const char *name, struct str before, struct str after)
{
	fmt->changes = true;
	if (fmt->options->diff) {
		format_diff(&fmt->print, name, name, before, after);
		return;
	}
	render_escaped(&fmt->print, str_from(name));
	out_char(&fmt->print, '\n');
}

/* The file a link points to is written, not the link. */
static bool write_back(struct fmt *fmt, const char *path, struct str text)
{
	struct str target = file_canonical(&fmt->arena, path);
	const char *reason = file_write(target.ptr ? target.ptr : path, text);
	if (reason)
		complain("%s cannot be written: %s", path, reason);
	return !reason;
}

static void fmt_file(struct fmt *fmt, const char *path)
{
	struct file_bytes bytes;
	struct out formatted = {0};
	const char *reason;
	fmt->n_files++;
	if (file_read(path, SOURCE_SIZE_MAX, &bytes, &reason) != FILE_OK) {
		complain("%s: %s", path, reason);
		fmt->failed = true;
		return;
	}
	struct str text = {bytes.data, bytes.len};
	bool good = lay_out(fmt, path, text, &formatted);
	if (good && !str_equal(text, out_view(&formatted))) {
		if (changes_nothing(fmt) || write_back(fmt, path, out_view(&formatted)))
			report_change(fmt, path, text, out_view(&formatted));
		else
			fmt->failed = true;
	}
	out_free(&formatted);
	file_release(&bytes);
}

static void fmt_stdin(struct fmt *fmt)
{
	const char *name = fmt->options->stdin_name ? fmt->options->stdin_name : "standard input";
	struct out text = {0}, formatted = {0};
	fmt->n_files++;
	if (!read_stdin(&text)) {
		fmt->failed = true;
	} else if (lay_out(fmt, name, out_view(&text), &formatted)) {
		if (!changes_nothing(fmt))
			out_str(&fmt->print, out_view(&formatted));
		else if (!str_equal(out_view(&text), out_view(&formatted)))
			report_change(fmt, name, out_view(&text), out_view(&formatted));
	}
	out_free(&formatted);
	out_free(&text);
}

static void visit(void *context, struct str path)
{
	fmt_file(context, path.ptr);
}

static void fmt_path(struct fmt *fmt, const char *path)
{
	uint32_t before = fmt->n_files;
	if (!strcmp(path, "-")) {
		fmt_stdin(fmt);
	} else if (!file_is_folder(path)) {
		fmt_file(fmt, path);
	} else {
		file_walk(&fmt->arena, path, ".pbp", visit, fmt);
		if (fmt->n_files > before)
			return;
		complain("%s: there is no .pbp file in it", path);
		fmt->failed = true;
	}
}

static int run_fmt(struct options *options)
{
	struct fmt fmt = {.options = options};
	arena_init(&fmt.arena);
	for (uint32_t i = 0; i < options->paths.n; i++)
		fmt_path(&fmt, options->paths.items[i]);
	if (!options->paths.n)
		fmt_path(&fmt, ".");
	fmt.failed |= !print_all(1, out_view(&fmt.print));
	out_free(&fmt.print);
	arena_free(&fmt.arena);
	if (fmt.failed)
		return EXIT_UNABLE;
	return fmt.broken || (options->check && fmt.changes) ? EXIT_FINDINGS : EXIT_CLEAN;
}

const struct command command_fmt = {
	.name = "fmt",
	.takes = "[PATH...]",
	.summary = "give plan files the one layout",
	.details = "Changes the files named, and all in the folders named, and prints the name of "
		   "each that was not laid out so.\n"
		   "Without a PATH it is the current folder; PATH - lays out standard input and "
		   "prints the result. Only blanks, line\n"
		   "ends and the comma behind the last item of a list ever change; what could not "
		   "be read stays as it is.\n"
		   "The exit code is 0 if all went well, 1 if a file has statements that could not "
		   "be read or, with --check, would\n"
		   "change, 2 if a file could not be read or written.",
	.options = OF_FMT,
	.run = run_fmt,
};
