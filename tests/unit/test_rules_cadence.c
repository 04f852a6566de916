/* Borders of the rules of the group cadence. */
#include "tests/unit/rules_judge.h"

#include <stdio.h>

#define YEAR "  period: 2026-01-01 .. 2026-12-31\n"
#define REVIEW(name, type, rest)                                                                   \
	"review " name " \"Review " name "\" {\n  type: " type                                     \
	"\n  attendees: [omar, dana]\n" rest "}\n"
#define EVERY(every) REVIEW("op", "operational", "  every: " every "\n")
#define ON(type, dates) REVIEW("listed", type, "  on: [" dates "]\n")
#define YEARLY(rest) SMALL_PLAN(YEAR, rest)

static void assert_message(const char *text, const char *rule, const char *expected)
{
	struct judged judged;
	judge(&judged, (struct ask){text, NULL, PROFILE_STANDARD, NULL});
	const struct finding *finding = the(&judged, rule);
	if (!str_is(finding->message, expected))
		fail_msg(
			"found    \"%.*s\"\nexpected \"%s\"", STR_ARGS(finding->message), expected);
	judged_free(&judged);
}

static void test_none(void **state)
{
	(void)state;
	BORDERS("cadence.none", NULL, {"no review", 1, YEARLY("")},
		{"one", 0, YEARLY(ON("planning", "2026-11-17"))},
		{"an internal one is one", 0,
			YEARLY(REVIEW(
				"own", "operational", "  every: 1 week\n  internal: true\n"))});
	/* The rest of the group is silent about a plan without reviews. */
	BORDERS("cadence.too_slow", NULL, {"no review", 0, YEARLY("")});
	BORDERS("cadence.not_covered", NULL,
		{"no review", 0, YEARLY("goal g \"G\" { owner: omar }\n")});
	BORDERS("cadence.no_checkpoints", NULL, {"no review", 0, YEARLY("")});
	BORDERS("cadence.no_quarterly", NULL, {"no review", 0, YEARLY("")});
	BORDERS("cadence.no_renewal", NULL, {"no review", 0, YEARLY("")});
}

#define NEW_YEAR                                                                                   \
	"plan joint \"Joint plan\" {\n  between: [acme, brightline]\n"                             \
	"  period: 2026-01-01 .. 2026-12-31\n  currency: USD\n  calendar: days\n}\n"               \
	"party acme \"Acme\" { role: vendor }\nparty brightline \"Brightline\" { role: reseller "  \
	"}\n"                                                                                      \
	"person omar \"Omar\" { of: acme }\nperson dana \"Dana\" { of: brightline }\n"             \
	"calendar days { holidays: [2026-03-10, 2026-03-11, 2026-03-12] }\n"

static void test_too_slow(void **state)
{
	(void)state;
	BORDERS("cadence.too_slow", NULL, {"14 days", 0, YEARLY(EVERY("14 days from 2026-01-13"))},
		{"15 days", 1, YEARLY(EVERY("15 days from 2026-01-13"))},
		{"a month", 1, YEARLY(EVERY("1 month on tuesday from 2026-01-13"))},
		{"day 31 of the plan", 0, YEARLY(EVERY("1 week from 2026-01-31"))},
		{"day 32", 1, YEARLY(EVERY("1 week from 2026-02-01"))},
		{"14 days before the end", 0,
			YEARLY(EVERY("1 day from 2026-01-05 until 2026-12-17"))},
		{"15 days before it", 1, YEARLY(EVERY("1 day from 2026-01-05 until 2026-12-16"))},
		{"moved off a holiday", 0, NEW_YEAR EVERY("2 weeks on tuesday from 2026-01-13")},
		{"only internal", 1,
			YEARLY(REVIEW("op", "operational",
				"  every: 1 week from 2026-01-13\n  internal: true\n"))},
		{"none of the type", 1, YEARLY(ON("quarterly", "2026-04-14"))},
		{"the better one counts", 0,
			YEARLY(EVERY("1 month from 2026-01-13") REVIEW(
				"second", "operational", "  every: 2 weeks from 2026-01-20\n"))},
		{"picked by hand, too far apart", 1,
			YEARLY(ON("operational", "2026-01-13, 2026-06-15, 2026-12-20"))},
		{"a longer limit", 0,
			SMALL_PLAN(YEAR "  set: [cadence.too_slow to 3 weeks]\n",
				EVERY("21 days from 2026-01-13"))},
		{"what cannot be read is silent", 0, YEARLY(EVERY("often"))});
	assert_message(YEARLY(EVERY("1 month on tuesday from 2026-01-13")), "cadence.too_slow",
		"no operational review meets at least every 14 days: \"Review op\" leaves up to 35 "
		"days");
}

