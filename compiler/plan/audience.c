#include "compiler/plan/audience.h"

#include "compiler/plan/refs.h"
#include "compiler/plan/viewers.h"

#include <string.h>

struct cut_file {
	const struct file *file;
	bool *is_cut;	   /* by node */
	bool *is_withheld; /* a field whose value is cut: what the block is like gives none either
			    */
	bool any;
};

struct cutting {
	struct plan *whole;
	VEC(struct cut_file) files;
	struct map place_of; /* file -> index in files, + 1 */
	bool changed;	     /* something was found hidden that others may hang on */
	bool is_met;	     /* refs_each: a hidden block or value is named */
};

/* ---- nodes ---- */

static bool names(const struct file *file, uint32_t node, uint32_t name)
{
	const struct node *at = file_node(file, node);
	if (at->kind == NODE_PATH)
		return (at->b ? file_node(file, at->b)->name : at->name) == name;
	for (uint32_t child = at->child; child; child = file_node(file, child)->next)
		if (names(file, child, name))
			return true;
	return false;
}

bool node_is_for(const struct run *run, const struct file *file, uint32_t block)
{
	uint32_t party = intern_find(&run->intern, run->audience);
	bool is_left_to_some = false;
	for (uint32_t at = file_node(file, block)->child; at; at = file_node(file, at)->next) {
		const struct node *field = file_node(file, at);
		if (field->kind != NODE_FIELD ||
			!str_is(intern_name(&run->intern, field->name), "only_for"))
			continue;
		is_left_to_some = true;
		if (party && names(file, at, party))
			return true;
	}
	return !is_left_to_some;
}

static struct cut_file *cut_file_of(struct cutting *cutting, const struct file *file)
{
	bool added;
	uint32_t *place = map_put(&cutting->place_of, (uint64_t)(uintptr_t)file, &added);
	if (added) {
		struct arena *arena = &cutting->whole->arena;
		struct cut_file new = {.file = file,
			.is_cut = arena_array(arena, bool, file->nodes.n),
			.is_withheld = arena_array(arena, bool, file->nodes.n)};
		*place = cutting->files.n;
		vec_push(&cutting->files, new);
	}
	return &cutting->files.items[*place];
}

static void cut(struct cutting *cutting, const struct file *file, uint32_t node)
{
	struct cut_file *at = cut_file_of(cutting, file);
	at->is_cut[node] = true;
	at->any = true;
}

static void withhold(struct cutting *cutting, const struct file *file, uint32_t field)
{
	struct cut_file *at = cut_file_of(cutting, file);
	at->is_withheld[field] = true;
	at->any = true;
}

/* Nothing is left of a field, or of a list in it. */
static bool is_emptied(const struct cut_file *at, uint32_t node)
{
	const struct node *whole = file_node(at->file, node);
	if (at->is_cut[node])
		return true;
	if (whole->kind == NODE_PHRASE)
		return is_emptied(at, whole->child);
	if ((whole->kind != NODE_FIELD && whole->kind != NODE_LIST) || !whole->child)
		return false;
	for (uint32_t child = whole->child; child; child = file_node(at->file, child)->next)
		if (!is_emptied(at, child))
			return false;
	return true;
}

/* ---- blocks ---- */

static void mark_hidden(struct cutting *cutting, struct block *block)
{
	cutting->changed = true;
	block->is_hidden = true;
	for (const struct part *part = &block->part; part; part = part->next)
		if (!part->is_base)
			cut(cutting, part->file, part->node);
	for (struct block *child = block->first_child; child; child = child->next_sibling)
		if (!child->is_hidden)
			mark_hidden(cutting, child);
}

/* With all that stands in it. A part that comes along from a template is cut there, and so from all
   that are like it. */
static void hide(struct cutting *cutting, struct block *block)
{
	mark_hidden(cutting, block);
	cut(cutting, block->part.file, block->part.node);
}

/* A list of parties of which none can be read leaves the block to nobody. */
static bool is_for(const struct plan *plan, const struct block *block, struct str audience)
{
	const struct any *any = block_any(block);
	if (!block_has(block, "only_for"))
		return true;
	for (uint32_t i = 0; i < any->only_for.n; i++) {
		const struct block *party = any->only_for.items[i].block;
		if (party && str_equal(plan_name(plan, party->name), audience))
			return true;
	}
	return false;
}

/* What stands in a template is decoded only where it came along, and `only_for` does not come
   along. */
static void hide_in_template(struct cutting *cutting, struct block *block)
{
	struct plan *whole = cutting->whole;
	if (!node_is_for(whole->run, block->part.file, block->part.node))
		hide(cutting, block);
	for (struct block *child = block->first_child; child; child = child->next_sibling)
		if (!child->is_hidden)
			hide_in_template(cutting, child);
}

static void note_hidden(void *context, const struct found_ref *ref)
{
	struct cutting *cutting = context;
	bool is_hidden = (ref->to && ref->to->is_hidden) || (ref->let && ref->let->is_hidden);
	if (!is_hidden)
		return;
	cutting->is_met = true;
	if (ref->item)
		cut(cutting, ref->file, ref->item);
	else if (ref->block)
		hide(cutting, ref->block);
}

