/* Dated work: actions, milestones, roadblocks, what else is late, and what comes next. */
#include "compiler/emit/agenda/parts.h"

#define AS(kind) ((const struct kind##_block *)(const void *)block)

struct agenda_list agenda_items_that(struct agenda_maker *maker, kinds_t kinds,
	bool (*fits)(const struct agenda_maker *maker, const struct tracked_item *item))
{
	struct agenda_list list = {0};
	for (uint32_t i = 0; i < maker->tracked->items.n; i++) {
		const struct tracked_item *item = &maker->tracked->items.items[i];
		if ((kinds_t)1 << item->block->kind & kinds && fits(maker, item) &&
			!agenda_is_listed(maker, item->block))
			agenda_list_add(maker, &list, item->block);
	}
	agenda_list_sort(maker, &list);
	return list;
}

static bool is_missed(const struct agenda_maker *maker, const struct tracked_item *item)
{
	(void)maker;
	return item->figures.state == ITEM_MISSED;
}

/* ---- actions ---- */

static bool is_due_by_session(const struct agenda_maker *maker, const struct tracked_item *item)
{
	return item->figures.state == ITEM_MISSED ||
	       (item->figures.state == ITEM_DUE && item->due <= maker->session->day.held);
}

static struct str agreed_in(struct agenda_maker *maker, const struct action_block *action)
{
	const struct block *review = action->from.value.block;
	const struct block *parent = action->block.parent;
	date_t on = action->from.on;
	if (!review && parent && parent->kind == KIND_session) {
		review = ((const struct session_block *)(const void *)parent)->of.block;
		on = parent->date;
	}
	if (review && on)
		return str_format(maker->arena, "agreed in %.*s on %s",
			STR_ARGS(agenda_title(maker, review)), agenda_date(on).text);
	return parent ? agenda_called(maker, parent) : (struct str){0};
}

/* Open over more than two sessions after its due date is more than overdue. */
static const char *overdue_rule(int32_t carried)
{
	return carried > 2 ? "review.action_carried" : "review.action_overdue";
}

void agenda_actions(struct agenda_maker *maker)
{
	struct agenda_list list = agenda_items_that(maker, K(action), is_due_by_session);
	for (uint32_t i = 0; i < list.blocks.n; i++) {
		const struct block *block = list.blocks.items[i];
		const struct tracked_item *item = tracked_item_of(maker->tracked, block);
		struct agenda_row *row = agenda_add_item(maker, item);
		struct str called = agenda_called(maker, block);
		row->basis = agreed_in(maker, AS(action));
		if (item->figures.state == ITEM_MISSED)
			agenda_ask(maker, row, overdue_rule(row->carried),
				"%.*s is %.*s late: is it done, dropped, or due when?",
				STR_ARGS(called),
				STR_ARGS(agenda_days(maker, item->figures.days_late)));
		else
			agenda_ask(maker, row, NULL, "%.*s is due on %s: is it done?",
				STR_ARGS(called), agenda_date(item->due).text);
	}
	vec_free(&list.blocks);
}

/* ---- milestones ---- */

/* "15 days late (43 by its forecast of 2026-06-12)" */
static struct str lateness(struct agenda_maker *maker, const struct tracked_item *item)
{
	int32_t late = maker->tracked->as_of - item->due;
	struct str days = agenda_days(maker, late);
	if (item->figures.days_late <= late)
		return str_format(maker->arena, "%.*s late", STR_ARGS(days));
	return str_format(maker->arena, "%.*s late (%d by its forecast of %s)", STR_ARGS(days),
		item->figures.days_late, agenda_date(item->forecast).text);
}

static struct str acceptance(struct agenda_maker *maker, struct str accepted_when)
{
	if (!accepted_when.len)
		return STR("due date");
	return str_format(maker->arena, "accepted when: %.*s", STR_ARGS(accepted_when));
}

