/* One field: its phrases with their clauses, lists with their brackets opened. */
#include "compiler/plan/decode_types.h"
#include <string.h>

static struct sink *sink_of(struct decoder *decoder)
{
	return &decoder->plan->run->sink;
}

/* ---- clauses ---- */

static const struct clause_info *find_clause(const struct type_info *type, enum clause_word word)
{
	for (uint32_t i = 0; i < type->n_clauses; i++)
		if (type->clauses[i].op == word)
			return &type->clauses[i];
	return NULL;
}

static void report_clause(struct decoder *decoder, const struct slot *slot, uint32_t clause)
{
	const struct type_info *type = &type_infos[slot->type];
	const struct node *node = file_node(decoder->file, clause);
	const char *word = clause_name((enum clause_word)node->op);
	uint32_t name = intern_find(&decoder->plan->run->intern, str_from(word));
	enum kind kind = (enum kind)decoder->block->kind;
	struct finding *finding = finding_new(sink_of(decoder), &finding_type_clause,
		file_span(decoder->file, clause), "`%s` takes no `%s`", slot->name, word);
	struct out words = {0};
	for (uint32_t i = 0; i < type->n_clauses; i++)
		out_printf(&words, "%s`%s`",
			i == 0			  ? ""
			: i + 1 < type->n_clauses ? ", "
						  : " and ",
			type->clauses[i].word);
	if (name && schema_field(&decoder->plan->run->schema, kind, name))
		finding_help(sink_of(decoder), finding, "`%s` is a field of its own: `%s: %.*s`",
			word, word, STR_ARGS(file_text(decoder->file, node->child)));
	else if (words.len)
		finding_help(
			sink_of(decoder), finding, "it takes %.*s", STR_ARGS(out_view(&words)));
	out_free(&words);
}

/* The clauses that begin at `clause`; bits of those that were there are added to *seen. One that
   was `seen` before and is not `own` counts for another item of the list. */
static bool decode_clauses(struct decoder *decoder, const struct slot *slot, uint32_t clause,
	bool own, uint32_t *seen, char *to)
{
	const struct type_info *type = &type_infos[slot->type];
	bool good = true;
	for (; clause; clause = file_node(decoder->file, clause)->next) {
		const struct node *node = file_node(decoder->file, clause);
		const struct clause_info *info = find_clause(type, (enum clause_word)node->op);
		if (!info) { /* those behind it likely belong to it */
			report_clause(decoder, slot, clause);
			return false;
		}
		uint32_t bit = 1u << (info - type->clauses);
		if ((*seen & bit) && own) {
			finding_new(sink_of(decoder), &finding_type_clause,
				file_span(decoder->file, clause), "`%s` is stated twice",
				info->word);
			good = false;
		}
		if (*seen & bit)
			continue;
		*seen |= bit;
		struct slot inner = {.name = info->word,
			.type = info->type,
			.refs = info->refs,
			.words = info->words,
			.field = slot->field};
		good &= decode_value(decoder, &inner, node->child, to + info->offset);
	}
	return good;
}

static bool check_required(
	struct decoder *decoder, const struct slot *slot, uint32_t node, uint32_t seen)
{
	const struct type_info *type = &type_infos[slot->type];
	struct out missing = {0};
	uint32_t n = 0, done = 0;
	for (uint32_t i = 0; i < type->n_clauses; i++)
		n += type->clauses[i].required && !(seen >> i & 1);
	for (uint32_t i = 0; i < type->n_clauses; i++)
		if (type->clauses[i].required && !(seen >> i & 1))
			out_printf(&missing, "%s`%s`",
				!done++	   ? ""
				: done < n ? ", "
					   : " and ",
				type->clauses[i].word);
	bool good = !missing.len;
	if (!good) {
		struct finding *finding = finding_new(sink_of(decoder), &finding_type_clause,
			file_span(decoder->file, node), "`%s` needs %.*s", slot->name,
			STR_ARGS(out_view(&missing)));
		if (slot->field && slot->field->example)
			finding_help(sink_of(decoder), finding, "for example `%s`",
				slot->field->example);
	}
	out_free(&missing);
	return good;
}

