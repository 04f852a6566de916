#include "compiler/rules/rules_shared.h"

#include <string.h>

#define CONNECTOR                                                                                  \
	"initiative crm_link \"ERP connector\" {\n"                                                \
	"  owner:        mona\n"                                                                   \
	"  with:         lee\n"                                                                    \
	"  serves:       [sourced]\n"                                                              \
	"  area:         product\n"                                                                \
	"  window:       2026-01-12 .. 2026-06-26\n"                                               \
	"  effort:       30 days\n"                                                                \
	"  effect_after: 6 months\n"                                                               \
	"\n"                                                                                       \
	"  milestone connector \"Connector released\" {\n"                                         \
	"    due:           2026-01-30\n"                                                          \
	"    accepted_when: \"The connector is on the price list.\"\n"                             \
	"  }\n"                                                                                    \
	"}\n"

#define ROOT_CAUSE                                                                                 \
	"\n"                                                                                       \
	"root_cause connector_late \"Connector released late\" {\n"                                \
	"  of:      crm_link.connector\n"                                                          \
	"  opened:  2026-02-02\n"                                                                  \
	"  owner:   mona\n"                                                                        \
	"  problem: \"Due 2026-01-30; not done on 2026-02-02.\"\n"                                 \
	"  why:     [\"No test account\", \"Nobody was named to order it\"]\n"                     \
	"  escaped: \"Progress was told in words.\"\n"                                             \
	"  verify:  \"Two releases on their day.\"\n"                                              \
	"\n"                                                                                       \
	"  action order \"Order the test account\" { owner: mona  due: 2026-03-27 }\n"             \
	"}\n"

enum { WAITING_MAX = 3 };

struct miss {
	const struct milestone_block *milestone;
	date_t due;	/* as it stood when it came */
	date_t open_by; /* the last day to open a root cause */
	date_t done;	/* DATE_NONE: not yet */
	date_t as_of;
	int64_t late;
};

/* An amendment that took effect by the due date moved it, even where the plan still shows the old
   one: milestone -> the latest of these dates. */
static void find_moved(const struct plan *plan, struct map *moved)
{
	for (uint32_t i = 0; i < plan->of_kind[KIND_amendment].n; i++) {
		const struct amendment_block *amendment = plan_amendment(plan, i);
		for (uint32_t k = 0; amendment->effective && k < amendment->changes.n; k++) {
			const struct phrase_change *change = &amendment->changes.items[k];
			const struct milestone_block *milestone =
				(const void *)change->value.ref.block;
			if (!milestone || milestone->block.kind != KIND_milestone ||
				!change->value.field ||
				strcmp(change->value.field->name, "due") != 0 ||
				change->to.kind != VALUE_DATE ||
				amendment->effective > milestone->due)
				continue;
			uint32_t *due = map_put(moved, rules_key(&milestone->block), NULL);
			if ((uint32_t)change->to.date > *due)
				*due = (uint32_t)change->to.date;
		}
	}
}

static date_t due_as_amended(const struct milestone_block *milestone, const struct map *moved)
{
	const uint32_t *due = map_get(moved, rules_key(&milestone->block));
	return due && (date_t)*due > milestone->due ? (date_t)*due : milestone->due;
}

/* Workdays are those of the plan and of the party whose person has the duty. */
static date_t last_day_to_open(
	const struct plan *plan, const struct milestone_block *milestone, date_t due)
{
	const struct party_block *party = person_party(block_owner_on(&milestone->block, due));
	const struct calendar *calendars[2] = {&plan->calendar};
	uint32_t n = 1;
	if (party)
		calendars[n++] = party_calendar(plan, party);
	return duration_add(plan->settings.cause_within, due, calendars, n);
}

static void label_owner(struct rule_check *check, struct finding *finding, const struct miss *miss)
{
	const struct block *block = &miss->milestone->block;
	struct owners owners = block_owners(block);
	const struct person_block *person = block_owner_on(block, miss->as_of);
	for (uint32_t i = 0; person && i < owners.n; i++) {
		if (owners.items[i].value.block != &person->block)
			continue;
		struct span span = rules_value_span(owners.from, "owner", owners.items[i].node);
		if (owners.from == block)
			finding_label(check->sink, finding, span, "owner");
		else
			finding_label(check->sink, finding, span, "owner, inherited from %.*s",
				STR_ARGS(block_called(check->plan, owners.from)));
		return;
	}
}

static void propose_cause(
	struct rule_check *check, struct finding *finding, const struct miss *miss)
{
	const struct block *block = &miss->milestone->block;
	const struct person_block *person = block_owner_on(block, miss->as_of);
	struct str name = block->name ? rules_name(check, block) : STR("milestone");
	struct str title = block->title.len ? block->title : name;
	struct str days = rules_days(check, miss->late);
	finding_help(check->sink, finding, "add this and fill in the chain of causes:");
	finding_code(check->sink, finding,
		"root_cause %.*s_late \"%.*s late\" {\n"
		"  of:      %.*s\n"
		"  opened:  %s\n"
		"  owner:   %.*s\n"
		"  problem: \"Due %s; %s on %s; %.*s late.\"\n"
		"  why:     [\"TODO\"]\n"
		"}",
		STR_ARGS(name), STR_ARGS(title),
		STR_ARGS(block->name ? block_path(check->plan, block) : STR("TODO")),
		date_text(miss->as_of).text,
		STR_ARGS(person ? rules_name(check, &person->block) : STR("TODO")),
		date_text(miss->due).text, miss->done ? "done" : "not done",
		date_text(miss->done ? miss->done : miss->as_of).text, STR_ARGS(days));
}

/* ---- who waits for it ---- */

/* What waits for which block: all links of the plan, found once, chained by the block waited for.
 */
