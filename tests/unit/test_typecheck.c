/* Conditions that can never be judged are reported when the plan is read, once, where they are
 * written. */
#include "tests/unit/unit.h"

#include "tests/unit/eval_world.h"
#include <string.h>

static const char of_risk[] = "risk bad \"Bad\" { owner: omar  likelihood: 3  impact: 4  response: "
			      "avoid  trigger: @ for 2 weeks }\n";

static void test_right(void **state)
{
	static const struct world_wrong table[] = {
		{"sourced.latest < 1 USD", "", ""},
		{"likelihood > 2 and impact >= 4", "", ""},
		{"it.response == avoid", "", ""},
		{"not has webinars.speakers.done and today > 2026-04-30", "", ""},
		{"sourced.gap > 4,000 USD or sourced.pace < 70%", "", ""},
		{"any(goals where status in [behind, missed])", "", ""},
		{"all(goals where has owner)", "", ""},
		{"all(initiatives where all(it.milestones where has owner))", "", ""},
		{"count(requests where approved.on < today) > 2", "", ""},
		{"webinars.owner == dana", "", ""},
		{"webinars.owner in [dana, lee]", "", ""},
		{"today in dana.away", "", ""},
		{"joint.status == active", "", ""},
		{"sum(requests.approved) <= mdf.amount", "", ""},
		{"max(initiatives.window.end) > 2026-06-30", "", ""},
		{"webinars.speakers.due - today < 2 weeks", "", ""},
		{"retail in webinars.tags", "", ""},
		{"win_rate.latest in 10% .. 90%", "", ""},
		{"has leave.trigger", "", ""},
	};
	(void)state;
	CHECK_ALL(table, of_risk);
}

static void test_wrong(void **state)
{
	static const struct world_wrong table[] = {
		{"likelihood", "type.mismatch", "this is a bare number"},
		{"owner", "type.mismatch", "this is a person"},
		{"\"yes\"", "type.mismatch", "this is a text"},
		{"closed and has owner", "type.mismatch", "this is a date"},
		{"not owner", "type.mismatch", "this is a person"},
		{"severity > 3", "name.unknown", "`severity`"},
		{"likelyhood > 3", "name.unknown_field", "a risk has no field `likelyhood`"},
		{"it.severity > 3", "name.unknown_field", "a risk has no field `severity`"},
		{"sourced.latst > 3 USD", "name.unknown_field", "a goal has no field `latst`"},
		{"nobody.latest > 3 USD", "name.unknown", "`nobody.latest`"},
		{"sourced.latest > 3 leads", "type.unit",
			"an amount in USD and an amount in leads"},
		{"revenue.latest > 3", "type.unit", "an amount in USD and a bare number"},
		{"sourced.pace > 3", "type.unit", "a percentage and a bare number"},
		{"win_rate.latest > 5 USD", "type.unit", "a percentage and an amount in USD"},
		{"sourced.gap > 3 EUR", "type.currency", "USD and EUR"},
		{"mdf.amount > 3 leads", "type.unit", "in leads"},
		{"sum(requests.approved) > 3", "type.unit", "an amount of money and a bare number"},
		{"today > 5 USD", "type.mismatch", "a date and an amount in USD"},
		{"today + 5 leads > 2026-01-01", "type.unit", "a date"},
		{"sourced.target.by > 5 USD", "type.mismatch", "a date and an amount in USD"},
		{"response == avoidd", "type.not_in_list",
			"`avoidd` is none of the words of `response`"},
		{"sourced.status == late", "type.not_in_list", "`late`"},
		{"sourced.status in [late, behind]", "type.not_in_list", "`late`"},
		{"any(goals where status == late)", "type.not_in_list", "`late`"},
		{"response == \"avoid\"", "type.mismatch", "a word and a text"},
		{"owner == acme", "type.mismatch", "a person and a party cannot be compared"},
		{"owner == nobody", "name.unknown", "no person `nobody`"},
		{"owner in [omar, nobody]", "name.unknown", "no person `nobody`"},
		{"webinars.serves == sourced", "type.mismatch", "a list of goals"},
		{"omar in webinars.serves", "type.mismatch",
			"a person cannot be in a list of goals"},
		{"count(gaols) > 1", "name.unknown", "no collection `gaols`"},
		{"count(omar) > 1", "type.mismatch", "this is a person"},
		{"sum(goals) > 1", "type.mismatch", "this is a list of goals"},
		{"sum(goals.owner) > 1", "type.mismatch", "this is a list of people"},
		{"all(goals)", "type.mismatch", "`all` wants a condition"},
		{"any(goals where weight)", "type.mismatch", "this is a bare number"},
		{"any(goals where likelihood > 3)", "name.unknown", "`likelihood`"},
		{"any(sourced.target where it.by > today)", "type.mismatch",
			"`where` picks from a collection"},
		{"average(goals.weight) > 1", "name.unknown", "no calculation `average`"},
		{"column(\"Stage\") == \"Won\"", "type.mismatch", "rows of a feed"},
		{"start < today", "type.mismatch", "nothing here stands in one"},
		{"leave.trigger", "type.mismatch", "a condition of its own"},
		{"today.year == 2026", "type.mismatch", "a date has nothing called `year`"},
		{"1 / 0 > 2", "type.overflow", "divides by zero"},
		{"2026-01-01 + 5 USD < today", "type.unit", "a date"},
		{"today in 2026-06-30 .. 2026-01-01", "type.range_reversed", "before it begins"},
		{"today in 2025-W53", "type.period", "2025-W53"},
		{"sourced.latest > 3 foos", "name.unknown", "no unit `foos`"},
		{"5 in 2026-Q1", "type.mismatch", "a bare number cannot be in a range of dates"},
		{"any(goals where any(goals where any(goals where any(goals where weight > 1))))",
			"syntax.too_large", "`where` stands inside `where`"},
		{"a.b.c.d.e.f.g.h.i.j.k.l.m.n.o.p.q == 1", "syntax.too_large",
			"a path of more than 16 names"},
	};
	(void)state;
	CHECK_ALL(table, of_risk);
}

