#include "compiler/rules/tracking_shared.h"

#define EXAMPLE(middle)                                                                            \
	"risk rival \"A rival lowers its prices\" {\n"                                             \
	"  owner:      dana\n"                                                                     \
	"  likelihood: 2\n"                                                                        \
	"  impact:     3\n"                                                                        \
	"  response:   accept\n"                                                                   \
	"  event:      \"New price list published\" with lee\n"                                    \
	"  affects:    [sourced]\n" middle "}\n"

static const struct rule_setting settings[] = {
	{"risk.not_reviewed", 60, RULE_DAYS, "longest time between two looks at a risk"}, {0}};

static void check_risk(struct rule_check *check, const struct risk_block *risk)
{
	const struct block *block = &risk->block;
	date_t as_of = check->tracked->as_of;
	bool was_reviewed = block_has(block, "reviewed");
	date_t since = was_reviewed ? risk->reviewed : check->plan->first;
	if (!since || !rules_is_whole(block) || (risk->closed && risk->closed <= as_of) ||
		as_of - since <= rule_setting(check, "risk.not_reviewed", NULL))
		return;
	struct span span = was_reviewed ? block_field_span(block, "reviewed") : block_span(block);
	struct str called = block_called(check->plan, block);
	struct finding *finding;
	if (was_reviewed)
		finding = rule_report(check, block, span, "%.*s was last looked at %.*s ago",
			STR_ARGS(called), STR_ARGS(rules_days(check, as_of - since)));
	else
		finding = rule_report(check, block, span,
			"%.*s has not been looked at since the plan began, %.*s ago",
			STR_ARGS(called), STR_ARGS(rules_days(check, as_of - since)));
	finding_help(check->sink, finding,
		"read it through with its owner, then set the day, or `closed` if it is over:");
	finding_code(check->sink, finding, "reviewed: %s", date_text(as_of).text);
	note_day(check, finding);
}

static void check_plan(struct rule_check *check)
{
	for (uint32_t i = 0; i < check->plan->of_kind[KIND_risk].n; i++)
		check_risk(check, plan_risk(check->plan, i));
}

const struct rule rule_risk_not_reviewed = {
	.info = {.name = "risk.not_reviewed",
		.summary = "A risk has not been looked at for two months",
		.explanation =
			"Risks are written in the week in which a plan is made and forgotten in "
			"the next. Likelihood and impact change; so does what would help. Go "
			"through the list in a review at least every two months and set "
			"`reviewed`; what cannot happen any more gets `closed`. A risk without "
			"`reviewed` counts from the plan's first day.",
		.bad = EXAMPLE("  reviewed:   2026-01-06\n"),
		.good = EXAMPLE("  reviewed:   2026-02-24\n"),
		.as_of = "2026-03-12",
		.levels = {LEVEL_OFF, LEVEL_WARNING, LEVEL_WARNING},
		.needs = NEEDS_DAY},
	.settings = settings,
	.check = check_plan,
};
