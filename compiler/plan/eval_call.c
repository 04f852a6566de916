/* The collections' functions, and `column` of a feed. They look at one item after the other and
 * keep none. */
#include "compiler/plan/eval_parts.h"
#include "compiler/syntax/literal.h"

static const char *const names[] = {
	[FUNCTION_COUNT] = "count",
	[FUNCTION_SUM] = "sum",
	[FUNCTION_MIN] = "min",
	[FUNCTION_MAX] = "max",
	[FUNCTION_ANY] = "any",
	[FUNCTION_ALL] = "all",
	[FUNCTION_COLUMN] = "column",
};

enum function function_find(const struct plan *plan, const struct file *file, uint32_t path)
{
	const struct node *node = file_node(file, path);
	for (int i = FUNCTION_COUNT; i <= FUNCTION_COLUMN && !node->child; i++)
		if (str_is(plan_name(plan, node->name), names[i]))
			return (enum function)i;
	return FUNCTION_NONE;
}

const char *eval_function_name(uint32_t i)
{
	return i < FUNCTION_COLUMN ? names[FUNCTION_COUNT + i] : NULL;
}

/* What has been seen so far. */
struct tally {
	struct eval *eval;
	uint32_t node;
	enum function function;
	int64_t n;
	struct result result; /* the sum, or the item kept; VALUE_NONE: none yet */
	bool truth;
};

static void report_types(struct tally *tally, const struct result *item)
{
	struct static_type type = result_type(item);
	struct out found = {0};
	type_print(tally->eval->plan, &found, &type);
	eval_report(tally->eval, &finding_type_mismatch, tally->node,
		"this cannot be applied to %.*s", STR_ARGS(out_view(&found)));
	out_free(&found);
}

static bool add_item(struct tally *tally, const struct result *item)
{
	struct eval *eval = tally->eval;
	struct result sum;
	if (item->kind != VALUE_QUANTITY) {
		report_types(tally, item);
		return false;
	}
	if (tally->result.kind == VALUE_NONE) {
		tally->result = *item;
		return true;
	}
	struct static_type left = result_type(&tally->result), right = result_type(item), ignored;
	if (types_join(eval->plan, PLUS, &left, &right, &ignored) == FITS &&
		results_add(eval, &tally->result, item, false, &sum)) {
		tally->result = sum;
		return true;
	}
	tally->result = (struct result){0};
	eval_report(eval,
		unit_is_currency(left.unit) && unit_is_currency(right.unit) ? &finding_type_currency
		: left.unit == right.unit				    ? &finding_type_overflow
									    : &finding_type_unit,
		tally->node, "these amounts cannot be added up");
	return false;
}

static bool keep_item(struct tally *tally, const struct result *item)
{
	int order;
	if (tally->result.kind == VALUE_NONE) {
		tally->result = *item;
		return true;
	}
	if (!results_compare(tally->eval, item, &tally->result, &order)) {
		report_types(tally, item);
		tally->result = (struct result){0};
		return false;
	}
	if (tally->function == FUNCTION_MIN ? order < 0 : order > 0)
		tally->result = *item;
	return true;
}

static bool take_item(void *context, const struct result *item)
{
	struct tally *tally = context;
	bool is_true = item->kind != VALUE_BOOL || item->truth;
	tally->n++;
	switch (tally->function) {
	case FUNCTION_SUM:
		return add_item(tally, item);
	case FUNCTION_MIN:
	case FUNCTION_MAX:
		return keep_item(tally, item);
	case FUNCTION_ANY:
		tally->truth |= is_true;
		return !tally->truth;
	case FUNCTION_ALL:
		tally->truth &= is_true;
		return tally->truth;
	case FUNCTION_COUNT:
	case FUNCTION_NONE:
	case FUNCTION_COLUMN:
		break;
	}
	return true;
}

/* One argument: a path, filtered or not, a list, or a single value. Inside it a plural is the
 * collection first. */
static void walk_argument(struct tally *tally, uint32_t node)
{
	static const struct result nothing;
	struct eval *eval = tally->eval;
	const struct node *argument = file_node(eval->file, node);
	struct walk walk = {.eval = eval,
		.path = node,
		.collections_first = true,
		.visit = take_item,
		.context = tally};
	if (argument->kind == NODE_WHERE) {
		walk.path = argument->child;
		walk.where = file_node(eval->file, argument->child)->next;
		walk.unmet = tally->function == FUNCTION_ALL;
	}
	if (file_node(eval->file, walk.path)->kind == NODE_PATH)
		walk_path(&walk);
	else if (argument->kind != NODE_WHERE)
		walk_items(eval, node, &nothing, take_item, tally);
}

