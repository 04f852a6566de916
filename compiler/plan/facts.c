#include "compiler/plan/facts.h"

#include "compiler/plan/normal.h"
#include "compiler/plan/value_json.h"
#include "compiler/plan/viewers.h"
#include "runtime/base/sort.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

struct making {
	struct facts *facts;
	struct plan *plan;
	struct arena *arena;
	struct map twins; /* order of a block + 1: see find_twins */
};

/* ---- what is sealed ---- */

bool kind_is_sealed(enum kind kind)
{
	const kinds_t left_out = K(risk) | K(contingency) | K(assumption) | K(fact) | K(action);
	if (left_out >> kind & 1)
		return false;
	if (kind_infos[kind].rows)
		return kind != KIND_readings;
	for (uint8_t i = 0; i < kind_infos[kind].n_fields; i++)
		if (kind_infos[kind].fields[i].life == CONTRACT)
			return true;
	return false;
}

static enum life kind_life(enum kind kind)
{
	return kind_is_sealed(kind) ? CONTRACT : PROGRESS;
}

/* ---- what blocks are told apart by ---- */

static bool has_name(const struct block *block)
{
	return block->name || block->of || block->date;
}

/* A child copied from a template of the standard library is the plan's own. */
static bool is_of_library(const struct block *block)
{
	while (block->parent)
		block = block->parent;
	return block->is_std;
}

static int compare_titled(const void *left, const void *right)
{
	const struct block *const *a = left, *const *b = right;
	uint32_t a_parent = (*a)->parent ? (*a)->parent->order + 1 : 0;
	uint32_t b_parent = (*b)->parent ? (*b)->parent->order + 1 : 0;
	if (a_parent != b_parent)
		return a_parent < b_parent ? -1 : 1;
	if ((*a)->kind != (*b)->kind)
		return (*a)->kind < (*b)->kind ? -1 : 1;
	return str_compare((*a)->title, (*b)->title);
}

/* Blocks without a name that stand in one place, are of one kind and have one title. */
static void find_twins(struct making *making)
{
	VEC(const struct block *) titled = {0};
	for (uint32_t i = 0; i < making->plan->blocks.n; i++) {
		const struct block *block = making->plan->blocks.items[i];
		if (!has_name(block) && block->title.ptr && !is_of_library(block))
			vec_push(&titled, block);
	}
	if (titled.n)
		qsort(titled.items, titled.n, sizeof(struct block *), compare_titled);
	for (uint32_t i = 1; i < titled.n; i++) {
		if (compare_titled(&titled.items[i - 1], &titled.items[i]) != 0)
			continue;
		map_put(&making->twins, titled.items[i - 1]->order + 1, NULL);
		map_put(&making->twins, titled.items[i]->order + 1, NULL);
	}
	vec_free(&titled);
}

/* Neither a name nor a title of its own: its fields cannot be told from those of another. */
static bool is_whole(const struct making *making, const struct block *block)
{
	return !has_name(block) && (!block->title.ptr || map_get(&making->twins, block->order + 1));
}

/* Told of by itself wherever it stands: what is for one side is no part of what all have. */
static bool is_apart(const struct block *block)
{
	return has_name(block) || block_any(block)->only_for.n;
}

static bool is_in_whole(const struct making *making, const struct block *block)
{
	for (; block->parent && !is_apart(block); block = block->parent)
		if (is_whole(making, block->parent))
			return true;
	return false;
}

/* A writer that puts one member of an object, on one line. */
static struct json_writer member_writer(struct out *out)
{
	return (struct json_writer){.out = out, .depth = 2, .flat = 1};
}

static struct str taken(struct arena *arena, struct out *out)
{
	struct str text = str_copy(arena, out_view(out));
	out_free(out);
	return text;
}

static struct str quoted(struct arena *arena, struct str text)
{
	struct out out = {0};
	struct json_writer json = {.out = &out, .depth = 1, .flat = 1, .arrays = 2};
	json_put_str(&json, NULL, text);
	return str_trim(taken(arena, &out));
}

