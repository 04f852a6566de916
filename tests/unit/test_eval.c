/* Values of expressions: arithmetic and units, paths, collections, tracked figures, `let`, and what
 * cannot be worked out. */
#include "tests/unit/unit.h"

#include "tests/unit/eval_world.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct expected {
	const char *expression, *value;
};

/* One plan with a `let` for every expression of a table. */
static void check_values(const struct expected *table, size_t n, const char *more)
{
	struct world world = {0};
	struct out text = {0};
	out_text(&text, more);
	for (size_t i = 0; i < n; i++)
		out_printf(&text, "let e%zu = %s\n", i, table[i].expression);
	out_char(&text, '\0');
	world_make(&world, out_view(&text).ptr);
	size_t n_wrong = strcmp(world_findings(&world), "") != 0;
	if (n_wrong)
		print_error("%s\n", world_messages(&world));
	for (size_t i = 0; i < n; i++) {
		char name[32];
		snprintf(name, sizeof name, "e%zu", i);
		const char *found = world_let(&world, name);
		if (!strcmp(found, table[i].value))
			continue;
		print_error("%s is %s, not %s\n", table[i].expression, found, table[i].value);
		n_wrong++;
	}
	out_free(&text);
	world_free(&world);
	assert_int_equal(n_wrong, 0);
}

#define CHECK_VALUES(table, more) check_values(table, sizeof table / sizeof *table, more)

static void test_literals(void **state)
{
	static const struct expected table[] = {
		{"25,000", "25,000"},
		{"1.2M USD", "1,200,000 USD"},
		{"2.50", "2.50"},
		{"12.5%", "12.5%"},
		{"3 percent", "3%"},
		{"120 leads", "120 leads"},
		{"1 lead", "1 lead"},
		{"2 weeks", "2 weeks"},
		{"\"a \\\"b\\\"\"", "\"a \"b\"\""},
		{"2026-03-31", "2026-03-31"},
		{"2026-Q2", "2026-Q2"},
		{"FY2026-P07", "FY2026-P07"},
		{"14:30", "14:30"},
		{"true", "true"},
		{"not true", "false"},
		{"[1, 2 USD, \"x\"]", "[1, 2 USD, \"x\"]"},
		{"priya", "priya"},
		{"webinars.speakers", "webinars.speakers"},
		{"2026-01-01 .. 2026-01-31", "2026-01-01 .. 2026-01-31"},
		{"2026-Q1 .. 2026-Q3", "2026-01-01 .. 2026-09-30"},
		{"10% .. 20%", "10% .. 20%"},
		{"column(\"Stage\")", "column Stage"},
	};
	(void)state;
	CHECK_VALUES(table, "");
}

static void test_arithmetic(void **state)
{
	static const struct expected table[] = {
		{"1 + 2 * 3", "7"},
		{"(1 + 2) * 3", "9"},
		{"10 - 4 - 3", "3"},
		{"-2 + 5", "3"},
		{"- (2 USD)", "-2 USD"},
		{"2.50 + 1.5", "4.00"},
		{"100 USD + 20.25 USD", "120.25 USD"},
		{"100 USD - 120 USD", "-20 USD"},
		{"3 * 4 leads", "12 leads"},
		{"4 leads * 3", "12 leads"},
		{"650,000 USD / 4", "162,500 USD"},
		{"650,000 USD / 130,000 USD", "5"},
		{"30 leads / 40 leads", "0.75"},
		{"100 / 3 * 3", "100"},
		{"10% * 650 USD", "65 USD"},
		{"650 USD * 10%", "65 USD"},
		{"50% * 50%", "25%"},
		{"2 * 10%", "20%"},
		{"10% + 2.5%", "12.5%"},
		{"65 USD / 10%", "650 USD"},
		{"30% / 60%", "0.5"},
		{"2026-01-31 + 1 month", "2026-02-28"},
		{"1 month + 2026-01-31", "2026-02-28"},
		{"2026-03-01 - 1 day", "2026-02-28"},
		{"2026-03-10 - 2 weeks", "2026-02-24"},
		{"2026-04-30 + 1 business_day", "2026-05-04"},
		{"2026-05-04 - 1 business_day", "2026-04-30"},
		{"2026-03-01 - 2026-02-01", "28 days"},
		{"2026-02-01 - 2026-03-01", "-28 days"},
		{"2 weeks + 1 week", "3 weeks"},
		{"2 weeks + 3 days", "17 days"},
		{"3 days + 2 weeks", "17 days"},
		{"1 year - 1 quarter", "3 quarters"},
		{"90 minutes + 1 hour", "150 minutes"},
		{"6 weeks / 3 weeks", "2"},
		{"10 days / 2 weeks * 7", "5"},
		{"9,000,000,000,000,000,000 + 9,000,000,000,000,000,000 - "
		 "9,000,000,000,000,000,000",
			"9,000,000,000,000,000,000"},
	};
	(void)state;
	CHECK_VALUES(table, "");
}

