#include "compiler/diag/render.h"
#include "compiler/emit/json/parts.h"

static void put_frame(struct json_plan *maker)
{
	struct json_writer *json = &maker->json;
	const struct plan *plan = maker->plan;
	const struct block *frame = &plan->frame->block;
	json_put_str(json, "plan", plan_name(plan, frame->name));
	json_put_str(json, "title", frame->title);
	date_put_json(json, "first", plan->first);
	date_put_json(json, "last", plan->last);
	if (plan->currency)
		json_put_str(json, "currency", unit_text(plan, plan->currency, true));
	json_put_text(json, "profile", enum_word(&words_profile_word, (uint8_t)plan->profile));
	if (maker->input->tracked && maker->input->tracked->status != STATUS_NONE)
		json_put_text(json, "status", status_word(maker->input->tracked->status));
}

static void put_findings(struct json_plan *maker)
{
	struct json_writer *json = &maker->json;
	uint32_t n = 0;
	const struct finding **found =
		maker->input->findings
			? plan_findings(maker->plan, maker->input->findings, maker->arena, &n)
			: NULL;
	json_put_array(json, "findings");
	for (uint32_t i = 0; i < n; i++) {
		if (found[i]->level == LEVEL_OFF)
			continue;
		json_put_object(json, NULL);
		json_put_str(json, "rule", found[i]->name);
		json_put_text(json, "level", level_name(found[i]->level));
		json_put_str(json, "message", found[i]->message);
		json_place(json, maker->plan, found[i]->span);
		if (found[i]->more)
			json_put_int(json, "more", found[i]->more);
		json_put_end(json);
	}
	json_put_end(json);
}

static void put_verdicts(struct json_plan *maker)
{
	const struct smart_verdicts *verdicts = maker->input->verdicts;
	json_put_array(&maker->json, "smart");
	for (uint32_t i = 0; verdicts && i < verdicts->n; i++)
		json_verdict(&maker->json, maker->plan, &verdicts->items[i]);
	json_put_end(&maker->json);
}

static void write_plan(struct json_plan *maker)
{
	struct json_writer *json = &maker->json;
	json_put_object(json, NULL);
	json_put_int(json, "version", 1);
	json_put_text(json, "tool", "pbp " PBP_VERSION);
	if (maker->input->tracked)
		date_put_json(json, "as_of", maker->input->tracked->as_of);
	else
		json_put_null(json, "as_of");
	if (maker->plan->audience)
		json_put_str(json, "audience",
			plan_name(maker->plan, maker->plan->audience->block.name));
	put_frame(maker);
	json_blocks(maker);
	json_sessions(maker);
	put_verdicts(maker);
	put_findings(maker);
	json_put_end(json);
}

static void emit(struct arena *arena, const struct emit_input *input, struct emit_file **files)
{
	struct str path = str_format(arena, "%.*s.json", STR_ARGS(input->stem));
	struct json_plan maker = {
		.json = {.out = &emit_file_add(arena, files, path)->bytes, .flat = 3},
		.input = input,
		.plan = input->plan,
		.arena = arena};
	write_plan(&maker);
}

const struct format format_json = {
	.name = "json",
	.summary = "the whole plan as of the day, for other programs (editors/plan.schema.json)",
	.emit = emit,
};
