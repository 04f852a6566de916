#include "compiler/rules/rules_shared.h"

#define TIER(goals)                                                                                \
	"# without: plan joint\n"                                                                  \
	"\n"                                                                                       \
	"plan joint \"Acme x Brightline 2026\" {\n"                                                \
	"  between:  [acme, brightline]\n"                                                         \
	"  period:   2026-01-01 .. 2026-12-31\n"                                                   \
	"  currency: USD\n"                                                                        \
	"  tier:     gold\n"                                                                       \
	"  vision:   \"The first call for backup in mid-market retail.\"\n"                        \
	"  sponsors: [omar, ana]\n"                                                                \
	"  channels: [\"Acme CRM, partner view\"]\n"                                               \
	"}\n"                                                                                      \
	"\n"                                                                                       \
	"tier gold \"Gold\" { goals_at_least: " goals " }\n"

static void check_plan(struct rule_check *check)
{
	const struct plan *plan = check->plan;
	const struct block *frame = &plan->frame->block, *block = plan->frame->tier.block;
	const struct tier_block *tier =
		block && block->kind == KIND_tier ? (const void *)block : NULL;
	uint32_t n = plan->of_kind[KIND_goal].n;
	if (!tier || !tier->goals_at_least.set || plan->is_broken ||
		decimal_compare(decimal_of(n), tier->goals_at_least.n) >= 0)
		return;
	struct out asked = {0};
	decimal_print_grouped(&asked, tier->goals_at_least.n);
	struct finding *finding = rule_report(check, frame, block_span(frame),
		"%.*s has %u goal%s; %.*s asks for %.*s", STR_ARGS(block_called(plan, frame)), n,
		n == 1 ? "" : "s", STR_ARGS(block_called(plan, block)), STR_ARGS(out_view(&asked)));
	finding_label(check->sink, finding, block_field_span(frame, "tier"), "the plan's tier");
	if (!block->is_std)
		finding_label(check->sink, finding, block_field_span(block, "goals_at_least"),
			"asked for");
	finding_help(check->sink, finding,
		"add goals, or aim at a tier that asks for fewer; parts of a goal (`part_of`) "
		"count");
	out_free(&asked);
}

const struct rule rule_plan_tier_goals = {
	.info = {.name = "plan.tier_goals",
		.summary = "The plan has fewer goals than its tier asks for",
		.explanation =
			"The partner programme says how broadly a plan of a tier is set up: so "
			"many goals at least. With fewer, a partner of this tier is steered by "
			"one or two numbers and learns too late what it was not measured by. "
			"Parts of a goal (`part_of`) count as well.",
		.bad = TIER("5"),
		.good = TIER("4"),
		.levels = {LEVEL_WARNING, LEVEL_ERROR, LEVEL_ERROR},
		.completeness = true},
	.check = check_plan,
};
