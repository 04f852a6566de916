/* Dated work: due, done and expected days of every kind of it; and what its parts say about an
 * initiative. */
#include "compiler/plan/track_shared.h"

struct dates {
	date_t due, done, forecast;
	bool is_void; /* nothing is due: given up, or not yet started */
};

static bool has_come(date_t date, date_t as_of)
{
	return date && date <= as_of;
}

/* ---- one kind after the other ---- */

static struct dates activity_dates(const struct activity_block *activity)
{
	date_t due = activity->window.first ? activity->window.last : activity->due;
	return (struct dates){due, activity->done, activity->forecast, false};
}

/* An action of a contingency waits until the contingency is activated. */
static struct dates action_dates(const struct action_block *action, date_t as_of)
{
	struct dates dates = {.due = action->due, .done = action->done};
	const struct block *parent = action->block.parent;
	dates.is_void = has_come(action->dropped.value, as_of);
	if (parent && parent->kind == KIND_contingency)
		dates.is_void |= !has_come(
			((const struct contingency_block *)(const void *)parent)->activated, as_of);
	return dates;
}

static const struct phrase_completion *completion_of(
	const struct enablement_block *enablement, const struct block *person)
{
	for (uint32_t i = 0; i < enablement->completed.n; i++)
		if (enablement->completed.items[i].value.block == person)
			return &enablement->completed.items[i];
	return NULL;
}

/* Moves *day to a later completion; one without a date counts as in time. */
static bool completed_by(
	const struct enablement_block *enablement, const struct block *person, date_t *day)
{
	const struct phrase_completion *completion = completion_of(enablement, person);
	date_t on = completion && completion->on ? completion->on : enablement->due;
	if (completion && on > *day)
		*day = on;
	return completion != NULL;
}

/* Where names are too many, `people` and `trained` count for the parties in the audience. */
static bool party_completed(const struct plan *plan, const struct enablement_block *enablement,
	const struct block *party, date_t *day)
{
	if (enablement->people.set) {
		date_t on = enablement->trained.on ? enablement->trained.on : enablement->due;
		if (!enablement->trained.value.set ||
			decimal_compare(enablement->trained.value.n, enablement->people.n) < 0)
			return false;
		*day = on > *day ? on : *day;
		return true;
	}
	bool all = true;
	for (uint32_t i = 0; i < plan->of_kind[KIND_person].n; i++) {
		const struct person_block *person = plan_person(plan, i);
		if (person->of.block == party)
			all &= completed_by(enablement, &person->block, day);
	}
	return all;
}

/* Done on the day on which the last of the audience completed it. */
static struct dates enablement_dates(
	const struct plan *plan, const struct enablement_block *enablement)
{
	struct dates dates = {.due = enablement->due};
	bool all = enablement->audience.n > 0;
	date_t day = DATE_NONE;
	for (uint32_t i = 0; i < enablement->audience.n; i++) {
		const struct block *who = enablement->audience.items[i].block;
		if (who && who->kind == KIND_person)
			all &= completed_by(enablement, who, &day);
		else if (who)
			all &= party_completed(plan, enablement, who, &day);
	}
	if (all)
		dates.done = day;
	return dates;
}

/* Approved money is to be claimed within a time from the last day of the work it pays. */
static struct dates request_dates(const struct plan *plan, const struct request_block *request)
{
	struct dates dates = {0};
	const struct calendar *calendar = &plan->calendar;
	struct block *fund = request->of.block, *work = request->pays.block;
	date_t last = DATE_NONE;
	if (!fund || fund->kind != KIND_fund || !work || !request->approved.value.set)
		return dates;
	if (work->kind == KIND_initiative)
		last = ((const struct initiative_block *)(const void *)work)->window.last;
	else if (work->kind == KIND_activity)
		last = activity_dates((const void *)work).due;
	struct duration within = ((const struct fund_block *)(const void *)fund)->claim_within;
	if (!last || !within.unit)
		return dates;
	dates.due = duration_add(within, last, &calendar, 1);
	if (request->claimed.value.set)
		dates.done = request->claimed.on ? request->claimed.on : dates.due;
	return dates;
}

static struct dates dates_of(const struct plan *plan, const struct block *block, date_t as_of)
{
	const void *of = block;
	struct dates dates = {0};
	switch ((enum kind)block->kind) {
	case KIND_milestone: {
		const struct milestone_block *milestone = of;
		return (struct dates){milestone->due, milestone->done, milestone->forecast, false};
	}
	case KIND_activity:
		return activity_dates(of);
	case KIND_action:
		return action_dates(of, as_of);
	case KIND_commitment:
		dates.due = ((const struct commitment_block *)of)->due;
		dates.done = ((const struct commitment_block *)of)->kept;
		return dates;
	case KIND_dependency: {
		const struct dependency_block *dependency = of;
		return (struct dates){
			dependency->need_by, dependency->delivered, dependency->promised, false};
	}
	case KIND_enablement:
		return enablement_dates(plan, of);
	case KIND_roadblock:
		dates.due = ((const struct roadblock_block *)of)->due;
		dates.done = ((const struct roadblock_block *)of)->cleared;
		return dates;
	case KIND_request:
		return request_dates(plan, of);
	case KIND_assumption:
		dates.due = ((const struct assumption_block *)of)->recheck_by;
		dates.is_void = has_come(((const struct assumption_block *)of)->broken, as_of);
		return dates;
	case KIND_deal:
		/* A closing day that has passed says nothing: the CRM knows how the deal ended. */
		dates.due = ((const struct deal_block *)of)->closes;
		dates.is_void = dates.due < as_of;
		return dates;
	default:
		return dates;
	}
}

