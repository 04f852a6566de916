#include "compiler/rules/money_shared.h"

#define FAIR(brings)                                                                               \
	"initiative fair \"Regional fair\" {\n"                                                    \
	"  owner:       dana\n"                                                                    \
	"  with:        priya\n"                                                                   \
	"  serves:      [sourced]\n"                                                               \
	"  area:        marketing\n"                                                               \
	"  window:      2026-03-02 .. 2026-05-29\n"                                                \
	"  budget:      20,000 USD\n"                                                              \
	"  contributes: " brings " to sourced\n"                                                   \
	"\n"                                                                                       \
	"  funnel {\n"                                                                             \
	"    contacts:       1,000\n"                                                              \
	"    response:       10%\n"                                                                \
	"    qualified:      50%\n"                                                                \
	"    to_opportunity: 50%\n"                                                                \
	"    win:            50%\n"                                                                \
	"    value:          12,000 USD\n"                                                         \
	"  }\n"                                                                                    \
	"}\n"

static const struct rule_setting settings[] = {
	{"funding.poor_return", 50, UNIT_PERCENT,
		"largest share of the expected money that the work may cost"},
	{0}};

static struct finding *report(struct rule_check *check, const struct block *block, struct span span,
	struct quantity cost, struct quantity brings)
{
	struct finding *finding =
		rule_report(check, block, span, "%.*s costs %.*s and is expected to bring %.*s",
			STR_ARGS(block_called(check->plan, block)),
			STR_ARGS(quantity_text(check->plan, cost)),
			STR_ARGS(quantity_text(check->plan, brings)));
	finding_help(check->sink, finding,
		"spend less, or say what else it brings; the limit is %lld%% of what is expected",
		(long long)rule_setting(check, "funding.poor_return", NULL));
	return finding;
}

static bool is_poor(struct rule_check *check, struct quantity cost, struct quantity brings)
{
	return money_is_more_than(cost, rule_setting(check, "funding.poor_return", NULL), brings);
}

/* The budget against what the initiative contributes in money of the same currency. */
static bool budget_is_poor(struct rule_check *check, const struct initiative_block *initiative)
{
	struct quantity budget = initiative->budget.value;
	return budget.set && is_poor(check, budget, initiative_brings(initiative, budget.unit));
}

static void check_initiative(struct rule_check *check, const struct initiative_block *initiative)
{
	const struct block *block = &initiative->block;
	struct quantity budget = initiative->budget.value;
	if (rules_is_cancelled(block) || !budget_is_poor(check, initiative) ||
		!rules_has_all(check, block, "contributes", initiative->contributes.n))
		return;
	struct finding *finding =
		report(check, block, rules_value_span(block, "budget", initiative->budget.node),
			budget, initiative_brings(initiative, budget.unit));
	finding_label(check->sink, finding, block_field_span(block, "contributes"), "expected");
}

/* What was approved against what the request itself expects, else what its work contributes. */
static void check_request(struct rule_check *check, const struct request_block *request)
{
	const struct block *block = &request->block;
	const struct initiative_block *initiative = rules_initiative(request->pays.block);
	struct quantity approved = request->approved.value, brings = request->expects.value;
	const struct block *says = block;
	const char *field = "expects";
	if (!approved.set || rules_is_cancelled(request->pays.block))
		return;
	if (!block_has(block, "expects") && initiative) {
		if (budget_is_poor(check, initiative) ||
			!rules_has_all(check, &initiative->block, "contributes",
				initiative->contributes.n))
			return;
		brings = initiative_brings(initiative, approved.unit);
		says = &initiative->block;
		field = "contributes";
	}
	if (!is_poor(check, approved, brings))
		return;
	struct finding *finding = report(check, block,
		rules_value_span(block, "approved", request->approved.node), approved, brings);
	finding_label(check->sink, finding, block_field_span(says, field), "expected");
}

static void check_plan(struct rule_check *check)
{
	const struct plan *plan = check->plan;
	for (uint32_t i = 0; i < plan->of_kind[KIND_initiative].n; i++)
		check_initiative(check, plan_initiative(plan, i));
	for (uint32_t i = 0; i < plan->of_kind[KIND_request].n; i++)
		check_request(check, plan_request(plan, i));
}

const struct rule rule_funding_poor_return = {
	.info = {.name = "funding.poor_return",
		.summary = "Work costs more than half of the money it is expected to bring",
		.explanation =
			"Revenue is not profit: what comes back has to pay for the goods, the "
			"sellers and the work as well. A budget or an approved request of more "
			"than "
			"half of the expected money rarely leaves anything to either side. Spend "
			"less, expect more with a reason, or waive it where the aim is another "
			"one, "
			"such as a first reference.",
		.bad = FAIR("30,000 USD"),
		.good = FAIR("60,000 USD"),
		.levels = {LEVEL_OFF, LEVEL_WARNING, LEVEL_WARNING}},
	.settings = settings,
	.check = check_plan,
};