static void test_comparisons(void **state)
{
	static const struct expected table[] = {
		{"1 < 2", "true"},
		{"2 <= 2", "true"},
		{"2 > 2", "false"},
		{"2 >= 2.0", "true"},
		{"2 == 2.00", "true"},
		{"2 != 2", "false"},
		{"1 / 3 + 1 / 3 + 1 / 3 == 1", "true"},
		{"5 USD > 4.99 USD", "true"},
		{"2 weeks == 14 days", "true"},
		{"30 days < 1 month", "true"},
		{"31 days == 1 month", "true"},
		{"5 business_days == 7 days", "true"},
		{"90 minutes > 1 hour", "true"},
		{"2026-01-01 < 2026-01-02", "true"},
		{"2026-03-31 < 2026-Q2", "true"},
		{"2026-04-01 < 2026-Q2", "false"},
		{"2026-06-30 <= 2026-Q2", "true"},
		{"2026-07-01 > 2026-Q2", "true"},
		{"2026-Q1 < 2026-Q2", "true"},
		{"2026-Q1 == 2026-01 .. 2026-03", "true"},
		{"09:30 < 14:00", "true"},
		{"\"a\" == \"a\"", "true"},
		{"\"a\" != \"b\"", "true"},
		{"true == false", "false"},
		{"priya == priya", "true"},
		{"priya != dana", "true"},
		{"1 < 2 and 2 < 3", "true"},
		{"1 < 2 and 3 < 2", "false"},
		{"3 < 2 or 2 < 3", "true"},
		{"not (3 < 2)", "true"},
		{"3 in [1, 2, 3]", "true"},
		{"4 in [1, 2, 3]", "false"},
		{"\"b\" in [\"a\", \"b\"]", "true"},
		{"2026-05-15 in 2026-Q2", "true"},
		{"2026-07-01 in 2026-Q2", "false"},
		{"2026-07-01 in 2026", "true"},
		{"2027-07-01 in 2026", "false"},
		{"2026-05 in 2026-Q2", "true"},
		{"2026-05-15 in 2026-05-01 .. 2026-05-15", "true"},
		{"5 USD in 1 USD .. 5 USD", "true"},
		{"6 USD in 1 USD .. 5 USD", "false"},
		{"10 days in 1 week .. 2 weeks", "true"},
		{"2026-05-15 in [2026-Q1, 2026-Q2]", "true"},
	};
	(void)state;
	CHECK_VALUES(table, "");
}

