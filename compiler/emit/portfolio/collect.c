#include "compiler/emit/portfolio/portfolio.h"

#include "runtime/base/intern.h"

#include <stdlib.h>

struct collecting {
	struct portfolio *portfolio;
	struct arena *arena;
	struct intern keys; /* of people; the id is their place + 1 */
};

static struct str title_of(const struct plan *plan, const struct block *block)
{
	return block->title.len ? block->title : plan_name(plan, block->name);
}

/* ---- plans ---- */

static void count_goals(struct portfolio_plan *entry, const struct tracked *tracked)
{
	for (uint32_t i = 0; i < tracked->goals.n; i++) {
		const struct goal_figures *figures = &tracked->goals.items[i].figures;
		enum status status = figures->status ? figures->status : STATUS_NOT_JUDGED;
		entry->goals[status]++;
		entry->n_goals++;
		entry->rising += figures->trend == TREND_RISING;
		entry->falling += figures->trend == TREND_FALLING;
	}
	for (uint32_t i = 0; i < tracked->items.n; i++)
		entry->late += tracked->items.items[i].figures.state == ITEM_MISSED;
}

static void count_findings(struct collecting *collecting, struct portfolio_plan *entry)
{
	uint32_t n = 0;
	const struct finding **found =
		plan_findings(entry->plan, entry->input->findings, collecting->arena, &n);
	for (uint32_t i = 0; i < n; i++) {
		uint32_t more = 1 + found[i]->more;
		entry->errors += found[i]->level == LEVEL_ERROR ? more : 0;
		entry->warnings += found[i]->level == LEVEL_WARNING ? more : 0;
	}
}

static void add_plan(struct collecting *collecting, const struct emit_input *input)
{
	const struct tracked *tracked = input->tracked;
	struct portfolio_plan entry = {.input = input,
		.plan = input->plan,
		.file = str_format(collecting->arena, "%.*s.pbp", STR_ARGS(input->stem)),
		.pack = str_format(collecting->arena, "%.*s.html", STR_ARGS(input->stem)),
		.title = title_of(input->plan, &input->plan->frame->block)};
	if (tracked) {
		entry.status = tracked->status;
		entry.before = tracked_status_on(tracked, tracked->as_of - TREND_DAYS);
		entry.next = tracked_next_session(tracked, NULL, tracked->as_of);
		count_goals(&entry, tracked);
	} else {
		entry.n_goals = input->plan->of_kind[KIND_goal].n;
	}
	count_findings(collecting, &entry);
	vec_push(&collecting->portfolio->plans, entry);
}

const char *portfolio_change(const struct portfolio_plan *plan)
{
	int now = status_badness(plan->status), before = status_badness(plan->before);
	bool is_judged = plan->status > STATUS_NOT_JUDGED && plan->before > STATUS_NOT_JUDGED;
	return !is_judged ? "" : now > before ? "worse" : now < before ? "better" : "same";
}

static int by_status(const void *left, const void *right)
{
	static const enum status order[] = {
		STATUS_MISSED, STATUS_BEHIND, STATUS_UNKNOWN, STATUS_WATCH};
	const struct portfolio_plan *a = left, *b = right;
	int bad = status_badness(b->status) - status_badness(a->status);
	for (size_t i = 0; !bad && i < sizeof order / sizeof *order; i++)
		bad = (int)b->goals[order[i]] - (int)a->goals[order[i]];
	if (!bad)
		bad = str_compare(a->title, b->title);
	return bad ? bad : str_compare(a->pack, b->pack);
}

/* ---- people ---- */

static struct portfolio_person *person_of(
	struct collecting *collecting, const struct plan *plan, const struct person_block *person)
{
	struct portfolio *portfolio = collecting->portfolio;
	struct str title = title_of(plan, &person->block), company = {0};
	const struct party_block *party = person_party(person);
	if (party)
		company = title_of(plan, &party->block);
	struct str key = person->email.len ? person->email
					   : str_format(collecting->arena, "%.*s\n%.*s",
						     STR_ARGS(title), STR_ARGS(company));
	uint32_t id = intern_id(&collecting->keys, key);
	while (portfolio->people.n < id)
		vec_push(&portfolio->people, (struct portfolio_person){0});
	struct portfolio_person *entry = &portfolio->people.items[id - 1];
	if (!entry->title.ptr) {
		entry->title = title;
		entry->party = company;
		entry->email = person->email;
	}
	return entry;
}

static struct portfolio_person *owner_in(
	struct collecting *collecting, uint32_t place, const struct block *block)
{
	const struct portfolio_plan *entry = &collecting->portfolio->plans.items[place];
	const struct person_block *owner = block_answering_on(block, collecting->portfolio->as_of);
	if (!owner)
		return NULL;
	struct portfolio_person *person = person_of(collecting, entry->plan, owner);
	if (!person->plans.n || person->plans.items[person->plans.n - 1] != place)
		vec_push(&person->plans, place);
	return person;
}