#define GOALS                                                                                      \
	"metric m \"M\" { means: \"M\"  unit: USD  kind: flow  source: \"S\"  refresh: 1 week }\n" \
	"goal a \"A\" { owner: omar  metric: m  target: 9 USD by 2026-12-31 }\n"                   \
	"goal b \"B\" { owner: dana  metric: m  target: 19 USD by 2026-12-31  stretch_of: a }\n"

static void test_not_covered(void **state)
{
	(void)state;
	BORDERS("cadence.not_covered", NULL,
		{"what says nothing covers all", 0, YEARLY(GOALS EVERY("2 weeks"))},
		{"the goal", 0,
			YEARLY(GOALS REVIEW(
				"op", "operational", "  every: 2 weeks\n  covers: [a]\n"))},
		{"its metric", 0,
			YEARLY(GOALS REVIEW(
				"op", "operational", "  every: 2 weeks\n  covers: [m]\n"))},
		{"another goal; stretch goals go along", 1,
			YEARLY(GOALS REVIEW(
				"op", "operational", "  every: 2 weeks\n  covers: [b]\n"))},
		{"an internal review does not count", 1,
			YEARLY(GOALS REVIEW(
				"own", "operational", "  every: 2 weeks\n  internal: true\n"))},
		{"a misspelt name is another mistake", 0,
			YEARLY(GOALS REVIEW(
				"op", "operational", "  every: 2 weeks\n  covers: [aa, b]\n"))});
}

static void test_ends_early(void **state)
{
	(void)state;
	BORDERS("cadence.ends_early", NULL,
		{"one interval before the end", 0,
			YEARLY(REVIEW("q", "executive",
				"  every: 1 month from 2026-01-30 until 2026-11-30\n"))}, /* 31 days
											   */
		{"more than one", 1,
			YEARLY(REVIEW("q", "executive",
				"  every: 1 month from 2026-01-29 until 2026-11-29\n"))},
		{"another one of the type goes on", 0,
			YEARLY(REVIEW("q", "executive",
				"  every: 1 month from 2026-01-29 until 2026-06-29\n") REVIEW("r",
				"executive", "  every: 1 month from 2026-07-29\n"))},
		{"another one of another type does not", 1,
			YEARLY(REVIEW("q", "executive",
				"  every: 1 month from 2026-01-29 until 2026-06-29\n") REVIEW("r",
				"quarterly", "  every: 1 month from 2026-07-29\n"))},
		{"picked by hand", 0, YEARLY(ON("checkpoint", "2026-01-30, 2026-03-02"))},
		{"operational: too_slow says so", 0,
			YEARLY(EVERY("1 week from 2026-01-07 until 2026-06-30"))},
		{"operational, within its 14 days", 1,
			YEARLY(EVERY("1 week from 2026-01-06 until 2026-12-28"))}); /* 12-22 */
}

#define CLOSED(who, days)                                                                          \
	"plan joint \"Joint plan\" {\n  between: [acme, brightline]\n"                             \
	"  period: 2026-01-01 .. 2026-12-31\n  currency: USD\n" who "}\n"                          \
	"party brightline \"Brightline\" { role: reseller }\n"                                     \
	"person omar \"Omar\" { of: acme }\nperson dana \"Dana\" { of: brightline }\n"             \
	"calendar days { holidays: [" days "] }\n"
#define PLAN_CLOSED(days)                                                                          \
	CLOSED("  calendar: days\n", days) "party acme \"Acme\" { role: vendor }\n"
