/*
 * How a goal is judged on a day: from plain series, curves and dates to figures and a status word.
 * Exact throughout; only what is printed is rounded. Every result depends on its input and on the
 * as-of date in it. Knows nothing of plans, blocks or files.
 */
#ifndef RUNTIME_TRACK_TRACK_H
#define RUNTIME_TRACK_TRACK_H

#include "runtime/base/vec.h"
#include "runtime/values/calendar.h"
#include "runtime/values/decimal.h"
#include "runtime/values/duration.h"

/* ---- settings ---- */
struct track_settings {
	struct decimal on_track, watch, first_part; /* in percent: 90, 75, 10 */
	struct duration grace, cause_within, soon;  /* 5 business_days, 2 business_days, 14 days */
};
struct track_settings track_settings_default(void);
/* The last day to open a root cause for what was due on `due`, by the workdays of all calendars. */
date_t cause_due_by(date_t due, const struct track_settings *settings,
	const struct calendar *const *calendars, uint32_t n_calendars);

/* ---- readings ---- */
struct reading_row {
	date_t first, last; /* the period's days; equal for a dated row */
	bool is_period;
	bool has_sample;
	struct decimal value, sample;
};

struct point { /* a running total (flow) or a value (level) as known on `date` */
	date_t date;
	bool has_sample;
	struct decimal value, sample;
};

struct series {
	struct point *items;
	uint32_t n, cap; /* a VEC, ascending by date, one point a date; release with series_free */
	date_t complete_to; /* a feed's last sure day, or DATE_NONE */
	/* First day of the hole in the rows of a flow that no later total heals, or DATE_NONE. */
	date_t gap_first;
	bool overflowed;      /* a sum did not fit: the series ends before it */
	date_t overflow_date; /* the day of that sum, or DATE_NONE */
};

/* These three overwrite *series. Rows need not be sorted; those that lie after a day never change
   what series_at says for that day, so a series serves every as-of date. */

/* Rows of a flow as running totals from the day before `start`: dated totals, and period rows that
   follow a known total without a gap. Rows that begin before `start` do not count. */
void series_flow(struct series *series, const struct reading_row *rows, uint32_t n, date_t start);
/* Rows of a level as values. */
void series_level(struct series *series, const struct reading_row *rows, uint32_t n);
/* Rows of a feed into a flow: what accrued on each date, summed; a day without rows is zero. Rows
   before `start` do not count. */
void series_feed_flow(struct series *series, const struct reading_row *rows, uint32_t n,
	date_t start, date_t complete_to);
void series_free(struct series *series);
/* The reading as of `day`: the last point on or before it. With complete_to: the last point on or
   before min(day, complete_to), and that day is its date. False if there is none. */
bool series_at(const struct series *series, date_t day, struct point *point);

/* ---- the expected curve ---- */
struct curve {
	date_t start_date;    /* of the start value: the day before S, or a later baseline's day */
	struct decimal start; /* B */
	struct point *points; /* increments, ascending; the last is the target on the target date */
	uint32_t n;
	bool step;
	/* Default split: point i of n stands at B + (T - B) * (i + 1) / n exactly; its `value` is
	   that to the nearest of at most 9 decimals. */
	bool equal_shares;
};
/* Default split of the days first..last, or of those after start_date if that is later: equal
   shares per fiscal quarter if they are whole fiscal quarters, else one straight line. Points come
   from `arena`. */
struct curve curve_default(struct arena *arena, const struct calendar *calendar, date_t first,
	date_t last, date_t start_date, struct decimal start, struct decimal target);
/* The exact value of point i. False on overflow. */
bool curve_point(const struct curve *curve, uint32_t i, struct ratio *value);
/* E on `day`: exact. Before the first point of a step curve: the start value. False on overflow. */
bool curve_at(const struct curve *curve, date_t day, struct ratio *value);

/* ---- judging ---- */
enum status {
	STATUS_NONE,
	STATUS_NOT_JUDGED,
	STATUS_UNKNOWN,
	STATUS_DONE,
	STATUS_MISSED,
	STATUS_ON_TRACK,
	STATUS_WATCH,
	STATUS_BEHIND,
};
const char *status_word(enum status status);   /* not_judged, on_track: conditions and exports */
const char *status_phrase(enum status status); /* "not judged yet", "on track": for people */
/* From 7 down: missed, behind, unknown, watch, on track, not judged yet, done; STATUS_NONE is 0. */
int status_badness(enum status status);
enum status status_worst(enum status a, enum status b);

