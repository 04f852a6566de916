/* Feeds: dates and numbers as exports write them, and whole files of a project. */
#include "tests/unit/unit.h"

#include "compiler/plan/feed.h"
#include "compiler/plan/project.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* ---- cells ---- */

static void check_date(const char *form, const char *cell, const char *expected)
{
	struct date_form read;
	if (form)
		assert_true(date_form_read(str_from(form), &read));
	date_t date = feed_cell_date(str_from(cell), form ? &read : NULL);
	date_t wanted = expected ? date_parse(str_from(expected)) : DATE_NONE;
	if (date != wanted)
		fail_msg("\"%s\" as \"%s\": %s", cell, form ? form : "",
			date ? date_text(date).text : "none");
}

static void test_dates(void **state)
{
	(void)state;
	check_date(NULL, "2026-03-31", "2026-03-31");
	check_date(NULL, " 2026-03-31T23:59:59Z", "2026-03-31");
	check_date(NULL, "2026-03-31 10:05", "2026-03-31");
	check_date(NULL, "5 Mar 2026", "2026-03-05");
	check_date(NULL, "05 march 2026", "2026-03-05");
	check_date(NULL, "31/03/2026", NULL);
	check_date(NULL, "2026-02-29", NULL);
	check_date(NULL, "2026-03-311", NULL);
	check_date(NULL, "2026-03", NULL);
	check_date(NULL, "", NULL);
	check_date("MM/DD/YYYY", "03/31/2026", "2026-03-31");
	check_date("MM/DD/YYYY", "3/5/2026", "2026-03-05");
	check_date("MM/DD/YYYY", "3/5/2026, 10:23:00 AM", "2026-03-05");
	check_date("MM/DD/YYYY", "3/5/2026 10:23", "2026-03-05");
	check_date("MM/DD/YYYY", "31/03/2026", NULL);
	check_date("MM/DD/YYYY", "03/31/26", NULL);
	check_date("MM/DD/YYYY", "03/31/2026 total", NULL);
	check_date("MM/DD/YYYY", "03/31/2026-04/01/2026", NULL);
	check_date("D.M.YY", "5.3.26", "2026-03-05");
	check_date("D.M.YY", "5.3.2026", NULL);
	check_date("YYYYMMDD", "20260305", "2026-03-05");
	check_date("YYYYMMDD", "2026035", NULL);
	check_date("YYYY-MM-DD hh:mm", "2026-03-05 07:00", "2026-03-05");
	check_date("YYYY-MM-DD hh:mm", "2026-03-05", "2026-03-05");
	check_date("DD-MMM-YYYY", "05-Mar-2026", "2026-03-05");
	check_date("DD-MMM-YYYY", "05-Sept-2026", "2026-09-05");
	check_date("MMM D, YYYY", "Dec. 24, 2026", "2026-12-24");
	check_date("MMM D, YYYY", "Dezember 24, 2026", NULL);
}

static void test_forms(void **state)
{
	struct date_form form;
	static const char *const wrong[] = {"", "MM/YYYY", "mm/dd/yyyy", "MM/DD", "YYYY-MM-DD-YY",
		"YYYY-MM-DD-D", "DDD/MM/YYYY", "YYY-MM-DD", "the day",
		"MM/DD/YYYY//////////////////"};
	(void)state;
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
		assert_false(date_form_read(str_from(wrong[i]), &form));
}

static const char *number_of(const char *cell, bool comma, const char *unit, struct decimal *number)
{
	unit_t in = !strcmp(unit, "%") ? UNIT_PERCENT
		    : *unit	       ? unit_currency(str_from(unit))
				       : UNIT_NONE;
	return feed_cell_number(str_from(cell), comma, in, number);
}

static void check_number(const char *cell, bool comma, const char *unit, const char *expected)
{
	struct decimal number;
	struct out out = {0};
	const char *wrong = number_of(cell, comma, unit, &number);
	if (!wrong)
		decimal_print(&out, number);
	if (wrong || !str_is(out_view(&out), expected))
		fail_msg(
			"\"%s\": %s, %.*s", cell, wrong ? wrong : "read", STR_ARGS(out_view(&out)));
	out_free(&out);
}

static void check_no_number(const char *cell, bool comma, const char *unit, const char *reason)
{
	struct decimal number;
	const char *wrong = number_of(cell, comma, unit, &number);
	if (!wrong || strcmp(wrong, reason) != 0)
		fail_msg("\"%s\": %s", cell, wrong ? wrong : "read");
}

