/* A plan as of a day: which readings count for a goal, roll-up, forecasts along `after`, records of
 * sessions. */
#include "tests/unit/unit.h"

#include "compiler/plan/project.h"
#include "compiler/plan/tracked.h"
#include <stdio.h>
#include <string.h>

#define FRAME                                                                                      \
	"plan joint \"Joint plan\" { between: [acme, brightline]  period: 2026-01-01 .. "          \
	"2026-12-31  currency: USD }\n"                                                            \
	"party acme \"Acme\" { role: vendor }\n"                                                   \
	"party brightline \"Brightline\" { role: partner  calendar: uk }\n"                        \
	"calendar uk { holidays: [2026-04-07] }\n"                                                 \
	"person lee \"Lee Park\" { of: acme }\n"                                                   \
	"person dana \"Dana Whit\" { of: brightline }\n"                                           \
	"metric revenue \"Sourced revenue\" { means: \"Orders\"  unit: USD  kind: flow  better: "  \
	"more }\n"                                                                                 \
	"metric hours \"Hours\" { means: \"Median\"  unit: hour  kind: level  better: less }\n"    \
	"segment retail \"Retail\" {}\n"

struct fixture {
	struct run run;
	struct plan *plan;
	struct tracked *tracked;
};

static void load(struct fixture *fixture, const char *text, const char *as_of)
{
	*fixture = (struct fixture){0};
	run_init(&fixture->run, date_parse(str_from(as_of)));
	run_load_text(&fixture->run, "plan.pbp", ".", str_from(text));
	fixture->plan = fixture->run.plans.items[0];
	fixture->tracked = plan_track(fixture->plan, fixture->run.as_of);
}

static void load_clean(struct fixture *fixture, const char *text, const char *as_of)
{
	load(fixture, text, as_of);
	for (uint32_t i = 0; i < fixture->run.sink.items.n; i++)
		print_message("%.*s\n", STR_ARGS(fixture->run.sink.items.items[i]->message));
	assert_int_equal(fixture->run.sink.items.n, 0);
}

static void end(struct fixture *fixture)
{
	tracked_free(fixture->tracked);
	run_free(&fixture->run);
}

static const struct block *find(const struct fixture *fixture, const char *name)
{
	for (uint32_t i = 0; i < fixture->plan->blocks.n; i++)
		if (str_is(plan_name(fixture->plan, fixture->plan->blocks.items[i]->name), name))
			return fixture->plan->blocks.items[i];
	fail_msg("there is no %s", name);
	return NULL;
}

static const struct tracked_goal *goal(const struct fixture *fixture, const char *name)
{
	return tracked_goal_of(fixture->tracked, (const void *)find(fixture, name));
}

/* ---- readings ---- */

static void check_actual(
	const struct fixture *fixture, const char *name, const char *date, int64_t value)
{
	const struct goal_figures *figures = &goal(fixture, name)->figures;
	assert_true(figures->has_reading);
	if (strcmp(date_text(figures->reading_date).text, date) != 0 ||
		decimal_compare(figures->actual, decimal_of(value)) != 0)
		fail_msg("%s: %lld on %s", name, (long long)figures->actual.coefficient,
			date_text(figures->reading_date).text);
}

static void test_which_readings(void **state)
{
	struct fixture fixture;
	(void)state;
	load_clean(&fixture,
		FRAME
		"goal whole \"W\" { owner: lee  metric: revenue  target: 1,000 USD by 2026-12-31 "
		"}\n"
		"goal second \"S\" { owner: lee  metric: revenue  window: 2026-Q2  target: 500 USD "
		"}\n"
		"goal own \"O\" { owner: lee  metric: revenue  target: 1,000 USD by 2026-12-31 }\n"
		"goal narrow \"N\" { owner: lee  metric: revenue  scope: [retail]  target: 1,000 "
		"USD by 2026-12-31 }\n"
		"readings revenue { 2026-03-31: 300 USD  2026-04: 40 USD  2026-05-15: 390 USD }\n"
		"readings own { 2026-01: 7 USD }\n"
		"readings own { 2026-02: 8 USD }\n",
		"2026-06-01");
	check_actual(&fixture, "whole", "2026-05-15", 390);
	check_actual(&fixture, "second", "2026-04-30", 40); /* dated totals count from January */
	check_actual(&fixture, "own", "2026-02-28", 15);
	assert_false(goal(&fixture, "narrow")->figures.has_reading);
	end(&fixture);
}