/* `from` or `on` after `until`: an interval that ends before it begins. */
static void check_interval(
	struct decoder *decoder, const struct slot *slot, const char *item, uint32_t node)
{
	const struct type_info *type = &type_infos[slot->type];
	const struct clause_info *until = find_clause(type, CLAUSE_until),
				 *from = find_clause(type, CLAUSE_from);
	if (!from)
		from = find_clause(type, CLAUSE_on);
	if (!until || !from || from->words)
		return;
	date_t first = *(const date_t *)(const void *)(item + from->offset);
	date_t last = *(const date_t *)(const void *)(item + until->offset);
	if (first && last && last < first)
		finding_new(sink_of(decoder), &finding_type_range_reversed,
			file_span(decoder->file, node), "this ends on %s, before it begins on %s",
			date_text(last).text, date_text(first).text);
}

/* One phrase into the shape at `to`. `shared` holds clauses that stand behind a list and count for
 * each item. */
/* `2026-02-01 to 2026-03-31`: the word stands for the dots. */
static bool report_worded_range(
	struct decoder *decoder, const struct slot *slot, uint32_t expression, uint32_t clause)
{
	static const char *const words[] = {"to", "until", "through"};
	const struct node *from = file_node(decoder->file, expression);
	const struct node *behind = clause ? file_node(decoder->file, clause) : NULL;
	if (slot->type != TYPE_range || !behind || !behind->child || from->kind != NODE_DATE ||
		file_node(decoder->file, behind->child)->kind != NODE_DATE)
		return false;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		if (!str_is(file_token_text(decoder->file, behind->first), words[i]))
			continue;
		struct span span = file_span(decoder->file, expression);
		struct span last = file_span(decoder->file, behind->child);
		span.len = last.start + last.len - span.start;
		report_range(decoder, slot, span, file_text(decoder->file, expression),
			file_text(decoder->file, behind->child));
		return true;
	}
	return false;
}

static bool decode_phrase(
	struct decoder *decoder, const struct slot *slot, uint32_t node, uint32_t shared, char *to)
{
	const struct node *phrase = file_node(decoder->file, node);
	const struct type_info *type = &type_infos[slot->type];
	uint32_t expression = phrase->kind == NODE_PHRASE ? phrase->child : node;
	uint32_t own = phrase->kind == NODE_PHRASE ? file_node(decoder->file, expression)->next : 0;
	struct slot base = *slot;
	if (report_worded_range(decoder, slot, expression, own))
		return false;
	if (!type->base) {
		bool good = decode_value(decoder, slot, expression, to);
		if (own || shared)
			report_clause(decoder, slot, own ? own : shared);
		return good && !own && !shared;
	}
	uint32_t seen = 0;
	base.type = type->base;
	memcpy(to + type->node_offset, &node, sizeof node);
	bool good = decode_value(decoder, &base, expression, to);
	if (!decode_clauses(decoder, slot, own, true, &seen, to) ||
		!decode_clauses(decoder, slot, shared, false, &seen, to) || !good ||
		!check_required(decoder, slot, node, seen))
		return false;
	check_interval(decoder, slot, to, node);
	return true;
}

/* ---- the phrases of a field, with brackets opened ---- */

struct item {
	uint32_t node;
	uint32_t clauses; /* behind the list it stands in */
};

struct items {
	VEC(struct item) list;
};

static void flatten(struct decoder *decoder, struct items *items, uint32_t at, uint32_t shared)
{
	for (; at; at = file_node(decoder->file, at)->next) {
		const struct node *node = file_node(decoder->file, at);
		uint32_t inner = at, clauses = 0;
		if (node->kind == NODE_CLAUSE)
			return;
		if (node->kind == NODE_PHRASE) {
			inner = node->child;
			clauses = file_node(decoder->file, inner)->next;
		}
		if (file_node(decoder->file, inner)->kind == NODE_LIST)
			flatten(decoder, items, file_node(decoder->file, inner)->child,
				clauses ? clauses : shared);
		else
			vec_push(&items->list, ((struct item){at, shared}));
	}
}

static bool is_all(
	struct decoder *decoder, const struct field_info *field, const struct items *items)
{
	if (!field->all || items->list.n != 1)
		return false;
	const struct node *node = file_node(decoder->file, items->list.items[0].node);
	return node->kind == NODE_PATH && !node->child &&
	       str_is(plan_name(decoder->plan, node->name), "all");
}

