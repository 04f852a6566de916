/* Who will not be there for all of the new period, and what names them. */
#include "compiler/renew/parts.h"

#include "compiler/plan/refs.h"

struct looking {
	struct renewing *renewing;
	struct map place_of; /* a leaver's block -> index in leavers, + 1 */
	VEC(struct out) roles;
};

static uint64_t key_of(const struct block *person)
{
	return (uint64_t)(uintptr_t)person;
}

/* What stood in something that stays behind is named without it. */
static void put_role(struct out *out, const struct renewing *renewing, const struct found_ref *ref)
{
	const struct plan *plan = renewing->plan;
	struct str path = is_lifted(renewing, ref->block) ? new_name(renewing, ref->block)
							  : block_path(plan, ref->block);
	out_printf(out, "%s%s of ", out->len ? ", " : "", ref->field);
	if (path.len)
		out_printf(out, "%s `%.*s`", kind_infos[ref->block->kind].name, STR_ARGS(path));
	else
		out_str(out, block_called(plan, ref->block));
}

/* Only fields that go on count. */
static void note_role(void *context, const struct found_ref *ref)
{
	struct looking *looking = context;
	const struct renewing *renewing = looking->renewing;
	const struct plan *plan = renewing->plan;
	const uint32_t *place = ref->to ? map_get(&looking->place_of, key_of(ref->to)) : NULL;
	if (!place || !ref->field || !ref->block)
		return;
	const struct field_info *info = schema_field(&plan->run->schema,
		(enum kind)ref->block->kind, intern_find(&plan->run->intern, str_from(ref->field)));
	if (info && carry_keeps_field(&renewing->carried, ref->block, info) &&
		!carry_is_gone(&renewing->carried, ref->file, ref->item) &&
		!(info->type == TYPE_owner && has_ended(renewing, ref->file, ref->item)))
		put_role(&looking->roles.items[*place - 1], renewing, ref);
}

static void find_people(struct looking *looking)
{
	const struct plan *plan = looking->renewing->plan;
	for (uint32_t i = 0; i < plan->of_kind[KIND_person].n; i++) {
		const struct person_block *person = plan_person(plan, i);
		if (!person->leaves || person->leaves >= looking->renewing->shift.to.last)
			continue;
		vec_push(&looking->renewing->renewed->leavers, ((struct leaver){person, STR("")}));
		vec_push(&looking->roles, (struct out){0});
		*map_put(&looking->place_of, key_of(&person->block), NULL) = looking->roles.n;
	}
}

void find_leavers(struct renewing *renewing)
{
	struct looking looking = {.renewing = renewing};
	const struct plan *plan = renewing->plan;
	find_people(&looking);
	for (uint32_t i = 0; i < plan->blocks.n && looking.roles.n; i++)
		if (goes_on(renewing, plan->blocks.items[i]))
			refs_each(renewing->plan, plan->blocks.items[i], note_role, &looking);
	for (uint32_t i = 0; i < looking.roles.n; i++) {
		renewing->renewed->leavers.items[i].roles =
			str_copy(renewing->arena, out_view(&looking.roles.items[i]));
		out_free(&looking.roles.items[i]);
	}
	vec_free(&looking.roles);
	map_free(&looking.place_of);
}
