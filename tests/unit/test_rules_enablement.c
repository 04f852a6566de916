/* Rules about enablement: their limits, and the cases that look the same and are left alone. */
#include "tests/unit/rules_judge.h"

#define KIM                                                                                        \
	"person kim \"Kim Roe\" {\n  of: brightline\n  skills: [german]\n}\n"                      \
	"person ron \"Ron Doe\" { of: brightline }\n"

#define CALLS(more)                                                                                \
	"initiative calls \"Calls\" {\n  serves: [sourced]\n"                                      \
	"  window: 2026-03-02 .. 2026-05-29\n" more "}\n"

#define GUIDE(more)                                                                                \
	"enablement guide \"Guide\" {\n  type: playbook\n  owner: priya\n  via: \"Portal\"\n" more \
	"}\n"

static void test_none(void **state)
{
	(void)state;
	BORDERS("enablement.none", NULL, {"sales", 1, KIM CALLS("  owner: kim\n  area: sales\n")},
		{"marketing", 1, KIM CALLS("  owner: kim\n  area: marketing\n")},
		{"product", 1, KIM CALLS("  owner: kim\n  area: product\n")},
		{"operations", 0, KIM CALLS("  owner: kim\n  area: operations\n")},
		{"no area", 0, KIM CALLS("  owner: kim\n")},
		{"needed by it", 0,
			KIM CALLS("  owner: kim\n  area: sales\n") GUIDE(
				"  audience: [kim]\n  due: 2026-02-20\n  needed_by: calls\n")},
		{"among its needs", 0,
			KIM CALLS("  owner: kim\n  area: sales\n  needs: [guide]\n")
				GUIDE("  audience: [kim]\n  due: 2026-02-20\n")},
		{"needed by a part of it", 0,
			KIM CALLS("  owner: kim\n  area: sales\n  activity list \"List\" { due: "
				  "2026-03-20 }\n") GUIDE("  audience: [kim]\n  due: 2026-02-20\n  "
							  "needed_by: calls.list\n")},
		{"all have completed some for the same area", 0,
			CALLS("  owner: dana\n  team: [lee, sam]\n  area: sales\n")},
		{"one of them has not", 1,
			KIM CALLS("  owner: dana\n  team: [lee, kim]\n  area: sales\n")},
		{"a need that is misspelt is another mistake", 0,
			KIM CALLS("  owner: kim\n  area: sales\n  needs: [guidee]\n")},
		{"work that is misspelt is another mistake", 0,
			KIM CALLS("  owner: kim\n  area: sales\n")
				GUIDE("  audience: [kim]\n  due: 2026-02-20\n  needed_by: call\n")},
		{"done", 0,
			KIM CALLS("  owner: kim\n  area: sales\n  state: done on 2026-05-01\n")},
		{"cancelled", 0,
			KIM CALLS("  owner: kim\n  area: sales\n  state: cancelled on "
				  "2026-05-01\n")});
}

static void test_not_reached(void **state)
{
	(void)state;
	BORDERS("enablement.not_reached", NULL,
		{"the owner is", 0,
			KIM CALLS("  owner: kim\n") GUIDE(
				"  audience: [kim]\n  due: 2026-02-20\n  needed_by: calls\n")},
		{"the owner is not", 1,
			KIM CALLS("  owner: kim\n") GUIDE(
				"  audience: [ron]\n  due: 2026-02-20\n  needed_by: calls\n")},
		{"their party is", 0,
			KIM CALLS("  owner: kim\n") GUIDE("  audience: [brightline]\n  due: "
							  "2026-02-20\n  needed_by: calls\n")},
		{"the other party is", 1,
			KIM CALLS("  owner: kim\n") GUIDE(
				"  audience: [acme]\n  due: 2026-02-20\n  needed_by: calls\n")},
		{"two of the team are one report", 1,
			KIM CALLS("  owner: dana\n  team: [kim, ron]\n") GUIDE(
				"  audience: [dana]\n  due: 2026-02-20\n  needed_by: calls\n")},
		{"they have completed it", 0,
			KIM CALLS("  owner: kim\n")
				GUIDE("  audience: [ron]\n  due: 2026-02-20\n  needed_by: "
				      "calls\n  completed: [kim on 2026-02-02]\n")},
		{"another one that it needs reaches them", 0,
			KIM CALLS("  owner: kim\n  needs: [guide]\n") GUIDE(
				"  audience: [ron]\n  due: 2026-02-20\n") "enablement two \"Two\" "
									  "{\n  type: playbook\n  "
									  "owner: priya\n"
									  "  audience: [kim]\n  "
									  "due: 2026-02-20\n  via: "
									  "\"Portal\"\n  "
									  "needed_by: "
									  "calls\n}\n"},
		{"nothing is needed", 0, KIM CALLS("  owner: kim\n")},
		{"an audience that is misspelt is another mistake", 0,
			KIM CALLS("  owner: kim\n") GUIDE("  audience: [ron, kimm]\n  due: "
							  "2026-02-20\n  needed_by: calls\n")});
}

