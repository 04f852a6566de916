/* What expressions yield and whether conditions can be judged, found without any value. */
#include "compiler/plan/typecheck.h"

#include "compiler/plan/decode.h"
#include "compiler/plan/eval_parts.h"

static struct sink *sink_of(const struct typing *typing)
{
	return &typing->plan->run->sink;
}

static const struct static_type unknown;

struct finding *typing_mismatch(
	struct typing *typing, uint32_t node, const char *wanted, const struct static_type *found)
{
	struct out text = {0};
	if (typing->silent)
		return NULL;
	type_print(typing->plan, &text, found);
	struct finding *finding =
		finding_new(sink_of(typing), &finding_type_mismatch, file_span(typing->file, node),
			"%s; this is %.*s", wanted, STR_ARGS(out_view(&text)));
	out_free(&text);
	return finding;
}

void typing_truth(struct typing *typing, uint32_t node)
{
	struct static_type type = typing_expression(typing, node);
	if (!type.list && (type.shape == SHAPE_UNKNOWN || type.shape == SHAPE_TRUTH))
		return;
	struct finding *finding =
		typing_mismatch(typing, node, "a condition is true or false", &type);
	if (finding && file_node(typing->file, node)->kind == NODE_PATH)
		finding_help(sink_of(typing), finding, "`has %.*s` asks whether it is stated",
			STR_ARGS(file_text(typing->file, node)));
}

/* ---- literals ---- */

static struct static_type infer_number(struct typing *typing, uint32_t node)
{
	const struct node *number = file_node(typing->file, node);
	struct static_type type = {.shape = SHAPE_QUANTITY, .constant = true, .units = UNITS_ONE};
	if (!number->a)
		return type;
	type.unit = number->name ? unit_of_word(typing->plan, number->name) : UNIT_NONE;
	if (type.unit != UNIT_NONE)
		return type;
	struct decoder decoder = {.plan = typing->plan, .file = typing->file};
	if (number->name && !typing->silent)
		decode_unit_word(&decoder, number->name, file_token_span(typing->file, number->a),
			&type.unit);
	return unknown;
}

static struct static_type infer_period(struct typing *typing, uint32_t node)
{
	struct str text = file_text(typing->file, node);
	struct period period = period_parse(text);
	if (period.kind && !period_days(&typing->plan->calendar, period).first && !typing->silent)
		finding_new(sink_of(typing), &finding_type_period, file_span(typing->file, node),
			"the plan's calendar has no period %.*s", STR_ARGS(text));
	return (struct static_type){.shape = SHAPE_DAYS, .constant = true};
}

static struct static_type constant(enum shape shape)
{
	return (struct static_type){.shape = shape, .constant = true};
}

/* ---- names that mean something by what stands beside them ---- */

static struct static_type ask(struct typing *typing, uint32_t node)
{
	bool silent = typing->silent;
	typing->silent = true;
	struct static_type type = typing_expression(typing, node);
	typing->silent = silent;
	return type;
}

/* A bare name beside a word has to be one of the words. */
static struct static_type infer_word(
	struct typing *typing, uint32_t node, const struct static_type *words, uint32_t beside)
{
	struct str word = file_text(typing->file, node);
	struct static_type type = {.shape = SHAPE_WORD, .words = words->words};
	if (!words->words || words_find(words->words, word) || typing->silent)
		return type;
	struct finding *finding = finding_new(sink_of(typing), &finding_type_not_in_list,
		file_span(typing->file, node), "`%.*s` is none of the words of `%.*s`",
		STR_ARGS(word), STR_ARGS(file_text(typing->file, beside)));
	const char *near = words_closest(words->words, word);
	struct out list = {0};
	if (near) {
		finding_help(sink_of(typing), finding, "did you mean `%s`?", near);
		finding_edit(sink_of(typing), finding, file_span(typing->file, node),
			str_from(near), false);
	}
	words_print(&list, words->words);
	finding_note(sink_of(typing), finding, "it is %.*s", STR_ARGS(out_view(&list)));
	out_free(&list);
	return type;
}

