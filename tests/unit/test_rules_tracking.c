/* Rules about readings, causes and closed work that need only the files. */
#include "tests/unit/rules_judge.h"

#include "runtime/base/file.h"
#include <stdlib.h>
#include <unistd.h>

static void assert_text(struct str found, const char *expected)
{
	if (!str_is(found, expected))
		fail_msg("found    \"%.*s\"\nexpected \"%s\"", STR_ARGS(found), expected);
}

static void assert_at(struct judged *judged, struct span span, const char *text)
{
	assert_text(source_slice(sources_get(&judged->run.sources, span.source), span), text);
}

/* ---- readings ---- */

#define READ(rows) "# without: readings sourced\nreadings sourced {\n" rows "}\n"

static void test_total_falls(void **state)
{
	(void)state;
	BORDERS("tracking.total_falls", NULL,
		{"the same total", 0, READ("  2026-01-31: 900 USD\n  2026-02-28: 900 USD\n")},
		{"a cent less", 1, READ("  2026-01-31: 900 USD\n  2026-02-28: 899.99 USD\n")},
		{"written in the other order", 1,
			READ("  2026-02-28: 899 USD\n  2026-01-31: 900 USD\n")},
		{"months may be smaller", 0, READ("  2026-01: 900 USD\n  2026-02: 100 USD\n")},
		{"a total below that of the months", 1,
			READ("  2026-01: 900 USD\n  2026-02: 100 USD\n  2026-03-31: 999 USD\n")},
		{"up to that of the months", 0,
			READ("  2026-01: 900 USD\n  2026-02: 100 USD\n  2026-03-31: 1,000 USD\n")},
		{"months behind a gap have no total", 0,
			READ("  2026-02: 900 USD\n  2026-03-31: 100 USD\n")},
		{"a negative month", 1, READ("  2026-01: 900 USD\n  2026-02: -1 USD\n")},
		{"a negative total", 1, READ("  2026-01-31: -1 USD\n")},
		{"two falls", 2,
			READ("  2026-01-31: 900 USD\n  2026-02-28: 800 USD\n  2026-03-31: 700 "
			     "USD\n")},
		{"in two blocks", 1,
			READ("  2026-01-31: 900 USD\n") "readings sourced { 2026-02-28: 800 USD "
							"}\n"},
		{"of a metric", 1,
			"readings revenue { 2026-01-31: 900 USD\n 2026-02-28: 800 USD }\n"},
		{"a level may fall", 0,
			RATE("  target: 30% by 2026-12-31\n") "readings rate { 2026-01-31: 29%\n "
							      "2026-02-28: 28% }\n"},
		{"credit notes", 0,
			"metric net \"Net\" like std.metrics.sourced_revenue { within: -100,000 "
			"USD .. 1M USD }\n"
			"goal net \"Net\" { owner: dana  metric: net  target: 9 USD }\n"
			"readings net { 2026-01: 900 USD\n 2026-02: -100 USD\n 2026-02-28: 700 USD "
			"}\n"});
	struct judged judged;
	judge(&judged, (struct ask){READ("  2026-01-31: 31,000 USD\n  2026-02-28: 28,500 USD\n"),
			       NULL, PROFILE_NONE, NULL});
	const struct finding *finding = the(&judged, "tracking.total_falls");
	assert_text(finding->message, "the total of goal \"Close 650k USD of sourced revenue\" "
				      "falls by 2,500 USD from 2026-01-31 to 2026-02-28");
	assert_at(&judged, finding->span, "28,500 USD");
	assert_at(&judged, finding->labels->span, "31,000 USD");
	assert_text(finding->code, "2026-02: 28,500 USD");
	judged_free(&judged);
}

