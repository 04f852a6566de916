/*
 * What the tests of the order and of the agenda share: a small plan, or any other, tracked as of
 * 2026-05-15.
 */
#ifndef TESTS_UNIT_TEST_AGENDA_H
#define TESTS_UNIT_TEST_AGENDA_H

#include "tests/unit/unit.h"

#include "compiler/emit/agenda/agenda.h"
#include "compiler/plan/project.h"

#include <string.h>

struct fixture {
	struct run run;
	struct plan *plan;
	struct tracked *tracked;
};

static inline void expect_no_findings(const struct fixture *fixture)
{
	for (uint32_t i = 0; i < fixture->run.sink.items.n; i++)
		print_error("%.*s\n", STR_ARGS(fixture->run.sink.items.items[i]->message));
	assert_int_equal(fixture->run.sink.items.n, 0);
}

static inline void track(struct fixture *fixture)
{
	assert_int_equal(fixture->run.plans.n, 1);
	fixture->plan = fixture->run.plans.items[0];
	fixture->tracked = plan_track(fixture->plan, fixture->run.as_of);
	expect_no_findings(fixture);
}

static const char agenda_frame[] =
	"plan p \"Test\" {\n  between: [acme, brightline]\n  period: 2026-01-01 .. 2026-12-31\n"
	"  currency: USD\n  status: active\n}\n"
	"party acme \"Acme\" {\n  role: vendor\n"
	"  escalation: [priya after 5 business_days, omar after 10 business_days]\n}\n"
	"party brightline \"Brightline\" {\n  role: reseller\n  calendar: their_days\n"
	"  escalation: [dana after 5 business_days]\n}\n"
	"calendar their_days { holidays: [2026-05-04] }\n"
	"person omar \"Omar Haddad\" { of: acme }\n"
	"person priya \"Priya Raman\" { of: acme }\n"
	"person dana \"Dana Whit\" { of: brightline }\n"
	"person lee \"Lee Park\" { of: brightline }\n"
	"metric revenue \"Revenue\" { means: \"Orders.\"  unit: USD  kind: flow }\n"
	"metric delay \"Delay\" { means: \"Hours.\"  unit: hour  kind: level  better: less  "
	"refresh: 1 week }\n";

/* Two parties, four people and two metrics, with `more` behind them. */
static inline void load_joint(struct fixture *fixture, const char *more)
{
	struct out text = {0};
	out_text(&text, agenda_frame);
	out_text(&text, more);
	run_init(&fixture->run, date_make(2026, 5, 15));
	run_load_text(&fixture->run, "test.pbp", ".", out_view(&text));
	out_free(&text);
	track(fixture);
}

static inline void drop(struct fixture *fixture)
{
	tracked_free(fixture->tracked);
	run_free(&fixture->run);
}

static inline const struct block *named(const struct fixture *fixture, const char *name)
{
	for (uint32_t i = 0; i < fixture->plan->blocks.n; i++) {
		const struct block *block = fixture->plan->blocks.items[i];
		if (block->name && str_is(plan_name(fixture->plan, block->name), name))
			return block;
	}
	fail_msg("no block %s", name);
	return NULL;
}

static inline date_t may(int day)
{
	return date_make(2026, 5, day);
}

static inline void expect_text(struct str text, const char *expected)
{
	if (!str_is(text, expected))
		fail_msg("'%.*s' instead of '%s'", STR_ARGS(text), expected);
}

#endif
