#include "compiler/rules/money_shared.h"

#define BOOTH(claimed)                                                                             \
	"fund mdf \"Joint marketing fund\" {\n"                                                    \
	"  of:           acme\n"                                                                   \
	"  owner:        priya\n"                                                                  \
	"  amount:       48,000 USD\n"                                                             \
	"  window:       2026-01-01 .. 2026-12-31\n"                                               \
	"  claim_within: 45 days\n"                                                                \
	"}\n"                                                                                      \
	"\n"                                                                                       \
	"activity booth \"Trade-show booth\" {\n"                                                  \
	"  owner:  dana\n"                                                                         \
	"  window: 2026-02-02 .. 2026-02-05\n"                                                     \
	"  done:   2026-02-05\n"                                                                   \
	"}\n"                                                                                      \
	"\n"                                                                                       \
	"request booth_money \"Trade-show booth\" {\n"                                             \
	"  of:       mdf\n"                                                                        \
	"  pays:     booth\n"                                                                      \
	"  asked:    9,000 USD on 2026-01-14 by dana\n"                                            \
	"  approved: 9,000 USD on 2026-01-20 by priya\n"                                           \
	"  spent:    8,700 USD on 2026-02-05\n" claimed "  expects:  40,000 USD to sourced\n"      \
	"}\n"

static const struct rule_setting settings[] = {
	{"funding.claim_closing", 14, RULE_DAYS,
		"how long before its end the time to claim is spoken of"},
	{0}};

/* Something was spent by the day; an amount of nothing is none. */
static bool has_spent(const struct request_block *request, date_t as_of)
{
	return request->spent.value.set && decimal_sign(request->spent.value.n) > 0 &&
	       request->spent.on <= as_of;
}

static void report(struct rule_check *check, const struct request_block *request, date_t claim_by)
{
	const struct block *block = &request->block, *work = request->pays.block;
	date_t as_of = check->tracked->as_of;
	struct str called = block_called(check->plan, block);
	struct str days = rules_days(check, claim_by < as_of ? as_of - claim_by : claim_by - as_of);
	struct str spent = quantity_text(check->plan, request->spent.value);
	struct finding *finding = rule_report(check, block,
		rules_value_span(block, "spent", request->spent.node),
		claim_by < as_of ? "the time to claim %.*s ended %.*s ago, and %.*s are spent"
				 : "the time to claim %.*s ends in %.*s, and %.*s are spent",
		STR_ARGS(called), STR_ARGS(days), STR_ARGS(spent));
	finding_caret(check->sink, finding, "spent and not claimed");
	finding_label(check->sink, finding,
		block_field_span(work, block_has(work, "window") ? "window" : "due"),
		"the work that it pays");
	finding_label(check->sink, finding, block_field_span(request->of.block, "claim_within"),
		"from the last day of the work: to be claimed by %s", date_text(claim_by).text);
	finding_help(check->sink, finding, "claim it, and name what shows it:");
	if (block->name)
		finding_code(check->sink, finding,
			"update %.*s {\n  claimed: %.*s on %s\n  proof:   [\"TODO\"]\n}",
			STR_ARGS(block_path(check->plan, block)), STR_ARGS(spent),
			date_text(as_of).text);
	finding_note(check->sink, finding, "as of %s", date_text(as_of).text);
}

static void check_plan(struct rule_check *check)
{
	const struct plan *plan = check->plan;
	date_t as_of = check->tracked->as_of;
	int64_t ahead = rule_setting(check, "funding.claim_closing", NULL);
	for (uint32_t i = 0; i < plan->of_kind[KIND_request].n; i++) {
		const struct request_block *request = plan_request(plan, i);
		const struct tracked_item *item = tracked_item_of(check->tracked, &request->block);
		bool is_claimed =
			block_has(&request->block, "claimed") && request->claimed.on <= as_of;
		if (item && has_spent(request, as_of) && !is_claimed && item->due - as_of <= ahead)
			report(check, request, item->due);
	}
}

const struct rule rule_funding_claim_closing = {
	.info = {.name = "funding.claim_closing",
		.summary = "The time to claim spent money ends soon or has ended",
		.explanation =
			"Approved money that is not claimed in time stays with the fund, however "
			"good the work was. `claim_within` counts from the last day of the work "
			"that "
			"the request pays. Two weeks before its end somebody should sit down with "
			"the invoices: record `claimed` and name the `proof`. Where the time is "
			"over, ask the owner of the fund whether it can still be paid.",
		.bad = BOOTH(""),
		.good = BOOTH("  claimed:  8,700 USD on 2026-03-02\n"
			      "  proof:    [\"Invoice of 5 February\"]\n"),
		.as_of = "2026-03-12",
		.levels = {LEVEL_OFF, LEVEL_WARNING, LEVEL_WARNING},
		.needs = NEEDS_DAY},
	.settings = settings,
	.check = check_plan,
};