static void test_paths(void **state)
{
	static const struct expected table[] = {
		{"sourced.target", "600,000 USD"},
		{"sourced.target.by", "2026-12-31"},
		{"sourced.target * 110%", "660,000 USD"},
		{"sourced.prior.for", "2025-01-01 .. 2025-12-31"},
		{"sourced.owner", "priya"},
		{"sourced.owner.of", "acme"},
		{"sourced.owner.of.role", "word vendor"},
		{"sourced.curve", "word linear"},
		{"sourced.scope", "all"},
		{"sourced.metric.unit", "word USD"},
		{"webinars.window", "2026-02-01 .. 2026-11-30"},
		{"webinars.window.end + 1 day", "2026-12-01"},
		{"webinars.budget.from.amount", "48,000 USD"},
		{"webinars.gate.by", "omar"},
		{"webinars.serves", "[sourced, rate]"},
		{"webinars.serves.metric", "[revenue, win_rate]"},
		{"webinars.tags", "[word retail, word q3]"},
		{"webinars.speakers.due", "2026-02-20"},
		{"webinars.last_one.due", "2026-11-23"},
		{"webinars.milestones",
			"[webinars.speakers, webinars.first_one, webinars.last_one]"},
		{"webinars.milestones.due", "[2026-02-20, 2026-03-19, 2026-11-23]"},
		{"booth.pays.budget", "18,000 USD"},
		{"booth.approved.on", "2026-02-10"},
		{"lee.capacity.per", "1 week"},
		{"dana.away.start", "[2026-05-11]"},
		{"joint.status", "word draft"},
		{"weekly.every", "1 week"},
		{"weekly.covers", "all"},
		{"leave.likelihood + leave.impact", "7"},
		{"portal.window.start", "2026-04-01"},
	};
	(void)state;
	CHECK_VALUES(table, "");
}

static void test_collections(void **state)
{
	static const struct expected table[] = {
		{"count(goals)", "3"},
		{"count(goals where weight > 1)", "1"},
		{"count(goals where metric == revenue)", "1"},
		{"count(goals where it.metric.kind == level)", "1"},
		{"count(requests)", "3"},
		{"count(requests.approved)", "2"},
		{"sum(requests.approved)", "9,500.25 USD"},
		{"sum(requests.approved where approved > 5,000 USD)", "7,000 USD"},
		{"sum(requests.spent)", "0 USD"},
		{"sum(goals.weight) + 1", "4"},
		{"48,000 USD - sum(requests.spent)", "48,000 USD"},
		{"min(requests.asked)", "1,000 USD"},
		{"max(requests.asked)", "9,000 USD"},
		{"max(3, 7, 5)", "7"},
		{"min(2 weeks, 10 days)", "10 days"},
		{"max(webinars.milestones.due)", "2026-11-23"},
		{"sum(1 USD, 2 USD)", "3 USD"},
		{"any(goals where weight > 1)", "true"},
		{"any(goals where weight > 9)", "false"},
		{"all(goals where has owner)", "true"},
		{"all(goals where has weight)", "false"},
		{"all(deals where value > 1 USD)", "true"},
		{"any(deals)", "false"},
		{"any(goals)", "true"},
		{"any([false, true])", "true"},
		{"all([false, true])", "false"},
		{"count(people where it.of == brightline)", "2"},
		{"count(people where level == executive)", "1"},
		{"count(initiatives where area in [marketing, sales])", "1"},
		{"count(initiatives where retail in tags)", "1"},
		{"count(initiatives where sourced in serves)", "1"},
		{"count(initiatives where budget.from == mdf)", "1"},
		{"count(initiatives where any(it.milestones where due > 2026-06-01))", "1"},
		{"any(goals where any(initiatives where count(it.milestones) == 3))", "true"},
		{"priya in goals.owner", "true"},
		{"omar in goals.owner", "false"},
		{"count(webinars.serves)", "2"},
		{"count(webinars.tags)", "2"},
		{"sourced in weekly.covers", "true"},
	};
	(void)state;
	CHECK_VALUES(table, "");
}

