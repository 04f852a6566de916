#include "compiler/lsp/server.h"

#include <string.h>

enum { WAIVED_DAYS = 90 };

struct asking {
	struct request *request;
	const struct plan *plan;
	const struct file *file;
	struct span range;
};

/* ---- which kinds of actions the client wants ---- */

static bool wants(const struct asking *asking, const char *kind)
{
	const json_t *only =
		json_object_get(json_object_get(asking->request->params, "context"), "only");
	if (!json_is_array(only))
		return strncmp(kind, "source.", 7) != 0;
	for (size_t i = 0; i < json_array_size(only); i++) {
		const char *one = json_string_value(json_array_get(only, i));
		size_t len = one ? strlen(one) : 0;
		if (one && !strncmp(kind, one, len) && (!kind[len] || kind[len] == '.'))
			return true;
	}
	return false;
}

/* ---- edits ---- */

static void put_edit(struct asking *asking, struct span span, struct str text)
{
	struct json_writer *json = asking->request->json;
	json_put_object(json, NULL);
	put_span(json, asking->request->server, "range", span);
	json_put_str(json, "newText", text);
	json_put_end(json);
}

static void begin_action(struct asking *asking, struct str title, const char *kind)
{
	struct json_writer *json = asking->request->json;
	json_put_object(json, NULL);
	json_put_str(json, "title", title);
	json_put_text(json, "kind", kind);
}

static const char *uri_of(struct asking *asking, uint32_t source)
{
	struct server *server = asking->request->server;
	const struct source *of = sources_get(&server->world.run.sources, source);
	return path_uri(asking->request->arena, of->canonical).ptr;
}

/* All edits in one file: those of one finding never lie in several. */
static void put_edits(struct asking *asking, const struct edit *edits)
{
	struct json_writer *json = asking->request->json;
	json_put_object(json, "edit");
	json_put_object(json, "changes");
	json_put_array(json, uri_of(asking, edits->span.source));
	for (const struct edit *edit = edits; edit; edit = edit->next)
		if (edit->span.source == edits->span.source)
			put_edit(asking, edit->span, edit->text);
	json_put_end(json);
	json_put_end(json);
	json_put_end(json);
}

static void put_diagnostic(struct asking *asking, const struct finding *finding)
{
	struct json_writer *json = asking->request->json;
	json_put_array(json, "diagnostics");
	put_finding(json, asking->request->server, asking->request->arena, finding);
	json_put_end(json);
}

/* ---- the fix ---- */

static void put_fix(struct asking *asking, const struct finding *finding)
{
	struct str title = finding->helps ? finding->helps->text : finding->message;
	if (!finding->edits)
		return;
	if (title.len && title.ptr[title.len - 1] == ':')
		title.len--;
	begin_action(asking, title, "quickfix");
	put_diagnostic(asking, finding);
	if (finding->edits_are_safe)
		json_put_bool(asking->request->json, "isPreferred", true);
	put_edits(asking, finding->edits);
	json_put_end(asking->request->json);
}

/* ---- a waiver ---- */

static const struct node *allow_of(const struct file *file, const struct node *block)
{
	for (uint32_t child = block->child; child; child = file_node(file, child)->next) {
		const struct node *node = file_node(file, child);
		if (node->kind == NODE_FIELD &&
			str_is(name_before_colon(file_token_text(file, node->first)), "allow"))
			return node;
	}
	return NULL;
}

/* Somebody who may: a sponsor of the plan's parties, else the first person. */
static struct str waiver_by(const struct plan *plan)
{
	for (uint32_t i = 0; i < plan->of_kind[KIND_party].n; i++) {
		const struct block *sponsor = plan_party(plan, i)->sponsor.block;
		if (sponsor)
			return block_path(plan, sponsor);
	}
	return plan->of_kind[KIND_person].n ? block_path(plan, plan->of_kind[KIND_person].items[0])
					    : STR("NAME");
}

static struct str waiver_text(struct asking *asking, const struct finding *finding)
{
	const struct plan *plan = asking->plan;
	date_t day = plan->run->as_of ? plan->run->as_of : plan->first;
	date_t until = day + WAIVED_DAYS;
	if (plan->last && until > plan->last && day <= plan->last)
		until = plan->last;
	return str_format(asking->request->arena,
		"%.*s because \"TODO: why this is accepted\" by %.*s until %s",
		STR_ARGS(finding->name), STR_ARGS(waiver_by(plan)), date_text(until).text);
}

static uint32_t column_of(const struct source *source, uint32_t offset)
{
	uint32_t start = offset;
	while (start && source->text[start - 1] != '\n')
		start--;
	uint32_t column = 0;
	while (start + column < offset && source->text[start + column] == ' ')
		column++;
	return column;
}

/* Into the list of the block's `allow`, around its only value, or as a field of its own before the
   brace that closes the block. */
