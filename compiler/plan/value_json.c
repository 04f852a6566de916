#include "compiler/plan/value_json.h"

#include "compiler/plan/eval_parts.h"

void quantity_put_json(struct json_writer *json, const char *key, const struct plan *plan,
	struct quantity quantity)
{
	struct out text = {0};
	decimal_print(&text, quantity.n);
	if (quantity.unit == UNIT_NONE) {
		json_put_number(json, key, out_view(&text));
	} else {
		json_put_object(json, key);
		json_put_number(json, "value", out_view(&text));
		json_put_str(json, "unit", unit_text(plan, quantity.unit, true));
		json_put_end(json);
	}
	out_free(&text);
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

void value_put_json(struct json_writer *json, const char *key, const struct plan *plan,
	const struct value *value)
{
	switch (value->kind) {
	case VALUE_NONE:
		json_put_null(json, key);
		break;
	case VALUE_BOOL:
		json_put_bool(json, key, value->truth);
		break;
	case VALUE_QUANTITY:
		quantity_put_json(json, key, plan, value->quantity);
		break;
	case VALUE_LIST:
		json_put_array(json, key);
		for (uint32_t i = 0; i < value->list.n; i++)
			value_put_json(json, NULL, plan, &value->list.items[i]);
		json_put_end(json);
		break;
	case VALUE_RANGE:
		json_put_object(json, key);
		value_put_json(json, "first", plan, value->range.low);
		value_put_json(json, "last", plan, value->range.high);
		json_put_end(json);
		break;
	case VALUE_TEXT:
	case VALUE_COLUMN:
	case VALUE_DATE:
	case VALUE_PERIOD:
	case VALUE_TIME:
	case VALUE_BLOCK:
	case VALUE_WORD:
	case VALUE_ALL:
		put_printed(json, key, plan, value);
		break;
	}
}

/* ---- fields ---- */

struct value_at { /* a value in memory */
	enum value_type type;
	const struct words *words;
	const char *at;
};

static struct value read_value(struct eval *eval, struct value_at where)
{
	struct result result = shape_result(eval->plan, where.type, where.words, where.at);
	return result_value(eval, &result, 0);
}

static void put_item(
	struct json_writer *json, const char *key, struct eval *eval, struct value_at where)
{
	const struct type_info *type = &type_infos[where.type];
	struct value value = read_value(eval, where);
	if (type->n_clauses == 0) {
		value_put_json(json, key, eval->plan, &value);
		return;
	}
	json_put_object(json, key);
	value_put_json(json, "value", eval->plan, &value);
	for (uint8_t i = 0; i < type->n_clauses; i++) {
		const struct clause_info *clause = &type->clauses[i];
		struct value part = read_value(eval,
			(struct value_at){clause->type, clause->words, where.at + clause->offset});
		if (part.kind != VALUE_NONE)
			value_put_json(json, clause->word, eval->plan, &part);
	}
	json_put_end(json);
}

void field_put_json(struct json_writer *json, struct plan *plan, struct arena *arena,
	const struct block *block, const struct field_info *field)
{
	struct eval eval = {.plan = plan, .arena = arena};
	const char *at = field_at(block, field);
	if (!field_stated(block, field))
		return;
	if (!field->list) {
		put_item(
			json, field->name, &eval, (struct value_at){field->type, field->words, at});
		return;
	}
	const struct list *list = (const void *)at;
	if (list->all) {
		json_put_text(json, field->name, "all");
		return;
	}
	json_put_array(json, field->name);
	for (uint32_t i = 0; i < list->n; i++)
		put_item(json, NULL, &eval,
			(struct value_at){field->type, field->words,
				(const char *)list->items + i * type_infos[field->type].size});
	json_put_end(json);
}
