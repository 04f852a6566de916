/* Types of the collections' functions and of `column`. */
#include "compiler/plan/eval_parts.h"

static struct sink *sink_of(const struct typing *typing)
{
	return &typing->plan->run->sink;
}

static const struct static_type unknown;

static void report_call(
	struct typing *typing, const struct rule_info *rule, uint32_t node, const char *message)
{
	if (!typing->silent)
		finding_new(sink_of(typing), rule, file_span(typing->file, node), "%s", message);
}

static struct static_type infer_column(struct typing *typing, uint32_t node, uint32_t argument)
{
	struct static_type cell = {.shape = SHAPE_CELL};
	if (!typing->feed)
		report_call(typing, &finding_type_mismatch, node,
			"`column` reads the rows of a feed; here are none");
	else if (!argument || file_node(typing->file, argument)->kind != NODE_TEXT ||
		 file_node(typing->file, argument)->next)
		report_call(typing, &finding_type_mismatch, node,
			"a column is named by its header: `column(\"Stage\")`");
	else
		return cell;
	return unknown;
}

static struct static_type infer_argument(struct typing *typing, uint32_t node)
{
	const struct node *argument = file_node(typing->file, node);
	if (argument->kind == NODE_PATH)
		return typing_path(typing, node, true, 0, K_ANY);
	if (argument->kind != NODE_WHERE)
		return typing_expression(typing, node);
	uint32_t path = argument->child;
	return typing_path(typing, path, true, file_node(typing->file, path)->next, K_ANY);
}

/* What a function wants of its items; NULL if they are as it wants them. */
static const char *unwanted(enum function function, const struct static_type *item, bool is_where)
{
	switch (function) {
	case FUNCTION_COUNT:
		return item->list ? NULL : "`count` counts a list or a collection";
	case FUNCTION_SUM:
		return item->shape == SHAPE_QUANTITY ? NULL : "`sum` adds up amounts";
	case FUNCTION_MIN:
	case FUNCTION_MAX:
		return item->shape == SHAPE_QUANTITY || item->shape == SHAPE_DATE ||
				       item->shape == SHAPE_TIME || item->shape == SHAPE_DAYS
			       ? NULL
			       : "`min` and `max` compare amounts or days";
	case FUNCTION_ANY:
		return is_where || item->shape == SHAPE_TRUTH ||
				       (item->list && item->shape == SHAPE_BLOCK)
			       ? NULL
			       : "`any` looks for one that holds: `any(goals where ...)`";
	case FUNCTION_ALL:
		return is_where || item->shape == SHAPE_TRUTH
			       ? NULL
			       : "`all` wants a condition: `all(goals where ...)`";
	case FUNCTION_NONE:
	case FUNCTION_COLUMN:
		break;
	}
	return NULL;
}

static struct static_type result_of(enum function function, struct static_type items)
{
	struct static_type result = {.shape = SHAPE_TRUTH};
	if (function == FUNCTION_COUNT)
		return (struct static_type){.shape = SHAPE_QUANTITY, .units = UNITS_ONE};
	if (function == FUNCTION_ANY || function == FUNCTION_ALL)
		return result;
	items.list = false;
	items.constant = false;
	items.block = NULL;
	return items;
}

static struct static_type infer_aggregate(
	struct typing *typing, uint32_t node, uint32_t first, enum function function)
{
	struct static_type all = unknown;
	if (!first)
		report_call(typing, &finding_type_mismatch, node,
			"this wants a collection between the brackets: `count(goals)`");
	for (uint32_t at = first; at; at = file_node(typing->file, at)->next) {
		struct static_type item = infer_argument(typing, at), joined = unknown;
		bool is_where = file_node(typing->file, at)->kind == NODE_WHERE;
		const char *wanted =
			item.shape == SHAPE_UNKNOWN ? NULL : unwanted(function, &item, is_where);
		if (wanted) {
			typing_mismatch(typing, at, wanted, &item);
			return function == FUNCTION_ANY || function == FUNCTION_ALL
				       ? result_of(function, item)
				       : unknown;
		}
		item.list = false;
		if (at == first) {
			all = item;
			continue;
		}
		enum misfit misfit =
			function == FUNCTION_COUNT
				? FITS
				: types_join(typing->plan, function == FUNCTION_SUM ? PLUS : LESS,
					  &all, &item, &joined);
		if (misfit != FITS) {
			typing_mismatch(typing, at, "these cannot be put together", &item);
			return unknown;
		}
		if (function == FUNCTION_SUM)
			all = joined;
	}
	return result_of(function, all);
}

struct static_type typing_call(struct typing *typing, uint32_t node)
{
	uint32_t path = file_node(typing->file, node)->child;
	uint32_t first = file_node(typing->file, path)->next;
	enum function function = function_find(typing->plan, typing->file, path);
	if (function == FUNCTION_COLUMN)
		return infer_column(typing, node, first);
	if (function != FUNCTION_NONE)
		return infer_aggregate(typing, node, first, function);
	if (typing->silent)
		return unknown;
	struct finding *finding =
		finding_new(sink_of(typing), &finding_name_unknown, file_span(typing->file, path),
			"there is no calculation `%.*s`", STR_ARGS(file_text(typing->file, path)));
	finding_help(sink_of(typing), finding, "there are count, sum, min, max, any and all");
	return unknown;
}
