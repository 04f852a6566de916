/*
 * What several rules need: places inside phrases, texts spliced into fixes, and who owns a block
 * on which days. Owns nothing; texts live in the sink's arena.
 */
#ifndef COMPILER_RULES_RULES_SHARED_H
#define COMPILER_RULES_RULES_SHARED_H

#include "compiler/rules/rule.h"

/* In examples: the seal of the plan that they are judged with, tests/unit/prelude.pbp. What is no
   part of the contract may be added to it. */
#define EXAMPLE_SEAL "pbp1:f43586da0f605eb53c5ff473d7379ac03eedd70a60cc665d6d9f65c3dbf4334e"

/* ---- places ---- */
/* The value of a phrase of a block's field, without its clauses. */
struct span rules_value_span(const struct block *block, const char *field, uint32_t node);
/* The value of one clause of a phrase; the phrase's value if the clause is not there. */
struct span rules_clause_span(
	const struct block *block, const char *field, uint32_t node, enum clause_word word);
struct str rules_text(const struct rule_check *check, struct span span);
/* The text of `whole` with `part`, which lies in it, replaced. */
struct str rules_replaced(
	const struct rule_check *check, struct span whole, struct span part, struct str by);
/* The key of a row, and its value without a sample. */
struct span rules_row_key(const struct row *row);
struct span rules_row_value(const struct row *row);
/* The text of a reference as it is written, or the name of what it leads to. */
struct str rules_ref_text(const struct rule_check *check, const struct block *block,
	const char *field, const struct ref *ref);

/* ---- what could be read ---- */
/* False if a syntax error swallowed a part of the block: nothing can be said to be missing in it.
 */
bool rules_is_whole(const struct block *block);
/* True if all that a list field of the block states is among its n items. */
bool rules_has_all(
	const struct rule_check *check, const struct block *block, const char *field, uint32_t n);

/* ---- texts ---- */
/* "1 day", "16 days" */
struct str rules_days(const struct rule_check *check, int64_t n);
/* "2026-07-01" */
struct str rules_date(const struct rule_check *check, date_t date);
/* "on 2026-07-01", "from 2026-07-01 to 2026-07-05 (5 days)" */
struct str rules_range(const struct rule_check *check, struct date_range range);
/* "omar, priya or mona": people of a party (of all parties if it is NULL), at most `max`; empty if
   there is nobody. */
struct str rules_people(
	const struct rule_check *check, const struct party_block *party, uint32_t max);
/* The name of an entry of `between` and so on: "acme". */
struct str rules_name(const struct rule_check *check, const struct block *block);

/* ---- dates ---- */
static inline int64_t rules_length(struct date_range range)
{
	return range.first && range.first <= range.last ? range.last - range.first + 1 : 0;
}
/* How many days the plan lasts; 0 if its period could not be read. */
static inline int64_t rules_plan_days(const struct plan *plan)
{
	return rules_length((struct date_range){plan->first, plan->last});
}
/* The days of both; first DATE_NONE if there are none. */
struct date_range rules_overlap(struct date_range a, struct date_range b);
/* The day on which a block was over (done, kept, broken, delivered, dropped ...); DATE_NONE if it
   is not said. */
date_t rules_over_on(const struct block *block);
/* The block, or an initiative around it, is cancelled. */
bool rules_is_cancelled(const struct block *block);
/* The initiative that the block is or stands in is done or cancelled. */
bool rules_is_over(const struct block *block);
/* The initiative that the block is or stands in; NULL if there is none. */
const struct initiative_block *rules_initiative(const struct block *block);
/* The key of a block in a map. */
static inline uint64_t rules_key(const struct block *block)
{
	return (uint64_t)(uintptr_t)block;
}

/* ---- owners ---- */
/* Days of a phrase of `owner`, without regard to the block's life. */
struct date_range rules_owner_days(const struct phrase_owner *owner);
/* Can the owners of the block be judged: stated by itself and read without mistakes? *owners are
   those that hold for it in any case. */
bool rules_states_owners(
	const struct rule_check *check, const struct block *block, struct owners *owners);
struct str rules_owner_name(const struct rule_check *check, const struct block *block,
	const struct phrase_owner *owner);
/* Adds a label at what decides how long a block lives: its window, due date or target, else the
   plan's period. */
void rules_label_life(struct rule_check *check, struct finding *finding, const struct block *block,
	struct date_range life);

/* ---- goals ---- */
/* What a goal starts from: 0 for a flow, the baseline for a level; not set if it is not known. */
struct quantity rules_goal_start(const struct goal_block *goal);
/* A headline goal with a target and nothing that says why it can be reached. */
bool rules_lacks_evidence(const struct goal_block *goal);
/* What an earlier period brought, for a flow scaled to as many days as the goal has. False if it is
   not stated in the target's unit, there is no target, or less is better. */
bool rules_prior(const struct plan *plan, const struct goal_block *goal, struct ratio *prior);
bool rules_has_feed(const struct plan *plan, const struct goal_block *goal);
/* The goal's rows on the way to its target, in the order they are written; none if one of them
   could not be read. */
struct rows rules_increments(const struct rule_check *check, const struct goal_block *goal);
/* Is every row later than the one before it and within the goal's days? */
bool rules_in_order(
	const struct rule_check *check, const struct goal_block *goal, const struct rows *rows);
/* For each goal, in the plan's order, whether it or a goal that it is a part of is in `marked`;
   also where parts run in a circle, which is reported as such. In the sink's arena. */
const bool *rules_within_marked(const struct rule_check *check, const struct map *marked);
/* At most one segment, one product and one region: there is nothing to choose from. */
bool rules_scopes_are_few(const struct plan *plan);
/* The scope of a goal in one order; n is 0 for all, stated or not. In the sink's arena. */
struct scope {
	const struct block **items;
	uint32_t n;
};
struct scope rules_scope(const struct rule_check *check, const struct goal_block *goal);
int rules_compare_scopes(struct scope a, struct scope b); /* an order; 0: the same */
/* The first row of a flow goal that is smaller than the one before it; 0 if there is none. */
uint32_t rules_first_fall(const struct goal_block *goal, const struct rows *rows);

#endif
