#include "compiler/lsp/server.h"

#include <string.h>

/* The token at the place, UINT32_MAX if there is none; `walk` has gone over all before it. */
static uint32_t token_at(const struct place_at *at, struct token_walk *walk)
{
	*walk = walk_begin(at->plan, at->file);
	for (uint32_t i = 0; i < at->file->tokens.n; i++) {
		const struct token *token = &at->file->tokens.items[i];
		if (token->start > at->offset)
			break;
		if (!(token->flags & TOKEN_INSERTED) && token->kind != FILE_END &&
			at->offset < token->start + token->len)
			return i;
		if (!(token->flags & TOKEN_SKIPPED))
			walk_over(walk, i);
	}
	return UINT32_MAX;
}

static const char *word_doc(const struct words *words, struct str text)
{
	for (uint8_t i = 1; words && i < words->n; i++)
		if (str_is(text, words->items[i].word))
			return words->items[i].doc;
	return "";
}

static bool describe_unit(struct out *out, const struct plan *plan, struct str text)
{
	unit_t currency = unit_currency(text);
	if (currency) {
		out_printf(out, "**%.*s**: %s", STR_ARGS(text),
			currency_infos[currency - UNIT_CURRENCY_FIRST].name);
		return true;
	}
	for (uint32_t i = 0; i < plan->unit_blocks.n; i++) {
		struct block *block = plan->unit_blocks.items[i];
		const struct unit_block *unit = (const void *)block;
		if (!str_equal(plan_name(plan, block->name), text) && !str_equal(unit->many, text))
			continue;
		describe_block(out, NULL, plan, block);
		return true;
	}
	return false;
}

/* `ownership.gap` in `allow`: the name around the place, dots included. */
static const struct rule_info *rule_at(const struct place_at *at)
{
	const char *text = at->source->text;
	uint32_t start = at->offset, end = at->offset;
	while (start && (strchr("._", text[start - 1]) ||
				(text[start - 1] >= 'a' && text[start - 1] <= 'z')))
		start--;
	while (end < at->source->len &&
		(strchr("._", text[end]) || (text[end] >= 'a' && text[end] <= 'z')))
		end++;
	return rule_called((struct str){text + start, end - start});
}

static void describe_token(
	struct out *out, const struct place_at *at, const struct token_walk *walk, uint32_t token)
{
	struct str text = file_token_text(at->file, token);
	struct wanted wanted = walk_wants(walk);
	enum kind kind = walk->blocks[walk->depth].kind;
	const struct field_info *field;
	const struct rule_info *rule;
	switch (walk_token(walk, token)->kind) {
	case HEAD:
		for (int k = 1; k < KIND_COUNT; k++)
			if (str_is(text, kind_infos[k].name))
				describe_kind(out, (enum kind)k);
		break;
	case FIELD:
		field = field_called(kind, name_before_colon(text));
		if (field)
			describe_field(out, kind, field);
		break;
	case UNIT:
		describe_unit(out, at->plan, text);
		break;
	case NAME:
	case DOTNAME:
		rule = wanted.type == TYPE_rule_name || wanted.type == TYPE_setting_name
			       ? rule_at(at)
			       : NULL;
		if (rule)
			describe_rule(out, rule);
		else if (*word_doc(wanted.words, text))
			out_printf(
				out, "**%.*s**: %s", STR_ARGS(text), word_doc(wanted.words, text));
		else if (wanted.type == TYPE_unit || wanted.type == TYPE_currency)
			describe_unit(out, at->plan, text);
		break;
	default:
		break;
	}
}

/* Why the findings at the place matter, each rule once. */
static void describe_findings(struct out *out, const struct place_at *at)
{
	const struct sink *sink = &at->plan->run->sink;
	struct finding_range range = sink_range(sink, at->source->id);
	const struct rule_info *last = NULL;
	for (uint32_t i = range.first; i < range.end; i++) {
		const struct finding *finding = sink->items.items[i];
		if (!finding->level || finding->rule == last ||
			!span_holds(finding->span, at->offset))
			continue;
		last = finding->rule;
		out_text(out, out->len ? "\n\n---\n\n" : "");
		if (str_is(finding->name, finding->rule->name))
			describe_rule(out, finding->rule);
	}
}

static void answer(struct request *request)
{
	struct place_at at;
	struct out text = {0};
	struct json_writer *json = request->json;
	if (place_asked(request, &at)) {
		struct token_walk walk;
		struct span name;
		uint32_t token = token_at(&at, &walk);
		struct block *block = block_at(&at, &name);
		if (block)
			describe_block(&text, world_tracked(&request->server->world, at.plan),
				at.plan, block);
		else if (token != UINT32_MAX)
			describe_token(&text, &at, &walk, token);
		describe_findings(&text, &at);
	}
	if (text.len) {
		json_put_object(json, "result");
		json_put_object(json, "contents");
		json_put_text(json, "kind", "markdown");
		json_put_str(json, "value", out_view(&text));
		json_put_end(json);
		json_put_end(json);
	} else {
		json_put_null(json, "result");
	}
	out_free(&text);
}

const struct lsp_method lsp_hover = {.name = "textDocument/hover", .answer = answer};