static void test_has(void **state)
{
	static const struct expected table[] = {
		{"has sourced.weight", "true"},
		{"has rate.weight", "false"},
		{"not has rate.weight", "true"},
		{"has sourced.target.by", "true"},
		{"has booth.approved.by", "true"},
		{"has mailing.approved.by", "false"},
		{"has talk.approved", "false"},
		{"has webinars.speakers.done", "true"},
		{"has webinars.speakers.owner", "false"},
		{"has webinars.first_one.owner", "true"},
		{"has leave.trigger", "true"},
		{"has leave.event", "false"},
		{"has webinars.serves", "true"},
		{"has webinars.needs", "false"},
		{"has deals", "false"},
		{"has webinars.milestones", "true"},
		{"has portal.milestones", "false"},
		{"has sourced.curve", "false"},
		/* a missing value makes a comparison false, whichever way it is written */
		{"rate.weight > 1", "false"},
		{"rate.weight <= 1", "false"},
		{"rate.weight != 1", "false"},
		{"not (rate.weight > 1)", "true"},
	};
	(void)state;
	CHECK_VALUES(table, "");
}

static void test_lets(void **state)
{
	static const struct expected table[] = {
		{"third", "3"},
		{"third * 2", "6"},
		{"team", "[priya, dana]"},
		{"dana in team", "true"},
		{"lee in team", "false"},
		{"count(team)", "2"},
		{"team.of", "[acme, brightline]"},
		{"span.start", "2026-02-01"},
	};
	(void)state;
	CHECK_VALUES(table, "let third = second + 1\nlet second = first * 2\nlet first = 1\n"
			    "let team = priya, dana\nlet span = webinars.window\n");
}

/* 1 USD is 1.25 CAD: 100 CAD are 80 USD. */
static void test_rates(void **state)
{
	static const struct expected table[] = {
		{"20 USD + 100 CAD", "100 USD"},
		{"100 CAD + 20 USD", "125 CAD"},
		{"100 CAD - 20 USD", "75 CAD"},
		{"100 CAD > 79.99 USD", "true"},
		{"100 CAD == 80 USD", "true"},
		{"100 CAD / 40 USD", "2"},
		{"90 USD in 100 CAD .. 200 CAD", "true"},
		{"sum(20 USD, 100 CAD)", "100 USD"},
		{"max(90 USD, 100 CAD)", "90 USD"},
		{"1 EUR < 1.11 USD", "true"},
		{"1 EUR > 1.09 USD", "true"},
	};
	(void)state;
	/* of two rates the newer one counts */
	CHECK_VALUES(table, "rate usd_cad { of: 1.25 CAD per USD on 2026-01-01 }\n"
			    "rate usd_eur { of: 1.10 USD per EUR on 2026-02-01 }\n"
			    "rate eur_old { of: 1.30 USD per EUR on 2025-02-01 }\n");
}

/* What a template says about its window counts in the window of the block that is like it. */
static void test_template(void **state)
{
	static const struct expected table[] = {
		{"spring.kickoff.due", "2026-03-15"},
		{"spring.wrap.due", "2026-05-25"},
		{"plain.kickoff.due", "2026-06-15"},
	};
	(void)state;
	CHECK_VALUES(table, "template initiative series {\n"
			    "  milestone kickoff \"Kickoff\" { due: start + 14 days }\n"
			    "  milestone wrap \"Wrap\" { due: end - 5 business_days }\n"
			    "}\n"
			    "initiative spring \"Spring\" like series { owner: lee  serves: [rate] "
			    " window: 2026-03-01 .. 2026-06-01 }\n"
			    "initiative plain \"Plain\" like series { owner: lee  serves: [rate]  "
			    "window: 2026-06 }\n");
}