struct str fact_key(struct plan *plan, struct arena *arena, const struct block *block)
{
	const char *kind = kind_infos[block->kind].name;
	if (block->kind == KIND_session) {
		const struct session_block *session = (const void *)block;
		return str_format(arena, "%s %s%s%.*s", kind, date_text(block->date).text,
			session->of.block ? " of " : "",
			STR_ARGS(session->of.block ? normal_name(plan, session->of.block)
						   : STR("")));
	}
	if (block->of)
		return str_format(arena, "%s %.*s", kind, STR_ARGS(normal_name(plan, block->of)));
	return str_format(arena, "%s %.*s", kind, STR_ARGS(normal_name(plan, block)));
}

static struct str key_of(const struct making *making, const struct block *block)
{
	const char *kind = kind_infos[block->kind].name;
	struct arena *arena = making->arena;
	if (has_name(block))
		return fact_key(making->plan, arena, block);
	struct str key = str_from(kind);
	if (!is_whole(making, block))
		key = str_format(arena, "%s %.*s", kind, STR_ARGS(quoted(arena, block->title)));
	if (!block->parent)
		return key;
	return str_format(
		arena, "%.*s > %.*s", STR_ARGS(key_of(making, block->parent)), STR_ARGS(key));
}

/* ---- rows ---- */

static int compare_rows(const void *left, const void *right)
{
	const struct row *a = left, *b = right;
	if (a->days.first != b->days.first)
		return a->days.first < b->days.first ? -1 : 1;
	if (a->days.last != b->days.last)
		return a->days.last < b->days.last ? -1 : 1;
	int order = decimal_compare(a->value.n, b->value.n);
	return order ? order : decimal_compare(a->sample.n, b->sample.n);
}

/* In the order of their days, whatever it is in the file. */
static void put_rows(struct json_writer *json, const struct making *making, const struct rows *rows)
{
	struct row *sorted = arena_array(making->arena, struct row, rows->n);
	if (rows->n)
		memcpy(sorted, rows->items, rows->n * sizeof *sorted);
	sort_items(sorted, rows->n, sizeof *sorted, compare_rows);
	json_put_array(json, "rows");
	for (uint32_t i = 0; i < rows->n; i++) {
		json_put_object(json, NULL);
		date_put_json(json, "first", sorted[i].days.first);
		date_put_json(json, "last", sorted[i].days.last);
		if (sorted[i].value.set)
			quantity_put_normal(json, "value", making->plan, sorted[i].value);
		if (sorted[i].sample.set)
			quantity_put_normal(json, "sample", making->plan, sorted[i].sample);
		json_put_end(json);
	}
	json_put_end(json);
}

static const struct rows *rows_of(const struct block *block)
{
	return kind_infos[block->kind].rows
		       ? &((const struct rows_block *)(const void *)block)->rows
		       : NULL;
}

static enum life rows_life(const struct block *block)
{
	return block->kind == KIND_readings ? PROGRESS : CONTRACT;
}

/* ---- blocks that are told apart, field by field ---- */

static void add(struct making *making, struct str key, const char *field, struct str text,
	enum life life, const struct block *block, const struct field_info *info)
{
	bool is_sealed = life == CONTRACT && kind_is_sealed((enum kind)block->kind) &&
			 !block_viewers(block).n;
	struct fact fact = {.key = key,
		.field = field,
		.text = text,
		.life = life,
		.is_sealed = is_sealed,
		.block = block,
		.info = info};
	vec_push(&making->facts->items, fact);
}

static void add_field(struct making *making, struct str key, const struct block *block,
	const struct field_info *info)
{
	if (making->facts->only_sealed && info->life != CONTRACT)
		return;
	struct out out = {0};
	struct json_writer json = member_writer(&out);
	field_put_normal(&json, making->plan, making->arena, block, info);
	struct str text = taken(making->arena, &out);
	if (text.len)
		add(making, key, info->name, text, info->life, block, info);
}

/* That it is there at all. The path of a block tells what it stands in, unless that has no name. */
static void add_heading(struct making *making, struct str key, const struct block *block)
{
	struct out out = {0};
	struct json_writer json = member_writer(&out);
	json_put_str(&json, "title", block->title);
	if (block->name && block->parent && !block->parent->name)
		json_put_str(&json, "in", key_of(making, block->parent));
	add(making, key, "heading", taken(making->arena, &out), kind_life((enum kind)block->kind),
		block, NULL);
}

