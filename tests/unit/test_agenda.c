#include "tests/unit/test_agenda.h"

static const struct agenda_row *row_of(
	const struct agenda *agenda, const char *block, const char *id)
{
	for (uint32_t i = 0; i < agenda->rows.n; i++)
		if (!strcmp(agenda->rows.items[i].block, block) &&
			str_is(agenda->rows.items[i].id, id))
			return &agenda->rows.items[i];
	fail_msg("no row %s in %s", id, block);
	return NULL;
}

static uint32_t rows_in(const struct agenda *agenda, const char *block)
{
	uint32_t n = 0;
	for (uint32_t i = 0; i < agenda->rows.n; i++)
		n += !strcmp(agenda->rows.items[i].block, block);
	return n;
}

/* Time is cumulative, adds up, and goes to questions only, the first ones having a minute more at
 * most. */
static void expect_minutes(const struct agenda *agenda, uint32_t minutes)
{
	uint32_t start = 0, most = 0, least = UINT32_MAX, last = UINT32_MAX;
	for (uint32_t i = 0; i < agenda->rows.n; i++) {
		const struct agenda_row *row = &agenda->rows.items[i];
		assert_int_equal(row->start, start);
		start += row->minutes;
		if (!row->ask.len) {
			assert_int_equal(row->minutes, 0);
			continue;
		}
		assert_true(row->minutes <= last);
		last = row->minutes;
		most = row->minutes > most ? row->minutes : most;
		least = row->minutes < least ? row->minutes : least;
	}
	assert_int_equal(start, minutes);
	assert_int_equal(agenda->minutes, minutes);
	assert_true(most - least <= 1);
}

static const char meeting[] =
	"review weekly \"Weekly\" {\n  type: operational\n  every: 1 week on tuesday from "
	"2026-04-07\n"
	"  at: 10:00 for 0.75 hours\n  chair: omar\n  attendees: [priya, dana]\n  covers: all\n}\n"
	"session 2026-04-28 { of: weekly  not_held: \"Fair\" }\n"
	"session 2026-05-12 {\n  of: weekly\n  attended: [priya, dana]\n"
	"  win new_name \"New name\" { on: 2026-05-13  by: [dana]  proof: \"Order\" }\n"
	"  win old_name \"Old name\" { on: 2026-05-12  by: [dana] }\n}\n"
	"update lee { leaves: 2026-05-22 }\n"
	"person temp \"Temp\" { of: brightline  joined: 2026-06-01 }\n"
	"action passed \"Passed\" { owner: lee until 2026-05-18, dana from 2026-05-19  due: "
	"2026-04-20 }\n"
	"action meeting_day \"At the meeting\" { owner: lee  due: 2026-05-19 }\n"
	"action waiting \"Waiting\" { owner: lee  due: 2026-05-20 }\n"
	"commitment kept_off \"Answered\" { by: acme  to: brightline  owner: omar  due: 2026-05-01 "
	" broken: 2026-05-02 }\n"
	"commitment open \"Unanswered\" { by: acme  to: brightline  owner: omar  due: 2026-05-01 "
	"}\n"
	"milestone private \"Private\" { owner: priya  due: 2026-05-01  only_for: acme }\n"
	"milestone late_proof \"Late proof\" { owner: lee  due: 2026-05-20  forecast: 2026-05-27 "
	"}\n"
	"milestone after_all \"After all\" { owner: lee  due: 2026-06-02 }\n"
	"milestone too_far \"Too far\" { owner: lee  due: 2026-06-03 }\n"
	"risk held \"Held\" { owner: dana  likelihood: 2  impact: 2  response: accept  trigger: "
	"capture.gap > 100 USD for 1 day }\n"
	"risk not_yet \"Not yet\" { owner: dana  likelihood: 2  impact: 2  response: accept  "
	"trigger: capture.gap > 100 USD for 2 days }\n"
	"risk quiet \"Quiet\" { owner: dana  likelihood: 2  impact: 2  response: accept  trigger: "
	"capture.gap > 9,000 USD }\n"
	"risk answered \"Answered risk\" { owner: dana  likelihood: 2  impact: 2  response: accept "
	" trigger: capture.gap > 100 USD  contingency: b }\n"
	"contingency b \"B\" { owner: dana  declined: 2026-05-14 because \"No.\" }\n"
	"roadblock jam \"Jam\" { raised: 2026-04-30  owner: priya }\n"
	"roadblock step \"Step\" { raised: 2026-05-11  owner: dana  next: \"Call them\"  due: "
	"2026-05-20 }\n"
	"goal silent \"Silent\" { owner: lee  metric: delay  at_most: 4 hours }\n"
	"goal over \"Over\" { owner: lee  metric: revenue  window: 2026-Q1  target: 100 USD by "
	"2026-03-31 }\n"
	"readings over { 2026-03-31: 40 USD }\n"
	"goal capture \"Quarter\" { owner: priya  with: dana  metric: revenue  window: 2026-Q2  "
	"target: 25,000 USD by 2026-06-30  source: \"CRM\" }\n"
	"readings capture {\n  2026-05-14: 12,087.91 USD\n  2026-05-15: 7,500 USD\n}\n";

