#include "compiler/rules/rules_shared.h"

#define RISK(event)                                                                                \
	"risk prices \"A rival lowers its prices\" {\n"                                            \
	"  owner:      dana\n"                                                                     \
	"  likelihood: 3\n"                                                                        \
	"  impact:     3\n"                                                                        \
	"  response:   mitigate\n" event "  affects:    [sourced]\n"                               \
	"}\n"

static const struct rule_setting settings[] = {
	{"risk.no_trigger", 6, UNIT_NONE,
		"likelihood times impact from which a trigger or event is asked for"},
	{0}};

static void check_risk(struct rule_check *check, const struct risk_block *risk)
{
	const struct block *block = &risk->block;
	struct str called = block_called(check->plan, block);
	bool has_event = block_has(block, "event");
	struct finding *finding;
	if (block_has(block, "trigger") || (has_event && risk->event.watcher.node) ||
		(has_event && !risk->event.value.ptr))
		return;
	if (has_event) {
		struct span span = block_field_span(block, "event");
		finding = rule_report(check, block, span, "nobody watches for the event of %.*s",
			STR_ARGS(called));
		finding_help(check->sink, finding, "name who does:");
		finding_code(check->sink, finding, "event: %.*s with TODO",
			STR_ARGS(rules_text(check, span)));
		return;
	}
	finding = rule_report(check, block, block_span(block), "nothing says when %.*s happens",
		STR_ARGS(called));
	finding_help(check->sink, finding,
		"write a `trigger`, which figures decide, or an `event` and who watches for it:");
	finding_code(check->sink, finding, "event: \"TODO\" with TODO");
}

static void check_plan(struct rule_check *check)
{
	for (uint32_t i = 0; i < check->plan->of_kind[KIND_risk].n; i++) {
		const struct risk_block *risk = plan_risk(check->plan, i);
		if (risk->likelihood * risk->impact >=
				rule_setting(check, "risk.no_trigger", NULL) &&
			!block_has(&risk->block, "closed") && rules_is_whole(&risk->block))
			check_risk(check, risk);
	}
}

const struct rule rule_risk_no_trigger = {
	.info = {.name = "risk.no_trigger",
		.summary = "Nothing says when a risk happens, or nobody watches for it",
		.explanation =
			"A risk without a sign is noticed when it is a damage. A `trigger` is a "
			"condition on figures of the plan, which every check reads: "
			"`sourced.gap > 50,000 USD`. Where no figure shows it, `event` says in "
			"words "
			"what happens and names with `with` who watches. Small risks, below 6, "
			"need "
			"neither.",
		.bad = RISK("  event:      \"New price list published\"\n"),
		.good = RISK("  event:      \"New price list published\" with lee\n"),
		.levels = {LEVEL_OFF, LEVEL_WARNING, LEVEL_WARNING},
		.completeness = true},
	.settings = settings,
	.check = check_plan,
};
