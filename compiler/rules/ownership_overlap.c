#include "compiler/rules/rules_shared.h"
#include "runtime/base/sort.h"

#define WEBINARS(owner)                                                                            \
	"initiative webinars \"Retail webinar series\" {\n"                                        \
	"  owner:  " owner "\n"                                                                    \
	"  with:   priya\n"                                                                        \
	"  serves: [sourced]\n"                                                                    \
	"  area:   marketing\n"                                                                    \
	"  window: 2026-02-01 .. 2026-11-30\n"                                                     \
	"  effort: 24 days\n"                                                                      \
	"}\n"

/* The one who comes second starts on the day after the other's last. */
static void propose_later(struct rule_check *check, struct finding *finding,
	const struct block *block, const struct phrase_owner *earlier,
	const struct phrase_owner *later)
{
	struct str name = rules_owner_name(check, block, later);
	struct span date = rules_clause_span(block, "owner", later->node, CLAUSE_from);
	date_t first = earlier->until + 1;
	struct str text = str_copy(&check->sink->arena, str_from(date_text(first).text));
	if (first - later->from == 1)
		finding_help(check->sink, finding, "let %.*s start one day later:", STR_ARGS(name));
	else
		finding_help(check->sink, finding, "let %.*s start %.*s later:", STR_ARGS(name),
			STR_ARGS(rules_days(check, first - later->from)));
	finding_code(check->sink, finding, "%.*s",
		STR_ARGS(
			rules_replaced(check, block_whole_field_span(block, "owner"), date, text)));
	finding_edit(check->sink, finding, date, text, false);
}

/* Two names and no day of a hand-over. */
static void propose_choice(struct rule_check *check, struct finding *finding,
	const struct block *block, const struct phrase_owner *first,
	const struct phrase_owner *second)
{
	struct str one = rules_owner_name(check, block, first);
	struct str two = rules_owner_name(check, block, second);
	const struct party_block *party = person_party(block_as_person(first->value.block));
	const struct party_block *other = person_party(block_as_person(second->value.block));
	bool has_with = block->kind == KIND_goal || block->kind == KIND_initiative;
	if (has_with && party && other && party != other && !block_has(block, "with")) {
		finding_help(check->sink, finding,
			"one of them answers for it, the other is the counterpart:");
		finding_code(check->sink, finding, "owner: %.*s\nwith:  %.*s", STR_ARGS(one),
			STR_ARGS(two));
		return;
	}
	finding_help(check->sink, finding, "name one of them, or the day of the hand-over:");
	finding_code(check->sink, finding, "owner: %.*s until TODO, %.*s from TODO", STR_ARGS(one),
		STR_ARGS(two));
}

/* Where a phrase says when its days begin or end; its name if it does not. */
static struct span day_span(
	const struct block *block, const struct phrase_owner *owner, enum clause_word word)
{
	return rules_clause_span(block, "owner", owner->node, word);
}

static void report_overlap(struct rule_check *check, const struct block *block,
	const struct phrase_owner *a, const struct phrase_owner *b, struct date_range days)
{
	/* The later one, as the days go, is the one to change. */
	bool swap = rules_owner_days(a).first > rules_owner_days(b).first;
	const struct phrase_owner *earlier = swap ? b : a, *later = swap ? a : b;
	struct finding *finding = rule_report(check, block, day_span(block, later, CLAUSE_from),
		"%.*s has two owners %.*s", STR_ARGS(block_called(check->plan, block)),
		STR_ARGS(rules_range(check, days)));
	finding_caret(check->sink, finding,
		later->from ? "first day of %.*s" : "%.*s, from the beginning",
		STR_ARGS(rules_owner_name(check, block, later)));
	finding_label(check->sink, finding, day_span(block, earlier, CLAUSE_until),
		earlier->until ? "last day of %.*s" : "%.*s, to the end",
		STR_ARGS(rules_owner_name(check, block, earlier)));
	if (later->from && date_add(earlier->until, 1))
		propose_later(check, finding, block, earlier, later);
	else
		propose_choice(check, finding, block, earlier, later);
	finding_note(check->sink, finding,
		"the days named by `until` and `from` both belong to the owner");
}

