/* Rules: their examples, how their findings read, and what levels and waivers make of them. */
#include "tests/unit/rules_judge.h"

#include <string.h>

/* ---- every rule: registered, documented, with examples that hold ---- */

static void test_registry(void **state)
{
	(void)state;
	assert_true(rules_n >= 30);
	for (uint32_t i = 0; i < rules_n; i++) {
		const struct rule_info *info = &rules[i]->info;
		if (i && strcmp(rules[i - 1]->info.name, info->name) >= 0)
			fail_msg("%s is not in order", info->name);
		if (!info->summary || !info->explanation || !info->bad || !info->good)
			fail_msg("%s is not documented", info->name);
		if (strlen(info->explanation) > 600 || strlen(info->explanation) < 100)
			fail_msg("%s: the explanation has %zu characters", info->name,
				strlen(info->explanation));
		assert_null(strchr(info->summary, '\n'));
		assert_non_null(rules[i]->check);
		for (int k = 0; k < 3; k++)
			assert_in_range(info->levels[k], LEVEL_OFF, LEVEL_ERROR);
		for (int k = 1; k < 3; k++) /* a richer profile never asks for less */
			if (info->levels[k] < info->levels[k - 1])
				fail_msg("%s: levels fall", info->name);
		if (info->wording && info->levels[2] > LEVEL_WARNING)
			fail_msg("%s: wording is never an error", info->name);
		if (info->levels[2] == LEVEL_OFF)
			fail_msg("%s is off everywhere", info->name);
		if ((info->needs == NEEDS_DAY) != (info->as_of != NULL))
			fail_msg("%s: its examples need a day if it does", info->name);
		for (const struct rule_setting *at = rules[i]->settings; at && at->name; at++)
			if (strncmp(at->name, info->name, strlen(info->name)) != 0 || !at->doc)
				fail_msg("%s: setting %s", info->name, at->name);
	}
}

static enum profile profile_for(const struct rule_info *info)
{
	return info->levels[1] == LEVEL_OFF ? PROFILE_STRATEGIC : PROFILE_STANDARD;
}

static void test_rule_examples(void **state)
{
	uint32_t failed = 0;
	(void)state;
	for (uint32_t i = 0; i < rules_n; i++) {
		const struct rule_info *info = &rules[i]->info;
		struct judged judged;
		if (info->example_needs_files)
			continue;
		struct ask ask = {info->bad, info->as_of, profile_for(info), NULL};
		judge(&judged, ask);
		uint32_t n = count(&judged, info->name);
		if (!n || n != judged.run.sink.items.n) {
			print_findings(&judged, info->name);
			failed++;
		}
		judged_free(&judged);
		ask.text = info->good;
		judge(&judged, ask);
		if (judged.run.sink.items.n) {
			print_findings(&judged, info->name);
			failed++;
		}
		judged_free(&judged);
	}
	assert_int_equal(failed, 0);
}

/* Each rule can be silenced alone: its bad example has nothing else to report then. */
static void test_each_rule_off(void **state)
{
	uint32_t failed = 0;
	(void)state;
	for (uint32_t i = 0; i < rules_n; i++) {
		const struct rule_info *info = &rules[i]->info;
		struct judged judged;
		const struct level_override off[] = {{str_from(info->name), LEVEL_OFF}};
		const struct level_overrides overrides = {off, 1};
		if (info->example_needs_files)
			continue;
		judge(&judged, (struct ask){info->bad, info->as_of, profile_for(info), &overrides});
		if (judged.run.sink.items.n) {
			print_findings(&judged, info->name);
			failed++;
		}
		judged_free(&judged);
	}
	assert_int_equal(failed, 0);
}

static uint32_t count_always(const struct judged *judged)
{
	uint32_t n = 0;
	for (uint32_t i = 0; i < judged->run.sink.items.n; i++)
		n += judged->run.sink.items.items[i]->rule->always;
	return n;
}

