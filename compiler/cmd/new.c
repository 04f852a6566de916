#include "compiler/cmd/cmd.h"

#include "compiler/source/embedded.h"
#include <ctype.h>
#include <string.h>

/* The templates lie in stdlib/new as plans of 2026; the one without a choice is the shortest. */
enum { TEMPLATE_YEAR = 2026 };
#define DEFAULT_TEMPLATE "napkin"

static struct str template_name(size_t i)
{
	struct str name = str_from(embedded_new[i].name);
	return str_slice(name, 0, name.len - strlen(".pbp"));
}

static const struct embedded_file *template_find(const char *name)
{
	for (size_t i = 0; i < embedded_new_n; i++)
		if (str_is(template_name(i), name))
			return &embedded_new[i];
	return NULL;
}

static struct str template_at(const void *context, uint32_t i)
{
	(void)context;
	return template_name(i);
}

/* A line for each: its name, and the first sentence of the comment it begins with. */
static void list_templates(struct out *out)
{
	for (size_t i = 0; i < embedded_new_n; i++) {
		struct str text = {embedded_new[i].text, embedded_new[i].len};
		size_t end = 2; /* behind "# " */
		while (end < text.len && text.ptr[end] != '.' && text.ptr[end] != '\n')
			end++;
		out_printf(out, "  %-12.*s %.*s\n", STR_ARGS(template_name(i)),
			STR_ARGS(str_slice(text, 2, end)));
	}
}

/* ---- dates: moved by whole quarters ---- */

/* Days of the template that begin a rhythm on a weekday: moved, they become such a day again,
   wherever they stand. */
struct rhythm_days {
	struct {
		date_t date;
		enum weekday weekday;
	} items[8];
	size_t n;
};

static struct rhythm_days find_rhythm_days(struct str text)
{
	static const char *const weekdays[] = {" on monday from ", " on tuesday from ",
		" on wednesday from ", " on thursday from ", " on friday from "};
	struct rhythm_days days = {0};
	for (size_t k = 0; k < sizeof weekdays / sizeof *weekdays; k++) {
		const char *at = text.ptr, *end = text.ptr + text.len;
		size_t len = strlen(weekdays[k]);
		while ((at = memmem(at, (size_t)(end - at), weekdays[k], len)) &&
			days.n < sizeof days.items / sizeof *days.items) {
			at += len;
			days.items[days.n].date = date_parse((struct str){at, 10});
			days.items[days.n++].weekday = (enum weekday)k;
		}
	}
	return days;
}

/* The next day of that weekday, the day itself included. */
static date_t next_weekday(date_t date, enum weekday weekday)
{
	return date_add(date, (7 + (int)weekday - (int)date_weekday(date)) % 7);
}

/* A date keeps its day of the month, or is the next workday; the last day of a month stays the
   last. */
static void put_date(struct out *out, struct str text, const struct rhythm_days *days, int quarters)
{
	date_t date = date_parse(text);
	struct civil from = date_civil(date);
	date_t to = date_add_months(date, 3 * quarters);
	struct civil civil = date_civil(to);
	if (from.day == date_days_in_month(from.year, from.month))
		to = date_make(
			civil.year, civil.month, date_days_in_month(civil.year, civil.month));
	else if (date_weekday(to) >= SATURDAY && from.day != 1)
		to = next_weekday(to, MONDAY);
	for (size_t i = 0; i < days->n && quarters; i++)
		if (days->items[i].date == date)
			to = next_weekday(
				date_add_months(date, 3 * quarters), days->items[i].weekday);
	date_print(out, to);
}

static void put_quarter(struct out *out, int year, int quarter, int quarters)
{
	int n = year * 4 + quarter - 1 + quarters;
	out_printf(out, "%04d-Q%d", n / 4, n % 4 + 1);
}

static void put_month(struct out *out, int year, int month, int quarters)
{
	int n = year * 12 + month - 1 + 3 * quarters;
	out_printf(out, "%04d-%02d", n / 12, n % 12 + 1);
}

/* Whether the text has this shape, with a digit for each `0`. */
static bool has_shape(struct str text, const char *shape)
{
	size_t len = strlen(shape);
	if (text.len < len)
		return false;
	for (size_t i = 0; i < len; i++)
		if (shape[i] == '0' ? !isdigit((unsigned char)text.ptr[i])
				    : text.ptr[i] != shape[i])
			return false;
	return true;
}

static int number_at(struct str text, size_t from, size_t digits)
{
	int n = 0;
	for (size_t i = from; i < from + digits; i++)
		n = n * 10 + (text.ptr[i] - '0');
	return n;
}

/* Writes the date, quarter or month that the text begins with, moved; its length, 0 if it begins
   with none. */