static void ask_milestone(
	struct agenda_maker *maker, const struct tracked_item *item, struct agenda_row *row)
{
	const struct root_cause_block *cause = root_cause_of(maker->plan, item->block);
	struct str called = agenda_called(maker, item->block), late = lateness(maker, item);
	if (!cause)
		agenda_ask(maker, row, "tracking.missed_without_cause",
			"%.*s is %.*s and has no root cause: who leads it, by when?",
			STR_ARGS(called), STR_ARGS(late));
	else if (item->forecast >= maker->tracked->as_of)
		agenda_ask(maker, row, NULL,
			"%.*s is %.*s and its root cause was opened on %s: does the forecast "
			"hold?",
			STR_ARGS(called), STR_ARGS(late), agenda_date(cause->opened).text);
	else
		agenda_ask(maker, row, NULL,
			"%.*s is %.*s and its root cause was opened on %s: when will it be done?",
			STR_ARGS(called), STR_ARGS(late), agenda_date(cause->opened).text);
}

void agenda_milestones(struct agenda_maker *maker)
{
	struct agenda_list list = agenda_items_that(maker, K(milestone), is_missed);
	for (uint32_t i = 0; i < list.blocks.n; i++) {
		const struct block *block = list.blocks.items[i];
		const struct tracked_item *item = tracked_item_of(maker->tracked, block);
		struct agenda_row *row = agenda_add_item(maker, item);
		row->basis = acceptance(maker, AS(milestone)->accepted_when);
		ask_milestone(maker, item, row);
	}
	vec_free(&list.blocks);
}

/* ---- roadblocks ---- */

static void ask_roadblock(
	struct agenda_maker *maker, const struct roadblock_block *roadblock, struct agenda_row *row)
{
	date_t as_of = maker->tracked->as_of;
	const struct person_block *to;
	date_t last = roadblock_escalation_day(maker->plan, roadblock, as_of, &to);
	bool stuck = roadblock_is_stuck(maker->plan, roadblock, as_of);
	struct str called = agenda_called(maker, &roadblock->block);
	struct str open = agenda_days(maker, as_of - roadblock->raised.value);
	if (stuck && as_of - last > row->days_late)
		row->days_late = as_of - last;
	if (stuck)
		agenda_ask(maker, row, "review.roadblock_stuck",
			"%.*s has been open for %.*s and was to go to %.*s after %s: who clears "
			"it, by when?",
			STR_ARGS(called), STR_ARGS(open),
			STR_ARGS(to ? agenda_title(maker, &to->block) : STR("the next person")),
			agenda_date(last).text);
	else if (roadblock->next.len)
		agenda_ask(maker, row, NULL,
			"%.*s has been open for %.*s, next step: %.*s. Is it cleared?",
			STR_ARGS(called), STR_ARGS(open), STR_ARGS(roadblock->next));
	else
		agenda_ask(maker, row, NULL,
			"%.*s has been open for %.*s: what is the next step, by when?",
			STR_ARGS(called), STR_ARGS(open));
}

static struct str roadblock_basis(
	struct agenda_maker *maker, const struct roadblock_block *roadblock)
{
	const struct person_block *to = block_as_person(roadblock->escalated.value.block);
	struct date_text raised = agenda_date(roadblock->raised.value);
	if (to && roadblock->escalated.on && roadblock->escalated.on <= maker->tracked->as_of)
		return str_format(maker->arena, "raised on %s, escalated to %.*s on %s",
			raised.text, STR_ARGS(agenda_person(maker, to)),
			agenda_date(roadblock->escalated.on).text);
	return str_format(maker->arena, "raised on %s", raised.text);
}

void agenda_roadblocks(struct agenda_maker *maker)
{
	struct agenda_list list = {0};
	for (uint32_t i = 0; i < maker->plan->of_kind[KIND_roadblock].n; i++) {
		const struct roadblock_block *roadblock = plan_roadblock(maker->plan, i);
		if (roadblock->raised.value && roadblock->raised.value <= maker->tracked->as_of &&
			roadblock_is_open(roadblock, maker->tracked->as_of))
			agenda_list_add(maker, &list, &roadblock->block);
	}
	agenda_list_sort(maker, &list);
	for (uint32_t i = 0; i < list.blocks.n; i++) {
		const struct block *block = list.blocks.items[i];
		const struct tracked_item *item = tracked_item_of(maker->tracked, block);
		struct agenda_row *row =
			item ? agenda_add_item(maker, item) : agenda_add_block(maker, block);
		row->state = STR("open");
		row->basis = roadblock_basis(maker, AS(roadblock));
		row->carried = agenda_carried(maker, AS(roadblock)->raised.value);
		ask_roadblock(maker, AS(roadblock), row);
	}
	vec_free(&list.blocks);
}

