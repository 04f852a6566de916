/* One reader for each value type that is a quantity, a day or a text. Those that are names: decode_name.c. */
#include "compiler/plan/decode_types.h"

#include "compiler/syntax/literal.h"

static struct sink *sink_of(struct decoder *decoder)
{
	return &decoder->plan->run->sink;
}

struct finding *report_mismatch(
	struct decoder *decoder, const struct slot *slot, uint32_t node, const char *found)
{
	struct finding *finding = finding_new(sink_of(decoder), &finding_type_mismatch,
		file_span(decoder->file, node), "`%s` wants %s; this is %s", slot->name,
		type_infos[slot->type].wanted, found);
	if (slot->field && slot->field->example)
		finding_help(sink_of(decoder), finding, "for example `%s`", slot->field->example);
	return finding;
}

/* The value of an expression; VALUE_NONE if it is wrong, which has been reported then. */
static struct value evaluate(struct decoder *decoder, uint32_t node)
{
	struct eval eval = {.plan = decoder->plan,
		.file = decoder->file,
		.block = decoder->block,
		.arena = &decoder->plan->arena,
		.sink = sink_of(decoder)};
	return eval_node(&eval, node);
}

static bool mismatch(
	struct decoder *decoder, const struct slot *slot, uint32_t node, const struct value *value)
{
	if (value->kind != VALUE_NONE)
		report_mismatch(decoder, slot, node, value_called(value));
	return false;
}

/* `2026` where a period is expected: the calendar year. */
static bool is_year(struct decoder *decoder, uint32_t node, struct period *period)
{
	const struct node *at = file_node(decoder->file, node);
	if (at->kind != NODE_NUMBER || at->a)
		return false;
	*period = period_parse(file_text(decoder->file, node));
	return period->kind == PERIOD_YEAR;
}

static bool days_of_period(
	struct decoder *decoder, uint32_t node, struct period period, struct date_range *days)
{
	*days = period_days(&decoder->plan->calendar, period);
	if (days->first)
		return true;
	finding_new(sink_of(decoder), &finding_type_period, file_span(decoder->file, node),
		"the plan's calendar has no period %.*s", STR_ARGS(file_text(decoder->file, node)));
	return false;
}

/* ---- text ---- */

bool decode_text(struct decoder *decoder, const struct slot *slot, uint32_t node, void *to)
{
	struct str *text = to;
	const struct node *at = file_node(decoder->file, node);
	if (at->kind == NODE_TEXT) {
		*text = literal_text(&decoder->plan->arena, NULL, file_span(decoder->file, node),
			file_text(decoder->file, node));
		return true;
	}
	if (at->kind == NODE_PROSE) {
		*text = literal_prose(&decoder->plan->arena, file_text(decoder->file, node));
		return true;
	}
	struct value value = evaluate(decoder, node);
	if (value.kind != VALUE_TEXT)
		return mismatch(decoder, slot, node, &value);
	*text = value.text;
	return true;
}

bool decode_prose(struct decoder *decoder, const struct slot *slot, uint32_t node, void *to)
{
	return decode_text(decoder, slot, node, to);
}

/* ---- days ---- */

static bool decode_day(
	struct decoder *decoder, const struct slot *slot, uint32_t node, bool last, date_t *date)
{
	struct date_range days;
	struct value value = evaluate(decoder, node);
	if (value.kind == VALUE_PERIOD) {
		if (!days_of_period(decoder, node, value.period, &days))
			return false;
		*date = last ? days.last : days.first;
		return true;
	}
	if (value.kind != VALUE_DATE)
		return mismatch(decoder, slot, node, &value);
	*date = value.date;
	return true;
}

bool decode_date(struct decoder *decoder, const struct slot *slot, uint32_t node, void *to)
{
	return decode_day(decoder, slot, node, true, to);
}

bool decode_date_start(struct decoder *decoder, const struct slot *slot, uint32_t node, void *to)
{
	return decode_day(decoder, slot, node, false, to);
}

static bool check_order(struct decoder *decoder, uint32_t node, struct date_range range)
{
	if (range.first <= range.last)
		return true;
	struct finding *finding = finding_new(sink_of(decoder), &finding_type_range_reversed,
		file_span(decoder->file, node), "this ends on %s, before it begins on %s",
		date_text(range.last).text, date_text(range.first).text);
	finding_help(sink_of(decoder), finding, "write `%s .. %s`", date_text(range.last).text,
		date_text(range.first).text);
	return false;
}

