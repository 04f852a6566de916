#include "compiler/plan/value_json.h"

#include "compiler/plan/eval_parts.h"
#include "compiler/plan/normal.h"

static void put_quantity(
	struct json_writer *json, const char *key, struct quantity quantity, struct str unit)
{
	struct out text = {0};
	decimal_print(&text, quantity.n);
	if (quantity.unit == UNIT_NONE) {
		json_put_number(json, key, out_view(&text));
	} else {
		json_put_object(json, key);
		json_put_number(json, "value", out_view(&text));
		json_put_str(json, "unit", unit);
		json_put_end(json);
	}
	out_free(&text);
}

void quantity_put_json(struct json_writer *json, const char *key, const struct plan *plan,
	struct quantity quantity)
{
	put_quantity(json, key, quantity, unit_text(plan, quantity.unit, true));
}

void quantity_put_normal(struct json_writer *json, const char *key, const struct plan *plan,
	struct quantity quantity)
{
	quantity.n = decimal_trim(quantity.n);
	put_quantity(json, key, quantity, normal_unit(plan, quantity.unit));
}

void date_put_json(struct json_writer *json, const char *key, date_t date)
{
	if (date)
		json_put_text(json, key, date_text(date).text);
}

static void put_printed(struct json_writer *json, const char *key, const struct plan *plan,
	const struct value *value)
{
	struct out text = {0};
	value_print(plan, &text, value);
	json_put_str(json, key, out_view(&text));
	out_free(&text);
}

/* `is_normal`: as the normal form has names and units. */
static void put_value(struct json_writer *json, const char *key, const struct plan *plan,
	const struct value *value, bool is_normal)
{
	switch (value->kind) {
	case VALUE_NONE:
		json_put_null(json, key);
		break;
	case VALUE_BOOL:
		json_put_bool(json, key, value->truth);
		break;
	case VALUE_QUANTITY:
		(is_normal ? quantity_put_normal : quantity_put_json)(
			json, key, plan, value->quantity);
		break;
	case VALUE_LIST:
		json_put_array(json, key);
		for (uint32_t i = 0; i < value->list.n; i++)
			put_value(json, NULL, plan, &value->list.items[i], is_normal);
		json_put_end(json);
		break;
	case VALUE_RANGE:
		json_put_object(json, key);
		put_value(json, "first", plan, value->range.low, is_normal);
		put_value(json, "last", plan, value->range.high, is_normal);
		json_put_end(json);
		break;
	case VALUE_BLOCK:
		if (is_normal && value->block->name)
			json_put_str(json, key,
				normal_name((struct plan *)(uintptr_t)plan, value->block));
		else
			put_printed(json, key, plan, value);
		break;
	case VALUE_TEXT:
	case VALUE_COLUMN:
	case VALUE_DATE:
	case VALUE_PERIOD:
	case VALUE_TIME:
	case VALUE_WORD:
	case VALUE_ALL:
		put_printed(json, key, plan, value);
		break;
	}
}

void value_put_json(struct json_writer *json, const char *key, const struct plan *plan,
	const struct value *value)
{
	put_value(json, key, plan, value, false);
}

void value_put_normal(
	struct json_writer *json, const char *key, struct plan *plan, const struct value *value)
{
	put_value(json, key, plan, value, true);
}

/* ---- fields ---- */

struct value_at { /* a value in memory */
	enum value_type type;
	const struct words *words;
	const char *at;
	bool is_normal;
};

/* What the normal form has to tell apart that evaluation does not; NULL if it is no such value. */
static struct str normal_text(struct eval *eval, struct value_at where)
{
	enum value_type plain =
		type_infos[where.type].base ? type_infos[where.type].base : where.type;
	const struct expression *expression = (const void *)where.at;
	const struct field_ref *place = (const void *)where.at;
	if ((plain == TYPE_condition || plain == TYPE_formula) && expression->node)
		return normal_expression(eval->plan, eval->block, expression);
	if (plain == TYPE_place && place->ref.block && place->field)
		return str_format(eval->arena, "%.*s.%s",
			STR_ARGS(normal_name(eval->plan, place->ref.block)), place->field->name);
	return (struct str){0};
}

static struct value read_value(struct eval *eval, struct value_at where)
{
	struct str text = where.is_normal ? normal_text(eval, where) : (struct str){0};
	if (text.ptr)
		return (struct value){.kind = VALUE_TEXT, .text = text};
	if (where.type == TYPE_changed)
		return *(const struct value *)(const void *)where.at;
	struct result result = shape_result(eval->plan, where.type, where.words, where.at);
	return result_value(eval, &result, 0);
}

static void put_item(
	struct json_writer *json, const char *key, struct eval *eval, struct value_at where)
{
	const struct type_info *type = &type_infos[where.type];
	struct value value = read_value(eval, where);
	if (where.is_normal && where.type == TYPE_ref_or_text && value.kind == VALUE_BLOCK) {
		json_put_object(json, key); /* not the text of the same letters */
		put_value(json, "block", eval->plan, &value, true);
		json_put_end(json);
		return;
	}
	if (type->n_clauses == 0) {
		put_value(json, key, eval->plan, &value, where.is_normal);
		return;
	}
	json_put_object(json, key);
	put_value(json, "value", eval->plan, &value, where.is_normal);
	for (uint8_t i = 0; i < type->n_clauses; i++) {
		const struct clause_info *clause = &type->clauses[i];
		struct value part =
			read_value(eval, (struct value_at){clause->type, clause->words,
						 where.at + clause->offset, where.is_normal});
		if (part.kind != VALUE_NONE)
			put_value(json, clause->word, eval->plan, &part, where.is_normal);
	}
	json_put_end(json);
}

static void put_field(
	struct json_writer *json, struct eval *eval, const struct field_info *field, bool is_normal)
{
	const struct block *block = eval->block;
	struct value_at where = {field->type, field->words, field_at(block, field), is_normal};
	const struct list *list = (const void *)where.at;
	if (!field_stated(block, field))
		return;
	if (!field->list) {
		put_item(json, field->name, eval, where);
		return;
	}
	if (list->all) {
		json_put_text(json, field->name, "all");
		return;
	}
	json_put_array(json, field->name);
	for (uint32_t i = 0; i < list->n; i++) {
		where.at = (const char *)list->items + i * type_infos[field->type].size;
		put_item(json, NULL, eval, where);
	}
	json_put_end(json);
}

void field_put_json(struct json_writer *json, struct plan *plan, struct arena *arena,
	const struct block *block, const struct field_info *field)
{
	struct eval eval = {
		.plan = plan, .arena = arena, .block = (struct block *)(uintptr_t)block};
	put_field(json, &eval, field, false);
}

void field_put_normal(struct json_writer *json, struct plan *plan, struct arena *arena,
	const struct block *block, const struct field_info *field)
{
	struct eval eval = {
		.plan = plan, .arena = arena, .block = (struct block *)(uintptr_t)block};
	put_field(json, &eval, field, true);
}
