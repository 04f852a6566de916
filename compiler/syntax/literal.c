#include "compiler/syntax/literal.h"

#include "runtime/base/out.h"
#include "runtime/base/utf8.h"
#include "runtime/values/calendar.h"
#include "runtime/values/decimal.h"
#include <ctype.h>
#include <stdio.h>
#include <string.h>

bool literal_is_digits(struct str text)
{
	for (size_t i = 0; i < text.len; i++)
		if (!isdigit((unsigned char)text.ptr[i]))
			return false;
	return text.len > 0;
}

bool literal_check_date(struct sink *sink, struct span span, struct str text)
{
	if (date_parse(text))
		return true;
	int year = 0, month = 0;
	for (int i = 0; i < 4; i++)
		year = year * 10 + text.ptr[i] - '0';
	month = (text.ptr[5] - '0') * 10 + text.ptr[6] - '0';
	struct finding *finding = finding_new(
		sink, &finding_syntax_bad_date, span, "there is no day %.*s", STR_ARGS(text));
	struct str swapped = str_format(
		&sink->arena, "%.*s-%.*s-%.*s", 4, text.ptr, 2, text.ptr + 8, 2, text.ptr + 5);
	if (month > 12 && date_parse(swapped)) {
		finding_help(sink, finding, "a date is written year-month-day: `%.*s`",
			STR_ARGS(swapped));
		finding_edit(sink, finding, span, swapped, false);
	} else if (year >= 1 && month >= 1 && month <= 12 && text.ptr[8] <= '3')
		finding_help(sink, finding, "the last day of that month is %.*s%02d", 8, text.ptr,
			date_days_in_month(year, month));
	return false;
}

bool literal_check_period(struct sink *sink, struct span span, struct str text)
{
	if (period_parse(text).kind)
		return true;
	/* A thirteenth period is spelt right: it is the calendar that does not have it. */
	if (text.len == 10 && str_starts(text, "FY") && text.ptr[7] == 'P' &&
		isdigit((unsigned char)text.ptr[8]) && isdigit((unsigned char)text.ptr[9]) &&
		memcmp(text.ptr + 8, "12", 2) > 0) {
		struct finding *finding = finding_new(sink, &finding_type_period, span,
			"the plan's calendar has no period %.*s", STR_ARGS(text));
		finding_help(sink, finding, "fiscal years have 12 periods, up to `%.*sP12`", 7,
			text.ptr);
		return false;
	}
	struct finding *finding = finding_new(
		sink, &finding_syntax_bad_date, span, "there is no period %.*s", STR_ARGS(text));
	finding_help(sink, finding,
		"periods are written 2026-Q2, 2026-H1, 2026-03, 2026-W07, FY2026, FY2026-Q2, "
		"FY2026-P07");
	return false;
}

bool literal_check_time(struct sink *sink, struct span span, struct str text)
{
	int hour = 0;
	size_t i = 0;
	for (; text.ptr[i] != ':'; i++)
		hour = hour * 10 + text.ptr[i] - '0';
	if (hour <= 23 && text.ptr[i + 1] <= '5')
		return true;
	struct finding *finding = finding_new(
		sink, &finding_syntax_bad_date, span, "there is no time %.*s", STR_ARGS(text));
	finding_help(sink, finding, "hours go from 00 to 23, minutes from 00 to 59");
	return false;
}

static struct str without_percent(struct str text)
{
	return str_ends(text, "%") ? str_slice(text, 0, text.len - 1) : text;
}

bool literal_check_number(struct sink *sink, struct span span, struct str text)
{
	struct decimal ignored;
	switch (decimal_parse(without_percent(text), &ignored)) {
	case DECIMAL_OK:
		return true;
	case DECIMAL_TOO_PRECISE:
		finding_new(
			sink, &finding_syntax_bad_number, span, "a number has at most 9 decimals");
		return false;
	case DECIMAL_TOO_LARGE:
		finding_new(sink, &finding_syntax_bad_number, span,
			"this number is too large: a number has at most 18 digits");
		return false;
	case DECIMAL_MALFORMED:
	case DECIMAL_GROUPING:
		break;
	}
	literal_report(sink, span, text);
	return false;
}

