#include "compiler/rules/titles_shared.h"

#include <string.h>

#define WEBINAR(accepted)                                                                          \
	"milestone first_webinar \"First webinar held\" {\n"                                       \
	"  due:           2026-03-19\n"                                                            \
	"  owner:         lee\n"                                                                   \
	"  accepted_when: \"" accepted "\"\n"                                                      \
	"}\n"

struct found {
	size_t from, to;
};

/* Placeholders that are words of their own and no part of a declared name. In small letters some of
   them are words of other languages. */
static const struct text_words words[] = {{{"TODO", 4}, true}, {{"TBD", 3}, false},
	{{"FIXME", 5}, false}, {{"XXX", 3}, true}, {{"lorem ipsum", 11}, false}};

struct texts {
	struct rule_check *check;
	struct names_index names;
	struct text_finder words;
	const struct block *block;
	const struct file *file;
};

static struct found find_word(const struct texts *texts, struct str text)
{
	size_t which = 0, at = 0;
	while ((at = text_find_any(&texts->words, text, at, &which)) < text.len) {
		size_t to = at + words[which].words.len;
		if (!names_index_covers(&texts->names, text, at, to))
			return (struct found){at, to};
		at++;
	}
	return (struct found){text.len, text.len};
}

/* "???", and "X%" where a number belongs. */
static struct found find_signs(struct str text)
{
	if (!memchr(text.ptr, '?', text.len) && !memchr(text.ptr, 'X', text.len))
		return (struct found){text.len, text.len};
	for (size_t i = 0; i < text.len; i++) {
		struct str rest = str_slice(text, i, text.len);
		if (str_starts(rest, "???"))
			return (struct found){i, i + 3};
		bool is_word_start = i == 0 || text.ptr[i - 1] == ' ' || text.ptr[i - 1] == '"' ||
				     text.ptr[i - 1] == '(';
		size_t n = 0;
		while (n < rest.len && rest.ptr[n] == 'X')
			n++;
		if (n && is_word_start && n < rest.len && rest.ptr[n] == '%')
			return (struct found){i, i + n + 1};
	}
	return (struct found){text.len, text.len};
}

/* "[Name]", "[Partner name]"; `[name](address)` is a link. */
static struct found find_brackets(struct str text)
{
	for (size_t i = 0; i < text.len; i++) {
		const char *begin = memchr(text.ptr + i, '[', text.len - i);
		if (!begin)
			break;
		i = (size_t)(begin - text.ptr);
		const char *end = memchr(begin, ']', text.len - i);
		if (!end)
			break;
		size_t to = (size_t)(end - text.ptr) + 1;
		struct str inner = str_slice(text, i + 1, to - 1);
		bool is_link = to < text.len && text.ptr[to] == '(';
		if (!is_link && !memchr(inner.ptr, '[', inner.len) && text_has(inner, STR("name")))
			return (struct found){i, to};
	}
	return (struct found){text.len, text.len};
}

static struct found find_placeholder(const struct texts *texts, struct str text)
{
	struct found word = find_word(texts, text), signs = find_signs(text);
	struct found brackets = find_brackets(text);
	if (signs.from < word.from)
		word = signs;
	return brackets.from < word.from ? brackets : word;
}

static void check_text(const struct texts *texts, uint32_t node)
{
	struct rule_check *check = texts->check;
	struct span span = file_span(texts->file, node);
	struct str text = file_text(texts->file, node);
	struct found found = find_placeholder(texts, text);
	if (found.from >= text.len)
		return;
	span.start += (uint32_t)found.from;
	span.len = (uint32_t)(found.to - found.from);
	struct finding *finding =
		rule_report(check, texts->block, span, "a text of %.*s still holds `%.*s`",
			STR_ARGS(block_called(check->plan, texts->block)),
			STR_ARGS(str_slice(text, found.from, found.to)));
	finding_caret(check->sink, finding, "to be filled in");
	finding_help(check->sink, finding,
		"write what is meant; what nobody knows yet is better "
		"left out, so that it is seen to be missing");
}

static void check_texts(const struct texts *texts, uint32_t at)
{
	const struct node *node = file_node(texts->file, at);
	if (node->kind == NODE_TEXT || node->kind == NODE_PROSE)
		check_text(texts, at);
	for (uint32_t child = node->child; child; child = file_node(texts->file, child)->next) {
		enum node_kind kind = (enum node_kind)file_node(texts->file, child)->kind;
		if (kind != NODE_BLOCK && kind != NODE_UPDATE) /* they are judged by themselves */
			check_texts(texts, child);
	}
}

static void check_plan(struct rule_check *check)
{
	const struct plan *plan = check->plan;
	struct texts texts = {.check = check};
	names_index_make(&texts.names, plan);
	text_finder_make(&texts.words, words, sizeof words / sizeof *words);
	for (uint32_t i = 0; i < plan->blocks.n; i++) {
		texts.block = plan->blocks.items[i];
		/* Texts in a feed are those of a file: columns, values, forms of dates. */
		if (texts.block->is_std || texts.block->kind == KIND_feed)
			continue;
		for (const struct part *part = &texts.block->part; part; part = part->next) {
			const struct node *node = file_node(part->file, part->node);
			if (part->is_base)
				continue;
			texts.file = part->file;
			if (!part->is_update && node->b)
				check_text(&texts, node->b);
			check_texts(&texts, part->node);
		}
	}
	names_index_free(&texts.names);
}

const struct rule rule_specific_placeholder = {
	.info = {.name = "specific.placeholder",
		.summary = "A text still holds a placeholder",
		.explanation =
			"`TODO`, `TBD`, `???`, `[Name]` or `X%` in a plan that is signed is a "
			"promise to think about it later, which nobody owns. The fixes that this "
			"program proposes hold a `TODO` where only people know what to write; it "
			"is reported until it is replaced. Letters inside a longer word, or in a "
			"declared name, are left alone.",
		.bad = WEBINAR("TBD"),
		.good = WEBINAR("The list of guests is in the shared folder."),
		.levels = {LEVEL_WARNING, LEVEL_ERROR, LEVEL_ERROR},
		.completeness = true},
	.check = check_plan,
};
