#include "compiler/plan/facts.h"

#include "compiler/plan/value_json.h"
#include "compiler/plan/viewers.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

struct making {
	struct facts *facts;
	struct plan *plan;
	struct arena *arena;
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

/* A writer that puts one member of an object, on one line. */
static struct json_writer member_writer(struct out *out)
{
	return (struct json_writer){.out = out, .depth = 2, .flat = 1};
}

/* `12.50` and `12.5` are one number: zeros that end its decimals go. */
static struct str without_zeros(struct arena *arena, struct str text)
{
	struct out out = {0};
	bool is_text = false;
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

static void add(struct making *making, struct str key, const char *field, struct out *text,
	enum life life, const struct block *block, const struct field_info *info)
{
	bool is_sealed = life == CONTRACT && kind_is_sealed((enum kind)block->kind) &&
			 !block_viewers(block).n;
	struct fact fact = {.key = key,
		.field = field,
		.text = without_zeros(making->arena, out_view(text)),
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

/* ---- blocks ---- */

static void add_field(struct making *making, struct str key, const struct block *block,
	const struct field_info *info)
{
	struct out text = {0};
	struct json_writer json = member_writer(&text);
	field_put_json(&json, making->plan, making->arena, block, info);
	if (text.len)
		add(making, key, info->name, &text, info->life, block, info);
	out_free(&text);
}

/* A block without a name is one fact: its fields cannot be told from those of another. */
static void add_whole(struct making *making, struct str key, const struct block *block)
{
	const struct kind_info *info = &kind_infos[block->kind];
	struct out text = {0};
	struct json_writer json = member_writer(&text);
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
	add(making, key, "", &text, rows ? rows_life(block) : life, block, NULL);
	out_free(&text);
}

static void add_named(struct making *making, struct str key, const struct block *block)
{
	const struct kind_info *info = &kind_infos[block->kind];
	bool is_contract = kind_is_sealed((enum kind)block->kind);
	struct out text = {0};
	struct json_writer json = member_writer(&text);
	/* that it is there at all */
	json_put_str(&json, "title", block->title);
	add(making, key, "heading", &text, is_contract ? CONTRACT : PROGRESS, block, NULL);
	out_free(&text);
	for (uint8_t i = 0; i < info->n_fields; i++)
		add_field(making, key, block, &info->fields[i]);
	for (uint8_t i = 0; i < any_fields_n; i++)
		add_field(making, key, block, &any_fields[i]);
	const struct rows *rows = rows_of(block);
	if (!rows)
		return;
	struct out all = {0};
	json = member_writer(&all);
	put_rows(&json, making->plan, rows);
	add(making, key, "rows", &all, rows_life(block), block, NULL);
	out_free(&all);
}

static struct str key_of(const struct making *making, const struct block *block)
{
	const char *kind = kind_infos[block->kind].name;
	if (block->kind == KIND_session) {
		const struct session_block *session = (const void *)block;
		return str_format(making->arena, "%s %s%s%.*s", kind, date_text(block->date).text,
			session->of.block ? " of " : "",
			STR_ARGS(session->of.block ? block_path(making->plan, session->of.block)
						   : STR("")));
	}
	if (block->of)
		return str_format(making->arena, "%s %.*s", kind,
			STR_ARGS(block_path(making->plan, block->of)));
	if (block->name)
		return str_format(
			making->arena, "%s %.*s", kind, STR_ARGS(block_path(making->plan, block)));
	if (!block->parent)
		return str_from(kind);
	return str_format(
		making->arena, "%.*s > %s", STR_ARGS(key_of(making, block->parent)), kind);
}

static int compare(const void *left, const void *right)
{
	const struct fact *a = left, *b = right;
	int order = str_compare(a->key, b->key);
	if (!order)
		order = strcmp(a->field, b->field);
	return order ? order : str_compare(a->text, b->text);
}

void facts_make(struct facts *facts, struct plan *plan, struct arena *arena)
{
	struct making making = {facts, plan, arena};
	for (uint32_t i = 0; i < plan->blocks.n; i++) {
		const struct block *block = plan->blocks.items[i];
		if (block->is_std)
			continue;
		if (has_name(block))
			add_named(&making, key_of(&making, block), block);
		else
			add_whole(&making, key_of(&making, block), block);
	}
	if (facts->items.n)
		qsort(facts->items.items, facts->items.n, sizeof *facts->items.items, compare);
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

void seal_print_form(struct out *out, const struct facts *facts)
{
	for (uint32_t i = 0; i < facts->items.n; i++) {
		const struct fact *fact = &facts->items.items[i];
		if (fact->is_sealed)
			out_printf(out, "%.*s\t%s\t%.*s\n", STR_ARGS(fact->key), fact->field,
				STR_ARGS(fact->text));
	}
}

static const char version[] = "pbp1:";

void seal_make(char seal[SEAL_MAX], const struct facts *facts)
{
	unsigned char hash[crypto_generichash_BYTES];
	struct out form = {0};
	seal_print_form(&form, facts);
	crypto_generichash(hash, sizeof hash, (const unsigned char *)(form.len ? form.data : ""),
		form.len, NULL, 0);
	out_free(&form);
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
