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
	BORDERS("review.absent", NULL, {"once", 0, MET("2026-03-24", ALONE)},
		{"twice in a row", 1, MET("2026-03-24", ALONE) MET("2026-04-07", ALONE)},
		{"three times is one report", 1,
			MET("2026-03-24", ALONE) MET("2026-04-07", ALONE) MET("2026-04-21", ALONE)},
		{"not in a row", 0,
			MET("2026-03-24", ALONE) MET("2026-04-07", THERE) MET("2026-04-21", ALONE)},
		{"written in another order", 1,
			MET("2026-04-21", THERE) MET("2026-04-07", ALONE) MET("2026-03-24", ALONE)},
		{"one not held between them", 1,
			MET("2026-03-24", ALONE) MET("2026-04-07", "  not_held: \"Trade show\"\n")
				MET("2026-04-21", ALONE)},
		{"nobody knows who was there", 0, MET("2026-03-24", "") MET("2026-04-07", "")},
		{"somebody who is misspelt", 0,
			MET("2026-03-24", "  attended: [priya, danna]\n") MET("2026-04-07", ALONE)},
		{"both alone in turn", 0,
			MET("2026-03-24", ALONE) MET("2026-04-07", "  attended: [dana]\n")
				MET("2026-04-21", ALONE)},
		{"twice, then twice again", 2,
			MET("2026-03-24", ALONE) MET("2026-04-07", ALONE) MET("2026-04-21", THERE)
				MET("2026-05-05", ALONE) MET("2026-05-19", ALONE)},
		{"internal", 0,
			"review own \"Own\" {\n  type: operational\n  every: 2 weeks\n"
			"  attendees: [priya, dana]\n  internal: true\n}\n"
			"session 2026-03-24 { of: own  attended: [priya] }\n"
			"session 2026-04-07 { of: own  attended: [priya] }\n"},
		{"who is not invited is another report", 0,
			"review own \"Own\" {\n  type: operational\n  every: 2 weeks\n"
			"  attendees: [priya, omar]\n}\n"
			"session 2026-03-24 { of: own  attended: [priya] }\n"
			"session 2026-04-07 { of: own  attended: [priya] }\n"},
		{"two reviews", 0,
			"review other \"Other\" {\n  type: operational\n  every: 2 weeks\n"
			"  attendees: [priya, dana]\n}\n"
			"session 2026-03-24 { of: other  attended: [priya] }\n" MET(
				"2026-04-07", ALONE)});
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
		{"one of two", 1, ACTIVE SIGNED("acme", "omar")},
		{"both", 0, ACTIVE SIGNED("acme", "omar") SIGNED("brightline", "ana")},
		{"not the sponsor", 1, ACTIVE SIGNED("acme", "priya") SIGNED("brightline", "ana")},
		{"closed", 0, "update joint { status: closed }\n"},
		{"a party without a sponsor of its own", 1,
			"# without: party acme\nparty acme \"Acme\" { role: vendor }\n" ACTIVE
				SIGNED("acme", "priya") SIGNED("brightline", "ana")},
		{"the plan's sponsor of that party", 0,
			"# without: party acme\nparty acme \"Acme\" { role: vendor }\n" ACTIVE
				SIGNED("acme", "omar") SIGNED("brightline", "ana")},
		{"a signer who is misspelt is another mistake", 0,
			ACTIVE SIGNED("acme", "omarr") SIGNED("brightline", "ana")});
	struct judged judged;
	judge(&judged, (struct ask){ACTIVE SIGNED("brightline", "ana"), NULL, PROFILE_NONE, NULL});
	const struct finding *finding = the(&judged, "contract.unsigned");
	assert_text(finding->message,
		"plan \"Acme x Brightline 2026\" is active and acme has not signed it");
	assert_text(
		finding->code, "signoff acme {\n  by:   omar\n  on:   TODO\n  seal: \"TODO\"\n}");
	judged_free(&judged);
}

#define AMENDED(type, more)                                                                        \
	"amendment m \"M\" {\n  changes: [roll_out.effort from 40 days to 30 days]\n  type: " type \
	"\n  because: \"x\"\n  effective: 2026-02-11\n" more "}\n"

