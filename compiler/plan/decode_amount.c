/* The readers of quantities: numbers, money, amounts in a unit, durations and ratings. */
#include "compiler/plan/decode_types.h"

#include <string.h>

enum { INTERVAL_MAX = 1000 };

static struct sink *sink_of(struct decoder *decoder)
{
	return &decoder->plan->run->sink;
}

/* ---- quantities ---- */

static bool out_of_range(
	struct decoder *decoder, const struct slot *slot, uint32_t node, const char *what)
{
	finding_new(sink_of(decoder), &finding_type_out_of_range, file_span(decoder->file, node),
		"`%s` %s", slot->name, what);
	return false;
}

/* `25.000` where a dot may stand for a comma: three decimals behind one to three digits that begin
 * with another than 0. */
static bool is_dot_for_comma(struct str number)
{
	const char *dot = memchr(number.ptr, '.', number.len);
	size_t before = dot ? (size_t)(dot - number.ptr) : 0;
	return before >= 1 && before <= 3 && number.len == before + 4 && number.ptr[0] != '0' &&
	       number.ptr[number.len - 1] >= '0' && number.ptr[number.len - 1] <= '9';
}

/* Three decimals have no meaning in a currency of two, nor in what is counted in whole numbers. */
static bool has_no_thousandths(struct decoder *decoder, unit_t unit)
{
	if (unit_is_currency(unit))
		return currency_infos[unit - UNIT_CURRENCY_FIRST].decimals <= 2;
	const struct unit_block *declared = plan_declared_unit(decoder->plan, unit);
	return declared && declared->whole == FLAG_TRUE;
}

static bool report_dot(struct decoder *decoder, const struct node *number)
{
	struct arena *arena = &decoder->plan->run->sink.arena;
	struct span span = file_token_span(decoder->file, number->first);
	struct str text = source_slice(decoder->file->source, span);
	struct str whole = str_slice(text, 0, text.len - 4),
		   decimals = str_slice(text, text.len - 3, text.len);
	struct str unit = file_token_text(decoder->file, number->a);
	struct str with_comma = str_format(arena, "%.*s,%.*s", STR_ARGS(whole), STR_ARGS(decimals));
	struct str meant =
		str_is(decimals, "000") ? whole : str_format(arena, "%.*s0", STR_ARGS(text));
	struct finding *finding = finding_new(sink_of(decoder), &finding_syntax_bad_number, span,
		unit_currency(unit)
			? "a dot begins the decimals, and %.*s has no thousandths"
			: "a dot begins the decimals, and there are no fractions of %.*s",
		STR_ARGS(unit));
	finding_help(sink_of(decoder), finding,
		"write `%.*s %.*s`, or `%.*s %.*s` if that is meant", STR_ARGS(with_comma),
		STR_ARGS(unit), STR_ARGS(meant), STR_ARGS(unit));
	finding_edit(sink_of(decoder), finding, span, with_comma, false);
	return false;
}

bool decode_check_dots(struct decoder *decoder, uint32_t node)
{
	const struct node *at = file_node(decoder->file, node);
	bool good = true;
	if (at->kind == NODE_NUMBER && at->a &&
		is_dot_for_comma(file_token_text(decoder->file, at->first))) {
		unit_t unit = unit_currency(file_token_text(decoder->file, at->a));
		const uint32_t *declared = map_get(&decoder->plan->units, at->name);
		if (declared)
			decode_unit_word(
				decoder, at->name, file_token_span(decoder->file, at->a), &unit);
		if (has_no_thousandths(decoder, unit))
			return report_dot(decoder, at);
	}
	for (uint32_t child = at->child; child; child = file_node(decoder->file, child)->next)
		good &= decode_check_dots(decoder, child);
	return good;
}

/* Most quantities are written out; what is wrong with the spelling of one was reported when the
 * file was read. */
static bool decode_literal(struct decoder *decoder, uint32_t node, struct quantity *quantity)
{
	const struct node *at = file_node(decoder->file, node);
	struct str text = file_token_text(decoder->file, at->first);
	*quantity = (struct quantity){.set = true};
	if (at->kind == NODE_PERCENT) {
		quantity->unit = UNIT_PERCENT;
		text = str_slice(text, 0, text.len - 1);
	} else if (at->a) {
		struct span span = file_token_span(decoder->file, at->a);
		if (!decode_unit_word(decoder, at->name, span, &quantity->unit))
			return false;
	}
	return decimal_parse(text, &quantity->n) == DECIMAL_OK;
}

