#include "compiler/plan/look_back.h"
#include "compiler/rules/tracking_shared.h"

#define EXAMPLE(middle)                                                                            \
	"assumption budgets \"Retailers keep their budgets for 2026\" {\n"                         \
	"  owner:   dana\n"                                                                        \
	"  affects: [sourced]\n"                                                                   \
	"  broken:  2026-02-23\n"                                                                  \
	"}\n" middle

/* ---- since when ---- */

/* How far back a condition is looked at, in days: nearby days closely, earlier ones roughly. */
static const int16_t steps[] = {1, 2, 4, 7, 14, 30, 60, 90, 180, 365};
enum { STEPS_N = sizeof steps / sizeof *steps };

struct broken {
	date_t since; /* what was agreed from this day on is an answer; DATE_NONE: not broken */
	bool is_open; /* by its condition, which has been false on all days looked at */
};

static enum truth holds(const struct rule_check *check, const struct tracked *tracked,
	const struct assumption_block *assumption)
{
	return condition_truth(check->plan, tracked, &assumption->block, assumption->holds_while);
}

/* A condition has been false since some day after the last one looked at on which it was not. */
static void look_further(
	const struct rule_check *check, const struct tracked *then, struct broken *broken)
{
	const struct plan *plan = check->plan;
	for (uint32_t i = 0; i < plan->of_kind[KIND_assumption].n; i++) {
		if (!broken[i].is_open)
			continue;
		broken[i].is_open = holds(check, then, plan_assumption(plan, i)) == TRUTH_FALSE;
		broken[i].since = then->as_of;
	}
}

static struct broken *find_broken(const struct rule_check *check)
{
	const struct plan *plan = check->plan;
	date_t as_of = check->tracked->as_of;
	uint32_t n = plan->of_kind[KIND_assumption].n;
	struct broken *broken = arena_array(&check->sink->arena, struct broken, n + 1);
	bool any = false;
	for (uint32_t i = 0; i < n; i++) {
		const struct assumption_block *assumption = plan_assumption(plan, i);
		if (block_has(&assumption->block, "broken")) {
			if (assumption->broken <= as_of)
				broken[i].since = assumption->broken;
		} else if (assumption->holds_while.node &&
			   !condition_reads_unknown(check->plan, check->tracked, &assumption->block,
				   assumption->holds_while) &&
			   holds(check, check->tracked, assumption) == TRUTH_FALSE) {
			broken[i] = (struct broken){as_of, true};
			any = true;
		}
	}
	for (size_t k = 0; any && k < STEPS_N && as_of - steps[k] >= plan->first; k++) {
		struct look_back back;
		look_back_make(&back, check->tracked, as_of - steps[k]);
		look_further(check, &back.then, broken);
		look_back_free(&back);
	}
	return broken;
}

/* ---- what it affects ---- */

/* The first that is still open and that nobody has spoken of since; NULL if there is none or if
   something else that it affects was answered for. */
static const struct ref *unanswered(const struct rule_check *check, const struct touches *touches,
	const struct assumption_block *assumption, date_t since)
{
	unsigned any = TOUCH_DECISION | TOUCH_AMENDMENT | TOUCH_ACTION;
	const struct ref *open = NULL;
	if (touches_since(touches, &assumption->block, since, any))
		return NULL;
	for (uint32_t i = 0; i < assumption->affects.n; i++) {
		const struct ref *ref = &assumption->affects.items[i];
		if (!ref->block)
			continue;
		if (touches_since(touches, ref->block, since, any))
			return NULL;
		if (!open && !is_settled(check->tracked, ref->block))
			open = ref;
	}
	return open;
}

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
	touches_make(&touches, check);
	for (uint32_t i = 0; i < plan->of_kind[KIND_assumption].n; i++) {
		const struct assumption_block *assumption = plan_assumption(plan, i);
		const struct ref *open = NULL;
		if (broken[i].since &&
			rules_has_all(check, &assumption->block, "affects", assumption->affects.n))
			open = unanswered(check, &touches, assumption, broken[i].since);
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
