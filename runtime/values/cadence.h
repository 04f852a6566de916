/*
 * When a review meets: `every: N unit on weekday from D1 until D2` turned into days. Every date is
 * computed from the first one, so nothing drifts. A review's list of dates is never moved and does
 * not come here.
 */
#ifndef RUNTIME_VALUES_CADENCE_H
#define RUNTIME_VALUES_CADENCE_H

#include "runtime/base/vec.h"
#include "runtime/values/duration.h"

enum { CADENCE_SESSIONS_MAX = 10000 };

struct cadence {
	uint32_t n;		 /* 1 or more */
	enum duration_unit unit; /* day, week, month, quarter, year; DURATION_NONE: absent */
	int8_t weekday;		 /* 0..6, or -1: not stated */
	date_t from, until;	 /* both included */
};

struct session_day {
	date_t planned; /* as the cadence says */
	date_t held;	/* moved to the next workday where needed */
};

struct session_days {
	struct session_day *items;
	uint32_t n, cap; /* a VEC: release with vec_free */
};

/* Appends the sessions in order. `calendar` is the plan's (fiscal periods in a week pattern); a
   session is moved to a day that all `workday_calendars` work on, or stays where it is if there is
   none within 3 years. Two sessions on one day become one, planned on the later day. At most
   CADENCE_SESSIONS_MAX; none if n is 0, `from` is DATE_NONE or the unit is not a day, week, month,
   quarter or year. */
void cadence_expand(const struct cadence *cadence, const struct calendar *calendar,
	const struct calendar *const *workday_calendars, uint32_t n_calendars,
	struct session_days *days);

#endif
