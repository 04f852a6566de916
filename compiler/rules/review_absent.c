#include "compiler/rules/rules_shared.h"

#include <stdlib.h>

#define RECORDS(attended)                                                                          \
	"session 2026-03-24 {\n"                                                                   \
	"  of:       operating\n"                                                                  \
	"  attended: [priya]\n"                                                                    \
	"  notes:    \"Nobody from Brightline could come.\"\n"                                     \
	"}\n"                                                                                      \
	"\n"                                                                                       \
	"session 2026-04-07 {\n"                                                                   \
	"  of:       operating\n"                                                                  \
	"  attended: " attended "\n"                                                               \
	"  notes:    \"Calls of March counted.\"\n"                                                \
	"}\n"

/* Sessions with a review each, by review and then by day. */
struct records {
	const struct session_block **items;
	uint32_t n;
};

static int compare_sessions(const void *left, const void *right)
{
	const struct session_block *a = *(const struct session_block *const *)left;
	const struct session_block *b = *(const struct session_block *const *)right;
	if (a->of.block != b->of.block)
		return a->of.block->order < b->of.block->order ? -1 : 1;
	if (a->block.date != b->block.date)
		return a->block.date < b->block.date ? -1 : 1;
	return a->block.order < b->block.order ? -1 : a->block.order > b->block.order;
}

/* Records that say who was there. */
static struct records sort_records(const struct rule_check *check)
{
	const struct plan *plan = check->plan;
	struct records records = {arena_array(&check->sink->arena, const struct session_block *,
					  plan->of_kind[KIND_session].n + 1),
		0};
	for (uint32_t i = 0; i < plan->of_kind[KIND_session].n; i++) {
		const struct session_block *session = plan_session(plan, i);
		const struct block *review = session->of.block;
		if (review && review->kind == KIND_review && session->block.date &&
			session->attended.n && !block_has(&session->block, "not_held") &&
			rules_has_all(check, &session->block, "attended", session->attended.n))
			records.items[records.n++] = session;
	}
	qsort(records.items, records.n, sizeof *records.items, compare_sessions);
	return records;
}

static bool has_party(const struct ref *people, uint32_t n, const struct block *party)
{
	for (uint32_t i = 0; i < n; i++) {
		const struct person_block *person = block_as_person(people[i].block);
		if (!person || person->of.block == party) /* who could not be read may be of it */
			return true;
	}
	return false;
}

static bool was_there(const struct session_block *session, const struct block *party)
{
	return has_party(session->attended.items, session->attended.n, party);
}

static void report(struct rule_check *check, const struct session_block *first,
	const struct session_block *second, const struct block *party)
{
	const struct block *block = &second->block;
	struct str name = rules_name(check, party);
	struct finding *finding = rule_report(check, block, block_field_span(block, "attended"),
		"nobody from %.*s was in two sessions in a row of %.*s", STR_ARGS(name),
		STR_ARGS(block_called(check->plan, second->of.block)));
	finding_caret(check->sink, finding, "on %s", date_text(block->date).text);
	finding_label(check->sink, finding, block_field_span(&first->block, "attended"), "on %s",
		date_text(first->block.date).text);
	finding_help(check->sink, finding,
		"agree on a time at which %.*s can come, or on somebody who stands in",
		STR_ARGS(name));
}

/* Each row of missed sessions is reported once, at the second of them. */
static void check_party(
	struct rule_check *check, const struct records *records, const struct block *party)
{
	const struct session_block *before = NULL;
	uint32_t missed = 0;
	for (uint32_t i = 0; i < records->n; i++) {
		const struct session_block *session = records->items[i];
		const struct review_block *review = (const void *)session->of.block;
		if (before && before->of.block != session->of.block)
			missed = 0;
		/* Where nobody of the party is expected, another rule says so. */
		bool counts = review->internal != FLAG_TRUE &&
			      has_party(review->attendees.items, review->attendees.n, party);
		missed = counts && !was_there(session, party) ? missed + 1 : 0;
		if (missed == 2)
			report(check, before, session, party);
		before = session;
	}
}

static void check_plan(struct rule_check *check)
{
	const struct plan_block *frame = check->plan->frame;
	struct records records = sort_records(check);
	for (uint32_t i = 0; i < frame->between.n; i++)
		if (frame->between.items[i].block)
			check_party(check, &records, frame->between.items[i].block);
}

const struct rule rule_review_absent = {
	.info = {.name = "review.absent",
		.summary = "One party had nobody in two sessions in a row",
		.explanation = "A review with one side is a talk about the other. It happens once, "
			       "on a bad "
			       "day; twice in a row it is the beginning of the end of the rhythm, "
			       "and what "
			       "was agreed in those sessions is known to one side only. Find "
			       "another time, "
			       "or name somebody who stands in.",
		.bad = RECORDS("[priya]"),
		.good = RECORDS("[priya, dana]"),
		.levels = {LEVEL_OFF, LEVEL_WARNING, LEVEL_WARNING}},
	.check = check_plan,
};
