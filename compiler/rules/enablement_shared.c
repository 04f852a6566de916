#include "compiler/rules/enablement_shared.h"

/* ---- which of it a piece of work needs ---- */

static void add_needed(struct enablement_index *index, const struct block *work,
	const struct enablement_block *enablement)
{
	uint32_t *first = map_put(&index->first, rules_key(work), NULL);
	vec_push(&index->items, ((struct needed_enablement){enablement, *first}));
	*first = index->items.n;
}

/* From the last to the first, because each one is put before those added earlier. */
void enablement_index_make(struct enablement_index *index, const struct plan *plan)
{
	*index = (struct enablement_index){0};
	for (uint32_t i = plan->of_kind[KIND_initiative].n; i-- > 0;) {
		const struct initiative_block *initiative = plan_initiative(plan, i);
		for (uint32_t k = initiative->needs.n; k-- > 0;) {
			const struct block *need = initiative->needs.items[k].block;
			if (need && need->kind == KIND_enablement)
				add_needed(index, &initiative->block, (const void *)need);
		}
	}
	for (uint32_t i = plan->of_kind[KIND_enablement].n; i-- > 0;) {
		const struct enablement_block *enablement = plan_enablement(plan, i);
		if (enablement->needed_by.block)
			add_needed(index, enablement->needed_by.block, enablement);
	}
}

void enablement_index_free(struct enablement_index *index)
{
	map_free(&index->first);
	vec_free(&index->items);
}

uint32_t enablement_first(const struct enablement_index *index, const struct block *work)
{
	const uint32_t *first = map_get(&index->first, rules_key(work));
	return first ? *first : 0;
}

/* ---- people ---- */

struct gathering {
	const struct rule_check *check;
	struct map seen;
	VEC(const struct person_block *) items;
	bool has_gap;
};

static void gather(struct gathering *gathering, struct block *block)
{
	bool added;
	const struct person_block *person = block_as_person(block);
	if (!person) {
		gathering->has_gap = true;
		return;
	}
	map_put(&gathering->seen, rules_key(block), &added);
	if (added)
		vec_push(&gathering->items, person);
}

/* What names nobody is not among the items of a list. */
static void note_gap(
	struct gathering *gathering, const struct block *block, const char *field, uint32_t n)
{
	gathering->has_gap |= !rules_has_all(gathering->check, block, field, n);
}

static void gather_block(struct gathering *gathering, const struct block *block)
{
	struct owners owners = block_owners(block);
	if (owners.from == block)
		note_gap(gathering, block, "owner", owners.n);
	for (uint32_t i = 0; i < owners.n && owners.from == block; i++)
		gather(gathering, owners.items[i].value.block);
	if (block->kind == KIND_initiative) {
		const struct initiative_block *initiative = (const void *)block;
		note_gap(gathering, block, "team", initiative->team.n);
		for (uint32_t i = 0; i < initiative->team.n; i++)
			gather(gathering, initiative->team.items[i].block);
	} else if (block->kind == KIND_activity) {
		const struct activity_block *activity = (const void *)block;
		note_gap(gathering, block, "team", activity->team.n);
		for (uint32_t i = 0; i < activity->team.n; i++)
			gather(gathering, activity->team.items[i].block);
	}
}

struct people work_people(
	const struct rule_check *check, const struct initiative_block *initiative, bool with_parts)
{
	const struct block *block = &initiative->block;
	struct gathering gathering = {.check = check, .has_gap = block->broken};
	gather_block(&gathering, block);
	for (const struct block *at = block->first_child; at && with_parts; at = at->next_sibling) {
		gathering.has_gap |= at->broken;
		gather_block(&gathering, at);
	}
	struct people people = {.items = arena_array(&check->sink->arena,
					const struct person_block *, gathering.items.n + 1),
		.n = gathering.items.n,
		.is_complete = !gathering.has_gap};
	for (uint32_t i = 0; i < people.n; i++)
		people.items[i] = gathering.items.items[i];
	map_free(&gathering.seen);
	vec_free(&gathering.items);
	return people;
}

bool enablement_reaches(
	const struct enablement_block *enablement, const struct person_block *person)
{
	for (uint32_t i = 0; i < enablement->audience.n; i++) {
		const struct block *block = enablement->audience.items[i].block;
		if (block && (block == &person->block || block == person->of.block))
			return true;
	}
	return false;
}

bool enablement_has_by(
	const struct enablement_block *enablement, const struct person_block *person, date_t day)
{
	for (uint32_t i = 0; i < enablement->completed.n; i++)
		if (enablement->completed.items[i].value.block == &person->block &&
			enablement->completed.items[i].on <= day)
			return true;
	return false;
}

bool enablement_has(const struct enablement_block *enablement, const struct person_block *person)
{
	return enablement_has_by(enablement, person, DATE_MAX);
}

/* Where names are too many, a number stands for the people of a party. */
static bool enough_trained(const struct enablement_block *enablement, date_t day)
{
	return enablement->trained.value.set && enablement->trained.on <= day &&
	       decimal_compare(enablement->trained.value.n, enablement->people.n) >= 0;
}

static bool party_has_by(const struct plan *plan, const struct enablement_block *enablement,
	const struct block *party, date_t day)
{
	uint32_t n = 0;
	for (uint32_t i = 0; i < plan->of_kind[KIND_person].n; i++) {
		const struct person_block *person = plan_person(plan, i);
		if (person->of.block != party)
			continue;
		if (!enablement_has_by(enablement, person, day))
			return false;
		n++;
	}
	return n > 0;
}

bool enablement_complete_by(
	const struct plan *plan, const struct enablement_block *enablement, date_t day)
{
	if (enablement->people.set && !enough_trained(enablement, day))
		return false;
	for (uint32_t i = 0; i < enablement->audience.n; i++) {
		struct block *block = enablement->audience.items[i].block;
		const struct person_block *person = block_as_person(block);
		if (person ? !enablement_has_by(enablement, person, day)
			   : !enablement->people.set && block_as_party(block) &&
					!party_has_by(plan, enablement, block, day))
			return false;
	}
	return true;
}

date_t work_start(const struct block *work)
{
	if (work && work->kind == KIND_initiative)
		return ((const struct initiative_block *)(const void *)work)->window.first;
	if (!work || work->kind != KIND_activity)
		return DATE_NONE;
	const struct activity_block *activity = (const void *)work;
	return activity->window.first ? activity->window.first : activity->due;
}