static void test_readings_overlap(void **state)
{
	(void)state;
	BORDERS("tracking.readings_overlap", NULL,
		{"two totals", 1, READ("  2026-01-31: 900 USD\n  2026-01-31: 901 USD\n")},
		{"that agree", 0, READ("  2026-01-31: 900 USD\n  2026-01-31: 900.00 USD\n")},
		{"in two blocks", 1,
			READ("  2026-01-31: 900 USD\n") "readings sourced { 2026-01-31: 901 USD "
							"}\n"},
		{"a month twice", 1, READ("  2026-01: 900 USD\n  2026-01: 901 USD\n")},
		{"a month twice behind a gap", 1, READ("  2026-03: 900 USD\n  2026-03: 901 USD\n")},
		{"a total beside its months", 0,
			READ("  2026-01: 900 USD\n  2026-02: 100 USD\n  2026-02-28: 1,000 USD\n")},
		{"a total that differs from them", 1,
			READ("  2026-01: 900 USD\n  2026-02: 100 USD\n  2026-02-28: 1,001 USD\n")},
		{"a total beside months behind a gap", 0,
			READ("  2026-02: 100 USD\n  2026-02-28: 1,001 USD\n")},
		{"a quarter beside its months", 0,
			READ("  2026-01: 300 USD\n  2026-02: 300 USD\n  2026-03: 300 USD\n"
			     "  2026-Q1: 900 USD\n")},
		{"a quarter that differs from them", 1,
			READ("  2026-01: 300 USD\n  2026-02: 300 USD\n  2026-03: 301 USD\n"
			     "  2026-Q1: 900 USD\n")},
		{"three of one day", 2,
			READ("  2026-01-31: 900 USD\n  2026-01-31: 901 USD\n  2026-01-31: 902 "
			     "USD\n")},
		{"a level", 1,
			RATE("  target: 30% by 2026-12-31\n") "readings rate { 2026-01: 29%\n "
							      "2026-01-31: 28% }\n"},
		{"a level on two days", 0,
			RATE("  target: 30% by 2026-12-31\n") "readings rate { 2026-01: 29%\n "
							      "2026-01-30: 28% }\n"},
		{"a goal and its metric", 0,
			READ("  2026-01-31: 900 USD\n") "readings revenue { 2026-01-31: 901 USD "
							"}\n"},
		{"another unit is another mistake", 0,
			READ("  2026-01-31: 900 USD\n  2026-01-31: 901 EUR\n")});
}

/* What a feed holds is known as of a day only: its file lies in a folder of its own. */
static void check_feed(
	const char *rule, uint32_t n, const char *kind, const char *csv, const char *rows)
{
	char folder[] = "/tmp/pbp-rules-XXXXXX";
	struct judged judged;
	struct arena arena;
	const char *reason = NULL;
	arena_init(&arena);
	assert_non_null(mkdtemp(folder));
	struct str plan = str_format(&arena,
		SMALL_PLAN("  period: 2026\n",
			"") "metric m \"M\" { means: \"M\"  unit: USD  kind: %s  refresh: 1 week "
			    "}\n"
			    "goal sourced \"S\" { owner: dana  metric: m  target: 9 USD by "
			    "2026-12-31 }\n"
			    "feed won \"Won deals\" {\n  file: \"won.csv\"\n  into: sourced\n"
			    "  date: column(\"Day\")\n  value: column(\"Amount\")\n}\n"
			    "readings sourced {\n%s}\n",
		kind, rows);
	const char *plan_path = str_format(&arena, "%s/plan.pbp", folder).ptr;
	const char *csv_path = str_format(&arena, "%s/won.csv", folder).ptr;
	assert_null(file_write(plan_path, plan));
	assert_null(file_write(csv_path, str_from(csv)));
	run_init(&judged.run, date_parse(STR("2026-06-30")));
	assert_true(run_load_path(&judged.run, folder, &reason));
	judged.plan = judged.run.plans.items[0];
	judged.tracked = plan_track(judged.plan, judged.run.as_of);
	rules_run(judged.plan, judged.tracked, NULL);
	sink_finish(&judged.run.sink, &judged.run.sources);
	if (count(&judged, rule) != n) {
		print_findings(&judged, rule);
		fail_msg("%s: %u expected for\n%s%s", rule, n, csv, rows);
	}
	judged_free(&judged);
	unlink(plan_path);
	unlink(csv_path);
	rmdir(folder);
	arena_free(&arena);
}

