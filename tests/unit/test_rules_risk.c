/* Rules about risks and dependencies: their limits, and the cases that look the same. */
#include "tests/unit/rules_judge.h"

/* ---- risk ---- */

#define RISK(likelihood, impact, more)                                                             \
	"risk r \"R\" {\n  owner: dana\n  likelihood: " likelihood "\n  impact: " impact "\n"      \
	"  response: mitigate\n" more "}\n"

#define PLAN_B(more) "contingency b \"B\" {\n  owner: lee\n" more "}\n"

static void test_none(void **state)
{
	(void)state;
	BORDERS("risk.none", NULL, {"one", 0, ""}, {"none", 1, "# without: risk slow_calls\n"},
		{"one that is misspelt is another mistake", 1,
			"# without: risk slow_calls\nrissk r \"R\" {}\n"},
		{"a file that cannot be read", 0, "# without: risk slow_calls\nrisk r \"R\" {\n"});
}

#define HEADLINE(more)                                                                             \
	"goal rate \"Rate\" {\n  owner: dana\n  metric: win_rate\n  target: 30% by 2026-12-31\n"   \
	"  headline: true\n" more "}\n"

#define WORKS                                                                                      \
	"initiative w \"W\" {\n  owner: dana\n  window: 2026\n  serves: [rate]\n"                  \
	"  milestone m \"M\" { due: 2026-05-29 }\n}\n"

static void test_headline_uncovered(void **state)
{
	(void)state;
	BORDERS("risk.headline_uncovered", NULL, {"nothing", 1, HEADLINE("")},
		{"itself", 0, HEADLINE("") RISK("1", "1", "  affects: [rate]\n")},
		{"its objective", 0, HEADLINE("  objective: land_retail\n")},
		{"its metric", 0, HEADLINE("") RISK("1", "1", "  affects: [win_rate]\n")},
		{"an initiative that serves it", 0,
			HEADLINE("") WORKS RISK("1", "1", "  affects: [w]\n")},
		{"a milestone of that", 0, HEADLINE("") WORKS RISK("1", "1", "  affects: [w.m]\n")},
		{"an initiative that serves another", 1,
			HEADLINE("") RISK("1", "1", "  affects: [mailing]\n")},
		{"no headline", 0, "goal rate \"Rate\" { owner: dana  metric: win_rate }\n"},
		{"no risk at all is another report", 0,
			"# without: risk slow_calls\n" HEADLINE("")},
		{"a name that means nothing", 0,
			HEADLINE("") RISK("1", "1", "  affects: [ratee]\n")});
}

static void test_no_contingency(void **state)
{
	(void)state;
	BORDERS("risk.no_contingency", NULL, {"twelve", 1, RISK("3", "4", "")},
		{"ten", 0, RISK("2", "5", "")}, {"twenty-five", 1, RISK("5", "5", "")},
		{"with an action", 0,
			RISK("3", "4", "  contingency: b\n")
				PLAN_B("  action a \"A\" { owner: lee  due: 2026-05-29 }\n")},
		{"without one", 1, RISK("3", "4", "  contingency: b\n") PLAN_B("")},
		{"one that is misspelt is another mistake", 0,
			RISK("3", "4", "  contingency: bb\n")},
		{"accepted with a reason", 0,
			"risk r \"R\" {\n  owner: dana\n  likelihood: 3\n  impact: 4\n"
			"  response: accept\n  about: \"Nobody can help it.\"\n}\n"},
		{"accepted without one", 1,
			"risk r \"R\" {\n  owner: dana\n  likelihood: 3\n  impact: 4\n"
			"  response: accept\n}\n"},
		{"a reason and no acceptance", 1, RISK("3", "4", "  about: \"So it is.\"\n")},
		{"closed", 0, RISK("3", "4", "  closed: 2026-02-01\n")});
}

static void test_no_trigger(void **state)
{
	(void)state;
	BORDERS("risk.no_trigger", NULL, {"six", 1, RISK("2", "3", "")},
		{"five", 0, RISK("1", "5", "")},
		{"a trigger", 0, RISK("2", "3", "  trigger: sourced.gap > 9 USD\n")},
		{"an event and who watches", 0, RISK("2", "3", "  event: \"E\" with lee\n")},
		{"an event alone", 1, RISK("2", "3", "  event: \"E\"\n")},
		{"a watcher who is misspelt is another mistake", 0,
			RISK("2", "3", "  event: \"E\" with leee\n")},
		{"closed", 0, RISK("2", "3", "  closed: 2026-02-01\n")});
}

