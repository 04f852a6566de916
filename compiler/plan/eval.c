/* Expressions: from the nodes of a tree to a value, and from results to what others see. */
#include "compiler/plan/eval.h"

#include "compiler/plan/eval_parts.h"
#include <stdarg.h>

/* ---- what evaluation needs on the way ---- */

struct finding *eval_report(
	struct eval *eval, const struct rule_info *rule, uint32_t node, const char *format, ...)
{
	va_list arguments;
	eval->why_absent = ABSENT_KNOWN;
	if (!eval->sink)
		return NULL;
	va_start(arguments, format);
	struct str message = str_vformat(&eval->sink->arena, format, arguments);
	va_end(arguments);
	return finding_new(
		eval->sink, rule, file_span(eval->file, node), "%.*s", STR_ARGS(message));
}

bool eval_is_spent(const struct eval *eval)
{
	return eval->steps > EVAL_STEPS_MAX || eval->plan->n_eval_steps > EVAL_PLAN_STEPS_MAX;
}

/* What one plan may look at in all ends every later evaluation as well, so it is reported even
 * where this one is silent. */
static void report_spent(struct eval *eval, uint32_t node)
{
	struct sink *sink = &eval->plan->run->sink;
	if (!sink->finished)
		finding_new(sink, &finding_syntax_too_large, file_span(eval->file, node),
			"the calculations and conditions of this plan look at more than %d values",
			EVAL_PLAN_STEPS_MAX);
}

bool eval_step(struct eval *eval, uint32_t node)
{
	if (eval_is_spent(eval)) {
		eval->why_absent = ABSENT_KNOWN;
		return false;
	}
	if (++eval->plan->n_eval_steps > EVAL_PLAN_STEPS_MAX) {
		eval->why_absent = ABSENT_KNOWN;
		report_spent(eval, node);
		return false;
	}
	if (++eval->steps <= EVAL_STEPS_MAX)
		return true;
	eval_report(eval, &finding_syntax_too_large, node,
		"this looks at more than %d values one after the other", EVAL_STEPS_MAX);
	return false;
}

struct result eval_absent(struct eval *eval, uint32_t path, enum absence why)
{
	eval->missed_day |= why == ABSENT_NO_DAY;
	if (eval->why_absent == ABSENT_NOT) {
		eval->absent = path;
		eval->why_absent = why;
	}
	return (struct result){0};
}

/* ---- nodes ---- */

bool eval_truth(struct eval *eval, uint32_t node)
{
	struct result result = eval_expression(eval, node);
	if (result.kind == VALUE_BOOL || result.kind == VALUE_NONE)
		return result.kind == VALUE_BOOL && result.truth;
	struct static_type type = result_type(&result);
	struct out found = {0};
	type_print(eval->plan, &found, &type);
	eval_report(eval, &finding_type_mismatch, node,
		"a condition is true or false; this is %.*s", STR_ARGS(out_view(&found)));
	out_free(&found);
	return false;
}

static struct result truth_result(bool truth)
{
	return (struct result){.kind = VALUE_BOOL, .truth = truth};
}

/* One end of a range: a period stands for its first day in front, for its last behind. */
static date_t end_of(const struct eval *eval, const struct result *end, bool last)
{
	struct date_range days;
	if (end->kind == VALUE_DATE)
		return end->date;
	if (!result_days(eval, end, &days))
		return DATE_NONE;
	return last ? days.last : days.first;
}

static struct result range_of_days(
	struct eval *eval, uint32_t node, const struct result *low, const struct result *high)
{
	struct result range = {.kind = VALUE_RANGE, .of_days = true};
	range.days = (struct date_range){end_of(eval, low, false), end_of(eval, high, true)};
	if (range.days.first && range.days.last)
		return range;
	eval_report(eval, &finding_type_period, node, "the plan's calendar has no such period");
	return (struct result){0};
}

static struct result eval_range(struct eval *eval, uint32_t node)
{
	uint32_t left = file_node(eval->file, node)->child,
		 right = file_node(eval->file, left)->next;
	struct result low = eval_expression(eval, left), high = eval_expression(eval, right);
	struct static_type low_type = result_type(&low), type;
	struct static_type high_type = result_type(&high);
	if (low.kind == VALUE_NONE || high.kind == VALUE_NONE)
		return (struct result){0};
	enum misfit misfit = types_join(eval->plan, DOTS, &low_type, &high_type, &type);
	if (misfit != FITS) {
		eval->why_absent = ABSENT_KNOWN;
		if (eval->sink)
			report_misfit(eval->plan, eval->file, node, misfit, &low_type, &high_type);
		return (struct result){0};
	}
	if (type.shape == SHAPE_DAYS)
		return range_of_days(eval, node, &low, &high);
	struct value first = result_value(eval, &low, left),
		     last = result_value(eval, &high, right);
	if (first.kind != VALUE_QUANTITY || last.kind != VALUE_QUANTITY)
		return (struct result){0};
	return (struct result){.kind = VALUE_RANGE, .amounts = {first.quantity, last.quantity}};
}

