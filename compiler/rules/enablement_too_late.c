#include "compiler/rules/enablement_shared.h"

#define CALLS(due)                                                                                 \
	"initiative calls \"Call the ten largest accounts\" {\n"                                   \
	"  owner:  dana\n"                                                                         \
	"  with:   priya\n"                                                                        \
	"  serves: [sourced]\n"                                                                    \
	"  area:   sales\n"                                                                        \
	"  window: 2026-03-02 .. 2026-05-29\n"                                                     \
	"  effort: 12 days\n"                                                                      \
	"}\n"                                                                                      \
	"\n"                                                                                       \
	"enablement call_guide \"Call guide\" {\n"                                                 \
	"  type:      playbook\n"                                                                  \
	"  owner:     priya\n"                                                                     \
	"  audience:  [dana]\n"                                                                    \
	"  due:       " due "\n"                                                                   \
	"  via:       \"Partner portal\"\n"                                                        \
	"  needed_by: calls\n"                                                                     \
	"}\n"

static void check_plan(struct rule_check *check)
{
	const struct plan *plan = check->plan;
	for (uint32_t i = 0; i < plan->of_kind[KIND_enablement].n; i++) {
		const struct enablement_block *enablement = plan_enablement(plan, i);
		const struct block *block = &enablement->block;
		const struct block *work = enablement->needed_by.block;
		date_t start = work_start(work);
		if (!start || enablement->due <= start || rules_is_cancelled(work) ||
			enablement_complete_by(plan, enablement, start))
			continue;
		struct finding *finding = rule_report(check, block, block_field_span(block, "due"),
			"%.*s is due %.*s after the start of %.*s, which needs it",
			STR_ARGS(block_called(plan, block)),
			STR_ARGS(rules_days(check, enablement->due - start)),
			STR_ARGS(block_called(plan, work)));
		finding_caret(check->sink, finding, "due");
		finding_label(check->sink, finding,
			block_field_span(work, block_has(work, "window") ? "window" : "due"),
			"starts on %s", date_text(start).text);
		finding_help(check->sink, finding, "have it done before, or start the work later:");
		finding_code(check->sink, finding, "due: %s",
			date_text(start > DATE_MIN ? start - 1 : start).text);
	}
}

const struct rule rule_enablement_too_late = {
	.info = {.name = "enablement.too_late",
		.summary = "Enablement is due after the start of what needs it",
		.explanation =
			"Whoever learns the pitch after the first calls has made the first calls "
			"without it. What is `needed_by` a piece of work is due by the day on "
			"which "
			"the work starts. Move one of the two dates, or let only a later part of "
			"the "
			"work need it. Nothing is reported once everybody had completed it by "
			"then.",
		.bad = CALLS("2026-03-13"),
		.good = CALLS("2026-02-20"),
		.levels = {LEVEL_OFF, LEVEL_WARNING, LEVEL_WARNING}},
	.check = check_plan,
};
