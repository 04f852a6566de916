#include "compiler/rules/rules_shared.h"
#include "runtime/base/sort.h"

#define QUARTER(name, title, owner, target)                                                        \
	"goal " name " \"" title "\" {\n"                                                          \
	"  owner:       " owner "\n"                                                               \
	"  with:        priya\n"                                                                   \
	"  objective:   land_retail\n"                                                             \
	"  part_of:     sourced\n"                                                                 \
	"  metric:      std.metrics." name "\n"                                                    \
	"  source:      \"Acme CRM, partner view\"\n"                                              \
	"  refresh:     1 week\n"                                                                  \
	"  measured_by: priya\n"                                                                   \
	"  scope:       all\n"                                                                     \
	"  window:      2026-01-05 .. 2026-03-31\n"                                                \
	"  target:      " target " by 2026-03-31\n"                                                \
	"}\n"

#define GOALS(second)                                                                              \
	QUARTER("deals_won", "Win 40 deals", "dana", "40 deals")                                   \
	"\n" QUARTER("new_accounts", "Win 30 new accounts", second, "30 accounts")

enum { LABELS_MAX = 4, PARTY_MIN = 3 };

static const struct rule_setting settings[] = {
	{"ownership.overloaded", 8, UNIT_NONE, "most open items that one person owns on a day"},
	{"ownership.overloaded.weight", 40, UNIT_PERCENT,
		"largest share of the goal weight that one person owns"},
	{"ownership.overloaded.sponsors", 50, UNIT_PERCENT,
		"largest share of the goals and initiatives that sponsors own"},
	{0}};

/* ---- when a block asks for its owner ---- */

/* From the session, the cause or the contingency that it came from. */
static date_t action_opens(const struct action_block *action)
{
	const struct block *parent = action->block.parent;
	if (action->from.on)
		return action->from.on;
	if (!parent)
		return DATE_NONE;
	if (parent->kind == KIND_session)
		return parent->date;
	if (parent->kind == KIND_root_cause)
		return ((const struct root_cause_block *)(const void *)parent)->opened;
	return DATE_NONE;
}

/* A contingency and its actions ask for nobody before it is started. */
static const struct contingency_block *contingency_of(const struct block *block)
{
	const struct block *at = block->kind == KIND_action ? block->parent : block;
	return at && at->kind == KIND_contingency ? (const void *)at : NULL;
}

static date_t opens(const struct block *block, date_t first)
{
	const void *at = block;
	const struct contingency_block *contingency = contingency_of(block);
	date_t day = DATE_NONE;
	if (contingency)
		day = contingency->activated ? contingency->activated : DATE_MAX;
	else if (block->kind == KIND_action)
		day = action_opens(at);
	else if (block->kind == KIND_roadblock)
		day = ((const struct roadblock_block *)at)->raised.value;
	else if (block->kind == KIND_root_cause)
		day = ((const struct root_cause_block *)at)->opened;
	return day > first ? day : first;
}

static struct date_range open_days(const struct plan *plan, const struct block *block)
{
	struct date_range days = block_life(plan, block);
	date_t over = rules_over_on(block);
	days.first = opens(block, days.first);
	if (over && over < days.last)
		days.last = over;
	return days;
}

/* What asks for work; who answers for a metric or a fund is not busy with it every day. */
static bool asks_for_work(const struct block *block)
{
	kinds_t kinds = K(goal) | K(initiative) | K(milestone) | K(activity) | K(action) |
			K(commitment) | K(enablement) | K(roadblock) | K(root_cause) | K(risk) |
			K(assumption) | K(contingency);
	return kinds >> block->kind & 1 && !rules_is_cancelled(block);
}

/* ---- what each person owns on which days ---- */

struct holding {
	const struct person_block *person;
	const struct block *block;
	struct date_range days;
	uint32_t node;	       /* where the owner is named */
	struct decimal weight; /* of a goal that counts; 0 for all else */
	bool is_goal;
};

struct change { /* what begins or ends on a day */
	uint32_t holding;
	date_t day;
	bool begins;
};

struct holdings {
	struct rule_check *check;
	VEC(struct holding) items;
	struct decimal weight; /* of all goals */
};

static struct decimal weight_of(const struct goal_block *goal)
{
	return goal->weight.set ? goal->weight.n : decimal_of(1);
}

