/*
 * The same figures a second time by another path: goals by chance, curves walked day by day,
 * fractions of plain 128-bit integers that are never reduced.
 */
#include "tests/unit/test_track.h"

enum { N_GOALS = 4000, N_SERIES = 300, N_MONTHS = 24 };

static uint32_t chance(uint64_t *seed, uint32_t below)
{
	*seed = *seed * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)(*seed >> 33) % below;
}

static int64_t between(uint64_t *seed, int64_t low, int64_t high)
{
	return low + chance(seed, (uint32_t)(high - low + 1));
}

static const int64_t powers[] = {1, 10, 100, 1000};

/* All amounts of a test have three decimals or fewer; here they are thousandths. */
static int128 thousandths(struct decimal value)
{
	return (int128)value.coefficient * powers[3 - value.scale];
}

static struct decimal some_number(uint64_t *seed, uint8_t scale)
{
	return (struct decimal){between(seed, -500, 1000) * between(seed, 1, 300000), scale};
}

struct fraction {
	int128 num, den; /* thousandths; den > 0 */
};

/* ---- the second path ---- */

static bool first_of_quarter(const struct calendar *calendar, date_t date)
{
	struct civil civil = date_civil(date);
	return civil.day == 1 && (civil.month + 12 - calendar->start_month) % 3 == 0;
}

/* The points of the curve as fractions with one denominator, walked day by day. */
static struct fraction walk(const struct goal *goal, bool split, date_t until)
{
	const struct goal_input *input = &goal->input;
	date_t start = input->curve.start_date;
	int128 from = thousandths(input->curve.start), target = thousandths(input->target);
	date_t ends[GOAL_POINTS];
	int128 values[GOAL_POINTS];
	int n = 0, parts = 1;
	if (split && first_of_quarter(&goal->calendar, start + 1) &&
		first_of_quarter(&goal->calendar, input->last + 1)) {
		for (date_t date = start + 1; date <= input->last; date++)
			if (first_of_quarter(&goal->calendar, date + 1))
				ends[n++] = date;
		parts = n;
		for (int i = 0; i < n; i++)
			values[i] = from * parts + (target - from) * (i + 1);
	} else if (split) {
		ends[n] = input->last;
		values[n++] = target;
	} else {
		for (uint32_t i = 0; i < input->curve.n; i++) {
			ends[n] = goal->points[i].date;
			values[n++] = thousandths(goal->points[i].value);
		}
	}
	int128 value = from * parts;
	date_t date = start;
	for (int i = 0; i < n; i++) {
		int128 days = ends[i] - date, now = value * days;
		while (date < ends[i] && date < until) {
			now += values[i] - value;
			date++;
		}
		if (date < ends[i] && input->curve.step)
			return (struct fraction){value, parts};
		if (date < ends[i])
			return (struct fraction){now, days * parts};
		value = values[i];
	}
	return (struct fraction){value, parts};
}

static int128 floor_div(int128 num, int128 den)
{
	int128 whole = num / den;
	return whole - (num % den < 0 ? 1 : 0);
}

/* A fraction of thousandths to the nearest with `scale` decimals, ties up. */
static int128 nearest(struct fraction value, uint8_t scale)
{
	int128 unit = powers[3 - scale];
	return floor_div(value.num * 2 + value.den * unit, value.den * unit * 2);
}

/* The ratio is num / den in lowest terms. */
static bool same(struct ratio ratio, int128 num, int128 den)
{
	int128 a = num < 0 ? -num : num, b = den < 0 ? -den : den;
	int128 sign = (num < 0) != (den < 0) ? -1 : 1, x = a, y = b;
	while (y != 0) {
		int128 rest = x % y;
		x = y;
		y = rest;
	}
	return ratio.num == a / x * sign && ratio.den == b / x;
}

/* ---- goals by chance ---- */

static void make_days(struct goal *goal, uint64_t *seed)
{
	struct goal_input *input = &goal->input;
	if (chance(seed, 2)) {
		input->first = date_make((int)between(seed, 2020, 2030), (int)between(seed, 1, 12),
			(int)between(seed, 1, 28));
		input->last = input->first + (date_t)between(seed, 5, 800);
	} else {
		date_t month = date_make(2026, goal->calendar.start_month, 1);
		input->first = date_add_months(month, between(seed, 0, 7) * 3);
		input->last = date_add_months(input->first, between(seed, 1, 8) * 3) - 1;
	}
	input->curve.start_date = input->first - 1;
	if (!input->flow && chance(seed, 3) == 0)
		input->curve.start_date += (date_t)between(seed, 0, 92);
	if (input->curve.start_date >= input->last)
		input->curve.start_date = input->first - 1;
}

