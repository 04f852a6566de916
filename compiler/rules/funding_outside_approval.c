#include "compiler/rules/money_shared.h"

#define BOOTH(claimed)                                                                             \
	"fund mdf \"Joint marketing fund\" {\n"                                                    \
	"  of:     acme\n"                                                                         \
	"  owner:  priya\n"                                                                        \
	"  amount: 48,000 USD\n"                                                                   \
	"  window: 2026-01-01 .. 2026-12-31\n"                                                     \
	"}\n"                                                                                      \
	"\n"                                                                                       \
	"activity booth \"Trade-show booth\" {\n"                                                  \
	"  owner:  dana\n"                                                                         \
	"  window: 2026-02-09 .. 2026-02-12\n"                                                     \
	"}\n"                                                                                      \
	"\n"                                                                                       \
	"request booth_money \"Trade-show booth\" {\n"                                             \
	"  of:       mdf\n"                                                                        \
	"  pays:     booth\n"                                                                      \
	"  asked:    9,000 USD on 2026-01-14 by dana\n"                                            \
	"  approved: 9,000 USD on 2026-01-20 by priya until 2026-03-31\n"                          \
	"  spent:    9,400 USD on 2026-02-12\n"                                                    \
	"  claimed:  " claimed " on 2026-03-02\n"                                                  \
	"  proof:    [\"Invoice of 2026-02-12\"]\n"                                                \
	"  expects:  40,000 USD to sourced\n"                                                      \
	"}\n"

struct sum { /* an amount that a request states */
	const char *field, *said, *verb;
	struct quantity money;
	uint32_t node;
};

static void check_sums(
	struct rule_check *check, const struct block *block, struct sum sum, struct sum limit)
{
	if (!money_is_more(sum.money, limit.money))
		return;
	struct span span = rules_value_span(block, sum.field, sum.node);
	struct str fixed = quantity_text(check->plan, limit.money);
	struct finding *finding = rule_report(check, block, span,
		"%.*s has %.*s %s and only %.*s %s", STR_ARGS(block_called(check->plan, block)),
		STR_ARGS(quantity_text(check->plan, sum.money)), sum.said, STR_ARGS(fixed),
		limit.said);
	finding_caret(check->sink, finding, "%s", sum.said);
	finding_label(check->sink, finding, rules_value_span(block, limit.field, limit.node), "%s",
		limit.said);
	finding_help(check->sink, finding, "%s no more than was %s:", sum.verb, limit.said);
	finding_code(check->sink, finding, "%.*s",
		STR_ARGS(rules_replaced(
			check, block_whole_field_span(block, sum.field), span, fixed)));
}

/* Of the two limits of a claim the lower one is named. */
static void check_amounts(struct rule_check *check, const struct request_block *request)
{
	const struct block *block = &request->block;
	struct sum asked = {"asked", "asked", "ask", request->asked.value, request->asked.node};
	struct sum approved = {
		"approved", "approved", "approve", request->approved.value, request->approved.node};
	struct sum spent = {"spent", "spent", "spend", request->spent.value, request->spent.node};
	struct sum claimed = {
		"claimed", "claimed", "claim", request->claimed.value, request->claimed.node};
	bool spent_is_lower = spent.money.set &&
			      (!approved.money.set || money_is_more(approved.money, spent.money));
	check_sums(check, block, claimed, spent_is_lower ? spent : approved);
	check_sums(check, block, approved, asked);
}

static struct span spent_on(const struct request_block *request)
{
	return rules_clause_span(&request->block, "spent", request->spent.node, CLAUSE_on);
}

static void check_days(struct rule_check *check, const struct request_block *request)
{
	const struct block *block = &request->block;
	const struct fund_block *fund = request_fund(request);
	date_t spent = request->spent.on, until = request->approved.until;
	struct str called = block_called(check->plan, block);
	if (!spent)
		return;
	if (until && spent > until) {
		struct finding *finding = rule_report(check, block, spent_on(request),
			"the money of %.*s was spent %.*s after its approval ended",
			STR_ARGS(called), STR_ARGS(rules_days(check, spent - until)));
		finding_caret(check->sink, finding, "spent");
		finding_label(check->sink, finding,
			rules_clause_span(block, "approved", request->approved.node, CLAUSE_until),
			"last day of the approval");
		finding_help(
			check->sink, finding, "agree on a longer approval, and say so in `until`");
	}
	if (fund && fund->window.first && !date_range_has(fund->window, spent)) {
		struct finding *finding = rule_report(check, block, spent_on(request),
			"the money of %.*s was spent outside the window of %.*s", STR_ARGS(called),
			STR_ARGS(block_called(check->plan, &fund->block)));
		finding_caret(check->sink, finding, "spent");
		finding_label(check->sink, finding, block_field_span(&fund->block, "window"),
			"when it can be spent");
		finding_help(check->sink, finding, "take it from the fund of that time");
	}
}

static void check_plan(struct rule_check *check)
{
	for (uint32_t i = 0; i < check->plan->of_kind[KIND_request].n; i++) {
		check_amounts(check, plan_request(check->plan, i));
		check_days(check, plan_request(check->plan, i));
	}
}

const struct rule rule_funding_outside_approval = {
	.info = {.name = "funding.outside_approval",
		.summary = "Money was claimed, approved or spent outside what was agreed",
		.explanation =
			"A fund pays what was asked for, approved and spent, in this order and in "
			"its time. A claim above the approval or the expense, an approval above "
			"the "
			"request, an expense after the approval's `until` or outside the fund's "
			"window will be refused by somebody, mostly when the money is gone. "
			"Correct "
			"the figure, or get the approval for what was really done.",
		.bad = BOOTH("9,400 USD"),
		.good = BOOTH("9,000 USD"),
		.levels = {LEVEL_ERROR, LEVEL_ERROR, LEVEL_ERROR}},
	.check = check_plan,
};
