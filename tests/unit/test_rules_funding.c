/* Rules about money: their limits, and the cases that look the same and are left alone. */
#include "tests/unit/rules_judge.h"

#define FUND(more)                                                                                 \
	"fund mdf \"Joint marketing fund\" {\n  of: acme\n  owner: priya\n"                        \
	"  amount: 48,000 USD\n  window: 2026-01-01 .. 2026-12-31\n" more "}\n"

#define SHOW(name, more)                                                                           \
	"initiative " name " \"Show\" {\n  owner: dana\n  with: priya\n  serves: [sourced]\n"      \
	"  window: 2026-03-02 .. 2026-05-29\n" more "}\n"

#define BOOTH(more)                                                                                \
	"activity booth \"Booth\" {\n  owner: dana\n  window: 2026-03-02 .. 2026-03-20\n" more "}" \
	"\n"

#define REQUEST(name, pays, more)                                                                  \
	"request " name " \"Money\" {\n  of: mdf\n  pays: " pays "\n" more "}\n"

static void test_overdrawn(void **state)
{
	(void)state;
	BORDERS("funding.overdrawn", NULL,
		{"all of it", 0, FUND("") SHOW("a", "  budget: 48,000 USD from mdf\n")},
		{"a dollar more", 1, FUND("") SHOW("a", "  budget: 48,001 USD from mdf\n")},
		{"two together", 1,
			FUND("") SHOW("a", "  budget: 24,000 USD from mdf\n")
				SHOW("b", "  budget: 24,001 USD from mdf\n")},
		{"a budget from nowhere", 0, FUND("") SHOW("a", "  budget: 99,000 USD\n")},
		{"cancelled work", 0,
			FUND("") SHOW("a", "  budget: 24,000 USD from mdf\n")
				SHOW("b", "  budget: 24,001 USD from mdf\n"
					  "  state: cancelled on 2026-04-01\n")},
		{"an approved request", 1,
			FUND("") BOOTH("") REQUEST("r", "booth", "  approved: 48,001 USD\n")},
		{"a request that is only asked", 0,
			FUND("") BOOTH("") REQUEST("r", "booth", "  asked: 48,001 USD\n")},
		{"a request within its work's budget counts once", 0,
			FUND("") SHOW("a", "  budget: 40,000 USD from mdf\n")
				REQUEST("r", "a", "  approved: 40,000 USD\n")},
		{"and so do two", 0,
			FUND("") SHOW("a", "  budget: 40,000 USD from mdf\n")
				REQUEST("r", "a", "  approved: 20,000 USD\n")
					REQUEST("s", "a", "  approved: 20,000 USD\n")},
		{"what is above the budget comes on top", 1,
			FUND("") SHOW("a", "  budget: 40,000 USD from mdf\n")
				REQUEST("r", "a", "  approved: 30,000 USD\n")
					REQUEST("s", "a", "  approved: 18,001 USD\n")},
		{"up to all of it", 0,
			FUND("") SHOW("a", "  budget: 40,000 USD from mdf\n")
				REQUEST("r", "a", "  approved: 30,000 USD\n")
					REQUEST("s", "a", "  approved: 18,000 USD\n")},
		{"an activity of the work too", 0,
			FUND("") SHOW("a", "  budget: 40,000 USD from mdf\n"
					   "  activity c \"C\" { window: 2026-03-02 .. "
					   "2026-03-20 }\n")
				REQUEST("r", "a.c", "  approved: 40,000 USD\n")},
		{"a request for cancelled work is free again", 0,
			FUND("") SHOW("a", "  state: cancelled on 2026-04-01\n")
				REQUEST("r", "a", "  approved: 60,000 USD\n")},
		{"but not what was spent", 1,
			FUND("") SHOW("a", "  state: cancelled on 2026-04-01\n")
				REQUEST("r", "a", "  approved: 60,000 USD\n  spent: 48,001 USD\n")},
		{"a contingency", 1,
			FUND("") "contingency c \"C\" { owner: dana  cost: 48,001 USD from mdf "
				 "}\n"},
		{"declined", 0,
			FUND("") "contingency c \"C\" { owner: dana  cost: 48,001 USD from mdf  "
				 "declined: 2026-02-01 }\n"},
		{"down to the reserve", 0,
			FUND("  reserve: 8,000 USD\n")
				SHOW("a", "  budget: 40,000 USD from mdf\n")},
		{"into the reserve", 1,
			FUND("  reserve: 8,000 USD\n")
				SHOW("a", "  budget: 40,001 USD from mdf\n")});
}

static void assert_text(struct str found, const char *expected)
{
	if (!str_is(found, expected))
		fail_msg("found    \"%.*s\"\nexpected \"%s\"", STR_ARGS(found), expected);
}

