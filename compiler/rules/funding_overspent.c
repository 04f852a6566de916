#include "compiler/rules/money_shared.h"
#include "compiler/rules/tracking_shared.h"

#define EXAMPLE(middle)                                                                            \
	"fund mdf \"Joint marketing fund\" {\n"                                                    \
	"  of:     acme\n"                                                                         \
	"  owner:  priya\n"                                                                        \
	"  amount: 48,000 USD\n"                                                                   \
	"  window: 2026-01-01 .. 2026-12-31\n"                                                     \
	"}\n"                                                                                      \
	"\n"                                                                                       \
	"activity calls \"Calls by an agency\" {\n"                                                \
	"  owner:  dana\n"                                                                         \
	"  window: 2026-02-02 .. 2026-03-27\n"                                                     \
	"}\n"                                                                                      \
	"\n"                                                                                       \
	"request agency_money \"Calling agency\" {\n"                                              \
	"  of:       mdf\n"                                                                        \
	"  pays:     calls\n"                                                                      \
	"  asked:    12,000 USD on 2026-01-14 by dana\n"                                           \
	"  approved: 12,000 USD on 2026-01-20 by priya\n" middle                                   \
	"  expects:  10 accounts to first_orders\n"                                                \
	"}\n"

static const struct rule_setting settings[] = {
	{"funding.overspent", 10, UNIT_PERCENT, "how far above the agreed money may be spent"},
	{"funding.overspent.spent", 75, UNIT_PERCENT,
		"share of the money from which its result is asked for"},
	{"funding.overspent.result", 50, UNIT_PERCENT,
		"least share of the expected result by then"},
	{0}};

/* What the goal has gained since its start; false if that is not known on the day. */
static bool gained(const struct tracked_goal *goal, struct quantity *result)
{
	struct quantity start = rules_goal_start(goal->goal);
	*result = (struct quantity){goal->figures.actual, goal->unit, true};
	return goal->figures.has_reading && !goal->figures.stale && !goal->figures.overflowed &&
	       !goal_is_kept(goal->goal) && start.set &&
	       decimal_subtract(result->n, start.n, &result->n);
}

struct outcome { /* what a request expects and what has come of it */
	bool is_known, is_reached, is_short;
	struct quantity result;
};

static struct outcome outcome_of(
	const struct rule_check *check, const struct request_block *request)
{
	const struct block *block = request->expects.to.block;
	const struct tracked_goal *goal =
		block && block->kind == KIND_goal
			? tracked_goal_of(check->tracked, (const void *)block)
			: NULL;
	struct quantity expected = request->expects.value;
	struct outcome outcome = {0};
	if (!goal || !expected.set || !gained(goal, &outcome.result) ||
		outcome.result.unit != expected.unit)
		return outcome;
	outcome.is_known = true;
	outcome.is_reached = money_is_at_least(outcome.result, 100, expected);
	outcome.is_short = !money_is_at_least(
		outcome.result, rule_setting(check, "funding.overspent.result", NULL), expected);
	return outcome;
}

static bool has_spent(const struct request_block *request, date_t as_of)
{
	return request->spent.value.set && request->spent.on <= as_of;
}

/* ---- one request ---- */

static struct finding *report(
	struct rule_check *check, const struct request_block *request, const char *than)
{
	const struct block *block = &request->block;
	struct finding *finding =
		rule_report(check, block, rules_value_span(block, "spent", request->spent.node),
			"%.*s has spent %.*s, %s", STR_ARGS(block_called(check->plan, block)),
			STR_ARGS(quantity_text(check->plan, request->spent.value)), than);
	finding_caret(check->sink, finding, "spent");
	finding_label(check->sink, finding,
		rules_value_span(block, "approved", request->approved.node), "approved");
	return finding;
}