static void add_owners(struct holdings *holdings, const struct block *block)
{
	struct owners owners = block_owners(block);
	const struct goal_block *goal =
		block->kind == KIND_goal ? (const struct goal_block *)(const void *)block : NULL;
	bool counts = goal && !goal->stretch_of.node;
	struct date_range open = open_days(holdings->check->plan, block);
	if (counts)
		decimal_add(holdings->weight, weight_of(goal), &holdings->weight);
	for (uint32_t i = 0; i < owners.n && owners.from == block; i++) {
		const struct phrase_owner *owner = &owners.items[i];
		struct holding holding = {.person = block_as_person(owner->value.block),
			.block = block,
			.days = rules_overlap(open, rules_owner_days(owner)),
			.node = owner->node,
			.weight = counts ? weight_of(goal) : decimal_of(0),
			.is_goal = counts};
		if (holding.person && holding.days.first)
			vec_push(&holdings->items, holding);
	}
}

static struct span place_of(const struct holding *holding)
{
	return rules_value_span(holding->block, "owner", holding->node);
}

static int compare_holdings(const void *left, const void *right)
{
	const struct holding *a = left, *b = right;
	if (a->person != b->person)
		return a->person->block.order < b->person->block.order ? -1 : 1;
	if (a->block->order != b->block->order)
		return a->block->order < b->block->order ? -1 : 1;
	return a->days.first < b->days.first ? -1 : a->days.first > b->days.first;
}

/* Days go up; on one day what ended comes before what begins. */
static int compare_changes(const void *left, const void *right)
{
	const struct change *a = left, *b = right;
	if (a->day != b->day)
		return a->day < b->day ? -1 : 1;
	return (int)a->begins - (int)b->begins;
}

/* ---- the worst day of a person ---- */

struct peak {
	uint32_t n;
	date_t day; /* with the most open items */
	struct decimal weight;
	date_t weight_day;
};

static void find_peak(const struct holding *items, uint32_t n, struct peak *peak)
{
	VEC(struct change) changes = {0};
	struct decimal weight = decimal_of(0);
	uint32_t open = 0, goals = 0;
	for (uint32_t i = 0; i < n; i++) {
		vec_push(&changes, ((struct change){i, items[i].days.first, true}));
		if (items[i].days.last < DATE_MAX)
			vec_push(&changes, ((struct change){i, items[i].days.last + 1, false}));
	}
	sort_items(changes.items, changes.n, sizeof *changes.items, compare_changes);
	*peak = (struct peak){.weight = decimal_of(0)};
	for (uint32_t i = 0; i < changes.n; i++) {
		const struct change *change = &changes.items[i];
		const struct holding *holding = &items[change->holding];
		bool begins = change->begins;
		open = begins ? open + 1 : open - 1;
		if (holding->is_goal)
			goals = begins ? goals + 1 : goals - 1;
		if (!(begins ? decimal_add : decimal_subtract)(weight, holding->weight, &weight))
			break;
		if (open > peak->n) {
			peak->n = open;
			peak->day = change->day;
		}
		/* Whoever owns one goal only has none to give away. */
		if (goals > 1 && decimal_compare(weight, peak->weight) > 0) {
			peak->weight = weight;
			peak->weight_day = change->day;
		}
	}
	vec_free(&changes);
}

static bool is_more_than(struct decimal part, int64_t percent, struct decimal whole)
{
	struct ratio left, right;
	return ratio_multiply(ratio_of(part), ratio_make(100, 1), &left) &&
	       ratio_multiply(ratio_of(whole), ratio_make(percent, 1), &right) &&
	       ratio_compare(left, right) > 0;
}

static void label_items(struct rule_check *check, struct finding *finding,
	const struct holding *items, uint32_t n, date_t day, bool goals_only)
{
	uint32_t shown = 0;
	for (uint32_t i = 0; i < n && shown < LABELS_MAX; i++) {
		if (!date_range_has(items[i].days, day) || (goals_only && !items[i].is_goal))
			continue;
		finding_label(check->sink, finding, place_of(&items[i]), "owns %.*s",
			STR_ARGS(block_called(check->plan, items[i].block)));
		shown++;
	}
}

static void judge_person(const struct holdings *holdings, const struct holding *items, uint32_t n)
{
	struct rule_check *check = holdings->check;
	const struct block *person = &items->person->block;
	struct peak peak;
	struct out what = {0};
	find_peak(items, n, &peak);
	bool heavy = is_more_than(peak.weight,
		rule_setting(check, "ownership.overloaded.weight", NULL), holdings->weight);
	bool many = peak.n > rule_setting(check, "ownership.overloaded", NULL);
	if (heavy) {
		decimal_print(&what, decimal_trim(peak.weight));
		out_text(&what, " of ");
		decimal_print(&what, decimal_trim(holdings->weight));
		out_text(&what, " of the goal weight");
	}
	if (many)
		out_printf(&what, "%s%u open items on %s", heavy ? " and " : "", peak.n,
			date_text(peak.day).text);
	if (what.len) {
		struct finding *finding = rule_report(check, person, block_span(person),
			"%.*s owns %.*s", STR_ARGS(block_called(check->plan, person)),
			STR_ARGS(out_view(&what)));
		label_items(check, finding, items, n, heavy ? peak.weight_day : peak.day, heavy);
		finding_help(check->sink, finding,
			"let somebody else own a part of it; who only helps stands in `team` or "
			"`with`");
	}
	out_free(&what);
}

