/* Borders of the rules of the groups numbers and achievable. */
#include "tests/unit/rules_judge.h"

#define YEAR "  period: 2026-01-01 .. 2026-12-31\n"
#define METRICS                                                                                    \
	"import std.units\n"                                                                       \
	"metric money \"Money\" { means: \"M\"  unit: USD  kind: flow }\n"                         \
	"metric deals \"Deals\" { means: \"D\"  unit: deal  kind: flow }\n"                        \
	"metric size \"Size\" { means: \"S\"  unit: USD  kind: level }\n"                          \
	"metric rate \"Rate\" { means: \"R\"  unit: percent  kind: level }\n"                      \
	"metric heads \"Heads\" { means: \"H\"  unit: person  kind: level }\n"                     \
	"metric time \"Time\" { means: \"T\"  unit: hour  kind: level  better: less }\n"
#define TWO(rest) SMALL_PLAN(YEAR, METRICS rest)
#define GOAL(name, metric, target, more)                                                           \
	"goal " name " \"" name "\" {\n  owner: omar\n  metric: " metric "\n  target: " target     \
	" by 2026-12-31\n" more "}\n"
#define PART "  part_of: a\n"

static void test_parts(void **state)
{
	(void)state;
	BORDERS("numbers.parts_miss_whole", NULL,
		{"one short is tolerated", 0,
			TWO(GOAL("a", "money", "100 USD", "") GOAL("b", "money", "50 USD", PART)
					GOAL("c", "money", "49 USD", PART))},
		{"two short", 1,
			TWO(GOAL("a", "money", "100 USD", "") GOAL("b", "money", "50 USD", PART)
					GOAL("c", "money", "48 USD", PART))},
		{"120% and one more", 0,
			TWO(GOAL("a", "money", "100 USD", "") GOAL("b", "money", "121 USD", PART))},
		{"two more", 1,
			TWO(GOAL("a", "money", "100 USD", "") GOAL("b", "money", "122 USD", PART))},
		{"no part", 0, TWO(GOAL("a", "money", "100 USD", ""))},
		{"a part in another unit", 0,
			TWO(GOAL("a", "money", "100 USD", "") GOAL("b", "deals", "4 deals", PART))},
		{"a level is no part of a flow", 0,
			TWO(GOAL("a", "money", "100 USD", "") GOAL("b", "size", "40 USD", PART))},
		{"heads add up", 1,
			TWO(GOAL("a", "heads", "10 people", "")
					GOAL("b", "heads", "4 people", PART))},
		{"rates do not", 0,
			TWO(GOAL("a", "rate", "30%", "") GOAL("b", "rate", "20%", PART))},
		{"a stretch goal is no part", 0,
			TWO(GOAL("a", "money", "100 USD", "") GOAL("b", "money", "100 USD", PART)
					GOAL("c", "money", "150 USD", PART "  stretch_of: b\n"))},
		{"another limit", 0,
			SMALL_PLAN(YEAR "  set: [numbers.parts_miss_whole to 150%]\n",
				METRICS GOAL("a", "money", "100 USD", "")
					GOAL("b", "money", "150 USD", PART))});
}

#define FACT(name, title, value) "fact " name " \"" title "\" { value: " value " }\n"
#define FROM(value) "  baseline: " value "\n"

