/*
 * What rules that judge a plan as of a day share: where a goal says what was agreed and how it
 * stands, what is still open, and what happened to a block since a day. Owns nothing but the index,
 * which touches_free releases.
 */
#ifndef COMPILER_RULES_TRACKING_SHARED_H
#define COMPILER_RULES_TRACKING_SHARED_H

#include "compiler/rules/rules_shared.h"

/* Where a goal states its target or bound; its name if it states none. */
struct span goal_target_span(const struct goal_block *goal);
/* A label there: what was read and what was expected. */
void goal_label_figures(
	struct rule_check *check, struct finding *finding, const struct tracked_goal *goal);
/* "as of 2026-05-15", the last note of findings that hang on the day. */
void note_day(struct rule_check *check, struct finding *finding);

/* Neither done nor dropped by the end of that day; actions of a contingency that was not activated
   are not open. */
bool action_is_open(const struct action_block *action, date_t day);
/* The day of what stands in a session: `on`, else the session's. DATE_NONE: not known. */
date_t said_on(const struct block *block, date_t on);
/* Days from one to the other on workdays of the plan: the n-th one after `date`. */
date_t workdays_after(const struct plan *plan, date_t date, int64_t n);

/* ---- what was agreed about a block ---- */
enum touch { TOUCH_DECISION = 1, TOUCH_AMENDMENT = 2, TOUCH_ACTION = 4 };

/* For each block, the last day on which something touched it. */
struct touches {
	struct map decided, amended, acted;
};

/* Decisions, amendments and actions up to the as-of day. An action that is open touches today; one
   that is done, on that day. A part of an initiative is touched with it, and the reverse. */
void touches_make(struct touches *touches, const struct rule_check *check);
void touches_free(struct touches *touches);
/* Something of these kinds has touched the block since that day. */
bool touches_since(
	const struct touches *touches, const struct block *block, date_t day, unsigned kinds);

/* ---- is it over? ---- */
/* Work that is done, cancelled or past, a goal that is done or missed, a closed risk ...: nothing
   that is agreed now can change how it ends. */
bool is_settled(const struct tracked *tracked, const struct block *block);

#endif
