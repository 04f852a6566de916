/*
 * Values. One that fits stands on its line. One that does not is broken where it is joined most
 * loosely: behind its commas, before each of its clauses, before `where`, `or`, `and`; where
 * nothing of that is left, at its lists and parentheses.
 */
#include "compiler/format/writer.h"

enum joint { JOINT_NONE, JOINT_AND, JOINT_OR, JOINT_WHERE, JOINT_CLAUSE, JOINT_COMMA };

static int kind_at(const struct writer *writer, uint32_t token)
{
	return writer->file->tokens.items[token].kind;
}

static bool is_opener(int kind)
{
	return kind == LBRACKET || kind == LPAREN;
}

static enum joint joint_at(const struct writer *writer, uint32_t token)
{
	switch (kind_at(writer, token)) {
	case COMMA:
		return JOINT_COMMA;
	case CLAUSE:
	case AS:
		return JOINT_CLAUSE;
	case WHERE:
		return JOINT_WHERE;
	case OR:
		return JOINT_OR;
	case AND:
		return JOINT_AND;
	default:
		return JOINT_NONE;
	}
}

/* What holds a run together most loosely, outside of brackets; a word that begins it joins it to
 * what went before. */
static enum joint loosest(const struct writer *writer, uint32_t first, uint32_t last)
{
	enum joint loosest = JOINT_NONE;
	for (uint32_t i = first; i <= last; i++) {
		enum joint joint = i > first ? joint_at(writer, i) : JOINT_NONE;
		if (joint > loosest)
			loosest = joint;
		if (is_opener(kind_at(writer, i)))
			i = writer->measures[i].match;
	}
	return loosest;
}

/* True if a run, and `tail` columns behind it, has room on the line. */
static bool fits(const struct writer *writer, uint32_t first, uint32_t last, size_t tail)
{
	return !measure_is_tall(writer->measures, first, last) &&
	       writer_column(writer, first) + measure_width(writer->measures, first, last) + tail <=
		       LINE_WIDTH;
}

static void write_run(
	struct writer *writer, uint32_t first, uint32_t last, size_t indent, size_t tail);

static void write_line(struct writer *writer, uint32_t first, uint32_t last, size_t indent)
{
	for (uint32_t i = first; i <= last; i++)
		if (!is_last_comma(writer->file, i))
			writer_token(writer, i, indent);
}

/* Where the next item of a list ends: before the comma, or before the `]` at `close`. */
static uint32_t item_end(const struct writer *writer, uint32_t first, uint32_t close)
{
	uint32_t i = first;
	while (i < close && kind_at(writer, i) != COMMA)
		i = is_opener(kind_at(writer, i)) ? writer->measures[i].match + 1 : i + 1;
	return i - 1;
}

/* `[`, one item a line, each with its comma, `]` */
static void write_broken_list(struct writer *writer, uint32_t open, size_t indent)
{
	uint32_t close = writer->measures[open].match;
	writer_token(writer, open, indent);
	size_t outer = writer->indent;
	struct break_style style = {.indent = outer + INDENT,
		.comments = outer + INDENT,
		.always = true,
		.blanks = true,
		.opens = true};
	for (uint32_t first = open + 1; first < close;) {
		uint32_t last = item_end(writer, first, close);
		writer_break(writer, first, style);
		write_run(writer, first, last, outer + 2 * INDENT, 1);
		writer_text(writer, STR(","));
		style.opens = false;
		first = last + (kind_at(writer, last + 1) == COMMA ? 2 : 1);
	}
	style.closes = true;
	style.indent = outer;
	writer_break(writer, close, style);
	writer_token(writer, close, outer);
}

/* Width of what follows a bracket at `close` up to the next place where a line can be broken. */
static size_t width_behind(const struct writer *writer, uint32_t close, uint32_t last, size_t tail)
{
	uint32_t next = close + 1;
	while (next <= last && !is_opener(kind_at(writer, next)))
		next++;
	return next <= last ? measure_width(writer->measures, close, next) - 1
			    : measure_width(writer->measures, close, last) - 1 + tail;
}

/* No joint is left outside of brackets. */
static void write_tight(
	struct writer *writer, uint32_t first, uint32_t last, size_t indent, size_t tail)
{
	for (uint32_t i = first; i <= last; i++) {
		bool opens = is_opener(kind_at(writer, i));
		uint32_t match = opens ? writer->measures[i].match : i;
		if (!opens) {
			writer_token(writer, i, indent);
			continue;
		}
		size_t behind = width_behind(writer, match, last, tail);
		if (fits(writer, i, match, behind)) {
			write_line(writer, i, match, indent);
		} else if (kind_at(writer, i) == LBRACKET) {
			write_broken_list(writer, i, indent);
		} else {
			writer_token(writer, i, indent);
			if (match > i + 1)
				write_run(writer, i + 1, match - 1, writer->column, behind + 1);
			writer_token(writer, match, indent);
		}
		i = match;
	}
}

/* Index of the next joint of this kind behind `from` and outside of brackets, or behind the last
 * token. */
static uint32_t next_joint(
	const struct writer *writer, uint32_t from, uint32_t last, enum joint joint)
{
	uint32_t i = from;
	do
		i = is_opener(kind_at(writer, i)) ? writer->measures[i].match + 1 : i + 1;
	while (i <= last && joint_at(writer, i) != joint);
	return i;
}

/* True if the line before a token holds nothing but the end of a list or of prose. */
static bool ends_tall(const struct writer *writer, uint32_t token)
{
	int before = kind_at(writer, token - 1);
	return (before == RBRACKET && writer->column == writer->indent + 1) ||
	       (before == PROSE && measure_is_tall(writer->measures, token - 1, token - 1));
}

/* `indent` is where further lines begin, `tail` how much stands directly behind the run. */
static void write_run(
	struct writer *writer, uint32_t first, uint32_t last, size_t indent, size_t tail)
{
	struct break_style style = {.indent = indent, .comments = indent, .always = true};
	if (fits(writer, first, last, tail)) {
		write_line(writer, first, last, indent);
		return;
	}
	enum joint joint = loosest(writer, first, last);
	if (!joint) {
		write_tight(writer, first, last, indent, tail);
		return;
	}
	for (uint32_t from = first, end; from <= last; from = end) {
		bool commas = joint == JOINT_COMMA;
		end = next_joint(writer, from, last, joint);
		size_t behind = end > last ? tail : commas;
		/* `] on 2026-01-26`: a clause stays with the last line of a list or of prose. */
		if (from > first && !(joint == JOINT_CLAUSE && ends_tall(writer, from) &&
					    fits(writer, from, end - 1, behind)))
			writer_break(writer, from, style);
		write_run(writer, from, end - 1, indent + INDENT, behind);
		if (commas && end <= last) {
			writer_text(writer, STR(","));
			end++;
		}
	}
}

void write_value(struct writer *writer, uint32_t first, uint32_t last, size_t indent)
{
	write_run(writer, first, last, indent, 0);
}
