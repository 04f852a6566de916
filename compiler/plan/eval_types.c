/* Which operators join which kinds of values, and what to say where they do not. */
#include "compiler/plan/eval_parts.h"

/* ---- units ---- */

static bool is_bare(const struct static_type *type)
{
	return type->units == UNITS_ONE && type->unit == UNIT_NONE;
}

static bool is_percent(const struct static_type *type)
{
	return type->units == UNITS_ONE && type->unit == UNIT_PERCENT;
}

static bool is_money(const struct static_type *type)
{
	return type->units == UNITS_MONEY ||
	       (type->units == UNITS_ONE && unit_is_currency(type->unit));
}

static bool is_duration(const struct static_type *type)
{
	return type->units == UNITS_DURATION ||
	       (type->units == UNITS_ONE && unit_is_duration(type->unit));
}

/* Can be added to a day: whole days and longer. */
static bool is_days_long(const struct static_type *type)
{
	if (type->units != UNITS_ONE)
		return type->units != UNITS_MONEY;
	return unit_is_duration(type->unit) && durations_compare_by_days(type->unit, type->unit);
}

static struct static_type quantity_type(enum unit_class units, unit_t unit)
{
	return (struct static_type){.shape = SHAPE_QUANTITY, .units = units, .unit = unit};
}

static enum misfit join_known(
	struct plan *plan, bool comparing, unit_t left, unit_t right, struct static_type *result)
{
	struct ratio factor;
	*result = quantity_type(UNITS_ONE, left);
	if (left == right)
		return FITS;
	if (unit_is_duration(left) && unit_is_duration(right)) {
		if (right < left)
			result->unit = right;
		if (unit_factor(plan, left, right, DATE_NONE, &factor))
			return FITS;
		return comparing && durations_compare_by_days(left, right) ? FITS : MISFIT_UNITS;
	}
	if (!unit_is_currency(left) || !unit_is_currency(right))
		return MISFIT_UNITS;
	return unit_factor(plan, right, left, DATE_NONE, &factor) ? FITS : MISFIT_CURRENCIES;
}

/* The unit in which two quantities can be added or compared. */
static enum misfit join_units(struct plan *plan, bool comparing, const struct static_type *left,
	const struct static_type *right, struct static_type *result)
{
	if (left->units == UNITS_ONE && right->units == UNITS_ONE)
		return join_known(plan, comparing, left->unit, right->unit, result);
	const struct static_type *known = left->units == UNITS_ANY ? right : left;
	*result = quantity_type(known->units, known->unit);
	if (left->units == UNITS_ANY || right->units == UNITS_ANY)
		return FITS;
	return (is_money(left) && is_money(right)) || (is_duration(left) && is_duration(right))
		       ? FITS
		       : MISFIT_UNITS;
}

/* A number times a quantity is such a quantity; a percentage of an amount is an amount. */
static enum misfit join_product(
	const struct static_type *left, const struct static_type *right, struct static_type *result)
{
	bool left_scales = is_bare(left) || (is_percent(left) && !is_bare(right));
	bool right_scales = is_bare(right) || is_percent(right);
	const struct static_type *measure = left_scales ? right : left;
	if (!left_scales && !right_scales && left->units == UNITS_ANY)
		measure = right;
	*result = quantity_type(measure->units, measure->unit);
	if (left_scales || right_scales)
		return FITS;
	return left->units == UNITS_ANY || right->units == UNITS_ANY ? FITS : MISFIT_UNITS;
}

/* A quantity over another of its unit is a bare number. */
static enum misfit join_quotient(struct plan *plan, const struct static_type *left,
	const struct static_type *right, struct static_type *result)
{
	struct static_type ignored;
	if (is_bare(right) || (is_percent(right) && !is_percent(left))) {
		*result = quantity_type(left->units, left->unit);
		return FITS;
	}
	enum misfit misfit = join_units(plan, false, left, right, &ignored);
	*result = left->units == UNITS_ANY || right->units == UNITS_ANY
			  ? quantity_type(UNITS_ANY, UNIT_NONE)
			  : quantity_type(UNITS_ONE, UNIT_NONE);
	return misfit;
}

static enum misfit join_quantities(struct plan *plan, int op, const struct static_type *left,
	const struct static_type *right, struct static_type *result)
{
	switch (op) {
	case TIMES:
		return join_product(left, right, result);
	case OVER:
		return join_quotient(plan, left, right, result);
	default:
		return join_units(plan, op != PLUS && op != MINUS, left, right, result);
	}
}