#define TOOL(more) "resource demo \"Demo\" {\n  type: tool\n  by: acme\n" more "}\n"
#define NEEDS(needs)                                                                               \
	HEADLINE("")                                                                               \
	"initiative w \"W\" {\n  owner: dana\n  window: 2026\n  serves: [rate]\n  needs: [" needs  \
	"]\n}\n"

static void test_single_point(void **state)
{
	(void)state;
	BORDERS("risk.single_point", NULL, {"a tool", 1, NEEDS("demo") TOOL("")},
		{"with a substitute in words", 0, NEEDS("demo") TOOL("  substitute: \"A film\"\n")},
		{"with another one", 0,
			NEEDS("demo") TOOL("  substitute: spare\n") "resource spare \"Spare\" { "
								    "type: tool  by: acme }\n"},
		{"cash", 0, NEEDS("c") "resource c \"C\" { type: cash  by: acme }\n"},
		{"people", 1, NEEDS("c") "resource c \"C\" { type: people  by: acme }\n"},
		{"a person", 1, NEEDS("lee")},
		{"a person with a backup", 0,
			NEEDS("kim") "person kim \"Kim\" { of: acme  backup: priya }\n"},
		{"two", 2, NEEDS("lee, demo") TOOL("")},
		{"accepted", 0,
			NEEDS("demo") TOOL(
				"") "risk r \"R\" {\n  owner: dana\n  likelihood: 1\n  impact: 1\n"
				    "  response: accept\n  affects: [demo]\n}\n"},
		{"accepted for the work", 0,
			NEEDS("demo") TOOL(
				"") "risk r \"R\" {\n  owner: dana\n  likelihood: 1\n  impact: 1\n"
				    "  response: accept\n  affects: [w]\n}\n"},
		{"a risk that is not accepted", 1,
			NEEDS("demo") TOOL("") RISK("1", "1", "  affects: [demo]\n")},
		{"for a goal that is no headline", 0,
			"initiative w \"W\" {\n  owner: dana\n  window: 2026\n  serves: "
			"[sourced]\n  needs: [demo]\n}\n" TOOL("")});
}

/* ---- dependency ---- */

#define ITEM(name, window, more)                                                                   \
	"initiative " name " \"" name " work\" {\n  owner: dana\n  window: " window "\n" more "}"  \
	"\n"

static void test_cycle(void **state)
{
	(void)state;
	BORDERS("dependency.cycle", NULL,
		{"two", 1, ITEM("a", "2026", "  after: b\n") ITEM("b", "2026", "  after: a\n")},
		{"a line", 0,
			ITEM("a", "2026", "") ITEM("b", "2026", "  after: a\n")
				ITEM("c", "2026", "  after: [a, b]\n")},
		{"itself", 1, ITEM("a", "2026", "  after: a\n")},
		{"a milestone after itself", 1,
			"milestone m \"M\" { due: 2026-05-29  owner: dana  after: m }\n"},
		{"needs", 1, ITEM("a", "2026", "  needs: [b]\n") ITEM("b", "2026", "  after: a\n")},
		{"a part after its own initiative", 1,
			ITEM("a", "2026", "  milestone m \"M\" { due: 2026-05-29  after: a }\n")},
		{"an initiative after its own part", 1,
			ITEM("a", "2026",
				"  after: a.m\n  milestone m \"M\" { due: 2026-05-29 }\n")},
		{"parts of two", 1,
			ITEM("a", "2026", "  after: b.m\n  milestone m \"M\" { due: 2026-05-29 }\n")
				ITEM("b", "2026",
					"  after: a.m\n  milestone m \"M\" { due: 2026-05-29 }\n")},
		{"in and out of one", 0,
			ITEM("a", "2026",
				"  milestone m \"M\" { due: 2026-02-27 }\n"
				"  milestone n \"N\" { due: 2026-11-27  after: b }\n")
				ITEM("b", "2026-03-02 .. 2026-05-29", "  after: a.m\n")},
		{"two circles", 2,
			ITEM("a", "2026", "  after: b\n") ITEM("b", "2026", "  after: a\n") ITEM(
				"c", "2026", "  after: d\n") ITEM("d", "2026", "  after: c\n")},
		{"two that share a block are one report", 1,
			ITEM("a", "2026", "  after: [b, c]\n") ITEM("b", "2026", "  after: a\n")
				ITEM("c", "2026", "  after: a\n")});
	struct judged judged;
	judge(&judged, (struct ask){ITEM("a", "2026", "  after: c\n") ITEM("b", "2026",
					    "  after: a\n") ITEM("c", "2026", "  after: b\n"),
			       NULL, PROFILE_NONE, NULL});
	const struct finding *finding = the(&judged, "dependency.cycle");
	assert_true(str_is(finding->message,
		"initiative \"a work\" waits for itself: a waits for c, c waits for b, b waits for "
		"a"));
	assert_non_null(finding->labels->next);
	assert_null(finding->labels->next->next);
	/* What cannot be in order is not reported for its order as well. */
	assert_int_equal(count(&judged, "dependency.order"), 0);
	judged_free(&judged);
}

