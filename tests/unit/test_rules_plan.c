/* Borders of the rules of the group plan. */
#include "tests/unit/rules_judge.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define YEAR "  period: 2026-01-01 .. 2026-12-31\n"
#define METRICS                                                                                    \
	"metric money \"Money\" { means: \"M\"  unit: USD  kind: flow }\n"                         \
	"metric rate \"Rate\" { means: \"R\"  unit: percent  kind: level }\n"
#define TWO(rest) SMALL_PLAN(YEAR, rest)
#define GOAL(name, metric, asks)                                                                   \
	"goal " name " \"" name "\" {\n  owner: omar\n  metric: " metric "\n  " asks "\n}\n"

#define BETWEEN(parties, rest)                                                                     \
	"plan joint \"Joint plan\" {\n  between: [" parties "]\n" YEAR "  currency: USD\n}\n" rest
#define PARTY(name, role) "party " name " \"" name "\" { role: " role " }\n"

static void test_parties(void **state)
{
	(void)state;
	BORDERS("plan.one_party", NULL,
		{"vendor and reseller", 0,
			BETWEEN("a, b", PARTY("a", "vendor") PARTY("b", "reseller"))},
		{"supplier and partner", 0,
			BETWEEN("a, b", PARTY("a", "supplier") PARTY("b", "partner"))},
		{"one", 1, BETWEEN("a", PARTY("a", "vendor"))},
		{"one, twice", 1, BETWEEN("a, a", PARTY("a", "vendor"))},
		{"two vendors", 1, BETWEEN("a, b", PARTY("a", "vendor") PARTY("b", "supplier"))},
		{"two resellers", 1,
			BETWEEN("a, b", PARTY("a", "distributor") PARTY("b", "reseller"))},
		{"three of both sides", 0,
			BETWEEN("a, b, c", PARTY("a", "vendor") PARTY("b", "distributor")
						   PARTY("c", "reseller"))},
		{"a misspelt name", 0,
			BETWEEN("a, bb", PARTY("a", "vendor") PARTY("b", "partner"))},
		{"a misspelt role", 0, BETWEEN("a, b", PARTY("a", "vendor") PARTY("b", "vendr"))});
}

static void test_parts(void **state)
{
	static const struct border strategic[] = {{"all", 0, ""},
		{"a fact of one party", 1, "# without: fact acme_deals\n"},
		{"facts of both are one report", 1,
			"# without: fact acme_deals, fact brightline_deals\n"}};
	(void)state;
	BORDERS("plan.missing_part", NULL, {"nothing is there, in one report", 1, TWO("")},
		{"all is there", 0,
			SMALL_PLAN(YEAR "  vision: \"V\"\n  channels: [\"C\"]\n",
				"region r \"R\" {}\n")},
		{"no channels", 1, SMALL_PLAN(YEAR "  vision: \"V\"\n", "product r \"R\" {}\n")},
		{"no market", 1, SMALL_PLAN(YEAR "  vision: \"V\"\n  channels: [\"C\"]\n", "")},
		{"facts are for the strategic", 0, "# without: fact acme_deals\n"});
	check_borders("plan.missing_part", PROFILE_STRATEGIC, NULL, strategic,
		sizeof strategic / sizeof *strategic);
}

#define STONE(due) "milestone s \"S\" { owner: omar  due: " due " }\n"
#define REVIEW(type, rest)                                                                         \
	"review r \"R\" {\n  type: " type "\n  attendees: [omar, dana]\n  " rest "\n}\n"
#define WORKS(window, more) "initiative x \"X\" {\n  owner: omar\n  window: " window "\n" more "}\n"

