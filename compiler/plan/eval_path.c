/* Following a path: from its head along members and clauses to one value or to the items of a list.
 */
#include "compiler/plan/decode.h"
#include "compiler/plan/eval_parts.h"

/* Where a value was read from: a phrase, whose clauses may be asked for next. */
struct origin {
	enum value_type type;
	const void *at;
};

static const struct origin nowhere = {TYPE_NONE, NULL};

static bool follow(
	struct walk *walk, struct result at, struct origin from, uint32_t rest, bool pending);

static struct result block_result(struct block *block)
{
	return (struct result){.kind = VALUE_BLOCK, .block = block};
}

/* ---- reading blocks ---- */

static void report_circle(struct eval *eval, const struct block *block, uint32_t path)
{
	/* A collection may lead back at each of its blocks: once says it. */
	if (eval->why_absent == ABSENT_KNOWN)
		return;
	struct str called = block_called(eval->plan, block);
	struct finding *finding = eval_report(eval, &finding_name_cycle, path,
		"this leads back to where it began: %.*s needs it before it has a value",
		STR_ARGS(called));
	if (finding)
		finding_label(eval->sink, finding, block_span(block), "this is being worked out");
}

/* Reads the fields of a block if need be; false if that is under way further up. */
static bool block_ready(struct eval *eval, struct block *block, uint32_t path)
{
	uint32_t levels;
	if (block->decoding == DECODING_DONE)
		return true;
	if (block->decoding == DECODING_BUSY) {
		report_circle(eval, block, path);
		return false;
	}
	if (!eval_enter(eval, path, &levels))
		return false;
	bool good = block_decode(eval->plan, block);
	eval_leave(eval, levels);
	return good;
}

static enum absence why_absent(const struct eval *eval, const struct block *block)
{
	return block->broken || block->is_template || eval->plan->is_library ? ABSENT_KNOWN
									     : ABSENT_UNSTATED;
}

/* ---- lists ---- */

/* One item of the first list has to meet the condition behind `where`, in which it is `it`. */
static bool is_met(struct walk *walk, const struct result *item)
{
	struct eval *eval = walk->eval;
	struct block *outer = eval->block;
	if (item->kind != VALUE_BLOCK)
		return false;
	eval->block = item->block;
	bool met = block_ready(eval, item->block, walk->path) &&
		   eval_truth(eval, walk->where) != walk->unmet;
	eval->block = outer;
	return met;
}

static bool follow_item(
	struct walk *walk, struct result item, struct origin from, uint32_t rest, bool pending)
{
	if (!eval_step(walk->eval, walk->path))
		return false;
	if (pending && !is_met(walk, &item))
		return true;
	return follow(walk, item, from, rest, false);
}

static bool begin_list(struct walk *walk)
{
	walk->found_list = true;
	return !walk->probing;
}

static bool follow_values(struct walk *walk, const struct result *list, uint32_t rest, bool pending)
{
	if (!begin_list(walk))
		return false;
	for (uint32_t i = 0; i < list->list.n; i++)
		if (!follow_item(walk, value_result(&list->list.items[i]), nowhere, rest, pending))
			return false;
	return true;
}

static bool follow_children(
	struct walk *walk, const struct block *block, enum kind kind, uint32_t rest, bool pending)
{
	if (!begin_list(walk))
		return false;
	for (struct block *child = block->first_child; child; child = child->next_sibling)
		if (child->kind == kind &&
			!follow_item(walk, block_result(child), nowhere, rest, pending))
			return false;
	return true;
}

static bool follow_collection(struct walk *walk, enum kind kind, uint32_t rest)
{
	struct block *block;
	if (!begin_list(walk))
		return false;
	for (uint32_t i = 0; (block = collection_next(walk->eval->plan, kind, &i));)
		if (!follow_item(walk, block_result(block), nowhere, rest, walk->where != 0))
			return false;
	return true;
}

/* ---- fields ---- */