static void test_feeds(void **state)
{
	static const char overlap[] = "tracking.readings_overlap", falls[] = "tracking.total_falls";
	static const char csv[] = "Day,Amount\n2026-02-10,100\n2026-02-20,50\n2026-03-05,7\n";
	(void)state;
	/* A month, a total, and what lies before the feed's first row. */
	check_feed(overlap, 0, "flow", csv, "  2026-02: 150 USD\n");
	check_feed(overlap, 1, "flow", csv, "  2026-02: 151 USD\n");
	check_feed(overlap, 0, "flow", csv, "  2026-01: 999 USD\n");
	check_feed(overlap, 0, "flow", csv, "  2026-01-31: 40 USD\n  2026-02-28: 190 USD\n");
	check_feed(overlap, 1, "flow", csv, "  2026-01-31: 40 USD\n  2026-02-28: 150 USD\n");
	check_feed(overlap, 0, "flow", csv, "  2026-03-31: 4,000 USD\n"); /* behind its reach */
	check_feed(overlap, 0, "level", csv, "  2026-02-20: 50 USD\n");
	check_feed(overlap, 1, "level", csv, "  2026-02-20: 51 USD\n");
	check_feed(overlap, 0, "level", csv, "  2026-02-21: 51 USD\n");
	/* Rows of one feed add up. */
	check_feed(overlap, 0, "flow", "Day,Amount\n2026-02-10,1\n2026-02-10,2\n", "");
	check_feed(falls, 0, "flow", csv, "");
	check_feed(
		falls, 1, "flow", "Day,Amount\n2026-02-10,100\n2026-02-20,-1\n2026-02-21,-2\n", "");
	check_feed(falls, 0, "level", "Day,Amount\n2026-02-10,100\n2026-02-20,-1\n", "");
}

#define SAMPLED(rows) RATE("  target: 30% by 2026-12-31\n") "readings rate {\n" rows "}\n"

static void test_sample_missing(void **state)
{
	(void)state;
	BORDERS("tracking.sample_missing", NULL, {"none", 1, SAMPLED("  2026-01: 25%\n")},
		{"one", 0, SAMPLED("  2026-01: 25% of 3 deals\n")},
		{"rows of one block are one report", 1,
			SAMPLED("  2026-01: 25%\n  2026-02: 25% of 3 deals\n  2026-03: 25%\n")},
		{"a metric without a minimum", 0,
			"metric m \"M\" { means: \"M\"  unit: percent  kind: level }\n"
			"readings m { 2026-01: 25% }\n"},
		{"of the metric itself", 1, "readings win_rate { 2026-01: 25% }\n"},
		{"a feed", 1,
			RATE("") "feed f \"F\" {\n  file: \"x.csv\"\n  into: rate\n"
				 "  date: column(\"D\")\n  value: column(\"V\")\n}\n"},
		{"a feed with it", 0,
			RATE("") "feed f \"F\" {\n  file: \"x.csv\"\n  into: rate\n"
				 "  date: column(\"D\")\n  value: column(\"V\")\n"
				 "  sample: column(\"N\")\n}\n"});
}

/* ---- milestones and causes ---- */

#define STONE(more) "milestone m \"M\" {\n  due: 2026-01-30\n  owner: dana\n" more "}\n"

static void test_done_without_proof(void **state)
{
	(void)state;
	BORDERS("tracking.done_without_proof", NULL,
		{"done", 1, STONE("  accepted_when: \"x\"\n  done: 2026-01-28\n")},
		{"with proof", 0,
			STONE("  accepted_when: \"x\"\n  done: 2026-01-28\n  proof: \"y\"\n")},
		{"nothing says what to look at", 0, STONE("  done: 2026-01-28\n")},
		{"not done", 0, STONE("  accepted_when: \"x\"\n")},
		{"proof in an update", 0,
			STONE("  accepted_when: \"x\"\n") "update m { done: 2026-01-28  proof: "
							  "\"y\" }\n"});
}