static void test_outside(void **state)
{
	(void)state;
	BORDERS("plan.outside_period", NULL, {"on the last day", 0, TWO(STONE("2026-12-31"))},
		{"the day after", 1, TWO(STONE("2027-01-01"))},
		{"on the first day", 0, TWO(STONE("2026-01-01"))},
		{"the day before", 1, TWO(STONE("2025-12-31"))},
		{"a window", 1, TWO(WORKS("2026-12-01 .. 2027-01-01", ""))},
		{"what lies within it follows from it", 1,
			TWO(WORKS("2026-12-01 .. 2027-02-01",
				"  milestone s \"S\" { due: 2027-01-20 }\n"))},
		{"what lies outside both does not", 2,
			TWO(WORKS("2026-12-01 .. 2027-02-01",
				"  milestone s \"S\" { due: 2027-02-20 }\n"))},
		{"a target", 1, TWO(METRICS GOAL("a", "money", "target: 1 USD by 2027-03-31"))},
		{"its baseline and what was before", 0,
			TWO(METRICS GOAL("a", "rate",
				"target: 1% by 2026-03-31  baseline: 0% on 2025-12-31  prior: 2% "
				"for "
				"2025"))},
		{"an action 60 days after the end", 0,
			TWO("action a \"A\" { owner: omar  due: 2027-03-01 }\n")},
		{"61 days", 1, TWO("action a \"A\" { owner: omar  due: 2027-03-02 }\n")},
		{"an action before the start", 1,
			TWO("action a \"A\" { owner: omar  due: 2025-12-31 }\n")},
		{"a review 60 days after the end", 0, TWO(REVIEW("quarterly", "on: 2027-03-01"))},
		{"61 days after", 1, TWO(REVIEW("quarterly", "on: 2027-03-02"))},
		{"a planning session 60 days before", 0, TWO(REVIEW("planning", "on: 2025-11-02"))},
		{"61 days before", 1, TWO(REVIEW("planning", "on: 2025-11-01"))},
		{"another review before", 1, TWO(REVIEW("executive", "on: 2025-12-31"))},
		{"a cadence that goes on", 1,
			TWO(REVIEW("executive", "every: 1 month until 2027-12-31"))},
		{"a record", 1,
			TWO(REVIEW(
				"executive", "on: 2026-02-02") "session 2027-03-02 { of: r }\n")},
		{"a review and its record are one report", 1,
			TWO(REVIEW(
				"executive", "on: 2027-03-02") "session 2027-03-02 { of: r }\n")},
		{"means that are there for longer", 0,
			TWO("resource m \"M\" { type: tool  by: acme  window: 2025-06-01 .. "
			    "2027-06-01 }\n")},
		{"means of another time", 1,
			TWO("resource m \"M\" { type: tool  by: acme  window: 2027-01-01 .. "
			    "2027-06-01 }\n")},
		{"dates of another nature", 0,
			TWO("assumption a \"A\" { owner: omar  recheck_by: 2028-01-01 }\n"
			    "priority p \"P\" { of: acme }\n"
			    "objective o \"O\" { serves: p  horizon: 2030-12-31 }\n"
			    "signoff acme { by: omar  on: 2025-12-20  seal: \"x\" }\n"
			    "person kim \"Kim\" { of: acme  joined: 2020-01-01 }\n")});
	/* It speaks instead of timed.outside_window. */
	BORDERS("timed.outside_window", NULL,
		{"outside the plan", 0,
			TWO(WORKS("2026-02-01 .. 2026-03-01",
				"  milestone s \"S\" { due: 2027-03-20 }\n"))},
		{"outside the window alone", 1,
			TWO(WORKS("2026-02-01 .. 2026-03-01",
				"  milestone s \"S\" { due: 2026-03-20 }\n"))});
}