static void test_two_values(void **state)
{
	(void)state;
	BORDERS("numbers.two_values", NULL,
		{"two facts", 1,
			TWO(FACT("a", "Deals", "3 deals on 2025-12-31")
					FACT("b", "Deals", "4 deals on 2025-12-31"))},
		{"that agree", 0,
			TWO(FACT("a", "Deals", "3 deals on 2025-12-31")
					FACT("b", "Deals", "3.0 deals on 2025-12-31"))},
		{"of two days", 0,
			TWO(FACT("a", "Deals", "3 deals on 2025-12-31")
					FACT("b", "Deals", "4 deals on 2024-12-31"))},
		{"of two titles", 0,
			TWO(FACT("a", "Deals", "3 deals on 2025-12-31")
					FACT("b", "Orders", "4 deals on 2025-12-31"))},
		{"of two parties", 0,
			TWO("fact a \"Deals\" { value: 3 deals  of: acme }\n"
			    "fact b \"Deals\" { value: 4 deals  of: brightline }\n")},
		{"without days", 1,
			TWO(FACT("a", "Deals", "3 deals") FACT("b", "Deals", "4 deals"))},
		{"two baselines", 1,
			TWO(GOAL("a", "rate", "30%", FROM("20% on 2025-12-31"))
					GOAL("b", "rate", "40%", FROM("21% on 2025-12-31")))},
		{"of two days ", 0,
			TWO(GOAL("a", "rate", "30%", FROM("20% on 2025-12-31"))
					GOAL("b", "rate", "40%", FROM("21% on 2025-11-30")))},
		{"of two scopes", 0,
			TWO("region uk \"UK\" {}\n" GOAL(
				"a", "rate", "30%", FROM("20% on 2025-12-31")) GOAL("b", "rate",
				"40%", "  scope: uk\n" FROM("21% on 2025-12-31")))},
		{"all, and not stated", 1,
			TWO(GOAL("a", "rate", "30%", "  scope: all\n" FROM("20% on 2025-12-31"))
					GOAL("b", "rate", "40%", FROM("21% on 2025-12-31")))},
		{"a baseline and a reading", 1,
			TWO(GOAL("a", "rate", "30%",
				FROM("20% on 2026-01-31")) "readings a { 2026-01: 21% }\n")},
		{"that agree ", 0,
			TWO(GOAL("a", "rate", "30%",
				FROM("20% on 2026-01-31")) "readings a { 2026-01: 20% }\n")},
		{"of the metric", 1,
			TWO(GOAL("a", "rate", "30%",
				FROM("20% on 2026-01-31")) "readings rate { 2026-01-31: 21% }\n")},
		{"of the metric, for a narrower goal", 0,
			TWO("region uk \"UK\" {}\n" GOAL("a", "rate", "30%",
				"  scope: uk\n" FROM("20% on 2026-01-31")) "readings rate { "
									   "2026-01-31: 21% }\n")},
		{"of another day", 0,
			TWO(GOAL("a", "rate", "30%",
				FROM("20% on 2026-01-31")) "readings a { 2026-02: 21% }\n")});
}

#define MADE(formula, target, rest)                                                                \
	TWO("metric made \"Made\" { means: \"M\"  unit: USD  kind: flow  equals: " formula         \
	    " }\n" GOAL("g", "made", target, "") rest)
#define FACTORS                                                                                    \
	GOAL("d", "deals", "10 deals", "")                                                         \
	"goal s \"S\" { owner: omar  metric: size  target: 100 USD by 2026-12-31  baseline: 90 "   \
	"USD "                                                                                     \
	"on 2025-12-31 }\n"

