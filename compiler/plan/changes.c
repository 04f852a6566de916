#include "compiler/plan/changes.h"

#include <stdlib.h>
#include <string.h>

/* ---- how much it weighs ---- */

static bool is_date_type(enum value_type type)
{
	const struct type_info *info = &type_infos[type];
	enum value_type base = info->base ? info->base : type;
	return base == TYPE_date || base == TYPE_date_start || base == TYPE_range ||
	       base == TYPE_period;
}

static bool is_money_type(enum value_type type)
{
	const struct type_info *info = &type_infos[type];
	enum value_type base = info->base ? info->base : type;
	return base == TYPE_money || base == TYPE_share;
}

static bool is_target(const struct fact *fact)
{
	static const char *const fields[] = {
		"target", "at_least", "at_most", "between", "baseline"};
	if (fact->block->kind == KIND_increments)
		return true;
	for (size_t i = 0; fact->block->kind == KIND_goal && i < sizeof fields / sizeof *fields;
		i++)
		if (!strcmp(fact->field, fields[i]))
			return true;
	return false;
}

/* The last day that a field of deadlines or windows states; DATE_NONE if it is none: a later start
   asks no less. */
static date_t last_day(const struct fact *fact)
{
	const struct field_info *info = fact->info;
	if (!info || info->list || !is_date_type(info->type) || info->type == TYPE_date_start)
		return DATE_NONE;
	const char *at = (const char *)fact->block + info->offset;
	enum value_type base =
		type_infos[info->type].base ? type_infos[info->type].base : info->type;
	if (base == TYPE_range || base == TYPE_period)
		return ((const struct date_range *)(const void *)at)->last;
	return *(const date_t *)(const void *)at;
}

static bool is_less(struct quantity a, struct quantity b)
{
	return a.set && b.set && a.unit == b.unit && decimal_compare(a.n, b.n) < 0;
}

/* Less is asked of the goal: a lower value, or a higher one where less is better, or later. */
static bool is_lowered(const struct goal_block *before, const struct goal_block *after)
{
	const struct metric_block *metric = goal_metric(after);
	struct quantity was = before->target.value, is = after->target.value;
	bool less_is_better = metric && metric->better == better_less;
	return (less_is_better ? is_less(was, is) : is_less(is, was)) ||
	       (before->target.by && after->target.by > before->target.by);
}

static bool is_goal_eased(const struct change *change)
{
	const struct goal_block *before = (const void *)change->before->block;
	const struct goal_block *after = (const void *)change->after->block;
	if (!strcmp(change->after->field, "at_least"))
		return is_less(after->at_least, before->at_least);
	if (!strcmp(change->after->field, "at_most"))
		return is_less(before->at_most, after->at_most);
	if (!strcmp(change->after->field, "between"))
		return is_less(after->between.low, before->between.low) ||
		       is_less(before->between.high, after->between.high);
	return !strcmp(change->after->field, "target") && is_lowered(before, after);
}

/* What a goal is measured by is gone from it. */
static bool is_aim_gone(const struct change *change)
{
	static const char *const aims[] = {"target", "at_least", "at_most", "between"};
	const struct fact *fact = change->before;
	for (size_t i = 0; i < sizeof aims / sizeof *aims; i++)
		if (fact->block->kind == KIND_goal && fact->info && !strcmp(fact->field, aims[i]))
			return true;
	return false;
}

static const struct row *row_of(const struct rows *rows, struct date_range days)
{
	for (uint32_t i = 0; i < rows->n; i++)
		if (rows->items[i].days.first == days.first &&
			rows->items[i].days.last == days.last)
			return &rows->items[i];
	return NULL;
}

