/* One reader for each value type that is a quantity, a day or a text. Those that are names: decode_name.c. */
#include "compiler/plan/decode_types.h"

#include "compiler/syntax/literal.h"

#include <string.h>

enum { INTERVAL_MAX = 1000 };

static struct sink *sink_of(struct decoder *decoder)
{
	return &decoder->plan->run->sink;
}

static void help_with_example(
	struct decoder *decoder, const struct slot *slot, struct finding *finding)
{
	if (slot->field && slot->field->example)
		finding_help(sink_of(decoder), finding, "for example `%s`", slot->field->example);
}

/* A date or a number in quotes: without them it is one. */
static bool is_quoted_value(struct str text)
{
	return text.len > 2
		&& ((text.ptr[1] >= '0' && text.ptr[1] <= '9') || str_is(text, "\"true\"") || str_is(text, "\"false\""));
}

struct finding *report_mismatch(
	struct decoder *decoder, const struct slot *slot, uint32_t node, const char *found)
{
	struct finding *finding = finding_new(sink_of(decoder), &finding_type_mismatch,
		file_span(decoder->file, node), "`%s` wants %s; this is %s", slot->name,
		type_infos[slot->type].wanted, found);
	struct str text = file_text(decoder->file, node);
	bool quoted = file_node(decoder->file, node)->kind == NODE_TEXT && is_quoted_value(text);
	if (quoted)
		finding_help(sink_of(decoder), finding, "leave the quotes out: `%.*s`",
			STR_ARGS(str_slice(text, 1, text.len - 1)));
	else
		help_with_example(decoder, slot, finding);
	return finding;
}

/* ---- words where something else is wanted ---- */

/* A bare word that nothing is called: `critical: yes`, `title: Manager`. */
static bool is_stray_word(struct decoder *decoder, uint32_t node)
{
	static const char *const reserved[] = {"all", "today", "it", "start", "end"};
	struct plan *plan = decoder->plan;
	const struct node *at = file_node(decoder->file, node);
	if (at->kind != NODE_PATH || at->child || plan->is_library || names_find(plan, NULL, at->name)
		|| schema_plural(&plan->run->schema, at->name))
		return false;
	for (size_t i = 0; i < sizeof reserved / sizeof *reserved; i++)
		if (str_is(plan_name(plan, at->name), reserved[i]))
			return false;
	for (const struct block *scope = decoder->block; scope; scope = scope->parent)
		if (names_find(plan, scope, at->name))
			return false;
	return true;
}

/* What a word was meant to say, in the spelling of the type; ptr NULL if that cannot be known. */
static struct str meant_by(struct decoder *decoder, const struct slot *slot, struct str word)
{
	static const char *const yes[] = {"yes", "y", "on", "true"}, *const no[] = {"no", "n", "off", "false"};
	struct arena *arena = &decoder->plan->run->sink.arena;
	if (slot->type == TYPE_text || slot->type == TYPE_prose)
		return str_format(arena, "\"%.*s\"", STR_ARGS(word));
	for (size_t i = 0; slot->type == TYPE_flag && i < sizeof yes / sizeof *yes; i++) {
		if (!str_distance(word, str_from(yes[i]), 0))
			return STR("true");
		if (!str_distance(word, str_from(no[i]), 0))
			return STR("false");
	}
	return (struct str){0};
}

static bool report_stray_word(struct decoder *decoder, const struct slot *slot, uint32_t node)
{
	struct sink *sink = sink_of(decoder);
	struct str word = file_text(decoder->file, node);
	struct span span = file_span(decoder->file, node);
	const struct name_entry *near = names_closest(decoder->plan, word, K_LET);
	if (near) {
		struct str name = plan_name(decoder->plan, file_node(near->file, near->let->node)->name);
		struct finding *finding = finding_new(
			sink, &finding_name_unknown, span, "there is nothing called `%.*s`", STR_ARGS(word));
		finding_help(sink, finding, "did you mean `%.*s`?", STR_ARGS(name));
		finding_edit(sink, finding, span, name, false);
		return false;
	}
	struct str meant = meant_by(decoder, slot, word);
	struct finding *finding = finding_new(sink, &finding_type_mismatch, span, "`%s` wants %s; `%.*s` is a word",
		slot->name, type_infos[slot->type].wanted, STR_ARGS(word));
	if (meant.ptr) {
		finding_help(sink, finding, "write `%.*s`", STR_ARGS(meant));
		finding_edit(sink, finding, span, meant, false);
	} else {
		help_with_example(decoder, slot, finding);
	}
	return false;
}