/* The numbers between the separators, at most three: 31/03/2026 -> 31, 3, 2026. */
struct pieces {
	int values[4];
	size_t lens[4];
	int n;
	bool only_digits;
};

static struct pieces split(struct str text, const char *separators)
{
	struct pieces pieces = {.only_digits = true};
	size_t i = 0;
	while (i < text.len && pieces.n < 4) {
		size_t from = i;
		int value = 0;
		while (i < text.len && isdigit((unsigned char)text.ptr[i]) && i - from < 8)
			value = value * 10 + text.ptr[i++] - '0';
		pieces.values[pieces.n] = value;
		pieces.lens[pieces.n++] = i - from;
		if (i < text.len && (i == from || !strchr(separators, text.ptr[i]))) {
			pieces.only_digits = false;
			return pieces;
		}
		i++;
	}
	pieces.only_digits = i >= text.len;
	return pieces;
}

/* A date in another order or with other separators; false if it can be none. */
static bool report_date(struct sink *sink, struct span span, struct str text)
{
	struct pieces p = split(text, "-/.");
	if (p.n != 3 || !p.only_digits)
		return false;
	bool year_first = p.lens[0] == 4,
	     year_last = p.lens[2] == 4 || (!year_first && p.lens[2] == 2);
	if (!year_first && !year_last)
		return false;
	int year = year_first ? p.values[0] : p.values[2] + (p.lens[2] == 2 ? 2000 : 0);
	int a = year_first ? p.values[1] : p.values[0], b = year_first ? p.values[2] : p.values[1];
	date_t month_first = date_make(year, a, b), day_first = date_make(year, b, a);
	struct finding *finding = finding_new(
		sink, &finding_syntax_bad_date, span, "a date is written year-month-day");
	if (year_first && month_first)
		finding_help(sink, finding, "write `%s`", date_text(month_first).text);
	else if (month_first && day_first && month_first != day_first)
		finding_help(sink, finding, "write `%s`, or `%s` if the month stands first",
			date_text(day_first).text, date_text(month_first).text);
	else if (month_first || day_first)
		finding_help(sink, finding, "write `%s`",
			date_text(day_first ? day_first : month_first).text);
	return true;
}

/* 2026-Q5, FY2026-Q7, 2026-W60, 2026-M3: a year, a dash, and something that is no part of a year.
 */
static bool report_period(struct sink *sink, struct span span, struct str text)
{
	size_t year = str_starts(text, "FY") ? 2 : 0;
	if (year && (text.len < 7 || !isdigit((unsigned char)text.ptr[5]))) {
		struct finding *finding = finding_new(sink, &finding_syntax_bad_date, span,
			"there is no period %.*s", STR_ARGS(text));
		finding_help(sink, finding,
			"fiscal periods are written FY2026, FY2026-Q2, FY2026-H1, FY2026-P07");
		return true;
	}
	if (text.len < year + 6 || text.ptr[year + 4] != '-')
		return false;
	for (size_t i = year; i < year + 4; i++)
		if (!isdigit((unsigned char)text.ptr[i]))
			return false;
	struct str rest = str_slice(text, year + 5, text.len);
	if (!isalpha((unsigned char)rest.ptr[0]) && rest.len > 2)
		return false;
	struct finding *finding = finding_new(
		sink, &finding_syntax_bad_date, span, "there is no period %.*s", STR_ARGS(text));
	if (rest.len == 1 && isdigit((unsigned char)rest.ptr[0]) && rest.ptr[0] != '0')
		finding_help(sink, finding, "a month has two digits: `%.*s0%c`", (int)(year + 5),
			text.ptr, rest.ptr[0]);
	else
		finding_help(sink, finding,
			"periods are written 2026-Q2, 2026-H1, 2026-03, 2026-W07, FY2026-Q2, "
			"FY2026-P07");
	return true;
}

