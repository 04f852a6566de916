#include "compiler/plan/refs.h"
#include "compiler/rules/parties_shared.h"

#include <string.h>

#define RISK(only_for)                                                                             \
	"risk few_calls \"Sellers turn to another vendor\" {\n"                                    \
	"  owner:      omar\n"                                                                     \
	"  likelihood: 2\n"                                                                        \
	"  impact:     2\n"                                                                        \
	"  response:   mitigate\n"                                                                 \
	"  affects:    [sourced]\n" only_for "}\n"

struct touch {
	struct viewers viewers;
	struct found_ref found; /* what belongs to a side that does not see the block */
	bool is_touched;
};

/* The fields of goals, risks and roadblocks that say whom they concern. */
static bool concerns(const char *field)
{
	static const char *const fields[] = {"owner", "with", "objective", "part_of", "stretch_of",
		"benefits", "affects", "event", "blocks", "raised", "escalated"};
	for (size_t i = 0; field && i < sizeof fields / sizeof *fields; i++)
		if (!strcmp(field, fields[i]))
			return true;
	return false;
}

/* An objective is a matter of the parties whose priorities it serves. */
static bool serves_others(struct viewers viewers, const struct objective_block *objective)
{
	for (uint32_t i = 0; i < objective->serves.n; i++) {
		const struct block *block = objective->serves.items[i].block;
		const struct priority_block *priority = (const void *)block;
		if (block && block->kind == KIND_priority && priority->of.block &&
			!viewers_have(viewers, priority->of.block))
			return true;
	}
	return false;
}

static bool is_of_others(struct viewers viewers, const struct block *block)
{
	switch ((enum kind)block->kind) {
	case KIND_party:
		return !viewers_have(viewers, block);
	case KIND_person: {
		const struct party_block *party = person_party((const void *)block);
		return party && !viewers_have(viewers, &party->block);
	}
	case KIND_metric:
	case KIND_segment:
	case KIND_product:
	case KIND_region:
		return false; /* what is counted and where concerns nobody by itself */
	case KIND_objective:
		return !block_viewers(block).n && serves_others(viewers, (const void *)block);
	default: {
		struct viewers its = block_viewers(block);
		return !its.n || !viewers_see(its, viewers);
	}
	}
}

static void visit(void *context, const struct found_ref *ref)
{
	struct touch *touch = context;
	if (touch->is_touched || !ref->to || !concerns(ref->field) ||
		!is_of_others(touch->viewers, ref->to))
		return;
	touch->found = *ref;
	touch->is_touched = true;
}

static bool all_see(const struct plan *plan, struct viewers viewers)
{
	for (uint32_t i = 0; i < plan->frame->between.n; i++)
		if (parties_at(plan, i) && !viewers_have(viewers, &parties_at(plan, i)->block))
			return false;
	return true;
}

static void check_block(struct rule_check *check, struct block *block)
{
	struct touch touch = {.viewers = block_viewers(block)};
	if (!touch.viewers.n || all_see(check->plan, touch.viewers))
		return;
	refs_each(check->plan, block, visit, &touch);
	if (!touch.is_touched)
		return;
	struct str names = viewers_text(check, touch.viewers);
	struct finding *finding =
		rule_report(check, block, block_field_span(touch.viewers.from, "only_for"),
			"%.*s touches both sides and only %.*s sees it",
			STR_ARGS(block_called(check->plan, block)), STR_ARGS(names));
	finding_label(check->sink, finding, touch.found.span, "%.*s is not for %.*s alone",
		STR_ARGS(block_called(check->plan, touch.found.to)), STR_ARGS(names));
	finding_help(check->sink, finding,
		"take `only_for` away, or keep to yourself what is only yours: then it touches "
		"nothing of the other side");
}

static void check_plan(struct rule_check *check)
{
	static const enum kind kinds[] = {KIND_goal, KIND_risk, KIND_roadblock};
	for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++)
		for (uint32_t i = 0; i < check->plan->of_kind[kinds[k]].n; i++)
			check_block(check, check->plan->of_kind[kinds[k]].items[i]);
}

const struct rule rule_balance_hidden = {
	.info = {.name = "balance.hidden",
		.summary = "A goal, risk or roadblock that touches both sides is hidden from one",
		.explanation =
			"`only_for` keeps a company's own matters out of what the other side "
			"gets. A risk to a shared goal, or a roadblock of shared work, is not an "
			"own matter: whoever could help never hears of it. Show it, or let it "
			"affect only what is `only_for` the same party.",
		.bad = RISK("  only_for:   acme\n"),
		.good = RISK(""),
		.levels = {LEVEL_INFO, LEVEL_WARNING, LEVEL_WARNING}},
	.check = check_plan,
};
