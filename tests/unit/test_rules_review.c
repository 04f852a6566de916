/* Rules about sessions, actions and roadblocks as of a day, to the day. */
#include "tests/unit/rules_judge.h"

static void assert_text(struct str found, const char *expected)
{
	if (!str_is(found, expected))
		fail_msg("found    \"%.*s\"\nexpected \"%s\"", STR_ARGS(found), expected);
}

#define SET(setting)                                                                               \
	"# without: plan joint\nplan joint` the plan block, which the\n# example then brings "     \
	"itself.\n\nimport std.metrics\nimport std.units\n\nplan joint \"Acme x Brightline "       \
	"2026\" {\n  between:    [acme, brightline]\n  period:     2026-01-01 .. 2026-12-31\n  "   \
	"currency:   USD\n  vision:     \"Brightline is the first call for backup in mid-market "  \
	"retail.\"\n  sponsors:   [omar, ana]\n  channels:   [\"Acme CRM, partner view\"]\n  "     \
	"engagement: \"Brightline leads each deal; Acme joins on request.\"\n  set: [" setting     \
	"]\n}\n"

/* ---- records ---- */

#define DESK(rhythm)                                                                               \
	"review desk \"Desk\" {\n  type: operational\n  " rhythm "\n  attendees: [priya, dana]\n"  \
	"  covers: [sellers]\n}\n"
#define LIST DESK("on: [2026-03-04, 2026-03-11, 2026-05-06]")
#define HELD(day) "session " day " { of: desk  attended: [priya] }\n"
#define NOT_HELD(day) "session " day " { of: desk  not_held: \"Trade fair\" }\n"

static void test_no_record(void **state)
{
	(void)state;
	/* Friday 2026-03-06: two business days later is Tuesday. */
	BORDERS("review.no_record", "2026-03-09",
		{"one business day", 0, DESK("on: [2026-03-06, 2026-05-06]")},
		{"a session still to come", 0, DESK("on: [2026-03-10, 2026-05-06]")});
	BORDERS("review.no_record", "2026-03-10",
		{"two business days", 1, DESK("on: [2026-03-06, 2026-05-06]")},
		{"with a record", 0, DESK("on: [2026-03-06, 2026-05-06]") HELD("2026-03-06")},
		{"moved by a day", 0, DESK("on: [2026-03-06, 2026-05-06]") HELD("2026-03-09")},
		{"not held", 0, DESK("on: [2026-03-06, 2026-05-06]") NOT_HELD("2026-03-06")},
		{"a record of the future is none", 1,
			DESK("on: [2026-03-06, 2026-05-06]") HELD("2026-03-12")});
	BORDERS("review.no_record", "2026-03-16", {"two in a row stagnate", 0, LIST},
		{"the first of two", 1, LIST HELD("2026-03-11")},
		{"the last of two", 1, LIST HELD("2026-03-04")},
		{"a review that is over", 1, DESK("on: [2026-03-04, 2026-03-11]")},
		{"an own meeting of one party", 1,
			DESK("on: [2026-03-04, 2026-05-06]\n  internal: true")});
	struct judged judged;
	judge(&judged, (struct ask){DESK("on: [2026-02-25, 2026-03-04, 2026-03-11]"), "2026-03-16",
			       PROFILE_STANDARD, NULL});
	const struct finding *finding = the(&judged, "review.no_record");
	assert_text(finding->message, "the session of review \"Desk\" on 2026-03-11 has no record");
	assert_text(finding->notes->text, "nor have those of 2026-03-04, 2026-02-25");
	judged_free(&judged);
}

static void test_stagnation(void **state)
{
	(void)state;
	BORDERS("review.stagnation", "2026-03-12",
		{"the second may still be written down", 0, LIST},
		{"one that was not held and one pending", 0, LIST NOT_HELD("2026-03-04")});
	BORDERS("review.stagnation", "2026-03-13", {"two without a record", 1, LIST},
		{"one not held, one without a record", 1, LIST NOT_HELD("2026-03-04")},
		{"two not held", 1, LIST NOT_HELD("2026-03-04") NOT_HELD("2026-03-11")},
		{"the first was held", 0, LIST HELD("2026-03-04")},
		{"the last was held", 0, LIST HELD("2026-03-11")},
		{"the review is over", 0, DESK("on: [2026-03-04, 2026-03-11]")},
		{"it ended", 0,
			DESK("every: 1 week on wednesday from 2026-03-04 until 2026-03-11")},
		{"held in between", 0,
			DESK("every: 1 week on wednesday from 2026-02-18") HELD("2026-03-04")
				HELD("2026-02-18")});
	struct judged judged;
	judge(&judged, (struct ask){DESK("every: 1 week on wednesday from 2026-02-18")
					    NOT_HELD("2026-03-04"),
			       "2026-03-16", PROFILE_STANDARD, NULL});
	const struct finding *finding = the(&judged, "review.stagnation");
	assert_text(finding->message, "review \"Desk\" has not taken place 4 times in a row");
	assert_text(finding->caret, "next on 2026-03-18");
	assert_text(finding->notes->text,
		"2026-03-11 has no record, 2026-03-04 was not held, 2026-02-25 has no record, "
		"2026-02-18 has no record");
	judged_free(&judged);
}

