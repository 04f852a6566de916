/* The readers of days: dates, ranges and periods by the plan's calendar, times, and dated rows. */
#include "compiler/plan/decode_types.h"

#include <string.h>

static struct sink *sink_of(struct decoder *decoder)
{
	return &decoder->plan->run->sink;
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
		finding_help(sink_of(decoder), finding,
			"its fiscal years have 12 periods, up to %.*s-P12", STR_ARGS(year));
	else if (dash && dash[1] == 'W')
		finding_help(sink_of(decoder), finding, "the last week of %.*s is %.*s-W52",
			STR_ARGS(year), STR_ARGS(year));
	return false;
}

static bool days_of_period(
	struct decoder *decoder, uint32_t node, struct period period, struct date_range *days)
{
	*days = period_days(&decoder->plan->calendar, period);
	return days->first || report_no_period(decoder, file_span(decoder->file, node),
				      file_text(decoder->file, node));
}

/* The days of a period. False where the value is none, then it is for the caller to judge; and
   where it is a period that the calendar does not have, which has been reported. */
static bool decode_days_of(struct decoder *decoder, const struct slot *slot, uint32_t node,
	struct value *value, struct date_range *days)
{
	struct period period;
	value->kind = VALUE_PERIOD;
	if (is_year(decoder, node, &period))
		return days_of_period(decoder, node, period, days);
	*value = decode_evaluate(decoder, slot, node);
	return value->kind == VALUE_PERIOD && days_of_period(decoder, node, value->period, days);
}

/* ---- days ---- */

static bool decode_day(
	struct decoder *decoder, const struct slot *slot, uint32_t node, bool last, date_t *date)
{
	struct date_range days;
	struct value value;
	if (file_node(decoder->file, node)->kind == NODE_DATE)
		return (*date = date_parse(file_text(decoder->file, node))) != DATE_NONE;
	if (decode_days_of(decoder, slot, node, &value, &days)) {
		*date = last ? days.last : days.first;
		return true;
	}
	if (value.kind == VALUE_PERIOD)
		return false;
	if (value.kind != VALUE_DATE)
		return decode_mismatch(decoder, slot, node, &value);
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
			STR_ARGS(file_text(
				decoder->file, file_node(decoder->file, at->child)->next)),
			STR_ARGS(file_text(decoder->file, at->child)));
	return false;
}

static bool report_single_day(struct decoder *decoder, const struct slot *slot, uint32_t node)
{
	struct str day = file_text(decoder->file, node);
	struct str text = str_format(
		&decoder->plan->run->sink.arena, "%.*s .. %.*s", STR_ARGS(day), STR_ARGS(day));
	struct finding *finding = finding_new(sink_of(decoder), &finding_type_mismatch,
		file_span(decoder->file, node), "`%s` wants %s; this is a date", slot->name,
		type_infos[slot->type].wanted);
	finding_help(sink_of(decoder), finding, "for that one day write `%.*s`", STR_ARGS(text));
	finding_edit(sink_of(decoder), finding, file_span(decoder->file, node), text, false);
	return false;
}

/* `2026-02-01 - 2026-03-31`: two days and no dots. */
static bool is_dashed(const struct decoder *decoder, const struct node *at)
{
	const struct node *low = at->child ? file_node(decoder->file, at->child) : NULL;
	const struct node *high = low && low->next ? file_node(decoder->file, low->next) : NULL;
	return at->kind == NODE_BINARY && at->op == MINUS && high && low->kind == NODE_DATE &&
	       high->kind == NODE_DATE;
}

void report_range(struct decoder *decoder, const struct slot *slot, struct span span, struct str a,
	struct str b)
{
	struct str text =
		str_format(&sink_of(decoder)->arena, "%.*s .. %.*s", STR_ARGS(a), STR_ARGS(b));
	struct finding *finding = finding_new(sink_of(decoder), &finding_type_mismatch, span,
		"`%s` wants %s", slot->name, type_infos[slot->type].wanted);
	finding_help(sink_of(decoder), finding, "write `%.*s`", STR_ARGS(text));
	finding_edit(sink_of(decoder), finding, span, text, false);
}