static void add_block(struct making *making, struct str key, const struct block *block)
{
	const struct kind_info *info = &kind_infos[block->kind];
	const struct rows *rows = rows_of(block);
	add_heading(making, key, block);
	for (uint8_t i = 0; i < info->n_fields; i++)
		add_field(making, key, block, &info->fields[i]);
	for (uint8_t i = 0; i < any_fields_n; i++)
		add_field(making, key, block, &any_fields[i]);
	if (!rows)
		return;
	struct out out = {0};
	struct json_writer json = member_writer(&out);
	put_rows(&json, making, rows);
	add(making, key, "rows", taken(making->arena, &out), rows_life(block), block, NULL);
}

/* ---- blocks that are not, as a whole with what stands in them ---- */

static int compare_texts(const void *left, const void *right)
{
	return str_compare(*(const struct str *)left, *(const struct str *)right);
}

static struct str whole_text(struct making *making, const struct block *block, enum life life);

static struct str child_text(struct making *making, const struct block *child, enum life life)
{
	const char *kind = kind_infos[child->kind].name;
	bool is_main = life == kind_life((enum kind)child->kind);
	if (!is_apart(child)) {
		struct str text = whole_text(making, child, life);
		if (!text.len && !is_main)
			return text;
		return str_format(making->arena, "{\"kind\": \"%s\", %.*s}", kind, STR_ARGS(text));
	}
	if (!is_main || !has_name(child))
		return (struct str){0};
	return str_format(making->arena, "{\"kind\": \"%s\", \"name\": \"%.*s\"}", kind,
		STR_ARGS(normal_name(making->plan, child)));
}

static void put_children(
	struct making *making, struct out *out, const struct block *block, enum life life)
{
	VEC(struct str) texts = {0};
	for (const struct block *child = block->first_child; child; child = child->next_sibling) {
		struct str text = child_text(making, child, life);
		if (text.len)
			vec_push(&texts, text);
	}
	if (texts.n) {
		qsort(texts.items, texts.n, sizeof *texts.items, compare_texts);
		out_text(out, out->len ? ", \"children\": [" : "\"children\": [");
	}
	for (uint32_t i = 0; i < texts.n; i++)
		out_printf(out, "%s%.*s", i ? ", " : "", STR_ARGS(texts.items[i]));
	if (texts.n)
		out_char(out, ']');
	vec_free(&texts);
}

/* What it says of one life; empty for nothing. */
static struct str whole_text(struct making *making, const struct block *block, enum life life)
{
	const struct kind_info *info = &kind_infos[block->kind];
	const struct rows *rows = rows_of(block);
	struct out out = {0};
	struct json_writer json = member_writer(&out);
	if (block->title.ptr && life == kind_life((enum kind)block->kind))
		json_put_str(&json, "title", block->title);
	for (uint8_t i = 0; i < info->n_fields; i++)
		if (info->fields[i].life == life)
			field_put_normal(
				&json, making->plan, making->arena, block, &info->fields[i]);
	for (uint8_t i = 0; i < any_fields_n; i++)
		if (any_fields[i].life == life)
			field_put_normal(&json, making->plan, making->arena, block, &any_fields[i]);
	if (rows && rows_life(block) == life)
		put_rows(&json, making, rows);
	put_children(making, &out, block, life);
	return taken(making->arena, &out);
}

static void add_whole(struct making *making, struct str key, const struct block *block)
{
	static const char *const fields[] = {
		[CONTRACT] = "contract", [PROGRESS] = "progress", [NEITHER] = "notes"};
	enum life first = kind_life((enum kind)block->kind);
	for (enum life life = CONTRACT; life <= NEITHER; life++) {
		struct str text = whole_text(making, block, life);
		if (life == first || text.len)
			add(making, key, life == first ? "" : fields[life], text, life, block,
				NULL);
	}
}

bool fact_is_whole(const struct fact *fact)
{
	return !fact->info && strcmp(fact->field, "heading") != 0 &&
	       strcmp(fact->field, "rows") != 0;
}

/* ---- all of them ---- */

