/*
 * Writes iCalendar, RFC 5545: lines folded at 75 octets and never within a character, CRLF, texts
 * escaped, what no calendar can hold left out. Appends to a buffer of the caller's; which
 * properties belong together is the caller's business.
 */
#ifndef COMPILER_EMIT_ICS_WRITE_H
#define COMPILER_EMIT_ICS_WRITE_H

#include "runtime/base/out.h"
#include "runtime/values/zone.h"

struct ics_writer {
	struct out *out;
	struct out line; /* being put together */
};

struct ics_writer ics_writer_make(struct out *out);
void ics_writer_free(struct ics_writer *ics);

/* BEGIN:VEVENT and END:VEVENT */
void ics_begin(struct ics_writer *ics, const char *component);
void ics_end(struct ics_writer *ics, const char *component);
/* NAME:value, where the value is right as it stands. */
void ics_value(struct ics_writer *ics, const char *name, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
/* NAME:text, the text escaped; line breaks stay. */
void ics_text(struct ics_writer *ics, const char *name, struct str text);
/* NAME;VALUE=DATE:20260515 */
void ics_day(struct ics_writer *ics, const char *name, date_t date);
/* NAME;parameter;CN="somebody":mailto:address */
void ics_person(struct ics_writer *ics, const char *name, const char *parameters, struct str called,
	struct str address);
/* Can stand behind `mailto:` as it is: one @, no blanks, quotes or controls. */
bool ics_is_address(struct str text);
/* The clocks of a zone from the year on. */
void ics_zone(struct ics_writer *ics, const struct zone *zone, int year);

#endif
