#include "compiler/rules/rules_shared.h"

#define CAMPAIGN(cost)                                                                             \
	"initiative campaign \"Spring campaign\" {\n"                                              \
	"  owner:  dana\n"                                                                         \
	"  with:   priya\n"                                                                        \
	"  serves: [sourced]\n"                                                                    \
	"  area:   marketing\n"                                                                    \
	"  window: 2026-03-02 .. 2026-05-29\n"                                                     \
	"  effort: 20 days\n"                                                                      \
	"\n"                                                                                       \
	"  activity list \"Clean the call list\" {\n"                                              \
	"    window: 2026-03-02 .. 2026-03-20\n"                                                   \
	"    cost:   " cost "\n"                                                                   \
	"  }\n"                                                                                    \
	"}\n"

static struct str parties(const struct rule_check *check)
{
	const struct plan_block *frame = check->plan->frame;
	struct out out = {0};
	for (uint32_t i = 0; i < frame->between.n; i++)
		if (frame->between.items[i].block)
			out_printf(&out, "%s%.*s", out.len ? " or " : "",
				STR_ARGS(rules_name(check, frame->between.items[i].block)));
	struct str text = str_copy(&check->sink->arena, out_view(&out));
	out_free(&out);
	return text;
}

static void check_plan(struct rule_check *check)
{
	const struct plan *plan = check->plan;
	for (uint32_t i = 0; i < plan->of_kind[KIND_activity].n; i++) {
		const struct activity_block *activity = plan_activity(plan, i);
		const struct block *block = &activity->block;
		const struct initiative_block *initiative = rules_initiative(block);
		if (!activity->cost.value.set || activity->cost.by.node ||
			(initiative && initiative->budget.from.node) || rules_is_cancelled(block))
			continue;
		struct span span = rules_value_span(block, "cost", activity->cost.node);
		struct finding *finding =
			rule_report(check, block, span, "nothing says who pays the cost of %.*s",
				STR_ARGS(block_called(plan, block)));
		finding_help(
			check->sink, finding, "name the party, %.*s:", STR_ARGS(parties(check)));
		finding_code(check->sink, finding, "cost: %.*s by TODO",
			STR_ARGS(quantity_text(plan, activity->cost.value)));
	}
}

const struct rule rule_funding_no_payer = {
	.info = {.name = "funding.no_payer",
		.summary = "An activity costs money and nothing says who pays",
		.explanation = "Two companies can each believe that the other one carries a cost, "
			       "until the "
			       "invoice comes. Name the paying party behind the amount: `cost: "
			       "9,000 USD by "
			       "brightline`. An activity of an initiative with a budget from a "
			       "fund is paid "
			       "from there.",
		.bad = CAMPAIGN("2,400 USD"),
		.good = CAMPAIGN("2,400 USD by brightline"),
		.levels = {LEVEL_OFF, LEVEL_WARNING, LEVEL_WARNING},
		.completeness = true},
	.check = check_plan,
};