/* ---- actions ---- */

#define ACTION(due, more)                                                                          \
	"action call \"Call\" {\n  owner: lee\n  due: " due "\n  affects: [sourced]\n" more "}\n"

static void test_action_overdue(void **state)
{
	(void)state;
	BORDERS("review.action_overdue", "2026-03-06", {"on its day", 0, ACTION("2026-03-06", "")});
	BORDERS("review.action_overdue", "2026-03-07",
		{"the day after", 1, ACTION("2026-03-06", "")},
		{"done", 0, ACTION("2026-03-06", "  done: 2026-03-07\n")},
		{"dropped", 0, ACTION("2026-03-06", "  dropped: 2026-03-07 because \"Sold\"\n")},
		{"a day that cannot be read", 0, ACTION("2026-02-30", "")},
		{"of a contingency that nobody started", 0,
			"contingency b \"Plan B\" {\n  owner: lee\n" ACTION(
				"2026-03-06", "") "}\n"},
		{"of one that was started", 1,
			"contingency b \"Plan B\" {\n  owner: lee\n  activated: "
			"2026-03-02\n" ACTION("2026-03-06", "") "}\n"});
	struct judged judged;
	judge(&judged,
		(struct ask){ACTION("2026-03-04", ""), "2026-03-12", PROFILE_STANDARD, NULL});
	const struct finding *finding = the(&judged, "review.action_overdue");
	assert_text(finding->message, "action \"Call\" is overdue by 8 days");
	assert_text(finding->code,
		"update call { done: TODO }\nupdate call { dropped: 2026-03-12 because \"TODO\" }");
	judged_free(&judged);
}

/* The operating review meets on 01-13, 01-27, 02-10, 02-24, 03-10. */
static void test_action_carried(void **state)
{
	(void)state;
	BORDERS("review.action_carried", "2026-03-12",
		{"two sessions since", 0, ACTION("2026-02-10", "")},
		{"three sessions since", 1, ACTION("2026-02-09", "")},
		{"due before a session that was not held", 0,
			ACTION("2026-02-09", "") "# without: session 2026-02-24\n"
						 "session 2026-02-24 { of: operating  not_held: "
						 "\"Fair\" }\n"},
		{"done late", 0, ACTION("2026-01-09", "  done: 2026-03-11\n")},
		{"agreed in a review that met once since", 0,
			LIST HELD("2026-03-04")
				ACTION("2026-02-09", "  from: desk on 2026-03-04\n")},
		{"told so by the plan", 1,
			SET("review.action_carried to 1") ACTION("2026-02-10", "")});
	BORDERS("review.action_overdue", "2026-03-12", {"not both", 0, ACTION("2026-02-09", "")},
		{"one of them", 1, ACTION("2026-02-10", "")});
}

/* ---- roadblocks ---- */

#define KEY(raised, more)                                                                          \
	"roadblock key \"No key\" {\n  raised: " raised "\n  owner: mona\n" more "}\n"
#define STEP "  next: \"Ask again\"\n"

/* The parties' escalation: the first person after 5, the second after 10 business days. */
static void test_roadblock_stuck(void **state)
{
	(void)state;
	/* Monday 2026-03-02 and five business days are Monday 2026-03-09. */
	BORDERS("review.roadblock_stuck", "2026-03-08", {"four days", 0, KEY("2026-03-02", "")},
		{"in the future", 0, KEY("2026-03-20", "")});
	BORDERS("review.roadblock_stuck", "2026-03-09", {"five days", 1, KEY("2026-03-02", "")},
		{"a step without a date", 1, KEY("2026-03-02", STEP)},
		{"a date without a step", 0, KEY("2026-03-02", "  due: 2026-03-09\n")},
		{"cleared", 0, KEY("2026-03-02", "  cleared: 2026-03-09\n")},
		{"to be cleared later", 1, KEY("2026-03-02", "  cleared: 2026-03-10\n")},
		{"escalated", 0, KEY("2026-03-02", "  escalated: priya on 2026-03-06\n")},
		{"more days", 0, SET("review.roadblock_stuck to 6") KEY("2026-03-02", "")});
	BORDERS("review.roadblock_stuck", "2026-03-10",
		{"past the first rung", 1, KEY("2026-03-02", STEP "  due: 2026-03-09\n")},
		{"its day is ahead", 0, KEY("2026-03-02", STEP "  due: 2026-03-10\n")},
		{"the first rung was taken", 0,
			KEY("2026-03-02",
				STEP "  due: 2026-03-09\n  escalated: priya on 2026-03-09\n")});
	BORDERS("review.roadblock_stuck", "2026-03-17",
		{"past the second rung", 1,
			KEY("2026-03-02",
				STEP "  due: 2026-03-09\n  escalated: priya on 2026-03-09\n")},
		{"the last rung was taken", 0,
			KEY("2026-03-02",
				STEP "  due: 2026-03-09\n  escalated: omar on 2026-03-16\n")});
	struct judged judged;
	judge(&judged, (struct ask){KEY("2026-03-02", STEP "  due: 2026-03-09\n"), "2026-03-12",
			       PROFILE_STANDARD, NULL});
	const struct finding *finding = the(&judged, "review.roadblock_stuck");
	assert_text(finding->caret, "raised; until 2026-03-09 it could stay as it is");
	assert_text(finding->code, "update key { escalated: priya on 2026-03-12 }");
	judged_free(&judged);
}

