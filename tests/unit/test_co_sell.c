/* The example of a cloud vendor and an integrator, as of 2026-06-30: every figure of its facts, and
   exactly the findings that they justify. */
#include "tests/unit/unit.h"

#include "compiler/plan/project.h"
#include "compiler/rules/rule.h"
#include <string.h>

static struct run run;
static struct plan *plan;
static struct tracked *tracked;

static int load_example(void **state)
{
	const char *reason = NULL;
	(void)state;
	run_init(&run, date_make(2026, 6, 30));
	if (!run_load_path(&run, "examples/co_sell", &reason) || run.plans.n != 1)
		return -1;
	plan = run.plans.items[0];
	tracked = plan_track(plan, run.as_of);
	rules_run(plan, tracked, NULL);
	sink_finish(&run.sink, &run.sources);
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

static void check_figure(
	const char *goal, const char *what, struct figure figure, const char *wanted)
{
	struct out out = {0};
	if (figure.has)
		decimal_print_grouped(&out, figure.shown);
	else
		out_text(&out, "-");
	if (!str_is(out_view(&out), wanted))
		fail_msg("%s: %s is %.*s, not %s", goal, what, STR_ARGS(out_view(&out)), wanted);
	out_free(&out);
}

/* A dash where a kept goal has no such figure. */
static const struct facts {
	const char *goal, *expected, *actual, *pace, *gap;
	enum status status;
} table[] = {
	{"pipeline", "5,000,000", "4,100,000", "82.0", "900,000", STATUS_WATCH},
	{"launches", "34.0", "31.0", "75.0", "3.0", STATUS_WATCH}, /* exactly on the border */
	{"joint_consumption", "400,000", "388,000", "86.6", "12,000", STATUS_WATCH},
	{"services_bookings", "4,500,000", "5,200,000", "115.5", "-700,000", STATUS_ON_TRACK},
	{"technical", "20.0", "17.0", "66.6", "3.0", STATUS_BEHIND},
	{"professional", "7.0", "7.0", "100.0", "0.0", STATUS_ON_TRACK},
	{"submissions", "-", "77.0", "83.3", "-", STATUS_WATCH},
	{"win_rate", "32.0", "33.0", "125.0", "-1.0", STATUS_ON_TRACK},
	{"referrals", "-", "1.9", "66.6", "-", STATUS_BEHIND},
	{"invitations", "-", "4.8", "33.3", "-", STATUS_BEHIND},
	{"satisfaction", "-", "4.6", "-", "-", STATUS_UNKNOWN},
};

static const struct tracked_goal *goal(const char *name)
{
	return tracked_goal_of(tracked, (const void *)find(KIND_goal, name));
}

static void test_goals(void **state)
{
	(void)state;
	assert_int_equal(tracked->goals.n, sizeof table / sizeof *table);
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		const struct facts *facts = &table[i];
		const struct goal_figures *figures = &goal(facts->goal)->figures;
		if (figures->status != facts->status)
			fail_msg("%s is %s", facts->goal, status_word(figures->status));
		check_figure(facts->goal, "expected", figures->expected, facts->expected);
		check_figure(facts->goal, "actual",
			(struct figure){.has = true, .shown = figures->actual_shown},
			facts->actual);
		check_figure(facts->goal, "pace", figures->pace, facts->pace);
		check_figure(facts->goal, "gap", figures->gap, facts->gap);
	}
}

static void test_notes(void **state)
{
	(void)state;
	date_t march = date_make(2026, 3, 31);
	struct goal_figures pipeline = tracked_goal_on(goal("pipeline"), march);
	check_figure("pipeline in March", "pace", pipeline.pace, "110.0");
	assert_int_equal(tracked_goal_on(goal("technical"), march).status, STATUS_ON_TRACK);
	assert_int_equal(goal("win_rate")->figures.sample.coefficient, 36);
	assert_int_equal(goal("submissions")->figures.steps_met, 5);
	assert_int_equal(goal("submissions")->figures.steps_due, 6);
	assert_int_equal(goal("referrals")->figures.steps_met, 2);
	assert_int_equal(goal("invitations")->figures.steps_met, 1);
	assert_int_equal(goal("invitations")->figures.steps_due, 3);
	/* six answers of ten: the step does not count */
	assert_int_equal(goal("satisfaction")->figures.steps_due, 0);
}

static void check_milestone(const char *name, enum item_state state, date_t due)
{
	const struct tracked_item *item = tracked_item_of(tracked, find(KIND_milestone, name));
	assert_int_equal(item->figures.state, state);
	assert_int_equal(item->due, due);
}

static void test_work(void **state)
{
	(void)state;
	check_milestone("account_map", ITEM_DONE, date_make(2026, 2, 13));
	check_milestone("accelerator", ITEM_DONE, date_make(2026, 6, 15));
	check_milestone("competency", ITEM_DUE, date_make(2026, 8, 14));
	check_milestone("executive_review", ITEM_DUE, date_make(2026, 11, 19));
	for (uint32_t i = 0; i < tracked->initiatives.n; i++)
		assert_int_equal(tracked->initiatives.items[i].execution, STATUS_UNKNOWN);
}

/* Sorted by rule; whoever is named stands in the message. */
static const struct {
	const char *rule, *about;
} findings[] = {
	{"achievable.tier_not_reached", "`accredited.latest >= 20 people`, `foundational.latest"},
	{"balance.idle_party", "Stratus Cloud"},
	{"cadence.no_renewal", "last quarter"},
	{"enablement.incomplete", "Co-sell submission guide"},
	{"enablement.incomplete", "Migration bootcamp"},
	{"measurable.no_minimum_sample", "Co-sell submissions accepted"},
	{"ownership.not_executive", "Account mapping"},
	{"ownership.not_executive", "Certification sprint"},
	{"plan.area_uncovered", "in product, enablement"},
	{"timed.slow_start", "first 90 days"},
	{"tracking.behind_twice_without_cause", "Answer invitations"},
};

static void test_findings(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof findings / sizeof *findings; i++) {
		bool found = false;
		for (uint32_t k = 0; k < run.sink.items.n; k++) {
			const struct finding *finding = run.sink.items.items[k];
			found |= str_is(finding->name, findings[i].rule) &&
				 memmem(finding->message.ptr, finding->message.len,
					 findings[i].about, strlen(findings[i].about));
		}
		if (!found)
			fail_msg("no %s about %s", findings[i].rule, findings[i].about);
	}
	for (uint32_t k = 0; k < run.sink.items.n; k++)
		if (run.sink.items.n != sizeof findings / sizeof *findings)
			print_message("%.*s: %.*s\n", STR_ARGS(run.sink.items.items[k]->name),
				STR_ARGS(run.sink.items.items[k]->message));
	assert_int_equal(run.sink.items.n, sizeof findings / sizeof *findings);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_goals),
		cmocka_unit_test(test_notes),
		cmocka_unit_test(test_work),
		cmocka_unit_test(test_findings),
	};
	return cmocka_run_group_tests(tests, load_example, free_example);
}
