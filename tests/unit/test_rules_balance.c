/* Borders of the rules of the groups balance and relevant. */
#include "tests/unit/rules_judge.h"

#define THREE(rest)                                                                                \
	"plan joint \"Joint plan\" {\n  between: [acme, brightline, depot]\n"                      \
	"  period: 2026-01-01 .. 2026-12-31\n  currency: USD\n}\n"                                 \
	"party acme \"Acme\" { role: vendor }\nparty brightline \"B\" { role: reseller }\n"        \
	"party depot \"Depot\" { role: distributor }\n"                                            \
	"person omar \"Omar\" { of: acme }\nperson dana \"Dana\" { of: brightline }\n"             \
	"person kim \"Kim\" { of: depot }\n"                                                       \
	"metric m \"M\" { means: \"M\"  unit: USD  kind: flow }\n" rest
#define TWO(rest)                                                                                  \
	SMALL_PLAN("  period: 2026-01-01 .. 2026-12-31\n",                                         \
		"metric m \"M\" { means: \"M\"  unit: USD  kind: flow }\n" rest)

#define GOAL(name, owner, more)                                                                    \
	"goal " name " \"" name "\" {\n  owner: " owner                                            \
	"\n  metric: m\n  target: 9 USD by 2026-12-31\n" more "}\n"
#define WORKS(name, owner, more)                                                                   \
	"initiative " name " \"" name "\" {\n  owner: " owner "\n  window: 2026\n" more "}\n"

static void test_idle(void **state)
{
	(void)state;
	BORDERS("balance.idle_party", NULL,
		{"both own both", 0,
			TWO(GOAL("a", "omar", "") GOAL("b", "dana", "") WORKS("x", "omar", "")
					WORKS("y", "dana", ""))},
		{"no goal", 1,
			TWO(GOAL("a", "omar", "") GOAL("b", "omar", "") WORKS("x", "omar", "")
					WORKS("y", "dana", ""))},
		{"no initiative", 1,
			TWO(GOAL("a", "omar", "") GOAL("b", "dana", "") WORKS("x", "omar", ""))},
		{"neither is one report", 1, TWO(GOAL("a", "omar", "") WORKS("x", "omar", ""))},
		{"a hand-over is owning", 0,
			TWO(GOAL("a", "omar until 2026-06-30, dana from 2026-07-01", "") WORKS(
				"x", "omar until 2026-06-30, dana from 2026-07-01", ""))},
		{"a counterpart does not own", 1,
			TWO(GOAL("a", "omar", "  with: dana\n") GOAL("b", "dana", "")
					WORKS("x", "omar", "  with: dana\n"))},
		{"no goals at all is another mistake", 0,
			TWO(WORKS("x", "omar", "") WORKS("y", "dana", ""))},
		{"an owner who cannot be read", 0,
			TWO(GOAL("a", "omra", "") WORKS("x", "tbd", ""))},
		{"the third of three", 0,
			THREE(GOAL("a", "omar", "") GOAL("b", "dana", "") WORKS("x", "omar", "")
					WORKS("y", "dana", ""))},
		{"one of the first two", 1,
			THREE(GOAL("a", "omar", "") GOAL("b", "kim", "") WORKS("x", "omar", "")
					WORKS("y", "kim", ""))});
}

#define WEIGHED(name, owner, weight) GOAL(name, owner, "  weight: " weight "\n")
#define GIVES(name, by, to, owner, value)                                                          \
	"commitment " name " \"" name "\" { by: " by "  to: " to "  owner: " owner                 \
	"  due: 2026-03-01  value: " value " }\n"
#define FROM_ACME(value) GIVES("c", "acme", "brightline", "omar", value)
#define FROM_BRIGHTLINE(value) GIVES("d", "brightline", "acme", "dana", value)

