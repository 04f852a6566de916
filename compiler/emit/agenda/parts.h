/*
 * Between the files that make an agenda: a row at a time, and the words that several blocks use.
 * Nobody else includes it.
 */
#ifndef COMPILER_EMIT_AGENDA_PARTS_H
#define COMPILER_EMIT_AGENDA_PARTS_H

#include "compiler/emit/agenda/agenda.h"
#include "compiler/plan/order.h"

struct agenda_maker {
	struct agenda *agenda;
	struct arena *arena;
	struct plan *plan;
	const struct tracked *tracked;
	const struct tracked_session *session;
	date_t previous;	  /* the review's last session before this one; DATE_NONE */
	const char *block;	  /* being filled */
	struct map listed;	  /* blocks that have a row */
	date_t shown_to, show_to; /* of what comes next: the days that have been listed, and the
				     last one of those being listed */
};

/* A row without a block of the plan behind it. Valid until the next row is added, as all below. */
struct agenda_row *agenda_add(struct agenda_maker *maker, const char *kind);
/* A row about a block: names, owner and party on the session's day, counterpart, source. */
struct agenda_row *agenda_add_block(struct agenda_maker *maker, const struct block *block);
/* The same for dated work, with its dates and its state. */
struct agenda_row *agenda_add_item(struct agenda_maker *maker, const struct tracked_item *item);
/* The question to answer. Starts with what it is about: "Milestone 'Webinar held'". */
void agenda_ask(struct agenda_maker *maker, struct agenda_row *row, const char *rule,
	const char *format, ...) __attribute__((format(printf, 4, 5)));

/* Blocks collected for one part of the agenda. */
struct agenda_list {
	VEC(const struct block *) blocks;
};
/* Adds the block unless it is some parties' own matter and others attend. */
void agenda_list_add(
	struct agenda_maker *maker, struct agenda_list *list, const struct block *block);
void agenda_list_sort(struct agenda_maker *maker, struct agenda_list *list);
bool agenda_is_for_all(const struct agenda_maker *maker, const struct block *block);
bool agenda_is_listed(const struct agenda_maker *maker, const struct block *block);

/* Sessions of the review that took place after `since` and before this one. */
int32_t agenda_carried(const struct agenda_maker *maker, date_t since);
/* The session took place, as far as anybody knows, before the one the agenda is for. */
bool agenda_is_past(const struct agenda_maker *maker, const struct tracked_session *session);

/* "Milestone 'Webinar held'" */
struct str agenda_called(struct agenda_maker *maker, const struct block *block);
struct str agenda_title(const struct agenda_maker *maker, const struct block *block);
struct str agenda_days(struct agenda_maker *maker, int32_t n); /* "1 day", "12 days" */
/* "43,000 USD" of a number in that unit. */
struct str agenda_amount(const struct agenda_maker *maker, struct decimal n, unit_t unit);
/* "2026-05-15"; empty for DATE_NONE. */
struct date_text agenda_date(date_t date);
struct str agenda_person(const struct agenda_maker *maker, const struct person_block *person);

/* A row for a goal with its figures as of the day. */
struct agenda_row *agenda_add_goal(struct agenda_maker *maker, const struct tracked_goal *goal);
/* Asks what its status asks, if anything. */
void agenda_ask_goal(
	struct agenda_maker *maker, const struct tracked_goal *goal, struct agenda_row *row);
/* Asks what is to be known of an activity, commitment, dependency, enablement or assumption that is
   late. */
void agenda_ask_overdue(
	struct agenda_maker *maker, const struct tracked_item *item, struct agenda_row *row);
/* Items of these kinds for which `fits` holds and that have no row yet, in order; release blocks.
 */
struct agenda_list agenda_items_that(struct agenda_maker *maker, kinds_t kinds,
	bool (*fits)(const struct agenda_maker *maker, const struct tracked_item *item));

/* ---- blocks of the agenda: goals.c, work.c, means.c, checkpoint.c and quarterly.c ---- */
void agenda_session(struct agenda_maker *maker);
void agenda_wins(struct agenda_maker *maker);
void agenda_actions(struct agenda_maker *maker);
void agenda_milestones(struct agenda_maker *maker);
void agenda_behind(struct agenda_maker *maker);
void agenda_unknown(struct agenda_maker *maker);
void agenda_roadblocks(struct agenda_maker *maker);
void agenda_triggers(struct agenda_maker *maker);
void agenda_watch(struct agenda_maker *maker);
void agenda_causes(struct agenda_maker *maker);
void agenda_claims(struct agenda_maker *maker);
void agenda_overdue(struct agenda_maker *maker);
void agenda_next(struct agenda_maker *maker);
void agenda_commitments(struct agenda_maker *maker);
/* checkpoint.c */
void agenda_enablement(struct agenda_maker *maker);
void agenda_resources(struct agenda_maker *maker);
void agenda_assumptions(struct agenda_maker *maker);
void agenda_amendments(struct agenda_maker *maker);
void agenda_30_days(struct agenda_maker *maker);
void agenda_60_days(struct agenda_maker *maker);
void agenda_90_days(struct agenda_maker *maker);
/* quarterly.c */
void agenda_last_commitments(struct agenda_maker *maker);
void agenda_goals(struct agenda_maker *maker);
void agenda_deals(struct agenda_maker *maker);
void agenda_partner_view(struct agenda_maker *maker);
void agenda_funds(struct agenda_maker *maker);
void agenda_tier(struct agenda_maker *maker);
void agenda_next_targets(struct agenda_maker *maker);
void agenda_commitments_by_side(struct agenda_maker *maker);
void agenda_sign_off(struct agenda_maker *maker);

#endif
