#include "compiler/lsp/server.h"

/* "on track: 312,000 USD of 650,000 USD by 2026-12-31" over a goal. */
static void put_lens(
	struct request *request, const struct tracked *tracked, const struct goal_block *goal)
{
	const struct tracked_goal *state = tracked_goal_of(tracked, goal);
	struct json_writer *json = request->json;
	struct out title = {0};
	if (!state || state->rolled_up == STATUS_NONE)
		return;
	const struct goal_figures *figures = &state->figures;
	out_text(&title, status_phrase(figures->status));
	if (figures->has_reading) {
		struct quantity reading = {figures->actual_shown, state->unit, true};
		out_printf(&title, ": %.*s", STR_ARGS(quantity_text(tracked->plan, reading)));
		if (goal->target.value.set)
			out_printf(&title, " of %.*s",
				STR_ARGS(quantity_text(tracked->plan, goal->target.value)));
		out_printf(&title, ", read %s%s", date_text(figures->reading_date).text,
			figures->stale ? ", stale" : "");
	}
	json_put_object(json, NULL);
	put_span(json, request->server, "range", block_span(&goal->block));
	json_put_object(json, "command");
	json_put_str(json, "title", out_view(&title));
	json_put_text(json, "command", "");
	json_put_end(json);
	json_put_end(json);
	out_free(&title);
}

static void answer(struct request *request)
{
	const struct document *document = document_asked(request);
	struct world *world = document ? world_of(request->server) : NULL;
	const struct source *source = world ? world_source(world, document) : NULL;
	const struct plan *plan = source ? world_plan(world, source) : NULL;
	const struct tracked *tracked = plan ? world_tracked(world, plan) : NULL;
	json_put_array(request->json, "result");
	for (uint32_t i = 0; tracked && i < plan->of_kind[KIND_goal].n; i++)
		if (plan_goal(plan, i)->block.part.file->source == source)
			put_lens(request, tracked, plan_goal(plan, i));
	json_put_end(request->json);
}

const struct lsp_method lsp_code_lens = {.name = "textDocument/codeLens", .answer = answer};
