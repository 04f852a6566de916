/* From texts to plans: what fields hold once they are decoded, worked out by hand. */
#include "tests/unit/unit.h"

#include "compiler/plan/names.h"
#include "compiler/plan/project.h"
#include <stdio.h>
#include <string.h>

static const char head[] = "plan joint \"Joint plan\" {\n"
			   "  between:  [acme, brightline]\n"
			   "  period:   2026\n"
			   "  currency: EUR\n"
			   "}\n"
			   "party acme \"Acme\" { role: vendor }\n"
			   "party brightline \"Brightline\" { role: reseller }\n"
			   "person omar \"Omar\" { of: acme }\n"
			   "person ana \"Ana\" { of: brightline }\n"
			   "metric revenue \"Revenue\" { means: \"x\"  unit: money  kind: flow }\n";

struct fixture {
	struct run run;
	struct plan *plan;
};

/* The plan of a text that stands alone, with `head` before it if it has no plan of its own. */
static void load(struct fixture *fixture, const char *text)
{
	struct out whole = {0};
	if (!strstr(text, "plan joint"))
		out_text(&whole, head);
	out_text(&whole, text);
	run_init(&fixture->run, DATE_NONE);
	run_load_text(&fixture->run, "plan.pbp", ".", out_view(&whole));
	fixture->plan = fixture->run.plans.items[0];
	out_free(&whole);
}

static void unload(struct fixture *fixture)
{
	run_free(&fixture->run);
}

static void assert_findings(const struct fixture *fixture, const char *const *names, uint32_t n)
{
	const struct sink *sink = &fixture->run.sink;
	sink_finish(
		(struct sink *)(uintptr_t)sink, (struct sources *)(uintptr_t)&fixture->run.sources);
	for (uint32_t i = 0; i < sink->items.n && i < n; i++)
		assert_string_equal(sink->items.items[i]->rule->name, names[i]);
	if (sink->items.n > n)
		fail_msg("not expected: %.*s", STR_ARGS(sink->items.items[n]->message));
	assert_int_equal(sink->items.n, n);
}

static void assert_clean(const struct fixture *fixture)
{
	assert_findings(fixture, NULL, 0);
}

static void *block(const struct fixture *fixture, enum kind kind, const char *name)
{
	const struct plan *plan = fixture->plan;
	for (uint32_t i = 0; i < plan->of_kind[kind].n; i++)
		if (str_is(plan_name(plan, plan->of_kind[kind].items[i]->name), name))
			return plan->of_kind[kind].items[i];
	fail_msg("there is no %s %s", kind_infos[kind].name, name);
	return NULL;
}

static date_t day(const char *text)
{
	date_t date = date_parse(str_from(text));
	assert_true(date);
	return date;
}

static void assert_amount(struct quantity amount, const char *number, unit_t unit)
{
	struct decimal n;
	assert_int_equal(decimal_parse(str_from(number), &n), DECIMAL_OK);
	assert_true(amount.set);
	assert_int_equal(decimal_compare(amount.n, n), 0);
	assert_int_equal(amount.unit, unit);
}

/* ---- days ---- */

static void assert_due(const struct fixture *fixture, const char *name, const char *date)
{
	const struct milestone_block *milestone = block(fixture, KIND_milestone, name);
	struct date_text due = date_text(milestone->due);
	assert_string_equal(due.text, date);
}

