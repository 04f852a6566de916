/*
 * A text on its way through the front end: what the tests of scanner, layout, parser and literals
 * share.
 */
#ifndef TESTS_UNIT_TEST_SYNTAX_H
#define TESTS_UNIT_TEST_SYNTAX_H

#include "unit.h"

#include "compiler/schema/schema.h"
#include "compiler/syntax/layout.h"
#include "compiler/syntax/scan.h"
#include "compiler/syntax/tree.h"
#include "runtime/base/out.h"
#include <string.h>

struct syntax {
	struct arena arena;
	struct intern intern;
	struct sources sources;
	struct sink sink;
	struct source *source;
	struct file *file;
	struct out out; /* what the last function below returned */
};

static inline void syntax_open(struct syntax *s, const char *text, size_t len)
{
	*s = (struct syntax){0};
	arena_init(&s->arena);
	intern_init(&s->intern);
	sources_init(&s->sources);
	sink_init(&s->sink);
	struct file_bytes bytes = {memory_resize(NULL, len + 2), len};
	memcpy(bytes.data, text, len);
	memset(bytes.data + len, 0, 2);
	s->source = sources_add(&s->sources, STR("x.pbp"), STR("x.pbp"), bytes);
}

static inline void syntax_scan(struct syntax *s, const char *text)
{
	syntax_open(s, text, strlen(text));
	s->file = arena_new(&s->arena, struct file);
	s->file->source = s->source;
	scan_source(s->source, &s->sink, &s->file->tokens);
}

static inline void syntax_layout(struct syntax *s, const char *text)
{
	syntax_scan(s, text);
	layout_tokens(s->file, &s->sink);
}

static inline void syntax_parse_bytes(struct syntax *s, const char *text, size_t len)
{
	syntax_open(s, text, len);
	s->file = file_parse(&s->arena, s->source, &s->intern, &s->sink);
}

static inline void syntax_parse(struct syntax *s, const char *text)
{
	syntax_parse_bytes(s, text, strlen(text));
}

static inline void syntax_close(struct syntax *s)
{
	if (s->file)
		file_free(s->file);
	out_free(&s->out);
	sink_free(&s->sink);
	sources_free(&s->sources);
	intern_free(&s->intern);
	arena_free(&s->arena);
}

static inline const char *syntax_text(struct syntax *s)
{
	out_char(&s->out, '\0');
	return s->out.data;
}

static inline const char *syntax_kind(int kind)
{
	switch (kind) {
#define TOKEN(kind, name, highlight)                                                               \
	case kind:                                                                                 \
		return #kind;
#include "grammar/tokens.def"
#undef TOKEN
	default:
		return "?";
	}
}

/* "HEAD:goal NAME:x": kind and text of each token but FILE_END. A token that the parser does not
   see stands in (), one that is not in the text in []. */
static inline const char *syntax_tokens(struct syntax *s)
{
	s->out.len = 0;
	for (uint32_t i = 0; i + 1 < s->file->tokens.n; i++) {
		const struct token *t = &s->file->tokens.items[i];
		const char *kind = syntax_kind(t->kind);
		struct str text = file_token_text(s->file, i);
		if (i)
			out_text(&s->out, " ");
		if (t->flags & TOKEN_INSERTED)
			out_printf(&s->out, "[%s]", kind);
		else if (t->flags & TOKEN_SKIPPED)
			out_printf(&s->out, "(%.*s)", STR_ARGS(text));
		else
			out_printf(&s->out, "%s:%.*s", kind, STR_ARGS(text));
	}
	return syntax_text(s);
}

/* "3:5 syntax.unexpected; ..." in order of the places. */
static inline const char *syntax_findings(struct syntax *s)
{
	sink_finish(&s->sink, &s->sources);
	s->out.len = 0;
	for (uint32_t i = 0; i < s->sink.items.n; i++) {
		const struct finding *finding = s->sink.items.items[i];
		struct place place =
			source_place(&s->sources, finding->span.source, finding->span.start);
		out_printf(&s->out, "%s%u:%u %s", i ? "; " : "", place.line, place.column,
			finding->rule->name);
	}
	return syntax_text(s);
}

/* The first finding in full: "message // help // help", and "" if there is none. */
static inline const char *syntax_first(struct syntax *s)
{
	sink_finish(&s->sink, &s->sources);
	s->out.len = 0;
	if (s->sink.items.n) {
		const struct finding *finding = s->sink.items.items[0];
		out_str(&s->out, finding->message);
		for (const struct note *help = finding->helps; help; help = help->next)
			out_printf(&s->out, " // %.*s", STR_ARGS(help->text));
	}
	return syntax_text(s);
}

#endif