static bool decode_quantity(
	struct decoder *decoder, const struct slot *slot, uint32_t node, struct quantity *quantity)
{
	bool is_rate = slot->field && slot->field->type == TYPE_rate;
	uint8_t kind = file_node(decoder->file, node)->kind;
	if (!is_rate && !decode_check_dots(decoder, node))
		return false;
	if (kind == NODE_NUMBER || kind == NODE_PERCENT)
		return decode_literal(decoder, node, quantity);
	struct value value = decode_evaluate(decoder, slot, node);
	if (value.kind != VALUE_QUANTITY)
		return decode_mismatch(decoder, slot, node, &value);
	*quantity = value.quantity;
	return true;
}

/* `per week`: a unit alone is one of it. */
static bool is_bare_duration(struct decoder *decoder, uint32_t node, struct duration *duration)
{
	const struct node *at = file_node(decoder->file, node);
	if (at->kind != NODE_PATH || at->child)
		return false;
	*duration = (struct duration){
		decimal_of(1), duration_unit_parse(plan_name(decoder->plan, at->name))};
	return duration->unit != DURATION_NONE;
}

bool decode_duration(struct decoder *decoder, const struct slot *slot, uint32_t node, void *to)
{
	struct duration *duration = to;
	struct quantity quantity;
	if (is_bare_duration(decoder, node, duration))
		return true;
	if (!decode_quantity(decoder, slot, node, &quantity))
		return false;
	if (!unit_is_duration(quantity.unit)) {
		struct value value = {.kind = VALUE_QUANTITY, .quantity = quantity};
		return decode_mismatch(decoder, slot, node, &value);
	}
	if (decimal_sign(quantity.n) < 0)
		return out_of_range(decoder, slot, node, "is not negative");
	*duration = (struct duration){quantity.n, unit_duration(quantity.unit)};
	return true;
}

bool decode_cadence(struct decoder *decoder, const struct slot *slot, uint32_t node, void *to)
{
	struct duration *every = to;
	int64_t n;
	if (!decode_duration(decoder, slot, node, to))
		return false;
	if (every->unit < DURATION_DAY || every->unit > DURATION_YEAR) {
		finding_new(sink_of(decoder), &finding_type_mismatch,
			file_span(decoder->file, node),
			"`%s` is counted in days, weeks, months, quarters or years, not in %s",
			slot->name, duration_unit_name(every->unit, true));
		return false;
	}
	if (!decimal_whole(every->n, &n) || n < 1 || n > INTERVAL_MAX)
		return out_of_range(decoder, slot, node, "goes from 1 to 1,000, in whole numbers");
	return true;
}

/* A number whose unit is `wanted`, a percentage or none. */
static bool decode_unit_of(struct decoder *decoder, const struct slot *slot, uint32_t node,
	bool (*wanted)(unit_t), struct quantity *quantity)
{
	if (!decode_quantity(decoder, slot, node, quantity))
		return false;
	if (wanted(quantity->unit))
		return true;
	unit_t currency = decoder->plan->currency;
	if (quantity->unit == UNIT_NONE && wanted == unit_is_currency && currency) {
		struct quantity meant = {quantity->n, currency, true};
		struct finding *finding = finding_new(sink_of(decoder), &finding_type_mismatch,
			file_span(decoder->file, node), "`%s` wants %s; this is a bare number",
			slot->name, type_infos[slot->type].wanted);
		struct str text = quantity_text(decoder->plan, meant);
		finding_help(sink_of(decoder), finding, "write `%.*s`", STR_ARGS(text));
		finding_edit(
			sink_of(decoder), finding, file_span(decoder->file, node), text, false);
		return false;
	}
	struct value value = {.kind = VALUE_QUANTITY, .quantity = *quantity};
	return decode_mismatch(decoder, slot, node, &value);
}

static bool is_bare(unit_t unit)
{
	return unit == UNIT_NONE;
}

static bool is_percent(unit_t unit)
{
	return unit == UNIT_PERCENT;
}

static bool is_share(unit_t unit)
{
	return unit == UNIT_PERCENT || unit_is_currency(unit);
}

bool decode_number(struct decoder *decoder, const struct slot *slot, uint32_t node, void *to)
{
	return decode_unit_of(decoder, slot, node, is_bare, to);
}

bool decode_percent(struct decoder *decoder, const struct slot *slot, uint32_t node, void *to)
{
	return decode_unit_of(decoder, slot, node, is_percent, to);
}

bool decode_money(struct decoder *decoder, const struct slot *slot, uint32_t node, void *to)
{
	return decode_unit_of(decoder, slot, node, unit_is_currency, to);
}

bool decode_share(struct decoder *decoder, const struct slot *slot, uint32_t node, void *to)
{
	return decode_unit_of(decoder, slot, node, is_share, to);
}

