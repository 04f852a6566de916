/* Units as a plan writes them, and whether amounts are in the unit of their metric. */
#include "compiler/plan/decode.h"

#include <string.h>

const struct unit_block *plan_declared_unit(const struct plan *plan, unit_t unit)
{
	if (unit < UNIT_DECLARED_FIRST)
		return NULL;
	const uint32_t *index = map_get(&plan->units, unit - UNIT_DECLARED_FIRST);
	return index ? (const void *)plan->unit_blocks.items[*index - 1] : NULL;
}

bool unit_is_whole(const struct plan *plan, unit_t unit)
{
	const struct unit_block *block = plan_declared_unit(plan, unit);
	return block && block->whole == FLAG_TRUE;
}

struct str unit_text(const struct plan *plan, unit_t unit, bool plural)
{
	const struct unit_block *declared = plan_declared_unit(plan, unit);
	if (declared)
		return plural && declared->many.ptr ? declared->many
						    : plan_name(plan, declared->block.name);
	if (unit >= UNIT_DECLARED_FIRST)
		return plan_name(plan, unit - UNIT_DECLARED_FIRST);
	if (unit_is_currency(unit))
		return str_from(currency_infos[unit - UNIT_CURRENCY_FIRST].code);
	if (unit_is_duration(unit))
		return str_from(duration_unit_name(unit_duration(unit), plural));
	return unit == UNIT_PERCENT ? STR("%") : STR("");
}

void quantity_print(const struct plan *plan, struct out *out, struct quantity quantity)
{
	bool one = decimal_compare(quantity.n, decimal_of(1)) == 0;
	struct str unit = unit_text(plan, quantity.unit, !one);
	decimal_print_grouped(out, quantity.n);
	if (unit.len && quantity.unit != UNIT_PERCENT)
		out_char(out, ' ');
	out_str(out, unit);
}

struct str quantity_text(const struct plan *plan, struct quantity quantity)
{
	struct out out = {0};
	quantity_print(plan, &out, quantity);
	struct str text = str_copy(&((struct plan *)(uintptr_t)plan)->arena, out_view(&out));
	out_free(&out);
	return text;
}

/* ---- amounts in the unit of their metric ---- */

struct amount_check {
	struct plan *plan;
	const struct metric_block *metric;
};

/* "is in leads", "has no unit" */
static struct str in_unit(struct plan *plan, unit_t unit)
{
	struct arena *arena = &plan->run->sink.arena;
	if (unit == UNIT_NONE)
		return STR("has no unit");
	if (unit == UNIT_PERCENT)
		return STR("is in percent");
	return str_format(arena, "is in %.*s", STR_ARGS(unit_text(plan, unit, true)));
}

static struct finding *report_unit(const struct amount_check *check, struct span span, unit_t found)
{
	struct plan *plan = check->plan;
	unit_t wanted = check->metric->unit;
	bool money = unit_is_currency(found) && unit_is_currency(wanted);
	struct str metric = block_called(plan, &check->metric->block);
	struct finding *finding = finding_new(&plan->run->sink,
		money ? &finding_type_currency : &finding_type_unit, span, "this %.*s; %.*s %.*s",
		STR_ARGS(in_unit(plan, found)), STR_ARGS(metric), STR_ARGS(in_unit(plan, wanted)));
	finding_label(&plan->run->sink, finding, block_field_span(&check->metric->block, "unit"),
		"the metric's unit");
	return finding;
}

/* Where the unit is all that is wrong, what to write; lengths of time would be other ones. */
static void help_with_unit(const struct amount_check *check, struct finding *finding,
	const struct quantity *amounts, size_t n)
{
	struct plan *plan = check->plan;
	unit_t unit = check->metric->unit;
	struct out text = {0};
	for (size_t i = 0; i < n; i++) {
		struct quantity fixed = {amounts[i].n, unit, true};
		out_text(&text, i ? " .. " : "");
		quantity_print(plan, &text, fixed);
	}
	if (unit_is_duration(unit) && unit_is_duration(amounts[0].unit))
		finding_help(&plan->run->sink, finding, "write it in %s",
			duration_unit_name(unit_duration(unit), true));
	else
		finding_help(&plan->run->sink, finding,
			amounts[0].unit ? "if the number is right, write `%.*s`" : "write `%.*s`",
			STR_ARGS(out_view(&text)));
	out_free(&text);
}

/* Where an amount stands: worked out only when something is wrong with it. */
struct amount_place {
	const struct block *block; /* a field of this block, or the row */
	const char *field;
	const struct row *row;
	uint32_t node;
};

static struct span place_span(const struct amount_place *place)
{
	if (place->row) {
		uint32_t phrase = file_node(place->row->file, place->row->node)->child;
		const struct node *node = file_node(place->row->file, phrase);
		return file_span(
			place->row->file, node->kind == NODE_PHRASE ? node->child : phrase);
	}
	return place->node ? block_node_span(place->block, place->field, place->node)
			   : block_field_span(place->block, place->field);
}

static void check_within(
	const struct amount_check *check, const struct amount_place *place, struct quantity amount)
{
	const struct quantity_range *within = &check->metric->within;
	struct plan *plan = check->plan;
	if (!within->low.set || within->low.unit != amount.unit)
		return;
	if (decimal_compare(amount.n, within->low.n) >= 0 &&
		decimal_compare(amount.n, within->high.n) <= 0)
		return;
	struct finding *finding =
		finding_new(&plan->run->sink, &finding_type_out_of_range, place_span(place),
			"%.*s is outside the values of %.*s", STR_ARGS(quantity_text(plan, amount)),
			STR_ARGS(block_called(plan, &check->metric->block)));
	finding_label(&plan->run->sink, finding, block_field_span(&check->metric->block, "within"),
		"values that make sense");
}

