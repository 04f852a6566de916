#include "compiler/rules/rules_shared.h"

#define API(promised)                                                                              \
	"dependency api \"Description of the interface\" {\n"                                      \
	"  from:     mona\n"                                                                       \
	"  to:       lee\n"                                                                        \
	"  need_by:  2026-03-02\n"                                                                 \
	"  promised: " promised "\n"                                                               \
	"  affects:  [price_link]\n"                                                               \
	"}\n"

static void check_plan(struct rule_check *check)
{
	const struct plan *plan = check->plan;
	for (uint32_t i = 0; i < plan->of_kind[KIND_dependency].n; i++) {
		const struct dependency_block *dependency = plan_dependency(plan, i);
		const struct block *block = &dependency->block;
		if (!dependency->promised || !dependency->need_by ||
			dependency->promised <= dependency->need_by ||
			(dependency->delivered && dependency->delivered <= dependency->need_by))
			continue;
		struct finding *finding = rule_report(check, block,
			block_field_span(block, "promised"), "%.*s is promised %.*s too late",
			STR_ARGS(block_called(plan, block)),
			STR_ARGS(rules_days(check, dependency->promised - dependency->need_by)));
		finding_caret(check->sink, finding, "promised by %.*s",
			STR_ARGS(rules_ref_text(check, block, "from", &dependency->from)));
		finding_label(check->sink, finding, block_field_span(block, "need_by"),
			"needed by %.*s",
			STR_ARGS(rules_ref_text(check, block, "to", &dependency->to)));
		finding_help(check->sink, finding,
			"agree on one day: an earlier promise, or a later need");
	}
}

const struct rule rule_dependency_promised_late = {
	.info = {.name = "dependency.promised_late",
		.summary = "A dependency is promised for a later day than it is needed",
		.explanation =
			"Two honest dates that do not fit: one side needs it by one day, the other "
			"promises it for a later one. Each of them believes that all is well. Talk "
			"about it now: deliver a part sooner, move what waits, or agree on another "
			"way.",
		.bad = API("2026-03-20"),
		.good = API("2026-02-27"),
		.levels = {LEVEL_WARNING, LEVEL_WARNING, LEVEL_ERROR}},
	.check = check_plan,
};
