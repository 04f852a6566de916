/* Rules about how much one person owns, late milestones, and metrics that are seen late or jump. */
#include "tests/unit/rules_judge.h"

/* ---- ownership.overloaded ---- */

#define STONE(name, owner, due) "milestone " name " \"M\" { due: " due "  owner: " owner " }\n"
#define FOUR(a, b, c, d, owner)                                                                    \
	STONE(a, owner, "2026-06-30")                                                              \
	STONE(b, owner, "2026-06-30") STONE(c, owner, "2026-06-30") STONE(d, owner, "2026-06-30")
#define EIGHT(owner) FOUR("a", "b", "c", "d", owner) FOUR("e", "f", "g", "h", owner)

#define GOAL(name, owner, weight)                                                                  \
	"goal " name " \"G\" {\n  owner: " owner "\n  metric: revenue\n  target: 9 USD\n"          \
	"  weight: " weight "\n}\n"

static void test_items(void **state)
{
	(void)state;
	BORDERS("ownership.overloaded", NULL, {"eight", 0, EIGHT("sam")},
		{"nine", 1, EIGHT("sam") STONE("i", "sam", "2026-06-30")},
		{"of two people", 0, EIGHT("sam") STONE("i", "lee", "2026-06-30")},
		{"a ninth that begins on the day after", 0,
			EIGHT("sam") "activity i \"I\" { window: 2026-07-01 .. 2026-07-31  owner: "
				     "sam }\n"},
		{"a ninth that begins on the last day", 1,
			EIGHT("sam") "activity i \"I\" { window: 2026-06-30 .. 2026-07-31  owner: "
				     "sam }\n"},
		{"one is done before", 0,
			EIGHT("sam") "milestone i \"I\" { due: 2026-06-30  owner: sam  done: "
				     "2026-02-02 }\n"
				     "update h { done: 2025-12-31 }\n"},
		{"handed over", 0,
			EIGHT("sam") "activity i \"I\" {\n  window: 2026-01-01 .. 2026-07-31\n"
				     "  owner: lee until 2026-06-30, sam from 2026-07-01\n}\n"},
		{"an action from its session on", 0,
			EIGHT("sam") "session 2026-07-07 {\n  of: operating\n  attended: [priya, "
				     "dana]\n"
				     "  action i \"I\" { owner: sam  due: 2026-07-31 }\n}\n"},
		{"cancelled work", 0,
			EIGHT("sam") WORK("sam", "  state: cancelled on 2026-02-02\n")},
		{"inherited", 0,
			WORK("sam", "  milestone a \"A\" { due: 2026-06-01 }\n"
				    "  milestone b \"B\" { due: 2026-06-02 }\n"
				    "  milestone c \"C\" { due: 2026-06-03 }\n"
				    "  milestone d \"D\" { due: 2026-06-04 }\n"
				    "  milestone e \"E\" { due: 2026-06-05 }\n"
				    "  milestone f \"F\" { due: 2026-06-06 }\n"
				    "  milestone g \"G\" { due: 2026-06-07 }\n"
				    "  milestone h \"H\" { due: 2026-06-08 }\n")},
		{"metrics ask for no work", 0,
			EIGHT("sam") "metric x \"X\" { means: \"X\"  unit: USD  kind: flow  owner: "
				     "sam }\n"},
		{"a contingency that is not started", 0,
			EIGHT("sam") "contingency x \"X\" { owner: sam }\n"},
		{"one that is", 1,
			EIGHT("sam") "contingency x \"X\" { owner: sam  activated: 2026-06-30 }\n"},
		{"a party of two", 0,
			"party duo \"Duo\" { role: partner }\nperson kim \"Kim\" { of: duo }\n"
			"person ron \"Ron\" { of: duo }\n" EIGHT("kim")
				STONE("i", "kim", "2026-06-30")});
}

