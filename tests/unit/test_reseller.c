/* The example of a vendor and a reseller, as of 2026-05-15: every figure of its facts. */
#include "tests/unit/unit.h"

#include "compiler/plan/project.h"
#include "compiler/plan/tracked.h"
#include <string.h>

static struct run run;
static struct plan *plan;
static struct tracked *tracked;

static int load_example(void **state)
{
	const char *reason = NULL;
	(void)state;
	run_init(&run, date_parse(STR("2026-05-15")));
	if (!run_load_path(&run, "examples/reseller", &reason)) {
		print_error("examples/reseller: %s\n", reason);
		return -1;
	}
	for (uint32_t i = 0; i < run.plans.n; i++)
		if (run.plans.items[i]->frame)
			plan = run.plans.items[i];
	if (!plan)
		return -1;
	tracked = plan_track(plan, run.as_of);
	return 0;
}

static int free_example(void **state)
{
	(void)state;
	tracked_free(tracked);
	run_free(&run);
	return 0;
}

static const struct block *find(enum kind kind, const char *name)
{
	for (uint32_t i = 0; i < plan->of_kind[kind].n; i++)
		if (str_is(plan_name(plan, plan->of_kind[kind].items[i]->name), name))
			return plan->of_kind[kind].items[i];
	fail_msg("there is no %s %s", kind_infos[kind].name, name);
	return NULL;
}

static const struct tracked_goal *goal(const char *name)
{
	const struct tracked_goal *found =
		tracked_goal_of(tracked, (const void *)find(KIND_goal, name));
	assert_non_null(found);
	return found;
}

static struct str shown(struct figure figure)
{
	struct out out = {0};
	if (!figure.has)
		return STR("-");
	decimal_print_grouped(&out, figure.shown);
	struct str text = str_copy(&plan->arena, out_view(&out));
	out_free(&out);
	return text;
}

static struct str number(struct decimal value)
{
	return shown((struct figure){.has = true, .shown = value});
}

static const char *day(date_t date)
{
	return date ? str_copy(&plan->arena, str_from(date_text(date).text)).ptr : "-";
}

/* As in the table of the facts; a dash where a kept goal has no such figure. */
static const struct facts {
	const char *goal, *expected, *actual, *date, *pace, *gap, *status, *fresh_through;
	bool agreed;
} table[] = {
	{"sourced", "156,813", "131,900", "2026-05-15", "84.1", "24,913", "watch", NULL, true},
	{"capture", "12,363", "7,500", "2026-05-15", "60.6", "4,863", "behind", NULL, false},
	{"wholesale_leads", "114.5", "92.0", "2026-05-15", "80.3", "22.5", "watch", NULL, true},
	{"deal_win_rate", "26.0", "26.0", "2026-04-30", "100.2", "0.0", "on_track", "2026-05-21",
		false},
	{"certified_sellers", "5.0", "5.0", "2026-05-15", "100.0", "0.0", "on_track", NULL, true},
	{"customer_retention", "-", "93.1", "2026-03-31", "100.0", "-", "on_track", "2026-07-07",
		false},
	{"response", "-", "6.5", "2026-04-30", "0.0", "-", "behind", NULL, false},
	{"services", "84,725", "84,000", "2026-04-30", "99.1", "725", "on_track", "2026-05-21",
		true},
};

#define CHECK_TEXT(facts, what, found, wanted)                                                     \
	do {                                                                                       \
		struct str found_ = (found);                                                       \
		if (!str_is(found_, (wanted)))                                                     \
			fail_msg("%s: %s is %.*s, not %s", (facts)->goal, what, STR_ARGS(found_),  \
				wanted);                                                           \
	} while (0)

static void test_goals(void **state)
{
	(void)state;
	assert_int_equal(tracked->goals.n, sizeof table / sizeof *table);
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		const struct facts *facts = &table[i];
		const struct tracked_goal *found = goal(facts->goal);
		const struct goal_figures *figures = &found->figures;
		CHECK_TEXT(facts, "status", str_from(status_word(figures->status)), facts->status);
		CHECK_TEXT(facts, "expected", shown(figures->expected), facts->expected);
		CHECK_TEXT(facts, "actual", number(figures->actual_shown), facts->actual);
		CHECK_TEXT(facts, "date", str_from(day(figures->reading_date)), facts->date);
		CHECK_TEXT(facts, "pace", shown(figures->pace), facts->pace);
		CHECK_TEXT(facts, "gap", shown(figures->gap), facts->gap);
		if (facts->fresh_through)
			CHECK_TEXT(facts, "fresh through", str_from(day(figures->fresh_through)),
				facts->fresh_through);
		assert_false(figures->stale);
		if (found->input.form == FORM_TARGET)
			assert_int_equal(found->input.curve_agreed, facts->agreed);
	}
}

