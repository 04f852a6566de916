/*
 * The SMART judgement of a goal as data: for each letter the checks that can be decided from the
 * plan, which of them hold, and the questions that only people can answer. Filled by
 * compiler/rules, which knows the checks; read by outputs. Nobody ever says that a goal is SMART.
 */
#ifndef COMPILER_PLAN_SMART_H
#define COMPILER_PLAN_SMART_H

#include "compiler/plan/plan.h"

enum smart_letter { SMART_S, SMART_M, SMART_A, SMART_R, SMART_T, SMART_LETTERS };

struct smart_letter_info {
	char letter;
	const char *meaning;   /* "assignable and achievable" */
	const char *questions; /* for people */
};
extern const struct smart_letter_info smart_letters[SMART_LETTERS];

enum smart_state {
	SMART_HOLDS,
	SMART_FAILS,
	SMART_WAIVED /* does not hold, and a waiver says that it need not */
};
const char *smart_state_word(enum smart_state state);

struct smart_check {
	enum smart_letter letter;
	const struct rule_info *rule;
	enum smart_state state;
	const struct finding *finding; /* the evidence; NULL where it holds */
};

struct smart_verdict {
	const struct goal_block *goal;
	const struct smart_check *checks; /* those that apply, letter by letter */
	uint32_t n, n_hold;
};

struct smart_verdicts {
	struct smart_verdict *items; /* one for each goal, in the plan's order */
	uint32_t n;
};

/* Checks of one letter: how many apply, and how many of them hold. */
void smart_count(const struct smart_verdict *verdict, enum smart_letter letter, uint32_t *n,
	uint32_t *n_hold);

#endif