#define PARTY_CLOSED(days) CLOSED("", days) "party acme \"Acme\" { role: vendor  calendar: days }\n"
/* Tuesdays 01-13, 01-27 and so on; 03-10 moves. */
#define SEVEN "2026-03-10, 2026-03-11, 2026-03-12, 2026-03-13, 2026-03-16, 2026-03-17"
#define SIX "2026-03-10, 2026-03-11, 2026-03-12, 2026-03-13, 2026-03-16"

static void test_gap(void **state)
{
	(void)state;
	BORDERS("cadence.gap", NULL,
		{"moved by 7 days", 0,
			PARTY_CLOSED(SIX) EVERY("2 weeks on tuesday from 2026-01-13")},
		{"moved by 8 days", 1,
			PARTY_CLOSED(SEVEN) EVERY("2 weeks on tuesday from 2026-01-13")},
		{"holidays of the plan", 0,
			PLAN_CLOSED(SEVEN) EVERY("2 weeks on tuesday from 2026-01-13")},
		{"weeks of months differ", 0, YEARLY(EVERY("1 month on tuesday from 2026-01-13"))});
}

static void test_checkpoints(void **state)
{
	(void)state;
	/* Day 30 is 2026-01-30, day 60 is 2026-03-01, day 90 is 2026-03-31. */
	BORDERS("cadence.no_checkpoints", NULL,
		{"7 days before and after", 0,
			YEARLY(ON("checkpoint", "2026-01-23, 2026-03-08, 2026-04-07"))},
		{"8 days before", 1,
			YEARLY(ON("checkpoint", "2026-01-22, 2026-03-08, 2026-04-07"))},
		{"8 days after", 1, YEARLY(ON("checkpoint", "2026-01-23, 2026-03-08, 2026-04-08"))},
		{"none at all is one report", 1, YEARLY(EVERY("2 weeks"))},
		{"of another type", 1,
			YEARLY(ON("executive", "2026-01-30, 2026-03-01, 2026-03-31"))},
		{"a plan of 89 days", 0,
			SMALL_PLAN("  period: 2026-01-01 .. 2026-03-30\n", EVERY("2 weeks"))},
		{"a plan of 90 days", 1,
			SMALL_PLAN("  period: 2026-01-01 .. 2026-03-31\n", EVERY("2 weeks"))},
		{"another limit", 0,
			SMALL_PLAN(YEAR "  set: [cadence.no_checkpoints to 8 days]\n",
				ON("checkpoint", "2026-01-22, 2026-03-08, 2026-04-08"))});
	assert_message(YEARLY(ON("checkpoint", "2026-01-30, 2026-03-31")), "cadence.no_checkpoints",
		"no checkpoint lies within 7 days of day 60 (2026-03-01) of the plan");
}

static void test_quarterly(void **state)
{
	(void)state;
	BORDERS("cadence.no_quarterly", NULL,
		{"in each quarter", 0,
			YEARLY(ON("quarterly", "2026-03-31, 2026-06-01, 2026-09-01, 2026-12-01"))},
		{"30 days after the last", 0,
			YEARLY(ON("quarterly", "2026-03-31, 2026-06-01, 2026-09-01, 2027-01-30"))},
		{"31 days after it", 1,
			YEARLY(ON("quarterly", "2026-03-31, 2026-06-01, 2026-09-01, 2027-01-31"))},
		{"44 days of the last quarter", 0,
			SMALL_PLAN("  period: 2026-01-01 .. 2026-11-13\n",
				ON("quarterly", "2026-03-31, 2026-06-01, 2026-09-01"))},
		{"45 days of it", 1,
			SMALL_PLAN("  period: 2026-01-01 .. 2026-11-14\n",
				ON("quarterly", "2026-03-31, 2026-06-01, 2026-09-01"))},
		{"fiscal quarters", 0,
			"plan joint \"Joint plan\" {\n  between: [acme, brightline]\n"
			"  period: 2026-02-01 .. 2026-07-31\n  currency: USD\n  calendar: year\n}\n"
			"party acme \"Acme\" { role: vendor }\n"
			"party brightline \"B\" { role: reseller }\n"
			"person omar \"Omar\" { of: acme }\nperson dana \"Dana\" { of: brightline "
			"}\n"
			"calendar year { fiscal_year_starts: february }\n" ON(
				"quarterly", "2026-04-30, 2026-07-30")});
	assert_message(YEARLY(ON("quarterly", "2026-03-31, 2026-06-01")), "cadence.no_quarterly",
		"no quarterly review for 2026-Q3, 2026-Q4");
}