static void a_period_is_its_last_day_as_a_deadline_and_its_first_as_a_start(void **state)
{
	struct fixture fixture;
	(void)state;
	load(&fixture, "milestone a { owner: omar  due: 2026-Q1 }\n"
		       "milestone b { owner: omar  due: 2026-02 }\n"
		       "milestone c { owner: omar  due: 2026-W07 }\n" /* 9 to 15 February */
		       "milestone d { owner: omar  due: 2026-H1 }\n"
		       "milestone e { owner: omar  due: 2026 }\n"
		       "milestone f { owner: omar  due: FY2026-P07 }\n"
		       "milestone g { owner: omar  due: 2026-01-31 + 1 month }\n"
		       "person lee \"Lee\" { of: acme  joined: 2026-Q2  leaves: 2026-Q3 }\n"
		       "initiative i { owner: omar from 2026-Q2 until 2026-Q3  window: 2026-Q2 .. "
		       "2026-09 }\n"
		       "goal y \"Y\" { owner: omar  metric: revenue  target: 5 EUR by 2026-Q2  "
		       "prior: 4 EUR for 2025 }\n");
	assert_clean(&fixture);
	assert_due(&fixture, "a", "2026-03-31");
	assert_due(&fixture, "b", "2026-02-28");
	assert_due(&fixture, "c", "2026-02-15");
	assert_due(&fixture, "d", "2026-06-30");
	assert_due(&fixture, "e", "2026-12-31");
	assert_due(&fixture, "f", "2026-07-31");
	assert_due(&fixture, "g", "2026-02-28");
	const struct person_block *lee = block(&fixture, KIND_person, "lee");
	assert_int_equal(lee->joined, day("2026-04-01"));
	assert_int_equal(lee->leaves, day("2026-09-30"));
	const struct initiative_block *i = block(&fixture, KIND_initiative, "i");
	assert_int_equal(i->window.first, day("2026-04-01"));
	assert_int_equal(i->window.last, day("2026-09-30"));
	assert_int_equal(i->owner.items[0].from, day("2026-04-01"));
	assert_int_equal(i->owner.items[0].until, day("2026-09-30"));
	const struct goal_block *y = block(&fixture, KIND_goal, "y");
	assert_int_equal(y->target.by, day("2026-06-30"));
	assert_int_equal(y->prior.during.first, day("2025-01-01"));
	assert_int_equal(y->prior.during.last, day("2025-12-31"));
	assert_int_equal(fixture.plan->first, day("2026-01-01"));
	assert_int_equal(fixture.plan->last, day("2026-12-31"));
	unload(&fixture);
}

static void fiscal_periods_are_those_of_the_plans_calendar(void **state)
{
	static const char parties[] = "party acme \"Acme\" { role: vendor }\n"
				      "party brightline \"Brightline\" { role: reseller }\n"
				      "person omar \"Omar\" { of: acme }\n";
	struct fixture fixture;
	char text[2048];
	(void)state;
	/* The calendar stands behind its use, and the year is named by the day it ends on. */
	snprintf(text, sizeof text,
		"milestone a { owner: omar  due: FY2026-Q1 }\n"
		"milestone b { owner: omar  due: FY2026-P12 }\n"
		"plan joint \"J\" { between: [acme, brightline]  period: FY2026  currency: USD  "
		"calendar: april }\n"
		"calendar april { fiscal_year_starts: april }\n%s",
		parties);
	load(&fixture, text);
	assert_clean(&fixture);
	assert_int_equal(fixture.plan->first, day("2025-04-01"));
	assert_int_equal(fixture.plan->last, day("2026-03-31"));
	assert_due(&fixture, "a", "2025-06-30");
	assert_due(&fixture, "b", "2026-03-31");
	unload(&fixture);

	/* Weeks of 4, 4 and 5 from the Monday nearest to 1 January: 2025-12-29. */
	snprintf(text, sizeof text,
		"plan joint \"J\" { between: [acme, brightline]  period: FY2026  currency: USD  "
		"calendar: weekly }\n"
		"calendar weekly { pattern: weeks_445  year_end: nearest  week_starts: monday }\n"
		"milestone a { owner: omar  due: FY2026-P02 }\n"
		"milestone b { owner: omar  due: FY2026-Q2 }\n"
		"milestone c { owner: omar  due: FY2026-H1 }\n%s",
		parties);
	load(&fixture, text);
	assert_clean(&fixture);
	assert_int_equal(fixture.plan->first, day("2025-12-29"));
	assert_int_equal(fixture.plan->last, day("2027-01-03"));
	assert_due(&fixture, "a", "2026-02-22");
	assert_due(&fixture, "b", "2026-06-28");
	assert_due(&fixture, "c", "2026-06-28");
	unload(&fixture);
}

