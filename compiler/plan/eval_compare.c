/* Comparisons and `in`. A missing value makes them false. */
#include "compiler/plan/eval_parts.h"
#include "compiler/plan/feed.h"

static struct result truth_result(bool truth)
{
	return (struct result){.kind = VALUE_BOOL, .truth = truth};
}

static struct result word_result(const struct eval *eval, uint32_t node)
{
	return (struct result){.kind = VALUE_WORD, .word = file_node(eval->file, node)->name};
}

struct result eval_beside(struct eval *eval, uint32_t node, const struct result *other)
{
	if (!is_bare_name(eval->file, node))
		return eval_expression(eval, node);
	if (other->kind == VALUE_WORD) {
		struct result result = eval_path_silently(eval, node, K_ANY);
		return result.kind == VALUE_WORD ? result : word_result(eval, node);
	}
	if (other->kind == VALUE_BLOCK) {
		kinds_t kind = (kinds_t)1 << other->block->kind;
		struct result result = eval_path_silently(eval, node, kind);
		if (result.kind == VALUE_BLOCK)
			return result;
	}
	return eval_expression(eval, node);
}

/* A bare name has its meaning from what stands beside it, on either side. */
static void eval_pair(
	struct eval *eval, uint32_t left, uint32_t right, struct result *a, struct result *b)
{
	if (!is_bare_name(eval->file, left)) {
		*a = eval_expression(eval, left);
		*b = a->kind == VALUE_NONE ? (struct result){0} : eval_beside(eval, right, a);
		return;
	}
	*a = eval_path_silently(eval, left, K_ANY);
	*b = is_bare_name(eval->file, right) && a->kind != VALUE_WORD
		     ? eval_path_silently(eval, right, K_ANY)
		     : eval_beside(eval, right, a);
	if (b->kind == VALUE_WORD || b->kind == VALUE_BLOCK)
		*a = eval_beside(eval, left, b);
	else if (a->kind == VALUE_NONE)
		*a = eval_expression(eval, left);
	if (a->kind != VALUE_NONE && b->kind != VALUE_WORD)
		*b = eval_beside(eval, right, a);
}

/* ---- cells ---- */

/* A cell as what it is compared with; absent if it cannot be read as that. */
static struct result cell_as(
	const struct eval *eval, struct result cell, const struct result *other)
{
	struct decimal n;
	bool amounts = other->kind == VALUE_RANGE && !other->of_days;
	if (cell.kind != VALUE_COLUMN || !eval->columns)
		return cell.kind == VALUE_COLUMN ? (struct result){0} : cell;
	if (other->kind == VALUE_QUANTITY || amounts) {
		unit_t unit = amounts ? other->amounts.low.unit : other->quantity.unit;
		if (feed_cell_number(cell.text, false, unit, &n))
			return (struct result){0};
		struct result number = ratio_result(ratio_of(n), unit);
		number.fits = true;
		number.quantity.n = n;
		return number;
	}
	if (other->kind == VALUE_TEXT || other->kind == VALUE_COLUMN)
		return (struct result){.kind = VALUE_TEXT, .text = str_trim(cell.text)};
	date_t date = feed_cell_date(cell.text, NULL);
	return (struct result){.kind = date ? VALUE_DATE : VALUE_NONE, .date = date};
}

/* ---- two values ---- */

static bool is_day_or_days(const struct result *result)
{
	return result->kind == VALUE_DATE || result->kind == VALUE_PERIOD ||
	       (result->kind == VALUE_RANGE && result->of_days);
}

static bool days_of(const struct eval *eval, const struct result *result, struct date_range *days)
{
	if (result->kind != VALUE_DATE)
		return result_days(eval, result, days);
	*days = (struct date_range){result->date, result->date};
	return true;
}

/* Before a period is before its first day, after it after its last; in between they are equal. */
static bool compare_days(
	struct eval *eval, const struct result *a, const struct result *b, int *order)
{
	struct date_range left, right;
	if (!days_of(eval, a, &left) || !days_of(eval, b, &right))
		return false;
	*order = left.last < right.first ? -1 : left.first > right.last ? 1 : 0;
	return true;
}

