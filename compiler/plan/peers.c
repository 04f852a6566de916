#include "compiler/plan/peers.h"

#include <stdlib.h>

/* What a list of plans is kept under behind project and parties: every plan, those that count
   everything, or those whose goals count one block. */
#define EVERY_PLAN "*"
#define COUNTS_ALL "all"

void peers_init(struct peers *peers)
{
	*peers = (struct peers){0};
	arena_init(&peers->arena);
	intern_init(&peers->keys);
}

void peers_free(struct peers *peers)
{
	vec_free(&peers->lists);
	vec_free(&peers->items);
	intern_free(&peers->keys);
	arena_free(&peers->arena);
}

/* ---- under what a plan is kept ---- */

static int compare_names(const void *a, const void *b)
{
	return str_compare(*(const struct str *)a, *(const struct str *)b);
}

/* "3/acme/brightline/" in out: the project and the parties, each once; false if one of them is not
   known. */
static bool put_group(struct out *out, struct arena *arena, const struct plan *plan)
{
	uint32_t n = plan->frame->between.n;
	struct str *names = arena_array(arena, struct str, n + 1);
	for (uint32_t i = 0; i < n; i++) {
		const struct party_block *party =
			block_as_party(plan->frame->between.items[i].block);
		if (!party)
			return false;
		names[i] = plan_name(plan, party->block.name);
	}
	qsort(names, n, sizeof *names, compare_names);
	out_printf(out, "%u/", plan->project->index);
	for (uint32_t i = 0; i < n; i++)
		if (!i || !str_equal(names[i - 1], names[i]))
			out_printf(out, "%.*s/", STR_ARGS(names[i]));
	return n > 0;
}

/* Does a goal count everything? Then the scopes of the others do not matter. */
static bool counts_all(const struct plan *plan)
{
	for (uint32_t i = 0; i < plan->of_kind[KIND_goal].n; i++) {
		const struct goal_block *goal = plan_goal(plan, i);
		if (goal->scope.all || !goal->scope.n)
			return true;
	}
	return !plan->of_kind[KIND_goal].n;
}

struct visit {
	void (*list)(struct visit *visit, struct str key);
	struct peers *peers;
	struct str group;
	uint32_t peer; /* of the plan */
	const struct peer **found;
	uint32_t n;
};

static void visit_list(struct visit *visit, const char *kind, struct str name)
{
	struct out key = {0};
	out_printf(&key, "%.*s%s%.*s", STR_ARGS(visit->group), kind, STR_ARGS(name));
	visit->list(visit, out_view(&key));
	out_free(&key);
}

static void visit_scopes(struct visit *visit, const struct plan *plan)
{
	for (uint32_t i = 0; i < plan->of_kind[KIND_goal].n; i++) {
		const struct goal_block *goal = plan_goal(plan, i);
		for (uint32_t k = 0; k < goal->scope.n; k++) {
			const struct block *block = goal->scope.items[k].block;
			if (block)
				visit_list(visit, kind_infos[block->kind].name,
					str_format(&plan->run->arena, " %.*s",
						STR_ARGS(plan_name(plan, block->name))));
		}
	}
}

static bool is_active(const struct plan *plan)
{
	return plan->frame && plan->frame->status == plan_status_active && plan->first;
}

/* ---- meeting ---- */

static void add_to_list(struct visit *visit, struct str key)
{
	struct peers *peers = visit->peers;
	uint32_t id = intern_id(&peers->keys, key);
	while (peers->lists.n <= id)
		vec_push(&peers->lists, ((struct peer_list){0}));
	struct peer_list *list = &peers->lists.items[id];
	if (list->last && list->last->peer == visit->peer)
		return;
	struct peer_entry *entry = arena_new(&peers->arena, struct peer_entry);
	entry->peer = visit->peer;
	if (list->last)
		list->last->next = entry;
	else
		list->first = entry;
	list->last = entry;
}

static void meet(struct peers *peers, struct plan *plan)
{
	struct out group = {0};
	if (is_active(plan) && put_group(&group, &peers->arena, plan)) {
		const struct block *frame = &plan->frame->block;
		struct peer peer = {.called = str_copy(&peers->arena, block_called(plan, frame)),
			.period = block_field_span(frame, "period"),
			.days = {plan->first, plan->last}};
		struct visit visit = {.list = add_to_list,
			.peers = peers,
			.group = out_view(&group),
			.peer = peers->items.n};
		vec_push(&peers->items, peer);
		plan->peer = peers->items.n;
		visit_list(&visit, EVERY_PLAN, STR(""));
		if (counts_all(plan))
			visit_list(&visit, COUNTS_ALL, STR(""));
		else
			visit_scopes(&visit, plan);
	}
	out_free(&group);
}

void peers_meet(struct run *run)
{
	struct peers *peers = run->peers;
	for (; peers->n_met < run->plans.n; peers->n_met++)
		meet(peers, run->plans.items[peers->n_met]);
}

/* ---- finding ---- */

/* Puts a peer into the found ones, which are in order; the last falls out if there are too many. */
static void keep(struct visit *visit, const struct peer *peer)
{
	uint32_t at = visit->n;
	while (at && visit->found[at - 1] > peer)
		at--;
	if (at == PEERS_FOUND_MAX || (at && visit->found[at - 1] == peer))
		return;
	visit->n += visit->n < PEERS_FOUND_MAX;
	for (uint32_t i = visit->n - 1; i > at; i--)
		visit->found[i] = visit->found[i - 1];
	visit->found[at] = peer;
}

static void look_in_list(struct visit *visit, struct str key)
{
	const struct peers *peers = visit->peers;
	struct date_range days = peers->items.items[visit->peer].days;
	uint32_t id = intern_find(&peers->keys, key), n = 0;
	if (!id)
		return;
	for (const struct peer_entry *at = peers->lists.items[id].first;
		at && at->peer < visit->peer && n < PEERS_FOUND_MAX; at = at->next) {
		const struct peer *peer = &peers->items.items[at->peer];
		if (peer->days.first > days.last || peer->days.last < days.first)
			continue;
		keep(visit, peer);
		n++;
	}
}

uint32_t peers_before(const struct plan *plan, const struct peer *found[PEERS_FOUND_MAX])
{
	struct out group = {0};
	if (!plan->peer || !put_group(&group, &plan->run->arena, plan))
		return 0;
	struct visit visit = {.list = look_in_list,
		.peers = plan->run->peers,
		.group = out_view(&group),
		.peer = plan->peer - 1,
		.found = found};
	if (counts_all(plan)) {
		visit_list(&visit, EVERY_PLAN, STR(""));
	} else {
		visit_list(&visit, COUNTS_ALL, STR(""));
		visit_scopes(&visit, plan);
	}
	out_free(&group);
	return visit.n;
}
