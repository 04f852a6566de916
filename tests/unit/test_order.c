#include "tests/unit/test_agenda.h"

#include "compiler/plan/order.h"

static struct order_key key(
	enum order_rank rank, int weight, int share, int32_t late, const char *name, uint32_t order)
{
	return (struct order_key){rank, ratio_of(decimal_of(weight)), ratio_make(share, 1000), late,
		str_from(name), order};
}

static void compares_key_after_key(void **state)
{
	/* Each stands before the next; only the first key in which they differ can say so. */
	const struct order_key keys[] = {
		key(ORDER_NO_CAUSE, 0, 0, 0, "z", 9),
		key(ORDER_MISSED, 30, 0, 0, "z", 9),
		key(ORDER_MISSED, 10, 370, 0, "z", 9),
		key(ORDER_MISSED, 10, 194, 9, "z", 9),
		key(ORDER_MISSED, 10, 194, 2, "Z", 9),
		key(ORDER_MISSED, 10, 194, 2, "a", 9),
		key(ORDER_MISSED, 10, 194, 2, "aa", 1),
		key(ORDER_MISSED, 10, 194, 2, "aa", 2),
		key(ORDER_MISSED, 10, -20, 50, "a", 0),
		key(ORDER_REST, 90, 900, 90, "a", 0),
	};
	(void)state;
	enum { N = sizeof keys / sizeof *keys };
	for (size_t i = 0; i < N; i++)
		for (size_t k = 0; k < N; k++)
			assert_int_equal(order_compare(&keys[i], &keys[k]), i < k ? -1 : i > k);
}

/* Names of all blocks of these kinds, sorted. */
static void expect_order(const struct fixture *fixture, const struct tracked *tracked,
	kinds_t kinds, const char *const *names, uint32_t n)
{
	const struct block *sorted[64];
	uint32_t n_sorted = 0;
	for (uint32_t i = fixture->plan->blocks.n; i-- > 0;)
		if ((kinds_t)1 << fixture->plan->blocks.items[i]->kind & kinds)
			sorted[n_sorted++] = fixture->plan->blocks.items[i];
	order_sort(fixture->plan, tracked, sorted, n_sorted);
	assert_int_equal(n_sorted, n);
	for (uint32_t i = 0; i < n; i++)
		assert_string_equal(plan_name(fixture->plan, sorted[i]->name).ptr, names[i]);
}

static const char mixed[] =
	/* Behind, 37.0% and 19.4% of the way short; the same weight. */
	"goal capture \"Quarter\" { owner: priya  metric: revenue  window: 2026-Q2  target: 25,000 "
	"USD by 2026-06-30 }\n"
	"readings capture { 2026-05-15: 7,500 USD }\n"
	"goal hours \"Hours\" { owner: dana  metric: delay  target: 4.0 hours by 2026-06-30  "
	"baseline: 8.0 hours on 2025-12-31\n  increments { 2026-06-30: 4.0 hours }\n}\n"
	"readings hours { 2026-05-15: 6.5 hours }\n"
	/* Watch: 200,000 of 242,857. */
	"goal year \"Year\" { owner: lee  metric: revenue  target: 650,000 USD by 2026-12-31  "
	"weight: 5 }\n"
	"readings year { 2026-05-15: 200,000 USD }\n"
	/* Unknown: nothing was read. */
	"goal silent \"Silent\" { owner: lee  metric: delay  at_most: 4 hours  weight: 0.5 }\n"
	/* On track. */
	"goal fine \"Fine\" { owner: lee  metric: revenue  target: 1,000 USD by 2026-12-31  "
	"weight: 40 }\n"
	"readings fine { 2026-05-15: 500 USD }\n"
	"initiative work \"Work\" {\n  owner: lee\n  serves: [hours, capture]\n  window: "
	"2026-01-05 .. 2026-12-18\n"
	"  milestone explained \"Explained\" { due: 2026-05-06 }\n"
	"  milestone soon \"Soon\" { due: 2026-05-29 }\n"
	"  milestone later \"Later\" { due: 2026-05-30 }\n"
	"  milestone past \"Past\" { due: 2026-02-27  done: 2026-03-19 }\n}\n"
	"milestone bare \"Bare\" { owner: lee  due: 2026-05-14 }\n"
	"root_cause why { of: work.explained  opened: 2026-05-07  owner: lee  problem: \"Late.\"  "
	"why: [\"A.\", \"B.\"] }\n"
	"action tardy \"Tardy\" { owner: lee  due: 2026-05-10 }\n"
	"action slow \"Slow\" { owner: lee  due: 2026-05-12 }\n"
	"action slower \"Slower\" { owner: lee  due: 2026-05-12 }\n"
	"action heavy \"Heavy\" { owner: lee  due: 2026-05-14  affects: [year] }\n"
	/* Raised on a Thursday; five workdays of Acme later it is Thursday 2026-05-07, of
	   Brightline Friday 2026-05-08. */
	"roadblock stuck \"Stuck\" { raised: 2026-04-30  owner: priya }\n"
	"roadblock fresh \"Fresh\" { raised: 2026-05-11  owner: priya }\n";

