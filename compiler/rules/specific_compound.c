#include "compiler/rules/titles_shared.h"

#define CALL(title)                                                                                \
	"action call \"" title "\" {\n"                                                            \
	"  owner: lee\n"                                                                           \
	"  due:   2026-03-06\n"                                                                    \
	"}\n"

/* Two words that are one thing. */
static const char *const pairs[] = {"research and development", "R & D", "R&D",
	"terms and conditions", "profit and loss", "health and safety", "small and medium",
	"mergers and acquisitions", "food and beverage", "oil and gas", "hardware and software",
	"sales and marketing", "marketing and sales", "supply and demand", "back and forth"};

static bool is_within(struct str title, struct str words, size_t at)
{
	size_t from = text_find(title, words, 0, false);
	while (from < title.len && from <= at) {
		if (at < from + words.len)
			return true;
		from = text_find(title, words, from + 1, false);
	}
	return false;
}

static bool is_pair(struct str title, size_t at)
{
	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
		if (is_within(title, str_from(pairs[i]), at))
			return true;
	return false;
}

/* "between 20% and 30%" is one outcome. */
static bool is_range(struct str title, size_t at)
{
	return text_has(str_slice(title, 0, at), STR("between"));
}

/* Between blanks, unless it is a semicolon: "R&D" joins nothing. */
static bool is_apart(struct str title, size_t from, size_t to)
{
	return title.ptr[from] == ';' ||
	       (from && to < title.len && title.ptr[from - 1] == ' ' && title.ptr[to] == ' ');
}

/* Where the title joins two outcomes; its length if it does not. */
static size_t find_joint(const struct names_index *names, struct str title, struct str *joint)
{
	static const char *const joints[] = {"and", "&", ";"};
	size_t first = title.len;
	for (size_t i = 0; i < sizeof joints / sizeof *joints; i++) {
		struct str words = str_from(joints[i]);
		size_t at = text_find(title, words, 0, false);
		for (; at < first; at = text_find(title, words, at + 1, false)) {
			if (!is_apart(title, at, at + words.len) || is_pair(title, at) ||
				is_range(title, at) ||
				names_index_covers(names, title, at, at + words.len))
				continue;
			first = at;
			*joint = str_slice(title, at, at + words.len);
		}
	}
	return first;
}

static void check_block(
	struct rule_check *check, const struct names_index *names, const struct block *block)
{
	struct str joint = {0};
	if (block->is_std || find_joint(names, block->title, &joint) >= block->title.len)
		return;
	struct finding *finding = rule_report(check, block, title_span(block, joint),
		"the title of %.*s joins two outcomes", STR_ARGS(block_called(check->plan, block)));
	finding_caret(check->sink, finding, "one of them can be done without the other");
	finding_help(check->sink, finding, "make two of it, each with its own owner and day");
}

static void check_plan(struct rule_check *check)
{
	const struct plan *plan = check->plan;
	struct names_index names;
	names_index_make(&names, plan);
	for (uint32_t i = 0; i < plan->of_kind[KIND_goal].n; i++)
		check_block(check, &names, &plan_goal(plan, i)->block);
	for (uint32_t i = 0; i < plan->of_kind[KIND_action].n; i++)
		check_block(check, &names, &plan_action(plan, i)->block);
	names_index_free(&names);
}

const struct rule rule_specific_compound = {
	.info = {.name = "specific.compound",
		.summary = "The title of a goal or action joins two outcomes",
		.explanation =
			"\"Train the sellers and call the list\" is half done for months, and "
			"nobody can say whether it is done. Two outcomes are two goals or two "
			"actions, each with an owner and a day. Words that belong together, such "
			"as \"research and development\", and declared names are left alone. This "
			"judges the wording, so it is never more than a warning.",
		.bad = CALL("Train the sellers and call the list"),
		.good = CALL("Train the sellers"),
		.levels = {LEVEL_INFO, LEVEL_WARNING, LEVEL_WARNING},
		.wording = true},
	.check = check_plan,
};
