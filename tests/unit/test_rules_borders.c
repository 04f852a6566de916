/* Where each rule begins to speak, and the cases that look the same and are none of its business.
 */
#include "tests/unit/rules_judge.h"

static void test_gap(void **state)
{
	(void)state;
	BORDERS("ownership.gap", NULL,
		{"hand-over on the next day", 0,
			WORK("lee until 2026-06-30, sam from 2026-07-01", "")},
		{"a day between", 1, WORK("lee until 2026-06-30, sam from 2026-07-02", "")},
		{"both on one day", 0, WORK("lee until 2026-06-30, sam from 2026-06-30", "")},
		{"written in the other order", 1,
			WORK("sam from 2026-07-02, lee until 2026-06-30", "")},
		{"the last day is the window's", 0, WORK("lee until 2026-11-30", "")},
		{"the last day is missing", 1, WORK("lee until 2026-11-29", "")},
		{"the first day is the window's", 0, WORK("lee from 2026-02-01", "")},
		{"the first day is missing", 1, WORK("lee from 2026-02-02", "")},
		{"two gaps", 2,
			WORK("lee until 2026-03-31, sam from 2026-04-02 until 2026-05-31, dana "
			     "from "
			     "2026-06-30",
				"")},
		{"nobody in the window", 1, WORK("lee until 2025-12-31", "")},
		{"an owner whose days are reversed is another mistake", 0,
			WORK("lee from 2026-05-01 until 2026-04-01", "")},
		{"an unknown owner is another mistake", 0,
			WORK("lee until 2026-06-30, samm from 2026-07-01", "")},
		{"another mistake in the block hides nothing", 1,
			WORK("lee until 2026-06-30, sam from 2026-07-02", "  effort: \"much\"\n")},
		{"a stand-in is another mistake", 0,
			WORK("lee until 2026-06-30, tbd from 2026-07-01", "")},
		{"inherited, after the initiative's last owner", 1,
			WORK("lee until 2026-11-30",
				"  milestone end \"End\" { due: 2026-12-05 }\n")},
		{"inherited, owner without an end", 0,
			WORK("lee", "  milestone end \"End\" { due: 2026-12-05 }\n")},
		{"inherited, within the window", 0,
			WORK("lee until 2026-11-30",
				"  milestone end \"End\" { due: 2026-11-30 }\n")},
		{"a goal needs one up to its target date", 0,
			"goal rate \"Win rate\" {\n  owner: dana until 2026-06-30\n  metric: "
			"win_rate\n"
			"  target: 30% by 2026-06-30\n}\n"},
		{"and on that day", 1,
			"goal rate \"Win rate\" {\n  owner: dana until 2026-06-29\n  metric: "
			"win_rate\n"
			"  target: 30% by 2026-06-30\n}\n"});
}

static void test_overlap(void **state)
{
	(void)state;
	BORDERS("ownership.overlap", NULL,
		{"hand-over on the next day", 0,
			WORK("lee until 2026-06-30, sam from 2026-07-01", "")},
		{"a day between", 0, WORK("lee until 2026-06-30, sam from 2026-07-02", "")},
		{"both on one day", 1, WORK("lee until 2026-06-30, sam from 2026-06-30", "")},
		{"both all the time", 1, WORK("lee, sam", "")},
		{"in brackets", 1, WORK("[lee, sam]", "")},
		{"three of them", 2, WORK("lee, sam, dana", "")},
		{"after the window", 0, WORK("lee until 2026-12-31, sam from 2026-12-01", "")},
		{"one person twice is one owner", 0,
			WORK("lee until 2026-06-30, lee from 2026-06-15", "")});
}

static void test_not_a_person(void **state)
{
	(void)state;
	BORDERS("ownership.not_a_person", NULL, {"both", 1, WORK("both", "")},
		{"all", 1, WORK("all", "")}, {"team", 1, WORK("team", "")},
		{"tbd", 1, WORK("tbd", "")}, {"vacant", 1, WORK("vacant", "")},
		{"a party", 1, WORK("brightline", "")}, {"two of two", 2, WORK("both, acme", "")},
		{"with", 1, WORK("lee", "  with: acme\n")},
		{"by of a gate", 1, WORK("lee", "  gate: decided on 2026-02-10 by both\n")},
		{"in a hand-over", 1, WORK("lee until 2026-06-30, vacant from 2026-07-01", "")},
		{"a person of that name", 0,
			"person team \"Tea Morrow\" { of: brightline }\n" WORK("team", "")},
		{"an unknown name", 0, WORK("leee", "")}, {"a person", 0, WORK("lee", "")},
		{"backup", 1, "person kim \"Kim Roe\" { of: acme  backup: acme }\n"},
		{"chair", 1,
			"review sponsors \"Sponsors\" {\n  type: executive\n  on: [2026-06-02]\n"
			"  chair: both\n  attendees: [omar, ana]\n}\n"},
		{"by of a waiver", 1,
			WORK("lee", "  allow: [ownership.gap] because \"x\" by acme until "
				    "2026-06-30\n")});
}