static void sorts_states_weights_and_gaps(void **state)
{
	static const char *const names[] = {
		"bare",				    /* missed without a cause */
		"explained", "hours", "capture",    /* missed or behind: weight 2, 1, 1 */
		"silent",			    /* unknown */
		"stuck",			    /* roadblock past its escalation day */
		"heavy", "tardy", "slow", "slower", /* overdue: weight 5; 5, 3 and 3 days late */
		"year",				    /* watch */
		"soon",				    /* due within 14 days */
		"fine", "past", "later", "fresh",   /* the rest: weight 40; 20 days late; 2; 0 */
	};
	struct fixture fixture;
	(void)state;
	load_joint(&fixture, mixed);
	kinds_t kinds = K(goal) | K(milestone) | K(action) | K(roadblock);
	expect_order(&fixture, fixture.tracked, kinds, names, sizeof names / sizeof *names);

	struct order_key hours =
		order_key_of(fixture.plan, fixture.tracked, named(&fixture, "hours"));
	struct order_key capture =
		order_key_of(fixture.plan, fixture.tracked, named(&fixture, "capture"));
	struct decimal percent;
	assert_true(ratio_percent(hours.gap_share, &percent));
	assert_int_equal(percent.coefficient, 370);
	assert_true(ratio_percent(capture.gap_share, &percent));
	assert_int_equal(percent.coefficient, 194);
	drop(&fixture);
}

static void sorts_without_a_day(void **state)
{
	/* Only weight (40, 5, 1, 1, 0.5) and name are left. */
	static const char *const names[] = {"fine", "year", "capture", "hours", "silent"};
	struct fixture fixture;
	(void)state;
	load_joint(&fixture, mixed);
	expect_order(&fixture, NULL, K(goal), names, 5);
	drop(&fixture);
}

static void expect_weight(const struct fixture *fixture, const char *name, int tenths)
{
	struct ratio weight = order_weight(fixture->plan, named(fixture, name));
	assert_int_equal(ratio_compare(weight, ratio_make(tenths, 10)), 0);
}

static void weighs_by_goals(void **state)
{
	static const char more[] =
		"objective o1 \"One\" { serves: [big] }\n"
		"priority big \"Big\" { of: acme }\n"
		"goal a \"A\" { owner: lee  metric: revenue  objective: o1  target: 1 USD  weight: "
		"2.5 }\n"
		"goal b \"B\" { owner: lee  metric: delay  objective: o1  at_most: 4 hours }\n"
		"initiative both \"Both\" {\n  owner: lee\n  serves: [a, b]\n  contributes: 1 USD "
		"to a\n"
		"  window: 2026-01-05 .. 2026-12-18\n"
		"  milestone m \"M\" { due: 2026-05-30 }\n"
		"  action twice \"Twice\" { owner: lee  due: 2026-06-01  affects: [a] }\n}\n"
		"roadblock r \"R\" { raised: 2026-05-11  owner: priya  blocks: [both.m] }\n"
		"enablement e \"E\" { type: playbook  owner: lee  audience: lee  due: 2026-06-01  "
		"via: \"Mail\"  needed_by: both }\n"
		"risk k \"K\" { owner: lee  likelihood: 1  impact: 1  response: accept  affects: "
		"[o1, a]  contingency: c }\n"
		"contingency c \"C\" { owner: lee\n  action ca \"CA\" { owner: lee  due: "
		"2026-06-01 } }\n"
		"dependency d \"D\" { from: lee  to: priya  need_by: 2026-06-01  affects: [delay] "
		"}\n"
		"fund f \"F\" { of: acme  owner: omar  amount: 10 USD  window: 2026 }\n"
		"request q \"Q\" { of: f  pays: both  expects: 1 USD to a }\n"
		"commitment t \"T\" { by: acme  to: brightline  owner: omar  due: 2026-06-01 }\n";
	struct fixture fixture;
	(void)state;
	load_joint(&fixture, more);
	expect_weight(&fixture, "a", 25);
	expect_weight(&fixture, "b", 10); /* without a weight */
	expect_weight(&fixture, "both", 35);
	expect_weight(&fixture, "m", 35);
	expect_weight(&fixture, "twice", 35); /* `a` once */
	expect_weight(&fixture, "r", 35);
	expect_weight(&fixture, "e", 35);
	expect_weight(&fixture, "k", 35);
	expect_weight(&fixture, "ca", 35);
	expect_weight(&fixture, "d", 10); /* every goal on the metric */
	expect_weight(&fixture, "q", 35);
	expect_weight(&fixture, "t", 0);
	drop(&fixture);
}