static void rows_hold_days_values_and_samples(void **state)
{
	struct fixture fixture;
	(void)state;
	load(&fixture, "metric rate \"Rate\" { means: \"x\"  unit: percent  kind: level }\n"
		       "readings rate {\n"
		       "  2026-Q1:    30.5% of 21\n"
		       "  2026-05-15: 31%\n"
		       "  2026:       32%\n"
		       "}\n");
	assert_clean(&fixture);
	const struct readings_block *readings = plan_readings(fixture.plan, 0);
	assert_int_equal(readings->rows.n, 3);
	const struct row *rows = readings->rows.items;
	assert_int_equal(rows[0].days.first, day("2026-01-01"));
	assert_int_equal(rows[0].days.last, day("2026-03-31"));
	assert_int_equal(rows[0].period.kind, PERIOD_QUARTER);
	assert_amount(rows[0].value, "30.5", UNIT_PERCENT);
	assert_amount(rows[0].sample, "21", UNIT_NONE);
	assert_int_equal(rows[1].days.first, day("2026-05-15"));
	assert_int_equal(rows[1].days.last, day("2026-05-15"));
	assert_int_equal(rows[1].period.kind, PERIOD_NONE);
	assert_false(rows[1].sample.set);
	assert_int_equal(rows[2].days.first, day("2026-01-01"));
	assert_int_equal(rows[2].days.last, day("2026-12-31"));
	unload(&fixture);
}

/* ---- quantities, texts, words ---- */

static void quantities_keep_their_number_and_unit(void **state)
{
	struct fixture fixture;
	unit_t usd = unit_currency(STR("USD")), eur = unit_currency(STR("EUR"));
	(void)state;
	load(&fixture,
		"fund f { of: acme  owner: omar  amount: 1.25M USD  window: 2026  reserve: "
		"5,000.50 USD  "
		"match: 12.5% by brightline  claim_within: 45 days }\n"
		"goal g \"G\" { owner: omar  metric: revenue  target: 650_000 EUR  weight: (1 + 2) "
		"* 10 / 4 }\n"
		"goal k \"K\" { owner: omar  metric: revenue  between: 20k EUR .. 30k EUR }\n"
		"unit lead \"Lead\" { many: \"leads\" }\n"
		"segment s { size: 1 lead }\n"
		"segment t { size: 1,400 leads }\n"
		"person kim \"Kim\" { of: acme  capacity: 2.5 days per 2 weeks }\n"
		"person lee \"Lee\" { of: acme  capacity: 20 hours per week }\n");
	assert_clean(&fixture);
	const struct fund_block *f = block(&fixture, KIND_fund, "f");
	assert_amount(f->amount, "1250000", usd);
	assert_amount(f->reserve, "5000.5", usd);
	assert_amount(f->match.value, "12.5", UNIT_PERCENT);
	assert_ptr_equal(f->match.by.block, block(&fixture, KIND_party, "brightline"));
	assert_int_equal(f->claim_within.unit, DURATION_DAY);
	assert_int_equal(decimal_compare(f->claim_within.n, decimal_of(45)), 0);
	assert_amount(((struct goal_block *)block(&fixture, KIND_goal, "g"))->target.value,
		"650000", eur);
	assert_amount(
		((struct goal_block *)block(&fixture, KIND_goal, "g"))->weight, "7.5", UNIT_NONE);
	const struct goal_block *k = block(&fixture, KIND_goal, "k");
	assert_amount(k->between.low, "20000", eur);
	assert_amount(k->between.high, "30000", eur);
	assert_true(goal_is_kept(k));
	const struct segment_block *s = block(&fixture, KIND_segment, "s"),
				   *t = block(&fixture, KIND_segment, "t");
	assert_true(s->size.unit >= UNIT_DECLARED_FIRST);
	assert_amount(s->size, "1", t->size.unit);
	assert_amount(t->size, "1400", s->size.unit);
	assert_int_equal(
		((struct metric_block *)block(&fixture, KIND_metric, "revenue"))->unit, eur);
	const struct person_block *kim = block(&fixture, KIND_person, "kim"),
				  *lee = block(&fixture, KIND_person, "lee");
	assert_int_equal(kim->capacity.value.unit, DURATION_DAY);
	assert_int_equal(kim->capacity.per.unit, DURATION_WEEK);
	assert_int_equal(decimal_compare(kim->capacity.per.n, decimal_of(2)), 0);
	assert_int_equal(decimal_compare(lee->capacity.per.n, decimal_of(1)), 0);
	unload(&fixture);
}

