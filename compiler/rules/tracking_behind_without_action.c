#include "compiler/rules/rules_shared.h"

#define DEMAND                                                                                     \
	"goal demand \"Hand over 120 qualified leads by March\" {\n"                               \
	"  owner:       dana\n"                                                                    \
	"  with:        priya\n"                                                                   \
	"  objective:   land_retail\n"                                                             \
	"  part_of:     sourced\n"                                                                 \
	"  metric:      std.metrics.qualified_leads\n"                                             \
	"  source:      \"Acme CRM, partner view\"\n"                                              \
	"  refresh:     1 week\n"                                                                  \
	"  measured_by: priya\n"                                                                   \
	"  scope:       all\n"                                                                     \
	"  window:      2026-01-05 .. 2026-03-27\n"                                                \
	"  target:      120 leads by 2026-03-27\n"                                                 \
	"}\n"                                                                                      \
	"\n"                                                                                       \
	"readings demand {\n"                                                                      \
	"  2026-01-26: 6 leads\n"                                                                  \
	"  2026-02-09: 12 leads\n"                                                                 \
	"}\n"

static bool is_open(const struct action_block *action, date_t day)
{
	return (!action->done || action->done > day) &&
	       (!action->dropped.value || action->dropped.value > day) && action->due >= day;
}

/* What a root cause of the goal has led to counts as well. */
static bool is_about(const struct action_block *action, const struct goal_block *goal)
{
	const struct block *parent = action->block.parent;
	for (uint32_t i = 0; i < action->affects.n; i++)
		if (action->affects.items[i].block == &goal->block)
			return true;
	if (!parent || parent->kind != KIND_root_cause)
		return false;
	const struct block *of = ((const struct root_cause_block *)(const void *)parent)->of.block;
	return of && (of == &goal->block || of == goal->metric.block);
}

static bool has_open_action(const struct plan *plan, const struct goal_block *goal, date_t day)
{
	for (uint32_t i = 0; i < plan->of_kind[KIND_action].n; i++)
		if (is_open(plan_action(plan, i), day) && is_about(plan_action(plan, i), goal))
			return true;
	return false;
}

/* The last session that covers the goal and has taken place: before the day, or on it with a
   record. What a record says was not held has not. */
static const struct tracked_session *last_session(
	const struct tracked *tracked, const struct goal_block *goal)
{
	for (uint32_t i = tracked->sessions.n; i-- > 0;) {
		const struct tracked_session *session = &tracked->sessions.items[i];
		bool held = session->record ? !block_has(&session->record->block, "not_held")
					    : session->day.held < tracked->as_of;
		if (held && session->day.held <= tracked->as_of &&
			review_covers(session->review, goal))
			return session;
	}
	return NULL;
}

/* Behind on the day of the session and on every day since. */
static bool was_seen(const struct tracked *tracked, const struct tracked_goal *goal)
{
	const struct tracked_session *session = last_session(tracked, goal->goal);
	if (!session)
		return false;
	for (date_t day = session->day.held; day <= tracked->as_of; day++)
		if (tracked_goal_on(goal, day).status != STATUS_BEHIND)
			return false;
	return true;
}

static struct span target_span(const struct goal_block *goal)
{
	static const char *const forms[] = {"target", "at_least", "at_most", "between"};
	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
		if (block_has(&goal->block, forms[i]))
			return block_field_span(&goal->block, forms[i]);
	return block_span(&goal->block);
}

static void label_figures(
	struct rule_check *check, struct finding *finding, const struct tracked_goal *goal)
{
	const struct goal_figures *figures = &goal->figures;
	struct span span = target_span(goal->goal);
	if (goal_is_kept(goal->goal)) {
		finding_label(check->sink, finding, span, "met in %u of %u steps",
			figures->steps_met, figures->steps_due);
		return;
	}
	struct quantity actual = {figures->actual, goal->unit, true};
	struct quantity expected = {figures->expected.shown, goal->unit, true};
	finding_label(check->sink, finding, span, "%.*s on %s, of %.*s expected on that day",
		STR_ARGS(quantity_text(check->plan, actual)), date_text(figures->reading_date).text,
		STR_ARGS(quantity_text(check->plan, expected)));
}

static void report_goal(struct rule_check *check, const struct tracked_goal *tracked)
{
	const struct block *block = &tracked->goal->block;
	const struct tracked_session *session = last_session(check->tracked, tracked->goal);
	const struct person_block *owner = block_owner_on(block, check->tracked->as_of);
	struct finding *finding = rule_report(check, block, block_span(block),
		"%.*s is behind and no open action with a date ahead affects it",
		STR_ARGS(block_called(check->plan, block)));
	label_figures(check, finding, tracked);
	finding_help(check->sink, finding, "agree on what is done about it:");
	finding_code(check->sink, finding,
		"action \"TODO\" {\n  owner:   %.*s\n  due:     TODO\n  affects: [%.*s]\n}",
		STR_ARGS(owner ? rules_name(check, &owner->block) : STR("TODO")),
		STR_ARGS(block_path(check->plan, block)));
	finding_note(check->sink, finding, "as of %s; it was behind at the session of %s already",
		date_text(check->tracked->as_of).text, date_text(session->day.held).text);
}

static void check_plan(struct rule_check *check)
{
	const struct tracked *tracked = check->tracked;
	for (uint32_t i = 0; i < tracked->goals.n; i++) {
		const struct tracked_goal *goal = &tracked->goals.items[i];
		if (goal->figures.status != STATUS_BEHIND || goal->figures.overflowed ||
			has_open_action(check->plan, goal->goal, tracked->as_of) ||
			!was_seen(tracked, goal))
			continue;
		/* tracking.behind_twice_without_cause asks for more. */
		if (goal_behind_twice(tracked, goal) &&
			!root_cause_of(check->plan, &goal->goal->block))
			continue;
		report_goal(check, goal);
	}
}

const struct rule rule_tracking_behind_without_action = {
	.info = {.name = "tracking.behind_without_action",
		.summary = "A goal is behind and nothing agreed is done about it",
		.explanation =
			"That a goal is behind is a fact of business and no fault of the plan. "
			"What counts is that the first review that sees it agrees on something: "
			"an `action` with an owner and a date ahead that `affects` the goal. "
			"When that date has passed and the goal is still behind, the next action "
			"is due.",
		.bad = DEMAND,
		.good = DEMAND "\n"
			       "action call_list \"Call the 40 named accounts\" {\n"
			       "  owner:   lee\n"
			       "  due:     2026-02-20\n"
			       "  affects: [demand]\n"
			       "}\n",
		.as_of = "2026-02-12",
		.levels = {LEVEL_WARNING, LEVEL_ERROR, LEVEL_ERROR},
		.needs = NEEDS_DAY},
	.check = check_plan,
};