static void assert_at(struct judged *judged, struct span span, const char *text)
{
	assert_text(source_slice(sources_get(&judged->run.sources, span.source), span), text);
}

static void test_overdrawn_reads(void **state)
{
	(void)state;
	struct judged judged;
	judge(&judged, (struct ask){FUND("") "initiative webinars \"Retail webinar series\" {\n"
					     "  owner: dana\n  window: 2026-03-02 .. 2026-05-29\n"
					     "  budget: 18,000 USD from mdf\n}\n"
					     "initiative roadshow \"Retail roadshow\" {\n"
					     "  owner: dana\n  window: 2026-03-02 .. 2026-05-29\n"
					     "  budget: 34,000 USD from mdf\n}\n",
			       NULL, PROFILE_NONE, NULL});
	const struct finding *finding = the(&judged, "funding.overdrawn");
	assert_int_equal(finding->level, LEVEL_ERROR);
	assert_text(finding->message, "fund \"Joint marketing fund\" is overdrawn by 4,000 USD");
	assert_at(&judged, finding->span, "48,000 USD");
	assert_text(finding->caret, "available");
	assert_at(&judged, finding->labels->span, "18,000 USD");
	assert_text(finding->labels->text, "initiative \"Retail webinar series\"");
	assert_at(&judged, finding->labels->next->span, "34,000 USD");
	assert_text(
		finding->labels->next->text, "initiative \"Retail roadshow\"; together 52,000 USD");
	assert_text(finding->helps->text,
		"take 4,000 USD from another fund, or write in initiative \"Retail "
		"roadshow\":");
	assert_text(finding->code, "budget: 30,000 USD from mdf");
	assert_at(&judged, finding->edits->span, "34,000 USD");
	assert_text(finding->edits->text, "30,000 USD");
	judged_free(&judged);
	/* Nothing but requests: there is no budget to lower. */
	judge(&judged, (struct ask){FUND("  reserve: 8,000 USD\n") BOOTH("")
					    REQUEST("r", "booth", "  approved: 41,000 USD\n"),
			       NULL, PROFILE_NONE, NULL});
	finding = the(&judged, "funding.overdrawn");
	assert_text(finding->message,
		"fund \"Joint marketing fund\" is planned 1,000 USD into its reserve");
	assert_at(&judged, finding->span, "8,000 USD");
	assert_text(finding->helps->text, "take 1,000 USD from another fund, or do less");
	assert_int_equal(finding->code.len, 0);
	judged_free(&judged);
}

static void test_no_means(void **state)
{
	(void)state;
	BORDERS("funding.no_means", NULL, {"nothing", 1, SHOW("a", "")},
		{"money", 0, SHOW("a", "  budget: 1,000 USD\n")},
		{"time", 0, SHOW("a", "  effort: 3 days\n")},
		{"people", 0, SHOW("a", "  team: [lee]\n")},
		{"a resource", 0,
			"resource r \"R\" { type: tool  by: acme }\n" SHOW("a", "  needs: [r]\n")},
		{"something else that it needs", 1, SHOW("a", "  needs: [roll_out]\n")},
		{"a name that means nothing may be a resource", 0, SHOW("a", "  needs: [zzz]\n")},
		{"a request", 0, FUND("") SHOW("a", "") REQUEST("r", "a", "")},
		{"a request for a part of it", 0,
			FUND("") SHOW("a", "  activity c \"C\" { due: 2026-03-20 }\n")
				REQUEST("r", "a.c", "")},
		{"done", 0, SHOW("a", "  state: done on 2026-04-01\n")},
		{"cancelled", 0, SHOW("a", "  state: cancelled on 2026-04-01\n")},
		{"on hold", 1, SHOW("a", "  state: on_hold on 2026-04-01\n")},
		{"an effort that cannot be read", 0, SHOW("a", "  effort: \"much\"\n")});
}

static void test_no_payer(void **state)
{
	(void)state;
	BORDERS("funding.no_payer", NULL, {"nobody", 1, BOOTH("  cost: 900 USD\n")},
		{"a party", 0, BOOTH("  cost: 900 USD by acme\n")},
		{"a party that is misspelt is another mistake", 0,
			BOOTH("  cost: 900 USD by acmee\n")},
		{"no cost", 0, BOOTH("")},
		{"its initiative has money from a fund", 0,
			FUND("") SHOW("a", "  budget: 9,000 USD from mdf\n"
					   "  activity c \"C\" { due: 2026-03-20  cost: 900 USD "
					   "}\n")},
		{"its initiative has money from nowhere", 1,
			SHOW("a", "  budget: 9,000 USD\n"
				  "  activity c \"C\" { due: 2026-03-20  cost: 900 USD }\n")},
		{"cancelled", 0,
			SHOW("a", "  state: cancelled on 2026-04-01\n"
				  "  activity c \"C\" { due: 2026-03-20  cost: 900 USD }\n")});
}

