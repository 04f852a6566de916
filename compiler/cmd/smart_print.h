/*
 * The SMART judgement of goals, for `pbp explain plan.pbp:GOAL`: for people and for programs.
 */
#ifndef COMPILER_CMD_SMART_PRINT_H
#define COMPILER_CMD_SMART_PRINT_H

#include "compiler/cmd/cmd.h"
#include "compiler/plan/smart.h"

/* A headline, a line for each letter with what does not hold and the questions, then where that was
   seen. At most 120 columns where names and questions allow it. */
void smart_print(struct out *out, struct plan *plan, const struct smart_verdict *verdict);
/* {"version": 1, "as_of": ..., "goals": [{goal, title, hold, checks, letters: [...]}]} */
void smart_print_json(struct out *out, struct plan *plan,
	const struct smart_verdict *const *verdicts, uint32_t n);

/* Explains the `rule` blocks of this name that judge the plan; false after saying that there is
   none. */
bool explain_rule(struct out *out, struct plan *plan, struct str id);
/* Explains the goal that `plan.pbp:GOAL` names, all goals of `plan.pbp`, the rule of
 * `plan.pbp:rule.ID`; false after saying why not. */
bool explain_goal(struct out *out, const char *name, struct options *options);

#endif
