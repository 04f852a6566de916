#include "compiler/rules/readings_shared.h"

#include "compiler/plan/feed.h"

#define ROWS(march)                                                                                \
	"# without: readings sourced\n"                                                            \
	"\n"                                                                                       \
	"readings sourced {\n"                                                                     \
	"  2026-01-31: 31,000 USD\n"                                                               \
	"  2026-02-28: 59,500 USD\n"                                                               \
	"  2026-03-31: " march "\n"                                                                \
	"}\n"

static bool allows_negative(const struct metric_block *metric)
{
	return metric->within.low.set && decimal_sign(metric->within.low.n) < 0;
}

static void report_negative(struct rule_check *check, const struct target_readings *target,
	const struct reading *reading)
{
	const struct block *block = &reading->readings->block;
	struct finding *finding = rule_report(check, block, rules_row_value(reading->row),
		"a total of %.*s cannot be negative, and this row is",
		STR_ARGS(block_called(check->plan, target->of)));
	finding_help(check->sink, finding,
		"correct the row it takes back, or let the metric's `within` allow such values");
}

static void report_fall(struct rule_check *check, const struct target_readings *target,
	const struct reading *reading, const struct reading *before, struct decimal total)
{
	const struct row *row = reading->row;
	struct quantity earlier = row->value, fall;
	earlier.n = total;
	fall = earlier;
	if (!decimal_subtract(total, row->value.n, &fall.n))
		return;
	struct finding *finding = rule_report(check, &reading->readings->block,
		rules_row_value(row), "the total of %.*s falls by %.*s from %s to %s",
		STR_ARGS(block_called(check->plan, target->of)),
		STR_ARGS(quantity_text(check->plan, fall)), date_text(before->row->days.last).text,
		date_text(row->days.last).text);
	finding_caret(check->sink, finding, "total through this day");
	finding_label(check->sink, finding, rules_row_value(before->row), "%.*s by %s",
		STR_ARGS(quantity_text(check->plan, earlier)),
		date_text(before->row->days.last).text);
	finding_help(check->sink, finding,
		"a dated row is the total since %s; what accrued in a period stands as a period:",
		date_text(target->start).text);
	struct out out = {0};
	struct civil day = date_civil(row->days.last);
	out_printf(&out, "%04d-%02d: ", day.year, day.month);
	quantity_print(check->plan, &out, row->value);
	finding_code(check->sink, finding, "%.*s", STR_ARGS(out_view(&out)));
	out_free(&out);
}

static void check_target(struct rule_check *check, const struct target_readings *target)
{
	struct series series;
	uint32_t at = 0, point = 0;
	readings_series(target, &series);
	for (uint32_t i = 0; i < target->n; i++) {
		const struct row *row = target->items[i].row;
		bool is_period = row->period.kind != PERIOD_NONE;
		if (row->days.first < target->start)
			continue;
		if (decimal_sign(row->value.n) < 0) {
			report_negative(check, target, &target->items[i]);
			continue;
		}
		/* The last total before this day, and the last row that leads to it. */
		while (point + 1 < series.n && series.items[point + 1].date < row->days.last)
			point++;
		if (is_period || !series.n || series.items[point].date >= row->days.last ||
			decimal_compare(row->value.n, series.items[point].value) >= 0)
			continue;
		while (at + 1 < i &&
			target->items[at + 1].row->days.last <= series.items[point].date)
			at++;
		report_fall(check, target, &target->items[i], &target->items[at],
			series.items[point].value);
	}
	series_free(&series);
}

static void check_feed(struct rule_check *check, const struct feed_rows *feed)
{
	const struct metric_block *metric =
		feed->feed->into.block ? readings_metric(feed->feed->into.block) : NULL;
	date_t first = DATE_NONE;
	uint32_t n = 0;
	if (!metric || metric->kind != metric_kind_flow || allows_negative(metric))
		return;
	for (uint32_t i = 0; i < feed->rows.n; i++) {
		const struct reading_row *row = &feed->rows.items[i];
		if (decimal_sign(row->value) >= 0)
			continue;
		n++;
		if (!first || row->last < first)
			first = row->last;
	}
	if (!n)
		return;
	const struct block *block = &feed->feed->block;
	struct finding *finding = rule_report(check, block, block_field_span(block, "value"),
		"%u amount%s of %.*s %s negative, the first on %s", n, n == 1 ? "" : "s",
		STR_ARGS(block_called(check->plan, block)), n == 1 ? "is" : "are",
		date_text(first).text);
	finding_help(check->sink, finding,
		"leave them out with `where`, or let the metric's `within` allow such values");
}

static void check_plan(struct rule_check *check)
{
	struct all_readings all;
	readings_make(&all, check->plan);
	for (uint32_t i = 0; i < all.items.n; i++) {
		const struct target_readings *target = &all.items.items[i];
		if (target->metric->kind == metric_kind_flow && !allows_negative(target->metric))
			check_target(check, target);
	}
	readings_free(&all);
	for (uint32_t i = 0; check->tracked && i < check->tracked->feeds.n; i++)
		check_feed(check, check->tracked->feeds.items[i]);
}

const struct rule rule_tracking_total_falls = {
	.info = {.name = "tracking.total_falls",
		.summary = "The running total of a flow goes down",
		.explanation =
			"What has accrued cannot become less: a lower total is a slip of the pen, "
			"or "
			"a month written as if it were a total. A dated row is the total since the "
			"start, `2026-02: 28,500 USD` what February brought. Where credit notes "
			"are "
			"booked as negative amounts, the metric's `within` says so: `within: "
			"-100,000 USD .. 1M USD`.",
		.bad = ROWS("30,000 USD"),
		.good = ROWS("89,500 USD"),
		.levels = {LEVEL_ERROR, LEVEL_ERROR, LEVEL_ERROR}},
	.check = check_plan,
};
