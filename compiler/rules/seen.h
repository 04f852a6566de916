/*
 * Why a condition of a `rule` block failed: the values that it saw, as notes of the finding. Only
 * what made it fail, each in one line of bounded length, and only the first few.
 */
#ifndef COMPILER_RULES_SEEN_H
#define COMPILER_RULES_SEEN_H

#include "compiler/plan/eval.h"

/* `node` is a condition that is false for eval->block. */
void seen_note(struct eval *eval, uint32_t node, struct sink *sink, struct finding *finding);

#endif