static void test_product(void **state)
{
	(void)state;
	BORDERS("numbers.product_disagrees", NULL,
		{"20% more", 0, MADE("deals * size", "1,200 USD", FACTORS)},
		{"more than that", 1, MADE("deals * size", "1,201 USD", FACTORS)},
		{"20% less", 0, MADE("deals * size", "800 USD", FACTORS)},
		{"less than that", 1, MADE("deals * size", "799 USD", FACTORS)},
		{"a factor without a goal", 0,
			MADE("deals * size", "9,000 USD", GOAL("d", "deals", "10 deals", ""))},
		{"another day", 0,
			MADE("deals * size", "9,000 USD",
				GOAL("s", "size", "100 USD",
					"") "goal d \"D\" { owner: omar  metric: "
					    "deals  target: 10 deals by "
					    "2026-06-30 }\n")},
		{"another scope", 0,
			MADE("deals * size", "9,000 USD",
				GOAL("s", "size", "100 USD", "") GOAL("d", "deals", "10 deals",
					"  scope: uk\n") "region uk \"UK\" {}\n")},
		{"a number", 1, MADE("deals * 12", "200 USD", GOAL("d", "deals", "10 deals", ""))},
		{"brackets, a sum and a sign", 0,
			MADE("2 * (deals + size) - -size", "320 USD", FACTORS)},
		{"a percentage as a share", 0,
			MADE("size * rate", "30 USD",
				GOAL("s", "size", "100 USD", "") GOAL("r", "rate", "30%", ""))},
		{"or as a number", 0,
			MADE("size * rate / 100", "30 USD",
				GOAL("s", "size", "100 USD", "") GOAL("r", "rate", "30%", ""))},
		{"or as neither", 1,
			MADE("size * rate", "60 USD",
				GOAL("s", "size", "100 USD", "") GOAL("r", "rate", "30%", ""))},
		{"of the library, by a metric like it", 1,
			SMALL_PLAN(YEAR,
				"import std.metrics\nmetric won \"Won\" like std.metrics.deals_won "
				"{}\n" GOAL("d", "won", "10 deals", "")
					GOAL("s", "std.metrics.average_deal", "100 USD", "") GOAL(
						"g", "std.metrics.bookings", "1,300 USD", ""))});
	BORDERS("numbers.weights_partial", NULL,
		{"all", 0,
			TWO(GOAL("a", "money", "1 USD", "  weight: 1\n")
					GOAL("b", "deals", "1 deal", "  weight: 2\n"))},
		{"none", 0, TWO(GOAL("a", "money", "1 USD", "") GOAL("b", "deals", "1 deal", ""))},
		{"some, in one report", 1,
			TWO(GOAL("a", "money", "1 USD", "  weight: 1\n") GOAL(
				"b", "deals", "1 deal", "") GOAL("c", "size", "1 USD", ""))},
		{"a stretch goal without", 0,
			TWO(GOAL("a", "money", "1 USD", "  weight: 1\n")
					GOAL("b", "money", "2 USD", "  stretch_of: a\n"))});
}

/* ---- achievable ---- */

#define PRIOR(prior, more) TWO(GOAL("a", "money", "150 USD", "  prior: " prior "\n" more))

static void test_prior(void **state)
{
	(void)state;
	BORDERS("achievable.no_evidence", NULL,
		{"a headline", 1, TWO(GOAL("a", "money", "9 USD", "  headline: true\n"))},
		{"with evidence", 0,
			TWO(GOAL("a", "money", "9 USD", "  headline: true\n  evidence: \"E\"\n"))},
		{"no headline", 0, TWO(GOAL("a", "money", "9 USD", ""))},
		{"a kept goal", 0,
			TWO("goal a \"A\" { owner: omar  metric: money  at_least: 9 USD  headline: "
			    "true }\n")});
	BORDERS("achievable.steep", NULL, {"half as much again", 0, PRIOR("100 USD for 2025", "")},
		{"more than that", 1, PRIOR("99 USD for 2025", "")},
		{"with evidence", 0, PRIOR("99 USD for 2025", "  evidence: \"E\"\n")},
		{"no_evidence has reported it", 0, PRIOR("99 USD for 2025", "  headline: true\n")},
		{"scaled from half a year", 0, PRIOR("52 USD for 2025-H2", "")}, /* 103.2 */
		{"and still too steep", 1, PRIOR("50 USD for 2025-H2", "")},	 /* 99.2 */
		{"without a period", 1, PRIOR("99 USD", "")},
		{"a prior of 10", 1, PRIOR("10 USD for 2025", "")},
		{"below 10", 0, PRIOR("9 USD for 2025", "")},
		{"a level is not scaled", 0,
			TWO(GOAL("a", "size", "150 USD",
				"  baseline: 90 USD on 2025-12-31\n  prior: 100 USD for "
				"2025-H2\n"))},
		{"less is better", 0,
			TWO(GOAL("a", "time", "40 hours",
				"  baseline: 60 hours on 2025-12-31\n  prior: 20 hours for "
				"2025\n"))},
		{"another limit", 0,
			SMALL_PLAN(YEAR "  set: [achievable.steep to 60%]\n",
				METRICS GOAL(
					"a", "money", "150 USD", "  prior: 94 USD for 2025\n"))});
	BORDERS("achievable.already_reached", NULL, {"above", 0, PRIOR("149 USD for 2025", "")},
		{"the same", 1, PRIOR("150 USD for 2025", "")},
		{"scaled", 1, PRIOR("76 USD for 2025-H2", "")}, /* 150.8 */
		{"a level", 0,
			TWO(GOAL("a", "size", "150 USD",
				"  baseline: 90 USD on 2025-12-31\n  prior: 200 USD for 2025\n"))},
		{"with a stretch goal", 0,
			TWO(GOAL("a", "money", "150 USD", "  prior: 150 USD for 2025\n")
					GOAL("b", "money", "200 USD", "  stretch_of: a\n"))});
}