static void test_settings_and_decimals(void **state)
{
	struct fixture fixture;
	(void)state;
	load_clean(&fixture,
		FRAME "goal fast \"F\" { owner: lee  metric: hours  target: 4 hours by 2026-06-30\n"
		      " baseline: 8 hours on 2026-03-31  set: [tracking.watch to 50%] }\n"
		      "readings fast { 2026-05-15: 6.80 hours }\n",
		"2026-05-15");
	const struct tracked_goal *fast = goal(&fixture, "fast");
	assert_int_equal(
		fast->figures.status, STATUS_WATCH); /* pace 60.7 of a curve from 03-31 to 06-30 */
	assert_int_equal(fast->input.decimals, 2);
	assert_string_equal(date_text(fast->input.curve.start_date).text, "2026-03-31");
	assert_int_equal(fast->input.first, date_parse(STR("2026-01-01")));
	end(&fixture);
}

static void test_roll_up(void **state)
{
	struct fixture fixture;
	(void)state;
	load_clean(&fixture,
		FRAME
		"priority p \"P\" { of: acme }\n"
		"objective o \"O\" { serves: [p] }\n"
		"objective empty \"E\" { serves: [p] }\n"
		"goal whole \"W\" { owner: lee  metric: revenue  objective: o  target: 1,000 USD "
		"by 2026-12-31 }\n"
		"goal part \"A\" { owner: lee  metric: revenue  part_of: whole  target: 500 USD by "
		"2026-12-31 }\n"
		"goal beyond \"B\" { owner: lee  metric: revenue  objective: o  stretch_of: whole\n"
		" target: 9,000 USD by 2026-12-31 }\n"
		"initiative work \"I\" { owner: lee  serves: [whole]  window: 2026-01-01 .. "
		"2026-12-31 }\n"
		"readings whole { 2026-06-30: 500 USD }\n"
		"readings part { 2026-06-30: 200 USD }\n"
		"readings beyond { 2026-06-30: 1 USD }\n",
		"2026-06-30");
	assert_int_equal(goal(&fixture, "whole")->figures.status, STATUS_ON_TRACK);
	assert_int_equal(goal(&fixture, "part")->figures.status, STATUS_WATCH);
	assert_int_equal(goal(&fixture, "beyond")->figures.status, STATUS_BEHIND);
	assert_int_equal(goal(&fixture, "whole")->rolled_up, STATUS_WATCH);
	assert_int_equal(
		tracked_objective_status(fixture.tracked, (const void *)find(&fixture, "o")),
		STATUS_WATCH);
	assert_int_equal(
		tracked_objective_status(fixture.tracked, (const void *)find(&fixture, "empty")),
		STATUS_NONE);
	assert_int_equal(fixture.tracked->status, STATUS_WATCH);
	const struct tracked_initiative *work =
		tracked_initiative_of(fixture.tracked, (const void *)find(&fixture, "work"));
	assert_int_equal(work->value, STATUS_WATCH);
	assert_int_equal(work->execution, STATUS_UNKNOWN);
	end(&fixture);
}