/* ---- evaluating ---- */

/* The value of an expression; VALUE_NONE if it is wrong, which has been reported then. */
static struct value evaluate(struct decoder *decoder, const struct slot *slot, uint32_t node)
{
	struct eval eval = {.plan = decoder->plan,
		.file = decoder->file,
		.block = decoder->block,
		.arena = &decoder->plan->arena,
		.sink = sink_of(decoder)};
	if (is_stray_word(decoder, node)) {
		report_stray_word(decoder, slot, node);
		return (struct value){0};
	}
	return eval_node(&eval, node);
}

static bool mismatch(
	struct decoder *decoder, const struct slot *slot, uint32_t node, const struct value *value)
{
	if (value->kind != VALUE_NONE)
		report_mismatch(decoder, slot, node, value_called(value));
	return false;
}

/* ---- periods ---- */

/* `2026` where a period may stand: the calendar year. */
static bool is_year(struct decoder *decoder, uint32_t node, struct period *period)
{
	const struct node *at = file_node(decoder->file, node);
	if (at->kind != NODE_NUMBER || at->a)
		return false;
	*period = period_parse(file_text(decoder->file, node));
	return period->kind == PERIOD_YEAR;
}

static bool report_no_period(struct decoder *decoder, struct span span, struct str text)
{
	struct finding *finding = finding_new(sink_of(decoder), &finding_type_period, span,
		"the plan's calendar has no period %.*s", STR_ARGS(text));
	const char *dash = memchr(text.ptr, '-', text.len);
	struct str year = dash ? str_slice(text, 0, (size_t)(dash - text.ptr)) : text;
	if (str_starts(text, "FY") && dash && dash[1] == 'P')
		finding_help(sink_of(decoder), finding, "its fiscal years have 12 periods, up to %.*s-P12",
			STR_ARGS(year));
	else if (dash && dash[1] == 'W')
		finding_help(sink_of(decoder), finding, "the last week of %.*s is %.*s-W52", STR_ARGS(year),
			STR_ARGS(year));
	return false;
}

static bool days_of_period(
	struct decoder *decoder, uint32_t node, struct period period, struct date_range *days)
{
	*days = period_days(&decoder->plan->calendar, period);
	return days->first
		|| report_no_period(decoder, file_span(decoder->file, node), file_text(decoder->file, node));
}

/* The days of a period. False where the value is none, then it is for the caller to judge; and where it is a period that the
   calendar does not have, which has been reported. */
static bool decode_days_of(
	struct decoder *decoder, const struct slot *slot, uint32_t node, struct value *value, struct date_range *days)
{
	struct period period;
	value->kind = VALUE_PERIOD;
	if (is_year(decoder, node, &period))
		return days_of_period(decoder, node, period, days);
	*value = evaluate(decoder, slot, node);
	return value->kind == VALUE_PERIOD && days_of_period(decoder, node, value->period, days);
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
	struct value value = evaluate(decoder, slot, node);
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
	struct value value;
	if (decode_days_of(decoder, slot, node, &value, &days)) {
		*date = last ? days.last : days.first;
		return true;
	}
	if (value.kind == VALUE_PERIOD)
		return false;
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
	const struct node *at = file_node(decoder->file, node);
	if (range.first <= range.last)
		return true;
	struct finding *finding = finding_new(sink_of(decoder), &finding_type_range_reversed,
		file_span(decoder->file, node), "this ends on %s, before it begins on %s",
		date_text(range.last).text, date_text(range.first).text);
	if (at->kind == NODE_BINARY && at->op == DOTS)
		finding_help(sink_of(decoder), finding, "write `%.*s .. %.*s`",
			STR_ARGS(file_text(decoder->file, file_node(decoder->file, at->child)->next)),
			STR_ARGS(file_text(decoder->file, at->child)));
	return false;
}

