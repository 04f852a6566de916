/*
 * A plan's calendar: fiscal years by months or by weeks, workdays, holidays; and periods, which it
 * turns into days. Pure; owns nothing. Week periods are ISO weeks whatever the calendar.
 */
#ifndef RUNTIME_VALUES_CALENDAR_H
#define RUNTIME_VALUES_CALENDAR_H

#include "runtime/values/date.h"

enum calendar_pattern { PATTERN_MONTHS, PATTERN_445, PATTERN_454, PATTERN_544 };

struct calendar {
	uint8_t start_month; /* 1..12 */
	enum calendar_pattern pattern;
	bool year_end_last;  /* weeks: last week that ends in the month before; otherwise nearest */
	bool named_by_start; /* year_named: start */
	enum weekday week_starts;
	uint8_t workdays;	/* bit n is weekday n */
	const date_t *holidays; /* ascending, without doubles */
	uint32_t n_holidays;
};

/* January, months, Monday to Friday, no holidays. */
struct calendar calendar_default(void);

enum period_kind {
	PERIOD_NONE,
	PERIOD_YEAR,	       /* 2026 */
	PERIOD_HALF,	       /* 2026-H1 */
	PERIOD_QUARTER,	       /* 2026-Q2 */
	PERIOD_MONTH,	       /* 2026-03 */
	PERIOD_WEEK,	       /* 2026-W07 */
	PERIOD_FISCAL_YEAR,    /* FY2026 */
	PERIOD_FISCAL_HALF,    /* FY2026-H1 */
	PERIOD_FISCAL_QUARTER, /* FY2026-Q2 */
	PERIOD_FISCAL_MONTH,   /* FY2026-P07 */
};

struct period {
	uint8_t kind;
	uint8_t index; /* 1-based; 0 for a year */
	int16_t year;  /* 1..9999 */
};

/* Reads any spelling above; kind PERIOD_NONE if it is none or its number is out of range (month 13,
   Q5, W54). */
struct period period_parse(struct str text);
void period_print(struct out *out, struct period period);
/* First and last day; first DATE_NONE if there is no such period (2025-W53, as that year has 52
   weeks) or part of it lies past the ends of time. */
struct date_range period_days(const struct calendar *calendar, struct period period);
/* The fiscal year, half, quarter or period (PERIOD_FISCAL_*) that holds the day. Kind PERIOD_NONE
   where period_days has no days for it: only near the ends of time. */
struct period calendar_fiscal(const struct calendar *calendar, enum period_kind kind, date_t date);
/* The period of the same kind that follows; kind PERIOD_NONE past the end of time. */
struct period period_next(const struct calendar *calendar, struct period period);
/* Days of a fiscal year: 364 or 371 for week patterns, 365 or 366 for months. */
int calendar_year_days(const struct calendar *calendar, int fiscal_year);

bool calendar_is_workday(const struct calendar *calendar, date_t date);
/* The day itself, or the next one that is a workday in all n calendars (at most 3 years ahead, else
   DATE_NONE). Without a calendar every day is a workday; this holds below as well. */
date_t calendar_next_workday(const struct calendar *const *calendars, uint32_t n, date_t date);
/* The n-th workday after `date` on which all calendars work, for negative n the -n-th before it;
   `date` itself for n = 0. DATE_NONE past the ends of time or if they have no workday in common.
   Fast for any n. */
date_t calendar_add_workdays(
	const struct calendar *const *calendars, uint32_t n_calendars, date_t date, int64_t n);

#endif
