/* Who is there, what worked, triggers that fired, causes, claims, and rows to fill in by hand. */
#include "compiler/emit/agenda/parts.h"
#include "compiler/plan/look_back.h"

#define AS(kind) ((const struct kind##_block *)(const void *)block)

/* ---- the session ---- */

/* Absence does not change who attends, but the chair wants to know. */
static const char *presence(const struct person_block *person, date_t day)
{
	if (person->joined && day < person->joined)
		return "not_joined";
	if (person->leaves && day > person->leaves)
		return "left";
	for (uint32_t i = 0; i < person->away.n; i++)
		if (date_range_has(person->away.items[i], day))
			return "away";
	return NULL;
}

static void add_attendee(
	struct agenda_maker *maker, const struct person_block *person, const char *basis)
{
	const struct party_block *party = person_party(person);
	struct agenda_row *row = agenda_add_block(maker, &person->block);
	row->state = str_from(presence(person, maker->session->day.held));
	row->basis = str_from(basis);
	if (party)
		row->party = plan_name(maker->plan, party->block.name);
	if (!row->state.ptr)
		row->counterpart =
			(struct str){0}; /* the backup of one who is there is not needed */
}

void agenda_session(struct agenda_maker *maker)
{
	const struct review_block *review = maker->session->review;
	const struct session_day *day = &maker->session->day;
	const struct person_block *chair = block_as_person(review->chair.block);
	bool chair_attends = false;
	struct agenda_row *row = agenda_add_block(maker, &review->block);
	row->kind = "held";
	row->due = day->held;
	if (day->held != day->planned)
		row->basis = str_format(maker->arena, "planned for %s, which is no workday",
			agenda_date(day->planned).text);
	for (uint32_t i = 0; i < review->attendees.n; i++) {
		const struct person_block *person =
			block_as_person(review->attendees.items[i].block);
		chair_attends |= person && person == chair;
		if (person)
			add_attendee(maker, person, person == chair ? "chair" : NULL);
	}
	if (chair && !chair_attends)
		add_attendee(maker, chair, "chair");
}

/* ---- wins ---- */

static date_t win_day(const struct win_block *win)
{
	return win->on || !win->block.parent ? win->on : win->block.parent->date;
}

/* Since the review's last session, its own day not counted. */
void agenda_wins(struct agenda_maker *maker)
{
	struct agenda_list list = {0};
	for (uint32_t i = 0; i < maker->plan->of_kind[KIND_win].n; i++) {
		const struct win_block *win = plan_win(maker->plan, i);
		if (win_day(win) > maker->previous && win_day(win) <= maker->tracked->as_of)
			agenda_list_add(maker, &list, &win->block);
	}
	agenda_list_sort(maker, &list);
	for (uint32_t i = 0; i < list.blocks.n; i++) {
		const struct block *block = list.blocks.items[i];
		struct agenda_row *row = agenda_add_block(maker, block);
		row->actual_date = win_day(AS(win));
		row->basis = AS(win)->proof;
	}
	vec_free(&list.blocks);
}

/* ---- triggers ---- */

static void ask_trigger(
	struct agenda_maker *maker, const struct risk_block *risk, struct agenda_row *row)
{
	const struct block *plan_b = risk->contingency.block;
	struct str title = agenda_title(maker, &risk->block);
	if (plan_b && agenda_is_for_all(maker, plan_b))
		agenda_ask(maker, row, "risk.trigger_fired",
			"The trigger of risk '%.*s' holds: is contingency '%.*s' activated or "
			"declined?",
			STR_ARGS(title), STR_ARGS(agenda_title(maker, plan_b)));
	else if (plan_b)
		agenda_ask(maker, row, "risk.trigger_fired",
			"The trigger of risk '%.*s' holds: what follows from it?", STR_ARGS(title));
	else
		agenda_ask(maker, row, "risk.trigger_fired",
			"The trigger of risk '%.*s' holds and there is no contingency: what is "
			"done, by whom, by when?",
			STR_ARGS(title));
}

void agenda_triggers(struct agenda_maker *maker)
{
	struct agenda_list list = {0};
	const bool *fired = risks_fired(maker->plan, maker->tracked, maker->arena);
	for (uint32_t i = 0; i < maker->plan->of_kind[KIND_risk].n; i++) {
		const struct risk_block *risk = plan_risk(maker->plan, i);
		if (fired[i] && !risk_is_answered(risk, maker->tracked->as_of))
			agenda_list_add(maker, &list, &risk->block);
	}
	agenda_list_sort(maker, &list);
	for (uint32_t i = 0; i < list.blocks.n; i++) {
		const struct block *block = list.blocks.items[i];
		const struct expression *trigger = &AS(risk)->trigger.value;
		struct agenda_row *row = agenda_add_block(maker, block);
		row->state = STR("fired");
		row->basis = file_text(trigger->file, trigger->node);
		ask_trigger(maker, AS(risk), row);
	}
	vec_free(&list.blocks);
}

/* ---- causes ---- */

/* Done, but so late that a root cause is still owed. */
static bool owes_cause(const struct agenda_maker *maker, const struct tracked_item *item)
{
	const struct block *block = item->block;
	const struct calendar *calendars[2] = {&maker->plan->calendar, NULL};
	calendars[1] = party_calendar(maker->plan, person_party(block_owner_on(block, item->due)));
	date_t last =
		cause_due_by(item->due, &maker->plan->settings, calendars, calendars[1] ? 2 : 1);
	return block->kind == KIND_milestone && item->figures.state == ITEM_DONE && last &&
	       item->done > last && !root_cause_of(maker->plan, block);
}

