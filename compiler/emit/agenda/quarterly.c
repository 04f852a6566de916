/* A quarterly review: what the last quarter brought, and what both sides sign up to for the next.
 */
#include "compiler/emit/agenda/parts.h"
#include "compiler/plan/funds.h"
#include "compiler/plan/look_back.h"

#define AS(kind) ((const struct kind##_block *)(const void *)block)

/* ---- quarters ---- */

static struct date_range quarter_of(const struct agenda_maker *maker, date_t day)
{
	const struct calendar *calendar = &maker->plan->calendar;
	return period_days(calendar, calendar_fiscal(calendar, PERIOD_FISCAL_QUARTER, day));
}

/* The first day of the quarter that the review looks ahead to: the bounds of quarters that is
   nearest to its day parts what was from what comes. */
static date_t next_quarter_first(const struct agenda_maker *maker)
{
	date_t day = maker->session->day.held;
	struct date_range quarter = quarter_of(maker, day);
	return day - quarter.first <= quarter.last - day ? quarter.first : quarter.last + 1;
}

/* ---- the last quarter's commitments ---- */

static void add_commitment(struct agenda_maker *maker, const struct block *block)
{
	const struct tracked_item *item = tracked_item_of(maker->tracked, block);
	date_t as_of = maker->tracked->as_of;
	struct agenda_row *row =
		item ? agenda_add_item(maker, item) : agenda_add_block(maker, block);
	struct str called = agenda_called(maker, block);
	date_t kept = AS(commitment)->kept, broken = AS(commitment)->broken;
	if (AS(commitment)->value.set) {
		row->target = AS(commitment)->value;
		row->unit = unit_text(maker->plan, AS(commitment)->value.unit, true);
	}
	if (kept && kept <= as_of) {
		row->state = STR("kept");
		row->actual_date = kept;
	} else if (broken && broken <= as_of) {
		row->state = STR("broken");
		row->actual_date = broken;
		agenda_ask(maker, row, NULL,
			"%.*s, due on %s, was not kept: what takes its place, by when?",
			STR_ARGS(called), agenda_date(row->due).text);
	} else if (AS(commitment)->due < as_of) {
		row->state = STR("unanswered");
		agenda_ask(maker, row, "tracking.commitment_unanswered",
			"%.*s was due on %s: was it kept, or when will it be?", STR_ARGS(called),
			agenda_date(AS(commitment)->due).text);
	}
}

void agenda_last_commitments(struct agenda_maker *maker)
{
	date_t end = next_quarter_first(maker);
	struct date_range last = quarter_of(maker, end > DATE_MIN ? end - 1 : end);
	struct agenda_list list = {0};
	for (uint32_t i = 0; i < maker->plan->of_kind[KIND_commitment].n; i++) {
		const struct commitment_block *commitment = plan_commitment(maker->plan, i);
		if (commitment->due && date_range_has(last, commitment->due))
			agenda_list_add(maker, &list, &commitment->block);
	}
	agenda_list_sort(maker, &list);
	for (uint32_t i = 0; i < list.blocks.n; i++)
		add_commitment(maker, list.blocks.items[i]);
	vec_free(&list.blocks);
}

/* ---- goals ---- */

/* All that can be judged, the worst first. */
void agenda_goals(struct agenda_maker *maker)
{
	struct agenda_list list = {0};
	for (uint32_t i = 0; i < maker->tracked->goals.n; i++) {
		const struct tracked_goal *goal = &maker->tracked->goals.items[i];
		if (goal->figures.status && review_covers(maker->session->review, goal->goal))
			agenda_list_add(maker, &list, &goal->goal->block);
	}
	agenda_list_sort(maker, &list);
	for (uint32_t i = 0; i < list.blocks.n; i++) {
		const struct tracked_goal *goal =
			tracked_goal_of(maker->tracked, (const void *)list.blocks.items[i]);
		agenda_ask_goal(maker, goal, agenda_add_goal(maker, goal));
	}
	vec_free(&list.blocks);
}

/* ---- deals ---- */

