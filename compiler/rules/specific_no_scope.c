#include "compiler/rules/rules_shared.h"

#define MEETINGS(scope)                                                                            \
	"segment wholesale \"Wholesalers\" {}\n"                                                   \
	"\n"                                                                                       \
	"goal meetings \"Meet 4 shops a month\" {\n"                                               \
	"  owner:       lee\n"                                                                     \
	"  with:        priya\n"                                                                   \
	"  objective:   land_retail\n"                                                             \
	"  metric:      std.metrics.qualified_leads\n"                                             \
	"  source:      \"Acme CRM, partner view\"\n"                                              \
	"  refresh:     1 week\n"                                                                  \
	"  measured_by: priya\n" scope "  at_least:    4 leads\n"                                  \
	"}\n"

static void check_plan(struct rule_check *check)
{
	const struct plan *plan = check->plan;
	if (rules_scopes_are_few(plan))
		return;
	for (uint32_t i = 0; i < plan->of_kind[KIND_goal].n; i++) {
		const struct block *block = &plan_goal(plan, i)->block;
		if (block_has(block, "scope") || !rules_is_whole(block))
			continue;
		struct finding *finding = rule_report(check, block, block_span(block),
			"%.*s does not say which customers, products and regions count",
			STR_ARGS(block_called(plan, block)));
		finding_help(check->sink, finding, "name them, or say that all of them count:");
		finding_code(check->sink, finding, "scope: all");
	}
}

const struct rule rule_specific_no_scope = {
	.info = {.name = "specific.no_scope",
		.summary = "A goal does not say what counts",
		.explanation =
			"The vendor counts every deal, the partner only those in its region, and "
			"both are right until the year is over. Name in `scope` the segments, "
			"products and regions that count, or write `all`, which is an answer too. "
			"A plan with at most one segment, one product and one region leaves "
			"nothing to choose.",
		.bad = MEETINGS(""),
		.good = MEETINGS("  scope:       all\n"),
		.levels = {LEVEL_OFF, LEVEL_WARNING, LEVEL_WARNING},
		.completeness = true},
	.check = check_plan,
};