#define GIVES(name, what)                                                                          \
	"initiative " name " \"" name "\" { owner: omar  window: 2026  contributes: " what " }\n"

static void test_contributions(void **state)
{
	(void)state;
	BORDERS("achievable.contributions_short", NULL,
		{"enough", 0,
			TWO(GOAL("a", "money", "10 USD", "") GIVES("x", "4 USD to a")
					GIVES("y", "6 USD to a"))},
		{"short", 1,
			TWO(GOAL("a", "money", "10 USD", "") GIVES("x", "4 USD to a")
					GIVES("y", "5 USD to a"))},
		{"none contributes", 0, TWO(GOAL("a", "money", "10 USD", ""))},
		{"a stretch goal", 0,
			TWO(GOAL("b", "money", "9 USD", "") GOAL("a", "money", "10 USD",
				"  stretch_of: b\n") GIVES("x", "4 USD to a"))},
		{"from the start value", 0,
			TWO(GOAL("a", "rate", "30%", FROM("20% on 2025-12-31"))
					GIVES("x", "10% to a"))},
		{"not quite", 1,
			TWO(GOAL("a", "rate", "30%", FROM("20% on 2025-12-31"))
					GIVES("x", "9% to a"))},
		{"without a start value", 0,
			TWO(GOAL("a", "rate", "30%", "") GIVES("x", "9% to a"))},
		{"downwards", 0,
			TWO(GOAL("a", "time", "20 hours", FROM("30 hours on 2025-12-31"))
					GIVES("x", "10 hours to a"))},
		{"downwards, short", 1,
			TWO(GOAL("a", "time", "20 hours", FROM("30 hours on 2025-12-31"))
					GIVES("x", "9 hours to a"))},
		{"a kept goal", 0,
			TWO("goal a \"A\" { owner: omar  metric: money  at_least: 9 USD }\n" GIVES(
				"x", "4 USD to a"))},
		{"cancelled work", 1,
			TWO(GOAL("a", "money", "10 USD", "") GIVES(
				"x", "4 USD to a") "initiative y \"Y\" { owner: omar  "
						   "window: 2026  contributes: 6 USD to a  "
						   "state: cancelled on 2026-01-20 }\n")},
		{"through a part", 0,
			TWO(GOAL("a", "money", "10 USD", "") GOAL("b", "money", "6 USD", PART)
					GIVES("x", "4 USD to a") GIVES("y", "6 USD to b"))},
		{"only a part gets any", 0,
			TWO(GOAL("a", "money", "10 USD", "") GOAL("b", "money", "6 USD", PART)
					GIVES("y", "6 USD to b"))});
}