/* Findings of the language itself stand in small files, which other rules may ask more of. */
static void test_finding_examples(void **state)
{
	uint32_t failed = 0;
	(void)state;
	for (uint32_t i = 0; i < finding_infos_n; i++) {
		const struct rule_info *info = finding_infos[i];
		if (!info->bad || info->example_needs_files)
			continue;
		struct judged judged;
		struct ask ask = {info->bad, info->as_of, PROFILE_STANDARD, NULL};
		if (!strncmp(info->name, "feed.", 5)) /* feeds are read when a day is judged */
			ask.as_of = "2026-06-30";
		judge_text(&judged, str_from(info->bad), ask);
		uint32_t n = count(&judged, info->name);
		if (!n || n != count_always(&judged)) {
			print_findings(&judged, info->name);
			failed++;
		}
		judged_free(&judged);
		judge_text(&judged, str_from(info->good), ask);
		if (count_always(&judged)) {
			print_findings(&judged, info->name);
			failed++;
		}
		judged_free(&judged);
	}
	assert_int_equal(failed, 0);
}

/* The plan around the examples has no mistake of its own in any profile, with and without a day. */
static void test_prelude(void **state)
{
	static const char *const days[] = {NULL, "2026-03-11", "2026-03-12"};
	(void)state;
	for (int profile = PROFILE_NAPKIN; profile <= PROFILE_STRATEGIC; profile++) {
		for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
			struct judged judged;
			judge(&judged, (struct ask){"", days[i], (enum profile)profile, NULL});
			if (judged.run.sink.items.n) {
				print_findings(&judged, "the prelude");
				fail();
			}
			judged_free(&judged);
		}
	}
}

static void assert_str(struct str found, const char *expected)
{
	if (!str_is(found, expected))
		fail_msg("found    \"%.*s\"\nexpected \"%s\"", STR_ARGS(found), expected);
}

/* Line, column and text under the carets or labels. */
static void assert_span(struct judged *judged, struct span span, uint32_t column, const char *text)
{
	struct place place = source_place(&judged->run.sources, span.source, span.start);
	assert_str(source_slice(sources_get(&judged->run.sources, span.source), span), text);
	if (column)
		assert_int_equal(place.column, column);
}

static void assert_label(
	struct judged *judged, const struct label *label, const char *place, const char *text)
{
	assert_non_null(label);
	assert_span(judged, label->span, 0, place);
	assert_str(label->text, text);
}

/* ---- findings as people read them ---- */

static void test_gap_reads(void **state)
{
	(void)state;
	struct judged judged;
	judge(&judged, (struct ask){"initiative webinars \"Retail webinar series\" {\n"
				    "  owner:  lee until 2026-06-30, sam from 2026-07-02\n"
				    "  with:   priya\n"
				    "  serves: [sourced]\n"
				    "  window: 2026-02-01 .. 2026-11-30\n"
				    "}\n",
			       NULL, PROFILE_NONE, NULL});
	const struct finding *finding = the(&judged, "ownership.gap");
	assert_int_equal(finding->level, LEVEL_ERROR);
	assert_str(finding->message,
		"initiative \"Retail webinar series\" has no owner on 2026-07-01");
	assert_span(&judged, finding->span, 21, "2026-06-30");
	assert_str(finding->caret, "last day of lee");
	assert_label(&judged, finding->labels, "2026-07-02", "first day of sam");
	assert_label(&judged, finding->labels->next, "2026-02-01 .. 2026-11-30",
		"each of these 303 days needs one owner");
	assert_null(finding->labels->next->next);
	assert_str(finding->helps->text, "let sam start one day earlier:");
	assert_str(finding->code, "owner:  lee until 2026-06-30, sam from 2026-07-01");
	assert_str(finding->notes->text,
		"the days named by `until` and `from` both belong to the owner");
	assert_str(finding->entity, "initiative webinars");
	assert_span(&judged, finding->edits->span, 0, "2026-07-02");
	assert_str(finding->edits->text, "2026-07-01");
	judged_free(&judged);
}

static void test_not_a_person_alone(void **state)
{
	(void)state;
	struct judged judged;
	judge(&judged, (struct ask){WORK("brightline", "  with: priya\n  effort: 9 days\n"), NULL,
			       PROFILE_NONE, NULL});
	const struct finding *finding = the(&judged, "ownership.not_a_person");
	assert_int_equal(judged.run.sink.items.n, 1);
	assert_str(finding->message, "`owner` of initiative \"Retail webinar series\" names the "
				     "party brightline, not a person");
	assert_str(finding->helps->text, "name one person of brightline: ana, dana, lee or sam");
	judged_free(&judged);
}