/* The prelude's goal weighs 1 and is priya's. */
static void test_weight(void **state)
{
	(void)state;
	BORDERS("ownership.overloaded", NULL,
		{"forty of a hundred", 0,
			GOAL("a", "lee", "20") GOAL("b", "lee", "20") GOAL("c", "sam", "30")
				GOAL("d", "mona", "29")},
		{"forty-one of a hundred", 1,
			GOAL("a", "lee", "20") GOAL("b", "lee", "21") GOAL("c", "sam", "30")
				GOAL("d", "mona", "28")},
		{"one goal alone can weigh as much as it likes", 0, GOAL("a", "lee", "60")},
		{"stretch goals do not count", 0,
			GOAL("a", "lee", "20") "goal b \"B\" { owner: lee  metric: revenue  "
					       "target: 9 USD  weight: 60  stretch_of: a }\n"},
		{"one after the other", 0,
			"goal a \"A\" { owner: lee  metric: revenue  window: 2026-Q1  target: 9 "
			"USD by 2026-03-31 }\n"
			"goal b \"B\" { owner: lee  metric: revenue  window: 2026-Q2  target: 9 "
			"USD by 2026-06-30 }\n"},
		{"at the same time", 1,
			"goal a \"A\" { owner: lee  metric: revenue  window: 2026-Q1  target: 9 "
			"USD by 2026-03-31 }\n"
			"goal b \"B\" { owner: lee  metric: revenue  window: 2026-H1  target: 9 "
			"USD by 2026-06-30 }\n"});
}

/* Of the prelude's one goal and three initiatives none is a sponsor's. */
static void test_sponsors(void **state)
{
	(void)state;
	BORDERS("ownership.overloaded", NULL,
		{"half", 0,
			GOAL("a", "omar", "1") GOAL("b", "ana", "1") WORK(
				"ana", "") "initiative w \"W\" { owner: omar  window: 2026 }\n"},
		{"more than half", 1,
			GOAL("a", "omar", "1") GOAL("b", "ana", "1") WORK(
				"ana", "") "initiative v \"V\" { owner: omar  window: 2026 }\n"
					   "initiative w \"W\" { owner: omar  window: 2026 }\n"});
}

/* ---- timed.back_loaded ---- */

#define DUE(name, day) "milestone " name " \"M\" { due: 2026-" day "  owner: lee }\n"

/* The last tenth of 365 days are 36: from 2026-11-26. The prelude has two milestones. */
static void test_back_loaded(void **state)
{
	(void)state;
	BORDERS("timed.back_loaded", NULL,
		{"three of five", 0, DUE("a", "11-26") DUE("b", "11-26") DUE("c", "12-31")},
		{"four of six", 1,
			DUE("a", "11-26") DUE("b", "11-26") DUE("c", "12-31") DUE("d", "12-31")},
		{"a day earlier", 0,
			DUE("a", "11-25") DUE("b", "11-26") DUE("c", "12-31") DUE("d", "12-31")},
		{"two of four are too few", 0, DUE("a", "12-30") DUE("b", "12-31")},
		{"four of four are too few", 0,
			"# without: initiative roll_out\n" DUE("a", "12-28") DUE("b", "12-29")
				DUE("c", "12-30") DUE("d", "12-31")},
		{"five of five", 1,
			"# without: initiative roll_out\n" DUE("a", "12-28") DUE("b", "12-29")
				DUE("c", "12-30") DUE("d", "12-31") DUE("e", "12-31")});
}

/* ---- metrics ---- */

#define LATE(more)                                                                                 \
	"metric late \"Late\" {\n  means: \"L\"\n  unit: percent\n  kind: level\n"                 \
	"  better: more\n  pace: lagging\n" more "}\n"
#define PAIR(more)                                                                                 \
	"metric quick \"Quick\" {\n  means: \"Q\"\n  unit: percent\n  kind: level\n" more "}\n"
#define KEPT(more)                                                                                 \
	"goal kept \"Kept\" {\n  owner: dana\n  metric: late\n  at_least: 9%\n" more "}\n"

