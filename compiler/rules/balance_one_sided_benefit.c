#include "compiler/rules/parties_shared.h"

#define SERVICES(benefits)                                                                         \
	"goal services \"Earn 90k USD with services\" {\n"                                         \
	"  owner:       dana\n"                                                                    \
	"  with:        priya\n"                                                                   \
	"  objective:   land_retail\n"                                                             \
	"  metric:      std.metrics.services_revenue\n"                                            \
	"  source:      \"Brightline books, shared each month\"\n"                                 \
	"  refresh:     1 week\n"                                                                  \
	"  measured_by: lee\n"                                                                     \
	"  scope:       all\n"                                                                     \
	"  at_least:    7,000 USD\n"                                                               \
	"  benefits:    " benefits "\n"                                                            \
	"}\n"

enum { LABELS_MAX = 4 };

static void report(struct rule_check *check, const struct goal_block *first, uint32_t from,
	const struct block *party)
{
	const struct plan *plan = check->plan;
	struct str name = rules_name(check, party);
	uint32_t shown = 0;
	struct finding *finding =
		rule_report(check, &first->block, block_field_span(&first->block, "benefits"),
			"all benefits that goals state are those of %.*s", STR_ARGS(name));
	finding_caret(check->sink, finding, "%.*s alone", STR_ARGS(name));
	for (uint32_t i = from + 1; i < plan->of_kind[KIND_goal].n && shown < LABELS_MAX; i++) {
		const struct block *block = &plan_goal(plan, i)->block;
		if (!plan_goal(plan, i)->benefits.n)
			continue;
		finding_label(check->sink, finding, block_field_span(block, "benefits"), "%.*s",
			STR_ARGS(block_called(plan, block)));
		shown++;
	}
	finding_help(check->sink, finding,
		"say for at least one goal what the other side gains; a goal that states none is "
		"for both");
}

static void check_plan(struct rule_check *check)
{
	const struct plan *plan = check->plan;
	const struct goal_block *first = NULL;
	const struct block *party = NULL;
	uint32_t from = 0;
	for (uint32_t i = 0; i < plan->of_kind[KIND_goal].n; i++) {
		const struct goal_block *goal = plan_goal(plan, i);
		if (!rules_has_all(check, &goal->block, "benefits", goal->benefits.n))
			return;
		for (uint32_t k = 0; k < goal->benefits.n; k++) {
			const struct block *named = goal->benefits.items[k].block;
			if (!named || (party && named != party))
				return;
			party = named;
		}
		if (goal->benefits.n && !first) {
			first = goal;
			from = i;
		}
	}
	if (first)
		report(check, first, from, party);
}

const struct rule rule_balance_one_sided_benefit = {
	.info = {.name = "balance.one_sided_benefit",
		.summary = "All stated benefits name the same party",
		.explanation =
			"`benefits` says whose gain a goal is. Where all that is stated there "
			"names one company, the other one has no reason in the plan to go on when "
			"it gets hard. Name the gain of the other side at one goal at least, or "
			"leave `benefits` out: a goal without it is for both.",
		.bad = SERVICES("brightline"),
		.good = SERVICES("[acme, brightline]"),
		.levels = {LEVEL_OFF, LEVEL_WARNING, LEVEL_WARNING}},
	.check = check_plan,
};
