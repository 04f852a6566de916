#include "compiler/lsp/offers.h"

#include "compiler/source/embedded.h"
#include <ctype.h>
#include <string.h>

enum { OFFERS_MAX = 1000 };

/* Letters of the prefix in their order, the first of them at the beginning of a word. */
static bool fits(struct str label, struct str prefix)
{
	size_t at = 0;
	for (size_t i = 0; i < prefix.len; i++) {
		int wanted = tolower((unsigned char)prefix.ptr[i]);
		while (at < label.len &&
			(tolower((unsigned char)label.ptr[at]) != wanted ||
				(!i && at && isalnum((unsigned char)label.ptr[at - 1]))))
			at++;
		if (at++ >= label.len)
			return false;
	}
	return true;
}

struct offer *offer_add(struct offers *offers, enum offer_kind kind, struct str label)
{
	struct offer offer = {.kind = kind,
		.label = label,
		.rank = 5,
		.start = offers->cursor.word,
		.end = offers->offset};
	if (offers->items.n >= OFFERS_MAX)
		offers->is_cut = true;
	if (offers->is_cut || !fits(label, offers->cursor.prefix))
		return &offers->nowhere;
	vec_push(&offers->items, offer);
	return &offers->items.items[offers->items.n - 1];
}

/* ---- statements ---- */

/* What a block needs, as places to fill in: its name, its title, the fields that must be stated. */
static struct str kind_snippet(struct offers *offers, const struct kind_info *info)
{
	struct out out = {0};
	uint32_t place = 1;
	out_text(&out, info->name);
	if (info->named == NAME_REQUIRED || info->named == NAME_REFERENCE)
		out_printf(&out, " ${%u:name}", place++);
	else if (info->named == NAME_DATE)
		out_printf(&out, " ${%u:%s}", place++,
			date_text(offers->plan->run->as_of ? offers->plan->run->as_of
							   : offers->plan->first)
				.text);
	if (info->titled)
		out_printf(&out, " \"${%u:Title}\"", place++);
	out_text(&out, " {\n");
	for (uint8_t i = 0; i < info->n_fields; i++)
		if (info->fields[i].required)
			out_printf(&out, "\t%s: $%u\n", info->fields[i].name, place++);
	out_text(&out, "\t$0\n}");
	struct str text = str_copy(offers->arena, out_view(&out));
	out_free(&out);
	return text;
}

static void offer_kinds(struct offers *offers, enum kind in)
{
	for (int kind = 1; kind < KIND_COUNT; kind++) {
		const struct kind_info *info = &kind_infos[kind];
		if (in ? !(info->parents >> in & 1) : info->nested_only)
			continue;
		struct offer *offer = offer_add(offers, OFFER_KIND, str_from(info->name));
		offer->detail = str_from(info->doc);
		offer->rank = in ? 6 : 4;
		if (offers->server->knows_snippets) {
			offer->insert = kind_snippet(offers, info);
			offer->is_snippet = true;
		}
	}
}

/* Is the field stated already in the block that is open? */
static bool is_stated(const struct offers *offers, const char *name)
{
	const struct file *raw = offers->cursor.raw;
	const struct token_walk *walk = &offers->cursor.walk;
	struct token_walk along = walk_begin(offers->plan, raw);
	uint32_t head = walk->blocks[walk->depth].head;
	for (uint32_t i = 0; i < raw->tokens.n; i++) {
		const struct token *token = &raw->tokens.items[i];
		bool is_inside =
			along.depth == walk->depth && along.blocks[along.depth].head == head;
		if (is_inside && token->kind == FIELD && token->start != offers->cursor.word &&
			str_is(name_before_colon(file_token_text(raw, i)), name))
			return true;
		if (along.depth < walk->depth && token->start > offers->offset)
			return false;
		walk_over_raw(&along, i);
	}
	return false;
}

static void offer_field(struct offers *offers, enum kind kind, const struct field_info *field)
{
	struct out wanted = {0};
	if (is_stated(offers, field->name))
		return;
	struct offer *offer = offer_add(offers, OFFER_FIELD, str_from(field->name));
	field_print_wanted(&wanted, field);
	offer->detail = str_copy(offers->arena, out_view(&wanted));
	offer->doc = str_format(offers->arena, "%s\n\n```pbp\n%s\n```", field->doc, field->example);
	offer->insert = str_format(offers->arena, "%s: ", field->name);
	offer->rank = field->required ? 1 : field->kind == kind ? 2 : 3;
	out_free(&wanted);
}

