#include "compiler/rules/terms_shared.h"

#define LAUNCH                                                                                     \
	"milestone shops \"Ten shops launched\" {\n"                                               \
	"  due:           2026-03-27\n"                                                            \
	"  owner:         lee\n"                                                                   \
	"  accepted_when: \"Their names are in the CRM.\"\n"                                       \
	"}\n"

#define TERM                                                                                       \
	"\n"                                                                                       \
	"term launched { means: \"The shop sells the product at the till for 30 days.\" }\n"

enum { LABELS_MAX = 3 };

/* Words that two companies use differently until somebody writes them down. */
static const struct contested {
	const char *word, *plural, *term;
	bool exact;
} contested[] = {{"qualified lead", "qualified leads", "qualified_lead", false},
	{"sourced", NULL, "sourced", false}, {"influenced", NULL, "influenced", false},
	{"launched", NULL, "launched", false}, {"active", NULL, "active", false},
	{"churn", NULL, "churn", false}, {"ARR", NULL, "arr", true},
	{"certified", NULL, "certified", false}};

/* Where the text uses the word, not within a declared name; its length if it does not. *len is that
   of the form it uses. */
static size_t find_use(
	const struct names_index *names, const struct contested *word, struct str text, size_t *len)
{
	const char *const forms[] = {word->word, word->plural};
	for (size_t i = 0; i < sizeof forms / sizeof *forms && forms[i]; i++) {
		struct str form = str_from(forms[i]);
		size_t at = text_find(text, form, 0, word->exact);
		*len = form.len;
		while (at < text.len && names_index_covers(names, text, at, at + form.len))
			at = text_find(text, form, at + 1, word->exact);
		if (at < text.len)
			return at;
	}
	return text.len;
}

/* A sentence of what a metric means says what the word stands for: "A seller is active while ..."
 */
static bool is_explained(const struct contested *word, struct str means)
{
	static const char *const verbs[] = {
		"is", "are", "means", "counts", "fits", "holds", "if", "when", "while", "once"};
	struct str sentence;
	while (text_sentence(&means, &sentence)) {
		if (text_find(sentence, str_from(word->word), 0, word->exact) == sentence.len)
			continue;
		for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
			if (text_has(sentence, str_from(verbs[i])))
				return true;
	}
	return false;
}

/* A metric is a definition: of what its title names, and of what its text explains. */
static bool metric_defines(const struct plan *plan, const struct contested *word)
{
	for (uint32_t i = 0; i < plan->of_kind[KIND_metric].n; i++) {
		const struct metric_block *metric = plan_metric(plan, i);
		struct str title = metric->block.title;
		if (text_find(title, str_from(word->word), 0, word->exact) < title.len ||
			(word->plural && text_has(title, str_from(word->plural))) ||
			is_explained(word, metric->means))
			return true;
	}
	return false;
}

/* ---- uses ---- */

struct use {
	const struct block *block;
	struct span span;
};

struct uses {
	VEC(struct use) items;
};

/* Blocks whose text has any of the words. */
struct users {
	VEC(const struct block *) items;
};

static const enum kind titled[] = {KIND_goal, KIND_objective, KIND_initiative, KIND_milestone,
	KIND_activity, KIND_action, KIND_commitment, KIND_enablement, KIND_incentive};

/* Where a block uses words: its title, or what a metric means. */
static struct str text_of(const struct block *block)
{
	return block->kind == KIND_metric ? ((const struct metric_block *)block)->means
					  : block->title;
}

static void find_users(const struct plan *plan, enum kind kind, const struct text_finder *finder,
	struct users *users)
{
	size_t which;
	for (uint32_t i = 0; i < plan->of_kind[kind].n; i++) {
		const struct block *block = plan->of_kind[kind].items[i];
		struct str text = text_of(block);
		if (!block->is_std && text_find_any(finder, text, 0, &which) < text.len)
			vec_push(&users->items, block);
	}
}

static void find_all_users(const struct plan *plan, struct users *users)
{
	struct text_words forms[2 * sizeof contested / sizeof *contested];
	struct text_finder finder;
	size_t n = 0;
	for (size_t i = 0; i < sizeof contested / sizeof *contested; i++) {
		const char *const both[] = {contested[i].word, contested[i].plural};
		for (size_t k = 0; k < 2 && both[k]; k++)
			forms[n++] = (struct text_words){str_from(both[k]), contested[i].exact};
	}
	text_finder_make(&finder, forms, n);
	for (size_t k = 0; k < sizeof titled / sizeof *titled; k++)
		find_users(plan, titled[k], &finder, users);
	find_users(plan, KIND_metric, &finder, users);
}

static void find_uses(const struct users *users, const struct names_index *names,
	const struct contested *word, struct uses *uses)
{
	for (uint32_t i = 0; i < users->items.n; i++) {
		const struct block *block = users->items.items[i];
		struct str text = text_of(block);
		size_t len, at = find_use(names, word, text, &len);
		if (at == text.len)
			continue;
		struct span span = block->kind == KIND_metric
					   ? block_field_span(block, "means")
					   : title_span(block, str_slice(text, at, at + len));
		vec_push(&uses->items, ((struct use){block, span}));
	}
}

static void report(struct rule_check *check, const struct contested *word, const struct uses *uses)
{
	const struct plan *plan = check->plan;
	const struct use *first = &uses->items.items[0];
	struct finding *finding = rule_report(check, first->block, first->span,
		"%.*s says \"%s\", and no `term` says what that is",
		STR_ARGS(block_called(plan, first->block)), word->word);
	for (uint32_t i = 1; i < uses->items.n && i <= LABELS_MAX; i++)
		finding_label(check->sink, finding, uses->items.items[i].span, "%.*s",
			STR_ARGS(block_called(plan, uses->items.items[i].block)));
	finding_help(check->sink, finding,
		"say what both sides mean by it; `import std.terms` brings a definition to start "
		"from:");
	finding_code(check->sink, finding, "term %s { means: \"TODO\" }", word->term);
}

/* What is missing is one definition, however often the word is used. */
static void check_plan(struct rule_check *check)
{
	const struct plan *plan = check->plan;
	struct names_index names;
	struct term_words terms;
	struct users users = {0};
	names_index_make(&names, plan);
	terms_find(&terms, plan);
	find_all_users(plan, &users);
	for (size_t i = 0; i < sizeof contested / sizeof *contested && !plan->is_broken; i++) {
		const struct contested *word = &contested[i];
		struct uses uses = {0};
		if (terms_define(&terms, str_from(word->word)) || metric_defines(plan, word))
			continue;
		find_uses(&users, &names, word, &uses);
		if (uses.items.n)
			report(check, word, &uses);
		vec_free(&uses.items);
	}
	vec_free(&users.items);
	terms_free(&terms);
	names_index_free(&names);
}

const struct rule rule_specific_undefined_term = {
	.info = {.name = "specific.undefined_term",
		.summary = "A word that is counted differently by two companies has no definition",
		.explanation =
			"A qualified lead is a business card to one side and an agreed meeting to "
			"the other, and both count honestly. Words that are contested like this "
			"(qualified lead, sourced, influenced, launched, active, churn, ARR, "
			"certified) need a `term`, or a metric that is called by them or explains "
			"them in `means`. This judges the wording, so it is never more than a "
			"warning.",
		.bad = LAUNCH,
		.good = LAUNCH TERM,
		.levels = {LEVEL_INFO, LEVEL_WARNING, LEVEL_WARNING},
		.wording = true},
	.check = check_plan,
};
