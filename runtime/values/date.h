/*
 * Civil dates of the proleptic Gregorian calendar, years 1 to 9999, as a day number: 0001-01-01
 * is 1. 0 is no date. No clock, no time zone.
 */
#ifndef RUNTIME_VALUES_DATE_H
#define RUNTIME_VALUES_DATE_H

#include "runtime/base/out.h"
#include "runtime/base/str.h"
#include <stdbool.h>
#include <stdint.h>

typedef int32_t date_t;

enum { DATE_NONE = 0, DATE_MIN = 1, DATE_MAX = 3652059 /* 9999-12-31 */ };

enum weekday { MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY };

struct civil {
	int year, month, day; /* month 1..12, day 1..31 */
};

/* Both ends belong to it; first DATE_NONE means absent. */
struct date_range {
	date_t first, last;
};

int date_days_in_month(int year, int month);
/* DATE_NONE if there is no such day. */
date_t date_make(int year, int month, int day);
struct civil date_civil(date_t date);
enum weekday date_weekday(date_t date);
/* n days later; DATE_NONE past the ends of time and for DATE_NONE. */
date_t date_add(date_t date, int64_t days);
/* The same day n months later; a day the month lacks becomes its last day. DATE_NONE past the ends
   of time and for DATE_NONE. */
date_t date_add_months(date_t date, int64_t months);
/* Exactly YYYY-MM-DD; DATE_NONE for anything else or a day that does not exist. */
date_t date_parse(struct str text);
void date_print(struct out *out, date_t date);
/* "2026-03-31" and a NUL; "none" for what is no day of the calendar, so that a report about a
   broken date can be printed. */
struct date_text {
	char text[12];
};
struct date_text date_text(date_t date);
bool date_range_has(struct date_range range, date_t date);

#endif
