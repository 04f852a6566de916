/*
 * Time zones: what their clocks show in a year, by the rules now in force. The rules come from the
 * tz database of the machine that built the program, so that no output depends on where it runs;
 * earlier rules of a zone are not known. Owns nothing.
 */
#ifndef RUNTIME_VALUES_ZONE_H
#define RUNTIME_VALUES_ZONE_H

#include "runtime/values/date.h"

/* A day of each year: the n-th of a weekday of a month, 5: the last; the clocks are changed
   `seconds` after the beginning of that day, which may lie on another day. */
struct zone_change {
	int8_t month, nth;
	int8_t weekday;	 /* enum weekday */
	int32_t seconds; /* by the clocks before the change */
};

struct zone {
	struct str name;	  /* "Europe/Berlin" */
	int32_t standard, summer; /* seconds ahead of UTC; equal if the clocks are never changed */
	struct str standard_name, summer_name; /* "CET" */
	struct zone_change to_summer, to_standard;
};

/* The zone of that name in the tz database, letter for letter; false if there is none. */
bool zone_find(struct str name, struct zone *zone);
/* All names, in byte order. */
extern const uint32_t zones_n;
struct str zone_name(uint32_t i);

/* A rule as POSIX writes them in TZ, such as "CET-1CEST,M3.5.0,M10.5.0/3"; texts in `zone` point
   into it. False for what is none, or for days of the year instead of weekdays. */
bool zone_parse(struct str rule, struct zone *zone);
/* The day and the second of it, by the clocks before, at which the clocks are changed in a year.
   DATE_NONE outside of time. */
date_t zone_changes_on(struct zone_change change, int year, int32_t *seconds);
/* Seconds ahead of UTC at a time of that day by the zone's clocks; what the clocks skip or show
   twice is taken as before the change. */
int32_t zone_offset(const struct zone *zone, date_t date, int32_t seconds);

#endif