#define AGENCY                                                                                     \
	"party spotlight \"Spotlight\" { role: partner }\n"                                        \
	"person kim \"Kim Roe\" { of: spotlight }\n"

static void test_outsider(void **state)
{
	(void)state;
	BORDERS("ownership.outsider", NULL, {"an owner of no party", 1, AGENCY WORK("kim", "")},
		{"in the team only", 0, AGENCY WORK("lee", "  team: [kim]\n")},
		{"for a part of the days", 1,
			AGENCY WORK("lee until 2026-06-30, kim from 2026-07-01", "")},
		{"of a metric", 1,
			AGENCY
			"metric deals \"Deals\" like std.metrics.deals_won { owner: kim }\n"});
}

static void test_not_there(void **state)
{
	(void)state;
	BORDERS("ownership.not_there", NULL,
		{"leaves on the last day", 0,
			"update lee { leaves: 2026-11-30 }\n" WORK("lee", "")},
		{"leaves the day before", 1, "update lee { leaves: 2026-11-29 }\n" WORK("lee", "")},
		{"hands over before", 0,
			"update lee { leaves: 2026-06-30 }\n" WORK(
				"lee until 2026-06-30, sam from 2026-07-01", "")},
		{"joins on the first day", 0,
			"person kim \"Kim\" { of: acme  joined: 2026-02-01 }\n" WORK("kim", "")},
		{"joins a day later", 1,
			"person kim \"Kim\" { of: acme  joined: 2026-02-02 }\n" WORK("kim", "")},
		{"was done before", 0,
			"update lee { leaves: 2026-06-30 }\n" WORK(
				"lee", "  state: done on 2026-06-30\n")},
		{"was done a day later", 1,
			"update lee { leaves: 2026-06-30 }\n" WORK(
				"lee", "  state: done on 2026-07-01\n")},
		{"a milestone done before", 0,
			"update lee { leaves: 2026-03-31 }\nmilestone end \"End\" {\n  due: "
			"2026-06-30\n"
			"  owner: lee\n  done: 2026-03-20\n}\n"});
}

#define LEE_AWAY "update lee { away: [2026-07-06 .. 2026-07-17] }\n"
#define STORIES(due, more)                                                                         \
	"commitment stories \"Stories\" {\n  by: brightline\n  to: acme\n  owner: lee\n"           \
	"  due: " due "\n" more "}\n"

static void test_away(void **state)
{
	(void)state;
	BORDERS("ownership.away", NULL, {"away on the day", 1, LEE_AWAY STORIES("2026-07-17", "")},
		{"back on the day", 0, LEE_AWAY STORIES("2026-07-18", "")},
		{"leaves on the day", 1, LEE_AWAY STORIES("2026-07-06", "")},
		{"was done", 0, LEE_AWAY STORIES("2026-07-17", "  kept: 2026-07-01\n")},
		{"a backup", 0,
			"person kim \"Kim\" { of: acme  backup: sam }\n"
			"update kim { away: [2026-07-06 .. 2026-07-17] }\n"
			"milestone end \"End\" { due: 2026-07-10  owner: kim }\n"},
		{"a backup who is away too", 1,
			"person kim \"Kim\" { of: acme  backup: sam }\n"
			"update kim { away: [2026-07-06 .. 2026-07-17] }\n"
			"update sam { away: [2026-07-10 .. 2026-07-10] }\n"
			"milestone end \"End\" { due: 2026-07-10  owner: kim }\n"},
		{"inherited", 1,
			LEE_AWAY WORK("lee", "  milestone end \"End\" { due: 2026-07-10 }\n")});
}

#define OWN_GOAL                                                                                   \
	"objective own \"Own margin\" { serves: [services_margin] }\n"                             \
	"goal rate \"Win rate\" {\n  owner: dana\n  objective: own\n  metric: win_rate\n"          \
	"  at_least: 30%\n}\n"

