#include "compiler/rules/money_shared.h"

#define MATCHED(cash)                                                                              \
	"fund mdf \"Acme market development fund\" {\n"                                            \
	"  of:     acme\n"                                                                         \
	"  owner:  priya\n"                                                                        \
	"  amount: 48,000 USD\n"                                                                   \
	"  match:  50% by brightline\n"                                                            \
	"  window: 2026-01-01 .. 2026-12-31\n"                                                     \
	"}\n"                                                                                      \
	"\n"                                                                                       \
	"activity booth \"Trade-show booth\" {\n"                                                  \
	"  owner:  dana\n"                                                                         \
	"  window: 2026-05-11 .. 2026-05-27\n"                                                     \
	"  cost:   3,000 USD by brightline\n"                                                      \
	"}\n"                                                                                      \
	"\n"                                                                                       \
	"request booth_money \"Trade-show booth\" {\n"                                             \
	"  of:       mdf\n"                                                                        \
	"  pays:     booth\n"                                                                      \
	"  asked:    9,000 USD on 2026-01-14 by dana\n"                                            \
	"  approved: 9,000 USD on 2026-01-20 by priya\n"                                           \
	"  expects:  40,000 USD to sourced\n"                                                      \
	"}\n" cash

#define CASH                                                                                       \
	"\n"                                                                                       \
	"resource half \"Brightline's share of the booth\" {\n"                                    \
	"  type:      cash\n"                                                                      \
	"  by:        brightline\n"                                                                \
	"  amount:    1,500 USD\n"                                                                 \
	"  confirmed: 2026-01-20 by ana\n"                                                         \
	"}\n"

/* What one party brings in one currency, and what earlier funds have taken of it. */
struct purse {
	const struct block *party;
	struct quantity brings, taken;
};

static struct quantity all_that(const struct plan *plan, const struct block *party, unit_t unit)
{
	struct quantity sum = {decimal_of(0), unit, true};
	for (uint32_t i = 0; i < plan->of_kind[KIND_resource].n; i++) {
		const struct resource_block *resource = plan_resource(plan, i);
		if (resource->type == resource_type_cash && resource->by.block == party)
			money_add(&sum, resource->amount);
	}
	for (uint32_t i = 0; i < plan->of_kind[KIND_activity].n; i++) {
		const struct activity_block *activity = plan_activity(plan, i);
		if (activity->cost.by.block == party && !rules_is_cancelled(&activity->block))
			money_add(&sum, activity->cost.value);
	}
	return sum;
}

/* Few parties match funds, so few purses are kept. */
struct purses {
	VEC(struct purse) items;
};

static struct purse *purse_of(
	struct purses *purses, const struct plan *plan, const struct block *party, unit_t unit)
{
	for (uint32_t i = 0; i < purses->items.n; i++)
		if (purses->items.items[i].party == party &&
			purses->items.items[i].brings.unit == unit)
			return &purses->items.items[i];
	struct purse purse = {party, all_that(plan, party, unit), {decimal_of(0), unit, true}};
	vec_push(&purses->items, purse);
	return &purses->items.items[purses->items.n - 1];
}

/* The share of what is approved that the other side is to bring. */
static bool share_of(struct quantity approved, struct quantity percent, struct quantity *share)
{
	struct ratio exact;
	*share = approved;
	return ratio_multiply(ratio_of(approved.n), ratio_of(percent.n), &exact) &&
	       ratio_divide(exact, ratio_make(100, 1), &exact) &&
	       ratio_round(exact, approved.n.scale, ROUND_DOWN, &share->n);
}

static void report(struct rule_check *check, const struct fund_block *fund,
	struct quantity approved, struct quantity share, struct quantity brings)
{
	const struct plan *plan = check->plan;
	const struct block *block = &fund->block;
	struct str party = rules_name(check, fund->match.by.block);
	struct quantity missing;
	if (!money_subtract(share, brings, &missing))
		return;
	struct finding *finding = rule_report(check, block,
		rules_value_span(block, "match", fund->match.node),
		"%.*s is %.*s short of its share in %.*s", STR_ARGS(party),
		STR_ARGS(quantity_text(plan, missing)), STR_ARGS(block_called(plan, block)));
	finding_caret(check->sink, finding, "%.*s of the %.*s that are approved",
		STR_ARGS(quantity_text(plan, share)), STR_ARGS(quantity_text(plan, approved)));
	finding_help(check->sink, finding,
		"state what %.*s brings, as a resource in cash or as an activity's cost:",
		STR_ARGS(party));
	finding_code(check->sink, finding,
		"resource NAME \"TODO\" {\n"
		"  type:   cash\n"
		"  by:     %.*s\n"
		"  amount: %.*s\n"
		"}",
		STR_ARGS(party), STR_ARGS(quantity_text(plan, missing)));
}

static void check_fund(struct rule_check *check, struct purses *purses,
	const struct fund_block *fund, struct quantity approved)
{
	struct quantity share, left;
	if (!fund->match.value.set || !fund->match.by.block || !approved.set ||
		!share_of(approved, fund->match.value, &share))
		return;
	struct purse *purse = purse_of(purses, check->plan, fund->match.by.block, approved.unit);
	if (!money_subtract(purse->brings, purse->taken, &left))
		return;
	if (money_is_more(share, left))
		report(check, fund, approved, share, left);
	if (!money_add(&purse->taken, money_is_more(share, left) ? left : share))
		purse->taken = purse->brings;
}

static void check_plan(struct rule_check *check)
{
	const struct plan *plan = check->plan;
	uint32_t n = plan->of_kind[KIND_fund].n;
	struct quantity *approved = arena_array(&check->sink->arena, struct quantity, n + 1);
	struct purses purses = {0};
	struct map of = {0};
	for (uint32_t i = 0; i < n; i++)
		*map_put(&of, rules_key(&plan_fund(plan, i)->block), NULL) = i + 1;
	for (uint32_t i = 0; i < plan->of_kind[KIND_request].n; i++) {
		const struct request_block *request = plan_request(plan, i);
		const uint32_t *place =
			request->of.block ? map_get(&of, rules_key(request->of.block)) : NULL;
		if (place && !rules_is_cancelled(request->pays.block))
			money_add(&approved[*place - 1], request->approved.value);
	}
	for (uint32_t i = 0; i < n; i++)
		check_fund(check, &purses, plan_fund(plan, i), approved[i]);
	map_free(&of);
	vec_free(&purses.items);
}

const struct rule rule_funding_match_missing = {
	.info = {.name = "funding.match_missing",
		.summary = "The matching party brings less than its share",
		.explanation =
			"`match: 50% by brightline` says that for each dollar approved Brightline "
			"adds half a dollar. What it brings stands in the plan: a resource of type "
			"cash, or the costs of activities that it pays. If that is less, somebody "
			"will have to find the rest in the middle of the work. Write down what is "
			"already agreed, or agree on it now.",
		.bad = MATCHED(""),
		.good = MATCHED(CASH),
		.levels = {LEVEL_OFF, LEVEL_WARNING, LEVEL_WARNING}},
	.check = check_plan,
};