#define NEEDED(more) "  audience: [kim, ron]\n  needed_by: calls\n" more

static void test_too_late(void **state)
{
	(void)state;
	BORDERS("enablement.too_late", NULL,
		{"on the first day", 0,
			KIM CALLS("  owner: kim\n") GUIDE(NEEDED("  due: 2026-03-02\n"))},
		{"a day later", 1,
			KIM CALLS("  owner: kim\n") GUIDE(NEEDED("  due: 2026-03-03\n"))},
		{"an activity without a window", 1,
			KIM "activity list \"List\" { due: 2026-03-20  owner: kim }\n" GUIDE(
				"  audience: [kim]\n  due: 2026-03-21\n  needed_by: list\n")},
		{"all completed it by then", 0,
			KIM CALLS("  owner: kim\n")
				GUIDE(NEEDED("  due: 2026-03-03\n  completed: [kim, ron] on "
					     "2026-03-02\n"))},
		{"one of them a day later", 1,
			KIM CALLS("  owner: kim\n") GUIDE(
				NEEDED("  due: 2026-03-03\n  completed: [kim on 2026-03-02, ron on "
				       "2026-03-03]\n"))},
		{"enough of a party are trained", 0,
			KIM CALLS("  owner: kim\n") GUIDE(
				"  audience: [brightline]\n  needed_by: calls\n  due: 2026-03-03\n"
				"  people: 9\n  trained: 9 on 2026-03-02\n")},
		{"too few of them", 1,
			KIM CALLS("  owner: kim\n") GUIDE(
				"  audience: [brightline]\n  needed_by: calls\n  due: 2026-03-03\n"
				"  people: 9\n  trained: 8 on 2026-03-02\n")},
		{"everybody of a party by name", 0,
			CALLS("  owner: dana\n") GUIDE(
				"  audience: [brightline]\n  needed_by: calls\n  due: 2026-03-03\n"
				"  completed: [ana, dana, lee, sam, vera] on 2026-03-02\n")},
		{"cancelled work", 0,
			KIM CALLS("  owner: kim\n  state: cancelled on 2026-02-01\n")
				GUIDE(NEEDED("  due: 2026-03-03\n"))},
		{"needed by nothing", 0, KIM GUIDE("  audience: [kim]\n  due: 2026-12-03\n")});
}

static void test_skill_missing(void **state)
{
	(void)state;
	BORDERS("enablement.skill_missing", NULL,
		{"nobody", 1, KIM CALLS("  owner: ron\n  skills: [german]\n")},
		{"the owner", 0, KIM CALLS("  owner: kim\n  skills: [german]\n")},
		{"the team", 0, KIM CALLS("  owner: ron\n  team: [kim]\n  skills: [german]\n")},
		{"the team of a part", 0,
			KIM CALLS("  owner: ron\n  skills: [german]\n  activity list \"List\" { "
				  "due: 2026-03-20  team: [kim] }\n")},
		{"one of two", 1, KIM CALLS("  owner: kim\n  skills: [german, storage]\n")},
		{"two are one report", 1, KIM CALLS("  owner: ron\n  skills: [german, storage]\n")},
		{"enablement before the start", 0,
			KIM CALLS("  owner: ron\n  skills: [german]\n") GUIDE(
				"  audience: [ron]\n  due: 2026-03-02\n  needed_by: calls\n")},
		{"enablement after it", 1,
			KIM CALLS("  owner: ron\n  skills: [german]\n") GUIDE(
				"  audience: [ron]\n  due: 2026-03-03\n  needed_by: calls\n")},
		{"done", 0,
			KIM CALLS("  owner: ron\n  skills: [german]\n  state: done on "
				  "2026-05-01\n")},
		{"a name in the team that is misspelt is another mistake", 0,
			KIM CALLS("  owner: ron\n  team: [kimm]\n  skills: [german]\n")});
}

