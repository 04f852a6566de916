#include "compiler/emit/emit.h"
#include "compiler/lsp/server.h"

#include <string.h>

static void put_code(struct out *out, const char *code)
{
	out_printf(out, "\n\n```pbp\n%s\n```\n", code);
}

/* ---- the language ---- */

void describe_kind(struct out *out, enum kind kind)
{
	const struct kind_info *info = &kind_infos[kind];
	out_printf(out, "**%s**: %s", info->name, info->doc);
	put_code(out, info->example);
}

static void put_clauses(struct out *out, const struct type_info *type)
{
	for (uint8_t i = 0; i < type->n_clauses; i++) {
		const struct clause_info *clause = &type->clauses[i];
		out_printf(out, "\n- `%s` ", clause->word);
		if (clause->words)
			words_print(out, clause->words);
		else if (clause->refs)
			kinds_print_called(out, clause->refs);
		else
			out_text(out, type_infos[clause->type].wanted);
		out_text(out, clause->required ? ", always" : "");
	}
}

void describe_field(struct out *out, enum kind kind, const struct field_info *field)
{
	out_printf(out, "**%s.%s**: %s\n\nTakes ", kind_infos[kind].name, field->name, field->doc);
	field_print_wanted(out, field);
	out_text(out, field->required ? "; must be stated." : ".");
	if (type_infos[field->type].n_clauses)
		out_text(out, "\n");
	put_clauses(out, &type_infos[field->type]);
	for (uint8_t i = 1; field->words && i < field->words->n; i++)
		if (*field->words->items[i].doc)
			out_printf(out, "%s\n- `%s`: %s", i == 1 ? "\n" : "",
				field->words->items[i].word, field->words->items[i].doc);
	put_code(out, field->example);
}

const struct rule_info *rule_called(struct str name)
{
	for (uint32_t i = 0; i < rules_n; i++)
		if (str_is(name, rules[i]->info.name))
			return &rules[i]->info;
	for (uint32_t i = 0; i < finding_infos_n; i++)
		if (str_is(name, finding_infos[i]->name))
			return finding_infos[i];
	return NULL;
}

void describe_rule(struct out *out, const struct rule_info *rule)
{
	out_printf(out, "**%s**: %s\n\n%s\n", rule->name, rule->summary, rule->explanation);
	if (!rule->always)
		out_printf(out, "\nnapkin: %s, standard: %s, strategic: %s\n",
			level_name(rule->levels[0]), level_name(rule->levels[1]),
			level_name(rule->levels[2]));
}

/* ---- blocks ---- */

static void put_figure(
	struct out *out, const char *called, const struct figure *figure, struct str unit)
{
	if (!figure->has)
		return;
	out_printf(out, ", %s ", called);
	decimal_print_grouped(out, figure->shown);
	out_str(out, unit);
}

static void describe_goal(
	struct out *out, const struct tracked *tracked, const struct goal_block *goal)
{
	const struct plan *plan = tracked->plan;
	const struct tracked_goal *state = tracked_goal_of(tracked, goal);
	if (!state)
		return;
	const struct goal_figures *figures = &state->figures;
	struct str unit = unit_text(plan, state->unit, true);
	struct str of = unit.len && unit.ptr[0] != '%'
				? str_format(&plan->run->arena, " %.*s", STR_ARGS(unit))
				: unit;
	out_printf(out, "\n\n**%s** as of %s", status_phrase(figures->status),
		date_text(tracked->as_of).text);
	if (figures->has_reading) {
		out_text(out, "\n\nReading ");
		decimal_print_grouped(out, figures->actual_shown);
		out_printf(out, "%.*s on %s%s", STR_ARGS(of), date_text(figures->reading_date).text,
			figures->stale ? " (stale)" : "");
		put_figure(out, "expected", &figures->expected, of);
		put_figure(out, "gap", &figures->gap, of);
		put_figure(out, "attainment", &figures->attainment, STR("%"));
	} else if (figures->first_due) {
		out_printf(out, "\n\nNo reading yet; the first is due by %s",
			date_text(figures->first_due).text);
	} else {
		out_text(out, "\n\nNo reading yet");
	}
	if (goal->target.value.set)
		out_printf(out, "\n\nTarget %.*s by %s",
			STR_ARGS(quantity_text(plan, goal->target.value)),
			date_text(goal_days(plan, goal).last).text);
}

