/* Results as they leave the evaluator and come back into it, their types, and what messages call
 * them. */
#include "compiler/plan/eval_parts.h"

bool result_days(const struct eval *eval, const struct result *result, struct date_range *days)
{
	if (result->kind == VALUE_RANGE && result->of_days)
		*days = result->days;
	else if (result->kind == VALUE_PERIOD)
		*days = period_days(&eval->plan->calendar, result->period);
	else
		return false;
	return days->first != DATE_NONE;
}

/* ---- results as values ---- */

struct gathering {
	struct eval *eval;
	uint32_t node;
	VEC(struct value) items;
};

static bool gather(void *context, const struct result *item)
{
	struct gathering *gathering = context;
	struct value value = result_value(gathering->eval, item, gathering->node);
	if (value.kind != VALUE_NONE)
		vec_push(&gathering->items, value);
	return true;
}

static struct value list_value(struct eval *eval, uint32_t node)
{
	static const struct result nothing;
	struct gathering gathering = {.eval = eval, .node = node};
	walk_items(eval, node, &nothing, gather, &gathering);
	uint32_t n = gathering.items.n;
	struct value *items = arena_array(eval->arena, struct value, n);
	for (uint32_t i = 0; i < n; i++)
		items[i] = gathering.items.items[i];
	vec_free(&gathering.items);
	return (struct value){.kind = VALUE_LIST, .list = {items, n}};
}

/* The fraction as a decimal, if it is one of at most nine decimals. */
static bool find_decimal(const struct result *result, struct decimal *n)
{
	if (result->fits) {
		*n = result->quantity.n;
		return true;
	}
	for (uint8_t scale = 0; scale <= DECIMAL_SCALE_MAX; scale++)
		if (ratio_round(result->exact, scale, ROUND_DOWN, n) &&
			ratio_compare(ratio_of(*n), result->exact) == 0)
			return true;
	return false;
}

static struct value quantity_value(struct eval *eval, const struct result *result, uint32_t node)
{
	struct value value = {.kind = VALUE_QUANTITY, .quantity = result->quantity};
	if (find_decimal(result, &value.quantity.n))
		return value;
	struct finding *finding = eval_report(
		eval, &finding_type_overflow, node, "the result cannot be held exactly");
	if (finding)
		finding_help(eval->sink, finding, "a number has at most 9 decimals and 18 digits");
	return (struct value){0};
}

static const struct value *keep(struct eval *eval, struct value value)
{
	struct value *kept = arena_new(eval->arena, struct value);
	*kept = value;
	return kept;
}

static struct value range_value(struct eval *eval, const struct result *result)
{
	struct value low = {.kind = VALUE_DATE}, high = {.kind = VALUE_DATE};
	if (result->of_days) {
		low.date = result->days.first;
		high.date = result->days.last;
	} else {
		low = (struct value){.kind = VALUE_QUANTITY, .quantity = result->amounts.low};
		high = (struct value){.kind = VALUE_QUANTITY, .quantity = result->amounts.high};
	}
	return (struct value){.kind = VALUE_RANGE, .range = {keep(eval, low), keep(eval, high)}};
}

struct value result_value(struct eval *eval, const struct result *result, uint32_t node)
{
	struct value value = {.kind = result->kind};
	switch (result->kind) {
	case VALUE_QUANTITY:
		return quantity_value(eval, result, node);
	case VALUE_LIST: /* it has items where it is written only */
		return eval->file && node ? list_value(eval, node) : (struct value){0};
	case VALUE_RANGE:
		return range_value(eval, result);
	case VALUE_TEXT:
	case VALUE_COLUMN:
		value.text = result->text;
		break;
	case VALUE_DATE:
		value.date = result->date;
		break;
	case VALUE_PERIOD:
		value.period = result->period;
		break;
	case VALUE_TIME:
		value.time = result->time;
		break;
	case VALUE_BOOL:
		value.truth = result->truth;
		break;
	case VALUE_BLOCK:
		value.block = result->block;
		break;
	case VALUE_WORD:
		value.word = result->word;
		break;
	case VALUE_NONE:
	case VALUE_ALL:
		break;
	}
	return value;
}

