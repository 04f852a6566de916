/*
 * Whether what amendments say of the plan, from what and to what, is so. Owns nothing.
 */
#ifndef COMPILER_RULES_AMENDED_SHARED_H
#define COMPILER_RULES_AMENDED_SHARED_H

#include "compiler/rules/past_shared.h"

/* Reports approved amendments whose last word is not what the plan says, whose first is not what
   was signed (where `past` is not NULL), and two of which the later does not begin where the
   earlier ended. */
void amended_check(
	struct rule_check *check, const struct facts *facts, const struct past_plan *past);

#endif