static void offer_fields(struct offers *offers, enum kind kind)
{
	for (uint8_t i = 0; i < kind_infos[kind].n_fields; i++)
		offer_field(offers, kind, &kind_infos[kind].fields[i]);
	for (uint8_t i = 0; i < any_fields_n; i++)
		offer_field(offers, kind, &any_fields[i]);
}

static void offer_statement(struct offers *offers)
{
	const struct token_walk *walk = &offers->cursor.walk;
	enum kind kind = walk->blocks[walk->depth].kind;
	static const char *const words[] = {"import", "let", "update", "template"};
	if (walk->depth && kind)
		offer_fields(offers, kind);
	if (!walk->depth || kind)
		offer_kinds(offers, walk->depth ? kind : KIND_NONE);
	for (size_t i = 0; !walk->depth && i < sizeof words / sizeof *words; i++)
		offer_add(offers, OFFER_KEYWORD, str_from(words[i]));
}

/* ---- headers ---- */

/* Behind `goal`: what its name may be of; behind the name `like`; behind that what it may be like.
 */
static void offer_header(struct offers *offers)
{
	const struct token_walk *walk = &offers->cursor.walk;
	const struct kind_info *info = &kind_infos[walk->head];
	int last = walk_token(walk, walk->last)->kind;
	if (last == LIKE) {
		offer_names(offers, (kinds_t)1 << walk->head);
		for (uint32_t i = 0; i < offers->plan->templates.n; i++) {
			const struct block *block = offers->plan->templates.items[i];
			if (block->kind == walk->head)
				offer_add(offers, OFFER_NAME, plan_name(offers->plan, block->name));
		}
	} else if (last == HEAD && info->named == NAME_REFERENCE) {
		offer_names(offers, info->refs);
	} else if (last != HEAD) {
		offer_add(offers, OFFER_KEYWORD, STR("like"));
	}
}

/* ---- imports and updates ---- */

static void offer_std(struct offers *offers)
{
	for (size_t i = 0; i < embedded_stdlib_n; i++) {
		struct str name = str_from(embedded_stdlib[i].name);
		const char *slash = memchr(name.ptr, '/', name.len);
		if (slash || !str_ends(name, ".pbp"))
			continue;
		name.len -= 4;
		struct offer *offer = offer_add(offers, OFFER_LIBRARY,
			offers->cursor.is_dotted
				? name
				: str_format(offers->arena, "std.%.*s", STR_ARGS(name)));
		offer->detail = STR("standard library");
	}
}

/* Every block that the plan's text declares, by its path. */
static void offer_updates(struct offers *offers)
{
	for (uint32_t i = 0; i < offers->plan->blocks.n; i++) {
		const struct block *block = offers->plan->blocks.items[i];
		if (!block->name || block->of || block->is_std ||
			(block->parent && !offers->cursor.is_dotted && !offers->cursor.prefix.len))
			continue;
		struct offer *offer =
			offer_add(offers, OFFER_NAME, block_path(offers->plan, block));
		offer->detail = str_format(offers->arena, "%s %.*s", kind_infos[block->kind].name,
			STR_ARGS(block->title));
	}
}

/* ---- */

static bool is_import(const struct token_walk *walk)
{
	return walk->statement != UINT32_MAX && walk_token(walk, walk->statement)->kind == IMPORT;
}

static bool is_update(const struct token_walk *walk)
{
	return walk->statement != UINT32_MAX && walk_token(walk, walk->statement)->kind == UPDATE;
}

/* A value is under way: a clause, a sign or an opening bracket waits for one, or it may go on. */
static void offer_in_value(struct offers *offers)
{
	const struct token_walk *walk = &offers->cursor.walk;
	struct wanted wanted = walk_wants(walk);
	int last = walk_token(walk, walk->last)->kind;
	if (token_ends_value(last) && walk->last >= walk->item)
		offer_behind_value(offers, &wanted);
	else
		offer_value(offers, &wanted);
}

void offers_make(struct offers *offers)
{
	const struct cursor *cursor = &offers->cursor;
	const struct token_walk *walk = &cursor->walk;
	if (cursor->in != IN_CODE)
		return;
	if (is_import(walk) && (!cursor->is_dotted || str_is(cursor->path, "std"))) {
		offer_std(offers);
	} else if (cursor->is_dotted) {
		struct wanted wanted = walk_wants(walk);
		offer_members(offers, &wanted);
	} else if (cursor->is_statement) {
		offer_statement(offers);
	} else if (is_update(walk)) {
		offer_updates(offers);
	} else if (walk->head) {
		offer_header(offers);
	} else {
		offer_in_value(offers);
	}
}