static void describe_item(struct out *out, const struct tracked *tracked, const struct block *block)
{
	const struct tracked_item *item = tracked_item_of(tracked, block);
	if (!item || !item->due)
		return;
	out_printf(out, "\n\nDue %s", date_text(item->due).text);
	if (item->done)
		out_printf(out, ", done %s", date_text(item->done).text);
	else if (item->figures.state == ITEM_MISSED)
		out_text(out, ", missed");
	if (!item->done && item->lands && item->lands != item->due)
		out_printf(out, ", lands %s", date_text(item->lands).text);
	if (item->figures.days_late)
		out_printf(out, " (%d %s late)", item->figures.days_late,
			item->figures.days_late == 1 ? "day" : "days");
}

/* What a person answers for on the day, and which of it is due next. */
static void describe_load(struct out *out, const struct tracked *tracked, const struct plan *plan,
	const struct block *person)
{
	uint32_t counts[KIND_COUNT] = {0};
	const struct tracked_item *next = NULL;
	date_t day = tracked ? tracked->as_of : DATE_NONE;
	bool any = false;
	for (uint32_t i = 0; i < plan->blocks.n; i++) {
		const struct block *block = plan->blocks.items[i];
		const struct person_block *owner = block_answering_on(block, day);
		if (!owner || &owner->block != person)
			continue;
		counts[block->kind]++;
		const struct tracked_item *item = tracked ? tracked_item_of(tracked, block) : NULL;
		bool is_open = item && item->due && item->figures.state == ITEM_DUE;
		if (is_open && (!next || item->due < next->due))
			next = item;
	}
	for (int kind = 1; kind < KIND_COUNT; kind++) {
		if (!counts[kind])
			continue;
		out_printf(out, "%s%u %s", any ? ", " : "\n\nAnswers for ", counts[kind],
			counts[kind] == 1 ? kind_infos[kind].name : kind_infos[kind].plural);
		any = true;
	}
	out_text(out, any ? "" : "\n\nAnswers for nothing");
	if (next)
		out_printf(out, "; next due: `%.*s` on %s", STR_ARGS(block_path(plan, next->block)),
			date_text(next->due).text);
}

static void put_owners(struct out *out, const struct tracked *tracked, const struct block *block)
{
	const struct person_block *owner =
		block_owner_on(block, tracked ? tracked->as_of : DATE_NONE);
	const struct party_block *party = person_party(owner);
	if (!owner || block->kind == KIND_person)
		return;
	out_text(out, "\n\nOwner: ");
	md_escape(out, owner->block.title);
	if (party) {
		out_text(out, ", ");
		md_escape(out, party->block.title);
	}
}

static void put_meaning(struct out *out, struct str means)
{
	out_text(out, means.len ? "\n\n" : "");
	md_escape(out, means);
}

void describe_block(struct out *out, const struct tracked *tracked, const struct plan *plan,
	struct block *block)
{
	out_printf(out, "**%s** `%.*s`", kind_infos[block->kind].name,
		STR_ARGS(block_path(plan, block)));
	if (block->title.len) {
		out_char(out, ' ');
		md_escape(out, block->title);
	}
	put_owners(out, tracked, block);
	if (tracked && block->kind == KIND_goal)
		describe_goal(out, tracked, (const struct goal_block *)(const void *)block);
	else if (tracked)
		describe_item(out, tracked, block);
	if (block->kind == KIND_person)
		describe_load(out, tracked, plan, block);
	if (block->kind == KIND_metric)
		put_meaning(out, ((const struct metric_block *)(const void *)block)->means);
	if (block->kind == KIND_term)
		put_meaning(out, ((const struct term_block *)(const void *)block)->means);
}