/* ---- items ---- */

static bool is_cancelled(const struct block *block, date_t as_of)
{
	if (!block || block->kind != KIND_initiative)
		return false;
	const struct initiative_block *initiative = (const void *)block;
	return initiative->state.value == work_state_cancelled && initiative->state.on <= as_of;
}

/* A promise that is known to be broken is missed before its day, too. */
static bool is_broken_promise(const struct block *block, date_t as_of)
{
	return block->kind == KIND_commitment &&
	       has_come(((const struct commitment_block *)(const void *)block)->broken, as_of);
}

static void track_item(struct tracked *tracked, const struct block *block)
{
	struct dates dates = dates_of(tracked->plan, block, tracked->as_of);
	struct tracked_item item = {.block = block,
		.due = dates.due,
		.done = dates.done,
		.forecast = dates.forecast,
		.lands = dates.due};
	if (!dates.due)
		return;
	if (!dates.is_void && !is_cancelled(block->parent, tracked->as_of))
		item.figures = item_judge(dates.due, dates.done, dates.forecast, tracked->as_of);
	if (item.figures.state == ITEM_DUE && is_broken_promise(block, tracked->as_of))
		item.figures.state = ITEM_MISSED;
	vec_push(&tracked->items, item);
	track_add(tracked, block, tracked->items.n);
}

/* ---- initiatives ---- */

struct parts { /* milestones and activities of an initiative */
	uint32_t n, n_done;
	bool missed, behind, lands_late;
};

static struct parts count_parts(
	const struct tracked *tracked, const struct initiative_block *initiative)
{
	struct parts parts = {0};
	for (const struct block *child = initiative->block.first_child; child;
		child = child->next_sibling) {
		const struct tracked_item *item = tracked_item_of(tracked, child);
		if (!item || (child->kind != KIND_milestone && child->kind != KIND_activity))
			continue;
		parts.n++;
		switch (item->figures.state) {
		case ITEM_DONE:
			parts.n_done++;
			continue;
		case ITEM_MISSED:
			parts.missed = true;
			break;
		case ITEM_DUE:
		case ITEM_NONE:
			break;
		}
		parts.behind |= item->forecast > item->due;
		parts.lands_late |= item->lands > item->due;
	}
	return parts;
}

/* The first that fits. What is said about the work counts from the day it is said. */
static enum status execution(const struct tracked *tracked, const struct tracked_initiative *of,
	const struct parts *parts)
{
	const struct initiative_block *initiative = of->initiative;
	uint8_t state = initiative->state.on <= tracked->as_of ? initiative->state.value : 0;
	if (state == work_state_cancelled)
		return STATUS_NONE;
	if (state == work_state_done || (parts->n && parts->n_done == parts->n))
		return STATUS_DONE;
	if (parts->missed)
		return STATUS_MISSED;
	if (parts->behind)
		return STATUS_BEHIND;
	if (parts->lands_late || state == work_state_on_hold)
		return STATUS_WATCH;
	if (!initiative->window.first || tracked->as_of < initiative->window.first)
		return STATUS_NOT_JUDGED;
	return parts->n ? STATUS_ON_TRACK : STATUS_UNKNOWN;
}

static enum status value_of(
	const struct tracked *tracked, const struct initiative_block *initiative)
{
	enum status value = STATUS_NONE;
	for (uint32_t i = 0; i < initiative->serves.n; i++) {
		const struct block *goal = initiative->serves.items[i].block;
		const struct tracked_goal *judged =
			goal && goal->kind == KIND_goal
				? tracked_goal_of(tracked, (const void *)goal)
				: NULL;
		if (judged)
			value = status_worst(value, judged->rolled_up);
	}
	return value;
}

void track_work(struct tracked *tracked)
{
	const struct plan *plan = tracked->plan;
	for (uint32_t i = 0; i < plan->blocks.n; i++)
		track_item(tracked, plan->blocks.items[i]);
	for (uint32_t i = 0; i < plan->of_kind[KIND_initiative].n; i++) {
		const struct initiative_block *initiative = plan_initiative(plan, i);
		vec_push(&tracked->initiatives,
			((struct tracked_initiative){.initiative = initiative,
				.starts = initiative->window.first,
				.lands = initiative->window.last}));
		track_add(tracked, &initiative->block, i + 1);
	}
	track_slip(tracked);
	for (uint32_t i = 0; i < tracked->initiatives.n; i++) {
		struct tracked_initiative *initiative = &tracked->initiatives.items[i];
		struct parts parts = count_parts(tracked, initiative->initiative);
		initiative->n_items = parts.n;
		initiative->n_done = parts.n_done;
		initiative->execution = execution(tracked, initiative, &parts);
		initiative->value = value_of(tracked, initiative->initiative);
	}
}
