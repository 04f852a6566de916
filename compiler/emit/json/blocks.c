#include "compiler/emit/json/parts.h"

void json_place(struct json_writer *json, struct plan *plan, struct span span)
{
	struct sources *sources = &plan->run->sources;
	if (!span.source)
		return;
	json_put_str(json, "path", plan_source_path(plan, sources_get(sources, span.source)));
	json_put_int(json, "line", source_place(sources, span.source, span.start).line);
}

static void put_rows(struct json_plan *maker, const struct rows *rows)
{
	struct json_writer *json = &maker->json;
	json_put_array(json, "rows");
	for (uint32_t i = 0; i < rows->n; i++) {
		const struct row *row = &rows->items[i];
		json_put_object(json, NULL);
		if (row->period.kind) {
			struct out text = {0};
			period_print(&text, row->period);
			json_put_str(json, "period", out_view(&text));
			out_free(&text);
		}
		date_put_json(json, "first", row->days.first);
		date_put_json(json, "last", row->days.last);
		if (row->value.set)
			quantity_put_json(json, "value", maker->plan, row->value);
		if (row->sample.set)
			quantity_put_json(json, "sample", maker->plan, row->sample);
		json_put_end(json);
	}
	json_put_end(json);
}

static void put_fields(struct json_plan *maker, const struct block *block)
{
	const struct kind_info *info = &kind_infos[block->kind];
	json_put_object(&maker->json, "fields");
	for (uint8_t i = 0; i < info->n_fields; i++)
		field_put_json(&maker->json, maker->plan, maker->arena, block, &info->fields[i]);
	for (uint8_t i = 0; i < any_fields_n; i++)
		field_put_json(&maker->json, maker->plan, maker->arena, block, &any_fields[i]);
	json_put_end(&maker->json);
}

static void put_block(struct json_plan *maker, const struct block *block)
{
	struct json_writer *json = &maker->json;
	json_put_object(json, NULL);
	json_put_text(json, "kind", kind_infos[block->kind].name);
	if (block->of)
		json_put_str(json, "of", block_path(maker->plan, block->of));
	else if (block->name)
		json_put_str(json, "id", block_path(maker->plan, block));
	date_put_json(json, "date", block->date);
	if (block->title.ptr)
		json_put_str(json, "title", block->title);
	json_place(json, maker->plan, block_span(block));
	if (block->is_std)
		json_put_bool(json, "standard", true);
	put_fields(maker, block);
	if (kind_infos[block->kind].rows)
		put_rows(maker, &((const struct rows_block *)(const void *)block)->rows);
	json_tracked(maker, block);
	if (block->first_child)
		json_put_array(json, "children");
	for (const struct block *child = block->first_child; child; child = child->next_sibling)
		put_block(maker, child);
	if (block->first_child)
		json_put_end(json);
	json_put_end(json);
}

void json_blocks(struct json_plan *maker)
{
	json_put_array(&maker->json, "blocks");
	for (uint32_t i = 0; i < maker->plan->blocks.n; i++)
		if (!maker->plan->blocks.items[i]->parent)
			put_block(maker, maker->plan->blocks.items[i]);
	json_put_end(&maker->json);
}