static int compare(const void *left, const void *right)
{
	const struct fact *a = left, *b = right;
	int order = a->key.ptr == b->key.ptr ? 0 : str_compare(a->key, b->key);
	if (!order)
		order = strcmp(a->field, b->field);
	return order ? order : str_compare(a->text, b->text);
}

/* The facts of one block. */
struct group {
	struct str key;
	uint32_t first, n, order;
};

static int compare_groups(const void *left, const void *right)
{
	const struct group *a = left, *b = right;
	int order = str_compare(a->key, b->key);
	return order ? order : a->order < b->order ? -1 : a->order > b->order;
}

/* Blocks are sorted rather than facts, of which there are many more; those that share a key, since
   they have no name, are sorted as one. */
static void sort_groups(struct facts *facts, struct group *groups, uint32_t n)
{
	struct facts sorted = {0};
	sort_items(groups, n, sizeof *groups, compare_groups);
	vec_reserve(&sorted.items, facts->items.n);
	for (uint32_t i = 0, begin = 0; i < n; i++) {
		const struct group *group = &groups[i];
		memcpy(sorted.items.items + sorted.items.n, facts->items.items + group->first,
			group->n * sizeof *facts->items.items);
		sorted.items.n += group->n;
		if (i + 1 < n && str_equal(group->key, groups[i + 1].key))
			continue;
		sort_items(sorted.items.items + begin, sorted.items.n - begin,
			sizeof *sorted.items.items, compare);
		begin = sorted.items.n;
	}
	vec_free(&facts->items);
	facts->items.items = sorted.items.items;
	facts->items.n = sorted.items.n;
	facts->items.cap = sorted.items.cap;
}

void facts_make(struct facts *facts, struct plan *plan, struct arena *arena)
{
	struct making making = {.facts = facts, .plan = plan, .arena = arena};
	VEC(struct group) groups = {0};
	find_twins(&making);
	for (uint32_t i = 0; i < plan->blocks.n; i++) {
		const struct block *block = plan->blocks.items[i];
		bool is_wanted = !facts->only_sealed || kind_is_sealed((enum kind)block->kind);
		if (!is_wanted || is_of_library(block) || is_in_whole(&making, block))
			continue;
		struct group group = {key_of(&making, block), facts->items.n, 0, i};
		if (is_whole(&making, block))
			add_whole(&making, group.key, block);
		else
			add_block(&making, group.key, block);
		group.n = facts->items.n - group.first;
		vec_push(&groups, group);
	}
	sort_groups(facts, groups.items, groups.n);
	vec_free(&groups);
	map_free(&making.twins);
}

/* ---- looking into them ---- */

struct str fact_value(struct plan *plan, struct arena *arena, const struct value *value)
{
	struct out out = {0};
	enum { DEPTH = 2 };
	struct json_writer json = {.out = &out, .depth = DEPTH, .flat = 1, .arrays = 1 << DEPTH};
	value_put_normal(&json, NULL, plan, value);
	return taken(arena, &out);
}

