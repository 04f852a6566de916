/*
 * The bytes that a fuzzer's plan is made of, and its plain values: words, numbers, dates, the
 * awkward ones among them. Only schema_plan.h includes it.
 */
#ifndef TESTS_FUZZ_PLAN_VALUES_H
#define TESTS_FUZZ_PLAN_VALUES_H

#include "compiler/schema/schema.h"

enum { KNOWN_MAX = 160, DEPTH_MAX = 3, TEXT_MAX = 60000 };

/* ---- the bytes ---- */

struct known { /* a block that has been written */
	enum kind kind;
	uint32_t parent;  /* its place + 1, 0: none */
	const char *unit; /* of what a metric or goal counts */
	bool is_template;
};

struct maker {
	const uint8_t *data;
	size_t size, at;
	struct out out;
	struct known known[KNOWN_MAX];
	uint32_t n_known, n_lets;
	const char *unit; /* of amounts in the block at hand */
};

/* 0 when the bytes are used up: every choice is made so that 0 is the plain one. */
static uint32_t take(struct maker *maker)
{
	return maker->at < maker->size ? maker->data[maker->at++] : 0;
}

static uint32_t pick(struct maker *maker, uint32_t n)
{
	return n > 255 ? (take(maker) * 256 + take(maker)) % n : take(maker) % n;
}

static bool one_in(struct maker *maker, uint32_t n)
{
	return take(maker) % n == n - 1;
}

static bool is_used_up(const struct maker *maker)
{
	return maker->at >= maker->size || maker->out.len > TEXT_MAX;
}

#define PICK(maker, items) ((items)[pick((maker), sizeof(items) / sizeof *(items))])

static void write(struct maker *maker, const char *text)
{
	out_text(&maker->out, text);
}

/* ---- plain values ---- */

/* Markers that must not come out as they are: `<xss` in a pack, `=cmd` at the start of a cell. */
static const char *const texts[] = {"plain", "Two words", "=cmd|' /C calc'!A0", "@SUM(1)", "-1",
	"<xss onload=x>", "&lt;&amp;", "\\\"onxss=1 '", "::error file=x::y", "##vso[task.complete]",
	"\\u{1F600} \\u{301}", "\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d", "javascript:alert(1)",
	"https://example.com/?a=1&b=2", "a,b;c\\td", "\\n\\n", "", " ", "Line\\nline",
	"\xef\xbc\x9d"
	"1+1",
	"TBD", "increase awareness and be better",
	"A very long text that goes on and on and on, longer than any "
	"column of any table would want it to be, and that still is not done when everybody has "
	"stopped reading it."};
static const char *const proses[] = {"Plain prose.", "# Heading\n\n* one\n* two\n  * three\n\n1. x",
	"[a](javascript:alert(1)) <xss>", "![i](data:text/html,<xss>) `<xss>`",
	"| a | b |\n|---|---|\n| <xss> | =1 |", "> > > > > > deep\n\n---\n\n```\n<xss>\n```",
	"<div onclick=x>\n<xss>\n</div>", "**a *b ~~c** d* ~~",
	"[x]: <xss> \"t\"\n[x] <https://a.b/<xss>> &copy; &#0; &#x110000;",
	"* a\n\n      * b\n\t* c", "\\\\ \\\" end", "http://a.b www.a.b a@b.c"};
static const char *const numbers[] = {"0", "1", "7", "100", "2.5", "1,000", "9223372036854775807",
	"-9223372036854775807", "0.000000001", "9,223,372,036.854775807", "1.2M", "9B", "-1",
	"4611686018427387904", "3.999999999", "99999999999", "12", "5k"};
static const char *const periods[] = {"2026-Q1", "2026-Q2", "2026", "2026-H1", "2026-03", "2026-05",
	"2026-W07", "2026-W53", "2025-W53", "FY2026", "FY2026-Q2", "FY2026-H2", "FY2026-P07",
	"0001", "9999-Q4", "FY9999", "FY0001-P01", "9999-W52", "2025", "2027-Q1"};
static const char *const edges[] = {"2026-05-15", "2026-05-14", "2026-05-16", "2026-01-01",
	"2026-12-31", "2025-12-31", "2027-01-01", "2024-02-29", "0001-01-01", "9999-12-31",
	"0001-01-02", "9999-12-30", "2026-02-31", "today", "2026-03-31 + 1 month",
	"9999-12-31 + 1 day", "2026-05-15 - 800000 days", "start", "end", "start + 14 days",
	"end - 5 business_days", "2026-06-01 + 100 business_days"};
static const char *const durations[] = {"day", "days", "week", "weeks", "month", "quarters",
	"years", "business_day", "business_days", "hours", "business_hours", "minutes"};
static const char *const units[] = {
	"USD", "leads", "%", "points", "hours", "EUR", "JPY", "", "days", "minutes", "visits"};

static void write_number(struct maker *maker)
{
	uint32_t how = pick(maker, 8);
	if (how < 5)
		out_printf(&maker->out, "%u", take(maker) * (how == 4 ? 1000 : how == 3 ? 100 : 1));
	else if (how == 5)
		out_printf(&maker->out, "%u.%u", take(maker), take(maker));
	else
		write(maker, PICK(maker, numbers));
}

static void write_in(struct maker *maker, const char *unit)
{
	write_number(maker);
	if (*unit && *unit != '%')
		out_char(&maker->out, ' ');
	write(maker, unit);
	if (one_in(maker, 24)) {
		write(maker, pick(maker, 2) ? " * " : " / ");
		write_number(maker);
	}
}

static void write_date(struct maker *maker)
{
	uint32_t how = pick(maker, 8);
	if (how < 6)
		write(maker,
			date_text(date_make(2025, 12, 1) + (date_t)(take(maker) * 2 + how)).text);
	else if (how == 6)
		write(maker, PICK(maker, periods));
	else
		write(maker, PICK(maker, edges));
}

static void write_range(struct maker *maker)
{
	uint32_t how = pick(maker, 4);
	if (how < 2) {
		date_t first = date_make(2026, 1, 1) + (date_t)take(maker);
		write(maker, date_text(first).text);
		write(maker, " .. ");
		write(maker, date_text(first + (date_t)take(maker) * 2).text);
	} else if (how == 2) {
		write(maker, PICK(maker, periods));
	} else {
		write_date(maker);
		write(maker, " .. ");
		write_date(maker);
	}
}

static void write_duration(struct maker *maker)
{
	if (!one_in(maker, 8)) {
		if (one_in(maker, 8))
			write_number(maker);
		else
			out_printf(&maker->out, "%u", pick(maker, 40));
		out_char(&maker->out, ' ');
	}
	write(maker, PICK(maker, durations));
}

static void write_text(struct maker *maker)
{
	out_char(&maker->out, '"');
	write(maker, PICK(maker, texts));
	out_char(&maker->out, '"');
}

#endif
