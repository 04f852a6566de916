#include "runtime/values/zone.h"

#include <ctype.h>
#include <string.h>

/* Arrays, so that nothing has to be put in place at the start. */
static const struct named_rule {
	char name[36], rule[64];
} rules[] = {
#define X(name, rule) {name, rule},
#include "build/gen/zones.def"
#undef X
};
const uint32_t zones_n = sizeof rules / sizeof *rules;

struct str zone_name(uint32_t i)
{
	return str_from(rules[i].name);
}

bool zone_find(struct str name, struct zone *zone)
{
	uint32_t low = 0, high = zones_n;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		int order = str_compare(str_from(rules[middle].name), name);
		if (order == 0) {
			bool is_known = zone_parse(str_from(rules[middle].rule), zone);
			zone->name = str_from(rules[middle].name);
			return is_known;
		}
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return false;
}

/* ---- reading a rule ---- */

struct reader {
	struct str rest;
	bool failed;
};

static bool next_is(const struct reader *reader, char c)
{
	return reader->rest.len && reader->rest.ptr[0] == c;
}

static void skip(struct reader *reader, size_t n)
{
	reader->rest = str_slice(reader->rest, n, reader->rest.len);
}

static bool take(struct reader *reader, char c)
{
	bool is_there = next_is(reader, c);
	if (is_there)
		skip(reader, 1);
	return is_there;
}

static int32_t take_number(struct reader *reader, int32_t least, int32_t most)
{
	int32_t n = 0;
	size_t len = 0;
	while (len < reader->rest.len && len < 3 && isdigit((unsigned char)reader->rest.ptr[len]))
		n = n * 10 + (reader->rest.ptr[len++] - '0');
	if (!len || n < least || n > most)
		reader->failed = true;
	skip(reader, len);
	return n;
}

/* Letters, or anything between < and >. */
static struct str take_name(struct reader *reader)
{
	bool quoted = take(reader, '<');
	size_t len = 0;
	while (len < reader->rest.len && (quoted ? reader->rest.ptr[len] != '>'
						 : isalpha((unsigned char)reader->rest.ptr[len])))
		len++;
	struct str name = str_slice(reader->rest, 0, len);
	skip(reader, len);
	if (!len || (quoted && !take(reader, '>')))
		reader->failed = true;
	return name;
}

/* [+-]hours[:minutes[:seconds]] */
static int32_t take_time(struct reader *reader)
{
	bool negative = take(reader, '-');
	if (!negative)
		take(reader, '+');
	int32_t seconds = take_number(reader, 0, 167) * 3600;
	if (take(reader, ':'))
		seconds += take_number(reader, 0, 59) * 60;
	if (take(reader, ':'))
		seconds += take_number(reader, 0, 59);
	return negative ? -seconds : seconds;
}

/* ,Mmonth.nth.weekday[/time]; weeks begin on Sunday. */
static struct zone_change take_change(struct reader *reader)
{
	struct zone_change change = {.seconds = 2 * 3600};
	if (!take(reader, ',') || !take(reader, 'M'))
		reader->failed = true;
	change.month = (int8_t)take_number(reader, 1, 12);
	if (!take(reader, '.'))
		reader->failed = true;
	change.nth = (int8_t)take_number(reader, 1, 5);
	if (!take(reader, '.'))
		reader->failed = true;
	change.weekday = (int8_t)((take_number(reader, 0, 6) + 6) % 7);
	if (take(reader, '/'))
		change.seconds = take_time(reader);
	return change;
}

bool zone_parse(struct str rule, struct zone *zone)
{
	struct reader reader = {rule, false};
	*zone = (struct zone){0};
	zone->standard_name = zone->summer_name = take_name(&reader);
	zone->standard = zone->summer = -take_time(&reader); /* POSIX counts to the west */
	if (reader.rest.len && !reader.failed) {
		zone->summer_name = take_name(&reader);
		zone->summer = next_is(&reader, ',') ? zone->standard + 3600 : -take_time(&reader);
		zone->to_summer = take_change(&reader);
		zone->to_standard = take_change(&reader);
	}
	return !reader.failed && !reader.rest.len;
}

/* ---- what the clocks show ---- */

static int64_t floor_divide(int64_t a, int64_t b)
{
	return a / b - (a % b < 0);
}

enum { DAY_SECONDS = 24 * 3600 };

date_t zone_changes_on(struct zone_change change, int year, int32_t *seconds)
{
	date_t first = date_make(year, change.month, 1);
	if (!first)
		return DATE_NONE;
	int32_t day = (change.weekday - (int32_t)date_weekday(first) + 7) % 7;
	day += 7 * (change.nth - 1);
	if (day >= date_days_in_month(year, change.month))
		day -= 7;
	int64_t days = floor_divide(change.seconds, DAY_SECONDS);
	*seconds = (int32_t)(change.seconds - days * DAY_SECONDS);
	return date_add(first, day + days);
}

static bool is_at_or_after(date_t date, int32_t seconds, struct zone_change change, int year)
{
	int32_t at;
	date_t day = zone_changes_on(change, year, &at);
	return day && (date > day || (date == day && seconds >= at));
}

int32_t zone_offset(const struct zone *zone, date_t date, int32_t seconds)
{
	int year = date_civil(date).year;
	if (zone->standard == zone->summer)
		return zone->standard;
	bool summer = is_at_or_after(date, seconds, zone->to_summer, year);
	bool standard = is_at_or_after(date, seconds, zone->to_standard, year);
	bool north = zone->to_summer.month < zone->to_standard.month;
	return (north ? summer && !standard : summer || !standard) ? zone->summer : zone->standard;
}