#define FIRST(due, more) "milestone first \"First\" { due: " due "  owner: dana" more " }\n"

static void test_order(void **state)
{
	(void)state;
	BORDERS("dependency.order", NULL,
		{"on the day", 0,
			FIRST("2026-03-02", "")
				ITEM("a", "2026-03-02 .. 2026-05-29", "  after: first\n")},
		{"a day before", 1,
			FIRST("2026-03-03", "")
				ITEM("a", "2026-03-02 .. 2026-05-29", "  after: first\n")},
		{"due on the same day", 0,
			FIRST("2026-03-02", "") "milestone m \"M\" { due: 2026-03-02  owner: dana  "
						"after: first }\n"},
		{"due a day before", 1,
			FIRST("2026-03-03", "") "milestone m \"M\" { due: 2026-03-02  owner: dana  "
						"after: first }\n"},
		{"an activity with a window", 1,
			FIRST("2026-03-03", "") "activity m \"M\" { window: 2026-03-02 .. "
						"2026-04-30  owner: dana  after: "
						"first }\n"},
		{"after an initiative", 1,
			ITEM("a", "2026-01-05 .. 2026-05-29", "")
				ITEM("b", "2026-05-28 .. 2026-06-26", "  after: a\n")},
		{"needs it", 1,
			FIRST("2026-03-03", "")
				ITEM("a", "2026-03-02 .. 2026-05-29", "  needs: [first]\n")},
		{"done in time", 0,
			FIRST("2026-03-03", "  done: 2026-03-01")
				ITEM("a", "2026-03-02 .. 2026-05-29", "  after: first\n")},
		{"done later", 1,
			FIRST("2026-03-09", "  done: 2026-03-03")
				ITEM("a", "2026-03-02 .. 2026-05-29", "  after: first\n")},
		{"cancelled", 0,
			FIRST("2026-03-03", "") ITEM("a", "2026-03-02 .. 2026-05-29",
				"  after: first\n  state: cancelled on 2026-02-01\n")},
		{"a dependency says itself when it is needed", 0,
			"dependency d \"D\" {\n  from: mona\n  to: lee\n  need_by: 2026-04-01\n"
			"  promised: 2026-04-01\n  affects: [a]\n}\n" ITEM(
				"a", "2026-03-02 .. 2026-05-29", "  needs: [d]\n")},
		{"enablement that is late for it says so itself", 0,
			"enablement e \"E\" {\n  type: playbook\n  owner: lee\n  audience: [lee]\n"
			"  due: 2026-04-01\n  via: \"V\"\n  needed_by: a\n}\n" ITEM(
				"a", "2026-03-02 .. 2026-05-29", "  needs: [e]\n")},
		{"enablement that it needs", 1,
			"enablement e \"E\" {\n  type: playbook\n  owner: lee\n  audience: [lee]\n"
			"  due: 2026-04-01\n  via: \"V\"\n}\n" ITEM(
				"a", "2026-03-02 .. 2026-05-29", "  needs: [e]\n")});
}

static void assert_text(struct str found, const char *expected)
{
	if (!str_is(found, expected))
		fail_msg("found    \"%.*s\"\nexpected \"%s\"", STR_ARGS(found), expected);
}

static void assert_at(struct judged *judged, struct span span, const char *text)
{
	assert_text(source_slice(sources_get(&judged->run.sources, span.source), span), text);
}

static void test_order_reads(void **state)
{
	(void)state;
	struct judged judged;
	judge(&judged,
		(struct ask){"initiative crm_link \"ERP connector\" {\n  owner: mona\n"
			     "  window: 2026-02-02 .. 2026-05-29\n"
			     "  milestone connector \"Connector released\" { due: 2026-04-30 }\n}\n"
			     "initiative capture \"Capture roll-out\" {\n  owner: dana\n"
			     "  window: 2026-04-20 .. 2026-06-26\n  after: crm_link.connector\n}\n",
			NULL, PROFILE_NONE, NULL});
	const struct finding *finding = the(&judged, "dependency.order");
	assert_text(finding->message, "initiative \"Capture roll-out\" starts 10 days before the "
				      "item it waits for is due");
	assert_at(&judged, finding->span, "2026-04-20");
	assert_text(finding->caret, "starts");
	assert_at(&judged, finding->labels->span, "2026-04-30");
	assert_text(finding->labels->text, "milestone \"Connector released\" is due");
	assert_at(&judged, finding->labels->next->span, "crm_link.connector");
	assert_text(finding->labels->next->text, "waits for it");
	assert_text(finding->helps->text, "start on the day after:");
	assert_text(finding->code, "window: 2026-05-01 .. 2026-06-26");
	assert_at(&judged, finding->edits->span, "2026-04-20");
	assert_text(finding->edits->text, "2026-05-01");
	judged_free(&judged);
	/* A window in one period has no first date to change. */
	judge(&judged, (struct ask){FIRST("2026-05-15", "") ITEM("a", "2026-Q2",
					    "  after: "
					    "first\n"),
			       NULL, PROFILE_NONE, NULL});
	finding = the(&judged, "dependency.order");
	assert_at(&judged, finding->span, "2026-Q2");
	assert_text(finding->code, "window: 2026-05-16 .. 2026-06-30");
	judged_free(&judged);
}