static bool follow_list(struct walk *walk, const struct field_info *field, const struct list *list,
	uint32_t rest, bool pending)
{
	if (!begin_list(walk))
		return false;
	for (uint32_t i = 0; i < list->n; i++) {
		struct origin from = {
			field->type, (const char *)list->items + i * type_infos[field->type].size};
		struct result item =
			shape_result(walk->eval->plan, field->type, field->words, from.at);
		if (item.kind != VALUE_NONE && !follow_item(walk, item, from, rest, pending))
			return false;
	}
	return true;
}

/* The person who owns the block on the day; without a day, the only one. */
static bool follow_owner(struct walk *walk, const struct block *block, uint32_t rest, bool pending)
{
	struct eval *eval = walk->eval;
	date_t day = eval->tracked ? eval->tracked->as_of : DATE_NONE;
	for (struct block *parent = block->parent; parent; parent = parent->parent)
		if (!block_ready(eval, parent, walk->path))
			return true;
	struct owners owners = block_owners(block);
	struct person_block *person = block_owner_on(block, day);
	if (!person || (!day && owners.n > 1)) {
		eval_absent(
			eval, walk->path, owners.n > 1 ? ABSENT_NO_DAY : why_absent(eval, block));
		return true;
	}
	struct origin from = nowhere;
	for (uint32_t i = 0; i < owners.n; i++)
		if (owners.items[i].value.block == &person->block)
			from = (struct origin){TYPE_owner, &owners.items[i]};
	return follow(walk, block_result(&person->block), from, rest, pending);
}

/* What holds where a field is not stated. */
static struct result assumed(const struct eval *eval, const struct field_info *field)
{
	static const struct {
		enum kind kind;
		const char *field, *word;
	} defaults[] = {{KIND_plan, "status", "draft"}, {KIND_goal, "curve", "linear"}};
	struct str name = str_from(field->name);
	if (field->kind == KIND_review && str_is(name, "covers"))
		return (struct result){.kind = VALUE_ALL};
	for (size_t i = 0; i < sizeof defaults / sizeof *defaults; i++)
		if (field->kind == defaults[i].kind && str_is(name, defaults[i].field))
			return (struct result){.kind = VALUE_WORD,
				.word = intern_id(
					&eval->plan->run->intern, str_from(defaults[i].word))};
	return (struct result){0};
}

static bool follow_field(struct walk *walk, const struct block *block,
	const struct field_info *field, uint32_t rest, bool pending)
{
	struct eval *eval = walk->eval;
	const void *at = field_at(block, field);
	bool stated = field_stated(block, field);
	if (is_owner_field(field) && !(walk->stated && !rest))
		return follow_owner(walk, block, rest, pending);
	if (!stated) {
		struct result result = walk->stated ? (struct result){0} : assumed(eval, field);
		if (result.kind == VALUE_NONE)
			eval_absent(eval, walk->path, why_absent(eval, block));
		if (field->list && result.kind == VALUE_NONE)
			return begin_list(walk);
		return follow(walk, result, nowhere, rest, pending);
	}
	if (!field->list) {
		struct result result = shape_result(eval->plan, field->type, field->words, at);
		if (result.kind == VALUE_NONE)
			eval_absent(eval, walk->path, ABSENT_KNOWN);
		return follow(walk, result, (struct origin){field->type, at}, rest, pending);
	}
	if (((const struct list *)at)->all)
		return follow(walk, (struct result){.kind = VALUE_ALL}, nowhere, rest, pending);
	return follow_list(walk, field, at, rest, pending);
}

static bool follow_member(
	struct walk *walk, struct block *block, uint32_t name, uint32_t rest, bool pending)
{
	struct eval *eval = walk->eval;
	struct member member =
		member_find(eval->plan, (enum kind)block->kind, file_node(eval->file, name)->name);
	if (!block_ready(eval, block, walk->path))
		return true;
	switch (member.kind) {
	case MEMBER_FIELD:
		return follow_field(walk, block, member.field, rest, pending);
	case MEMBER_DATE:
		return follow(walk, (struct result){.kind = VALUE_DATE, .date = block->date},
			nowhere, rest, pending);
	case MEMBER_TRACKED:
		return follow(walk, tracked_result(eval, walk->path, block, member.figure), nowhere,
			rest, pending);
	case MEMBER_CHILDREN:
		return follow_children(walk, block, member.children, rest, pending);
	case MEMBER_NONE:
		break;
	}
	eval_absent(eval, walk->path, ABSENT_KNOWN);
	if (eval->sink && !eval->plan->is_library)
		report_no_member(eval->plan, eval->file, name, (kinds_t)1 << block->kind);
	return true;
}