/* ---- operators ---- */

static bool both(const struct static_type *left, const struct static_type *right, enum shape shape)
{
	return left->shape == shape && right->shape == shape;
}

static enum misfit join_sum(struct plan *plan, int op, const struct static_type *left,
	const struct static_type *right, struct static_type *result)
{
	if (both(left, right, SHAPE_QUANTITY))
		return join_quantities(plan, op, left, right, result);
	*result = (struct static_type){.shape = SHAPE_DATE};
	if (left->shape == SHAPE_DATE && right->shape == SHAPE_QUANTITY)
		return is_days_long(right) ? FITS : MISFIT_UNITS;
	if (left->shape == SHAPE_QUANTITY && right->shape == SHAPE_DATE && op == PLUS)
		return is_days_long(left) ? FITS : MISFIT_UNITS;
	if (!both(left, right, SHAPE_DATE) || op != MINUS)
		return MISFIT_TYPES;
	*result = quantity_type(UNITS_ONE, UNIT_DURATION_FIRST + DURATION_DAY);
	return FITS;
}

static bool is_day_or_days(const struct static_type *type)
{
	return type->shape == SHAPE_DATE || type->shape == SHAPE_DAYS;
}

/* A cell is whatever it is compared with. */
static bool cell_fits(const struct static_type *other, bool ordered)
{
	if (other->shape == SHAPE_TEXT || other->shape == SHAPE_CELL)
		return !ordered;
	return other->shape == SHAPE_QUANTITY || other->shape == SHAPE_DATE;
}

static enum misfit join_compared(struct plan *plan, bool ordered, const struct static_type *left,
	const struct static_type *right)
{
	struct static_type ignored;
	if (left->shape == SHAPE_ALL || right->shape == SHAPE_ALL)
		return !ordered && (left->list || right->list || left->shape == right->shape)
			       ? FITS
			       : MISFIT_TYPES;
	if (left->list || right->list)
		return MISFIT_TYPES;
	if (both(left, right, SHAPE_QUANTITY))
		return join_units(plan, true, left, right, &ignored);
	if (left->shape == SHAPE_CELL || right->shape == SHAPE_CELL)
		return cell_fits(left->shape == SHAPE_CELL ? right : left, ordered) ? FITS
										    : MISFIT_TYPES;
	if (is_day_or_days(left) && is_day_or_days(right))
		return ordered || left->shape == right->shape ? FITS : MISFIT_TYPES;
	if (both(left, right, SHAPE_TIME))
		return FITS;
	if (ordered || left->shape != right->shape || left->shape == SHAPE_AMOUNTS)
		return MISFIT_TYPES;
	if (left->shape == SHAPE_BLOCK)
		return left->kinds & right->kinds ? FITS : MISFIT_TYPES;
	return FITS;
}

static enum misfit join_in(
	struct plan *plan, const struct static_type *left, const struct static_type *right)
{
	struct static_type ignored, item = *right;
	if (left->list)
		return MISFIT_TYPES;
	if (right->shape == SHAPE_ALL)
		return FITS;
	item.list = false;
	switch (right->shape) {
	case SHAPE_DAYS:
		return is_day_or_days(left) || left->shape == SHAPE_CELL ? FITS : MISFIT_TYPES;
	case SHAPE_AMOUNTS:
		if (left->shape == SHAPE_CELL)
			return FITS;
		item.shape = SHAPE_QUANTITY;
		return left->shape == SHAPE_QUANTITY ? join_units(plan, true, left, &item, &ignored)
						     : MISFIT_TYPES;
	case SHAPE_UNKNOWN:
	case SHAPE_QUANTITY:
	case SHAPE_TEXT:
	case SHAPE_DATE:
	case SHAPE_TIME:
	case SHAPE_TRUTH:
	case SHAPE_BLOCK:
	case SHAPE_WORD:
	case SHAPE_ALL:
	case SHAPE_CELL:
		break;
	}
	return right->list ? join_compared(plan, false, left, &item) : MISFIT_TYPES;
}