static void test_numbers(void **state)
{
	(void)state;
	check_number("1234", false, "", "1234");
	check_number("1,234.50", false, "USD", "1234.50");
	check_number("1.234,50", true, "EUR", "1234.50");
	check_number("1 234,50 \u20ac", true, "EUR", "1234.50");
	check_number("1\u00a0234\u202f567,5", true, "EUR", "1234567.5");
	check_number("1'234'567.05", false, "CHF", "1234567.05");
	check_number("12,34,567", false, "INR", "1234567");
	check_number("$1,234.50", false, "USD", "1234.50");
	check_number("US$ 5", false, "USD", "5");
	check_number("USD 1,234.50", false, "USD", "1234.50");
	check_number("1234.50 USD", false, "USD", "1234.50");
	check_number("(1,234.50)", false, "USD", "-1234.50");
	check_number("$(250)", false, "USD", "-250");
	check_number("($250)", false, "USD", "-250");
	check_number("-$250", false, "USD", "-250");
	check_number("\u2212"
		     "7",
		false, "", "-7");
	check_number("250-", false, "", "-250");
	check_number("+7", false, "", "7");
	check_number("97.4 %", false, "%", "97.4");
	check_number(".5", false, "", "0.5");
	check_number("1054.0", false, "USD", "1054.0");
	check_number("1.50000000000000", false, "", "1.500000000");
	check_number("9223372036854775807", false, "", "9223372036854775807");
}

static void test_no_numbers(void **state)
{
	(void)state;
	check_no_number("n/a", false, "", "is not a number");
	check_no_number("-", false, "", "is not a number");
	check_no_number(".", false, "", "is not a number");
	check_no_number("1.2E+05", false, "", "is not a number");
	check_no_number("12 of 14", false, "", "is not a number");
	check_no_number("1.234.567", false, "", "is not a number");
	check_no_number("1,234 567", false, "", "is not a number");
	check_no_number("--7", false, "", "is not a number");
	check_no_number("12,34", false, "", "has its thousands grouped in an unusual way");
	check_no_number("1234,567", false, "", "has its thousands grouped in an unusual way");
	check_no_number("12,345,67", false, "", "has its thousands grouped in an unusual way");
	check_no_number("1,234,56,789", false, "", "has its thousands grouped in an unusual way");
	check_no_number("1.1234567891", false, "", "has more than 9 decimals");
	check_no_number("9223372036854775808", false, "", "is too large");
	check_no_number("12 EUR", false, "USD", "is in another currency than the metric");
	check_no_number("\u20ac"
			"12",
		false, "USD", "is in another currency than the metric");
	check_no_number("$12", false, "", "is an amount of money, and the metric is not in money");
	check_no_number("12%", false, "USD", "is a percentage, and the metric is not in percent");
}

/* ---- files ---- */

struct fixture {
	char folder[64];
	struct run run;
	struct tracked *tracked;
};

static void write_file(struct fixture *fixture, const char *name, const char *text)
{
	char path[128];
	snprintf(path, sizeof path, "%s/%s", fixture->folder, name);
	assert_null(file_write(path, str_from(text)));
}

static void start(struct fixture *fixture)
{
	*fixture = (struct fixture){.folder = "/tmp/pbp-feed-XXXXXX"};
	assert_non_null(mkdtemp(fixture->folder));
	mkdir(strcat(fixture->folder, "/plan"), 0700);
}

static void remove_file(const struct fixture *fixture, const char *name)
{
	char path[128];
	snprintf(path, sizeof path, "%s/%s", fixture->folder, name);
	remove(path);
}

static void end(struct fixture *fixture)
{
	tracked_free(fixture->tracked);
	run_free(&fixture->run);
	remove_file(fixture, "crm.csv");
	remove_file(fixture, "link.csv");
	remove_file(fixture, "../crm.csv");
	remove(fixture->folder);
	*strrchr(fixture->folder, '/') = '\0';
	remove(fixture->folder);
}

