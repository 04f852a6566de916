#include "compiler/rules/tracking_shared.h"

#define SESSION(proof)                                                                             \
	"session 2026-03-12 {\n"                                                                   \
	"  of:       operating\n"                                                                  \
	"  attended: [priya, dana]\n"                                                              \
	"  notes:    \"The first order was read out.\"\n"                                          \
	"\n"                                                                                       \
	"  win first_order \"Van der Meer, 31,200 USD\" {\n"                                       \
	"    on:    2026-03-11\n"                                                                  \
	"    by:    [lee]\n"                                                                       \
	"    " proof "\n"                                                                          \
	"  }\n"                                                                                    \
	"}\n"

static date_t day_of(const struct win_block *win)
{
	return said_on(&win->block, win->on);
}

/* The last fiscal quarter of the plan that is over; first 0: there is none, or it is the plan's
   first one. */
static struct date_range last_quarter(const struct rule_check *check)
{
	const struct plan *plan = check->plan;
	const struct calendar *calendar = &plan->calendar;
	date_t day = check->tracked->as_of < plan->last ? check->tracked->as_of : plan->last;
	struct date_range quarter =
		period_days(calendar, calendar_fiscal(calendar, PERIOD_FISCAL_QUARTER, day));
	if (quarter.last > check->tracked->as_of && quarter.first > DATE_MIN)
		quarter = period_days(calendar,
			calendar_fiscal(calendar, PERIOD_FISCAL_QUARTER, quarter.first - 1));
	return quarter.first <= plan->first ? (struct date_range){0} : quarter;
}

static bool has_win(const struct plan *plan, struct date_range days)
{
	for (uint32_t i = 0; i < plan->of_kind[KIND_win].n; i++) {
		date_t day = day_of(plan_win(plan, i));
		if (!day || (days.first <= day && day <= days.last))
			return true;
	}
	return false;
}

static void check_quarter(struct rule_check *check)
{
	const struct plan *plan = check->plan;
	struct date_range quarter = last_quarter(check);
	if (!quarter.first || has_win(plan, quarter))
		return;
	const struct block *frame = &plan->frame->block;
	struct finding *finding = rule_report(check, frame, block_span(frame),
		"no win of the quarter from %s to %s is recorded", date_text(quarter.first).text,
		date_text(quarter.last).text);
	finding_help(check->sink, finding,
		"write down what worked, in the record of the session that heard of it:");
	finding_code(check->sink, finding,
		"win \"TODO\" {\n  on:    TODO\n  by:    [TODO]\n  proof: \"TODO\"\n}");
	note_day(check, finding);
}

static void check_proofs(struct rule_check *check)
{
	const struct plan *plan = check->plan;
	for (uint32_t i = 0; i < plan->of_kind[KIND_win].n; i++) {
		const struct block *block = &plan_win(plan, i)->block;
		if (block_has(block, "proof") ||
			day_of(plan_win(plan, i)) > check->tracked->as_of || !rules_is_whole(block))
			continue;
		struct finding *finding = rule_report(check, block, block_span(block),
			"nothing shows %.*s", STR_ARGS(block_called(plan, block)));
		finding_help(check->sink, finding, "say where both can see it:");
		finding_code(check->sink, finding, "proof: \"TODO\"");
	}
}

static void check_plan(struct rule_check *check)
{
	check_quarter(check);
	check_proofs(check);
}

const struct rule rule_review_no_wins = {
	.info = {.name = "review.no_wins",
		.summary = "A quarter went by without a win, or a win has no proof",
		.explanation =
			"A plan that only lists what is late wears people out, and what worked is "
			"what others can repeat. Each quarter has a `win` in the record of a "
			"session, with `proof` of it: an order, a reference, a report. A quarter "
			"without any is worth a word as well. The plan's first quarter is left "
			"alone.",
		.bad = SESSION("about: \"The first of the new list.\""),
		.good = SESSION("proof: \"Order of 11 March in the CRM\""),
		.as_of = "2026-03-12",
		.levels = {LEVEL_OFF, LEVEL_INFO, LEVEL_INFO},
		.needs = NEEDS_DAY},
	.check = check_plan,
};