#define CAUSE(why, more)                                                                           \
	"root_cause c \"C\" {\n  of: roll_out.first_calls\n  opened: 2026-02-05\n  owner: dana\n"  \
	"  problem: \"Late.\"\n  why: [" why "]\n" more "}\n"
#define WHOLE                                                                                      \
	"  escaped: \"x\"\n  verify: \"y\"\n  action a \"A\" { owner: lee  due: 2026-03-02 }\n"

static void test_thin_cause(void **state)
{
	(void)state;
	BORDERS("tracking.thin_cause", NULL, {"whole", 0, CAUSE("\"a\", \"b\"", WHOLE)},
		{"one step", 1, CAUSE("\"a\"", WHOLE)},
		{"all that is missing is one report", 1, CAUSE("\"a\"", "")},
		{"no action", 1, CAUSE("\"a\", \"b\"", "  escaped: \"x\"\n  verify: \"y\"\n")},
		{"an action in an update", 0,
			CAUSE("\"a\", \"b\"",
				"  escaped: \"x\"\n  verify: \"y\"\n") "update c {\n  action a "
								       "\"A\" { owner: lee  due: "
								       "2026-03-02 }\n}\n"},
		{"a why that cannot be read", 0, CAUSE("\"a\", 7", WHOLE)});
	/* Opened on a Thursday: five business days end on the Thursday after. */
	BORDERS("tracking.thin_cause", "2026-02-12", {"five business days", 0, CAUSE("\"a\"", "")});
	BORDERS("tracking.thin_cause", "2026-02-13", {"a day later", 1, CAUSE("\"a\"", "")});
}

#define TITLED(title) "initiative x \"" title "\" {\n  owner: dana\n  window: 2026\n}\n"
#define LONG                                                                                       \
	"The shops of the north and of the south and of the east and of the west and of all that " \
	"lies between them, and those of the sea and of the hills and of the woods and of the "    \
	"lakes and of the towns, with "

static void test_blame(void **state)
{
	(void)state;
	BORDERS("tracking.blame", NULL,
		{"a party", 1, CAUSE("\"a\", \"Brightline did not answer\"", WHOLE)},
		{"a party's whole title", 1,
			CAUSE("\"a\", \"Acme Software had other plans\"", WHOLE)},
		{"a person", 1, CAUSE("\"a\", \"Nobody asked Lee Park\"", WHOLE)},
		{"a first name", 1, CAUSE("\"a\", \"Dana was away\"", WHOLE)},
		{"a family name", 1, CAUSE("\"a\", \"Whit was away\"", WHOLE)},
		{"not the last why", 0,
			CAUSE("\"Dana was away\", \"The plan has no backup\"", WHOLE)},
		{"a system", 0, CAUSE("\"a\", \"The field is missing in Acme CRM\"", WHOLE)},
		{"a part of a word", 0, CAUSE("\"a\", \"The Acmebot was off\"", WHOLE)},
		{"another word in small letters", 0, CAUSE("\"a\", \"in the lee of it\"", WHOLE)},
		{"a quoted name", 0,
			CAUSE("\"a\", \"The list called `Brightline` is old\"", WHOLE)},
		{"a title", 0,
			TITLED("Shops for Brightline buyers")
				CAUSE("\"a\", \"Shops for Brightline buyers had no list\"", WHOLE)},
		{"a title in other letters", 0,
			TITLED("Shops FOR Brightline Buyers") CAUSE(
				"\"a\", \"The shops for Brightline buyers had none\"", WHOLE)},
		{"a part of a title", 1,
			TITLED("Shops for Brightline buyers")
				CAUSE("\"a\", \"Shops for Brightline had no list\"", WHOLE)},
		{"a title that goes on in its last word", 1,
			TITLED("Shops for Brightline buyer")
				CAUSE("\"a\", \"Shops for Brightline buyers had no list\"", WHOLE)},
		{"a title that begins with a sign", 0,
			TITLED("(Brightline) shops")
				CAUSE("\"a\", \"There are no (Brightline) shops\"", WHOLE)},
		{"a title at the end", 0,
			TITLED("Shops of Brightline")
				CAUSE("\"a\", \"Nobody had shops of Brightline\"", WHOLE)},
		{"in a title, and once more by itself", 1,
			TITLED("Shops of Brightline") CAUSE(
				"\"a\", \"Shops of Brightline: Brightline was late\"", WHOLE)},
		{"a title of the same words", 1,
			TITLED("Brightline") CAUSE("\"a\", \"Brightline was late\"", WHOLE)},
		{"a title longer than most", 0,
			TITLED(LONG "Brightline first")
				CAUSE("\"a\", \"" LONG "Brightline first was no list\"", WHOLE)});
}