#define API(more)                                                                                  \
	"dependency api \"Api\" {\n  from: mona\n  to: lee\n  need_by: 2026-03-02\n" more "}\n"

static void test_promises(void **state)
{
	(void)state;
	BORDERS("dependency.no_promise", NULL, {"none", 1, API("")},
		{"one", 0, API("  promised: 2026-09-01\n")},
		{"in an update", 0, API("") "update api { promised: 2026-03-01 }\n"},
		{"delivered", 0, API("  delivered: 2026-09-01\n")});
	BORDERS("dependency.promised_late", NULL,
		{"on the day", 0, API("  promised: 2026-03-02\n")},
		{"a day later", 1, API("  promised: 2026-03-03\n")},
		{"delivered in time", 0, API("  promised: 2026-03-03\n  delivered: 2026-03-02\n")},
		{"delivered late", 1, API("  promised: 2026-03-03\n  delivered: 2026-03-03\n")},
		{"no promise", 0, API("")});
}

#define STONE(name, title, due, owner)                                                             \
	"milestone " name " \"" title "\" { due: " due "  owner: " owner " }\n"

static void test_two_dates(void **state)
{
	(void)state;
	BORDERS("dependency.two_dates", NULL,
		{"the same day and owner", 0,
			STONE("a", "Price list agreed", "2026-03-02", "lee")
				STONE("b", "Price list agreed", "2026-03-02", "lee")},
		{"another day", 1,
			STONE("a", "Price list agreed", "2026-03-02", "lee")
				STONE("b", "Price list agreed", "2026-03-03", "lee")},
		{"another owner", 1,
			STONE("a", "Price list agreed", "2026-03-02", "lee")
				STONE("b", "Price list agreed", "2026-03-02", "sam")},
		{"case and spaces", 1,
			STONE("a", "Price list agreed", "2026-03-02", "lee")
				STONE("b", "price  LIST agreed", "2026-03-03", "lee")},
		{"two words", 0,
			STONE("a", "Price list", "2026-03-02", "lee")
				STONE("b", "Price list", "2026-03-03", "lee")},
		{"three of them", 2,
			STONE("a", "Price list agreed", "2026-03-02", "lee")
				STONE("b", "Price list agreed", "2026-03-03", "lee")
					STONE("c", "Price list agreed", "2026-03-04", "lee")},
		{"two kinds", 0,
			STONE("a", "Price list agreed", "2026-03-02",
				"mona") "dependency d \"Price list agreed\" {\n  from: mona\n  to: "
					"lee\n"
					"  need_by: 2026-03-05\n  promised: 2026-03-02\n}\n"},
		{"dependencies", 1,
			"dependency c \"Price list agreed\" {\n  from: mona\n  to: lee\n"
			"  need_by: 2026-03-06\n  promised: 2026-03-02\n}\n"
			"dependency d \"Price list agreed\" {\n  from: mona\n  to: lee\n"
			"  need_by: 2026-03-05\n  promised: 2026-03-02\n}\n"},
		{"of one template", 0,
			"import std.templates\n"
			"initiative v \"V\" like std.templates.webinar {\n  owner: lee\n"
			"  window: 2026-03-02 .. 2026-04-30\n}\n"
			"initiative w \"W\" like std.templates.webinar {\n  owner: sam\n"
			"  window: 2026-09-01 .. 2026-10-30\n}\n"});
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_none),
		cmocka_unit_test(test_headline_uncovered),
		cmocka_unit_test(test_no_contingency),
		cmocka_unit_test(test_no_trigger),
		cmocka_unit_test(test_single_point),
		cmocka_unit_test(test_cycle),
		cmocka_unit_test(test_order),
		cmocka_unit_test(test_order_reads),
		cmocka_unit_test(test_promises),
		cmocka_unit_test(test_two_dates),
	};
	return cmocka_run_group_tests_name("rules of risk and dependency", tests, NULL, NULL);
}