/* A step asks for less, or is gone. */
static bool are_steps_eased(const struct change *change)
{
	const struct rows_block *before = (const void *)change->before->block;
	const struct rows_block *after = (const void *)change->after->block;
	const struct block *goal = after->block.parent;
	const struct metric_block *metric =
		goal && goal->kind == KIND_goal ? goal_metric((const void *)goal) : NULL;
	bool less_is_better = metric && metric->better == better_less;
	for (uint32_t i = 0; i < before->rows.n; i++) {
		const struct row *was = &before->rows.items[i];
		const struct row *is = row_of(&after->rows, was->days);
		if (!is || (less_is_better ? is_less(was->value, is->value)
					   : is_less(is->value, was->value)))
			return true;
	}
	return false;
}

static bool is_eased(const struct change *change)
{
	if (change->kind == CHANGE_REMOVED)
		return change->before->life == CONTRACT && is_aim_gone(change);
	if (change->kind != CHANGE_CHANGED || change->before->life != CONTRACT)
		return false;
	if (change->after->block->kind == KIND_increments && are_steps_eased(change))
		return true;
	if (change->after->block->kind == KIND_goal && is_goal_eased(change))
		return true;
	date_t was = last_day(change->before), is = last_day(change->after);
	return was && is > was;
}

static enum change_weight weigh(const struct change *change)
{
	const struct fact *fact = change->after ? change->after : change->before;
	const struct field_info *info = fact->info;
	bool is_whole = !*fact->field ||
			(!strcmp(fact->field, "heading") && change->kind != CHANGE_CHANGED);
	if (fact->life == NEITHER)
		return WEIGHT_NOTE;
	if (fact->life == PROGRESS)
		return WEIGHT_PROGRESS;
	if (is_eased(change))
		return WEIGHT_EASED;
	if (is_target(fact) || (info && is_date_type(info->type)))
		return WEIGHT_TARGET;
	if (is_whole)
		return WEIGHT_BLOCK;
	if (info && (info->type == TYPE_owner || info->refs == K(person)))
		return WEIGHT_OWNER;
	if (info && is_money_type(info->type))
		return WEIGHT_MONEY;
	return WEIGHT_CONTRACT;
}

const char *weight_name(enum change_weight weight)
{
	switch (weight) {
	case WEIGHT_EASED:
		return "eased";
	case WEIGHT_TARGET:
		return "targets and dates";
	case WEIGHT_OWNER:
		return "owners";
	case WEIGHT_MONEY:
		return "money";
	case WEIGHT_BLOCK:
		return "new and removed";
	case WEIGHT_CONTRACT:
		return "the rest of the contract";
	case WEIGHT_PROGRESS:
		return "progress";
	case WEIGHT_NOTE:
		return "notes";
	case WEIGHT_COUNT:
		break;
	}
	return "";
}

/* ---- comparing ---- */

static int compare_places(const struct fact *a, const struct fact *b)
{
	int order = str_compare(a->key, b->key);
	return order ? order : strcmp(a->field, b->field);
}