static void test_counterpart(void **state)
{
	(void)state;
	BORDERS("ownership.no_counterpart", NULL, {"serves both", 1, WORK("lee", "")},
		{"has one", 0, WORK("lee", "  with: priya\n")},
		{"only for one party", 0, WORK("lee", "  only_for: brightline\n")},
		{"a goal that serves one side", 0, OWN_GOAL},
		{"work for a goal of one side", 0,
			OWN_GOAL "initiative own \"Own work\" {\n  owner: lee\n  serves: [rate]\n"
				 "  window: 2026-Q2\n}\n"},
		{"the same with people from two", 1,
			OWN_GOAL "initiative own \"Own work\" {\n  owner: lee\n  serves: [rate]\n"
				 "  window: 2026-Q2\n  team: [sam, mona]\n}\n"},
		{"people from one", 0,
			OWN_GOAL "initiative own \"Own work\" {\n  owner: lee\n  serves: [rate]\n"
				 "  window: 2026-Q2\n  team: [sam, dana]\n}\n"});
	BORDERS("ownership.counterpart_same_side", NULL,
		{"of the same party", 1, WORK("lee", "  with: sam\n")},
		{"of the other", 0, WORK("lee", "  with: mona\n")},
		{"hand-over from one side to the other", 0,
			WORK("lee until 2026-06-30, mona from 2026-07-01", "  with: priya\n")},
		{"hand-over within a side", 1,
			WORK("lee until 2026-06-30, sam from 2026-07-01", "  with: dana\n")});
}

#define LADDER(escalation)                                                                         \
	"plan joint \"Joint plan\" {\n  between: [acme, brightline]\n"                             \
	"  period: 2026-03-01 .. 2026-05-29\n  currency: USD\n  status: active\n}\n"               \
	"party acme \"Acme\" {\n  role: vendor\n  sponsor: omar\n" escalation "}\n"                \
	"party brightline \"Brightline\" { role: reseller }\n"                                     \
	"person omar \"Omar\" { of: acme }\nperson priya \"Priya\" { of: acme }\n"                 \
	"person dana \"Dana\" { of: brightline }\n"

static void test_escalation(void **state)
{
	(void)state;
	BORDERS("ownership.no_escalation", NULL,
		{"complete; the other party has one person", 0,
			LADDER("  escalation: [priya after 5 days, omar after 10 days]\n")},
		{"none", 1, LADDER("")},
		{"one step", 1, LADDER("  escalation: [omar after 5 days]\n")},
		{"one person twice", 1,
			LADDER("  escalation: [omar after 5 days, omar after 10 days]\n")},
		{"times stay", 1,
			LADDER("  escalation: [priya after 5 days, omar after 5 days]\n")},
		{"times in two units", 0,
			LADDER("  escalation: [priya after 5 business_days, omar after 2 "
			       "weeks]\n")},
		{"times fall over two units", 1,
			LADDER("  escalation: [priya after 2 weeks, omar after 10 days]\n")},
		{"does not end with the sponsor", 1,
			LADDER("  escalation: [omar after 5 days, priya after 10 days]\n")});
}

static void test_not_executive(void **state)
{
	static const struct border borders[] = {{"an executive", 0, WORK("ana", "")},
		{"somebody else", 1, WORK("lee", "")},
		{"for a part of the days", 1,
			WORK("ana until 2026-06-30, sam from 2026-07-01", "")},
		{"no executive is declared", 0, AGENCY WORK("kim", "")}};
	(void)state;
	check_borders("ownership.not_executive", PROFILE_STRATEGIC, NULL, borders,
		sizeof borders / sizeof *borders);
	check_borders("ownership.not_executive", PROFILE_STANDARD, NULL, borders, 1);
}