/* A plan full of mistakes is tracked without a word about them. */
static void test_broken_plan(void **state)
{
	struct fixture fixture;
	(void)state;
	load(&fixture,
		FRAME
		"goal nothing \"N\" { owner: lee }\n"
		"goal no_base \"B\" { owner: lee  metric: hours  target: 4 hours by 2026-06-30 }\n"
		"goal same \"S\" { owner: lee  metric: hours  target: 4 hours by 2026-06-30  "
		"baseline: 4 hours on 2025-12-31 }\n"
		"goal other_unit \"U\" { owner: lee  metric: revenue  target: 4 hours by "
		"2026-06-30 }\n"
		"goal backwards \"R\" { owner: lee  metric: revenue  target: 4 USD by 2025-06-30 "
		"}\n"
		"goal circle_a \"A\" { owner: lee  metric: revenue  part_of: circle_b  target: 4 "
		"USD }\n"
		"goal circle_b \"B\" { owner: lee  metric: revenue  part_of: circle_a  target: 5 "
		"USD }\n"
		"readings no_base { 2026-02-01: 6 hours  2026-02-01: 7 hours }\n"
		"readings same { 2026-02-01: 6 hours  2026-02: 7 hours  2026-02: 5 USD }\n"
		"readings revenue { 2026-02-01: 6 USD  2026-01: 7 USD  2026-Q1: 1 USD }\n"
		"milestone a \"A\" { due: 2026-02-01  after: [b] }\n"
		"milestone b \"B\" { due: 2026-03-01  after: [a, b] }\n"
		"initiative i \"I\" { owner: lee  after: [i]  window: 2026-03-01 .. 2026-02-01 }\n"
		"review r \"R\" { type: operational  every: 0 weeks  attendees: [nobody] }\n"
		"session 2026-02-30 { of: r }\n"
		"feed f \"F\" { file: 3  into: nothing }\n",
		"2026-02-15");
	assert_int_equal(goal(&fixture, "nothing")->figures.status, STATUS_NONE);
	assert_int_equal(goal(&fixture, "no_base")->figures.status, STATUS_NONE);
	assert_int_equal(goal(&fixture, "no_base")->figures.actual.coefficient, 7);
	assert_int_equal(goal(&fixture, "other_unit")->figures.status, STATUS_NONE);
	assert_int_equal(goal(&fixture, "backwards")->figures.status, STATUS_NONE);
	end(&fixture);
}

/* ---- forecasts ---- */

#define SLIP(forecast)                                                                             \
	FRAME "initiative link \"Link\" { owner: lee  window: 2026-02-01 .. 2026-06-30\n"          \
	      " milestone connector \"Connector\" { due: 2026-04-30 " forecast " } }\n"            \
	      "activity pilot \"Pilot\" { owner: lee  window: 2026-05-11 .. 2026-05-29  after: "   \
	      "[link.connector] }\n"                                                               \
	      "milestone case_study \"Case study\" { due: 2026-06-19  owner: lee  after: [pilot] " \
	      "}\n"

static void check_lands(const struct fixture *fixture, const char *name, const char *lands,
	const char *waits_for, bool no_forecast)
{
	const struct tracked_item *item = tracked_item_of(fixture->tracked, find(fixture, name));
	struct str waits =
		item->waits_for ? plan_name(fixture->plan, item->waits_for->name) : STR("-");
	if (strcmp(date_text(item->lands).text, lands) != 0 || !str_is(waits, waits_for) ||
		item->no_forecast != no_forecast)
		fail_msg("%s lands %s, waits for %.*s", name, date_text(item->lands).text,
			STR_ARGS(waits));
}

static void check_slack(const struct fixture *fixture, const char *name, int32_t days)
{
	const struct tracked_item *item = tracked_item_of(fixture->tracked, find(fixture, name));
	assert_true(item->has_slack);
	assert_int_equal(item->slack, days);
}

/* From the first link on. */
static void check_path(const struct fixture *fixture, const char *name, const char *expected)
{
	const struct block *path[8];
	struct out out = {0};
	uint32_t n = tracked_path(fixture->tracked, find(fixture, name), path, 8);
	while (n-- > 0)
		out_printf(&out, "%s%.*s", out.len ? " " : "",
			STR_ARGS(plan_name(fixture->plan, path[n]->name)));
	out_char(&out, '\0');
	assert_string_equal(out.data, expected);
	out_free(&out);
}

