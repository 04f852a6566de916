/* What rules and outputs ask of a block: where it stands, what it is called, who owns it, how long
 * it lives. */
#include "compiler/plan/plan.h"

#include <string.h>

/* ---- places ---- */

struct span block_span(const struct block *block)
{
	return file_name_span(block->part.file, block->part.node);
}

static bool states(const struct file *file, const struct node *node, const char *field)
{
	if (node->kind != NODE_FIELD)
		return false;
	struct str word = file_token_text(file, node->first);
	if (!word.len || word.ptr[0] != field[0])
		return false;
	size_t len = strlen(field);
	return word.len >= len && !memcmp(word.ptr, field, len) &&
	       (word.len == len || (word.len == len + 1 && word.ptr[len] == ':'));
}

/* The node that states the field, and its file: own and updated fields before those of a template.
 */
static uint32_t find_statement(
	const struct block *block, const char *field, bool last, const struct file **file)
{
	uint32_t found = 0;
	for (const struct part *part = &block->part; part; part = part->next) {
		if (part->is_base && found)
			return found;
		uint32_t at = file_node(part->file, part->node)->child;
		for (; at; at = file_node(part->file, at)->next) {
			if (!states(part->file, file_node(part->file, at), field))
				continue;
			found = at;
			*file = part->file;
			if (!last)
				return found;
		}
	}
	return found;
}

struct span block_field_span(const struct block *block, const char *field)
{
	const struct file *file = NULL;
	uint32_t node = find_statement(block, field, true, &file);
	return node ? file_value_span(file, node) : block_span(block);
}

struct span block_whole_field_span(const struct block *block, const char *field)
{
	const struct file *file = NULL;
	uint32_t node = find_statement(block, field, true, &file);
	return node ? file_span(file, node) : block_span(block);
}

struct span block_node_span(const struct block *block, const char *field, uint32_t node)
{
	const struct file *file = NULL;
	return find_statement(block, field, true, &file) && node ? file_span(file, node)
								 : block_span(block);
}

struct span block_stated_field(
	const struct block *block, const char *field, const struct file **file)
{
	uint32_t node = find_statement(block, field, false, file);
	return node ? file_value_span(*file, node) : (struct span){0};
}

uint32_t block_statement(const struct block *block, const char *field, const struct file **file)
{
	return find_statement(block, field, false, file);
}

/* ---- what it is called ---- */

struct str block_called(const struct plan *plan, const struct block *block)
{
	struct arena *arena = &((struct plan *)(uintptr_t)plan)->arena;
	struct str kind = str_from(kind_infos[block->kind].name);
	if (block->title.ptr)
		return str_format(arena, "%.*s \"%.*s\"", STR_ARGS(kind), STR_ARGS(block->title));
	if (block->name)
		return str_format(arena, "%.*s `%.*s`", STR_ARGS(kind),
			STR_ARGS(plan_name(plan, block->name)));
	if (block->date)
		return str_format(arena, "%.*s %s", STR_ARGS(kind), date_text(block->date).text);
	if (block->of)
		return str_format(arena, "%.*s of %.*s", STR_ARGS(kind),
			STR_ARGS(block_path(plan, block->of)));
	if (block->parent && block->parent->kind != KIND_session)
		return str_format(arena, "%.*s of %.*s", STR_ARGS(kind),
			STR_ARGS(block_called(plan, block->parent)));
	return kind;
}

struct str block_path(const struct plan *plan, const struct block *block)
{
	struct arena *arena = &((struct plan *)(uintptr_t)plan)->arena;
	struct str own =
		block->name ? plan_name(plan, block->name) : str_from(kind_infos[block->kind].name);
	if (!block->parent || !block->parent->name)
		return own;
	return str_format(
		arena, "%.*s.%.*s", STR_ARGS(block_path(plan, block->parent)), STR_ARGS(own));
}

/* ---- fields ---- */

const struct any *block_any(const struct block *block)
{
	static const struct any none;
	return block->any ? block->any : &none;
}

static const struct field_info *find_field(enum kind kind, const char *name)
{
	/* The same literal lies at one place in most programs. */
	for (uint8_t i = 0; i < kind_infos[kind].n_fields; i++)
		if (kind_infos[kind].fields[i].name == name)
			return &kind_infos[kind].fields[i];
	for (uint8_t i = 0; i < kind_infos[kind].n_fields; i++)
		if (kind_infos[kind].fields[i].name[0] == name[0] &&
			!strcmp(kind_infos[kind].fields[i].name, name))
			return &kind_infos[kind].fields[i];
	return NULL;
}

bool block_has(const struct block *block, const char *field)
{
	const struct field_info *info = find_field((enum kind)block->kind, field);
	if (info)
		return block->given >> info->index & 1;
	for (uint8_t i = 0; i < any_fields_n; i++)
		if (!strcmp(any_fields[i].name, field))
			return block_any(block)->given >> any_fields[i].index & 1;
	return false;
}

const char *enum_word(const struct words *words, uint8_t value)
{
	return words->items[value].word;
}

/* ---- owners ---- */

