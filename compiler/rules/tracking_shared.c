#include "compiler/rules/tracking_shared.h"

/* ---- goals ---- */

struct span goal_target_span(const struct goal_block *goal)
{
	static const char *const forms[] = {"target", "at_least", "at_most", "between"};
	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
		if (block_has(&goal->block, forms[i]))
			return block_field_span(&goal->block, forms[i]);
	return block_span(&goal->block);
}

void goal_label_figures(
	struct rule_check *check, struct finding *finding, const struct tracked_goal *goal)
{
	const struct goal_figures *figures = &goal->figures;
	struct span span = goal_target_span(goal->goal);
	if (goal_is_kept(goal->goal)) {
		finding_label(check->sink, finding, span, "met in %u of %u steps",
			figures->steps_met, figures->steps_due);
		return;
	}
	struct quantity actual = {figures->actual, goal->unit, true};
	struct quantity expected = {figures->expected.shown, goal->unit, true};
	finding_label(check->sink, finding, span, "%.*s on %s, of %.*s expected on that day",
		STR_ARGS(quantity_text(check->plan, actual)), date_text(figures->reading_date).text,
		STR_ARGS(quantity_text(check->plan, expected)));
}

void note_day(struct rule_check *check, struct finding *finding)
{
	finding_note(check->sink, finding, "as of %s", date_text(check->tracked->as_of).text);
}

/* ---- days ---- */

bool action_is_open(const struct action_block *action, date_t day)
{
	const struct block *parent = action->block.parent;
	if ((action->done && action->done <= day) ||
		(action->dropped.value && action->dropped.value <= day))
		return false;
	if (!parent || parent->kind != KIND_contingency)
		return true;
	date_t activated = ((const struct contingency_block *)(const void *)parent)->activated;
	return activated && activated <= day;
}

date_t said_on(const struct block *block, date_t on)
{
	const struct block *parent = block->parent;
	return on || !parent || parent->kind != KIND_session ? on : parent->date;
}

date_t workdays_after(const struct plan *plan, date_t date, int64_t n)
{
	const struct calendar *calendars[] = {&plan->calendar};
	return calendar_add_workdays(calendars, 1, date, n);
}

/* ---- what was agreed about a block ---- */

static void touch_one(struct map *map, const struct block *block, date_t day)
{
	uint32_t *last = map_put(map, rules_key(block), NULL);
	if ((uint32_t)day > *last)
		*last = (uint32_t)day;
}

static void touch(struct map *map, const struct block *block, date_t day)
{
	if (!block || day <= DATE_NONE)
		return;
	touch_one(map, block, day);
	const struct initiative_block *initiative = rules_initiative(block);
	if (initiative)
		touch_one(map, &initiative->block, day);
}

static void touch_refs(
	struct map *map, const struct ref *refs, uint32_t n, date_t day, date_t as_of)
{
	for (uint32_t i = 0; i < n && day <= as_of; i++)
		touch(map, refs[i].block, day);
}

void touches_make(struct touches *touches, const struct rule_check *check)
{
	const struct plan *plan = check->plan;
	date_t as_of = check->tracked->as_of;
	*touches = (struct touches){0};
	for (uint32_t i = 0; i < plan->of_kind[KIND_decision].n; i++) {
		const struct decision_block *decision = plan_decision(plan, i);
		touch_refs(&touches->decided, decision->affects.items, decision->affects.n,
			said_on(&decision->block, decision->on), as_of);
	}
	for (uint32_t i = 0; i < plan->of_kind[KIND_amendment].n; i++) {
		const struct amendment_block *amendment = plan_amendment(plan, i);
		for (uint32_t k = 0; k < amendment->changes.n; k++)
			touch_refs(&touches->amended, &amendment->changes.items[k].value.ref, 1,
				amendment->effective, as_of);
	}
	for (uint32_t i = 0; i < plan->of_kind[KIND_action].n; i++) {
		const struct action_block *action = plan_action(plan, i);
		date_t over = action->done ? action->done : action->dropped.value;
		touch_refs(&touches->acted, action->affects.items, action->affects.n,
			action_is_open(action, as_of) ? as_of : over, as_of);
	}
}

void touches_free(struct touches *touches)
{
	map_free(&touches->decided);
	map_free(&touches->amended);
	map_free(&touches->acted);
}

static bool has_since(const struct map *map, const struct block *block, date_t day)
{
	const uint32_t *last = map_get(map, rules_key(block));
	return last && (date_t)*last >= day;
}

bool touches_since(
	const struct touches *touches, const struct block *block, date_t day, unsigned kinds)
{
	const struct block *whole =
		rules_initiative(block) ? &rules_initiative(block)->block : block;
	return (kinds & TOUCH_DECISION && has_since(&touches->decided, whole, day)) ||
	       (kinds & TOUCH_AMENDMENT && has_since(&touches->amended, whole, day)) ||
	       (kinds & TOUCH_ACTION && has_since(&touches->acted, whole, day));
}

/* ---- is it over? ---- */

bool is_settled(const struct tracked *tracked, const struct block *block)
{
	if (block->kind == KIND_goal) {
		const struct tracked_goal *goal = tracked_goal_of(tracked, (const void *)block);
		return goal && (goal->figures.status == STATUS_DONE ||
				       goal->figures.status == STATUS_MISSED);
	}
	if (block->kind == KIND_initiative) {
		const struct tracked_initiative *work =
			tracked_initiative_of(tracked, (const void *)block);
		return rules_is_over(block) || (work && work->execution == STATUS_DONE);
	}
	date_t over = rules_over_on(block);
	return rules_is_over(block) || (over && over <= tracked->as_of);
}