static struct edit waiver_edit(struct asking *asking, const struct node *block, struct str waiver)
{
	const struct file *file = asking->file;
	struct arena *arena = asking->request->arena;
	const struct node *allow = allow_of(file, block);
	struct span brace = file_token_span(file, block->last);
	if (allow && file_node(file, allow->child)->kind == NODE_LIST) {
		const struct node *list = file_node(file, allow->child);
		struct span end = file_token_span(file, list->last - 1);
		bool has_comma = file->tokens.items[list->last - 1].kind == COMMA;
		return (struct edit){{end.source, end.start + end.len, 0},
			str_format(arena, "%s %.*s", has_comma || !list->child ? "" : ",",
				STR_ARGS(waiver)),
			NULL};
	}
	if (allow) {
		struct span value = file_value_span(file, (uint32_t)(allow - file->nodes.items));
		struct str now = source_slice(file->source, value);
		return (struct edit){value,
			str_format(arena, "[%.*s, %.*s]", STR_ARGS(now), STR_ARGS(waiver)), NULL};
	}
	bool own_line = file->tokens.items[block->last].flags & TOKEN_FIRST;
	struct str indent = {NULL, 0};
	if (own_line)
		indent = str_format(arena, "%*s", (int)column_of(file->source, brace.start), "");
	return (struct edit){{brace.source, brace.start, 0},
		own_line ? str_format(
				   arena, "  allow: %.*s\n%.*s", STR_ARGS(waiver), STR_ARGS(indent))
			 : str_format(arena, " allow: %.*s ", STR_ARGS(waiver)),
		NULL};
}

static void put_waiver(struct asking *asking, const struct finding *finding)
{
	struct place_at at = {.plan = (struct plan *)(uintptr_t)asking->plan,
		.source = asking->file->source,
		.file = asking->file,
		.offset = finding->span.start};
	const struct block *block = finding->rule->always ? NULL : block_around(&at);
	if (!block || block->part.file != asking->file)
		return;
	const struct node *node = file_node(asking->file, block->part.node);
	if (node->flags & NODE_IS_BROKEN || asking->file->tokens.items[node->last].kind != RBRACE ||
		asking->file->tokens.items[node->last].flags & TOKEN_INSERTED)
		return;
	struct edit edit = waiver_edit(asking, node, waiver_text(asking, finding));
	begin_action(asking,
		str_format(asking->request->arena, "Waive %.*s, with a reason",
			STR_ARGS(finding->name)),
		"quickfix");
	put_diagnostic(asking, finding);
	put_edits(asking, &edit);
	json_put_end(asking->request->json);
}

/* ---- all safe fixes of the file ---- */

static bool overlaps(const struct edit *edit, const struct edit *chosen, uint32_t n)
{
	for (uint32_t i = 0; i < n; i++)
		if (edit->span.start <= chosen[i].span.start + chosen[i].span.len &&
			chosen[i].span.start <= edit->span.start + edit->span.len)
			return true;
	return false;
}

static void put_all_fixes(struct asking *asking)
{
	const struct sink *sink = &asking->plan->run->sink;
	struct finding_range range = sink_range(sink, asking->file->source->id);
	VEC(struct edit) chosen = {0};
	for (uint32_t i = range.first; i < range.end; i++) {
		const struct finding *finding = sink->items.items[i];
		bool fits = finding->level && finding->edits && finding->edits_are_safe;
		for (const struct edit *edit = finding->edits; edit && fits; edit = edit->next)
			fits = edit->span.source == asking->file->source->id &&
			       !overlaps(edit, chosen.items, chosen.n);
		for (const struct edit *edit = finding->edits; edit && fits; edit = edit->next)
			vec_push(&chosen, *edit);
	}
	for (uint32_t i = 0; i < chosen.n; i++)
		chosen.items[i].next = i + 1 < chosen.n ? &chosen.items[i + 1] : NULL;
	if (chosen.n) {
		begin_action(asking, STR("Apply all safe fixes"), "source.fixAll");
		put_edits(asking, chosen.items);
		json_put_end(asking->request->json);
	}
	vec_free(&chosen);
}

/* ---- */

static bool read_asking(struct asking *asking, struct request *request)
{
	const struct document *document = document_asked(request);
	struct world *world = document ? world_with_fixes(request->server) : NULL;
	const struct source *source = world ? world_source(world, document) : NULL;
	const struct plan *plan = source ? world_plan(world, source) : NULL;
	struct position_range range;
	*asking = (struct asking){.request = request, .plan = plan};
	asking->file = plan ? plan_file_of(plan, source) : NULL;
	if (!asking->file || !range_read(json_object_get(request->params, "range"), &range))
		return false;
	struct str text = out_view(&document->text);
	uint32_t start = offset_of(request->server, text, range.start);
	uint32_t end = offset_of(request->server, text, range.end);
	asking->range = (struct span){source->id, start, end > start ? end - start : 0};
	return true;
}

static void answer(struct request *request)
{
	struct asking asking;
	json_put_array(request->json, "result");
	if (read_asking(&asking, request)) {
		const struct sink *sink = &asking.plan->run->sink;
		struct finding_range range = sink_range(sink, asking.file->source->id);
		for (uint32_t i = range.first; i < range.end && wants(&asking, "quickfix"); i++) {
			const struct finding *finding = sink->items.items[i];
			if (!finding->level ||
				finding->span.start > asking.range.start + asking.range.len ||
				asking.range.start > finding->span.start + finding->span.len)
				continue;
			put_fix(&asking, finding);
			put_waiver(&asking, finding);
		}
		if (wants(&asking, "source.fixAll"))
			put_all_fixes(&asking);
	}
	json_put_end(request->json);
}

const struct lsp_method lsp_code_action = {.name = "textDocument/codeAction", .answer = answer};
