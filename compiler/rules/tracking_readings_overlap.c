#include "compiler/rules/readings_shared.h"

#include "compiler/plan/feed.h"
#include <stdlib.h>

#define ROWS(total)                                                                                \
	"# without: readings sourced\n"                                                            \
	"\n"                                                                                       \
	"readings sourced {\n"                                                                     \
	"  2026-01:    31,000 USD\n"                                                               \
	"  2026-02:    28,500 USD\n"                                                               \
	"  2026-02-28: " total "\n"                                                                \
	"}\n"

/* ---- rows in the plan ---- */

/* What a row says about its last day: a value, or the total that follows from it. */
struct said {
	bool is_known;
	struct decimal value;
};

/* A period leads from the total of the day before it. */
static struct said says(
	const struct target_readings *target, const struct series *series, const struct row *row)
{
	struct said said = {true, row->value.n};
	struct point point;
	if (row->period.kind == PERIOD_NONE || target->metric->kind != metric_kind_flow ||
		row->days.first == target->start)
		return said;
	said.is_known = row->days.first > target->start &&
			series_at(series, row->days.first - 1, &point) &&
			point.date == row->days.first - 1 &&
			decimal_add(point.value, row->value.n, &said.value);
	return said;
}

static bool is_same_period(const struct row *a, const struct row *b)
{
	return a->period.kind != PERIOD_NONE && b->period.kind != PERIOD_NONE &&
	       a->days.first == b->days.first;
}

static struct str text_of(const struct rule_check *check, const struct row *row, struct decimal n)
{
	struct quantity quantity = row->value;
	quantity.n = n;
	return quantity_text(check->plan, quantity);
}

static void label_row(struct rule_check *check, struct finding *finding, const struct row *row,
	struct decimal value, bool is_caret)
{
	struct str text = text_of(check, row, value);
	const char *how = decimal_compare(value, row->value.n) ? "makes a total of " : "";
	if (is_caret)
		finding_caret(check->sink, finding, "%s%.*s", how, STR_ARGS(text));
	else
		finding_label(
			check->sink, finding, rules_row_value(row), "%s%.*s", how, STR_ARGS(text));
}

static void compare_two(struct rule_check *check, const struct target_readings *target,
	const struct series *series, const struct reading *first, const struct reading *second)
{
	struct said one = says(target, series, first->row), other;
	other = says(target, series, second->row);
	if (is_same_period(first->row, second->row)) {
		one = (struct said){true, first->row->value.n};
		other = (struct said){true, second->row->value.n};
	}
	if (!one.is_known || !other.is_known || !decimal_compare(one.value, other.value))
		return;
	struct finding *finding = rule_report(check, &second->readings->block,
		rules_row_value(second->row), "two rows disagree about %.*s on %s",
		STR_ARGS(block_called(check->plan, target->of)),
		date_text(second->row->days.last).text);
	label_row(check, finding, second->row, other.value, true);
	label_row(check, finding, first->row, one.value, false);
	finding_help(check->sink, finding,
		"keep the one that is right; the history of the file keeps the other");
}

/* Of the rows that end on one day each is compared with the one written first. */
static void check_target(struct rule_check *check, const struct target_readings *target)
{
	struct series series;
	readings_series(target, &series);
	for (uint32_t i = 0, end; i < target->n; i = end) {
		uint32_t first = i;
		for (end = i; end < target->n &&
			      target->items[end].row->days.last == target->items[i].row->days.last;
			end++)
			if (target->items[end].order < target->items[first].order)
				first = end;
		for (uint32_t k = i; k < end; k++)
			if (k != first)
				compare_two(check, target, &series, &target->items[first],
					&target->items[k]);
	}
	series_free(&series);
}

/* ---- feeds ---- */

struct feed_day { /* what a feed says of a day: its value, and the sum through it */
	date_t day;
	struct decimal value, sum;
};

struct feed_days {
	struct feed_day *items;
	uint32_t n;
	bool is_complete;    /* every sum fits */
	struct decimal base; /* the total that rows in the plan give before the first of them */
};

static int compare_days(const void *left, const void *right)
{
	const struct feed_day *a = left, *b = right;
	return a->day < b->day ? -1 : a->day > b->day;
}