static void test_slip(void **state)
{
	struct fixture fixture;
	(void)state;
	load_clean(&fixture, SLIP("forecast: 2026-06-12"), "2026-05-15");
	check_lands(&fixture, "connector", "2026-06-12", "-", false);
	check_lands(&fixture, "pilot", "2026-07-01", "connector", false);
	check_lands(&fixture, "case_study", "2026-07-01", "pilot", false);
	check_slack(&fixture, "connector", 10);
	check_slack(&fixture, "pilot", 21);
	assert_false(tracked_item_of(fixture.tracked, find(&fixture, "case_study"))->has_slack);
	check_path(&fixture, "case_study", "connector pilot case_study");
	check_path(&fixture, "connector", "connector");
	end(&fixture);
	load_clean(&fixture, SLIP(""), "2026-05-15");
	check_lands(&fixture, "connector", "2026-05-15", "-", true);
	check_lands(&fixture, "pilot", "2026-06-03", "connector", false);
	check_lands(&fixture, "case_study", "2026-06-19", "-", false);
	end(&fixture);
	/* Ten days are slack, the eleventh moves the pilot. */
	load_clean(&fixture, SLIP("forecast: 2026-05-10"), "2026-04-01");
	check_lands(&fixture, "pilot", "2026-05-29", "-", false);
	end(&fixture);
	load_clean(&fixture, SLIP("forecast: 2026-05-11"), "2026-04-01");
	check_lands(&fixture, "pilot", "2026-05-30", "connector", false);
	end(&fixture);
	load_clean(&fixture, SLIP("done: 2026-05-20"), "2026-05-25");
	check_lands(&fixture, "connector", "2026-05-20", "-", false);
	check_lands(&fixture, "pilot", "2026-06-08", "connector", false);
	end(&fixture);
}

/* An initiative that starts later takes its open parts along, and a dependency holds up what it
 * affects. */
static void test_slip_of_initiative(void **state)
{
	struct fixture fixture;
	(void)state;
	load_clean(&fixture,
		FRAME "dependency api \"Interface\" { from: lee  to: dana  need_by: 2026-03-01  "
		      "promised: 2026-03-11  affects: [build] }\n"
		      "initiative build \"Build\" { owner: lee  window: 2026-03-02 .. 2026-04-30\n"
		      " milestone early \"Early\" { due: 2026-03-10  done: 2026-03-01 }\n"
		      " milestone said \"Said\" { due: 2026-03-20  forecast: 2026-03-21 }\n"
		      " milestone middle \"Middle\" { due: 2026-04-01 }\n"
		      " milestone last \"Last\" { due: 2026-04-30 } }\n"
		      "initiative sell \"Sell\" { owner: lee  window: 2026-05-01 .. 2026-05-31  "
		      "after: [build] }\n",
		"2026-03-05");
	check_lands(&fixture, "api", "2026-03-11", "-", false);
	check_lands(&fixture, "early", "2026-03-01", "-", false);
	check_lands(&fixture, "said", "2026-03-21", "-", false);
	check_lands(&fixture, "middle", "2026-04-11", "api", false); /* ten days later */
	const struct tracked_initiative *build =
		tracked_initiative_of(fixture.tracked, (const void *)find(&fixture, "build"));
	assert_string_equal(date_text(build->starts).text, "2026-03-12");
	assert_string_equal(date_text(build->lands).text, "2026-05-10");
	assert_int_equal(build->execution, STATUS_BEHIND); /* its own forecast says so */
	const struct tracked_initiative *sell =
		tracked_initiative_of(fixture.tracked, (const void *)find(&fixture, "sell"));
	assert_string_equal(date_text(sell->starts).text, "2026-05-11");
	assert_string_equal(date_text(sell->lands).text, "2026-06-10");
	assert_ptr_equal(sell->waits_for, find(&fixture, "build"));
	end(&fixture);
}