/* Last year's plan is read under its alias; its figures are those of its last day. */
static void test_imported_plan(void **state)
{
	static const char before[] =
		"plan last \"L\" { between: [acme]  period: 2025-01-01 .. 2025-12-31  currency: "
		"USD }\n"
		"party acme \"Acme\" { role: vendor }\nperson priya \"P\" { of: acme }\n"
		"metric revenue \"R\" { means: \"R\"  unit: USD  kind: flow  better: more }\n"
		"goal sourced \"S\" { owner: priya  metric: revenue  target: 500 USD by 2025-12-31 "
		"}\n"
		"readings sourced { 2025-06-30: 200 USD  2025-12-31: 410.50 USD }\n";
	static const char now[] =
		"import \"last.pbp\" as fy25\n"
		"plan now \"N\" { between: [zeta]  period: 2026-01-01 .. 2026-12-31  currency: USD "
		"}\n"
		"party zeta \"Z\" { role: vendor }\nperson zoe \"Z\" { of: zeta }\n"
		"metric income \"R\" { means: \"R\"  unit: USD  kind: flow  better: more }\n"
		"goal more \"M\" { owner: zoe  metric: income  target: fy25.sourced.target * 120% "
		"by 2026-12-31\n"
		"  prior: fy25.sourced.latest for 2025 }\n"
		"let past = fy25.sourced.latest\nlet aim = more.target\n";
	char folder[] = "/tmp/pbp-eval-XXXXXX", path[64];
	const char *reason;
	struct world world = {0};
	(void)state;
	assert_non_null(mkdtemp(folder));
	snprintf(path, sizeof path, "%s/last.pbp", folder);
	assert_null(file_write(path, str_from(before)));
	snprintf(path, sizeof path, "%s/now.pbp", folder);
	assert_null(file_write(path, str_from(now)));
	run_init(&world.run, DATE_NONE);
	assert_true(run_load_path(&world.run, path, &reason));
	world.plan = world.run.plans.items[0];
	assert_string_equal(world_messages(&world), "");
	assert_string_equal(world_let(&world, "past"), "410.50 USD");
	assert_string_equal(world_let(&world, "aim"), "600 USD");
	const struct goal_block *more = (const void *)world_block(&world, "more");
	assert_string_equal(quantity_text(world.plan, more->prior.value).ptr, "410.50 USD");
	run_free(&world.run);
	assert_int_equal(unlink(path), 0);
	snprintf(path, sizeof path, "%s/last.pbp", folder);
	assert_int_equal(unlink(path), 0);
	assert_int_equal(rmdir(folder), 0);
}

/* ---- on a day ---- */

struct condition {
	const char *text;
	bool holds;
};

static void check_conditions(
	const struct condition *table, size_t n, const char *kind, const char *judged)
{
	struct world world = {0};
	struct out text = {0};
	for (size_t i = 0; i < n; i++)
		out_printf(&text, "rule r%zu \"R\" { for: %s  require: %s }\n", i, kind,
			table[i].text);
	out_char(&text, '\0');
	world_make(&world, out_view(&text).ptr);
	size_t n_wrong = strcmp(world_findings(&world), "") != 0;
	if (n_wrong)
		print_error("%s\n", world_messages(&world));
	for (size_t i = 0; i < n; i++) {
		const struct rule_block *rule = plan_rule(world.plan, (uint32_t)i);
		struct eval eval = {.plan = world.plan,
			.file = rule->require.file,
			.block = world_block(&world, judged),
			.tracked = world.tracked,
			.arena = &world.plan->arena};
		if (eval_condition(&eval, rule->require.node) != table[i].holds) {
			print_error("%s is %s\n", table[i].text, table[i].holds ? "false" : "true");
			n_wrong++;
		}
		/* without a day none of these is known; the rest is covered above */
		eval.tracked = NULL;
		(void)eval_condition(&eval, rule->require.node);
	}
	out_free(&text);
	world_free(&world);
	assert_int_equal(n_wrong, 0);
}

#define CHECK_CONDITIONS(table, kind, judged)                                                      \
	check_conditions(table, sizeof table / sizeof *table, kind, judged)

