/* Arithmetic: exact fractions inside, decimals where they enter and leave. */
#include "compiler/plan/eval_parts.h"

static const struct ratio hundred = {100, 1};

struct result ratio_result(struct ratio exact, unit_t unit)
{
	return (struct result){
		.kind = VALUE_QUANTITY, .exact = exact, .quantity = {.unit = unit, .set = true}};
}

struct result number_result(int64_t n, unit_t unit)
{
	return (struct result){.kind = VALUE_QUANTITY,
		.fits = true,
		.exact = {n, 1},
		.quantity = {decimal_of(n), unit, true}};
}

static date_t day_of(const struct eval *eval)
{
	return eval->tracked ? eval->tracked->as_of : DATE_NONE;
}

/* Two numbers in one unit: that of the left, of durations the smaller one. */
struct meeting {
	struct ratio left, right;
	unit_t unit;
	bool converted;
};

static bool meet(
	struct eval *eval, const struct result *a, const struct result *b, struct meeting *meeting)
{
	struct ratio factor = {1, 1};
	unit_t left = a->quantity.unit, right = b->quantity.unit;
	*meeting = (struct meeting){a->exact, b->exact, a->any_unit ? right : left, false};
	if (left == right || a->any_unit || b->any_unit)
		return true;
	meeting->converted = true;
	if (unit_is_duration(left) && right < left) {
		meeting->unit = right;
		return unit_factor(eval->plan, left, right, DATE_NONE, &factor) &&
		       ratio_multiply(a->exact, factor, &meeting->left);
	}
	return unit_factor(eval->plan, right, left, day_of(eval), &factor) &&
	       ratio_multiply(b->exact, factor, &meeting->right);
}

bool results_add(struct eval *eval, const struct result *a, const struct result *b, bool minus,
	struct result *sum)
{
	struct meeting meeting;
	struct ratio exact;
	struct decimal n;
	if (!meet(eval, a, b, &meeting))
		return false;
	if (minus ? !ratio_subtract(meeting.left, meeting.right, &exact)
		  : !ratio_add(meeting.left, meeting.right, &exact))
		return false;
	*sum = ratio_result(exact, meeting.unit);
	sum->any_unit = a->any_unit && b->any_unit;
	if (meeting.converted || !a->fits || !b->fits)
		return true;
	if (minus ? decimal_subtract(a->quantity.n, b->quantity.n, &n)
		  : decimal_add(a->quantity.n, b->quantity.n, &n)) {
		sum->fits = true;
		sum->quantity.n = n;
	}
	return true;
}

/* Which of two lengths of time that do not convert is the longer at the most: a month counts 31
 * days. */
static int compare_by_days(const struct result *a, const struct result *b)
{
	int64_t days[2];
	for (int i = 0; i < 2; i++) {
		const struct result *at = i ? b : a;
		struct decimal n = at->quantity.n;
		if (!at->fits && !ratio_round(at->exact, DECIMAL_SCALE_MAX, ROUND_UP, &n))
			n = decimal_of(DATE_MAX);
		days[i] = duration_days_at_most(
			(struct duration){n, unit_duration(at->quantity.unit)});
	}
	return (days[0] > days[1]) - (days[0] < days[1]);
}

bool quantities_compare(
	struct eval *eval, const struct result *a, const struct result *b, int *order)
{
	struct meeting meeting;
	unit_t left = a->quantity.unit, right = b->quantity.unit;
	if (meet(eval, a, b, &meeting)) {
		*order = ratio_compare(meeting.left, meeting.right);
		return true;
	}
	if (!unit_is_duration(left) || !unit_is_duration(right) ||
		!durations_compare_by_days(left, right))
		return false;
	*order = compare_by_days(a, b);
	return true;
}

static bool multiply(const struct result *a, const struct result *b, struct result *product)
{
	struct ratio exact;
	unit_t left = a->quantity.unit, right = b->quantity.unit;
	bool share = left == UNIT_PERCENT || right == UNIT_PERCENT;
	if (!ratio_multiply(a->exact, b->exact, &exact))
		return false;
	bool left_scales = left == UNIT_NONE || (left == UNIT_PERCENT && right != UNIT_NONE);
	*product = ratio_result(exact, left_scales ? right : left);
	if (!share || left == UNIT_NONE || right == UNIT_NONE)
		return true;
	return ratio_divide(exact, hundred, &product->exact);
}