static void texts_and_words_are_what_was_written(void **state)
{
	struct fixture fixture;
	(void)state;
	load(&fixture, "person lee \"Lee \\\"P\\\" Park\" { of: acme  title: \"\\u{1F600}\"  "
		       "email: \"\"\"\n  a\n    b\n  \"\"\"  "
		       "skills: [storage, sap]  about: \"C:\\\\x\" }\n"
		       "initiative i \"Plain\" { owner: omar  window: 2026  area: market_entry  "
		       "state: on_hold on 2026-04-01 because "
		       "\"Waits.\" }\n"
		       "review r { type: operational  every: month on friday  at: 9:05 for 45 "
		       "minutes  attendees: omar  "
		       "internal: not false }\n"
		       "risk k { owner: omar  likelihood: 1  impact: 5  response: accept }\n");
	assert_clean(&fixture);
	const struct person_block *lee = block(&fixture, KIND_person, "lee");
	assert_true(str_is(lee->block.title, "Lee \"P\" Park"));
	assert_true(str_is(lee->title, "\xf0\x9f\x98\x80"));
	assert_true(str_is(lee->email, "a\n  b\n") || str_is(lee->email, "a\n  b"));
	assert_true(str_is(block_any(&lee->block)->about, "C:\\x"));
	assert_int_equal(lee->skills.n, 2);
	assert_true(str_is(plan_name(fixture.plan, lee->skills.items[1]), "sap"));
	const struct initiative_block *i = block(&fixture, KIND_initiative, "i");
	assert_true(str_is(i->block.title, "Plain"));
	assert_int_equal(i->area, area_market_entry);
	assert_int_equal(i->state.value, work_state_on_hold);
	assert_int_equal(i->state.on, day("2026-04-01"));
	assert_true(str_is(i->state.because, "Waits."));
	const struct review_block *r = block(&fixture, KIND_review, "r");
	assert_int_equal(r->every.value.unit, DURATION_MONTH);
	assert_int_equal(r->every.on, day_word_friday);
	assert_int_equal(r->at.value.hour, 9);
	assert_int_equal(r->at.value.minute, 5);
	assert_int_equal(r->at.lasting.unit, DURATION_MINUTE);
	assert_int_equal(r->internal, FLAG_TRUE);
	const struct risk_block *k = block(&fixture, KIND_risk, "k");
	assert_int_equal(k->likelihood, 1);
	assert_int_equal(k->impact, 5);
	unload(&fixture);
}

/* ---- lists ---- */

