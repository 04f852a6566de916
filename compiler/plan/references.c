/* What only all blocks together show of their references: circles, and sessions that nobody
 * recorded. */
#include "compiler/plan/decode.h"

#include <stdlib.h>

static struct sink *sink_of(struct plan *plan)
{
	return &plan->run->sink;
}

/* ---- circles ---- */

/* A field in which a block names one other of its kind; a chain of them may not lead back. */
struct link {
	enum kind kind;
	const char *field;
	size_t offset;
};

static const struct link links[] = {
	{KIND_goal, "part_of", offsetof(struct goal_block, part_of)},
	{KIND_goal, "stretch_of", offsetof(struct goal_block, stretch_of)},
	{KIND_person, "backup", offsetof(struct person_block, backup)},
};

static const struct block *next_of(const struct link *link, const struct block *block)
{
	const struct ref *ref = (const void *)((const char *)block + link->offset);
	return ref->block && ref->block->kind == link->kind ? ref->block : NULL;
}

/* It begins at the block that stands first, wherever it was entered. */
static void report_circle(struct plan *plan, const struct link *link, const struct block *entered)
{
	enum { LABELS_MAX = 8, SHOWN_MAX = 12 };
	uint32_t n = 0;
	const struct block *first = entered;
	for (const struct block *at = next_of(link, entered); at != entered; at = next_of(link, at))
		if (at->order < first->order)
			first = at;
	struct out circle = {0};
	out_str(&circle, block_path(plan, first));
	const struct block *at = first;
	do {
		at = next_of(link, at);
		if (++n < SHOWN_MAX || at == first)
			out_printf(&circle, " -> %.*s", STR_ARGS(block_path(plan, at)));
		else if (n == SHOWN_MAX)
			out_text(&circle, " -> ...");
	} while (at != first);
	struct finding *finding = finding_new(sink_of(plan), &finding_name_cycle,
		block_field_span(first, link->field), "`%s` leads back to where it began: %.*s",
		link->field, STR_ARGS(out_view(&circle)));
	at = next_of(link, first);
	for (int i = 0; at != first && i < LABELS_MAX; i++, at = next_of(link, at))
		finding_label(sink_of(plan), finding, block_field_span(at, link->field),
			"`%.*s` leads on to `%.*s`", STR_ARGS(block_path(plan, at)),
			STR_ARGS(block_path(plan, next_of(link, at))));
	finding_help(sink_of(plan), finding, "take one of these links out");
	out_free(&circle);
}

/* Walks each chain once: a block that this walk has met closes a circle, one of an earlier walk
 * leads nowhere new. */
static void check_links(struct plan *plan, const struct link *link)
{
	struct map seen = {0};
	for (uint32_t i = 0; i < plan->of_kind[link->kind].n; i++) {
		const struct block *at = plan->of_kind[link->kind].items[i];
		if (!next_of(link, at))
			continue;
		for (; at; at = next_of(link, at)) {
			bool added;
			uint32_t *walk = map_put(&seen, (uint64_t)(uintptr_t)at, &added);
			if (!added && *walk == i)
				report_circle(plan, link, at);
			if (!added)
				break;
			*walk = i;
		}
	}
	map_free(&seen);
}

/* ---- sessions ---- */

/* Without a review: one of some review that could not be read. */
static uint64_t session_key(const struct block *review, date_t day)
{
	return (uint64_t)(review ? review->order + 1 : 0) << 32 | (uint32_t)day;
}

/* The recorded day of a review that is nearest to another; DATE_NONE if none is recorded. */
static date_t nearest_session(struct plan *plan, const struct block *review, date_t day)
{
	date_t nearest = DATE_NONE;
	if (plan->n_guesses++ >= GUESSES_MAX)
		return DATE_NONE;
	for (uint32_t i = 0; i < plan->of_kind[KIND_session].n; i++) {
		const struct session_block *session = plan_session(plan, i);
		date_t on = session->block.date;
		if (session->of.block == review && on &&
			(!nearest || labs(on - day) < labs(nearest - day)))
			nearest = on;
	}
	return nearest;
}

static void check_session(struct plan *plan, const struct map *recorded, const struct block *block,
	const char *field, const struct phrase_session_ref *session)
{
	const struct block *review = session->value.block;
	if (!review || !session->on || map_get(recorded, session_key(review, session->on)) ||
		map_get(recorded, session_key(NULL, session->on)))
		return;
	struct str path = block_path(plan, review);
	struct date_text day = date_text(session->on);
	struct finding *finding = finding_new(sink_of(plan), &finding_name_unknown,
		block_node_span(block, field, session->node), "no session `%.*s on %s` is recorded",
		STR_ARGS(path), day.text);
	date_t nearest = nearest_session(plan, review, session->on);
	if (nearest)
		finding_help(sink_of(plan), finding, "the nearest that is recorded is `%.*s on %s`",
			STR_ARGS(path), date_text(nearest).text);
	else
		finding_help(sink_of(plan), finding, "record it: `session %s { of: %.*s }`",
			day.text, STR_ARGS(path));
}

/* A session is called by its review and its day. */
static void check_sessions(struct plan *plan)
{
	struct map recorded = {0};
	for (uint32_t i = 0; i < plan->of_kind[KIND_session].n; i++) {
		const struct session_block *session = plan_session(plan, i);
		if (session->block.date)
			map_put(&recorded, session_key(session->of.block, session->block.date),
				NULL);
	}
	for (uint32_t i = 0; i < plan->of_kind[KIND_action].n; i++) {
		const struct action_block *action = plan_action(plan, i);
		check_session(plan, &recorded, &action->block, "from", &action->from);
	}
	for (uint32_t i = 0; i < plan->of_kind[KIND_amendment].n; i++) {
		const struct amendment_block *amendment = plan_amendment(plan, i);
		check_session(plan, &recorded, &amendment->block, "decided", &amendment->decided);
	}
	map_free(&recorded);
}

void plan_check_references(struct plan *plan)
{
	if (plan->is_library)
		return;
	for (size_t i = 0; i < sizeof links / sizeof *links; i++)
		check_links(plan, &links[i]);
	check_sessions(plan);
}