static void add_owed_causes(struct agenda_maker *maker)
{
	struct agenda_list list = {0};
	for (uint32_t i = 0; i < maker->tracked->items.n; i++)
		if (owes_cause(maker, &maker->tracked->items.items[i]))
			agenda_list_add(maker, &list, maker->tracked->items.items[i].block);
	for (uint32_t i = 0; i < maker->tracked->goals.n; i++) {
		const struct tracked_goal *goal = &maker->tracked->goals.items[i];
		if (review_covers(maker->session->review, goal->goal) &&
			goal_owes_cause(maker->tracked, goal))
			agenda_list_add(maker, &list, &goal->goal->block);
	}
	agenda_list_sort(maker, &list);
	for (uint32_t i = 0; i < list.blocks.n; i++) {
		const struct block *block = list.blocks.items[i];
		const struct tracked_item *item = tracked_item_of(maker->tracked, block);
		struct agenda_row *row =
			item ? agenda_add_item(maker, item) : agenda_add_block(maker, block);
		struct str called = agenda_called(maker, block);
		row->state = STR("no_cause");
		if (item)
			agenda_ask(maker, row, "tracking.missed_without_cause",
				"%.*s was done %.*s late and has no root cause: who leads it, by "
				"when?",
				STR_ARGS(called), STR_ARGS(agenda_days(maker, row->days_late)));
		else
			agenda_ask(maker, row, "tracking.behind_twice_without_cause",
				"%.*s was behind at the end of the last two periods and has no "
				"root cause: who leads it, by when?",
				STR_ARGS(called));
	}
	vec_free(&list.blocks);
}

static void add_open_causes(struct agenda_maker *maker)
{
	struct agenda_list list = {0};
	date_t as_of = maker->tracked->as_of;
	for (uint32_t i = 0; i < maker->plan->of_kind[KIND_root_cause].n; i++) {
		const struct root_cause_block *cause = plan_root_cause(maker->plan, i);
		if (cause->opened && cause->opened <= as_of &&
			(!cause->closed || cause->closed > as_of))
			agenda_list_add(maker, &list, &cause->block);
	}
	agenda_list_sort(maker, &list);
	for (uint32_t i = 0; i < list.blocks.n; i++) {
		const struct block *block = list.blocks.items[i];
		const struct root_cause_block *cause = AS(root_cause);
		struct agenda_row *row = agenda_add_block(maker, block);
		int32_t days = as_of - cause->opened;
		row->state = STR("open");
		row->basis = cause->verify;
		row->carried = agenda_carried(maker, cause->opened);
		agenda_ask(maker, row, days > 30 ? "tracking.cause_open" : NULL,
			"%.*s has been open for %.*s: what shows that it is solved?",
			STR_ARGS(agenda_called(maker, block)), STR_ARGS(agenda_days(maker, days)));
	}
	vec_free(&list.blocks);
}

void agenda_causes(struct agenda_maker *maker)
{
	add_owed_causes(maker);
	add_open_causes(maker);
}

/* ---- claims ---- */

enum { CLAIM_DAYS = 14 };

static bool is_closing(const struct agenda_maker *maker, const struct tracked_item *item)
{
	const struct block *block = item->block;
	date_t as_of = maker->tracked->as_of;
	return block->kind == KIND_request && item->figures.state != ITEM_DONE &&
	       item->figures.state != ITEM_NONE && AS(request)->spent.value.set &&
	       AS(request)->spent.on <= as_of && item->due <= date_add(as_of, CLAIM_DAYS);
}

/* Money was spent, nothing is claimed, and the time to claim ends soon or has ended. */
void agenda_claims(struct agenda_maker *maker)
{
	struct agenda_list list = {0};
	for (uint32_t i = 0; i < maker->tracked->items.n; i++)
		if (is_closing(maker, &maker->tracked->items.items[i]))
			agenda_list_add(maker, &list, maker->tracked->items.items[i].block);
	agenda_list_sort(maker, &list);
	for (uint32_t i = 0; i < list.blocks.n; i++) {
		const struct block *block = list.blocks.items[i];
		const struct tracked_item *item = tracked_item_of(maker->tracked, block);
		const struct quantity spent = AS(request)->spent.value;
		bool over = item->figures.state == ITEM_MISSED;
		struct agenda_row *row = agenda_add_item(maker, item);
		row->state = over ? STR("overdue") : STR("closing");
		row->basis = STR("spent and not claimed");
		row->unit = unit_text(maker->plan, spent.unit, true);
		row->actual = spent;
		row->actual_date = AS(request)->spent.on;
		agenda_ask(maker, row, "funding.claim_closing",
			over ? "%.*s: %.*s spent and nothing claimed, the time to claim ended on "
			       "%s: can it still be claimed, by whom?"
			     : "%.*s: %.*s spent and nothing claimed, the time to claim ends on "
			       "%s: who claims it?",
			STR_ARGS(agenda_called(maker, block)),
			STR_ARGS(quantity_text(maker->plan, spent)), agenda_date(item->due).text);
	}
	vec_free(&list.blocks);
}

/* ---- what the meeting agrees ---- */

enum { EMPTY_ROWS = 3 };

void agenda_commitments(struct agenda_maker *maker)
{
	for (int i = 0; i < EMPTY_ROWS; i++)
		agenda_add(maker, "commitment")->is_empty = true;
}
