/*
 * Working time: how many hours an effort takes, and how many hours people have in a window. A day
 * of work is 8 hours, a week 5 days, a month 20. Owns nothing; results lie in the sink's arena.
 */
#ifndef COMPILER_RULES_CAPACITY_SHARED_H
#define COMPILER_RULES_CAPACITY_SHARED_H

#include "compiler/rules/rules_shared.h"

enum { WORKDAY_HOURS = 8 };

struct team {
	const struct ref *items;
	uint32_t n;
};

struct working {
	const struct person_block *person;
	struct ratio hours; /* in the window, less what they are away */
};

/* Hours of work in a duration; false if it is none. */
bool work_hours(struct duration effort, struct ratio *hours);
/* Workdays of the calendar in the range, both ends included. */
int64_t workdays_in(const struct calendar *calendar, struct date_range range);
/* Owners (each in their own days of the window) and team (in all of it), everybody once. False if
   one of them states no capacity or could not be read, or there is nobody. */
bool capacity_find(const struct rule_check *check, const struct block *block,
	struct date_range window, struct team team, struct working **people, uint32_t *n);

#endif
