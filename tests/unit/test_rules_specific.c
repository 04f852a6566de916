/* Borders of the rules of the group specific. */
#include "tests/unit/rules_judge.h"

#define YEAR "  period: 2026-01-01 .. 2026-12-31\n"
#define METRICS                                                                                    \
	"metric money \"Money\" { means: \"M\"  unit: USD  kind: flow }\n"                         \
	"metric rate \"Rate\" { means: \"R\"  unit: percent  kind: level }\n"
#define TWO(rest) SMALL_PLAN(YEAR, rest)
#define GOAL(name, asks) "goal " name " \"" name "\" {\n  owner: omar\n  " asks "\n}\n"
#define TITLED(kind, title, more) kind " x \"" title "\" { owner: omar  " more " }\n"
#define STONE(title) TWO(TITLED("milestone", title, "due: 2026-02-02"))
#define ACTION(title) TWO(TITLED("action", title, "due: 2026-02-02"))
#define PRODUCTS                                                                                   \
	"product xx \"TODO App\" {}\nproduct care \"Health and Care\" {}\n"                        \
	"product suite \"Active Backup\" {}\n"

static void test_placeholder(void **state)
{
	(void)state;
	BORDERS("specific.placeholder", NULL, {"TBD", 1, STONE("TBD")},
		{"tbd in small letters", 1, STONE("Date tbd")}, {"TODO", 1, STONE("Name: TODO")},
		{"todo is a word of other languages", 0, STONE("Para todo el equipo")},
		{"FIXME", 1, STONE("FIXME later")}, {"XXX", 1, STONE("XXX shops")},
		{"lorem ipsum", 1, STONE("Lorem ipsum dolor")},
		{"question marks", 1, STONE("Shops???")}, {"two of them", 0, STONE("Shops??")},
		{"a name in brackets", 1, STONE("Meet [Partner name]")},
		{"a link", 0, STONE("Meet [their name](https://example.com)")},
		{"other brackets", 0, STONE("Meet [three] shops")},
		{"a percentage", 1, STONE("Grow X%")},
		{"part of a word", 0, STONE("TODOS and XXXL")},
		{"a declared name", 0,
			TWO(PRODUCTS TITLED("milestone", "TODO App sold", "due: 2026-02-02"))},
		{"beside a declared name", 1,
			TWO(PRODUCTS TITLED("milestone", "TODO App: TODO", "due: 2026-02-02"))},
		{"twice in one text is one report", 1, STONE("TODO and TBD")},
		{"in two texts", 2,
			TWO(TITLED(
				"milestone", "TODO", "due: 2026-02-02  accepted_when: \"TBD\""))},
		{"in a list", 1, SMALL_PLAN(YEAR "  channels: [\"CRM\", \"TODO\"]\n", "")},
		{"in a clause", 1,
			TWO(TITLED("milestone", "S",
				"due: 2026-02-02  allow: [timed.slow_start] because \"TODO\" by "
				"omar "
				"until 2026-03-01"))},
		{"in an update", 1,
			TWO(TITLED("milestone", "S",
				"due: 2026-02-02") "update x { proof: \"TBD\" }\n")},
		{"in a template that is not used", 0,
			TWO("template milestone t \"T\" { accepted_when: \"TODO\" }\n")},
		{"in prose", 1,
			TWO(TITLED("milestone", "S",
				"due: 2026-02-02  about: \"\"\"\n  First.\n  TODO\n  \"\"\""))});
}

static void test_vague(void **state)
{
	(void)state;
	BORDERS("specific.vague_title", NULL, {"improve", 1, STONE("Improve cooperation")},
		{"in the middle", 1, STONE("Know each other better")},
		{"two words", 1, STONE("Calls as needed")},
		{"a longer word", 0, STONE("Improvements listed")},
		{"a number", 0, STONE("Improve 3 pages")},
		{"a number in words", 0, STONE("Improve three pages")},
		{"a date", 0, STONE("Improve it by 2026-03-01")},
		{"a declared name", 0,
			TWO(PRODUCTS TITLED(
				"milestone", "Improve Active Backup", "due: 2026-02-02"))},
		{"of an action", 1, ACTION("Support the team")},
		{"of an objective it is none", 0,
			TWO("priority p \"P\" { of: acme }\n"
			    "objective o \"Improve cooperation\" { serves: p }\n")},
		{"a goal in numbers", 0,
			TWO(METRICS TITLED("goal", "Increase revenue",
				"metric: money  scope: all  target: 1 USD"))},
		{"a goal without a start", 1,
			TWO(METRICS TITLED("goal", "Increase the rate",
				"metric: rate  scope: all  target: 30%"))},
		{"a goal with one", 0,
			TWO(METRICS TITLED("goal", "Increase the rate",
				"metric: rate  scope: all  target: 30%  baseline: 20% on "
				"2025-12-31"))},
		{"a goal without a scope", 1,
			TWO(METRICS "region a \"A\" {}\nregion b \"B\" {}\n" TITLED(
				"goal", "Increase revenue", "metric: money  target: 1 USD"))});
	BORDERS("specific.compound", NULL, {"and", 1, ACTION("Train sellers and call shops")},
		{"an ampersand", 1, ACTION("Train & call")},
		{"a semicolon", 1, ACTION("Train; call")},
		{"within a word", 0, ACTION("Brand the AT&T standard")},
		{"a pair", 0, ACTION("Meet research and development")},
		{"a pair and more", 1, ACTION("Meet research and development and sales")},
		{"a declared name", 0,
			TWO(PRODUCTS TITLED("action", "Show Health and Care", "due: 2026-02-02"))},
		{"a range", 0, ACTION("Keep it between 20 and 30")},
		{"of a goal", 1,
			TWO(METRICS TITLED(
				"goal", "Win and keep", "metric: money  target: 1 USD"))},
		{"of a milestone it is none", 0, STONE("Names and dates known")});
}

