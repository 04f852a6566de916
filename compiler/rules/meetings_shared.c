#include "compiler/rules/meetings_shared.h"

#include "compiler/rules/reviews_shared.h"

/* Time to write the record of a session. */
enum { WORKDAYS_TO_RECORD = 2 };

enum meeting meeting_of(const struct rule_check *check, const struct tracked_session *session)
{
	date_t as_of = check->tracked->as_of;
	const struct session_block *record = session->record;
	if (record && record->block.date <= as_of)
		return block_has(&record->block, "not_held") ? MEETING_NOT_HELD : MEETING_HELD;
	if (session->day.held > as_of ||
		workdays_after(check->plan, session->day.held, WORKDAYS_TO_RECORD) > as_of)
		return MEETING_PENDING;
	return MEETING_UNRECORDED;
}

/* ---- all of them ---- */

static void count_lapsed(const struct rule_check *check, struct review_meetings *meetings)
{
	for (uint32_t i = meetings->n_past; i-- > 0;) {
		enum meeting meeting = meeting_of(check, meetings->items[i]);
		if (meeting == MEETING_HELD)
			return;
		meetings->n_lapsed += meeting != MEETING_PENDING;
	}
}

static void add_reviews(struct all_meetings *all, const struct plan *plan)
{
	all->n = plan->of_kind[KIND_review].n;
	all->items = arena_array(&all->arena, struct review_meetings, all->n + 1);
	for (uint32_t i = 0; i < all->n; i++) {
		all->items[i].review = plan_review(plan, i);
		*map_put(&all->of, rules_key(&all->items[i].review->block), NULL) = i + 1;
	}
}

static struct review_meetings *place_of(
	const struct all_meetings *all, const struct review_block *review)
{
	const uint32_t *place = map_get(&all->of, rules_key(&review->block));
	return place ? &all->items[*place - 1] : NULL;
}

/* Sessions stand by day in what was tracked: counted first, then given their places. */
static void add_sessions(struct all_meetings *all, const struct tracked *tracked)
{
	for (uint32_t i = 0; i < tracked->sessions.n; i++) {
		struct review_meetings *meetings = place_of(all, tracked->sessions.items[i].review);
		if (meetings)
			meetings->n++;
	}
	for (uint32_t i = 0; i < all->n; i++) {
		all->items[i].items = arena_array(
			&all->arena, const struct tracked_session *, all->items[i].n + 1);
		all->items[i].n = 0;
	}
	for (uint32_t i = 0; i < tracked->sessions.n; i++) {
		const struct tracked_session *session = &tracked->sessions.items[i];
		struct review_meetings *meetings = place_of(all, session->review);
		if (!meetings)
			continue;
		meetings->items[meetings->n++] = session;
		meetings->n_past += session->day.held <= tracked->as_of;
	}
}

static void find_busiest(struct all_meetings *all)
{
	for (uint32_t i = 0; i < all->n; i++) {
		const struct review_meetings *at = &all->items[i];
		if (at->review->type == review_type_operational && review_is_joint(at->review) &&
			(!all->busiest || at->n_past > all->busiest->n_past))
			all->busiest = at;
	}
}

void meetings_make(struct all_meetings *all, const struct rule_check *check)
{
	*all = (struct all_meetings){0};
	arena_init(&all->arena);
	add_reviews(all, check->plan);
	add_sessions(all, check->tracked);
	for (uint32_t i = 0; i < all->n; i++)
		count_lapsed(check, &all->items[i]);
	find_busiest(all);
}

void meetings_free(struct all_meetings *all)
{
	map_free(&all->of);
	arena_free(&all->arena);
}

const struct review_meetings *meetings_of(
	const struct all_meetings *all, const struct block *review)
{
	const uint32_t *place = review ? map_get(&all->of, rules_key(review)) : NULL;
	return place ? &all->items[*place - 1] : NULL;
}

bool meetings_stagnate(const struct review_meetings *meetings)
{
	return meetings->n_lapsed >= 2 && meetings->n_past < meetings->n;
}

/* ---- what is carried from one to the next ---- */

static bool may_have_met(const struct tracked_session *session)
{
	return !session->record || !block_has(&session->record->block, "not_held");
}

uint32_t meetings_since(const struct review_meetings *meetings, date_t day)
{
	uint32_t n = 0;
	for (uint32_t i = meetings->n_past; i-- > 0 && meetings->items[i]->day.held > day;)
		n += may_have_met(meetings->items[i]);
	return n;
}

/* The review that agreed it: `from`, else that of the session in which it stands. */
static const struct block *agreed_in(const struct action_block *action)
{
	const struct block *parent = action->block.parent;
	if (action->from.value.block)
		return action->from.value.block;
	return parent && parent->kind == KIND_session
		       ? ((const struct session_block *)(const void *)parent)->of.block
		       : NULL;
}

uint32_t action_carried(const struct all_meetings *all, const struct action_block *action)
{
	const struct review_meetings *meetings = meetings_of(all, agreed_in(action));
	if (!meetings)
		meetings = all->busiest;
	return meetings && action->due ? meetings_since(meetings, action->due) : 0;
}

extern const struct rule rule_review_action_carried;

uint32_t action_carries_allowed(const struct rule_check *check)
{
	struct rule_check asking = *check;
	asking.rule = &rule_review_action_carried;
	return (uint32_t)rule_setting(&asking, "review.action_carried", NULL);
}

bool action_is_overdue(const struct action_block *action, date_t day)
{
	return action->due && action->due < day && action_is_open(action, day) &&
	       !rules_is_over(&action->block) && !block_has(&action->block, "done") &&
	       !block_has(&action->block, "dropped");
}