void agenda_deals(struct agenda_maker *maker)
{
	struct agenda_list list = {0};
	date_t as_of = maker->tracked->as_of;
	for (uint32_t i = 0; i < maker->plan->of_kind[KIND_deal].n; i++)
		agenda_list_add(maker, &list, &plan_deal(maker->plan, i)->block);
	agenda_list_sort(maker, &list);
	for (uint32_t i = 0; i < list.blocks.n; i++) {
		const struct block *block = list.blocks.items[i];
		struct agenda_row *row = agenda_add_block(maker, block);
		row->state = AS(deal)->stage;
		row->basis = AS(deal)->next;
		row->due = AS(deal)->closes;
		row->target = AS(deal)->value;
		if (AS(deal)->value.set)
			row->unit = unit_text(maker->plan, AS(deal)->value.unit, true);
		if (row->due && row->due < as_of)
			agenda_ask(maker, row, NULL,
				"%.*s was to be decided by %s: how did it end, or when will it be?",
				STR_ARGS(agenda_called(maker, block)), agenda_date(row->due).text);
	}
	vec_free(&list.blocks);
}

/* ---- the partner's view ---- */

static void add_feedback(struct agenda_maker *maker)
{
	for (uint32_t i = 0; i < maker->plan->of_kind[KIND_feedback].n; i++) {
		const struct feedback_block *feedback = plan_feedback(maker->plan, i);
		const struct block *block = &feedback->block;
		date_t day = block->parent ? block->parent->date : DATE_NONE;
		if (day <= maker->previous || day > maker->tracked->as_of ||
			!agenda_is_for_all(maker, block))
			continue;
		struct agenda_row *row = agenda_add_block(maker, block);
		row->state = feedback->answer.len ? STR("answered") : STR("open");
		row->actual_date = day;
		if (!feedback->answer.len)
			agenda_ask(maker, row, NULL, "%.*s has no answer: what is it, by whom?",
				STR_ARGS(agenda_called(maker, block)));
	}
}

void agenda_partner_view(struct agenda_maker *maker)
{
	const struct plan_block *frame = maker->plan->frame;
	add_feedback(maker);
	for (uint32_t i = 0; i < frame->between.n; i++) {
		const struct block *block = frame->between.items[i].block;
		if (!block || AS(party)->role == party_role_vendor)
			continue;
		struct agenda_row *row = agenda_add_block(maker, block);
		row->party = row->id;
		agenda_ask(maker, row, NULL,
			"%.*s: what helps, what is in the way, and what do the figures not show?",
			STR_ARGS(agenda_title(maker, block)));
	}
}

/* ---- funds ---- */

enum { POOL_DAYS = 60, POOL_PERCENT = 20 };

/* More than a fifth of it is neither approved nor reserved, and it ends soon. */
static bool is_pool_left(const struct agenda_maker *maker, const struct fund_block *fund,
	const struct fund_sums *sums)
{
	struct decimal left, limit;
	bool soon = fund->window.last &&
		    fund->window.last <= date_add(maker->tracked->as_of, POOL_DAYS);
	if (!soon || !decimal_subtract(fund->amount.n, sums->approved, &left) ||
		(fund->reserve.set && !decimal_subtract(left, fund->reserve.n, &left)) ||
		!decimal_multiply(left, decimal_of(100), &left) ||
		!decimal_multiply(fund->amount.n, decimal_of(POOL_PERCENT), &limit))
		return false;
	return decimal_compare(left, limit) > 0;
}

static void add_fund(struct agenda_maker *maker, const struct fund_block *fund)
{
	struct fund_sums sums = fund_sum(maker->plan, fund);
	unit_t unit = fund->amount.unit;
	struct agenda_row *row = agenda_add_block(maker, &fund->block);
	row->unit = unit_text(maker->plan, unit, true);
	row->target = fund->amount;
	row->target_date = fund->window.last;
	row->actual = (struct quantity){sums.spent, unit, true};
	row->basis = str_format(maker->arena, "%.*s approved, %.*s claimed",
		STR_ARGS(agenda_amount(maker, sums.approved, unit)),
		STR_ARGS(agenda_amount(maker, sums.claimed, unit)));
	if (is_pool_left(maker, fund, &sums))
		agenda_ask(maker, row, "funding.pool_unused",
			"%.*s ends on %s and %.*s of %.*s are approved: what is the rest for?",
			STR_ARGS(agenda_called(maker, &fund->block)),
			agenda_date(fund->window.last).text,
			STR_ARGS(agenda_amount(maker, sums.approved, UNIT_NONE)),
			STR_ARGS(agenda_amount(maker, fund->amount.n, unit)));
}