/* The type of `node` where it stands beside something of type `other`. */
static struct static_type infer_beside(
	struct typing *typing, uint32_t node, const struct static_type *other, uint32_t beside)
{
	if (!is_bare_name(typing->file, node))
		return typing_expression(typing, node);
	if (other->shape == SHAPE_WORD) {
		struct static_type type = ask(typing, node);
		return type.shape == SHAPE_WORD ? type : infer_word(typing, node, other, beside);
	}
	if (other->shape == SHAPE_UNKNOWN) /* it may be a word of what was reported */
		return ask(typing, node);
	return typing_path(
		typing, node, false, 0, other->shape == SHAPE_BLOCK ? other->kinds : K_ANY);
}

static void infer_pair(struct typing *typing, uint32_t left, uint32_t right, struct static_type *a,
	struct static_type *b)
{
	if (!is_bare_name(typing->file, left)) {
		*a = typing_expression(typing, left);
		*b = infer_beside(typing, right, a, left);
		return;
	}
	*a = ask(typing, left);
	*b = ask(typing, right);
	if (a->shape == SHAPE_WORD || (a->shape == SHAPE_BLOCK && b->shape != SHAPE_WORD)) {
		*a = typing_expression(typing, left);
		*b = infer_beside(typing, right, a, left);
		return;
	}
	*b = typing_expression(typing, right);
	*a = b->shape == SHAPE_UNKNOWN ? typing_expression(typing, left)
				       : infer_beside(typing, left, b, right);
}

/* ---- operators ---- */

static bool joins(struct typing *typing, uint32_t node, const struct static_type *a,
	const struct static_type *b, struct static_type *result)
{
	int op = file_node(typing->file, node)->op;
	enum misfit misfit = types_join(typing->plan, op, a, b, result);
	if (misfit != FITS && !typing->silent)
		report_misfit(typing->plan, typing->file, node, misfit, a, b);
	return misfit == FITS;
}

static struct result evaluate(struct typing *typing, uint32_t node)
{
	struct eval eval = {.plan = typing->plan,
		.file = typing->file,
		.arena = &typing->plan->arena,
		.sink = sink_of(typing)};
	return eval_expression(&eval, node);
}

/* What is made of literals only can be worked out at once: 1 / 0, or a range whose ends are
 * exchanged. */
static void check_constant(struct typing *typing, uint32_t node)
{
	struct result result = evaluate(typing, node);
	bool reversed = false;
	if (result.kind != VALUE_RANGE)
		return;
	if (result.of_days)
		reversed = result.days.last < result.days.first;
	else if (result.amounts.low.unit == result.amounts.high.unit)
		reversed = decimal_compare(result.amounts.high.n, result.amounts.low.n) < 0;
	if (reversed)
		finding_new(sink_of(typing), &finding_type_range_reversed,
			file_span(typing->file, node), "this range ends before it begins");
}

static struct static_type infer_calculation(struct typing *typing, uint32_t node)
{
	uint32_t left = file_node(typing->file, node)->child;
	struct static_type a = typing_expression(typing, left), result;
	struct static_type b = typing_expression(typing, file_node(typing->file, left)->next);
	if (!joins(typing, node, &a, &b, &result))
		return unknown;
	result.constant = a.constant && b.constant;
	if (result.constant && !typing->silent)
		check_constant(typing, node);
	return result;
}

static struct static_type infer_comparison(struct typing *typing, uint32_t node)
{
	uint32_t left = file_node(typing->file, node)->child;
	struct static_type a, b, result;
	infer_pair(typing, left, file_node(typing->file, left)->next, &a, &b);
	joins(typing, node, &a, &b, &result);
	return (struct static_type){.shape = SHAPE_TRUTH};
}

/* `area in [marketing, sales]`: every item is compared with what stands before. */
static void infer_in_list(struct typing *typing, uint32_t node, uint32_t left, uint32_t list)
{
	struct static_type a = typing_expression(typing, left), ignored;
	for (uint32_t at = file_node(typing->file, list)->child; at;
		at = file_node(typing->file, at)->next) {
		struct static_type item = infer_beside(typing, at, &a, left);
		item.list = true;
		if (!joins(typing, node, &a, &item, &ignored))
			return;
	}
}