static enum misfit join_range(struct plan *plan, const struct static_type *left,
	const struct static_type *right, struct static_type *result)
{
	if (is_day_or_days(left) && is_day_or_days(right)) {
		*result = (struct static_type){.shape = SHAPE_DAYS};
		return FITS;
	}
	if (!both(left, right, SHAPE_QUANTITY))
		return MISFIT_TYPES;
	enum misfit misfit = join_units(plan, true, left, right, result);
	result->shape = SHAPE_AMOUNTS;
	return misfit;
}

enum misfit types_join(struct plan *plan, int op, const struct static_type *left,
	const struct static_type *right, struct static_type *result)
{
	bool unknown = left->shape == SHAPE_UNKNOWN || right->shape == SHAPE_UNKNOWN;
	bool listed = left->list || right->list;
	*result = (struct static_type){.shape = SHAPE_TRUTH};
	switch (op) {
	case AND:
	case OR:
		return unknown || (!listed && both(left, right, SHAPE_TRUTH)) ? FITS : MISFIT_TYPES;
	case IN:
		return unknown ? FITS : join_in(plan, left, right);
	case EQUAL:
	case NOT_EQUAL:
		return unknown ? FITS : join_compared(plan, false, left, right);
	case LESS:
	case LESS_EQUAL:
	case MORE:
	case MORE_EQUAL:
		return unknown ? FITS : join_compared(plan, true, left, right);
	default:
		break;
	}
	*result = (struct static_type){0};
	if (unknown)
		return FITS;
	if (listed)
		return MISFIT_TYPES;
	if (op == DOTS)
		return join_range(plan, left, right, result);
	if (op == PLUS || op == MINUS)
		return join_sum(plan, op, left, right, result);
	return both(left, right, SHAPE_QUANTITY) ? join_quantities(plan, op, left, right, result)
						 : MISFIT_TYPES;
}

/* ---- in words ---- */

static void quantity_print_type(
	const struct plan *plan, struct out *out, const struct static_type *type)
{
	const char *article = type->list ? "amounts" : "an amount";
	if (type->units == UNITS_MONEY)
		out_printf(out, "%s of money", article);
	else if (type->units == UNITS_DURATION)
		out_text(out, type->list ? "durations" : "a duration");
	else if (type->units == UNITS_ANY)
		out_text(out, article);
	else if (type->unit == UNIT_NONE)
		out_text(out, type->list ? "bare numbers" : "a bare number");
	else if (type->unit == UNIT_PERCENT)
		out_text(out, type->list ? "percentages" : "a percentage");
	else
		out_printf(out, "%s in %.*s", article, STR_ARGS(unit_text(plan, type->unit, true)));
}

static void blocks_print(struct out *out, const struct static_type *type)
{
	enum { KINDS_NAMED = 3 };
	struct out kinds = {0};
	int n = 0;
	for (int kind = KIND_NONE + 1; kind < KIND_COUNT; kind++) {
		if (!(type->kinds >> kind & 1))
			continue;
		if (n++)
			out_text(&kinds, " or ");
		else if (!type->list)
			out_printf(&kinds, "%s ", kind_article((enum kind)kind));
		out_text(&kinds, type->list ? kind_infos[kind].plural : kind_infos[kind].name);
	}
	if (n && n <= KINDS_NAMED)
		out_str(out, out_view(&kinds));
	else
		out_text(out, type->list ? "blocks" : "a block");
	out_free(&kinds);
}

void type_print(const struct plan *plan, struct out *out, const struct static_type *type)
{
	static const char *const names[][2] = {
		[SHAPE_UNKNOWN] = {"a value", "values"},
		[SHAPE_TEXT] = {"a text", "texts"},
		[SHAPE_DATE] = {"a date", "dates"},
		[SHAPE_TIME] = {"a time of day", "times of day"},
		[SHAPE_TRUTH] = {"true or false", "true or false"},
		[SHAPE_WORD] = {"a word", "words"},
		[SHAPE_DAYS] = {"a range of dates", "ranges of dates"},
		[SHAPE_AMOUNTS] = {"a range of amounts", "ranges of amounts"},
		[SHAPE_ALL] = {"all", "all"},
		[SHAPE_CELL] = {"a column", "columns"},
	};
	if (type->list)
		out_text(out, "a list of ");
	if (type->shape == SHAPE_QUANTITY)
		quantity_print_type(plan, out, type);
	else if (type->shape == SHAPE_BLOCK)
		blocks_print(out, type);
	else
		out_text(out, names[type->shape][type->list]);
}
