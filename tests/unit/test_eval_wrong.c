/* Expressions that cannot be worked out: one finding each, in the words of the plan; and those that
 * would never end. */
#include "tests/unit/unit.h"

#include "tests/unit/eval_world.h"
#include <string.h>

static void test_wrong_values(void **state)
{
	static const struct world_wrong table[] = {
		{"1 / 0", "type.overflow", "divides by zero"},
		{"5 USD / 0 USD", "type.overflow", "divides by zero"},
		{"1 / 3", "type.overflow", "held exactly"},
		{"9,000,000,000,000,000,000 * 9,000,000,000,000,000,000 * 9,000", "type.overflow",
			"too large"},
		{"9,000,000,000,000,000,000 + 9,000,000,000,000,000,000", "type.overflow",
			"held exactly"},
		{"9999-12-31 + 1 day", "type.overflow", "no such day"},
		{"2026-01-01 + 1.5 days", "type.overflow", "whole days"},
		{"1 USD + 1 lead", "type.unit",
			"an amount in USD and an amount in leads cannot be added"},
		{"1 USD + 1", "type.unit", "an amount in USD and a bare number"},
		{"100 USD + 10%", "type.unit", "a percentage"},
		{"1 USD * 1 lead", "type.unit", "cannot be multiplied"},
		{"1 lead / 1 USD", "type.unit", "cannot be divided"},
		{"5 / 1 lead", "type.unit", "cannot be divided"},
		{"1 month + 1 day", "type.unit", "in months and an amount in days"},
		{"1 hour < 1 day", "type.unit", "cannot be compared"},
		{"2026-01-01 + 5 hours", "type.unit", "a date"},
		{"2026-01-01 + 5 USD", "type.unit", "a date"},
		{"1 USD + 1 EUR", "type.currency", "USD and EUR meet"},
		{"1 USD < 1 EUR", "type.currency", "USD and EUR meet"},
		{"2026-01-01 + 2026-01-02", "type.mismatch", "a date and a date cannot be added"},
		{"\"a\" + \"b\"", "type.mismatch", "a text and a text"},
		{"2026-Q1 + 1 day", "type.mismatch", "a range of dates"},
		{"priya + 1", "type.mismatch", "a person and a bare number"},
		{"priya < dana", "type.mismatch", "a person and a person"},
		{"priya == acme", "type.mismatch", "a person and a party"},
		{"1 < \"a\"", "type.mismatch", "a bare number and a text"},
		{"2026-01-01 == 2026-Q1", "type.mismatch", "a date and a range of dates"},
		{"2026-01-01 in 1 .. 2", "type.mismatch", "a date cannot be in a range of amounts"},
		{"1 .. 2026-01-01", "type.mismatch", "the ends of a range"},
		{"- 2026-01-01", "type.mismatch", "a number; this is a date"},
		{"not 5", "type.mismatch", "this is a bare number"},
		{"5 and true", "type.mismatch", "this is a bare number"},
		{"rate.weight + 1", "type.mismatch", "`rate.weight` has no value"},
		{"sourced.latest", "type.mismatch", "on a day only"},
		{"today + 1 day", "type.mismatch", "`today` has a value on a day only"},
		{"webinars.owner", "type.mismatch", "on a day only"},
		{"it", "type.mismatch", "here is none"},
		{"judged", "type.mismatch", "`judged` is the block that a condition judges"},
		{"count(goals where owner == judged)", "type.mismatch", "here is none"},
		{"start + 1 day", "type.mismatch", "nothing here stands in one"},
		{"min(deals.value)", "type.mismatch", "has no value"},
		{"nobody", "name.unknown", "`nobody`"},
		{"nobody == 5", "name.unknown", "`nobody`"},
		{"sourced.targt", "name.unknown_field", "a goal has no field `targt`"},
		{"count(goal)", "name.unknown", "no collection `goal`"},
		{"count(gaols)", "name.unknown", "no collection `gaols`"},
		{"average(goals)", "name.unknown", "no calculation `average`"},
		{"5 foos", "name.unknown", "no unit `foos`"},
		{"sum(goals.owner)", "type.mismatch", "a person"},
		{"max(1 USD, 1 lead)", "type.mismatch", "cannot be applied"},
		{"sum(1 USD, 1 lead)", "type.unit", "cannot be added up"},
		{"sum(1 USD, 1 EUR)", "type.currency", "cannot be added up"},
		{"1 by 2026-01-01", "type.clause", "a clause"},
		{"count([1 by 2026-01-01])", "type.clause", "a clause"},
		{"wrong", "name.cycle", "wrong -> wrong"},
	};
	(void)state;
	CHECK_ALL(table, "let wrong = @\n");
}

static void test_circles(void **state)
{
	static const struct world_wrong lets = {"c + 1", "name.cycle", "b -> c -> a -> b"};
	static const struct world_wrong fields = {
		"other.target", "name.cycle", "this leads back to where it began: goal \"Other\""};
	(void)state;
	CHECK_ONE(lets, "let b = @\nlet c = a\nlet a = b * 2\nlet d = a + b\n");
	CHECK_ONE(fields,
		"goal other \"Other\" { owner: dana  metric: revenue  target: more.prior by "
		"2026-12-31 }\n"
		"goal more \"More\" { owner: dana  metric: revenue  target: 5 USD  prior: @ }\n");
}

/* A chain of lets that double: each is worked out once. */
static void test_doubling(void **state)
{
	struct world world = {0};
	struct out text = {0};
	(void)state;
	out_text(&text, "let d0 = 1\n");
	for (int i = 1; i <= 40; i++)
		out_printf(&text, "let d%d = d%d + d%d\n", i, i - 1, i - 1);
	out_char(&text, '\0');
	world_make(&world, out_view(&text).ptr);
	assert_string_equal(world_findings(&world), "");
	assert_string_equal(world_let(&world, "d40"), "1,099,511,627,776");
	out_free(&text);
	world_free(&world);
}

/* Chains deeper than any plan has end in a finding, not in a full stack. */
static void test_deep_chain(void **state)
{
	struct world world = {0};
	struct out text = {0};
	(void)state;
	for (int i = 0; i < 5000; i++) {
		out_printf(&text, "let d%d = ", i);
		out_repeat(&text, '(', 60);
		out_printf(&text, "d%d", i + 1);
		for (int k = 0; k < 60; k++)
			out_text(&text, " + 1)");
		out_char(&text, '\n');
	}
	out_text(&text, "let d5000 = 1\n");
	out_char(&text, '\0');
	world_make(&world, out_view(&text).ptr);
	assert_non_null(strstr(world_findings(&world), "syntax.too_large"));
	out_free(&text);
	world_free(&world);
}

/* Conditions over collections inside one another end after a bounded number of steps. */
static void test_bounded_steps(void **state)
{
	struct world world = {0};
	struct out text = {0};
	(void)state;
	for (int i = 0; i < 200; i++)
		out_printf(&text, "fact f%d \"F\" { value: %d leads }\n", i, i);
	out_text(&text, "let slow = any(facts where any(facts where any(facts where it.value < 0 "
			"leads)))\n");
	out_char(&text, '\0');
	world_make(&world, out_view(&text).ptr);
	assert_string_equal(world_findings(&world), "syntax.too_large");
	assert_non_null(strstr(world_messages(&world), "one after the other"));
	out_free(&text);
	world_free(&world);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_wrong_values),
		cmocka_unit_test(test_circles),
		cmocka_unit_test(test_doubling),
		cmocka_unit_test(test_deep_chain),
		cmocka_unit_test(test_bounded_steps),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
