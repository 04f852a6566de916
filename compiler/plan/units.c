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
		return plural && declared->many.ptr ? declared->many : plan_name(plan, declared->block.name);
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
	struct str goal; /* what the report calls the metric's user */
};

static void report_unit(const struct amount_check *check, struct span span, struct quantity amount)
{
	struct plan *plan = check->plan;
	struct sink *sink = &plan->run->sink;
	bool money = unit_is_currency(amount.unit) && unit_is_currency(check->metric->unit);
	struct str wanted = unit_text(plan, check->metric->unit, true);
	struct str found = unit_text(plan, amount.unit, true);
	struct finding *finding = finding_new(sink, money ? &finding_type_currency : &finding_type_unit,
		span, "this is in %.*s, and %.*s is measured in %.*s",
		STR_ARGS(found.len ? found : STR("no unit")),
		STR_ARGS(block_called(plan, &check->metric->block)),
		STR_ARGS(wanted.len ? wanted : STR("bare numbers")));
	finding_label(sink, finding, block_field_span(&check->metric->block, "unit"),
		"the metric's unit");
	struct quantity fixed = {amount.n, check->metric->unit, true};
	finding_help(sink, finding, "if the number is right, write `%.*s`",
		STR_ARGS(quantity_text(plan, fixed)));
}

static void check_within(const struct amount_check *check, struct span span, struct quantity amount)
{
	const struct quantity_range *within = &check->metric->within;
	struct plan *plan = check->plan;
	if (!within->low.set || within->low.unit != amount.unit)
		return;
	if (decimal_compare(amount.n, within->low.n) >= 0
		&& decimal_compare(amount.n, within->high.n) <= 0)
		return;
	struct finding *finding = finding_new(&plan->run->sink, &finding_type_out_of_range, span,
		"%.*s is outside the values of %.*s", STR_ARGS(quantity_text(plan, amount)),
		STR_ARGS(block_called(plan, &check->metric->block)));
	finding_label(&plan->run->sink, finding, block_field_span(&check->metric->block, "within"),
		"values that make sense");
}

static void check_amount(const struct amount_check *check, struct span span, struct quantity amount)
{
	if (!amount.set || !check->metric->unit)
		return;
	if (amount.unit == check->metric->unit)
		check_within(check, span, amount);
	else
		report_unit(check, span, amount);
}

static void check_rows(const struct amount_check *check, const struct rows *rows)
{
	for (uint32_t i = 0; i < rows->n; i++) {
		const struct row *row = &rows->items[i];
		uint32_t phrase = file_node(row->file, row->node)->child;
		if (file_node(row->file, phrase)->kind == NODE_PHRASE)
			phrase = file_node(row->file, phrase)->child;
		check_amount(check, file_span(row->file, phrase), row->value);
	}
}

static void check_goal(struct plan *plan, const struct goal_block *goal)
{
	struct amount_check check = {.plan = plan, .metric = goal_metric(goal)};
	const struct block *block = &goal->block;
	if (!check.metric)
		return;
	check_amount(&check, block_field_span(block, "target"), goal->target.value);
	check_amount(&check, block_field_span(block, "at_least"), goal->at_least);
	check_amount(&check, block_field_span(block, "at_most"), goal->at_most);
	check_amount(&check, block_field_span(block, "between"), goal->between.low);
	if (goal->between.low.unit == check.metric->unit)
		check_amount(&check, block_field_span(block, "between"), goal->between.high);
	check_amount(&check, block_field_span(block, "baseline"), goal->baseline.value);
	check_amount(&check, block_field_span(block, "prior"), goal->prior.value);
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
		report_unit(&check, block_node_span(block, field, given->node), given->value);
}

void plan_check_amounts(struct plan *plan)
{
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
