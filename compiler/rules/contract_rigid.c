#include "compiler/plan/look_back.h"
#include "compiler/rules/assumptions_shared.h"

#define EXAMPLE(middle)                                                                            \
	"assumption budgets \"Retailers keep their budgets\" {\n"                                  \
	"  owner:      dana\n"                                                                     \
	"  recheck_by: 2026-04-10\n"                                                               \
	"  affects:    [sourced]\n"                                                                \
	"  broken:     2025-12-08\n"                                                               \
	"}\n"                                                                                      \
	"\n"                                                                                       \
	"action other_segment \"List 20 accounts with a budget\" {\n"                              \
	"  owner:   lee\n"                                                                         \
	"  due:     2026-03-27\n"                                                                  \
	"  affects: [sourced]\n"                                                                   \
	"}\n"                                                                                      \
	"\n"                                                                                       \
	"session 2026-03-12 {\n"                                                                   \
	"  of:       operating\n"                                                                  \
	"  attended: [priya, dana]\n"                                                              \
	"  notes:    \"Budgets were talked about.\"\n" middle "}\n"

enum { AGREED = TOUCH_DECISION | TOUCH_AMENDMENT };

static const struct rule_setting settings[] = {
	{"contract.rigid", 90, RULE_DAYS,
		"how long a plan may stay as it was after what it rests on has changed"},
	{0}};

static void report(struct rule_check *check, const struct block *block, struct span span,
	const struct ref *affects, date_t since)
{
	struct finding *finding = rule_report(check, block, span,
		"%.*s has been known for %.*s and the plan is as it was",
		STR_ARGS(block_called(check->plan, block)),
		STR_ARGS(rules_days(check, check->tracked->as_of - since)));
	finding_label(check->sink, finding, block_span(affects->block),
		"nothing was decided or amended here since");
	finding_help(check->sink, finding,
		"amend the plan, or decide to hold course and write down why:");
	finding_code(check->sink, finding,
		"decision \"TODO\" {\n  by:      TODO\n  affects: [%.*s]\n}",
		STR_ARGS(block_path(check->plan, affects->block)));
	note_day(check, finding);
}

/* Without any answer at all it is reported as a broken assumption. */
static void check_assumptions(struct rule_check *check, const struct touches *touches, date_t limit)
{
	const struct plan *plan = check->plan;
	const struct broken *broken = find_broken(check);
	for (uint32_t i = 0; i < plan->of_kind[KIND_assumption].n; i++) {
		const struct assumption_block *assumption = plan_assumption(plan, i);
		const struct block *block = &assumption->block;
		date_t since = broken[i].since;
		if (!since || since > limit ||
			!rules_has_all(check, block, "affects", assumption->affects.n))
			continue;
		const struct ref *open = unanswered(check, touches, assumption, since, AGREED);
		if (open && !unanswered(check, touches, assumption, since, AGREED | TOUCH_ACTION))
			report(check, block,
				block_field_span(block,
					block_has(block, "broken") ? "broken" : "holds_while"),
				open, since);
	}
}

static const struct ref *open_goal(const struct rule_check *check, const struct touches *touches,
	const struct risk_block *risk, date_t since)
{
	const struct ref *open = NULL;
	for (uint32_t i = 0; i < risk->affects.n; i++) {
		const struct ref *ref = &risk->affects.items[i];
		if (ref->block && touches_since(touches, ref->block, since, AGREED))
			return NULL;
		if (ref->block && !open && !is_settled(check->tracked, ref->block))
			open = ref;
	}
	return touches_since(touches, &risk->block, since, AGREED) ? NULL : open;
}

/* A trigger that nobody has answered is reported as such; one that was declined was decided. */
static void check_risks(struct rule_check *check, const struct touches *touches, date_t limit)
{
	const struct plan *plan = check->plan;
	const bool *fired = risks_fired(check->plan, check->tracked, &check->sink->arena);
	for (uint32_t i = 0; i < plan->of_kind[KIND_risk].n; i++) {
		const struct risk_block *risk = plan_risk(plan, i);
		const struct block *plan_b = risk->contingency.block;
		if (!fired[i] || !plan_b || plan_b->kind != KIND_contingency ||
			!rules_has_all(check, &risk->block, "affects", risk->affects.n))
			continue;
		date_t since = ((const struct contingency_block *)(const void *)plan_b)->activated;
		const struct ref *open =
			since && since <= limit ? open_goal(check, touches, risk, since) : NULL;
		if (open)
			report(check, &risk->block,
				rules_value_span(&risk->block, "trigger", risk->trigger.node), open,
				since);
	}
}

static void check_plan(struct rule_check *check)
{
	struct touches touches;
	date_t limit = check->tracked->as_of - (date_t)rule_setting(check, "contract.rigid", NULL);
	touches_make(&touches, check);
	check_assumptions(check, &touches, limit);
	check_risks(check, &touches, limit);
	touches_free(&touches);
}

const struct rule rule_contract_rigid = {
	.info = {.name = "contract.rigid",
		.summary = "What the plan rests on has changed for months and the plan has not",
		.explanation =
			"A plan is kept by changing it on purpose. If an assumption has been "
			"broken, or the plan B of a risk has been running, for three months and "
			"what it affects was neither amended nor decided upon, both sides work to "
			"numbers that neither believes. A `decision` to hold course is an answer: "
			"then the next review knows that it was meant.",
		.bad = EXAMPLE(""),
		.good = EXAMPLE("\n"
				"  decision hold_course \"The target stays\" {\n"
				"    by:      priya\n"
				"    affects: [sourced]\n"
				"  }\n"),
		.as_of = "2026-03-12",
		.levels = {LEVEL_OFF, LEVEL_WARNING, LEVEL_WARNING},
		.needs = NEEDS_DAY},
	.settings = settings,
	.check = check_plan,
};