static void test_terms(void **state)
{
	(void)state;
	BORDERS("specific.undefined_term", NULL, {"launched", 1, STONE("Shops launched")},
		{"a longer word", 0, STONE("Relaunched")},
		{"two uses are one report", 1,
			TWO(TITLED("milestone", "Shops launched", "due: 2026-02-02") TITLED(
				"action", "Shops launched again", "due: 2026-02-02"))},
		{"two words are two", 2, STONE("Launched and active shops")},
		{"a term", 0,
			TWO("term launched { means: \"L\" }\n" TITLED(
				"milestone", "Shops launched", "due: 2026-02-02"))},
		{"a term that holds the word", 0,
			TWO("term launched_shop { means: \"L\" }\n" TITLED(
				"milestone", "Shops launched", "due: 2026-02-02"))},
		{"the library's", 0,
			TWO("import std.terms\n" TITLED(
				"milestone", "Shops launched", "due: 2026-02-02"))},
		{"two words", 1, STONE("40 qualified leads")},
		{"their term", 0,
			TWO("term qualified_lead { means: \"Q\" }\n" TITLED(
				"milestone", "40 qualified leads", "due: 2026-02-02"))},
		{"ARR", 1, STONE("ARR reported")}, {"not arr", 0, STONE("Arr, mate")},
		{"a declared name", 0,
			TWO(PRODUCTS TITLED("milestone", "Active Backup sold", "due: 2026-02-02"))},
		{"a metric that uses it", 1,
			TWO("metric m \"M\" { means: \"Number of active shops\"  unit: USD  kind: "
			    "flow }\n")},
		{"a metric that explains it", 0,
			TWO("metric m \"M\" { means: \"Number of active shops. A shop is active "
			    "while "
			    "it orders.\"  unit: USD  kind: flow }\n")},
		{"a metric of that name", 0,
			TWO("metric m \"Certified people\" { means: \"With a paper\"  unit: USD  "
			    "kind: "
			    "level }\n" TITLED("milestone", "All certified", "due: 2026-02-02"))});
}

#define REGIONS "region a \"A\" {}\nregion b \"B\" {}\n"
#define ASK(more) "metric: money  target: 1 USD by 2026-06-30  " more

