#include "compiler/rules/past_shared.h"

/* ---- which amendment names a change ---- */

static void note(struct map *map, uint64_t key, uint32_t amendment)
{
	uint32_t *first = map_put(map, key, NULL);
	*first = *first ? *first : amendment + 1;
}

/* No two blocks are nearer in memory than a block has fields. */
static uint64_t field_key(const struct block *block, const struct field_info *field)
{
	return rules_key(block) + field->index;
}

void amendments_find(struct amendments *amendments, const struct plan *plan, bool approved)
{
	*amendments = (struct amendments){.plan = plan};
	for (uint32_t i = 0; i < plan->of_kind[KIND_amendment].n; i++) {
		const struct amendment_block *amendment = plan_amendment(plan, i);
		if (approved && !amendment_is_approved(plan, amendment))
			continue;
		for (uint32_t k = 0; k < amendment->changes.n; k++) {
			const struct field_ref *place = &amendment->changes.items[k].value;
			if (!place->ref.block)
				continue;
			note(&amendments->any, rules_key(place->ref.block), i);
			if (place->field)
				note(&amendments->fields, field_key(place->ref.block, place->field),
					i);
			else
				note(&amendments->wholes, rules_key(place->ref.block), i);
		}
	}
}

void amendments_free(struct amendments *amendments)
{
	map_free(&amendments->any);
	map_free(&amendments->fields);
	map_free(&amendments->wholes);
}

static uint32_t sooner(uint32_t first, const struct map *map, uint64_t key)
{
	const uint32_t *other = map_get(map, key);
	return other && (!first || *other < first) ? *other : first;
}

const struct amendment_block *amendments_naming(
	const struct amendments *amendments, const struct change *change)
{
	const struct fact *fact = change->after;
	uint32_t first = 0;
	if (!fact)
		return NULL;
	first = sooner(first, &amendments->wholes, rules_key(fact->block));
	if (fact->info)
		first = sooner(first, &amendments->fields, field_key(fact->block, fact->info));
	else
		first = sooner(first, &amendments->any, rules_key(fact->block));
	if (!fact->block->name && fact->block->parent)
		first = sooner(first, &amendments->any, rules_key(fact->block->parent));
	return first ? plan_amendment(amendments->plan, first - 1) : NULL;
}

/* ---- changes since what was signed ---- */

void past_find_changes(const struct rule_check *check, struct past_changes *changes)
{
	const struct plan *plan = check->plan;
	*changes = (struct past_changes){.past = past_plan_of(plan->run->past, plan)};
	if (!changes->past)
		return;
	facts_make(&changes->facts, check->plan, &check->sink->arena);
	changes_find(&changes->changes, &changes->past->facts, &changes->facts);
	amendments_find(&changes->amendments, plan, false);
}

void past_free_changes(struct past_changes *changes)
{
	vec_free(&changes->facts.items);
	vec_free(&changes->changes.items);
	amendments_free(&changes->amendments);
}

date_t past_moved_on(const struct past_changes *changes, const struct change *change,
	const struct amendment_block **amendment)
{
	*amendment = amendments_naming(&changes->amendments, change);
	return *amendment && (*amendment)->effective ? (*amendment)->effective
						     : changes->amendments.plan->run->as_of;
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

bool past_moved_without_cause(const struct rule_check *check, const struct past_changes *changes,
	const struct change *change)
{
	const struct amendment_block *amendment;
	date_t day = past_moved_on(changes, change, &amendment);
	bool is_correction = amendment && amendment->type == amendment_type_correction;
	return check->tracked && change->after && day && !is_correction &&
	       is_late_move(check, change, day) &&
	       !had_cause(check->plan, change->after->block, day);
}
