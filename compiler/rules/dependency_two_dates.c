#include "compiler/rules/rules_shared.h"

#include <stdlib.h>

#define RELEASE(due)                                                                               \
	"milestone acme_release \"ERP connector released\" {\n"                                    \
	"  due:           2026-04-30\n"                                                            \
	"  owner:         mona\n"                                                                  \
	"  accepted_when: \"It is on the price list.\"\n"                                          \
	"}\n"                                                                                      \
	"\n"                                                                                       \
	"milestone our_release \"ERP Connector released\" {\n"                                     \
	"  due:           " due "\n"                                                               \
	"  owner:         mona\n"                                                                  \
	"  accepted_when: \"It is on the price list.\"\n"                                          \
	"}\n"

enum { WORDS_MIN = 3 };

struct titled { /* something with a title, a day and somebody who brings it */
	const struct block *block;
	struct str key; /* the title without spaces, in small letters */
	date_t day;
	const char *field;
};

static bool is_space(char c)
{
	return c == ' ' || c == '\t';
}

/* Empty for a title of fewer than three words: "Kickoff" says too little. */
static struct str key_of(struct arena *arena, struct str title)
{
	char *key = arena_copy(arena, title.ptr, title.len);
	size_t len = 0, words = 0;
	for (size_t i = 0; i < title.len; i++) {
		char c = title.ptr[i];
		if (is_space(c))
			continue;
		words += i == 0 || is_space(title.ptr[i - 1]);
		key[len++] = (char)(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
	}
	return (struct str){key, words < WORDS_MIN ? 0 : len};
}

static int compare_titled(const void *left, const void *right)
{
	const struct titled *a = left, *b = right;
	if (a->block->kind != b->block->kind)
		return a->block->kind < b->block->kind ? -1 : 1;
	int order = str_compare(a->key, b->key);
	if (order)
		return order;
	return a->block->order < b->block->order ? -1 : a->block->order > b->block->order;
}

static const struct person_block *brings(const struct titled *titled)
{
	if (titled->block->kind != KIND_dependency)
		return block_owner_on(titled->block, titled->day);
	return block_as_person(
		((const struct dependency_block *)(const void *)titled->block)->from.block);
}

/* Copies of one template are meant to be alike. */
static bool is_of_one_template(const struct block *a, const struct block *b)
{
	for (const struct part *x = &a->part; x; x = x->next)
		for (const struct part *y = &b->part; y; y = y->next)
			if (x->file == y->file && x->node == y->node)
				return true;
	return false;
}

static void compare_two(
	struct rule_check *check, const struct titled *first, const struct titled *second)
{
	const struct person_block *one = brings(first), *other = brings(second);
	const char *by = first->block->kind == KIND_dependency ? "from" : "owner";
	bool days_differ = first->day != second->day;
	if ((!days_differ && (!one || !other || one == other)) ||
		is_of_one_template(first->block, second->block))
		return;
	const char *field = days_differ ? second->field : by;
	struct finding *finding = rule_report(check, second->block,
		block_field_span(second->block, field), "%.*s stands twice, with two %s",
		STR_ARGS(block_called(check->plan, second->block)),
		days_differ ? "dates" : "owners");
	if (days_differ) {
		finding_label(check->sink, finding, block_field_span(first->block, first->field),
			"here it is %s", date_text(first->day).text);
	} else {
		finding_caret(
			check->sink, finding, "%.*s", STR_ARGS(rules_name(check, &other->block)));
		finding_label(check->sink, finding, block_field_span(first->block, by),
			"here it is %.*s", STR_ARGS(rules_name(check, &one->block)));
	}
	finding_help(check->sink, finding,
		"keep one of them and refer to it with `after` or `needs`, or give them "
		"different titles");
}

struct titles {
	struct arena *arena;
	VEC(struct titled) items;
};

static void add(struct titles *titles, const struct block *block, date_t day, const char *field)
{
	struct titled titled = {block, {0}, day, field};
	if (!day || !block->title.len || rules_is_cancelled(block))
		return;
	titled.key = key_of(titles->arena, block->title);
	if (titled.key.len)
		vec_push(&titles->items, titled);
}

static void check_plan(struct rule_check *check)
{
	const struct plan *plan = check->plan;
	struct titles titles = {.arena = &check->sink->arena};
	for (uint32_t i = 0; i < plan->of_kind[KIND_milestone].n; i++)
		add(&titles, &plan_milestone(plan, i)->block, plan_milestone(plan, i)->due, "due");
	for (uint32_t i = 0; i < plan->of_kind[KIND_enablement].n; i++)
		add(&titles, &plan_enablement(plan, i)->block, plan_enablement(plan, i)->due,
			"due");
	for (uint32_t i = 0; i < plan->of_kind[KIND_dependency].n; i++)
		add(&titles, &plan_dependency(plan, i)->block, plan_dependency(plan, i)->need_by,
			"need_by");
	if (titles.items.n)
		qsort(titles.items.items, titles.items.n, sizeof *titles.items.items,
			compare_titled);
	const struct titled *first = NULL;
	for (uint32_t i = 0; i < titles.items.n; i++) {
		const struct titled *titled = &titles.items.items[i];
		if (first && first->block->kind == titled->block->kind &&
			str_equal(first->key, titled->key))
			compare_two(check, first, titled);
		else
			first = titled;
	}
	vec_free(&titles.items);
}

const struct rule rule_dependency_two_dates = {
	.info = {.name = "dependency.two_dates",
		.summary = "The same thing stands in the plan twice, with two dates or owners",
		.explanation =
			"Each company keeps its own list of milestones, and when the lists are put "
			"together the same event stands there twice. One of the dates is then "
			"moved "
			"and the other is not. Keep the one that its owner answers for and let the "
			"other work refer to it. Titles are compared without case and spaces; "
			"copies "
			"of one template and titles of fewer than three words are left alone.",
		.bad = RELEASE("2026-05-15"),
		.good = RELEASE("2026-04-30"),
		.levels = {LEVEL_WARNING, LEVEL_ERROR, LEVEL_ERROR}},
	.check = check_plan,
};
