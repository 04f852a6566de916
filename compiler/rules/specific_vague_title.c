#include "compiler/rules/titles_shared.h"

#define WORK(title)                                                                                \
	"initiative service \"" title "\" {\n"                                                     \
	"  owner:  mona\n"                                                                         \
	"  with:   lee\n"                                                                          \
	"  serves: [answers]\n"                                                                    \
	"  area:   operations\n"                                                                   \
	"  window: 2026-02-02 .. 2026-04-30\n"                                                     \
	"  effort: 6 days\n"                                                                       \
	"}\n"

#define VAGUE(word)                                                                                \
	{                                                                                          \
		{"" word, sizeof(word) - 1}, false                                                 \
	}

static const struct text_words vague_words[] = {VAGUE("improve"), VAGUE("improving"),
	VAGUE("increase"), VAGUE("increasing"), VAGUE("better"), VAGUE("more"), VAGUE("optimise"),
	VAGUE("optimising"), VAGUE("optimize"), VAGUE("optimizing"), VAGUE("leverage"),
	VAGUE("leveraging"), VAGUE("drive"), VAGUE("driving"), VAGUE("strengthen"),
	VAGUE("strengthening"), VAGUE("support"), VAGUE("supporting"), VAGUE("align"),
	VAGUE("aligning"), VAGUE("several"), VAGUE("some"), VAGUE("as needed"), VAGUE("soon")};

/* The first of them in the title; len 0 if there is none. */
static struct str vague_word(const struct text_finder *finder, struct str title)
{
	size_t which = 0, at = text_find_any(finder, title, 0, &which);
	if (at == title.len)
		return (struct str){0};
	return str_slice(title, at, at + vague_words[which].words.len);
}

/* Whatever the title says, the numbers say it exactly. */
static bool is_numeric(const struct plan *plan, const struct goal_block *goal)
{
	bool has_scope = block_has(&goal->block, "scope") || rules_scopes_are_few(plan);
	bool is_bounded = goal->target.value.set ? rules_goal_start(goal).set : goal_is_kept(goal);
	return has_scope && is_bounded;
}

static void check_block(struct rule_check *check, const struct text_finder *finder,
	const struct names_index *names, const struct block *block)
{
	struct str word = vague_word(finder, block->title);
	if (!word.len || block->is_std || text_has_number(block->title) ||
		names_index_in(names, block->title))
		return;
	if (block->kind == KIND_goal && is_numeric(check->plan, (const void *)block))
		return;
	struct finding *finding = rule_report(check, block, title_span(block, word),
		"the title of %.*s says \"%.*s\" and not how much, of what or by when",
		STR_ARGS(block_called(check->plan, block)), STR_ARGS(word));
	finding_help(check->sink, finding,
		"name the outcome: a number, a date, or what exactly is meant");
}

static void check_plan(struct rule_check *check)
{
	static const enum kind kinds[] = {KIND_goal, KIND_initiative, KIND_milestone, KIND_activity,
		KIND_action, KIND_commitment};
	const struct plan *plan = check->plan;
	struct names_index names;
	struct text_finder finder;
	text_finder_make(&finder, vague_words, sizeof vague_words / sizeof *vague_words);
	names_index_make(&names, plan);
	for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++)
		for (uint32_t i = 0; i < plan->of_kind[kinds[k]].n; i++)
			check_block(check, &finder, &names, plan->of_kind[kinds[k]].items[i]);
	names_index_free(&names);
}

const struct rule rule_specific_vague_title = {
	.info = {.name = "specific.vague_title",
		.summary = "A title says better or more, and not how much or what",
		.explanation =
			"\"Improve cooperation\" is true at any time and done at none. A title "
			"that uses such a word carries a number, a date or the name of something "
			"that the plan declares: \"Answer leads within 4 hours\". This judges the "
			"wording, so it is never more than a warning, and a goal whose target, "
			"start and scope are stated is left alone.",
		.bad = WORK("Improve cooperation"),
		.good = WORK("Leads answered within 4 hours"),
		.levels = {LEVEL_INFO, LEVEL_WARNING, LEVEL_WARNING},
		.wording = true},
	.check = check_plan,
};
