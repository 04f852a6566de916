/* Rules about reviews, signatures, amendments and waivers that need only the files. */
#include "tests/unit/rules_judge.h"

static void assert_text(struct str found, const char *expected)
{
	if (!str_is(found, expected))
		fail_msg("found    \"%.*s\"\nexpected \"%s\"", STR_ARGS(found), expected);
}

/* ---- review ---- */

#define MET(date, more) "session " date " {\n  of: operating\n" more "}\n"
#define THERE "  attended: [priya, dana]\n"
#define ALONE "  attended: [priya]\n"

static void test_absent(void **state)
{
	(void)state;
	BORDERS("review.absent", NULL, {"once", 0, MET("2026-02-24", ALONE)},
		{"twice in a row", 1, MET("2026-02-24", ALONE) MET("2026-03-10", ALONE)},
		{"three times is one report", 1,
			MET("2026-02-24", ALONE) MET("2026-03-10", ALONE) MET("2026-03-24", ALONE)},
		{"not in a row", 0,
			MET("2026-02-24", ALONE) MET("2026-03-10", THERE) MET("2026-03-24", ALONE)},
		{"written in another order", 1,
			MET("2026-03-24", THERE) MET("2026-03-10", ALONE) MET("2026-02-24", ALONE)},
		{"one not held between them", 1,
			MET("2026-02-24", ALONE) MET("2026-03-10", "  not_held: \"Trade show\"\n")
				MET("2026-03-24", ALONE)},
		{"nobody knows who was there", 0, MET("2026-02-24", "") MET("2026-03-10", "")},
		{"somebody who is misspelt", 0,
			MET("2026-02-24", "  attended: [priya, danna]\n") MET("2026-03-10", ALONE)},
		{"both alone in turn", 0,
			MET("2026-02-24", ALONE) MET("2026-03-10", "  attended: [dana]\n")
				MET("2026-03-24", ALONE)},
		{"twice, then twice again", 2,
			MET("2026-02-24", ALONE) MET("2026-03-10", ALONE) MET("2026-03-24", THERE)
				MET("2026-04-07", ALONE) MET("2026-04-21", ALONE)},
		{"internal", 0,
			"review own \"Own\" {\n  type: operational\n  every: 2 weeks\n"
			"  attendees: [priya, dana]\n  internal: true\n}\n"
			"session 2026-02-24 { of: own  attended: [priya] }\n"
			"session 2026-03-10 { of: own  attended: [priya] }\n"},
		{"who is not invited is another report", 0,
			"review own \"Own\" {\n  type: operational\n  every: 2 weeks\n"
			"  attendees: [priya, omar]\n}\n"
			"session 2026-02-24 { of: own  attended: [priya] }\n"
			"session 2026-03-10 { of: own  attended: [priya] }\n"},
		{"two reviews", 0,
			"review other \"Other\" {\n  type: operational\n  every: 2 weeks\n"
			"  attendees: [priya, dana]\n}\n"
			"session 2026-02-24 { of: other  attended: [priya] }\n" MET(
				"2026-03-10", ALONE)});
}

#define SERIES(type)                                                                               \
	"review q \"Q\" {\n  type: " type "\n  on: [2026-03-31]\n  attendees: [priya, dana]\n}\n"

static void test_no_commitments(void **state)
{
	(void)state;
	BORDERS("review.no_commitments", NULL,
		{"quarterly", 1, SERIES("quarterly") "session 2026-03-31 { of: q }\n"},
		{"checkpoint", 1, SERIES("checkpoint") "session 2026-03-31 { of: q }\n"},
		{"operational", 0, SERIES("operational") "session 2026-03-31 { of: q }\n"},
		{"planning", 0, SERIES("planning") "session 2026-03-31 { of: q }\n"},
		{"an action", 0,
			SERIES("quarterly") "session 2026-03-31 {\n  of: q\n"
					    "  action a \"A\" { owner: lee  due: 2026-04-10 "
					    "}\n}\n"},
		{"an action elsewhere", 0,
			SERIES("quarterly") "session 2026-03-31 { of: q }\n"
					    "action a \"A\" {\n  owner: lee\n  due: 2026-04-10\n"
					    "  from: q on 2026-03-31\n}\n"},
		{"an action of another session", 1,
			SERIES("quarterly") "session 2026-03-31 { of: q }\n"
					    "action a \"A\" {\n  owner: lee\n  due: 2026-04-10\n"
					    "  from: operating on 2026-03-31\n}\n"},
		{"not held", 0,
			SERIES("quarterly") "session 2026-03-31 { of: q  not_held: \"Snow\" }\n"});
}

