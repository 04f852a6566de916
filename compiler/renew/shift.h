/*
 * Where the days of one plan lie in the next: by the length of the plan's period later, on the
 * calendar. Pure; owns nothing.
 */
#ifndef COMPILER_RENEW_SHIFT_H
#define COMPILER_RENEW_SHIFT_H

#include "compiler/plan/plan.h"

struct shift {
	struct date_range from, to; /* the two plans' periods */
	int32_t months;		    /* of the calendar; 0: by days */
	int32_t days;		    /* where the fiscal year is made of weeks */
	struct period was, is;	    /* what the periods are called; kind PERIOD_NONE: nothing */
	const struct calendar *calendar; /* the plan's */
};

/* A plan of so many whole months is followed by one of as many; one of a fiscal year of weeks by
   that of the next fiscal year; any other by one a year later, or by as many months as it lasts if
   that is longer. False past the end of time. */
bool shift_make(struct shift *shift, const struct plan *plan);
/* The last day of a month stays the last of its month. DATE_NONE past the end of time. */
date_t shift_date(const struct shift *shift, date_t date);
/* The same, or the next workday where it was none of the last days of a month. */
date_t shift_workday(const struct shift *shift, date_t date);
/* The same day of the week, nearest to that date; what lay within the old period lies within the
   new. */
date_t shift_meeting(const struct shift *shift, date_t date);
/* Kind PERIOD_NONE where no single period is so much later: a week in half a year. */
struct period shift_period(const struct shift *shift, struct period period);
/* The text with the years of the old period, as in "plan 2026" and "fy26", made those of the new;
   in `arena`. */
struct str shift_years(const struct shift *shift, struct arena *arena, struct str text);
/* "2026", "2026_h1", "fy2026": what names call the period; the year of its last day if the period
   has no name. In `arena`. */
struct str shift_label(struct arena *arena, struct period period, struct date_range days);

#endif
