#include "compiler/rules/money_shared.h"

bool money_add(struct quantity *sum, struct quantity more)
{
	if (!more.set || (sum->set && sum->unit != more.unit))
		return false;
	if (!sum->set) {
		*sum = more;
		return true;
	}
	return decimal_add(sum->n, more.n, &sum->n);
}

bool money_subtract(struct quantity a, struct quantity b, struct quantity *result)
{
	*result = a;
	return a.set && b.set && a.unit == b.unit && decimal_subtract(a.n, b.n, &result->n);
}

bool money_is_more(struct quantity a, struct quantity b)
{
	return a.set && b.set && a.unit == b.unit && decimal_compare(a.n, b.n) > 0;
}

/* The order of a and a percentage of b; false if they cannot be compared. */
static bool compare_share(struct quantity a, int64_t percent, struct quantity b, int *order)
{
	struct ratio left, right;
	if (!a.set || !b.set || a.unit != b.unit ||
		!ratio_multiply(ratio_of(a.n), ratio_make(100, 1), &left) ||
		!ratio_multiply(ratio_of(b.n), ratio_make(percent, 1), &right))
		return false;
	*order = ratio_compare(left, right);
	return true;
}

bool money_is_more_than(struct quantity a, int64_t percent, struct quantity b)
{
	int order;
	return compare_share(a, percent, b, &order) && order > 0;
}

bool money_is_at_least(struct quantity a, int64_t percent, struct quantity b)
{
	int order;
	return compare_share(a, percent, b, &order) && order >= 0;
}

const struct fund_block *request_fund(const struct request_block *request)
{
	const struct block *fund = request->of.block;
	return fund && fund->kind == KIND_fund ? (const void *)fund : NULL;
}

struct quantity initiative_brings(const struct initiative_block *initiative, unit_t unit)
{
	struct quantity sum = {0};
	for (uint32_t i = 0; i < initiative->contributes.n; i++)
		if (initiative->contributes.items[i].value.unit == unit)
			money_add(&sum, initiative->contributes.items[i].value);
	return sum;
}