/* ---- what else is late ---- */

/* A promise that was answered with `broken` needs no further answer. */
static bool is_unanswered(const struct agenda_maker *maker, const struct tracked_item *item)
{
	const struct block *block = item->block;
	return is_missed(maker, item) &&
	       !(block->kind == KIND_commitment && AS(commitment)->broken &&
		       AS(commitment)->broken <= maker->tracked->as_of);
}

void agenda_ask_overdue(
	struct agenda_maker *maker, const struct tracked_item *item, struct agenda_row *row)
{
	struct str called = agenda_called(maker, item->block);
	struct date_text due = agenda_date(item->due);
	switch (item->block->kind) {
	case KIND_commitment:
		agenda_ask(maker, row, "tracking.commitment_unanswered",
			"%.*s was due on %s: was it kept, or when will it be?", STR_ARGS(called),
			due.text);
		break;
	case KIND_dependency:
		agenda_ask(maker, row, NULL, "%.*s was needed by %s: when does it come?",
			STR_ARGS(called), due.text);
		break;
	case KIND_enablement:
		agenda_ask(maker, row, "enablement.incomplete",
			"%.*s was due on %s and not everyone has completed it: who does, by when?",
			STR_ARGS(called), due.text);
		break;
	case KIND_assumption:
		agenda_ask(maker, row, "risk.recheck_overdue",
			"%.*s was to be checked again by %s: does it still hold?", STR_ARGS(called),
			due.text);
		break;
	case KIND_activity:
		agenda_ask(maker, row, NULL, "%.*s is %.*s: when will it be done?",
			STR_ARGS(called), STR_ARGS(lateness(maker, item)));
		break;
	}
}

void agenda_overdue(struct agenda_maker *maker)
{
	kinds_t kinds = K(activity) | K(commitment) | K(dependency) | K(enablement) | K(assumption);
	struct agenda_list list = agenda_items_that(maker, kinds, is_unanswered);
	for (uint32_t i = 0; i < list.blocks.n; i++) {
		const struct tracked_item *item =
			tracked_item_of(maker->tracked, list.blocks.items[i]);
		agenda_ask_overdue(maker, item, agenda_add_item(maker, item));
	}
	vec_free(&list.blocks);
}

/* ---- what comes next ---- */

static bool is_next(const struct agenda_maker *maker, date_t day)
{
	return day > maker->shown_to && day <= maker->show_to;
}

static bool is_due_next(const struct agenda_maker *maker, const struct tracked_item *item)
{
	date_t as_of = maker->tracked->as_of;
	return item->figures.state == ITEM_DUE &&
	       (is_next(maker, item->due) || (item->due == as_of && maker->shown_to == as_of));
}

static void add_due_next(struct agenda_maker *maker)
{
	struct agenda_list list = agenda_items_that(maker, K_ANY & ~K(roadblock), is_due_next);
	for (uint32_t i = 0; i < list.blocks.n; i++) {
		const struct tracked_item *item =
			tracked_item_of(maker->tracked, list.blocks.items[i]);
		struct agenda_row *row = agenda_add_item(maker, item);
		if (item->forecast > item->due)
			agenda_ask(maker, row, NULL,
				"%.*s is due on %s and expected on %s: what brings it forward?",
				STR_ARGS(agenda_called(maker, item->block)),
				agenda_date(item->due).text, agenda_date(item->forecast).text);
		else if (item->lands > item->due && item->waits_for &&
			 agenda_is_for_all(maker, item->waits_for))
			row->basis = str_format(maker->arena, "lands on %s, after %.*s",
				agenda_date(item->lands).text,
				STR_ARGS(agenda_called(maker, item->waits_for)));
	}
	vec_free(&list.blocks);
}

static struct agenda_row *add_event(
	struct agenda_maker *maker, const struct block *block, const char *state, date_t day)
{
	struct agenda_row *row = agenda_add_block(maker, block);
	row->state = str_from(state);
	row->due = day;
	return row;
}

