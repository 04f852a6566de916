#include "compiler/rules/rules_shared.h"

#define DEMO(pad, substitute)                                                                      \
	"goal renewals \"Renew 40 contracts\" {\n"                                                 \
	"  owner:       dana\n"                                                                    \
	"  with:        priya\n"                                                                   \
	"  objective:   land_retail\n"                                                             \
	"  part_of:     sourced\n"                                                                 \
	"  metric:      std.metrics.deals_won\n"                                                   \
	"  source:      \"Acme CRM, partner view\"\n"                                              \
	"  refresh:     1 week\n"                                                                  \
	"  measured_by: priya\n"                                                                   \
	"  scope:       all\n"                                                                     \
	"  window:      2026-03-02 .. 2026-05-29\n"                                                \
	"  target:      40 deals by 2026-05-29\n"                                                  \
	"  evidence:    \"41 contracts end in spring.\"\n"                                         \
	"  headline:    true\n"                                                                    \
	"}\n"                                                                                      \
	"\n"                                                                                       \
	"resource demo_system \"Demo system\" {\n"                                                 \
	"  type:" pad "      tool\n"                                                               \
	"  by:" pad "        acme\n"                                                               \
	"  window:" pad "    2026-03-01 .. 2026-06-30\n"                                           \
	"  confirmed:" pad " 2026-01-20 by priya\n" substitute "}\n"                               \
	"\n"                                                                                       \
	"initiative talks \"Renewal talks\" {\n"                                                   \
	"  owner:  dana\n"                                                                         \
	"  with:   priya\n"                                                                        \
	"  serves: [renewals]\n"                                                                   \
	"  area:   sales\n"                                                                        \
	"  window: 2026-03-02 .. 2026-05-29\n"                                                     \
	"  effort: 10 days\n"                                                                      \
	"  needs:  [demo_system]\n"                                                                \
	"}\n"

static const struct goal_block *headline_goal(const struct initiative_block *initiative)
{
	for (uint32_t i = 0; i < initiative->serves.n; i++) {
		const struct block *block = initiative->serves.items[i].block;
		const struct goal_block *goal = (const void *)block;
		if (block && block->kind == KIND_goal && goal->headline == FLAG_TRUE)
			return goal;
	}
	return NULL;
}

/* A person or a tool that nothing can take the place of. */
static bool is_single(const struct block *need)
{
	if (need->kind == KIND_person)
		return !block_has(need, "backup");
	if (need->kind != KIND_resource)
		return false;
	const struct resource_block *resource = (const void *)need;
	return (resource->type == resource_type_people || resource->type == resource_type_tool) &&
	       !block_has(need, "substitute");
}

static bool is_accepted(const struct map *accepted, const struct block *block)
{
	return map_get(accepted, rules_key(block)) != NULL;
}

static void check_need(struct rule_check *check, const struct initiative_block *initiative,
	const struct ref *need, const struct goal_block *goal)
{
	const struct block *block = &initiative->block;
	bool is_person = need->block->kind == KIND_person;
	struct finding *finding =
		rule_report(check, block, block_node_span(block, "needs", need->node),
			"%.*s stands or falls with %.*s, which has no %s",
			STR_ARGS(block_called(check->plan, block)),
			STR_ARGS(block_called(check->plan, need->block)),
			is_person ? "backup" : "substitute");
	finding_label(check->sink, finding, block_field_span(&goal->block, "headline"),
		"it serves this headline goal");
	finding_label(check->sink, finding, block_span(need->block), "no %s",
		is_person ? "backup" : "substitute");
	finding_help(check->sink, finding, "in the block of `%.*s`, say what takes its place:",
		STR_ARGS(block_path(check->plan, need->block)));
	finding_code(check->sink, finding, is_person ? "backup: TODO" : "substitute: \"TODO\"");
}

static void check_plan(struct rule_check *check)
{
	const struct plan *plan = check->plan;
	struct map accepted = {0};
	for (uint32_t i = 0; i < plan->of_kind[KIND_risk].n; i++) {
		const struct risk_block *risk = plan_risk(plan, i);
		for (uint32_t k = 0; k < risk->affects.n && risk->response == response_accept; k++)
			if (risk->affects.items[k].block)
				map_put(&accepted, rules_key(risk->affects.items[k].block), NULL);
	}
	for (uint32_t i = 0; i < plan->of_kind[KIND_initiative].n; i++) {
		const struct initiative_block *initiative = plan_initiative(plan, i);
		const struct goal_block *goal = headline_goal(initiative);
		if (!goal || rules_is_over(&initiative->block) ||
			is_accepted(&accepted, &initiative->block))
			continue;
		for (uint32_t k = 0; k < initiative->needs.n; k++) {
			const struct ref *need = &initiative->needs.items[k];
			if (need->block && is_single(need->block) &&
				!is_accepted(&accepted, need->block))
				check_need(check, initiative, need, goal);
		}
	}
	map_free(&accepted);
}

const struct rule rule_risk_single_point = {
	.info = {.name = "risk.single_point",
		.summary = "Work for a headline goal needs something that nothing can replace",
		.explanation =
			"One engineer on leave or one demonstration system out of order should not "
			"decide about a headline goal. Name a `substitute` in the resource, a "
			"`backup` in the person's block, or a risk with `response: accept` that "
			"affects it: then both sides know what they rely on.",
		.bad = DEMO("", ""),
		.good = DEMO(" ", "  substitute: \"Recorded demonstration\"\n"),
		.levels = {LEVEL_OFF, LEVEL_INFO, LEVEL_WARNING}},
	.check = check_plan,
};