bool results_compare(struct eval *eval, const struct result *a, const struct result *b, int *order)
{
	if (a->kind == VALUE_QUANTITY && b->kind == VALUE_QUANTITY)
		return quantities_compare(eval, a, b, order);
	if (is_day_or_days(a) && is_day_or_days(b))
		return compare_days(eval, a, b, order);
	if (a->kind != VALUE_TIME || b->kind != VALUE_TIME)
		return false;
	int left = a->time.hour * 60 + a->time.minute, right = b->time.hour * 60 + b->time.minute;
	*order = (left > right) - (left < right);
	return true;
}

static bool results_equal(
	struct eval *eval, const struct result *a, const struct result *b, bool *equal)
{
	struct date_range left, right;
	int order;
	if (a->kind == VALUE_RANGE || a->kind == VALUE_PERIOD) {
		if (!is_day_or_days(a) || !is_day_or_days(b) || !days_of(eval, a, &left) ||
			!days_of(eval, b, &right))
			return false;
		*equal = left.first == right.first && left.last == right.last;
		return true;
	}
	if (results_compare(eval, a, b, &order)) {
		*equal = order == 0;
		return true;
	}
	if (a->kind != b->kind)
		return false;
	if (a->kind == VALUE_TEXT)
		*equal = str_equal(a->text, b->text);
	else if (a->kind == VALUE_BOOL)
		*equal = a->truth == b->truth;
	else if (a->kind == VALUE_BLOCK)
		*equal = a->block == b->block;
	else if (a->kind == VALUE_WORD)
		*equal = a->word == b->word;
	else
		return false;
	return true;
}

/* `covers == all` */
static bool equals_all(const struct result *a, const struct result *b)
{
	return a->kind == VALUE_ALL && b->kind == VALUE_ALL;
}

static bool holds(struct eval *eval, int op, const struct result *a, const struct result *b)
{
	bool equal;
	int order;
	if (a->kind == VALUE_ALL || b->kind == VALUE_ALL)
		return equals_all(a, b) == (op == EQUAL);
	if (op == EQUAL || op == NOT_EQUAL)
		return results_equal(eval, a, b, &equal) && equal == (op == EQUAL);
	if (!results_compare(eval, a, b, &order))
		return false;
	if (op == LESS)
		return order < 0;
	if (op == LESS_EQUAL)
		return order <= 0;
	return op == MORE ? order > 0 : order >= 0;
}

/* True if the two may be compared; otherwise it is reported where somebody listens. */
static bool check_types(
	struct eval *eval, uint32_t node, const struct result *a, const struct result *b)
{
	struct static_type left = result_type(a), right = result_type(b), ignored;
	enum misfit misfit =
		types_join(eval->plan, file_node(eval->file, node)->op, &left, &right, &ignored);
	if (misfit != FITS && eval->sink)
		report_misfit(eval->plan, eval->file, node, misfit, &left, &right);
	return misfit == FITS;
}

struct result eval_comparison(struct eval *eval, uint32_t node)
{
	uint32_t left = file_node(eval->file, node)->child;
	struct result a, b;
	eval_pair(eval, left, file_node(eval->file, left)->next, &a, &b);
	if (a.kind == VALUE_NONE || b.kind == VALUE_NONE || !check_types(eval, node, &a, &b))
		return truth_result(false);
	struct result x = cell_as(eval, a, &b), y = cell_as(eval, b, &a);
	if (x.kind == VALUE_NONE || y.kind == VALUE_NONE)
		return truth_result(false);
	return truth_result(holds(eval, file_node(eval->file, node)->op, &x, &y));
}

/* ---- in ---- */

struct search {
	struct eval *eval;
	uint32_t left;
	struct result wanted;
	bool found;
	bool saw_other; /* items that are no words */
};

static bool is_within(struct eval *eval, const struct result *item, const struct result *range)
{
	struct date_range inner, outer;
	struct result value = cell_as(eval, *item, range);
	int low, high;
	if (is_day_or_days(range))
		return is_day_or_days(&value) && days_of(eval, &value, &inner) &&
		       days_of(eval, range, &outer) && outer.first <= inner.first &&
		       inner.last <= outer.last;
	struct result ends[2] = {
		ratio_result(ratio_of(range->amounts.low.n), range->amounts.low.unit),
		ratio_result(ratio_of(range->amounts.high.n), range->amounts.high.unit)};
	return value.kind == VALUE_QUANTITY && quantities_compare(eval, &value, &ends[0], &low) &&
	       quantities_compare(eval, &value, &ends[1], &high) && low >= 0 && high <= 0;
}

