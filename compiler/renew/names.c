/* What things are called in the new plan, where all of them stand in one file. */
#include "compiler/renew/parts.h"

#include "compiler/plan/names.h"
#include "compiler/plan/refs.h"

static uint64_t key_of(const struct block *block)
{
	return (uint64_t)(uintptr_t)block;
}

struct str new_name(const struct renewing *renewing, const struct block *block)
{
	const uint32_t *place = map_get(&renewing->names, key_of(block));
	return place ? renewing->new_names.items[*place - 1]
		     : plan_name(renewing->plan, block->name);
}

/* ---- who goes on without what it stood in ---- */

bool is_lifted(const struct renewing *renewing, const struct block *block)
{
	enum carry carry = carry_of(&renewing->carried, block);
	enum carry around =
		block->parent ? carry_of(&renewing->carried, block->parent) : CARRY_KEPT;
	return (around == CARRY_LEFT && carry != CARRY_LEFT) ||
	       (around == CARRY_MODEL && carry == CARRY_RECORD);
}

/* Its name is one of the plan, not of something that it stands in. */
static bool is_named_in_plan(const struct renewing *renewing, const struct block *block)
{
	if (carry_of(&renewing->carried, block) == CARRY_LEFT)
		return false;
	for (; block->parent && !is_lifted(renewing, block); block = block->parent)
		if (block->parent->name)
			return false;
	return true;
}

/* Kind and name in one word, for a map. */
static uint64_t taken_key(struct renewing *renewing, const struct block *block, struct str name)
{
	return (uint64_t)block->kind << 32 | intern_id(&renewing->plan->run->intern, name);
}

static void rename_block(struct renewing *renewing, struct map *taken, const struct block *block)
{
	struct str parent = plan_name(renewing->plan, block->parent->name);
	struct str own = plan_name(renewing->plan, block->name), name = own;
	bool added = false;
	for (uint32_t i = 1; !added; i++) {
		if (i > 1)
			name = str_format(renewing->arena, "%.*s_%u", STR_ARGS(own), i);
		else if (parent.len)
			name = str_format(
				renewing->arena, "%.*s_%.*s", STR_ARGS(parent), STR_ARGS(own));
		map_put(taken, taken_key(renewing, block, name), &added);
	}
	vec_push(&renewing->new_names, name);
	*map_put(&renewing->names, key_of(block), NULL) = renewing->new_names.n;
}

void find_names(struct renewing *renewing)
{
	const struct plan *plan = renewing->plan;
	struct map taken = {0};
	for (uint32_t pass = 0; pass < 2; pass++) { /* those that keep their place come first */
		for (uint32_t i = 0; i < plan->blocks.n; i++) {
			const struct block *block = plan->blocks.items[i];
			bool added;
			if (!block->name || block->of || block->is_std ||
				!is_named_in_plan(renewing, block) ||
				(pass == 0) != !is_lifted(renewing, block))
				continue;
			map_put(&taken, taken_key(renewing, block, plan_name(plan, block->name)),
				&added);
			if (added)
				continue;
			if (is_lifted(renewing, block))
				rename_block(renewing, &taken, block);
			else if (!renewing->clash)
				renewing->clash = block;
		}
	}
	map_free(&taken);
}

/* ---- names in texts ---- */

static bool is_folded_alias(const struct renewing *renewing, struct str name)
{
	const struct plan *plan = renewing->plan;
	for (uint32_t i = 0; i < plan->uses.n; i++) {
		const struct file_use *use = &plan->uses.items[i];
		if (!use->plan && !use->is_std && file_is_folded(renewing, use->file) &&
			str_equal(plan_name(plan, use->alias), name))
			return true;
	}
	return false;
}

static struct str take_name(struct str *path)
{
	const char *dot = memchr(path->ptr, '.', path->len);
	size_t len = dot ? (size_t)(dot - path->ptr) : path->len;
	struct str name = str_slice(*path, 0, len);
	*path = str_slice(*path, len + (dot != NULL), path->len);
	return name;
}

static const struct block *top_of(const struct block *block)
{
	while (block->parent)
		block = block->parent;
	return block;
}

/* `fair.booth` may be the file's booth, or that of something called fair: then the name of that
   stands behind the file's. */
static bool begins_with_file(
	const struct renewing *renewing, struct str text, const struct block *to)
{
	struct str first = take_name(&text), second = take_name(&text);
	struct str top = plan_name(renewing->plan, top_of(to)->name);
	return is_folded_alias(renewing, first) && second.len &&
	       (!str_equal(first, top) || str_equal(second, top));
}

struct naming {
	const struct renewing *renewing;
	struct rewrite *rewrite;
};

/* What stood in something that stays behind is named without it, and what came from a file that is
   part of the new one without that. */
static void write_name(void *context, const struct found_ref *ref)
{
	const struct naming *naming = context;
	const struct renewing *renewing = naming->renewing;
	struct str text = source_slice(ref->file->source, ref->span), rest = text;
	if (ref->file != naming->rewrite->file || !ref->to || ref->let || ref->to->is_std)
		return;
	if (begins_with_file(renewing, text, ref->to))
		take_name(&rest);
	const struct block *to = ref->to, *parent = to->parent;
	struct str name = plan_name(renewing->plan, to->name), now = new_name(renewing, to);
	if (is_lifted(renewing, to)) {
		struct str behind = rest;
		bool has_parent = parent->name && str_equal(take_name(&behind),
							  plan_name(renewing->plan, parent->name));
		rest = has_parent ? behind : rest;
	}
	struct str behind = rest;
	if (str_equal(take_name(&behind), name) && !str_equal(name, now))
		rest = str_format(renewing->arena, "%.*s%s%.*s", STR_ARGS(now),
			behind.len ? "." : "", STR_ARGS(behind));
	if (!str_equal(rest, text))
		rewrite_replace(naming->rewrite, ref->span, rest);
}

void rewrite_names(const struct renewing *renewing, struct rewrite *rewrite, struct block *block)
{
	struct naming naming = {renewing, rewrite};
	refs_each(renewing->plan, block, write_name, &naming);
}

void rewrite_like(const struct renewing *renewing, struct rewrite *rewrite, uint32_t like)
{
	uint32_t path = file_node(rewrite->file, like)->a;
	struct span span = file_span(rewrite->file, path);
	struct str text = file_text(rewrite->file, path), rest = text;
	struct str first = take_name(&rest);
	uint32_t word = intern_find(&renewing->plan->run->intern, first);
	if (rest.len && is_folded_alias(renewing, first) && !names_find(renewing->plan, NULL, word))
		rewrite_replace(rewrite, span, rest);
}