static void knows_escalation_days(void **state)
{
	static const char more[] =
		"roadblock ours \"Ours\" { raised: 2026-04-30  owner: priya }\n"
		"roadblock theirs \"Theirs\" { raised: 2026-04-30  owner: dana }\n"
		"roadblock higher \"Higher\" { raised: 2026-04-30  owner: priya  escalated: priya "
		"on 2026-05-08 }\n"
		"roadblock highest \"Highest\" { raised: 2026-04-30  owner: priya  escalated: omar "
		"on 2026-05-14 }\n"
		"roadblock dated \"Dated\" { raised: 2026-04-30  owner: priya  due: 2026-05-20 }\n"
		"roadblock over \"Over\" { raised: 2026-04-30  owner: priya  cleared: 2026-05-14 "
		"}\n";
	struct fixture fixture;
	const struct person_block *to;
	(void)state;
	load_joint(&fixture, more);
	const struct roadblock_block *ours = (const void *)named(&fixture, "ours");
	const struct roadblock_block *theirs = (const void *)named(&fixture, "theirs");
	const struct roadblock_block *higher = (const void *)named(&fixture, "higher");
	const struct roadblock_block *highest = (const void *)named(&fixture, "highest");
	const struct roadblock_block *dated = (const void *)named(&fixture, "dated");
	const struct roadblock_block *over = (const void *)named(&fixture, "over");
	assert_int_equal(roadblock_escalation_day(fixture.plan, ours, may(15), &to), may(7));
	assert_ptr_equal(&to->block, named(&fixture, "priya"));
	/* 2026-05-04 is a holiday of theirs. */
	assert_int_equal(roadblock_escalation_day(fixture.plan, theirs, may(15), NULL), may(8));
	assert_false(roadblock_is_stuck(fixture.plan, ours, may(7)));
	assert_true(roadblock_is_stuck(fixture.plan, ours, may(8)));
	assert_false(roadblock_is_stuck(fixture.plan, theirs, may(8)));
	/* The rung above, ten workdays after it was raised. */
	assert_int_equal(roadblock_escalation_day(fixture.plan, higher, may(8), &to), may(14));
	assert_ptr_equal(&to->block, named(&fixture, "omar"));
	assert_int_equal(roadblock_escalation_day(fixture.plan, higher, may(7), NULL), may(7));
	assert_int_equal(roadblock_escalation_day(fixture.plan, highest, may(15), &to), DATE_NONE);
	assert_null(to);
	assert_false(roadblock_is_stuck(fixture.plan, highest, may(30)));
	/* Its own date is still ahead. */
	assert_false(roadblock_is_stuck(fixture.plan, dated, may(20)));
	assert_true(roadblock_is_stuck(fixture.plan, dated, may(21)));
	assert_true(roadblock_is_open(over, may(13)));
	assert_false(roadblock_is_open(over, may(14)));
	assert_false(roadblock_is_stuck(fixture.plan, over, may(15)));
	drop(&fixture);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(compares_key_after_key),
		cmocka_unit_test(sorts_states_weights_and_gaps),
		cmocka_unit_test(sorts_without_a_day),
		cmocka_unit_test(weighs_by_goals),
		cmocka_unit_test(knows_escalation_days),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
