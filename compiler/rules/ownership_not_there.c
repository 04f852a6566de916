#include "compiler/rules/rules_shared.h"

#define WEBINARS(owner)                                                                            \
	"update lee { leaves: 2026-06-30 }\n"                                                      \
	"\n"                                                                                       \
	"initiative webinars \"Retail webinar series\" {\n"                                        \
	"  owner:  " owner "\n"                                                                    \
	"  with:   priya\n"                                                                        \
	"  serves: [sourced]\n"                                                                    \
	"  area:   marketing\n"                                                                    \
	"  window: 2026-02-01 .. 2026-11-30\n"                                                     \
	"  effort: 24 days\n"                                                                      \
	"}\n"

struct ownership {
	const struct block *block;
	const struct phrase_owner *owner;
	const struct person_block *person;
	struct date_range days; /* of the block's life, on which the person owns it */
};

/* " from 2026-02-01", as far as the plan says it */
static struct str stated(struct rule_check *check, const char *word, date_t date)
{
	if (!date)
		return STR("");
	return str_format(&check->sink->arena, " %s %s", word, date_text(date).text);
}

static void propose(struct rule_check *check, struct finding *finding, const struct ownership *own,
	struct str phrase)
{
	struct span span = block_node_span(own->block, "owner", own->owner->node);
	finding_code(check->sink, finding, "%.*s",
		STR_ARGS(rules_replaced(
			check, block_whole_field_span(own->block, "owner"), span, phrase)));
}

static void report_left(struct rule_check *check, const struct ownership *own)
{
	struct str name = rules_name(check, &own->person->block);
	date_t leaves = own->person->leaves;
	struct finding *finding = rule_report(check, own->block,
		rules_value_span(own->block, "owner", own->owner->node),
		"%.*s owns %.*s until %s and leaves on %s", STR_ARGS(name),
		STR_ARGS(block_called(check->plan, own->block)), date_text(own->days.last).text,
		date_text(leaves).text);
	finding_label(check->sink, finding, block_field_span(&own->person->block, "leaves"),
		"last day of %.*s", STR_ARGS(name));
	rules_label_life(check, finding, own->block, block_life(check->plan, own->block));
	if (leaves < own->days.first) {
		finding_help(check->sink, finding, "name somebody who is there:");
		propose(check, finding, own,
			str_format(&check->sink->arena, "TODO%.*s%.*s",
				STR_ARGS(stated(check, "from", own->owner->from)),
				STR_ARGS(stated(check, "until", own->owner->until))));
		return;
	}
	finding_help(check->sink, finding, "say who takes over:");
	propose(check, finding, own,
		str_format(&check->sink->arena, "%.*s%.*s until %s, TODO from %s%.*s",
			STR_ARGS(name), STR_ARGS(stated(check, "from", own->owner->from)),
			date_text(leaves).text, date_text(leaves + 1).text,
			STR_ARGS(stated(check, "until", own->owner->until))));
}

static void report_not_joined(struct rule_check *check, const struct ownership *own)
{
	struct str name = rules_name(check, &own->person->block);
	date_t joined = own->person->joined;
	struct finding *finding = rule_report(check, own->block,
		rules_value_span(own->block, "owner", own->owner->node),
		"%.*s owns %.*s from %s and joins on %s", STR_ARGS(name),
		STR_ARGS(block_called(check->plan, own->block)), date_text(own->days.first).text,
		date_text(joined).text);
	finding_label(check->sink, finding, block_field_span(&own->person->block, "joined"),
		"first day of %.*s", STR_ARGS(name));
	rules_label_life(check, finding, own->block, block_life(check->plan, own->block));
	if (joined > own->days.last) {
		finding_help(check->sink, finding, "name somebody who is there:");
		propose(check, finding, own,
			str_format(&check->sink->arena, "TODO%.*s%.*s",
				STR_ARGS(stated(check, "from", own->owner->from)),
				STR_ARGS(stated(check, "until", own->owner->until))));
		return;
	}
	finding_help(check->sink, finding, "say who owns it before:");
	propose(check, finding, own,
		str_format(&check->sink->arena, "TODO%.*s until %s, %.*s from %s%.*s",
			STR_ARGS(stated(check, "from", own->owner->from)),
			date_text(joined - 1).text, STR_ARGS(name), date_text(joined).text,
			STR_ARGS(stated(check, "until", own->owner->until))));
}

static void check_block(
	struct rule_check *check, const struct block *block, const struct owners *owners)
{
	struct date_range life = block_life(check->plan, block);
	date_t over = rules_over_on(block);
	if (over && over < life.last)
		life.last = over;
	for (uint32_t i = 0; i < owners->n; i++) {
		struct ownership own = {.block = block,
			.owner = &owners->items[i],
			.person = block_as_person(owners->items[i].value.block),
			.days = rules_overlap(life, rules_owner_days(&owners->items[i]))};
		if (!own.person || !own.days.first)
			continue;
		if (own.person->joined && own.person->joined > own.days.first)
			report_not_joined(check, &own);
		if (own.person->leaves && own.person->leaves < own.days.last)
			report_left(check, &own);
	}
}

static void check_plan(struct rule_check *check)
{
	for (uint32_t i = 0; i < check->plan->blocks.n; i++) {
		struct owners owners;
		if (rules_states_owners(check, check->plan->blocks.items[i], &owners))
			check_block(check, check->plan->blocks.items[i], &owners);
	}
}

const struct rule rule_ownership_not_there = {
	.info = {.name = "ownership.not_there",
		.summary = "On a day of ownership the person has not joined yet or has left",
		.explanation =
			"A block whose owner has left looks owned in every report and is not. "
			"`joined` is the first day a person is there and `leaves` the last. Hand "
			"the block over on that day with `until` and `from`, or correct the date "
			"if the person stays. What was done before the person left needs nobody "
			"new.",
		.bad = WEBINARS("lee"),
		.good = WEBINARS("lee until 2026-06-30, sam from 2026-07-01"),
		.levels = {LEVEL_WARNING, LEVEL_ERROR, LEVEL_ERROR}},
	.check = check_plan,
};
