#include "compiler/rules/money_shared.h"

#define EXAMPLE(middle)                                                                            \
	"fund mdf \"Joint marketing fund\" {\n"                                                    \
	"  of:     acme\n"                                                                         \
	"  owner:  priya\n"                                                                        \
	"  amount: 48,000 USD\n"                                                                   \
	"  window: 2026-01-01 .. 2026-12-31\n"                                                     \
	"}\n"                                                                                      \
	"\n"                                                                                       \
	"activity booth \"Trade-show booth\" {\n"                                                  \
	"  owner:  dana\n"                                                                         \
	"  window: 2026-03-23 .. 2026-03-26\n"                                                     \
	"}\n"                                                                                      \
	"\n"                                                                                       \
	"request booth_money \"Trade-show booth\" {\n" middle "}\n"

static const struct rule_setting settings[] = {
	{"funding.start_before_approval", 30, RULE_DAYS,
		"how long before its start work needs an approved request"},
	{0}};

/* What requests say about one piece of work. */
struct paid {
	date_t approved; /* the first approval that is known by the day; DATE_NONE: none */
	bool has_request;
};

struct payments {
	struct map of; /* the work, and the initiative that it is a part of -> its place, + 1 */
	VEC(struct paid) items;
};

static struct paid *payment_of(struct payments *payments, const struct block *work)
{
	uint32_t *place = map_put(&payments->of, rules_key(work), NULL);
	if (!*place) {
		vec_push(&payments->items, (struct paid){0});
		*place = payments->items.n;
	}
	return &payments->items.items[*place - 1];
}

/* Approved on a day that has come; one without a day counts from the beginning. */
static bool is_approved(const struct request_block *request, date_t as_of)
{
	return request->approved.value.set && request->approved.on <= as_of;
}

static void find_payments(const struct rule_check *check, struct payments *payments)
{
	const struct plan *plan = check->plan;
	for (uint32_t i = 0; i < plan->of_kind[KIND_request].n; i++) {
		const struct request_block *request = plan_request(plan, i);
		const struct block *work = request->pays.block;
		const struct initiative_block *initiative = rules_initiative(work);
		if (!work)
			continue;
		if (initiative)
			payment_of(payments, &initiative->block)->has_request = true;
		struct paid *paid = payment_of(payments, work);
		date_t day = request->approved.on ? request->approved.on : DATE_MIN;
		paid->has_request = true;
		if (is_approved(request, check->tracked->as_of) &&
			(!paid->approved || day < paid->approved))
			paid->approved = day;
	}
}

static date_t start_of(const struct block *work)
{
	if (work->kind == KIND_initiative)
		return ((const struct initiative_block *)(const void *)work)->window.first;
	const struct activity_block *activity = (const void *)work;
	return activity->window.first ? activity->window.first : activity->due;
}

static bool is_stopped(const struct block *work, date_t as_of)
{
	const struct initiative_block *initiative = rules_initiative(work);
	return initiative && initiative->state.on <= as_of &&
	       (initiative->state.value == work_state_on_hold ||
		       initiative->state.value == work_state_cancelled);
}

static void label_start(struct rule_check *check, struct finding *finding, const struct block *work)
{
	date_t start = start_of(work), as_of = check->tracked->as_of;
	struct span span = block_field_span(work, block_has(work, "window") ? "window" : "due");
	if (start <= as_of)
		finding_label(check->sink, finding, span, "began on %s", date_text(start).text);
	else
		finding_label(check->sink, finding, span, "begins on %s, in %.*s",
			date_text(start).text, STR_ARGS(rules_days(check, start - as_of)));
}

static void report_late(struct rule_check *check, const struct request_block *request)
{
	const struct block *block = &request->block, *work = request->pays.block;
	struct finding *finding = rule_report(check, block,
		rules_clause_span(block, "approved", request->approved.node, CLAUSE_on),
		"%.*s began %.*s before %.*s was approved",
		STR_ARGS(block_called(check->plan, work)),
		STR_ARGS(rules_days(check, request->approved.on - start_of(work))),
		STR_ARGS(block_called(check->plan, block)));
	finding_caret(check->sink, finding, "approved");
	label_start(check, finding, work);
	finding_help(check->sink, finding,
		"agree with the owner of the fund whether it is paid all the same, and ask earlier "
		"next time");
}

