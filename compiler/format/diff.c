/*
 * Unified diffs. Lines that stand once on both sides and in the same order are kept (patience
 * diff), then the same between each two of them; what is left was taken out or put in.
 */
#include "compiler/format/format.h"

#include "compiler/diag/render.h"
#include "runtime/base/map.h"
#include "runtime/base/utf8.h"
#include <string.h>

enum { CONTEXT = 3, DEPTH_MAX = 40 };

/* One line of the diff: ' ' in both, '-' only before, '+' only after. */
struct step {
	char sign;
	struct str line;
	uint32_t old_line, new_line; /* the next numbers on both sides */
};

struct steps {
	VEC(struct step) items;
};

struct lines {
	VEC(struct str) items;
};

static void split(struct lines *lines, struct str text)
{
	while (text.len) {
		const char *end = memchr(text.ptr, '\n', text.len);
		size_t len = end ? (size_t)(end - text.ptr) + 1 : text.len;
		vec_push(&lines->items, str_slice(text, 0, len));
		text = str_slice(text, len, text.len);
	}
}

struct range { /* lines of both sides, the ends not included */
	uint32_t old_from, old_end, new_from, new_end;
};

struct comparison {
	struct lines old, new;
	struct steps *steps;
};

static void add(struct comparison *c, char sign, struct range *range)
{
	struct str line = sign == '+' ? c->new.items.items[range->new_from]
				      : c->old.items.items[range->old_from];
	struct step step = {sign, line, range->old_from + 1, range->new_from + 1};
	vec_push(&c->steps->items, step);
	range->old_from += sign != '+';
	range->new_from += sign != '-';
}

static uint64_t line_key(struct str line)
{
	uint64_t key = 0xcbf29ce484222325u;
	for (size_t i = 0; i < line.len; i++)
		key = (key ^ (unsigned char)line.ptr[i]) * 0x100000001b3u;
	return key ? key : 1;
}

struct anchor {
	uint32_t old_line, new_line;
	uint32_t back; /* the anchor before it in the longest rising run, + 1 */
};

/* What a map keeps of a line: once on this side, and where. */
#define SEEN_TWICE UINT32_MAX

static void note_lines(struct map *map, const struct lines *lines, uint32_t from, uint32_t end)
{
	for (uint32_t i = from; i < end; i++) {
		uint32_t *place = map_put(map, line_key(lines->items.items[i]), NULL);
		*place = *place ? SEEN_TWICE : i + 1;
	}
}

struct anchors {
	VEC(struct anchor) items;
};

/* Lines that stand once in both ranges, in the order of the old side. */
static void find_anchors(const struct comparison *c, struct range range, struct anchors *anchors)
{
	struct map old = {0}, new = {0};
	note_lines(&old, &c->old, range.old_from, range.old_end);
	note_lines(&new, &c->new, range.new_from, range.new_end);
	for (uint32_t i = range.old_from; i < range.old_end; i++) {
		struct str line = c->old.items.items[i];
		const uint32_t *here = map_get(&old, line_key(line));
		const uint32_t *there = map_get(&new, line_key(line));
		if (*here == SEEN_TWICE || !there || *there == SEEN_TWICE ||
			!str_equal(line, c->new.items.items[*there - 1]))
			continue;
		vec_push(&anchors->items, ((struct anchor){i, *there - 1, 0}));
	}
	map_free(&old);
	map_free(&new);
}

/* Keeps the longest run of anchors that rises on the new side too (patience sorting). */
static void keep_rising(struct anchors *anchors)
{
	VEC(uint32_t) tops = {0}; /* of each pile: an anchor, + 1 */
	for (uint32_t i = 0; i < anchors->items.n; i++) {
		uint32_t low = 0, high = tops.n;
		while (low < high) {
			uint32_t middle = (low + high) / 2;
			const struct anchor *top = &anchors->items.items[tops.items[middle] - 1];
			if (top->new_line < anchors->items.items[i].new_line)
				low = middle + 1;
			else
				high = middle;
		}
		anchors->items.items[i].back = low ? tops.items[low - 1] : 0;
		if (low == tops.n)
			vec_push(&tops, i + 1);
		else
			tops.items[low] = i + 1;
	}
	VEC(struct anchor) kept = {0};
	for (uint32_t at = tops.n ? tops.items[tops.n - 1] : 0; at;
		at = anchors->items.items[at - 1].back)
		vec_push(&kept, anchors->items.items[at - 1]);
	anchors->items.n = 0;
	while (kept.n)
		vec_push(&anchors->items, kept.items[--kept.n]);
	vec_free(&kept);
	vec_free(&tops);
}

static void compare_range(struct comparison *c, struct range range, unsigned depth)
{
	struct anchors anchors = {0};
	const struct str *old = c->old.items.items, *new = c->new.items.items;
	while (range.old_from < range.old_end && range.new_from < range.new_end &&
		str_equal(old[range.old_from], new[range.new_from]))
		add(c, ' ', &range);
	uint32_t same = 0; /* lines at the end */
	while (range.old_end - same > range.old_from && range.new_end - same > range.new_from &&
		str_equal(old[range.old_end - same - 1], new[range.new_end - same - 1]))
		same++;
	range.old_end -= same;
	range.new_end -= same;
	if (depth < DEPTH_MAX)
		find_anchors(c, range, &anchors);
	keep_rising(&anchors);
	for (uint32_t i = 0; i < anchors.items.n; i++) {
		struct anchor anchor = anchors.items.items[i];
		compare_range(c,
			(struct range){
				range.old_from, anchor.old_line, range.new_from, anchor.new_line},
			depth + 1);
		range.old_from = anchor.old_line;
		range.new_from = anchor.new_line;
		add(c, ' ', &range);
	}
	if (anchors.items.n && range.old_from < range.old_end && range.new_from < range.new_end) {
		compare_range(c, range, depth + 1);
		range.old_from = range.old_end;
		range.new_from = range.new_end;
	}
	while (range.old_from < range.old_end)
		add(c, '-', &range);
	while (range.new_from < range.new_end)
		add(c, '+', &range);
	for (; same; same--)
		add(c, ' ', &range);
	vec_free(&anchors.items);
}

static void compare(struct steps *steps, struct str before, struct str after)
{
	struct comparison c = {.steps = steps};
	split(&c.old, before);
	split(&c.new, after);
	compare_range(&c, (struct range){0, c.old.items.n, 0, c.new.items.n}, 0);
	vec_free(&c.old.items);
	vec_free(&c.new.items);
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