static struct static_type infer_in(struct typing *typing, uint32_t node)
{
	uint32_t left = file_node(typing->file, node)->child,
		 right = file_node(typing->file, left)->next;
	const struct node *in = file_node(typing->file, right);
	struct static_type a, b, truth = {.shape = SHAPE_TRUTH}, ignored;
	if (in->kind == NODE_LIST) {
		infer_in_list(typing, node, left, right);
		return truth;
	}
	b = typing_expression(typing, right);
	a = infer_beside(typing, left, &b, right);
	bool year = in->kind == NODE_NUMBER && !in->a &&
		    period_parse(file_text(typing->file, right)).kind == PERIOD_YEAR;
	if (year && a.shape != SHAPE_QUANTITY)
		b = constant(SHAPE_DAYS);
	joins(typing, node, &a, &b, &ignored);
	return truth;
}

static struct static_type infer_binary(struct typing *typing, uint32_t node)
{
	const struct node *binary = file_node(typing->file, node);
	switch (binary->op) {
	case AND:
	case OR:
		typing_truth(typing, binary->child);
		typing_truth(typing, file_node(typing->file, binary->child)->next);
		return (struct static_type){.shape = SHAPE_TRUTH};
	case IN:
		return infer_in(typing, node);
	case PLUS:
	case MINUS:
	case TIMES:
	case OVER:
	case DOTS:
		return infer_calculation(typing, node);
	default:
		return infer_comparison(typing, node);
	}
}

static struct static_type infer_unary(struct typing *typing, uint32_t node)
{
	uint32_t child = file_node(typing->file, node)->child;
	if (file_node(typing->file, node)->op == NOT) {
		typing_truth(typing, child);
		return (struct static_type){.shape = SHAPE_TRUTH};
	}
	struct static_type type = typing_expression(typing, child);
	if (!type.list && (type.shape == SHAPE_UNKNOWN || type.shape == SHAPE_QUANTITY))
		return type;
	typing_mismatch(typing, node, "`-` stands before a number", &type);
	return unknown;
}

static struct static_type infer_has(struct typing *typing, uint32_t node)
{
	bool stated = typing->stated;
	typing->stated = true;
	typing_path(typing, file_node(typing->file, node)->child, false, 0, K_ANY);
	typing->stated = stated;
	return (struct static_type){.shape = SHAPE_TRUTH};
}

static struct static_type infer_list(struct typing *typing, uint32_t node)
{
	struct static_type list = {.list = true};
	uint32_t first = file_node(typing->file, node)->child;
	for (uint32_t at = first; at; at = file_node(typing->file, at)->next) {
		struct static_type item = typing_expression(typing, at);
		if (at == first)
			list = item;
		else if (item.shape != list.shape)
			list = unknown;
	}
	list.list = true;
	list.constant = false;
	if (list.shape == SHAPE_QUANTITY)
		list.units = UNITS_ANY;
	return list;
}

static struct static_type infer_clauses(struct typing *typing, uint32_t node)
{
	uint32_t clause = file_node(typing->file, file_node(typing->file, node)->child)->next;
	if (!typing->silent)
		finding_new(sink_of(typing), &finding_type_clause, file_span(typing->file, clause),
			"a clause stands behind the value of a field, not in a calculation");
	return unknown;
}

struct static_type typing_expression(struct typing *typing, uint32_t node)
{
	switch ((enum node_kind)file_node(typing->file, node)->kind) {
	case NODE_NUMBER:
		return infer_number(typing, node);
	case NODE_PERCENT:
		return (struct static_type){.shape = SHAPE_QUANTITY,
			.constant = true,
			.units = UNITS_ONE,
			.unit = UNIT_PERCENT};
	case NODE_TEXT:
	case NODE_PROSE:
		return constant(SHAPE_TEXT);
	case NODE_DATE:
		return constant(SHAPE_DATE);
	case NODE_PERIOD:
		return infer_period(typing, node);
	case NODE_TIME:
		return constant(SHAPE_TIME);
	case NODE_TRUTH:
		return constant(SHAPE_TRUTH);
	case NODE_PATH:
		return typing_path(typing, node, false, 0, K_ANY);
	case NODE_CALL:
		return typing_call(typing, node);
	case NODE_HAS:
		return infer_has(typing, node);
	case NODE_UNARY:
		return infer_unary(typing, node);
	case NODE_BINARY:
		return infer_binary(typing, node);
	case NODE_LIST:
		return infer_list(typing, node);
	case NODE_PHRASE:
		return infer_clauses(typing, node);
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
		break;
	}
	return unknown;
}