static void report_unapproved(struct rule_check *check, const struct request_block *request)
{
	const struct block *block = &request->block, *work = request->pays.block;
	struct quantity asked = request->asked.value;
	bool began = start_of(work) <= check->tracked->as_of;
	struct finding *finding = rule_report(check, block, block_span(block),
		"%.*s %s and %.*s is not approved", STR_ARGS(block_called(check->plan, work)),
		began ? "has begun" : "begins soon", STR_ARGS(block_called(check->plan, block)));
	finding_caret(check->sink, finding, "not approved");
	label_start(check, finding, work);
	finding_help(check->sink, finding, "wait with the work, or record the approval:");
	if (block->name)
		finding_code(check->sink, finding, "update %.*s { approved: %.*s on TODO by TODO }",
			STR_ARGS(block_path(check->plan, block)),
			STR_ARGS(asked.set ? quantity_text(check->plan, asked) : STR("TODO")));
	finding_note(check->sink, finding, "as of %s", date_text(check->tracked->as_of).text);
}

static void check_request(
	struct rule_check *check, struct payments *payments, const struct request_block *request)
{
	const struct block *work = request->pays.block;
	date_t as_of = check->tracked->as_of, start = work ? start_of(work) : DATE_NONE;
	if (!start || is_stopped(work, as_of) ||
		(block_has(&request->block, "approved") && !request->approved.value.set))
		return;
	/* More money for work that was approved before it began. */
	date_t first = payment_of(payments, work)->approved;
	if (first && first <= start)
		return;
	if (is_approved(request, as_of)) {
		if (request->approved.on > start && start <= as_of)
			report_late(check, request);
	} else if (start - as_of <= rule_setting(check, "funding.start_before_approval", NULL)) {
		report_unapproved(check, request);
	}
}

static void check_budget(struct rule_check *check, const struct payments *payments,
	const struct initiative_block *initiative)
{
	const struct block *block = &initiative->block, *fund = initiative->budget.from.block;
	date_t as_of = check->tracked->as_of, start = initiative->window.first;
	const uint32_t *place = map_get(&payments->of, rules_key(block));
	if (!fund || !start || is_stopped(block, as_of) || rules_is_over(block) ||
		start - as_of > rule_setting(check, "funding.start_before_approval", NULL) ||
		(place && payments->items.items[*place - 1].has_request))
		return;
	struct finding *finding = rule_report(check, block, block_field_span(block, "budget"),
		"%.*s is paid by %.*s, %s and has no request",
		STR_ARGS(block_called(check->plan, block)),
		STR_ARGS(block_called(check->plan, fund)),
		start <= as_of ? "has begun" : "begins soon");
	label_start(check, finding, block);
	finding_help(check->sink, finding, "ask for the money:");
	finding_code(check->sink, finding,
		"request \"TODO\" {\n  of:    %.*s\n  pays:  %.*s\n  asked: %.*s on %s\n}",
		STR_ARGS(block_path(check->plan, fund)),
		STR_ARGS(block->name ? block_path(check->plan, block) : STR("TODO")),
		STR_ARGS(initiative->budget.value.set
				 ? quantity_text(check->plan, initiative->budget.value)
				 : STR("TODO")),
		date_text(as_of).text);
	finding_note(check->sink, finding, "as of %s", date_text(as_of).text);
}

static void check_plan(struct rule_check *check)
{
	const struct plan *plan = check->plan;
	struct payments payments = {0};
	find_payments(check, &payments);
	for (uint32_t i = 0; i < plan->of_kind[KIND_request].n; i++)
		check_request(check, &payments, plan_request(plan, i));
	for (uint32_t i = 0; i < plan->of_kind[KIND_initiative].n; i++)
		check_budget(check, &payments, plan_initiative(plan, i));
	map_free(&payments.of);
	vec_free(&payments.items);
}

const struct rule rule_funding_start_before_approval = {
	.info = {.name = "funding.start_before_approval",
		.summary = "Work that a fund is to pay begins before the money is approved",
		.explanation =
			"Most funds pay nothing that began before they said yes, so the side that "
			"does the work ends up paying for it. Ask early: work needs an approved "
			"`request` by its first day, and a month before it the answer should be "
			"there. Work that is on hold or cancelled is left alone, and so is a "
			"further request for work that was approved in time.",
		.bad = EXAMPLE("  of:      mdf\n"
			       "  pays:    booth\n"
			       "  asked:   9,000 USD on 2026-02-16 by dana\n"
			       "  expects: 40,000 USD to sourced\n"),
		.good = EXAMPLE("  of:       mdf\n"
				"  pays:     booth\n"
				"  asked:    9,000 USD on 2026-02-16 by dana\n"
				"  approved: 9,000 USD on 2026-03-02 by priya\n"
				"  expects:  40,000 USD to sourced\n"),
		.as_of = "2026-03-12",
		.levels = {LEVEL_WARNING, LEVEL_ERROR, LEVEL_ERROR},
		.needs = NEEDS_DAY},
	.settings = settings,
	.check = check_plan,
};
