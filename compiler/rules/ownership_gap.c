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

/* The owners of a block, and where they are written: in itself or in what it stands in. */
struct stretch {
	const struct block *block;
	struct owners owners;
	struct date_range life;
};

/* The owner whose last day is the latest before the gap, NULL if there is none. */
static const struct phrase_owner *owner_before(const struct owners *owners, date_t first)
{
	const struct phrase_owner *before = NULL;
	for (uint32_t i = 0; i < owners->n; i++) {
		const struct phrase_owner *owner = &owners->items[i];
		if (owner->until && owner->until < first &&
			(!before || owner->until > before->until))
			before = owner;
	}
	return before;
}

static const struct phrase_owner *owner_after(const struct owners *owners, date_t last)
{
	const struct phrase_owner *after = NULL;
	for (uint32_t i = 0; i < owners->n; i++) {
		const struct phrase_owner *owner = &owners->items[i];
		if (owner->from > last && (!after || owner->from < after->from))
			after = owner;
	}
	return after;
}

/* The next owner starts where the gap does. */
static void propose_earlier(struct rule_check *check, struct finding *finding,
	const struct stretch *stretch, const struct phrase_owner *after, date_t first)
{
	const struct block *from = stretch->owners.from;
	struct str name = rules_owner_name(check, from, after);
	struct span date = rules_clause_span(from, "owner", after->node, CLAUSE_from);
	struct str first_text = str_copy(&check->sink->arena, str_from(date_text(first).text));
	if (after->from - first == 1)
		finding_help(
			check->sink, finding, "let %.*s start one day earlier:", STR_ARGS(name));
	else
		finding_help(check->sink, finding, "let %.*s start %.*s earlier:", STR_ARGS(name),
			STR_ARGS(rules_days(check, after->from - first)));
	finding_code(check->sink, finding, "%.*s",
		STR_ARGS(rules_replaced(
			check, block_whole_field_span(from, "owner"), date, first_text)));
	finding_edit(check->sink, finding, date, first_text, false);
}

/* Nobody follows: only people know who is to. */
static void propose_successor(struct rule_check *check, struct finding *finding,
	const struct stretch *stretch, const struct phrase_owner *before, date_t first)
{
	const struct block *from = stretch->owners.from;
	struct span phrase = block_node_span(from, "owner", before->node);
	struct str text = str_format(&check->sink->arena, "%.*s, TODO from %s",
		STR_ARGS(rules_text(check, phrase)), date_text(first).text);
	finding_help(check->sink, finding, "say who owns it from %s on:", date_text(first).text);
	finding_code(check->sink, finding, "%.*s",
		STR_ARGS(rules_replaced(
			check, block_whole_field_span(from, "owner"), phrase, text)));
}

static void report_gap(
	struct rule_check *check, const struct stretch *stretch, struct date_range gap)
{
	const struct block *from = stretch->owners.from;
	const struct phrase_owner *before = owner_before(&stretch->owners, gap.first);
	const struct phrase_owner *after = owner_after(&stretch->owners, gap.last);
	struct span last_day = before ? rules_clause_span(from, "owner", before->node, CLAUSE_until)
				      : (struct span){0};
	struct span first_day = after ? rules_clause_span(from, "owner", after->node, CLAUSE_from)
				      : (struct span){0};
	struct finding *finding = rule_report(check, stretch->block, before ? last_day : first_day,
		"%.*s has no owner %.*s", STR_ARGS(block_called(check->plan, stretch->block)),
		STR_ARGS(rules_range(check, gap)));
	if (before)
		finding_caret(check->sink, finding, "last day of %.*s",
			STR_ARGS(rules_owner_name(check, from, before)));
	else
		finding_caret(check->sink, finding, "first day of %.*s",
			STR_ARGS(rules_owner_name(check, from, after)));
	if (before && after)
		finding_label(check->sink, finding, first_day, "first day of %.*s",
			STR_ARGS(rules_owner_name(check, from, after)));
	rules_label_life(check, finding, stretch->block, stretch->life);
	if (after)
		propose_earlier(check, finding, stretch, after, gap.first);
	else
		propose_successor(check, finding, stretch, before, gap.first);
	finding_note(check->sink, finding,
		"the days named by `until` and `from` both belong to the owner");
}

static int compare_ranges(const void *left, const void *right)
{
	const struct date_range *a = left, *b = right;
	return a->first < b->first ? -1 : a->first > b->first;
}

/* The owners' days, by their first, so that the days of a block are gone through once. Of many gaps
   only as many as are shown are found. */
static void check_days(struct rule_check *check, const struct stretch *stretch, date_t first)
{
	date_t day = first, last = stretch->life.last, owned = first - 1;
	uint32_t n = stretch->owners.n, at = 0, n_found = 0;
	VEC(struct date_range) days = {0};
	for (uint32_t i = 0; i < n; i++)
		vec_push(&days, rules_owner_days(&stretch->owners.items[i]));
	sort_items(days.items, n, sizeof *days.items, compare_ranges);
	while (day <= last && n_found <= FINDINGS_PER_RULE_MAX) {
		for (; at < n && days.items[at].first <= day; at++)
			if (days.items[at].last > owned)
				owned = days.items[at].last;
		if (owned >= day) {
			day = owned < last ? owned + 1 : last + 1;
			continue;
		}
		date_t end =
			at < n && days.items[at].first <= last ? days.items[at].first - 1 : last;
		report_gap(check, stretch, (struct date_range){day, end});
		n_found++;
		day = end + 1;
	}
	vec_free(&days);
}

/* Inherited owners were judged with the block they stand in; what is left are days after its end.
 */
static void check_inherited(
	struct rule_check *check, const struct block *block, struct owners owners)
{
	struct date_range life = block_life(check->plan, block);
	struct date_range parents = block_life(check->plan, owners.from);
	struct owners own;
	if (!rules_states_owners(check, owners.from, &own))
		return;
	struct stretch stretch = {block, owners, life};
	date_t first = life.first > parents.last ? life.first : parents.last + 1;
	check_days(check, &stretch, first);
}

static void check_plan(struct rule_check *check)
{
	const struct plan *plan = check->plan;
	for (uint32_t i = 0; i < plan->blocks.n; i++) {
		const struct block *block = plan->blocks.items[i];
		struct stretch stretch = {.block = block, .life = block_life(plan, block)};
		if (!rules_length(stretch.life))
			continue;
		if (rules_states_owners(check, block, &stretch.owners))
			check_days(check, &stretch, stretch.life.first);
		else if (stretch.owners.n && stretch.owners.from != block &&
			 block_has(block, "due"))
			check_inherited(check, block, stretch.owners);
	}
}

const struct rule rule_ownership_gap = {
	.info = {.name = "ownership.gap",
		.summary = "On some day of its life a block has no owner",
		.explanation =
			"What nobody owns is done by nobody, and a hand-over is where it "
			"happens. An initiative has one owner on every day of its window, a goal "
			"up to its target date, a milestone up to its due date. `until` names "
			"the last day of the one, `from` the first day of the next, and both "
			"days belong to them: let the next one start on the day after, or name "
			"somebody for the days between.",
		.bad = WEBINARS("lee until 2026-06-30, sam from 2026-07-02"),
		.good = WEBINARS("lee until 2026-06-30, sam from 2026-07-01"),
		.levels = {LEVEL_ERROR, LEVEL_ERROR, LEVEL_ERROR}},
	.check = check_plan,
};