/* 10am, 2:30pm */
static bool report_clock(struct sink *sink, struct span span, struct str text)
{
	char half = text.len > 2 ? (char)tolower((unsigned char)text.ptr[text.len - 2]) : 0;
	if ((half != 'a' && half != 'p') || tolower((unsigned char)text.ptr[text.len - 1]) != 'm')
		return false;
	struct pieces p = split(str_slice(text, 0, text.len - 2), ":");
	int minute = p.n == 2 ? p.values[1] : 0;
	if (!p.only_digits || p.n > 2 || p.values[0] < 1 || p.values[0] > 12 || minute > 59)
		return false;
	struct finding *finding = finding_new(sink, &finding_syntax_bad_date, span,
		"a time of day counts its hours from 00 to 23");
	finding_help(sink, finding, "write `%02d:%02d`", p.values[0] % 12 + (half == 'p' ? 12 : 0),
		minute);
	return true;
}

/* 25K, 3mio, 2bn */
static const char *magnitude(struct str word)
{
	static const char *const spellings[][2] = {{"K", "k"}, {"tsd", "k"}, {"m", "M"},
		{"mn", "M"}, {"MM", "M"}, {"mio", "M"}, {"Mio", "M"}, {"mil", "M"}, {"b", "B"},
		{"bn", "B"}, {"Bn", "B"}, {"mrd", "B"}, {"Mrd", "B"}};
	for (size_t i = 0; i < sizeof spellings / sizeof *spellings; i++)
		if (str_is(word, spellings[i][0]))
			return spellings[i][1];
	return NULL;
}

/* 1,5k: a comma where a dot begins the decimals. */
static bool report_decimal_comma(
	struct sink *sink, struct span span, struct str number, struct str word)
{
	const char *comma = memchr(number.ptr, ',', number.len);
	size_t whole = comma ? (size_t)(comma - number.ptr) : 0;
	size_t behind = comma ? number.len - whole - 1 : 0;
	if (!comma || word.len != 1 || !strchr("kMB", word.ptr[0]) || behind < 1 || behind > 2 ||
		memchr(comma + 1, ',', behind) || memchr(number.ptr, '.', number.len))
		return false;
	struct str meant = str_format(&sink->arena, "%.*s.%.*s%.*s", (int)whole, number.ptr,
		(int)behind, comma + 1, STR_ARGS(word));
	struct finding *finding = finding_new(
		sink, &finding_syntax_bad_number, span, "a dot begins the decimals of a number");
	finding_help(sink, finding, "write `%.*s`", STR_ARGS(meant));
	finding_edit(sink, finding, span, meant, false);
	return true;
}

/* 2weeks, 10USD, 25kUSD: a number and its unit without a blank. */
static bool report_glued_unit(struct sink *sink, struct span span, struct str text)
{
	size_t digits = 0;
	while (digits < text.len &&
		(isdigit((unsigned char)text.ptr[digits]) || strchr(".,_", text.ptr[digits])))
		digits++;
	for (size_t i = digits; i < text.len; i++)
		if (!isalpha((unsigned char)text.ptr[i]) && text.ptr[i] != '_')
			return false;
	if (!digits || digits == text.len)
		return false;
	struct str word = str_slice(text, digits, text.len);
	if (magnitude(word)) {
		struct finding *finding = finding_new(sink, &finding_syntax_bad_number, span,
			"a number is shortened with k, M or B");
		finding_help(
			sink, finding, "write `%.*s%s`", (int)digits, text.ptr, magnitude(word));
		return true;
	}
	if (report_decimal_comma(sink, span, str_slice(text, 0, digits), word))
		return true;
	if (word.len > 3 && strchr("kMB", word.ptr[0]) && isupper((unsigned char)word.ptr[1]))
		digits++;
	struct finding *finding = finding_new(sink, &finding_syntax_bad_number, span,
		"a blank is missing between a number and its unit");
	if ((str_is(word, "h") || str_is(word, "Uhr")) && digits <= 2) {
		finding_help(sink, finding,
			"a time of day is written `%s%.*s:00`, a duration `%.*s hours`",
			digits < 2 ? "0" : "", (int)digits, text.ptr, (int)digits, text.ptr);
		return true;
	}
	finding_help(sink, finding,
		"write `%.*s %.*s`; only k, M and B stand directly behind a number", (int)digits,
		text.ptr, (int)(text.len - digits), text.ptr + digits);
	return true;
}