/* The sum of nothing is zero, in the unit that the items would have had. */
static struct result no_sum(struct eval *eval, uint32_t argument)
{
	const struct node *node = file_node(eval->file, argument);
	struct typing typing = {.plan = eval->plan,
		.file = eval->file,
		.home = eval->home,
		.home_kinds = eval->home ? (kinds_t)1 << eval->home->kind : 0,
		.it = eval->block ? (kinds_t)1 << eval->block->kind : 0,
		.it_block = eval->block,
		.silent = true};
	uint32_t path = node->kind == NODE_WHERE ? node->child : argument;
	struct result zero = number_result(0, UNIT_NONE);
	struct static_type type = {0};
	if (file_node(eval->file, path)->kind == NODE_PATH)
		type = typing_path(&typing, path, true, 0, K_ANY);
	if (type.shape == SHAPE_QUANTITY && type.units == UNITS_ONE)
		zero.quantity.unit = type.unit;
	else if (type.shape == SHAPE_QUANTITY && type.units == UNITS_MONEY)
		zero.quantity.unit = eval->plan->currency;
	else
		zero.any_unit = true;
	return zero;
}

static struct result eval_aggregate(struct eval *eval, uint32_t node, enum function function)
{
	uint32_t first = file_node(eval->file, file_node(eval->file, node)->child)->next;
	struct tally tally = {.eval = eval, .node = node, .function = function};
	bool is_where = first && file_node(eval->file, first)->kind == NODE_WHERE;
	tally.truth = function == FUNCTION_ALL;
	for (uint32_t at = first; at; at = file_node(eval->file, at)->next)
		walk_argument(&tally, at);
	if (eval_is_spent(eval))
		return (struct result){0};
	switch (function) {
	case FUNCTION_COUNT:
		return number_result(tally.n, UNIT_NONE);
	case FUNCTION_SUM:
		if (!tally.n && first)
			return no_sum(eval, first);
		break;
	case FUNCTION_ANY:
		return (struct result){.kind = VALUE_BOOL, .truth = tally.n && tally.truth};
	case FUNCTION_ALL: /* of those that do not meet the condition there is none */
		return (struct result){
			.kind = VALUE_BOOL, .truth = is_where ? !tally.n : tally.truth};
	case FUNCTION_MIN:
	case FUNCTION_MAX:
	case FUNCTION_NONE:
	case FUNCTION_COLUMN:
		break;
	}
	return tally.n ? tally.result : eval_absent(eval, node, ABSENT_UNSTATED);
}

/* ---- which blocks ---- */

struct picked {
	struct block **first;
	uint32_t max, n;
};

static bool pick(void *context, const struct result *item)
{
	struct picked *picked = context;
	if (item->kind != VALUE_BLOCK)
		return true;
	if (picked->n < picked->max)
		picked->first[picked->n] = item->block;
	picked->n++;
	return true;
}

/* The blocks that `where` judges are those of the first list along the path. */
bool eval_picked(
	struct eval *eval, uint32_t call, bool met, struct block **first, uint32_t max, uint32_t *n)
{
	const struct file *file = eval->file;
	uint32_t argument = file_node(file, file_node(file, call)->child)->next;
	struct picked picked = {.first = first, .max = max};
	struct eval quiet = *eval;
	if (!argument || file_node(file, argument)->kind != NODE_WHERE)
		return false;
	quiet.sink = NULL;
	quiet.home = quiet.block;
	quiet.steps = 0;
	struct walk walk = {.eval = &quiet,
		.path = file_node(file, argument)->child,
		.collections_first = true,
		.unmet = !met,
		.visit = pick,
		.context = &picked};
	walk.where = file_node(file, walk.path)->next;
	walk_path(&walk);
	*n = picked.n;
	return !eval_is_spent(&quiet);
}

/* ---- columns ---- */

/* `column("Stage")`: the cell of the row at hand; without one, the column as such. */
static struct result eval_column(struct eval *eval, uint32_t node)
{
	uint32_t argument = file_node(eval->file, file_node(eval->file, node)->child)->next;
	if (!argument || file_node(eval->file, argument)->kind != NODE_TEXT) {
		eval_report(eval, &finding_type_mismatch, node,
			"a column is named by its header: `column(\"Stage\")`");
		return (struct result){0};
	}
	struct result column = {.kind = VALUE_COLUMN};
	column.text = literal_text(eval->arena, NULL, file_span(eval->file, argument),
		file_text(eval->file, argument));
	if (!eval->columns)
		return column;
	column.text = eval->columns->cell(eval->columns->context, column.text);
	return column.text.ptr ? column : eval_absent(eval, node, ABSENT_KNOWN);
}

struct result eval_call(struct eval *eval, uint32_t node)
{
	uint32_t path = file_node(eval->file, node)->child;
	enum function function = function_find(eval->plan, eval->file, path);
	if (function == FUNCTION_COLUMN)
		return eval_column(eval, node);
	if (function != FUNCTION_NONE)
		return eval_aggregate(eval, node, function);
	struct finding *finding = eval_report(eval, &finding_name_unknown, path,
		"there is no calculation `%.*s`", STR_ARGS(file_text(eval->file, path)));
	if (finding)
		finding_help(eval->sink, finding, "there are count, sum, min, max, any and all");
	return (struct result){0};
}