bool decode_range(struct decoder *decoder, const struct slot *slot, uint32_t node, void *to)
{
	struct date_range *range = to;
	struct period period;
	const struct node *at = file_node(decoder->file, node);
	if (is_year(decoder, node, &period))
		return days_of_period(decoder, node, period, range);
	if (at->kind == NODE_BINARY && at->op == DOTS) {
		uint32_t low = at->child, high = file_node(decoder->file, low)->next;
		bool good = decode_day(decoder, slot, low, false, &range->first);
		return decode_day(decoder, slot, high, true, &range->last) && good
			&& check_order(decoder, node, *range);
	}
	struct value value = evaluate(decoder, node);
	if (value.kind == VALUE_PERIOD)
		return days_of_period(decoder, node, value.period, range);
	if (value.kind == VALUE_RANGE && value.range.low->kind == VALUE_DATE
		&& value.range.high->kind == VALUE_DATE) {
		*range = (struct date_range){value.range.low->date, value.range.high->date};
		return check_order(decoder, node, *range);
	}
	return mismatch(decoder, slot, node, &value);
}

bool decode_period(struct decoder *decoder, const struct slot *slot, uint32_t node, void *to)
{
	struct period period;
	if (is_year(decoder, node, &period))
		return days_of_period(decoder, node, period, to);
	struct value value = evaluate(decoder, node);
	if (value.kind != VALUE_PERIOD)
		return mismatch(decoder, slot, node, &value);
	return days_of_period(decoder, node, value.period, to);
}

bool decode_time(struct decoder *decoder, const struct slot *slot, uint32_t node, void *to)
{
	struct value value = evaluate(decoder, node);
	if (value.kind != VALUE_TIME)
		return mismatch(decoder, slot, node, &value);
	*(struct time_of_day *)to = value.time;
	return true;
}

/* ---- quantities ---- */

static bool out_of_range(struct decoder *decoder, uint32_t node, const char *what)
{
	finding_new(sink_of(decoder), &finding_type_out_of_range, file_span(decoder->file, node),
		"%s", what);
	return false;
}

static bool decode_quantity(
	struct decoder *decoder, const struct slot *slot, uint32_t node, struct quantity *quantity)
{
	struct value value = evaluate(decoder, node);
	if (value.kind != VALUE_QUANTITY)
		return mismatch(decoder, slot, node, &value);
	*quantity = value.quantity;
	return true;
}

/* `per week`: a unit alone is one of it. */
static bool is_bare_duration(struct decoder *decoder, uint32_t node, struct duration *duration)
{
	const struct node *at = file_node(decoder->file, node);
	if (at->kind != NODE_PATH || at->child)
		return false;
	*duration = (struct duration){decimal_of(1),
		duration_unit_parse(plan_name(decoder->plan, at->name))};
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
		return mismatch(decoder, slot, node, &value);
	}
	if (decimal_sign(quantity.n) < 0)
		return out_of_range(decoder, node, "a duration is not negative");
	*duration = (struct duration){quantity.n, unit_duration(quantity.unit)};
	return true;
}