static void test_rules(void **state)
{
	static const struct world_wrong right[] = {
		{"has budget.from", "", ""},
		{"budget > 0 USD and area == marketing", "", ""},
		{"owner.of == acme", "", ""},
		{"start < end", "", ""},
		{"it.with != owner", "", ""},
		{"count(it.milestones) > 2", "", ""},
		{"status != missed", "", ""},
		{"milestones_at_least > 2", "name.unknown", "`milestones_at_least`"},
		{"budget > 0", "type.unit", "an amount of money and a bare number"},
		{"area == markting", "type.not_in_list", "`markting`"},
		{"speakers.due < today", "name.unknown", "`speakers.due`"},
	};
	static const struct world_wrong twice = {
		"target > 1", "name.unknown name.unknown", "`target`"};
	static const struct world_wrong unknown_kind = {
		"nothing > 1", "name.unknown_kind", "no kind `initative`"};
	(void)state;
	CHECK_ALL(right, "rule own \"Own\" { for: initiative  require: @ }\n");
	CHECK_ONE(
		twice, "rule own \"Own\" { for: initiative  when: target > 2 USD  require: @ }\n");
	CHECK_ONE(unknown_kind, "rule own \"Own\" { for: initative  require: @ }\n");
}

static void test_feeds(void **state)
{
	static const struct world_wrong table[] = {
		{"column(\"Stage\") == today", "type.mismatch", "reads rows"},
		{"sourced.latest > 5 USD", "type.mismatch", "reads rows"},
		{"column(\"Stage\") < \"Won\"", "type.mismatch", "a column and a text"},
		{"column(\"Stage\")", "type.mismatch", "this is a column"},
		{"column(Stage) == \"Won\"", "type.mismatch", "named by its header"},
		{"column(\"Stage\") == Won", "name.unknown", "`Won`"},
		{"column(\"Stage\") in [\"Won\", true]", "type.mismatch", "true or false"},
		{"it.file == \"x\"", "type.mismatch", "here is none"},
	};
	(void)state;
	CHECK_ALL(table, "feed f \"F\" { file: \"none.csv\"  into: sourced  date: column(\"Day\")  "
			 "count: true  where: @ }\n");
}

