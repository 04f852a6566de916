/* Goals that are behind, unknown or on watch, with their figures as of the day. */
#include "compiler/emit/agenda/parts.h"

/* ---- which ---- */

static bool is_behind(enum status status)
{
	return status == STATUS_BEHIND || status == STATUS_MISSED;
}

static bool is_unknown(enum status status)
{
	return status == STATUS_UNKNOWN;
}

static bool is_watch(enum status status)
{
	return status == STATUS_WATCH;
}

static const struct goal_block *as_goal(const struct block *block)
{
	return (const void *)block;
}

/* Goals in such a state that the review looks at, in order. */
static struct agenda_list goals_that(struct agenda_maker *maker, bool (*fits)(enum status))
{
	struct agenda_list list = {0};
	for (uint32_t i = 0; i < maker->tracked->goals.n; i++) {
		const struct tracked_goal *goal = &maker->tracked->goals.items[i];
		if (fits(goal->figures.status) && review_covers(maker->session->review, goal->goal))
			agenda_list_add(maker, &list, &goal->goal->block);
	}
	agenda_list_sort(maker, &list);
	return list;
}

/* Sessions in a row, up to this one, at which it stood like that. */
static int32_t goal_carried(const struct agenda_maker *maker, const struct tracked_goal *goal,
	bool (*fits)(enum status))
{
	int32_t n = 0;
	for (uint32_t i = maker->tracked->sessions.n; i-- > 0;) {
		const struct tracked_session *session = &maker->tracked->sessions.items[i];
		if (!agenda_is_past(maker, session))
			continue;
		if (!fits(tracked_goal_on(goal, session->day.held).status))
			break;
		n++;
	}
	return n;
}

/* ---- figures ---- */

static struct quantity number(bool has, struct decimal n)
{
	return (struct quantity){.n = n, .set = has};
}

static struct quantity shown(const struct figure *figure)
{
	return number(figure->has, figure->shown);
}

static struct str basis_of(struct agenda_maker *maker, const struct tracked_goal *goal)
{
	const struct goal_input *input = &goal->input;
	struct str bound = agenda_amount(maker, input->target, goal->unit);
	switch (input->form) {
	case FORM_AT_LEAST:
		return str_format(maker->arena, "kept: at least %.*s", STR_ARGS(bound));
	case FORM_AT_MOST:
		return str_format(maker->arena, "kept: at most %.*s", STR_ARGS(bound));
	case FORM_BETWEEN:
		return str_format(maker->arena, "kept: between %.*s and %.*s", STR_ARGS(bound),
			STR_ARGS(agenda_amount(maker, input->upper, goal->unit)));
	case FORM_TARGET:
		break;
	}
	if (input->curve_agreed)
		return goal->step_curve ? STR("increments, in steps") : STR("increments");
	return input->curve.equal_shares ? STR("equal split, not agreed")
					 : STR("straight line, not agreed");
}

struct agenda_row *agenda_add_goal(struct agenda_maker *maker, const struct tracked_goal *goal)
{
	const struct goal_figures *figures = &goal->figures;
	struct agenda_row *row = agenda_add_block(maker, &goal->goal->block);
	row->state = str_from(status_word(figures->status));
	row->basis = basis_of(maker, goal);
	row->unit = unit_text(maker->plan, goal->unit, true);
	row->target = number(true, goal->input.target);
	row->target_date = goal->input.last;
	row->expected = shown(&figures->expected);
	row->pace = shown(&figures->pace);
	row->gap = shown(&figures->gap);
	row->projection = shown(&figures->projection);
	if (figures->has_reading) {
		row->actual = number(true, figures->actual_shown);
		row->actual_date = figures->reading_date;
		row->age = figures->age;
	}
	if (goal_source(goal->goal).len)
		row->source = goal_source(goal->goal);
	return row;
}

static struct agenda_row *add_goal(
	struct agenda_maker *maker, const struct tracked_goal *goal, bool (*fits)(enum status))
{
	struct agenda_row *row = agenda_add_goal(maker, goal);
	row->carried = goal_carried(maker, goal, fits);
	return row;
}

/* ---- words ---- */

static const char *step_name(enum period_kind kind)
{
	switch (kind) {
	case PERIOD_NONE:
		break;
	case PERIOD_YEAR:
	case PERIOD_FISCAL_YEAR:
		return "years";
	case PERIOD_HALF:
	case PERIOD_FISCAL_HALF:
		return "halves";
	case PERIOD_QUARTER:
	case PERIOD_FISCAL_QUARTER:
		return "quarters";
	case PERIOD_MONTH:
	case PERIOD_FISCAL_MONTH:
		return "months";
	case PERIOD_WEEK:
		return "weeks";
	}
	return "steps";
}

/* "7,500 of 12,363 USD expected on 2026-05-15, pace 60.6%"; "0 of 2 months met, 6.5 hours on
 * 2026-04-30" */
static struct str standing(struct agenda_maker *maker, const struct tracked_goal *goal)
{
	const struct goal_figures *figures = &goal->figures;
	struct str actual = agenda_amount(maker, figures->actual_shown, goal->unit);
	struct date_text date = agenda_date(figures->reading_date);
	if (!figures->has_reading)
		return STR("not read yet");
	if (goal->input.form != FORM_TARGET)
		return str_format(maker->arena, "%u of %u %s met, %.*s on %s", figures->steps_met,
			figures->steps_due, step_name((enum period_kind)figures->step.kind),
			STR_ARGS(actual), date.text);
	if (!figures->expected.has || !figures->pace.has)
		return str_format(maker->arena, "%.*s on %s", STR_ARGS(actual), date.text);
	if (goal->unit != UNIT_PERCENT)
		actual = agenda_amount(maker, figures->actual_shown, UNIT_NONE);
	return str_format(maker->arena, "%.*s of %.*s expected on %s, pace %.*s", STR_ARGS(actual),
		STR_ARGS(agenda_amount(maker, figures->expected.shown, goal->unit)), date.text,
		STR_ARGS(agenda_amount(maker, figures->pace.shown, UNIT_PERCENT)));
}

