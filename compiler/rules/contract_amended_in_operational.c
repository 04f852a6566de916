#include "compiler/rules/rules_shared.h"

#define AMENDMENT(decided)                                                                         \
	"review quarterly \"Quarterly review\" {\n"                                                \
	"  type:      quarterly\n"                                                                 \
	"  on:        [2026-03-31, 2026-07-07, 2026-10-06, 2027-01-12]\n"                          \
	"  at:        10:00 for 2 hours\n"                                                         \
	"  attendees: [omar, priya, ana, dana]\n"                                                  \
	"  covers:    all\n"                                                                       \
	"  cutoff:    1 day\n"                                                                     \
	"}\n"                                                                                      \
	"\n"                                                                                       \
	"session 2026-03-31 {\n"                                                                   \
	"  of:       quarterly\n"                                                                  \
	"  attended: [omar, priya, ana, dana]\n"                                                   \
	"\n"                                                                                       \
	"  action booth \"Plan the autumn booth\" { owner: dana  due: 2026-04-24 }\n"              \
	"}\n"                                                                                      \
	"\n"                                                                                       \
	"amendment shorter \"Roll-out until October\" {\n"                                         \
	"  changes:   [roll_out.window from 2026-01-12 .. 2026-11-30 to 2026-01-12 .. "            \
	"2026-10-30]\n"                                                                            \
	"  type:      date\n"                                                                      \
	"  because:   \"November belongs to the trade show.\"\n"                                   \
	"  decided:   " decided "\n"                                                               \
	"  effective: 2026-04-01\n"                                                                \
	"  approved:  [omar, ana] on 2026-03-31\n"                                                 \
	"}\n"

/* A contingency that is started may change the plan at once: it was agreed beforehand. */
static void find_starts(const struct plan *plan, struct map *starts)
{
	for (uint32_t i = 0; i < plan->of_kind[KIND_contingency].n; i++)
		if (plan_contingency(plan, i)->activated)
			map_put(starts, (uint64_t)plan_contingency(plan, i)->activated, NULL);
}

static void check_plan(struct rule_check *check)
{
	const struct plan *plan = check->plan;
	struct map starts = {0}; /* days */
	find_starts(plan, &starts);
	for (uint32_t i = 0; i < plan->of_kind[KIND_amendment].n; i++) {
		const struct amendment_block *amendment = plan_amendment(plan, i);
		const struct block *decided = amendment->decided.value.block;
		if (!decided || decided->kind != KIND_review)
			continue;
		const struct review_block *review = (const void *)decided;
		if (review->type != review_type_operational ||
			(amendment->decided.on &&
				map_get(&starts, (uint64_t)amendment->decided.on)))
			continue;
		const struct block *block = &amendment->block;
		struct finding *finding =
			rule_report(check, block, block_field_span(block, "decided"),
				"%.*s was decided in an operational review",
				STR_ARGS(block_called(plan, block)));
		finding_label(check->sink, finding, block_field_span(&review->block, "type"),
			"clears what is stuck and changes no plan");
		finding_help(check->sink, finding,
			"decide it in a checkpoint, quarterly or planning session and name that "
			"one");
	}
	map_free(&starts);
}

const struct rule rule_contract_amended_in_operational = {
	.info = {.name = "contract.amended_in_operational",
		.summary = "An amendment was decided in an operational review",
		.explanation =
			"A review every two weeks clears roadblocks. If it can also change targets "
			"and dates, every gap becomes a talk about the plan instead of about its "
			"cause. Amendments belong to checkpoints, quarterly and planning sessions, "
			"where both sides expect them. Starting a contingency is no such change: "
			"it "
			"was agreed in advance.",
		.bad = AMENDMENT("operating on 2026-02-10"),
		.good = AMENDMENT("quarterly on 2026-03-31"),
		.levels = {LEVEL_INFO, LEVEL_ERROR, LEVEL_ERROR}},
	.check = check_plan,
};
