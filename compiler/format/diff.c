/*
 * Unified diffs of a text and the same text laid out anew. Both have the same characters apart from
 * blanks and commas, so that lines belong together where the same number of them stands before: no
 * search is needed.
 */
#include "compiler/format/format.h"

#include "compiler/diag/render.h"
#include "runtime/base/utf8.h"
#include <string.h>

enum { CONTEXT = 3 };

struct side {
	struct str text;
	size_t at;	 /* byte where the current line begins */
	size_t end;	 /* behind its line end */
	uint32_t line;	 /* its number, from 1 */
	uint64_t before; /* characters that count before it */
	uint64_t counts; /* and in it */
};

/* One line of the diff: ' ' in both, '-' only before, '+' only after. */
struct step {
	char sign;
	struct str line;
	uint32_t old_line, new_line; /* the next numbers on both sides */
};

struct steps {
	VEC(struct step) items;
};

static bool is_bom(const struct side *side, size_t i)
{
	return i < 3 && side->text.len >= 3 && !memcmp(side->text.ptr, "\xef\xbb\xbf", 3);
}

static void read_line(struct side *side)
{
	side->at = side->end;
	side->before += side->counts;
	side->counts = 0;
	side->line++;
	while (side->end < side->text.len) {
		char c = side->text.ptr[side->end];
		side->counts += !strchr(" \t\r\n,", c) && !is_bom(side, side->end);
		side->end++;
		if (c == '\n')
			break;
	}
}

static bool is_at_end(const struct side *side)
{
	return side->at == side->text.len;
}

static struct str line_of(const struct side *side)
{
	return str_slice(side->text, side->at, side->end);
}

static void add(struct steps *steps, char sign, struct side *old, struct side *new)
{
	struct step step = {sign, line_of(sign == '+' ? new : old), old->line, new->line};
	vec_push(&steps->items, step);
	if (sign != '+')
		read_line(old);
	if (sign != '-')
		read_line(new);
}

static void compare(struct steps *steps, struct str before, struct str after)
{
	struct side old = {.text = before}, new = {.text = after};
	read_line(&old);
	read_line(&new);
	while (!is_at_end(&old) || !is_at_end(&new)) {
		if (is_at_end(&old) || (!is_at_end(&new) && new.before < old.before))
			add(steps, '+', &old, &new);
		else if (is_at_end(&new) || old.before < new.before)
			add(steps, '-', &old, &new);
		else if (str_equal(line_of(&old), line_of(&new)))
			add(steps, ' ', &old, &new);
		else
			add(steps, old.counts && !new.counts ? '+' : '-', &old, &new);
	}
}

/* A line that holds nothing a terminal would obey; others can only be in a file with mistakes. */
static bool is_plain(struct str line)
{
	while (line.len) {
		int32_t c = utf8_next(&line);
		if ((c < 0x20 && c != '\t' && c != '\r' && c != '\n') || (c >= 0x7f && c < 0xa0) ||
			utf8_is_bidi(c))
			return false;
	}
	return true;
}

static void write_step(struct out *out, const struct step *step)
{
	bool ends = str_ends(step->line, "\n");
	out_char(out, step->sign);
	if (is_plain(step->line)) {
		out_str(out, step->line);
	} else {
		render_escaped(out, str_slice(step->line, 0, step->line.len - ends));
		out_text(out, ends ? "\n" : "");
	}
	if (!ends)
		out_text(out, "\n\\ No newline at end of file\n");
}

/* Steps of one sign among those that belong to one change. */
static void write_signed(
	struct out *out, const struct steps *steps, uint32_t from, uint32_t end, char sign)
{
	for (uint32_t i = from; i < end; i++)
		if (steps->items.items[i].sign == sign)
			write_step(out, &steps->items.items[i]);
}

static void write_range(struct out *out, char sign, uint32_t line, uint32_t n)
{
	/* An empty range is named by the line before it. */
	out_printf(out, " %c%u", sign, n ? line : line - 1);
	if (n != 1)
		out_printf(out, ",%u", n);
}

static void write_hunk(struct out *out, const struct steps *steps, uint32_t from, uint32_t end)
{
	const struct step *items = steps->items.items;
	uint32_t n_old = 0, n_new = 0;
	for (uint32_t i = from; i < end; i++) {
		n_old += items[i].sign != '+';
		n_new += items[i].sign != '-';
	}
	out_text(out, "@@");
	write_range(out, '-', items[from].old_line, n_old);
	write_range(out, '+', items[from].new_line, n_new);
	out_text(out, " @@\n");
	for (uint32_t i = from, behind; i < end; i = behind) {
		for (behind = i; behind < end && items[behind].sign != ' ';)
			behind++;
		write_signed(out, steps, i, behind, '-');
		write_signed(out, steps, i, behind, '+');
		if (behind == i)
			write_step(out, &items[behind++]);
	}
}

/* Index behind the changes from `first` on that no more than twice the context parts. */
static uint32_t hunk_end(const struct steps *steps, uint32_t first)
{
	uint32_t end = first;
	for (uint32_t i = first; i < steps->items.n && i <= end + 2 * CONTEXT; i++)
		if (steps->items.items[i].sign != ' ')
			end = i + 1;
	return end;
}

static void write_name(struct out *out, const char *sign, const char *name)
{
	out_text(out, sign);
	render_escaped(out, str_from(name));
	out_char(out, '\n');
}

void format_diff(struct out *out, const char *old_name, const char *new_name, struct str before,
	struct str after)
{
	struct steps steps = {0};
	uint32_t n_hunks = 0;
	compare(&steps, before, after);
	for (uint32_t i = 0, end; i < steps.items.n; i = end) {
		end = i + 1;
		if (steps.items.items[i].sign == ' ')
			continue;
		if (!n_hunks++) {
			write_name(out, "--- ", old_name);
			write_name(out, "+++ ", new_name);
		}
		end = hunk_end(&steps, i);
		end = steps.items.n - end > CONTEXT ? end + CONTEXT : steps.items.n;
		write_hunk(out, &steps, i > CONTEXT ? i - CONTEXT : 0, end);
	}
	vec_free(&steps.items);
}