static void test_targets(void **state)
{
	(void)state;
	BORDERS("measurable.no_target", NULL, {"none", 1, RATE("")},
		{"at_least", 0, RATE("  at_least: 30%\n")},
		{"at_most", 0, RATE("  at_most: 30%\n")},
		{"between", 0, RATE("  between: 20% .. 30%\n")},
		{"target", 0, RATE("  target: 30% by 2026-12-31\n")},
		{"a target that cannot be read is another mistake", 0, RATE("  target: \"30\"\n")});
	BORDERS("measurable.no_change", NULL,
		{"level", 1,
			RATE("  target: 30% by 2026-12-31\n  baseline: 30.0% on 2025-12-31\n")},
		{"a little change", 0,
			RATE("  target: 30% by 2026-12-31\n  baseline: 29.9% on 2025-12-31\n")},
		{"kept", 0, RATE("  at_least: 30%\n  baseline: 30% on 2025-12-31\n")},
		{"a flow to 0", 1, LEADS("  target: 0 leads by 2026-12-31\n")},
		{"a flow at most 0", 0, LEADS("  at_most: 0 leads\n")});
	BORDERS("measurable.wrong_direction", NULL,
		{"more is better, down", 1,
			RATE("  target: 30% by 2026-12-31\n  baseline: 31% on 2025-12-31\n")},
		{"more is better, up", 0,
			RATE("  target: 30% by 2026-12-31\n  baseline: 29% on 2025-12-31\n")},
		{"equal is another mistake", 0,
			RATE("  target: 30% by 2026-12-31\n  baseline: 30% on 2025-12-31\n")},
		{"less is better, down", 0,
			"metric churn \"Churn\" {\n  means: \"Customers who left\"\n  unit: "
			"percent\n"
			"  kind: level\n  better: less\n}\n"
			"goal churn \"Churn\" {\n  owner: dana\n  metric: churn\n"
			"  target: 5% by 2026-12-31\n  baseline: 8% on 2025-12-31\n}\n"},
		{"less is better, up", 1,
			"metric churn \"Churn\" {\n  means: \"Customers who left\"\n  unit: "
			"percent\n"
			"  kind: level\n  better: less\n}\n"
			"goal churn \"Churn\" {\n  owner: dana\n  metric: churn\n"
			"  target: 8% by 2026-12-31\n  baseline: 5% on 2025-12-31\n}\n"},
		{"better is not stated", 0,
			"metric churn \"Churn\" {\n  means: \"Customers who left\"\n  unit: "
			"percent\n"
			"  kind: level\n}\n"
			"goal churn \"Churn\" {\n  owner: dana\n  metric: churn\n"
			"  target: 8% by 2026-12-31\n  baseline: 5% on 2025-12-31\n}\n"},
		{"a flow of which less is better", 1,
			"metric lost \"Lost deals\" {\n  means: \"Deals lost\"\n  unit: deal\n"
			"  kind: flow\n  better: less\n}\n"
			"goal lost \"Lost deals\" {\n  owner: dana\n  metric: lost\n"
			"  target: 8 deals by 2026-12-31\n}\n"},
		{"its limit", 0,
			"metric lost \"Lost deals\" {\n  means: \"Deals lost\"\n  unit: deal\n"
			"  kind: flow\n  better: less\n}\n"
			"goal lost \"Lost deals\" {\n  owner: dana\n  metric: lost\n"
			"  at_most: 8 deals\n}\n"});
}

static void test_baselines(void **state)
{
	(void)state;
	BORDERS("measurable.no_baseline", NULL, {"none", 1, RATE("  target: 30% by 2026-12-31\n")},
		{"no date", 1, RATE("  target: 30% by 2026-12-31\n  baseline: 24%\n")},
		{"with a date", 0,
			RATE("  target: 30% by 2026-12-31\n  baseline: 24% on 2025-12-31\n")},
		{"kept", 0, RATE("  at_least: 30%\n")},
		{"a flow", 0, LEADS("  target: 120 leads by 2026-12-31\n")});
	BORDERS("measurable.flow_with_baseline", NULL,
		{"a flow", 1,
			LEADS("  target: 120 leads by 2026-12-31\n  baseline: 90 leads on "
			      "2025-12-31\n")},
		{"prior", 0,
			LEADS("  target: 120 leads by 2026-12-31\n  prior: 90 leads for 2025\n")},
		{"a level", 0,
			RATE("  target: 30% by 2026-12-31\n  baseline: 24% on 2025-12-31\n")});
}