/* ---- a path ---- */

/* `window.start`: the first or last day of a range. */
static struct result edge_of(const struct walk *walk, const struct result *range, uint32_t name)
{
	struct str word = plan_name(walk->eval->plan, file_node(walk->eval->file, name)->name);
	struct date_range days;
	if (!result_days(walk->eval, range, &days) ||
		(!str_is(word, "start") && !str_is(word, "end")))
		return (struct result){0};
	return (struct result){
		.kind = VALUE_DATE, .date = str_is(word, "start") ? days.first : days.last};
}

static bool follow(
	struct walk *walk, struct result at, struct origin from, uint32_t rest, bool pending)
{
	struct eval *eval = walk->eval;
	while (at.kind != VALUE_NONE) {
		if (at.kind == VALUE_LIST)
			return follow_values(walk, &at, rest, pending);
		if (!rest)
			return walk->visit(walk->context, &at);
		uint32_t name = rest;
		const struct clause_info *clause =
			clause_find(eval->plan, from.type, file_node(eval->file, name)->name);
		rest = file_node(eval->file, name)->next;
		if (!clause && at.kind == VALUE_BLOCK)
			return follow_member(walk, at.block, name, rest, pending);
		at = clause ? shape_result(eval->plan, clause->type, clause->words,
				      (const char *)from.at + clause->offset)
			    : edge_of(walk, &at, name);
		from = nowhere;
		if (at.kind == VALUE_NONE)
			eval_absent(eval, walk->path, ABSENT_UNSTATED);
	}
	return true;
}

/* `start` and `end`: the days of the nearest initiative around. */
static struct result window_edge(struct eval *eval, uint32_t path, bool end)
{
	for (struct block *at = eval->home; at; at = at->parent) {
		const struct initiative_block *initiative = (const void *)at;
		if (at->kind != KIND_initiative ||
			(at == eval->home && at->decoding != DECODING_DONE))
			continue;
		if (!block_ready(eval, at, path))
			return (struct result){0};
		if (!initiative->window.first)
			return eval_absent(eval, path, ABSENT_KNOWN);
		return (struct result){.kind = VALUE_DATE,
			.date = end ? initiative->window.last : initiative->window.first};
	}
	eval_report(eval, &finding_type_mismatch, path,
		"`%s` is a day of the initiative around; nothing here stands in one",
		end ? "end" : "start");
	return (struct result){0};
}

static bool is_judged(const struct eval *eval)
{
	return eval->block && eval->block->decoding == DECODING_DONE;
}

static struct head_scope scope_of(const struct walk *walk)
{
	const struct eval *eval = walk->eval;
	bool bare = eval->block != eval->home || is_judged(eval);
	return (struct head_scope){.file = eval->file,
		.home = eval->home,
		.it = eval->block && bare ? (kinds_t)1 << eval->block->kind : 0,
		.wanted = walk->wanted ? walk->wanted : K_ANY,
		.collections_first = walk->collections_first};
}

static struct result it_result(struct eval *eval, uint32_t path)
{
	if (is_judged(eval))
		return block_result(eval->block);
	eval_report(eval, &finding_type_mismatch, path,
		"`it` is the block that a condition judges; here is none");
	return (struct result){0};
}

/* Inside of `where`, in which `it` is an item of the collection. */
static struct result judged_result(struct eval *eval, uint32_t path)
{
	if (eval->home && eval->home->decoding == DECODING_DONE)
		return block_result(eval->home);
	eval_report(eval, &finding_type_mismatch, path,
		"`judged` is the block that a condition judges; here is none");
	return (struct result){0};
}

