#include "compiler/rules/enablement_shared.h"

#define CALLS(audience)                                                                            \
	"initiative calls \"Call the ten largest accounts\" {\n"                                   \
	"  owner:  dana\n"                                                                         \
	"  with:   priya\n"                                                                        \
	"  team:   [lee]\n"                                                                        \
	"  serves: [sourced]\n"                                                                    \
	"  area:   sales\n"                                                                        \
	"  window: 2026-03-02 .. 2026-05-29\n"                                                     \
	"}\n"                                                                                      \
	"\n"                                                                                       \
	"enablement call_guide \"Call guide\" {\n"                                                 \
	"  type:      playbook\n"                                                                  \
	"  owner:     priya\n"                                                                     \
	"  audience:  " audience "\n"                                                              \
	"  due:       2026-02-20\n"                                                                \
	"  via:       \"Partner portal\"\n"                                                        \
	"  needed_by: calls\n"                                                                     \
	"}\n"

static bool is_reached(
	const struct enablement_index *index, uint32_t first, const struct person_block *person)
{
	for (uint32_t at = first; at; at = index->items.items[at - 1].next) {
		const struct enablement_block *enablement = index->items.items[at - 1].enablement;
		if (enablement_reaches(enablement, person) || enablement_has(enablement, person))
			return true;
	}
	return false;
}

static bool can_judge(
	const struct rule_check *check, const struct enablement_index *index, uint32_t first)
{
	for (uint32_t at = first; at; at = index->items.items[at - 1].next) {
		const struct enablement_block *enablement = index->items.items[at - 1].enablement;
		if (!rules_is_whole(&enablement->block) ||
			!rules_has_all(
				check, &enablement->block, "audience", enablement->audience.n))
			return false;
		for (uint32_t i = 0; i < enablement->audience.n; i++)
			if (!enablement->audience.items[i].block)
				return false;
	}
	return first != 0;
}

static void report(struct rule_check *check, const struct initiative_block *initiative,
	const struct enablement_block *enablement, struct str names, uint32_t n)
{
	const struct block *block = &initiative->block;
	struct span span = block_field_span(&enablement->block, "audience");
	struct finding *finding = rule_report(check, &enablement->block, span,
		"%.*s %s on %.*s and %s not in the audience of what it needs", STR_ARGS(names),
		n == 1 ? "works" : "work", STR_ARGS(block_called(check->plan, block)),
		n == 1 ? "is" : "are");
	finding_caret(check->sink, finding, "whom %.*s reaches",
		STR_ARGS(block_called(check->plan, &enablement->block)));
	finding_label(check->sink, finding,
		block_field_span(block, block_has(block, "team") ? "team" : "owner"),
		"who works on it");
	finding_help(check->sink, finding, "reach %s as well:", n == 1 ? "this person" : "them");
	struct str text = rules_text(check, span);
	if (str_starts(text, "[") && str_ends(text, "]"))
		text = str_slice(text, 1, text.len - 1);
	finding_code(
		check->sink, finding, "audience: [%.*s, %.*s]", STR_ARGS(text), STR_ARGS(names));
}

static void check_initiative(struct rule_check *check, const struct enablement_index *index,
	const struct initiative_block *initiative)
{
	uint32_t first = enablement_first(index, &initiative->block), n = 0;
	if (!can_judge(check, index, first) || rules_is_cancelled(&initiative->block))
		return;
	struct people people = work_people(check, initiative, false);
	struct out names = {0};
	for (uint32_t i = 0; i < people.n; i++)
		if (!is_reached(index, first, people.items[i]))
			out_printf(&names, "%s%.*s", n++ ? ", " : "",
				STR_ARGS(rules_name(check, &people.items[i]->block)));
	if (n)
		report(check, initiative, index->items.items[first - 1].enablement,
			out_view(&names), n);
	out_free(&names);
}

static void check_plan(struct rule_check *check)
{
	const struct plan *plan = check->plan;
	struct enablement_index index;
	enablement_index_make(&index, plan);
	for (uint32_t i = 0; i < plan->of_kind[KIND_initiative].n; i++)
		check_initiative(check, &index, plan_initiative(plan, i));
	enablement_index_free(&index);
}

const struct rule rule_enablement_not_reached = {
	.info = {.name = "enablement.not_reached",
		.summary = "Somebody works on an initiative whose enablement is not for them",
		.explanation =
			"The training was held, and the one who makes the calls was not invited. "
			"Owner and `team` of an initiative stand in the `audience` of what it "
			"needs, "
			"by name or through their party, or have completed it already. Add them, "
			"or "
			"take them out of the team.",
		.bad = CALLS("[dana]"),
		.good = CALLS("[dana, lee]"),
		.levels = {LEVEL_OFF, LEVEL_WARNING, LEVEL_ERROR}},
	.check = check_plan,
};
