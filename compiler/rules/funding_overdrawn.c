#include "compiler/rules/money_shared.h"

#define FUND_AND_SHOW(budget)                                                                      \
	"fund mdf \"Joint marketing fund\" {\n"                                                    \
	"  of:     acme\n"                                                                         \
	"  owner:  priya\n"                                                                        \
	"  amount: 48,000 USD\n"                                                                   \
	"  window: 2026-01-01 .. 2026-12-31\n"                                                     \
	"}\n"                                                                                      \
	"\n"                                                                                       \
	"initiative webinars \"Retail webinar series\" {\n"                                        \
	"  owner:  dana\n"                                                                         \
	"  with:   priya\n"                                                                        \
	"  serves: [sourced]\n"                                                                    \
	"  area:   marketing\n"                                                                    \
	"  window: 2026-02-02 .. 2026-11-27\n"                                                     \
	"  budget: 18,000 USD from mdf\n"                                                          \
	"}\n"                                                                                      \
	"\n"                                                                                       \
	"initiative roadshow \"Retail roadshow\" {\n"                                              \
	"  owner:  mona\n"                                                                         \
	"  with:   lee\n"                                                                          \
	"  serves: [sourced]\n"                                                                    \
	"  area:   marketing\n"                                                                    \
	"  window: 2026-03-02 .. 2026-06-26\n"                                                     \
	"  budget: " budget " from mdf\n"                                                          \
	"}\n"

enum { LABELS_MAX = 8 };

struct draw { /* money that a block takes from a fund */
	const struct block *block;
	const char *field;
	uint32_t node;
	struct quantity money;
	uint32_t next; /* further one of the same fund, + 1; 0 ends */
};

struct account {
	const struct fund_block *fund;
	struct quantity sum;
	bool is_complete; /* all of it could be added */
	uint32_t first, last, n;
};

struct ledger {
	struct rule_check *check;
	struct account *accounts;
	struct map of;	    /* fund -> its account, + 1 */
	struct map budgets; /* initiative -> the draw of its budget, + 1 */
	VEC(struct draw) draws;
};

static struct account *account_of(const struct ledger *ledger, const struct block *fund)
{
	const uint32_t *place = fund ? map_get(&ledger->of, rules_key(fund)) : NULL;
	return place ? &ledger->accounts[*place - 1] : NULL;
}

static void add_draw(struct ledger *ledger, const struct block *fund, struct draw draw)
{
	struct account *account = account_of(ledger, fund);
	if (!account || !draw.money.set)
		return;
	vec_push(&ledger->draws, draw);
	uint32_t place = ledger->draws.n;
	if (account->last)
		ledger->draws.items[account->last - 1].next = place;
	else
		account->first = place;
	account->last = place;
	account->n++;
}

static void add_budgets(struct ledger *ledger)
{
	const struct plan *plan = ledger->check->plan;
	for (uint32_t i = 0; i < plan->of_kind[KIND_initiative].n; i++) {
		const struct initiative_block *initiative = plan_initiative(plan, i);
		const struct phrase_money_from *budget = &initiative->budget;
		if (!account_of(ledger, budget->from.block) || !budget->value.set ||
			rules_is_cancelled(&initiative->block))
			continue;
		add_draw(ledger, budget->from.block,
			(struct draw){
				&initiative->block, "budget", budget->node, budget->value, 0});
		*map_put(&ledger->budgets, rules_key(&initiative->block), NULL) = ledger->draws.n;
	}
}

/* A request that pays what a budget from the same fund already holds is counted once: only what
   the requests of one initiative take beyond its budget comes on top. */
static void add_requests(struct ledger *ledger)
{
	const struct plan *plan = ledger->check->plan;
	struct quantity *left =
		arena_array(&ledger->check->sink->arena, struct quantity, ledger->draws.n + 1);
	for (uint32_t i = 0; i < ledger->draws.n; i++)
		left[i] = ledger->draws.items[i].money;
	for (uint32_t i = 0; i < plan->of_kind[KIND_request].n; i++) {
		const struct request_block *request = plan_request(plan, i);
		const struct initiative_block *work = rules_initiative(request->pays.block);
		bool is_cancelled = rules_is_cancelled(request->pays.block);
		/* What was spent on cancelled work is gone; the rest is free again. */
		struct draw draw =
			is_cancelled ? (struct draw){&request->block, "spent", request->spent.node,
					       request->spent.value, 0}
				     : (struct draw){&request->block, "approved",
					       request->approved.node, request->approved.value, 0};
		const uint32_t *budget =
			work ? map_get(&ledger->budgets, rules_key(&work->block)) : NULL;
		if (budget && work->budget.from.block == request->of.block && draw.money.set) {
			struct quantity *rest = &left[*budget - 1], more;
			if (!money_subtract(draw.money, *rest, &more))
				continue;
			if (decimal_sign(more.n) <= 0) {
				money_subtract(*rest, draw.money, rest);
				continue;
			}
			rest->n = decimal_of(0);
			draw.money = more;
		}
		add_draw(ledger, request->of.block, draw);
	}
}

static void add_contingencies(struct ledger *ledger)
{
	const struct plan *plan = ledger->check->plan;
	for (uint32_t i = 0; i < plan->of_kind[KIND_contingency].n; i++) {
		const struct contingency_block *contingency = plan_contingency(plan, i);
		if (!block_has(&contingency->block, "declined"))
			add_draw(ledger, contingency->cost.from.block,
				(struct draw){&contingency->block, "cost", contingency->cost.node,
					contingency->cost.value, 0});
	}
}

/* ---- a fund ---- */