static void test_unused(void **state)
{
	(void)state;
	BORDERS("plan.unused", NULL, {"people", 2, TWO("")},
		{"who own", 1, TWO(STONE("2026-02-02"))},
		{"who attend", 0, TWO(REVIEW("executive", "on: 2026-02-02"))},
		{"an update is no use", 2, TWO("update omar { leaves: 2026-06-30 }\n")},
		{"a metric", 3, TWO("metric m \"M\" { means: \"M\"  unit: USD  kind: flow }\n")},
		{"measured", 1,
			TWO("metric m \"M\" { means: \"M\"  unit: USD  kind: flow }\n" GOAL(
				"a", "m", "target: 1 USD"))},
		{"in a condition", 2,
			TWO("metric m \"M\" { means: \"M\"  unit: USD  kind: flow }\n"
			    "tier t \"T\" { requires: [m.latest > 3 USD] }\n")},
		{"in a formula", 3,
			TWO("metric m \"M\" { means: \"M\"  unit: USD  kind: flow }\n"
			    "metric n \"N\" { means: \"N\"  unit: USD  kind: flow  equals: m * 2 "
			    "}\n")},
		{"like it", 1,
			TWO("metric m \"M\" { means: \"M\"  unit: USD  kind: flow }\n"
			    "metric n \"N\" like m {}\n" GOAL("a", "n", "target: 1 USD"))},
		{"a fund and a resource", 3,
			TWO("fund f \"F\" { of: acme  owner: omar  amount: 9 USD  window: 2026 }\n"
			    "resource r \"R\" { type: tool  by: acme }\n")},
		{"that are needed", 1,
			TWO("fund f \"F\" { of: acme  owner: omar  amount: 9 USD  window: 2026 }\n"
			    "resource r \"R\" { type: tool  by: acme }\n" WORKS(
				    "2026", "  budget: 1 USD from f\n  needs: [r]\n"))},
		{"cash for a match", 1,
			TWO("fund f \"F\" { of: acme  owner: omar  amount: 9 USD  window: 2026  "
			    "match: "
			    "50% by brightline }\n"
			    "resource r \"R\" { type: cash  by: brightline }\n" WORKS(
				    "2026", "  budget: 1 USD from f\n"))},
		{"a term", 3, TWO("term active_shop { means: \"A shop that is active.\" }\n")},
		{"whose words are used", 1,
			TWO("term active_shop { means: \"A shop that orders.\" }\n"
			    "milestone s \"Ten active shops\" { owner: omar  due: 2026-02-02 }\n")},
		{"a value", 3, TWO("let x = 4\n")},
		{"that is used", 1,
			TWO("let x = 4 USD\n" METRICS GOAL("a", "money", "target: x")
					GOAL("b", "rate", "at_least: 3%"))},
		{"an import", 3, TWO("import std.terms\n")},
		{"of which a word is used", 2,
			TWO("import std.terms\npriority p \"Keep churn low\" { of: acme }\n")},
		{"of which a metric is used", 1,
			TWO("import std.metrics\n" GOAL(
				"a", "std.metrics.bookings", "target: 1 USD"))},
		{"of which a unit is used", 1,
			TWO("import std.units\nmetric m \"M\" { means: \"M\"  unit: lead  kind: "
			    "flow "
			    "}\n" GOAL("a", "m", "target: 1 lead"))},
		{"a misspelt name leaves all open", 0, TWO(GOAL("a", "m", "target: 1 USD"))});
}

#define TIER(goals, rest)                                                                          \
	SMALL_PLAN(YEAR "  tier: gold\n", "tier gold \"Gold\" { " goals " }\n" METRICS rest)

