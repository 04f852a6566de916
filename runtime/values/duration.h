/*
 * Lengths of time as a plan writes them: a number and a unit. Days and longer units can be added to
 * a date; hours and minutes compare only among themselves; business hours only with business hours.
 */
#ifndef RUNTIME_VALUES_DURATION_H
#define RUNTIME_VALUES_DURATION_H

#include "runtime/values/calendar.h"
#include "runtime/values/decimal.h"

enum duration_unit {
	DURATION_NONE,
	DURATION_MINUTE,
	DURATION_HOUR,
	DURATION_DAY,
	DURATION_WEEK,
	DURATION_MONTH,
	DURATION_QUARTER,
	DURATION_YEAR,
	DURATION_BUSINESS_HOUR,
	DURATION_BUSINESS_DAY,
};

struct duration {
	struct decimal n;
	enum duration_unit unit; /* DURATION_NONE: absent */
};

/* Singular or plural spelling ("day", "days", "business_days"); DURATION_NONE if it is none. */
enum duration_unit duration_unit_parse(struct str word);
/* "day" or "days"; "" for DURATION_NONE. */
const char *duration_unit_name(enum duration_unit unit, bool plural);
/* "2 weeks", "1 day", "1,000 days": as in source text. The unit must not be DURATION_NONE. */
void duration_print(struct out *out, struct duration a);
/* date + duration for whole numbers, also negative, of days, weeks, months, quarters, years and
   business days (on `calendars`). DATE_NONE if the unit is shorter than a day, the number is not
   whole, or the date leaves the calendar. */
date_t duration_add(struct duration a, date_t date, const struct calendar *const *calendars,
	uint32_t n_calendars);
/* Longest number of days for detection latency and comparisons of length: month 31, quarter 92,
   year 366, week 7, n business days n + 2 * ceil(n / 5); hours and minutes round up to days, so
   that up to 24 hours are 1. 0 if n is not positive, at most DATE_MAX; -1 for business hours or
   none. */
int64_t duration_days_at_most(struct duration a);

#endif