static void test_one_sided(void **state)
{
	(void)state;
	BORDERS("balance.one_sided", NULL,
		{"25 to 75", 0,
			TWO(WEIGHED("a", "omar", "25") WEIGHED("b", "dana", "25")
					WEIGHED("c", "dana", "25") WEIGHED("d", "dana", "25"))},
		{"24 to 76", 1,
			TWO(WEIGHED("a", "omar", "24") WEIGHED("b", "dana", "26")
					WEIGHED("c", "dana", "25") WEIGHED("d", "dana", "25"))},
		{"without weights", 1,
			TWO(GOAL("a", "omar", "") GOAL("b", "dana", "") GOAL("c", "dana", "")
					GOAL("d", "dana", "") GOAL("e", "dana", ""))},
		{"three goals", 0,
			TWO(WEIGHED("a", "omar", "1") WEIGHED("b", "dana", "25")
					WEIGHED("c", "dana", "25"))},
		{"a stretch goal does not count", 0,
			TWO(WEIGHED("a", "omar", "1") WEIGHED("b", "dana", "25") WEIGHED(
				"c", "dana", "25") GOAL("d", "dana", "  stretch_of: c\n"))},
		{"idle_party has reported it", 0,
			TWO(GOAL("a", "dana", "") GOAL("b", "dana", "") GOAL("c", "dana", "")
					GOAL("d", "dana", ""))},
		{"the third of three may have little", 0,
			THREE(WEIGHED("a", "omar", "40") WEIGHED("b", "dana", "40")
					WEIGHED("c", "kim", "10") WEIGHED("d", "kim", "10"))},
		{"a limit of 20%", 0,
			SMALL_PLAN("  period: 2026\n  set: [balance.one_sided to 20%, "
				   "balance.one_sided.most to 80%]\n",
				"metric m \"M\" { means: \"M\"  unit: USD  kind: flow }\n" GOAL(
					"a", "omar", "") GOAL("b", "dana", "") GOAL("c", "dana", "")
					GOAL("d", "dana", "") GOAL("e", "dana", ""))},
		{"80% of the commitments", 0, TWO(FROM_ACME("20 USD") FROM_BRIGHTLINE("80 USD"))},
		{"81%", 1, TWO(FROM_ACME("19 USD") FROM_BRIGHTLINE("81 USD"))},
		{"one commitment", 0, TWO(FROM_BRIGHTLINE("81 USD"))},
		{"two currencies", 0, TWO(FROM_ACME("1 EUR") FROM_BRIGHTLINE("81 USD"))});
}

static void test_stake(void **state)
{
	(void)state;
	BORDERS("balance.no_stake", NULL, {"neither, on both sides", 2, TWO("")},
		{"a priority alone", 2, TWO("priority a \"A\" { of: acme }\n")}, {"both", 0, ""},
		{"gains alone", 1, "# without: priority services_margin\n"});
	BORDERS("balance.no_commitment", NULL, {"none on both sides", 2, TWO("")},
		{"a promise", 1, TWO(FROM_ACME("1 USD"))},
		{"a confirmed resource", 1,
			TWO("resource r \"R\" { type: cash  by: brightline  confirmed: 2026-01-12 "
			    "by dana }\n")},
		{"a resource that is not sure", 2,
			TWO("resource r \"R\" { type: cash  by: brightline }\n")});
}

#define FOR(who) "  benefits: " who "\n"

static void test_benefit(void **state)
{
	(void)state;
	BORDERS("balance.one_sided_benefit", NULL,
		{"nobody states any", 0, TWO(GOAL("a", "omar", ""))},
		{"one, of one side", 1, TWO(GOAL("a", "omar", FOR("acme")) GOAL("b", "dana", ""))},
		{"both in one goal", 0, TWO(GOAL("a", "omar", FOR("[acme, brightline]")))},
		{"one each", 0,
			TWO(GOAL("a", "omar", FOR("acme")) GOAL("b", "dana", FOR("brightline")))},
		{"all of one side is one report", 1,
			TWO(GOAL("a", "omar", FOR("acme")) GOAL("b", "dana", FOR("acme")))});
}

