/* Arithmetic: exact fractions inside, decimals where they enter and leave. */
#include "compiler/plan/decode.h"
#include "compiler/plan/eval_parts.h"
#include "compiler/syntax/literal.h"

/* ---- making numbers ---- */

struct result ratio_result(struct ratio exact, unit_t unit)
{
	return (struct result){
		.kind = VALUE_QUANTITY, .exact = exact, .quantity = {.unit = unit, .set = true}};
}

static struct result decimal_result(struct decimal n, unit_t unit)
{
	return (struct result){.kind = VALUE_QUANTITY,
		.fits = true,
		.exact = ratio_of(n),
		.quantity = {n, unit, true}};
}

struct result number_result(int64_t n, unit_t unit)
{
	return decimal_result(decimal_of(n), unit);
}

/* ---- literals ---- */

static struct result wrong(struct eval *eval)
{
	eval->why_absent = ABSENT_KNOWN;
	return (struct result){0};
}

static struct result read_number(struct eval *eval, uint32_t node, struct str text, unit_t unit)
{
	struct decimal n;
	(void)node;
	return decimal_parse(text, &n) == DECIMAL_OK ? decimal_result(n, unit) : wrong(eval);
}

static struct result eval_number(struct eval *eval, uint32_t node)
{
	const struct node *number = file_node(eval->file, node);
	unit_t unit = UNIT_NONE;
	if (number->a) {
		unit = number->name ? unit_of_word(eval->plan, number->name) : UNIT_NONE;
		if (unit == UNIT_NONE && number->name && eval->sink) {
			struct decoder decoder = {
				.plan = eval->plan, .block = eval->home, .file = eval->file};
			decode_unit_word(&decoder, number->name,
				file_token_span(eval->file, number->a), &unit);
		}
		if (unit == UNIT_NONE)
			return wrong(eval);
		const uint32_t *declared = map_get(&eval->plan->units, number->name);
		if (declared)
			block_ready(eval, eval->plan->unit_blocks.items[*declared - 1], node);
	}
	return read_number(eval, node, file_token_text(eval->file, number->first), unit);
}

static struct result eval_time(struct eval *eval, struct str text)
{
	unsigned parts[2] = {0}, at = 0;
	for (size_t i = 0; i < text.len; i++) {
		if (text.ptr[i] == ':' && !at)
			at = 1;
		else if (text.ptr[i] >= '0' && text.ptr[i] <= '9' && parts[at] < 100)
			parts[at] = parts[at] * 10 + (unsigned)(text.ptr[i] - '0');
		else
			return wrong(eval);
	}
	return (struct result){
		.kind = VALUE_TIME, .time = {true, (uint8_t)parts[0], (uint8_t)parts[1]}};
}

/* A date or period that does not exist was reported by the scanner. */
static struct result eval_day(struct eval *eval, struct str text)
{
	date_t date = date_parse(text);
	return date ? (struct result){.kind = VALUE_DATE, .date = date} : wrong(eval);
}

static struct result eval_period(struct eval *eval, uint32_t node, struct str text)
{
	struct period period = period_parse(text);
	struct result result = {.kind = VALUE_PERIOD, .period = period};
	struct date_range days;
	if (period.kind == PERIOD_NONE)
		return wrong(eval);
	if (file_node(eval->file, node)->kind == NODE_NUMBER && !result_days(eval, &result, &days))
		return wrong(eval);
	return result;
}

struct result eval_literal(struct eval *eval, uint32_t node)
{
	struct str text = file_text(eval->file, node);
	struct span span = file_span(eval->file, node);
	switch ((enum node_kind)file_node(eval->file, node)->kind) {
	case NODE_NUMBER:
		return eval_number(eval, node);
	case NODE_PERCENT:
		return read_number(eval, node, str_slice(text, 0, text.len - 1), UNIT_PERCENT);
	case NODE_TEXT:
		return (struct result){.kind = VALUE_TEXT,
			.text = literal_text(eval->arena, NULL, span, text)};
	case NODE_PROSE:
		return (struct result){.kind = VALUE_TEXT, .text = literal_prose(eval->arena, text)};
	case NODE_DATE:
		return eval_day(eval, text);
	case NODE_PERIOD:
		return eval_period(eval, node, text);
	case NODE_TIME:
		return eval_time(eval, text);
	case NODE_TRUTH:
		return (struct result){.kind = VALUE_BOOL, .truth = str_is(text, "true")};
	default:
		return wrong(eval);
	}
}
