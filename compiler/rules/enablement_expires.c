#include "compiler/rules/enablement_shared.h"

#define CERTIFICATE(until)                                                                         \
	"initiative installs \"Installations at ten shops\" {\n"                                   \
	"  owner:  dana\n"                                                                         \
	"  with:   priya\n"                                                                        \
	"  serves: [sourced]\n"                                                                    \
	"  area:   sales\n"                                                                        \
	"  window: 2026-03-02 .. 2026-10-30\n"                                                     \
	"  effort: 30 days\n"                                                                      \
	"}\n"                                                                                      \
	"\n"                                                                                       \
	"enablement installer \"Installer certificate\" {\n"                                       \
	"  type:      certification\n"                                                             \
	"  owner:     mona\n"                                                                      \
	"  audience:  [dana]\n"                                                                    \
	"  due:       2026-02-20\n"                                                                \
	"  via:       \"Acme Academy\"\n"                                                          \
	"  needed_by: installs\n"                                                                  \
	"  completed: [dana on 2026-01-20 until " until "]\n"                                      \
	"}\n"

/* Of each person the completion that counts longest decides. */
static bool has_longer(
	const struct enablement_block *enablement, const struct phrase_completion *than)
{
	for (uint32_t i = 0; i < enablement->completed.n; i++) {
		const struct phrase_completion *other = &enablement->completed.items[i];
		if (other == than || other->value.block != than->value.block)
			continue;
		if (!other->until || other->until > than->until ||
			(other->until == than->until && other < than))
			return true;
	}
	return false;
}

/* The last day on which something needs it; DATE_NONE if nothing does. */
struct last_need {
	date_t day;
	const struct block *work;
};

static date_t work_end(const struct block *work)
{
	if (rules_is_over(work))
		return DATE_NONE;
	if (work->kind == KIND_initiative)
		return ((const struct initiative_block *)(const void *)work)->window.last;
	if (work->kind != KIND_activity)
		return DATE_NONE;
	const struct activity_block *activity = (const void *)work;
	return activity->window.first ? activity->window.last : activity->due;
}

static void note_need(struct last_need *need, const struct block *work)
{
	date_t day = work_end(work);
	if (day > need->day)
		*need = (struct last_need){day, work};
}

static void check_enablement(
	struct rule_check *check, const struct enablement_block *enablement, struct last_need need)
{
	const struct plan *plan = check->plan;
	const struct block *block = &enablement->block;
	for (uint32_t i = 0; i < enablement->completed.n; i++) {
		const struct phrase_completion *completion = &enablement->completed.items[i];
		const struct person_block *person = block_as_person(completion->value.block);
		if (!person || !completion->until || completion->until >= plan->last ||
			completion->until >= need.day || has_longer(enablement, completion))
			continue;
		struct finding *finding = rule_report(check, block,
			rules_clause_span(block, "completed", completion->node, CLAUSE_until),
			"%.*s of %.*s ends on %s, and %.*s needs it until %s",
			STR_ARGS(block_called(plan, block)),
			STR_ARGS(rules_name(check, &person->block)),
			date_text(completion->until).text, STR_ARGS(block_called(plan, need.work)),
			date_text(need.day).text);
		finding_caret(check->sink, finding, "last day that it counts");
		finding_label(check->sink, finding,
			block_field_span(
				need.work, block_has(need.work, "window") ? "window" : "due"),
			"needs it");
		finding_help(check->sink, finding,
			"plan the renewal, and add it to `completed` when it is there:");
		finding_code(check->sink, finding, "completed: [%.*s on TODO]",
			STR_ARGS(rules_name(check, &person->block)));
	}
}

static void check_plan(struct rule_check *check)
{
	const struct plan *plan = check->plan;
	uint32_t n = plan->of_kind[KIND_enablement].n;
	struct last_need *needs = arena_array(&check->sink->arena, struct last_need, n + 1);
	struct map of = {0};
	for (uint32_t i = 0; i < n; i++) {
		const struct enablement_block *enablement = plan_enablement(plan, i);
		*map_put(&of, rules_key(&enablement->block), NULL) = i + 1;
		if (enablement->needed_by.block)
			note_need(&needs[i], enablement->needed_by.block);
	}
	for (uint32_t i = 0; i < plan->of_kind[KIND_initiative].n; i++) {
		const struct initiative_block *initiative = plan_initiative(plan, i);
		for (uint32_t k = 0; k < initiative->needs.n; k++) {
			const struct block *need = initiative->needs.items[k].block;
			const uint32_t *place = need ? map_get(&of, rules_key(need)) : NULL;
			if (place)
				note_need(&needs[*place - 1], &initiative->block);
		}
	}
	for (uint32_t i = 0; i < n; i++)
		check_enablement(check, plan_enablement(plan, i), needs[i]);
	map_free(&of);
}

const struct rule rule_enablement_expires = {
	.info = {.name = "enablement.expires",
		.summary = "A completion ends while the work still needs it",
		.explanation =
			"A certificate with an end is easy to forget, and from one day to the next "
			"nobody may do the work. Where `completed ... until` ends before the plan "
			"and "
			"before the work that needs it, plan the renewal in time. Once it is "
			"there, "
			"add the new completion beside the old one.",
		.bad = CERTIFICATE("2026-08-31"),
		.good = CERTIFICATE("2027-01-19"),
		.levels = {LEVEL_OFF, LEVEL_WARNING, LEVEL_WARNING}},
	.check = check_plan,
};