static void decode_list(struct decoder *decoder, const struct slot *slot, const struct items *items,
	struct list *list)
{
	size_t size = type_infos[slot->type].size;
	char *grown = arena_alloc(&decoder->plan->arena, size * (list->n + items->list.n));
	if (list->n)
		memcpy(grown, list->items, size * list->n);
	list->items = grown;
	for (uint32_t i = 0; i < items->list.n; i++) {
		struct item item = items->list.items[i];
		if (decode_phrase(decoder, slot, item.node, item.clauses, grown + size * list->n)) {
			list->n++;
		} else {
			memset(grown + size * list->n, 0, size);
			list->partial = true;
		}
	}
}

static void report_one_value(
	struct decoder *decoder, const struct field_info *field, const struct items *items)
{
	struct finding *finding = finding_new(sink_of(decoder), &finding_type_one_value,
		file_span(decoder->file, items->list.items[1].node), "`%s` takes one value",
		field->name);
	finding_label(sink_of(decoder), finding,
		file_span(decoder->file, items->list.items[0].node), "the first");
}

static void decode_one(struct decoder *decoder, const struct slot *slot, struct item item, char *to)
{
	if (decode_phrase(decoder, slot, item.node, item.clauses, to))
		return;
	memset(to, 0, type_infos[slot->type].size);
	decoder->block->broken = true;
}

static void decode_items(
	struct decoder *decoder, const struct slot *slot, uint32_t phrases, char *to)
{
	const struct field_info *field = slot->field;
	struct items items = {0};
	flatten(decoder, &items, phrases, 0);
	if (field->list) {
		struct list *list = (void *)to;
		if (is_all(decoder, field, &items))
			list->all = true;
		else
			decode_list(decoder, slot, &items, list);
	} else if (items.list.n == 1) {
		decode_one(decoder, slot, items.list.items[0], to);
	} else {
		if (items.list.n)
			report_one_value(decoder, field, &items);
		else
			report_mismatch(decoder, slot, phrases, "an empty list");
		decoder->block->broken = true;
	}
	vec_free(&items.list);
}

/* Something in the field, or right behind it, was passed over and reported. */
static bool is_damaged(const struct file *file, const struct node *field)
{
	for (uint32_t i = field->first; i < file->tokens.n; i++) {
		const struct token *token = &file->tokens.items[i];
		if (i > field->last && !(token->flags & TOKEN_SKIPPED))
			return false;
		if (token->flags & TOKEN_SKIPPED && token->flags & TOKEN_REPORTED)
			return true;
	}
	return false;
}

/* What is left of a damaged field is no value: that follows from the damage. */
static void drop_echoes(struct sink *sink, uint32_t from)
{
	uint32_t n = from;
	for (uint32_t i = from; i < sink->items.n; i++) {
		const struct rule_info *rule = sink->items.items[i]->rule;
		if (rule != &finding_type_mismatch && rule != &finding_type_one_value &&
			rule != &finding_type_clause)
			sink->items.items[n++] = sink->items.items[i];
	}
	sink->items.n = n;
}

void decode_field(
	struct decoder *decoder, uint32_t node, const struct field_info *field, char *base)
{
	uint32_t n_findings = sink_of(decoder)->items.n;
	uint32_t phrase = file_node(decoder->file, node)->child;
	struct slot slot = {.name = field->name,
		.type = field->type,
		.refs = field->refs,
		.words = field->words,
		.field = field};
	if (!phrase)
		return;
	const struct node *first = file_node(decoder->file, phrase);
	uint8_t kind = first->kind == NODE_PHRASE ? file_node(decoder->file, first->child)->kind
						  : first->kind;
	if (!field->list && !first->next && kind != NODE_LIST)
		decode_one(decoder, &slot, (struct item){phrase, 0}, base + field->offset);
	else
		decode_items(decoder, &slot, phrase, base + field->offset);
	if (sink_of(decoder)->items.n > n_findings &&
		is_damaged(decoder->file, file_node(decoder->file, node)))
		drop_echoes(sink_of(decoder), n_findings);
}