#define ONLY(who) "  only_for: " who "\n"
#define RISK(affects, more)                                                                        \
	"risk r \"R\" {\n  owner: omar\n  likelihood: 1\n  impact: 1\n  response: accept\n"        \
	"  affects: [" affects "]\n" more "}\n"

static void test_hidden(void **state)
{
	(void)state;
	BORDERS("balance.hidden", NULL,
		{"a risk to a joint goal", 1, TWO(GOAL("a", "omar", "") RISK("a", ONLY("acme")))},
		{"a risk that all see", 0, TWO(GOAL("a", "omar", "") RISK("a", ""))},
		{"a risk to an own goal", 0,
			TWO(GOAL("a", "omar", ONLY("acme")) RISK("a", ONLY("acme")))},
		{"a risk for both", 0,
			TWO(GOAL("a", "omar", "") RISK("a", ONLY("[acme, brightline]")))},
		{"a goal with a counterpart of the other side", 1,
			TWO(GOAL("a", "omar", "  with: dana\n" ONLY("acme")))},
		{"an own goal", 0, TWO(GOAL("a", "omar", ONLY("acme")))},
		{"a part of a joint goal", 1,
			TWO(GOAL("a", "omar", "")
					GOAL("b", "omar", "  part_of: a\n" ONLY("acme")))},
		{"of an objective for both", 1,
			TWO("priority p \"P\" { of: acme }\npriority q \"Q\" { of: brightline }\n"
			    "objective o \"O\" { serves: [p, q] }\n" GOAL(
				    "a", "omar", "  objective: o\n" ONLY("acme")))},
		{"of an objective of one side", 0,
			TWO("priority p \"P\" { of: acme }\nobjective o \"O\" { serves: p }\n" GOAL(
				"a", "omar", "  objective: o\n" ONLY("acme")))},
		{"a roadblock", 1,
			TWO(GOAL("a", "omar",
				"") "roadblock x \"X\" { raised: 2026-02-02 by omar  owner: omar  "
				    "blocks: [a]  only_for: acme }\n")},
		{"work is an own matter", 0,
			TWO(GOAL("a", "omar", "")
					WORKS("x", "omar", "  serves: [a]\n" ONLY("acme")))});
	BORDERS("balance.depends_on_hidden", NULL,
		{"a joint one on a hidden one", 1,
			TWO(GOAL("a", "omar", ONLY("acme")) WORKS("x", "omar", "  serves: [a]\n"))},
		{"both for one", 0,
			TWO(GOAL("a", "omar", ONLY("acme"))
					WORKS("x", "omar", "  serves: [a]\n" ONLY("acme")))},
		{"each for another", 1,
			TWO(GOAL("a", "omar", ONLY("acme"))
					WORKS("x", "dana", "  serves: [a]\n" ONLY("brightline")))},
		{"the hidden one on a joint one", 0,
			TWO(GOAL("a", "omar", "")
					WORKS("x", "omar", "  serves: [a]\n" ONLY("acme")))},
		{"in a clause", 1,
			TWO(GOAL("a", "omar", ONLY("acme"))
					WORKS("x", "omar", "  contributes: 9 USD to a\n"))},
		{"in a condition", 1,
			TWO(GOAL(
				"a", "omar", ONLY("acme")) "risk r \"R\" {\n  owner: omar\n  "
							   "likelihood: 1\n  impact: 1\n  "
							   "response: accept\n  trigger: a.gap > 4 "
							   "USD\n}\n")},
		{"a child of a hidden one", 1,
			TWO(WORKS("x", "omar",
				ONLY("acme") "  milestone s \"S\" { due: 2026-02-02 }\n")
					WORKS("y", "dana", "  after: x.s\n"))},
		{"its readings are seen through it", 0,
			TWO(GOAL("a", "omar", ONLY("acme")) "readings a { 2026-01: 1 USD }\n")});
}

#define SIGNED                                                                                     \
	"signoff acme { by: omar  on: 2026-01-09  seal: \"pbp1:0\" }\n"                            \
	"signoff brightline { by: dana  on: 2026-01-12  seal: \"pbp1:0\" }\n"