enum goal_form { FORM_TARGET, FORM_AT_LEAST, FORM_AT_MOST, FORM_BETWEEN };

struct goal_input {
	enum goal_form form;
	bool flow;	       /* else level */
	date_t first, last;    /* S and the target date (or the goal's last day) */
	struct decimal target; /* T; for kept goals the bound */
	struct decimal upper;  /* FORM_BETWEEN: target .. upper */
	/* As the metric states; the direction of travel itself comes from B and T. */
	bool less_is_better, more_is_better;
	struct curve curve;	 /* unused for kept goals */
	bool curve_agreed;	 /* increments were stated */
	struct duration refresh; /* unit DURATION_NONE: not stated, never stale */
	bool has_minimum_sample;
	struct decimal minimum_sample;
	/* Most decimals used in the goal's own numbers, at least 1 unless money. */
	uint8_t decimals;
	const struct series *series;	/* goals with a target */
	const struct reading_row *rows; /* kept goals: the raw rows (periods matter) */
	uint32_t n_rows;
	/* Kept goals: the rows are a feed's, so a flow's dated row is what accrued on its day and a
	   day without rows is zero. Otherwise a flow's dated row is the running total from S. */
	bool from_feed;
	date_t complete_to; /* kept goals: the feed's, or DATE_NONE */
	const struct calendar *calendar;
	const struct track_settings *settings;
	date_t as_of;
};

struct figure { /* a figure that may have no value */
	bool has;
	struct ratio exact;
	struct decimal shown; /* rounded for print; percentages without the sign: 84.1 */
};

enum trend { TREND_NONE, TREND_RISING, TREND_LEVEL, TREND_FALLING };
const char *trend_word(enum trend trend); /* rising, level, falling; NULL: none */

struct goal_figures {
	enum status status;
	bool has_reading; /* the last one on or before the as-of date and the goal's last day */
	date_t reading_date;
	int32_t age; /* days from the reading to the as-of date */
	struct decimal actual;
	struct decimal actual_shown; /* as printed */
	bool has_sample, sample_too_small;
	struct decimal sample;
	date_t fresh_through; /* DATE_NONE: no reading or no refresh */
	bool stale; /* as of the day; after the goal's last day: too old to say how it ended */
	date_t first_due; /* when the first reading is due; DATE_NONE: no refresh */
	struct figure expected, attainment, progress, pace;
	/* gap.shown is the difference of expected.shown and actual_shown. */
	struct figure gap;
	/* The exact gap / |T - B|, for kept goals steps not met / steps due; a percentage. */
	struct figure gap_share;
	/* Per day, two decimals more than amounts, nearest: 166.67. Nothing is required any more
	   once the target is reached. */
	struct figure current_rate, required_rate;
	struct figure factor; /* one decimal, upwards */
	struct figure projection, run_rate;
	enum trend trend;
	int32_t elapsed, length, remaining; /* days, on the reading's date */
	/* Kept goals; `actual` is the last value of a level, the last step's sum of a flow. */
	uint32_t steps_met, steps_due;
	bool last_steps_met[2]; /* [0] the last due step, [1] the one before */
	uint8_t n_last_steps;	/* 0..2 */
	struct period step;	/* the kind of step (index and year unused), PERIOD_NONE if none */
	date_t step_last_first, step_last; /* the days of the last step that has a value */
	/* A target reached after its date; 0: not. */
	int32_t reached_late_days;
	bool overflowed; /* something did not fit; the figures concerned have no value */
};

/* Everything that is known of the goal as of input->as_of. Overwrites *figures. */
void goal_judge(const struct goal_input *input, struct goal_figures *figures);
/* The status alone, for those who ask for many days. */
enum status goal_status(const struct goal_input *input);

/* ---- dated work ---- */
enum item_state { ITEM_NONE, ITEM_DONE, ITEM_MISSED, ITEM_DUE };
struct item_figures {
	enum item_state state;
	/* Done late, or late as of the day, or by its forecast when that is later; 0 if not. */
	int32_t days_late;
};
/* A dated item: done on or before as_of: done; due before as_of and not done: missed; else due. */
struct item_figures item_judge(date_t due, date_t done, date_t forecast, date_t as_of);

#endif
