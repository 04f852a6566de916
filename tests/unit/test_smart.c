/* The SMART judgement: counts worked out by hand from what each goal states. */
#include "tests/unit/unit.h"

#include "compiler/plan/project.h"
#include "compiler/plan/tracked.h"
#include "compiler/rules/smart.h"
#include <string.h>

struct judged {
	struct run run;
	struct tracked *tracked;
	struct sink sink;
	struct smart_verdicts verdicts;
};

static void judge(struct judged *judged, const struct level_overrides *overrides)
{
	struct plan *plan = judged->run.plans.items[0];
	judged->tracked = plan_track(plan, judged->run.as_of);
	sink_init(&judged->sink);
	smart_judge(plan, judged->tracked, overrides, &judged->sink, &judged->verdicts);
}

static void judge_example(struct judged *judged, const struct level_overrides *overrides)
{
	const char *reason;
	run_init(&judged->run, date_make(2026, 5, 15));
	assert_true(run_load_path(&judged->run, "examples/reseller/plan.pbp", &reason));
	judge(judged, overrides);
}

static void judge_text(struct judged *judged, const char *text)
{
	run_init(&judged->run, date_make(2026, 5, 15));
	run_load_text(&judged->run, "plan.pbp", "/nonexistent", str_from(text));
	judge(judged, NULL);
}

static void end(struct judged *judged)
{
	tracked_free(judged->tracked);
	sink_free(&judged->sink);
	run_free(&judged->run);
}

static const struct smart_verdict *verdict_on(const struct judged *judged, const char *goal)
{
	const struct plan *plan = judged->run.plans.items[0];
	for (uint32_t i = 0; i < judged->verdicts.n; i++)
		if (str_is(plan_name(plan, judged->verdicts.items[i].goal->block.name), goal))
			return &judged->verdicts.items[i];
	fail_msg("there is no goal %s", goal);
	return NULL;
}

static const struct smart_check *check_of(const struct smart_verdict *verdict, const char *rule)
{
	for (uint32_t i = 0; i < verdict->n; i++)
		if (!strcmp(verdict->checks[i].rule->name, rule))
			return &verdict->checks[i];
	return NULL;
}

/* {hold, of} for S, M, A, R, T */
static void assert_counts(const struct smart_verdict *verdict, const uint32_t (*wanted)[2])
{
	uint32_t all = 0, holding = 0;
	for (int letter = 0; letter < SMART_LETTERS; letter++) {
		uint32_t n, n_hold;
		smart_count(verdict, (enum smart_letter)letter, &n, &n_hold);
		assert_int_equal(n_hold, wanted[letter][0]);
		assert_int_equal(n, wanted[letter][1]);
		all += n;
		holding += n_hold;
	}
	assert_int_equal(verdict->n, all);
	assert_int_equal(verdict->n_hold, holding);
}

static void test_example(void **state)
{
	(void)state;
	struct judged judged;
	judge_example(&judged, NULL);
	assert_int_equal(judged.verdicts.n, 8);
	/* A flow with increments, a prior, evidence, and a campaign with a funnel and a cycle that
	   brings 54,000 of 540,000; nobody states capacity, no budget comes from a fund. */
	static const uint32_t sourced[][2] = {{3, 3}, {9, 9}, {9, 10}, {5, 5}, {4, 4}};
	assert_counts(verdict_on(&judged, "sourced"), sourced);
	/* A flow of 91 days without increments: neither their order nor their end can be judged. */
	static const uint32_t capture[][2] = {{3, 3}, {5, 6}, {6, 6}, {4, 4}, {3, 3}};
	assert_counts(verdict_on(&judged, "capture"), capture);
	/* A kept goal on a lagging metric: no start, no steps, no date, and no work asked for. */
	static const uint32_t kept[][2] = {{3, 3}, {3, 3}, {6, 6}, {2, 2}, {2, 2}};
	assert_counts(verdict_on(&judged, "customer_retention"), kept);
	const struct smart_check *short_of =
		check_of(verdict_on(&judged, "sourced"), "achievable.contributions_short");
	assert_int_equal(short_of->state, SMART_FAILS);
	assert_non_null(short_of->finding);
	end(&judged);
}

/* A check whose level is off does not count. */
static void test_level_off(void **state)
{
	(void)state;
	struct judged judged;
	const struct level_override off[] = {{STR("measurable.*"), LEVEL_OFF}};
	judge_example(&judged, &(struct level_overrides){off, 1});
	static const uint32_t capture[][2] = {{3, 3}, {0, 0}, {6, 6}, {4, 4}, {3, 3}};
	assert_counts(verdict_on(&judged, "capture"), capture);
	end(&judged);
}

#define HEAD                                                                                       \
	"import std.metrics\n"                                                                     \
	"plan p \"P\" { between: [v, w]  period: 2026-01-01 .. 2026-12-31  currency: USD }\n"      \
	"party v \"V\" { role: vendor }\n"                                                         \
	"party w \"W\" { role: reseller }\n"                                                       \
	"person ann \"Ann\" { of: v }\n"                                                           \
	"person bob \"Bob\" { of: w }\n"                                                           \
	"metric m \"M\" like std.metrics.sourced_revenue { owner: ann }\n"

/* A waived check does not hold, and says so; a goal that stretches another asks for less. */
static void test_waived_and_stretch(void **state)
{
	(void)state;
	struct judged judged;
	judge_text(&judged, HEAD
		"goal one \"One\" { owner: ann until 2026-06-30, bob from 2026-07-02  metric: m  "
		"target: 9 USD by 2026-12-31\n"
		"  allow: [measurable.increments] because \"Agreed.\" by ann until 2026-12-31 }\n"
		"goal more \"More\" { owner: ann  metric: m  target: 12 USD by 2026-12-31  "
		"stretch_of: one }\n");
	const struct smart_verdict *one = verdict_on(&judged, "one");
	assert_int_equal(check_of(one, "measurable.increments")->state, SMART_WAIVED);
	assert_int_equal(check_of(one, "ownership.gap")->state, SMART_FAILS);
	assert_int_equal(check_of(one, "ownership.overlap")->state, SMART_HOLDS);
	assert_null(check_of(one, "ownership.counterpart_same_side"));
	/* one segment, product and region at most: there is no scope to choose */
	assert_null(check_of(one, "specific.no_scope"));
	assert_int_equal(check_of(one, "relevant.no_initiative")->state, SMART_FAILS);
	const struct smart_verdict *more = verdict_on(&judged, "more");
	assert_null(check_of(more, "relevant.no_initiative"));
	assert_null(check_of(more, "specific.duplicate_goal"));
	assert_null(check_of(more, "cadence.not_covered"));
	end(&judged);
}

/* Wording is judged nowhere in it. */
static void test_no_wording(void **state)
{
	(void)state;
	struct judged judged;
	judge_example(&judged, NULL);
	for (uint32_t i = 0; i < judged.verdicts.n; i++)
		for (uint32_t k = 0; k < judged.verdicts.items[i].n; k++)
			assert_false(judged.verdicts.items[i].checks[k].rule->wording);
	end(&judged);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_example),
		cmocka_unit_test(test_level_off),
		cmocka_unit_test(test_waived_and_stretch),
		cmocka_unit_test(test_no_wording),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