static void load_meeting(struct fixture *fixture, struct agenda *agenda)
{
	load_joint(fixture, meeting);
	const struct tracked_session *session = agenda_pick(fixture->tracked, NULL, DATE_NONE);
	assert_non_null(session);
	assert_int_equal(session->day.held, may(19));
	struct emit_input input = {
		.plan = fixture->plan, .tracked = fixture->tracked, .session = session};
	agenda_make(agenda, &fixture->run.arena, &input);
}

static void drop_meeting(struct fixture *fixture, struct agenda *agenda)
{
	agenda_free(agenda);
	drop(fixture);
}

static void picks_sessions(void **state)
{
	struct fixture fixture;
	struct agenda agenda;
	(void)state;
	load_meeting(&fixture, &agenda);
	const struct review_block *weekly = plan_review(fixture.plan, 0);
	assert_int_equal(agenda_pick(fixture.tracked, weekly, may(26))->day.held, may(26));
	assert_null(agenda_pick(fixture.tracked, weekly, may(27)));
	assert_null(agenda_pick(fixture.tracked, NULL, date_make(2027, 1, 5)));
	/* Once the record of today's session is there, the next one is a week later. */
	struct tracked *then = plan_track(fixture.plan, may(12));
	assert_int_equal(agenda_pick(then, NULL, DATE_NONE)->day.held, may(19));
	tracked_free(then);
	then = plan_track(fixture.plan, may(11)); /* the record is of a day to come */
	assert_int_equal(agenda_pick(then, NULL, DATE_NONE)->day.held, may(12));
	tracked_free(then);
	then = plan_track(fixture.plan, date_make(2026, 4, 27)); /* 2026-04-28 was not held */
	assert_int_equal(agenda_pick(then, NULL, DATE_NONE)->day.held, may(5));
	tracked_free(then);
	drop_meeting(&fixture, &agenda);
}

static void shares_the_time(void **state)
{
	struct fixture fixture;
	struct agenda agenda;
	(void)state;
	load_meeting(&fixture, &agenda);
	expect_minutes(&agenda, 45); /* 0.75 hours */
	drop_meeting(&fixture, &agenda);
}

static void opens_with_who_is_there(void **state)
{
	struct fixture fixture;
	struct agenda agenda;
	(void)state;
	load_meeting(&fixture, &agenda);
	assert_int_equal(rows_in(&agenda, "session"), 4);
	const struct agenda_row *rows = agenda.rows.items;
	assert_string_equal(rows[0].kind, "held");
	expect_text(rows[0].id, "weekly");
	expect_text(rows[1].id, "priya");
	expect_text(rows[1].party, "acme");
	expect_text(rows[2].id, "dana");
	expect_text(rows[3].id, "omar"); /* leads it and is no attendee */
	expect_text(rows[3].basis, "chair");
	drop_meeting(&fixture, &agenda);
}