#define FUNNEL(what, rates)                                                                        \
	TWO(GOAL("a", "money", "10 USD", "") GOAL("l", "deals", "10 deals",                        \
		"") "metric leads \"L\" { means: \"L\"  unit: lead  kind: flow }\n" GOAL("q",      \
		"leads", "10 leads", "") "initiative x \"X\" {\n  owner: omar\n"                   \
					 "  window: 2026\n  contributes: " what                    \
					 "\n  funnel {\n" rates "  }\n}\n")
#define ALL                                                                                        \
	"    contacts: 1,000\n    response: 10%\n    qualified: 50%\n    to_opportunity: 40%\n"    \
	"    win: 25%\n    value: 100 USD\n"

static void test_funnel(void **state)
{
	(void)state;
	/* 1,000 contacts, 100 answers, 50 leads, 20 opportunities, 5 deals, 500 USD. */
	BORDERS("achievable.funnel_short", NULL, {"leads", 0, FUNNEL("50 leads to q", ALL)},
		{"one more", 1, FUNNEL("51 leads to q", ALL)},
		{"deals", 0, FUNNEL("5 deals to l", ALL)},
		{"one more deal", 1, FUNNEL("6 deals to l", ALL)},
		{"money", 0, FUNNEL("500 USD to a", ALL)},
		{"a dollar more", 1, FUNNEL("501 USD to a", ALL)},
		{"both short is one report", 1, FUNNEL("[501 USD to a, 51 leads to q]", ALL)},
		{"no funnel", 0, TWO(GOAL("a", "money", "10 USD", "") GIVES("x", "9 USD to a"))},
		{"up to the last rate it states", 1,
			FUNNEL("101 leads to q", "    contacts: 1,000\n    response: 10%\n")},
		{"and no further", 0,
			FUNNEL("100 leads to q", "    contacts: 1,000\n    response: 10%\n")},
		{"money without a value", 0,
			FUNNEL("501 USD to a", "    contacts: 1,000\n    response: 10%\n")},
		{"no contacts", 0, FUNNEL("501 USD to a", "    response: 10%\n")},
		{"no rate", 0, FUNNEL("5000 leads to q", "    contacts: 1,000\n")});
}

#define PERSON(capacity)                                                                           \
	"person kim \"Kim\" { of: brightline  " capacity " }\n"                                    \
	"person ron \"Ron\" { of: brightline  capacity: 4 hours per day }\n"
#define JOB(fields)                                                                                \
	"initiative x \"X\" {\n  window: 2026-03-02 .. 2026-03-27\n" fields "}\n" /* 20 workdays   \
										   */

static void test_capacity(void **state)
{
	(void)state;
	BORDERS("achievable.over_capacity", NULL,
		{"4 days at a day a week", 0,
			TWO(PERSON("capacity: 1 day per week")
					JOB("  owner: kim\n  effort: 4 days\n"))},
		{"a business hour more", 1,
			TWO(PERSON("capacity: 1 day per week")
					JOB("  owner: kim\n  effort: 33 business_hours\n"))},
		{"away for a week", 1,
			TWO(PERSON("capacity: 1 day per week  away: [2026-03-09 .. 2026-03-15]")
					JOB("  owner: kim\n  effort: 4 days\n"))},
		{"away twice on the same days", 0,
			TWO(PERSON("capacity: 1 day per week  away: [2026-03-09 .. 2026-03-15, "
				   "2026-03-10 .. 2026-03-12]")
					JOB("  owner: kim\n  effort: 3 days\n"))},
		{"with half a day of somebody else every day", 0,
			TWO(PERSON("capacity: 1 day per week")
					JOB("  owner: kim\n  team: [ron]\n  effort: 14 days\n"))},
		{"and no more", 1,
			TWO(PERSON("capacity: 1 day per week")
					JOB("  owner: kim\n  team: [ron]\n  effort: 15 days\n"))},
		{"an owner in the team counts once", 1,
			TWO(PERSON("capacity: 1 day per week")
					JOB("  owner: kim\n  team: [kim]\n  effort: 5 days\n"))},
		{"one of them has no capacity", 0,
			TWO(PERSON("") JOB("  owner: kim\n  team: [ron]\n  effort: 90 days\n"))},
		{"owners in turn", 0,
			TWO(PERSON("capacity: 1 day per week") JOB(
				"  owner: kim until 2026-03-13, ron from 2026-03-14\n  effort: 7 "
				"days\n"))},
		{"owners in turn, too much", 1,
			TWO(PERSON("capacity: 1 day per week") JOB(
				"  owner: kim until 2026-03-13, ron from 2026-03-14\n  effort: 8 "
				"days\n"))},
		{"no effort", 0, TWO(PERSON("capacity: 1 hour per week") JOB("  owner: kim\n"))},
		{"done", 0,
			TWO(PERSON("capacity: 1 day per week") JOB(
				"  owner: kim\n  effort: 9 days\n  state: done on 2026-03-27\n"))},
		{"an activity", 1,
			TWO(PERSON("capacity: 1 day per week") JOB(
				"  owner: kim\n  activity y \"Y\" { window: 2026-03-02 .. "
				"2026-03-06  effort: 2 days }\n"))},
		{"holidays", 1,
			SMALL_PLAN(YEAR "  calendar: days\n",
				"calendar days { holidays: [2026-03-02] }\n" METRICS PERSON(
					"capacity: 1 day per week")
					JOB("  owner: kim\n  effort: 4 days\n"))});
}

