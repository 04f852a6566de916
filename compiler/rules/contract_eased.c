#include "compiler/rules/past_shared.h"

/* What was agreed rests on something that has turned out otherwise. */
static bool is_explained(const struct plan *plan, const struct block *block)
{
	for (uint32_t i = 0; i < plan->of_kind[KIND_assumption].n; i++) {
		const struct assumption_block *assumption = plan_assumption(plan, i);
		for (uint32_t k = 0; assumption->broken && k < assumption->affects.n; k++)
			if (assumption->affects.items[k].block == block)
				return true;
	}
	return root_cause_of(plan, block) != NULL;
}

static void report(struct rule_check *check, const struct past_changes *past,
	const struct change *change, const struct block *block,
	const struct amendment_block *amendment)
{
	const struct fact *fact = change->before;
	struct span span = fact->info ? block_field_span(block, fact->field) : block_span(block);
	struct finding *finding =
		rule_report(check, block, span, "%s%s%s%.*s was eased, and nothing says why",
			fact->info ? "`" : "", fact->info ? fact->field : "",
			fact->info ? "` of " : "", STR_ARGS(block_called(check->plan, block)));
	finding_caret(check->sink, finding, "was %.*s",
		STR_ARGS(fact_shown(past->past->plan, &check->sink->arena, change->before)));
	if (amendment)
		finding_label(check->sink, finding, block_span(&amendment->block),
			"names neither a session nor a cause");
	finding_help(check->sink, finding,
		amendment ? "say with `decided` which session agreed to it, or open a "
			    "`root_cause` of it"
			  : "write an amendment that says why and which session decided it, or "
			    "restore what was signed");
}

/* What the change is about, as it is now; NULL: all of it is gone, which is another matter. */
static const struct block *block_now(const struct past_changes *past, const struct change *change)
{
	const struct fact *fact =
		change->after ? change->after : facts_of(&past->facts, change->before->key);
	return fact ? fact->block : NULL;
}

static void check_plan(struct rule_check *check)
{
	struct past_changes past;
	const struct plan *plan = check->plan;
	past_find_changes(check, &past);
	for (uint32_t i = 0; i < past.changes.items.n; i++) {
		const struct change *change = &past.changes.items.items[i];
		const struct amendment_block *amendment;
		bool is_told = change->weight == WEIGHT_EASED && plan->profile > PROFILE_NAPKIN &&
			       past_moved_without_cause(check, &past, change);
		const struct block *block =
			change->weight == WEIGHT_EASED ? block_now(&past, change) : NULL;
		if (!block || is_told)
			continue;
		date_t day = past_moved_on(&past, change, &amendment);
		bool has_begun = day && plan->first && day >= plan->first;
		bool is_decided = amendment && amendment->decided.value.block;
		if (has_begun && !is_decided && !is_explained(plan, block))
			report(check, &past, change, block, amendment);
	}
	past_free_changes(&past);
}

#define EASED(decided)                                                                             \
	"# The target was 650,000 USD when both sides signed.\n"                                   \
	"amendment lower \"A lower target\" {\n"                                                   \
	"  changes:   [sourced.target from 650,000 USD to 600,000 USD]\n"                          \
	"  type:      target\n"                                                                    \
	"  because:   \"The second product comes later.\"\n" decided "  effective: 2026-04-15\n"   \
	"  approved:  [omar, ana] on 2026-04-15\n"                                                 \
	"}\n"

const struct rule rule_contract_eased = {
	.info = {.name = "contract.eased",
		.summary = "A target was lowered or a date moved later without a reason",
		.explanation =
			"A plan that is eased each time it is missed measures nothing. Once the "
			"period has begun a lower target or a later date needs a session that "
			"decided "
			"it, named by the amendment, or a root cause that both sides have looked "
			"for. "
			"It is found where the signed version is at hand: `--signed`.",
		.bad = EASED(""),
		.good = EASED("  decided:   quarterly on 2026-04-14\n"),
		.levels = {LEVEL_INFO, LEVEL_WARNING, LEVEL_ERROR},
		.needs = NEEDS_PAST,
		.example_needs_files = true},
	.check = check_plan,
};
