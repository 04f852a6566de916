#include "compiler/rules/reviews_shared.h"

#define FAIR(due)                                                                                  \
	"milestone fair \"Stand at the retail fair\" {\n"                                          \
	"  due:           " due "\n"                                                               \
	"  owner:         lee\n"                                                                   \
	"  accepted_when: \"Both names stand on it.\"\n"                                           \
	"}\n"

static const struct rule_setting settings[] = {
	{"plan.outside_period", 60, RULE_DAYS,
		"how long after the plan's end a last review or action may lie, and before its "
		"start a planning session"},
	{0}};

/* Days that a block states and what may lie outside: from `first` to `last` is allowed. */
struct stated {
	const struct block *block;
	const char *field;
	struct span span;
	struct date_range days;
	date_t first, last;
	const char *verb; /* "is due", "meets"; NULL: a window, which begins and ends */
};

static void report(struct rule_check *check, const struct stated *stated)
{
	const struct plan *plan = check->plan;
	bool is_early = stated->days.first < stated->first;
	date_t day = is_early ? stated->days.first : stated->days.last;
	int64_t n = is_early ? (int64_t)plan->first - day : (int64_t)day - plan->last;
	const char *verb = stated->verb ? stated->verb : is_early ? "begins" : "ends";
	struct finding *finding = rule_report(check, stated->block, stated->span,
		"%.*s %s on %s, %.*s %s the plan %s", STR_ARGS(block_called(plan, stated->block)),
		verb, date_text(day).text, STR_ARGS(rules_days(check, n)),
		is_early ? "before" : "after", is_early ? "begins" : "ends");
	finding_label(check->sink, finding, block_field_span(&plan->frame->block, "period"),
		"%s on %s", is_early ? "begins" : "ends",
		date_text(is_early ? plan->first : plan->last).text);
	finding_help(check->sink, finding,
		"give it a day from %s to %.*s, or leave it to the plan of that time",
		date_text(plan->first).text, STR_ARGS(rules_date(check, plan->last)));
}

static bool is_outside(const struct stated *stated)
{
	return stated->days.first && stated->days.first <= stated->days.last &&
	       (stated->days.first < stated->first || stated->days.last > stated->last);
}

/* ---- work and promises ---- */

static struct stated due_on(const struct plan *plan, const struct block *block, date_t day)
{
	return (struct stated){.block = block,
		.field = "due",
		.days = {day, day},
		.first = plan->first,
		.last = plan->last,
		.verb = "is due"};
}

static struct stated within(
	const struct plan *plan, const struct block *block, struct date_range window)
{
	return (struct stated){.block = block,
		.field = "window",
		.days = window,
		.first = plan->first,
		.last = plan->last};
}

/* Means may be there for longer than the plan, but not at another time. */
static struct stated available(
	const struct plan *plan, const struct block *block, struct date_range window)
{
	struct stated stated = within(plan, block, window);
	if (rules_overlap(window, (struct date_range){plan->first, plan->last}).first)
		stated.days = (struct date_range){0};
	return stated;
}

/* First day of the plan that this one renews; the plan's own if it renews none. */
static date_t first_of_renewed(const struct plan *plan)
{
	const struct block *renewed = plan->frame->renews.block;
	if (!renewed)
		return plan->first;
	date_t first = ((const struct plan_block *)(const void *)renewed)->period.first;
	return first ? first : DATE_MIN;
}

/* Actions and what is stuck are cleared up after the end as well, by the plan that follows. */
static struct stated cleared_by(
	const struct rule_check *check, const struct block *block, date_t day)
{
	struct stated stated = due_on(check->plan, block, day);
	date_t last = date_add(stated.last, rule_setting(check, "plan.outside_period", NULL));
	stated.last = last ? last : DATE_MAX;
	stated.first = first_of_renewed(check->plan);
	return stated;
}

static struct stated days_of(const struct rule_check *check, const struct block *block)
{
	const struct plan *plan = check->plan;
	const void *at = block;
	switch ((enum kind)block->kind) {
	case KIND_initiative:
		return within(plan, block, ((const struct initiative_block *)at)->window);
	case KIND_goal:
		return within(plan, block, ((const struct goal_block *)at)->window);
	case KIND_activity: {
		const struct activity_block *activity = at;
		return activity->due ? due_on(plan, block, activity->due)
				     : within(plan, block, activity->window);
	}
	case KIND_milestone:
		return due_on(plan, block, ((const struct milestone_block *)at)->due);
	case KIND_commitment:
		return due_on(plan, block, ((const struct commitment_block *)at)->due);
	case KIND_enablement:
		return due_on(plan, block, ((const struct enablement_block *)at)->due);
	case KIND_dependency: {
		struct stated stated =
			due_on(plan, block, ((const struct dependency_block *)at)->need_by);
		stated.field = "need_by";
		return stated;
	}
	case KIND_action:
		return cleared_by(check, block, ((const struct action_block *)at)->due);
	case KIND_roadblock:
		return cleared_by(check, block, ((const struct roadblock_block *)at)->due);
	case KIND_fund:
		return available(plan, block, ((const struct fund_block *)at)->window);
	case KIND_resource:
		return available(plan, block, ((const struct resource_block *)at)->window);
	default: /* states no days of the plan, or others by nature */
		return (struct stated){0};
	}
}