static bool has_key(const struct facts *facts, struct str key)
{
	uint32_t low = 0, high = facts->items.n;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (str_compare(facts->items.items[middle].key, key) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low < facts->items.n && str_equal(facts->items.items[low].key, key);
}

struct finding_changes {
	struct changes *changes;
	const struct facts *old, *new;
	bool is_hidden; /* something that is as it was is sealed no more, or only now */
};

static void add(struct finding_changes *at, const struct fact *before, const struct fact *after)
{
	const struct fact *fact = before ? before : after;
	enum change_kind kind = !before ? CHANGE_NEW : !after ? CHANGE_REMOVED : CHANGE_CHANGED;
	struct change change = {kind, WEIGHT_NOTE, before, after, false};
	bool is_part = strcmp(fact->field, "heading") && *fact->field;
	if (is_part && kind != CHANGE_CHANGED && !has_key(before ? at->new : at->old, fact->key))
		return; /* the block is told of */
	change.weight = weigh(&change);
	change.is_sealed = (before && before->is_sealed) || (after && after->is_sealed);
	at->changes->touches_seal |= change.is_sealed;
	vec_push(&at->changes->items, change);
}

/* Facts of one place: mostly one on each side; several of blocks without a name, of which equal
   ones are the same. */
static void compare_group(
	struct finding_changes *at, uint32_t old, uint32_t old_end, uint32_t new, uint32_t new_end)
{
	const struct fact *before = at->old->items.items, *after = at->new->items.items;
	if (old_end - old == 1 && new_end - new == 1) {
		if (!str_equal(before[old].text, after[new].text))
			add(at, &before[old], &after[new]);
		at->is_hidden |= before[old].is_sealed != after[new].is_sealed;
		return;
	}
	while (old < old_end || new < new_end) {
		int order = old == old_end   ? 1
			    : new == new_end ? -1
					     : str_compare(before[old].text, after[new].text);
		if (order < 0)
			add(at, &before[old], NULL);
		else if (order > 0)
			add(at, NULL, &after[new]);
		else
			at->is_hidden |= before[old].is_sealed != after[new].is_sealed;
		old += order <= 0;
		new += order >= 0;
	}
}

static uint32_t group_end(const struct facts *facts, uint32_t first)
{
	uint32_t end = first + 1;
	while (end < facts->items.n &&
		!compare_places(&facts->items.items[first], &facts->items.items[end]))
		end++;
	return end;
}

static int by_weight(const void *left, const void *right)
{
	const struct change *a = left, *b = right;
	if (a->weight != b->weight)
		return a->weight < b->weight ? -1 : 1;
	const struct fact *one = a->after ? a->after : a->before,
			  *other = b->after ? b->after : b->before;
	int order = compare_places(one, other);
	return order ? order : str_compare(one->text, other->text);
}

/* What `only_for` covers is not sealed: its change is one of what is sealed. */
static void blame_viewers(struct changes *changes)
{
	changes->touches_seal = true;
	for (uint32_t i = 0; i < changes->items.n; i++) {
		struct change *change = &changes->items.items[i];
		const struct fact *fact = change->after ? change->after : change->before;
		change->is_sealed |= fact->info && !strcmp(fact->info->name, "only_for");
	}
}

void changes_find(struct changes *changes, const struct facts *old, const struct facts *new)
{
	struct finding_changes at = {changes, old, new, false};
	uint32_t i = 0, k = 0;
	while (i < old->items.n || k < new->items.n) {
		int order = i == old->items.n ? 1
			    : k == new->items.n
				    ? -1
				    : compare_places(&old->items.items[i], &new->items.items[k]);
		uint32_t i_end = order <= 0 ? group_end(old, i) : i;
		uint32_t k_end = order >= 0 ? group_end(new, k) : k;
		compare_group(&at, i, i_end, k, k_end);
		i = i_end;
		k = k_end;
	}
	if (at.is_hidden)
		blame_viewers(changes);
	if (changes->items.n)
		qsort(changes->items.items, changes->items.n, sizeof *changes->items.items,
			by_weight);
}

/* ---- in the plan's own words ---- */

struct str fact_shown(const struct plan *plan, struct arena *arena, const struct fact *fact)
{
	const struct block *block = fact->block;
	if (!strcmp(fact->field, "heading"))
		return str_format(arena, "\"%.*s\"", STR_ARGS(block->title));
	const struct file *file = NULL;
	struct span span =
		fact->info ? block_stated_field(block, fact->field, &file) : (struct span){0};
	if (!span.source && !fact->info) {
		span = file_span(block->part.file, block->part.node);
		const struct source *source = block->part.file->source;
		struct str text = source_slice(source, span);
		const char *brace = text.len ? memchr(text.ptr, '{', text.len) : NULL;
		if (brace && text.ptr[text.len - 1] == '}')
			text = str_slice(text, (size_t)(brace - text.ptr) + 1, text.len - 1);
		return str_trim(str_one_line(arena, text));
	}
	return str_one_line(
		arena, source_slice(sources_get(&plan->run->sources, span.source), span));
}