#define PLAN                                                                                       \
	"plan joint \"Joint plan\" { between: [acme, brightline]  period: 2026-01-01 .. "          \
	"2026-12-31  currency: USD }\n"                                                            \
	"party acme \"Acme\" { role: vendor }\n"                                                   \
	"party brightline \"Brightline\" { role: partner }\n"                                      \
	"person lee \"Lee Park\" { of: acme }\n"                                                   \
	"metric revenue \"Sourced revenue\" { means: \"Orders\"  unit: USD  kind: flow  better: "  \
	"more }\n"                                                                                 \
	"metric rate \"Rate\" { means: \"Share\"  unit: percent  kind: level  better: more }\n"    \
	"goal sourced \"Close 365k\" { owner: lee  metric: revenue  target: 365,000 USD by "       \
	"2026-12-31 }\n"

static void load(struct fixture *fixture, const char *plan, const char *as_of)
{
	run_init(&fixture->run, date_parse(str_from(as_of)));
	run_load_text(&fixture->run, "plan.pbp", fixture->folder, str_from(plan));
	fixture->tracked = plan_track(fixture->run.plans.items[0], date_parse(str_from(as_of)));
	sink_finish(&fixture->run.sink, &fixture->run.sources);
}

static const struct finding *only_finding(struct fixture *fixture, const char *name)
{
	for (uint32_t i = 0; i < fixture->run.sink.items.n; i++) {
		struct finding *finding = fixture->run.sink.items.items[i];
		if (fixture->run.sink.items.n != 1 || !str_is(finding->name, name))
			print_message("%.*s: %.*s\n", STR_ARGS(finding->name),
				STR_ARGS(finding->message));
	}
	assert_int_equal(fixture->run.sink.items.n, name ? 1 : 0);
	if (!name)
		return NULL;
	assert_true(str_is(fixture->run.sink.items.items[0]->name, name));
	return fixture->run.sink.items.items[0];
}

static void check_reading(struct fixture *fixture, const char *date, int64_t value)
{
	const struct goal_figures *figures = &fixture->tracked->goals.items[0].figures;
	assert_true(figures->has_reading);
	assert_string_equal(date_text(figures->reading_date).text, date);
	assert_int_equal(decimal_compare(figures->actual, decimal_of(value)), 0);
}

static void test_export(void **state)
{
	struct fixture fixture;
	(void)state;
	start(&fixture);
	write_file(&fixture, "crm.csv",
		"\xef\xbb\xbf"
		"Deal, Close Date ,Stage,Amount\r\n"
		"\"Miller, Sons\",01/31/2026,Won,\"$1,000.00\"\r\n"
		"Two,02/03/2026,Lost,500\r\n"
		"Three,02/03/2026,Won,250\r\n"
		"\r\n"
		"Four,,Open,\r\n"
		"Five,02/03/2026,Won,(50)\r\n"
		"Six,05/20/2026,Won,9999\r\n");
	load(&fixture,
		PLAN "feed crm \"CRM\" { file: \"crm.csv\"  into: sourced  date: column(\"Close "
		     "Date\") as \"MM/DD/YYYY\"\n"
		     " value: column(\"Amount\")  where: column(\"Stage\") == \"Won\"  "
		     "complete_to: 2026-04-30 }\n",
		"2026-05-15");
	only_finding(&fixture, NULL);
	check_reading(&fixture, "2026-04-30", 1200);
	const struct tracked_goal *goal = &fixture.tracked->goals.items[0];
	assert_int_equal(goal->source.n_rows, 4);
	assert_int_equal(goal->source.n_rejected, 0);
	/* As of an earlier day, and on the day of the last row. */
	assert_int_equal(
		tracked_goal_on(goal, date_parse(STR("2026-02-02"))).actual.coefficient, 100000);
	end(&fixture);
}

/* Without complete_to the last date in the file is that of the total; a past day is known as well
 * as any. */
static void test_reach(void **state)
{
	struct fixture fixture;
	(void)state;
	start(&fixture);
	write_file(&fixture, "crm.csv",
		"Date;Sum\n2026-05-04;1.000,50\n2026-01-10;2.000\n2026-05-04;0,50\n");
	load(&fixture,
		PLAN "feed crm \"CRM\" { file: \"crm.csv\"  into: revenue  date: column(\"Date\")\n"
		     " value: column(\"Sum\")  decimal: comma  separator: \";\" }\n",
		"2026-05-15");
	only_finding(&fixture, NULL);
	check_reading(&fixture, "2026-05-04", 3001);
	struct goal_figures figures =
		tracked_goal_on(&fixture.tracked->goals.items[0], date_parse(STR("2026-03-01")));
	assert_string_equal(date_text(figures.reading_date).text, "2026-03-01");
	assert_int_equal(decimal_compare(figures.actual, decimal_of(2000)), 0);
	end(&fixture);
}