void agenda_funds(struct agenda_maker *maker)
{
	for (uint32_t i = 0; i < maker->plan->of_kind[KIND_fund].n; i++) {
		const struct fund_block *fund = plan_fund(maker->plan, i);
		if (fund->amount.set && agenda_is_for_all(maker, &fund->block))
			add_fund(maker, fund);
	}
	agenda_claims(maker);
}

/* ---- the tier ---- */

void agenda_tier(struct agenda_maker *maker)
{
	const struct block *block = maker->plan->frame->tier.block;
	if (!block || block->kind != KIND_tier)
		return;
	for (uint32_t i = 0; i < AS(tier)->requires.n; i++) {
		struct expression condition = AS(tier)->requires.items[i];
		enum truth truth = condition_truth(maker->plan, maker->tracked, block, condition);
		if (truth == TRUTH_TRUE)
			continue;
		struct agenda_row *row = agenda_add_block(maker, block);
		struct str asks = file_text(condition.file, condition.node);
		row->state = truth == TRUTH_FALSE ? STR("not_reached") : STR("unknown");
		row->basis = asks;
		agenda_ask(maker, row, NULL,
			truth == TRUTH_FALSE
				? "%.*s asks for `%.*s`, which does not hold: what closes the gap, "
				  "by when?"
				: "%.*s asks for `%.*s`, and a figure of it is not known: who "
				  "brings it?",
			STR_ARGS(agenda_called(maker, block)), STR_ARGS(asks));
	}
}

/* ---- the next quarter's targets ---- */

static void add_target(
	struct agenda_maker *maker, const struct tracked_goal *goal, struct date_range quarter)
{
	date_t last = quarter.last < goal->input.last ? quarter.last : goal->input.last;
	struct ratio exact;
	struct decimal value;
	if (!curve_at(&goal->input.curve, last, &exact) ||
		!ratio_round(exact, goal->input.decimals, ROUND_NEAREST, &value))
		return;
	struct agenda_row *row = agenda_add_goal(maker, goal);
	row->expected = row->pace = row->gap = row->projection = (struct quantity){0};
	row->target = (struct quantity){value, goal->unit, true};
	row->target_date = last;
	if (!goal->input.curve_agreed && last < goal->input.last)
		agenda_ask(maker, row, "measurable.increments",
			"%.*s has no agreed step for %s, an equal share would be %.*s: is that "
			"agreed?",
			STR_ARGS(agenda_called(maker, &goal->goal->block)), agenda_date(last).text,
			STR_ARGS(agenda_amount(maker, value, goal->unit)));
}

void agenda_next_targets(struct agenda_maker *maker)
{
	struct date_range quarter = quarter_of(maker, next_quarter_first(maker));
	for (uint32_t i = 0; i < maker->tracked->goals.n; i++) {
		const struct tracked_goal *goal = &maker->tracked->goals.items[i];
		bool runs = goal->input.first <= quarter.last && quarter.first <= goal->input.last;
		if (goal->figures.status && goal->input.form == FORM_TARGET && runs &&
			review_covers(maker->session->review, goal->goal) &&
			agenda_is_for_all(maker, &goal->goal->block))
			add_target(maker, goal, quarter);
	}
}

/* ---- what both sides sign up to ---- */

enum { ROWS_PER_SIDE = 2 };

void agenda_commitments_by_side(struct agenda_maker *maker)
{
	const struct plan_block *frame = maker->plan->frame;
	for (uint32_t i = 0; i < frame->between.n; i++)
		for (int k = 0; k < ROWS_PER_SIDE && frame->between.items[i].block; k++) {
			struct agenda_row *row = agenda_add(maker, "commitment");
			row->party = plan_name(maker->plan, frame->between.items[i].block->name);
			row->is_empty = true;
		}
}

void agenda_sign_off(struct agenda_maker *maker)
{
	const struct plan_block *frame = maker->plan->frame;
	for (uint32_t i = 0; i < frame->between.n; i++) {
		const struct block *block = frame->between.items[i].block;
		if (!block)
			continue;
		struct agenda_row *row = agenda_add(maker, "signoff");
		const struct person_block *sponsor = block_as_person(AS(party)->sponsor.block);
		row->party = plan_name(maker->plan, block->name);
		row->item = agenda_title(maker, block);
		row->owner = agenda_person(maker, sponsor);
		agenda_ask(maker, row, NULL,
			"%.*s: do these figures, targets and commitments stand?",
			STR_ARGS(row->item));
	}
}
