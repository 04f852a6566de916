/* Edits for findings whose help holds text to paste: where it goes, in the block that the finding
   is about. */
#include "compiler/rules/engine.h"

#include <ctype.h>
#include <string.h>

/* The word of specific.placeholder stands for what only people know: in quotes it can be pasted and
   is reported until somebody replaces it, elsewhere it would be a mistake. */
static bool can_be_pasted(struct str code)
{
	bool quoted = false;
	for (size_t i = 0; i < code.len; i++) {
		quoted ^= code.ptr[i] == '"';
		struct str rest = str_slice(code, i, code.len);
		if (!quoted && (str_starts(rest, "TODO") || str_starts(rest, "NAME")))
			return false;
	}
	return true;
}

/* One statement: its later lines are indented, or close it. */
static bool is_one_statement(struct str code)
{
	for (const char *at = code.ptr, *end = code.ptr + code.len;
		(at = memchr(at, '\n', (size_t)(end - at))); at++)
		if (at + 1 < end && at[1] != ' ' && at[1] != '}')
			return false;
	return true;
}

static struct str first_word(struct str code)
{
	size_t len = 0;
	while (len < code.len && (isalnum((unsigned char)code.ptr[len]) || code.ptr[len] == '_'))
		len++;
	return str_slice(code, 0, len);
}

/* The text with a line end and `indent` blanks before each further line. */
static struct str indented(struct arena *arena, struct str code, size_t indent)
{
	struct out out = {0};
	for (size_t i = 0; i < code.len; i++) {
		out_char(&out, code.ptr[i]);
		if (code.ptr[i] == '\n')
			out_repeat(&out, ' ', indent);
	}
	struct str text = str_copy(arena, out_view(&out));
	out_free(&out);
	return text;
}

static size_t column_of(const struct source *source, uint32_t offset)
{
	size_t column = 0;
	while (column < offset && source->text[offset - column - 1] != '\n')
		column++;
	return column;
}

/* The block's last field, 0 if it has none. */
static uint32_t last_field(const struct file *file, uint32_t block)
{
	uint32_t last = 0;
	for (uint32_t at = file_node(file, block)->child; at; at = file_node(file, at)->next)
		if (file_node(file, at)->kind == NODE_FIELD)
			last = at;
	return last;
}

/* Behind the last field, as far in as that stands; in a block of one line, behind two blanks. */
static void insert_field(
	struct rule_check *check, struct finding *finding, const struct file *file, uint32_t field)
{
	struct span span = file_span(file, field);
	struct span insert = {span.source, span.start + span.len, 0};
	size_t column = column_of(file->source, span.start);
	bool own_line = true;
	for (size_t i = 0; i < column; i++)
		own_line &= file->source->text[span.start - 1 - i] == ' ';
	const char *end = file->source->text + file->source->len;
	const char *line_end = own_line ? memchr(file->source->text + insert.start, '\n',
						  (size_t)(end - file->source->text) - insert.start)
					: NULL;
	if (line_end) { /* behind a comment, too */
		insert.start = (uint32_t)(line_end - file->source->text);
		if (line_end[-1] == '\r')
			insert.start--;
	}
	struct str code = indented(&check->sink->arena, finding->code, column);
	finding_edit(check->sink, finding, insert,
		own_line ? str_format(&check->sink->arena, "\n%*s%.*s", (int)column, "",
				   STR_ARGS(code))
			 : str_format(&check->sink->arena, "  %.*s", STR_ARGS(finding->code)),
		false);
}

/* Before the brace that closes the block: on a line of its own, or in the block's one line. */
static void insert_at_end(
	struct rule_check *check, struct finding *finding, const struct block *block)
{
	const struct file *file = block->part.file;
	struct arena *arena = &check->sink->arena;
	const struct node *node = file_node(file, block->part.node);
	struct span brace = file_token_span(file, node->last);
	struct span insert = {brace.source, brace.start, 0};
	size_t column = column_of(file->source, brace.start);
	if (file->source->text[brace.start] != '}')
		return;
	bool own_line = true;
	for (size_t i = 0; i < column; i++)
		own_line &= file->source->text[brace.start - 1 - i] == ' ';
	if (!own_line) {
		finding_edit(check->sink, finding, insert,
			str_format(arena, " %.*s ", STR_ARGS(finding->code)), false);
		return;
	}
	/* a child stands apart from what is before it */
	const char *apart = memchr(finding->code.ptr, '{', finding->code.len) ? "\n" : "";
	insert.start -= (uint32_t)column;
	finding_edit(check->sink, finding, insert,
		str_format(arena, "%s%*s%.*s\n", apart, (int)column + 2, "",
			STR_ARGS(indented(arena, finding->code, column + 2))),
		false);
}