#define TIERED(days, rest)                                                                         \
	SMALL_PLAN(YEAR "  tier: gold\n", "tier gold \"Gold\" { review_within: " days " }\n" rest)

static void test_tier(void **state)
{
	(void)state;
	BORDERS("cadence.tier_too_slow", NULL,
		{"as often", 0, TIERED("10 days", EVERY("10 days from 2026-01-13"))},
		{"less often", 1, TIERED("9 days", EVERY("10 days from 2026-01-13"))},
		{"two reviews by turns", 0,
			TIERED("1 week",
				EVERY("2 weeks from 2026-01-13") REVIEW("second", "executive",
					"  every: 2 weeks from "
					"2026-01-20\n"))},
		{"too_slow has reported it", 0, TIERED("9 days", EVERY("15 days from 2026-01-13"))},
		{"an internal one does not count", 1,
			TIERED("1 week",
				EVERY("2 weeks from 2026-01-13") REVIEW("second", "executive",
					"  every: 2 weeks from 2026-01-20\n  "
					"internal: true\n"))},
		{"no tier", 0, YEARLY(EVERY("10 days from 2026-01-13"))});
}

#define ATTENDED(people, more)                                                                     \
	YEARLY("review op \"Op\" {\n  type: operational\n  every: 2 weeks\n  attendees: [" people  \
	       "]\n" more "}\n")

static void test_one_side(void **state)
{
	(void)state;
	BORDERS("cadence.one_side_missing", NULL, {"both", 0, ATTENDED("omar, dana", "")},
		{"one", 1, ATTENDED("omar", "")},
		{"internal", 0, ATTENDED("omar", "  internal: true\n")},
		{"a misspelt name is another mistake", 0, ATTENDED("omar, dana_", "")});
}

#define READ(refresh, more, rest)                                                                  \
	"metric m \"M\" { means: \"M\"  unit: USD  kind: flow  source: \"S\"  refresh: " refresh   \
	" " more " }\n"                                                                            \
	"metric quick \"Q\" { means: \"Q\"  unit: USD  kind: flow  source: \"S\"  refresh: 1 "     \
	"week }\n"                                                                                 \
	"goal a \"A\" { owner: omar  metric: m  target: 9 USD by 2026-12-31 }\n" rest

static void test_slow_data(void **state)
{
	(void)state;
	BORDERS("cadence.slow_data", NULL,
		{"as often", 0, YEARLY(READ("14 days", "", EVERY("2 weeks")))},
		{"less often", 1, YEARLY(READ("15 days", "", EVERY("2 weeks")))},
		{"lagging with a quick pair", 0,
			YEARLY(READ("1 quarter", "pace: lagging  pairs_with: quick",
				EVERY("2 weeks")))},
		{"lagging with a slow pair", 1,
			YEARLY(READ(
				"1 quarter", "pace: lagging  pairs_with: quick", EVERY("5 days")))},
		{"paired and not lagging", 1,
			YEARLY(READ("1 quarter", "pairs_with: quick", EVERY("2 weeks")))},
		{"only a slower review covers it", 0,
			YEARLY(READ("1 quarter", "",
				REVIEW("op", "operational", "  every: 2 weeks\n  covers: [quick]\n")
					REVIEW("q", "quarterly", "  every: 1 quarter\n")))},
		{"the quickest one counts", 1,
			YEARLY(READ("1 quarter", "",
				EVERY("2 weeks")
					REVIEW("q", "quarterly", "  every: 1 quarter\n")))},
		{"picked by hand", 0, YEARLY(READ("1 quarter", "", ON("quarterly", "2026-04-14")))},
		{"an internal review", 0,
			YEARLY(READ("1 quarter", "",
				REVIEW("op", "operational",
					"  every: 2 weeks\n  internal: true\n")))},
		{"two goals on one metric", 1,
			YEARLY(READ("1 month", "",
				EVERY("2 weeks") "goal b \"B\" { owner: dana  metric: m  target: 3 "
						 "USD by 2026-06-30 }\n"))});
}