static void check_request(struct rule_check *check, const struct request_block *request)
{
	const struct plan *plan = check->plan;
	struct quantity spent = request->spent.value, approved = request->approved.value;
	if (!has_spent(request, check->tracked->as_of) || !approved.set)
		return;
	struct outcome outcome = outcome_of(check, request);
	if (outcome.is_reached)
		return;
	if (money_is_at_least(
		    spent, 100 + rule_setting(check, "funding.overspent", NULL), approved)) {
		struct finding *finding = report(check, request, "more than was approved");
		finding_help(check->sink, finding,
			"ask for the rest before more is spent, or say who bears it");
		note_day(check, finding);
		return;
	}
	if (!outcome.is_known || !outcome.is_short ||
		!money_is_at_least(
			spent, rule_setting(check, "funding.overspent.spent", NULL), approved))
		return;
	struct finding *finding = report(check, request, "and the result is far behind it");
	const struct block *goal = request->expects.to.block;
	finding_label(check->sink, finding,
		rules_value_span(&request->block, "expects", request->expects.node),
		"%.*s has brought %.*s by now", STR_ARGS(block_called(plan, goal)),
		STR_ARGS(quantity_text(plan, outcome.result)));
	finding_help(check->sink, finding,
		"agree on what the rest of the money is used for before it is spent");
	note_day(check, finding);
}

/* ---- all requests of an initiative with a budget ---- */

static void check_budgets(struct rule_check *check)
{
	const struct plan *plan = check->plan;
	uint32_t n = plan->of_kind[KIND_initiative].n;
	struct quantity *sums = arena_array(&check->sink->arena, struct quantity, n + 1);
	bool *is_left_out = arena_array(&check->sink->arena, bool, n + 1);
	struct map place_of = {0};
	for (uint32_t i = 0; i < n; i++)
		*map_put(&place_of, rules_key(&plan_initiative(plan, i)->block), NULL) = i + 1;
	for (uint32_t i = 0; i < plan->of_kind[KIND_request].n; i++) {
		const struct request_block *request = plan_request(plan, i);
		const struct initiative_block *work = rules_initiative(request->pays.block);
		const uint32_t *place = work ? map_get(&place_of, rules_key(&work->block)) : NULL;
		if (!place || !has_spent(request, check->tracked->as_of))
			continue;
		if (!money_add(&sums[*place - 1], request->spent.value) ||
			outcome_of(check, request).is_reached)
			is_left_out[*place - 1] = true;
	}
	for (uint32_t i = 0; i < n; i++) {
		const struct initiative_block *initiative = plan_initiative(plan, i);
		const struct block *block = &initiative->block;
		if (is_left_out[i] || !money_is_at_least(sums[i],
					      100 + rule_setting(check, "funding.overspent", NULL),
					      initiative->budget.value))
			continue;
		struct finding *finding = rule_report(check, block,
			rules_value_span(block, "budget", initiative->budget.node),
			"%.*s has spent %.*s, more than its budget",
			STR_ARGS(block_called(plan, block)),
			STR_ARGS(quantity_text(plan, sums[i])));
		finding_caret(check->sink, finding, "budget");
		finding_help(check->sink, finding,
			"amend the budget before more is spent, or say who bears the rest");
		note_day(check, finding);
	}
	map_free(&place_of);
}

static void check_plan(struct rule_check *check)
{
	for (uint32_t i = 0; i < check->plan->of_kind[KIND_request].n; i++)
		check_request(check, plan_request(check->plan, i));
	check_budgets(check);
}

const struct rule rule_funding_overspent = {
	.info = {.name = "funding.overspent",
		.summary = "More is spent than was agreed, or most of it without a result",
		.explanation =
			"Money runs out quietly. What is spent should stay below what was approved "
			"or planned, and when three quarters of it are gone, half of what the "
			"request `expects` should have come. If not, this is the last moment to "
			"use the rest in another way. A request whose expected result is reached "
			"is left alone, and nothing is said where the goal has no fresh reading.",
		.bad = EXAMPLE("  spent:    10,000 USD on 2026-03-06\n"),
		.good = EXAMPLE("  spent:    5,000 USD on 2026-03-06\n"),
		.as_of = "2026-03-12",
		.levels = {LEVEL_OFF, LEVEL_WARNING, LEVEL_WARNING},
		.needs = NEEDS_DAY},
	.settings = settings,
	.check = check_plan,
};