static void test_miss_target_reads(void **state)
{
	(void)state;
	struct judged judged;
	judge(&judged,
		(struct ask){"goal more \"Close 650k USD of partner-sourced retail revenue\" {\n"
			     "  owner:     priya\n"
			     "  with:      dana\n"
			     "  objective: land_retail\n"
			     "  metric:    revenue\n"
			     "  scope:     [retail]\n"
			     "  target:    650,000 USD by 2026-12-31\n"
			     "\n"
			     "  increments {\n"
			     "    2026-Q1: 90,000 USD\n"
			     "    2026-Q4: 640,000 USD\n"
			     "  }\n"
			     "}\n",
			NULL, PROFILE_NONE, NULL});
	const struct finding *finding = the(&judged, "measurable.increments_miss_target");
	assert_str(finding->message, "increments of goal \"Close 650k USD of partner-sourced "
				     "retail revenue\" end 10,000 USD "
				     "short of its target");
	assert_span(&judged, finding->span, 14, "640,000 USD");
	assert_str(finding->caret, "last increment");
	assert_label(&judged, finding->labels, "650,000 USD by 2026-12-31", "target");
	assert_str(finding->helps->text, "end the increments on the target:");
	assert_str(finding->code, "2026-Q4: 650,000 USD");
	judged_free(&judged);
}

#define CRM_LINK                                                                                   \
	"plan joint \"Joint plan\" {\n"                                                            \
	"  between:  [acme, brightline]\n"                                                         \
	"  period:   2026-03-01 .. 2026-05-29\n"                                                   \
	"  currency: USD\n"                                                                        \
	"  status:   active\n"                                                                     \
	"}\n"                                                                                      \
	"party acme \"Acme Software\" { role: vendor }\n"                                          \
	"party brightline \"Brightline Systems\" { role: reseller }\n"                             \
	"person mona \"Mona Berg\" { of: acme }\n"                                                 \
	"initiative crm_link \"ERP connector\" {\n"                                                \
	"  owner:  mona\n"                                                                         \
	"  window: 2026-03-02 .. 2026-05-29\n"                                                     \
	"  milestone connector \"Connector released\" { due: 2026-04-30 }\n"                       \
	"}\n"                                                                                      \
	"initiative roll_out \"Capture roll-out\" {\n"                                             \
	"  owner:  mona\n"                                                                         \
	"  window: 2026-05-04 .. 2026-05-29\n"                                                     \
	"  after:  crm_link.connector\n"                                                           \
	"}\n"

static void test_missed_reads(void **state)
{
	(void)state;
	struct judged judged;
	judge(&judged, (struct ask){CRM_LINK, "2026-05-15", PROFILE_NONE, NULL});
	const struct finding *finding = the(&judged, "tracking.missed_without_cause");
	assert_str(finding->message,
		"milestone \"Connector released\" is 15 days late and has no root cause");
	assert_span(&judged, finding->span, 51, "2026-04-30");
	assert_str(finding->caret, "due; a root cause was to be opened by 2026-05-04");
	assert_label(&judged, finding->labels, "mona",
		"owner, inherited from initiative \"ERP connector\"");
	assert_str(finding->helps->text, "add this and fill in the chain of causes:");
	assert_str(finding->code,
		"root_cause connector_late \"Connector released late\" {\n"
		"  of:      crm_link.connector\n"
		"  opened:  2026-05-15\n"
		"  owner:   mona\n"
		"  problem: \"Due 2026-04-30; not done on 2026-05-15; 15 days late.\"\n"
		"  why:     [\"TODO\"]\n"
		"}");
	assert_str(finding->notes->text,
		"as of 2026-05-15; initiative \"Capture roll-out\" waits for this milestone");
	assert_str(finding->notes->next->text,
		"the TODO is reported until it is replaced (specific.placeholder)");
	judged_free(&judged);
}

static void test_split_reads(void **state)
{
	(void)state;
	struct judged judged;
	judge(&judged, (struct ask){LEADS("  target: 120 leads by 2026-12-31\n"), NULL,
			       PROFILE_NONE, NULL});
	assert_str(the(&judged, "measurable.increments")->code,
		"increments {\n  2026-Q1: 30 leads\n  2026-Q2: 60 leads\n  2026-Q3: 90 leads\n"
		"  2026-Q4: 120 leads\n}");
	judged_free(&judged);
	/* 92 days within two quarters of a window that ends on no period's last day. */
	judge(&judged, (struct ask){LEADS("  window: 2026-02-15 .. 2026-05-17\n"
					  "  target: 92 leads by 2026-05-17\n"),
			       NULL, PROFILE_NONE, NULL});
	assert_str(the(&judged, "measurable.increments")->code,
		"increments {\n  2026-02: 14 leads\n  2026-03: 45 leads\n  2026-04: 75 leads\n"
		"  2026-05-17: 92 leads\n}");
	judged_free(&judged);
}