/* refresh + cutoff + the longest gap between two sessions that cover the metric; a month of refresh
   counts 31 days. Both thresholds are a day, so that the sum is said; what is too slow for other
   rules is off. */
#define SEEN(refresh, reviews)                                                                     \
	SMALL_PLAN(YEAR "  set: [cadence.slow_detection to 1 day, "                                \
			"cadence.slow_detection.others to 1 day, cadence.too_slow to 400 days]\n", \
		READ(refresh, "", reviews))
#define FORTNIGHTLY(more)                                                                          \
	REVIEW("op", "operational", "  every: 2 weeks on tuesday from 2026-01-13\n" more)

static void assert_latency(const char *text, const char *days)
{
	char expected[120];
	snprintf(expected, sizeof expected,
		"a change of metric \"M\" can stay unseen for %s; at most 1 day are asked for",
		days);
	assert_message(text, "cadence.slow_detection", expected);
}

static void test_latency(void **state)
{
	(void)state;
	assert_latency(SEEN("1 week", FORTNIGHTLY("")), "21 days");
	assert_latency(SEEN("1 day", FORTNIGHTLY("  cutoff: 2 days\n")), "17 days");
	assert_latency(SEEN("1 month", FORTNIGHTLY("  covers: [quick]\n") REVIEW("q", "quarterly",
					       "  every: 1 quarter on tuesday from 2026-04-14\n"
					       "  covers: [m]\n")),
		"122 days");
}

static void test_slow_detection(void **state)
{
	(void)state;
	BORDERS("cadence.slow_detection", NULL,
		{"13 + 3 + 14 days", 0,
			YEARLY(READ("13 days", "",
				REVIEW("op", "operational",
					"  every: 2 weeks on tuesday from 2026-01-13\n  cutoff: 3 "
					"days\n")))},
		{"13 + 4 + 14 days", 1,
			YEARLY(READ("13 days", "",
				REVIEW("op", "operational",
					"  every: 2 weeks on tuesday from 2026-01-13\n  cutoff: 4 "
					"days\n")))},
		{"too_slow has reported it", 0,
			YEARLY(READ("7 days", "",
				REVIEW("op", "operational",
					"  every: 1 month from 2026-01-13\n  cutoff: 4 days\n")))},
		{"slow_data has reported it", 0,
			YEARLY(READ("20 days", "",
				REVIEW("op", "operational",
					"  every: 2 weeks on tuesday from 2026-01-13\n")))},
		{"lagging with a quick pair", 0,
			YEARLY(READ("13 days", "pace: lagging  pairs_with: quick",
				REVIEW("op", "operational",
					"  every: 2 weeks on tuesday from 2026-01-13\n  cutoff: 4 "
					"days\n")))},
		{"others may take 45 days", 0,
			YEARLY(READ("10 days", "",
				REVIEW("op", "operational",
					"  every: 2 weeks on tuesday from 2026-01-13\n  covers: "
					"[quick]\n") REVIEW("x", "executive",
					"  every: 35 days from 2026-01-13\n  covers: "
					"[a]\n")))},
		{"and not 46", 1,
			YEARLY(READ("11 days", "",
				REVIEW("op", "operational",
					"  every: 2 weeks on tuesday from 2026-01-13\n  covers: "
					"[quick]\n") REVIEW("x", "executive",
					"  every: 35 days from 2026-01-13\n  covers: "
					"[a]\n")))});
}

static void test_renewal(void **state)
{
	(void)state;
	/* The last 92 days of the year begin on 2026-10-01. */
	BORDERS("cadence.no_renewal", NULL,
		{"on their first day", 0, YEARLY(ON("planning", "2026-10-01"))},
		{"the day before", 1, YEARLY(ON("planning", "2026-09-30"))},
		{"of another type", 1, YEARLY(ON("quarterly", "2026-10-01"))},
		{"a plan of 180 days", 0,
			SMALL_PLAN("  period: 2026-01-01 .. 2026-06-29\n", EVERY("2 weeks"))},
		{"a plan of 181 days", 1,
			SMALL_PLAN("  period: 2026-01-01 .. 2026-06-30\n", EVERY("2 weeks"))});
}