static void test_notes(void **state)
{
	(void)state;
	const struct goal_figures *capture = &goal("capture")->figures;
	assert_true(str_is(shown(capture->projection), "15,167"));
	assert_true(str_is(shown(capture->current_rate), "166.67"));
	assert_true(str_is(shown(capture->required_rate), "380.43"));
	assert_true(str_is(shown(capture->factor), "2.3"));

	struct goal_figures sourced =
		tracked_goal_on(goal("sourced"), date_parse(STR("2026-03-31")));
	assert_true(str_is(number(sourced.actual_shown), "88,400"));
	assert_true(str_is(shown(sourced.expected), "95,000"));
	assert_true(str_is(shown(sourced.pace), "93.0"));
	assert_int_equal(sourced.status, STATUS_ON_TRACK);

	/* Equal quarters from 24 to 30: 25.5 and 27.0, and 30 of 91 days of the second. */
	const struct tracked_goal *rate = goal("deal_win_rate");
	assert_true(str_is(number(rate->input.curve.points[0].value), "25.5"));
	assert_true(str_is(number(rate->input.curve.points[1].value), "27"));
	struct ratio exact = ratio_make(255 * 91 + 15 * 30, 910);
	assert_int_equal(ratio_compare(rate->figures.expected.exact, exact), 0);
	assert_true(rate->figures.has_sample);
	assert_int_equal(rate->figures.sample.coefficient, 23);

	assert_int_equal(goal("certified_sellers")->figures.remaining, 46);
	const struct goal_figures *retention = &goal("customer_retention")->figures;
	assert_int_equal(retention->steps_met, 1);
	assert_int_equal(retention->steps_due, 1);
	const struct goal_figures *response = &goal("response")->figures;
	assert_int_equal(response->steps_met, 0);
	assert_int_equal(response->steps_due, 2);
	assert_int_equal(response->step.kind, PERIOD_MONTH);
}

static void test_behind_twice(void **state)
{
	(void)state;
	for (uint32_t i = 0; i < tracked->goals.n; i++) {
		const struct tracked_goal *found = &tracked->goals.items[i];
		bool expected = str_is(plan_name(plan, found->goal->block.name), "response");
		assert_int_equal(goal_behind_twice(tracked, found), expected);
	}
	assert_null(root_cause_of(plan, find(KIND_goal, "response")));
	assert_non_null(root_cause_of(plan, find(KIND_milestone, "rule_live")));
	assert_null(root_cause_of(plan, find(KIND_milestone, "release")));
}

static void test_feed(void **state)
{
	(void)state;
	const struct tracked_goal *services = goal("services");
	assert_non_null(services->source.feed);
	assert_int_equal(services->source.n_rows, 13);
	assert_int_equal(services->source.n_rejected, 0);
	struct goal_figures march = tracked_goal_on(services, date_parse(STR("2026-03-31")));
	assert_true(str_is(number(march.actual_shown), "55,350"));
}

static void check_item(const char *name, enum item_state state, int32_t days_late)
{
	const struct tracked_item *item = tracked_item_of(tracked, find(KIND_milestone, name));
	assert_non_null(item);
	if (item->figures.state != state || item->figures.days_late != days_late)
		fail_msg("%s: state %d, %d days late", name, (int)item->figures.state,
			(int)item->figures.days_late);
}

static void test_work(void **state)
{
	(void)state;
	check_item("kickoff", ITEM_DONE, 0);
	check_item("lead_definition", ITEM_DONE, 0);
	check_item("rule_live", ITEM_DONE, 20);
	check_item("sellers", ITEM_DUE, 0);
	check_item("release", ITEM_MISSED, 43);
	check_item("case_published", ITEM_DUE, 0);
	const struct tracked_item *release =
		tracked_item_of(tracked, find(KIND_milestone, "release"));
	assert_string_equal(day(release->forecast), "2026-06-12");
	assert_string_equal(day(release->lands), "2026-06-12");
}