/* ---- sponsors ---- */

static void judge_sponsors(const struct holdings *holdings, const struct map *small)
{
	struct rule_check *check = holdings->check;
	const struct plan *plan = check->plan;
	const struct block *frame = &plan->frame->block;
	struct map seen = {0};
	uint32_t n = plan->of_kind[KIND_goal].n + plan->of_kind[KIND_initiative].n, own = 0;
	struct span places[LABELS_MAX];
	for (uint32_t i = 0; i < holdings->items.n; i++) {
		const struct holding *holding = &holdings->items.items[i];
		bool added = false;
		if ((holding->block->kind != KIND_goal &&
			    holding->block->kind != KIND_initiative) ||
			!rule_is_sponsor(plan, &holding->person->block) ||
			map_get(small, rules_key(&holding->person->block)))
			continue;
		map_put(&seen, rules_key(holding->block), &added);
		if (added && own < LABELS_MAX)
			places[own] = place_of(holding);
		own += added;
	}
	map_free(&seen);
	if (!own || own * 100 <= n * rule_setting(check, "ownership.overloaded.sponsors", NULL))
		return;
	struct finding *finding = rule_report(check, frame, block_span(frame),
		"the sponsors of %.*s own %u of its %u goals and initiatives",
		STR_ARGS(block_called(plan, frame)), own, n);
	for (uint32_t i = 0; i < own && i < LABELS_MAX; i++)
		finding_label(check->sink, finding, places[i], "a sponsor");
	finding_help(check->sink, finding,
		"let those own them who work on them; sponsors decide and clear the way");
}

/* ---- all of it ---- */

/* People of parties with two declared people or fewer: there is nobody to give it to. */
static void find_small(const struct plan *plan, struct map *small)
{
	struct map size = {0};
	for (uint32_t i = 0; i < plan->of_kind[KIND_person].n; i++)
		if (plan_person(plan, i)->of.block)
			++*map_put(&size, rules_key(plan_person(plan, i)->of.block), NULL);
	for (uint32_t i = 0; i < plan->of_kind[KIND_person].n; i++) {
		const struct person_block *person = plan_person(plan, i);
		const uint32_t *n =
			person->of.block ? map_get(&size, rules_key(person->of.block)) : NULL;
		if (!n || *n < PARTY_MIN)
			map_put(small, rules_key(&person->block), NULL);
	}
	map_free(&size);
}

static void check_plan(struct rule_check *check)
{
	const struct plan *plan = check->plan;
	struct holdings holdings = {.check = check, .weight = decimal_of(0)};
	struct map small = {0};
	find_small(plan, &small);
	for (uint32_t i = 0; i < plan->blocks.n; i++)
		if (asks_for_work(plan->blocks.items[i]))
			add_owners(&holdings, plan->blocks.items[i]);
	struct holding *items = holdings.items.items;
	sort_items(items, holdings.items.n, sizeof *items, compare_holdings);
	for (uint32_t i = 0, end; i < holdings.items.n; i = end) {
		for (end = i; end < holdings.items.n && items[end].person == items[i].person;)
			end++;
		if (!map_get(&small, rules_key(&items[i].person->block)))
			judge_person(&holdings, &items[i], end - i);
	}
	judge_sponsors(&holdings, &small);
	map_free(&small);
	vec_free(&holdings.items);
}

const struct rule rule_ownership_overloaded = {
	.info = {.name = "ownership.overloaded",
		.summary = "One person owns too much, or the sponsors own most of it",
		.explanation =
			"Whoever owns everything answers for nothing in particular: the ninth item "
			"waits, and so does everybody behind it. More than 8 open items on a day "
			"or "
			"more than 40% of the goal weight is too much for one person, and sponsors "
			"who own more than half of the goals and initiatives cannot judge them. "
			"Give "
			"a part away. Parties with two people or fewer are left alone; what is "
			"only "
			"inherited does not count.",
		.bad = GOALS("dana"),
		.good = GOALS("lee"),
		.levels = {LEVEL_OFF, LEVEL_WARNING, LEVEL_WARNING}},
	.settings = settings,
	.check = check_plan,
};