static void test_totals_read(void **state)
{
	(void)state;
	struct judged judged;
	judge(&judged,
		(struct ask){LEADS("  target: 360 leads by 2026-12-31\n"
				   "  increments {\n    2026-Q1: 100 leads\n    2026-Q2: 80 leads\n"
				   "    2026-Q3: 90 leads\n    2026-Q4: 90 leads\n  }\n"),
			NULL, PROFILE_NONE, NULL});
	const struct finding *finding = the(&judged, "measurable.increments_not_cumulative");
	assert_span(&judged, finding->span, 0, "80 leads");
	assert_label(&judged, finding->labels, "100 leads", "the row before");
	assert_str(finding->code,
		"increments {\n  2026-Q1: 100 leads\n  2026-Q2: 180 leads\n  2026-Q3: 270 leads\n"
		"  2026-Q4: 360 leads\n}");
	judged_free(&judged);
}

/* ---- levels ---- */

static enum level level_of(const char *text, const char *rule, enum profile profile,
	const struct level_overrides *overrides)
{
	struct judged judged;
	judge(&judged, (struct ask){text, NULL, profile, overrides});
	enum level level = count(&judged, rule) ? the(&judged, rule)->level : LEVEL_OFF;
	judged_free(&judged);
	return level;
}

#define LEVEL_PLAN(more)                                                                           \
	SMALL_PLAN("  period: 2026-03-01 .. 2026-05-29\n" more, "")                                \
	"metric m \"M\" {\n  means: \"M\"\n  unit: USD\n  kind: flow\n  source: \"My list\"\n"     \
	"  refresh: 1 week\n}\n"                                                                   \
	"goal g \"G\" {\n  owner: dana\n  metric: m\n  target: 9 USD\n}\n"

static void test_levels(void **state)
{
	static const char rule[] = "timed.no_date", owner[] = "measurable.no_source_owner";
	(void)state;
	assert_int_equal(level_of(LEVEL_PLAN(""), rule, PROFILE_NAPKIN, NULL), LEVEL_WARNING);
	assert_int_equal(level_of(LEVEL_PLAN(""), rule, PROFILE_NONE, NULL), LEVEL_ERROR);
	assert_int_equal(level_of(LEVEL_PLAN(""), owner, PROFILE_NAPKIN, NULL), LEVEL_OFF);
	assert_int_equal(level_of(LEVEL_PLAN(""), owner, PROFILE_STRATEGIC, NULL), LEVEL_WARNING);
	assert_int_equal(level_of(LEVEL_PLAN("  level: [timed.no_date as info]\n"), rule,
				 PROFILE_NONE, NULL),
		LEVEL_INFO);
	assert_int_equal(
		level_of(LEVEL_PLAN("  level: [timed.all as off]\n"), rule, PROFILE_NONE, NULL),
		LEVEL_OFF);
	/* The later one wins. */
	assert_int_equal(
		level_of(LEVEL_PLAN("  level: [timed.all as off, timed.no_date as info]\n"), rule,
			PROFILE_NONE, NULL),
		LEVEL_INFO);
	struct level_override items[] = {
		{STR("timed.*"), LEVEL_OFF}, {STR("timed.no_date"), LEVEL_WARNING}};
	struct level_overrides all = {items, 2}, group = {items, 1};
	assert_int_equal(level_of(LEVEL_PLAN("  level: [timed.no_date as info]\n"), rule,
				 PROFILE_NONE, &all),
		LEVEL_WARNING);
	assert_int_equal(level_of(LEVEL_PLAN(""), rule, PROFILE_NONE, &group), LEVEL_OFF);
	/* Other rules of other groups are not touched. */
	assert_int_equal(level_of(LEVEL_PLAN(""), owner, PROFILE_NONE, &group), LEVEL_WARNING);
}

