/* What follows from that: nothing that goes on names what stays behind. */
#include "compiler/renew/carry_parts.h"

#include "compiler/plan/refs.h"

/* ---- what needs what stays behind ---- */

static const struct field_info *field_of(const struct carried *carried, const struct found_ref *ref)
{
	uint32_t word = intern_find(&carried->plan->run->intern, str_from(ref->field));
	return schema_field(&carried->plan->run->schema, (enum kind)ref->block->kind, word);
}

static void put_node(
	struct carried *carried, struct map *nodes, const struct file *file, uint32_t node)
{
	bool added;
	map_put(nodes, carry_node_key(file, node), &added);
	carried->changed |= added;
}

/* A value that can be written down in place of how it is worked out. */
static bool is_plain_value(enum value_type type)
{
	enum value_type base = type_infos[type].base ? type_infos[type].base : type;
	switch (base) {
	case TYPE_date:
	case TYPE_date_start:
	case TYPE_range:
	case TYPE_money:
	case TYPE_amount:
	case TYPE_number:
	case TYPE_percent:
	case TYPE_share:
	case TYPE_duration:
		return true;
	default:
		return false;
	}
}

/* Within `by`, `from` and the like: only the value before them can be written down. */
static bool stands_in_clause(const struct found_ref *ref)
{
	const struct node *item = file_node(ref->file, ref->item);
	for (uint32_t at = item->kind == NODE_PHRASE ? item->child : 0; at;
		at = file_node(ref->file, at)->next) {
		struct span span = file_span(ref->file, at);
		if (file_node(ref->file, at)->kind == NODE_CLAUSE &&
			ref->span.start >= span.start && ref->span.start < span.start + span.len)
			return true;
	}
	return false;
}

/* The name ends in a field that the block has and that does not go on: a forecast, a target. */
static bool names_lost_field(const struct carried *carried, const struct found_ref *ref)
{
	struct str text = source_slice(ref->file->source, ref->span);
	const char *dot = memrchr(text.ptr, '.', text.len);
	if (!ref->to || !dot || ref->let)
		return false;
	struct str name = str_slice(text, (size_t)(dot - text.ptr) + 1, text.len);
	uint32_t word = intern_find(&carried->plan->run->intern, name);
	const struct field_info *info =
		schema_field(&carried->plan->run->schema, (enum kind)ref->to->kind, word);
	return info && block_has(ref->to, info->name) && !carry_keeps_field(carried, ref->to, info);
}

static bool stays_behind(const struct carried *carried, const struct found_ref *ref)
{
	if (ref->let)
		return carry_is_gone(carried, ref->let->file, ref->let->node);
	const uint32_t *how = ref->to ? map_get(&carried->how, carry_block_key(ref->to)) : NULL;
	return how && (*how == CARRY_LEFT || *how == CARRY_MODEL);
}

static void look_at_ref(void *context, const struct found_ref *ref)
{
	struct carried *carried = context;
	const struct field_info *info = ref->field ? field_of(carried, ref) : NULL;
	if (!info || !carry_keeps_field(carried, ref->block, info))
		return;
	bool is_plain = is_plain_value(info->type);
	if (!stays_behind(carried, ref) && !(is_plain && names_lost_field(carried, ref)))
		return;
	bool is_value = is_plain && !stands_in_clause(ref);
	put_node(carried, is_value ? &carried->frozen : &carried->gone, ref->file, ref->item);
}

struct let_look {
	struct carried *carried;
	const struct let *let;
};

static void look_at_let(void *context, const struct found_ref *ref)
{
	const struct let_look *look = context;
	struct carried *carried = look->carried;
	const struct value *value = &look->let->value;
	bool is_plain = value->kind == VALUE_DATE || value->kind == VALUE_QUANTITY;
	if (!stays_behind(carried, ref) && !names_lost_field(carried, ref))
		return;
	put_node(carried, is_plain ? &carried->frozen : &carried->gone, look->let->file,
		look->let->node);
}

static bool is_list(const struct file *file, uint32_t node)
{
	return file_node(file, node)->kind == NODE_LIST;
}

/* Nothing of what the field states is left. */
static bool is_field_gone(const struct carried *carried, const struct file *file, uint32_t node)
{
	for (uint32_t at = file_node(file, node)->child; at; at = file_node(file, at)->next) {
		if (carry_is_gone(carried, file, at))
			continue;
		if (!is_list(file, at))
			return false;
		uint32_t item = file_node(file, at)->child;
		for (; item; item = file_node(file, item)->next)
			if (!carry_is_gone(carried, file, item))
				return false;
	}
	return true;
}

static bool needs(const struct block *block, const struct field_info *info)
{
	return info->kind == block->kind && info->required &&
	       !(info->unless && block_has(block, info->unless));
}

static bool part_lacks_something(
	const struct carried *carried, const struct block *block, const struct part *part)
{
	const struct file *file = part->file;
	for (uint32_t at = file_node(file, part->node)->child; at; at = file_node(file, at)->next) {
		if (file_node(file, at)->kind != NODE_FIELD)
			continue;
		const struct field_info *info = schema_field(&carried->plan->run->schema,
			(enum kind)block->kind, file_node(file, at)->name);
		if (info && needs(block, info) && is_field_gone(carried, file, at))
			return true;
	}
	return false;
}