static struct feed_days days_of(struct arena *arena, const struct feed_rows *feed)
{
	struct feed_days days = {.items = arena_array(arena, struct feed_day, feed->rows.n + 1),
		.n = feed->rows.n,
		.is_complete = true};
	struct decimal sum = decimal_of(0);
	for (uint32_t i = 0; i < days.n; i++)
		days.items[i] = (struct feed_day){
			.day = feed->rows.items[i].last, .value = feed->rows.items[i].value};
	qsort(days.items, days.n, sizeof *days.items, compare_days);
	for (uint32_t i = 0; i < days.n; i++) {
		days.is_complete &= decimal_add(sum, days.items[i].value, &sum);
		days.items[i].sum = sum;
	}
	return days;
}

/* How many of the feed's rows lie on or before a day. */
static uint32_t rows_through(const struct feed_days *days, date_t day)
{
	uint32_t low = 0, high = days->n;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (days->items[middle].day <= day)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static bool sum_between(
	const struct feed_days *days, date_t first, date_t last, struct decimal *sum)
{
	uint32_t before = rows_through(days, first - 1), through = rows_through(days, last);
	*sum = decimal_of(0);
	if (through == before || !days->is_complete)
		return false;
	*sum = days->items[through - 1].sum;
	return !before || decimal_subtract(*sum, days->items[before - 1].sum, sum);
}

/* What the feed says of a row's day; false if it says nothing of it. A feed that begins later than
   the goal says nothing of the time before its first row. */
static bool feed_says(const struct target_readings *target, const struct feed_rows *feed,
	const struct feed_days *days, const struct row *row, struct decimal *value)
{
	uint32_t through = rows_through(days, row->days.last);
	if (!through || row->days.last > feed->reach)
		return false;
	if (target->metric->kind != metric_kind_flow) {
		*value = days->items[through - 1].value;
		return days->items[through - 1].day == row->days.last;
	}
	if (row->period.kind != PERIOD_NONE)
		return sum_between(days, row->days.first, row->days.last, value);
	struct decimal sum;
	return sum_between(days, target->start, row->days.last, &sum) &&
	       decimal_add(days->base, sum, value);
}

static struct decimal total_before(const struct target_readings *target, date_t day)
{
	struct series series;
	struct point point = {.value = decimal_of(0)};
	readings_series(target, &series);
	if (!series_at(&series, day - 1, &point))
		point.value = decimal_of(0);
	series_free(&series);
	return point.value;
}

static void check_feed(struct rule_check *check, const struct target_readings *target,
	const struct feed_rows *feed)
{
	struct feed_days days = days_of(&check->sink->arena, feed);
	const struct block *block = &feed->feed->block;
	if (!days.n)
		return;
	days.base = total_before(target, days.items[0].day);
	for (uint32_t i = 0; i < target->n; i++) {
		const struct reading *reading = &target->items[i];
		struct decimal value;
		if (!feed_says(target, feed, &days, reading->row, &value) ||
			!decimal_compare(value, reading->row->value.n))
			continue;
		struct finding *finding = rule_report(check, &reading->readings->block,
			rules_row_value(reading->row), "row and feed disagree about %.*s on %s",
			STR_ARGS(block_called(check->plan, target->of)),
			date_text(reading->row->days.last).text);
		finding_label(check->sink, finding, block_field_span(block, "file"), "%.*s here",
			STR_ARGS(text_of(check, reading->row, value)));
		finding_help(check->sink, finding,
			"let one of the two speak: take the row out, or the days out of the feed");
	}
}

static void check_plan(struct rule_check *check)
{
	struct all_readings all;
	readings_make(&all, check->plan);
	for (uint32_t i = 0; i < all.items.n; i++)
		check_target(check, &all.items.items[i]);
	for (uint32_t i = 0; check->tracked && i < check->tracked->feeds.n; i++) {
		const struct feed_rows *feed = check->tracked->feeds.items[i];
		const struct target_readings *target = readings_of(&all, feed->feed->into.block);
		if (target)
			check_feed(check, target, feed);
	}
	readings_free(&all);
}

const struct rule rule_tracking_readings_overlap = {
	.info = {.name = "tracking.readings_overlap",
		.summary = "Two readings of the same day disagree",
		.explanation =
			"If the plan holds two values for one day, every figure that follows "
			"depends "
			"on which of them is taken. Rows for a month and a total for its last day "
			"may "
			"stand side by side as long as they agree; so may a row and a feed. Keep "
			"the "
			"right one. A correction replaces the row: the history of the file is the "
			"history of the number.",
		.bad = ROWS("58,000 USD"),
		.good = ROWS("59,500 USD"),
		.levels = {LEVEL_ERROR, LEVEL_ERROR, LEVEL_ERROR}},
	.check = check_plan,
};
