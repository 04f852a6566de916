#include "compiler/rules/tracking_shared.h"

#define DEMAND                                                                                     \
	"goal demand \"Hand over 120 qualified leads by April\" {\n"                               \
	"  owner:       dana\n"                                                                    \
	"  with:        priya\n"                                                                   \
	"  objective:   land_retail\n"                                                             \
	"  part_of:     sourced\n"                                                                 \
	"  metric:      std.metrics.qualified_leads\n"                                             \
	"  source:      \"Acme CRM, partner view\"\n"                                              \
	"  refresh:     1 week\n"                                                                  \
	"  measured_by: priya\n"                                                                   \
	"  scope:       all\n"                                                                     \
	"  window:      2026-01-26 .. 2026-04-24\n"                                                \
	"  target:      120 leads by 2026-04-24\n"                                                 \
	"}\n"                                                                                      \
	"\n"                                                                                       \
	"readings demand {\n"                                                                      \
	"  2026-02-24: 6 leads\n"                                                                  \
	"  2026-03-09: 12 leads\n"                                                                 \
	"}\n"

static bool is_open(const struct action_block *action, date_t day)
{
	return (!action->done || action->done > day) &&
	       (!action->dropped.value || action->dropped.value > day) && action->due >= day;
}

enum { BY_ACTION = 1, BY_CAUSE };

/* What goals are looked up in: goal or metric -> BY_ACTION or BY_CAUSE, or the place of a session
 * + 1.
 */
struct known {
	struct map acted;    /* an open action affects it, or its root cause has led to one */
	struct map met;	     /* the last session whose review covers it by name */
	uint32_t met_by_all; /* the last one whose review covers everything */
};

static void note(struct map *map, const struct block *block, uint32_t value)
{
	uint32_t *place = block ? map_put(map, (uint64_t)(uintptr_t)block, NULL) : NULL;
	if (place && *place < value)
		*place = value;
}

static uint32_t noted(const struct map *map, const struct block *block)
{
	const uint32_t *place = block ? map_get(map, (uint64_t)(uintptr_t)block) : NULL;
	return place ? *place : 0;
}

static void note_actions(const struct plan *plan, date_t day, struct known *known)
{
	for (uint32_t i = 0; i < plan->of_kind[KIND_action].n; i++) {
		const struct action_block *action = plan_action(plan, i);
		const struct block *parent = action->block.parent;
		if (!is_open(action, day))
			continue;
		for (uint32_t k = 0; k < action->affects.n; k++)
			note(&known->acted, action->affects.items[k].block, BY_ACTION);
		if (parent && parent->kind == KIND_root_cause)
			note(&known->acted,
				((const struct root_cause_block *)(const void *)parent)->of.block,
				BY_CAUSE);
	}
}

/* It has taken place: before the day, or on it with a record. What a record says was not held has
   not. */
static bool was_held(const struct tracked *tracked, const struct tracked_session *session)
{
	bool held = session->record ? !block_has(&session->record->block, "not_held")
				    : session->day.held < tracked->as_of;
	return held && session->day.held <= tracked->as_of;
}

static void note_sessions(const struct tracked *tracked, struct known *known)
{
	struct map seen = {0}; /* a review's covers are noted once, with its last session */
	for (uint32_t i = tracked->sessions.n; i-- > 0;) {
		const struct tracked_session *session = &tracked->sessions.items[i];
		const struct review_block *review = session->review;
		bool added = false;
		if (!was_held(tracked, session))
			continue;
		map_put(&seen, (uint64_t)(uintptr_t)review, &added);
		if (!added)
			continue;
		/* A review that does not say what it covers looks at everything. */
		if ((review->covers.all || !review->covers.n) && !known->met_by_all)
			known->met_by_all = i + 1;
		for (uint32_t k = 0; k < review->covers.n; k++)
			note(&known->met, review->covers.items[k].block, i + 1);
	}
	map_free(&seen);
}

static bool has_open_action(const struct known *known, const struct goal_block *goal)
{
	return noted(&known->acted, &goal->block) ||
	       noted(&known->acted, goal->metric.block) == BY_CAUSE;
}

/* The last session that covers the goal, NULL if there is none. */
static const struct tracked_session *last_session(
	const struct tracked *tracked, const struct known *known, const struct goal_block *goal)
{
	uint32_t last = known->met_by_all;
	uint32_t named[2] = {
		noted(&known->met, &goal->block), noted(&known->met, goal->metric.block)};
	for (int i = 0; i < 2; i++)
		if (named[i] > last)
			last = named[i];
	return last ? &tracked->sessions.items[last - 1] : NULL;
}

static void report_goal(struct rule_check *check, const struct tracked_goal *tracked,
	const struct tracked_session *session)
{
	const struct block *block = &tracked->goal->block;
	const struct person_block *owner = block_owner_on(block, check->tracked->as_of);
	struct finding *finding = rule_report(check, block, block_span(block),
		"%.*s is behind and no open action with a date ahead affects it",
		STR_ARGS(block_called(check->plan, block)));
	goal_label_figures(check, finding, tracked);
	finding_help(check->sink, finding, "agree on what is done about it:");
	finding_code(check->sink, finding,
		"action \"TODO\" {\n  owner:   %.*s\n  due:     TODO\n  affects: [%.*s]\n}",
		STR_ARGS(owner ? rules_name(check, &owner->block) : STR("TODO")),
		STR_ARGS(block_path(check->plan, block)));
	finding_note(check->sink, finding, "as of %s; it was behind at the session of %s already",
		date_text(check->tracked->as_of).text, date_text(session->day.held).text);
}

static void check_goal(
	struct rule_check *check, const struct known *known, const struct tracked_goal *goal)
{
	const struct tracked *tracked = check->tracked;
	if (goal->figures.status != STATUS_BEHIND || goal->figures.overflowed ||
		has_open_action(known, goal->goal))
		return;
	const struct tracked_session *session = last_session(tracked, known, goal->goal);
	if (!session || !goal_behind_since(tracked, goal, session->day.held))
		return;
	/* tracking.behind_twice_without_cause asks for more. */
	if (goal_owes_cause(tracked, goal))
		return;
	report_goal(check, goal, session);
}

static void check_plan(struct rule_check *check)
{
	const struct tracked *tracked = check->tracked;
	struct known known = {0};
	note_actions(check->plan, tracked->as_of, &known);
	note_sessions(tracked, &known);
	for (uint32_t i = 0; i < tracked->goals.n; i++)
		check_goal(check, &known, &tracked->goals.items[i]);
	map_free(&known.acted);
	map_free(&known.met);
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
			       "  due:     2026-03-20\n"
			       "  affects: [demand]\n"
			       "}\n",
		.as_of = "2026-03-12",
		.levels = {LEVEL_WARNING, LEVEL_ERROR, LEVEL_ERROR},
		.needs = NEEDS_DAY},
	.check = check_plan,
};