/* What lies within a window that reaches outside follows from it. */
static bool follows_from_parent(const struct stated *stated)
{
	const struct initiative_block *parent = rules_initiative(stated->block->parent);
	return parent && parent->window.first && stated->days.first >= parent->window.first &&
	       stated->days.last <= parent->window.last;
}

static void check_target(struct rule_check *check, const struct goal_block *goal)
{
	struct stated stated = due_on(check->plan, &goal->block, goal->target.by);
	if (!is_outside(&stated))
		return;
	stated.span = rules_clause_span(&goal->block, "target", goal->target.node, CLAUSE_by);
	report(check, &stated);
}

static void check_work(struct rule_check *check)
{
	const struct plan *plan = check->plan;
	for (uint32_t i = 0; i < plan->blocks.n; i++) {
		const struct block *block = plan->blocks.items[i];
		struct stated stated = days_of(check, block);
		if (stated.block && is_outside(&stated) && !follows_from_parent(&stated)) {
			stated.span = block_field_span(block, stated.field);
			report(check, &stated);
		}
		if (block->kind == KIND_goal)
			check_target(check, (const void *)block);
	}
}

/* ---- sessions ---- */

/* The plan is made before it begins and looked back at after its end. */
static struct stated meets_on(
	const struct rule_check *check, const struct review_block *review, date_t day)
{
	struct stated stated = cleared_by(check, &review->block, day);
	stated.first = check->plan->first;
	date_t first = date_add(stated.first, -rule_setting(check, "plan.outside_period", NULL));
	stated.verb = "meets";
	if (review->type == review_type_planning)
		stated.first = first ? first : DATE_MIN;
	return stated;
}

static struct span session_span(const struct review_block *review, bool is_early)
{
	if (!review->on.n && is_early && review->every.from)
		return rules_clause_span(&review->block, "every", review->every.node, CLAUSE_from);
	if (!review->on.n && !is_early && review->every.until)
		return rules_clause_span(&review->block, "every", review->every.node, CLAUSE_until);
	return review_rhythm_span(review);
}

static bool check_review(struct rule_check *check, const struct review_days *days)
{
	for (uint32_t i = 0; i < days->n; i++) {
		struct stated stated = meets_on(check, days->review, days->items[i].planned);
		if (!is_outside(&stated))
			continue;
		stated.span = session_span(days->review, stated.days.first < stated.first);
		report(check, &stated);
		return true;
	}
	return false;
}

static void check_sessions(struct rule_check *check)
{
	const struct plan *plan = check->plan;
	struct map reported = {0};
	struct all_reviews all;
	reviews_make(&all, check);
	for (uint32_t i = 0; i < all.n; i++)
		if (check_review(check, &all.items[i]))
			map_put(&reported, rules_key(&all.items[i].review->block), NULL);
	for (uint32_t i = 0; i < plan->of_kind[KIND_session].n; i++) {
		const struct session_block *session = plan_session(plan, i);
		const struct block *of = session->of.block;
		if (!of || of->kind != KIND_review || map_get(&reported, rules_key(of)))
			continue;
		struct stated stated = meets_on(check, (const void *)of, session->block.date);
		stated.block = &session->block;
		stated.span = block_span(&session->block);
		stated.verb = "lies";
		if (is_outside(&stated))
			report(check, &stated);
	}
	map_free(&reported);
	reviews_free(&all);
}

static void check_plan(struct rule_check *check)
{
	if (!check->plan->first)
		return;
	check_work(check);
	check_sessions(check);
}

const struct rule rule_plan_outside_period = {
	.info = {.name = "plan.outside_period",
		.summary = "A window, due date or session lies outside the plan's period",
		.explanation =
			"Outside its period a plan binds nobody, and a date there is mostly a "
			"slip of the year. Windows, due dates, targets and sessions lie within "
			"the period. A last review and the actions that come from it may follow "
			"up to 60 days after the end, and a planning session may come as early "
			"before the start; a plan that `renews` another also has the actions that "
			"were left open there. Increments outside their goal's days are another "
			"finding.",
		.bad = FAIR("2027-02-12"),
		.good = FAIR("2026-02-12"),
		.levels = {LEVEL_WARNING, LEVEL_ERROR, LEVEL_ERROR}},
	.settings = settings,
	.check = check_plan,
};
