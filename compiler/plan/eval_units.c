/* Units that meet in an expression: durations that convert exactly, currencies by the plan's rates.
 */
#include "compiler/plan/decode.h"
#include "compiler/plan/eval_parts.h"

unit_t unit_of_word(const struct plan *plan, uint32_t word)
{
	const uint32_t *declared = map_get(&plan->units, word);
	struct str text = plan_name(plan, word);
	if (declared)
		return UNIT_DECLARED_FIRST + plan->unit_blocks.items[*declared - 1]->name;
	unit_t currency = unit_currency(text);
	if (currency != UNIT_NONE)
		return currency;
	enum duration_unit duration = duration_unit_parse(text);
	if (duration != DURATION_NONE)
		return UNIT_DURATION_FIRST + duration;
	if (str_is(text, "percent"))
		return UNIT_PERCENT;
	/* Whoever imports a library may declare the unit. */
	return plan->is_library ? UNIT_DECLARED_FIRST + word : UNIT_NONE;
}

/* ---- durations ---- */

enum measure {
	MEASURE_NONE,
	MEASURE_MINUTES,
	MEASURE_DAYS,
	MEASURE_MONTHS,
	MEASURE_BUSINESS_HOURS,
	MEASURE_BUSINESS_DAYS
};

/* What a duration's unit is a whole number of. */
static enum measure measure_of(enum duration_unit unit, int *factor)
{
	*factor = 1;
	switch (unit) {
	case DURATION_HOUR:
		*factor = 60;
		return MEASURE_MINUTES;
	case DURATION_MINUTE:
		return MEASURE_MINUTES;
	case DURATION_WEEK:
		*factor = 7;
		return MEASURE_DAYS;
	case DURATION_DAY:
		return MEASURE_DAYS;
	case DURATION_YEAR:
		*factor = 12;
		return MEASURE_MONTHS;
	case DURATION_QUARTER:
		*factor = 3;
		return MEASURE_MONTHS;
	case DURATION_MONTH:
		return MEASURE_MONTHS;
	case DURATION_BUSINESS_HOUR:
		return MEASURE_BUSINESS_HOURS;
	case DURATION_BUSINESS_DAY:
		return MEASURE_BUSINESS_DAYS;
	case DURATION_NONE:
		break;
	}
	return MEASURE_NONE;
}

/* Hours and minutes compare among themselves only, business hours likewise; everything else is some
 * number of days. */
bool durations_compare_by_days(unit_t a, unit_t b)
{
	int ignored;
	for (int i = 0; i < 2; i++) {
		enum measure measure = measure_of(unit_duration(i ? b : a), &ignored);
		if (measure == MEASURE_MINUTES || measure == MEASURE_BUSINESS_HOURS)
			return false;
	}
	return true;
}

date_t date_shift(const struct plan *plan, date_t date, struct duration duration, bool back)
{
	const struct calendar *calendar = &plan->calendar;
	if (back && !decimal_negate(duration.n, &duration.n))
		return DATE_NONE;
	return duration_add(duration, date, &calendar, 1);
}

/* ---- currencies ---- */

/* A rate of this pair, whichever way it is written; the newest of those known on the day, else the
 * oldest. */
struct rate_search {
	unit_t from, to;
	date_t day;
	const struct rate_block *best;
};

static bool is_pair(const struct rate_block *rate, unit_t a, unit_t b)
{
	unit_t of = rate->of.value.unit, per = rate->of.per;
	return rate->of.value.set && decimal_sign(rate->of.value.n) > 0 &&
	       ((of == a && per == b) || (of == b && per == a));
}

static bool is_better(const struct rate_search *search, const struct rate_block *rate)
{
	if (!search->best)
		return true;
	date_t old = search->best->of.on, new = rate->of.on;
	bool old_known = !search->day || old <= search->day,
	     new_known = !search->day || new <= search->day;
	if (old_known != new_known)
		return new_known;
	return new_known ? new > old : new < old;
}

static bool find_rate(struct plan *plan, struct rate_search *search)
{
	for (uint32_t i = 0; i < plan->rates.n; i++) {
		struct block *block = plan->rates.items[i];
		if (block->decoding == DECODING_FRESH)
			block_decode(plan, block);
		const struct rate_block *rate = (const void *)block;
		if (is_pair(rate, search->from, search->to) && is_better(search, rate))
			search->best = rate;
	}
	return search->best;
}

bool unit_factor(struct plan *plan, unit_t from, unit_t to, date_t day, struct ratio *factor)
{
	*factor = (struct ratio){1, 1};
	if (from == to)
		return true;
	if (unit_is_duration(from) && unit_is_duration(to)) {
		int a, b;
		if (measure_of(unit_duration(from), &a) != measure_of(unit_duration(to), &b))
			return false;
		*factor = ratio_make(a, b);
		return true;
	}
	struct rate_search search = {.from = from, .to = to, .day = day};
	if (!unit_is_currency(from) || !unit_is_currency(to) || !find_rate(plan, &search))
		return false;
	struct ratio rate = ratio_of(search.best->of.value.n);
	*factor = search.best->of.value.unit == to ? rate : ratio_make(rate.den, rate.num);
	return true;
}
