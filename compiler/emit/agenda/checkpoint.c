/* What a checkpoint looks at besides: whether people, means and assumptions are in place. */
#include "compiler/emit/agenda/parts.h"

#define AS(kind) ((const struct kind##_block *)(const void *)block)

/* What is to be in place within the next window. */
enum { AHEAD_DAYS = 30 };

static bool is_wanted_soon(const struct agenda_maker *maker, const struct tracked_item *item)
{
	return item->figures.state == ITEM_MISSED ||
	       (item->figures.state == ITEM_DUE &&
		       item->due <= date_add(maker->tracked->as_of, AHEAD_DAYS));
}

/* Items of a kind that are late, with the question of every late item, or due soon. */
static void add_wanted(struct agenda_maker *maker, kinds_t kinds,
	void (*ask_soon)(struct agenda_maker *maker, const struct tracked_item *item,
		struct agenda_row *row))
{
	struct agenda_list list = agenda_items_that(maker, kinds, is_wanted_soon);
	for (uint32_t i = 0; i < list.blocks.n; i++) {
		const struct tracked_item *item =
			tracked_item_of(maker->tracked, list.blocks.items[i]);
		struct agenda_row *row = agenda_add_item(maker, item);
		if (item->figures.state == ITEM_MISSED)
			agenda_ask_overdue(maker, item, row);
		else
			ask_soon(maker, item, row);
	}
	vec_free(&list.blocks);
}

/* ---- enablement ---- */

static void ask_enablement(
	struct agenda_maker *maker, const struct tracked_item *item, struct agenda_row *row)
{
	const struct block *block = item->block;
	int64_t n, of;
	bool counted = decimal_whole(AS(enablement)->people.n, &of) &&
		       decimal_whole(AS(enablement)->trained.value.n, &n) &&
		       AS(enablement)->people.set && AS(enablement)->trained.value.set;
	if (counted)
		row->basis = str_format(maker->arena, "%lld of %lld have completed it",
			(long long)n, (long long)of);
	agenda_ask(maker, row, NULL, "%.*s is due on %s: who has still to complete it?",
		STR_ARGS(agenda_called(maker, block)), agenda_date(item->due).text);
}

void agenda_enablement(struct agenda_maker *maker)
{
	add_wanted(maker, K(enablement), ask_enablement);
}

/* ---- resources ---- */

static bool is_unconfirmed(const struct agenda_maker *maker, const struct resource_block *resource)
{
	date_t as_of = maker->tracked->as_of;
	date_t confirmed = resource->confirmed.value;
	bool over = resource->window.last && resource->window.last < as_of;
	return (!confirmed || confirmed > as_of) && !over &&
	       resource->window.first <= date_add(as_of, AHEAD_DAYS);
}

void agenda_resources(struct agenda_maker *maker)
{
	struct agenda_list list = {0};
	for (uint32_t i = 0; i < maker->plan->of_kind[KIND_resource].n; i++) {
		const struct resource_block *resource = plan_resource(maker->plan, i);
		if (is_unconfirmed(maker, resource))
			agenda_list_add(maker, &list, &resource->block);
	}
	agenda_list_sort(maker, &list);
	for (uint32_t i = 0; i < list.blocks.n; i++) {
		const struct block *block = list.blocks.items[i];
		const struct party_block *party = block_as_party(AS(resource)->by.block);
		struct agenda_row *row = agenda_add_block(maker, block);
		struct str called = agenda_called(maker, block);
		row->state = STR("unconfirmed");
		row->due = AS(resource)->window.first;
		row->target = AS(resource)->amount;
		if (AS(resource)->amount.set)
			row->unit = unit_text(maker->plan, AS(resource)->amount.unit, true);
		if (party)
			row->party = plan_name(maker->plan, party->block.name);
		if (row->due)
			agenda_ask(maker, row, "funding.unconfirmed",
				"%.*s is planned from %s and is not confirmed: who confirms it, by "
				"when?",
				STR_ARGS(called), agenda_date(row->due).text);
		else
			agenda_ask(maker, row, "funding.unconfirmed",
				"%.*s is not confirmed: who confirms it, by when?",
				STR_ARGS(called));
	}
	vec_free(&list.blocks);
}

/* ---- assumptions ---- */

static void ask_assumption(
	struct agenda_maker *maker, const struct tracked_item *item, struct agenda_row *row)
{
	agenda_ask(maker, row, NULL, "%.*s is to be checked again by %s: does it still hold?",
		STR_ARGS(agenda_called(maker, item->block)), agenda_date(item->due).text);
}

void agenda_assumptions(struct agenda_maker *maker)
{
	add_wanted(maker, K(assumption), ask_assumption);
}

/* ---- amendments ---- */

static bool is_approved_by(const struct agenda_maker *maker,
	const struct amendment_block *amendment, const struct block *party)
{
	for (uint32_t i = 0; i < amendment->approved.n; i++) {
		const struct phrase_person_on *approval = &amendment->approved.items[i];
		const struct person_block *person = block_as_person(approval->value.block);
		if (person && person->of.block == party && approval->on <= maker->tracked->as_of)
			return true;
	}
	return false;
}

/* The parties without which it is a proposal: "acme, brightline"; empty if all have approved. A
   correction needs one of them. */
static struct str missing_approvals(
	struct agenda_maker *maker, const struct amendment_block *amendment)
{
	const struct plan_block *frame = maker->plan->frame;
	struct out names = {0};
	bool any = false;
	for (uint32_t i = 0; i < frame->between.n; i++) {
		const struct block *party = frame->between.items[i].block;
		if (!party)
			continue;
		if (is_approved_by(maker, amendment, party)) {
			any = true;
			continue;
		}
		out_text(&names, names.len ? ", " : "");
		out_str(&names, plan_name(maker->plan, party->name));
	}
	if (any && amendment->type == amendment_type_correction)
		names.len = 0;
	struct str text = str_copy(maker->arena, out_view(&names));
	out_free(&names);
	return text;
}

void agenda_amendments(struct agenda_maker *maker)
{
	for (uint32_t i = 0; i < maker->plan->of_kind[KIND_amendment].n; i++) {
		const struct amendment_block *amendment = plan_amendment(maker->plan, i);
		const struct block *block = &amendment->block;
		struct str missing = missing_approvals(maker, amendment);
		if (!missing.len || !agenda_is_for_all(maker, block))
			continue;
		struct agenda_row *row = agenda_add_block(maker, block);
		row->state = STR("proposed");
		row->basis = str_format(maker->arena, "not approved by %.*s", STR_ARGS(missing));
		row->due = amendment->effective;
		agenda_ask(maker, row, "contract.amendment_unapproved",
			"%.*s is not approved by %.*s: is it, or what else is proposed?",
			STR_ARGS(agenda_called(maker, block)), STR_ARGS(missing));
	}
}