static bool is_range(const struct result *result)
{
	return result->kind == VALUE_RANGE || result->kind == VALUE_PERIOD;
}

static bool look_at(void *context, const struct result *item)
{
	struct search *search = context;
	struct eval *eval = search->eval;
	struct result wanted = search->wanted;
	bool equal = false;
	bool bare = is_bare_name(eval->file, search->left);
	search->saw_other |= item->kind != VALUE_WORD;
	if (item->kind == VALUE_WORD && bare && wanted.kind != VALUE_WORD) {
		wanted = word_result(eval, search->left);
	} else if (item->kind == VALUE_BLOCK && bare) {
		struct result named =
			eval_path_silently(eval, search->left, (kinds_t)1 << item->block->kind);
		wanted = named.kind == VALUE_BLOCK ? named : wanted;
	}
	if (wanted.kind == VALUE_NONE)
		return true;
	if (is_range(item) && !is_range(&wanted)) {
		search->found = is_within(eval, &wanted, item);
		return !search->found;
	}
	struct result x = cell_as(eval, wanted, item), y = cell_as(eval, *item, &wanted);
	search->found = results_equal(eval, &x, &y, &equal) && equal;
	return !search->found;
}

/* `2026` where a period is expected is the calendar year. */
static struct result year_result(struct eval *eval, uint32_t node, const struct result *left)
{
	const struct node *number = file_node(eval->file, node);
	struct result result = {0};
	if (number->kind != NODE_NUMBER || number->a || left->kind == VALUE_QUANTITY)
		return result;
	result.period = period_parse(file_text(eval->file, node));
	result.kind = result.period.kind == PERIOD_YEAR ? VALUE_PERIOD : VALUE_NONE;
	return result;
}

static struct result search_list(struct eval *eval, struct search *search, uint32_t right)
{
	walk_items(eval, right, &search->wanted, look_at, search);
	if (search->wanted.kind == VALUE_NONE && search->saw_other && !search->found &&
		is_bare_name(eval->file, search->left))
		eval_expression(eval, search->left); /* to report the name that means nothing */
	return truth_result(search->found);
}

/* A field or figure of the block at hand, whether it has a value or not. */
static bool is_own_member(const struct eval *eval, uint32_t node)
{
	if (!eval->block || !is_bare_name(eval->file, node))
		return false;
	struct member member = member_find(
		eval->plan, (enum kind)eval->block->kind, file_node(eval->file, node)->name);
	return member_is_bare(member);
}

struct result eval_in(struct eval *eval, uint32_t node)
{
	uint32_t left = file_node(eval->file, node)->child,
		 right = file_node(eval->file, left)->next;
	struct search search = {.eval = eval, .left = left};
	search.wanted = is_bare_name(eval->file, left) ? eval_path_silently(eval, left, K_ANY)
						       : eval_expression(eval, left);
	if (search.wanted.kind == VALUE_NONE &&
		(!is_bare_name(eval->file, left) || is_own_member(eval, left)))
		return truth_result(false); /* it has no value */
	if (file_node(eval->file, right)->kind == NODE_LIST)
		return search_list(eval, &search, right);
	struct result range = year_result(eval, right, &search.wanted);
	if (range.kind == VALUE_NONE)
		range = eval_expression(eval, right);
	if (range.kind == VALUE_LIST)
		return search_list(eval, &search, right);
	if (search.wanted.kind == VALUE_NONE)
		search.wanted = eval_expression(eval, left);
	if (range.kind == VALUE_NONE || search.wanted.kind == VALUE_NONE ||
		!check_types(eval, node, &search.wanted, &range))
		return truth_result(false);
	return truth_result(range.kind == VALUE_ALL ||
			    (is_range(&range) && is_within(eval, &search.wanted, &range)));
}
