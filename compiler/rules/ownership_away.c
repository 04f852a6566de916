#include "compiler/rules/rules_shared.h"

#define ABSENCE "update lee { away: [2026-07-06 .. 2026-07-17] }\n\n"
#define STORIES(owner)                                                                             \
	"commitment stories \"Three customer stories\" {\n"                                        \
	"  by:    brightline\n"                                                                    \
	"  to:    acme\n"                                                                          \
	"  owner: " owner "\n"                                                                     \
	"  due:   2026-07-10\n"                                                                    \
	"}\n"

static bool is_away(const struct person_block *person, date_t day)
{
	for (uint32_t i = 0; i < person->away.n; i++)
		if (date_range_has(person->away.items[i], day))
			return true;
	return false;
}

static date_t due_of(const struct block *block)
{
	const void *at = block;
	switch ((enum kind)block->kind) {
	case KIND_milestone:
		return ((const struct milestone_block *)at)->due;
	case KIND_activity:
		return ((const struct activity_block *)at)->due;
	case KIND_action:
		return ((const struct action_block *)at)->due;
	case KIND_commitment:
		return ((const struct commitment_block *)at)->due;
	case KIND_enablement:
		return ((const struct enablement_block *)at)->due;
	case KIND_roadblock:
		return ((const struct roadblock_block *)at)->due;
	default: /* has no `due` */
		return DATE_NONE;
	}
}

static void report_away(struct rule_check *check, const struct block *block, date_t due,
	const struct person_block *owner, const struct person_block *backup)
{
	struct str name = rules_name(check, &owner->block);
	struct str called = block_called(check->plan, block);
	struct span span = block_field_span(block, "due");
	struct finding *finding;
	if (backup)
		finding = rule_report(check, block, span,
			"%.*s is due on %s, when both its owner %.*s and the backup %.*s are away",
			STR_ARGS(called), date_text(due).text, STR_ARGS(name),
			STR_ARGS(rules_name(check, &backup->block)));
	else
		finding = rule_report(check, block, span,
			"%.*s is due on %s, when its owner %.*s is away without a backup",
			STR_ARGS(called), date_text(due).text, STR_ARGS(name));
	finding_caret(check->sink, finding, "due");
	finding_label(check->sink, finding, block_field_span(&owner->block, "away"), "%.*s is away",
		STR_ARGS(name));
	if (backup) {
		finding_label(check->sink, finding, block_field_span(&backup->block, "away"),
			"%.*s is away", STR_ARGS(rules_name(check, &backup->block)));
		finding_help(check->sink, finding,
			"name another owner or backup, or a day on which one of them is there");
		return;
	}
	finding_help(
		check->sink, finding, "name who stands in, in the block of %.*s:", STR_ARGS(name));
	finding_code(check->sink, finding, "backup: TODO");
}

static void check_plan(struct rule_check *check)
{
	for (uint32_t i = 0; i < check->plan->blocks.n; i++) {
		const struct block *block = check->plan->blocks.items[i];
		date_t due = due_of(block);
		if (!due || rules_over_on(block) || rules_is_cancelled(block))
			continue;
		const struct person_block *owner = block_owner_on(block, due);
		if (!owner || !is_away(owner, due))
			continue;
		const struct person_block *backup = block_as_person(owner->backup.block);
		if (backup ? is_away(backup, due) : !block_has(&owner->block, "backup"))
			report_away(check, block, due, owner, backup);
	}
}

const struct rule rule_ownership_away = {
	.info = {.name = "ownership.away",
		.summary = "The owner is away on the due date and nobody stands in",
		.explanation =
			"A date on which its owner is on leave is met early or missed. Name a "
			"`backup` in the person's block, who answers for everything that falls "
			"due in their absence, hand the item over, or agree on another day.",
		.bad = ABSENCE STORIES("lee"),
		.good = ABSENCE STORIES("sam"),
		.levels = {LEVEL_OFF, LEVEL_WARNING, LEVEL_WARNING}},
	.check = check_plan,
};