static void test_count(void **state)
{
	struct fixture fixture;
	(void)state;
	start(&fixture);
	write_file(&fixture, "crm.csv", "Won\n2026-01-10\n2026-01-10\n2026-02-01\n");
	load(&fixture,
		PLAN "feed crm \"CRM\" { file: \"crm.csv\"  into: sourced  date: column(\"Won\")  "
		     "count: true }\n",
		"2026-05-15");
	only_finding(&fixture, NULL);
	check_reading(&fixture, "2026-02-01", 3);
	end(&fixture);
}

static void test_count_of_level(void **state)
{
	struct fixture fixture;
	(void)state;
	start(&fixture);
	write_file(&fixture, "crm.csv", "Won\n2026-01-10\n");
	load(&fixture,
		PLAN "feed crm \"CRM\" { file: \"crm.csv\"  into: rate  date: column(\"Won\")  "
		     "count: true }\n",
		"2026-05-15");
	only_finding(&fixture, "type.mismatch");
	end(&fixture);
}

static void test_bad_rows(void **state)
{
	struct fixture fixture;
	struct out csv = {0};
	uint32_t n_labels = 0;
	(void)state;
	start(&fixture);
	out_text(&csv, "Date,Amount,Stage\n"
		       "2026-01-05,100,Won\n"
		       "2026-13-05,100,Won\n" /* 3 */
		       "2026-01-06,abc,Won\n" /* 4 */
		       "2026-01-06,,Won\n"    /* 5 */
		       ",,Lost\n"
		       "2026-01-07,Acme, Inc,Won\n" /* 7: more cells than the header */
		       "2026-01-08,200,Won\n");
	for (int i = 0; i < 9; i++)
		out_text(&csv, "soon,1,Won\n");
	out_char(&csv, '\0');
	write_file(&fixture, "crm.csv", csv.data);
	load(&fixture,
		PLAN "feed crm \"CRM\" { file: \"crm.csv\"  into: sourced  date: column(\"Date\")\n"
		     " value: column(\"Amount\")  where: column(\"Stage\") == \"Won\" }\n",
		"2026-05-15");
	const struct finding *finding = only_finding(&fixture, "feed.bad_row");
	assert_true(str_starts(finding->message, "13 rows of "));
	for (const struct label *label = finding->labels; label; label = label->next)
		n_labels++;
	assert_int_equal(n_labels, 10);
	struct sources *sources = &fixture.run.sources;
	const struct label *label = finding->labels;
	struct place place = source_place(sources, label->span.source, label->span.start);
	assert_int_equal(place.line, 3);
	assert_int_equal(place.column, 1);
	assert_true(str_is(label->text, "`Date` is not a date"));
	label = label->next;
	place = source_place(sources, label->span.source, label->span.start);
	assert_int_equal(place.line, 4);
	assert_int_equal(place.column, 12);
	assert_true(
		str_is(source_slice(sources_get(sources, label->span.source), label->span), "abc"));
	assert_true(str_is(label->text, "`Amount` is not a number"));
	assert_true(str_is(label->next->text, "`Amount` is blank"));
	assert_true(str_is(label->next->next->text, "has more cells than the header"));
	check_reading(&fixture, "2026-01-08", 300);
	assert_int_equal(fixture.tracked->goals.items[0].source.n_rejected, 13);
	out_free(&csv);
	end(&fixture);
}

static void test_columns(void **state)
{
	struct fixture fixture;
	(void)state;
	start(&fixture);
	write_file(&fixture, "crm.csv", "Close Date,Amount,Amount,Stage\n2026-01-05,1,2,Won\n");
	load(&fixture,
		PLAN "feed crm \"CRM\" { file: \"crm.csv\"  into: sourced  date: column(\"Closed "
		     "Date\")\n"
		     " value: column(\"Amount\")  where: column(\"Stages\") == \"Won\" }\n",
		"2026-05-15");
	assert_int_equal(fixture.run.sink.items.n, 3);
	for (uint32_t i = 0; i < 3; i++)
		assert_true(str_is(fixture.run.sink.items.items[i]->name, "feed.missing_column"));
	struct finding *first = fixture.run.sink.items.items[0];
	assert_true(str_is(first->helps->text, "did you mean `column(\"Close Date\")`?"));
	assert_true(str_is(
		source_slice(sources_get(&fixture.run.sources, first->span.source), first->span),
		"column(\"Closed Date\")"));
	assert_false(fixture.tracked->goals.items[0].figures.has_reading);
	end(&fixture);
}