static void a_clause_behind_a_list_counts_for_each_item(void **state)
{
	struct fixture fixture;
	(void)state;
	load(&fixture, "goal g \"G\" { owner: omar  metric: revenue  target: 5 EUR }\n"
		       "amendment a {\n"
		       "  changes:   [g.target from 4 EUR to 5 EUR, g]\n"
		       "  type:      target\n"
		       "  because:   \"x\"\n"
		       "  effective: 2026-05-20\n"
		       "  approved:  [omar on 2026-05-18, ana] on 2026-05-19\n"
		       "}\n"
		       "initiative i {\n"
		       "  owner:  [omar until 2026-05-31, ana until 2026-06-30] from 2026-04-01\n"
		       "  window: 2026-Q2\n"
		       "}\n");
	assert_clean(&fixture);
	const struct amendment_block *a = block(&fixture, KIND_amendment, "a");
	assert_int_equal(a->changes.n, 2);
	assert_ptr_equal(a->changes.items[0].value.ref.block, block(&fixture, KIND_goal, "g"));
	assert_string_equal(a->changes.items[0].value.field->name, "target");
	assert_amount(a->changes.items[0].from.quantity, "4", unit_currency(STR("EUR")));
	assert_null(a->changes.items[1].value.field);
	assert_int_equal(a->approved.n, 2);
	assert_int_equal(a->approved.items[0].on, day("2026-05-18"));
	assert_int_equal(a->approved.items[1].on, day("2026-05-19"));
	const struct initiative_block *i = block(&fixture, KIND_initiative, "i");
	assert_int_equal(i->owner.n, 2);
	assert_int_equal(i->owner.items[0].from, day("2026-04-01"));
	assert_int_equal(i->owner.items[0].until, day("2026-05-31"));
	assert_int_equal(i->owner.items[1].from, day("2026-04-01"));
	assert_int_equal(i->owner.items[1].until, day("2026-06-30"));
	assert_ptr_equal(
		block_owner_on(&i->block, day("2026-06-01")), block(&fixture, KIND_person, "ana"));
	unload(&fixture);
}

static void an_item_that_cannot_be_read_leaves_a_partial_list(void **state)
{
	static const char *const findings[] = {"name.unknown", "type.mismatch"};
	struct fixture fixture;
	(void)state;
	load(&fixture, "initiative i { owner: omar  window: 2026  team: [omar, norbert, ana]  "
		       "effort: \"long\" }\n"
		       "initiative j { owner: omar  window: 2026  team: [omar, ana]  serves: [] }\n"
		       "goal g \"G\" { owner: omar  metric: revenue  scope: all }\n");
	assert_findings(&fixture, findings, 2);
	const struct initiative_block *i = block(&fixture, KIND_initiative, "i");
	assert_int_equal(i->team.n, 2);
	assert_true(i->team.partial);
	assert_true(i->block.broken);
	assert_true(block_has(&i->block, "effort"));
	assert_false(i->effort.unit);
	const struct initiative_block *j = block(&fixture, KIND_initiative, "j");
	assert_int_equal(j->team.n, 2);
	assert_false(j->team.partial);
	assert_false(j->block.broken);
	assert_true(block_has(&j->block, "serves"));
	assert_false(j->serves.all);
	assert_true(((struct goal_block *)block(&fixture, KIND_goal, "g"))->scope.all);
	unload(&fixture);
}

/* ---- updates and likes ---- */

static void lists_add_up_over_updates(void **state)
{
	struct fixture fixture;
	(void)state;
	load(&fixture, "update omar { away: 2026-W33 }\n"
		       "person lee \"Lee\" { of: acme  away: 2026-07-06 .. 2026-07-17 }\n"
		       "update lee { away: [2026-W33, 2026-W34] }\n"
		       "update lee { away: 2026-12-24 .. 2026-12-31  leaves: 2026-12-31 }\n"
		       "update joint { status: active  acknowledged: [omar, ana] on 2026-01-20 }\n"
		       "contingency kit { owner: omar  action first { due: 2026-05-01 } }\n"
		       "update kit { activated: 2026-05-15  action second { due: 2026-05-29 } }\n");
	assert_clean(&fixture);
	const struct person_block *lee = block(&fixture, KIND_person, "lee");
	assert_int_equal(lee->away.n, 4);
	assert_int_equal(lee->away.items[0].first, day("2026-07-06"));
	assert_int_equal(lee->away.items[1].first, day("2026-08-10"));
	assert_int_equal(lee->away.items[3].last, day("2026-12-31"));
	assert_int_equal(lee->leaves, day("2026-12-31"));
	assert_int_equal(((struct person_block *)block(&fixture, KIND_person, "omar"))->away.n, 1);
	assert_int_equal(fixture.plan->frame->status, plan_status_active);
	assert_int_equal(fixture.plan->frame->acknowledged.n, 2);
	assert_int_equal(fixture.plan->frame->acknowledged.items[1].on, day("2026-01-20"));
	assert_false(fixture.plan->is_draft);
	const struct contingency_block *kit = block(&fixture, KIND_contingency, "kit");
	const struct action_block *second = block(&fixture, KIND_action, "second");
	assert_int_equal(kit->activated, day("2026-05-15"));
	assert_ptr_equal(second->block.parent, kit);
	assert_ptr_equal(kit->block.first_child->next_sibling, second);
	assert_ptr_equal(block_owners(&second->block).from, kit);
	unload(&fixture);
}