#define MET(day, people)                                                                           \
	"review p \"P\" { type: planning  on: [2026-01-06]  attendees: [omar, dana] }\n"           \
	"session " day " { of: p  attended: [" people "] }\n"

static void test_workshop(void **state)
{
	(void)state;
	BORDERS("balance.no_workshop", NULL, {"nobody met", 1, TWO(SIGNED)},
		{"both met", 0, TWO(SIGNED MET("2026-01-06", "omar, dana"))},
		{"on the day of the first signature", 0,
			TWO(SIGNED MET("2026-01-09", "omar, dana"))},
		{"after it", 1, TWO(SIGNED MET("2026-01-10", "omar, dana"))},
		{"one side", 1, TWO(SIGNED MET("2026-01-06", "omar"))},
		{"nothing is signed", 0, TWO("")},
		{"a draft", 0, "# without: session 2026-01-06\n" SIGNED},
		{"another review", 1,
			TWO(SIGNED "review p \"P\" { type: executive  on: [2026-01-06]  attendees: "
				   "[omar, dana] }\n"
				   "session 2026-01-06 { of: p  attended: [omar, dana] }\n")});
}

/* ---- relevant ---- */

static void test_objective(void **state)
{
	(void)state;
	BORDERS("relevant.no_objective", NULL, {"none", 1, TWO(GOAL("a", "omar", ""))},
		{"of the whole", 0,
			TWO("priority p \"P\" { of: acme }\nobjective o \"O\" { serves: p }\n" GOAL(
				"a", "omar", "  objective: o\n") GOAL("b", "omar", "  part_of: a\n")
					GOAL("c", "omar", "  part_of: b\n"))},
		{"neither has the whole", 2,
			TWO(GOAL("a", "omar", "") GOAL("b", "omar", "  part_of: a\n"))},
		{"a stretch goal has its own", 1,
			TWO("priority p \"P\" { of: acme }\nobjective o \"O\" { serves: p }\n" GOAL(
				"a", "omar", "  objective: o\n")
					GOAL("b", "omar", "  stretch_of: a\n"))},
		{"a misspelt one is another mistake", 0,
			TWO(GOAL("a", "omar", "  objective: nowhere\n"))});
#define BOTH "priority p \"P\" { of: acme }\npriority q \"Q\" { of: brightline }\n"
	BORDERS("relevant.one_sided_objective", NULL,
		{"both", 0, TWO(BOTH "objective o \"O\" { serves: [p, q] }\n")},
		{"one", 1, TWO(BOTH "objective o \"O\" { serves: p }\n")},
		{"the other has none", 0,
			TWO("priority p \"P\" { of: acme }\nobjective o \"O\" { serves: p }\n")},
		{"an own matter", 0, TWO(BOTH "objective o \"O\" { serves: p  only_for: acme }\n")},
		{"a misspelt priority", 0, TWO(BOTH "objective o \"O\" { serves: [p, r] }\n")},
		{"the third as well", 1,
			THREE(BOTH
				"priority s \"S\" { of: depot }\nobjective o \"O\" { serves: [p, "
				"q] }\n")});
	struct judged judged;
	judge(&judged, (struct ask){TWO(BOTH "objective o \"O\" { serves: p }\n"), NULL,
			       PROFILE_STANDARD, NULL});
	const struct finding *finding = the(&judged, "relevant.one_sided_objective");
	assert_true(str_is(finding->message, "objective \"O\" serves no priority of brightline"));
	assert_true(str_is(finding->caret, "a priority of acme"));
	assert_true(str_is(finding->labels->text, "the priority brightline has declared"));
	assert_true(str_is(finding->code, "serves: [p, q]"));
	judged_free(&judged);
}

