/* Reports of operands that do not fit together, in the words of whoever wrote them. */
#include "compiler/plan/eval_parts.h"

static struct sink *sink_of(struct plan *plan)
{
	return &plan->run->sink;
}

static const char *joined(int op)
{
	switch (op) {
	case PLUS:
		return "added";
	case MINUS:
		return "subtracted from each other";
	case TIMES:
		return "multiplied";
	case OVER:
		return "divided by each other";
	case DOTS:
		return "the ends of a range";
	default:
		return "compared";
	}
}

/* The bare number among two operands as it should be written, for `budget > 0`. */
static void help_bare_number(struct plan *plan, const struct file *file, uint32_t node,
	struct finding *finding, const struct static_type *left, const struct static_type *right)
{
	uint32_t a = file_node(file, node)->child, b = file_node(file, a)->next;
	bool left_bare = left->units == UNITS_ONE && left->unit == UNIT_NONE;
	uint32_t bare = left_bare ? a : b;
	const struct static_type *measured = left_bare ? right : left;
	const struct static_type *other = left_bare ? left : right;
	if (file_node(file, bare)->kind != NODE_NUMBER || file_node(file, bare)->a ||
		other->units != UNITS_ONE || other->unit != UNIT_NONE)
		return;
	unit_t unit = measured->units == UNITS_ONE ? measured->unit : UNIT_NONE;
	if (measured->units == UNITS_MONEY)
		unit = plan->currency;
	struct str word = unit_text(plan, unit, true);
	if (word.len)
		finding_help(sink_of(plan), finding, "write `%.*s%s%.*s`",
			STR_ARGS(file_text(file, bare)), unit == UNIT_PERCENT ? "" : " ",
			STR_ARGS(word));
}

static void report_units(struct plan *plan, const struct file *file, uint32_t node,
	const struct static_type *left, const struct static_type *right)
{
	struct out a = {0}, b = {0};
	int op = file_node(file, node)->op;
	type_print(plan, &a, left);
	type_print(plan, &b, right);
	struct finding *finding = finding_new(sink_of(plan), &finding_type_unit,
		file_span(file, node), "%.*s and %.*s cannot be %s", STR_ARGS(out_view(&a)),
		STR_ARGS(out_view(&b)), joined(op));
	bool percent = (left->units == UNITS_ONE && left->unit == UNIT_PERCENT) ||
		       (right->units == UNITS_ONE && right->unit == UNIT_PERCENT);
	if (left->shape == SHAPE_DATE || right->shape == SHAPE_DATE)
		finding_help(sink_of(plan), finding,
			"days, weeks, months, quarters, years and business_days can be added to a "
			"date");
	else if (percent && (op == PLUS || op == MINUS))
		finding_help(sink_of(plan), finding, "a share is multiplied: `amount * 110%%`");
	else
		help_bare_number(plan, file, node, finding, left, right);
	out_free(&a);
	out_free(&b);
}

static void report_currencies(struct plan *plan, const struct file *file, uint32_t node,
	const struct static_type *left, const struct static_type *right)
{
	struct str a = unit_text(plan, left->unit, true), b = unit_text(plan, right->unit, true);
	struct finding *finding =
		finding_new(sink_of(plan), &finding_type_currency, file_span(file, node),
			"%.*s and %.*s meet and no `rate` says what one is worth in the other",
			STR_ARGS(a), STR_ARGS(b));
	finding_help(sink_of(plan), finding,
		"write both in one currency, or agree on a rate: `rate { of: 1.10 %.*s per %.*s on "
		"2026-01-01 }`",
		STR_ARGS(a), STR_ARGS(b));
}

static void help_types(struct plan *plan, const struct file *file, uint32_t node,
	struct finding *finding, const struct static_type *left, const struct static_type *right)
{
	uint32_t a = file_node(file, node)->child, b = file_node(file, a)->next;
	struct str left_text = file_text(file, a), right_text = file_text(file, b);
	int op = file_node(file, node)->op;
	if (op == EQUAL && right->list && !left->list)
		finding_help(sink_of(plan), finding, "write `%.*s in %.*s`", STR_ARGS(left_text),
			STR_ARGS(right_text));
	else if (op == EQUAL && left->list && !right->list)
		finding_help(sink_of(plan), finding, "write `%.*s in %.*s`", STR_ARGS(right_text),
			STR_ARGS(left_text));
	else if (left->shape == SHAPE_WORD && right->shape == SHAPE_TEXT)
		finding_help(sink_of(plan), finding, "words stand without quotes: `%.*s`",
			(int)(right_text.len - 2), right_text.ptr + 1);
	else if (op == EQUAL && left->shape == SHAPE_DATE && right->shape == SHAPE_DAYS)
		finding_help(sink_of(plan), finding, "write `%.*s in %.*s`", STR_ARGS(left_text),
			STR_ARGS(right_text));
	else if ((op == PLUS || op == MINUS) && left->shape == SHAPE_DAYS)
		finding_help(sink_of(plan), finding, "name its first or last day: `%.*s.end`",
			STR_ARGS(left_text));
}

static void report_types(struct plan *plan, const struct file *file, uint32_t node,
	const struct static_type *left, const struct static_type *right)
{
	struct out a = {0}, b = {0};
	int op = file_node(file, node)->op;
	type_print(plan, &a, left);
	type_print(plan, &b, right);
	struct finding *finding;
	if (op == IN)
		finding = finding_new(sink_of(plan), &finding_type_mismatch, file_span(file, node),
			"%.*s cannot be in %.*s", STR_ARGS(out_view(&a)), STR_ARGS(out_view(&b)));
	else if (op == AND || op == OR)
		finding = finding_new(sink_of(plan), &finding_type_mismatch, file_span(file, node),
			"`%s` joins conditions; these are %.*s and %.*s", op == AND ? "and" : "or",
			STR_ARGS(out_view(&a)), STR_ARGS(out_view(&b)));
	else
		finding = finding_new(sink_of(plan), &finding_type_mismatch, file_span(file, node),
			"%.*s and %.*s cannot be %s", STR_ARGS(out_view(&a)),
			STR_ARGS(out_view(&b)), joined(op));
	help_types(plan, file, node, finding, left, right);
	out_free(&a);
	out_free(&b);
}

void report_misfit(struct plan *plan, const struct file *file, uint32_t node, enum misfit misfit,
	const struct static_type *left, const struct static_type *right)
{
	switch (misfit) {
	case FITS:
		break;
	case MISFIT_UNITS:
		report_units(plan, file, node, left, right);
		break;
	case MISFIT_CURRENCIES:
		report_currencies(plan, file, node, left, right);
		break;
	case MISFIT_TYPES:
		report_types(plan, file, node, left, right);
		break;
	}
}