static void lists_what_is_new_since_the_last_session(void **state)
{
	struct fixture fixture;
	struct agenda agenda;
	(void)state;
	load_meeting(&fixture, &agenda);
	assert_int_equal(rows_in(&agenda, "wins"), 1);
	const struct agenda_row *win = row_of(&agenda, "wins", "new_name");
	assert_int_equal(win->actual_date, may(13));
	expect_text(win->basis, "Order");
	expect_text(win->owner, "dana");
	drop_meeting(&fixture, &agenda);
}

static void asks_for_actions(void **state)
{
	struct fixture fixture;
	struct agenda agenda;
	(void)state;
	load_meeting(&fixture, &agenda);
	assert_int_equal(rows_in(&agenda, "actions_due"), 2);
	const struct agenda_row *passed = row_of(&agenda, "actions_due", "passed");
	expect_text(passed->state, "overdue");
	expect_text(passed->owner, "dana"); /* on the day of the session */
	assert_int_equal(passed->days_late, 25);
	/* 04-21, 05-05 and 05-12; 04-28 was not held. */
	assert_int_equal(passed->carried, 3);
	assert_string_equal(passed->rule, "review.action_carried");
	expect_text(
		passed->ask, "Action 'Passed' is 25 days late: is it done, dropped, or due when?");
	const struct agenda_row *today = row_of(&agenda, "actions_due", "meeting_day");
	expect_text(today->state, "due");
	assert_int_equal(today->carried, 0);
	assert_null(today->rule);
	drop_meeting(&fixture, &agenda);
}

static void keeps_own_matters_back(void **state)
{
	struct fixture fixture;
	struct agenda agenda;
	(void)state;
	load_meeting(&fixture, &agenda);
	for (uint32_t i = 0; i < agenda.rows.n; i++)
		assert_false(str_is(agenda.rows.items[i].id, "private"));
	drop_meeting(&fixture, &agenda);
}

static void lists_triggers_that_hold_long_enough(void **state)
{
	struct fixture fixture;
	struct agenda agenda;
	(void)state;
	load_meeting(&fixture, &agenda);
	/* Due on 2026-05-14 were 12,087.91 USD: the gap is there for one day. */
	assert_int_equal(rows_in(&agenda, "fired_triggers"), 1);
	const struct agenda_row *held = row_of(&agenda, "fired_triggers", "held");
	expect_text(held->state, "fired");
	expect_text(held->basis, "capture.gap > 100 USD");
	assert_string_equal(held->rule, "risk.trigger_fired");
	drop_meeting(&fixture, &agenda);
}

static void lists_late_and_coming_work_once(void **state)
{
	struct fixture fixture;
	struct agenda agenda;
	(void)state;
	load_meeting(&fixture, &agenda);
	assert_int_equal(rows_in(&agenda, "overdue"), 1);
	const struct agenda_row *open = row_of(&agenda, "overdue", "open");
	assert_string_equal(open->rule, "tracking.commitment_unanswered");
	expect_text(open->party, "acme");
	/* Until 14 days after the meeting: an action, two milestones, two sessions, a hand-over,
	   one who leaves. */
	assert_int_equal(rows_in(&agenda, "next"), 7);
	const struct agenda_row *passed = row_of(&agenda, "next", "passed");
	expect_text(passed->state, "hand_over");
	expect_text(passed->basis, "from lee to dana");
	assert_int_equal(passed->due, may(19));
	expect_text(row_of(&agenda, "next", "waiting")->state, "due");
	expect_text(row_of(&agenda, "next", "late_proof")->ask,
		"Milestone 'Late proof' is due on 2026-05-20 and expected on 2026-05-27: what "
		"brings it forward?");
	assert_int_equal(row_of(&agenda, "next", "after_all")->ask.len, 0);
	assert_int_equal(row_of(&agenda, "next", "weekly")->due, may(26));
	expect_text(row_of(&agenda, "next", "lee")->state, "leaves");
	assert_int_equal(row_of(&agenda, "next", "lee")->due, may(22));
	drop_meeting(&fixture, &agenda);
}

static void ends_with_empty_rows(void **state)
{
	struct fixture fixture;
	struct agenda agenda;
	(void)state;
	load_meeting(&fixture, &agenda);
	assert_int_equal(rows_in(&agenda, "commitments"), 3);
	for (uint32_t i = agenda.rows.n - 3; i < agenda.rows.n; i++) {
		assert_string_equal(agenda.rows.items[i].block, "commitments");
		assert_string_equal(agenda.rows.items[i].kind, "commitment");
		assert_true(agenda.rows.items[i].is_empty);
	}
	drop_meeting(&fixture, &agenda);
}