/* Whole units have no fractions, and a unit may have a range of its own. */
static bool fits_unit(struct decoder *decoder, uint32_t node, const struct quantity *quantity)
{
	struct plan *plan = decoder->plan;
	const struct unit_block *unit = plan_declared_unit(plan, quantity->unit);
	if (!unit || unit->block.decoding != DECODING_DONE)
		return true;
	struct span span = file_span(decoder->file, node);
	if (unit->whole == FLAG_TRUE && !decimal_is_whole(quantity->n)) {
		struct finding *finding = finding_new(sink_of(decoder), &finding_type_not_whole,
			span, "there are no fractions of %.*s",
			STR_ARGS(unit_text(plan, quantity->unit, true)));
		finding_label(sink_of(decoder), finding, block_span(&unit->block),
			"this unit is counted in whole numbers");
		return false;
	}
	const struct quantity_range *range = &unit->range;
	if (!range->low.set || (decimal_compare(quantity->n, range->low.n) >= 0 &&
				       decimal_compare(quantity->n, range->high.n) <= 0))
		return true;
	struct finding *finding = finding_new(sink_of(decoder), &finding_type_out_of_range, span,
		"%.*s is outside the range of its unit", STR_ARGS(quantity_text(plan, *quantity)));
	finding_label(
		sink_of(decoder), finding, block_field_span(&unit->block, "range"), "the range");
	return false;
}

bool decode_amount(struct decoder *decoder, const struct slot *slot, uint32_t node, void *to)
{
	return decode_quantity(decoder, slot, node, to) && fits_unit(decoder, node, to);
}

bool decode_setting(struct decoder *decoder, const struct slot *slot, uint32_t node, void *to)
{
	return decode_quantity(decoder, slot, node, to);
}

/* `20 .. 30%`: one unit behind both ends is a usual slip. */
static bool report_two_units(
	struct decoder *decoder, uint32_t node, const struct quantity_range *range)
{
	struct plan *plan = decoder->plan;
	struct finding *finding = finding_new(sink_of(decoder), &finding_type_unit,
		file_span(decoder->file, node), "the ends of this range are in different units");
	if (range->low.unit == UNIT_NONE || range->high.unit == UNIT_NONE) {
		unit_t unit = range->low.unit ? range->low.unit : range->high.unit;
		struct quantity low = {range->low.n, unit, true},
				high = {range->high.n, unit, true};
		finding_help(sink_of(decoder), finding, "write `%.*s .. %.*s`",
			STR_ARGS(quantity_text(plan, low)), STR_ARGS(quantity_text(plan, high)));
	}
	return false;
}

bool decode_amount_range(struct decoder *decoder, const struct slot *slot, uint32_t node, void *to)
{
	struct quantity_range *range = to;
	const struct node *at = file_node(decoder->file, node);
	if (at->kind == NODE_BINARY && at->op == DOTS) {
		uint32_t low = at->child, high = file_node(decoder->file, low)->next;
		if (!decode_amount(decoder, slot, low, &range->low) ||
			!decode_amount(decoder, slot, high, &range->high))
			return false;
	} else {
		struct value value = decode_evaluate(decoder, slot, node);
		if (value.kind != VALUE_RANGE || value.range.low->kind != VALUE_QUANTITY ||
			value.range.high->kind != VALUE_QUANTITY)
			return decode_mismatch(decoder, slot, node, &value);
		*range = (struct quantity_range){
			value.range.low->quantity, value.range.high->quantity};
	}
	if (range->low.unit != range->high.unit)
		return report_two_units(decoder, node, range);
	if (decimal_compare(range->low.n, range->high.n) <= 0)
		return true;
	struct finding *finding = finding_new(sink_of(decoder), &finding_type_range_reversed,
		file_span(decoder->file, node),
		"the first end of this range is larger than the second");
	finding_help(sink_of(decoder), finding, "write `%.*s .. %.*s`",
		STR_ARGS(quantity_text(decoder->plan, range->high)),
		STR_ARGS(quantity_text(decoder->plan, range->low)));
	return false;
}

bool decode_rating(struct decoder *decoder, const struct slot *slot, uint32_t node, void *to)
{
	struct quantity quantity;
	int64_t n;
	if (!decode_unit_of(decoder, slot, node, is_bare, &quantity))
		return false;
	if (!decimal_whole(quantity.n, &n) || n < 1 || n > 5)
		return out_of_range(decoder, slot, node, "goes from 1 to 5, in whole numbers");
	*(uint8_t *)to = (uint8_t)n;
	return true;
}
