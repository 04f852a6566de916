#include "compiler/rules/rules_shared.h"

#include <string.h>

/* ---- places ---- */

static const struct file *file_of(const struct block *block, const char *field)
{
	const struct file *file = NULL;
	block_stated_field(block, field, &file);
	return file ? file : block->part.file;
}

struct span rules_value_span(const struct block *block, const char *field, uint32_t node)
{
	const struct file *file = file_of(block, field);
	if (!node)
		return block_field_span(block, field);
	const struct node *phrase = file_node(file, node);
	return file_span(file, phrase->kind == NODE_PHRASE ? phrase->child : node);
}

struct span rules_clause_span(
	const struct block *block, const char *field, uint32_t node, enum clause_word word)
{
	const struct file *file = file_of(block, field);
	const struct node *phrase = file_node(file, node);
	if (!node || phrase->kind != NODE_PHRASE)
		return rules_value_span(block, field, node);
	uint32_t at = file_node(file, phrase->child)->next;
	for (; at; at = file_node(file, at)->next)
		if (file_node(file, at)->op == word)
			return file_span(file, file_node(file, at)->child);
	return rules_value_span(block, field, node);
}

struct str rules_text(const struct rule_check *check, struct span span)
{
	return source_slice(sources_get(&check->plan->run->sources, span.source), span);
}

struct str rules_replaced(
	const struct rule_check *check, struct span whole, struct span part, struct str by)
{
	enum { SHOWN_MAX = 4000 };
	struct str text = rules_text(check, whole);
	size_t from = part.start - whole.start, to = from + part.len;
	/* Nobody pastes so long a text, and each finding of a long list would have it all. */
	if (text.len > SHOWN_MAX)
		return str_format(&check->sink->arena, "... %.*s ...", STR_ARGS(by));
	return str_format(&check->sink->arena, "%.*s%.*s%.*s", STR_ARGS(str_slice(text, 0, from)),
		STR_ARGS(by), STR_ARGS(str_slice(text, to, text.len)));
}

struct span rules_row_key(const struct row *row)
{
	struct span span = file_token_span(row->file, file_node(row->file, row->node)->first);
	if (str_ends(source_slice(row->file->source, span), ":"))
		span.len--;
	return span;
}

struct span rules_row_value(const struct row *row)
{
	uint32_t phrase = file_node(row->file, row->node)->child;
	const struct node *node = file_node(row->file, phrase);
	return file_span(row->file, node->kind == NODE_PHRASE ? node->child : phrase);
}

struct str rules_ref_text(const struct rule_check *check, const struct block *block,
	const char *field, const struct ref *ref)
{
	if (ref->block)
		return block_path(check->plan, ref->block);
	return file_text(file_of(block, field), ref->node);
}

/* ---- what could be read ---- */

bool rules_is_whole(const struct block *block)
{
	for (const struct part *part = &block->part; part; part = part->next)
		if (file_node(part->file, part->node)->flags & NODE_IS_BROKEN)
			return false;
	return true;
}

static uint32_t count_items(const struct file *file, uint32_t at)
{
	uint32_t n = 0;
	for (; at; at = file_node(file, at)->next) {
		const struct node *node = file_node(file, at);
		if (node->kind == NODE_CLAUSE)
			break;
		if (node->kind == NODE_PHRASE)
			node = file_node(file, node->child);
		n += node->kind == NODE_LIST ? count_items(file, node->child) : 1;
	}
	return n;
}

bool rules_has_all(
	const struct rule_check *check, const struct block *block, const char *field, uint32_t n)
{
	uint32_t name = intern_find(&check->plan->run->intern, str_from(field));
	for (const struct part *part = &block->part; part; part = part->next) {
		uint32_t at = file_node(part->file, part->node)->child;
		for (; at; at = file_node(part->file, at)->next) {
			const struct node *node = file_node(part->file, at);
			if (node->kind == NODE_FIELD && node->name == name)
				return !(node->flags & NODE_IS_BROKEN) &&
				       count_items(part->file, node->child) == n;
		}
	}
	return true;
}

/* ---- texts ---- */

struct str rules_days(const struct rule_check *check, int64_t n)
{
	return str_format(&check->sink->arena, "%lld day%s", (long long)n, n == 1 ? "" : "s");
}

struct str rules_date(const struct rule_check *check, date_t date)
{
	return str_copy(&check->sink->arena, str_from(date_text(date).text));
}

struct str rules_range(const struct rule_check *check, struct date_range range)
{
	if (range.first == range.last)
		return str_format(&check->sink->arena, "on %s", date_text(range.first).text);
	return str_format(&check->sink->arena, "from %s to %s (%.*s)", date_text(range.first).text,
		date_text(range.last).text, STR_ARGS(rules_days(check, rules_length(range))));
}

struct str rules_name(const struct rule_check *check, const struct block *block)
{
	return plan_name(check->plan, block->name);
}