/* 75,000.50 of 100,000 USD expected on 30 April: a pace of 75.0005%. */
static void test_figures(void **state)
{
	static const struct condition table[] = {
		{"it == sourced", true},
		{"latest == 75,000.50 USD", true},
		{"it.latest == revenue.latest", true}, /* the metric has no readings of its own */
		{"expected == 100,000 USD", true},
		{"gap == 24,999.50 USD", true},
		{"pace > 75%", true},
		{"pace == 75%", false},
		{"pace < 75.001%", true},
		{"attainment > 12.5%", true},
		{"attainment < 12.501%", true},
		{"status == watch", true},
		{"status != behind", true},
		{"status in [watch, behind]", true},
		{"watch == status", true},
		{"projection > 450,000 USD", true},
		{"rate.status == on_track", true},
		{"win_rate.latest == 30%", true},
		{"silent.latest > 0 leads", false},
		{"not has silent.latest", true},
		{"has latest", true},
		{"today == 2026-05-15", true},
		{"today in 2026-Q2", true},
		{"target.by - today == 230 days", true},
		{"count(goals where status == watch) == 1", true},
		{"any(goals where it.status == on_track)", true},
		{"min(goals.pace) > 75%", true},
		{"max(goals.pace) > 100%", true},
		{"owner == priya", true},
		{"owner.of == acme", true},
		{"it.with == dana", true},
		{"weight in 1 .. 5", true},
		{"today in dana.away", true},
	};
	(void)state;
	CHECK_CONDITIONS(table, "goal", "sourced");
}

static void test_work(void **state)
{
	static const struct condition table[] = {
		/* lee owned it until the end of April */
		{"owner == dana", true},
		{"owner == lee", false},
		{"owner.from == 2026-05-01", true},
		{"it.status == missed", true}, /* first_one was due in March */
		{"portal.status == unknown", true},
		{"webinars.speakers.status == done", true},
		{"webinars.first_one.status == missed", true},
		{"webinars.last_one.status == behind", true},
		{"webinars.first_one.owner == dana", true},
		{"webinars.speakers.owner == dana", true}, /* the initiative's owner */
		{"area == marketing", true},
		{"marketing == area", true},
		{"area != sales", true},
		{"area in [marketing, sales]", true},
		{"budget > 17,999.99 USD", true},
		{"budget.from == mdf", true},
		{"has budget.from and budget.from.owner == priya", true},
		{"start == 2026-02-01 and end == 2026-11-30", true},
		{"today in window", true},
		{"rate in serves", true},
		{"silent in serves", false},
		{"retail in tags", true},
		{"cheap in tags", false},
		{"effort <= 2 weeks", true},
		{"count(it.milestones where status == missed) == 1", true},
		{"all(serves where has owner)", true},
		{"any(serves where status == on_track)", true},
		{"sum(requests.approved where pays == webinars) < budget", true},
		/* `it` is the request, `judged` the initiative */
		{"sum(requests.approved where pays == judged) == 9,500.25 USD", true},
		{"count(requests where pays == judged and asked > 5,000 USD) == 1", true},
		{"judged == webinars and judged.area == marketing", true},
		{"count(goals where it in judged.serves) == 2", true},
		{"any(goals where any(initiatives where it == judged and area == marketing))",
			true},
		{"count(initiatives where it != judged) == 1", true},
	};
	(void)state;
	CHECK_CONDITIONS(table, "initiative", "webinars");
}

/* ---- rows of a feed ---- */

static struct str cell(const void *context, struct str name)
{
	static const char *const row[][2] = {{"Stage", "Won "}, {"Amount", "$1,250.00"},
		{"Count", "1,250"}, {"Day", "2026-03-05"}, {"Empty", ""}};
	(void)context;
	for (size_t i = 0; i < sizeof row / sizeof *row; i++)
		if (str_is(name, row[i][0]))
			return str_from(row[i][1]);
	return (struct str){NULL, 0};
}