static void check_initiative(const char *name, enum status execution, enum status value)
{
	const struct tracked_initiative *found =
		tracked_initiative_of(tracked, (const void *)find(KIND_initiative, name));
	if (found->execution != execution || found->value != value)
		fail_msg("%s: %s, %s", name, status_word(found->execution),
			status_word(found->value));
}

static void test_initiatives(void **state)
{
	(void)state;
	check_initiative("wholesale_campaign", STATUS_DONE, STATUS_WATCH);
	check_initiative("attach_play", STATUS_ON_TRACK, STATUS_BEHIND);
	check_initiative("certify_team", STATUS_ON_TRACK, STATUS_ON_TRACK);
	check_initiative("routing", STATUS_DONE, STATUS_BEHIND);
	check_initiative("connector", STATUS_MISSED, STATUS_BEHIND);
	assert_int_equal(tracked->status, STATUS_BEHIND);
}

static void check_due(enum kind kind, const char *name, const char *due, enum item_state state)
{
	const struct tracked_item *item = tracked_item_of(tracked, find(kind, name));
	assert_non_null(item);
	assert_string_equal(day(item->due), due);
	assert_int_equal(item->figures.state, state);
}

static void test_other_work(void **state)
{
	(void)state;
	check_due(KIND_request, "campaign_money", "2026-05-19", ITEM_DUE);
	assert_null(tracked_item_of(tracked, find(KIND_request, "booth_money")));
	check_due(KIND_enablement, "ap_playbook", "2026-02-20", ITEM_DONE);
	check_due(KIND_enablement, "capture_pitch", "2026-04-10", ITEM_MISSED);
	check_due(KIND_enablement, "connector_operation", "2026-02-13", ITEM_DONE);
	check_due(KIND_commitment, "connector_release", "2026-04-30", ITEM_MISSED);
	check_due(KIND_commitment, "named_seller", "2026-02-01", ITEM_DONE);
	check_due(KIND_assumption, "e_invoicing", "2026-05-01", ITEM_MISSED);
	check_due(KIND_action, "ship_kit", "2026-06-30", ITEM_NONE);
}

static void test_sessions(void **state)
{
	static const char *const operating[] = {"2026-01-27", "2026-02-10", "2026-02-24",
		"2026-03-10", "2026-03-24", "2026-04-07", "2026-04-21", "2026-05-05"};
	const struct review_block *review = (const void *)find(KIND_review, "operating");
	size_t n = 0;
	(void)state;
	for (uint32_t i = 0; i < tracked->sessions.n; i++) {
		const struct tracked_session *session = &tracked->sessions.items[i];
		if (session->day.held > tracked->as_of)
			break;
		assert_non_null(session->record);
		assert_int_equal(session->record->block.date, session->day.held);
		if (session->review == review)
			assert_string_equal(day(session->day.held), operating[n++]);
	}
	assert_int_equal(n, sizeof operating / sizeof *operating);
	const struct tracked_session *next = tracked_next_session(tracked, review, tracked->as_of);
	assert_non_null(next);
	assert_string_equal(day(next->day.held), "2026-05-19");
	assert_null(next->record);
}

static void test_metrics(void **state)
{
	struct point point;
	(void)state;
	assert_true(tracked_metric_latest(tracked,
		(const void *)find(KIND_metric, "active_sellers"), tracked->as_of, &point));
	assert_int_equal(point.value.coefficient, 9);
	/* Read for the goal, which is all that is known of the metric. */
	assert_true(tracked_metric_latest(
		tracked, (const void *)find(KIND_metric, "sourced_arr"), tracked->as_of, &point));
	assert_int_equal(point.value.coefficient, 131900);
	assert_false(tracked_metric_latest(
		tracked, (const void *)find(KIND_metric, "tech_certs"), tracked->as_of, &point));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_goals),
		cmocka_unit_test(test_notes),
		cmocka_unit_test(test_behind_twice),
		cmocka_unit_test(test_feed),
		cmocka_unit_test(test_work),
		cmocka_unit_test(test_initiatives),
		cmocka_unit_test(test_other_work),
		cmocka_unit_test(test_sessions),
		cmocka_unit_test(test_metrics),
	};
	return cmocka_run_group_tests(tests, load_example, free_example);
}