static void test_amendments(void **state)
{
	(void)state;
	BORDERS("contract.amendment_unapproved", NULL, {"nobody", 1, AMENDED("scope", "")},
		{"one side", 1, AMENDED("scope", "  approved: omar\n")},
		{"both sides", 0, AMENDED("scope", "  approved: [omar, dana]\n")},
		{"two of one side", 1, AMENDED("scope", "  approved: [omar, priya]\n")},
		{"a correction by one side", 0, AMENDED("correction", "  approved: omar\n")},
		{"a correction by nobody", 1, AMENDED("correction", "")},
		{"somebody who is misspelt", 0, AMENDED("scope", "  approved: [omar, anna]\n")});
	BORDERS("contract.amended_in_operational", NULL,
		{"operational", 1, AMENDED("scope", "  decided: operating on 2026-02-10\n")},
		{"quarterly", 0,
			SERIES("quarterly") AMENDED("scope", "  decided: q on 2026-03-31\n")},
		{"checkpoint", 0,
			SERIES("checkpoint") AMENDED("scope", "  decided: q on 2026-03-31\n")},
		{"no session", 0, AMENDED("scope", "")},
		{"a contingency was started there", 0,
			AMENDED("scope",
				"  decided: operating on 2026-02-10\n") "contingency c \"C\" { "
									"owner: lee  activated: "
									"2026-02-10 }\n"},
		{"a contingency was started on another day", 1,
			AMENDED("scope",
				"  decided: operating on 2026-02-10\n") "contingency c \"C\" { "
									"owner: lee  activated: "
									"2026-02-11 }\n"});
}

#define KIM "person kim \"Kim Roe\" { of: brightline }\n"

static void test_not_acknowledged(void **state)
{
	(void)state;
	BORDERS("contract.not_acknowledged", NULL, {"somebody who does nothing", 0, KIM},
		{"an owner", 1, KIM "milestone m \"M\" { due: 2026-03-31  owner: kim }\n"},
		{"of an action", 1, KIM "action a \"A\" { owner: kim  due: 2026-03-31 }\n"},
		{"a team", 1,
			KIM "activity a \"A\" { due: 2026-03-31  owner: lee  team: [kim] }\n"},
		{"two are one report", 1,
			KIM "person ron \"Ron\" { of: acme }\n"
			    "activity a \"A\" { due: 2026-03-31  owner: ron  team: [kim] }\n"},
		{"later", 0,
			KIM "milestone m \"M\" { due: 2026-03-31  owner: kim }\n"
			    "update joint { acknowledged: [kim on 2026-02-02] }\n"},
		{"a counterpart", 0,
			KIM "goal rate \"R\" { owner: lee  with: kim  metric: win_rate }\n"});
}

/* ---- waivers ---- */

#define WAIVER(rule, by) "  allow: [" rule "] because \"So.\" by " by " until 2026-06-30\n"
#define SHORT(allow)                                                                               \
	"goal rate \"R\" {\n  owner: dana\n  metric: win_rate\n  window: 2026-Q1\n"                \
	"  target: 30% by 2026-03-31\n" allow "}\n"
#define LONG(allow)                                                                                \
	"goal rate \"R\" {\n  owner: dana\n  metric: win_rate\n  target: 30% by "                  \
	"2026-12-31\n" allow "}\n"

static void test_waiver_unused(void **state)
{
	(void)state;
	BORDERS("contract.waiver_unused", NULL,
		{"nothing", 1, SHORT(WAIVER("measurable.increments", "omar"))},
		{"a finding", 0, LONG(WAIVER("measurable.increments", "omar"))},
		{"its group, something of which is found", 0,
			SHORT(WAIVER("measurable.all", "omar"))},
		{"a group without a finding", 1, SHORT(WAIVER("timed.all", "omar"))},
		{"one of two", 1,
			LONG(WAIVER("measurable.increments",
				"omar")) "initiative w \"W\" {\n  owner: dana\n  window: 2026\n  "
					 "effort: 3 days\n" WAIVER(
						 "funding.no_means", "omar") "}\n"},
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
