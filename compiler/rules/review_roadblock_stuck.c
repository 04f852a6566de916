#include "compiler/plan/order.h"
#include "compiler/rules/tracking_shared.h"

#define KEY(middle)                                                                                \
	"roadblock api_key \"No key for the test system\" {\n"                                     \
	"  raised: 2026-03-02 by lee\n"                                                            \
	"  owner:  mona\n" middle "}\n"

static const struct rule_setting settings[] = {
	{"review.roadblock_stuck", 5, UNIT_NONE,
		"business days in which a roadblock gets a next step and a date"},
	{0}};

/* Nobody has said what comes next, though there was time. */
static bool lacks_step(const struct rule_check *check, const struct roadblock_block *roadblock)
{
	const struct block *block = &roadblock->block;
	int64_t days = rule_setting(check, "review.roadblock_stuck", NULL);
	return !(block_has(block, "next") && block_has(block, "due")) && roadblock->raised.value &&
	       workdays_after(check->plan, roadblock->raised.value, days) <= check->tracked->as_of;
}

static void report_silent(struct rule_check *check, const struct roadblock_block *roadblock)
{
	const struct block *block = &roadblock->block;
	struct finding *finding = rule_report(check, block, block_field_span(block, "raised"),
		"%.*s has been open for %.*s and nobody has said what comes next and by when",
		STR_ARGS(block_called(check->plan, block)),
		STR_ARGS(rules_days(check, check->tracked->as_of - roadblock->raised.value)));
	finding_caret(check->sink, finding, "raised");
	finding_help(check->sink, finding, "agree on the next step:");
	if (block->name)
		finding_code(check->sink, finding, "update %.*s { next: \"TODO\"  due: TODO }",
			STR_ARGS(block_path(check->plan, block)));
	note_day(check, finding);
}

static void report_late(struct rule_check *check, const struct roadblock_block *roadblock)
{
	const struct block *block = &roadblock->block;
	const struct person_block *to;
	date_t as_of = check->tracked->as_of;
	date_t last = roadblock_escalation_day(check->plan, roadblock, as_of, &to);
	struct finding *finding = rule_report(check, block, block_field_span(block, "raised"),
		"%.*s has been open for longer than the escalation of its owner's party allows",
		STR_ARGS(block_called(check->plan, block)));
	finding_caret(check->sink, finding, "raised; until %s it could stay as it is",
		date_text(last).text);
	if (to) {
		const struct party_block *party = person_party(block_owner_on(block, as_of));
		finding_label(check->sink, finding, block_field_span(&party->block, "escalation"),
			"now it goes to %.*s", STR_ARGS(rules_name(check, &to->block)));
		finding_help(check->sink, finding, "take it there:");
		if (block->name)
			finding_code(check->sink, finding, "update %.*s { escalated: %.*s on %s }",
				STR_ARGS(block_path(check->plan, block)),
				STR_ARGS(rules_name(check, &to->block)), date_text(as_of).text);
	}
	note_day(check, finding);
}

static void check_plan(struct rule_check *check)
{
	const struct plan *plan = check->plan;
	date_t as_of = check->tracked->as_of;
	for (uint32_t i = 0; i < plan->of_kind[KIND_roadblock].n; i++) {
		const struct roadblock_block *roadblock = plan_roadblock(plan, i);
		const struct block *block = &roadblock->block;
		if (!roadblock_is_open(roadblock, as_of) || roadblock->raised.value > as_of ||
			roadblock->due >= as_of || !rules_is_whole(block))
			continue;
		if (roadblock_is_stuck(plan, roadblock, as_of))
			report_late(check, roadblock);
		else if (lacks_step(check, roadblock) && !block_has(block, "escalated"))
			report_silent(check, roadblock);
	}
}

const struct rule rule_review_roadblock_stuck = {
	.info = {.name = "review.roadblock_stuck",
		.summary = "A roadblock is open and nothing happens about it",
		.explanation =
			"What is in the way is somebody's next step, with a day, or it goes up: "
			"to the person that the party's `escalation` names, after the time that it "
			"names. Both sides agreed on that ladder so that nobody has to complain. A "
			"roadblock whose `due` is still ahead is left alone.",
		.bad = KEY(""),
		.good = KEY("  next:   \"Ask the vendor of the test system\"\n"
			    "  due:    2026-03-20\n"),
		.as_of = "2026-03-12",
		.levels = {LEVEL_INFO, LEVEL_WARNING, LEVEL_WARNING},
		.needs = NEEDS_DAY},
	.settings = settings,
	.check = check_plan,
};
