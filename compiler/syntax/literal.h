/*
 * What a literal's spelling means, and what to say about one that means nothing.
 */
#ifndef COMPILER_SYNTAX_LITERAL_H
#define COMPILER_SYNTAX_LITERAL_H

#include "compiler/diag/finding.h"

bool literal_is_digits(struct str text); /* at least one, and nothing else */
/* Reports the text of a literal that is no number, date, period or time, with the spelling to
 * write. */
void literal_report(struct sink *sink, struct span span, struct str text);
/* The same for what stands before a row's colon. */
void literal_report_row(struct sink *sink, struct span span, struct str text);
/* Reports a date, period or time of the right shape that does not exist; true if it exists. */
bool literal_check_date(struct sink *sink, struct span span, struct str text);
bool literal_check_period(struct sink *sink, struct span span, struct str text);
bool literal_check_time(struct sink *sink, struct span span, struct str text);
/* Numbers and percentages: more than 9 decimals, or too large. */
bool literal_check_number(struct sink *sink, struct span span, struct str text);
/* The text of a TEXT token (quotes included) with its escapes resolved, or of a PROSE token without
   its common indentation. Reports unknown escapes if `sink` is given. */
struct str literal_text(struct arena *arena, struct sink *sink, struct span span, struct str token);
struct str literal_prose(struct arena *arena, struct str token);

#endif