static void a_copy_has_the_contract_and_its_own_children(void **state)
{
	struct fixture fixture;
	(void)state;
	load(&fixture, "initiative i \"I\" {\n"
		       "  owner:  omar\n"
		       "  window: 2026-Q1\n"
		       "  area:   sales\n"
		       "  state:  done on 2026-03-31\n"
		       "  tags:   old\n"
		       "  milestone m \"M\" { due: end - 5 days  done: 2026-03-26  proof: \"x\" }\n"
		       "  action call \"Call\" { due: 2026-03-01 }\n"
		       "}\n"
		       "initiative j \"J\" like i { window: 2026-Q2 }\n");
	assert_clean(&fixture);
	const struct initiative_block *j = block(&fixture, KIND_initiative, "j");
	assert_true(str_is(j->block.title, "J"));
	assert_int_equal(j->owner.n, 1);
	assert_int_equal(j->area, area_sales);
	assert_int_equal(j->window.first, day("2026-04-01"));
	assert_false(j->state.value);
	assert_int_equal(block_any(&j->block)->tags.n, 0);
	const struct block *child = j->block.first_child;
	assert_non_null(child);
	assert_null(child->next_sibling);
	const struct milestone_block *m = (const void *)child;
	assert_int_equal(m->due, day("2026-06-25"));
	assert_false(m->done);
	assert_null(m->proof.ptr);
	assert_true(str_is(child->title, "M"));
	assert_int_equal(fixture.plan->of_kind[KIND_milestone].n, 2);
	unload(&fixture);
}

/* ---- what belongs to a plan ---- */

static void only_std_blocks_that_are_named_join_in_the_order_of_the_text(void **state)
{
	struct fixture fixture;
	(void)state;
	load(&fixture,
		"import std.metrics\n"
		"import std.templates\n"
		"import std.calendars\n"
		"goal a \"A\" { owner: omar  metric: win_rate  at_least: 20% }\n"
		"goal b \"B\" { owner: omar  metric: std.metrics.retention  at_least: 92% }\n"
		"goal c \"C\" { owner: omar  metric: mine  at_least: 5 EUR }\n"
		"metric mine \"Mine\" like std.metrics.sourced_revenue {}\n");
	assert_clean(&fixture);
	const struct plan *plan = fixture.plan;
	/* win_rate and retention, and what they pair with; the plan's own stand first. */
	assert_true(str_is(plan_name(plan, plan_metric(plan, 0)->block.name), "revenue"));
	assert_true(str_is(plan_name(plan, plan_metric(plan, 1)->block.name), "mine"));
	assert_true(block(&fixture, KIND_metric, "win_rate") != NULL);
	assert_true(block(&fixture, KIND_metric, "retention") != NULL);
	for (uint32_t i = 0; i < plan->of_kind[KIND_metric].n; i++)
		assert_false(
			str_is(plan_name(plan, plan_metric(plan, i)->block.name), "fill_rate"));
	assert_int_equal(plan->of_kind[KIND_initiative].n, 0);
	assert_int_equal(plan->of_kind[KIND_calendar].n, 0);
	for (uint32_t i = 1; i < plan->blocks.n; i++)
		assert_true(plan->blocks.items[i - 1]->order < plan->blocks.items[i]->order);
	unload(&fixture);
}