bool decode_range(struct decoder *decoder, const struct slot *slot, uint32_t node, void *to)
{
	struct date_range *range = to;
	const struct node *at = file_node(decoder->file, node);
	if (at->kind == NODE_BINARY && at->op == DOTS) {
		uint32_t low = at->child, high = file_node(decoder->file, low)->next;
		return decode_day(decoder, slot, low, false, &range->first) &&
		       decode_day(decoder, slot, high, true, &range->last) &&
		       check_order(decoder, node, *range);
	}
	if (is_dashed(decoder, at)) {
		uint32_t low = at->child, high = file_node(decoder->file, low)->next;
		report_range(decoder, slot, file_span(decoder->file, node),
			file_text(decoder->file, low), file_text(decoder->file, high));
		return false;
	}
	struct value value;
	if (decode_days_of(decoder, slot, node, &value, range))
		return true;
	if (value.kind == VALUE_PERIOD)
		return false;
	if (value.kind == VALUE_DATE)
		return report_single_day(decoder, slot, node);
	if (value.kind == VALUE_RANGE && value.range.low->kind == VALUE_DATE &&
		value.range.high->kind == VALUE_DATE) {
		*range = (struct date_range){value.range.low->date, value.range.high->date};
		return check_order(decoder, node, *range);
	}
	return decode_mismatch(decoder, slot, node, &value);
}

bool decode_period(struct decoder *decoder, const struct slot *slot, uint32_t node, void *to)
{
	struct value value;
	if (decode_days_of(decoder, slot, node, &value, to))
		return true;
	return value.kind != VALUE_PERIOD && decode_mismatch(decoder, slot, node, &value);
}

bool decode_time(struct decoder *decoder, const struct slot *slot, uint32_t node, void *to)
{
	struct value value = decode_evaluate(decoder, slot, node);
	if (value.kind != VALUE_TIME)
		return decode_mismatch(decoder, slot, node, &value);
	*(struct time_of_day *)to = value.time;
	return true;
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

/* `of 21 deals`: the number of cases behind a value. */
static bool decode_sample(struct decoder *decoder, uint32_t clause, struct row *row)
{
	static const struct slot slot = {.name = "of", .type = TYPE_amount};
	const struct node *node = file_node(decoder->file, clause);
	uint32_t wrong = node->op != CLAUSE_of ? clause : node->next;
	if (!wrong)
		return decode_value(decoder, &slot, node->child, &row->sample);
	const char *word = clause_name((enum clause_word)file_node(decoder->file, wrong)->op);
	struct span span = file_span(decoder->file, wrong);
	struct finding *finding =
		wrong != clause && file_node(decoder->file, wrong)->op == CLAUSE_of
			? finding_new(sink_of(decoder), &finding_type_clause, span,
				  "`%s` is stated twice", word)
			: finding_new(sink_of(decoder), &finding_type_clause, span,
				  "a row takes no `%s`", word);
	finding_help(sink_of(decoder), finding,
		"it takes `of` for the number of cases: `30.5%% of 21 deals`");
	return false;
}

bool decode_row(struct decoder *decoder, uint32_t node, struct row *row)
{
	struct slot slot = {.name = kind_infos[decoder->block->kind].name, .type = TYPE_amount};
	uint32_t phrase = file_node(decoder->file, node)->child;
	row->node = node;
	row->file = decoder->file;
	if (!decode_row_key(decoder, node, row) || !phrase)
		return false;
	const struct node *first = file_node(decoder->file, phrase);
	if (first->next) {
		finding_new(sink_of(decoder), &finding_type_one_value,
			file_span(decoder->file, first->next), "a row takes one value");
		return false;
	}
	uint32_t value = first->kind == NODE_PHRASE ? first->child : phrase;
	uint32_t clause = first->kind == NODE_PHRASE ? file_node(decoder->file, value)->next : 0;
	return decode_value(decoder, &slot, value, &row->value) &&
	       (!clause || decode_sample(decoder, clause, row));
}