/* ---- words for a status ---- */

#define NOTES(text)                                                                                \
	RATE("  target: 30% by 2026-12-31\n")                                                      \
	"session 2026-02-24 {\n  of: operating\n  attended: [priya, dana]\n  notes: \"" text       \
	"\"\n}\n"

static void test_words_for_status(void **state)
{
	(void)state;
	BORDERS("tracking.words_for_status", NULL,
		{"by its title", 1, NOTES("Win rate is on track.")},
		{"by its name", 1, NOTES("The rate is going well.")},
		{"in progress", 1, NOTES("Rate: in progress")},
		{"a goal with a reading", 0,
			NOTES("Win rate is on track.") "readings rate { 2026-01: 25% of 30 deals "
						       "}\n"},
		{"a reading of the metric", 0,
			NOTES("Win rate is on track.") "readings win_rate { 2026-01: 25% of 30 "
						       "deals }\n"},
		{"a reading of an earlier time", 1,
			NOTES("Win rate is on track.") "readings rate { 2026-01-23: 25% of 30 "
						       "deals }\n"},
		{"a month before", 0,
			NOTES("Win rate is on track.") "readings rate { 2026-01-24: 25% of 30 "
						       "deals }\n"},
		{"a reading of a later time", 1,
			NOTES("Win rate is on track.") "readings rate { 2026-02-25: 25% of 30 "
						       "deals }\n"},
		{"no goal", 0, NOTES("The booth is on track.")},
		{"another sentence", 0, NOTES("Win rate is 25%. The booth is on track.")},
		{"other words", 0, NOTES("Win rate stands at 25%.")},
		{"a part of a word", 0, NOTES("Rates are on track.")},
		{"a feed stands for it", 0,
			NOTES("Win rate is on track.") "feed f \"F\" {\n  file: \"x.csv\"\n  "
						       "into: rate\n  date: column(\"D\")\n"
						       "  value: column(\"V\")\n}\n"});
}

/* ---- closed work ---- */

#define CLOSED(gate)                                                                               \
	"initiative w \"W\" {\n  owner: dana\n  window: 2026-01-12 .. 2026-02-06\n"                \
	"  serves: [sourced]\n  gate: " gate "\n}\n"
#define DECISION(by, what)                                                                         \
	"session 2026-02-24 {\n  of: operating\n  attended: [priya, dana]\n"                       \
	"  decision \"D\" { by: " by "  affects: [" what "] }\n}\n"