/* The action with the nearest date ahead that is to help the goal; NULL if there is none. */
static const struct action_block *open_action(
	const struct agenda_maker *maker, const struct goal_block *goal)
{
	const struct action_block *best = NULL;
	for (uint32_t i = 0; i < maker->plan->of_kind[KIND_action].n; i++) {
		const struct action_block *action = plan_action(maker->plan, i);
		const struct tracked_item *item = tracked_item_of(maker->tracked, &action->block);
		if (!item || item->figures.state != ITEM_DUE ||
			(best && best->due <= action->due) ||
			!agenda_is_for_all(maker, &action->block))
			continue;
		for (uint32_t k = 0; k < action->affects.n; k++)
			if (action->affects.items[k].block == &goal->block)
				best = action;
	}
	return best;
}

/* ---- questions ---- */

static void ask_missed(
	struct agenda_maker *maker, const struct tracked_goal *goal, struct agenda_row *row)
{
	if (root_cause_of(maker->plan, &goal->goal->block))
		return;
	agenda_ask(maker, row, NULL,
		"%.*s ended on %s short of what was agreed, %.*s: what follows from it?",
		STR_ARGS(agenda_called(maker, &goal->goal->block)),
		agenda_date(goal->input.last).text, STR_ARGS(standing(maker, goal)));
}

static void ask_behind(
	struct agenda_maker *maker, const struct tracked_goal *goal, struct agenda_row *row)
{
	const struct action_block *action = open_action(maker, goal->goal);
	struct str called = agenda_called(maker, &goal->goal->block);
	struct str where = standing(maker, goal);
	if (action)
		agenda_ask(maker, row, NULL,
			"%.*s is behind, %.*s: is action '%.*s', due on %s, enough?",
			STR_ARGS(called), STR_ARGS(where),
			STR_ARGS(agenda_title(maker, &action->block)),
			agenda_date(action->due).text);
	else
		agenda_ask(maker, row, "tracking.behind_without_action",
			"%.*s is behind, %.*s, and no open action is to help it: which action, by "
			"whom, by when?",
			STR_ARGS(called), STR_ARGS(where));
}

static void ask_unknown(
	struct agenda_maker *maker, const struct tracked_goal *goal, struct agenda_row *row)
{
	const struct goal_figures *figures = &goal->figures;
	struct str called = agenda_called(maker, &goal->goal->block);
	struct date_text date = agenda_date(figures->reading_date);
	if (!figures->has_reading && figures->first_due)
		agenda_ask(maker, row, "tracking.stale",
			"%.*s has no reading, the first was due on %s: who brings it, by when?",
			STR_ARGS(called), agenda_date(figures->first_due).text);
	else if (!figures->has_reading)
		agenda_ask(maker, row, "tracking.stale",
			"%.*s has no reading: who brings it, by when?", STR_ARGS(called));
	else if (figures->sample_too_small)
		agenda_ask(maker, row, NULL,
			"%.*s was last read on %s from too few cases, %.*s of %.*s: who brings a "
			"reading of more, by when?",
			STR_ARGS(called), date.text,
			STR_ARGS(agenda_amount(maker, figures->sample, UNIT_NONE)),
			STR_ARGS(agenda_amount(maker, goal->input.minimum_sample, UNIT_NONE)));
	else
		agenda_ask(maker, row, "tracking.stale",
			"%.*s was last read on %s, %.*s ago: who brings a newer reading, by when?",
			STR_ARGS(called), date.text, STR_ARGS(agenda_days(maker, figures->age)));
}

static void ask_watch(
	struct agenda_maker *maker, const struct tracked_goal *goal, struct agenda_row *row)
{
	agenda_ask(maker, row, NULL, "%.*s is on watch, %.*s: does it need an action?",
		STR_ARGS(agenda_called(maker, &goal->goal->block)),
		STR_ARGS(standing(maker, goal)));
}

void agenda_ask_goal(
	struct agenda_maker *maker, const struct tracked_goal *goal, struct agenda_row *row)
{
	enum status status = goal->figures.status;
	if (status == STATUS_MISSED)
		ask_missed(maker, goal, row);
	else if (status == STATUS_BEHIND)
		ask_behind(maker, goal, row);
	else if (is_unknown(status))
		ask_unknown(maker, goal, row);
	else if (is_watch(status))
		ask_watch(maker, goal, row);
}

/* ---- blocks ---- */

/* Goals in such a state, each with its question. */
static void add_goals(struct agenda_maker *maker, bool (*fits)(enum status))
{
	struct agenda_list list = goals_that(maker, fits);
	for (uint32_t i = 0; i < list.blocks.n; i++) {
		const struct tracked_goal *goal =
			tracked_goal_of(maker->tracked, as_goal(list.blocks.items[i]));
		agenda_ask_goal(maker, goal, add_goal(maker, goal, fits));
	}
	vec_free(&list.blocks);
}

void agenda_behind(struct agenda_maker *maker)
{
	add_goals(maker, is_behind);
}

void agenda_unknown(struct agenda_maker *maker)
{
	add_goals(maker, is_unknown);
}

void agenda_watch(struct agenda_maker *maker)
{
	add_goals(maker, is_watch);
}
