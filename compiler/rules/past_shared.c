#include "compiler/rules/past_shared.h"

bool amendment_names(const struct amendment_block *amendment, const struct change *change)
{
	const struct fact *fact = change->after;
	for (uint32_t i = 0; fact && i < amendment->changes.n; i++) {
		const struct field_ref *place = &amendment->changes.items[i].value;
		bool is_own = place->ref.block == fact->block &&
			      (!place->field || !fact->info || place->field == fact->info);
		bool is_inside = !fact->block->name && place->ref.block == fact->block->parent;
		if (place->ref.block && (is_own || is_inside))
			return true;
	}
	return false;
}

void past_find_changes(const struct rule_check *check, struct past_changes *changes)
{
	const struct plan *plan = check->plan;
	*changes = (struct past_changes){.past = past_plan_of(plan->run->past, plan)};
	if (!changes->past)
		return;
	facts_make(&changes->facts, check->plan, &check->sink->arena);
	changes_find(&changes->changes, &changes->past->facts, &changes->facts);
}

void past_free_changes(struct past_changes *changes)
{
	vec_free(&changes->facts.items);
	vec_free(&changes->changes.items);
}

date_t past_moved_on(const struct rule_check *check, const struct change *change,
	const struct amendment_block **amendment)
{
	const struct plan *plan = check->plan;
	*amendment = NULL;
	for (uint32_t i = 0; i < plan->of_kind[KIND_amendment].n && !*amendment; i++)
		if (amendment_names(plan_amendment(plan, i), change))
			*amendment = plan_amendment(plan, i);
	return *amendment && (*amendment)->effective ? (*amendment)->effective : plan->run->as_of;
}

/* ---- what was moved instead of looked into ---- */

static bool had_cause(const struct plan *plan, const struct block *block, date_t day)
{
	for (uint32_t i = 0; i < plan->of_kind[KIND_root_cause].n; i++) {
		const struct root_cause_block *cause = plan_root_cause(plan, i);
		if (cause->of.block == block && cause->opened && cause->opened <= day)
			return true;
	}
	return false;
}

static bool was_behind(const struct rule_check *check, const struct block *block, date_t day)
{
	const struct tracked_goal *goal =
		tracked_goal_of(check->tracked, (const struct goal_block *)(const void *)block);
	struct goal_figures figures;
	if (!goal)
		return false;
	figures = tracked_goal_on(goal, day);
	return figures.status == STATUS_BEHIND || figures.status == STATUS_MISSED;
}

/* Dated work whose day had gone by when it was moved, and that was not done by it. */
static bool was_missed(const struct rule_check *check, const struct change *change, date_t day)
{
	const struct tracked_item *item = tracked_item_of(check->tracked, change->after->block);
	const char *at = (const char *)change->before->block + change->before->info->offset;
	date_t due = *(const date_t *)(const void *)at;
	return item && due && due < day && (!item->done || item->done > due);
}

static bool is_late_move(const struct rule_check *check, const struct change *change, date_t day)
{
	const struct fact *fact = change->after;
	if (change->weight != WEIGHT_EASED || !fact->info)
		return false;
	if (fact->block->kind == KIND_goal)
		return was_behind(check, fact->block, day);
	bool is_day = fact->info->type == TYPE_date;
	return is_day && was_missed(check, change, day);
}

bool past_moved_without_cause(const struct rule_check *check, const struct change *change)
{
	const struct amendment_block *amendment;
	date_t day = past_moved_on(check, change, &amendment);
	bool is_correction = amendment && amendment->type == amendment_type_correction;
	return check->tracked && change->after && day && !is_correction &&
	       is_late_move(check, change, day) &&
	       !had_cause(check->plan, change->after->block, day);
}