static struct result range_result(const struct value *value)
{
	struct result result = {.kind = VALUE_RANGE};
	const struct value *low = value->range.low, *high = value->range.high;
	if (low->kind == VALUE_DATE) {
		result.of_days = true;
		result.days = (struct date_range){low->date, high->date};
	} else {
		result.amounts = (struct quantity_range){low->quantity, high->quantity};
	}
	return result;
}

struct result value_result(const struct value *value)
{
	struct result result = {.kind = value->kind};
	switch (value->kind) {
	case VALUE_QUANTITY:
		result.fits = true;
		result.exact = ratio_of(value->quantity.n);
		result.quantity = value->quantity;
		break;
	case VALUE_LIST:
		result.list.items = value->list.items;
		result.list.n = value->list.n;
		break;
	case VALUE_RANGE:
		return range_result(value);
	case VALUE_TEXT:
	case VALUE_COLUMN:
		result.text = value->text;
		break;
	case VALUE_DATE:
		result.date = value->date;
		break;
	case VALUE_PERIOD:
		result.period = value->period;
		break;
	case VALUE_TIME:
		result.time = value->time;
		break;
	case VALUE_BOOL:
		result.truth = value->truth;
		break;
	case VALUE_BLOCK:
		result.block = value->block;
		break;
	case VALUE_WORD:
		result.word = value->word;
		break;
	case VALUE_NONE:
	case VALUE_ALL:
		break;
	}
	return result;
}

/* ---- types ---- */

struct static_type result_type(const struct result *result)
{
	static const enum shape shapes[] = {
		[VALUE_NONE] = SHAPE_UNKNOWN,
		[VALUE_QUANTITY] = SHAPE_QUANTITY,
		[VALUE_TEXT] = SHAPE_TEXT,
		[VALUE_DATE] = SHAPE_DATE,
		[VALUE_PERIOD] = SHAPE_DAYS,
		[VALUE_TIME] = SHAPE_TIME,
		[VALUE_BOOL] = SHAPE_TRUTH,
		[VALUE_BLOCK] = SHAPE_BLOCK,
		[VALUE_WORD] = SHAPE_WORD,
		[VALUE_RANGE] = SHAPE_AMOUNTS,
		[VALUE_LIST] = SHAPE_UNKNOWN,
		[VALUE_ALL] = SHAPE_ALL,
		[VALUE_COLUMN] = SHAPE_CELL,
	};
	struct static_type type = {
		.shape = shapes[result->kind], .list = result->kind == VALUE_LIST};
	if (result->kind == VALUE_RANGE && result->of_days)
		type.shape = SHAPE_DAYS;
	if (type.shape == SHAPE_AMOUNTS) {
		type.units = UNITS_ONE;
		type.unit = result->amounts.low.unit;
	} else if (type.shape == SHAPE_QUANTITY) {
		type.units = result->any_unit ? UNITS_ANY : UNITS_ONE;
		type.unit = result->quantity.unit;
	} else if (type.shape == SHAPE_BLOCK) {
		type.kinds = (kinds_t)1 << result->block->kind;
		type.block = result->block;
	}
	return type;
}

static const char *quantity_called(unit_t unit)
{
	if (unit == UNIT_NONE)
		return "a bare number";
	if (unit == UNIT_PERCENT)
		return "a percentage";
	if (unit_is_currency(unit))
		return "an amount of money";
	return unit_is_duration(unit) ? "a duration" : "an amount";
}

const char *value_called(const struct value *value)
{
	switch (value->kind) {
	case VALUE_NONE:
		break;
	case VALUE_QUANTITY:
		return quantity_called(value->quantity.unit);
	case VALUE_TEXT:
		return "a text";
	case VALUE_DATE:
		return "a date";
	case VALUE_PERIOD:
		return "a period";
	case VALUE_TIME:
		return "a time of day";
	case VALUE_BOOL:
		return "true or false";
	case VALUE_BLOCK:
		return "the name of a block";
	case VALUE_WORD:
		return "a word";
	case VALUE_RANGE:
		return value->range.low->kind == VALUE_DATE ? "a range of dates"
							    : "a range of amounts";
	case VALUE_LIST:
		return "a list";
	case VALUE_ALL:
		return "the word `all`";
	case VALUE_COLUMN:
		return "a column";
	}
	return "nothing";
}