static void test_draft(void **state)
{
	static const char draft[] =
		"plan joint \"Joint plan\" {\n  between: [acme, brightline]\n"
		"  period: 2026-03-01 .. 2026-05-29\n  currency: USD\n  status: draft\n}\n"
		"party acme \"Acme\" { role: vendor }\nparty brightline \"B\" { role: reseller }\n"
		"person omar \"Omar\" { of: acme }\nperson dana \"Dana\" { of: brightline }\n"
		"metric m \"M\" {\n  means: \"M\"\n  unit: USD\n  kind: flow\n}\n"
		"goal g \"G\" {\n  owner: dana, omar\n  metric: m\n  target: 9 USD\n}\n";
	struct level_override item = {STR("timed.no_date"), LEVEL_ERROR};
	struct level_overrides overrides = {&item, 1};
	(void)state;
	assert_int_equal(level_of(draft, "timed.no_date", PROFILE_NONE, NULL), LEVEL_WARNING);
	assert_int_equal(level_of(draft, "ownership.overlap", PROFILE_NONE, NULL), LEVEL_ERROR);
	assert_int_equal(level_of(draft, "timed.no_date", PROFILE_NONE, &overrides), LEVEL_ERROR);
}

static void test_wording_is_never_an_error(void **state)
{
	struct level_override item = {STR("measurable.source_private"), LEVEL_ERROR};
	struct level_overrides overrides = {&item, 1};
	(void)state;
	assert_int_equal(level_of(LEVEL_PLAN(""), "measurable.source_private", PROFILE_STRATEGIC,
				 &overrides),
		LEVEL_WARNING);
	assert_int_equal(
		level_of(LEVEL_PLAN(""), "measurable.source_private", PROFILE_NAPKIN, NULL),
		LEVEL_INFO);
}

/* ---- waivers ---- */

static void test_waiver(void **state)
{
	(void)state;
	struct judged judged;
	judge(&judged,
		(struct ask){LEADS("  target: 120 leads by 2026-12-31\n  allow: "
				   "[measurable.increments] because \"Agreed in April.\" by omar "
				   "until 2026-06-30\n"),
			"2026-06-30", PROFILE_NONE, NULL});
	assert_int_equal(count(&judged, "measurable.increments"), 0);
	const struct waived_finding *waived = judged.plan->waived;
	assert_non_null(waived);
	assert_null(waived->next);
	assert_str(waived->finding->name, "measurable.increments");
	assert_str(waived->waiver->because, "Agreed in April.");
	assert_int_equal(waived->waiver->until, date_make(2026, 6, 30));
	assert_int_equal(waived->block->kind, KIND_goal);
	judged_free(&judged);
}

static void test_waiver_ends(void **state)
{
	(void)state;
	struct judged judged;
	const char *text =
		LEADS("  target: 120 leads by 2026-12-31\n  allow: [measurable.increments] "
		      "because \"Agreed in April.\" by omar until 2026-06-30\n");
	judge(&judged, (struct ask){text, "2026-07-01", PROFILE_NONE, NULL});
	const struct finding *finding = the(&judged, "measurable.increments");
	assert_str(finding->notes->text, "waiver by omar ended on 2026-06-30");
	assert_null(judged.plan->waived);
	judged_free(&judged);
	judge(&judged, (struct ask){text, NULL, PROFILE_NONE, NULL}); /* without a day it counts */
	assert_int_equal(count(&judged, "measurable.increments"), 0);
	judged_free(&judged);
}

#define WAIVED(rule, by)                                                                           \
	WORK("lee", "  with: priya\n  allow: [" rule "] because \"Said so.\" by " by               \
		    " until 2026-06-30\n  milestone end \"End\" { due: 2026-12-24 }\n")

static void test_waivers_reach(void **state)
{
	(void)state;
	BORDERS("timed.outside_window", NULL,
		{"of the block around it", 0, WAIVED("timed.outside_window", "omar")},
		{"of its group", 0, WAIVED("timed.all", "omar")},
		{"of another rule", 1, WAIVED("timed.no_date", "omar")},
		{"of another group", 1, WAIVED("ownership.all", "omar")});
	static const struct border strategic[] = {
		{"by a sponsor", 0, WAIVED("timed.outside_window", "omar")},
		{"by somebody else", 1, WAIVED("timed.outside_window", "priya")}};
	check_borders("timed.outside_window", PROFILE_STRATEGIC, NULL, strategic, 2);
}

/* ---- names ---- */