static bool report_single_day(struct decoder *decoder, const struct slot *slot, uint32_t node)
{
	struct str day = file_text(decoder->file, node);
	struct str text = str_format(&decoder->plan->run->sink.arena, "%.*s .. %.*s", STR_ARGS(day), STR_ARGS(day));
	struct finding *finding = finding_new(sink_of(decoder), &finding_type_mismatch,
		file_span(decoder->file, node), "`%s` wants %s; this is a date", slot->name,
		type_infos[slot->type].wanted);
	finding_help(sink_of(decoder), finding, "for that one day write `%.*s`", STR_ARGS(text));
	finding_edit(sink_of(decoder), finding, file_span(decoder->file, node), text, false);
	return false;
}

bool decode_range(struct decoder *decoder, const struct slot *slot, uint32_t node, void *to)
{
	struct date_range *range = to;
	const struct node *at = file_node(decoder->file, node);
	if (at->kind == NODE_BINARY && at->op == DOTS) {
		uint32_t low = at->child, high = file_node(decoder->file, low)->next;
		return decode_day(decoder, slot, low, false, &range->first)
			&& decode_day(decoder, slot, high, true, &range->last)
			&& check_order(decoder, node, *range);
	}
	struct value value;
	if (decode_days_of(decoder, slot, node, &value, range))
		return true;
	if (value.kind == VALUE_PERIOD)
		return false;
	if (value.kind == VALUE_DATE)
		return report_single_day(decoder, slot, node);
	if (value.kind == VALUE_RANGE && value.range.low->kind == VALUE_DATE
		&& value.range.high->kind == VALUE_DATE) {
		*range = (struct date_range){value.range.low->date, value.range.high->date};
		return check_order(decoder, node, *range);
	}
	return mismatch(decoder, slot, node, &value);
}

bool decode_period(struct decoder *decoder, const struct slot *slot, uint32_t node, void *to)
{
	struct value value;
	if (decode_days_of(decoder, slot, node, &value, to))
		return true;
	return value.kind != VALUE_PERIOD && mismatch(decoder, slot, node, &value);
}

bool decode_time(struct decoder *decoder, const struct slot *slot, uint32_t node, void *to)
{
	struct value value = evaluate(decoder, slot, node);
	if (value.kind != VALUE_TIME)
		return mismatch(decoder, slot, node, &value);
	*(struct time_of_day *)to = value.time;
	return true;
}

/* ---- quantities ---- */

static bool out_of_range(
	struct decoder *decoder, const struct slot *slot, uint32_t node, const char *what)
{
	finding_new(sink_of(decoder), &finding_type_out_of_range, file_span(decoder->file, node),
		"`%s` %s", slot->name, what);
	return false;
}

/* `25.000` where a dot may stand for a comma: three decimals behind one to three digits that begin with another than 0. */
static bool is_dot_for_comma(struct str number)
{
	const char *dot = memchr(number.ptr, '.', number.len);
	size_t before = dot ? (size_t)(dot - number.ptr) : 0;
	return before >= 1 && before <= 3 && number.len == before + 4 && number.ptr[0] != '0'
		&& number.ptr[number.len - 1] >= '0' && number.ptr[number.len - 1] <= '9';
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
	struct str whole = str_slice(text, 0, text.len - 4), decimals = str_slice(text, text.len - 3, text.len);
	struct str unit = file_token_text(decoder->file, number->a);
	struct str with_comma = str_format(arena, "%.*s,%.*s", STR_ARGS(whole), STR_ARGS(decimals));
	struct str meant = str_is(decimals, "000") ? whole : str_format(arena, "%.*s0", STR_ARGS(text));
	struct finding *finding = finding_new(sink_of(decoder), &finding_syntax_bad_number, span,
		"a dot begins the decimals, and %.*s has no thousandths", STR_ARGS(unit));
	finding_help(sink_of(decoder), finding, "write `%.*s %.*s`, or `%.*s %.*s` if that is meant",
		STR_ARGS(with_comma), STR_ARGS(unit), STR_ARGS(meant), STR_ARGS(unit));
	finding_edit(sink_of(decoder), finding, span, with_comma, false);
	return false;
}