struct waiting {
	struct map first; /* a block's order + 1 -> index in links, + 1 */
	VEC(struct link {
		const struct block *waiter;
		uint32_t next; /* index + 1; 0 ends */
	})
	links;
};

static void add_links(
	struct waiting *waiting, const struct block *waiter, const struct ref *refs, uint32_t n)
{
	for (uint32_t i = 0; i < n; i++) {
		if (!refs[i].block)
			continue;
		uint32_t *first =
			map_put(&waiting->first, (uint64_t)refs[i].block->order + 1, NULL);
		struct link link = {waiter, *first};
		vec_push(&waiting->links, link);
		*first = waiting->links.n;
	}
}

/* From the last block to the first, so that each chain is in the plan's order. */
static void find_waiting(struct waiting *waiting, const struct plan *plan)
{
	for (uint32_t i = plan->blocks.n; i-- > 0;) {
		const struct block *block = plan->blocks.items[i];
		const void *at = block;
		if (block->kind == KIND_initiative) {
			const struct initiative_block *initiative = at;
			add_links(waiting, block, initiative->needs.items, initiative->needs.n);
			add_links(waiting, block, initiative->after.items, initiative->after.n);
		} else if (block->kind == KIND_milestone) {
			const struct milestone_block *milestone = at;
			add_links(waiting, block, milestone->after.items, milestone->after.n);
		} else if (block->kind == KIND_activity) {
			const struct activity_block *activity = at;
			add_links(waiting, block, activity->after.items, activity->after.n);
		}
	}
}

static void note_waiting(struct rule_check *check, struct finding *finding, const struct miss *miss,
	const struct waiting *waiting)
{
	const struct block *block = &miss->milestone->block, *last = NULL;
	const struct block *named[WAITING_MAX];
	const uint32_t *first = map_get(&waiting->first, (uint64_t)block->order + 1);
	uint32_t n = 0, more = 0;
	struct out out = {0};
	for (uint32_t at = first ? *first : 0; at; at = waiting->links.items[at - 1].next) {
		const struct block *waiter = waiting->links.items[at - 1].waiter;
		if (waiter == last) /* by `after` and by `needs` */
			continue;
		last = waiter;
		if (n < WAITING_MAX)
			named[n++] = waiter;
		else
			more++;
	}
	for (uint32_t i = 0; i < n; i++) {
		bool is_last = i + 1 == n && !more;
		out_text(&out, i == 0 ? "; " : is_last ? " and " : ", ");
		out_str(&out, block_called(check->plan, named[i]));
	}
	if (more)
		out_printf(&out, " and %u more", more);
	if (n)
		out_printf(&out, " wait%s for this milestone", n == 1 ? "s" : "");
	finding_note(check->sink, finding, "as of %s%.*s", date_text(miss->as_of).text,
		STR_ARGS(out_view(&out)));
	out_free(&out);
}

/* ---- the duty ---- */

static void report_miss(
	struct rule_check *check, const struct miss *miss, const struct waiting *waiting)
{
	const struct block *block = &miss->milestone->block;
	struct finding *finding = rule_report(check, block, block_field_span(block, "due"),
		"%.*s %s %.*s late and has no root cause",
		STR_ARGS(block_called(check->plan, block)), miss->done ? "was done" : "is",
		STR_ARGS(rules_days(check, miss->late)));
	finding_caret(check->sink, finding, "due; a root cause was to be opened by %s",
		date_text(miss->open_by).text);
	label_owner(check, finding, miss);
	propose_cause(check, finding, miss);
	note_waiting(check, finding, miss, waiting);
	finding_note(check->sink, finding,
		"the TODO is reported until it is replaced (specific.placeholder)");
}

static void check_plan(struct rule_check *check)
{
	const struct plan *plan = check->plan;
	struct waiting waiting = {0};
	struct map moved = {0};
	find_waiting(&waiting, plan);
	find_moved(plan, &moved);
	for (uint32_t i = 0; i < plan->of_kind[KIND_milestone].n; i++) {
		const struct milestone_block *milestone = plan_milestone(plan, i);
		struct miss miss = {.milestone = milestone, .as_of = check->tracked->as_of};
		if (!milestone->due || milestone->due >= miss.as_of ||
			(block_has(&milestone->block, "done") && !milestone->done) ||
			rules_is_cancelled(&milestone->block))
			continue;
		miss.due = due_as_amended(milestone, &moved);
		miss.open_by = last_day_to_open(plan, milestone, miss.due);
		if (milestone->done && milestone->done <= miss.as_of)
			miss.done = milestone->done;
		/* Done by then, nobody asks for a cause; done later, the duty stays. */
		if (!miss.open_by || miss.as_of <= miss.open_by ||
			(miss.done && miss.done <= miss.open_by) ||
			root_cause_of(plan, &milestone->block))
			continue;
		miss.late = (miss.done ? miss.done : miss.as_of) - miss.due;
		report_miss(check, &miss, &waiting);
	}
	map_free(&waiting.first);
	vec_free(&waiting.links);
	map_free(&moved);
}

const struct rule rule_tracking_missed_without_cause = {
	.info = {.name = "tracking.missed_without_cause",
		.summary = "A milestone was missed and no root cause was opened",
		.explanation =
			"A date that passes without a question is missed again. Within two "
			"business days of a missed milestone somebody opens a `root_cause`: what "
			"happened, why, and what is done so that it does not happen a second "
			"time. Being done later does not end this duty. A date moved before it "
			"came, by an amendment, is no miss.",
		.bad = CONNECTOR,
		.good = CONNECTOR ROOT_CAUSE,
		.as_of = "2026-03-12",
		.levels = {LEVEL_WARNING, LEVEL_ERROR, LEVEL_ERROR},
		.needs = NEEDS_DAY},
	.check = check_plan,
};