static void test_increments(void **state)
{
	(void)state;
	BORDERS("measurable.increments", NULL,
		{"90 days", 0,
			RATE("  window: 2026-03-02 .. 2026-05-30\n  target: 30% by 2026-05-30\n")},
		{"91 days", 1,
			RATE("  window: 2026-03-02 .. 2026-05-31\n  target: 30% by 2026-05-31\n")},
		{"the goal allows 91", 0,
			RATE("  window: 2026-03-02 .. 2026-05-31\n  target: 30% by 2026-05-31\n"
			     "  set: [measurable.increments to 91 days]\n")},
		{"the goal allows 13 weeks", 0,
			RATE("  window: 2026-03-02 .. 2026-05-31\n  target: 30% by 2026-05-31\n"
			     "  set: [measurable.increments to 13 weeks]\n")},
		{"the goal allows 90", 1,
			RATE("  window: 2026-03-02 .. 2026-05-31\n  target: 30% by 2026-05-31\n"
			     "  set: [measurable.increments to 90]\n")},
		{"kept", 0, RATE("  at_least: 30%\n")},
		{"no target is another mistake", 0, RATE("")},
		{"stated", 0,
			RATE("  target: 30% by 2026-12-31\n  increments { 2026-12: 30% }\n")});
	BORDERS("measurable.increments_order", NULL,
		{"in order, the last on the target date", 0,
			LEADS("  target: 9 leads by 2026-12-31\n  increments {\n    2026-Q2: 5 "
			      "leads\n"
			      "    2026-12-31: 9 leads\n  }\n")},
		{"two on one day", 1,
			LEADS("  target: 9 leads by 2026-12-31\n  increments {\n    2026-Q2: 5 "
			      "leads\n"
			      "    2026-06: 6 leads\n    2026-Q4: 9 leads\n  }\n")},
		{"one goes back", 1,
			LEADS("  target: 9 leads by 2026-12-31\n  increments {\n    2026-Q2: 5 "
			      "leads\n"
			      "    2026-Q1: 6 leads\n    2026-Q4: 9 leads\n  }\n")},
		{"the day before the goal's first", 1,
			LEADS("  window: 2026-04-01 .. 2026-12-31\n  target: 9 leads by "
			      "2026-12-31\n"
			      "  increments {\n    2026-Q1: 5 leads\n    2026-Q4: 9 leads\n  }\n")},
		{"the goal's first day", 0,
			LEADS("  window: 2026-04-01 .. 2026-12-31\n  target: 9 leads by "
			      "2026-12-31\n"
			      "  increments {\n    2026-04-01: 5 leads\n    2026-Q4: 9 leads\n  "
			      "}\n")},
		{"the day after its last", 1,
			LEADS("  target: 9 leads by 2026-12-30\n  increments {\n    2026-Q2: 5 "
			      "leads\n"
			      "    2026-Q4: 9 leads\n  }\n")});
	BORDERS("measurable.increments_not_cumulative", NULL,
		{"a fall", 1,
			LEADS("  target: 9 leads by 2026-12-31\n  increments {\n    2026-Q2: 5 "
			      "leads\n"
			      "    2026-Q4: 4 leads\n  }\n")},
		{"two equal rows", 0,
			LEADS("  target: 5 leads by 2026-12-31\n  increments {\n    2026-Q2: 5 "
			      "leads\n"
			      "    2026-Q4: 5 leads\n  }\n")},
		{"a level", 0,
			RATE("  target: 30% by 2026-12-31\n  increments {\n    2026-Q2: 31%\n"
			     "    2026-Q4: 30%\n  }\n")});
	BORDERS("measurable.increments_miss_target", NULL,
		{"on target", 0,
			LEADS("  target: 9 leads by 2026-12-31\n  increments {\n    2026-Q4: 9 "
			      "leads\n  }\n")},
		{"one short", 1,
			LEADS("  target: 9 leads by 2026-12-31\n  increments {\n    2026-Q4: 8 "
			      "leads\n  }\n")},
		{"one more", 1,
			LEADS("  target: 9 leads by 2026-12-31\n  increments {\n    2026-Q4: 10 "
			      "leads\n  }\n")},
		{"on target a month early", 1,
			LEADS("  target: 9 leads by 2026-12-31\n  increments {\n    2026-11: 9 "
			      "leads\n  }\n")},
		{"a row that cannot be read is another mistake", 0,
			LEADS("  target: 9 leads by 2026-12-31\n  increments {\n    2026-Q4: "
			      "\"9\"\n  }\n")},
		{"rows that fall are another mistake", 0,
			LEADS("  target: 9 leads by 2026-12-31\n  increments {\n    2026-Q2: 5 "
			      "leads\n"
			      "    2026-Q4: 4 leads\n  }\n")},
		{"without a date on the plan's last day", 0,
			LEADS("  target: 9 leads\n  increments {\n    2026-Q4: 9 leads\n  }\n")});
}

#define FEED                                                                                       \
	"feed leads \"Leads\" {\n  file: \"leads.csv\"\n  into: demand\n  date: column(\"Day\")\n" \
	"  count: true\n}\n"

static void test_sources(void **state)
{
	(void)state;
	BORDERS("measurable.no_source", NULL, {"neither", 1, LEADS("  at_least: 5 leads\n")},
		{"source only", 1, LEADS("  at_least: 5 leads\n  source: \"CRM\"\n")},
		{"refresh only", 1, LEADS("  at_least: 5 leads\n  refresh: 1 week\n")},
		{"both", 0, LEADS("  at_least: 5 leads\n  refresh: 1 week\n  source: \"CRM\"\n")},
		{"a feed and refresh", 0, LEADS("  at_least: 5 leads\n  refresh: 1 week\n") FEED},
		{"a feed alone", 1, LEADS("  at_least: 5 leads\n") FEED},
		{"the metric's", 0, RATE("  at_least: 30%\n")});
	BORDERS("measurable.source_private", NULL,
		{"my", 1, LEADS("  at_least: 5 leads\n  source: \"My list\"\n")},
		{"own sheet", 1, LEADS("  at_least: 5 leads\n  source: \"Dana's own sheet\"\n")},
		{"desktop", 1, LEADS("  at_least: 5 leads\n  source: \"File on the DESKTOP\"\n")},
		{"part of a word", 0,
			LEADS("  at_least: 5 leads\n  source: \"Academy, localised\"\n")},
		{"own system", 0,
			LEADS("  at_least: 5 leads\n  source: \"Brightline's own CRM\"\n")},
		{"shared", 0,
			LEADS("  at_least: 5 leads\n  source: \"My list, shared on Mondays\"\n")},
		{"exported", 0, LEADS("  at_least: 5 leads\n  source: \"Export of my list\"\n")},
		{"of a metric", 1,
			"metric deals \"Deals\" like std.metrics.deals_won { source: \"Private "
			"list\" }\n"});
	BORDERS("measurable.no_source_owner", NULL, {"nobody", 1, LEADS("  at_least: 5 leads\n")},
		{"measured_by", 0, LEADS("  at_least: 5 leads\n  measured_by: priya\n")},
		{"a feed", 0, LEADS("  at_least: 5 leads\n") FEED},
		{"the metric's owner", 0, RATE("  at_least: 30%\n")},
		{"two goals on one metric", 1,
			"metric deals \"Deals\" like std.metrics.deals_won {}\n"
			"goal one \"One\" {\n  owner: dana\n  metric: deals\n  at_least: 1 "
			"deal\n}\n"
			"goal two \"Two\" {\n  owner: dana\n  metric: deals\n  at_least: 2 "
			"deals\n}\n"});
}