static void add_people(struct collecting *collecting, uint32_t place)
{
	const struct tracked *tracked = collecting->portfolio->plans.items[place].input->tracked;
	struct portfolio_person *owner;
	for (uint32_t i = 0; i < tracked->goals.n; i++)
		if (tracked->goals.items[i].figures.status != STATUS_DONE &&
			(owner = owner_in(collecting, place, &tracked->goals.items[i].goal->block)))
			owner->goals++;
	for (uint32_t i = 0; i < tracked->initiatives.n; i++) {
		const struct tracked_initiative *initiative = &tracked->initiatives.items[i];
		bool is_open = initiative->execution != STATUS_DONE &&
			       initiative->execution != STATUS_NONE;
		if (is_open &&
			(owner = owner_in(collecting, place, &initiative->initiative->block)))
			owner->initiatives++;
	}
	for (uint32_t i = 0; i < tracked->items.n; i++) {
		const struct tracked_item *item = &tracked->items.items[i];
		bool is_late = item->figures.state == ITEM_MISSED;
		if (!is_late && item->figures.state != ITEM_DUE)
			continue;
		if (!(owner = owner_in(collecting, place, item->block)))
			continue;
		owner->late += is_late;
		owner->due += !is_late;
	}
}

static int by_load(const void *left, const void *right)
{
	const struct portfolio_person *a = left, *b = right;
	if (a->late != b->late)
		return a->late > b->late ? -1 : 1;
	uint32_t x = a->goals + a->initiatives + a->due, y = b->goals + b->initiatives + b->due;
	if (x != y)
		return x > y ? -1 : 1;
	int order = str_compare(a->title, b->title);
	return order ? order : str_compare(a->party, b->party);
}

/* ---- reviews and funds ---- */

static void add_reviews(struct collecting *collecting, uint32_t place)
{
	const struct tracked *tracked = collecting->portfolio->plans.items[place].input->tracked;
	for (uint32_t i = 0; i < tracked->sessions.n; i++) {
		const struct tracked_session *session = &tracked->sessions.items[i];
		bool is_soon = session->day.held >= tracked->as_of &&
			       session->day.held < tracked->as_of + REVIEW_DAYS;
		if (is_soon && !(session->record && session->record->not_held.ptr))
			vec_push(&collecting->portfolio->reviews,
				((struct portfolio_review){place, session}));
	}
}

static int by_day(const void *left, const void *right)
{
	const struct portfolio_review *a = left, *b = right;
	if (a->session->day.held != b->session->day.held)
		return a->session->day.held < b->session->day.held ? -1 : 1;
	if (a->plan != b->plan)
		return a->plan < b->plan ? -1 : 1;
	return a->session->review->block.order < b->session->review->block.order ? -1 : 1;
}

static void add_funds(struct collecting *collecting, uint32_t place)
{
	const struct plan *plan = collecting->portfolio->plans.items[place].plan;
	for (uint32_t i = 0; i < plan->of_kind[KIND_fund].n; i++) {
		const struct fund_block *fund = plan_fund(plan, i);
		vec_push(&collecting->portfolio->funds,
			((struct portfolio_fund){place, fund, fund_sum(plan, fund)}));
	}
}

void portfolio_collect(struct portfolio *portfolio, struct arena *arena,
	const struct emit_input *inputs, uint32_t n)
{
	struct collecting collecting = {.portfolio = portfolio, .arena = arena};
	*portfolio = (struct portfolio){.bom = n && inputs->bom};
	intern_init(&collecting.keys);
	for (uint32_t i = 0; i < n; i++) {
		add_plan(&collecting, &inputs[i]);
		if (inputs[i].tracked)
			portfolio->as_of = inputs[i].tracked->as_of;
	}
	qsort(portfolio->plans.items, n, sizeof *portfolio->plans.items, by_status);
	for (uint32_t place = 0; place < n; place++) {
		if (portfolio->plans.items[place].input->tracked) {
			add_people(&collecting, place);
			add_reviews(&collecting, place);
		}
		add_funds(&collecting, place);
	}
	if (portfolio->people.n)
		qsort(portfolio->people.items, portfolio->people.n, sizeof *portfolio->people.items,
			by_load);
	if (portfolio->reviews.n)
		qsort(portfolio->reviews.items, portfolio->reviews.n,
			sizeof *portfolio->reviews.items, by_day);
	intern_free(&collecting.keys);
}

void portfolio_free(struct portfolio *portfolio)
{
	for (uint32_t i = 0; i < portfolio->people.n; i++)
		vec_free(&portfolio->people.items[i].plans);
	vec_free(&portfolio->plans);
	vec_free(&portfolio->people);
	vec_free(&portfolio->reviews);
	vec_free(&portfolio->funds);
}