static size_t put_moved(
	struct out *out, struct str text, const struct rhythm_days *days, int quarters)
{
	if (has_shape(text, "0000-00-00")) {
		put_date(out, str_slice(text, 0, strlen("0000-00-00")), days, quarters);
		return strlen("0000-00-00");
	}
	if (has_shape(text, "0000-Q0")) {
		put_quarter(out, number_at(text, 0, 4), number_at(text, 6, 1), quarters);
		return strlen("0000-Q0");
	}
	if (has_shape(text, "0000-00")) {
		put_month(out, number_at(text, 0, 4), number_at(text, 5, 2), quarters);
		return strlen("0000-00");
	}
	return 0;
}

static void put_template(struct out *out, struct str text, int quarters)
{
	const struct rhythm_days days = find_rhythm_days(text);
	bool inside = false; /* of a word or number */
	while (text.len) {
		size_t len = inside ? 0 : put_moved(out, text, &days, quarters);
		if (!len) {
			out_char(out, text.ptr[0]);
			inside = isalnum((unsigned char)text.ptr[0]) || text.ptr[0] == '_';
			len = 1;
		}
		text = str_slice(text, len, text.len);
	}
}

/* ---- the command ---- */

/* How many quarters lie between the templates' first day and that of the plan: the quarter after
   the one at hand, so that nothing in it is late on its first day. */
static bool count_quarters(const struct options *options, int *quarters)
{
	struct civil day = date_civil(options->from ? options->from : options->as_of);
	if (options->from && (day.day != 1 || day.month % 3 != 1)) {
		complain("--from takes the first day of a quarter, such as %04d-04-01", day.year);
		return false;
	}
	*quarters = (day.year - TEMPLATE_YEAR) * 4 + (day.month - 1) / 3 + !options->from;
	if (day.year >= 1000 && day.year < 9000)
		return true;
	complain("--from takes a year between 1000 and 9000");
	return false;
}

static void complain_template(const char *name)
{
	int near = closest_word(str_from(name), (uint32_t)embedded_new_n, template_at, NULL);
	if (near >= 0)
		complain("there is no template `%s`; did you mean `%.*s`?", name,
			STR_ARGS(template_name((size_t)near)));
	else
		complain("there is no template `%s`; `pbp new --template list` names them", name);
}

static bool may_write(const char *path)
{
	if (!str_ends(str_from(path), ".pbp"))
		complain("%s: a plan's file ends with .pbp", path);
	else if (file_exists(path))
		complain("%s: there is such a file already; it stays as it is", path);
	else
		return true;
	return false;
}

static bool tell_next(const char *path, const char *template)
{
	struct out out = {0};
	out_text(&out, "Wrote ");
	render_escaped(&out, str_from(path));
	out_printf(
		&out, " from the template `%s`. Replace its names and numbers, then:\n", template);
	static const struct {
		const char *command, *does;
	} steps[] = {
		{"pbp check", "what is wrong, missing or late"},
		{"pbp build -o out", "the review pack to read and show"},
		{"pbp agenda", "the agenda of the next review"},
	};
	for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
		out_printf(&out, "  %s ", steps[i].command);
		render_escaped(&out, str_from(path));
		out_printf(&out, "  # %s\n", steps[i].does);
	}
	bool printed = print_all(1, out_view(&out));
	out_free(&out);
	return printed;
}

static bool print_list(void)
{
	struct out out = {0};
	list_templates(&out);
	bool printed = print_all(1, out_view(&out));
	out_free(&out);
	return printed;
}

static bool write_plan(const char *path, const char *template, struct str text)
{
	if (!strcmp(path, "-"))
		return print_all(1, text);
	if (!may_write(path))
		return false;
	const char *reason = file_write(path, text);
	if (reason) {
		complain("%s: %s", path, reason);
		return false;
	}
	return tell_next(path, template);
}

static int run_new(struct options *options)
{
	const char *name = options->template ? options->template : DEFAULT_TEMPLATE;
	const struct embedded_file *template = template_find(name);
	int quarters;
	if (options->template && !strcmp(name, "list"))
		return print_list() ? EXIT_CLEAN : EXIT_UNABLE;
	if (!template) {
		complain_template(name);
		return EXIT_UNABLE;
	}
	if (options->paths.n != 1) {
		complain("say what the file is to be called: pbp new plan.pbp");
		return EXIT_UNABLE;
	}
	if (!count_quarters(options, &quarters))
		return EXIT_UNABLE;
	struct out out = {0};
	put_template(&out, (struct str){template->text, template->len}, quarters);
	bool written = write_plan(options->paths.items[0], name, out_view(&out));
	out_free(&out);
	return written ? EXIT_CLEAN : EXIT_UNABLE;
}

const struct command command_new = {
	.name = "new",
	.takes = "FILE",
	.summary = "begin a plan from a template",
	.details = "The plan passes `pbp check` as it is. It begins with the next quarter, or with "
		   "--from; FILE - prints it.\n"
		   "An existing file is never overwritten.",
	.options = OF_NEW,
	.run = run_new,
};