static void a_path_goes_as_far_as_it_names_blocks(void **state)
{
	struct fixture fixture;
	uint32_t rest, condition = 0;
	(void)state;
	load(&fixture,
		"initiative i { owner: omar  window: 2026  milestone m { due: 2026-05-01 } }\n"
		"risk k { owner: omar  likelihood: 1  impact: 1  response: accept  trigger: "
		"i.m.due < today }\n");
	assert_clean(&fixture);
	const struct risk_block *k = block(&fixture, KIND_risk, "k");
	const struct file *file = k->trigger.value.file;
	condition = file_node(file, k->trigger.value.node)->child;
	struct name_scope scope = {.file = file};
	const struct block *found = names_look(fixture.plan, scope, condition, K_ANY, &rest);
	assert_ptr_equal(found, block(&fixture, KIND_milestone, "m"));
	assert_true(rest);
	assert_true(str_is(plan_name(fixture.plan, file_node(file, rest)->name), "due"));
	unload(&fixture);
}

/* ---- limits ---- */

static void a_million_blocks_are_a_plan_and_one_more_is_too_large(void **state)
{
	enum { LEN = 9 };
	struct fixture fixture;
	struct out text = {0};
	(void)state;
	for (uint32_t i = 0; i <= PLAN_BLOCKS_MAX; i++)
		out_bytes(&text, "region{}\n", LEN);
	run_init(&fixture.run, DATE_NONE);
	run_load_text(&fixture.run, "plan.pbp", ".", out_view(&text));
	fixture.plan = fixture.run.plans.items[0];
	assert_int_equal(fixture.plan->blocks.n, PLAN_BLOCKS_MAX);
	assert_int_equal(fixture.run.sink.items.n, 1);
	const struct finding *finding = fixture.run.sink.items.items[0];
	assert_string_equal(finding->rule->name, "syntax.too_large");
	assert_int_equal(finding->span.start, (uint32_t)PLAN_BLOCKS_MAX * LEN);
	out_free(&text);
	unload(&fixture);
}

static void misspelt_names_beyond_number_end_in_time(void **state)
{
	struct fixture fixture;
	struct out text = {0};
	(void)state;
	out_text(&text, head);
	for (int i = 0; i < 20000; i++)
		out_printf(&text, "resource r%d { type: tool  by: acm  substitute: r%dx }\n", i, i);
	run_init(&fixture.run, DATE_NONE);
	run_load_text(&fixture.run, "plan.pbp", ".", out_view(&text));
	assert_int_equal(fixture.run.sink.items.n, 40000);
	out_free(&text);
	unload(&fixture);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_period_is_its_last_day_as_a_deadline_and_its_first_as_a_start),
		cmocka_unit_test(fiscal_periods_are_those_of_the_plans_calendar),
		cmocka_unit_test(rows_hold_days_values_and_samples),
		cmocka_unit_test(quantities_keep_their_number_and_unit),
		cmocka_unit_test(texts_and_words_are_what_was_written),
		cmocka_unit_test(a_clause_behind_a_list_counts_for_each_item),
		cmocka_unit_test(an_item_that_cannot_be_read_leaves_a_partial_list),
		cmocka_unit_test(lists_add_up_over_updates),
		cmocka_unit_test(a_copy_has_the_contract_and_its_own_children),
		cmocka_unit_test(only_std_blocks_that_are_named_join_in_the_order_of_the_text),
		cmocka_unit_test(a_path_goes_as_far_as_it_names_blocks),
		cmocka_unit_test(a_million_blocks_are_a_plan_and_one_more_is_too_large),
		cmocka_unit_test(misspelt_names_beyond_number_end_in_time),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