#define TIER(requires, rest)                                                                       \
	SMALL_PLAN(YEAR "  tier: gold\n",                                                          \
		METRICS "tier gold \"Gold\" { requires: [" requires "] }\n" rest)

static void test_tier(void **state)
{
	(void)state;
	BORDERS("achievable.tier_not_reached", NULL,
		{"the target is enough", 0,
			TIER("money.latest >= 10 USD", GOAL("a", "money", "10 USD", ""))},
		{"it is not", 1, TIER("money.latest >= 11 USD", GOAL("a", "money", "10 USD", ""))},
		{"of the goal", 0, TIER("a.latest >= 10 USD", GOAL("a", "money", "10 USD", ""))},
		{"its status", 0, TIER("a.status == done", GOAL("a", "money", "10 USD", ""))},
		{"no goal and no reading", 1, TIER("heads.latest >= 5 people", "")},
		{"a reading", 0,
			TIER("heads.latest >= 5 people", "readings heads { 2026-01: 5 people }\n")},
		{"too low a reading", 1,
			TIER("heads.latest >= 5 people", "readings heads { 2026-01: 4 people }\n")},
		{"two conditions are one report", 1,
			TIER("heads.latest >= 5 people, money.latest >= 9 USD", "")},
		{"a value that is kept up", 0,
			TIER("rate.latest >= 20%",
				"goal a \"A\" { owner: omar  metric: rate  at_least: 20% }\n")},
		{"it holds at the baseline", 0,
			TIER("time.latest >= 30 hours",
				GOAL("a", "time", "20 hours", FROM("30 hours on 2025-12-31")))},
		{"of two goals the one on all", 1,
			TIER("money.latest >= 10 USD",
				"region uk \"UK\" {}\n" GOAL(
					"a", "money", "12 USD", "  scope: uk\n")
					GOAL("b", "money", "9 USD", "  scope: all\n"))},
		{"a feed that is known on a day only", 0,
			TIER("money.latest >= 10 USD",
				"feed f \"F\" {\n  file: \"f.csv\"\n  into: money\n  date: "
				"column(\"D\")\n  value: column(\"V\")\n}\n")},
		{"no tier", 0, TWO("")});
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_parts),
		cmocka_unit_test(test_two_values),
		cmocka_unit_test(test_product),
		cmocka_unit_test(test_prior),
		cmocka_unit_test(test_contributions),
		cmocka_unit_test(test_funnel),
		cmocka_unit_test(test_capacity),
		cmocka_unit_test(test_tier),
	};
	return cmocka_run_group_tests_name("rules_numbers", tests, NULL, NULL);
}
