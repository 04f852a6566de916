#include "compiler/syntax/tree.h"

#include "compiler/syntax/layout.h"
#include "compiler/syntax/parse.h"
#include "compiler/syntax/scan.h"

const char *token_name(int kind)
{
	switch (kind) {
#define TOKEN(kind, name, highlight)                                                               \
	case kind:                                                                                 \
		return name;
#include "grammar/tokens.def"
#undef TOKEN
	default:
		return "this";
	}
}

const char *clause_name(enum clause_word word)
{
	static const char *const names[CLAUSE_COUNT] = {
		"",
#define CLAUSE_WORD(word) #word,
#include "grammar/clauses.def"
#undef CLAUSE_WORD
	};
	return names[word];
}

const char *language_word(uint32_t i)
{
	static const char *const words[] = {
		"import",
		"let",
		"template",
		"update",
		"like",
		"every",
		"and",
		"or",
		"not",
		"where",
		"in",
		"has",
		"true",
		"false",
#define CLAUSE_WORD(word) #word,
#include "grammar/clauses.def"
#undef CLAUSE_WORD
	};
	return i < sizeof words / sizeof *words ? words[i] : NULL;
}

/* Most texts have no mistake and need only the plain parser, which reports none. What it made of
   one that has is thrown away. */
static bool parse_plainly(struct parse parse)
{
	parse.is_trial = true;
	return pbp_plain_parse(&parse) == 0 && !parse.failed;
}

static void parse_carefully(struct parse *parse)
{
	parse->file->nodes.n = 1;
	parse->file->root = 0;
	if (pbp_parse_parse(parse) == 2)
		memory_exhausted();
	if (!parse->file->root)
		parse->file->root = build_around(
			parse, NODE_FILE, 0, (struct node_list){0, 0}, parse->file->tokens.n - 1);
}

struct file *file_parse(
	struct arena *arena, struct source *source, struct intern *intern, struct sink *sink)
{
	struct file *file = arena_new(arena, struct file);
	struct parse parse = {.file = file, .intern = intern, .sink = sink};
	uint32_t before = sink->items.n;
	file->source = source;
	scan_source(source, sink, &file->tokens);
	layout_tokens(file, sink);
	vec_reserve(&file->nodes, file->tokens.n + 16);
	vec_push(&file->nodes, (struct node){0});
	parse.has_reports = sink->items.n > before;
	if (parse.has_reports || !parse_plainly(parse))
		parse_carefully(&parse);
	file->broken = sink->items.n > before;
	return file;
}

void file_free(struct file *file)
{
	vec_free(&file->tokens);
	vec_free(&file->nodes);
}

struct span file_token_span(const struct file *file, uint32_t token)
{
	const struct token *t = &file->tokens.items[token];
	return (struct span){file->source->id, t->start, t->len};
}

struct str file_token_text(const struct file *file, uint32_t token)
{
	return source_slice(file->source, file_token_span(file, token));
}

struct span file_span(const struct file *file, uint32_t node)
{
	const struct node *n = file_node(file, node);
	struct span first = file_token_span(file, n->first), last = file_token_span(file, n->last);
	if (last.start + last.len < first.start)
		return first;
	first.len = last.start + last.len - first.start;
	return first;
}

struct str file_text(const struct file *file, uint32_t node)
{
	return source_slice(file->source, file_span(file, node));
}

struct token_range file_expression(const struct file *file, uint32_t node)
{
	const struct node *at = file_node(file, node);
	struct token_range range = {at->first, at->last};
	uint32_t open = 0, unopened = 0;
	for (uint32_t i = at->first; i <= at->last; i++) {
		int kind = file->tokens.items[i].kind;
		open += kind == LPAREN;
		if (kind != RPAREN)
			continue;
		if (open)
			open--;
		else
			unopened++;
	}
	while (unopened-- && range.first && file->tokens.items[range.first - 1].kind == LPAREN)
		range.first--;
	while (open-- && range.last + 1 < file->tokens.n &&
		file->tokens.items[range.last + 1].kind == RPAREN)
		range.last++;
	return range;
}

struct span file_expression_span(const struct file *file, uint32_t node)
{
	struct token_range range = file_expression(file, node);
	struct span span = file_token_span(file, range.first);
	struct span last = file_token_span(file, range.last);
	span.len = last.start + last.len - span.start;
	return span;
}

struct span file_name_span(const struct file *file, uint32_t block)
{
	const struct node *node = file_node(file, block);
	if (node->a)
		return file_span(file, node->a);
	struct span span =
		file_token_span(file, node->first + ((node->flags & NODE_IS_TEMPLATE) != 0));
	return span;
}

struct span file_value_span(const struct file *file, uint32_t field)
{
	const struct node *node = file_node(file, field);
	struct span span = file_span(file, field);
	uint32_t child = node->child;
	if (!child)
		return file_token_span(file, node->first);
	/* brackets around a list are part of the value and of its node */
	uint32_t start = file_span(file, child).start;
	span.len -= start - span.start;
	span.start = start;
	return span;
}
