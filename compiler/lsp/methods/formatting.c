#include "compiler/lsp/server.h"

#include "compiler/format/format.h"

/* Two texts of the same tokens, but for commas before a `]`: what lies between these may differ. */
struct side {
	struct str text;
	struct tokens tokens;
	uint32_t next; /* token */
	uint32_t from; /* behind the last one */
};

static const struct token *next_of(const struct side *side)
{
	return &side->tokens.items[side->next];
}

static void put_edit(
	struct request *request, struct str text, uint32_t start, uint32_t end, struct str now)
{
	json_put_object(request->json, NULL);
	put_range(request->json, "range", range_of(request->server, text, start, end));
	json_put_str(request->json, "newText", now);
	json_put_end(request->json);
}

/* One edit for each stretch between tokens that changes and touches `within`, so that the editor
   keeps its cursor and its folds. False if the tokens are not the same. */
static bool put_edits(
	struct request *request, struct side *old, struct side *new, struct span within)
{
	for (;;) {
		const struct token *a = next_of(old), *b = next_of(new);
		if (a->kind != b->kind && a->kind != COMMA && b->kind != COMMA)
			return false;
		if (a->kind != b->kind) { /* a comma that comes or goes */
			old->next += a->kind == COMMA;
			new->next += b->kind == COMMA;
			continue;
		}
		/* texts of several lines are moved as a whole */
		uint32_t moved = a->kind == PROSE;
		uint32_t end = a->start + (moved ? a->len : 0);
		struct str before = str_slice(old->text, old->from, end);
		struct str after = str_slice(new->text, new->from, b->start + (moved ? b->len : 0));
		if (!str_equal(before, after) && end >= within.start &&
			old->from <= within.start + within.len)
			put_edit(request, old->text, old->from, end, after);
		if (a->kind == FILE_END)
			return true;
		old->from = a->start + a->len;
		new->from = b->start + b->len;
		old->next++;
		new->next++;
	}
}

static void answer_within(struct request *request, struct str text, struct span within)
{
	struct out laid_out = {0};
	struct side old, new;
	enum format_result result = format_text(&laid_out, text);
	if (result != FORMAT_GOOD && result != FORMAT_BROKEN)
		return;
	old = (struct side){.text = text, .tokens = tokens_of_text(text)};
	new = (struct side){
		.text = out_view(&laid_out), .tokens = tokens_of_text(out_view(&laid_out))};
	put_edits(request, &old, &new, within);
	vec_free(&old.tokens);
	vec_free(&new.tokens);
	out_free(&laid_out);
}

static void answer(struct request *request)
{
	const struct document *document = document_asked(request);
	const json_t *range = json_object_get(request->params, "range");
	struct position_range lines;
	json_put_array(request->json, "result");
	if (document) {
		struct str text = out_view(&document->text);
		struct span within = {0, 0, (uint32_t)text.len};
		if (range_read(range, &lines)) {
			within.start = offset_of(request->server, text, lines.start);
			uint32_t end = offset_of(request->server, text, lines.end);
			within.len = end > within.start ? end - within.start : 0;
		}
		answer_within(request, text, within);
	}
	json_put_end(request->json);
}

const struct lsp_method lsp_formatting = {.name = "textDocument/formatting", .answer = answer};