/* The first fact whose key is not before this one. */
static uint32_t find_key(const struct facts *facts, struct str key)
{
	uint32_t low = 0, high = facts->items.n;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (str_compare(facts->items.items[middle].key, key) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

const struct fact *facts_of(const struct facts *facts, struct str key)
{
	uint32_t i = find_key(facts, key);
	bool is_there = i < facts->items.n && str_equal(facts->items.items[i].key, key);
	return is_there ? &facts->items.items[i] : NULL;
}

static bool is_part_of_number(char c)
{
	return (c >= '0' && c <= '9') || c == '.' || c == '-';
}

/* Behind the field's name, as a value of its own and not as a piece of a longer number. */
static bool stands_in(struct str text, struct str value)
{
	const char *colon = memmem(text.ptr, text.len, "\": ", 3);
	const char *end = text.ptr + text.len, *at = colon ? colon + 2 : end;
	while (value.len && (at = memmem(at, (size_t)(end - at), value.ptr, value.len))) {
		const char *behind = at + value.len;
		if (!is_part_of_number(at[-1]) && (behind == end || !is_part_of_number(*behind)))
			return true;
		at++;
	}
	return false;
}

bool facts_hold(
	const struct facts *facts, struct str key, const struct field_info *field, struct str value)
{
	for (uint32_t i = find_key(facts, key); i < facts->items.n; i++) {
		const struct fact *fact = &facts->items.items[i];
		bool is_own = str_equal(fact->key, key);
		bool is_within = fact->key.len > key.len && fact->key.ptr[key.len] == ' ' &&
				 str_equal(str_slice(fact->key, 0, key.len), key);
		if (!is_own && !is_within)
			break;
		if (field && (!is_own || strcmp(fact->field, field->name) != 0))
			continue;
		if (stands_in(fact->text, value))
			return true;
	}
	return false;
}

/* How many plans were asked for. */
static uint32_t count_plans(const struct plan *plan)
{
	const struct run *run = plan->run->first ? plan->run->first : plan->run;
	uint32_t n = 0;
	for (uint32_t i = 0; i < run->plans.n; i++)
		n += run->plans.items[i]->frame != NULL;
	return n;
}

const struct past_plan *past_plan_of(const struct past_plans *past, const struct plan *plan)
{
	struct str name = plan_name(plan, plan->frame->block.name);
	for (uint32_t i = 0; past && i < past->items.n; i++) {
		const struct past_plan *one = &past->items.items[i];
		if (str_equal(plan_name(one->plan, one->plan->frame->block.name), name))
			return one;
	}
	return past && past->items.n == 1 && count_plans(plan) == 1 ? &past->items.items[0] : NULL;
}

/* ---- seals ---- */

static void put_line(struct out *out, const struct fact *fact)
{
	if (!fact->is_sealed)
		return;
	out_str(out, fact->key);
	out_char(out, '\t');
	out_text(out, fact->field);
	out_char(out, '\t');
	out_str(out, fact->text);
	out_char(out, '\n');
}

void seal_print_form(struct out *out, const struct facts *facts)
{
	for (uint32_t i = 0; i < facts->items.n; i++)
		put_line(out, &facts->items.items[i]);
}

static const char version[] = "pbp1:";

static void hash_form(
	unsigned char hash[static crypto_generichash_BYTES], const struct facts *facts)
{
	enum { CHUNK = 32768 };
	crypto_generichash_state state;
	struct out form = {0};
	if (sodium_init() < 0) {
		/* it has not found its fastest way, and takes a slower one */
	}
	crypto_generichash_init(&state, NULL, 0, crypto_generichash_BYTES);
	for (uint32_t i = 0; i <= facts->items.n; i++) {
		bool is_end = i == facts->items.n;
		if (!is_end)
			put_line(&form, &facts->items.items[i]);
		if (form.len && (is_end || form.len > CHUNK)) {
			crypto_generichash_update(
				&state, (const unsigned char *)form.data, form.len);
			form.len = 0;
		}
	}
	crypto_generichash_final(&state, hash, crypto_generichash_BYTES);
	out_free(&form);
}

void seal_make(char seal[SEAL_MAX], const struct facts *facts)
{
	unsigned char hash[crypto_generichash_BYTES];
	hash_form(hash, facts);
	memcpy(seal, version, sizeof version);
	sodium_bin2hex(seal + sizeof version - 1, SEAL_MAX - sizeof version + 1, hash, sizeof hash);
}

enum seal_state seal_compare(struct str stated, const char *seal)
{
	if (str_is(stated, seal))
		return SEAL_GOOD;
	size_t at = 0, digits = 0;
	while (at < stated.len && stated.ptr[at] != ':')
		at++;
	bool is_version = at < stated.len && at > 3 && !strncmp(stated.ptr, "pbp", 3);
	for (size_t i = at + 1; i < stated.len; i++)
		digits += strchr("0123456789abcdef", stated.ptr[i]) && stated.ptr[i] ? 1 : 0;
	if (is_version && strncmp(stated.ptr, version, at + 1) != 0)
		return SEAL_FOREIGN;
	bool is_whole =
		digits == 2 * crypto_generichash_BYTES && stated.len == sizeof version - 1 + digits;
	return is_version && is_whole ? SEAL_DIFFERS : SEAL_MALFORMED;
}
