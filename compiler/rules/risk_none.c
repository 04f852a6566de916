#include "compiler/rules/rules_shared.h"

#define RISK                                                                                       \
	"\n"                                                                                       \
	"risk stock \"The warehouse is empty in December\" {\n"                                    \
	"  owner:      dana\n"                                                                     \
	"  likelihood: 2\n"                                                                        \
	"  impact:     2\n"                                                                        \
	"  response:   accept\n"                                                                   \
	"  affects:    [sourced]\n"                                                                \
	"}\n"

static void check_plan(struct rule_check *check)
{
	const struct plan *plan = check->plan;
	const struct block *frame = &plan->frame->block;
	if (plan->of_kind[KIND_risk].n || plan->is_broken)
		return;
	struct finding *finding = rule_report(check, frame, block_span(frame), "%.*s names no risk",
		STR_ARGS(block_called(plan, frame)));
	finding_help(
		check->sink, finding, "ask both sides what would make the year fail, and add it:");
	finding_code(check->sink, finding,
		"risk NAME \"TODO\" {\n"
		"  owner:      TODO\n"
		"  likelihood: 3\n"
		"  impact:     4\n"
		"  response:   mitigate\n"
		"  event:      \"TODO\" with TODO\n"
		"  affects:    [TODO]\n"
		"}");
}

const struct rule rule_risk_none = {
	.info = {.name = "risk.none",
		.summary = "The plan names no risk",
		.explanation =
			"Every plan of two companies can fail in ways that one of them sees first. "
			"A "
			"plan without a risk was not asked the question, and what then happens "
			"finds "
			"nobody watching and nothing prepared. Write down the few things that "
			"would "
			"make the year fail, who watches each, and what is done when it comes.",
		.bad = "# without: risk slow_calls\n",
		.good = "# without: risk slow_calls\n" RISK,
		.levels = {LEVEL_OFF, LEVEL_ERROR, LEVEL_ERROR},
		.completeness = true},
	.check = check_plan,
};