static void test_formulas(void **state)
{
	static const struct world_wrong table[] = {
		{"revenue * win_rate / 100", "", ""},
		{"-revenue + quiet * factor - 2", "", ""},
		{"revenue * 12 USD", "type.unit", "bare numbers"},
		{"revenue * 50%", "type.unit", "bare numbers"},
		{"revenue * price", "type.unit", "bare numbers"},
		{"revenue > 5", "type.mismatch", "arithmetic over metrics"},
		{"sum(goals.weight)", "type.mismatch", "arithmetic over metrics"},
		{"revenue.latest * 2", "type.mismatch", "more than the name of a metric"},
		{"sourced * 2", "name.wrong_kind", "a metric is wanted"},
		{"revenu * 2", "name.unknown", "no metric `revenu`"},
		{"made * 2", "name.cycle", "made -> made"},
	};
	static const struct world_wrong circle = {
		"third", "name.cycle", "first -> second -> third -> first"};
	(void)state;
	CHECK_ALL(table,
		"metric made \"Made\" { means: \"Made\"  unit: USD  kind: flow  equals: @ }\n"
		"let factor = 3\nlet price = 3 USD\n");
	CHECK_ONE(circle,
		"metric first \"1\" { means: \"1\"  unit: USD  kind: flow  equals: second }\n"
		"metric second \"2\" { means: \"2\"  unit: USD  kind: flow  equals: 2 * @ }\n"
		"metric third \"3\" { means: \"3\"  unit: USD  kind: flow  equals: first + revenue "
		"}\n"
		"metric fourth \"4\" { means: \"4\"  unit: USD  kind: flow  equals: first + second "
		"}\n");
}

static void test_other_conditions(void **state)
{
	static const struct world_wrong tier = {
		"sourced.latest >= 8 leads", "type.unit", "in leads"};
	static const struct world_wrong assumption = {
		"revenue.latst < 5%", "name.unknown_field", "a metric"};
	(void)state;
	CHECK_ONE(tier, "tier gold \"Gold\" { requires: [sourced.latest > 1 USD, @] }\n");
	CHECK_ONE(assumption, "assumption a \"A\" { owner: omar  holds_while: @ }\n");
}

/* A library alone does not know what its importer declares; what it says about its own kinds is
 * checked. */
static void test_library(void **state)
{
	static const char text[] =
		"rule own \"Own\" { for: goal  require: owner == somebody and others.latest > 5 "
		"widgets }\n"
		"rule bad \"Bad\" { for: goal  require: owenr == somebody or weight == \"x\" }\n"
		"let x = others.target * 2\n";
	struct run run;
	(void)state;
	run_init(&run, DATE_NONE);
	run_load_text(&run, "library.pbp", "/nonexistent", str_from(text));
	sink_finish(&run.sink, &run.sources);
	assert_int_equal(run.sink.items.n, 1);
	assert_ptr_equal(run.sink.items.items[0]->rule, &finding_type_mismatch);
	run_free(&run);
}

/* Names of a standard library that only a condition speaks of. */
static void test_std(void **state)
{
	static const char text[] =
		"import std.metrics\nimport std.units\n"
		"plan joint \"J\" { between: [acme]  period: 2026-01-01 .. 2026-12-31  currency: "
		"USD  tier: gold }\n"
		"party acme \"Acme\" { role: vendor }\n"
		"tier gold \"Gold\" { requires: [std.metrics.certified_people.latest >= 5 people, "
		"std.metrics.retention.latest > 5 USD] }\n";
	struct run run;
	(void)state;
	run_init(&run, DATE_NONE);
	run_load_text(&run, "plan.pbp", "/nonexistent", str_from(text));
	sink_finish(&run.sink, &run.sources);
	assert_int_equal(run.sink.items.n, 1);
	assert_ptr_equal(run.sink.items.items[0]->rule, &finding_type_unit);
	run_free(&run);
}

/* A formula of every metric on the one before, deeper than any plan. */
static void test_deep_formulas(void **state)
{
	struct world world = {0};
	struct out text = {0};
	(void)state;
	for (int i = 0; i < 2000; i++)
		out_printf(&text,
			"metric m%d \"M\" { means: \"M\"  unit: USD  kind: flow  equals: m%d + m%d "
			"}\n",
			i, i + 1, i + 1);
	out_text(&text, "metric m2000 \"M\" { means: \"M\"  unit: USD  kind: flow }\n");
	out_char(&text, '\0');
	world_make(&world, out_view(&text).ptr);
	assert_non_null(strstr(world_findings(&world), "syntax.too_large"));
	out_free(&text);
	world_free(&world);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_right),
		cmocka_unit_test(test_wrong),
		cmocka_unit_test(test_rules),
		cmocka_unit_test(test_feeds),
		cmocka_unit_test(test_formulas),
		cmocka_unit_test(test_other_conditions),
		cmocka_unit_test(test_library),
		cmocka_unit_test(test_std),
		cmocka_unit_test(test_deep_formulas),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
