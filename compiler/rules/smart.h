/*
 * From rules to the SMART judgement of goals (compiler/plan/smart.h).
 */
#ifndef COMPILER_RULES_SMART_H
#define COMPILER_RULES_SMART_H

#include "compiler/plan/smart.h"
#include "compiler/rules/rule.h"

/* Judges every goal of a built plan, running the rules that count once more, into a sink that lives
   as long as the verdicts are used: it holds their evidence. Levels and waivers are those of
   rules_run. */
void smart_judge(struct plan *plan, const struct tracked *tracked,
	const struct level_overrides *overrides, struct sink *sink,
	struct smart_verdicts *verdicts);

#endif