/* ---- wins ---- */

#define WIN(day, more)                                                                             \
	"session " day " {\n  of: operating\n  win \"Van der Meer\" {\n    by: [lee]\n" more       \
	"  }\n}\n"

static void test_no_wins(void **state)
{
	(void)state;
	BORDERS("review.no_wins", "2026-06-29", {"the second quarter is not over", 0, ""});
	BORDERS("review.no_wins", "2026-06-30", {"it is over", 1, ""},
		{"with a win of its last day", 0,
			WIN("2026-06-30", "    on: 2026-06-30\n    proof: \"Order\"\n")},
		{"with a win of a session in it", 0, WIN("2026-04-28", "    proof: \"Order\"\n")},
		{"with one of the quarter before", 1,
			WIN("2026-04-07", "    on: 2026-03-31\n    proof: \"Order\"\n")},
		{"without a proof", 1, WIN("2026-06-30", "")});
	BORDERS("review.no_wins", "2027-06-30", {"long after the plan, once", 1, ""});
	BORDERS("review.no_wins", "2026-03-31", {"the first quarter", 0, ""},
		{"a win ahead", 0, WIN("2026-04-07", "")},
		{"a win of today", 1, WIN("2026-03-31", "")});
}

/* ---- what a plan rests on ---- */

#define BROKEN(day, more)                                                                          \
	"assumption budgets \"Budgets stay\" {\n  owner: dana\n  affects: [sourced]\n"             \
	"  broken: " day "\n}\n" more
#define ACT ACTION("2026-04-27", "")
#define DECIDED(day)                                                                               \
	"session " day " {\n  of: operating\n  decision \"Go on\" { by: priya  affects: "          \
	"[sourced] }\n}\n"

static void test_rigid(void **state)
{
	(void)state;
	/* 90 days before 2026-04-06 is 2026-01-06. */
	BORDERS("contract.rigid", "2026-04-06", {"89 days", 0, BROKEN("2026-01-07", ACT)},
		{"90 days", 1, BROKEN("2026-01-06", ACT)},
		{"without any answer it is another finding", 0, BROKEN("2026-01-06", "")},
		{"decided", 0, BROKEN("2026-01-06", ACT DECIDED("2026-02-11"))},
		{"decided before it was known", 1, BROKEN("2026-01-06", ACT DECIDED("2026-01-05"))},
		{"sooner if the plan says so", 1,
			SET("contract.rigid to 89 days") BROKEN("2026-01-07", ACT)});
	BORDERS("risk.broken_assumption", "2026-04-06",
		{"the other finding", 1, BROKEN("2026-01-06", "")},
		{"not both", 0, BROKEN("2026-01-06", ACT)});
}

#define PLAN_B(more)                                                                               \
	"risk slow \"Slow\" {\n  likelihood: 3\n  impact: 3\n  response: mitigate\n  owner: "      \
	"dana\n"                                                                                   \
	"  trigger: sourced.pace < 500%\n  affects: [sourced]\n  contingency: b\n}\n"              \
	"contingency b \"Plan B\" {\n  owner: lee\n" more "}\n"

static void test_rigid_risk(void **state)
{
	(void)state;
	BORDERS("contract.rigid", "2026-03-12",
		{"started 90 days ago", 1, PLAN_B("  activated: 2025-12-12\n")},
		{"started 89 days ago", 0, PLAN_B("  activated: 2025-12-13\n")},
		{"not started", 0, PLAN_B("")},
		{"declined", 0, PLAN_B("  declined: 2025-12-12 because \"No\"\n")},
		{"decided since", 0, PLAN_B("  activated: 2025-12-12\n") DECIDED("2026-02-11")});
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_no_record),
		cmocka_unit_test(test_stagnation),
		cmocka_unit_test(test_action_overdue),
		cmocka_unit_test(test_action_carried),
		cmocka_unit_test(test_roadblock_stuck),
		cmocka_unit_test(test_no_wins),
		cmocka_unit_test(test_rigid),
		cmocka_unit_test(test_rigid_risk),
	};
	return cmocka_run_group_tests_name("rules of reviews as of a day", tests, NULL, NULL);
}