/* Behind the last line of the plan's own file. */
static void append_to_file(struct rule_check *check, struct finding *finding)
{
	const struct source *source = check->plan->file->source;
	bool ended = source->len && source->text[source->len - 1] == '\n';
	struct span end = {source->id, source->len, 0};
	finding_edit(check->sink, finding, end,
		str_format(&check->sink->arena, "%s\n%.*s\n", ended ? "" : "\n",
			STR_ARGS(finding->code)),
		false);
}

static void set_field(struct rule_check *check, struct finding *finding, const struct block *block,
	const char *field)
{
	const struct file *file;
	if (!block_statement(block, field, &file)) {
		const struct file *own = block->part.file;
		uint32_t last = last_field(own, block->part.node);
		if (last)
			insert_field(check, finding, own, last);
		else
			insert_at_end(check, finding, block);
		return;
	}
	struct span span = block_whole_field_span(block, field);
	size_t column = column_of(sources_get(&check->plan->run->sources, span.source), span.start);
	finding_edit(check->sink, finding, span,
		indented(&check->sink->arena, finding->code, column), false);
}

/* What somebody has done is for them to say: no fix claims it. */
static bool is_deed(const char *field)
{
	static const char *const deeds[] = {"acknowledged", "closed", "completed", "confirmed",
		"delivered", "done", "kept", "reviewed", "trained"};
	for (size_t i = 0; i < sizeof deeds / sizeof *deeds; i++)
		if (!strcmp(field, deeds[i]))
			return true;
	return false;
}

static const char *field_named(const struct block *block, struct str word)
{
	const struct kind_info *info = &kind_infos[block->kind];
	for (uint8_t i = 0; i < info->n_fields; i++)
		if (str_is(word, info->fields[i].name))
			return info->fields[i].name;
	for (uint8_t i = 0; i < any_fields_n; i++)
		if (str_is(word, any_fields[i].name))
			return any_fields[i].name;
	return NULL;
}

/* In place of the only child of its kind, else as one more. */
static void set_child(struct rule_check *check, struct finding *finding, const struct block *block,
	enum kind kind)
{
	const struct block *only = NULL;
	uint32_t n = 0;
	for (const struct block *child = block->first_child; child; child = child->next_sibling) {
		if (child->kind != kind)
			continue;
		only = child;
		n++;
	}
	if (n == 1 && only->part.file == block->part.file) {
		struct span span = file_span(only->part.file, only->part.node);
		size_t column = column_of(only->part.file->source, span.start);
		finding_edit(check->sink, finding, span,
			indented(&check->sink->arena, finding->code, column), false);
	} else if (!n) {
		insert_at_end(check, finding, block);
	}
}

void fix_derive(struct rule_check *check, struct finding *finding, const struct block *block)
{
	struct str code = finding->code, word = first_word(code);
	bool is_field = word.len < code.len && code.ptr[word.len] == ':';
	if (finding->edits || !code.len || !can_be_pasted(code) || !is_one_statement(code))
		return;
	if (is_field) {
		const char *field = block && !block->is_std ? field_named(block, word) : NULL;
		if (field && !is_deed(field))
			set_field(check, finding, block, field);
		return;
	}
	for (int kind = KIND_NONE + 1; kind < KIND_COUNT; kind++) {
		if (!str_is(word, kind_infos[kind].name))
			continue;
		if (!kind_infos[kind].nested_only)
			append_to_file(check, finding);
		else if (block && !block->is_std && kind_infos[kind].parents >> block->kind & 1)
			set_child(check, finding, block, (enum kind)kind);
		return;
	}
	if (str_is(word, "update"))
		append_to_file(check, finding);
}