static void test_expires(void **state)
{
	(void)state;
	BORDERS("enablement.expires", NULL,
		{"before the work ends", 1,
			KIM CALLS("  owner: kim\n") GUIDE(
				NEEDED("  due: 2026-02-20\n  completed: [kim on 2026-02-01 until "
				       "2026-05-28]\n"))},
		{"on its last day", 0,
			KIM CALLS("  owner: kim\n") GUIDE(
				NEEDED("  due: 2026-02-20\n  completed: [kim on 2026-02-01 until "
				       "2026-05-29]\n"))},
		{"a later one of the same person", 0,
			KIM CALLS("  owner: kim\n") GUIDE(
				NEEDED("  due: 2026-02-20\n  completed: [kim on 2026-02-01 until "
				       "2026-05-28, kim on 2026-05-20 until 2027-05-19]\n"))},
		{"one without an end", 0,
			KIM CALLS("  owner: kim\n") GUIDE(
				NEEDED("  due: 2026-02-20\n  completed: [kim on 2026-02-01 until "
				       "2026-05-28, kim on 2026-05-20]\n"))},
		{"a later one of somebody else", 1,
			KIM CALLS("  owner: kim\n") GUIDE(
				NEEDED("  due: 2026-02-20\n  completed: [kim on 2026-02-01 until "
				       "2026-05-28, ron on 2026-05-20]\n"))},
		{"two that both end are one report", 1,
			KIM CALLS("  owner: kim\n") GUIDE(
				NEEDED("  due: 2026-02-20\n  completed: [kim on 2026-01-07 until "
				       "2026-03-28, kim on 2026-02-01 until 2026-05-28]\n"))},
		{"nothing needs it", 0,
			KIM GUIDE("  audience: [kim]\n  due: 2026-02-20\n  completed: [kim on "
				  "2026-02-01 until 2026-05-28]\n")},
		{"an initiative's needs", 1,
			KIM CALLS("  owner: kim\n  needs: [guide]\n")
				GUIDE("  audience: [kim]\n  due: 2026-02-20\n  completed: [kim on "
				      "2026-02-01 until 2026-05-28]\n")},
		{"the work is done", 0,
			KIM CALLS("  owner: kim\n  state: done on 2026-05-20\n") GUIDE(
				NEEDED("  due: 2026-02-20\n  completed: [kim on 2026-02-01 until "
				       "2026-05-28]\n"))});
}

#define TILLS(fields)                                                                              \
	"enablement tills \"Course on tills\" {\n"                                                 \
	"  type: technical_training  owner: mona  via: \"Course\"  needed_by: price_link\n" fields \
	"}\n"

static void test_incomplete(void **state)
{
	(void)state;
	static const struct border borders[] = {
		{"due today", 0, TILLS("  due: 2026-02-12  audience: [lee]\n")},
		{"due yesterday", 1, TILLS("  due: 2026-02-11  audience: [lee]\n")},
		{"a party whose people have all completed it", 0,
			TILLS("  due: 2026-02-11  audience: [acme]  completed: [omar, priya, mona] "
			      "on 2026-02-01\n")},
		{"one of a party has not", 1,
			TILLS("  due: 2026-02-11  audience: [acme]  completed: [omar, priya] on "
			      "2026-02-01\n")},
		{"completed after the day that is judged", 1,
			TILLS("  due: 2026-02-11  audience: [lee]  completed: [lee on "
			      "2026-02-13]\n")},
		{"somebody who has left", 0,
			TILLS("  due: 2026-02-11  audience: [gone]\n") "person gone \"Gone Away\" "
								       "{ "
								       "of: acme  leaves: "
								       "2026-02-10 }\n"},
		{"as many as were to be", 0,
			TILLS("  due: 2026-02-11  audience: [acme]  people: 9  trained: 9 on "
			      "2026-02-11\n")},
		{"one too few", 1,
			TILLS("  due: 2026-02-11  audience: [acme]  people: 9  trained: 8 on "
			      "2026-02-11\n")},
		{"nobody has been counted", 1,
			TILLS("  due: 2026-02-11  audience: [acme]  people: 9\n")},
	};
	check_borders("enablement.incomplete", PROFILE_STANDARD, "2026-02-12", borders,
		sizeof borders / sizeof *borders);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_none),
		cmocka_unit_test(test_not_reached),
		cmocka_unit_test(test_too_late),
		cmocka_unit_test(test_skill_missing),
		cmocka_unit_test(test_expires),
		cmocka_unit_test(test_incomplete),
	};
	return cmocka_run_group_tests_name("rules of enablement", tests, NULL, NULL);
}