static void add_up(const struct ledger *ledger, struct account *account)
{
	account->sum = (struct quantity){decimal_of(0), account->fund->amount.unit, true};
	account->is_complete = account->fund->amount.set;
	for (uint32_t at = account->first; at; at = ledger->draws.items[at - 1].next)
		if (!money_add(&account->sum, ledger->draws.items[at - 1].money))
			account->is_complete = false;
}

static void label_draws(
	const struct ledger *ledger, struct finding *finding, const struct account *account)
{
	const struct plan *plan = ledger->check->plan;
	uint32_t shown = 0;
	for (uint32_t at = account->first; at; at = ledger->draws.items[at - 1].next) {
		const struct draw *draw = &ledger->draws.items[at - 1];
		bool is_last = ++shown == LABELS_MAX || !draw->next;
		struct str called = block_called(plan, draw->block);
		struct span span = rules_value_span(draw->block, draw->field, draw->node);
		if (is_last && account->n > shown)
			finding_label(ledger->check->sink, finding, span,
				"%.*s; with %u more together %.*s", STR_ARGS(called),
				account->n - shown, STR_ARGS(quantity_text(plan, account->sum)));
		else if (is_last && account->n > 1)
			finding_label(ledger->check->sink, finding, span, "%.*s; together %.*s",
				STR_ARGS(called), STR_ARGS(quantity_text(plan, account->sum)));
		else
			finding_label(ledger->check->sink, finding, span, "%.*s", STR_ARGS(called));
		if (is_last)
			return;
	}
}

/* The last budget that can give it all. */
static void propose(const struct ledger *ledger, struct finding *finding,
	const struct account *account, struct quantity over)
{
	struct rule_check *check = ledger->check;
	const struct draw *from = NULL;
	struct quantity left, rest;
	for (uint32_t at = account->first; at; at = ledger->draws.items[at - 1].next) {
		const struct draw *draw = &ledger->draws.items[at - 1];
		if (draw->block->kind != KIND_initiative || !money_is_more(draw->money, over) ||
			!money_subtract(draw->money, over, &rest))
			continue;
		from = draw;
		left = rest;
	}
	struct str text = quantity_text(check->plan, over);
	if (!from) {
		finding_help(check->sink, finding, "take %.*s from another fund, or do less",
			STR_ARGS(text));
		return;
	}
	struct span value = rules_value_span(from->block, "budget", from->node);
	struct str fixed = quantity_text(check->plan, left);
	finding_help(check->sink, finding,
		"take %.*s from another fund, or write in %.*s:", STR_ARGS(text),
		STR_ARGS(block_called(check->plan, from->block)));
	finding_code(check->sink, finding, "%.*s",
		STR_ARGS(rules_replaced(
			check, block_whole_field_span(from->block, "budget"), value, fixed)));
	finding_edit(check->sink, finding, value, fixed, false);
}

static void judge(const struct ledger *ledger, const struct account *account)
{
	struct rule_check *check = ledger->check;
	const struct fund_block *fund = account->fund;
	struct str called = block_called(check->plan, &fund->block);
	struct quantity over, needed = account->sum;
	struct finding *finding;
	if (money_is_more(account->sum, fund->amount)) {
		if (!money_subtract(account->sum, fund->amount, &over))
			return;
		finding = rule_report(check, &fund->block, block_field_span(&fund->block, "amount"),
			"%.*s is overdrawn by %.*s", STR_ARGS(called),
			STR_ARGS(quantity_text(check->plan, over)));
		finding_caret(check->sink, finding, "available");
	} else {
		if (!money_add(&needed, fund->reserve) || !money_is_more(needed, fund->amount) ||
			!money_subtract(needed, fund->amount, &over))
			return;
		finding =
			rule_report(check, &fund->block, block_field_span(&fund->block, "reserve"),
				"%.*s is planned %.*s into its reserve", STR_ARGS(called),
				STR_ARGS(quantity_text(check->plan, over)));
		finding_caret(check->sink, finding, "to stay unspent");
		finding_label(check->sink, finding, block_field_span(&fund->block, "amount"),
			"available");
	}
	label_draws(ledger, finding, account);
	propose(ledger, finding, account, over);
}

static void check_plan(struct rule_check *check)
{
	const struct plan *plan = check->plan;
	uint32_t n = plan->of_kind[KIND_fund].n;
	struct ledger ledger = {.check = check,
		.accounts = arena_array(&check->sink->arena, struct account, n + 1)};
	for (uint32_t i = 0; i < n; i++) {
		ledger.accounts[i].fund = plan_fund(plan, i);
		*map_put(&ledger.of, rules_key(&plan_fund(plan, i)->block), NULL) = i + 1;
	}
	add_budgets(&ledger);
	add_requests(&ledger);
	add_contingencies(&ledger);
	for (uint32_t i = 0; i < n; i++) {
		add_up(&ledger, &ledger.accounts[i]);
		if (ledger.accounts[i].is_complete)
			judge(&ledger, &ledger.accounts[i]);
	}
	map_free(&ledger.of);
	map_free(&ledger.budgets);
	vec_free(&ledger.draws);
}

const struct rule rule_funding_overdrawn = {
	.info = {.name = "funding.overdrawn",
		.summary = "More is planned from a fund than it holds",
		.explanation =
			"Money that is promised twice is missing where it is needed last. Budgets "
			"from the fund, approved requests and the costs of contingencies together "
			"stay within its `amount` and leave its `reserve`. A request that pays an "
			"initiative with a budget from the same fund counts once; cancelled work "
			"and declined contingencies do not count. Plan less, take it from "
			"elsewhere "
			"or agree on a larger fund.",
		.bad = FUND_AND_SHOW("34,000 USD"),
		.good = FUND_AND_SHOW("30,000 USD"),
		.levels = {LEVEL_WARNING, LEVEL_ERROR, LEVEL_ERROR}},
	.check = check_plan,
};