/* ---- signatures ---- */

#define ACTIVE "update joint { status: active }\n"
#define SIGNED(party, by) "signoff " party " { by: " by "  on: 2026-01-08  seal: \"pbp1:0\" }\n"

static void test_unsigned(void **state)
{
	(void)state;
	BORDERS("contract.unsigned", NULL, {"a draft", 0, ""}, {"nobody", 2, ACTIVE},
		{"one of two", 1,
			LONG(WAIVER("measurable.increments",
				"omar")) "initiative w \"W\" {\n  owner: dana\n  window: 2026\n  "
					 "effort: 3 days\n" WAIVER("funding.no_means",
						 "omar") "}\n"},
		{"on a block around it", 0,
			WORK("lee",
				"  with: priya\n" WAIVER("timed.outside_window",
					"omar") "  milestone end \"End\" { due: 2026-12-24 }\n")},
		{"one that waits for a day", 0,
			SHORT(WAIVER("tracking.behind_without_action", "omar"))},
		{"a rule that does not exist is another mistake", 0,
			SHORT(WAIVER("measurable.incrementz", "omar"))},
		{"of this rule", 0, SHORT(WAIVER("contract.waiver_unused", "omar"))},
		{"a rule that is off in the profile", 1,
			SHORT(WAIVER("ownership.not_executive", "omar"))},
		{"a rule of the plan", 0,
			"rule own \"Own\" { for: goal  require: has evidence }\n" SHORT(
				WAIVER("rule.own", "omar"))});
	BORDERS("contract.waiver_unused", "2026-02-12",
		{"as of a day", 1, SHORT(WAIVER("tracking.behind_without_action", "omar"))},
		{"a rule of the plan that holds", 1,
			"rule own \"Own\" { for: goal  require: has owner }\n" SHORT(
				WAIVER("rule.own", "omar"))});
	/* After its end the finding says what became of it. */
	BORDERS("contract.waiver_unused", "2026-07-01",
		{"ended, and the finding is back", 0,
			LONG(WAIVER("measurable.increments", "omar"))},
		{"ended, and nothing is found", 1, SHORT(WAIVER("measurable.increments", "omar"))});
	static const struct border strategic[] = {
		{"not by a sponsor: contract.waiver_by speaks", 0,
			SHORT(WAIVER("measurable.increments", "lee"))},
		{"by a sponsor", 1, SHORT(WAIVER("measurable.increments", "omar"))}};
	check_borders("contract.waiver_unused", PROFILE_STRATEGIC, NULL, strategic, 2);
}

/* Switching a rule off for one run says nothing about its waivers. */
static void test_waiver_of_a_rule_that_is_off(void **state)
{
	(void)state;
	struct level_override off = {STR("measurable.*"), LEVEL_OFF};
	struct level_overrides overrides = {&off, 1};
	struct judged judged;
	judge(&judged, (struct ask){LONG(WAIVER("measurable.increments", "omar")), NULL,
			       PROFILE_NONE, &overrides});
	assert_int_equal(count(&judged, "contract.waiver_unused"), 0);
	judged_free(&judged);
}

static void test_waiver_by(void **state)
{
	(void)state;
	static const struct border strategic[] = {
		{"a sponsor of the plan", 0, SHORT(WAIVER("timed.all", "omar"))},
		{"somebody else", 1, SHORT(WAIVER("timed.all", "dana"))},
		{"a party's own sponsor", 0,
			"# without: party acme\nparty acme \"Acme\" { role: vendor  sponsor: priya "
			"}\n" SHORT(WAIVER("timed.all", "priya"))},
		{"somebody who is misspelt", 0, SHORT(WAIVER("timed.all", "omarr"))}};
	check_borders("contract.waiver_by", PROFILE_STRATEGIC, NULL, strategic, 4);
	BORDERS("contract.waiver_by", NULL, {"standard", 0, SHORT(WAIVER("timed.all", "dana"))});
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_absent),
		cmocka_unit_test(test_no_commitments),
		cmocka_unit_test(test_unsigned),
		cmocka_unit_test(test_amendments),
		cmocka_unit_test(test_not_acknowledged),
		cmocka_unit_test(test_waiver_unused),
		cmocka_unit_test(test_waiver_of_a_rule_that_is_off),
		cmocka_unit_test(test_waiver_by),
	};
	return cmocka_run_group_tests_name("rules of review and contract", tests, NULL, NULL);
}
