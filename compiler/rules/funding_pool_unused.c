#include "compiler/rules/money_shared.h"

#define EXAMPLE(middle)                                                                            \
	"fund spring \"Spring fund\" {\n"                                                          \
	"  of:     acme\n"                                                                         \
	"  owner:  priya\n"                                                                        \
	"  amount: 20,000 USD\n"                                                                   \
	"  window: 2026-01-01 .. 2026-04-30\n"                                                     \
	"}\n"                                                                                      \
	"\n"                                                                                       \
	"activity booth \"Trade-show booth\" {\n"                                                  \
	"  owner:  dana\n"                                                                         \
	"  window: 2026-03-23 .. 2026-03-26\n"                                                     \
	"}\n"                                                                                      \
	"\n"                                                                                       \
	"request booth_money \"Trade-show booth\" {\n"                                             \
	"  of:       spring\n"                                                                     \
	"  pays:     booth\n" middle "  expects:  40,000 USD to sourced\n"                         \
	"}\n"

static const struct rule_setting settings[] = {
	{"funding.pool_unused", 60, RULE_DAYS, "how long before its end a fund is looked at"},
	{"funding.pool_unused.share", 20, UNIT_PERCENT, "largest share that may lie unused"}, {0}};

/* What of each fund is taken up. */
struct uses {
	struct map of; /* fund -> its place, + 1 */
	struct use {
		struct quantity sum;
		bool is_known;
	} * items;
};

static void add_use(struct uses *uses, const struct block *fund, struct quantity money)
{
	const uint32_t *place = fund ? map_get(&uses->of, rules_key(fund)) : NULL;
	struct use *use = place ? &uses->items[*place - 1] : NULL;
	if (use && money.set && !money_add(&use->sum, money))
		use->is_known = false;
}

static void find_uses(const struct rule_check *check, struct uses *uses)
{
	const struct plan *plan = check->plan;
	date_t as_of = check->tracked->as_of;
	uint32_t n = plan->of_kind[KIND_fund].n;
	uses->items = arena_array(&check->sink->arena, struct use, n + 1);
	for (uint32_t i = 0; i < n; i++) {
		const struct fund_block *fund = plan_fund(plan, i);
		uses->items[i] =
			(struct use){{decimal_of(0), fund->amount.unit, true}, fund->amount.set};
		*map_put(&uses->of, rules_key(&fund->block), NULL) = i + 1;
	}
	for (uint32_t i = 0; i < plan->of_kind[KIND_request].n; i++) {
		const struct request_block *request = plan_request(plan, i);
		if (request->approved.on <= as_of)
			add_use(uses, request->of.block, request->approved.value);
	}
	for (uint32_t i = 0; i < plan->of_kind[KIND_contingency].n; i++) {
		const struct contingency_block *contingency = plan_contingency(plan, i);
		if (contingency->activated && contingency->activated <= as_of)
			add_use(uses, contingency->cost.from.block, contingency->cost.value);
	}
}

static void check_fund(
	struct rule_check *check, const struct fund_block *fund, const struct use *use)
{
	const struct block *block = &fund->block;
	date_t as_of = check->tracked->as_of;
	int64_t left_days = fund->window.last - as_of;
	struct quantity unused, free;
	if (!use->is_known || !fund->window.first || left_days < 0 ||
		left_days > rule_setting(check, "funding.pool_unused", NULL) ||
		!money_subtract(fund->amount, use->sum, &unused))
		return;
	free = unused;
	if (fund->reserve.set && !money_subtract(unused, fund->reserve, &free))
		return;
	if (!money_is_more_than(
		    free, rule_setting(check, "funding.pool_unused.share", NULL), fund->amount))
		return;
	struct finding *finding = rule_report(check, block, block_field_span(block, "amount"),
		"%.*s of %.*s are not approved for anything, and it ends in %.*s",
		STR_ARGS(quantity_text(check->plan, free)),
		STR_ARGS(block_called(check->plan, block)), STR_ARGS(rules_days(check, left_days)));
	finding_caret(check->sink, finding, "of which %.*s are approved",
		STR_ARGS(quantity_text(check->plan, use->sum)));
	finding_label(check->sink, finding, block_field_span(block, "window"), "ends on %s",
		date_text(fund->window.last).text);
	finding_help(check->sink, finding,
		"agree on what it pays for, or say what stays unspent in `reserve`");
	finding_note(check->sink, finding, "as of %s", date_text(as_of).text);
}

static void check_plan(struct rule_check *check)
{
	struct uses uses = {0};
	find_uses(check, &uses);
	for (uint32_t i = 0; i < check->plan->of_kind[KIND_fund].n; i++)
		check_fund(check, plan_fund(check->plan, i), &uses.items[i]);
	map_free(&uses.of);
}

const struct rule rule_funding_pool_unused = {
	.info = {.name = "funding.pool_unused",
		.summary = "A fund ends soon and much of it is not approved for anything",
		.explanation =
			"Money that nobody asks for is gone when the fund's window ends, and is "
			"often cut from next year's. Two months before the end there is still time "
			"to plan something sensible with it. Approved requests and contingencies "
			"that were activated count as used. What is meant to stay belongs in "
			"`reserve`, which is left out of account.",
		.bad = EXAMPLE("  asked:    9,000 USD on 2026-02-16 by dana\n"
			       "  approved: 9,000 USD on 2026-03-02 by priya\n"),
		.good = EXAMPLE("  asked:    17,000 USD on 2026-02-16 by dana\n"
				"  approved: 17,000 USD on 2026-03-02 by priya\n"),
		.as_of = "2026-03-12",
		.levels = {LEVEL_OFF, LEVEL_WARNING, LEVEL_WARNING},
		.needs = NEEDS_DAY},
	.settings = settings,
	.check = check_plan,
};