struct owners block_owners(const struct block *block)
{
	for (const struct block *at = block; at; at = at->parent) {
		const struct field_info *field = find_field((enum kind)at->kind, "owner");
		if (!field || !(at->given >> field->index & 1))
			continue;
		const struct list *list = (const void *)((const char *)at + field->offset);
		return (struct owners){list->items, list->n, at};
	}
	return (struct owners){0};
}

struct person_block *block_owner_on(const struct block *block, date_t day)
{
	struct owners owners = block_owners(block);
	for (uint32_t i = 0; i < owners.n; i++) {
		const struct phrase_owner *owner = &owners.items[i];
		bool holds = !day || ((!owner->from || owner->from <= day) &&
					     (!owner->until || day <= owner->until));
		if (holds && block_as_person(owner->value.block))
			return block_as_person(owner->value.block);
	}
	return NULL;
}

struct date_range goal_days(const struct plan *plan, const struct goal_block *goal)
{
	struct date_range days = {plan->first, plan->last};
	if (goal->window.first)
		days = goal->window;
	if (goal->target.by)
		days.last = goal->target.by;
	return days;
}

/* From the parent's first day, or the plan's, to a due date. */
static struct date_range until_due(const struct plan *plan, const struct block *block, date_t due)
{
	date_t first = plan->first;
	if (block->parent && block->parent->kind == KIND_initiative) {
		const struct initiative_block *initiative = (const void *)block->parent;
		if (initiative->window.first)
			first = initiative->window.first;
	}
	if (!due)
		return (struct date_range){first, plan->last};
	return first <= due ? (struct date_range){first, due} : (struct date_range){due, due};
}

#define AS(kind) ((const struct kind##_block *)(const void *)block)

struct person_block *block_answering_on(const struct block *block, date_t day)
{
	switch (block->kind) {
	case KIND_dependency:
		return block_as_person(AS(dependency)->from.block);
	case KIND_review:
		return block_as_person(AS(review)->chair.block);
	case KIND_win:
		return AS(win)->by.n ? block_as_person(AS(win)->by.items[0].block) : NULL;
	case KIND_request:
		if (AS(request)->asked.by.block)
			return block_as_person(AS(request)->asked.by.block);
		block = AS(request)->pays.block;
		break;
	}
	return block ? block_owner_on(block, day) : NULL;
}

#undef AS

struct date_range block_life(const struct plan *plan, const struct block *block)
{
	struct date_range whole = {plan->first, plan->last};
	switch ((enum kind)block->kind) {
	case KIND_goal:
		return goal_days(plan, (const void *)block);
	case KIND_initiative: {
		const struct initiative_block *initiative = (const void *)block;
		return initiative->window.first ? initiative->window : whole;
	}
	case KIND_activity: {
		const struct activity_block *activity = (const void *)block;
		return activity->window.first ? activity->window
					      : until_due(plan, block, activity->due);
	}
	case KIND_milestone:
		return until_due(
			plan, block, ((const struct milestone_block *)(const void *)block)->due);
	case KIND_action:
		return until_due(
			plan, block, ((const struct action_block *)(const void *)block)->due);
	case KIND_commitment:
		return until_due(
			plan, block, ((const struct commitment_block *)(const void *)block)->due);
	case KIND_enablement:
		return until_due(
			plan, block, ((const struct enablement_block *)(const void *)block)->due);
	case KIND_fund: {
		const struct fund_block *fund = (const void *)block;
		return fund->window.first ? fund->window : whole;
	}
	default:
		return whole;
	}
}

/* ---- people and parties ---- */

struct party_block *block_as_party(struct block *block)
{
	return block && block->kind == KIND_party ? (void *)block : NULL;
}

struct person_block *block_as_person(struct block *block)
{
	return block && block->kind == KIND_person ? (void *)block : NULL;
}

struct party_block *person_party(const struct person_block *person)
{
	return person ? block_as_party(person->of.block) : NULL;
}

bool plan_has_party(const struct plan *plan, const struct block *party)
{
	if (!plan->frame)
		return false;
	for (uint32_t i = 0; i < plan->frame->between.n; i++)
		if (plan->frame->between.items[i].block == party)
			return true;
	return false;
}

bool party_is_vendor_side(const struct party_block *party)
{
	return party->role == party_role_vendor || party->role == party_role_supplier;
}

/* ---- goals ---- */

struct metric_block *goal_metric(const struct goal_block *goal)
{
	struct block *block = goal->metric.block;
	return block && block->kind == KIND_metric ? (void *)block : NULL;
}

struct duration goal_refresh(const struct goal_block *goal)
{
	const struct metric_block *metric = goal_metric(goal);
	return goal->refresh.unit || !metric ? goal->refresh : metric->refresh;
}

struct str goal_source(const struct goal_block *goal)
{
	const struct metric_block *metric = goal_metric(goal);
	return goal->source.ptr || !metric ? goal->source : metric->source;
}

bool goal_is_kept(const struct goal_block *goal)
{
	return goal->at_least.set || goal->at_most.set || goal->between.low.set;
}