#define VISITS(name, more)                                                                         \
	"goal " name " \"Visits\" {\n  owner: dana\n  metric: std.metrics.portal_visits\n"         \
	"  at_least: 100 visits\n" more "}\n"

static void test_vanity(void **state)
{
	(void)state;
	BORDERS("measurable.vanity", NULL, {"alone", 1, VISITS("visits", "")},
		{"part of an outcome", 0, VISITS("visits", "  part_of: sourced\n")},
		{"part of another one like it", 2,
			VISITS("visits", "") VISITS("more", "  part_of: visits\n")},
		{"paired with a result", 0,
			"metric fans \"Fans\" {\n  means: \"Followers\"\n  unit: visit\n  kind: "
			"flow\n"
			"  vanity: true\n  pairs_with: win_rate\n}\n"
			"goal fans \"Fans\" {\n  owner: dana\n  metric: fans\n  at_least: 9 "
			"visits\n}\n"});
}

static void test_dates(void **state)
{
	(void)state;
	BORDERS("timed.no_date", NULL, {"none", 1, LEADS("  target: 9 leads\n")},
		{"by", 0, LEADS("  target: 9 leads by 2026-12-31\n")},
		{"kept", 0, LEADS("  at_least: 9 leads\n")});
#define SIGNED                                                                                     \
	"signoff acme {\n  by: omar\n  on: 2026-02-23\n  seal: \"pbp1:0\"\n}\n"                    \
	"signoff brightline {\n  by: ana\n  on: 2026-02-25\n  seal: \"pbp1:0\"\n}\n"
	BORDERS("timed.past_at_signoff", NULL,
		{"on the day of the first signature", 0, SIGNED STORIES("2026-02-23", "")},
		{"the day before", 1, SIGNED STORIES("2026-02-22", "")},
		{"done by then", 0, SIGNED STORIES("2026-02-22", "  kept: 2026-02-23\n")},
		{"done later", 1, SIGNED STORIES("2026-02-22", "  kept: 2026-02-24\n")},
		{"nothing is signed", 0, STORIES("2026-02-22", "")},
		{"a target", 1, SIGNED LEADS("  target: 9 leads by 2026-02-20\n")},
		{"an action is no part of what is signed", 0,
			SIGNED "action call \"Call\" { owner: lee  due: 2026-02-10 }\n"});
	BORDERS("timed.outside_window", NULL,
		{"14 days after", 0, WORK("lee", "  milestone end \"End\" { due: 2026-12-14 }\n")},
		{"15 days after", 1, WORK("lee", "  milestone end \"End\" { due: 2026-12-15 }\n")},
		{"on the first day", 0,
			WORK("lee", "  milestone end \"End\" { due: 2026-02-01 }\n")},
		{"the day before", 1, WORK("lee", "  milestone end \"End\" { due: 2026-01-31 }\n")},
		{"an activity within", 0,
			WORK("lee",
				"  activity end \"End\" { window: 2026-02-01 .. 2026-12-14 }\n")},
		{"an activity that begins before", 1,
			WORK("lee",
				"  activity end \"End\" { window: 2026-01-31 .. 2026-12-14 }\n")},
		{"an activity that ends after", 1,
			WORK("lee",
				"  activity end \"End\" { window: 2026-02-01 .. 2026-12-15 }\n")},
		{"on its own", 0, "milestone end \"End\" { due: 2026-12-31  owner: lee }\n"});
#define FUNNEL "  funnel {\n    contacts: 100\n    cycle: 31 days\n  }\n"
	BORDERS("timed.too_late_to_count", NULL,
		{"the last useful day", 0, WORK("lee", FUNNEL)}, /* 2026-11-30 + 31 = 2026-12-31 */
		{"a day too long", 1,
			WORK("lee", "  funnel {\n    contacts: 100\n    cycle: 32 days\n  }\n")},
		{"a month, to the day", 0,
			WORK("lee", "  funnel {\n    contacts: 100\n    cycle: 1 month\n  }\n")},
		{"no cycle", 0, WORK("lee", "  funnel {\n    contacts: 100\n  }\n")},
		{"a kept goal has no day", 0,
			RATE("  at_least: 30%\n") "initiative late \"Late\" {\n  owner: lee\n"
						  "  serves: [rate]\n  window: 2026-02-01 .. "
						  "2026-12-31\n" FUNNEL "}\n"});
}