static bool divide(
	struct eval *eval, const struct result *a, const struct result *b, struct result *quotient)
{
	struct meeting meeting;
	unit_t left = a->quantity.unit, right = b->quantity.unit;
	struct ratio by = b->exact;
	*quotient = ratio_result(a->exact, left);
	if (right == UNIT_PERCENT && left != UNIT_PERCENT && !ratio_divide(by, hundred, &by))
		return false;
	if (right == UNIT_NONE || (right == UNIT_PERCENT && left != UNIT_PERCENT))
		return ratio_divide(a->exact, by, &quotient->exact);
	quotient->quantity.unit = UNIT_NONE;
	return meet(eval, a, b, &meeting) &&
	       ratio_divide(meeting.left, meeting.right, &quotient->exact);
}

/* ---- days ---- */

static bool shift(struct eval *eval, date_t date, const struct result *length, bool back,
	struct result *result)
{
	struct decimal n = length->quantity.n;
	if (!unit_is_duration(length->quantity.unit))
		return false;
	if (!length->fits && (!ratio_round(length->exact, 0, ROUND_DOWN, &n) ||
				     ratio_compare(ratio_of(n), length->exact) != 0))
		return false;
	struct duration duration = {n, unit_duration(length->quantity.unit)};
	*result = (struct result){
		.kind = VALUE_DATE, .date = date_shift(eval->plan, date, duration, back)};
	return result->date != DATE_NONE;
}

static bool compute(struct eval *eval, int op, const struct result *a, const struct result *b,
	struct result *result)
{
	bool minus = op == MINUS;
	if (a->kind == VALUE_DATE && b->kind == VALUE_DATE) {
		*result = number_result(a->date - b->date, UNIT_DURATION_FIRST + DURATION_DAY);
		return true;
	}
	if (a->kind == VALUE_DATE)
		return shift(eval, a->date, b, minus, result);
	if (b->kind == VALUE_DATE)
		return shift(eval, b->date, a, false, result);
	if (op == TIMES)
		return multiply(a, b, result);
	return op == OVER ? divide(eval, a, b, result) : results_add(eval, a, b, minus, result);
}

static void report_overflow(
	struct eval *eval, uint32_t node, const struct result *a, const struct result *b)
{
	const char *what = "this result is too large to be held exactly";
	if (a->kind == VALUE_DATE || b->kind == VALUE_DATE)
		what = "there is no such day: whole days up to 9999-12-31 can be added to a date";
	else if (file_node(eval->file, node)->op == OVER && !b->exact.num)
		what = "this divides by zero";
	eval_report(eval, &finding_type_overflow, node, "%s", what);
}

struct result eval_arithmetic(struct eval *eval, uint32_t node)
{
	uint32_t left = file_node(eval->file, node)->child;
	int op = file_node(eval->file, node)->op;
	struct result a = eval_expression(eval, left);
	struct result b = eval_expression(eval, file_node(eval->file, left)->next);
	struct result result;
	if (a.kind == VALUE_NONE || b.kind == VALUE_NONE)
		return (struct result){0};
	struct static_type left_type = result_type(&a);
	struct static_type right_type = result_type(&b), ignored;
	enum misfit misfit = types_join(eval->plan, op, &left_type, &right_type, &ignored);
	if (misfit != FITS || left_type.shape == SHAPE_UNKNOWN ||
		right_type.shape == SHAPE_UNKNOWN) {
		eval->why_absent = ABSENT_KNOWN;
		if (eval->sink && misfit != FITS)
			report_misfit(
				eval->plan, eval->file, node, misfit, &left_type, &right_type);
		return (struct result){0};
	}
	if (compute(eval, op, &a, &b, &result))
		return result;
	report_overflow(eval, node, &a, &b);
	return (struct result){0};
}

struct result eval_negative(struct eval *eval, uint32_t node)
{
	struct result operand = eval_expression(eval, file_node(eval->file, node)->child);
	struct result zero = number_result(0, operand.quantity.unit), result;
	if (operand.kind == VALUE_QUANTITY && results_add(eval, &zero, &operand, true, &result))
		return result;
	if (operand.kind == VALUE_NONE)
		return operand;
	struct out found = {0};
	struct static_type type = result_type(&operand);
	type_print(eval->plan, &found, &type);
	eval_report(eval, &finding_type_mismatch, node, "`-` stands before a number; this is %.*s",
		STR_ARGS(out_view(&found)));
	out_free(&found);
	return (struct result){0};
}