/* Returns true if the default split is used. */
static bool make_curve(struct goal *goal, uint64_t *seed)
{
	struct goal_input *input = &goal->input;
	if (chance(seed, 2)) {
		goal_default_split(goal);
		input->curve.step = chance(seed, 4) == 0;
		return true;
	}
	date_t date = input->curve.start_date;
	for (uint32_t i = 0; i < 6; i++) {
		date += (date_t)between(seed, 1, 120);
		if (date >= input->last)
			break;
		goal->points[input->curve.n++] =
			(struct point){.date = date, .value = some_number(seed, 2)};
	}
	goal->points[input->curve.n++] =
		(struct point){.date = input->last, .value = input->target};
	input->curve.step = chance(seed, 3) == 0;
	return false;
}

static bool make_goal(struct goal *goal, uint64_t *seed)
{
	goal_begin(goal, chance(seed, 2), "2026-01-01", "2026-12-31");
	struct goal_input *input = &goal->input;
	goal->calendar.start_month = (uint8_t)between(seed, 1, 12);
	input->decimals = (uint8_t)chance(seed, 4);
	if (!input->flow)
		input->curve.start = some_number(seed, (uint8_t)chance(seed, 4));
	make_days(goal, seed);
	do
		input->target = some_number(seed, (uint8_t)chance(seed, 4));
	while (thousandths(input->target) == thousandths(input->curve.start));
	bool split = make_curve(goal, seed);
	struct reading_row *row = &goal->rows[goal->n_rows++];
	row->first = row->last =
		input->first + (date_t)between(seed, 0, input->last - input->first);
	/* Most readings lie near the way, so that every status occurs. */
	int128 way = thousandths(input->target) - thousandths(input->curve.start);
	int128 part = between(seed, -10, 110) * way / 100;
	row->value = (struct decimal){(int64_t)(thousandths(input->curve.start) + part), 3};
	if (chance(seed, 10) == 0)
		row->value = input->curve.start;
	return split;
}

static enum status status_by_hand(const struct goal *goal, struct fraction expected)
{
	const struct goal_input *input = &goal->input;
	int128 actual = thousandths(goal->rows[0].value), start = thousandths(input->curve.start);
	int128 target = thousandths(input->target);
	int128 sign = target > start ? 1 : -1;
	if ((actual - target) * sign >= 0)
		return STATUS_DONE;
	int64_t elapsed = goal->rows[0].last - input->first + 1;
	if (elapsed * 100 <= 10 * (input->last - input->first + 1))
		return STATUS_NOT_JUDGED;
	int128 done = (actual - start) * expected.den, due = expected.num - start * expected.den;
	if (due == 0)
		return done * sign >= 0 ? STATUS_ON_TRACK : STATUS_WATCH;
	/* Increments may lead away from the target for a while; the pace is positive on that side.
	 */
	if (due < 0) {
		due = -due;
		done = -done;
	}
	return 100 * done >= 90 * due	? STATUS_ON_TRACK
	       : 100 * done >= 75 * due ? STATUS_WATCH
					: STATUS_BEHIND;
}

static void check_goal(struct goal *goal, bool split, uint32_t *seen)
{
	const struct goal_input *input = &goal->input;
	date_t date = goal->rows[0].last;
	const struct goal_figures *figures = goal_on(goal, date_text(date).text);
	struct fraction expected = walk(goal, split, date);
	int128 actual = thousandths(goal->rows[0].value), start = thousandths(input->curve.start);
	int128 target = thousandths(input->target);
	assert_true(figures->has_reading && !figures->overflowed && figures->expected.has);
	assert_true(same(figures->expected.exact, expected.num, expected.den * 1000));
	assert_true(figures->expected.shown.coefficient == nearest(expected, input->decimals));
	assert_int_equal(figures->expected.shown.scale, input->decimals);

	int128 rising = target > start ? 1 : -1;
	int128 short_by = (expected.num - actual * expected.den) * rising;
	assert_true(same(figures->gap.exact, short_by, expected.den * 1000));
	struct fraction read = {actual, 1};
	int128 printed = nearest(expected, input->decimals) - nearest(read, input->decimals);
	assert_int_equal(figures->gap.shown.coefficient, (int64_t)(printed * rising));

	int128 done = (actual - start) * expected.den, due = expected.num - start * expected.den;
	assert_int_equal(figures->pace.has, due != 0);
	if (due != 0) {
		int128 sign = due > 0 ? 1 : -1;
		assert_true(same(figures->pace.exact, done * sign, due * sign));
		assert_true(figures->pace.shown.coefficient ==
			    floor_div(done * sign * 1000, due * sign));
		int128 ahead = start * due * sign + done * sign * (target - start);
		assert_true(same(figures->projection.exact, ahead, due * sign * 1000));
	}
	assert_true(same(
		figures->progress.exact, (actual - start) * rising, (target - start) * rising));
	enum status status = status_by_hand(goal, expected);
	assert_int_equal(figures->status, status);
	seen[status]++;
}