static void check_refused(const char *feed_fields, const char *name, const char *message)
{
	struct fixture fixture;
	char text[2048], link_path[128];
	start(&fixture);
	write_file(&fixture, "../crm.csv", "Date,Amount\n2026-01-05,1\n");
	snprintf(link_path, sizeof link_path, "%s/link.csv", fixture.folder);
	assert_int_equal(symlink("../crm.csv", link_path), 0);
	snprintf(text, sizeof text,
		PLAN "feed crm \"CRM\" { into: sourced  value: column(\"Amount\")  %s }\n",
		feed_fields);
	load(&fixture, text, "2026-05-15");
	const struct finding *finding = only_finding(&fixture, name);
	if (!str_is(finding->message, message))
		fail_msg("%.*s", STR_ARGS(finding->message));
	end(&fixture);
}

static void test_refused(void **state)
{
	(void)state;
	check_refused("file: \"crm.csv\"  date: column(\"Date\")", "feed.missing_file",
		"`crm.csv` does not exist");
	check_refused("file: \"../crm.csv\"  date: column(\"Date\")", "feed.missing_file",
		"`../crm.csv` lies outside the project");
	check_refused("file: \"link.csv\"  date: column(\"Date\")", "feed.missing_file",
		"`link.csv` lies outside the project");
}

static void test_bad_form(void **state)
{
	struct fixture fixture;
	(void)state;
	start(&fixture);
	write_file(&fixture, "crm.csv", "Date,Amount\n2026-01-05,1\n");
	load(&fixture,
		PLAN "feed crm \"CRM\" { file: \"crm.csv\"  into: sourced  date: column(\"Date\") "
		     "as \"dd.mm.yyyy\"\n"
		     " value: column(\"Amount\") }\n",
		"2026-05-15");
	only_finding(&fixture, "type.mismatch");
	end(&fixture);
}

static void test_bad_separator(void **state)
{
	struct fixture fixture;
	(void)state;
	start(&fixture);
	write_file(&fixture, "crm.csv", "Date,Amount\n2026-01-05,1\n");
	load(&fixture,
		PLAN "feed crm \"CRM\" { file: \"crm.csv\"  into: sourced  date: column(\"Date\")\n"
		     " value: column(\"Amount\")  separator: \"::\" }\n",
		"2026-05-15");
	only_finding(&fixture, "type.mismatch");
	end(&fixture);
}

/* Rows in the plan for the first quarter, the feed from April on. */
static void test_beside_rows(void **state)
{
	struct fixture fixture;
	(void)state;
	start(&fixture);
	write_file(&fixture, "crm.csv", "Date,Amount\n2026-04-07,40\n2026-05-02,2\n2026-05-02,3\n");
	load(&fixture,
		PLAN "feed crm \"CRM\" { file: \"crm.csv\"  into: sourced  date: column(\"Date\")\n"
		     " value: column(\"Amount\")  complete_to: 2026-05-10 }\n"
		     "readings sourced { 2026-01: 100 USD  2026-02: 200 USD  2026-03: 300 USD }\n",
		"2026-05-15");
	only_finding(&fixture, NULL);
	check_reading(&fixture, "2026-05-10", 645);
	end(&fixture);
}

/* Two feeds of one file read it once; each has its own rows. */
static void test_two_feeds(void **state)
{
	struct fixture fixture;
	(void)state;
	start(&fixture);
	write_file(&fixture, "crm.csv", "Date,Amount,Who\n2026-04-07,40,a\n2026-05-02,2,b\n");
	load(&fixture,
		PLAN "goal other \"Close 10k\" { owner: lee  metric: revenue  target: 10,000 USD "
		     "by 2026-12-31 }\n"
		     "feed a \"A\" { file: \"crm.csv\"  into: sourced  date: column(\"Date\")  "
		     "value: column(\"Amount\")\n"
		     " where: column(\"Who\") == \"a\" }\n"
		     "feed b \"B\" { file: \"crm.csv\"  into: other  date: column(\"Date\")  "
		     "value: column(\"Amount\")\n"
		     " where: column(\"Who\") == \"b\" }\n",
		"2026-05-15");
	only_finding(&fixture, NULL);
	check_reading(&fixture, "2026-04-07", 40);
	assert_int_equal(fixture.tracked->goals.items[1].figures.actual.coefficient, 2);
	assert_int_equal(sources_count(&fixture.run.sources), 2); /* the plan, the file */
	end(&fixture);
}