static void test_no_expected_result(void **state)
{
	(void)state;
	BORDERS("funding.no_expected_result", NULL,
		{"nothing", 1, FUND("") BOOTH("") REQUEST("r", "booth", "")},
		{"a result", 0,
			FUND("") BOOTH("")
				REQUEST("r", "booth", "  expects: 9,000 USD to sourced\n")},
		{"the work contributes", 0,
			FUND("") SHOW("a", "  contributes: 9,000 USD to sourced\n")
				REQUEST("r", "a", "")},
		{"the work of an activity does", 0,
			FUND("") SHOW("a", "  contributes: 9,000 USD to sourced\n"
					   "  activity c \"C\" { due: 2026-03-20 }\n")
				REQUEST("r", "a.c", "")},
		{"the work contributes nothing", 1, FUND("") SHOW("a", "") REQUEST("r", "a", "")},
		{"work that is misspelt is another mistake", 0,
			FUND("") REQUEST("r", "boothh", "")});
}

static void test_poor_return(void **state)
{
	(void)state;
	BORDERS("funding.poor_return", NULL,
		{"half", 0,
			SHOW("a", "  budget: 4,500 USD\n  contributes: 9,000 USD to sourced\n")},
		{"a dollar more than half", 1,
			SHOW("a", "  budget: 4,501 USD\n  contributes: 9,000 USD to sourced\n")},
		{"nothing in money", 0,
			LEADS("  target: 40 leads by 2026-12-31\n")
				SHOW("a", "  budget: 4,501 USD\n  contributes: 9 leads to "
					  "demand\n")},
		{"two contributions", 0,
			SHOW("a", "  budget: 4,501 USD\n  contributes: 9,000 USD to sourced, 3 "
				  "USD to sourced\n")},
		{"cancelled", 0,
			SHOW("a", "  budget: 4,501 USD\n  contributes: 9,000 USD to sourced\n"
				  "  state: cancelled on 2026-04-01\n")},
		{"a request against what it expects", 1,
			FUND("") BOOTH("") REQUEST("r", "booth",
				"  approved: 4,501 USD\n  expects: 9,000 USD to sourced\n")},
		{"in leads", 0,
			FUND("") BOOTH("") LEADS("  target: 40 leads by 2026-12-31\n")
				REQUEST("r", "booth",
					"  approved: 4,501 USD\n  expects: 9 leads "
					"to demand\n")},
		{"a request against what its work contributes", 1,
			FUND("") SHOW("a", "  contributes: 9,000 USD to sourced\n")
				REQUEST("r", "a", "  approved: 4,501 USD\n")},
		{"work and its request are one mistake", 1,
			FUND("") SHOW("a", "  budget: 5,000 USD from mdf\n"
					   "  contributes: 9,000 USD to sourced\n")
				REQUEST("r", "a", "  approved: 5,000 USD\n")},
		{"another limit", 0,
			"plan joint \"Joint plan\" {\n  between: [acme, brightline]\n"
			"  period: 2026\n  currency: USD\n  set: [funding.poor_return to 80%]\n"
			"}\n"
			"party acme \"A\" { role: vendor }\nparty brightline \"B\" { role: "
			"reseller }\n"
			"person dana \"Dana\" { of: brightline }\n"
			"metric m \"M\" { means: \"M\"  unit: USD  kind: flow }\n"
			"goal sourced \"S\" { owner: dana  metric: m  target: 9 USD by "
			"2026-12-31 }\n"
			"initiative a \"A\" {\n  owner: dana\n  window: 2026\n"
			"  budget: 7,200 USD\n  contributes: 9,000 USD to sourced\n}\n"});
}