static void goals_by_chance(void **state)
{
	(void)state;
	uint64_t seed = 20260515;
	uint32_t seen[STATUS_BEHIND + 1] = {0}, shared = 0;
	for (int i = 0; i < N_GOALS; i++) {
		struct goal goal;
		bool split = make_goal(&goal, &seed);
		shared += goal.input.curve.equal_shares;
		check_goal(&goal, split, seen);
		goal_end(&goal);
	}
	/* Every branch was taken often enough to mean something. */
	assert_true(shared > N_GOALS / 20);
	assert_true(seen[STATUS_DONE] > N_GOALS / 50 && seen[STATUS_NOT_JUDGED] > N_GOALS / 50);
	assert_true(seen[STATUS_ON_TRACK] > N_GOALS / 50 && seen[STATUS_WATCH] > N_GOALS / 50);
	assert_true(seen[STATUS_BEHIND] > N_GOALS / 50);
}

/* ---- running totals by chance ---- */

struct month {
	date_t first, last;
	bool has_amount, has_total;
	int64_t amount, total;
};

/* As the rule is told: from the last dated total, or from 0, add the months that follow without a
 * gap. */
static bool total_by_hand(const struct month *months, date_t day, date_t *date, int64_t *total)
{
	int next = 0;
	bool found = false;
	*total = 0;
	for (int i = 0; i < N_MONTHS && months[i].last <= day; i++)
		if (months[i].has_total) {
			*total = months[i].total;
			*date = months[i].last;
			next = i + 1;
			found = true;
		}
	for (int i = next; i < N_MONTHS && months[i].last <= day && months[i].has_amount; i++) {
		*total += months[i].amount;
		*date = months[i].last;
		found = true;
	}
	return found;
}

static void make_months(struct month *months, struct goal *goal, uint64_t *seed)
{
	for (int i = 0; i < N_MONTHS; i++) {
		struct month *month = &months[i];
		month->first = date_add_months(date_make(2026, 1, 1), i);
		month->last = date_add_months(month->first, 1) - 1;
		month->has_amount = chance(seed, 8) != 0;
		month->has_total = chance(seed, 6) == 0;
		month->amount = between(seed, -10, 100);
		month->total = between(seed, 0, 3000);
		if (month->has_amount)
			goal->rows[goal->n_rows++] = (struct reading_row){.first = month->first,
				.last = month->last,
				.is_period = true,
				.value = decimal_of(month->amount)};
		if (month->has_total)
			goal->rows[goal->n_rows++] = (struct reading_row){.first = month->last,
				.last = month->last,
				.value = decimal_of(month->total)};
	}
	for (uint32_t i = goal->n_rows; i-- > 1;) {
		uint32_t other = chance(seed, i + 1);
		struct reading_row row = goal->rows[i];
		goal->rows[i] = goal->rows[other];
		goal->rows[other] = row;
	}
}

static void totals_by_chance(void **state)
{
	(void)state;
	uint64_t seed = 42;
	for (int i = 0; i < N_SERIES; i++) {
		struct goal goal;
		struct month months[N_MONTHS];
		goal_begin(&goal, true, "2026-01-01", "2027-12-31");
		make_months(months, &goal, &seed);
		series_flow(&goal.series, goal.rows, goal.n_rows, goal.input.first);
		for (int k = 0; k < N_MONTHS * 2; k++) {
			date_t as_of = months[k / 2].last - k % 2;
			date_t date = DATE_NONE;
			int64_t total;
			struct point point;
			bool has = total_by_hand(months, as_of, &date, &total);
			assert_int_equal(series_at(&goal.series, as_of, &point), has);
			if (!has)
				continue;
			assert_int_equal(point.date, date);
			assert_int_equal(decimal_compare(point.value, decimal_of(total)), 0);
		}
		/* The total stops where a month is missing that another row follows. */
		date_t reach = goal.input.first - 1, last_row = reach;
		int64_t total;
		total_by_hand(months, goal.input.last, &reach, &total);
		for (uint32_t k = 0; k < goal.n_rows; k++)
			if (goal.rows[k].last > last_row)
				last_row = goal.rows[k].last;
		assert_int_equal(goal.series.gap_first, last_row > reach ? reach + 1 : DATE_NONE);
		goal_end(&goal);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(goals_by_chance),
		cmocka_unit_test(totals_by_chance),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