struct str rules_people(
	const struct rule_check *check, const struct party_block *party, uint32_t max)
{
	const struct plan *plan = check->plan;
	struct out out = {0};
	struct str last = {0};
	uint32_t n = 0;
	for (uint32_t i = 0; i < plan->of_kind[KIND_person].n && n < max; i++) {
		const struct person_block *person = plan_person(plan, i);
		if (party && person_party(person) != party)
			continue;
		if (n++ > 1)
			out_text(&out, ", ");
		out_str(&out, last);
		last = rules_name(check, &person->block);
	}
	out_text(&out, n > 1 ? " or " : "");
	out_str(&out, last);
	struct str text = str_copy(&check->sink->arena, out_view(&out));
	out_free(&out);
	return text;
}

/* ---- dates ---- */

struct date_range rules_overlap(struct date_range a, struct date_range b)
{
	struct date_range both = {
		a.first > b.first ? a.first : b.first, a.last < b.last ? a.last : b.last};
	return both.first <= both.last ? both : (struct date_range){0};
}

static date_t earlier(date_t a, date_t b)
{
	return !a || (b && b < a) ? b : a;
}

/* The last day on which somebody completed it. */
static date_t completed_on(const struct enablement_block *enablement)
{
	date_t last = enablement->trained.on;
	for (uint32_t i = 0; i < enablement->completed.n; i++)
		if (enablement->completed.items[i].on > last)
			last = enablement->completed.items[i].on;
	return last;
}

date_t rules_over_on(const struct block *block)
{
	const void *at = block;
	switch ((enum kind)block->kind) {
	case KIND_milestone:
		return ((const struct milestone_block *)at)->done;
	case KIND_activity:
		return ((const struct activity_block *)at)->done;
	case KIND_action: {
		const struct action_block *action = at;
		return earlier(action->done, action->dropped.value);
	}
	case KIND_commitment: {
		const struct commitment_block *commitment = at;
		return earlier(commitment->kept, commitment->broken);
	}
	case KIND_dependency:
		return ((const struct dependency_block *)at)->delivered;
	case KIND_enablement:
		return completed_on(at);
	case KIND_risk:
		return ((const struct risk_block *)at)->closed;
	case KIND_root_cause:
		return ((const struct root_cause_block *)at)->closed;
	case KIND_roadblock:
		return ((const struct roadblock_block *)at)->cleared;
	case KIND_assumption:
		return ((const struct assumption_block *)at)->broken;
	case KIND_contingency:
		return ((const struct contingency_block *)at)->declined.value;
	case KIND_initiative: {
		const struct initiative_block *initiative = at;
		bool over = initiative->state.value == work_state_done ||
			    initiative->state.value == work_state_cancelled;
		return over ? initiative->state.on : DATE_NONE;
	}
	default: /* has no end of its own */
		return DATE_NONE;
	}
}

const struct initiative_block *rules_initiative(const struct block *block)
{
	while (block && block->kind != KIND_initiative)
		block = block->parent;
	return (const void *)block;
}

bool rules_is_cancelled(const struct block *block)
{
	const struct initiative_block *initiative = rules_initiative(block);
	return initiative && initiative->state.value == work_state_cancelled;
}

bool rules_is_over(const struct block *block)
{
	const struct initiative_block *initiative = rules_initiative(block);
	return rules_is_cancelled(block) ||
	       (initiative && initiative->state.value == work_state_done);
}

/* ---- owners ---- */

struct date_range rules_owner_days(const struct phrase_owner *owner)
{
	return (struct date_range){
		owner->from ? owner->from : DATE_MIN, owner->until ? owner->until : DATE_MAX};
}

bool rules_states_owners(
	const struct rule_check *check, const struct block *block, struct owners *owners)
{
	*owners = block_owners(block);
	if (!owners->n || owners->from != block || !rules_has_all(check, block, "owner", owners->n))
		return false;
	for (uint32_t i = 0; i < owners->n; i++) {
		struct date_range days = rules_owner_days(&owners->items[i]);
		if (days.first > days.last) /* reported as such */
			return false;
	}
	return true;
}

struct str rules_owner_name(
	const struct rule_check *check, const struct block *block, const struct phrase_owner *owner)
{
	return rules_ref_text(check, block, "owner", &owner->value);
}

void rules_label_life(struct rule_check *check, struct finding *finding, const struct block *block,
	struct date_range life)
{
	const struct block *at = block;
	const char *field = "window";
	bool is_range = true;
	if (!block_has(at, field)) {
		field = block->kind == KIND_goal ? "target" : "due";
		is_range = false;
	}
	if (!block_has(at, field)) {
		at = &check->plan->frame->block;
		field = "period";
		is_range = true;
	}
	struct span span = block_field_span(at, field);
	if (!is_range)
		finding_label(check->sink, finding, span,
			"each of the %lld days up to %s needs one owner",
			(long long)rules_length(life), date_text(life.last).text);
	else if (rules_length(life) == 1)
		finding_label(check->sink, finding, span, "this day needs one owner");
	else
		finding_label(check->sink, finding, span, "each of these %lld days needs one owner",
			(long long)rules_length(life));
}
