#include "compiler/rules/past_shared.h"

static void check_plan(struct rule_check *check)
{
	struct past_changes past;
	const struct plan *plan = check->plan;
	if (!check->tracked)
		return;
	past_find_changes(check, &past);
	for (uint32_t i = 0; i < past.changes.items.n; i++) {
		const struct change *change = &past.changes.items.items[i];
		const struct amendment_block *amendment;
		if (!past_moved_without_cause(check, &past, change))
			continue;
		const struct block *block = change->after->block;
		date_t day = past_moved_on(&past, change, &amendment);
		struct finding *finding =
			rule_report(check, block, block_field_span(block, change->after->field),
				"%.*s was %s and then moved, without a root cause",
				STR_ARGS(block_called(plan, block)),
				block->kind == KIND_goal ? "behind" : "missed");
		finding_caret(check->sink, finding, "was %.*s",
			STR_ARGS(fact_shown(past.past->plan, &check->sink->arena, change->before)));
		if (amendment)
			finding_label(check->sink, finding, block_span(&amendment->block),
				"moved it on %s", date_text(day).text);
		finding_help(check->sink, finding,
			"open a `root_cause` of it first: what happened, and why it was not seen "
			"earlier; then amend the plan");
	}
	past_free_changes(&past);
}

#define MOVED(opened)                                                                              \
	"# The day was 2026-03-31 when both sides signed, and it was missed.\n"                    \
	"amendment later \"Later\" {\n"                                                            \
	"  changes:   [speakers.due from 2026-03-31 to 2026-05-29]\n"                              \
	"  type:      date\n"                                                                      \
	"  because:   \"It took longer.\"\n"                                                       \
	"  effective: 2026-04-15\n"                                                                \
	"  approved:  [omar, ana] on 2026-04-15\n"                                                 \
	"}\n"                                                                                      \
	"\n"                                                                                       \
	"root_cause why_late \"Why it was late\" {\n"                                              \
	"  of:      speakers\n"                                                                    \
	"  opened:  " opened "\n"                                                                  \
	"  owner:   priya\n"                                                                       \
	"  problem: \"Two weeks late.\"\n"                                                         \
	"  why:     [\"Nobody was named.\"]\n"                                                     \
	"}\n"

const struct rule rule_tracking_moved_without_cause = {
	.info = {.name = "tracking.moved_without_cause",
		.summary = "Something missed was moved before anybody looked for the cause",
		.explanation =
			"Moving the date of what was missed makes the plan look right and leaves "
			"the "
			"reason where it is: the next date is missed as well. First the root "
			"cause, "
			"then the amendment. It is found where the signed version is at hand: "
			"`--signed`.",
		.bad = MOVED("2026-05-04"),
		.good = MOVED("2026-04-02"),
		.levels = {LEVEL_OFF, LEVEL_ERROR, LEVEL_ERROR},
		.needs = NEEDS_PAST,
		.example_needs_files = true},
	.check = check_plan,
};
