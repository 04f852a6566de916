/* What literals yield. Their spelling was checked when the file was read: one that means nothing
 * was reported then. */
#include "compiler/plan/decode.h"
#include "compiler/plan/eval_parts.h"
#include "compiler/syntax/literal.h"

static struct result wrong(struct eval *eval)
{
	eval->why_absent = ABSENT_KNOWN;
	return (struct result){0};
}

static struct result read_number(struct eval *eval, struct str text, unit_t unit)
{
	struct decimal n;
	if (decimal_parse(text, &n) != DECIMAL_OK)
		return wrong(eval);
	return (struct result){.kind = VALUE_QUANTITY,
		.fits = true,
		.exact = ratio_of(n),
		.quantity = {n, unit, true}};
}

/* The unit of a number; UNIT_NONE if its word is none, which is reported. */
static unit_t read_unit(struct eval *eval, const struct node *number)
{
	struct plan *plan = eval->plan;
	unit_t unit = number->name ? unit_of_word(plan, number->name) : UNIT_NONE;
	if (unit == UNIT_NONE && number->name && eval->sink) {
		struct decoder decoder = {.plan = plan, .block = eval->home, .file = eval->file};
		decode_unit_word(
			&decoder, number->name, file_token_span(eval->file, number->a), &unit);
	}
	const uint32_t *declared = number->name ? map_get(&plan->units, number->name) : NULL;
	if (declared && plan->unit_blocks.items[*declared - 1]->decoding == DECODING_FRESH)
		block_decode(plan, plan->unit_blocks.items[*declared - 1]);
	return unit;
}

static struct result eval_number(struct eval *eval, uint32_t node)
{
	const struct node *number = file_node(eval->file, node);
	unit_t unit = number->a ? read_unit(eval, number) : UNIT_NONE;
	if (number->a && unit == UNIT_NONE)
		return wrong(eval);
	return read_number(eval, file_token_text(eval->file, number->first), unit);
}

static struct result eval_time(struct eval *eval, struct str text)
{
	unsigned parts[2] = {0}, at = 0;
	for (size_t i = 0; i < text.len; i++) {
		if (text.ptr[i] == ':')
			at = 1;
		else
			parts[at] = (parts[at] * 10 + (unsigned)(text.ptr[i] - '0')) % 100;
	}
	if (parts[0] > 23 || parts[1] > 59)
		return wrong(eval);
	return (struct result){
		.kind = VALUE_TIME, .time = {true, (uint8_t)parts[0], (uint8_t)parts[1]}};
}

static struct result eval_date(struct eval *eval, struct str text)
{
	date_t date = date_parse(text);
	return date ? (struct result){.kind = VALUE_DATE, .date = date} : wrong(eval);
}

static struct result eval_period(struct eval *eval, struct str text)
{
	struct period period = period_parse(text);
	return period.kind ? (struct result){.kind = VALUE_PERIOD, .period = period} : wrong(eval);
}

struct result eval_literal(struct eval *eval, uint32_t node)
{
	struct str text = file_text(eval->file, node);
	struct span span = file_span(eval->file, node);
	enum node_kind kind = (enum node_kind)file_node(eval->file, node)->kind;
	if (kind == NODE_NUMBER)
		return eval_number(eval, node);
	if (kind == NODE_PERCENT)
		return read_number(eval, str_slice(text, 0, text.len - 1), UNIT_PERCENT);
	if (kind == NODE_DATE)
		return eval_date(eval, text);
	if (kind == NODE_PERIOD)
		return eval_period(eval, text);
	if (kind == NODE_TIME)
		return eval_time(eval, text);
	if (kind == NODE_TRUTH)
		return (struct result){.kind = VALUE_BOOL, .truth = str_is(text, "true")};
	if (kind == NODE_PROSE)
		return (struct result){
			.kind = VALUE_TEXT, .text = literal_prose(eval->arena, text)};
	return (struct result){
		.kind = VALUE_TEXT, .text = literal_text(eval->arena, NULL, span, text)};
}
