#include "compiler/rules/enablement_shared.h"

#define TALKS(team)                                                                                \
	"person kim \"Kim Roe\" {\n"                                                               \
	"  of:     brightline\n"                                                                   \
	"  skills: [german]\n"                                                                     \
	"}\n"                                                                                      \
	"\n"                                                                                       \
	"update joint { acknowledged: [kim] on 2026-01-12 }\n"                                     \
	"\n"                                                                                       \
	"initiative talks \"Talks with shops in Vienna\" {\n"                                      \
	"  owner:  dana\n"                                                                         \
	"  with:   priya\n"                                                                        \
	"  team:   " team "\n"                                                                     \
	"  serves: [sourced]\n"                                                                    \
	"  area:   operations\n"                                                                   \
	"  window: 2026-03-02 .. 2026-05-29\n"                                                     \
	"  skills: [german]\n"                                                                     \
	"}\n"

static bool anyone_has(const struct people *people, uint32_t skill)
{
	for (uint32_t i = 0; i < people->n; i++)
		for (uint32_t k = 0; k < people->items[i]->skills.n; k++)
			if (people->items[i]->skills.items[k] == skill)
				return true;
	return false;
}

static bool is_prepared(
	const struct enablement_index *index, const struct initiative_block *initiative)
{
	for (uint32_t at = enablement_first(index, &initiative->block); at;
		at = index->items.items[at - 1].next) {
		date_t due = index->items.items[at - 1].enablement->due;
		if (due && due <= initiative->window.first)
			return true;
	}
	return false;
}

/* "joris, ana": others of the plan who have the skill. */
static struct str others_with(const struct rule_check *check, uint32_t skill)
{
	const struct plan *plan = check->plan;
	struct out out = {0};
	for (uint32_t i = 0; i < plan->of_kind[KIND_person].n; i++) {
		const struct person_block *person = plan_person(plan, i);
		struct people one = {.items = &person, .n = 1};
		if (anyone_has(&one, skill))
			out_printf(&out, "%s%.*s", out.len ? " or " : "",
				STR_ARGS(rules_name(check, &person->block)));
	}
	struct str text = str_copy(&check->sink->arena, out_view(&out));
	out_free(&out);
	return text;
}

static void check_initiative(struct rule_check *check, const struct initiative_block *initiative)
{
	const struct block *block = &initiative->block;
	struct people people = work_people(check, initiative, true);
	struct out missing = {0};
	uint32_t n = 0, first = 0;
	for (uint32_t i = 0; i < initiative->skills.n; i++) {
		uint32_t skill = initiative->skills.items[i];
		if (!skill || anyone_has(&people, skill))
			continue;
		if (!n++)
			first = skill;
		out_printf(&missing, "%s%.*s", n > 1 ? ", " : "",
			STR_ARGS(plan_name(check->plan, skill)));
	}
	if (n && people.is_complete) {
		struct finding *finding = rule_report(check, block,
			block_field_span(block, "skills"), "nobody who works on %.*s has: %.*s",
			STR_ARGS(block_called(check->plan, block)), STR_ARGS(out_view(&missing)));
		finding_label(check->sink, finding,
			block_field_span(block, block_has(block, "team") ? "team" : "owner"),
			"who works on it");
		struct str others = others_with(check, first);
		if (others.len)
			finding_help(check->sink, finding,
				"add somebody to the `team` who has it: %.*s", STR_ARGS(others));
		else
			finding_help(check->sink, finding,
				"add somebody to the `team` who has it, or an `enablement` that is "
				"due before the start");
	}
	out_free(&missing);
}

static void check_plan(struct rule_check *check)
{
	const struct plan *plan = check->plan;
	struct enablement_index index;
	enablement_index_make(&index, plan);
	for (uint32_t i = 0; i < plan->of_kind[KIND_initiative].n; i++) {
		const struct initiative_block *initiative = plan_initiative(plan, i);
		if (initiative->skills.n && !rules_is_over(&initiative->block) &&
			!is_prepared(&index, initiative))
			check_initiative(check, initiative);
	}
	enablement_index_free(&index);
}

const struct rule rule_enablement_skill_missing = {
	.info = {.name = "enablement.skill_missing",
		.summary = "Nobody who works on an initiative has a skill it asks for",
		.explanation =
			"An initiative that asks for German and is owned by people without it "
			"waits "
			"for somebody who is not in the plan. What stands in the initiative's "
			"`skills` is among the `skills` of its owner, its team or those of its "
			"parts. Otherwise put somebody into the team, or plan an enablement that "
			"is "
			"due before the start.",
		.bad = TALKS("[lee]"),
		.good = TALKS("[lee, kim]"),
		.levels = {LEVEL_OFF, LEVEL_WARNING, LEVEL_WARNING}},
	.check = check_plan,
};
