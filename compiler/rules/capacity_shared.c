#include "compiler/rules/capacity_shared.h"

#include <stdlib.h>

enum { WEEK_DAYS = 5, MONTH_DAYS = 20, QUARTER_DAYS = 60, YEAR_DAYS = 240 };

/* ---- durations as work ---- */

/* Minutes of work in one of a unit; 0 for none. */
static int64_t minutes_in(enum duration_unit unit)
{
	int64_t day = WORKDAY_HOURS * 60;
	switch (unit) {
	case DURATION_MINUTE:
		return 1;
	case DURATION_HOUR:
	case DURATION_BUSINESS_HOUR:
		return 60;
	case DURATION_DAY:
	case DURATION_BUSINESS_DAY:
		return day;
	case DURATION_WEEK:
		return day * WEEK_DAYS;
	case DURATION_MONTH:
		return day * MONTH_DAYS;
	case DURATION_QUARTER:
		return day * QUARTER_DAYS;
	case DURATION_YEAR:
		return day * YEAR_DAYS;
	case DURATION_NONE:
		break;
	}
	return 0;
}

bool work_hours(struct duration effort, struct ratio *hours)
{
	int64_t minutes = minutes_in(effort.unit);
	return minutes && ratio_multiply(ratio_of(effort.n), ratio_make(minutes, 60), hours);
}

/* Hours on each workday of somebody with so much time per duration. */
static bool hours_a_workday(const struct person_block *person, struct ratio *hours)
{
	struct ratio own, per;
	return work_hours(person->capacity.value, &own) && work_hours(person->capacity.per, &per) &&
	       ratio_sign(per) > 0 && ratio_divide(own, per, hours) &&
	       ratio_multiply(*hours, ratio_make(WORKDAY_HOURS, 1), hours);
}

/* ---- workdays ---- */

static uint32_t first_holiday_from(const struct calendar *calendar, date_t date)
{
	uint32_t low = 0, high = calendar->n_holidays;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (calendar->holidays[middle] < date)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

int64_t workdays_in(const struct calendar *calendar, struct date_range range)
{
	int64_t n = 0, days = rules_length(range);
	for (int weekday = 0; weekday < 7; weekday++)
		n += days / 7 * (calendar->workdays >> weekday & 1);
	for (int64_t i = 0; i < days % 7; i++)
		n += calendar->workdays >> date_weekday(range.first + (date_t)i) & 1;
	for (uint32_t i = first_holiday_from(calendar, range.first);
		i < calendar->n_holidays && calendar->holidays[i] <= range.last; i++)
		n -= calendar->workdays >> date_weekday(calendar->holidays[i]) & 1;
	return n;
}

/* ---- people ---- */

static int compare_ranges(const void *left, const void *right)
{
	const struct date_range *a = left, *b = right;
	return a->first < b->first ? -1 : a->first > b->first;
}

/* Workdays within the range on which the person is away, each once. */
static int64_t days_away(const struct rule_check *check, const struct person_block *person,
	const struct calendar *calendar, struct date_range range)
{
	uint32_t n = person->away.n;
	struct date_range *away = arena_array(&check->sink->arena, struct date_range, n);
	date_t through = range.first - 1;
	int64_t days = 0;
	for (uint32_t i = 0; i < n; i++)
		away[i] = person->away.items[i];
	if (n)
		qsort(away, n, sizeof *away, compare_ranges);
	for (uint32_t i = 0; i < n; i++) {
		struct date_range part = rules_overlap(away[i], range);
		if (part.first && part.first <= through)
			part.first = through + 1;
		if (!part.first || part.first > part.last)
			continue;
		days += workdays_in(calendar, part);
		through = part.last;
	}
	return days;
}

struct roster {
	const struct rule_check *check;
	struct map places; /* person -> place in items, + 1 */
	struct working *items;
	uint32_t n;
};

static bool add_days(
	struct roster *roster, const struct person_block *person, struct date_range range)
{
	const struct calendar *calendar = party_calendar(roster->check->plan, person_party(person));
	struct ratio hours;
	if (!hours_a_workday(person, &hours))
		return false;
	uint32_t *place = map_put(&roster->places, rules_key(&person->block), NULL);
	if (!*place) {
		roster->items[roster->n++] = (struct working){person, {0, 1}};
		*place = roster->n;
	}
	if (!range.first)
		return true;
	int64_t days =
		workdays_in(calendar, range) - days_away(roster->check, person, calendar, range);
	struct working *working = &roster->items[*place - 1];
	return ratio_multiply(hours, ratio_make(days, 1), &hours) &&
	       ratio_add(working->hours, hours, &working->hours);
}

static bool fill(
	struct roster *roster, struct owners owners, struct date_range window, struct team team)
{
	for (uint32_t i = 0; i < team.n; i++) {
		const struct person_block *person = block_as_person(team.items[i].block);
		bool is_known =
			person && map_get(&roster->places, rules_key(&person->block)) != NULL;
		if (!person || (!is_known && !add_days(roster, person, window)))
			return false;
	}
	uint32_t n_team = roster->n;
	for (uint32_t i = 0; i < owners.n; i++) {
		const struct person_block *person = block_as_person(owners.items[i].value.block);
		struct date_range days = rules_overlap(rules_owner_days(&owners.items[i]), window);
		if (!person)
			return false;
		const uint32_t *place = map_get(&roster->places, rules_key(&person->block));
		bool is_in_team = place && *place <= n_team;
		if (!is_in_team && !add_days(roster, person, days))
			return false;
	}
	return roster->n > 0;
}

bool capacity_find(const struct rule_check *check, const struct block *block,
	struct date_range window, struct team team, struct working **people, uint32_t *n)
{
	struct owners owners = block_owners(block);
	struct roster roster = {.check = check,
		.items = arena_array(&check->sink->arena, struct working, team.n + owners.n)};
	bool is_known = owners.n && rules_has_all(check, owners.from, "owner", owners.n) &&
			rules_has_all(check, block, "team", team.n) &&
			fill(&roster, owners, window, team);
	*people = roster.items;
	*n = roster.n;
	map_free(&roster.places);
	return is_known;
}
