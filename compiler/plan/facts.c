#include "compiler/plan/facts.h"

#include "compiler/plan/value_json.h"
#include "compiler/plan/viewers.h"
#include "runtime/base/sort.h"

#include <sodium.h>
#include <string.h>

struct making {
	struct facts *facts;
	struct plan *plan;
	struct arena *arena;
	struct out text; /* of the fact at hand */
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

static bool has_name(const struct block *block)
{
	return block->name || block->of || block->date;
}

/* ---- one fact ---- */

/* A writer that puts one member of an object, on one line, as the text of the next fact. */
static struct json_writer member_writer(struct making *making)
{
	making->text.len = 0;
	return (struct json_writer){.out = &making->text, .depth = 2, .flat = 1};
}

/* `12.50` and `12.5` are one number: zeros that end its decimals go. */
static struct str without_zeros(struct arena *arena, struct str text)
{
	struct out out = {0};
	bool is_text = false;
	if (!memchr(text.ptr, '.', text.len))
		return str_copy(arena, text);
	for (size_t i = 0; i < text.len; i++) {
		char c = text.ptr[i];
		bool is_escape = is_text && c == '\\';
		out_char(&out, c);
		is_text ^= c == '"';
		if (is_escape && i + 1 < text.len)
			out_char(&out, text.ptr[++i]);
		if (is_text || c != '.')
			continue;
		size_t end = i + 1, last = i;
		for (; end < text.len && text.ptr[end] >= '0' && text.ptr[end] <= '9'; end++)
			last = text.ptr[end] != '0' ? end : last;
		out.len -= last == i; /* nothing is left behind the point */
		out_bytes(&out, text.ptr + i + 1, last - i);
		i = end - 1;
	}
	struct str copy = str_copy(arena, out_view(&out));
	out_free(&out);
	return copy;
}

/* The fact that was put with member_writer. */
static void add(struct making *making, struct str key, const char *field, enum life life,
	const struct block *block, const struct field_info *info)
{
	bool is_sealed = life == CONTRACT && kind_is_sealed((enum kind)block->kind) &&
			 !block_viewers(block).n;
	struct fact fact = {.key = key,
		.field = field,
		.text = without_zeros(making->arena, out_view(&making->text)),
		.life = life,
		.is_sealed = is_sealed,
		.block = block,
		.info = info};
	vec_push(&making->facts->items, fact);
}

static void put_rows(struct json_writer *json, const struct plan *plan, const struct rows *rows)
{
	json_put_array(json, "rows");
	for (uint32_t i = 0; i < rows->n; i++) {
		const struct row *row = &rows->items[i];
		json_put_object(json, NULL);
		date_put_json(json, "first", row->days.first);
		date_put_json(json, "last", row->days.last);
		if (row->value.set)
			quantity_put_json(json, "value", plan, row->value);
		if (row->sample.set)
			quantity_put_json(json, "sample", plan, row->sample);
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

/* What blocks of the kind are, as a whole: an amendment or a sign-off is no progress. */
static enum life kind_life(enum kind kind)
{
	enum life life = NEITHER;
	if (kind_is_sealed(kind))
		return CONTRACT;
	for (uint8_t i = 0; i < kind_infos[kind].n_fields && life == NEITHER; i++)
		if (kind_infos[kind].fields[i].life != NEITHER)
			life = PROGRESS;
	return kind_infos[kind].n_fields ? life : PROGRESS;
}

/* ---- blocks ---- */

static void add_field(struct making *making, struct str key, const struct block *block,
	const struct field_info *info)
{
	struct json_writer json = member_writer(making);
	field_put_json(&json, making->plan, making->arena, block, info);
	if (making->text.len)
		add(making, key, info->name, info->life, block, info);
}

/* A block without a name is one fact: its fields cannot be told from those of another. */
static void add_whole(struct making *making, struct str key, const struct block *block)
{
	const struct kind_info *info = &kind_infos[block->kind];
	struct json_writer json = member_writer(making);
	enum life life = PROGRESS;
	if (block->title.ptr)
		json_put_str(&json, "title", block->title);
	for (uint8_t i = 0; i < info->n_fields; i++) {
		bool is_contract = info->fields[i].life == CONTRACT;
		if (is_contract)
			life = CONTRACT;
		if (is_contract || life == PROGRESS)
			field_put_json(&json, making->plan, making->arena, block, &info->fields[i]);
	}
	const struct rows *rows = rows_of(block);
	if (rows)
		put_rows(&json, making->plan, rows);
	add(making, key, "", rows ? rows_life(block) : life, block, NULL);
}

static void add_named(struct making *making, struct str key, const struct block *block)
{
	const struct kind_info *info = &kind_infos[block->kind];
	struct json_writer json = member_writer(making);
	/* that it is there at all */
	json_put_str(&json, "title", block->title);
	add(making, key, "heading", kind_life((enum kind)block->kind), block, NULL);
	for (uint8_t i = 0; i < info->n_fields; i++)
		add_field(making, key, block, &info->fields[i]);
	for (uint8_t i = 0; i < any_fields_n; i++)
		add_field(making, key, block, &any_fields[i]);
	const struct rows *rows = rows_of(block);
	if (!rows)
		return;
	json = member_writer(making);
	put_rows(&json, making->plan, rows);
	add(making, key, "rows", rows_life(block), block, NULL);
}

struct str fact_key(const struct plan *plan, struct arena *arena, const struct block *block)
{
	const char *kind = kind_infos[block->kind].name;
	if (block->kind == KIND_session) {
		const struct session_block *session = (const void *)block;
		return str_format(arena, "%s %s%s%.*s", kind, date_text(block->date).text,
			session->of.block ? " of " : "",
			STR_ARGS(
				session->of.block ? block_path(plan, session->of.block) : STR("")));
	}
	if (block->of)
		return str_format(arena, "%s %.*s", kind, STR_ARGS(block_path(plan, block->of)));
	if (block->name)
		return str_format(arena, "%s %.*s", kind, STR_ARGS(block_path(plan, block)));
	if (!block->parent)
		return str_from(kind);
	return str_format(arena, "%.*s > %s", STR_ARGS(fact_key(plan, arena, block->parent)), kind);
}

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
	*facts = sorted;
}

void facts_make(struct facts *facts, struct plan *plan, struct arena *arena)
{
	struct making making = {.facts = facts, .plan = plan, .arena = arena};
	VEC(struct group) groups = {0};
	for (uint32_t i = 0; i < plan->blocks.n; i++) {
		const struct block *block = plan->blocks.items[i];
		if (block->is_std)
			continue;
		struct group group = {fact_key(plan, arena, block), facts->items.n, 0, i};
		if (has_name(block))
			add_named(&making, group.key, block);
		else
			add_whole(&making, group.key, block);
		group.n = facts->items.n - group.first;
		vec_push(&groups, group);
	}
	sort_groups(facts, groups.items, groups.n);
	vec_free(&groups);
	out_free(&making.text);
}

/* ---- looking into them ---- */

struct str fact_value(const struct plan *plan, struct arena *arena, const struct value *value)
{
	struct out out = {0};
	enum { DEPTH = 2 };
	struct json_writer json = {.out = &out, .depth = DEPTH, .flat = 1, .arrays = 1 << DEPTH};
	value_put_json(&json, NULL, plan, value);
	struct str text = without_zeros(arena, out_view(&out));
	out_free(&out);
	return text;
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

static bool is_part_of_number(char c)
{
	return (c >= '0' && c <= '9') || c == '.' || c == '-';
}

/* As a value of its own, not as a piece of a longer number. */
static bool stands_in(struct str text, struct str value)
{
	const char *at = text.ptr, *end = text.ptr + text.len;
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

const struct past_plan *past_plan_of(const struct past_plans *past, const struct plan *plan)
{
	struct str name = plan_name(plan, plan->frame->block.name);
	for (uint32_t i = 0; past && i < past->items.n; i++) {
		const struct past_plan *one = &past->items.items[i];
		if (past->items.n == 1 ||
			str_equal(plan_name(one->plan, one->plan->frame->block.name), name))
			return one;
	}
	return NULL;
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