static void add_sessions(struct agenda_maker *maker)
{
	for (uint32_t i = 0; i < maker->tracked->sessions.n; i++) {
		const struct tracked_session *session = &maker->tracked->sessions.items[i];
		if (session == maker->session || !is_next(maker, session->day.held) ||
			!agenda_is_for_all(maker, &session->review->block) ||
			(session->record && session->record->not_held.ptr))
			continue;
		add_event(maker, &session->review->block, "session", session->day.held);
	}
}

/* Somebody else takes over on a day to come. */
static void add_hand_overs(struct agenda_maker *maker, const struct block *block)
{
	struct owners owners = block_owners(block);
	const struct tracked_item *item = tracked_item_of(maker->tracked, block);
	if (owners.from != block || (item && item->figures.state == ITEM_DONE))
		return;
	for (uint32_t i = 0; i < owners.n; i++) {
		date_t from = owners.items[i].from;
		if (!is_next(maker, from) || !agenda_is_for_all(maker, block))
			continue;
		const struct person_block *old = block_owner_on(block, date_add(from, -1));
		const struct person_block *new = block_as_person(owners.items[i].value.block);
		if (!old || !new || old == new)
			continue;
		struct agenda_row *row = add_event(maker, block, "hand_over", from);
		row->basis = str_format(maker->arena, "from %.*s to %.*s",
			STR_ARGS(agenda_person(maker, old)), STR_ARGS(agenda_person(maker, new)));
	}
}

static void add_people_leaving(struct agenda_maker *maker)
{
	for (uint32_t i = 0; i < maker->plan->of_kind[KIND_person].n; i++) {
		const struct person_block *person = plan_person(maker->plan, i);
		if (!is_next(maker, person->leaves) || !agenda_is_for_all(maker, &person->block))
			continue;
		struct agenda_row *row = add_event(maker, &person->block, "leaves", person->leaves);
		const struct party_block *party = person_party(person);
		if (party)
			row->party = plan_name(maker->plan, party->block.name);
	}
}

static void add_certificates_ending(
	struct agenda_maker *maker, const struct enablement_block *enablement)
{
	for (uint32_t i = 0; i < enablement->completed.n; i++) {
		const struct phrase_completion *completion = &enablement->completed.items[i];
		const struct person_block *person = block_as_person(completion->value.block);
		if (!person || !is_next(maker, completion->until) ||
			!agenda_is_for_all(maker, &enablement->block))
			continue;
		struct agenda_row *row =
			add_event(maker, &enablement->block, "ends", completion->until);
		row->counterpart = agenda_person(maker, person);
	}
}

/* What is due in the order of every list; then sessions, hand-overs, people leaving and
   certificates ending. Windows follow each other, so that nothing stands in two of them. */
static void add_window(struct agenda_maker *maker, date_t last)
{
	maker->show_to = last;
	if (last <= maker->shown_to)
		return;
	add_due_next(maker);
	add_sessions(maker);
	for (uint32_t i = 0; i < maker->plan->blocks.n; i++)
		add_hand_overs(maker, maker->plan->blocks.items[i]);
	add_people_leaving(maker);
	for (uint32_t i = 0; i < maker->plan->of_kind[KIND_enablement].n; i++)
		add_certificates_ending(maker, plan_enablement(maker->plan, i));
	maker->shown_to = last;
}

/* From the as-of day to so many days after the meeting, so that nothing lies between the two. */
void agenda_next(struct agenda_maker *maker)
{
	const struct calendar *calendar = &maker->plan->calendar;
	add_window(maker,
		duration_add(maker->plan->settings.soon, maker->session->day.held, &calendar, 1));
}

void agenda_30_days(struct agenda_maker *maker)
{
	add_window(maker, date_add(maker->tracked->as_of, 30));
}

void agenda_60_days(struct agenda_maker *maker)
{
	add_window(maker, date_add(maker->tracked->as_of, 60));
}

void agenda_90_days(struct agenda_maker *maker)
{
	add_window(maker, date_add(maker->tracked->as_of, 90));
}
