/*
 * The plan as of a day: figures and status words of every goal, states of dated work, sessions of
 * every review. Computed from a plan by runtime/track; nothing in it is stored in the plan.
 */
#ifndef COMPILER_PLAN_TRACKED_H
#define COMPILER_PLAN_TRACKED_H

#include "compiler/plan/plan.h"

struct feed_rows;

struct reading_source {		       /* where a goal's reading comes from */
	const struct feed_block *feed; /* NULL: rows in the plan */
	uint32_t n_rows, n_rejected;   /* of the feed */
};

struct tracked_goal {
	const struct goal_block *goal;
	struct goal_input input;     /* what was judged: days, curve, rows, settings */
	struct series series;	     /* input.series points here */
	struct goal_figures figures; /* as of the day */
	struct reading_source source;
	bool has_currency; /* the unit is money */
	unit_t unit;
	bool step_curve;
	enum status
		rolled_up; /* the worst of itself and its parts (section 10); STATUS_NONE: it cannot
			      be judged (no metric, no target, a level without a baseline) */
};

struct tracked_metric { /* what is known of a metric without regard to any goal: `metric.latest` */
	const struct metric_block *metric;
	struct series series; /* its own rows and feeds; if it has none, those of the first goal on
				 it that has rows */
	struct reading_source source;
};

/* Dated work: milestone, activity, action, commitment, dependency, enablement, roadblock with a due
   date, approved request (due: the last day to claim), assumption (its re-check), deal. */
struct tracked_item {
	const struct block *block;
	date_t due, done,
		forecast; /* kept, delivered, cleared, claimed are `done`; promised is `forecast` */
	struct item_figures figures; /* ITEM_NONE: nothing is due any more (dropped, cancelled) or
					yet (contingency not activated) */
	date_t lands; /* the forecast that follows from `after`, `needs` and `affects` (section 12)
		       */
	const struct block *waits_for; /* what sets `lands`; NULL: nothing but itself */
	bool no_forecast; /* late, and nobody said when it comes: `lands` assumes the as-of day */
	/* Days it can slip past its due date before the first of those that wait for it moves;
	   negative where their dates leave it no time at all. */
	bool has_slack; /* something waits for it */
	int32_t slack;
};

struct tracked_initiative {
	const struct initiative_block *initiative;
	enum status execution; /* from its milestones and activities, tracking.md section 11;
				  STATUS_NONE: cancelled */
	enum status value;     /* the worst of the goals it serves */
	uint32_t n_items, n_done;
	date_t starts, lands; /* its window as section 12 moves it; `lands` is also no earlier than
				 its parts */
	const struct block
		*waits_for; /* what sets `starts`, or the part that sets `lands`; NULL: nothing */
	bool has_slack;	    /* as of an item, past its window's last day */
	int32_t slack;
};

struct tracked_session {
	const struct review_block *review;
	struct session_day day;
	const struct session_block *record; /* NULL: none */
	bool from_list;			    /* `on: [dates]`: never moved */
};

struct tracked {
	const struct plan *plan;
	date_t as_of; /* never DATE_NONE */
	struct arena arena;
	VEC(struct tracked_goal) goals; /* in the order of the plan's goals */
	VEC(struct tracked_item) items; /* in the order of the plan's blocks */
	VEC(struct tracked_initiative) initiatives;
	VEC(struct tracked_session) sessions; /* by held day, then by review */
	VEC(struct tracked_metric) metrics;   /* in the order of the plan's metrics */
	enum status status;		      /* of the plan: the worst of its goals that roll up */
	struct map objectives;		      /* objective -> the worst status of its goals */
	struct map index;		      /* block -> its place in the array of its kind, + 1 */
	struct date_range last_months[2]; /* the last two ended months of the plan's calendar, the
					     last one first */
	/* what a root cause is of -> the last day on which one of its causes was open (DATE_MAX:
	   still), of those opened by the as-of day */
	struct map caused;
	VEC(struct feed_rows *) feeds; /* rows of the feeds, which series and inputs share */
};

/* Judges the whole plan. Findings of feeds (feed.*) and of sums that do not fit (type.overflow) go
   to the run's sink; rules are silent about a goal whose figures.overflowed is true. */
struct tracked *plan_track(struct plan *plan, date_t as_of);
void tracked_free(struct tracked *tracked);

const struct tracked_goal *tracked_goal_of(
	const struct tracked *tracked, const struct goal_block *goal);
const struct tracked_item *tracked_item_of(
	const struct tracked *tracked, const struct block *block);
const struct tracked_initiative *tracked_initiative_of(
	const struct tracked *tracked, const struct initiative_block *initiative);
const struct tracked_metric *tracked_metric_of(
	const struct tracked *tracked, const struct metric_block *metric);
/* The newest value of a metric on or before `day`; false if there is none. */
bool tracked_metric_latest(const struct tracked *tracked, const struct metric_block *metric,
	date_t day, struct point *point);
/* The critical path of dated work or an initiative (section 12): the block itself, then what sets
   its date, and so on back to what nothing else sets. At most `max` blocks; returns how many. */
uint32_t tracked_path(const struct tracked *tracked, const struct block *block,
	const struct block **path, uint32_t max);
/* The worst of the objective's goals; STATUS_NONE if it has none that can be judged. */
enum status tracked_objective_status(
	const struct tracked *tracked, const struct objective_block *objective);
/* The plan's status as of another day, from the readings dated by then. */
enum status tracked_status_on(const struct tracked *tracked, date_t day);
/* What the plan leaves of a goal as of its day: what a flow came to on the goal's days, the last
   value of a level even if it was read after them. False if nothing was read. */
bool tracked_goal_final(
	const struct tracked *tracked, const struct tracked_goal *goal, struct point *final);
/* The goal judged as of another day, from the readings dated by then. */
struct goal_figures tracked_goal_on(const struct tracked_goal *goal, date_t day);
/* Behind on `day` and ever since; what lies more than a year back is left out of account. */
bool goal_behind_since(const struct tracked *tracked, const struct tracked_goal *goal, date_t day);
/* The last two ended periods of the goal, the last one first (tracking.md section 13). */
void goal_last_periods(const struct tracked *tracked, const struct tracked_goal *goal,
	struct date_range periods[2]);
/* Behind at the end of each of the last two ended periods (tracking.md section 13). */
bool goal_behind_twice(const struct tracked *tracked, const struct tracked_goal *goal);
/* Behind twice, and no root cause of it (or of its metric) was open since the first of the two
   periods began. */
bool goal_owes_cause(const struct tracked *tracked, const struct tracked_goal *goal);
/* A root cause whose `of` names the block (or the goal's metric); NULL if there is none. */
const struct root_cause_block *root_cause_of(const struct plan *plan, const struct block *block);
/* The review's next session on or after `day` that has no record yet, NULL if there is none; any
 * review if `review` is NULL. */
const struct tracked_session *tracked_next_session(
	const struct tracked *tracked, const struct review_block *review, date_t day);
/* Appends the days of a review in order, each once; they need no as-of day. Release with vec_free.
 */
void review_sessions(
	const struct plan *plan, const struct review_block *review, struct session_days *days);
/* True if the review covers the goal or its metric (or all). */
bool review_covers(const struct review_block *review, const struct goal_block *goal);

#endif