static void test_closed_by_owner(void **state)
{
	(void)state;
	BORDERS("tracking.closed_by_owner", NULL, {"nobody says who", 1, CLOSED("closed")},
		{"the owner", 1, CLOSED("closed by dana")},
		{"somebody else", 0, CLOSED("closed by priya")},
		{"somebody who is misspelt is another mistake", 0, CLOSED("closed by priyaa")},
		{"another gate", 0, CLOSED("implementing by dana")},
		{"a decision by somebody else", 0, CLOSED("closed") DECISION("priya", "w")},
		{"a decision by the owner", 1, CLOSED("closed") DECISION("dana", "w")},
		{"a decision about something else", 1,
			CLOSED("closed") DECISION("priya", "roll_out")},
		{"the goal is met", 0, READ("  2026-02-28: 650,000 USD\n") CLOSED("closed")},
		{"almost", 1, READ("  2026-02-28: 649,999 USD\n") CLOSED("closed")},
		{"a falling level that is met", 0,
			"metric t \"T\" { means: \"T\"  unit: day  kind: level  better: less }\n"
			"goal t \"T\" { owner: dana  metric: t  target: 4 days by 2026-12-31  "
			"baseline: 9 days on 2025-12-31 }\n"
			"readings t { 2026-01: 4 days }\n"
			"initiative w \"W\" { owner: dana  window: 2026  serves: [t]  gate: closed "
			"}\n"},
		{"a bound that holds", 0,
			"metric t \"T\" { means: \"T\"  unit: day  kind: level  better: less }\n"
			"goal t \"T\" { owner: dana  metric: t  at_most: 4 days }\n"
			"readings t { 2026-01: 4 days }\n"
			"initiative w \"W\" { owner: dana  window: 2026  serves: [t]  gate: closed "
			"}\n"});
	/* As of a day the goal's status decides. */
	BORDERS("tracking.closed_by_owner", "2026-03-01",
		{"met", 0, READ("  2026-02-28: 650,000 USD\n") CLOSED("closed")},
		{"met later only", 1, READ("  2026-03-02: 650,000 USD\n") CLOSED("closed")});
}

#define QUICK(readings)                                                                            \
	"goal quick \"Answer price requests within 4 business hours\" {\n"                         \
	"  owner: vera  with: mona  objective: land_retail  metric: std.metrics.response_time\n"   \
	"  source: \"CRM\"  refresh: 2 weeks  measured_by: priya  scope: [retail]\n"               \
	"  at_most: 4 business_hours\n"                                                            \
	"}\n"                                                                                      \
	"readings quick {\n" readings "}\n"

#define SLOW(of, opened, more)                                                                     \
	"root_cause slow \"Requests wait\" { of: " of "  opened: " opened                          \
	"  owner: vera  problem: \"They wait.\"  why: [\"One.\", \"Two.\"]" more "}\n"

static void test_behind_twice(void **state)
{
	(void)state;
	static const struct border borders[] = {
		{"two months", 1,
			QUICK("  2026-01: 6 business_hours\n  2026-02: 7 business_hours\n")},
		{"the second was met: one step of two is still behind", 1,
			QUICK("  2026-01: 6 business_hours\n  2026-02: 4 business_hours\n")},
		{"the first was met, so that only the end of February is behind", 0,
			QUICK("  2026-01: 3 business_hours\n  2026-02: 7 business_hours\n")},
		{"a cause of the goal", 0,
			QUICK("  2026-01: 6 business_hours\n  2026-02: 7 business_hours\n")
				SLOW("quick", "2026-02-20", "")},
		{"a cause of its metric", 0,
			QUICK("  2026-01: 6 business_hours\n  2026-02: 7 business_hours\n")
				SLOW("std.metrics.response_time", "2026-02-20", "")},
		{"a cause that is opened later than the day that is judged", 1,
			QUICK("  2026-01: 6 business_hours\n  2026-02: 7 business_hours\n")
				SLOW("quick", "2026-03-20", "")},
		{"a cause of another goal", 1,
			QUICK("  2026-01: 6 business_hours\n  2026-02: 7 business_hours\n")
				SLOW("sellers", "2026-02-20", "")},
	};
	check_borders("tracking.behind_twice_without_cause", PROFILE_STANDARD, "2026-03-12",
		borders, sizeof borders / sizeof *borders);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_total_falls),
		cmocka_unit_test(test_readings_overlap),
		cmocka_unit_test(test_feeds),
		cmocka_unit_test(test_sample_missing),
		cmocka_unit_test(test_done_without_proof),
		cmocka_unit_test(test_thin_cause),
		cmocka_unit_test(test_blame),
		cmocka_unit_test(test_words_for_status),
		cmocka_unit_test(test_closed_by_owner),
		cmocka_unit_test(test_behind_twice),
	};
	return cmocka_run_group_tests_name("rules of tracking", tests, NULL, NULL);
}