static void test_served(void **state)
{
	(void)state;
	BORDERS("relevant.no_initiative", NULL, {"none", 1, TWO(GOAL("a", "omar", ""))},
		{"one", 0, TWO(GOAL("a", "omar", "") WORKS("x", "omar", "  serves: a\n"))},
		{"only cancelled work", 1,
			TWO(GOAL("a", "omar", "") WORKS(
				"x", "omar", "  serves: a\n  state: cancelled on 2026-01-20\n"))},
		{"a stretch goal", 0,
			TWO(GOAL("a", "omar", "") GOAL("b", "omar", "  stretch_of: a\n")
					WORKS("x", "omar", "  serves: a\n"))},
		{"its part is served", 0,
			TWO(GOAL("a", "omar", "") GOAL("b", "omar", "  part_of: a\n")
					WORKS("x", "omar", "  serves: b\n"))},
		{"the whole is served", 0,
			TWO(GOAL("a", "omar", "") GOAL("b", "omar", "  part_of: a\n")
					WORKS("x", "omar", "  serves: a\n"))},
		{"a sister is served", 1,
			TWO(GOAL("a", "omar", "") GOAL("b", "omar", "  part_of: a\n") GOAL("c",
				"omar", "  part_of: a\n") WORKS("x", "omar", "  serves: b\n"))},
		{"a kept goal", 0,
			TWO("goal a \"A\" { owner: omar  metric: m  at_least: 9 USD }\n")});
	BORDERS("relevant.orphan_work", NULL, {"serves nothing", 1, TWO(WORKS("x", "omar", ""))},
		{"serves a goal", 0,
			TWO(GOAL("a", "omar", "") WORKS("x", "omar", "  serves: a\n"))},
		{"another comes after it", 0,
			TWO(GOAL("a", "omar", "") WORKS("x", "omar", "")
					WORKS("y", "omar", "  serves: a\n  after: x\n"))},
		{"after a milestone of it", 0,
			TWO(GOAL("a", "omar", "") WORKS(
				"x", "omar", "  milestone s \"S\" { due: 2026-02-02 }\n")
					WORKS("y", "omar", "  serves: a\n  after: x.s\n"))},
		{"another needs it", 0,
			TWO(GOAL("a", "omar", "") WORKS("x", "omar", "")
					WORKS("y", "omar", "  serves: a\n  needs: x\n"))},
		{"its own milestones do not count", 1,
			TWO(WORKS("x", "omar",
				"  milestone s \"S\" { due: 2026-02-02 }\n  milestone t "
				"\"T\" { due: 2026-03-02  after: s }\n"))},
		{"cancelled", 0, TWO(WORKS("x", "omar", "  state: cancelled on 2026-01-20\n"))});
}

#define PAYS(on, after) "incentive i \"I\" { by: acme  to: brightline" on "  pays: 2%" after " }\n"

static void test_incentive(void **state)
{
	(void)state;
	BORDERS("relevant.incentive_untied", NULL, {"no goal", 1, TWO(PAYS("", ""))},
		{"a goal", 0, TWO(GOAL("a", "omar", "") PAYS("  on: a", ""))},
		{"from the target on", 0,
			TWO(GOAL("a", "omar", "") PAYS("  on: a", " after 9 USD"))},
		{"beyond it", 1, TWO(GOAL("a", "omar", "") PAYS("  on: a", " after 10 USD"))},
		{"a stretch goal reaches it", 0,
			TWO(GOAL("a", "omar",
				"") "goal b \"B\" { owner: omar  metric: m  target: 10 "
				    "USD  stretch_of: a }\n" PAYS("  on: a", " after 10 USD"))},
		{"or falls short of it", 1,
			TWO(GOAL("a", "omar",
				"") "goal b \"B\" { owner: omar  metric: m  target: 10 "
				    "USD  stretch_of: a }\n" PAYS("  on: a", " after 11 USD"))});
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_idle),
		cmocka_unit_test(test_one_sided),
		cmocka_unit_test(test_stake),
		cmocka_unit_test(test_benefit),
		cmocka_unit_test(test_hidden),
		cmocka_unit_test(test_workshop),
		cmocka_unit_test(test_objective),
		cmocka_unit_test(test_served),
		cmocka_unit_test(test_incentive),
	};
	return cmocka_run_group_tests_name("rules_balance", tests, NULL, NULL);
}