static void test_goals(void **state)
{
	(void)state;
	BORDERS("plan.tier_goals", NULL,
		{"as many", 0, TIER("goals_at_least: 1", GOAL("a", "money", "target: 1 USD"))},
		{"one fewer", 1, TIER("goals_at_least: 2", GOAL("a", "money", "target: 1 USD"))},
		{"a part counts", 0,
			TIER("goals_at_least: 2", GOAL("a", "money", "target: 1 USD") GOAL("b",
							  "money", "target: 1 USD  part_of: a"))},
		{"none asked for", 0, TIER("review_within: 2 weeks", "")});
	BORDERS("plan.revenue_only", NULL,
		{"money alone", 1, TWO(METRICS GOAL("a", "money", "target: 1 USD"))},
		{"and a rate", 0,
			TWO(METRICS GOAL("a", "money", "target: 1 USD")
					GOAL("b", "rate", "at_least: 1%"))},
		{"no goal", 0, TWO(METRICS)},
		{"90 days", 0,
			SMALL_PLAN("  period: 2026-01-01 .. 2026-03-31\n",
				METRICS GOAL("a", "money", "target: 1 USD"))},
		{"91 days", 1,
			SMALL_PLAN("  period: 2026-01-01 .. 2026-04-01\n",
				METRICS GOAL("a", "money", "target: 1 USD"))});
#define QUARTER "  period: 2026-01-01 .. 2026-03-31\n"
#define STAGE(stage)                                                                               \
	"initiative " stage " \"X\" { owner: omar  window: 2026-Q1  stage: " stage " }\n"
	BORDERS("plan.no_sales_goal", NULL, {"no goal", 1, TWO("")},
		{"a rate", 1, TWO(METRICS GOAL("a", "rate", "at_least: 1%"))},
		{"money", 0, TWO(METRICS GOAL("a", "money", "target: 1 USD"))},
		{"accounts", 0,
			TWO("import std.metrics\n" GOAL(
				"a", "std.metrics.new_accounts", "target: 1 account"))},
		{"leads", 1,
			TWO("import std.metrics\n" GOAL(
				"a", "std.metrics.qualified_leads", "target: 1 lead"))},
		{"a quarter that prepares", 0,
			SMALL_PLAN(QUARTER, STAGE("recruit") STAGE("enable"))},
		{"a quarter that sells", 1, SMALL_PLAN(QUARTER, STAGE("recruit") STAGE("sell"))},
		{"a year that prepares", 1, TWO(STAGE("recruit"))});
	BORDERS("plan.maintenance_only", NULL,
		{"kept", 1, TWO(METRICS GOAL("a", "rate", "at_least: 1%"))},
		{"and a target", 0,
			TWO(METRICS GOAL("a", "rate", "at_least: 1%")
					GOAL("b", "money", "target: 1 USD"))},
		{"no goal", 0, TWO("")},
		{"90 days", 0, SMALL_PLAN(QUARTER, METRICS GOAL("a", "rate", "at_least: 1%"))});
}

#define HEADLINES(more)                                                                            \
	GOAL("a", "money", "target: 1 USD  headline: true")                                        \
	GOAL("b", "money", "target: 2 USD  headline: true")                                        \
	GOAL("c", "money", "target: 3 USD  headline: true")                                        \
	GOAL("d", "money", "target: 4 USD  headline: true")                                        \
	GOAL("e", "money", "target: 5 USD  headline: true")                                        \
	GOAL("f", "money", "target: 6 USD " more)

static void test_size(void **state)
{
	(void)state;
	BORDERS("plan.too_many_headlines", NULL, {"five", 0, TWO(METRICS HEADLINES(""))},
		{"six", 1, TWO(METRICS HEADLINES("headline: true"))},
		{"the sixth is a part", 0, TWO(METRICS HEADLINES("headline: true  part_of: a"))},
		{"the sixth is a stretch goal", 0,
			TWO(METRICS HEADLINES("headline: true  stretch_of: a"))},
		{"more metrics than allowed", 1,
			SMALL_PLAN(YEAR "  set: [plan.too_many_headlines.metrics to 1]\n",
				METRICS GOAL("a", "money", "target: 1 USD")
					GOAL("b", "rate", "at_least: 1%"))});
#define AREA(area) "initiative " area " \"X\" { owner: omar  window: 2026-Q1  area: " area " }\n"
#define FOUR AREA("marketing") AREA("sales") AREA("product")
	BORDERS("plan.area_uncovered", NULL, {"all four", 0, TWO(FOUR AREA("enablement"))},
		{"three", 1, TWO(FOUR)}, {"none is one report", 1, TWO("")},
		{"others do not help", 1, TWO(FOUR AREA("operations"))},
		{"180 days", 0, SMALL_PLAN("  period: 2026-01-01 .. 2026-06-29\n", FOUR)},
		{"181 days", 1, SMALL_PLAN("  period: 2026-01-01 .. 2026-06-30\n", FOUR)},
		{"cancelled", 1,
			TWO(FOUR "initiative x \"X\" { owner: omar  window: 2026-Q1  area: "
				 "enablement  state: cancelled on 2026-01-20 }\n")});
}