static struct result today(struct eval *eval, uint32_t path)
{
	if (!eval->tracked)
		return eval_absent(eval, path, ABSENT_NO_DAY);
	return (struct result){.kind = VALUE_DATE, .date = eval->tracked->as_of};
}

void walk_path(struct walk *walk)
{
	struct eval *eval = walk->eval;
	struct head_scope scope = scope_of(walk);
	struct head head = path_head(eval->plan, &scope, walk->path);
	struct result at = {0};
	bool pending = walk->where != 0;
	switch (head.kind) {
	case HEAD_NONE:
		eval_absent(eval, walk->path, ABSENT_KNOWN);
		if (eval->sink)
			report_unknown_name(eval->plan, &scope, walk->path);
		return;
	case HEAD_MEMBER:
		follow_member(walk, eval->block, walk->path, head.rest, pending);
		return;
	case HEAD_COLLECTION:
		follow_collection(walk, head.collection, head.rest);
		return;
	case HEAD_IT:
		at = it_result(eval, walk->path);
		break;
	case HEAD_JUDGED:
		at = judged_result(eval, walk->path);
		break;
	case HEAD_TODAY:
		at = today(eval, walk->path);
		break;
	case HEAD_START:
	case HEAD_END:
		at = window_edge(eval, walk->path, head.kind == HEAD_END);
		break;
	case HEAD_ALL:
		at.kind = VALUE_ALL;
		break;
	case HEAD_LET:
		at = let_result(eval, head.let);
		break;
	case HEAD_BLOCK:
		at = block_result(head.block);
		break;
	}
	follow(walk, at, nowhere, head.rest, pending);
}

/* ---- values of paths ---- */

static bool keep_first(void *context, const struct result *item)
{
	*(struct result *)context = *item;
	return false;
}

static struct result probe(struct eval *eval, uint32_t path, kinds_t wanted)
{
	struct result found = {0};
	struct walk walk = {.eval = eval,
		.path = path,
		.wanted = wanted,
		.probing = true,
		.visit = keep_first,
		.context = &found};
	walk_path(&walk);
	if (walk.found_list)
		found = (struct result){.kind = VALUE_LIST};
	return found;
}

struct result eval_path(struct eval *eval, uint32_t path)
{
	return probe(eval, path, K_ANY);
}

struct result eval_path_silently(struct eval *eval, uint32_t path, kinds_t wanted)
{
	struct eval quiet = *eval;
	quiet.sink = NULL;
	struct result result = probe(&quiet, path, wanted);
	eval->steps = quiet.steps;
	eval->missed_day |= quiet.missed_day;
	return result;
}

static bool note_presence(void *context, const struct result *item)
{
	(void)item;
	*(bool *)context = true;
	return false;
}

bool eval_has(struct eval *eval, uint32_t path)
{
	bool present = false;
	struct walk walk = {.eval = eval,
		.path = path,
		.stated = true,
		.visit = note_presence,
		.context = &present};
	walk_path(&walk);
	return present;
}

struct items {
	bool (*visit)(void *context, const struct result *item);
	void *context;
	bool stopped;
};

static bool pass_on(void *context, const struct result *item)
{
	struct items *items = context;
	items->stopped = !items->visit(items->context, item);
	return !items->stopped;
}

static void walk_list(
	struct eval *eval, uint32_t node, const struct result *beside, struct items *items)
{
	const struct node *at = file_node(eval->file, node);
	if (at->kind == NODE_LIST) {
		for (uint32_t item = at->child; item && !items->stopped;
			item = file_node(eval->file, item)->next)
			walk_list(eval, item, beside, items);
		return;
	}
	struct result result = eval_beside(eval, node, beside);
	struct walk walk = {.eval = eval, .path = node, .visit = pass_on, .context = items};
	if (result.kind == VALUE_LIST)
		walk_path(&walk);
	else if (result.kind != VALUE_NONE)
		pass_on(items, &result);
}

void walk_items(struct eval *eval, uint32_t node, const struct result *beside,
	bool (*visit)(void *context, const struct result *item), void *context)
{
	struct items items = {.visit = visit, .context = context};
	walk_list(eval, node, beside, &items);
}