/* ---- finding them ---- */

struct turn { /* an owner's days, as far as they belong to the block's life */
	const struct phrase_owner *owner;
	struct date_range days;
};

struct turns {
	struct turn *items;
	uint32_t n, cap;
};

/* By their first day; on one day as written. */
static int compare_turns(const void *left, const void *right)
{
	const struct turn *a = left, *b = right;
	if (a->days.first != b->days.first)
		return a->days.first < b->days.first ? -1 : 1;
	return a->owner < b->owner ? -1 : a->owner > b->owner;
}

static void find_turns(const struct owners *owners, struct date_range life, struct turns *turns)
{
	for (uint32_t i = 0; i < owners->n; i++) {
		struct turn turn = {&owners->items[i],
			rules_overlap(life, rules_owner_days(&owners->items[i]))};
		if (turn.days.first)
			vec_push(turns, turn);
	}
	sort_items(turns->items, turns->n, sizeof *turns->items, compare_turns);
}

static bool is_one_person(const struct turn *a, const struct turn *b)
{
	return a->owner->value.block && a->owner->value.block == b->owner->value.block;
}

/* Keeps the turns that may still overlap with a later one: of one person's the longest. Finds those
   that overlap with `turn` on the way. */
static void meet(struct rule_check *check, const struct block *block, struct turns *open,
	const struct turn *turn, uint32_t *n_found)
{
	uint32_t kept = 0;
	bool is_new = true;
	for (uint32_t i = 0; i < open->n; i++) {
		struct turn *other = &open->items[i];
		struct date_range days = rules_overlap(turn->days, other->days);
		if (!days.first)
			continue;
		if (!is_one_person(turn, other)) {
			if ((*n_found)++ < FINDINGS_PER_RULE_MAX)
				report_overlap(check, block, other->owner, turn->owner, days);
		} else if (other->days.last < turn->days.last) {
			continue;
		} else {
			is_new = false;
		}
		open->items[kept++] = *other;
	}
	open->n = kept;
	if (is_new)
		vec_push(open, *turn);
}

/* A list of many names without days overlaps with itself everywhere: as many findings as are shown
   are enough. */
static void check_block(
	struct rule_check *check, const struct block *block, const struct owners *owners)
{
	struct turns turns = {0}, open = {0};
	uint32_t n_found = 0;
	find_turns(owners, block_life(check->plan, block), &turns);
	for (uint32_t i = 0; i < turns.n && n_found <= FINDINGS_PER_RULE_MAX; i++)
		meet(check, block, &open, &turns.items[i], &n_found);
	vec_free(&turns);
	vec_free(&open);
}

static void check_plan(struct rule_check *check)
{
	for (uint32_t i = 0; i < check->plan->blocks.n; i++) {
		struct owners owners;
		if (rules_states_owners(check, check->plan->blocks.items[i], &owners))
			check_block(check, check->plan->blocks.items[i], &owners);
	}
}

const struct rule rule_ownership_overlap = {
	.info = {.name = "ownership.overlap",
		.summary = "On some day a block has two owners",
		.explanation =
			"Of two owners each may wait for the other, and in a review nobody knows "
			"whom to ask. One person answers for a block on each day; the "
			"counterpart of the other side stands in `with`. In a hand-over the next "
			"owner starts on the day after the last day of the one before.",
		.bad = WEBINARS("lee until 2026-06-30, sam from 2026-06-30"),
		.good = WEBINARS("lee until 2026-06-30, sam from 2026-07-01"),
		.levels = {LEVEL_ERROR, LEVEL_ERROR, LEVEL_ERROR}},
	.check = check_plan,
};
