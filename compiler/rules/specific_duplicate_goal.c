#include "compiler/rules/rules_shared.h"
#include "runtime/base/sort.h"

#define MEETINGS(name, title, more)                                                                \
	"goal " name " \"" title "\" {\n"                                                          \
	"  owner:       lee\n"                                                                     \
	"  with:        priya\n"                                                                   \
	"  objective:   land_retail\n"                                                             \
	"  metric:      std.metrics.qualified_leads\n"                                             \
	"  source:      \"Acme CRM, partner view\"\n"                                              \
	"  refresh:     1 week\n"                                                                  \
	"  measured_by: priya\n"                                                                   \
	"  scope:       all\n"                                                                     \
	"  at_least:    " more "}\n"

/* How a goal is stated: kept goals of two forms bound the same value from two sides. */
enum form { FORM_NONE, FORM_OF_TARGET, FORM_OF_LEAST, FORM_OF_MOST, FORM_OF_BETWEEN };

struct stated {
	const struct goal_block *goal;
	struct scope scope;
	struct date_range days;
	enum form form;
};

static enum form form_of(const struct goal_block *goal)
{
	if (goal->target.value.set)
		return FORM_OF_TARGET;
	if (goal->at_least.set)
		return FORM_OF_LEAST;
	if (goal->at_most.set)
		return FORM_OF_MOST;
	return goal->between.low.set ? FORM_OF_BETWEEN : FORM_NONE;
}

/* The same number for the same customers and day. A target counts by its last day, a value that is
   kept up by all of its days. */
static int compare_meaning(const struct stated *a, const struct stated *b)
{
	const struct block *x = a->goal->metric.block, *y = b->goal->metric.block;
	if (x != y)
		return x->order < y->order ? -1 : 1;
	if (a->form != b->form)
		return a->form < b->form ? -1 : 1;
	if (a->days.last != b->days.last)
		return a->days.last < b->days.last ? -1 : 1;
	if (a->form != FORM_OF_TARGET && a->days.first != b->days.first)
		return a->days.first < b->days.first ? -1 : 1;
	return rules_compare_scopes(a->scope, b->scope);
}

static int compare_stated(const void *left, const void *right)
{
	const struct stated *a = left, *b = right;
	int order = compare_meaning(a, b);
	if (order)
		return order;
	return a->goal->block.order < b->goal->block.order ? -1 : 1;
}

static bool is_related(const struct goal_block *a, const struct goal_block *b)
{
	const struct block *whole = a->part_of.block;
	return a->stretch_of.block == &b->block || b->stretch_of.block == &a->block ||
	       whole == &b->block || b->part_of.block == &a->block ||
	       (whole && whole == b->part_of.block);
}

static void report(
	struct rule_check *check, const struct goal_block *first, const struct goal_block *second)
{
	const struct plan *plan = check->plan;
	const struct metric_block *metric = goal_metric(second);
	struct finding *finding = rule_report(check, &second->block, block_span(&second->block),
		"%.*s and %.*s measure the same: %.*s, for the same scope and days",
		STR_ARGS(block_called(plan, &second->block)),
		STR_ARGS(block_called(plan, &first->block)),
		STR_ARGS(block_called(plan, &metric->block)));
	finding_label(check->sink, finding, block_span(&first->block), "the first of the two");
	finding_help(check->sink, finding,
		"leave one of them, or say how they differ: another scope or day, `part_of`, or");
	finding_code(check->sink, finding, "stretch_of: %.*s",
		STR_ARGS(block_path(plan, &first->block)));
}

static void check_plan(struct rule_check *check)
{
	const struct plan *plan = check->plan;
	uint32_t n = 0;
	struct stated *stated =
		arena_array(&check->sink->arena, struct stated, plan->of_kind[KIND_goal].n);
	for (uint32_t i = 0; i < plan->of_kind[KIND_goal].n; i++) {
		const struct goal_block *goal = plan_goal(plan, i);
		if (goal_metric(goal) && form_of(goal) != FORM_NONE &&
			rules_has_all(
				check, &goal->block, "scope", goal->scope.n + goal->scope.all))
			stated[n++] = (struct stated){goal, rules_scope(check, goal),
				goal_days(plan, goal), form_of(goal)};
	}
	sort_items(stated, n, sizeof *stated, compare_stated);
	for (uint32_t i = 1; i < n; i++)
		if (!compare_meaning(&stated[i - 1], &stated[i]) &&
			!is_related(stated[i - 1].goal, stated[i].goal))
			report(check, stated[i - 1].goal, stated[i].goal);
}

const struct rule rule_specific_duplicate_goal = {
	.info = {.name = "specific.duplicate_goal",
		.summary = "Two goals measure the same for the same scope and day",
		.explanation =
			"Two goals on one number have two owners, two targets and two stories "
			"about one result. Leave one of them, or say what makes them two: another "
			"scope, another day, one a part of the other (`part_of`) or one that goes "
			"beyond the other (`stretch_of`).",
		.bad = MEETINGS("meetings", "Meet 4 shops a month", "4 leads\n") "\n" MEETINGS(
			"visits", "Visit 6 shops a month", "6 leads\n"),
		.good = MEETINGS("meetings", "Meet 4 shops a month", "4 leads\n") "\n" MEETINGS(
			"visits", "Visit 6 shops a month", "6 leads\n  stretch_of:  meetings\n"),
		.levels = {LEVEL_OFF, LEVEL_WARNING, LEVEL_WARNING}},
	.check = check_plan,
};