/* ---- two plans ---- */

#define FRAME(status, period, rest)                                                                \
	"plan joint \"Joint\" {\n  between: [acme, brightline]\n  period: " period                 \
	"\n  currency: USD\n  status: " status "\n}\n" PARTY("acme", "vendor")                     \
		PARTY("brightline", "reseller") rest
#define SCOPED(scope)                                                                              \
	"segment retail \"Retail\" {}\nsegment public \"Public\" {}\n"                             \
	"metric m \"M\" { means: \"M\"  unit: USD  kind: flow }\n"                                 \
	"goal g \"G\" { owner: omar  metric: m  target: 1 USD  scope: " scope " }\n"

static void write_file(const char *folder, const char *name, const char *text)
{
	char path[256];
	snprintf(path, sizeof path, "%s/%s", folder, name);
	FILE *file = fopen(path, "w");
	assert_non_null(file);
	assert_true(fputs(text, file) >= 0);
	assert_int_equal(fclose(file), 0);
}

static uint32_t count_two(const char *first, const char *second)
{
	char folder[] = "/tmp/pbp-two-XXXXXX", path[256];
	const char *reason = NULL;
	uint32_t n = 0;
	struct run run;
	assert_non_null(mkdtemp(folder));
	write_file(folder, "a.pbp", first);
	write_file(folder, "b.pbp", second);
	run_init(&run, DATE_NONE);
	assert_true(run_load_path(&run, folder, &reason));
	assert_int_equal(run.plans.n, 2);
	for (uint32_t i = 0; i < run.plans.n; i++)
		rules_run(run.plans.items[i], NULL, NULL);
	for (uint32_t i = 0; i < run.sink.items.n; i++)
		n += str_is(run.sink.items.items[i]->name, "plan.two_active");
	run_free(&run);
	snprintf(path, sizeof path, "%s/a.pbp", folder);
	unlink(path);
	snprintf(path, sizeof path, "%s/b.pbp", folder);
	unlink(path);
	rmdir(folder);
	return n;
}

static void test_two_active(void **state)
{
	static const char year[] = FRAME("active", "2026-01-01 .. 2026-12-31", "");
	(void)state;
	assert_int_equal(count_two(year, FRAME("active", "2026-12-31 .. 2027-12-30", "")), 1);
	assert_int_equal(count_two(year, FRAME("active", "2027-01-01 .. 2027-12-31", "")), 0);
	assert_int_equal(count_two(year, FRAME("draft", "2026-06-01 .. 2027-05-31", "")), 0);
	assert_int_equal(count_two(year, FRAME("closed", "2026-06-01 .. 2027-05-31", "")), 0);
	assert_int_equal(
		count_two(year, "plan other \"Other\" {\n  between: [acme, depot]\n"
				"  period: 2026\n  currency: USD\n  status: active\n}\n" PARTY(
					"acme", "vendor") PARTY("depot", "reseller")),
		0);
	assert_int_equal(count_two(FRAME("active", "2026", SCOPED("retail")),
				 FRAME("active", "2026", SCOPED("public"))),
		0);
	assert_int_equal(count_two(FRAME("active", "2026", SCOPED("retail")),
				 FRAME("active", "2026", SCOPED("[public, retail]"))),
		1);
	assert_int_equal(count_two(FRAME("active", "2026", SCOPED("retail")),
				 FRAME("active", "2026", SCOPED("all"))),
		1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_parties),
		cmocka_unit_test(test_parts),
		cmocka_unit_test(test_outside),
		cmocka_unit_test(test_unused),
		cmocka_unit_test(test_goals),
		cmocka_unit_test(test_size),
		cmocka_unit_test(test_two_active),
	};
	return cmocka_run_group_tests_name("rules_plan", tests, NULL, NULL);
}