static void test_names(void **state)
{
	(void)state;
	BORDERS("name.unknown_rule", NULL, {"a waiver", 1, WAIVED("ownership.gapp", "omar")},
		{"a group", 1, WAIVED("ownershop.all", "omar")},
		{"a known rule", 0, WAIVED("ownership.gap", "omar")},
		{"a known group", 0, WAIVED("tracking.all", "omar")},
		{"an error of the language", 1, WAIVED("type.unit", "omar")},
		{"a rule of the plan", 0,
			"rule funded \"Funded\" {\n  for: initiative\n  require: has effort\n"
			"  level: info\n}\n" WAIVED("rule.funded", "omar")},
		{"no rule of the plan", 1, WAIVED("rule.funded", "omar")},
		{"level", 1, LEVEL_PLAN("  level: [timed.nodate as off]\n")});
	BORDERS("name.unknown", NULL,
		{"a setting", 1, LEVEL_PLAN("  set: [timed.slow_strat to 20 days]\n")},
		{"a known one", 0, LEVEL_PLAN("  set: [timed.slow_start to 20 days]\n")},
		{"one of tracking", 0, LEVEL_PLAN("  set: [tracking.on_track to 85%]\n")});
	BORDERS("type.mismatch", NULL,
		{"a setting of the wrong unit", 1,
			LEVEL_PLAN("  set: [timed.slow_start to 20%]\n")});
	struct judged judged;
	judge(&judged, (struct ask){WAIVED("ownership.gapp", "omar"), NULL, PROFILE_NONE, NULL});
	const struct finding *finding = the(&judged, "name.unknown_rule");
	assert_span(&judged, finding->span, 0, "ownership.gapp");
	assert_str(finding->helps->text, "did you mean `ownership.gap`?");
	judged_free(&judged);
}

/* ---- the project's own rules ---- */

#define OWN_RULE(more)                                                                             \
	"rule counted \"Work states its effort\" {\n  for: initiative\n  require: has "            \
	"effort\n" more "}\n"

static void test_own_rules(void **state)
{
	(void)state;
	BORDERS("rule.counted", NULL,
		{"one of two initiatives", 1, OWN_RULE("") WORK("lee", "  with: priya\n")},
		{"both hold", 0, OWN_RULE("") WORK("lee", "  with: priya\n  effort: 3 days\n")},
		{"not asked of it", 0,
			OWN_RULE("  when: has budget\n") WORK("lee", "  with: priya\n")},
		{"off", 0, OWN_RULE("  level: off\n") WORK("lee", "  with: priya\n")},
		{"waived", 0, OWN_RULE("") WAIVED("rule.counted", "omar")},
		{"one that reads figures waits for a day", 0,
			"rule counted \"Pace\" {\n  for: goal\n  require: pace >= 50%\n}\n"});
	struct judged judged;
	judge(&judged, (struct ask){OWN_RULE("  level: warning\n  help: \"State it in days.\"\n")
					    WORK("lee", "  with: priya\n  team: [sam]\n"),
			       NULL, PROFILE_NONE, NULL});
	const struct finding *finding = the(&judged, "rule.counted");
	assert_int_equal(judged.run.sink.items.n, 1);
	assert_int_equal(finding->level, LEVEL_WARNING);
	assert_str(finding->message,
		"initiative \"Retail webinar series\" breaks the rule: Work states its effort");
	assert_str(finding->helps->text, "State it in days.");
	assert_label(&judged, finding->labels, "has effort", "has to hold");
	judged_free(&judged);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_registry),
		cmocka_unit_test(test_prelude),
		cmocka_unit_test(test_rule_examples),
		cmocka_unit_test(test_each_rule_off),
		cmocka_unit_test(test_finding_examples),
		cmocka_unit_test(test_gap_reads),
		cmocka_unit_test(test_not_a_person_alone),
		cmocka_unit_test(test_miss_target_reads),
		cmocka_unit_test(test_missed_reads),
		cmocka_unit_test(test_split_reads),
		cmocka_unit_test(test_totals_read),
		cmocka_unit_test(test_levels),
		cmocka_unit_test(test_draft),
		cmocka_unit_test(test_wording_is_never_an_error),
		cmocka_unit_test(test_waiver),
		cmocka_unit_test(test_waiver_ends),
		cmocka_unit_test(test_waivers_reach),
		cmocka_unit_test(test_names),
		cmocka_unit_test(test_own_rules),
	};
	return cmocka_run_group_tests_name("rules", tests, NULL, NULL);
}