static void test_outside_approval(void **state)
{
	(void)state;
	BORDERS("funding.outside_approval", NULL,
		{"claims what is approved", 0,
			FUND("") BOOTH("")
				REQUEST("r", "booth", "  approved: 900 USD\n  claimed: 900 USD\n")},
		{"claims more", 1,
			FUND("") BOOTH("") REQUEST(
				"r", "booth", "  approved: 900 USD\n  claimed: 900.01 USD\n")},
		{"claims more than was spent", 1,
			FUND("") BOOTH("") REQUEST("r", "booth",
				"  approved: 900 USD\n  spent: 800 USD\n  claimed: 850 USD\n")},
		{"more than both is one mistake", 1,
			FUND("") BOOTH("") REQUEST("r", "booth",
				"  approved: 900 USD\n  spent: 800 USD\n  claimed: 950 USD\n")},
		{"what was spent is not said", 0,
			FUND("") BOOTH("") REQUEST("r", "booth", "  claimed: 950 USD\n")},
		{"more approved than asked", 1,
			FUND("") BOOTH("")
				REQUEST("r", "booth", "  asked: 900 USD\n  approved: 901 USD\n")},
		{"less approved than asked", 0,
			FUND("") BOOTH("")
				REQUEST("r", "booth", "  asked: 900 USD\n  approved: 500 USD\n")},
		{"spent on the last day", 0,
			FUND("") BOOTH("") REQUEST("r", "booth",
				"  approved: 900 USD until 2026-03-31\n  spent: 900 USD on "
				"2026-03-31\n")},
		{"spent a day later", 1,
			FUND("") BOOTH("") REQUEST("r", "booth",
				"  approved: 900 USD until 2026-03-31\n  spent: 900 USD on "
				"2026-04-01\n")},
		{"spent before the fund's window", 1,
			FUND("") BOOTH("")
				REQUEST("r", "booth", "  spent: 900 USD on 2025-12-31\n")},
		{"spent on its first day", 0,
			FUND("") BOOTH("")
				REQUEST("r", "booth", "  spent: 900 USD on 2026-01-01\n")},
		{"spent in another currency is another mistake", 0,
			FUND("") BOOTH("") REQUEST(
				"r", "booth", "  approved: 900 USD\n  claimed: 950 EUR\n")});
}

static void test_no_proof(void **state)
{
	(void)state;
	BORDERS("funding.no_proof", NULL,
		{"claimed", 1, FUND("") BOOTH("") REQUEST("r", "booth", "  claimed: 9 USD\n")},
		{"with a proof", 0,
			FUND("") BOOTH("") REQUEST(
				"r", "booth", "  claimed: 9 USD\n  proof: [\"Invoice\"]\n")},
		{"not claimed", 0, FUND("") BOOTH("") REQUEST("r", "booth", "  spent: 9 USD\n")},
		{"proof in an update", 0,
			FUND("") BOOTH("") REQUEST("r", "booth",
				"  claimed: 9 USD\n") "update r { proof: [\"Invoice\"] }\n"});
}

#define CASH(amount)                                                                               \
	"resource cash \"Cash\" {\n  type: cash\n  by: brightline\n  amount: " amount "\n}\n"

static void test_match_missing(void **state)
{
	(void)state;
	BORDERS("funding.match_missing", NULL,
		{"nothing", 1,
			FUND("  match: 50% by brightline\n") BOOTH("")
				REQUEST("r", "booth", "  approved: 9,000 USD\n")},
		{"all of it in cash", 0,
			FUND("  match: 50% by brightline\n") BOOTH("") CASH("4,500 USD")
				REQUEST("r", "booth", "  approved: 9,000 USD\n")},
		{"a dollar short", 1,
			FUND("  match: 50% by brightline\n") BOOTH("") CASH("4,499 USD")
				REQUEST("r", "booth", "  approved: 9,000 USD\n")},
		{"costs and cash together", 0,
			FUND("  match: 50% by brightline\n")
				BOOTH("  cost: 3,000 USD by brightline\n") CASH("1,500 USD")
					REQUEST("r", "booth", "  approved: 9,000 USD\n")},
		{"costs of the other side", 1,
			FUND("  match: 50% by brightline\n") BOOTH("  cost: 9,000 USD by acme\n")
				REQUEST("r", "booth", "  approved: 9,000 USD\n")},
		{"nothing approved yet", 0,
			FUND("  match: 50% by brightline\n") BOOTH("")
				REQUEST("r", "booth", "  asked: 9,000 USD\n")},
		{"no match", 0,
			FUND("") BOOTH("") REQUEST("r", "booth", "  approved: 9,000 USD\n")},
		{"one purse for two funds", 1,
			FUND("  match: 50% by brightline\n") BOOTH("") CASH("4,500 USD") REQUEST(
				"r", "booth",
				"  approved: 9,000 USD\n") "fund more \"More\" {\n  of: acme\n  "
							   "owner: priya\n  amount: 9,000 USD\n"
							   "  match: 50% by brightline\n  window: "
							   "2026\n}\n"
							   "request s \"S\" { of: more  pays: "
							   "booth  approved: 100 USD }\n"});
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_overdrawn),
		cmocka_unit_test(test_overdrawn_reads),
		cmocka_unit_test(test_no_means),
		cmocka_unit_test(test_no_payer),
		cmocka_unit_test(test_no_expected_result),
		cmocka_unit_test(test_poor_return),
		cmocka_unit_test(test_outside_approval),
		cmocka_unit_test(test_no_proof),
		cmocka_unit_test(test_match_missing),
	};
	return cmocka_run_group_tests_name("rules of funding", tests, NULL, NULL);
}
