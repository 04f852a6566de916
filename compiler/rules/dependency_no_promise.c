#include "compiler/rules/rules_shared.h"

#define API(pad, promised)                                                                         \
	"dependency api \"Description of the interface\" {\n"                                      \
	"  from:" pad "    mona\n"                                                                 \
	"  to:" pad "      lee\n"                                                                  \
	"  need_by:" pad " 2026-03-02\n" promised "  affects:" pad " [price_link]\n"               \
	"}\n"

static void check_plan(struct rule_check *check)
{
	const struct plan *plan = check->plan;
	for (uint32_t i = 0; i < plan->of_kind[KIND_dependency].n; i++) {
		const struct dependency_block *dependency = plan_dependency(plan, i);
		const struct block *block = &dependency->block;
		if (block_has(block, "promised") || block_has(block, "delivered") ||
			!rules_is_whole(block))
			continue;
		struct str from = rules_ref_text(check, block, "from", &dependency->from);
		struct finding *finding = rule_report(check, block, block_span(block),
			"%.*s has not promised a day for %.*s", STR_ARGS(from),
			STR_ARGS(block_called(plan, block)));
		finding_label(
			check->sink, finding, block_field_span(block, "need_by"), "needed by then");
		finding_help(
			check->sink, finding, "ask %.*s when it comes, and add:", STR_ARGS(from));
		finding_code(check->sink, finding, "promised: TODO");
	}
}

const struct rule rule_dependency_no_promise = {
	.info = {.name = "dependency.no_promise",
		.summary = "Nobody has promised a day for a dependency",
		.explanation =
			"`need_by` is the wish of the one who waits. Until the one who provides "
			"has "
			"answered with a day of their own, both plan with different years. Ask for "
			"the day and write it as `promised`; if it comes too late, that is better "
			"known now.",
		.bad = API("", ""),
		.good = API(" ", "  promised: 2026-02-27\n"),
		.levels = {LEVEL_OFF, LEVEL_ERROR, LEVEL_ERROR},
		.completeness = true},
	.check = check_plan,
};