static bool is_like_another(const struct block *block)
{
	for (const struct part *part = block->part.next; part; part = part->next)
		if (part->is_base)
			return true;
	return false;
}

/* Takes the fields out of which nothing is left; whether one of them has to be there. */
static bool cut_emptied(struct cutting *cutting, const struct block *block)
{
	bool is_needed = false;
	for (const struct part *part = &block->part; part; part = part->next) {
		const struct cut_file *at = cut_file_of(cutting, part->file);
		for (uint32_t node = file_node(part->file, part->node)->child; node;
			node = file_node(part->file, node)->next) {
			const struct node *field = file_node(part->file, node);
			if (field->kind != NODE_FIELD || at->is_withheld[node] ||
				!is_emptied(at, node))
				continue;
			const struct field_info *info = schema_field(
				&cutting->whole->run->schema, (enum kind)block->kind, field->name);
			if (!part->is_base && is_like_another(block))
				withhold(cutting, part->file, node);
			else
				cut(cutting, part->file, node);
			is_needed |= info && info->required;
		}
	}
	return is_needed;
}

static void look_at(struct cutting *cutting, struct block *block)
{
	cutting->is_met = false;
	refs_each(cutting->whole, block, note_hidden, cutting);
	if (cutting->is_met && !block->is_hidden && cut_emptied(cutting, block))
		hide(cutting, block);
}

static void look_at_let(struct cutting *cutting, struct let *let)
{
	cutting->is_met = false;
	refs_each_of_let(cutting->whole, let, note_hidden, cutting);
	if (!cutting->is_met)
		return;
	let->is_hidden = true;
	cutting->changed = true;
	cut(cutting, let->file, let->node);
}

/* It comes along from what is hidden. */
static bool is_cut(struct cutting *cutting, const struct block *block)
{
	return block->part.is_base &&
	       cut_file_of(cutting, block->part.file)->is_cut[block->part.node];
}

/* Until nothing more is found: what is hidden may hide what needs it. */
static void find_hidden(struct cutting *cutting)
{
	struct plan *whole = cutting->whole;
	struct str audience = whole->run->audience;
	for (uint32_t i = 0; i < whole->blocks.n; i++)
		if (!whole->blocks.items[i]->is_hidden &&
			!is_for(whole, whole->blocks.items[i], audience))
			hide(cutting, whole->blocks.items[i]);
	for (uint32_t i = 0; i < whole->templates.n; i++)
		hide_in_template(cutting, whole->templates.items[i]);
	while (cutting->changed) {
		cutting->changed = false;
		for (uint32_t i = 0; i < whole->lets.n; i++)
			if (!whole->lets.items[i]->is_hidden)
				look_at_let(cutting, whole->lets.items[i]);
		for (uint32_t i = 0; i < whole->blocks.n; i++) {
			struct block *block = whole->blocks.items[i];
			if (!block->is_hidden && is_cut(cutting, block))
				mark_hidden(cutting, block);
			else if (!block->is_hidden)
				look_at(cutting, block);
		}
	}
}

/* ---- files without them ---- */

static uint32_t next_kept(const struct cut_file *at, uint32_t node)
{
	while (node && at->is_cut[node])
		node = file_node(at->file, node)->next;
	return node;
}

static struct file *file_without(struct arena *arena, const struct cut_file *at)
{
	struct file *copy = arena_new(arena, struct file);
	uint32_t n = at->file->nodes.n;
	struct node *nodes = arena_array(arena, struct node, n);
	*copy = *at->file;
	memcpy(nodes, at->file->nodes.items, n * sizeof *nodes);
	for (uint32_t i = 0; i < n; i++) {
		if (at->is_cut[i])
			continue;
		nodes[i].child = at->is_withheld[i] ? 0 : next_kept(at, nodes[i].child);
		nodes[i].next = next_kept(at, nodes[i].next);
	}
	copy->nodes.items = nodes;
	return copy;
}

/* A file that held nothing but what is hidden is not even named. */
static bool holds_anything(const struct file *file)
{
	for (uint32_t at = file_node(file, file->root)->child; at; at = file_node(file, at)->next)
		if (file_node(file, at)->kind != NODE_IMPORT)
			return true;
	return false;
}

static void replace(struct plan *plan, const struct file *old, struct file *new)
{
	uint32_t n = 0;
	bool is_left = new->source == plan->file->source || holds_anything(new);
	for (uint32_t i = 0; i < plan->uses.n; i++) {
		struct file_use use = plan->uses.items[i];
		if (use.importer == old)
			use.importer = new;
		if (use.file == old)
			use.file = new;
		if (is_left || use.file != new)
			plan->uses.items[n++] = use;
	}
	plan->uses.n = n;
	if (plan->file == old)
		plan->file = new;
}

void plan_cut_for_audience(struct plan *plan, struct plan *whole)
{
	struct cutting cutting = {.whole = whole};
	find_hidden(&cutting);
	for (uint32_t i = 0; i < cutting.files.n; i++)
		if (cutting.files.items[i].any)
			replace(plan, cutting.files.items[i].file,
				file_without(&plan->arena, &cutting.files.items[i]));
	vec_free(&cutting.files);
	map_free(&cutting.place_of);
}