static void test_lagging_unpaired(void **state)
{
	(void)state;
	BORDERS("measurable.lagging_unpaired", NULL, {"no pair", 1, LATE("") KEPT("")},
		{"not lagging", 0,
			PAIR("") "goal g \"G\" { owner: dana  metric: quick  at_least: 9% }\n"},
		{"a pair", 0,
			LATE("  pairs_with: quick\n") PAIR("  pace: leading\n  refresh: 14 days\n")
				KEPT("")},
		{"a pair that is slow", 1,
			LATE("  pairs_with: quick\n") PAIR("  pace: leading\n  refresh: 15 days\n")
				KEPT("")},
		{"a pair that is not leading", 1,
			LATE("  pairs_with: quick\n") PAIR("  refresh: 14 days\n") KEPT("")},
		{"a pair without a refresh", 1,
			LATE("  pairs_with: quick\n") PAIR("  pace: leading\n") KEPT("")},
		{"a goal on it says its refresh", 0,
			LATE("  pairs_with: quick\n") PAIR("  pace: leading\n")
				KEPT("") "goal g \"G\" { owner: dana  metric: quick  at_least: 9%  "
					 "refresh: 1 week "
					 "}\n"},
		{"a pair that is misspelt is another mistake", 0,
			LATE("  pairs_with: quickk\n") KEPT("")},
		{"ninety days", 0, LATE("") KEPT("  window: 2026-01-01 .. 2026-03-31\n")},
		{"ninety-one", 1, LATE("") KEPT("  window: 2026-01-01 .. 2026-04-01\n")},
		{"two goals", 2,
			LATE("") KEPT(
				"") "goal g \"G\" { owner: dana  metric: late  at_most: 99% }\n"});
}

static void check_strategic(const char *rule, const struct border *borders, size_t n)
{
	check_borders(rule, PROFILE_STRATEGIC, NULL, borders, n);
}

static void test_no_minimum_sample(void **state)
{
	static const struct border cases[] = {
		{"none", 1, PAIR("") "goal g \"G\" { owner: dana  metric: quick  at_least: 9% }\n"},
		{"two goals on it are one report", 1,
			PAIR("") "goal g \"G\" { owner: dana  metric: quick  at_least: 9% }\n"
				 "goal h \"H\" { owner: dana  metric: quick  at_most: 99% }\n"},
		{"without a goal", 1, PAIR("")}, {"one", 0, PAIR("  minimum_sample: 5\n")},
		{"of the standard library", 1,
			"goal g \"G\" { owner: dana  metric: std.metrics.fill_rate  at_least: 9% "
			"}\n"},
		{"of the standard library, with one", 0,
			"goal g \"G\" { owner: dana  metric: std.metrics.attach_rate  at_least: 9% "
			"}\n"},
		{"follows from others", 0, PAIR("  equals: win_rate * 2\n")},
		{"in a declared unit", 0,
			"metric m \"M\" { means: \"M\"  unit: person  kind: level }\n"},
		{"a sample that cannot be read", 0, PAIR("  minimum_sample: \"few\"\n")}};
	(void)state;
	check_strategic("measurable.no_minimum_sample", cases, sizeof cases / sizeof *cases);
	BORDERS("measurable.no_minimum_sample", NULL, {"standard", 0, PAIR("")});
}

#define PEOPLE(from, to, more)                                                                     \
	"goal g \"G\" {\n  owner: dana\n  metric: std.metrics.certified_people\n  target: " to     \
	" people by 2026-12-31\n  baseline: " from " people on 2025-12-31\n" more "}\n"

static void test_lumpy_curve(void **state)
{
	(void)state;
	BORDERS("measurable.lumpy_curve", NULL, {"twenty", 1, PEOPLE("3", "23", "")},
		{"twenty-one", 0, PEOPLE("3", "24", "")}, {"falling", 1, PEOPLE("23", "3", "")},
		{"step", 0, PEOPLE("3", "8", "  curve: step\n")},
		{"linear", 0, PEOPLE("3", "8", "  curve: linear\n")},
		{"percent", 0,
			RATE("  target: 30% by 2026-12-31\n  baseline: 24% on 2025-12-31\n")},
		{"a flow", 0, LEADS("  target: 9 leads by 2026-12-31\n")},
		{"kept", 0,
			"goal g \"G\" { owner: dana  metric: std.metrics.certified_people  "
			"at_least: 8 people }\n"});
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_items),
		cmocka_unit_test(test_weight),
		cmocka_unit_test(test_sponsors),
		cmocka_unit_test(test_back_loaded),
		cmocka_unit_test(test_lagging_unpaired),
		cmocka_unit_test(test_no_minimum_sample),
		cmocka_unit_test(test_lumpy_curve),
	};
	return cmocka_run_group_tests_name("rules of load and measures", tests, NULL, NULL);
}