#define FED(refresh, rest)                                                                         \
	"metric m \"M\" { means: \"M\"  unit: USD  kind: flow  source: \"S\"  refresh: " refresh   \
	" }\n"                                                                                     \
	"goal a \"A\" { owner: omar  metric: m  target: 9 USD by 2026-12-31 }\n"                   \
	"feed f \"F\" {\n  file: \"f.csv\"\n  into: m\n  date: column(\"D\")\n"                    \
	"  value: column(\"V\")\n}\n" rest

static void test_cutoff(void **state)
{
	(void)state;
	BORDERS("cadence.no_cutoff", NULL, {"none", 1, YEARLY(EVERY("2 weeks"))},
		{"one", 0,
			YEARLY(REVIEW("op", "operational", "  every: 2 weeks\n  cutoff: 1 day\n"))},
		{"all is fed every day", 0, YEARLY(FED("1 day", EVERY("2 weeks")))},
		{"fed every week", 1, YEARLY(FED("1 week", EVERY("2 weeks")))},
		{"one goal is not fed", 1,
			YEARLY(FED("1 day",
				EVERY("2 weeks") "metric n \"N\" { means: \"N\"  unit: "
						 "USD  kind: flow }\n"
						 "goal b \"B\" { owner: dana  metric: n "
						 " target: 3 USD }\n"))},
		{"it covers only what is fed", 0,
			YEARLY(FED("1 day",
				REVIEW("op", "operational",
					"  every: 2 weeks\n  covers: [a]\n") "metric n "
									     "\"N\" { means: \"N\" "
									     " unit: USD  kind: "
									     "flow }\n"
									     "goal b \"B\" { "
									     "owner: dana  metric: "
									     "n  "
									     "target: 3 USD "
									     "}\n"))});
}

#define MEETS(at) YEARLY(REVIEW("op", "operational", "  every: 2 weeks\n" at))

static void test_succinct(void **state)
{
	(void)state;
	BORDERS("cadence.not_succinct", NULL, {"an hour", 0, MEETS("  at: 10:00 for 60 minutes\n")},
		{"in hours", 0, MEETS("  at: 10:00 for 1 hour\n")},
		{"a minute more", 1, MEETS("  at: 10:00 for 61 minutes\n")},
		{"half a day", 1, MEETS("  at: 10:00 for 4 hours\n")},
		{"not said", 1, MEETS("  at: 10:00\n")}, {"nothing said", 1, MEETS("")},
		{"of another type", 0, YEARLY(ON("quarterly", "2026-04-14"))},
		{"a longer limit", 0,
			SMALL_PLAN(YEAR "  set: [cadence.not_succinct to 90 minutes]\n",
				REVIEW("op", "operational",
					"  every: 2 weeks\n  at: 10:00 for 90 minutes\n"))},
		{"a limit in hours", 0,
			SMALL_PLAN(YEAR "  set: [cadence.not_succinct to 2 hours]\n",
				REVIEW("op", "operational",
					"  every: 2 weeks\n  at: 10:00 for 120 minutes\n"))},
		{"fewer people", 1,
			SMALL_PLAN(YEAR "  set: [cadence.not_succinct.people to 1]\n",
				REVIEW("op", "operational",
					"  every: 2 weeks\n  at: 10:00 for 30 minutes\n"))},
		{"as many", 0,
			SMALL_PLAN(YEAR "  set: [cadence.not_succinct.people to 2]\n",
				REVIEW("op", "operational",
					"  every: 2 weeks\n  at: 10:00 for 30 minutes\n"))});
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_none),
		cmocka_unit_test(test_too_slow),
		cmocka_unit_test(test_not_covered),
		cmocka_unit_test(test_ends_early),
		cmocka_unit_test(test_gap),
		cmocka_unit_test(test_checkpoints),
		cmocka_unit_test(test_quarterly),
		cmocka_unit_test(test_tier),
		cmocka_unit_test(test_one_side),
		cmocka_unit_test(test_slow_data),
		cmocka_unit_test(test_slow_detection),
		cmocka_unit_test(test_latency),
		cmocka_unit_test(test_renewal),
		cmocka_unit_test(test_cutoff),
		cmocka_unit_test(test_succinct),
	};
	return cmocka_run_group_tests_name("rules_cadence", tests, NULL, NULL);
}
