/* Values as messages and tables show them. */
#include "compiler/plan/eval_parts.h"

enum { LIST_SHOWN_MAX = 8 };

static void print_list(
	const struct plan *plan, struct out *out, const struct value *value, uint32_t max)
{
	out_char(out, '[');
	for (uint32_t i = 0; i < value->list.n && i < max; i++) {
		out_text(out, i ? ", " : "");
		value_print(plan, out, &value->list.items[i]);
	}
	if (value->list.n > max)
		out_printf(out, ", and %u more", value->list.n - max);
	out_char(out, ']');
}

void value_print_whole(const struct plan *plan, struct out *out, const struct value *value)
{
	if (value->kind == VALUE_LIST)
		print_list(plan, out, value, UINT32_MAX);
	else
		value_print(plan, out, value);
}

void value_print(const struct plan *plan, struct out *out, const struct value *value)
{
	switch (value->kind) {
	case VALUE_NONE:
		break;
	case VALUE_QUANTITY:
		quantity_print(plan, out, value->quantity);
		break;
	case VALUE_TEXT:
	case VALUE_COLUMN:
		out_str(out, value->text);
		break;
	case VALUE_DATE:
		date_print(out, value->date);
		break;
	case VALUE_PERIOD:
		period_print(out, value->period);
		break;
	case VALUE_TIME:
		out_printf(out, "%02d:%02d", value->time.hour, value->time.minute);
		break;
	case VALUE_BOOL:
		out_text(out, value->truth ? "true" : "false");
		break;
	case VALUE_BLOCK:
		if (value->block->name)
			out_str(out, block_path(plan, value->block));
		else
			out_str(out, block_called(plan, value->block));
		break;
	case VALUE_WORD:
		out_str(out, plan_name(plan, value->word));
		break;
	case VALUE_RANGE:
		value_print(plan, out, value->range.low);
		out_text(out, " .. ");
		value_print(plan, out, value->range.high);
		break;
	case VALUE_LIST:
		print_list(plan, out, value, LIST_SHOWN_MAX);
		break;
	case VALUE_ALL:
		out_text(out, "all");
		break;
	}
}

struct value result_cut(struct eval *eval, const struct result *result, uint32_t node)
{
	struct sink *sink = eval->sink;
	struct quantity cut = {.unit = result->quantity.unit, .set = true};
	/* as in figures: no share reaches 100% by rounding */
	bool is_share = cut.unit == UNIT_PERCENT || cut.unit == UNIT_NONE;
	eval->sink = NULL;
	struct value value = result_value(eval, result, node);
	eval->sink = sink;
	if (value.kind == VALUE_NONE && result->kind == VALUE_QUANTITY &&
		ratio_round(result->exact, 1, is_share ? ROUND_DOWN : ROUND_NEAREST, &cut.n))
		value = (struct value){.kind = VALUE_QUANTITY, .quantity = cut};
	return value;
}

struct value eval_cut(struct eval *eval, uint32_t node)
{
	struct result result = eval_begin(eval, node);
	return result_cut(eval, &result, node);
}

bool eval_print(struct eval *eval, uint32_t node, struct out *out)
{
	struct sink *sink = eval->sink;
	eval->sink = NULL;
	struct value value = eval_cut(eval, node);
	eval->sink = sink;
	value_print(eval->plan, out, &value);
	return value.kind != VALUE_NONE;
}
