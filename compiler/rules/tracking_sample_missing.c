#include "compiler/rules/readings_shared.h"

#define RATE_READ(value)                                                                           \
	"goal rate \"Win rate of joint deals\" {\n"                                                \
	"  owner:     dana\n"                                                                      \
	"  with:      priya\n"                                                                     \
	"  objective: land_retail\n"                                                               \
	"  part_of:   sourced\n"                                                                   \
	"  metric:    win_rate\n"                                                                  \
	"  scope:     all\n"                                                                       \
	"  window:    2026-01-01 .. 2026-03-31\n"                                                  \
	"  target:    30% by 2026-03-31\n"                                                         \
	"  baseline:  24% on 2025-12-31\n"                                                         \
	"}\n"                                                                                      \
	"\n"                                                                                       \
	"readings rate {\n"                                                                        \
	"  2026-01: " value "\n"                                                                   \
	"}\n"

static const struct metric_block *sampled_metric(const struct block *of)
{
	const struct metric_block *metric = of ? readings_metric(of) : NULL;
	return metric && metric->kind == metric_kind_level && metric->minimum_sample.set ? metric
											 : NULL;
}

static void check_readings(struct rule_check *check, const struct readings_block *readings)
{
	const struct metric_block *metric = sampled_metric(readings->block.of);
	const struct row *first = NULL;
	uint32_t n = 0;
	for (uint32_t i = 0; metric && i < readings->rows.n; i++) {
		const struct row *row = &readings->rows.items[i];
		if (!row->value.set || row->sample.set)
			continue;
		if (!n++)
			first = row;
	}
	if (!first || readings->block.broken)
		return;
	struct finding *finding = rule_report(check, &readings->block, rules_row_value(first),
		"%u row%s of %.*s %s not say how many cases stand behind the value", n,
		n == 1 ? "" : "s", STR_ARGS(block_called(check->plan, &readings->block)),
		n == 1 ? "does" : "do");
	finding_label(check->sink, finding, block_field_span(&metric->block, "minimum_sample"),
		"fewer cases are not judged");
	finding_help(check->sink, finding, "add their number:");
	finding_code(check->sink, finding, "%.*s: %.*s of TODO",
		STR_ARGS(rules_text(check, rules_row_key(first))),
		STR_ARGS(rules_text(check, rules_row_value(first))));
}

static void check_plan(struct rule_check *check)
{
	const struct plan *plan = check->plan;
	for (uint32_t i = 0; i < plan->of_kind[KIND_readings].n; i++)
		check_readings(check, plan_readings(plan, i));
	for (uint32_t i = 0; i < plan->of_kind[KIND_feed].n; i++) {
		const struct feed_block *feed = plan_feed(plan, i);
		const struct block *block = &feed->block;
		const struct metric_block *metric = sampled_metric(feed->into.block);
		if (!metric || block_has(block, "sample") || !rules_is_whole(block))
			continue;
		struct finding *finding =
			rule_report(check, block, block_field_span(block, "value"),
				"%.*s does not say how many cases stand behind a value",
				STR_ARGS(block_called(plan, block)));
		finding_label(check->sink, finding,
			block_field_span(&metric->block, "minimum_sample"),
			"fewer cases are not judged");
		finding_help(check->sink, finding, "name the column with their number:");
		finding_code(check->sink, finding, "sample: column(\"TODO\")");
	}
}

const struct rule rule_tracking_sample_missing = {
	.info = {.name = "tracking.sample_missing",
		.summary = "A value does not say how many cases stand behind it",
		.explanation =
			"A win rate of 50% is one of two deals or forty of eighty. A metric with a "
			"`minimum_sample` is judged only where enough cases stand behind a value, "
			"so "
			"each row says how many: `2026-Q1: 30.5% of 21 deals`, and a feed names "
			"the "
			"column with their number in `sample`.",
		.bad = RATE_READ("25%"),
		.good = RATE_READ("25% of 24 deals"),
		.levels = {LEVEL_OFF, LEVEL_WARNING, LEVEL_WARNING}},
	.check = check_plan,
};