/* What is needed by a day within the window moves it by the days it comes after that day. */
static void check_needed_within(const char *promised, const char *starts, const char *lands)
{
	struct fixture fixture;
	char text[4096];
	snprintf(text, sizeof text,
		FRAME
		"dependency api \"Interface\" { from: lee  to: dana  need_by: 2026-03-31  "
		"promised: %s  affects: [build] }\n"
		"initiative build \"Build\" { owner: lee  window: 2026-03-02 .. 2026-04-30 }\n",
		promised);
	load_clean(&fixture, text, "2026-03-01");
	const struct tracked_initiative *build =
		tracked_initiative_of(fixture.tracked, (const void *)find(&fixture, "build"));
	assert_string_equal(date_text(build->starts).text, starts);
	assert_string_equal(date_text(build->lands).text, lands);
	check_slack(&fixture, "api", 0); /* it may come on the day on which it is needed */
	end(&fixture);
}

static void test_slip_within_window(void **state)
{
	(void)state;
	check_needed_within("2026-03-20", "2026-03-02", "2026-04-30");
	check_needed_within("2026-03-31", "2026-03-02", "2026-04-30");
	check_needed_within("2026-04-01", "2026-03-03", "2026-05-01");
	check_needed_within("2026-04-10", "2026-03-12", "2026-05-10");
}

/* ---- initiatives ---- */

static void check_execution(const char *fields, const char *as_of, enum status expected)
{
	struct fixture fixture;
	char text[4096];
	snprintf(text, sizeof text,
		FRAME
		"initiative work \"Work\" { owner: lee  window: 2026-02-01 .. 2026-06-30 %s }\n",
		fields);
	load_clean(&fixture, text, as_of);
	const struct tracked_initiative *work =
		tracked_initiative_of(fixture.tracked, (const void *)find(&fixture, "work"));
	if (work->execution != expected)
		fail_msg("%s on %s: %s", fields, as_of, status_word(work->execution));
	end(&fixture);
}

static void test_execution(void **state)
{
	(void)state;
	check_execution("", "2026-01-15", STATUS_NOT_JUDGED);
	check_execution("", "2026-02-01", STATUS_UNKNOWN);
	check_execution("milestone a \"A\" { due: 2026-03-01 }", "2026-03-01", STATUS_ON_TRACK);
	check_execution("milestone a \"A\" { due: 2026-03-01 }", "2026-03-02", STATUS_MISSED);
	check_execution("milestone a \"A\" { due: 2026-03-01  done: 2026-03-05 }", "2026-03-06",
		STATUS_DONE);
	check_execution("milestone a \"A\" { due: 2026-03-01  done: 2026-03-05 }", "2026-03-04",
		STATUS_MISSED);
	check_execution("milestone a \"A\" { due: 2026-03-01  forecast: 2026-03-02 }", "2026-02-10",
		STATUS_BEHIND);
	check_execution("milestone a \"A\" { due: 2026-03-01  forecast: 2026-02-20 }", "2026-02-10",
		STATUS_ON_TRACK);
	check_execution("milestone a \"A\" { due: 2026-03-01 } state: on_hold on 2026-02-05",
		"2026-02-10", STATUS_WATCH);
	check_execution("milestone a \"A\" { due: 2026-03-01 } state: on_hold on 2026-02-15",
		"2026-02-10", STATUS_ON_TRACK);
	check_execution(
		"milestone a \"A\" { due: 2026-03-01 } state: done", "2026-03-10", STATUS_DONE);
	check_execution("milestone a \"A\" { due: 2026-03-01 } state: cancelled", "2026-03-10",
		STATUS_NONE);
	/* Only what follows from another item's forecast is late. */
	check_execution("milestone a \"A\" { due: 2026-03-01  after: [x] } }\n"
			"milestone x \"X\" { owner: lee  due: 2026-02-20  forecast: 2026-03-03",
		"2026-02-10", STATUS_WATCH);
}

/* ---- sessions ---- */