static void asks_for_roadblocks(void **state)
{
	struct fixture fixture;
	struct agenda agenda;
	(void)state;
	load_meeting(&fixture, &agenda);
	assert_int_equal(rows_in(&agenda, "roadblocks"), 2);
	const struct agenda_row *jam = row_of(&agenda, "roadblocks", "jam");
	assert_true(jam < row_of(&agenda, "roadblocks", "step"));
	assert_string_equal(jam->rule, "review.roadblock_stuck");
	assert_int_equal(jam->days_late, 8);
	assert_int_equal(jam->carried, 2);
	expect_text(jam->ask,
		"Roadblock 'Jam' has been open for 15 days and was to go to Priya Raman "
		"after 2026-05-07: who clears it, by when?");
	const struct agenda_row *step = row_of(&agenda, "roadblocks", "step");
	assert_null(step->rule);
	assert_int_equal(step->due, may(20));
	expect_text(step->ask,
		"Roadblock 'Step' has been open for 4 days, next step: Call them. Is it "
		"cleared?");
	drop_meeting(&fixture, &agenda);
}

static void asks_for_goals_without_readings_or_over(void **state)
{
	struct fixture fixture;
	struct agenda agenda;
	(void)state;
	load_meeting(&fixture, &agenda);
	assert_int_equal(rows_in(&agenda, "unknown_goals"), 1);
	const struct agenda_row *silent = row_of(&agenda, "unknown_goals", "silent");
	expect_text(silent->basis, "kept: at most 4 hours");
	assert_false(silent->actual.set);
	assert_int_equal(silent->age, -1);
	assert_string_equal(silent->rule, "tracking.stale");
	/* A week and five workdays after 2025-12-31. */
	expect_text(silent->ask,
		"Goal 'Silent' has no reading, the first was due on 2026-01-14: who "
		"brings it, by when?");
	const struct agenda_row *over = row_of(&agenda, "behind_goals", "over");
	expect_text(over->state, "missed");
	expect_text(over->ask,
		"Goal 'Over' ended on 2026-03-31 short of what was agreed, 40 of 100 USD "
		"expected on 2026-03-31, pace 40.0%: what follows from it?");
	drop_meeting(&fixture, &agenda);
}

static void gives_the_figures_of_a_goal(void **state)
{
	struct fixture fixture;
	struct agenda agenda;
	(void)state;
	load_meeting(&fixture, &agenda);
	assert_int_equal(rows_in(&agenda, "behind_goals"), 2);
	const struct agenda_row *row = row_of(&agenda, "behind_goals", "capture");
	expect_text(row->owner, "priya");
	expect_text(row->counterpart, "dana");
	expect_text(row->party, "acme");
	expect_text(row->basis, "straight line, not agreed");
	expect_text(row->unit, "USD");
	expect_text(row->source, "CRM");
	assert_int_equal(row->target_date, date_make(2026, 6, 30));
	assert_int_equal(row->actual_date, may(15));
	assert_int_equal(row->age, 0);
	assert_int_equal(row->carried, 0); /* there was no reading on the days before */
	assert_string_equal(row->rule, "tracking.behind_without_action");
	drop_meeting(&fixture, &agenda);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(picks_sessions),
		cmocka_unit_test(shares_the_time),
		cmocka_unit_test(opens_with_who_is_there),
		cmocka_unit_test(lists_what_is_new_since_the_last_session),
		cmocka_unit_test(asks_for_actions),
		cmocka_unit_test(keeps_own_matters_back),
		cmocka_unit_test(lists_triggers_that_hold_long_enough),
		cmocka_unit_test(lists_late_and_coming_work_once),
		cmocka_unit_test(ends_with_empty_rows),
		cmocka_unit_test(asks_for_roadblocks),
		cmocka_unit_test(asks_for_goals_without_readings_or_over),
		cmocka_unit_test(gives_the_figures_of_a_goal),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