static void check_amount(
	const struct amount_check *check, struct amount_place place, struct quantity amount)
{
	if (!amount.set || !check->metric->unit)
		return;
	if (amount.unit == check->metric->unit)
		check_within(check, &place, amount);
	else
		help_with_unit(
			check, report_unit(check, place_span(&place), amount.unit), &amount, 1);
}

static void check_range(const struct amount_check *check, struct amount_place place,
	const struct quantity_range *range)
{
	const struct quantity ends[] = {range->low, range->high};
	if (!range->low.set || !check->metric->unit)
		return;
	if (range->low.unit != check->metric->unit) {
		help_with_unit(
			check, report_unit(check, place_span(&place), range->low.unit), ends, 2);
		return;
	}
	check_within(check, &place, range->low);
	check_within(check, &place, range->high);
}

static void check_rows(const struct amount_check *check, const struct rows *rows)
{
	for (uint32_t i = 0; i < rows->n; i++)
		check_amount(
			check, (struct amount_place){.row = &rows->items[i]}, rows->items[i].value);
}

static void check_goal(struct plan *plan, const struct goal_block *goal)
{
	struct amount_check check = {.plan = plan, .metric = goal_metric(goal)};
	const struct block *block = &goal->block;
	if (!check.metric)
		return;
	check_amount(&check, (struct amount_place){block, "target", NULL, 0}, goal->target.value);
	check_amount(&check, (struct amount_place){block, "at_least", NULL, 0}, goal->at_least);
	check_amount(&check, (struct amount_place){block, "at_most", NULL, 0}, goal->at_most);
	check_range(&check, (struct amount_place){block, "between", NULL, 0}, &goal->between);
	check_amount(
		&check, (struct amount_place){block, "baseline", NULL, 0}, goal->baseline.value);
	check_amount(&check, (struct amount_place){block, "prior", NULL, 0}, goal->prior.value);
	for (const struct block *child = block->first_child; child; child = child->next_sibling)
		if (child->kind == KIND_increments)
			check_rows(&check, &((const struct rows_block *)(const void *)child)->rows);
}

static void check_readings(struct plan *plan, const struct readings_block *readings)
{
	struct block *of = readings->block.of;
	struct amount_check check = {.plan = plan};
	if (of && of->kind == KIND_metric)
		check.metric = (const void *)of;
	else if (of && of->kind == KIND_goal)
		check.metric = goal_metric((const void *)of);
	if (check.metric)
		check_rows(&check, &readings->rows);
}

static void check_contribution(struct plan *plan, const struct block *block, const char *field,
	const struct phrase_contribution *given)
{
	struct block *goal = given->to.block;
	struct amount_check check = {.plan = plan};
	if (!given->value.set || !goal || goal->kind != KIND_goal)
		return;
	check.metric = goal_metric((const void *)goal);
	if (check.metric && check.metric->unit && given->value.unit != check.metric->unit)
		help_with_unit(&check,
			report_unit(&check, block_node_span(block, field, given->node),
				given->value.unit),
			&given->value, 1);
}

/* A metric's own limits are in its unit, those of a unit in that unit or in bare numbers. */
static void check_limits(struct plan *plan)
{
	for (uint32_t i = 0; i < plan->of_kind[KIND_metric].n; i++) {
		const struct metric_block *metric = plan_metric(plan, i);
		struct amount_check check = {.plan = plan, .metric = metric};
		if (metric->within.low.set && metric->unit &&
			metric->within.low.unit != metric->unit)
			check_range(&check,
				(struct amount_place){&metric->block, "within", NULL, 0},
				&metric->within);
	}
	for (uint32_t i = 0; i < plan->of_kind[KIND_unit].n; i++) {
		const struct unit_block *unit = plan_unit(plan, i);
		unit_t of = unit->range.low.unit;
		if (!unit->range.low.set || !of || of == UNIT_DECLARED_FIRST + unit->block.name)
			continue;
		struct finding *finding = finding_new(&plan->run->sink, &finding_type_unit,
			block_field_span(&unit->block, "range"),
			"the range of a unit is in that unit; this %.*s",
			STR_ARGS(in_unit(plan, of)));
		finding_help(&plan->run->sink, finding, "leave the unit out: `0 .. 100`");
	}
}

void plan_check_amounts(struct plan *plan)
{
	check_limits(plan);
	for (uint32_t i = 0; i < plan->of_kind[KIND_goal].n; i++)
		check_goal(plan, plan_goal(plan, i));
	for (uint32_t i = 0; i < plan->of_kind[KIND_readings].n; i++)
		check_readings(plan, plan_readings(plan, i));
	for (uint32_t i = 0; i < plan->of_kind[KIND_initiative].n; i++) {
		const struct initiative_block *initiative = plan_initiative(plan, i);
		for (uint32_t k = 0; k < initiative->contributes.n; k++)
			check_contribution(plan, &initiative->block, "contributes",
				&initiative->contributes.items[k]);
	}
	for (uint32_t i = 0; i < plan->of_kind[KIND_request].n; i++) {
		const struct request_block *request = plan_request(plan, i);
		check_contribution(plan, &request->block, "expects", &request->expects);
	}
}