bool decode_cadence(struct decoder *decoder, const struct slot *slot, uint32_t node, void *to)
{
	struct duration *every = to;
	int64_t n;
	if (!decode_duration(decoder, slot, node, to))
		return false;
	if (every->unit < DURATION_DAY || every->unit > DURATION_YEAR)
		return out_of_range(decoder, node,
			"an interval is counted in days, weeks, months, quarters or years");
	if (!decimal_whole(every->n, &n) || n < 1 || n > 1000)
		return out_of_range(decoder, node, "an interval is a whole number from 1 to 1000");
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
	struct value value = {.kind = VALUE_QUANTITY, .quantity = *quantity};
	return mismatch(decoder, slot, node, &value);
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
	const struct unit_block *unit = plan_declared_unit(decoder->plan, quantity->unit);
	struct str called = unit_text(decoder->plan, quantity->unit, true);
	if (!unit || unit->block.decoding != DECODING_DONE)
		return true;
	if (unit->whole == FLAG_TRUE && !decimal_is_whole(quantity->n)) {
		struct finding *finding = finding_new(sink_of(decoder), &finding_type_not_whole,
			file_span(decoder->file, node), "there are no fractions of %.*s",
			STR_ARGS(called));
		finding_label(sink_of(decoder), finding, block_span(&unit->block),
			"this unit is counted in whole numbers");
		return false;
	}
	if (!unit->range.low.set)
		return true;
	if (decimal_compare(quantity->n, unit->range.low.n) >= 0
		&& decimal_compare(quantity->n, unit->range.high.n) <= 0)
		return true;
	struct finding *finding = finding_new(sink_of(decoder), &finding_type_out_of_range,
		file_span(decoder->file, node), "this is outside the range of %.*s",
		STR_ARGS(called));
	finding_label(sink_of(decoder), finding, block_field_span(&unit->block, "range"), "the range");
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

bool decode_amount_range(struct decoder *decoder, const struct slot *slot, uint32_t node, void *to)
{
	struct quantity_range *range = to;
	struct value value = evaluate(decoder, node);
	if (value.kind != VALUE_RANGE || value.range.low->kind != VALUE_QUANTITY
		|| value.range.high->kind != VALUE_QUANTITY)
		return mismatch(decoder, slot, node, &value);
	*range = (struct quantity_range){value.range.low->quantity, value.range.high->quantity};
	if (range->low.unit != range->high.unit) {
		finding_new(sink_of(decoder), &finding_type_unit, file_span(decoder->file, node),
			"the ends of this range are in different units");
		return false;
	}
	if (decimal_compare(range->low.n, range->high.n) <= 0)
		return true;
	finding_new(sink_of(decoder), &finding_type_range_reversed, file_span(decoder->file, node),
		"the first end of this range is larger than the second");
	return false;
}

bool decode_rating(struct decoder *decoder, const struct slot *slot, uint32_t node, void *to)
{
	struct quantity quantity;
	int64_t n;
	if (!decode_unit_of(decoder, slot, node, is_bare, &quantity))
		return false;
	if (!decimal_whole(quantity.n, &n) || n < 1 || n > 5)
		return out_of_range(decoder, node, "this goes from 1 to 5, in whole numbers");
	*(uint8_t *)to = (uint8_t)n;
	return true;
}

bool decode_flag(struct decoder *decoder, const struct slot *slot, uint32_t node, void *to)
{
	struct value value = evaluate(decoder, node);
	if (value.kind != VALUE_BOOL)
		return mismatch(decoder, slot, node, &value);
	*(uint8_t *)to = value.truth ? FLAG_TRUE : FLAG_FALSE;
	return true;
}

/* ---- expressions that are kept ---- */

/* Whether it is a condition is checked when every block can be looked into: plan_check_expressions. */
bool decode_condition(struct decoder *decoder, const struct slot *slot, uint32_t node, void *to)
{
	(void)slot;
	*(struct expression *)to = (struct expression){decoder->file, node};
	return true;
}

bool decode_formula(struct decoder *decoder, const struct slot *slot, uint32_t node, void *to)
{
	return decode_condition(decoder, slot, node, to);
}

bool decode_value(struct decoder *decoder, const struct slot *slot, uint32_t node, void *to)
{
	static bool (*const readers[TYPE_COUNT])(
		struct decoder *, const struct slot *, uint32_t, void *) = {
#define VALUE_TYPE(name, c_type, wanted, doc) [TYPE_##name] = decode_##name,
#define PHRASE(name, base, clauses)
#include "grammar/schema/types.def"
#undef VALUE_TYPE
#undef PHRASE
	};
	/* A literal that was reported has no value and needs no second report. */
	if (file_node(decoder->file, node)->kind == NODE_WRONG)
		return false;
	return readers[slot->type](decoder, slot, node, to);
}

/* ---- rows ---- */

static bool decode_row_key(struct decoder *decoder, uint32_t node, struct row *row)
{
	uint32_t first = file_node(decoder->file, node)->first;
	struct span span = file_token_span(decoder->file, first);
	struct str key = source_slice(decoder->file->source, span);
	if (decoder->file->tokens.items[first].flags & TOKEN_WRONG)
		return false;
	if (str_ends(key, ":"))
		key = str_slice(key, 0, key.len - 1);
	date_t date = date_parse(key);
	if (date) {
		row->days = (struct date_range){date, date};
		return true;
	}
	row->period = period_parse(key);
	if (row->period.kind == PERIOD_NONE)
		return false;
	row->days = period_days(&decoder->plan->calendar, row->period);
	if (row->days.first)
		return true;
	span.len = (uint32_t)key.len;
	finding_new(sink_of(decoder), &finding_type_period, span,
		"the plan's calendar has no period %.*s", STR_ARGS(key));
	return false;
}

bool decode_row(struct decoder *decoder, uint32_t node, struct row *row)
{
	static const struct slot value_slot = {.name = "a row", .type = TYPE_amount};
	static const struct slot sample_slot = {.name = "of", .type = TYPE_amount};
	uint32_t phrase = file_node(decoder->file, node)->child;
	uint32_t value = phrase, clause = 0;
	row->node = node;
	row->file = decoder->file;
	if (!decode_row_key(decoder, node, row) || !phrase)
		return false;
	if (file_node(decoder->file, phrase)->next) {
		finding_new(sink_of(decoder), &finding_type_one_value,
			file_span(decoder->file, file_node(decoder->file, phrase)->next),
			"a row takes one value");
		return false;
	}
	if (file_node(decoder->file, phrase)->kind == NODE_PHRASE) {
		value = file_node(decoder->file, phrase)->child;
		clause = file_node(decoder->file, value)->next;
	}
	if (!decode_value(decoder, &value_slot, value, &row->value))
		return false;
	if (!clause)
		return true;
	if (file_node(decoder->file, clause)->op != CLAUSE_of
		|| file_node(decoder->file, clause)->next) {
		struct finding *finding = finding_new(sink_of(decoder), &finding_type_clause,
			file_span(decoder->file, clause), "a row takes no such clause");
		finding_help(sink_of(decoder), finding,
			"it takes `of` for the number of cases: `30.5%% of 21 deals`");
		return false;
	}
	return decode_value(
		decoder, &sample_slot, file_node(decoder->file, clause)->child, &row->sample);
}