/* A field that its kind needs is stated, and nothing of it is left. */
static bool lacks_something(const struct carried *carried, const struct block *block)
{
	for (const struct part *part = &block->part; part; part = part->next)
		if (part_lacks_something(carried, block, part))
			return true;
	return false;
}

static void look_at_block(struct carried *carried, struct block *block)
{
	enum carry carry = carry_of(carried, block);
	if (carry == CARRY_LEFT)
		return;
	refs_each(carried->plan, block, look_at_ref, carried);
	if (carry == CARRY_MODEL)
		return;
	if (carry_in(carry, carried, block) != CARRY_LEFT && !lacks_something(carried, block))
		return;
	put_carry(carried, block, CARRY_LEFT);
	carried->changed = true;
}

/* Only its names matter: a template may lack what those that are like it state. */
static void look_at_template(struct carried *carried, struct block *block)
{
	refs_each(carried->plan, block, look_at_ref, carried);
	for (struct block *child = block->first_child; child; child = child->next_sibling)
		look_at_template(carried, child);
}

/* ---- what others are like ---- */

bool block_is_at_own_place(const struct block *block)
{
	const struct block *parent = block->parent;
	if (!parent)
		return true;
	if (parent->part.file != block->part.file)
		return false;
	const struct node *outer = file_node(parent->part.file, parent->part.node);
	const struct node *inner = file_node(block->part.file, block->part.node);
	return outer->first <= inner->first && inner->last <= outer->last;
}

static void index_places(struct carried *carried)
{
	const struct plan *plan = carried->plan;
	for (uint32_t i = 0; i < plan->blocks.n; i++) {
		const struct block *block = plan->blocks.items[i];
		if (block_is_at_own_place(block))
			*map_put(&carried->own_at,
				carry_node_key(block->part.file, block->part.node), NULL) = i + 1;
	}
}

/* What it holds is taken over with it; what is owed goes on by itself. */
static void make_model(struct carried *carried, const struct block *block)
{
	enum kind kind = (enum kind)block->kind;
	if (kind_is_left(kind) || carry_of(carried, block) == CARRY_RECORD)
		return;
	put_carry(carried, block, CARRY_MODEL);
	carried->changed = true;
	for (const struct block *child = block->first_child; child; child = child->next_sibling)
		make_model(carried, child);
}

static void keep_models_of(struct carried *carried, const struct block *block)
{
	for (const struct part *part = block->part.next; part; part = part->next) {
		const uint32_t *place =
			part->is_base
				? map_get(&carried->own_at, carry_node_key(part->file, part->node))
				: NULL;
		const struct block *base = place ? carried->plan->blocks.items[*place - 1] : NULL;
		if (base && !base->is_std && carry_of(carried, base) == CARRY_LEFT)
			make_model(carried, base);
	}
}

static void keep_models(struct carried *carried)
{
	const struct plan *plan = carried->plan;
	for (uint32_t i = 0; i < plan->templates.n; i++)
		keep_models_of(carried, plan->templates.items[i]);
	for (uint32_t i = 0; i < plan->blocks.n; i++)
		if (carry_of(carried, plan->blocks.items[i]) != CARRY_LEFT)
			keep_models_of(carried, plan->blocks.items[i]);
}

/* ---- means of what stays behind ---- */

enum { NAMED_BY_NONE, NAMED_BY_LEFT, NAMED_BY_CARRIED };

struct naming {
	const struct carried *carried;
	struct map by; /* block -> who names it */
};

static void note_name(void *context, const struct found_ref *ref)
{
	struct naming *naming = context;
	if (!ref->to || !ref->block)
		return;
	bool is_left = carry_of(naming->carried, ref->block) == CARRY_LEFT;
	uint32_t *by = map_put(&naming->by, carry_block_key(ref->to), NULL);
	if (*by != NAMED_BY_CARRIED)
		*by = is_left ? NAMED_BY_LEFT : NAMED_BY_CARRIED;
}

/* Resources and plans B that only served what stays behind stay with it. */
static void leave_unneeded(struct carried *carried)
{
	const struct plan *plan = carried->plan;
	struct naming naming = {.carried = carried};
	for (uint32_t i = 0; i < plan->blocks.n; i++)
		refs_each(carried->plan, plan->blocks.items[i], note_name, &naming);
	for (uint32_t i = 0; i < plan->blocks.n; i++) {
		const struct block *block = plan->blocks.items[i];
		const uint32_t *by = map_get(&naming.by, carry_block_key(block));
		bool is_means = block->kind == KIND_resource || block->kind == KIND_contingency;
		if (!is_means || !by || *by != NAMED_BY_LEFT ||
			carry_of(carried, block) != CARRY_MOVED)
			continue;
		put_carry(carried, block, CARRY_LEFT);
		carried->changed = true;
	}
	map_free(&naming.by);
}

void carry_settle(struct carried *carried)
{
	struct plan *plan = carried->plan;
	index_places(carried);
	do {
		carried->changed = false;
		for (uint32_t i = 0; i < plan->lets.n; i++) {
			struct let_look look = {carried, plan->lets.items[i]};
			refs_each_of_let(plan, look.let, look_at_let, &look);
		}
		for (uint32_t i = 0; i < plan->templates.n; i++)
			look_at_template(carried, plan->templates.items[i]);
		for (uint32_t i = 0; i < plan->blocks.n; i++)
			look_at_block(carried, plan->blocks.items[i]);
		leave_unneeded(carried);
		keep_models(carried);
	} while (carried->changed);
}