bool decode_check_dots(struct decoder *decoder, uint32_t node)
{
	const struct node *at = file_node(decoder->file, node);
	bool good = true;
	if (at->kind == NODE_NUMBER && at->a && is_dot_for_comma(file_token_text(decoder->file, at->first))) {
		unit_t unit = unit_currency(file_token_text(decoder->file, at->a));
		const uint32_t *declared = map_get(&decoder->plan->units, at->name);
		if (declared)
			decode_unit_word(decoder, at->name, file_token_span(decoder->file, at->a), &unit);
		if (has_no_thousandths(decoder, unit))
			return report_dot(decoder, at);
	}
	for (uint32_t child = at->child; child; child = file_node(decoder->file, child)->next)
		good &= decode_check_dots(decoder, child);
	return good;
}

static bool decode_quantity(
	struct decoder *decoder, const struct slot *slot, uint32_t node, struct quantity *quantity)
{
	bool is_rate = slot->field && slot->field->type == TYPE_rate;
	if (!is_rate && !decode_check_dots(decoder, node))
		return false;
	struct value value = evaluate(decoder, slot, node);
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
		finding_new(sink_of(decoder), &finding_type_mismatch, file_span(decoder->file, node),
			"`%s` is counted in days, weeks, months, quarters or years, not in %s", slot->name,
			duration_unit_name(every->unit, true));
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
	struct plan *plan = decoder->plan;
	const struct unit_block *unit = plan_declared_unit(plan, quantity->unit);
	if (!unit || unit->block.decoding != DECODING_DONE)
		return true;
	struct span span = file_span(decoder->file, node);
	if (unit->whole == FLAG_TRUE && !decimal_is_whole(quantity->n)) {
		struct finding *finding = finding_new(sink_of(decoder), &finding_type_not_whole, span,
			"there are no fractions of %.*s", STR_ARGS(unit_text(plan, quantity->unit, true)));
		finding_label(sink_of(decoder), finding, block_span(&unit->block),
			"this unit is counted in whole numbers");
		return false;
	}
	const struct quantity_range *range = &unit->range;
	if (!range->low.set
		|| (decimal_compare(quantity->n, range->low.n) >= 0
			&& decimal_compare(quantity->n, range->high.n) <= 0))
		return true;
	struct finding *finding = finding_new(sink_of(decoder), &finding_type_out_of_range, span,
		"%.*s is outside the range of its unit", STR_ARGS(quantity_text(plan, *quantity)));
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

/* `20 .. 30%`: one unit behind both ends is a usual slip. */
static bool report_two_units(struct decoder *decoder, uint32_t node, const struct quantity_range *range)
{
	struct plan *plan = decoder->plan;
	struct finding *finding = finding_new(sink_of(decoder), &finding_type_unit, file_span(decoder->file, node),
		"the ends of this range are in different units");
	if (range->low.unit == UNIT_NONE || range->high.unit == UNIT_NONE) {
		unit_t unit = range->low.unit ? range->low.unit : range->high.unit;
		struct quantity low = {range->low.n, unit, true}, high = {range->high.n, unit, true};
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
		if (!decode_amount(decoder, slot, low, &range->low)
			|| !decode_amount(decoder, slot, high, &range->high))
			return false;
	} else {
		struct value value = evaluate(decoder, slot, node);
		if (value.kind != VALUE_RANGE || value.range.low->kind != VALUE_QUANTITY
			|| value.range.high->kind != VALUE_QUANTITY)
			return mismatch(decoder, slot, node, &value);
		*range = (struct quantity_range){value.range.low->quantity, value.range.high->quantity};
	}
	if (range->low.unit != range->high.unit)
		return report_two_units(decoder, node, range);
	if (decimal_compare(range->low.n, range->high.n) <= 0)
		return true;
	struct finding *finding = finding_new(sink_of(decoder), &finding_type_range_reversed,
		file_span(decoder->file, node), "the first end of this range is larger than the second");
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

bool decode_flag(struct decoder *decoder, const struct slot *slot, uint32_t node, void *to)
{
	struct value value = evaluate(decoder, slot, node);
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
	return decode_check_dots(decoder, node);
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
	span.len = (uint32_t)key.len;
	return row->days.first || report_no_period(decoder, span, key);
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
