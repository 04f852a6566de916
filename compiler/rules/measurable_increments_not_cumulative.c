#include "compiler/rules/rules_shared.h"

#define LEADS(q2, q3, q4)                                                                          \
	"goal demand \"Hand over 360 qualified leads\" {\n"                                        \
	"  owner:       dana\n"                                                                    \
	"  with:        priya\n"                                                                   \
	"  objective:   land_retail\n"                                                             \
	"  part_of:     sourced\n"                                                                 \
	"  metric:      std.metrics.qualified_leads\n"                                             \
	"  source:      \"Acme CRM, partner view\"\n"                                              \
	"  refresh:     1 week\n"                                                                  \
	"  measured_by: priya\n"                                                                   \
	"  scope:       all\n"                                                                     \
	"  target:      360 leads by 2026-12-31\n"                                                 \
	"\n"                                                                                       \
	"  increments {\n"                                                                         \
	"    2026-Q1: 100 leads\n"                                                                 \
	"    2026-Q2: " q2 " leads\n"                                                              \
	"    2026-Q3: " q3 " leads\n"                                                              \
	"    2026-Q4: " q4 " leads\n"                                                              \
	"  }\n"                                                                                    \
	"}\n"

/* The rows as what each brings, added up: what was meant, if they end on the target then. */
static void propose_totals(struct rule_check *check, struct finding *finding,
	const struct goal_block *goal, const struct rows *rows)
{
	struct out out = {0};
	struct quantity total = {decimal_of(0), rows->items[0].value.unit, true};
	bool fits = true;
	out_text(&out, "increments {\n");
	for (uint32_t i = 0; i < rows->n && fits; i++) {
		fits = rows->items[i].value.unit == total.unit &&
		       decimal_add(total.n, rows->items[i].value.n, &total.n);
		out_text(&out, "  ");
		out_str(&out, rules_text(check, rules_row_key(&rows->items[i])));
		out_text(&out, ": ");
		quantity_print(check->plan, &out, total);
		out_char(&out, '\n');
	}
	out_text(&out, "}");
	bool meets = goal->target.value.set && goal->target.value.unit == total.unit &&
		     decimal_compare(goal->target.value.n, total.n) == 0;
	finding_help(check->sink, finding,
		fits && meets ? "rows are running totals; added up they end on the target:"
			      : "rows are running totals: write what is to be reached by then, all "
				"that came before included");
	if (fits && meets)
		finding_code(check->sink, finding, "%.*s", STR_ARGS(out_view(&out)));
	out_free(&out);
}

static void check_plan(struct rule_check *check)
{
	for (uint32_t i = 0; i < check->plan->of_kind[KIND_goal].n; i++) {
		const struct goal_block *goal = plan_goal(check->plan, i);
		struct rows rows = rules_increments(check, goal);
		uint32_t fall = rules_first_fall(goal, &rows);
		if (!fall || !rules_in_order(check, goal, &rows))
			continue;
		struct finding *finding =
			rule_report(check, &goal->block, rules_row_value(&rows.items[fall]),
				"increments of %.*s fall from one row to the next",
				STR_ARGS(block_called(check->plan, &goal->block)));
		finding_caret(check->sink, finding, "less than the row before");
		finding_label(check->sink, finding, rules_row_value(&rows.items[fall - 1]),
			"the row before");
		propose_totals(check, finding, goal, &rows);
	}
}

const struct rule rule_measurable_increments_not_cumulative = {
	.info = {.name = "measurable.increments_not_cumulative",
		.summary = "Increments of a flow fall from one row to the next",
		.explanation =
			"What adds up cannot become less, so a smaller row is mostly an amount "
			"for its period alone. Rows of a flow are running totals from the goal's "
			"first day: the row of the second quarter holds what is to be reached by "
			"its end, the first quarter included. The last row is the target.",
		.bad = LEADS("80", "90", "90"),
		.good = LEADS("180", "270", "360"),
		.levels = {LEVEL_ERROR, LEVEL_ERROR, LEVEL_ERROR}},
	.check = check_plan,
};