static void test_columns(void **state)
{
	static const struct condition table[] = {
		{"column(\"Stage\") == \"Won\"", true},
		{"column(\"Stage\") != \"Won\"", false},
		{"column(\"Stage\") in [\"Open\", \"Won\"]", true},
		{"column(\"Stage\") in [\"Open\", \"Lost\"]", false},
		{"column(\"Amount\") > 1,000 USD", true},
		{"column(\"Count\") == 1250", true},
		{"column(\"Amount\") in 1 USD .. 2,000 USD", true},
		{"column(\"Stage\") > 5", false},
		{"column(\"Stage\") < 5", false},
		{"column(\"Day\") in 2026-Q1", true},
		{"column(\"Day\") >= 2026-03-06", false},
		{"column(\"Empty\") == \"\"", true},
		{"column(\"Empty\") > 0", false},
		{"column(\"None\") == \"x\"", false},
		{"not (column(\"Stage\") == \"Lost\") and column(\"Day\") < 2026-04-01", true},
	};
	struct eval_columns columns = {cell, NULL};
	struct world world = {0};
	struct out text = {0};
	(void)state;
	for (size_t i = 0; i < sizeof table / sizeof *table; i++)
		out_printf(&text,
			"feed f%zu \"F\" { file: \"none.csv\"  into: sourced  date: "
			"column(\"Day\")  count: true  where: %s }\n",
			i, table[i].text);
	out_char(&text, '\0');
	world_make(&world, out_view(&text).ptr);
	size_t n_wrong = 0;
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		const struct feed_block *feed = plan_feed(world.plan, (uint32_t)i);
		n_wrong += feed->block.broken;
		struct eval eval = {.plan = world.plan,
			.file = feed->where.file,
			.columns = &columns,
			.arena = &world.plan->arena};
		if (eval_condition(&eval, feed->where.node) != table[i].holds) {
			print_error("%s is %s\n", table[i].text, table[i].holds ? "false" : "true");
			n_wrong++;
		}
	}
	out_free(&text);
	world_free(&world);
	assert_int_equal(n_wrong, 0);
}

static void test_called(void **state)
{
	struct value date = {.kind = VALUE_DATE}, text = {.kind = VALUE_TEXT};
	struct value money = {
		.kind = VALUE_QUANTITY, .quantity = {.unit = unit_currency(STR("USD"))}};
	(void)state;
	assert_string_equal(value_called(&date), "a date");
	assert_string_equal(value_called(&text), "a text");
	assert_string_equal(value_called(&money), "an amount of money");
}

/* Every field of every block of the plan can be read as a value. */
static void test_every_field(void **state)
{
	struct world world = {0};
	(void)state;
	world_make(&world, "");
	struct eval eval = {.plan = world.plan, .arena = &world.plan->arena};
	uint32_t n = 0;
	for (uint32_t i = 0; i < world.plan->blocks.n; i++) {
		struct block *block = world.plan->blocks.items[i];
		for (uint8_t k = 0; k < kind_infos[block->kind].n_fields; k++) {
			const struct field_info *field = &kind_infos[block->kind].fields[k];
			struct value value = field_value(&eval, block, field);
			bool stated = block_has(block, field->name);
			if (stated != (value.kind != VALUE_NONE))
				fail_msg("%s.%s", kind_infos[block->kind].name, field->name);
			n += stated;
		}
	}
	assert_true(n > 80);
	const struct block *webinars = world_block(&world, "webinars");
	const struct field_info *serves = schema_field(
		&world.run.schema, KIND_initiative, intern_find(&world.run.intern, STR("serves")));
	assert_string_equal(
		world_value(&world, field_value(&eval, webinars, serves)), "[sourced, rate]");
	world_free(&world);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_literals),
		cmocka_unit_test(test_arithmetic),
		cmocka_unit_test(test_comparisons),
		cmocka_unit_test(test_paths),
		cmocka_unit_test(test_collections),
		cmocka_unit_test(test_has),
		cmocka_unit_test(test_lets),
		cmocka_unit_test(test_rates),
		cmocka_unit_test(test_template),
		cmocka_unit_test(test_imported_plan),
		cmocka_unit_test(test_figures),
		cmocka_unit_test(test_work),
		cmocka_unit_test(test_columns),
		cmocka_unit_test(test_called),
		cmocka_unit_test(test_every_field),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
