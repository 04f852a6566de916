#include "compiler/rules/parties_shared.h"

#define PLANS(period)                                                                              \
	"# In 2026.pbp:\n"                                                                         \
	"plan retail_2026 \"Acme x Brightline 2026\" {\n"                                          \
	"  between:  [acme, brightline]\n"                                                         \
	"  period:   2026-01-01 .. 2026-12-31\n"                                                   \
	"  currency: USD\n"                                                                        \
	"  status:   active\n"                                                                     \
	"}\n"                                                                                      \
	"\n"                                                                                       \
	"# In 2027.pbp, of the same project:\n"                                                    \
	"plan retail_2027 \"Acme x Brightline 2027\" {\n"                                          \
	"  between:  [acme, brightline]\n"                                                         \
	"  period:   " period "\n"                                                                 \
	"  currency: USD\n"                                                                        \
	"  status:   active\n"                                                                     \
	"}\n"

/* Each plan reads the parties by itself; what they share is the name. */
static bool names_party(const struct plan *plan, uint32_t name)
{
	for (uint32_t i = 0; i < plan->frame->between.n; i++)
		if (parties_at(plan, i) && parties_at(plan, i)->block.name == name)
			return true;
	return false;
}

static bool have_same_parties(const struct plan *a, const struct plan *b)
{
	for (uint32_t i = 0; i < a->frame->between.n; i++)
		if (!parties_at(a, i) || !names_party(b, parties_at(a, i)->block.name))
			return false;
	for (uint32_t i = 0; i < b->frame->between.n; i++)
		if (!parties_at(b, i) || !names_party(a, parties_at(b, i)->block.name))
			return false;
	return a->frame->between.n > 0;
}

static uint64_t scope_key(const struct block *block)
{
	return (uint64_t)block->kind << 32 | block->name;
}

/* The names in scopes of the plan's goals; false if a goal counts everything. */
static bool find_scopes(const struct plan *plan, struct map *scopes)
{
	for (uint32_t i = 0; i < plan->of_kind[KIND_goal].n; i++) {
		const struct goal_block *goal = plan_goal(plan, i);
		if (goal->scope.all || !goal->scope.n)
			return false;
		for (uint32_t k = 0; k < goal->scope.n; k++)
			if (goal->scope.items[k].block)
				map_put(scopes, scope_key(goal->scope.items[k].block), NULL);
	}
	return plan->of_kind[KIND_goal].n > 0;
}

static bool share_scope(const struct plan *a, const struct plan *b)
{
	struct map scopes = {0}, others = {0};
	bool shared = !find_scopes(a, &scopes) || !find_scopes(b, &others);
	for (uint32_t i = 0; i < b->of_kind[KIND_goal].n && !shared; i++) {
		const struct goal_block *goal = plan_goal(b, i);
		for (uint32_t k = 0; k < goal->scope.n; k++)
			shared |= goal->scope.items[k].block &&
				  map_get(&scopes, scope_key(goal->scope.items[k].block));
	}
	map_free(&scopes);
	map_free(&others);
	return shared;
}

static void report(struct rule_check *check, const struct plan *earlier, struct date_range overlap)
{
	const struct block *frame = &check->plan->frame->block, *other = &earlier->frame->block;
	struct str called = str_copy(&check->sink->arena, block_called(earlier, other));
	struct finding *finding = rule_report(check, frame, block_field_span(frame, "period"),
		"%.*s and %.*s are both active %.*s", STR_ARGS(block_called(check->plan, frame)),
		STR_ARGS(called), STR_ARGS(rules_range(check, overlap)));
	finding_label(check->sink, finding, block_field_span(other, "period"),
		"between the same parties");
	finding_help(check->sink, finding,
		"close one of them (`status: closed`), end it earlier, or give their goals scopes "
		"that do not meet");
}

static bool is_active(const struct plan *plan)
{
	return plan->frame && plan->frame->status == plan_status_active && plan->first;
}

/* The later one in the order of paths reports. */
static void check_plan(struct rule_check *check)
{
	const struct plan *plan = check->plan;
	const struct run *run = plan->run;
	if (!is_active(plan))
		return;
	for (uint32_t i = 0; i < run->plans.n && run->plans.items[i] != plan; i++) {
		const struct plan *earlier = run->plans.items[i];
		if (!is_active(earlier) || earlier->project != plan->project)
			continue;
		struct date_range overlap =
			rules_overlap((struct date_range){plan->first, plan->last},
				(struct date_range){earlier->first, earlier->last});
		if (overlap.first && have_same_parties(plan, earlier) && share_scope(plan, earlier))
			report(check, earlier, overlap);
	}
}

const struct rule rule_plan_two_active = {
	.info = {.name = "plan.two_active",
		.summary = "Two active plans of the same parties overlap",
		.explanation =
			"When two plans of the same companies are active at once, each side "
			"quotes the one that suits it. Close the one that has ended, or end it on "
			"the day before the other begins. Two plans side by side are fine if the "
			"scopes of their goals do not meet, such as one per segment.",
		.bad = PLANS("2026-10-01 .. 2027-12-31"),
		.good = PLANS("2027-01-01 .. 2027-12-31"),
		.levels = {LEVEL_WARNING, LEVEL_ERROR, LEVEL_ERROR},
		.example_needs_files = true},
	.check = check_plan,
};
