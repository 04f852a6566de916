#include "compiler/rules/money_shared.h"

#define HALVES(second)                                                                             \
	"goal first_half \"Close 240k USD in the first half\" {\n"                                 \
	"  owner:   mona\n"                                                                        \
	"  with:    lee\n"                                                                         \
	"  part_of: sourced\n"                                                                     \
	"  metric:  revenue\n"                                                                     \
	"  scope:   all\n"                                                                         \
	"  window:  2026-H1\n"                                                                     \
	"  target:  240,000 USD by 2026-06-30\n"                                                   \
	"\n"                                                                                       \
	"  increments {\n"                                                                         \
	"    2026-Q1: 90,000 USD\n"                                                                \
	"    2026-Q2: 240,000 USD\n"                                                               \
	"  }\n"                                                                                    \
	"}\n"                                                                                      \
	"\n"                                                                                       \
	"goal second_half \"Close the rest in the second half\" {\n"                               \
	"  owner:   lee\n"                                                                         \
	"  with:    mona\n"                                                                        \
	"  part_of: sourced\n"                                                                     \
	"  metric:  revenue\n"                                                                     \
	"  scope:   all\n"                                                                         \
	"  window:  2026-H2\n"                                                                     \
	"  target:  " second " by 2026-12-31\n"                                                    \
	"\n"                                                                                       \
	"  increments {\n"                                                                         \
	"    2026-Q3: 180,000 USD\n"                                                               \
	"    2026-Q4: " second "\n"                                                                \
	"  }\n"                                                                                    \
	"}\n"

static const struct rule_setting settings[] = {{"numbers.parts_miss_whole", 120, UNIT_PERCENT,
						       "most that parts add up to, of their whole"},
	{0}};

enum { TOLERANCE = 1, LABELS_MAX = 4 };

struct whole {
	const struct goal_block *goal;
	struct quantity sum;
	uint32_t n;
	const struct goal_block *first[LABELS_MAX]; /* of the n parts */
	bool fits;				    /* false: the sum is too large to count */
};

/* Parts are of one whole if they are counted in the same way. */
static bool adds_up(const struct goal_block *part, const struct goal_block *whole)
{
	const struct metric_block *a = goal_metric(part), *b = goal_metric(whole);
	if (!a || !b || !part->target.value.set || !whole->target.value.set ||
		part->stretch_of.node)
		return false;
	bool is_rate = a->kind == metric_kind_level && a->unit == UNIT_PERCENT;
	return a->kind == b->kind && !is_rate &&
	       part->target.value.unit == whole->target.value.unit;
}

static void add_parts(const struct plan *plan, struct map *places, struct whole *wholes)
{
	for (uint32_t i = 0; i < plan->of_kind[KIND_goal].n; i++) {
		const struct goal_block *part = plan_goal(plan, i);
		const struct block *of = part->part_of.block;
		const uint32_t *place = of ? map_get(places, rules_key(of)) : NULL;
		if (!place || !adds_up(part, plan_goal(plan, *place - 1)))
			continue;
		struct whole *whole = &wholes[*place - 1];
		whole->fits &= money_add(&whole->sum, part->target.value);
		if (whole->n < LABELS_MAX)
			whole->first[whole->n] = part;
		whole->n++;
	}
}

/* The sum is short of the target, or beyond what is allowed of it, by more than the tolerance. */
static bool is_short(const struct whole *whole)
{
	struct quantity with = whole->sum;
	return decimal_add(with.n, decimal_of(TOLERANCE), &with.n) &&
	       money_is_more(whole->goal->target.value, with);
}

static bool is_beyond(const struct whole *whole, int64_t percent)
{
	struct quantity less = whole->sum;
	return decimal_subtract(less.n, decimal_of(TOLERANCE), &less.n) &&
	       money_is_more_than(less, percent, whole->goal->target.value);
}

static void report(struct rule_check *check, const struct whole *whole, bool is_too_little)
{
	const struct plan *plan = check->plan;
	const struct goal_block *goal = whole->goal;
	struct quantity gap = {0};
	if (is_too_little)
		money_subtract(goal->target.value, whole->sum, &gap);
	else
		money_subtract(whole->sum, goal->target.value, &gap);
	struct finding *finding = rule_report(check, &goal->block,
		rules_value_span(&goal->block, "target", goal->target.node),
		"the parts of %.*s add up to %.*s, %.*s %s",
		STR_ARGS(block_called(plan, &goal->block)),
		STR_ARGS(quantity_text(plan, whole->sum)), STR_ARGS(quantity_text(plan, gap)),
		is_too_little ? "less than its target" : "more than its target");
	finding_caret(check->sink, finding, "target of the whole");
	for (uint32_t i = 0; i < whole->n && i < LABELS_MAX; i++) {
		const struct goal_block *part = whole->first[i];
		finding_label(check->sink, finding,
			rules_value_span(&part->block, "target", part->target.node), "%.*s",
			STR_ARGS(block_called(plan, &part->block)));
	}
	finding_help(check->sink, finding,
		is_too_little ? "raise the parts, add the part that is missing, or lower the whole"
			      : "lower the parts or raise the whole; parts that overlap are waived "
				"with the reason");
}

static void check_plan(struct rule_check *check)
{
	const struct plan *plan = check->plan;
	uint32_t n = plan->of_kind[KIND_goal].n;
	struct whole *wholes = arena_array(&check->sink->arena, struct whole, n);
	struct map places = {0};
	for (uint32_t i = 0; i < n; i++) {
		wholes[i] = (struct whole){.goal = plan_goal(plan, i), .fits = true};
		*map_put(&places, rules_key(&wholes[i].goal->block), NULL) = i + 1;
	}
	add_parts(plan, &places, wholes);
	for (uint32_t i = 0; i < n; i++) {
		const struct whole *whole = &wholes[i];
		if (!whole->n || !whole->fits || decimal_sign(whole->goal->target.value.n) <= 0)
			continue;
		int64_t percent =
			rule_setting(check, "numbers.parts_miss_whole", &whole->goal->block);
		if (is_short(whole) || is_beyond(whole, percent))
			report(check, whole, is_short(whole));
	}
	map_free(&places);
}

const struct rule rule_numbers_parts_miss_whole = {
	.info = {.name = "numbers.parts_miss_whole",
		.summary = "The parts of a goal do not add up to it",
		.explanation =
			"If every part reaches its target and the whole still misses its own, "
			"somebody was promised a number that nobody works for. Parts in the same "
			"unit add up to the whole, or to at most 120% of it, which leaves room "
			"for one that fails. One unit more or less does not matter, and rates in "
			"percent do not add up at all. Parts that overlap on purpose are waived "
			"with that reason.",
		.bad = HALVES("310,000 USD"),
		.good = HALVES("410,000 USD"),
		.levels = {LEVEL_WARNING, LEVEL_WARNING, LEVEL_ERROR}},
	.settings = settings,
	.check = check_plan,
};