/* 1,2,3 and 2026-01-01,2026-02-01: a list without its blanks. */
static bool report_list(struct sink *sink, struct span span, struct str text)
{
	struct out out = {0};
	size_t commas = 0, group = 0;
	bool number = true;
	for (size_t i = 0; i < text.len; i++) {
		out_char(&out, text.ptr[i]);
		group++;
		if (strchr("-/:", text.ptr[i]))
			number = false;
		if (text.ptr[i] != ',')
			continue;
		out_char(&out, ' ');
		if (commas++ && group == 4)
			commas = SIZE_MAX / 2; /* a group of three: 1,000,00 is no list */
		group = 0;
	}
	bool list = commas && (!number || (commas > 1 && commas < SIZE_MAX / 2 && group != 3));
	if (list) {
		struct finding *finding = finding_new(sink, &finding_syntax_bad_number, span,
			"a list is written with a blank after each comma");
		finding_help(sink, finding, "write `%.*s`", STR_ARGS(out_view(&out)));
	}
	out_free(&out);
	return list;
}

/* 25,00  1,2345  25.000,50: digits grouped as no number is. */
static void report_grouping(struct sink *sink, struct span span, struct str text)
{
	struct finding *finding = finding_new(
		sink, &finding_syntax_bad_number, span, "`%.*s` is not a number", STR_ARGS(text));
	struct decimal meant;
	struct str bare = without_percent(text);
	char digits[64];
	size_t n = 0, last = bare.len;
	for (size_t i = 0; i < bare.len; i++)
		if (bare.ptr[i] == ',' || bare.ptr[i] == '.' || bare.ptr[i] == '\'')
			last = i;
	for (size_t i = 0; i < bare.len && n + 1 < sizeof digits; i++) {
		if (isdigit((unsigned char)bare.ptr[i]))
			digits[n++] = bare.ptr[i];
		else if (i == last && bare.len - last - 1 != 3)
			digits[n++] = '.';
	}
	if (n && decimal_parse((struct str){digits, n}, &meant) == DECIMAL_OK) {
		struct out out = {0};
		decimal_print_grouped(&out, meant);
		finding_help(sink, finding,
			"write `%.*s%s`: commas part groups of three digits, a dot begins the "
			"decimals",
			STR_ARGS(out_view(&out)), bare.len < text.len ? "%" : "");
		out_free(&out);
	} else {
		finding_help(sink, finding, "numbers are written 25000, 25,000, 2.5 or 25k");
	}
}

void literal_report(struct sink *sink, struct span span, struct str text)
{
	if (report_date(sink, span, text) || report_list(sink, span, text) ||
		report_period(sink, span, text) || report_clock(sink, span, text) ||
		report_glued_unit(sink, span, text))
		return;
	const char *dash = memchr(text.ptr, '-', text.len),
		   *slash = memchr(text.ptr, '/', text.len);
	if (memchr(text.ptr, ':', text.len)) {
		struct finding *finding = finding_new(sink, &finding_syntax_bad_date, span,
			"`%.*s` is not a time of day", STR_ARGS(text));
		finding_help(sink, finding,
			"a time is written 09:30; a field's colon is followed by a blank");
	} else if (dash || slash) {
		const char *sign = dash ? dash : slash;
		size_t left = (size_t)(sign - text.ptr);
		struct finding *finding = finding_new(sink, &finding_syntax_bad_number, span,
			"`%.*s` is neither a number nor a date", STR_ARGS(text));
		finding_help(sink, finding, "a calculation needs blanks: `%.*s %c %.*s`", (int)left,
			text.ptr, *sign, (int)(text.len - left - 1), sign + 1);
	} else {
		report_grouping(sink, span, text);
	}
}

void literal_report_row(struct sink *sink, struct span span, struct str text)
{
	if (report_date(sink, span, text) || report_period(sink, span, text))
		return;
	struct finding *finding = finding_new(
		sink, &finding_syntax_bad_date, span, "`%.*s` is no date of a row", STR_ARGS(text));
	finding_help(sink, finding,
		"a row begins with a date or a period: `2026-03-31:`, `2026-Q1:`, `2026-03:`, "
		"`2026:`");
}