static void test_goals(void **state)
{
	(void)state;
	BORDERS("specific.no_scope", NULL,
		{"nothing to choose", 0, TWO(METRICS GOAL("g", ASK("")))},
		{"one of each kind", 0,
			TWO("region a \"A\" {}\nsegment b \"B\" {}\nproduct c \"C\" {}\n" METRICS
					GOAL("g", ASK("")))},
		{"two regions", 1, TWO(REGIONS METRICS GOAL("g", ASK("")))},
		{"all", 0, TWO(REGIONS METRICS GOAL("g", ASK("scope: all")))},
		{"one of them", 0, TWO(REGIONS METRICS GOAL("g", ASK("scope: a")))});
	BORDERS("specific.duplicate_goal", NULL,
		{"two", 1, TWO(METRICS GOAL("g", ASK("")) GOAL("h", ASK("")))},
		{"three", 2, TWO(METRICS GOAL("g", ASK("")) GOAL("h", ASK("")) GOAL("i", ASK("")))},
		{"another scope", 0,
			TWO(REGIONS METRICS GOAL("g", ASK("scope: a")) GOAL("h", ASK("scope: b")))},
		{"the same scope in another order", 1,
			TWO(REGIONS METRICS GOAL("g", ASK("scope: [a, b]"))
					GOAL("h", ASK("scope: [b, a]")))},
		{"another day", 0,
			TWO(METRICS GOAL("g", ASK(""))
					GOAL("h", "metric: money  target: 1 USD by 2026-12-31"))},
		{"another metric", 0,
			TWO(METRICS GOAL("g", ASK(""))
					GOAL("h", "metric: rate  target: 1% by 2026-06-30"))},
		{"a stretch goal", 0,
			TWO(METRICS GOAL("g", ASK("")) GOAL("h", ASK("stretch_of: g")))},
		{"a part", 0, TWO(METRICS GOAL("g", ASK("")) GOAL("h", ASK("part_of: g")))},
		{"parts of one goal", 0,
			TWO(METRICS GOAL("w", "metric: money  target: 2 USD by 2026-12-31")
					GOAL("g", ASK("part_of: w")) GOAL("h", ASK("part_of: w")))},
		{"two bounds of one value", 0,
			TWO(METRICS GOAL("g", "metric: rate  at_least: 1%")
					GOAL("h", "metric: rate  at_most: 9%"))},
		{"two values to keep up", 1,
			TWO(METRICS GOAL("g", "metric: rate  at_least: 1%")
					GOAL("h", "metric: rate  at_least: 2%"))},
		{"in two quarters", 0,
			TWO(METRICS GOAL("g", "metric: rate  at_least: 1%  window: 2026-Q1")
					GOAL("h", "metric: rate  at_least: 2%  window: 2026-Q2"))});
}

#define CAMPAIGN(area, what, funnel, rest)                                                         \
	TWO("import std.units\nmetric handed \"Handed over\" { means: \"M\"  unit: lead  kind: "   \
	    "flow }\n"                                                                             \
	    "metric money \"Money\" { means: \"M\"  unit: USD  kind: flow }\n" GOAL(               \
		    "l", "metric: handed  target: 9 leads") GOAL("m",                              \
		    "metric: money  target: 9 USD") "initiative x \"X\" {\n  owner: omar\n  "      \
						    "window: 2026\n  area: " area "\n" what funnel \
						    "}\n" rest)
#define BRINGS "  contributes: 3 leads to l\n"
#define FUNNEL "  funnel {\n    contacts: 100\n    response: 3%\n  }\n"
#define TERM "term lead { means: \"L\" }\n"

static void test_work(void **state)
{
	(void)state;
	BORDERS("specific.no_acceptance", NULL, {"neither", 1, STONE("S")},
		{"accepted_when", 0,
			TWO(TITLED("milestone", "S", "due: 2026-02-02  accepted_when: \"A\""))},
		{"proof", 0, TWO(TITLED("milestone", "S", "due: 2026-02-02  proof: \"A\""))},
		{"cancelled", 0,
			TWO("initiative i \"I\" {\n  owner: omar\n  window: 2026\n  state: "
			    "cancelled on "
			    "2026-01-20\n  milestone s \"S\" { due: 2026-02-02 }\n}\n")});
	BORDERS("specific.campaign_numbers", NULL,
		{"no funnel", 1, CAMPAIGN("marketing", BRINGS, "", TERM)},
		{"a funnel", 0, CAMPAIGN("marketing", BRINGS, FUNNEL, TERM)},
		{"without a rate", 1,
			CAMPAIGN(
				"marketing", BRINGS, "  funnel {\n    contacts: 100\n  }\n", TERM)},
		{"without contacts", 1,
			CAMPAIGN("marketing", BRINGS, "  funnel {\n    response: 3%\n  }\n", TERM)},
		{"no term", 1, CAMPAIGN("marketing", BRINGS, FUNNEL, "")},
		{"a term in the metric's title", 0,
			CAMPAIGN("marketing", BRINGS, FUNNEL,
				"term handed_over { means: \"H\" }\n")},
		{"a term for something else", 1,
			CAMPAIGN("marketing", BRINGS, FUNNEL, "term churn { means: \"C\" }\n")},
		{"money needs none", 0,
			CAMPAIGN("marketing", "  contributes: 3 USD to m\n", FUNNEL, "")},
		{"neither is one report", 1, CAMPAIGN("marketing", BRINGS, "", "")},
		{"of another area", 0, CAMPAIGN("sales", BRINGS, "", "")},
		{"it contributes nothing", 0, CAMPAIGN("marketing", "", "", "")});
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_placeholder),
		cmocka_unit_test(test_vague),
		cmocka_unit_test(test_terms),
		cmocka_unit_test(test_goals),
		cmocka_unit_test(test_work),
	};
	return cmocka_run_group_tests_name("rules_specific", tests, NULL, NULL);
}