#define DUE(a, b, c)                                                                               \
	"milestone a \"A\" { due: " a "  owner: dana }\nmilestone b \"B\" { due: " b               \
	"  owner: dana }\nmilestone c \"C\" { due: " c "  owner: dana }\n"
#define YEAR "  period: 2026-01-01 .. 2026-12-31\n"

static void test_slow_start(void **state)
{
	(void)state;
	BORDERS("timed.slow_start", NULL,
		{"days 30, 31 and 90", 0,
			SMALL_PLAN(YEAR, DUE("2026-01-30", "2026-01-31", "2026-03-31"))},
		{"days 30, 60 and 91", 1,
			SMALL_PLAN(YEAR, DUE("2026-01-30", "2026-03-01", "2026-04-01"))},
		{"two in the second part", 1,
			SMALL_PLAN(YEAR, DUE("2026-01-31", "2026-02-20", "2026-03-31"))},
		{"nothing at all is one finding", 1, SMALL_PLAN(YEAR, "")},
		{"a plan of 90 days", 0, SMALL_PLAN("  period: 2026-01-01 .. 2026-03-31\n", "")},
		{"a plan of 91 days", 1, SMALL_PLAN("  period: 2026-01-01 .. 2026-04-01\n", "")},
		{"longer parts", 0,
			SMALL_PLAN(YEAR "  set: [timed.slow_start to 45 days]\n",
				DUE("2026-02-14", "2026-03-31", "2026-05-15"))},
		{"increments count", 0,
			SMALL_PLAN(YEAR,
				"metric m \"M\" {\n  means: \"M\"\n  unit: USD\n  kind: flow\n}\n"
				"goal g \"G\" {\n  owner: dana\n  metric: m\n"
				"  target: 9 USD by 2026-12-31\n  increments {\n"
				"    2026-01-30: 1 USD\n    2026-02: 2 USD\n    2026-03: 3 USD\n"
				"    2026-12: 9 USD\n  }\n}\n")});
}

/* ---- on a day ---- */

#define MISSED(more)                                                                               \
	"milestone release \"Release\" {\n  due: 2026-01-29\n  owner: mona\n" more "}\n"

static void test_missed(void **state)
{
	(void)state;
	/* Due on Thursday 2026-01-29: a root cause is to be opened by Monday 2026-02-02. */
	BORDERS("tracking.missed_without_cause", "2026-02-02", {"in time", 0, MISSED("")});
	BORDERS("tracking.missed_without_cause", "2026-02-03", {"a day later", 1, MISSED("")},
		{"done within two business days", 0, MISSED("  done: 2026-02-02\n")},
		{"done after that", 1, MISSED("  done: 2026-02-03\n")},
		{"done on its day", 0, MISSED("  done: 2026-01-29\n")},
		{"a root cause", 0,
			MISSED("") "root_cause late \"Late\" {\n  of: release\n  opened: "
				   "2026-02-03\n"
				   "  owner: mona\n  problem: \"Late.\"\n  why: [\"a\", "
				   "\"b\"]\n}\n"},
		{"cancelled work", 0,
			WORK("mona", "  state: cancelled on 2026-01-20\n"
				     "  milestone release \"Release\" { due: 2026-01-29 }\n")},
		{"an amendment moved it in time", 0,
			MISSED("") "amendment slip \"Slip\" {\n"
				   "  changes: [release.due from 2026-01-29 to 2026-03-27]\n"
				   "  type: date\n  because: \"Later.\"\n  effective: "
				   "2026-01-29\n}\n"},
		{"an amendment came too late", 1,
			MISSED("") "amendment slip \"Slip\" {\n"
				   "  changes: [release.due from 2026-01-29 to 2026-03-27]\n"
				   "  type: date\n  because: \"Later.\"\n  effective: "
				   "2026-01-30\n}\n"},
		{"a holiday of the owner's party", 0,
			"plan joint \"Joint plan\" {\n  between: [acme, brightline]\n"
			"  period: 2026-01-01 .. 2026-03-20\n  currency: USD\n  status: active\n}\n"
			"party acme \"Acme\" { role: vendor  calendar: days }\n"
			"party brightline \"Brightline\" { role: reseller }\n"
			"person mona \"Mona\" { of: acme }\n"
			"calendar days { holidays: [2026-01-30] }\n" MISSED("")},
		{"of the other party", 1,
			"plan joint \"Joint plan\" {\n  between: [acme, brightline]\n"
			"  period: 2026-01-01 .. 2026-03-20\n  currency: USD\n  status: active\n}\n"
			"party acme \"Acme\" { role: vendor }\n"
			"party brightline \"Brightline\" { role: reseller  calendar: days }\n"
			"person mona \"Mona\" { of: acme }\n"
			"calendar days { holidays: [2026-01-30] }\n" MISSED("")});
}

