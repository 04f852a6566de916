#include "compiler/rules/amended_shared.h"

#include "compiler/plan/eval.h"
#include "runtime/base/sort.h"

struct said { /* by one approved amendment, of one place */
	const struct amendment_block *amendment;
	const struct phrase_change *change;
};

struct sayings {
	struct rule_check *check;
	const struct facts *facts;
	const struct past_plan *past;
	VEC(struct said) items; /* by the day they take effect */
};

static int compare_said(const void *left, const void *right)
{
	const struct said *a = left, *b = right;
	date_t first = a->amendment->effective, second = b->amendment->effective;
	if (first != second)
		return first < second ? -1 : 1;
	uint32_t earlier = a->amendment->block.order, later = b->amendment->block.order;
	return earlier < later ? -1 : earlier > later;
}

static void find_sayings(struct sayings *sayings)
{
	const struct plan *plan = sayings->check->plan;
	for (uint32_t i = 0; i < plan->of_kind[KIND_amendment].n; i++) {
		const struct amendment_block *amendment = plan_amendment(plan, i);
		if (amendment->block.broken || !amendment_is_approved(plan, amendment))
			continue;
		for (uint32_t k = 0; k < amendment->changes.n; k++)
			if (amendment->changes.items[k].value.ref.block)
				vec_push(&sayings->items,
					((struct said){amendment, &amendment->changes.items[k]}));
	}
	sort_items(
		sayings->items.items, sayings->items.n, sizeof *sayings->items.items, compare_said);
}

/* No two blocks are nearer in memory than a block has fields. */
static uint64_t place_key(const struct said *said)
{
	const struct field_ref *place = &said->change->value;
	return rules_key(place->ref.block) + (place->field ? (uint64_t)place->field->index + 1 : 0);
}

static struct str value_of(const struct sayings *sayings, const struct value *value)
{
	return fact_value(sayings->check->plan, &sayings->check->sink->arena, value);
}

static struct str place_name(const struct sayings *sayings, const struct said *said)
{
	const struct field_ref *place = &said->change->value;
	struct str called = block_called(sayings->check->plan, place->ref.block);
	return place->field ? str_format(&sayings->check->sink->arena, "`%s` of %.*s",
				      place->field->name, STR_ARGS(called))
			    : called;
}

static struct finding *report(struct sayings *sayings, const struct said *said,
	enum clause_word clause, const char *what, const struct value *value)
{
	struct rule_check *check = sayings->check;
	const struct block *block = &said->amendment->block;
	struct out text = {0};
	value_print(check->plan, &text, value);
	struct finding *finding = rule_report(check, block,
		rules_clause_span(block, "changes", said->change->node, clause),
		"%.*s says that %.*s %s %.*s, and that is not so",
		STR_ARGS(block_called(check->plan, block)), STR_ARGS(place_name(sayings, said)),
		what, STR_ARGS(out_view(&text)));
	out_free(&text);
	finding_help(check->sink, finding,
		"an amendment states both values as they are in the plans that it lies between");
	return finding;
}

/* The last amendment of a place against the plan. */
static void check_last(struct sayings *sayings, const struct said *said)
{
	struct rule_check *check = sayings->check;
	const struct field_ref *place = &said->change->value;
	if (said->change->to.kind == VALUE_NONE ||
		facts_hold(sayings->facts,
			fact_key(check->plan, &check->sink->arena, place->ref.block), place->field,
			value_of(sayings, &said->change->to)))
		return;
	struct finding *finding = report(sayings, said, CLAUSE_to, "is now", &said->change->to);
	struct span span = place->field ? block_field_span(place->ref.block, place->field->name)
					: block_span(place->ref.block);
	finding_label(check->sink, finding, span, "what the plan says");
}

/* The first amendment of a place against what was signed. */
static void check_first(struct sayings *sayings, const struct said *said)
{
	struct rule_check *check = sayings->check;
	const struct field_ref *place = &said->change->value;
	struct str key = fact_key(check->plan, &check->sink->arena, place->ref.block);
	if (sayings->past && said->change->from.kind != VALUE_NONE &&
		!facts_hold(&sayings->past->facts, key, place->field,
			value_of(sayings, &said->change->from)))
		report(sayings, said, CLAUSE_from, "was signed as", &said->change->from);
}

static void check_pair(struct sayings *sayings, const struct said *first, const struct said *next)
{
	if (!next->change->value.field || first->change->to.kind == VALUE_NONE ||
		next->change->from.kind == VALUE_NONE ||
		str_equal(value_of(sayings, &first->change->to),
			value_of(sayings, &next->change->from)))
		return;
	struct finding *finding = report(sayings, next, CLAUSE_from, "was", &next->change->from);
	finding_label(sayings->check->sink, finding,
		rules_clause_span(
			&first->amendment->block, "changes", first->change->node, CLAUSE_to),
		"what the amendment before left it as");
}

void amended_check(
	struct rule_check *check, const struct facts *facts, const struct past_plan *past)
{
	struct sayings sayings = {.check = check, .facts = facts, .past = past};
	struct map last_of = {0}; /* place -> index in items, + 1 */
	find_sayings(&sayings);
	for (uint32_t i = 0; i < sayings.items.n; i++) {
		const struct said *said = &sayings.items.items[i];
		uint32_t *place = map_put(&last_of, place_key(said), NULL);
		if (*place)
			check_pair(&sayings, &sayings.items.items[*place - 1], said);
		else
			check_first(&sayings, said);
		*place = i + 1;
	}
	for (uint32_t i = 0; i < sayings.items.n; i++) {
		const struct said *said = &sayings.items.items[i];
		if (*map_get(&last_of, place_key(said)) == i + 1)
			check_last(&sayings, said);
	}
	map_free(&last_of);
	vec_free(&sayings.items);
}
