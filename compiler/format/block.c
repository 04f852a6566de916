/*
 * Blocks and what stands in them. Consecutive fields have their values in one column; a block that
 * its author wrote on one line stays there while it fits.
 */
#include "compiler/format/format.h"
#include "compiler/format/writer.h"

static const struct part *part_at(const struct parts *parts, uint32_t part)
{
	return part ? &parts->items.items[part] : NULL;
}

static bool stays_on_line(const struct parts *parts, const struct part *part, size_t indent)
{
	const struct measure *m = parts->measures;
	bool is_empty = part->kind == PART_BLOCK && !part->child &&
			m[part->last].n_remarks == m[part->first].n_remarks;
	bool on_line = m[part->last].n_firsts == m[part->first].n_firsts || is_empty;
	return on_line && !part->nests && !measure_is_tall(m, part->first, part->last) &&
	       indent + measure_width(m, part->first, part->last) <= LINE_WIDTH;
}

static bool has_blank_line_before(const struct parts *parts, const struct part *part)
{
	return gap_has_blank_line(gap_before(parts->file, part->first));
}

/* Width of the widest name of the fields from `part` on, up to a blank line, a block or the block's
 * end. Those with mistakes count too, so that the column stays when they are put right. */
static size_t name_width(const struct parts *parts, const struct part *part)
{
	size_t width = 0;
	do {
		size_t name = parts->file->tokens.items[part->first].len;
		if (name > width)
			width = name;
		part = part_at(parts, part->next);
	} while (part && part->kind == PART_FIELD && !has_blank_line_before(parts, part));
	return width;
}

static void write_field(struct writer *writer, const struct part *part, size_t column)
{
	writer_token(writer, part->first, writer->indent);
	writer_pad(writer, column);
	write_value(writer, part->first + 1, part->last, column);
}

static void write_let(struct writer *writer, const struct part *part)
{
	for (uint32_t i = 0; i < 3; i++)
		writer_token(writer, part->first + i, INDENT);
	write_value(writer, part->first + 3, part->last, writer->column + 1);
}

/* Whole lines as they are, up to the last of the parts that share them. */
static const struct part *write_frozen(
	struct writer *writer, const struct parts *parts, const struct part *part)
{
	const struct token *tokens = parts->file->tokens.items;
	const struct source *source = parts->file->source;
	uint32_t from = line_start(source, tokens[part->first].start);
	while (part->joined)
		part = part_at(parts, part->next);
	uint32_t end = line_end(source, tokens[part->last].start + tokens[part->last].len);
	writer_bytes(writer, from, end, part->last + 1);
	return part;
}

static void write_members(
	struct writer *writer, const struct parts *parts, uint32_t first, size_t indent);

static void write_block(
	struct writer *writer, const struct parts *parts, const struct part *part, size_t indent)
{
	uint32_t header_end = stays_on_line(parts, part, indent) ? part->last : part->open;
	for (uint32_t i = part->first; i <= header_end; i++)
		if (!is_last_comma(parts->file, i))
			writer_token(writer, i, indent + 2 * INDENT);
	if (header_end == part->last)
		return;
	write_members(writer, parts, part->child, indent + INDENT);
	writer_break(writer, part->last,
		(struct break_style){.indent = indent,
			.comments = indent + INDENT,
			.always = true,
			.blanks = true,
			.opens = !part->child,
			.closes = true});
	writer_token(writer, part->last, indent);
}

/* Top-level blocks stand apart, and so do imports from what follows them; one-line blocks may stand
 * together. */
static bool stands_apart(
	const struct parts *parts, const struct part *before, const struct part *part)
{
	if (!before || before->frozen || part->frozen)
		return false;
	if ((before->kind == PART_IMPORT) != (part->kind == PART_IMPORT))
		return true;
	return (before->kind == PART_BLOCK && !stays_on_line(parts, before, 0)) ||
	       (part->kind == PART_BLOCK && !stays_on_line(parts, part, 0));
}

static void write_members(
	struct writer *writer, const struct parts *parts, uint32_t first, size_t indent)
{
	const struct part *before = NULL;
	size_t column = 0;
	for (const struct part *part = part_at(parts, first); part;
		part = part_at(parts, part->next)) {
		writer_break(writer, part->first,
			(struct break_style){.indent = indent,
				.comments = indent,
				.always = true,
				.blanks = true,
				.opens = !before,
				.apart = !indent && stands_apart(parts, before, part)});
		if (part->kind == PART_FIELD && (!before || before->kind != PART_FIELD ||
							has_blank_line_before(parts, part)))
			column = indent + name_width(parts, part) + 1;
		before = part;
		if (part == part_at(parts, parts->frozen_from))
			return;
		if (part->frozen)
			before = part = write_frozen(writer, parts, part);
		else if (part->kind == PART_FIELD)
			write_field(writer, part, column);
		else if (part->kind == PART_LET)
			write_let(writer, part);
		else if (part->kind == PART_BLOCK)
			write_block(writer, parts, part, indent);
		else
			write_value(writer, part->first, part->last, indent + 2 * INDENT);
	}
}

bool format_file(struct out *out, const struct file *file)
{
	struct arena arena;
	struct parts parts;
	struct writer writer;
	uint32_t end = file->tokens.n - 1;
	arena_init(&arena);
	parts_read(&parts, file, tokens_measure(&arena, file));
	writer_init(&writer, file, parts.measures);
	write_members(&writer, &parts, parts.first, 0);
	if (parts.frozen_from) {
		const struct part *part = part_at(&parts, parts.frozen_from);
		uint32_t from = line_start(file->source, file->tokens.items[part->first].start);
		writer_bytes(&writer, from, file->source->len, end + 1);
		writer.is_empty = true; /* the last line is as long as it was */
	} else {
		writer_break(&writer, end,
			(struct break_style){
				.blanks = true, .opens = !parts.first, .closes = true});
	}
	bool good = writer_finish(&writer, out);
	writer_free(&writer);
	parts_free(&parts);
	arena_free(&arena);
	return good;
}
