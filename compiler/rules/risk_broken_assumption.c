#include "compiler/rules/assumptions_shared.h"

#define EXAMPLE(middle)                                                                            \
	"assumption budgets \"Retailers keep their budgets for 2026\" {\n"                         \
	"  owner:   dana\n"                                                                        \
	"  affects: [sourced]\n"                                                                   \
	"  broken:  2026-02-23\n"                                                                  \
	"}\n" middle

static void report(struct rule_check *check, const struct assumption_block *assumption,
	const struct ref *affects, date_t since)
{
	const struct block *block = &assumption->block;
	struct str called = block_called(check->plan, block);
	struct finding *finding;
	bool is_said = block_has(block, "broken");
	if (is_said)
		finding = rule_report(check, block, block_field_span(block, "broken"),
			"%.*s has been broken for %.*s and nothing was agreed about it",
			STR_ARGS(called),
			STR_ARGS(rules_days(check, check->tracked->as_of - since)));
	else
		finding = rule_report(check, block, block_field_span(block, "holds_while"),
			"%.*s does not hold any more and nothing was agreed about it",
			STR_ARGS(called));
	if (!is_said)
		finding_caret(check->sink, finding, "not so on %s",
			date_text(check->tracked->as_of).text);
	finding_label(check->sink, finding, rules_value_span(block, "affects", affects->node),
		"%.*s rests on it", STR_ARGS(block_called(check->plan, affects->block)));
	finding_help(check->sink, finding,
		"decide, amend the plan, or agree on an action, also if the answer is to go on:");
	finding_code(check->sink, finding,
		"action \"TODO\" {\n  owner:   TODO\n  due:     TODO\n  affects: [%.*s]\n}",
		STR_ARGS(block_path(check->plan, affects->block)));
	note_day(check, finding);
}

static void check_plan(struct rule_check *check)
{
	const struct plan *plan = check->plan;
	struct touches touches;
	struct broken *broken = find_broken(check);
	unsigned any = TOUCH_DECISION | TOUCH_AMENDMENT | TOUCH_ACTION;
	touches_make(&touches, check);
	for (uint32_t i = 0; i < plan->of_kind[KIND_assumption].n; i++) {
		const struct assumption_block *assumption = plan_assumption(plan, i);
		const struct ref *open = NULL;
		if (broken[i].since &&
			rules_has_all(check, &assumption->block, "affects", assumption->affects.n))
			open = unanswered(check, &touches, assumption, broken[i].since, any);
		if (open)
			report(check, assumption, open, broken[i].since);
	}
	touches_free(&touches);
}

const struct rule rule_risk_broken_assumption = {
	.info = {.name = "risk.broken_assumption",
		.summary = "An assumption does not hold any more and nothing was agreed about it",
		.explanation =
			"A goal that rests on something that is not so is a wish. When an "
			"assumption is `broken`, or its `holds_while` is false, the people "
			"concerned agree on something: a `decision`, an `action` or an "
			"`amendment` that touches what it `affects`. To go on as before is a fine "
			"answer too, if somebody has decided so. What is already over needs none.",
		.bad = EXAMPLE(""),
		.good = EXAMPLE("\n"
				"action other_segment \"List 20 accounts with a budget\" {\n"
				"  owner:   lee\n"
				"  due:     2026-03-27\n"
				"  affects: [sourced]\n"
				"}\n"),
		.as_of = "2026-03-12",
		.levels = {LEVEL_OFF, LEVEL_WARNING, LEVEL_ERROR},
		.needs = NEEDS_DAY},
	.check = check_plan,
};
