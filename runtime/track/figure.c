/* Exact sums that remember an overflow, and the rounding of what is printed. */
#include "runtime/track/parts.h"

struct ratio ratio_plus(struct ratio a, struct ratio b, bool *overflowed)
{
	struct ratio sum = {0, 1};
	if (!*overflowed && !ratio_add(a, b, &sum))
		*overflowed = true;
	return sum;
}

struct ratio ratio_minus(struct ratio a, struct ratio b, bool *overflowed)
{
	struct ratio difference = {0, 1};
	if (!*overflowed && !ratio_subtract(a, b, &difference))
		*overflowed = true;
	return difference;
}

struct ratio ratio_times(struct ratio a, struct ratio b, bool *overflowed)
{
	struct ratio product = {0, 1};
	if (!*overflowed && !ratio_multiply(a, b, &product))
		*overflowed = true;
	return product;
}

struct ratio ratio_over(struct ratio a, struct ratio b, bool *overflowed)
{
	struct ratio quotient = {0, 1};
	if (!*overflowed && !ratio_divide(a, b, &quotient))
		*overflowed = true;
	return quotient;
}

static void finish(
	struct goal_figures *figures, struct figure *figure, struct ratio exact, bool fits)
{
	if (fits) {
		figure->has = true;
		figure->exact = exact;
	} else {
		*figure = (struct figure){0};
		figures->overflowed = true;
	}
}

/* Amounts are printed to the nearest, ties up. Comparing with the middle of two neighbours cannot
 * overflow. */
static bool round_amount(struct ratio exact, uint8_t scale, struct decimal *shown)
{
	if (!ratio_round(exact, scale, ROUND_DOWN, shown))
		return false;
	struct ratio unit = ratio_of((struct decimal){1, scale});
	struct ratio middle = ratio_make((int128)shown->coefficient * 2 + 1, unit.den * 2);
	if (ratio_compare(exact, middle) < 0)
		return true;
	return !__builtin_add_overflow(shown->coefficient, 1, &shown->coefficient);
}

void figure_amount(struct goal_figures *figures, struct figure *figure, struct ratio exact,
	bool overflowed, uint8_t scale)
{
	finish(figures, figure, exact, !overflowed && round_amount(exact, scale, &figure->shown));
}

struct decimal amount_shown(struct decimal value, uint8_t scale)
{
	struct decimal shown;
	return round_amount(ratio_of(value), scale, &shown) ? shown : value;
}

void figure_percent(
	struct goal_figures *figures, struct figure *figure, struct ratio exact, bool overflowed)
{
	finish(figures, figure, exact, !overflowed && ratio_percent(exact, &figure->shown));
}

void figure_factor(
	struct goal_figures *figures, struct figure *figure, struct ratio exact, bool overflowed)
{
	finish(figures, figure, exact,
		!overflowed && ratio_round(exact, 1, ROUND_UP, &figure->shown));
}

void figures_days(struct goal_figures *figures, const struct goal_input *input, date_t date)
{
	int32_t length = input->last - input->first + 1;
	int32_t elapsed = date - input->first + 1;
	figures->length = length > 0 ? length : 0;
	figures->elapsed = elapsed < 0 ? 0 : elapsed > figures->length ? figures->length : elapsed;
	figures->remaining = figures->length - figures->elapsed;
}

bool sample_too_small(const struct goal_input *input, bool has_sample, struct decimal sample)
{
	return input->has_minimum_sample && has_sample &&
	       decimal_compare(sample, input->minimum_sample) < 0;
}