static void check_record(const struct fixture *fixture, const char *held, const char *record)
{
	for (uint32_t i = 0; i < fixture->tracked->sessions.n; i++) {
		const struct tracked_session *session = &fixture->tracked->sessions.items[i];
		if (strcmp(date_text(session->day.held).text, held) != 0)
			continue;
		const char *found =
			session->record ? date_text(session->record->block.date).text : "-";
		if (strcmp(found, record) != 0)
			fail_msg("%s: %s", held, found);
		return;
	}
	fail_msg("no session on %s", held);
}

static void test_sessions(void **state)
{
	struct fixture fixture;
	(void)state;
	load_clean(&fixture,
		FRAME "review both \"Both\" { type: operational  every: 2 weeks on tuesday from "
		      "2026-02-10  attendees: [lee, dana] }\n"
		      "review own \"Own\" { type: operational  every: 2 weeks on tuesday from "
		      "2026-04-07 until 2026-04-08  attendees: [lee] }\n"
		      "review listed \"Listed\" { type: planning  on: [2026-04-07, 2026-01-04]  "
		      "attendees: [lee, dana] }\n"
		      "session 2026-02-10 { of: both }\n"
		      "session 2026-02-17 { of: both }\n" /* as near to 02-24; among equals the
							     earlier, which has a nearer one */
		      "session 2026-03-03 { of: both }\n" /* half the way: the earlier */
		      "session 2026-04-01 { of: both }\n" /* nearer to 04-08 */
		      "session 2026-02-02 { of: both }\n"
		      "session 2026-04-12 { of: own }\n",
		"2026-03-10");
	check_record(&fixture, "2026-02-10", "2026-02-10");
	check_record(&fixture, "2026-02-24", "2026-03-03");
	check_record(&fixture, "2026-03-10", "-");
	check_record(&fixture, "2026-04-08", "2026-04-01"); /* moved off the holiday of one party */
	check_record(&fixture, "2026-01-04", "-");	    /* a listed Sunday stays */
	uint32_t n_that_day = 0;
	for (uint32_t i = 0; i < fixture.tracked->sessions.n; i++) {
		const struct tracked_session *session = &fixture.tracked->sessions.items[i];
		assert_true(!i || session[-1].day.held <= session->day.held);
		if (session->day.held != date_parse(STR("2026-04-07")))
			continue;
		n_that_day++;
		bool is_own = session->review == (const void *)find(&fixture, "own");
		assert_int_equal(session->from_list, !is_own);
		assert_int_equal(session->record != NULL, is_own);
	}
	assert_int_equal(n_that_day, 2);
	const struct tracked_session *next = tracked_next_session(
		fixture.tracked, (const void *)find(&fixture, "listed"), fixture.tracked->as_of);
	assert_string_equal(date_text(next->day.held).text, "2026-04-07");
	end(&fixture);
}

static void test_covers(void **state)
{
	struct fixture fixture;
	(void)state;
	load_clean(&fixture,
		FRAME "goal a \"A\" { owner: lee  metric: revenue  target: 1 USD }\n"
		      "goal b \"B\" { owner: lee  metric: hours  at_most: 4 hours }\n"
		      "review whole \"E\" { type: planning  on: [2026-01-04]  attendees: [lee] }\n"
		      "review named \"N\" { type: planning  on: [2026-01-04]  attendees: [lee]  "
		      "covers: [hours] }\n",
		"2026-03-10");
	const struct review_block *whole = (const void *)find(&fixture, "whole"),
				  *named = (const void *)find(&fixture, "named");
	assert_true(review_covers(whole, (const void *)find(&fixture, "a")));
	assert_false(review_covers(named, (const void *)find(&fixture, "a")));
	assert_true(review_covers(named, (const void *)find(&fixture, "b")));
	end(&fixture);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_which_readings),
		cmocka_unit_test(test_settings_and_decimals),
		cmocka_unit_test(test_roll_up),
		cmocka_unit_test(test_broken_plan),
		cmocka_unit_test(test_slip),
		cmocka_unit_test(test_slip_of_initiative),
		cmocka_unit_test(test_slip_within_window),
		cmocka_unit_test(test_execution),
		cmocka_unit_test(test_sessions),
		cmocka_unit_test(test_covers),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