/* A plan that is imported under a name is asked for its figures while other files are still to be
 * parsed. */
static void test_imported_plan(void **state)
{
	struct fixture fixture;
	const char *reason;
	(void)state;
	start(&fixture);
	write_file(&fixture, "people.pbp",
		"party acme \"Acme\" { role: vendor }\nparty brightline \"Brightline\" { role: "
		"partner }\n"
		"person lee \"Lee Park\" { of: acme }\n"
		"metric revenue \"Revenue\" { means: \"Orders\"  unit: USD  kind: flow  better: "
		"more }\n");
	write_file(&fixture, "crm.csv", "Date,Amount\n2025-04-07,40\n2025-05-xx,2\n");
#define A_PLAN(name, year)                                                                         \
	"plan " name " \"P\" { between: [acme, brightline]  period: " year "  currency: USD }\n"
	write_file(&fixture, "a.pbp",
		"import \"people.pbp\"\nimport \"old.pbp\" as old\n" A_PLAN(
			"a", "2026") "goal won \"W\" { owner: lee  metric: revenue  target: 9 USD  "
				     "prior: old.won.latest for 2025 }\n");
	write_file(&fixture, "b.pbp",
		"import \"people.pbp\"\nimport \"more.pbp\"\n" A_PLAN("b",
			"2026") "goal won \"W\" { owner: kim  metric: revenue  target: 9 USD }\n");
	write_file(&fixture, "c.pbp",
		"import \"people.pbp\"\nimport \"more.pbp\"\n" A_PLAN("c",
			"2026") "goal won \"W\" { owner: kim  metric: revenue  target: 9 USD }\n");
	write_file(&fixture, "more.pbp", "person kim \"Kim\" { of: acme }\n");
	write_file(&fixture, "old.pbp",
		"import \"people.pbp\"\n" A_PLAN("old",
			"2025") "goal won \"W\" { owner: lee  metric: revenue  target: 9 USD }\n"
				"feed crm \"CRM\" { file: \"crm.csv\"  into: won  date: "
				"column(\"Date\")  value: column(\"Amount\") }\n");
#undef A_PLAN
	run_init(&fixture.run, date_parse(STR("2026-05-15")));
	assert_true(run_load_path(&fixture.run, fixture.folder, &reason));
	const struct finding *finding = only_finding(&fixture, "feed.bad_row");
	assert_null(finding->notes);
	assert_true(str_is(finding->labels->text, "`Date` is not a date"));
	assert_null(finding->labels->next);
	const struct source *crm = sources_get(&fixture.run.sources, finding->labels->span.source);
	assert_true(str_ends(crm->canonical, "/crm.csv"));
	assert_true(str_is(source_slice(crm, finding->labels->span), "2025-05-xx"));
	const struct goal_block *goal = plan_goal(fixture.run.plans.items[0], 0);
	assert_int_equal(goal->prior.value.n.coefficient, 40);
	static const char *const names[] = {
		"people.pbp", "a.pbp", "b.pbp", "c.pbp", "more.pbp", "old.pbp"};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		remove_file(&fixture, names[i]);
	end(&fixture);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_dates),
		cmocka_unit_test(test_forms),
		cmocka_unit_test(test_numbers),
		cmocka_unit_test(test_no_numbers),
		cmocka_unit_test(test_export),
		cmocka_unit_test(test_reach),
		cmocka_unit_test(test_count),
		cmocka_unit_test(test_count_of_level),
		cmocka_unit_test(test_bad_rows),
		cmocka_unit_test(test_columns),
		cmocka_unit_test(test_refused),
		cmocka_unit_test(test_bad_form),
		cmocka_unit_test(test_bad_separator),
		cmocka_unit_test(test_beside_rows),
		cmocka_unit_test(test_two_feeds),
		cmocka_unit_test(test_imported_plan),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