static struct result eval_binary(struct eval *eval, uint32_t node)
{
	const struct node *binary = file_node(eval->file, node);
	uint32_t left = binary->child, right = file_node(eval->file, left)->next;
	switch (binary->op) {
	case AND:
		return truth_result(eval_truth(eval, left) && eval_truth(eval, right));
	case OR:
		return truth_result(eval_truth(eval, left) || eval_truth(eval, right));
	case IN:
		return eval_in(eval, node);
	case DOTS:
		return eval_range(eval, node);
	case PLUS:
	case MINUS:
	case TIMES:
	case OVER:
		return eval_arithmetic(eval, node);
	default:
		return eval_comparison(eval, node);
	}
}

static struct result eval_clauses(struct eval *eval, uint32_t node)
{
	uint32_t value = file_node(eval->file, node)->child;
	eval_report(eval, &finding_type_clause, file_node(eval->file, value)->next,
		"a clause stands behind the value of a field, not in a calculation");
	return (struct result){0};
}

struct result eval_expression(struct eval *eval, uint32_t node)
{
	struct result result = {0};
	if (!eval_step(eval, node))
		return result;
	eval->depth++;
	switch ((enum node_kind)file_node(eval->file, node)->kind) {
	case NODE_NUMBER:
	case NODE_PERCENT:
	case NODE_TEXT:
	case NODE_PROSE:
	case NODE_DATE:
	case NODE_PERIOD:
	case NODE_TIME:
	case NODE_TRUTH:
		result = eval_literal(eval, node);
		break;
	case NODE_PATH:
		result = eval_path(eval, node);
		break;
	case NODE_CALL:
		result = eval_call(eval, node);
		break;
	case NODE_HAS:
		result = truth_result(eval_has(eval, file_node(eval->file, node)->child));
		break;
	case NODE_UNARY:
		result = file_node(eval->file, node)->op == NOT
				 ? truth_result(
					   !eval_truth(eval, file_node(eval->file, node)->child))
				 : eval_negative(eval, node);
		break;
	case NODE_BINARY:
		result = eval_binary(eval, node);
		break;
	case NODE_LIST:
		result.kind = VALUE_LIST;
		break;
	case NODE_PHRASE:
		result = eval_clauses(eval, node);
		break;
	case NODE_NONE:
	case NODE_FILE:
	case NODE_IMPORT:
	case NODE_LET:
	case NODE_BLOCK:
	case NODE_UPDATE:
	case NODE_LIKE:
	case NODE_FIELD:
	case NODE_ROW:
	case NODE_CLAUSE:
	case NODE_NAME:
	case NODE_WHERE:
	case NODE_WRONG: /* reported when the file was read */
		eval->why_absent = ABSENT_KNOWN;
		break;
	}
	eval->depth--;
	return result;
}

/* ---- the whole ---- */

struct result eval_begin(struct eval *eval, uint32_t node)
{
	eval->home = eval->block;
	eval->steps = 0;
	eval->absent = 0;
	eval->why_absent = ABSENT_NOT;
	eval->missed_day = false;
	return eval_expression(eval, node);
}

/* A value was wanted and nothing is wrong with the expression but that it has none. */
static void report_absent(struct eval *eval, uint32_t node)
{
	uint32_t path = eval->absent ? eval->absent : node;
	struct str text = file_text(eval->file, path);
	if (eval->why_absent == ABSENT_NO_DAY) {
		struct finding *finding =
			finding_new(eval->sink, &finding_type_mismatch, file_span(eval->file, path),
				"`%.*s` has a value on a day only", STR_ARGS(text));
		finding_help(eval->sink, finding,
			"it can stand in conditions, which are judged as of a day: `trigger`, "
			"`require`");
		return;
	}
	finding_new(eval->sink, &finding_type_mismatch, file_span(eval->file, path),
		"`%.*s` has no value", STR_ARGS(text));
}

struct value eval_node(struct eval *eval, uint32_t node)
{
	struct result result = eval_begin(eval, node);
	struct value value = result_value(eval, &result, node);
	if (value.kind == VALUE_NONE && eval->why_absent != ABSENT_KNOWN && eval->sink)
		report_absent(eval, node);
	return value;
}

bool eval_condition(struct eval *eval, uint32_t node)
{
	struct result result = eval_begin(eval, node);
	return result.kind == VALUE_BOOL && result.truth;
}