#define BEHIND(readings, more)                                                                     \
	LEADS("  source: \"CRM\"\n  refresh: 1 week\n  window: 2026-01-05 .. 2026-03-27\n"         \
	      "  target: 120 leads by 2026-03-27\n")                                               \
	"readings demand {\n" readings "}\n" more

static void test_behind(void **state)
{
	(void)state;
	/* The operating review met on 2026-01-27 and 2026-02-10 and covers everything. */
	BORDERS("tracking.behind_without_action", "2026-02-12",
		{"seen at the last session", 1, BEHIND("  2026-02-09: 12 leads\n", "")},
		{"first read after the last session", 0,
			BEHIND("  2026-02-09: 52 leads\n  2026-02-12: 52 leads\n  2026-02-11: 30 "
			       "leads\n",
				"")},
		{"turned behind after it", 0,
			BEHIND("  2026-02-09: 52 leads\n  2026-02-12: 40 leads\n", "")},
		{"on track", 0, BEHIND("  2026-02-09: 60 leads\n", "")},
		{"an action due today", 0,
			BEHIND("  2026-02-09: 12 leads\n",
				"action call \"Call\" { owner: lee  due: 2026-02-12  affects: "
				"[demand] }\n")},
		{"an action due yesterday", 1,
			BEHIND("  2026-02-09: 12 leads\n",
				"action call \"Call\" { owner: lee  due: 2026-02-11  affects: "
				"[demand] }\n")},
		{"an action that is done", 1,
			BEHIND("  2026-02-09: 12 leads\n", "action call \"Call\" { owner: lee  "
							   "due: 2026-02-20  done: 2026-02-11  "
							   "affects: [demand] }\n")},
		{"an action for something else", 1,
			BEHIND("  2026-02-09: 12 leads\n",
				"action call \"Call\" { owner: lee  due: 2026-02-20  affects: "
				"[sourced] }\n")},
		{"an action of its root cause", 0,
			BEHIND("  2026-02-09: 12 leads\n",
				"root_cause few \"Few\" {\n  of: demand\n  opened: 2026-02-10\n  "
				"owner: dana\n"
				"  problem: \"Few.\"\n  why: [\"a\", \"b\"]\n"
				"  action call \"Call\" { owner: lee  due: 2026-02-20 }\n}\n")});
	/* Behind at the end of January and of February: another rule asks for a root cause. */
	BORDERS("tracking.behind_without_action", "2026-03-03",
		{"behind twice", 0,
			BEHIND("  2026-01-31: 9 leads\n  2026-02-21: 19 leads\n  2026-02-28: 20 "
			       "leads\n",
				"")},
		{"behind twice, with a root cause", 1,
			BEHIND("  2026-01-31: 9 leads\n  2026-02-21: 19 leads\n  2026-02-28: 20 "
			       "leads\n",
				"root_cause few \"Few\" {\n  of: demand\n  opened: 2026-02-10\n  "
				"owner: dana\n"
				"  problem: \"Few.\"\n  why: [\"a\", \"b\"]\n}\n")});
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_gap),
		cmocka_unit_test(test_overlap),
		cmocka_unit_test(test_not_a_person),
		cmocka_unit_test(test_outsider),
		cmocka_unit_test(test_not_there),
		cmocka_unit_test(test_away),
		cmocka_unit_test(test_counterpart),
		cmocka_unit_test(test_escalation),
		cmocka_unit_test(test_not_executive),
		cmocka_unit_test(test_targets),
		cmocka_unit_test(test_baselines),
		cmocka_unit_test(test_increments),
		cmocka_unit_test(test_sources),
		cmocka_unit_test(test_vanity),
		cmocka_unit_test(test_dates),
		cmocka_unit_test(test_slow_start),
		cmocka_unit_test(test_missed),
		cmocka_unit_test(test_behind),
	};
	return cmocka_run_group_tests_name("rules_borders", tests, NULL, NULL);
}
