#include "compiler/emit/ics/write.h"

#include "runtime/base/utf8.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

enum { OCTETS_MAX = 75 };

struct ics_writer ics_writer_make(struct out *out)
{
	return (struct ics_writer){.out = out};
}

void ics_writer_free(struct ics_writer *ics)
{
	out_free(&ics->line);
}

/* ---- lines ---- */

static bool goes_on(char c)
{
	return ((unsigned char)c & 0xc0) == 0x80;
}

/* A continued line begins with a blank, which counts. */
static void end_line(struct ics_writer *ics)
{
	struct str line = out_view(&ics->line);
	size_t room = OCTETS_MAX;
	while (line.len > room) {
		size_t take = room;
		while (take > 1 && goes_on(line.ptr[take]))
			take--;
		out_str(ics->out, str_slice(line, 0, take));
		out_text(ics->out, "\r\n ");
		line = str_slice(line, take, line.len);
		room = OCTETS_MAX - 1;
	}
	out_str(ics->out, line);
	out_text(ics->out, "\r\n");
	ics->line.len = 0;
}

void ics_value(struct ics_writer *ics, const char *name, const char *format, ...)
{
	va_list args;
	out_printf(&ics->line, "%s:", name);
	va_start(args, format);
	out_vprintf(&ics->line, format, args);
	va_end(args);
	end_line(ics);
}

void ics_begin(struct ics_writer *ics, const char *component)
{
	ics_value(ics, "BEGIN", "%s", component);
}

void ics_end(struct ics_writer *ics, const char *component)
{
	ics_value(ics, "END", "%s", component);
}

/* ---- texts ---- */

static void put_escaped(struct out *out, struct str text)
{
	struct out clean = {0};
	utf8_out(&clean, text);
	for (size_t i = 0; i < clean.len; i++) {
		char c = clean.data[i];
		if (c == '\n')
			out_text(out, "\\n");
		else if (c == '\\' || c == ';' || c == ',')
			out_printf(out, "\\%c", c);
		else if (c != '\r')
			out_char(out, c == '\t' ? ' ' : c);
	}
	out_free(&clean);
}

void ics_text(struct ics_writer *ics, const char *name, struct str text)
{
	out_printf(&ics->line, "%s:", name);
	put_escaped(&ics->line, text);
	end_line(ics);
}

void ics_day(struct ics_writer *ics, const char *name, date_t date)
{
	struct civil civil = date_civil(date);
	out_printf(
		&ics->line, "%s;VALUE=DATE:%04d%02d%02d", name, civil.year, civil.month, civil.day);
	end_line(ics);
}

/* A parameter in quotes has no escapes: quotes become others. */
static void put_parameter(struct out *out, struct str text)
{
	struct out clean = {0};
	utf8_out(&clean, text);
	for (size_t i = 0; i < clean.len; i++) {
		char c = clean.data[i];
		if (c == '"')
			c = '\'';
		else if ((unsigned char)c < ' ')
			c = ' ';
		out_char(out, c);
	}
	out_free(&clean);
}

bool ics_is_address(struct str text)
{
	size_t n_at = 0;
	for (size_t i = 0; i < text.len; i++) {
		unsigned char c = (unsigned char)text.ptr[i];
		if (c <= ' ' || c >= 0x7f || strchr("\"<>()[]\\,;:", c))
			return false;
		n_at += c == '@';
	}
	return n_at == 1 && text.ptr[0] != '@' && text.ptr[text.len - 1] != '@';
}

void ics_person(struct ics_writer *ics, const char *name, const char *parameters, struct str called,
	struct str address)
{
	out_printf(&ics->line, "%s%s;CN=\"", name, parameters);
	put_parameter(&ics->line, called);
	out_printf(&ics->line, "\":mailto:%.*s", STR_ARGS(address));
	end_line(ics);
}

/* ---- zones ---- */

static void put_offset(struct ics_writer *ics, const char *name, int32_t seconds)
{
	int32_t minutes = abs(seconds) / 60;
	ics_value(ics, name, "%c%02d%02d", seconds < 0 ? '-' : '+', minutes / 60, minutes % 60);
}

/* The rule names a day by its weekday and the days of the month among which it lies, because the
   change itself may come a day or two after the n-th weekday. */
static void put_rule(struct ics_writer *ics, struct zone_change change, date_t first)
{
	static const char *const weekdays[] = {"MO", "TU", "WE", "TH", "FR", "SA", "SU"};
	int32_t days = (change.seconds - (change.seconds < 0 ? 86399 : 0)) / 86400;
	int month = change.month;
	int last = change.nth == 5 ? date_days_in_month(2001, month) : 7 * change.nth;
	out_printf(&ics->line, "RRULE:FREQ=YEARLY;BYMONTH=%d", month);
	if (days == 0 && change.nth == 5) {
		out_printf(&ics->line, ";BYDAY=-1%s", weekdays[change.weekday]);
	} else if (days == 0) {
		out_printf(&ics->line, ";BYDAY=%d%s", change.nth, weekdays[change.weekday]);
	} else {
		out_text(&ics->line, ";BYMONTHDAY=");
		for (int day = last - 6; day <= last; day++)
			out_printf(&ics->line, "%s%d", day > last - 6 ? "," : "", day + days);
		out_printf(&ics->line, ";BYDAY=%s", weekdays[date_weekday(first)]);
	}
	end_line(ics);
}

static void put_clocks(struct ics_writer *ics, const char *component, struct zone_change change,
	int year, int32_t from, int32_t to, struct str name)
{
	int32_t seconds = 0;
	date_t first = change.month ? zone_changes_on(change, year, &seconds) : DATE_NONE;
	struct civil civil = first ? date_civil(first) : (struct civil){1970, 1, 1};
	ics_begin(ics, component);
	ics_value(ics, "DTSTART", "%04d%02d%02dT%02d%02d%02d", civil.year, civil.month, civil.day,
		seconds / 3600, seconds / 60 % 60, seconds % 60);
	if (first)
		put_rule(ics, change, first);
	put_offset(ics, "TZOFFSETFROM", from);
	put_offset(ics, "TZOFFSETTO", to);
	ics_value(ics, "TZNAME", "%.*s", STR_ARGS(name));
	ics_end(ics, component);
}

void ics_zone(struct ics_writer *ics, const struct zone *zone, int year)
{
	ics_begin(ics, "VTIMEZONE");
	ics_value(ics, "TZID", "%.*s", STR_ARGS(zone->name));
	put_clocks(ics, "STANDARD", zone->to_standard, year, zone->summer, zone->standard,
		zone->standard_name);
	if (zone->summer != zone->standard)
		put_clocks(ics, "DAYLIGHT", zone->to_summer, year, zone->standard, zone->summer,
			zone->summer_name);
	ics_end(ics, "VTIMEZONE");
}