static int hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c = (char)tolower((unsigned char)c);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* "\u{1F600}" at text[i] (the u): writes it and returns the index behind it, or 0 if it is none. */
static size_t unicode_escape(struct str text, size_t i, char *to, size_t *n)
{
	uint32_t character = 0;
	size_t at = i + 2;
	if (i + 1 >= text.len || text.ptr[i + 1] != '{')
		return 0;
	for (; at < text.len && at < i + 9 && hex_digit(text.ptr[at]) >= 0; at++)
		character = character * 16 + (uint32_t)hex_digit(text.ptr[at]);
	if (at == i + 2 || at >= text.len || text.ptr[at] != '}')
		return 0;
	if (character < 0x20 || (character >= 0x7f && character < 0xa0) ||
		utf8_is_bidi((int32_t)character))
		return 0;
	unsigned written = utf8_write(to + *n, character);
	*n += written;
	return written ? at + 1 : 0;
}

struct str literal_text(struct arena *arena, struct sink *sink, struct span span, struct str token)
{
	struct str inside =
		str_slice(token, 1, token.len - (token.len > 1 && str_ends(token, "\"")));
	if (!memchr(inside.ptr, '\\', inside.len))
		return inside;
	char *to = arena_alloc(arena, inside.len + 1);
	size_t n = 0;
	for (size_t i = 0; i < inside.len;) {
		char c = inside.ptr[i++];
		if (c != '\\' || i == inside.len) {
			to[n++] = c;
			continue;
		}
		size_t behind = i + 1;
		switch (inside.ptr[i]) {
		case '"':
		case '\\':
			to[n++] = inside.ptr[i];
			break;
		case 'n':
			to[n++] = '\n';
			break;
		case 't':
			to[n++] = '\t';
			break;
		case 'u':
			behind = unicode_escape(inside, i, to, &n);
			break;
		default:
			behind = 0;
		}
		if (!behind && sink) {
			struct span place = {span.source, span.start + (uint32_t)i, 2};
			struct finding *finding = finding_new(sink, &finding_syntax_bad_escape,
				place, "unknown escape in a text");
			finding_help(sink, finding, "known are \\\" \\\\ \\n \\t and \\u{1F600}");
		}
		i = behind ? behind : i + 1;
	}
	return (struct str){to, n};
}

/* Spaces and tabs that begin every line that is not blank, from byte `i` on. */
static size_t common_indent(struct str text, size_t i)
{
	size_t common = SIZE_MAX;
	while (i < text.len) {
		size_t from = i;
		while (i < text.len && (text.ptr[i] == ' ' || text.ptr[i] == '\t'))
			i++;
		if (i < text.len && text.ptr[i] != '\n' && text.ptr[i] != '\r' && i - from < common)
			common = i - from;
		while (i < text.len && text.ptr[i++] != '\n')
			;
	}
	return common == SIZE_MAX ? 0 : common;
}

/* Copies a line, without `indent` blanks at its start and without a carriage return at its end. */
static size_t copy_line(struct str text, size_t i, size_t indent, char *to, size_t *n)
{
	while (indent-- && i < text.len && (text.ptr[i] == ' ' || text.ptr[i] == '\t'))
		i++;
	while (i < text.len) {
		char c = text.ptr[i++];
		if (c == '\r' && i < text.len && text.ptr[i] == '\n')
			continue;
		to[(*n)++] = c;
		if (c == '\n')
			break;
	}
	return i;
}

struct str literal_prose(struct arena *arena, struct str token)
{
	struct str inside = str_slice(token, 3, token.len);
	if (str_ends(inside, "\"\"\""))
		inside = str_slice(inside, 0, inside.len - 3);
	bool broken = str_starts(inside, "\n") || str_starts(inside, "\r\n");
	if (broken)
		inside = str_slice(inside, inside.ptr[0] == '\r' ? 2 : 1, inside.len);
	char *to = arena_alloc(arena, inside.len + 1);
	size_t n = 0, i = 0;
	/* Words behind the opening have no indentation that the others could share. */
	if (!broken)
		i = copy_line(inside, 0, inside.len, to, &n);
	size_t indent = common_indent(inside, i);
	while (i < inside.len)
		i = copy_line(inside, i, indent, to, &n);
	while (n && (to[n - 1] == ' ' || to[n - 1] == '\t' || to[n - 1] == '\n'))
		n--;
	return (struct str){to, n};
}
